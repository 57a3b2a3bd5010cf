//! Tags as the CLI takes them: JSON, because the shorthand syntax gives commas and quotes a meaning.

use serde_json::{Value, json};

use crate::{
    emit::print::shell::json_text,
    graph::{Node, NodeRef, ResourceGraph},
};

/// The tags of all nodes of a graph, worked out once for the three scripts.
#[derive(Default)]
pub(super) struct Tagged {
    pub(super) items: Vec<String>,
    pub(super) states: Vec<String>,
}

impl Tagged {
    /// [`items`] of a node.
    pub(super) fn items(&self, at: NodeRef) -> &str {
        &self.items[at.0 as usize]
    }

    /// What stands for its tags, its policy and its options: the value of [`STATE_TAG`].
    pub(super) fn state(&self, at: NodeRef) -> &str {
        &self.states[at.0 as usize]
    }
}

/// The tag that names the stack.
pub(super) const STACK_TAG: &str = "vpc-designer:stack";
/// The tag that stands for what an update would change.
pub(super) const STATE_TAG: &str = "vpc-designer:state";
/// The tag that names the entity in the design.
pub(super) const ID_TAG: &str = "vpc-designer:id";

/// `{"Key":"Name","Value":"private-a"},…`: the resource's tags of the design.
pub(super) fn items(graph: &ResourceGraph, node: &Node) -> String {
    let tags = graph.all_tags(node);
    // Name first: that is the one people look for.
    let (name, others): (Vec<_>, Vec<_>) =
        // A tag of the user's with a name of ours would be a second one of the same key, which AWS refuses.
        tags.iter().filter(|(key, _)| ![STACK_TAG, STATE_TAG, ID_TAG].contains(&key.as_str())).partition(|(key, _)| *key == "Name");
    let items: Vec<String> =
        name.into_iter().chain(others).map(|(key, value)| json_text(&item(key, value))).collect();
    // A query for tags holds them between backticks.
    items.join(",").replace('`', "\\u0060")
}

/// `[{"ResourceType":"subnet","Tags":[…]}]`, all of it.
pub(super) fn specification(resource_type: &str, stack: &str, key: &str, state: &str, items: &str) -> String {
    format!(
        r#"[{{"ResourceType":"{resource_type}","Tags":[{items},{},{},{}]}}]"#,
        json_text(&item(STACK_TAG, stack)),
        json_text(&item(ID_TAG, key)),
        json_text(&item(STATE_TAG, state)),
    )
}

/// `[…]` with the tag that stands for them, for other APIs than EC2's.
pub(super) fn with_state(items: &str, state: &str) -> String {
    format!("[{items},{}]", json_text(&item(STATE_TAG, state)))
}

fn item(key: &str, value: &str) -> Value {
    json!({ "Key": key, "Value": value })
}
