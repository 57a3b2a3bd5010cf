//! The next change on the way to a private connection.

use crate::{
    catalog::{PortRange, Transport},
    edit::{self, FixStep},
    model::{
        self, Direction, EndpointKind, EntityRef, PrivateDnsScope, Protocol, Rule, SecurityGroup, Service,
    },
    reach::{
        caveat::{Bypass, Caveat},
        name::NameKind,
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
            // Without private DNS, the endpoint's own name is the way; what blocks it may be remedied.
            let own = reachability.paths.iter().find(|path| matches!(path.name.kind, NameKind::Endpoint(_)));
            if let (Some(own), false) = (own, self.supports_private_dns(reachability)) {
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
                    Party::Interface { endpoint, subnet } => self.peer_of_endpoint(*endpoint, *subnet)?,
                    Party::Service if is_to_endpoint(path) => {
                        let service = self.design.services.get(reachability.service)?;
                        model::Peer::PrefixList(service.target.aws_key()?.to_owned())
                    }
                    // Towards the internet nothing is opened on the way to a private connection.
                    Party::Service => return None,
                };
                let whom = self.whom(&peer);
                let label = format!("Let security group {at} out to {whom}");
                Some(Change::new(label, rules(group, Direction::Egress, ports, &peer)))
            }
            Reason::NotLetIn { endpoint, ports, .. } => match obstacle.at {
                EntityRef::SecurityGroup(group) => {
                    let workload = self.design.workloads.get(reachability.workload()?)?;
                    let peer = match workload.security_groups.first() {
                        Some(group) => model::Peer::SecurityGroup(*group),
                        None => model::Peer::Cidr(self.design.subnets.get(workload.subnet)?.cidr_block),
                    };
                    let whom = self.whom(&peer);
                    let label = format!("Let {whom} in to security group {at}");
                    Some(Change::new(label, rules(group, Direction::Ingress, ports, &peer)))
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
            // Answered by an endpoint.
            Reason::ResolverOff { .. }
            | Reason::NameUnknown
            | Reason::NoRoute { .. }
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
                | Bypass::NameTaken { .. } => {}
            }
        }
        changes
    }

    /// An endpoint for a service that the VPC has none for.
    fn new_endpoint(&self, reachability: &Reachability) -> Option<Change> {
        let service = self.service(reachability)?;
        let vpc = self.design.vpc_of_workload(reachability.workload()?)?;
        let has = self.design.endpoints_for(vpc, &service.target).next().is_some();
        let here = self.design.vpcs.get(vpc).is_some_and(|vpc| vpc.region == service.region);
        let kind = edit::choose(self.design, self.cx.catalog, vpc, &service.target).kind;
        if has || !here || kind.is_none() {
            return None;
        }
        let label = format!("Add an endpoint for {} to VPC {}", service.name, self.label(vpc.into()));
        let step = FixStep::AddEndpoint { vpc, service: service.target.clone(), kind: None };
        Some(Change::new(label, vec![step]))
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
    fn peer_of_endpoint(&self, endpoint: EntityRef, subnet: EntityRef) -> Option<model::Peer> {
        let (EntityRef::Endpoint(endpoint), EntityRef::Subnet(subnet)) = (endpoint, subnet) else {
            return None;
        };
        let EndpointKind::Interface(interface) = &self.design.endpoints.get(endpoint)?.kind else {
            return None;
        };
        Some(match interface.security_groups.first() {
            Some(group) => model::Peer::SecurityGroup(*group),
            None => model::Peer::Cidr(self.design.subnets.get(subnet)?.cidr_block),
        })
    }

    fn whom(&self, peer: &model::Peer) -> String {
        match peer {
            model::Peer::Cidr(block) => block.to_string(),
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

fn rules(
    group: model::Id<SecurityGroup>,
    direction: Direction,
    ports: &[PortRange],
    peer: &model::Peer,
) -> Vec<FixStep> {
    let rule = |range: &PortRange| {
        let protocol = match range.transport {
            Transport::Tcp => Protocol::Tcp,
            Transport::Udp => Protocol::Udp,
        };
        let ports = Some(model::PortRange { from: range.from, to: range.to });
        let rule = Rule { protocol, ports, peer: peer.clone(), description: String::new() };
        FixStep::AddRule { group, direction, rule }
    };
    ports.iter().map(rule).collect()
}
