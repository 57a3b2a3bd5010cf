//! Terraform for the AWS provider: one root folder, split as HashiCorp's style guide splits it.
//!
//! Resources of one kind in one VPC share a block with `for_each` over literal keys, so that adding or removing one
//! changes the address of no other. The address of a subnet is `aws_subnet.<vpc>["<subnet>"]`.
//!
//! *Invariant:* every node of the graph has exactly one address, and no address depends on another VPC or on a
//! position in a list.
//!
//! Source: <https://developer.hashicorp.com/terraform/language/style>

mod address;
mod endpoints;
mod network;
mod outputs;
mod readme;
mod rows;
mod scope;
mod security;
mod settings;

use super::{
    Artifact,
    print::{
        hcl::{self, Block, Body},
        sheet::Sheet,
    },
};
use crate::graph::ResourceGraph;
use address::Addresses;
use scope::Scope;

pub(super) fn emit(graph: &ResourceGraph) -> Vec<Artifact> {
    let addresses = Addresses::new(graph);
    let scopes: Vec<Scope<'_>> =
        graph.vpcs().map(|(vpc, _)| Scope { graph, addresses: &addresses, vpc }).collect();
    let file = |blocks: fn(&Scope<'_>) -> Vec<Block>, mut body: Body| {
        scopes.iter().flat_map(blocks).for_each(|block| body.block(block));
        body
    };
    let hcl_files = [
        ("network.tf", file(network::blocks, Body::default())),
        ("security.tf", file(security::blocks, security::look_ups(graph, &addresses))),
        ("endpoints.tf", file(endpoints::blocks, Body::default())),
        ("outputs.tf", outputs::body(graph, &addresses)),
        ("variables.tf", settings::variables(graph)),
        ("providers.tf", settings::providers(graph, &addresses)),
        ("terraform.tf", settings::terraform()),
    ];
    let mut artifacts: Vec<Artifact> = hcl_files
        .into_iter()
        .filter(|(_, body)| !body.is_empty())
        .map(|(path, body)| artifact(path, hcl::print(&body)))
        .collect();
    artifacts.push(artifact("README.md", readme::readme(graph)));
    artifacts.push(artifact(".gitignore", readme::gitignore()));
    artifacts
}

fn artifact(path: &str, sheet: Sheet) -> Artifact {
    Artifact { path: path.to_owned(), sheet }
}

#[cfg(test)]
mod tests;
