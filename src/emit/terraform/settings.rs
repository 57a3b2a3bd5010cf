//! `terraform.tf`, `providers.tf` and `variables.tf`.

use super::{
    super::{
        Options,
        print::hcl::{Block, Body, Expr, Traversal},
    },
    address::Addresses,
    imports,
};
use crate::graph::ResourceGraph;

/// `moved` blocks, which an engineer adds to such a folder, and `startswith` take 1.5.
pub(super) const TERRAFORM_VERSION: &str = ">= 1.5";
/// `import` blocks with `for_each` take 1.7, of OpenTofu too.
///
/// Source: <https://developer.hashicorp.com/terraform/language/block/import>
const TERRAFORM_VERSION_WITH_IMPORTS: &str = ">= 1.7";
/// Tried with 5.100; version 6 changed none of the resources in use.
///
/// Source: <https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-6-upgrade>
pub(super) const PROVIDER_VERSION: &str = ">= 5.100, < 7.0";

/// The versions of Terraform that take the files.
pub(super) const fn terraform_version(options: &Options) -> &'static str {
    if options.import_blocks { TERRAFORM_VERSION_WITH_IMPORTS } else { TERRAFORM_VERSION }
}

/// `terraform.tf` of the folder that is applied.
pub(super) fn terraform(options: &Options) -> Body {
    terraform_block(terraform_version(options), Vec::new())
}

pub(super) fn terraform_block(version: &str, aliases: Vec<Expr>) -> Body {
    let mut aws = vec![("source", Expr::text("hashicorp/aws")), ("version", Expr::text(PROVIDER_VERSION))];
    if !aliases.is_empty() {
        aws.push(("configuration_aliases", Expr::list(aliases)));
    }
    let mut providers = Block::new("required_providers", &[]);
    providers.body.set("aws", Expr::object(aws));
    let mut block = Block::new("terraform", &[]);
    block.body.set("required_version", Expr::text(version));
    block.body.block(providers);
    let mut body = Body::default();
    body.block(block);
    body
}

/// The Regions beside the design's own, whose provider is the default one.
pub(super) fn other_regions(graph: &ResourceGraph) -> impl Iterator<Item = &str> {
    graph.regions().into_iter().filter(|region| *region != graph.region)
}

/// One provider for each Region, the default one for the design's own.
pub(super) fn providers(graph: &ResourceGraph, addresses: &Addresses<'_>) -> Body {
    let mut body = Body::default();
    for region in std::iter::once(graph.region.as_str()).chain(other_regions(graph)) {
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

/// `variables.tf` of the folder that is applied, in the order of their names.
pub(super) fn variables(graph: &ResourceGraph, addresses: &Addresses<'_>, options: &Options) -> Body {
    let tags = graph.default_tags.iter().map(|(key, value)| (key.as_str(), Expr::text(value)));
    let mut body = Body::default();
    if options.import_blocks {
        body.block(imports::variable(graph, addresses));
    }
    body.block(tags_variable("Tags of every resource, beside its name and its own tags", Expr::object(tags)));
    body
}

/// The variable `tags`.
///
/// Source of the limits: <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions>
pub(super) fn tags_variable(description: &str, default: Expr) -> Block {
    let length = |of: &str| Expr::Call("length", vec![Expr::reference(&[of])]);
    let at_most = |of: &str, most| Expr::operation(length(of), "<=", Expr::integer(most));
    let and = |left, right| Expr::operation(left, "&&", right);
    let lower = Expr::Call("lower", vec![Expr::reference(&["key"])]);
    let reserved = Expr::Call("startswith", vec![lower, Expr::text("aws:")]);
    let each = [
        Expr::operation(length("key"), ">=", Expr::integer(1)),
        at_most("key", 128),
        at_most("value", 256),
        Expr::Not(Box::new(reserved)),
    ];
    let each = each.into_iter().reduce(and).unwrap_or(Expr::Bool(true));
    let all = Expr::ForList {
        name: "value",
        of: Box::new(Expr::Reference(Traversal::new(&["var", "tags"]))),
        value: Box::new(each),
    };
    let mut block = Block::new("variable", &["tags"]);
    block.body.set("type", Expr::Call("map", vec![Expr::reference(&["string"])]));
    block.body.set("description", Expr::text(description));
    block.body.set("default", default);
    block.body.block(validation(
        Expr::Call("alltrue", vec![all]),
        "A tag's key has 1 to 128 characters and does not begin with aws:, its value has at most 256.",
    ));
    block
}

/// The check of a variable.
pub(super) fn validation(condition: Expr, message: &str) -> Block {
    let mut block = Block::new("validation", &[]);
    block.body.set("condition", condition);
    block.body.set("error_message", Expr::text(message));
    block
}
