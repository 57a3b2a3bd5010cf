//! Logical ids: the names of resources inside a template.
//!
//! *Invariant:* alphanumeric, unique in the template, and made of the names of the VPC and the resource only, so that
//! adding or removing something else renames nothing: a renamed resource is a replaced one.
//! Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html>

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{Kind, Node, NodeRef, Resource, ResourceGraph, Vpc};

/// A logical id has at most 255 characters; the rest is for suffixes.
const STEM: usize = 200;

/// The logical ids of one template.
#[derive(Debug, Default)]
pub(super) struct LogicalIds {
    ids: BTreeMap<NodeRef, String>,
    /// Of what a resource brings along: the attachments of gateways, the IPv6 blocks of VPCs, the permissions of
    /// endpoint services.
    attachments: BTreeMap<NodeRef, String>,
    taken: BTreeSet<String>,
}

impl LogicalIds {
    pub(super) fn new(graph: &ResourceGraph, region: &str) -> Self {
        let mut ids = Self::default();
        for (at, node) in graph.in_region(region) {
            let stem = stem(graph, node);
            let id = ids.take(&stem, suffix(node.resource.kind()), node);
            ids.ids.insert(at, id);
            let attachment = match node.resource {
                Resource::Vpc(Vpc { assign_generated_ipv6_cidr_block: true, .. }) => "Ipv6CidrBlock",
                Resource::InternetGateway(_) => "InternetGatewayAttachment",
                Resource::VpnGateway(_) => "VpnGatewayAttachment",
                Resource::EndpointService(_) => "EndpointServicePermissions",
                _ => continue,
            };
            let id = ids.take(&stem, attachment, node);
            ids.attachments.insert(at, id);
        }
        for (_, node) in graph.in_region(region) {
            for other in node.resource.references() {
                let foreign = graph.node(other);
                // A side that accepts is itself a parameter.
                let accepted = matches!(node.resource, Resource::PeeringAccepter(_));
                if foreign.region != region && !accepted && !ids.ids.contains_key(&other) {
                    let suffix = format!("{}Id", suffix(foreign.resource.kind()));
                    let id = ids.take(&stem(graph, foreign), &suffix, foreign);
                    ids.ids.insert(other, id);
                }
            }
        }
        ids
    }

    /// The logical id of a node; for a prefix list or a node of another Region, the name of its parameter.
    pub(super) fn of(&self, node: NodeRef) -> &str {
        self.ids.get(&node).map_or("", String::as_str)
    }

    /// The logical id of what a resource brings along: of a gateway its attachment, of an endpoint service its permissions.
    pub(super) fn attachment(&self, gateway: NodeRef) -> &str {
        self.attachments.get(&gateway).map_or("", String::as_str)
    }

    fn take(&mut self, stem: &str, suffix: &str, node: &Node) -> String {
        // VPC "main-vpc" is MainVpc, not MainVpcVpc.
        let stem = if stem.len() > suffix.len() { stem.strip_suffix(suffix).unwrap_or(stem) } else { stem };
        let mut id = format!("{stem}{suffix}");
        if !self.taken.insert(id.clone()) {
            // Two names fell together: a number of the entity's own, which no edit elsewhere changes.
            id = format!("{stem}{}{suffix}", node.origin.number());
            while !self.taken.insert(id.clone()) {
                id.push('X');
            }
        }
        id
    }
}

fn stem(graph: &ResourceGraph, node: &Node) -> String {
    let own = node.name.pascal();
    let stem = match node.vpc.map(|vpc| graph.node(vpc)) {
        Some(vpc) if vpc.name != node.name => vpc.name.pascal() + &own,
        Some(_) | None => own,
    };
    stem.chars().filter(char::is_ascii_alphanumeric).take(STEM).collect()
}

const fn suffix(kind: Kind) -> &'static str {
    match kind {
        Kind::Vpc => "Vpc",
        Kind::VpcCidrBlock => "CidrBlock",
        Kind::InternetGateway => "InternetGateway",
        Kind::EgressOnlyInternetGateway => "EgressOnlyInternetGateway",
        Kind::Ipv6Route => "Ipv6Route",
        Kind::Subnet => "Subnet",
        Kind::ElasticIp => "ElasticIp",
        Kind::NatGateway => "NatGateway",
        Kind::RouteTable => "RouteTable",
        Kind::Route => "Route",
        Kind::RouteTableAssociation => "RouteTableAssociation",
        Kind::SecurityGroup => "SecurityGroup",
        Kind::PrefixList => "PrefixListId",
        Kind::GatewayEndpoint => "GatewayEndpoint",
        Kind::InterfaceEndpoint => "InterfaceEndpoint",
        Kind::SecurityGroupRule => "Rule",
        Kind::VpnGateway => "VpnGateway",
        Kind::NetworkAcl => "NetworkAcl",
        Kind::NetworkAclEntry => "NetworkAclEntry",
        Kind::NetworkAclAssociation => "NetworkAclAssociation",
        Kind::ResolverEndpoint => "ResolverEndpoint",
        Kind::TransitGateway => "TransitGateway",
        Kind::TransitGatewayAttachment => "TransitGatewayAttachment",
        Kind::PeeringConnection => "PeeringConnection",
        // A parameter: the id of the connection.
        Kind::PeeringAccepter => "PeeringConnectionId",
        Kind::CustomerGateway => "CustomerGateway",
        Kind::VpnConnection => "VpnConnection",
        Kind::HostedZone => "HostedZone",
        Kind::HostedZoneRecord => "Record",
        Kind::Profile => "Profile",
        Kind::ProfileAssociation => "ProfileAssociation",
        Kind::ProfileResourceAssociation => "ProfileResourceAssociation",
        Kind::ResourceEndpoint => "ResourceEndpoint",
        Kind::ServiceNetworkEndpoint => "ServiceNetworkEndpoint",
        Kind::GatewayLoadBalancerEndpoint => "GatewayLoadBalancerEndpoint",
        Kind::LoadBalancer => "LoadBalancer",
        Kind::TargetGroup => "TargetGroup",
        Kind::Listener => "Listener",
        Kind::EndpointService => "EndpointService",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample::{Builder, one_region};

    #[test]
    fn ids_are_made_of_the_names() {
        let graph = one_region();
        let ids = LogicalIds::new(&graph, "us-east-1");
        let all: Vec<&str> = graph.iter().map(|(at, _)| ids.of(at)).collect();
        for id in [
            "MainVpc",
            "MainInternetGateway",
            "MainPrivateASubnet",
            "S3PrefixListId",
            "MainSqsInterfaceEndpoint",
        ] {
            assert!(all.contains(&id), "{id} in {all:?}");
        }
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        assert_eq!(ids.attachment(NodeRef(2)), "MainInternetGatewayAttachment");
    }

    #[test]
    fn names_that_fall_together_are_told_apart() {
        let mut b = Builder::new("Clash", "us-east-1");
        b.vpc("us-east-1", "a", "10.0.0.0/16");
        let first = b.subnet("b-c", "10.0.0.0/24", "a", None);
        b.vpc("us-east-1", "a-b", "10.1.0.0/16");
        let second = b.subnet("c", "10.1.0.0/24", "a", None);
        b.vpc("us-east-1", "main-vpc", "10.2.0.0/16");
        let graph = b.finish();
        let ids = LogicalIds::new(&graph, "us-east-1");
        assert_eq!((ids.of(first), ids.of(second)), ("ABCSubnet", "ABC4Subnet"));
        assert_eq!(ids.of(NodeRef(4)), "MainVpc");
    }
}
