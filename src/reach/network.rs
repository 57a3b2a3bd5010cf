//! The resource graph, indexed once for many walks.

use std::collections::BTreeMap;

use crate::{
    graph::{
        GatewayEndpoint, HostedZone, HostedZoneRecord, InterfaceEndpoint, Kind, NatGateway, NetworkAclEntry,
        NodeRef, ResolverEndpoint, Resource, ResourceGraph, Route, SecurityGroupRule,
        TransitGatewayAttachment,
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
    pub(super) resolvers: Vec<Resolver<'a>>,
    /// What its Route 53 Profile answers from: hosted zones, and interface endpoints of other VPCs.
    pub(super) profile: Vec<NodeRef>,
    /// The other VPCs that something joins with it.
    pub(super) neighbours: Vec<(NodeRef, Link)>,
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
    pub(super) node: NodeRef,
    pub(super) resource: &'a InterfaceEndpoint,
    pub(super) groups: Groups,
}

/// An inbound endpoint of Route 53 Resolver.
pub(super) struct Resolver<'a> {
    pub(super) entity: EntityRef,
    pub(super) resource: &'a ResolverEndpoint,
    pub(super) groups: Groups,
}

/// A private hosted zone with its records.
pub(super) struct Zone<'a> {
    pub(super) entity: EntityRef,
    pub(super) resource: &'a HostedZone,
    pub(super) records: Vec<&'a HostedZoneRecord>,
}

/// What joins two VPCs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Link {
    /// The node of the peering connection.
    Peering(NodeRef),
    TransitGateway(NodeRef),
}

/// A subnet.
pub(super) struct Subnet<'a> {
    pub(super) entity: EntityRef,
    pub(super) vpc: NodeRef,
    pub(super) block: Ipv4Net,
    pub(super) zone: &'a str,
    pub(super) node: NodeRef,
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

impl Link {
    pub(super) const fn node(self) -> NodeRef {
        match self {
            Self::Peering(node) | Self::TransitGateway(node) => node,
        }
    }
}

/// The index.
pub(super) struct Network<'a> {
    pub(super) graph: &'a ResourceGraph,
    pub(super) vpcs: BTreeMap<NodeRef, Vpc<'a>>,
    pub(super) subnets: BTreeMap<NodeRef, Subnet<'a>>,
    /// The static routes of a table, in the order of the graph.
    routes: BTreeMap<NodeRef, Vec<(NodeRef, &'a Route)>>,
    rules: BTreeMap<(NodeRef, bool), Vec<(NodeRef, &'a SecurityGroupRule)>>,
    /// The ACL of a subnet that has not the default one.
    acls: BTreeMap<NodeRef, NodeRef>,
    /// The entries of an ACL in one direction, by their numbers.
    acl_entries: BTreeMap<(NodeRef, bool), Vec<(NodeRef, &'a NetworkAclEntry)>>,
    peerings: BTreeMap<NodeRef, (NodeRef, NodeRef)>,
    /// The attachments of a Transit Gateway.
    pub(super) attachments: BTreeMap<NodeRef, Vec<(NodeRef, &'a TransitGatewayAttachment)>>,
    pub(super) zones: BTreeMap<NodeRef, Zone<'a>>,
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
            acls: BTreeMap::new(),
            acl_entries: BTreeMap::new(),
            peerings: BTreeMap::new(),
            attachments: BTreeMap::new(),
            zones: BTreeMap::new(),
            nodes: BTreeMap::new(),
        };
        let mut profiles: BTreeMap<NodeRef, Vec<NodeRef>> = BTreeMap::new();
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
                        resolvers: Vec::new(),
                        profile: Vec::new(),
                        neighbours: Vec::new(),
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
                        node: at,
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
                Resource::InterfaceEndpoint(resource)
                | Resource::ResourceEndpoint(resource)
                | Resource::ServiceNetworkEndpoint(resource) => {
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
                        region: resource.target.service_region().unwrap_or(&node.region),
                        node: at,
                        resource,
                        groups,
                    });
                }
                Resource::NetworkAclAssociation(association) => {
                    network.acls.insert(association.subnet, association.network_acl);
                }
                Resource::NetworkAclEntry(entry) => {
                    let key = (entry.network_acl, entry.direction == Direction::Ingress);
                    network.acl_entries.entry(key).or_default().push((at, entry));
                }
                Resource::PeeringConnection(peering) => {
                    network.peerings.insert(at, (peering.requester_vpc, peering.accepter_vpc));
                }
                Resource::PeeringAccepter(accepter) => {
                    if let Some(sides) = network.peerings.get(&accepter.peering_connection).copied() {
                        network.peerings.insert(at, sides);
                    }
                }
                Resource::TransitGatewayAttachment(attachment) => {
                    network.attachments.entry(attachment.transit_gateway).or_default().push((at, attachment));
                }
                Resource::ResolverEndpoint(resource) => {
                    let groups = Groups::Listed(resource.security_groups.clone());
                    if let Some(vpc) = network.vpcs.get_mut(&resource.vpc) {
                        vpc.resolvers.push(Resolver { entity: node.origin, resource, groups });
                    }
                }
                Resource::HostedZone(resource) => {
                    let zone = Zone { entity: node.origin, resource, records: Vec::new() };
                    network.zones.insert(at, zone);
                }
                Resource::HostedZoneRecord(record) => {
                    if let Some(zone) = network.zones.get_mut(&record.hosted_zone) {
                        zone.records.push(record);
                    }
                }
                Resource::ProfileResourceAssociation(association) => {
                    profiles.entry(association.profile).or_default().push(association.resource);
                }
                // After the resources of its Profile, as the graph has them.
                Resource::ProfileAssociation(association) => {
                    if let Some(vpc) = network.vpcs.get_mut(&association.vpc) {
                        vpc.profile = profiles.get(&association.profile).cloned().unwrap_or_default();
                    }
                }
                Resource::InternetGateway(_)
                | Resource::EgressOnlyInternetGateway(_)
                // What is verified travels over IPv4.
                | Resource::Ipv6Route(_)
                | Resource::Profile(_)
                | Resource::ElasticIp(_)
                | Resource::NatGateway(_)
                | Resource::RouteTable(_)
                | Resource::SecurityGroup(_)
                | Resource::PrefixList(_)
                | Resource::VpnGateway(_)
                | Resource::NetworkAcl(_)
                | Resource::TransitGateway(_)
                | Resource::CustomerGateway(_)
                | Resource::VpnConnection(_)
                | Resource::GatewayLoadBalancerEndpoint(_)
                | Resource::LoadBalancer(_)
                | Resource::TargetGroup(_)
                | Resource::Listener(_)
                | Resource::EndpointService(_) => {}
            }
        }
        for entries in network.acl_entries.values_mut() {
            entries.sort_by_key(|(_, entry)| entry.number);
        }
        network.join();
        network
    }

    /// Tells each VPC what it is joined with.
    fn join(&mut self) {
        let mut links: Vec<(NodeRef, NodeRef, Link)> = Vec::new();
        for (node, (one, other)) in &self.peerings {
            links.extend([(*one, *other, Link::Peering(*node)), (*other, *one, Link::Peering(*node))]);
        }
        for (gateway, attachments) in &self.attachments {
            for (_, one) in attachments {
                let others = attachments.iter().filter(|(_, other)| other.vpc != one.vpc);
                links.extend(others.map(|(_, other)| (one.vpc, other.vpc, Link::TransitGateway(*gateway))));
            }
        }
        for (from, to, link) in links {
            if let Some(vpc) = self.vpcs.get_mut(&from) {
                vpc.neighbours.push((to, link));
            }
        }
    }

    /// The entries of a subnet's own ACL, by their numbers; none for the default ACL.
    pub(super) fn acl_entries(
        &self,
        subnet: NodeRef,
        direction: Direction,
    ) -> Option<&[(NodeRef, &'a NetworkAclEntry)]> {
        let acl = self.acls.get(&subnet)?;
        Some(self.acl_entries.get(&(*acl, direction == Direction::Ingress)).map_or(&[], Vec::as_slice))
    }

    /// The ACL of a subnet that has not the default one.
    pub(super) fn acl(&self, subnet: NodeRef) -> Option<NodeRef> {
        self.acls.get(&subnet).copied()
    }

    /// The VPC at the other end of a peering connection, seen from one end.
    pub(super) fn peer(&self, peering: NodeRef, vpc: NodeRef) -> Option<NodeRef> {
        let (one, other) = *self.peerings.get(&peering)?;
        if vpc == one {
            Some(other)
        } else if vpc == other {
            Some(one)
        } else {
            None
        }
    }

    /// The attachment of a VPC to a Transit Gateway.
    pub(super) fn attachment(&self, gateway: NodeRef, vpc: NodeRef) -> Option<&'a TransitGatewayAttachment> {
        let all = self.attachments.get(&gateway)?;
        all.iter().find(|(_, attachment)| attachment.vpc == vpc).map(|(_, attachment)| *attachment)
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
