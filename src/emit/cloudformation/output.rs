//! The `Outputs` section: the ids that others ask for. None is exported: an export's name is unique in the account and
//! Region, and a stack whose export is in use cannot be deleted.

use super::{foreign, logical_id::LogicalIds, template::Template};
use crate::{
    emit::print::tree::{Map, Value},
    graph::{Node, NodeRef, Resource},
};

/// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>
const OUTPUTS: usize = 200;

/// How many outputs had no room.
pub(super) fn left_out(template: &Template<'_>) -> usize {
    template.nodes().filter_map(|(at, node)| output(template, at, node)).count().saturating_sub(OUTPUTS)
}

pub(super) fn section(template: &Template<'_>) -> Map {
    let mut section = Map::new();
    for (at, node) in template.nodes() {
        if let Some((key, what, value)) = output(template, at, node).filter(|_| section.len() < OUTPUTS) {
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

fn output(template: &Template<'_>, at: NodeRef, node: &Node) -> Option<(String, String, Value)> {
    let id = template.ids.of(at);
    let (attribute, value) = match &node.resource {
        Resource::Vpc(_)
        | Resource::Subnet(_)
        | Resource::RouteTable(_)
        | Resource::TransitGateway(_)
        | Resource::PeeringConnection(_)
        | Resource::HostedZone(_)
        | Resource::ResolverEndpoint(_)
        | Resource::GatewayEndpoint(_)
        | Resource::InterfaceEndpoint(_)
        | Resource::ResourceEndpoint(_)
        | Resource::ServiceNetworkEndpoint(_)
        | Resource::GatewayLoadBalancerEndpoint(_)
        | Resource::EndpointService(_) => ("Id", template.reference(at)),
        // `Ref` of a target group is its ARN.
        Resource::TargetGroup(_) => ("Arn", template.reference(at)),
        Resource::SecurityGroup(_) => ("Id", template.group_id(at)),
        // `Ref` of an Elastic IP address is the address.
        Resource::ElasticIp(_) => ("Address", template.reference(at)),
        Resource::VpcCidrBlock(_)
        | Resource::InternetGateway(_)
        | Resource::NatGateway(_)
        | Resource::Route(_)
        | Resource::RouteTableAssociation(_)
        | Resource::PrefixList(_)
        | Resource::SecurityGroupRule(_)
        | Resource::VpnGateway(_)
        | Resource::NetworkAcl(_)
        | Resource::NetworkAclEntry(_)
        | Resource::NetworkAclAssociation(_)
        | Resource::TransitGatewayAttachment(_)
        | Resource::PeeringAccepter(_)
        | Resource::CustomerGateway(_)
        | Resource::VpnConnection(_)
        | Resource::HostedZoneRecord(_)
        | Resource::LoadBalancer(_)
        | Resource::Listener(_) => return None,
    };
    let what = match &node.resource {
        Resource::ElasticIp(_) => format!("Public address of the NAT gateway {}", node.name_tag),
        Resource::TargetGroup(_) => format!("ARN of the target group {}", node.name_tag),
        resource => format!("Id of the {} {}", resource.kind().word(), node.name_tag),
    };
    Some((format!("{id}{attribute}"), super::template::shorten(what, 1024), value))
}
