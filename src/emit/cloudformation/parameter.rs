//! The parameters: one for each prefix list, whose id differs by Region and which CloudFormation cannot look up, and one
//! for each id that comes from another Region's stack.

use super::{
    foreign,
    template::{Template, file_word},
};
use crate::{
    emit::print::tree::{Map, Value},
    graph::{PrefixList, Resource},
};

/// `Metadata` and `Parameters`; both empty where the template takes no parameter.
pub(super) fn sections(template: &Template<'_>) -> (Map, Map) {
    let mut parameters = Map::new();
    let mut labels = Map::new();
    for (at, node) in template.nodes() {
        if let Resource::PrefixList(list) = &node.resource {
            let id = template.ids.of(at);
            labels.set(id, Map::new().with("default", format!("Prefix list of {}", list.service)));
            let entry = parameters.set(id, prefix_list(template, list));
            entry.origin = Some(node.origin);
            entry.comment.clone_from(&node.why);
        }
    }
    let lists = parameters.len();
    for node in foreign::nodes(template) {
        let id = template.ids.of(node);
        let it = template.graph.node(node);
        labels.set(id, Map::new().with("default", format!("Id of {} in another Region", it.name)));
        parameters.set(id, foreign::parameter(template, node)).origin = Some(it.origin);
    }
    if parameters.is_empty() {
        return (Map::new(), parameters);
    }
    let names: Vec<&str> = parameters.entries().iter().map(|entry| entry.key.as_str()).collect();
    let group = |title: &str, names: &[&str]| {
        Map::new()
            .with("Label", Map::new().with("default", title))
            .with("Parameters", Value::list(names.iter().copied()))
    };
    let (lists, others) = names.split_at(lists);
    let groups = [("Prefix lists", lists), ("Resources of other Regions", others)]
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(title, names)| group(title, names));
    let interface = Map::new().with("ParameterGroups", Value::list(groups)).with("ParameterLabels", labels);
    (Map::new().with("AWS::CloudFormation::Interface", interface), parameters)
}

fn prefix_list(template: &Template<'_>, list: &PrefixList) -> Map {
    Map::new()
        .with("Type", "String")
        .with(
            "Description",
            format!(
                "The id of the prefix list {} in the Region of the stack. Look it up with: {}",
                list.prefix_list_name.0,
                look_up(template.region, list),
            ),
        )
        .with("AllowedPattern", "^pl-[0-9a-f]+$")
        .with("ConstraintDescription", "The id of a prefix list starts with pl-, for example pl-63a5400a.")
}

/// The command that prints the id of a prefix list.
pub(super) fn look_up(region: &str, list: &PrefixList) -> String {
    let name = &list.prefix_list_name.0;
    let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_".contains(&b));
    format!(
        "aws ec2 describe-managed-prefix-lists --filters Name=prefix-list-name,Values={} \
         --query 'PrefixLists[0].PrefixListId' --output text --region {}",
        if plain { name } else { "PREFIX_LIST_NAME" },
        file_word(region),
    )
}
