//! `terraform.tf`, `providers.tf` and `variables.tf`.

use super::{
    super::print::hcl::{Block, Body, Expr},
    address::Addresses,
};
use crate::graph::ResourceGraph;

/// `moved` and `import` blocks, which an engineer adds to such a folder, take 1.5.
pub(super) const TERRAFORM_VERSION: &str = ">= 1.5";
/// Tried with 5.100; version 6 changed none of the resources in use.
///
/// Source: <https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-6-upgrade>
pub(super) const PROVIDER_VERSION: &str = ">= 5.100, < 7.0";

pub(super) fn terraform() -> Body {
    let mut providers = Block::new("required_providers", &[]);
    providers.body.set(
        "aws",
        Expr::object([("source", Expr::text("hashicorp/aws")), ("version", Expr::text(PROVIDER_VERSION))]),
    );
    let mut block = Block::new("terraform", &[]);
    block.body.set("required_version", Expr::text(TERRAFORM_VERSION));
    block.body.block(providers);
    let mut body = Body::default();
    body.block(block);
    body
}

/// One provider for each Region, the default one for the design's own.
pub(super) fn providers(graph: &ResourceGraph, addresses: &Addresses<'_>) -> Body {
    let others = graph.regions().into_iter().filter(|region| *region != graph.region);
    let mut body = Body::default();
    for region in std::iter::once(graph.region.as_str()).chain(others) {
        let mut block = Block::new("provider", &["aws"]);
        if region == graph.region {
            block.comments.push(
                "Regions are written out, not variables: Availability Zones and service names in the other files \
                 belong to them."
                    .to_owned(),
            );
        } else {
            block.body.set("alias", Expr::text(addresses.region(region)));
        }
        block.body.set("region", Expr::text(region));
        let mut tags = Block::new("default_tags", &[]);
        tags.body.set("tags", Expr::reference(&["var", "tags"]));
        block.body.block(tags);
        body.block(block);
    }
    body
}

pub(super) fn variables(graph: &ResourceGraph) -> Body {
    let tags = graph.default_tags.iter().map(|(key, value)| (key.as_str(), Expr::text(value)));
    let mut block = Block::new("variable", &["tags"]);
    block.body.set("type", Expr::Call("map", vec![Expr::reference(&["string"])]));
    block.body.set("description", Expr::text("Tags of every resource, beside its name and its own tags"));
    block.body.set("default", Expr::object(tags));
    let mut body = Body::default();
    body.block(block);
    body
}
