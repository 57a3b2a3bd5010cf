//! What the scripts call things: shell variables, keys for tags, labels for messages.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    emit::print::shell::Word,
    graph::{Kind, Node, NodeRef, Resource, ResourceGraph, ServiceName, ServiceNamePart},
};

/// Names of all nodes of one graph.
///
/// *Invariant:* variables are unique, ASCII, and start with the prefix of their kind, so that none is a name of the
/// shell's or of the scripts' own; keys are unique within an AWS resource type.
pub(super) struct Names<'a> {
    graph: &'a ResourceGraph,
    variables: Vec<String>,
    keys: Vec<String>,
    several_vpcs: bool,
    several_regions: bool,
}

impl<'a> Names<'a> {
    pub(super) fn new(graph: &'a ResourceGraph) -> Self {
        let several_regions = graph.regions().len() > 1;
        let several_vpcs = graph.vpcs().count() > 1;
        let mut taken = BTreeSet::new();
        let mut counts: BTreeMap<(Kind, String), u32> = BTreeMap::new();
        let (mut variables, mut keys): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        for (_, node) in graph.iter() {
            let kind = node.resource.kind();
            let mut words = vec![prefix(kind).to_owned()];
            match node.vpc.map(|vpc| graph.node(vpc)) {
                Some(vpc) if several_vpcs && kind != Kind::Vpc => words.push(vpc.name.snake()),
                None if several_regions => words.push(node.region.replace('-', "_")),
                Some(_) | None => {}
            }
            words.push(node.name.snake());
            let mut variable = words.join("_");
            // Slugs are unique within a VPC; two joined ones may meet, as may VPCs of one name in two Regions.
            while !taken.insert(variable.clone()) {
                variable.push_str(&format!("_{}", node.origin.number()));
            }
            // The side that accepts is the same connection.
            if let Resource::PeeringAccepter(accepter) = &node.resource {
                variable = variables[accepter.peering_connection.0 as usize].clone();
            }
            variables.push(variable);

            let count = counts.entry((kind, node.origin.to_string())).or_default();
            *count += 1;
            keys.push(match count {
                1 => node.origin.to_string(),
                count => format!("{}.{count}", node.origin),
            });
        }
        Self { graph, variables, keys, several_vpcs, several_regions }
    }

    /// The variable that holds the node's id.
    pub(super) fn variable(&self, node: NodeRef) -> &str {
        &self.variables[node.0 as usize]
    }

    /// The node's id, as an argument.
    pub(super) fn id(&self, node: NodeRef) -> Word {
        Word::variable(self.variable(node))
    }

    /// The variable that holds the IPv6 block of a VPC.
    pub(super) fn ipv6_variable(&self, vpc: NodeRef) -> String {
        format!("ipv6_{}", self.variable(vpc))
    }

    /// The value of the tag `vpc-designer:id`.
    pub(super) fn key(&self, node: NodeRef) -> &str {
        &self.keys[node.0 as usize]
    }

    /// The node in messages: `subnet private-a`, with its VPC where there are several.
    pub(super) fn label(&self, at: NodeRef) -> String {
        let node = self.graph.node(at);
        let label = format!("{} {}", node.resource.kind().word(), node.name);
        match node.vpc.filter(|vpc| self.several_vpcs && *vpc != at) {
            Some(vpc) => format!("{label} in {}", self.graph.node(vpc).name),
            None => label,
        }
    }

    /// The variable that holds a Region's code.
    pub(super) fn region_variable(&self, region: &str) -> String {
        if self.several_regions {
            format!("REGION_{}", region.to_ascii_uppercase().replace('-', "_"))
        } else {
            "REGION".to_owned()
        }
    }

    pub(super) fn region(&self, region: &str) -> Word {
        Word::variable(self.region_variable(region))
    }

    /// The Availability Zone of a subnet: `"${REGION}a"`.
    pub(super) fn zone(&self, subnet: NodeRef) -> Option<Word> {
        let node = self.graph.node(subnet);
        let Resource::Subnet(subnet) = &node.resource else { return None };
        Some(self.region(&node.region).then_literal(subnet.zone.as_str().to_owned()))
    }

    /// A service name, its Region by the variable.
    pub(super) fn service(&self, node: &Node, name: &ServiceName) -> Word {
        let mut word = Word::literal("");
        for part in name.parts(&node.region) {
            word = word.then(match part {
                ServiceNamePart::Text(text) => Word::literal(text.to_owned()),
                ServiceNamePart::Region => self.region(&node.region),
            });
        }
        word
    }
}

/// Begins the variables of a kind, like the ids that they hold.
fn prefix(kind: Kind) -> &'static str {
    match kind {
        Kind::Vpc => "vpc",
        Kind::VpcCidrBlock => "cidr",
        Kind::InternetGateway => "igw",
        Kind::EgressOnlyInternetGateway => "eigw",
        Kind::Ipv6Route => "route6",
        Kind::Subnet => "subnet",
        Kind::ElasticIp => "eip",
        Kind::NatGateway => "nat",
        Kind::RouteTable => "rtb",
        Kind::Route => "route",
        Kind::RouteTableAssociation => "rtbassoc",
        Kind::SecurityGroup => "sg",
        Kind::PrefixList => "pl",
        Kind::GatewayEndpoint
        | Kind::InterfaceEndpoint
        | Kind::ResourceEndpoint
        | Kind::ServiceNetworkEndpoint
        | Kind::GatewayLoadBalancerEndpoint => "vpce",
        Kind::LoadBalancer => "nlb",
        Kind::TargetGroup => "tg",
        Kind::Listener => "listener",
        Kind::EndpointService => "vpcesvc",
        Kind::SecurityGroupRule => "sgr",
        Kind::VpnGateway => "vgw",
        Kind::NetworkAcl => "acl",
        Kind::NetworkAclEntry => "aclentry",
        Kind::NetworkAclAssociation => "aclassoc",
        Kind::ResolverEndpoint => "rslvr",
        Kind::TransitGateway => "tgw",
        Kind::TransitGatewayAttachment => "tgwattach",
        Kind::PeeringConnection => "pcx",
        Kind::PeeringAccepter => "pcxaccepter",
        Kind::CustomerGateway => "cgw",
        Kind::VpnConnection => "vpn",
        Kind::HostedZone => "zone",
        Kind::HostedZoneRecord => "record",
        Kind::Profile => "rp",
        Kind::ProfileAssociation => "rpassoc",
        Kind::ProfileResourceAssociation => "rpr",
    }
}

/// The name of the stack: the design's. Begins the names of security groups, which must not look like their ids.
pub(super) fn stack(graph: &ResourceGraph) -> String {
    let name = graph.name.kebab();
    if name.starts_with("sg-") { format!("stack-{name}") } else { name.to_owned() }
}

/// The AWS resource type of a kind in tag specifications, and the word for it in the scripts' inventory.
///
/// None for what takes no tags, a block of a VPC, a route, an association, a look-up, and for what is of another API than
/// EC2's.
pub(super) fn resource_type(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Vpc => Some("vpc"),
        Kind::InternetGateway => Some("internet-gateway"),
        Kind::EgressOnlyInternetGateway => Some("egress-only-internet-gateway"),
        Kind::Subnet => Some("subnet"),
        Kind::ElasticIp => Some("elastic-ip"),
        Kind::NatGateway => Some("natgateway"),
        Kind::RouteTable => Some("route-table"),
        Kind::SecurityGroup => Some("security-group"),
        Kind::SecurityGroupRule => Some("security-group-rule"),
        Kind::GatewayEndpoint
        | Kind::InterfaceEndpoint
        | Kind::ResourceEndpoint
        | Kind::ServiceNetworkEndpoint
        | Kind::GatewayLoadBalancerEndpoint => Some("vpc-endpoint"),
        Kind::EndpointService => Some("vpc-endpoint-service"),
        Kind::VpnGateway => Some("vpn-gateway"),
        Kind::NetworkAcl => Some("network-acl"),
        Kind::TransitGateway => Some("transit-gateway"),
        Kind::TransitGatewayAttachment => Some("transit-gateway-attachment"),
        Kind::PeeringConnection => Some("vpc-peering-connection"),
        Kind::CustomerGateway => Some("customer-gateway"),
        Kind::VpnConnection => Some("vpn-connection"),
        Kind::VpcCidrBlock
        | Kind::Route
        | Kind::Ipv6Route
        | Kind::RouteTableAssociation
        | Kind::PrefixList
        | Kind::NetworkAclEntry
        | Kind::NetworkAclAssociation
        | Kind::ResolverEndpoint
        | Kind::PeeringAccepter
        | Kind::HostedZone
        | Kind::HostedZoneRecord
        | Kind::Profile
        | Kind::ProfileAssociation
        | Kind::ProfileResourceAssociation
        | Kind::LoadBalancer
        | Kind::TargetGroup
        | Kind::Listener => None,
    }
}
