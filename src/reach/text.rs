//! The verifier's findings in words.

use super::{
    caveat::{Bypass, Caveat},
    code::Code,
    path::{Hop, Obstacle, Party, Path, Reason, Step},
    policy::{Doubt, Permission, Refusal},
    route::Destination,
    verifier::Verifier,
};
use crate::{
    catalog::PortRange,
    graph::{NodeRef, Peer, Resource, SecurityGroupRule},
    model::{Direction, EntityRef, Id, Protocol, Service, ServiceRef},
};

impl Verifier<'_> {
    /// The component of a hop: `security group app`.
    pub fn component(&self, hop: &Hop) -> String {
        let label = self.label(hop.at);
        match (hop.at, hop.step) {
            (EntityRef::Vpc(_), Step::LetOut { .. } | Step::LetIn { .. }) => {
                format!("default security group of VPC {label}")
            }
            (EntityRef::Vpc(_), Step::Routed { .. } | Step::RoutedBack { .. }) => {
                format!("main route table of VPC {label}")
            }
            (EntityRef::Vpc(_), Step::ResolvesPrivately { .. } | Step::ResolvesPublicly { .. }) => {
                format!("DNS resolver of VPC {label}")
            }
            (
                EntityRef::OnPremisesNetwork(_),
                Step::ResolvesPrivately { .. } | Step::ResolvesPublicly { .. },
            ) => format!("DNS of on-premises network {label}"),
            (at, _) => self.named(at),
        }
    }

    /// What happens at a hop, in one sentence without a period.
    pub fn hop(&self, path: &Path, hop: &Hop) -> String {
        let host = &path.name.host;
        match hop.step {
            Step::Leaves { subnet } => format!("calls {host} from {}", self.place(subnet)),
            Step::LeavesNetwork => format!("a client in it calls {host}"),
            Step::ResolvesPrivately { endpoint, .. } => {
                format!("{host} resolves to the private addresses of endpoint {}", self.label(endpoint))
            }
            Step::ResolvesPublicly { .. } => format!("{host} resolves to public addresses"),
            Step::LetOut { rule } => self.admitted("lets it out", rule),
            Step::LetIn { rule } => self.admitted("lets it in", rule),
            Step::AclOut { rule } => self.admitted("lets it out", rule),
            Step::AclIn { rule } => self.admitted("lets it in", rule),
            Step::Routed { subnet, destination } => {
                format!("for subnet {}, {}", self.label(subnet), self.destination(destination))
            }
            Step::RoutedBack { subnet, destination } => {
                format!(
                    "for the answer, for subnet {}, {}",
                    self.label(subnet),
                    self.destination(destination)
                )
            }
            Step::Crosses => "passes it to the other side".to_owned(),
            Step::Inspected { subnet } => {
                format!("hands it to its appliances, which send it on from {}", self.place(subnet))
            }
            Step::Translated { subnet } => {
                format!("sends it on from {} with its own address", self.place(subnet))
            }
            Step::Exits => "passes it to the public network of AWS".to_owned(),
            Step::EntersInterface { subnet } => {
                format!("takes it at its interface in {}", self.place(subnet))
            }
            Step::EntersGateway => "takes it from the route table".to_owned(),
            Step::Permitted { permission } => permitted(permission).to_owned(),
            Step::Arrives => "answers".to_owned(),
        }
    }

    /// Why something blocks, and the remedy, in sentences.
    pub fn obstacle(&self, path: &Path, obstacle: &Obstacle) -> String {
        let at = self.label(obstacle.at);
        match &obstacle.reason {
            Reason::ResolverOff { vpc } => format!(
                "DNS support of VPC {} is off, so nothing answers for {}. Turn on DNS support and DNS hostnames.",
                self.label(*vpc),
                path.name.host
            ),
            Reason::NameUnknown => {
                format!("{at} is an endpoint service, and the VPC has no interface endpoint for it. Add one.")
            }
            Reason::NoRecord => format!(
                "Hosted zone {at} has no record for {}, and what it lacks no other server is asked about. Add a record, or \
                 take the VPC out of the zone.",
                path.name.host
            ),
            Reason::RecordElsewhere => format!(
                "Hosted zone {at} sends {} to an address or a name that is no endpoint of the service in this design. \
                 Let the record lead to an interface endpoint.",
                path.name.host
            ),
            Reason::AclBlocks { subnet, direction, answer, ports, partly, with } => {
                let what = match (answer, partly) {
                    (true, true) => "does not let all answers",
                    (true, false) => "does not let the answers",
                    (false, true) => "lets only a part of the calls",
                    (false, false) => "does not let the calls",
                };
                let way = match direction {
                    Direction::Ingress => "in from",
                    Direction::Egress => "out to",
                };
                format!(
                    "Network ACL {at} of subnet {} {what} {way} {} on {}. Add a rule that allows them.",
                    self.label(*subnet),
                    self.party(*with),
                    words(ports)
                )
            }
            Reason::NotBehind { vpc } => format!(
                "{} does not lead to VPC {}. Join the two: peer the VPCs, or attach both to one Transit Gateway.",
                upper_first(&self.named(obstacle.at)),
                self.label(*vpc)
            ),
            Reason::ZoneNotAttached { subnet } => format!(
                "Transit Gateway {at} has no interface in the zone of {}. Add a subnet of that zone to the attachment.",
                self.place(*subnet)
            ),
            Reason::LeadsAway => format!(
                "{} leads to other networks, and none of them leads on to the service. Add an endpoint for the service, \
                 or a route through a NAT gateway.",
                upper_first(&self.named(obstacle.at))
            ),
            Reason::NotLetOut { to, ports, partly } => {
                let (ports, to) = (words(ports), self.party(*to));
                match (partly, obstacle.code) {
                    (true, _) => format!(
                        "{} lets it out on {ports} to a part of {to} only. Add an outbound rule for all of it.",
                        self.groups(obstacle.at)
                    ),
                    (false, Code::SgHasNoRules) => format!(
                        "{} has no outbound rule. Add one for {ports} to {to}.",
                        self.groups(obstacle.at)
                    ),
                    (false, _) => format!(
                        "{} has no outbound rule that allows {ports} to {to}. Add one.",
                        self.groups(obstacle.at)
                    ),
                }
            }
            Reason::NotLetIn { endpoint, ports, partly } => {
                let (ports, endpoint) = (words(ports), self.label(*endpoint));
                let groups = self.groups(obstacle.at);
                match (partly, obstacle.code) {
                    (true, _) => format!(
                        "{groups} of endpoint {endpoint} lets only a part of the workload's subnet in on {ports}. Add an inbound rule for all of it."
                    ),
                    (false, Code::SgHasNoRules) => format!(
                        "{groups} of endpoint {endpoint} has no inbound rule. Add one for {ports} from the workload."
                    ),
                    (false, _) => format!(
                        "{groups} of endpoint {endpoint} has no inbound rule that allows {ports} from the workload. Add one."
                    ),
                }
            }
            Reason::NoRoute {
                subnet,
                to: to @ (Party::Interface { .. } | Party::Resolver { .. } | Party::Caller),
            } => format!(
                "{} of subnet {} has no route to {}. Add one.",
                self.table(obstacle.at),
                self.label(*subnet),
                self.party(*to)
            ),
            Reason::NoRoute { subnet, to: to @ Party::Service } => format!(
                "{} of subnet {} has no route to {}. Add an endpoint for the service, or a route.",
                self.table(obstacle.at),
                self.label(*subnet),
                self.party(*to)
            ),
            Reason::OtherRoute { subnet, route } => format!(
                "{} of subnet {} sends a part of the addresses elsewhere: {}. Remove that route.",
                self.table(obstacle.at),
                self.label(*subnet),
                self.route(*route)
            ),
            Reason::NoPublicAddress { subnet, ever: true } => format!(
                "Workload {at} has no public IPv4 address, and an internet gateway lets only those through. Add an endpoint for the service, or let subnet {} give public addresses.",
                self.label(*subnet)
            ),
            Reason::NoPublicAddress { subnet, ever: false } => format!(
                "Workload {at} is a Lambda function, which never has a public address, so the internet gateway behind subnet {} does not serve it. Add an endpoint for the service, or put the function behind a NAT gateway.",
                self.label(*subnet)
            ),
            Reason::NatWithoutInternet { nat, subnet } => format!(
                "NAT gateway {} is in subnet {}, and {} of that subnet has no route to an internet gateway. Add one, or put the NAT gateway into a public subnet.",
                self.label(*nat),
                self.label(*subnet),
                lower_first(&self.table(obstacle.at))
            ),
            Reason::NotInZone { subnet } => format!(
                "The service of endpoint {at} is not in the zone of {}. Put the endpoint into a subnet of another zone.",
                self.place(*subnet)
            ),
            Reason::NoInterface => {
                format!("Endpoint {at} is in no subnet, so it has no network interface. Give it a subnet.")
            }
            Reason::Denied { why } => format!(
                "The policy of endpoint {at} {}. Allow the calls, or remove the policy for full access.",
                match why {
                    Refusal::NoAllow => "allows nothing",
                    Refusal::OtherServices => "allows calls to other services only",
                    Refusal::DeniesAll => "denies everything",
                }
            ),
        }
    }

    /// What else is worth knowing, in a sentence without a period.
    pub fn caveat(&self, path: &Path, caveat: &Caveat) -> String {
        match caveat {
            Caveat::Bypassed { endpoint, why } => {
                let name = self.label(*endpoint);
                let why = match why {
                    Bypass::PrivateDnsOff => "its private DNS is off".to_owned(),
                    Bypass::DnsAttributes { vpc } => format!(
                        "private DNS needs DNS support and DNS hostnames, and VPC {} has not both on",
                        self.label(*vpc)
                    ),
                    Bypass::InboundOnly => {
                        "its private names are for inbound Resolver endpoints only".to_owned()
                    }
                    Bypass::NameNotCovered => format!("its private names do not cover {}", path.name.host),
                    Bypass::NoPrivateDns => {
                        "the service has no private DNS; call the endpoint's own name".to_owned()
                    }
                    Bypass::NameTaken { by } => {
                        format!("endpoint {} has its private names already", self.label(*by))
                    }
                    Bypass::FromOutside => "a gateway endpoint serves its own VPC only".to_owned(),
                    Bypass::NoInboundResolver { vpc } => format!(
                        "VPC {} has no inbound Resolver endpoint that would answer with its addresses; call the endpoint's own name",
                        self.label(*vpc)
                    ),
                    Bypass::NotInRouteTable { table, subnet } => format!(
                        "{} of subnet {} is not one of its route tables",
                        lower_first(&self.table(*table)),
                        self.label(*subnet)
                    ),
                };
                format!("Goes past endpoint {name}: {why}")
            }
            Caveat::ZoneCrossed { endpoint, subnet } => format!(
                "Crosses Availability Zones: endpoint {} answers from {}",
                self.label(*endpoint),
                self.place(*subnet)
            ),
            Caveat::RegionCrossed => "The service is in another Region".to_owned(),
            Caveat::InterfaceBlocked { endpoint, subnet, obstacle } => format!(
                "Fails now and then: DNS also gives out the interface of endpoint {} in subnet {}, where {} blocks ({})",
                self.label(*endpoint),
                self.label(*subnet),
                self.named(obstacle.at),
                obstacle.code.name()
            ),
            Caveat::PortsBlocked { obstacle, ports } => {
                format!("{} blocks {} ({})", self.named(obstacle.at), words(ports), obstacle.code.name())
            }
            Caveat::PortsAssumed => {
                "Which ports the endpoint service has only its provider knows; TCP 443 is assumed".to_owned()
            }
            Caveat::SomeAddressesElsewhere { route } => format!(
                "Some public addresses take another route: {}; whether the service has any of them the design cannot tell",
                self.route(*route)
            ),
            Caveat::PolicyUndecided { endpoint, why } => {
                let endpoint = self.label(*endpoint);
                let what = match why {
                    Doubt::Action => "actions",
                    Doubt::Resource => "resources",
                    Doubt::Principal => "principals",
                    Doubt::Condition => "conditions",
                    Doubt::Deny => "the calls that it denies",
                };
                format!("Cannot be decided: the policy of endpoint {endpoint} depends on {what}")
            }
            Caveat::PublicAddressByTask => {
                "Cannot be decided: a Fargate task has a public address if its service says so".to_owned()
            }
            Caveat::GatewayWantsHostnames { vpc } => format!(
                "AWS asks for DNS hostnames with a gateway endpoint, and VPC {} has them off",
                self.label(*vpc)
            ),
            Caveat::Inspected { endpoint } => format!(
                "Cannot be decided: the appliances behind endpoint {} may refuse the call",
                self.label(*endpoint)
            ),
            Caveat::AwaitsAcceptance { endpoint, service } => format!(
                "Works once endpoint {} is accepted, which endpoint service {} asks for",
                self.label(*endpoint),
                self.label(*service)
            ),
            Caveat::GatewayFipsUnknown => {
                "Cannot be decided: AWS does not say whether the prefix list holds the FIPS addresses"
                    .to_owned()
            }
        }
    }

    /// `Amazon SQS in us-east-1`.
    pub fn service_title(&self, id: Id<Service>) -> String {
        let Some(service) = self.design.services.get(id) else { return id.to_string() };
        match &service.target {
            ServiceRef::Aws(key) => format!("{} in {}", self.cx.catalog.title(key), service.region),
            ServiceRef::EndpointService(_)
            | ServiceRef::OwnEndpointService(_)
            | ServiceRef::ResourceConfiguration(_)
            | ServiceRef::ServiceNetwork(_) => service.name.clone(),
        }
    }

    /// Kind and name: `security group app`.
    pub fn named(&self, entity: EntityRef) -> String {
        let label = self.label(entity);
        let kind = match entity {
            EntityRef::Vpc(_) => "VPC",
            EntityRef::Zone(_) => "Availability Zone",
            EntityRef::Subnet(_) => "subnet",
            EntityRef::RouteTable(_) => "route table",
            EntityRef::InternetGateway(_) => "internet gateway",
            EntityRef::NatGateway(_) => "NAT gateway",
            EntityRef::SecurityGroup(_) => "security group",
            EntityRef::Workload(_) => "workload",
            EntityRef::Service(_) => "service",
            EntityRef::Endpoint(_) => "endpoint",
            EntityRef::Connection(_) => "connection",
            EntityRef::NetworkAcl(_) => "network ACL",
            EntityRef::PeeringConnection(_) => "peering connection",
            EntityRef::TransitGateway(_) => "Transit Gateway",
            EntityRef::TransitGatewayAttachment(_) => "Transit Gateway attachment",
            EntityRef::VpnGateway(_) => "virtual private gateway",
            EntityRef::OnPremisesNetwork(_) => "on-premises network",
            EntityRef::HostedZone(_) => "hosted zone",
            EntityRef::Profile(_) => "Route 53 Profile",
            EntityRef::ResolverEndpoint(_) => "Resolver endpoint",
            EntityRef::EndpointService(_) => "endpoint service",
        };
        format!("{kind} {label}")
    }

    pub(super) fn label(&self, entity: EntityRef) -> String {
        self.design.label(entity)
    }

    /// `subnet apps, us-east-1a`.
    fn place(&self, subnet: EntityRef) -> String {
        let zone = self.design.parent_of(subnet).map(|zone| self.label(zone)).unwrap_or_default();
        format!("subnet {}, {zone}", self.label(subnet))
    }

    fn destination(&self, destination: Destination) -> String {
        match destination {
            Destination::Local(block) => format!("{block} is local"),
            Destination::PrefixList(endpoint) => {
                format!("the prefix list of the service leads to endpoint {}", self.label(endpoint))
            }
            Destination::Block(block) => format!("the route for {block} is the most specific one"),
        }
    }

    fn party(&self, party: Party) -> String {
        match party {
            Party::Interface { endpoint, subnet } => {
                format!("endpoint {} in subnet {}", self.label(endpoint), self.label(subnet))
            }
            Party::Resolver { resolver, subnet } => {
                format!("Resolver endpoint {} in subnet {}", self.label(resolver), self.label(subnet))
            }
            Party::Service => "the public addresses of the service".to_owned(),
            Party::Caller => "the caller".to_owned(),
        }
    }

    fn groups(&self, at: EntityRef) -> String {
        match at {
            EntityRef::Vpc(_) => format!("The default security group of VPC {}", self.label(at)),
            at => format!("Security group {}", self.label(at)),
        }
    }

    fn table(&self, at: EntityRef) -> String {
        match at {
            EntityRef::Vpc(_) => format!("The main route table of VPC {}", self.label(at)),
            at => format!("Route table {}", self.label(at)),
        }
    }

    fn admitted(&self, verb: &str, rule: Option<NodeRef>) -> String {
        let graph = self.cx.network.graph;
        let resource = rule.map(|node| &graph.node(node).resource);
        match resource {
            Some(Resource::SecurityGroupRule(rule)) => format!("{verb}: {}", self.rule(rule)),
            Some(Resource::NetworkAclEntry(entry)) => {
                format!("{verb}: rule {}, {}", entry.number, entry.cidr_block)
            }
            Some(_) | None => verb.to_owned(),
        }
    }

    /// `TCP 443 to security group endpoints`.
    fn rule(&self, rule: &SecurityGroupRule) -> String {
        let graph = self.cx.network.graph;
        let ports = match (rule.protocol, rule.ports) {
            (Protocol::All, _) => "all traffic".to_owned(),
            (protocol, None) => format!("all {}", protocol.api().to_uppercase()),
            (protocol, Some(range)) if range.from == range.to => {
                format!("{} {}", protocol.api().to_uppercase(), range.from)
            }
            (protocol, Some(range)) => {
                format!("{} {}–{}", protocol.api().to_uppercase(), range.from, range.to)
            }
        };
        let preposition = match rule.direction {
            Direction::Ingress => "from",
            Direction::Egress => "to",
        };
        let peer = match rule.peer {
            Peer::Cidr(block) => block.to_string(),
            Peer::Ipv6Cidr(block) => block.to_string(),
            Peer::SecurityGroup(group) => self.named(graph.node(group).origin),
            Peer::PrefixList(list) => format!("the prefix list of {}", graph.node(list).name),
        };
        format!("{ports} {preposition} {peer}")
    }

    /// `52.0.0.0/8 → NAT gateway egress`.
    fn route(&self, node: NodeRef) -> String {
        let graph = self.cx.network.graph;
        let Resource::Route(route) = &graph.node(node).resource else { return String::new() };
        let target = route.target.node();
        format!("{} → {}", route.destination, self.named(graph.node(target).origin))
    }
}

const fn permitted(permission: Permission) -> &'static str {
    match permission {
        Permission::Default => "has no policy, which is full access",
        Permission::Full => "has a policy that allows every call to the service",
        Permission::Undecided(_) => "has a policy that allows some calls",
        Permission::Refused(_) => "has a policy that allows no call",
    }
}

/// `TCP 443, UDP 4000–4100`.
fn words(ports: &[PortRange]) -> String {
    let word = |ports: &PortRange| {
        let transport = ports.transport.api().to_uppercase();
        if ports.from == ports.to {
            format!("{transport} {}", ports.from)
        } else {
            format!("{transport} {}–{}", ports.from, ports.to)
        }
    };
    ports.iter().map(word).collect::<Vec<_>>().join(", ")
}

fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
