//! Designs in a few lines, for the fixtures of rules.
//!
//! One line is one entity, in the container that stands above it; names are used before they are defined nowhere. A
//! line that begins with `^` is the message expected for the entity of the line above it; `>` lines below it are the
//! fixes that the finding offers to "fix all", and `?` lines those that only the user takes, the recommended first.
//!
//! Every fix of a failing fixture is tried: it clears its finding, and one for "fix all" adds no other of any rule.
//!
//! ```text
//! region eu-west-1                                  for the VPCs and services that follow; us-east-1 at first
//! vpc main 10.0.0.0/16,10.1.0.0/16 no-dns-hostnames no-dns-support
//! igw
//! table public                                      a route table; a subnet that names none has an empty one
//! zone a
//! subnet front 10.0.0.0/24 public table=public
//! nat egress                                        in the subnet above
//! route public 0.0.0.0/0 igw                        or the name of a NAT gateway
//! sg web
//! in tcp 443 10.0.0.0/16                            a rule of the group above; the peer a block, a group, pl:s3
//! out all sg:web
//! workload shop sg=web                              in the subnet above
//! service sqs                                       or com.amazonaws.vpce.…
//! call shop sqs                                     a connection
//! gateway s3 tables=public                          a gateway endpoint named as its service
//! interface sqs subnets=front sgs=web dns           an interface endpoint
//! policy {"Statement": []}                          of the endpoint above
//! offers sqs us-east-1a us-east-1b                   your own list of services: it has sqs in these zones
//! acl strict                                        a network ACL of the VPC above; a subnet names it by acl=
//! acl-in strict 100 allow tcp 443 10.0.0.0/16
//! peering main other                                two VPCs above; routes lead to pcx:main-other
//! tgw hub                                           routes lead to tgw:hub
//! attach hub main subnets=front
//! vgw line                                          a virtual private gateway of the VPC above
//! office home 192.168.0.0/16 at=hub calls=s3        an on-premises network, at a tgw or a vgw
//! hosted-zone sqs.us-east-1.amazonaws.com vpcs=main
//! resolver inbound subnets=front
//! suppress W303 at=Endpoint:sqs a reason            without at= for the whole design
//! ```

use std::collections::BTreeMap;

use super::{Diagnostic, findings, rule::Rule};
use crate::catalog::{Catalog, Overlay, overlay::ReadOptions};
use crate::edit::Fix;
use crate::model::{Rule as SecurityGroupRule, *};

/// The rule finds exactly what the `^` lines say.
pub(super) fn fails(rule: &'static Rule, text: &str) {
    let (design, expected, catalog) = read(text);
    assert!(!expected.is_empty(), "a failing fixture says what it expects with ^ lines");
    let found = found(rule, &design, &catalog);
    let told: Vec<Expected> = found.iter().map(Expected::of).collect();
    assert_eq!(sorted(told), sorted(expected));
    for diagnostic in &found {
        for fix in &diagnostic.fixes {
            try_out(fix, diagnostic, &design, &catalog);
        }
    }
}

/// The rule finds nothing.
pub(super) fn passes(rule: &'static Rule, text: &str) {
    let (design, expected, catalog) = read(text);
    assert!(expected.is_empty(), "a passing fixture has no ^ lines");
    assert_eq!(found(rule, &design, &catalog), [], "found in a passing fixture");
}

/// A finding as a fixture writes it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Expected {
    at: Option<EntityRef>,
    message: String,
    /// `> ` or `? ` and the label.
    fixes: Vec<String>,
}

impl Expected {
    fn of(diagnostic: &Diagnostic) -> Self {
        let sign = |fix: &Fix| if fix.automatic { '>' } else { '?' };
        let fixes = diagnostic.fixes.iter().map(|fix| format!("{} {}", sign(fix), fix.label)).collect();
        Self { at: diagnostic.at, message: diagnostic.message.clone(), fixes }
    }
}

fn sorted(mut list: Vec<Expected>) -> Vec<Expected> {
    list.sort();
    list
}

fn read(text: &str) -> (Design, Vec<Expected>, Catalog) {
    let mut fixture = Fixture { design: Design::new("fixture", "us-east-1"), ..Fixture::default() };
    let mut expected: Vec<Expected> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(message) = line.strip_prefix("^ ") {
            expected.push(Expected { at: fixture.last, message: message.to_owned(), fixes: Vec::new() });
        } else if line.starts_with("> ") || line.starts_with("? ") {
            expected.last_mut().expect("a ^ line above a fix").fixes.push(line.to_owned());
        } else {
            fixture.line(line);
        }
    }
    assert_eq!(fixture.design.dangling(), []);
    let catalog = if fixture.offers.is_empty() {
        Catalog::embedded()
    } else {
        let answer = serde_json::json!({ "ServiceDetails": fixture.offers }).to_string();
        let options = ReadOptions { region: None, taken: "2026-11-23" };
        Catalog::with_overlay(Overlay::read(answer.as_bytes(), options).unwrap().overlay)
    };
    (fixture.design, expected, catalog)
}

fn found(rule: &'static Rule, design: &Design, catalog: &Catalog) -> Vec<Diagnostic> {
    let mut open = findings(design, catalog).open;
    open.retain(|diagnostic| *diagnostic.rule == rule.info);
    open
}

/// The fix clears the finding; one that "fix all" takes adds none.
fn try_out(fix: &Fix, diagnostic: &Diagnostic, before: &Design, catalog: &Catalog) {
    let mut after = before.clone();
    fix.apply(&mut after, catalog).unwrap_or_else(|error| panic!("{}: {error}", fix.label));
    assert_eq!(after.dangling(), [], "{}", fix.label);
    let key = |d: &Diagnostic| (d.rule.code, d.at, d.message.clone());
    let (known, left) = (findings(before, catalog).open, findings(&after, catalog).open);
    let stands = left.iter().any(|d| key(d) == key(diagnostic));
    assert!(!stands, "“{}” leaves: {}", fix.label, diagnostic.message);
    if fix.automatic {
        // The words of a finding that was there may change with what it names.
        let count = |list: &[Diagnostic], like: &Diagnostic| {
            list.iter().filter(|d| d.rule == like.rule && d.at == like.at).count()
        };
        let new: Vec<_> = left.iter().filter(|d| count(&left, d) > count(&known, d)).map(key).collect();
        assert!(new.is_empty(), "“{}” adds {new:?}", fix.label);
    }
}

#[derive(Default)]
struct Fixture {
    design: Design,
    names: BTreeMap<String, EntityRef>,
    last: Option<EntityRef>,
    offers: Vec<serde_json::Value>,
}

/// The id behind a name, of the kind that the place asks for.
macro_rules! named {
    ($fixture:expr, $kind:ident, $name:expr) => {
        match $fixture.names.get(&format!("{} {}", stringify!($kind), $name)) {
            Some(EntityRef::$kind(id)) => *id,
            other => panic!("{} {}: {other:?}", stringify!($kind), $name),
        }
    };
}

impl Fixture {
    fn line(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let option = |name: &str| {
            words.iter().find_map(|w| w.strip_prefix(name)?.strip_prefix('=')).map(str::to_owned)
        };
        let list = |name: &str| -> Vec<String> {
            option(name).map(|list| list.split(',').map(str::to_owned).collect()).unwrap_or_default()
        };
        let has = |word: &str| words.contains(&word);
        match words[0] {
            "region" => words[1].clone_into(&mut self.design.region),
            "vpc" => {
                let vpc = Vpc {
                    name: words[1].to_owned(),
                    region: self.design.region.clone(),
                    cidr_blocks: words[2].split(',').map(|block| block.parse().unwrap()).collect(),
                    reserved_blocks: Default::default(),
                    dns_support: !has("no-dns-support"),
                    dns_hostnames: !has("no-dns-hostnames"),
                    tags: Tags::new(),
                    frame: Frame::default(),
                };
                let id = self.add(|d| &mut d.vpcs, vpc);
                self.name("Vpc", words[1], id);
            }
            "igw" => {
                let gateway = InternetGateway {
                    vpc: self.vpc(),
                    name: "igw".to_owned(),
                    tags: Tags::new(),
                    at: Point::default(),
                };
                let id = self.add(|d| &mut d.internet_gateways, gateway);
                self.name("InternetGateway", "igw", id);
            }
            "table" => {
                self.table(words[1]);
            }
            "zone" => {
                let zone =
                    Zone { vpc: self.vpc(), suffix: words[1].parse().unwrap(), frame: Frame::default() };
                self.add(|d| &mut d.zones, zone);
            }
            "subnet" => {
                let table = match option("table") {
                    Some(name) => named!(self, RouteTable, name),
                    None => self.table(words[1]),
                };
                let kind = SubnetKind::ALL.into_iter().find(|kind| has(kind.word()));
                let subnet = Subnet {
                    zone: self.design.zones.ids().last().expect("a zone above"),
                    name: words[1].to_owned(),
                    kind: kind.unwrap_or(SubnetKind::Private),
                    cidr_block: words[2].parse().unwrap(),
                    route_table: table,
                    network_acl: option("acl").map(|name| named!(self, NetworkAcl, name)),
                    map_public_ip_on_launch: has("public-ips"),
                    tags: Tags::new(),
                    frame: Frame::default(),
                };
                let id = self.add(|d| &mut d.subnets, subnet);
                self.name("Subnet", words[1], id);
            }
            "nat" => {
                let gateway = NatGateway {
                    subnet: self.subnet(),
                    name: words[1].to_owned(),
                    tags: Tags::new(),
                    at: Point::default(),
                };
                let id = self.add(|d| &mut d.nat_gateways, gateway);
                self.name("NatGateway", words[1], id);
            }
            "route" => {
                let table = named!(self, RouteTable, words[1]);
                let target = match words[3] {
                    "igw" => RouteTarget::InternetGateway(named!(self, InternetGateway, "igw")),
                    other => match other.split_once(':') {
                        Some(("pcx", name)) => {
                            RouteTarget::PeeringConnection(named!(self, PeeringConnection, name))
                        }
                        Some(("tgw", name)) => {
                            RouteTarget::TransitGateway(named!(self, TransitGateway, name))
                        }
                        Some(("vgw", name)) => RouteTarget::VpnGateway(named!(self, VpnGateway, name)),
                        Some(_) | None => RouteTarget::NatGateway(named!(self, NatGateway, other)),
                    },
                };
                let route = Route { destination: words[2].parse().unwrap(), target };
                self.design.route_tables.get_mut(table).unwrap().routes.push(route);
                self.last = Some(table.into());
            }
            "sg" => {
                let group = SecurityGroup {
                    vpc: self.vpc(),
                    name: words[1].to_owned(),
                    description: String::new(),
                    ingress: Vec::new(),
                    egress: Vec::new(),
                    tags: Tags::new(),
                };
                let id = self.add(|d| &mut d.security_groups, group);
                self.name("SecurityGroup", words[1], id);
            }
            "in" | "out" => {
                let rule = self.rule(&words[1..]);
                let id = self.design.security_groups.ids().last().expect("a group above");
                let group = self.design.security_groups.get_mut(id).unwrap();
                if words[0] == "in" { group.ingress.push(rule) } else { group.egress.push(rule) }
            }
            "workload" => {
                let workload = Workload {
                    subnet: self.subnet(),
                    name: words[1].to_owned(),
                    kind: if option("kind").as_deref() == Some("ec2") {
                        WorkloadKind::Ec2
                    } else {
                        WorkloadKind::Generic
                    },
                    recipe: None,
                    security_groups: list("sg").iter().map(|n| named!(self, SecurityGroup, n)).collect(),
                    at: Point::default(),
                };
                let id = self.add(|d| &mut d.workloads, workload);
                self.name("Workload", words[1], id);
            }
            "service" => {
                let service = Service {
                    target: target(words[1]),
                    region: self.design.region.clone(),
                    name: words[1].to_owned(),
                    at: Point::default(),
                };
                let id = self.add(|d| &mut d.services, service);
                self.name("Service", words[1], id);
            }
            "call" => {
                let connection =
                    Connection::new(named!(self, Workload, words[1]), named!(self, Service, words[2]));
                self.add(|d| &mut d.connections, connection);
            }
            "gateway" => {
                let route_tables = list("tables").iter().map(|n| named!(self, RouteTable, n)).collect();
                self.endpoint(words[1], EndpointKind::Gateway(GatewayEndpoint { route_tables }));
            }
            "interface" => {
                let interface = InterfaceEndpoint {
                    subnets: list("subnets").iter().map(|n| named!(self, Subnet, n)).collect(),
                    security_groups: list("sgs").iter().map(|n| named!(self, SecurityGroup, n)).collect(),
                    private_dns: has("dns"),
                    private_dns_scope: has("inbound-only").then_some(PrivateDnsScope::InboundResolverOnly),
                    ip_address_type: option("ip").map(|word| {
                        IpAddressType::ALL.into_iter().find(|each| each.api() == word).expect("a type")
                    }),
                    dns_record_ip_type: option("records").map(|word| {
                        DnsRecordIpType::ALL.into_iter().find(|each| each.api() == word).expect("a type")
                    }),
                };
                self.endpoint(words[1], EndpointKind::Interface(interface));
            }
            "policy" => {
                let id = self.design.endpoints.ids().last().expect("an endpoint above");
                let text = line.strip_prefix("policy").unwrap().trim();
                self.design.endpoints.get_mut(id).unwrap().policy = Some(text.to_owned());
            }
            "acl" => {
                let acl = NetworkAcl {
                    vpc: self.vpc(),
                    name: words[1].to_owned(),
                    ingress: Vec::new(),
                    egress: Vec::new(),
                    tags: Tags::new(),
                };
                let id = self.add(|d| &mut d.network_acls, acl);
                self.name("NetworkAcl", words[1], id);
            }
            "acl-in" | "acl-out" => {
                let rule = self.rule(&words[4..]);
                let Peer::Cidr(cidr_block) = rule.peer else { panic!("a block") };
                let action = if words[3] == "deny" { AclAction::Deny } else { AclAction::Allow };
                let number = words[2].parse().unwrap();
                let rule = AclRule { number, action, protocol: rule.protocol, ports: rule.ports, cidr_block };
                let acl = named!(self, NetworkAcl, words[1]);
                let acl = self.design.network_acls.get_mut(acl).unwrap();
                if words[0] == "acl-in" { acl.ingress.push(rule) } else { acl.egress.push(rule) }
            }
            "peering" => {
                let side = |vpc| PeeringSide { vpc, dns_resolution: false };
                let name = format!("{}-{}", words[1], words[2]);
                let peering = PeeringConnection {
                    name: name.clone(),
                    requester: side(named!(self, Vpc, words[1])),
                    accepter: side(named!(self, Vpc, words[2])),
                    tags: Tags::new(),
                };
                let id = self.add(|d| &mut d.peering_connections, peering);
                self.name("PeeringConnection", &name, id);
            }
            "tgw" => {
                let gateway = TransitGateway {
                    name: words[1].to_owned(),
                    region: self.design.region.clone(),
                    amazon_side_asn: None,
                    tags: Tags::new(),
                    at: Point::default(),
                };
                let id = self.add(|d| &mut d.transit_gateways, gateway);
                self.name("TransitGateway", words[1], id);
            }
            "attach" => {
                let attachment = TransitGatewayAttachment {
                    transit_gateway: named!(self, TransitGateway, words[1]),
                    vpc: named!(self, Vpc, words[2]),
                    name: format!("{}-{}", words[1], words[2]),
                    subnets: list("subnets").iter().map(|n| named!(self, Subnet, n)).collect(),
                    appliance_mode: false,
                    tags: Tags::new(),
                };
                self.add(|d| &mut d.transit_gateway_attachments, attachment);
            }
            "vgw" => {
                let gateway = VpnGateway {
                    vpc: self.vpc(),
                    name: words[1].to_owned(),
                    amazon_side_asn: None,
                    tags: Tags::new(),
                };
                let id = self.add(|d| &mut d.vpn_gateways, gateway);
                self.name("VpnGateway", words[1], id);
            }
            "office" => {
                let gateways = list("at").into_iter().map(|name| {
                    if self.names.contains_key(&format!("VpnGateway {name}")) {
                        OnPremisesGateway::VpnGateway(named!(self, VpnGateway, name))
                    } else {
                        OnPremisesGateway::TransitGateway(named!(self, TransitGateway, name))
                    }
                });
                let network = OnPremisesNetwork {
                    name: words[1].to_owned(),
                    cidr_blocks: vec![words[2].parse().unwrap()],
                    link: OnPremisesLink::DirectConnect,
                    gateways: gateways.collect(),
                    calls: list("calls").iter().map(|n| named!(self, Service, n)).collect(),
                    tags: Tags::new(),
                    at: Point::default(),
                };
                self.add(|d| &mut d.on_premises_networks, network);
            }
            "hosted-zone" => {
                let zone = HostedZone {
                    name: words[1].to_owned(),
                    vpcs: list("vpcs").iter().map(|n| named!(self, Vpc, n)).collect(),
                    records: Vec::new(),
                    tags: Tags::new(),
                };
                self.add(|d| &mut d.hosted_zones, zone);
            }
            "resolver" => {
                let resolver = ResolverEndpoint {
                    vpc: self.vpc(),
                    name: words[1].to_owned(),
                    subnets: list("subnets").iter().map(|n| named!(self, Subnet, n)).collect(),
                    security_groups: Vec::new(),
                    tags: Tags::new(),
                };
                self.add(|d| &mut d.resolver_endpoints, resolver);
            }
            "offers" => {
                self.offers.push(serde_json::json!({
                    "ServiceName": format!("com.amazonaws.{}.{}", self.design.region, words[1]),
                    "ServiceType": [{ "ServiceType": "Interface" }],
                    "Owner": "amazon",
                    "AvailabilityZones": words[2..],
                }));
            }
            "suppress" => {
                let at = option("at").map(|at| {
                    let name = at.replacen(':', " ", 1);
                    *self.names.get(&name).unwrap_or_else(|| panic!("{name} above"))
                });
                let reason = words[2..].iter().filter(|word| !word.starts_with("at=")).copied();
                let reason = reason.collect::<Vec<_>>().join(" ");
                self.design.suppressions.push(Suppression { rule: words[1].to_owned(), at, reason });
                self.last = at;
            }
            other => panic!("no such line: {other}"),
        }
    }

    fn add<T>(&mut self, table: fn(&mut Design) -> &mut Entities<T>, entity: T) -> EntityRef
    where
        EntityRef: From<Id<T>>,
    {
        let id = self.design.allocate();
        table(&mut self.design).insert(id, entity);
        self.last = Some(id.into());
        id.into()
    }

    fn name(&mut self, kind: &str, name: &str, id: EntityRef) {
        self.names.insert(format!("{kind} {name}"), id);
    }

    fn table(&mut self, name: &str) -> Id<RouteTable> {
        let table =
            RouteTable { vpc: self.vpc(), name: name.to_owned(), routes: Vec::new(), tags: Tags::new() };
        let id = self.add(|d| &mut d.route_tables, table);
        self.name("RouteTable", name, id);
        named!(self, RouteTable, name)
    }

    fn endpoint(&mut self, service: &str, kind: EndpointKind) {
        let endpoint = Endpoint {
            vpc: self.vpc(),
            name: service.to_owned(),
            service: target(service),
            kind,
            policy: None,
            auto_accept: false,
            tags: Tags::new(),
            at: Point::default(),
        };
        let id = self.add(|d| &mut d.endpoints, endpoint);
        self.name("Endpoint", service, id);
    }

    fn rule(&self, words: &[&str]) -> SecurityGroupRule {
        let (protocol, rest) = match words[0] {
            "tcp" => (Protocol::Tcp, &words[1..]),
            "udp" => (Protocol::Udp, &words[1..]),
            _ => (Protocol::All, words),
        };
        let ports = (protocol != Protocol::All).then(|| {
            let (from, to) = rest[0].split_once('-').unwrap_or((rest[0], rest[0]));
            PortRange { from: from.parse().unwrap(), to: to.parse().unwrap() }
        });
        let peer = rest[1];
        let peer = if let Some(group) = peer.strip_prefix("sg:") {
            Peer::SecurityGroup(named!(self, SecurityGroup, group))
        } else if let Some(service) = peer.strip_prefix("pl:") {
            Peer::PrefixList(service.to_owned())
        } else {
            Peer::Cidr(peer.parse().unwrap())
        };
        SecurityGroupRule { protocol, ports, peer, description: String::new() }
    }

    fn vpc(&self) -> Id<Vpc> {
        self.design.vpcs.ids().last().expect("a VPC above")
    }

    fn subnet(&self) -> Id<Subnet> {
        self.design.subnets.ids().last().expect("a subnet above")
    }
}

fn target(word: &str) -> ServiceRef {
    if word.contains(".vpce.") || word.starts_with("com.") {
        ServiceRef::EndpointService(word.to_owned())
    } else {
        ServiceRef::Aws(word.to_owned())
    }
}
