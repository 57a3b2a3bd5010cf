//! What a template needs from those of other Regions: ids, as parameters. They are empty until the other stack is there,
//! and what needs them is made on the next deployment: Regions may need each other.

use super::template::{Template, file_word};
use crate::{
    emit::print::tree::{Map, Value},
    graph::{NodeRef, RecordTarget, Resource},
};

/// The node whose id a parameter of this template holds: of another Region, or the peering connection that a side of this
/// Region accepts.
pub(super) fn nodes(template: &Template<'_>) -> Vec<NodeRef> {
    let mut nodes: Vec<NodeRef> = template
        .nodes()
        .flat_map(|(at, node)| match &node.resource {
            Resource::PeeringAccepter(_) => vec![at],
            resource => resource
                .references()
                .into_iter()
                .filter(|reference| template.graph.node(*reference).region != template.region)
                .collect(),
        })
        .collect();
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

/// The node that an id of another Region is of: for the side that accepts, the connection.
fn original(template: &Template<'_>, node: NodeRef) -> NodeRef {
    match &template.graph.node(node).resource {
        Resource::PeeringAccepter(accepter) => accepter.peering_connection,
        _ => node,
    }
}

/// Whether a node's id is a parameter here.
pub(super) fn is_foreign(template: &Template<'_>, node: NodeRef) -> bool {
    let node = template.graph.node(node);
    node.region != template.region || matches!(node.resource, Resource::PeeringAccepter(_))
}

/// The parameter of a node's id.
pub(super) fn parameter(template: &Template<'_>, node: NodeRef) -> Map {
    let it = template.graph.node(original(template, node));
    let kind = it.resource.kind().word();
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    let prefix = match it.resource {
        Resource::PeeringConnection(_) => "pcx",
        Resource::EndpointService(_) => "vpce-svc",
        _ => "vpc",
    };
    Map::new()
        .with("Type", "String")
        .with("Default", "")
        .with(
            "Description",
            format!(
                "The id of the {kind} {} in {}, from the outputs of the stack there. Empty until that is deployed.",
                it.name, it.region
            ),
        )
        .with("AllowedPattern", format!("^({prefix}-[0-9a-f]+)?$"))
        .with(
            "ConstraintDescription",
            format!("The id of {article} {kind} starts with {prefix}-, or is left empty."),
        )
}

/// The name of the condition that a node's id is known.
pub(super) fn condition_name(template: &Template<'_>, node: NodeRef) -> String {
    format!("Has{}", template.ids.of(node))
}

/// The condition of what names an endpoint service of another Region.
pub(super) fn endpoint_condition(template: &Template<'_>, resource: &Resource) -> Option<String> {
    let service = match resource {
        Resource::InterfaceEndpoint(endpoint) => endpoint.target.node()?,
        Resource::HostedZoneRecord(record) => match record.target {
            RecordTarget::Endpoint(endpoint) => {
                return endpoint_condition(template, &template.graph.node(endpoint).resource);
            }
            RecordTarget::Addresses(_) | RecordTarget::Name(_) => return None,
        },
        Resource::ProfileResourceAssociation(association) => {
            return endpoint_condition(template, &template.graph.node(association.resource).resource);
        }
        _ => return None,
    };
    is_foreign(template, service).then(|| condition_name(template, service))
}

/// The `Conditions` section.
pub(super) fn conditions(template: &Template<'_>) -> Map {
    let mut section = Map::new();
    for node in nodes(template) {
        let empty = Map::new().with(
            "Fn::Equals",
            Value::list([Value::reference(template.ids.of(node)), Value::Text(String::new())]),
        );
        section.set(
            condition_name(template, node),
            Map::new().with("Fn::Not", Value::list([Value::Map(empty)])),
        );
    }
    section
}

/// The command that prints the id, nothing while the other stack is not there.
pub(super) fn look_up(template: &Template<'_>, node: NodeRef) -> String {
    let node = original(template, node);
    let region = &template.graph.node(node).region;
    let output = super::output::key(&super::logical_id::LogicalIds::new(template.graph, region), node);
    format!(
        "aws cloudformation describe-stacks --stack-name {} --region {} \
         --query \"not_null(Stacks[0].Outputs[?OutputKey=='{output}'].OutputValue|[0],'')\" --output text 2>/dev/null || true",
        template.graph.name.kebab(),
        file_word(region),
    )
}
