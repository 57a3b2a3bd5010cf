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
    graph::{NodeRef, Peer, Resource, ResourceGraph, RouteTarget},
    lower::lower,
    model::{Design, Direction, EntityRef, Id, Protocol, Service, Workload, WorkloadKind},
    net::Ipv4Net,
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

/// What the packets of one question are about.
struct World<'a> {
    design: &'a Design,
    graph: &'a ResourceGraph,
    workload: Id<Workload>,
    service: &'a Service,
    /// The node of the workload's subnet.
    subnet: NodeRef,
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

    fn vpc(&self, node: NodeRef) -> NodeRef {
        self.graph.node(node).vpc.unwrap()
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

    fn groups(&self) -> Vec<NodeRef> {
        let workload = self.design.workloads.get(self.workload).unwrap();
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

    /// Whether groups admit a packet; `other` are the groups at the other end, none for a public address.
    fn admitted(
        &self,
        own: &[NodeRef],
        direction: Direction,
        packet: Packet,
        other: Option<&[NodeRef]>,
    ) -> bool {
        if own.is_empty() {
            // The default group.
            return direction == Direction::Egress || other.is_some_and(<[NodeRef]>::is_empty);
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
                Peer::SecurityGroup(group) => other.is_some_and(|other| other.contains(&group)),
                Peer::PrefixList(list) => {
                    let list_node = self.graph.node(list);
                    let Resource::PrefixList(list) = &list_node.resource else { panic!("a prefix list") };
                    // A public destination is an address of the service that is called.
                    other.is_none()
                        && Some(list.service.as_str()) == self.service.target.aws_key()
                        && list_node.region == self.service.region
                }
            };
            own.contains(&rule.security_group) && rule.direction == direction && protocol && port && peer
        })
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

    /// What becomes of a packet to a public address of the service.
    fn to_public(&self, packet: Packet, list: u8) -> Option<Way> {
        if !self.admitted(&self.groups(), Direction::Egress, packet, None) {
            return None;
        }
        match self.next(self.subnet, packet.to, list, false)? {
            // The designs have nothing behind another network.
            Next::Local
            | Next::Target(
                RouteTarget::PeeringConnection(_)
                | RouteTarget::TransitGateway { .. }
                | RouteTarget::VpnGateway(_),
            ) => None,
            Next::Gateway(endpoint) => self.allows(endpoint).then_some(Way::GatewayEndpoint),
            Next::Target(RouteTarget::InternetGateway(_)) => {
                let Resource::Subnet(subnet) = self.resource(self.subnet) else { panic!("a subnet") };
                let workload = self.design.workloads.get(self.workload).unwrap();
                (subnet.map_public_ip_on_launch && workload.kind != WorkloadKind::Lambda)
                    .then_some(Way::Internet)
            }
            Next::Target(RouteTarget::NatGateway(nat)) => {
                let Resource::NatGateway(nat) = self.resource(nat) else { panic!("a NAT gateway") };
                match self.next(nat.subnet, packet.to, list, true)? {
                    Next::Target(RouteTarget::InternetGateway(_)) => Some(Way::Nat),
                    _ => None,
                }
            }
        }
    }

    /// What becomes of a packet to an interface of an endpoint.
    fn to_interface(&self, packet: Packet, endpoint: NodeRef) -> Option<Way> {
        let Resource::InterfaceEndpoint(resource) = self.resource(endpoint) else {
            panic!("an interface endpoint")
        };
        let groups = self.groups();
        let out = self.admitted(&groups, Direction::Egress, packet, Some(&resource.security_groups));
        let route = matches!(self.next(self.subnet, packet.to, 24, false), Some(Next::Local));
        let in_ = self.admitted(&resource.security_groups, Direction::Ingress, packet, Some(&groups));
        (out && route && in_ && self.allows(endpoint)).then_some(Way::InterfaceEndpoint)
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
        let sources = self.addresses(self.block(self.subnet));
        let known = self.service.target.aws_key().and_then(catalog::service).unwrap();
        let ranges = known.ports();
        ranges
            .iter()
            .map(|range| {
                let mut ports = vec![range.from, range.to];
                for node in &self.graph.nodes {
                    if let Resource::SecurityGroupRule(rule) = &node.resource
                        && let Some(ports_of_rule) = rule.ports
                    {
                        let edges = [ports_of_rule.from, ports_of_rule.to];
                        let around =
                            [ports_of_rule.from.saturating_sub(1), ports_of_rule.to.saturating_add(1)];
                        ports.extend(edges.into_iter().chain(around));
                    }
                }
                ports.retain(|port| (range.from..=range.to).contains(port));
                ports.sort_unstable();
                ports.dedup();
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
            packets
                .into_iter()
                .flat_map(|packet| [9, 16, 32].map(|list| self.to_public(packet, list)))
                .collect()
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
                    packets.into_iter().map(|packet| self.to_interface(packet, endpoint)).collect()
                };
                self.packets(&addresses).into_iter().map(walk).collect()
            })
            .collect()
    }

    /// The endpoint that answers for a host in the workload's VPC: the first one that claims it.
    fn resolve(&self, host: &str) -> Result<Option<NodeRef>, ()> {
        let vpc = self.vpc(self.subnet);
        let Resource::Vpc(attributes) = self.resource(vpc) else { panic!("a VPC") };
        if !attributes.enable_dns_support {
            return Err(());
        }
        Ok(self.graph.iter().find_map(|(at, node)| {
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
        }))
    }
}

enum Next {
    Local,
    Gateway(NodeRef),
    Target(RouteTarget),
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
    for (workload, entity) in design.workloads.iter() {
        let subnet = graph.iter().find(|(_, node)| {
            matches!(node.resource, Resource::Subnet(_)) && node.origin == EntityRef::from(entity.subnet)
        });
        let subnet = subnet.unwrap().0;
        for (id, service) in design.services.iter() {
            let world = World { design, graph: &graph, workload, service, subnet };
            let answer = verifier.reach(workload, id).unwrap();
            for path in &answer.paths {
                let target = match path.name.kind {
                    NameKind::Endpoint(endpoint) => graph.iter().find_map(|(at, node)| {
                        let is_it = matches!(node.resource, Resource::InterfaceEndpoint(_));
                        (is_it && node.origin == endpoint).then_some(at)
                    }),
                    NameKind::Regional => None,
                    _ => continue,
                };
                let resolved = match (world.resolve(&path.name.host), target) {
                    (Err(()), _) => {
                        prop_assert_eq!(path.way, Way::Unreachable);
                        continue;
                    }
                    (Ok(_), Some(target)) => Some(target),
                    (Ok(resolved), None) => resolved,
                };
                let asked = format!("{workload} {id} by {}\n{}", path.name.host, lines.join("\n"));
                match resolved {
                    Some(endpoint) => {
                        let interfaces = world.interface_ways(endpoint);
                        let reached: Vec<bool> =
                            interfaces.iter().map(|ranges| !arrive(ranges).is_empty()).collect();
                        let any = reached.contains(&true);
                        prop_assert_eq!(path.way == Way::InterfaceEndpoint, any, "{}", asked);
                        let partial =
                            path.caveats.iter().any(|c| matches!(c, Caveat::InterfaceBlocked { .. }));
                        prop_assert_eq!(partial && any, any && reached.contains(&false), "{}", asked);
                    }
                    None => {
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
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

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
