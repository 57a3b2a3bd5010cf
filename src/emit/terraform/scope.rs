//! One VPC while its blocks are made.

use super::{
    super::print::hcl::Block,
    address::{Addresses, resource_type},
    rows::{ForEach, Row},
};
use crate::graph::{Node, NodeRef, Resource, ResourceGraph};

/// The `for_each` block of the nodes of a Region that `fill` takes, whatever VPC they are of; none where it takes none.
pub(super) fn rows_in_region<'a>(
    graph: &'a ResourceGraph,
    addresses: &'a Addresses<'a>,
    region: &'a str,
    mut fill: impl FnMut(&mut Row<'a>, &'a Resource) -> bool,
) -> Option<ForEach<'a>> {
    let mut rows = Vec::new();
    for (_, node) in graph.in_region(region) {
        let mut row = Row::new(node);
        if fill(&mut row, &node.resource) {
            rows.push(row);
        }
    }
    ForEach::new(graph, addresses, rows)
}

/// A VPC of a graph.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) graph: &'a ResourceGraph,
    pub(super) addresses: &'a Addresses<'a>,
    pub(super) vpc: NodeRef,
    /// Whether resources may be taken over that were made otherwise.
    pub(super) import_blocks: bool,
}

impl<'a> Scope<'a> {
    /// The `for_each` block of the nodes that `fill` takes; none where it takes none. They must be of one type.
    pub(super) fn rows(
        &self,
        mut fill: impl FnMut(&mut Row<'a>, &'a Resource) -> bool,
    ) -> Option<ForEach<'a>> {
        let mut rows = Vec::new();
        for (_, node) in self.graph.in_vpc(self.vpc) {
            let mut row = Row::new(node);
            if fill(&mut row, &node.resource) {
                rows.push(row);
            }
        }
        ForEach::new(self.graph, self.addresses, rows)
    }

    /// The start of a block without `for_each`.
    pub(super) fn single(&self, node: &Node) -> Block {
        let mut block = Block::new("resource", &[resource_type(&node.resource), &self.addresses.label(node)]);
        block.comments.clone_from(&node.why);
        block.origin = Some(node.origin);
        if let Some(provider) = self.addresses.provider(&node.region) {
            block.body.set("provider", provider);
            block.body.blank();
        }
        block
    }
}
