//! The layout with a module: the network as a module of its own, and a folder that calls it.
//!
//! The module configures no provider, so it can be called from any configuration that has providers for its Regions;
//! Availability Zones and blocks are the design's, so each design is a module.

use super::{
    super::print::hcl::{Block, Body, Expr, Key, Pair, Traversal},
    address::Addresses,
    outputs, settings,
};
use crate::graph::ResourceGraph;

/// What the module is called, where it is called.
pub(super) const NAME: &str = "network";

/// The path of a file of the module.
pub(super) fn path(file: &str) -> String {
    format!("modules/{NAME}/{file}")
}

/// `terraform.tf` of the module: it says which providers it is given.
pub(super) fn terraform(graph: &ResourceGraph, addresses: &Addresses<'_>) -> Body {
    let regions = settings::other_regions(graph);
    let aliases = regions.map(|region| Expr::reference(&["aws", addresses.region(region)]));
    settings::terraform_block(settings::TERRAFORM_VERSION, aliases.collect())
}

/// `variables.tf` of the module.
pub(super) fn variables() -> Body {
    let mut body = Body::default();
    body.block(settings::tags_variable(
        "Tags of every resource, beside its name, its own tags and those of the provider",
        Expr::Object(Vec::new()),
    ));
    body
}

/// `main.tf` of the folder that calls the module.
pub(super) fn call(graph: &ResourceGraph, addresses: &Addresses<'_>) -> Body {
    let mut block = Block::new("module", &[NAME]);
    block.body.set("source", Expr::text(format!("./modules/{NAME}")));
    let mut providers = vec![provider(&["aws"])];
    providers
        .extend(settings::other_regions(graph).map(|region| provider(&["aws", addresses.region(region)])));
    if providers.len() > 1 {
        // A module inherits the default provider by itself, and no other.
        block.body.blank();
        block.body.set("providers", Expr::Object(providers));
    }
    let mut body = Body::default();
    body.block(block);
    body
}

fn provider(names: &[&str]) -> Pair {
    Pair { key: Key::Reference(Traversal::new(names)), ..Pair::new("", Expr::reference(names)) }
}

/// `outputs.tf` of the folder that calls the module: the module's, passed on.
pub(super) fn passed_on(graph: &ResourceGraph) -> Body {
    let mut body = Body::default();
    for (name, description) in outputs::of(graph) {
        let mut block = Block::new("output", &[name]);
        block.body.set("description", Expr::text(description));
        block.body.set("value", Expr::reference(&["module", NAME, name]));
        body.block(block);
    }
    body
}
