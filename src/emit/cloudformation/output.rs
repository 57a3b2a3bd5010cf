//! The `Outputs` section: the ids that others ask for. None is exported: an export's name is unique in the account and
//! Region, and a stack whose export is in use cannot be deleted.

use super::{endpoint_service, foreign, logical_id::LogicalIds, template::Template};
use crate::{
    emit::print::tree::{Map, Value},
    graph::{Node, NodeRef, Resource},
};

/// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>
const OUTPUTS: usize = 200;

/// How many outputs had no room.
pub(super) fn left_out(template: &Template<'_>) -> usize {
    template.nodes().flat_map(|(at, node)| outputs(template, at, node)).count().saturating_sub(OUTPUTS)
}

pub(super) fn section(template: &Template<'_>) -> Map {
    let mut section = Map::new();
    for (at, node) in template.nodes() {
        for (key, what, value) in outputs(template, at, node) {
            if section.len() == OUTPUTS {
                return section;
            }
            let condition = match &node.resource {
                Resource::PeeringConnection(peering)
                    if foreign::is_foreign(template, peering.accepter_vpc) =>
                {
                    Some(foreign::condition_name(template, peering.accepter_vpc))
                }
                resource => foreign::endpoint_condition(template, resource),
            };
            let output =
                Map::new().with_some("Condition", condition).with("Description", what).with("Value", value);
            section.set(key, output).origin = Some(node.origin);
        }
    }
    section
}

/// The name of a node's output.
pub(super) fn key(ids: &LogicalIds, node: NodeRef) -> String {
    format!("{}Id", ids.of(node))
}

/// The outputs of a node: what it is called by, and of an endpoint service what its consumers call it too.
fn outputs(
    template: &Template<'_>,
    at: NodeRef,
    node: &Node,
) -> impl Iterator<Item = (String, String, Value)> {
    let id = template.ids.of(at);
    let own = reference(template, at, node).map(|(attribute, value)| {
        let what = match &node.resource {
            Resource::ElasticIp(_) => format!("Public address of the NAT gateway {}", node.name_tag),
            Resource::TargetGroup(_) => format!("ARN of the target group {}", node.name_tag),
            resource => format!("Id of the {} {}", resource.kind().word(), node.name_tag),
        };
        (format!("{id}{attribute}"), what, value)
    });
    let service = matches!(node.resource, Resource::EndpointService(_)).then(|| {
        let what = format!("Name of the endpoint service {}, for endpoints of its consumers", node.name_tag);
        (format!("{id}Name"), what, endpoint_service::own_name(template, at))
    });
    own.into_iter()
        .chain(service)
        .map(|(key, what, value)| (key, super::template::shorten(what, 1024), value))
}

fn reference(template: &Template<'_>, at: NodeRef, node: &Node) -> Option<(&'static str, Value)> {
    match &node.resource {
        Resource::Vpc(_)
        | Resource::Subnet(_)
        | Resource::RouteTable(_)
        | Resource::TransitGateway(_)
        | Resource::TransitGatewayAttachment(_)
        | Resource::PeeringConnection(_)
        | Resource::VpnGateway(_)
        | Resource::CustomerGateway(_)
        | Resource::VpnConnection(_)
        | Resource::HostedZone(_)
        | Resource::Profile(_)
        | Resource::ResolverEndpoint(_)
        | Resource::GatewayEndpoint(_)
        | Resource::InterfaceEndpoint(_)
        | Resource::ResourceEndpoint(_)
        | Resource::ServiceNetworkEndpoint(_)
        | Resource::GatewayLoadBalancerEndpoint(_)
        | Resource::EndpointService(_) => Some(("Id", template.reference(at))),
        // `Ref` of a target group is its ARN.
        Resource::TargetGroup(_) => Some(("Arn", template.reference(at))),
        Resource::SecurityGroup(_) => Some(("Id", template.group_id(at))),
        // `Ref` of an Elastic IP address is the address.
        Resource::ElasticIp(_) => Some(("Address", template.reference(at))),
        Resource::VpcCidrBlock(_)
        | Resource::EgressOnlyInternetGateway(_)
        | Resource::Ipv6Route(_)
        | Resource::InternetGateway(_)
        | Resource::NatGateway(_)
        | Resource::Route(_)
        | Resource::RouteTableAssociation(_)
        | Resource::PrefixList(_)
        | Resource::SecurityGroupRule(_)
        | Resource::NetworkAcl(_)
        | Resource::NetworkAclEntry(_)
        | Resource::NetworkAclAssociation(_)
        | Resource::PeeringAccepter(_)
        | Resource::HostedZoneRecord(_)
        | Resource::ProfileAssociation(_)
        | Resource::ProfileResourceAssociation(_)
        | Resource::LoadBalancer(_)
        | Resource::Listener(_) => None,
    }
}
