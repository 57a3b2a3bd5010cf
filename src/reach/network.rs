//! The resource graph, indexed once for many walks.

use std::collections::BTreeMap;

use crate::{
    graph::{
        GatewayEndpoint, InterfaceEndpoint, Kind, NatGateway, NodeRef, Resource, ResourceGraph, Route,
        SecurityGroupRule,
    },
    model::{Design, Direction, EntityRef, ServiceRef},
    net::Ipv4Net,
};

/// A VPC and what hangs on it.
pub(super) struct Vpc<'a> {
    pub(super) region: &'a str,
    pub(super) entity: EntityRef,
    pub(super) dns_support: bool,
    pub(super) dns_hostnames: bool,
    pub(super) blocks: Vec<Ipv4Net>,
    pub(super) gateways: Vec<Gateway<'a>>,
    pub(super) interfaces: Vec<Interface<'a>>,
}

/// A gateway endpoint.
pub(super) struct Gateway<'a> {
    pub(super) entity: EntityRef,
    pub(super) service: &'a ServiceRef,
    pub(super) resource: &'a GatewayEndpoint,
}

/// An interface endpoint.
pub(super) struct Interface<'a> {
    pub(super) entity: EntityRef,
    pub(super) service: &'a ServiceRef,
    /// The Region of its service.
    pub(super) region: &'a str,
    pub(super) resource: &'a InterfaceEndpoint,
    pub(super) groups: Groups,
}

/// A subnet.
pub(super) struct Subnet<'a> {
    pub(super) entity: EntityRef,
    pub(super) vpc: NodeRef,
    pub(super) block: Ipv4Net,
    pub(super) zone: &'a str,
    /// None: the main route table of the VPC, which has the local routes only.
    pub(super) table: Option<NodeRef>,
    pub(super) maps_public_ip: bool,
}

/// The security groups of a network interface.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Groups {
    Listed(Vec<NodeRef>),
    /// The default group of the VPC: AWS takes it where none is given. It lets everything out, and its own members in.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html>
    Default(NodeRef),
}

/// The index.
pub(super) struct Network<'a> {
    pub(super) graph: &'a ResourceGraph,
    pub(super) vpcs: BTreeMap<NodeRef, Vpc<'a>>,
    pub(super) subnets: BTreeMap<NodeRef, Subnet<'a>>,
    /// The static routes of a table, in the order of the graph.
    routes: BTreeMap<NodeRef, Vec<(NodeRef, &'a Route)>>,
    rules: BTreeMap<(NodeRef, bool), Vec<(NodeRef, &'a SecurityGroupRule)>>,
    /// The node of an entity that others refer to: a subnet, a group, a table.
    nodes: BTreeMap<(Kind, EntityRef), NodeRef>,
}

impl<'a> Network<'a> {
    pub(super) fn new(design: &'a Design, graph: &'a ResourceGraph) -> Self {
        let mut network = Self {
            graph,
            vpcs: BTreeMap::new(),
            subnets: BTreeMap::new(),
            routes: BTreeMap::new(),
            rules: BTreeMap::new(),
            nodes: BTreeMap::new(),
        };
        for (at, node) in graph.iter() {
            network.nodes.entry((node.resource.kind(), node.origin)).or_insert(at);
            match &node.resource {
                Resource::Vpc(vpc) => {
                    let vpc = Vpc {
                        region: &node.region,
                        entity: node.origin,
                        dns_support: vpc.enable_dns_support,
                        dns_hostnames: vpc.enable_dns_hostnames,
                        blocks: vec![vpc.cidr_block],
                        gateways: Vec::new(),
                        interfaces: Vec::new(),
                    };
                    network.vpcs.insert(at, vpc);
                }
                Resource::VpcCidrBlock(block) => {
                    if let Some(vpc) = network.vpcs.get_mut(&block.vpc) {
                        vpc.blocks.push(block.cidr_block);
                    }
                }
                Resource::Subnet(subnet) => {
                    let subnet = Subnet {
                        entity: node.origin,
                        vpc: subnet.vpc,
                        block: subnet.cidr_block,
                        zone: subnet.zone.as_str(),
                        table: None,
                        maps_public_ip: subnet.map_public_ip_on_launch,
                    };
                    network.subnets.insert(at, subnet);
                }
                Resource::RouteTableAssociation(association) => {
                    if let Some(subnet) = network.subnets.get_mut(&association.subnet) {
                        subnet.table = Some(association.route_table);
                    }
                }
                Resource::Route(route) => {
                    network.routes.entry(route.route_table).or_default().push((at, route));
                }
                Resource::SecurityGroupRule(rule) => {
                    let key = (rule.security_group, rule.direction == Direction::Ingress);
                    network.rules.entry(key).or_default().push((at, rule));
                }
                Resource::GatewayEndpoint(resource) => {
                    let Some(service) = service_of(design, node.origin) else { continue };
                    if let Some(vpc) = network.vpcs.get_mut(&resource.vpc) {
                        vpc.gateways.push(Gateway { entity: node.origin, service, resource });
                    }
                }
                Resource::InterfaceEndpoint(resource) => {
                    let Some(service) = service_of(design, node.origin) else { continue };
                    let Some(vpc) = network.vpcs.get_mut(&resource.vpc) else { continue };
                    let groups = if resource.security_groups.is_empty() {
                        Groups::Default(resource.vpc)
                    } else {
                        Groups::Listed(resource.security_groups.clone())
                    };
                    vpc.interfaces.push(Interface {
                        entity: node.origin,
                        service,
                        region: &node.region,
                        resource,
                        groups,
                    });
                }
                Resource::InternetGateway(_)
                | Resource::ElasticIp(_)
                | Resource::NatGateway(_)
                | Resource::RouteTable(_)
                | Resource::SecurityGroup(_)
                | Resource::PrefixList(_)
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
                | Resource::HostedZoneRecord(_) => {}
            }
        }
        network
    }

    /// The node that stands for an entity.
    pub(super) fn node(&self, kind: Kind, entity: impl Into<EntityRef>) -> Option<NodeRef> {
        self.nodes.get(&(kind, entity.into())).copied()
    }

    /// The entity that a node stands for.
    pub(super) fn entity(&self, node: NodeRef) -> EntityRef {
        self.graph.node(node).origin
    }

    /// The rules of a group in one direction.
    pub(super) fn rules(&self, group: NodeRef, direction: Direction) -> &[(NodeRef, &'a SecurityGroupRule)] {
        self.rules.get(&(group, direction == Direction::Ingress)).map_or(&[], Vec::as_slice)
    }

    /// The static routes of a table.
    pub(super) fn routes(&self, table: NodeRef) -> &[(NodeRef, &'a Route)] {
        self.routes.get(&table).map_or(&[], Vec::as_slice)
    }

    /// The NAT gateway behind a route.
    pub(super) fn nat(&self, node: NodeRef) -> Option<&'a NatGateway> {
        let Resource::NatGateway(nat) = &self.graph.node(node).resource else { return None };
        Some(nat)
    }
}

fn service_of(design: &Design, origin: EntityRef) -> Option<&ServiceRef> {
    let EntityRef::Endpoint(id) = origin else { return None };
    design.endpoints.get(id).map(|endpoint| &endpoint.service)
}
