//! One template: its sections in order.

use std::collections::BTreeMap;

use super::{foreign, logical_id::LogicalIds, output, parameter, resource};
use crate::{
    emit::print::tree::{Map, SubPart, Value},
    graph::{Node, NodeRef, Resource, ResourceGraph, ServiceName, ServiceNamePart},
};

/// Source of the limits: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>
const DESCRIPTION_BYTES: usize = 1024;

/// What the sections of one Region's template are made of.
pub(super) struct Template<'a> {
    pub(super) graph: &'a ResourceGraph,
    pub(super) region: &'a str,
    pub(super) ids: LogicalIds,
    /// The nodes of the Region: what belongs to no VPC, then VPC by VPC.
    nodes: Vec<NodeRef>,
    /// The rules of each security group.
    rules: BTreeMap<NodeRef, Vec<NodeRef>>,
    /// The file's name.
    pub(super) path: String,
}

impl<'a> Template<'a> {
    pub(super) fn new(graph: &'a ResourceGraph, region: &'a str, path: String) -> Self {
        let mut nodes: Vec<NodeRef> = graph.in_region(region).map(|(at, _)| at).collect();
        // A stable sort: within a VPC the graph's order stays.
        nodes.sort_by_key(|at| graph.node(*at).vpc);
        let mut rules: BTreeMap<NodeRef, Vec<NodeRef>> = BTreeMap::new();
        for (at, node) in graph.in_region(region) {
            if let Resource::SecurityGroupRule(rule) = &node.resource {
                rules.entry(rule.security_group).or_default().push(at);
            }
        }
        Self { graph, region, ids: LogicalIds::new(graph, region), nodes, rules, path }
    }

    /// The whole template, and how many resources it has.
    pub(super) fn root(&self) -> (Map, usize) {
        let mut root = Map::new().with("AWSTemplateFormatVersion", "2010-09-09");
        let description = self.description();
        if !description.is_empty() {
            root.set("Description", description);
        }
        let (interface, parameters) = parameter::sections(self);
        let resources = resource::section(self);
        let count = resources.len();
        for (section, map) in [
            ("Metadata", interface),
            ("Parameters", parameters),
            ("Conditions", foreign::conditions(self)),
            ("Resources", resources),
            ("Outputs", output::section(self)),
        ] {
            if !map.is_empty() {
                root.set(section, map).gap = true;
            }
        }
        (root, count)
    }

    /// The nodes in the order of the template.
    pub(super) fn nodes(&self) -> impl Iterator<Item = (NodeRef, &'a Node)> {
        let graph = self.graph;
        self.nodes.iter().map(move |at| (*at, graph.node(*at)))
    }

    /// The rules of a security group.
    pub(super) fn rules(&self, group: NodeRef) -> impl Iterator<Item = &'a Node> {
        let graph = self.graph;
        self.rules.get(&group).into_iter().flatten().map(move |at| graph.node(*at))
    }

    /// `!Ref` of a node.
    pub(super) fn reference(&self, node: NodeRef) -> Value {
        Value::reference(self.ids.of(node))
    }

    pub(super) fn references(&self, nodes: &[NodeRef]) -> Value {
        Value::list(nodes.iter().map(|node| self.reference(*node)))
    }

    /// The id of a security group; `Ref` gives it too for a group in a VPC, the attribute says what is meant.
    pub(super) fn group_id(&self, group: NodeRef) -> Value {
        Value::attribute(self.ids.of(group), "GroupId")
    }

    /// A service's name, with the pseudo parameter where it repeats the Region.
    pub(super) fn service_name(&self, name: &ServiceName) -> Value {
        let parts = name.parts(self.region).into_iter().map(|part| match part {
            ServiceNamePart::Text(text) => SubPart::Text(text.to_owned()),
            ServiceNamePart::Region => SubPart::Variable("AWS::Region".to_owned()),
        });
        Value::sub(parts.collect())
    }

    /// `Name` and the other tags of a node, by key.
    pub(super) fn tags(&self, node: &Node) -> Value {
        let mut tags = self.graph.all_tags(node);
        let name = tags.remove_entry("Name");
        Value::list(
            name.into_iter().chain(tags).map(|(key, value)| Map::new().with("Key", key).with("Value", value)),
        )
    }

    fn description(&self) -> String {
        let ResourceGraph { title, description, .. } = self.graph;
        let text = match (title.trim(), description.trim()) {
            (text, "") | ("", text) => text.to_owned(),
            (title, description) => format!("{title}: {description}"),
        };
        shorten(text, DESCRIPTION_BYTES)
    }
}

/// The text with at most `bytes` bytes, an ellipsis at its end where something is missing.
pub(super) fn shorten(mut text: String, bytes: usize) -> String {
    if text.len() > bytes {
        let end = (0..=bytes - '…'.len_utf8()).rev().find(|end| text.is_char_boundary(*end));
        text.truncate(end.unwrap_or_default());
        text.push('…');
    }
    text
}

/// A Region's code as part of a file name or command; a design may name a Region that no catalogue knows, in any
/// characters.
pub(super) fn file_word(region: &str) -> String {
    region.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(40).collect()
}
