//! Where each node is in the configuration: its type, label and key, and its provider.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{
    Layout,
    print::hcl::{Expr, Traversal},
};
use crate::{
    graph::{Node, NodeRef, Resource, ResourceGraph, Route, RouteTarget, SecurityGroupRule},
    model::Direction,
};

/// The addresses of a graph's nodes.
pub(super) struct Addresses<'a> {
    graph: &'a ResourceGraph,
    /// The Region's code as an identifier; unique.
    regions: BTreeMap<&'a str, String>,
    /// The VPCs whose internet gateways are more than one. AWS attaches one; a design may hold several until it is
    /// corrected.
    crowded: BTreeSet<NodeRef>,
    /// Whether the resources are those of a module: it takes further tags from whoever calls it.
    module: bool,
}

impl<'a> Addresses<'a> {
    pub(super) fn new(graph: &'a ResourceGraph, layout: Layout) -> Self {
        let mut regions = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for region in std::iter::once(graph.region.as_str()).chain(graph.regions()) {
            if regions.contains_key(region) {
                continue;
            }
            let mut word = identifier(region);
            while !taken.insert(word.clone()) {
                word.push('_');
            }
            regions.insert(region, word);
        }
        let mut gateways: BTreeMap<NodeRef, usize> = BTreeMap::new();
        for (_, node) in graph.iter() {
            if let Resource::InternetGateway(gateway) = &node.resource {
                *gateways.entry(gateway.vpc).or_default() += 1;
            }
        }
        let crowded = gateways.into_iter().filter(|(_, count)| *count > 1).map(|(vpc, _)| vpc).collect();
        let module = match layout {
            Layout::Folder => false,
            Layout::Module => true,
        };
        Self { graph, regions, crowded, module }
    }

    /// `tags` as a resource states them: in a module, those of the caller too.
    pub(super) fn tags(&self, own: Expr) -> Expr {
        let callers = Expr::reference(&["var", "tags"]);
        match own {
            own if !self.module => own,
            Expr::Call("merge", mut arguments) => {
                arguments.insert(0, callers);
                Expr::Call("merge", arguments)
            }
            own => Expr::Call("merge", vec![callers, own]),
        }
    }

    /// `aws.eu_west_1` for a Region that is not the design's own, whose provider is the default one.
    pub(super) fn provider(&self, region: &str) -> Option<Expr> {
        (region != self.graph.region).then(|| Expr::reference(&["aws", self.region(region)]))
    }

    /// The Region's code as an identifier.
    pub(super) fn region(&self, region: &str) -> &str {
        self.regions.get(region).map_or("unknown", String::as_str)
    }

    /// The label of the blocks of a node's kind in its VPC.
    pub(super) fn label(&self, node: &Node) -> String {
        let scope = match node.vpc {
            Some(vpc) => self.graph.node(vpc).name.snake(),
            None => self.region(&node.region).to_owned(),
        };
        match node.resource {
            // Both are of one type.
            Resource::GatewayEndpoint(_) => format!("{scope}_gateway"),
            Resource::InterfaceEndpoint(_) => format!("{scope}_interface"),
            Resource::ResourceEndpoint(_) => format!("{scope}_resource"),
            Resource::ServiceNetworkEndpoint(_) => format!("{scope}_service_network"),
            Resource::GatewayLoadBalancerEndpoint(_) => format!("{scope}_gateway_load_balancer"),
            Resource::Ipv6Route(_) => format!("{scope}_ipv6"),
            Resource::Vpc(_)
            | Resource::VpcCidrBlock(_)
            | Resource::EgressOnlyInternetGateway(_)
            | Resource::InternetGateway(_)
            | Resource::Subnet(_)
            | Resource::ElasticIp(_)
            | Resource::NatGateway(_)
            | Resource::RouteTable(_)
            | Resource::Route(_)
            | Resource::RouteTableAssociation(_)
            | Resource::SecurityGroup(_)
            | Resource::PrefixList(_)
            | Resource::SecurityGroupRule(_)
            | Resource::VpnGateway(_)
            | Resource::NetworkAcl(_)
            | Resource::NetworkAclEntry(_)
            | Resource::NetworkAclAssociation(_)
            | Resource::ResolverEndpoint(_)
            | Resource::TransitGateway(_)
            | Resource::TransitGatewayAttachment(_)
            | Resource::PeeringConnection(_)
            | Resource::PeeringAccepter(_)
            | Resource::CustomerGateway(_)
            | Resource::VpnConnection(_)
            | Resource::HostedZone(_)
            | Resource::HostedZoneRecord(_)
            | Resource::Profile(_)
            | Resource::ProfileAssociation(_)
            | Resource::ProfileResourceAssociation(_)
            | Resource::LoadBalancer(_)
            | Resource::TargetGroup(_)
            | Resource::Listener(_)
            | Resource::EndpointService(_) => scope,
        }
    }

    /// Whether the node's block has `for_each`.
    pub(super) fn is_keyed(&self, node: &Node) -> bool {
        match node.resource {
            Resource::Vpc(_) | Resource::EgressOnlyInternetGateway(_) => false,
            Resource::InternetGateway(ref gateway) => self.crowded.contains(&gateway.vpc),
            Resource::VpcCidrBlock(_)
            | Resource::Ipv6Route(_)
            | Resource::Subnet(_)
            | Resource::ElasticIp(_)
            | Resource::NatGateway(_)
            | Resource::RouteTable(_)
            | Resource::Route(_)
            | Resource::RouteTableAssociation(_)
            | Resource::SecurityGroup(_)
            | Resource::PrefixList(_)
            | Resource::GatewayEndpoint(_)
            | Resource::InterfaceEndpoint(_)
            | Resource::ResourceEndpoint(_)
            | Resource::ServiceNetworkEndpoint(_)
            | Resource::SecurityGroupRule(_)
            | Resource::VpnGateway(_)
            | Resource::NetworkAcl(_)
            | Resource::NetworkAclEntry(_)
            | Resource::NetworkAclAssociation(_)
            | Resource::ResolverEndpoint(_)
            | Resource::TransitGateway(_)
            | Resource::TransitGatewayAttachment(_)
            | Resource::PeeringConnection(_)
            | Resource::PeeringAccepter(_)
            | Resource::CustomerGateway(_)
            | Resource::VpnConnection(_)
            | Resource::HostedZone(_)
            | Resource::HostedZoneRecord(_)
            | Resource::Profile(_)
            | Resource::ProfileAssociation(_)
            | Resource::ProfileResourceAssociation(_)
            | Resource::GatewayLoadBalancerEndpoint(_)
            | Resource::LoadBalancer(_)
            | Resource::TargetGroup(_)
            | Resource::Listener(_)
            | Resource::EndpointService(_) => true,
        }
    }

    /// All nodes of the node's block: `aws_subnet.main`.
    pub(super) fn block(&self, node: &Node) -> Traversal {
        let names = [resource_type(&node.resource), &self.label(node)];
        match node.resource {
            Resource::PrefixList(_) => Traversal::new(&["data", names[0], names[1]]),
            Resource::Vpc(_)
            | Resource::VpcCidrBlock(_)
            | Resource::InternetGateway(_)
            | Resource::EgressOnlyInternetGateway(_)
            | Resource::Ipv6Route(_)
            | Resource::Subnet(_)
            | Resource::ElasticIp(_)
            | Resource::NatGateway(_)
            | Resource::RouteTable(_)
            | Resource::Route(_)
            | Resource::RouteTableAssociation(_)
            | Resource::SecurityGroup(_)
            | Resource::GatewayEndpoint(_)
            | Resource::InterfaceEndpoint(_)
            | Resource::ResourceEndpoint(_)
            | Resource::ServiceNetworkEndpoint(_)
            | Resource::SecurityGroupRule(_)
            | Resource::VpnGateway(_)
            | Resource::NetworkAcl(_)
            | Resource::NetworkAclEntry(_)
            | Resource::NetworkAclAssociation(_)
            | Resource::ResolverEndpoint(_)
            | Resource::TransitGateway(_)
            | Resource::TransitGatewayAttachment(_)
            | Resource::PeeringConnection(_)
            | Resource::PeeringAccepter(_)
            | Resource::CustomerGateway(_)
            | Resource::VpnConnection(_)
            | Resource::HostedZone(_)
            | Resource::HostedZoneRecord(_)
            | Resource::Profile(_)
            | Resource::ProfileAssociation(_)
            | Resource::ProfileResourceAssociation(_)
            | Resource::GatewayLoadBalancerEndpoint(_)
            | Resource::LoadBalancer(_)
            | Resource::TargetGroup(_)
            | Resource::Listener(_)
            | Resource::EndpointService(_) => Traversal::new(&names),
        }
    }

    /// `aws_subnet.main["private-a"]`
    pub(super) fn of(&self, node: NodeRef) -> Traversal {
        let node = self.graph.node(node);
        let block = self.block(node);
        if self.is_keyed(node) { block.index(node.name.kebab()) } else { block }
    }

    /// `aws_subnet.main["private-a"].id`
    pub(super) fn id(&self, node: NodeRef) -> Expr {
        Expr::Reference(self.of(node).attribute("id"))
    }

    /// The ids of several nodes.
    pub(super) fn ids(&self, nodes: &[NodeRef]) -> Expr {
        Expr::list(nodes.iter().map(|node| self.id(*node)))
    }
}

/// The provider's type of a resource.
pub(super) const fn resource_type(resource: &Resource) -> &'static str {
    match resource {
        Resource::Vpc(_) => "aws_vpc",
        Resource::VpcCidrBlock(_) => "aws_vpc_ipv4_cidr_block_association",
        Resource::InternetGateway(_) => "aws_internet_gateway",
        Resource::EgressOnlyInternetGateway(_) => "aws_egress_only_internet_gateway",
        Resource::Subnet(_) => "aws_subnet",
        Resource::ElasticIp(_) => "aws_eip",
        Resource::NatGateway(_) => "aws_nat_gateway",
        Resource::RouteTable(_) => "aws_route_table",
        Resource::Route(_) | Resource::Ipv6Route(_) => "aws_route",
        Resource::RouteTableAssociation(_) => "aws_route_table_association",
        Resource::SecurityGroup(_) => "aws_security_group",
        Resource::PrefixList(_) => "aws_ec2_managed_prefix_list",
        Resource::GatewayEndpoint(_)
        | Resource::InterfaceEndpoint(_)
        | Resource::ResourceEndpoint(_)
        | Resource::ServiceNetworkEndpoint(_)
        | Resource::GatewayLoadBalancerEndpoint(_) => "aws_vpc_endpoint",
        Resource::LoadBalancer(_) => "aws_lb",
        Resource::TargetGroup(_) => "aws_lb_target_group",
        Resource::Listener(_) => "aws_lb_listener",
        Resource::EndpointService(_) => "aws_vpc_endpoint_service",
        Resource::SecurityGroupRule(SecurityGroupRule { direction: Direction::Ingress, .. }) => {
            "aws_vpc_security_group_ingress_rule"
        }
        Resource::SecurityGroupRule(SecurityGroupRule { direction: Direction::Egress, .. }) => {
            "aws_vpc_security_group_egress_rule"
        }
        Resource::VpnGateway(_) => "aws_vpn_gateway",
        Resource::NetworkAcl(_) => "aws_network_acl",
        Resource::NetworkAclEntry(_) => "aws_network_acl_rule",
        Resource::NetworkAclAssociation(_) => "aws_network_acl_association",
        Resource::ResolverEndpoint(_) => "aws_route53_resolver_endpoint",
        Resource::TransitGateway(_) => "aws_ec2_transit_gateway",
        Resource::TransitGatewayAttachment(_) => "aws_ec2_transit_gateway_vpc_attachment",
        Resource::PeeringConnection(_) => "aws_vpc_peering_connection",
        Resource::PeeringAccepter(_) => "aws_vpc_peering_connection_accepter",
        Resource::CustomerGateway(_) => "aws_customer_gateway",
        Resource::VpnConnection(_) => "aws_vpn_connection",
        Resource::HostedZone(_) => "aws_route53_zone",
        Resource::HostedZoneRecord(_) => "aws_route53_record",
        Resource::Profile(_) => "aws_route53profiles_profile",
        Resource::ProfileAssociation(_) => "aws_route53profiles_association",
        Resource::ProfileResourceAssociation(_) => "aws_route53profiles_resource_association",
    }
}

/// The provider's argument for the target of a route.
pub(super) const fn route_target(route: &Route) -> (&'static str, NodeRef) {
    match route.target {
        RouteTarget::InternetGateway(gateway) => ("gateway_id", gateway),
        RouteTarget::NatGateway(gateway) => ("nat_gateway_id", gateway),
        // A virtual private gateway is named as an internet gateway is.
        RouteTarget::VpnGateway(gateway) => ("gateway_id", gateway),
        RouteTarget::GatewayLoadBalancerEndpoint(endpoint) => ("vpc_endpoint_id", endpoint),
        RouteTarget::PeeringConnection(peering) => ("vpc_peering_connection_id", peering),
        RouteTarget::TransitGateway { transit_gateway, .. } => ("transit_gateway_id", transit_gateway),
    }
}

/// A text as an identifier: `us-east-1` becomes `us_east_1`.
fn identifier(text: &str) -> String {
    let word: String =
        text.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    if word.starts_with(|c: char| c.is_ascii_lowercase()) { word } else { format!("region_{word}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_region_code_is_an_identifier() {
        assert_eq!(identifier("us-gov-west-1"), "us_gov_west_1");
        assert_eq!(identifier("\"}\n"), "region____");
        assert_eq!(identifier(""), "region_");
    }
}
