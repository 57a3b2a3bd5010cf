//! Terraform for the AWS provider: one root folder, split as HashiCorp's style guide splits it, or a module and a
//! folder that calls it.
//!
//! Resources of one kind in one VPC share a block with `for_each` over literal keys, so that adding or removing one
//! changes the address of no other. The address of a subnet is `aws_subnet.<vpc>["<subnet>"]`.
//!
//! *Invariant:* every node of the graph has exactly one address, and no address depends on another VPC or on a
//! position in a list.
//!
//! Source: <https://developer.hashicorp.com/terraform/language/style>

mod address;
mod connectivity;
mod dns;
mod endpoints;
mod findings;
mod imports;
mod module;
mod network;
mod network_acl;
mod outputs;
mod readme;
mod rows;
mod scope;
mod security;
mod services;
mod settings;

use super::{
    Artifact, Layout, Options,
    print::{
        hcl::{self, Block, Body},
        sheet::Sheet,
    },
};
use crate::graph::ResourceGraph;
use address::Addresses;
use scope::Scope;

pub(super) fn emit(graph: &ResourceGraph, options: &Options) -> Vec<Artifact> {
    let addresses = Addresses::new(graph, options.layout);
    let own = |file: &str| match options.layout {
        Layout::Folder => file.to_owned(),
        Layout::Module => module::path(file),
    };
    let mut files: Vec<(String, Body)> = Vec::new();
    let mut add = |path: String, body: Body| {
        if !body.is_empty() {
            files.push((path, body));
        }
    };
    if options.layout == Layout::Module {
        add("main.tf".to_owned(), module::call(graph, &addresses));
    }
    for (file, body) in resources(graph, &addresses, options) {
        add(own(file), body);
    }
    add(own("outputs.tf"), outputs::body(graph, &addresses));
    if options.layout == Layout::Module {
        add(own("variables.tf"), module::variables());
        add(own("terraform.tf"), module::terraform(graph, &addresses));
        add("outputs.tf".to_owned(), module::passed_on(graph));
    }
    if options.import_blocks {
        add("imports.tf".to_owned(), imports::blocks(graph, &addresses, options.layout));
        add(imports::VALUES.to_owned(), imports::values(graph, &addresses));
    }
    add("variables.tf".to_owned(), settings::variables(graph, &addresses, options));
    add("providers.tf".to_owned(), settings::providers(graph, &addresses));
    add("terraform.tf".to_owned(), settings::terraform(options));

    let mut artifacts: Vec<Artifact> =
        files.into_iter().map(|(path, body)| artifact(path, hcl::print(&body))).collect();
    artifacts.push(artifact("README.md", readme::readme(graph, options)));
    if options.layout == Layout::Module {
        artifacts.push(artifact(own("README.md"), readme::module(graph)));
    }
    artifacts.push(artifact(".gitignore", readme::gitignore()));
    artifacts
}

/// The files of resources.
fn resources(
    graph: &ResourceGraph,
    addresses: &Addresses<'_>,
    options: &Options,
) -> [(&'static str, Body); 6] {
    let import_blocks = options.import_blocks;
    let scopes: Vec<Scope<'_>> =
        graph.vpcs().map(|(vpc, _)| Scope { graph, addresses, vpc, import_blocks }).collect();
    let file = |blocks: fn(&Scope<'_>) -> Vec<Block>, mut body: Body| {
        scopes.iter().flat_map(blocks).for_each(|block| body.block(block));
        body
    };
    [
        ("network.tf", file(network::blocks, Body::default())),
        ("connectivity.tf", connectivity::body(graph, addresses, &scopes)),
        ("dns.tf", dns::body(graph, addresses, &scopes)),
        ("security.tf", file(security::blocks, security::look_ups(graph, addresses))),
        ("services.tf", file(services::blocks, Body::default())),
        ("endpoints.tf", file(endpoints::blocks, endpoints::look_ups(graph))),
    ]
}

fn artifact(path: impl Into<String>, sheet: Sheet) -> Artifact {
    Artifact { path: path.into(), sheet }
}

#[cfg(test)]
mod tests;
