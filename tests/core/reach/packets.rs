//! The verifier against packets: a second way to the same answer, which shares no code with the first.
//!
//! Here single packets with one source, one destination and one port go through the nodes of the resource graph, read one
//! by one. Every block that any rule or route names is represented by its edges, so that the packets stand for all there
//! are. The verifier has to say of all of them together what each of them does.

pub(super) mod designs;

use std::net::Ipv4Addr;

use proptest::prelude::*;
use vpc_designer::{
    catalog::{self, Catalog},
    graph::{
        NetworkAclEntry, Node, NodeRef, OnPremisesNetwork, Peer, RecordTarget, Resource, ResourceGraph,
        RouteTarget,
    },
    lower::lower,
    model::{AclAction, Design, Direction, EntityRef, Protocol, Service, WorkloadKind},
    net::{IpNet, Ipv4Net},
    reach::{Caveat, NameKind, Verifier, Way},
};

use crate::support::notation;

/// One packet.
#[derive(Clone, Copy, Debug)]
struct Packet {
    from: Ipv4Addr,
    to: Ipv4Addr,
    udp: bool,
    port: u16,
}

impl Packet {
    /// The answer, to one of the ports from which the caller asks.
    fn answer(self, port: u16) -> Self {
        Self { from: self.to, to: self.from, udp: self.udp, port }
    }
}

/// What the packets of one question are about.
struct World<'a> {
    design: &'a Design,
    graph: &'a ResourceGraph,
    caller: EntityRef,
    service: &'a Service,
    /// The node of the workload's subnet; none for a caller in an on-premises network.
    home: Option<NodeRef>,
}

/// The way out of a subnet.
#[derive(Clone, Copy)]
enum Next {
    Local,
    Gateway(NodeRef),
    Target(RouteTarget),
}

fn holds(block: Ipv4Net, address: Ipv4Addr) -> bool {
    let mask = if block.prefix_len() == 0 { 0 } else { u32::MAX << (32 - block.prefix_len()) };
    u32::from(block.addr()) & mask == u32::from(address) & mask
}

fn is_public(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(a == 0
        || a == 10
        || a == 127
        || a >= 224
        || (a == 100 && (64..128).contains(&b))
        || (a == 169 && b == 254)
        || (a == 172 && (16..32).contains(&b))
        || (a == 192 && b == 0 && (c == 0 || c == 2))
        || (a == 192 && b == 168)
        || (a == 198 && (b == 18 || b == 19))
        || (a == 198 && b == 51 && c == 100)
        || (a == 203 && b == 0 && c == 113))
}

impl World<'_> {
    fn resource(&self, node: NodeRef) -> &Resource {
        &self.graph.node(node).resource
    }

    fn block(&self, subnet: NodeRef) -> Ipv4Net {
        let Resource::Subnet(subnet) = self.resource(subnet) else { panic!("a subnet") };
        subnet.cidr_block
    }

    fn zone(&self, subnet: NodeRef) -> &str {
        let Resource::Subnet(subnet) = self.resource(subnet) else { panic!("a subnet") };
        subnet.zone.as_str()
    }

    fn vpc(&self, node: NodeRef) -> NodeRef {
        self.graph.node(node).vpc.unwrap()
    }

    fn kind(&self) -> Option<WorkloadKind> {
        let EntityRef::Workload(id) = self.caller else { return None };
        Some(self.design.workloads.get(id).unwrap().kind)
    }

    /// Where the caller's addresses are.
    fn blocks(&self) -> Vec<Ipv4Net> {
        match self.home {
            Some(subnet) => vec![self.block(subnet)],
            None => self.outside().cidr_blocks.clone(),
        }
    }

    fn outside(&self) -> &OnPremisesNetwork {
        self.graph.on_premises.iter().find(|network| network.origin == self.caller).unwrap()
    }

    /// Addresses of a block that stand for all: the edges of whatever is named anywhere in the graph.
    fn addresses(&self, block: Ipv4Net) -> Vec<Ipv4Addr> {
        let mut named = vec![block];
        for node in &self.graph.nodes {
            match &node.resource {
                Resource::SecurityGroupRule(rule) => {
                    if let Peer::Cidr(block) = rule.peer {
                        named.push(block);
                    }
                }
                Resource::NetworkAclEntry(NetworkAclEntry { cidr_block: IpNet::V4(block), .. }) => {
                    named.push(*block);
                }
                Resource::Route(route) => named.push(route.destination),
                Resource::Vpc(vpc) => named.push(vpc.cidr_block),
                Resource::Subnet(subnet) => named.push(subnet.cidr_block),
                _ => {}
            }
        }
        let mut addresses: Vec<Ipv4Addr> = named
            .iter()
            .flat_map(|block| {
                let (first, last) = (u32::from(block.network()), u32::from(block.broadcast()));
                [first, last, first.saturating_sub(1), last.saturating_add(1)]
            })
            .map(Ipv4Addr::from)
            .filter(|address| holds(block, *address))
            .collect();
        addresses.sort_unstable();
        addresses.dedup();
        addresses
    }

    /// Ports of a range that stand for all.
    fn ports(&self, first: u16, last: u16) -> Vec<u16> {
        let mut ports = vec![first, last];
        for node in &self.graph.nodes {
            let range = match &node.resource {
                Resource::SecurityGroupRule(rule) => rule.ports,
                Resource::NetworkAclEntry(entry) => entry.ports,
                _ => None,
            };
            if let Some(range) = range {
                ports.extend([
                    range.from,
                    range.to,
                    range.from.saturating_sub(1),
                    range.to.saturating_add(1),
                ]);
            }
        }
        ports.retain(|port| (first..=last).contains(port));
        ports.sort_unstable();
        ports.dedup();
        ports
    }

    /// The ports from which the caller asks.
    fn ephemeral(&self) -> Vec<u16> {
        let (first, last) = match self.kind() {
            Some(WorkloadKind::Ec2 | WorkloadKind::EcsFargate | WorkloadKind::EksNodes) => (32_768, 61_000),
            Some(WorkloadKind::Generic | WorkloadKind::RdsClient) => (32_768, 65_535),
            Some(WorkloadKind::Lambda) | None => (1_024, 65_535),
        };
        self.ports(first, last)
    }

    fn groups(&self) -> Vec<NodeRef> {
        let EntityRef::Workload(id) = self.caller else { return Vec::new() };
        let workload = self.design.workloads.get(id).unwrap();
        let is_group = |node: NodeRef| matches!(self.resource(node), Resource::SecurityGroup(_));
        self.graph
            .iter()
            .filter(|(at, node)| {
                is_group(*at)
                    && workload.security_groups.iter().any(|group| node.origin == EntityRef::from(*group))
            })
            .map(|(at, _)| at)
            .collect()
    }

    /// Whether groups admit a packet. `own` and `other` are the groups at the two ends with their VPCs; none at the other
    /// end for a public address or where they are not seen.
    fn admitted(
        &self,
        own: (&[NodeRef], NodeRef),
        direction: Direction,
        packet: Packet,
        other: Option<(&[NodeRef], NodeRef)>,
        to_service: bool,
    ) -> bool {
        if own.0.is_empty() {
            // The default group of the VPC.
            let kin = other.is_some_and(|(groups, vpc)| groups.is_empty() && vpc == own.1);
            return direction == Direction::Egress || kin;
        }
        let far = if direction == Direction::Egress { packet.to } else { packet.from };
        self.graph.nodes.iter().any(|node| {
            let Resource::SecurityGroupRule(rule) = &node.resource else { return false };
            let protocol = match rule.protocol {
                Protocol::All => true,
                Protocol::Tcp => !packet.udp,
                Protocol::Udp => packet.udp,
            };
            let port = rule.ports.is_none_or(|range| (range.from..=range.to).contains(&packet.port));
            let peer = match rule.peer {
                Peer::Cidr(block) => holds(block, far),
                Peer::Ipv6Cidr(_) => false,
                Peer::SecurityGroup(group) => other.is_some_and(|(other, _)| other.contains(&group)),
                Peer::PrefixList(list) => {
                    let list_node = self.graph.node(list);
                    let Resource::PrefixList(list) = &list_node.resource else { panic!("a prefix list") };
                    // A public destination is an address of the service that is called.
                    to_service
                        && Some(list.service.as_str()) == self.service.target.aws_key()
                        && list_node.region == self.service.region
                }
            };
            own.0.contains(&rule.security_group) && rule.direction == direction && protocol && port && peer
        })
    }

    /// Whether the ACL of a subnet lets a packet pass: the lowest number that matches, and the default ACL always.
    fn acl(&self, subnet: NodeRef, direction: Direction, packet: Packet) -> bool {
        let acl = self.graph.nodes.iter().find_map(|node| match &node.resource {
            Resource::NetworkAclAssociation(a) if a.subnet == subnet => Some(a.network_acl),
            _ => None,
        });
        let Some(acl) = acl else { return true };
        let far = if direction == Direction::Egress { packet.to } else { packet.from };
        let matching = self.graph.nodes.iter().filter_map(|node| match &node.resource {
            Resource::NetworkAclEntry(entry) => {
                let protocol = match entry.protocol {
                    Protocol::All => true,
                    Protocol::Tcp => !packet.udp,
                    Protocol::Udp => packet.udp,
                };
                let port = entry.ports.is_none_or(|range| (range.from..=range.to).contains(&packet.port));
                let it = entry.network_acl == acl && entry.direction == direction && protocol && port;
                let matches = matches!(entry.cidr_block, IpNet::V4(block) if holds(block, far));
                (it && matches).then_some(entry)
            }
            _ => None,
        });
        matching.min_by_key(|entry| entry.number).is_some_and(|entry| entry.action == AclAction::Allow)
    }

    /// The way out of a subnet: the longest prefix. A gateway endpoint's prefix list is as long as `list` says.
    fn next(&self, subnet: NodeRef, to: Ipv4Addr, list: u8, is_nat: bool) -> Option<Next> {
        let vpc = self.vpc(subnet);
        let table = self.graph.nodes.iter().find_map(|node| match &node.resource {
            Resource::RouteTableAssociation(a) if a.subnet == subnet => Some(a.route_table),
            _ => None,
        });
        let mut best: Option<(u8, u8, Next)> = None;
        let mut offer = |length: u8, rank: u8, next: Next| {
            if best.as_ref().is_none_or(|(l, r, _)| (length, rank) > (*l, *r)) {
                best = Some((length, rank, next));
            }
        };
        for (at, node) in self.graph.iter() {
            match &node.resource {
                Resource::Vpc(v) if at == vpc && holds(v.cidr_block, to) => {
                    offer(v.cidr_block.prefix_len(), 9, Next::Local);
                }
                Resource::VpcCidrBlock(b) if b.vpc == vpc && holds(b.cidr_block, to) => {
                    offer(b.cidr_block.prefix_len(), 9, Next::Local);
                }
                Resource::Route(route)
                    if Some(route.route_table) == table && holds(route.destination, to) =>
                {
                    offer(route.destination.prefix_len(), 1, Next::Target(route.target));
                }
                Resource::GatewayEndpoint(endpoint)
                    if !is_nat
                        && is_public(to)
                        && table.is_some_and(|table| endpoint.route_tables.contains(&table))
                        && node.region == self.service.region
                        && self.target_of(node.origin) == Some(&self.service.target) =>
                {
                    offer(list, 5, Next::Gateway(at));
                }
                _ => {}
            }
        }
        best.map(|(_, _, next)| next)
    }

    fn target_of(&self, endpoint: EntityRef) -> Option<&vpc_designer::model::ServiceRef> {
        let EntityRef::Endpoint(id) = endpoint else { return None };
        Some(&self.design.endpoints.get(id)?.service)
    }

    /// What becomes of a packet to a public address of the service, with its answers.
    fn to_public(&self, packet: Packet, list: u8) -> Option<Way> {
        let home = self.home.unwrap();
        let own = self.groups();
        let answers: Vec<Packet> = self.ephemeral().into_iter().map(|port| packet.answer(port)).collect();
        let out = self.admitted((&own, self.vpc(home)), Direction::Egress, packet, None, true)
            && self.acl(home, Direction::Egress, packet)
            && answers.iter().all(|answer| self.acl(home, Direction::Ingress, *answer));
        if !out {
            return None;
        }
        match self.next(home, packet.to, list, false)? {
            Next::Local => None,
            Next::Gateway(endpoint) => self.allows(endpoint).then_some(Way::GatewayEndpoint),
            Next::Target(RouteTarget::InternetGateway(_)) => {
                let Resource::Subnet(subnet) = self.resource(home) else { panic!("a subnet") };
                let can = self.kind() != Some(WorkloadKind::Lambda);
                (subnet.map_public_ip_on_launch && can).then_some(Way::Internet)
            }
            Next::Target(RouteTarget::NatGateway(nat)) => {
                let Resource::NatGateway(nat) = self.resource(nat) else { panic!("a NAT gateway") };
                let door = nat.subnet;
                // The gateway asks anew, from any port; its own address stands for every one of its subnet.
                let onward = self.acl(door, Direction::Egress, packet)
                    && self
                        .ports(1_024, 65_535)
                        .into_iter()
                        .all(|port| self.acl(door, Direction::Ingress, packet.answer(port)));
                let inward = door == home
                    || (self.acl(door, Direction::Ingress, packet)
                        && answers.iter().all(|answer| self.acl(door, Direction::Egress, *answer)));
                match self.next(door, packet.to, list, true)? {
                    Next::Target(RouteTarget::InternetGateway(_)) if onward && inward => Some(Way::Nat),
                    _ => None,
                }
            }
            Next::Target(
                RouteTarget::PeeringConnection(_)
                | RouteTarget::TransitGateway { .. }
                | RouteTarget::VpnGateway(_)
                // No random design has one.
                | RouteTarget::GatewayLoadBalancerEndpoint(_),
            ) => None,
        }
    }

    /// Whether a peering connection joins two VPCs.
    fn peers(&self, node: NodeRef, one: NodeRef, other: NodeRef) -> bool {
        let Resource::PeeringConnection(peering) = self.resource(node) else {
            panic!("one Region has no accepter")
        };
        let sides = [peering.requester_vpc, peering.accepter_vpc];
        one != other && sides.contains(&one) && sides.contains(&other)
    }

    /// The subnets in which a Transit Gateway has interfaces in a VPC.
    fn doors(&self, gateway: NodeRef, vpc: NodeRef) -> Vec<NodeRef> {
        let attachments = self.graph.nodes.iter().filter_map(|node| match &node.resource {
            Resource::TransitGatewayAttachment(a) if a.transit_gateway == gateway && a.vpc == vpc => Some(a),
            _ => None,
        });
        attachments.flat_map(|attachment| attachment.subnets.clone()).collect()
    }

    /// The door of a Transit Gateway in the zone of a subnet.
    fn door(&self, gateway: NodeRef, subnet: NodeRef) -> Option<NodeRef> {
        let doors = self.doors(gateway, self.vpc(subnet));
        doors.into_iter().find(|door| self.zone(*door) == self.zone(subnet))
    }

    /// Whether a packet gets from one subnet to an address in another, by the routes alone; what it goes over, if
    /// anything.
    fn carried(&self, from: NodeRef, to: NodeRef, address: Ipv4Addr) -> Option<Option<NodeRef>> {
        let (here, there) = (self.vpc(from), self.vpc(to));
        match self.next(from, address, 24, false)? {
            Next::Local => (here == there).then_some(None),
            Next::Target(RouteTarget::PeeringConnection(node)) => {
                self.peers(node, here, there).then_some(Some(node))
            }
            Next::Target(RouteTarget::TransitGateway { transit_gateway, .. }) => {
                let attached = here != there && !self.doors(transit_gateway, there).is_empty();
                (attached && self.door(transit_gateway, from).is_some()).then_some(Some(transit_gateway))
            }
            Next::Gateway(_) | Next::Target(_) => None,
        }
    }

    /// What becomes of a packet to an interface of an endpoint in a subnet, with its answers.
    fn to_interface(&self, packet: Packet, endpoint: NodeRef, subnet: NodeRef) -> Option<Way> {
        let Resource::InterfaceEndpoint(resource) = self.resource(endpoint) else {
            panic!("an interface endpoint")
        };
        let (own, far) = (self.groups(), self.vpc(subnet));
        let answers: Vec<Packet> = self.ephemeral().into_iter().map(|port| packet.answer(port)).collect();
        let all = |at: NodeRef, direction| answers.iter().all(|answer| self.acl(at, direction, *answer));
        let beyond = |door: NodeRef| {
            door == subnet || (self.acl(door, Direction::Egress, packet) && all(door, Direction::Ingress))
        };
        let edge = self.acl(subnet, Direction::Ingress, packet) && all(subnet, Direction::Egress);
        let theirs = (&resource.security_groups[..], far);
        let fine = match self.home {
            Some(home) => {
                let near = self.vpc(home);
                let over = self.carried(home, subnet, packet.to)?;
                let is_gateway =
                    over.is_some_and(|over| matches!(self.resource(over), Resource::TransitGateway(_)));
                let ours = (&own[..], near);
                let (seen, saw) = if is_gateway { (None, None) } else { (Some(theirs), Some(ours)) };
                let filters = home == subnet
                    || (self.acl(home, Direction::Egress, packet) && all(home, Direction::Ingress) && edge);
                let back = near == far || self.carried(subnet, home, packet.from) == Some(over);
                let doors = !is_gateway || {
                    let gateway = over.unwrap();
                    let first = self.door(gateway, home).unwrap();
                    let one = first == home
                        || (self.acl(first, Direction::Ingress, packet) && all(first, Direction::Egress));
                    one && self.door(gateway, subnet).is_none_or(beyond)
                };
                self.admitted(ours, Direction::Egress, packet, seen, false)
                    && self.admitted(theirs, Direction::Ingress, packet, saw, false)
                    && filters
                    && back
                    && doors
            }
            None => {
                let leads = |gateway: &&NodeRef| match self.resource(**gateway) {
                    Resource::VpnGateway(gateway) => gateway.vpc == far,
                    Resource::TransitGateway(_) => !self.doors(**gateway, far).is_empty(),
                    _ => false,
                };
                let gateway = *self.outside().gateways.iter().find(leads)?;
                let back = match self.next(subnet, packet.from, 24, false)? {
                    Next::Target(RouteTarget::VpnGateway(node)) => node == gateway,
                    Next::Target(RouteTarget::TransitGateway { transit_gateway, .. }) => {
                        transit_gateway == gateway
                    }
                    _ => false,
                };
                self.admitted(theirs, Direction::Ingress, packet, None, false)
                    && edge
                    && back
                    && self.door(gateway, subnet).is_none_or(beyond)
            }
        };
        (fine && self.allows(endpoint)).then_some(Way::InterfaceEndpoint)
    }

    /// The designs have only policies that are plainly open or closed.
    fn allows(&self, endpoint: NodeRef) -> bool {
        let policy = match self.resource(endpoint) {
            Resource::GatewayEndpoint(endpoint) => &endpoint.policy,
            Resource::InterfaceEndpoint(endpoint) => &endpoint.policy,
            _ => panic!("an endpoint"),
        };
        policy.as_ref().is_none_or(|policy| policy.0.to_string().contains("Allow"))
    }

    /// The service's packets in groups that stand or fall together: by range of ports.
    fn packets(&self, to: &[Ipv4Addr]) -> Vec<Vec<Packet>> {
        let sources: Vec<Ipv4Addr> =
            self.blocks().into_iter().flat_map(|block| self.addresses(block)).collect();
        let known = self.service.target.aws_key().and_then(catalog::service).unwrap();
        let ranges = known.ports();
        ranges
            .iter()
            .map(|range| {
                let ports = self.ports(range.from, range.to);
                let udp = range.transport == catalog::Transport::Udp;
                let mut packets = Vec::new();
                for from in &sources {
                    for to in to {
                        packets.extend(ports.iter().map(|port| Packet {
                            from: *from,
                            to: *to,
                            udp,
                            port: *port,
                        }));
                    }
                }
                packets
            })
            .collect()
    }

    /// The ways of all packets to public addresses, per range of ports; the lengths of prefix lists are not known.
    fn public_ways(&self) -> Vec<Vec<Option<Way>>> {
        let public: Vec<Ipv4Addr> =
            self.addresses(Ipv4Net::default()).into_iter().filter(|address| is_public(*address)).collect();
        let walk = |packets: Vec<Packet>| {
            packets.into_iter().flat_map(|packet| [9, 32].map(|list| self.to_public(packet, list))).collect()
        };
        self.packets(&public).into_iter().map(walk).collect()
    }

    /// The same for each interface of an endpoint.
    fn interface_ways(&self, endpoint: NodeRef) -> Vec<Vec<Vec<Option<Way>>>> {
        let Resource::InterfaceEndpoint(resource) = self.resource(endpoint) else {
            panic!("an interface endpoint")
        };
        resource
            .subnets
            .iter()
            .map(|subnet| {
                let addresses = self.addresses(self.block(*subnet));
                let walk = |packets: Vec<Packet>| {
                    packets.into_iter().map(|packet| self.to_interface(packet, endpoint, *subnet)).collect()
                };
                self.packets(&addresses).into_iter().map(walk).collect()
            })
            .collect()
    }

    /// The endpoint that answers for a host in the workload's VPC: that of an own zone, or the first one that claims it.
    fn resolve(&self, host: &str) -> Answer {
        let Some(home) = self.home else { return Answer::Public };
        let vpc = self.vpc(home);
        let Resource::Vpc(attributes) = self.resource(vpc) else { panic!("a VPC") };
        if !attributes.enable_dns_support {
            return Answer::Nothing;
        }
        // The random zones have the domain itself, and nothing else or one record.
        let zone = self.graph.iter().find(|(_, node)| {
            let Resource::HostedZone(zone) = &node.resource else { return false };
            attributes.enable_dns_hostnames && zone.vpcs.contains(&vpc) && zone.domain == host
        });
        if let Some((zone, _)) = zone {
            return self
                .graph
                .nodes
                .iter()
                .find_map(|node| match &node.resource {
                    Resource::HostedZoneRecord(record) if record.hosted_zone == zone => match record.target {
                        RecordTarget::Endpoint(endpoint) => Some(Answer::Interface(endpoint)),
                        _ => None,
                    },
                    _ => None,
                })
                .unwrap_or(Answer::Nothing);
        }
        let claim = self.graph.iter().find_map(|(at, node)| {
            let Resource::InterfaceEndpoint(endpoint) = &node.resource else { return None };
            let inbound = endpoint.dns_options.private_dns_only_for_inbound_resolver_endpoint == Some(true);
            let on = endpoint.vpc == vpc
                && endpoint.private_dns_enabled
                && !inbound
                && attributes.enable_dns_hostnames;
            let key = self.target_of(node.origin)?.aws_key()?;
            let names = Catalog::embedded().private_dns_names(key, &node.region).names;
            let claims = names.iter().any(|name| name.trim_start_matches("*.") == host);
            (on && claims).then_some(at)
        });
        claim.map_or(Answer::Public, Answer::Interface)
    }

    fn asks_own_resolver(&self) -> bool {
        let Some(home) = self.home else { return true };
        let Resource::Vpc(attributes) = self.resource(self.vpc(home)) else { panic!("a VPC") };
        attributes.enable_dns_support
    }
}

enum Answer {
    Interface(NodeRef),
    Public,
    Nothing,
}

/// The one way of all packets of a range.
fn common(ways: &[Option<Way>]) -> Option<Way> {
    let first = *ways.first()?;
    if ways.iter().all(|way| *way == first) { first } else { None }
}

/// Ranges that arrive, and their way.
fn arrive(ranges: &[Vec<Option<Way>>]) -> Vec<Way> {
    ranges.iter().filter_map(|range| common(range)).collect()
}

fn compare(lines: &[String]) -> Result<(), TestCaseError> {
    let notation = notation::read(lines.iter().map(String::as_str));
    let design = &notation.design;
    let catalog = Catalog::embedded();
    let graph = lower(design, &catalog);
    let verifier = Verifier::new(design, &graph, &catalog);
    for caller in verifier.sources() {
        let home = match caller {
            EntityRef::Workload(id) => {
                let subnet = EntityRef::from(design.workloads.get(id).unwrap().subnet);
                let is_it =
                    |node: &Node| matches!(node.resource, Resource::Subnet(_)) && node.origin == subnet;
                graph.iter().find(|(_, node)| is_it(node)).map(|(at, _)| at)
            }
            _ => None,
        };
        for (id, service) in design.services.iter() {
            let world = World { design, graph: &graph, caller, service, home };
            let answer = verifier.reach(caller, id).unwrap();
            for path in &answer.paths {
                let asked = format!("{caller} {id} by {:?}\n{}", path.name, lines.join("\n"));
                let resolved = match path.name.kind {
                    _ if !world.asks_own_resolver() => Answer::Nothing,
                    NameKind::Endpoint(endpoint) => graph
                        .iter()
                        .find(|(_, node)| {
                            matches!(node.resource, Resource::InterfaceEndpoint(_)) && node.origin == endpoint
                        })
                        .map_or(Answer::Nothing, |(at, _)| Answer::Interface(at)),
                    NameKind::Regional => world.resolve(&path.name.host),
                    NameKind::DualStack | NameKind::Fips | NameKind::Global => continue,
                };
                match resolved {
                    Answer::Nothing => prop_assert_eq!(path.way, Way::Unreachable, "{}", asked),
                    Answer::Interface(endpoint) => {
                        let interfaces = world.interface_ways(endpoint);
                        let reached: Vec<bool> =
                            interfaces.iter().map(|ranges| !arrive(ranges).is_empty()).collect();
                        let any = reached.contains(&true);
                        prop_assert_eq!(path.way == Way::InterfaceEndpoint, any, "{}", asked);
                        let partial =
                            path.caveats.iter().any(|c| matches!(c, Caveat::InterfaceBlocked { .. }));
                        prop_assert_eq!(partial && any, any && reached.contains(&false), "{}", asked);
                    }
                    // What an on-premises network does with public addresses is its own affair.
                    Answer::Public if home.is_none() => prop_assert_eq!(path.way, Way::Internet, "{}", asked),
                    Answer::Public => {
                        let ranges = world.public_ways();
                        let some =
                            path.caveats.iter().any(|c| matches!(c, Caveat::SomeAddressesElsewhere { .. }));
                        let arrived = arrive(&ranges);
                        if some {
                            // The packets do not agree, or the service has only addresses for which they do.
                            let way = ranges
                                .iter()
                                .flatten()
                                .any(|way| way.unwrap_or(Way::Unreachable) == path.way);
                            prop_assert!(way || path.way == Way::Unreachable, "{}", asked);
                            continue;
                        }
                        let expected = arrived.first().copied().unwrap_or(Way::Unreachable);
                        prop_assert_eq!(path.way, expected, "{}", asked);
                        let ports = path.caveats.iter().any(|c| matches!(c, Caveat::PortsBlocked { .. }));
                        let fewer = !arrived.is_empty() && arrived.len() < ranges.len();
                        prop_assert_eq!(ports && path.way != Way::Unreachable, fewer, "{}", asked);
                    }
                }
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn packets_agree_with_the_verifier(lines in designs::lines()) {
        compare(&lines)?;
    }
}

/// The random designs reach every way, and not only the dull ones.
#[test]
fn random_designs_are_of_every_kind() {
    use proptest::{strategy::ValueTree as _, test_runner::TestRunner};
    let mut runner = TestRunner::deterministic();
    let catalog = Catalog::embedded();
    let mut seen = std::collections::BTreeMap::new();
    for _ in 0..200 {
        let lines = designs::lines().new_tree(&mut runner).unwrap().current();
        let notation = notation::read(lines.iter().map(String::as_str));
        let graph = lower(&notation.design, &catalog);
        for pair in Verifier::new(&notation.design, &graph, &catalog).survey().pairs {
            *seen.entry(pair.way).or_insert(0) += 1;
        }
    }
    for way in Way::ALL {
        assert!(seen.get(&way).is_some_and(|count| *count > 20), "{way:?}: {seen:?}");
    }
}
