//! Blocks with `for_each`: one row of the map for each node, what all rows share in the block itself.

use super::{
    super::print::hcl::{Block, Body, Element, Expr, Key, Pair, Part, Traversal},
    address::{Addresses, resource_type},
};
use crate::graph::{Node, NodeRef, ResourceGraph};

/// A node of a block with `for_each`, and the arguments it sets.
pub(super) struct Row<'a> {
    pub(super) node: &'a Node,
    columns: Vec<(&'static str, Expr)>,
}

impl<'a> Row<'a> {
    pub(super) fn new(node: &'a Node) -> Self {
        Self { node, columns: Vec::new() }
    }

    pub(super) fn set(&mut self, name: &'static str, value: Expr) {
        self.columns.push((name, value));
    }

    pub(super) fn set_some(&mut self, name: &'static str, value: Option<Expr>) {
        if let Some(value) = value {
            self.set(name, value);
        }
    }

    fn get(&self, name: &str) -> Option<&Expr> {
        self.columns.iter().find(|(column, _)| *column == name).map(|(_, value)| value)
    }

    fn remove(&mut self, name: &str) {
        self.columns.retain(|(column, _)| *column != name);
    }

    fn into_pair(self) -> Pair {
        Pair {
            key: Key::Text(self.node.name.kebab().to_owned()),
            value: Expr::object(self.columns),
            comments: self.node.why.clone(),
            origin: Some(self.node.origin),
        }
    }
}

/// A block under construction.
pub(super) struct ForEach<'a> {
    graph: &'a ResourceGraph,
    addresses: &'a Addresses<'a>,
    keyword: &'static str,
    /// Where it is not that of the nodes.
    resource_type: Option<&'static str>,
    rows: Vec<Row<'a>>,
    /// What follows `for_each`.
    arguments: Body,
}

impl<'a> ForEach<'a> {
    /// A block for the rows; none without rows.
    pub(super) fn new(
        graph: &'a ResourceGraph,
        addresses: &'a Addresses<'a>,
        rows: Vec<Row<'a>>,
    ) -> Option<Self> {
        let first = rows.first()?.node;
        let mut arguments = Body::default();
        if let Some(provider) = addresses.provider(&first.region) {
            arguments.set("provider", provider);
            arguments.blank();
        }
        Some(Self { graph, addresses, keyword: "resource", resource_type: None, rows, arguments })
    }

    /// A look-up, not a resource.
    pub(super) fn data(&mut self) {
        self.keyword = "data";
    }

    /// A further resource for each node, of another type than the node's own.
    pub(super) fn of_type(&mut self, resource_type: &'static str) {
        self.resource_type = Some(resource_type);
    }

    /// An argument that has the same expression for every row.
    pub(super) fn fixed(&mut self, name: &str, value: Expr) {
        self.arguments.set(name, value);
    }

    /// An argument that tells the rows apart: stays in the rows.
    pub(super) fn own(&mut self, name: &'static str) {
        if let Some(value) = self.value(name) {
            self.arguments.set(name, value);
        }
    }

    /// An argument that moves from the rows into the block where all rows agree.
    pub(super) fn common(&mut self, name: &'static str) {
        match self.take_common(name) {
            Some(value) => self.arguments.set(name, value),
            None => self.own(name),
        }
    }

    /// A nested block that moves from the rows (an object) into the block where all rows agree.
    pub(super) fn nested(&mut self, name: &'static str, arguments: &[&str]) {
        if let Some(Expr::Object(pairs)) = self.take_common(name) {
            let mut block = Block::new(name, &[]);
            block.body.extend(pairs);
            self.arguments.block(block);
        } else if self.rows.iter().any(|row| row.get(name).is_some()) {
            let mut content = Block::new("content", &[]);
            for argument in arguments {
                content.body.set(argument, lookup(&[name, "value"], argument, Expr::Null));
            }
            let mut block = Block::new("dynamic", &[name]);
            // No block for null, one for an object.
            let value = lookup(&["each", "value"], name, Expr::Null);
            block.body.set("for_each", Expr::Splat(Box::new(value)));
            block.body.block(content);
            self.arguments.block(block);
        }
    }

    /// `tags` with `Name` and the nodes' own; the provider adds those of the design.
    pub(super) fn tags(&mut self) {
        for row in &mut self.rows {
            if row.node.name_tag != row.node.name.kebab() {
                row.set("name", Expr::text(&row.node.name_tag));
            }
        }
        let key = Expr::reference(&["each", "key"]);
        let name = Pair::new("Name", self.value_or("name", key.clone()).unwrap_or(key));
        self.set_own_tags();
        let value = match self.take_common("tags") {
            Some(Expr::Object(shared)) => Expr::Object([name].into_iter().chain(shared).collect()),
            _ => match self.own_tags() {
                Some(own) => Expr::Call("merge", vec![own, Expr::Object(vec![name])]),
                None => Expr::Object(vec![name]),
            },
        };
        self.arguments.blank();
        self.arguments.set("tags", self.addresses.tags(value));
    }

    /// The rest of the block.
    pub(super) fn arguments(&mut self) -> &mut Body {
        &mut self.arguments
    }

    /// `depends_on`, last in the block, with its reason.
    pub(super) fn depends_on(mut self, node: NodeRef, why: &str) -> Self {
        let all = self.addresses.block(self.graph.node(node));
        self.arguments.blank();
        self.arguments.set_why("depends_on", Expr::list([Expr::Reference(all)]), why);
        self
    }

    /// The block, its rows a map of objects; a set of keys where the keys say it all.
    pub(super) fn finish(mut self) -> Block {
        let rows = std::mem::take(&mut self.rows);
        let nodes: Vec<&Node> = rows.iter().map(|row| row.node).collect();
        let value = if rows.iter().all(|row| row.columns.is_empty()) {
            let keys = rows.into_iter().map(|row| Element {
                value: Expr::text(row.node.name.kebab()),
                comments: row.node.why.clone(),
                origin: Some(row.node.origin),
            });
            Expr::Call("toset", vec![Expr::List(keys.collect())])
        } else {
            Expr::Object(rows.into_iter().map(Row::into_pair).collect())
        };
        self.assemble(&nodes, value)
    }

    /// The block, its rows a map of one plain value each, in the order of the rows: `each.value`.
    pub(super) fn finish_with(mut self, values: Vec<Expr>) -> Block {
        let nodes: Vec<&Node> = std::mem::take(&mut self.rows).iter().map(|row| row.node).collect();
        let pairs = nodes.iter().zip(values).map(|(node, value)| Pair {
            key: Key::Text(node.name.kebab().to_owned()),
            value,
            comments: node.why.clone(),
            origin: Some(node.origin),
        });
        let map = Expr::Object(pairs.collect());
        self.assemble(&nodes, map)
    }

    fn assemble(self, nodes: &[&Node], for_each: Expr) -> Block {
        let mut block = match nodes {
            [] => Block::new(self.keyword, &[]),
            [first, ..] => {
                let kind = self.resource_type.unwrap_or_else(|| resource_type(&first.resource));
                Block::new(self.keyword, &[kind, &self.addresses.label(first)])
            }
        };
        block.origin = match nodes {
            [only] => Some(only.origin),
            _ => nodes.first().and_then(|node| node.vpc).map(|vpc| self.graph.node(vpc).origin),
        };
        block.body.set("for_each", for_each);
        block.body.blank();
        block.body.append(self.arguments);
        block
    }

    /// How the block reads a column of its row, null where the row lacks it; none where no row has it.
    fn value(&self, name: &'static str) -> Option<Expr> {
        self.value_or(name, Expr::Null)
    }

    fn value_or(&self, name: &'static str, default: Expr) -> Option<Expr> {
        let having = self.rows.iter().filter(|row| row.get(name).is_some()).count();
        if having == 0 {
            None
        } else if having == self.rows.len() {
            Some(Expr::reference(&["each", "value", name]))
        } else {
            Some(lookup(&["each", "value"], name, default))
        }
    }

    fn take_common(&mut self, name: &'static str) -> Option<Expr> {
        let first = self.rows.first()?.get(name)?.clone();
        if self.rows.iter().any(|row| row.get(name) != Some(&first)) {
            return None;
        }
        for row in &mut self.rows {
            row.remove(name);
        }
        Some(first)
    }

    fn set_own_tags(&mut self) {
        for row in self.rows.iter_mut().filter(|row| !row.node.tags.is_empty()) {
            row.set("tags", tags(row.node));
        }
    }

    fn own_tags(&self) -> Option<Expr> {
        self.value_or("tags", Expr::Object(Vec::new()))
    }
}

/// A node's own tags.
fn tags(node: &Node) -> Expr {
    Expr::object(node.tags.iter().map(|(key, value)| (key.as_str(), Expr::text(value))))
}

/// `tags` of a block without `for_each`.
pub(super) fn all_tags(addresses: &Addresses<'_>, node: &Node) -> Expr {
    let name = [("Name", node.name_tag.as_str())].into_iter();
    let own = node.tags.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    addresses.tags(Expr::object(name.chain(own).map(|(key, value)| (key, Expr::text(value)))))
}

/// A string around the row's key: `main-${each.key}-`.
pub(super) fn around_key(before: &str, after: &str) -> Expr {
    Expr::Template(vec![
        Part::Text(before.to_owned()),
        Part::Expr(Expr::reference(&["each", "key"])),
        Part::Text(after.to_owned()),
    ])
}

fn lookup(object: &[&str], name: &str, default: Expr) -> Expr {
    Expr::Call("lookup", vec![Expr::Reference(Traversal::new(object)), Expr::text(name), default])
}
