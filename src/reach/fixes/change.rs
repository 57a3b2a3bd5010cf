//! The next change on the way to a private connection.

use crate::{
    catalog::{EndpointType, PortRange, Transport},
    edit::{self, FixStep},
    graph::Kind,
    model::{
        self, Direction, EndpointKind, EntityRef, Id, PrivateDnsScope, Protocol, Route, RouteTarget, Rule,
        SecurityGroup, Service, Vpc,
    },
    net::Ipv4Net,
    reach::{
        caveat::{Bypass, Caveat},
        name::NameKind,
        outside,
        path::{Obstacle, Party, Path, Reason, Step},
        verifier::{Reachability, Verifier},
    },
};

/// One change, and its name as a command.
pub(super) struct Change {
    pub(super) label: String,
    pub(super) automatic: bool,
    pub(super) steps: Vec<FixStep>,
}

impl Change {
    fn new(label: String, steps: Vec<FixStep>) -> Self {
        Self { label, automatic: true, steps }
    }

    /// It takes something away, or costs.
    fn choice(label: String, steps: Vec<FixStep>) -> Self {
        Self { label, automatic: false, steps }
    }
}

impl Verifier<'_> {
    /// What could be changed next, the best first.
    pub(super) fn changes(&self, reachability: &Reachability) -> Vec<Change> {
        let path = reachability.path();
        let mut changes = self.lacks(reachability, path);
        if !is_to_endpoint(path) {
            changes.extend(self.detours(path));
            // Without private DNS, and from outside, the endpoint's own name is the way; what blocks it may be remedied.
            let own = reachability.paths.iter().find(|path| matches!(path.name.kind, NameKind::Endpoint(_)));
            let by_own = reachability.workload().is_none() || !self.supports_private_dns(reachability);
            if let (Some(own), true) = (own, by_own) {
                changes.extend(self.lacks(reachability, own));
            }
            changes.extend(self.new_endpoint(reachability));
        }
        changes
    }

    /// Answers to what blocks a path to an endpoint, wholly or in part.
    fn lacks(&self, reachability: &Reachability, path: &Path) -> Vec<Change> {
        let partial = path.caveats.iter().filter_map(|caveat| match caveat {
            Caveat::InterfaceBlocked { obstacle, .. } | Caveat::PortsBlocked { obstacle, .. } => {
                Some(obstacle)
            }
            Caveat::Bypassed { .. }
            | Caveat::ZoneCrossed { .. }
            | Caveat::RegionCrossed
            | Caveat::PortsAssumed
            | Caveat::SomeAddressesElsewhere { .. }
            | Caveat::PolicyUndecided { .. }
            | Caveat::PublicAddressByTask
            | Caveat::GatewayWantsHostnames { .. }
            | Caveat::Inspected { .. }
            | Caveat::AwaitsAcceptance { .. }
            | Caveat::GatewayFipsUnknown => None,
        });
        let all = path.obstacles.iter().chain(partial);
        all.filter_map(|obstacle| self.answer(reachability, path, obstacle)).collect()
    }

    fn answer(&self, reachability: &Reachability, path: &Path, obstacle: &Obstacle) -> Option<Change> {
        let at = self.label(obstacle.at);
        match &obstacle.reason {
            Reason::ResolverOff { vpc: EntityRef::Vpc(vpc) } => {
                let label = format!("Turn on DNS support and DNS hostnames of VPC {at}");
                Some(Change::new(label, vec![FixStep::EnableDns { vpc: *vpc }]))
            }
            Reason::NotLetOut { to, ports, .. } => {
                let EntityRef::SecurityGroup(group) = obstacle.at else { return None };
                let peer = match to {
                    Party::Interface { endpoint, subnet } => {
                        self.peer_of_endpoint(reachability, *endpoint, *subnet)?
                    }
                    Party::Service if is_to_endpoint(path) => {
                        let service = self.design.services.get(reachability.service)?;
                        model::Peer::PrefixList(service.target.aws_key()?.to_owned())
                    }
                    // Towards the internet nothing is opened on the way to a private connection.
                    Party::Service | Party::Resolver { .. } | Party::Caller => return None,
                };
                let whom = self.whom(&peer);
                let label = format!("Let security group {at} out to {whom}");
                Some(Change::new(label, rules(group, Direction::Egress, ports, &peer)))
            }
            Reason::NotLetIn { endpoint, ports, .. } => match obstacle.at {
                EntityRef::SecurityGroup(group) => {
                    let peers = self.peers_of_caller(reachability, *endpoint);
                    let whom: Vec<String> = peers.iter().map(|peer| self.whom(peer)).collect();
                    let label = format!("Let {} in to security group {at}", whom.join(", "));
                    let steps = peers.iter().flat_map(|peer| rules(group, Direction::Ingress, ports, peer));
                    Some(Change::new(label, steps.collect()))
                }
                _ => {
                    let EntityRef::Endpoint(endpoint) = *endpoint else { return None };
                    let name = self.label(endpoint.into());
                    let label = format!("Give endpoint {name} a security group that lets the VPC in");
                    Some(Change::new(label, vec![FixStep::AddEndpointGroup { endpoint }]))
                }
            },
            Reason::NoInterface => {
                let EntityRef::Endpoint(endpoint) = obstacle.at else { return None };
                let subnet = self.design.workloads.get(reachability.workload()?)?.subnet;
                let name = self.label(subnet.into());
                let label = format!("Put endpoint {at} into subnet {name}");
                Some(Change::new(
                    label,
                    vec![FixStep::SetEndpointSubnets { endpoint, subnets: vec![subnet] }],
                ))
            }
            Reason::OtherRoute { route, .. } => {
                let graph = self.cx.network.graph;
                let crate::graph::Resource::Route(route) = &graph.node(*route).resource else { return None };
                let EntityRef::RouteTable(table) = obstacle.at else { return None };
                let label = format!("Remove the route for {} from route table {at}", route.destination);
                let destination = route.destination;
                Some(Change::choice(label, vec![FixStep::RemoveRoute { table, destination }]))
            }
            Reason::Denied { .. } => {
                let EntityRef::Endpoint(endpoint) = obstacle.at else { return None };
                let label = format!("Remove the policy of endpoint {at}");
                Some(Change::choice(label, vec![FixStep::SetPolicy { endpoint, policy: None }]))
            }
            Reason::AclBlocks { direction, ports, with, .. } => {
                let EntityRef::NetworkAcl(acl) = obstacle.at else { return None };
                let blocks = self.blocks_of(reachability, *with);
                let word = match direction {
                    Direction::Ingress => "in from",
                    Direction::Egress => "out to",
                };
                let names: Vec<String> = blocks.iter().map(ToString::to_string).collect();
                let label = format!("Let network ACL {at} pass traffic {word} {}", names.join(", "));
                let step = |block: &Ipv4Net, range: &PortRange| FixStep::AllowInAcl {
                    acl,
                    direction: *direction,
                    protocol: protocol(range.transport),
                    ports: model::PortRange { from: range.from, to: range.to },
                    block: *block,
                };
                let steps = blocks.iter().flat_map(|block| ports.iter().map(move |range| step(block, range)));
                Some(Change::new(label, steps.collect()))
            }
            Reason::NoRoute { to, .. } => self.route_for(reachability, path, obstacle, *to),
            // Answered by an endpoint, or by nothing that is sure to be meant.
            Reason::ResolverOff { .. }
            | Reason::NameUnknown
            | Reason::NoRecord
            | Reason::RecordElsewhere
            | Reason::NotBehind { .. }
            | Reason::ZoneNotAttached { .. }
            | Reason::LeadsAway
            | Reason::NotInZone { .. }
            | Reason::NoPublicAddress { .. }
            | Reason::NatWithoutInternet { .. } => None,
        }
    }

    /// How endpoints that a call goes past can be put on its way.
    fn detours(&self, path: &Path) -> Vec<Change> {
        let mut changes = Vec::new();
        for caveat in &path.caveats {
            let Caveat::Bypassed { endpoint: EntityRef::Endpoint(endpoint), why } = caveat else { continue };
            let name = self.label((*endpoint).into());
            let endpoint = *endpoint;
            match *why {
                Bypass::NotInRouteTable { table: EntityRef::RouteTable(table), .. } => {
                    let entity = self.design.endpoints.get(endpoint).map(|endpoint| &endpoint.kind);
                    let Some(EndpointKind::Gateway(gateway)) = entity else { continue };
                    let mut tables = gateway.route_tables.clone();
                    tables.push(table);
                    let label = format!("Add route table {} to endpoint {name}", self.label(table.into()));
                    changes.push(Change::new(label, vec![FixStep::SetEndpointTables { endpoint, tables }]));
                }
                Bypass::PrivateDnsOff => {
                    let step = FixStep::SetPrivateDns { endpoint, on: true, scope: None };
                    changes.push(Change::new(format!("Turn on private DNS of endpoint {name}"), vec![step]));
                }
                Bypass::DnsAttributes { vpc: EntityRef::Vpc(vpc) } => {
                    let label =
                        format!("Turn on DNS support and DNS hostnames of VPC {}", self.label(vpc.into()));
                    changes.push(Change::new(label, vec![FixStep::EnableDns { vpc }]));
                }
                Bypass::InboundOnly => {
                    let scope = Some(PrivateDnsScope::AllClients);
                    let step = FixStep::SetPrivateDns { endpoint, on: true, scope };
                    let label = format!("Give the private names of endpoint {name} to all clients");
                    changes.push(Change::choice(label, vec![step]));
                }
                Bypass::NotInRouteTable { .. }
                | Bypass::DnsAttributes { .. }
                | Bypass::NameNotCovered
                | Bypass::NoPrivateDns
                | Bypass::NameTaken { .. }
                | Bypass::FromOutside
                | Bypass::NoInboundResolver { .. } => {}
            }
        }
        changes
    }

    /// An endpoint for a service that the VPC has none for; from outside of it, only an interface endpoint is of use.
    fn new_endpoint(&self, reachability: &Reachability) -> Option<Change> {
        let service = self.service(reachability)?;
        let (vpc, kind) = match reachability.workload() {
            Some(workload) => (self.design.vpc_of_workload(workload)?, None),
            None => {
                let here = |vpc: &Id<Vpc>| {
                    self.design.vpcs.get(*vpc).is_some_and(|vpc| vpc.region == service.region)
                };
                let joined = self.vpcs_joined_with(reachability.source);
                (joined.into_iter().find(here)?, Some(EndpointType::Interface))
            }
        };
        let mut there = self.design.endpoints_for(vpc, &service.target);
        let has = there.any(|(_, endpoint)| kind.is_none_or(|kind| endpoint.kind.endpoint_type() == kind));
        let here = self.design.vpcs.get(vpc).is_some_and(|vpc| vpc.region == service.region);
        let ways = edit::choose(self.design, self.cx.catalog, vpc, &service.target);
        if has || !here || ways.kind.is_none() {
            return None;
        }
        let word = if kind.is_some() { "an interface endpoint" } else { "an endpoint" };
        let label = format!("Add {word} for {} to VPC {}", service.name, self.label(vpc.into()));
        let step = FixStep::AddEndpoint { vpc, service: service.target.clone(), kind };
        Some(Change::new(label, vec![step]))
    }

    fn vpcs_joined_with(&self, source: EntityRef) -> Vec<Id<Vpc>> {
        let network = &self.cx.network;
        let outside = network.graph.on_premises.iter().find(|outside| outside.origin == source);
        let vpcs = outside.map(|outside| outside::reachable(network, outside)).unwrap_or_default();
        vpcs.into_iter().filter_map(|vpc| self.design.vpc_of(network.entity(vpc))).collect()
    }

    /// A route to another VPC, or for the answer to the caller, over what joins the two.
    fn route_for(
        &self,
        reachability: &Reachability,
        path: &Path,
        obstacle: &Obstacle,
        to: Party,
    ) -> Option<Change> {
        let EntityRef::RouteTable(table) = obstacle.at else { return None };
        let home = self.design.route_tables.get(table)?.vpc;
        let (destinations, over) = match to {
            Party::Interface { subnet: EntityRef::Subnet(subnet), .. } => {
                let vpc = self.design.vpc_of_subnet(subnet)?;
                let block = self.design.subnets.get(subnet)?.cidr_block;
                let network = &self.cx.network;
                let node = network.node(Kind::Vpc, home)?;
                let other = network.node(Kind::Vpc, vpc)?;
                let neighbours = &network.vpcs.get(&node)?.neighbours;
                let (_, link) = neighbours.iter().find(|(neighbour, _)| *neighbour == other)?;
                (vec![self.vpc_block(vpc, block)?], network.entity(link.node()))
            }
            Party::Caller => {
                let blocks = match reachability.workload() {
                    Some(workload) => {
                        let subnet = self.design.workloads.get(workload)?.subnet;
                        let block = self.design.subnets.get(subnet)?.cidr_block;
                        vec![self.vpc_block(self.design.vpc_of_subnet(subnet)?, block)?]
                    }
                    None => self.blocks_of(reachability, Party::Caller),
                };
                let crossing = path.hops.iter().find(|hop| hop.step == Step::Crosses)?;
                (blocks, crossing.at)
            }
            Party::Interface { .. } | Party::Resolver { .. } | Party::Service => return None,
        };
        let target = RouteTarget::of(over)?;
        let names: Vec<String> = destinations.iter().map(ToString::to_string).collect();
        let label = format!(
            "Route {} in route table {} to {}",
            names.join(", "),
            self.label(obstacle.at),
            self.named(over)
        );
        let step = |destination: Ipv4Net| FixStep::SetRoute { table, route: Route { destination, target } };
        Some(Change::new(label, destinations.into_iter().map(step).collect()))
    }

    /// The VPC's block around a subnet's.
    fn vpc_block(&self, vpc: Id<Vpc>, subnet: Ipv4Net) -> Option<Ipv4Net> {
        let blocks = &self.design.vpcs.get(vpc)?.cidr_blocks;
        blocks.iter().copied().find(|block| block.contains(&subnet))
    }

    /// The addresses of one side.
    fn blocks_of(&self, reachability: &Reachability, party: Party) -> Vec<Ipv4Net> {
        let subnet = match party {
            Party::Service => return vec![Ipv4Net::default()],
            Party::Interface { subnet, .. } | Party::Resolver { subnet, .. } => subnet,
            Party::Caller => {
                if let EntityRef::OnPremisesNetwork(id) = reachability.source {
                    let network = self.design.on_premises_networks.get(id);
                    return network.map(|network| network.cidr_blocks.clone()).unwrap_or_default();
                }
                let workload = reachability.workload().and_then(|id| self.design.workloads.get(id));
                let Some(workload) = workload else { return Vec::new() };
                workload.subnet.into()
            }
        };
        let EntityRef::Subnet(subnet) = subnet else { return Vec::new() };
        self.design.subnets.get(subnet).map(|subnet| subnet.cidr_block).into_iter().collect()
    }

    /// What a rule names to mean the caller: its group, if the endpoint sees it, else its addresses.
    fn peers_of_caller(&self, reachability: &Reachability, endpoint: EntityRef) -> Vec<model::Peer> {
        let workload = reachability.workload().and_then(|workload| self.design.workloads.get(workload));
        let near = self.design.vpc_of(reachability.source) == self.design.vpc_of(endpoint);
        match workload.and_then(|workload| workload.security_groups.first()) {
            Some(group) if near => vec![model::Peer::SecurityGroup(*group)],
            Some(_) | None => {
                let blocks = self.blocks_of(reachability, Party::Caller);
                blocks.into_iter().map(model::Peer::Cidr).collect()
            }
        }
    }

    fn service(&self, reachability: &Reachability) -> Option<&Service> {
        self.design.services.get(reachability.service)
    }

    fn supports_private_dns(&self, reachability: &Reachability) -> bool {
        let service = self.service(reachability);
        let key = service.and_then(|service| Some((service.target.aws_key()?, service.region.as_str())));
        key.is_some_and(|(key, region)| self.cx.catalog.private_dns_support(key, region) != Some(false))
    }

    /// What a rule names to mean an endpoint: its group, or its addresses where AWS gives it the default group.
    fn peer_of_endpoint(
        &self,
        reachability: &Reachability,
        endpoint: EntityRef,
        subnet: EntityRef,
    ) -> Option<model::Peer> {
        let near = self.design.vpc_of(reachability.source) == self.design.vpc_of(endpoint);
        let (EntityRef::Endpoint(endpoint), EntityRef::Subnet(subnet)) = (endpoint, subnet) else {
            return None;
        };
        let EndpointKind::Interface(interface) = &self.design.endpoints.get(endpoint)?.kind else {
            return None;
        };
        Some(match interface.security_groups.first() {
            Some(group) if near => model::Peer::SecurityGroup(*group),
            Some(_) | None => model::Peer::Cidr(self.design.subnets.get(subnet)?.cidr_block),
        })
    }

    fn whom(&self, peer: &model::Peer) -> String {
        match peer {
            model::Peer::Cidr(block) => block.to_string(),
            model::Peer::Ipv6Cidr(block) => block.to_string(),
            model::Peer::SecurityGroup(group) => self.named((*group).into()),
            model::Peer::PrefixList(key) => format!("the prefix list of {key}"),
        }
    }
}

/// The path leads to an endpoint, whether it arrives or not.
pub(super) fn is_to_endpoint(path: &Path) -> bool {
    path.hops.iter().any(|hop| match hop.step {
        Step::ResolvesPrivately { .. } | Step::EntersGateway => true,
        Step::Leaves { .. }
        | Step::LeavesNetwork
        | Step::AclOut { .. }
        | Step::AclIn { .. }
        | Step::RoutedBack { .. }
        | Step::Crosses
        | Step::Inspected { .. }
        | Step::ResolvesPublicly { .. }
        | Step::LetOut { .. }
        | Step::LetIn { .. }
        | Step::Routed { .. }
        | Step::Translated { .. }
        | Step::Exits
        | Step::EntersInterface { .. }
        | Step::Permitted { .. }
        | Step::Arrives => false,
    })
}

const fn protocol(transport: Transport) -> Protocol {
    match transport {
        Transport::Tcp => Protocol::Tcp,
        Transport::Udp => Protocol::Udp,
    }
}

fn rules(
    group: model::Id<SecurityGroup>,
    direction: Direction,
    ports: &[PortRange],
    peer: &model::Peer,
) -> Vec<FixStep> {
    let rule = |range: &PortRange| {
        let protocol = protocol(range.transport);
        let ports = Some(model::PortRange { from: range.from, to: range.to });
        let rule = Rule { protocol, ports, peer: peer.clone(), description: String::new() };
        FixStep::AddRule { group, direction, rule }
    };
    ports.iter().map(rule).collect()
}
