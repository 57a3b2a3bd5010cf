//! Designs in a few lines, for the fixtures of rules.
//!
//! One line is one entity, in the container that stands above it; names are used before they are defined nowhere. A
//! line that begins with `^` is the message expected for the entity of the line above it; `>` lines below it are the
//! fixes that the finding offers to "fix all", and `?` lines those that only the user takes, the recommended first.
//!
//! Every fix of a failing fixture is tried: it clears its finding and adds no other of any rule.
//!
//! ```text
//! region eu-west-1                                  for the VPCs and services that follow; us-east-1 at first
//! vpc main 10.0.0.0/16,10.1.0.0/16 no-dns-hostnames no-dns-support
//! vpc main 10.0.0.0/16 ipv6 eigw                    with an IPv6 block and an egress-only internet gateway
//! route6 public ::/0 igw                            or eigw; a subnet takes ipv6=3
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
//! tag team = web                                    of the entity above, or of the design where there is none yet
//! suppress W303 at=Endpoint:sqs a reason            without at= for the whole design
//! ```

mod calls;
mod claims;
mod links;
mod network;

use std::collections::BTreeMap;

use crate::catalog::{Catalog, Overlay, overlay::ReadOptions};
use crate::model::{Rule as SecurityGroupRule, *};
use claims::Expected;

pub(super) use claims::{fails, passes};

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

#[derive(Default)]
struct Fixture {
    design: Design,
    names: BTreeMap<String, EntityRef>,
    last: Option<EntityRef>,
    offers: Vec<serde_json::Value>,
}

/// A line in its words.
struct Line<'a> {
    text: &'a str,
    words: Vec<&'a str>,
}

impl<'a> Line<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, words: text.split_whitespace().collect() }
    }

    /// What stands behind `name=`.
    fn option(&self, name: &str) -> Option<String> {
        self.words.iter().find_map(|word| word.strip_prefix(name)?.strip_prefix('=')).map(str::to_owned)
    }

    /// The same, between commas.
    fn list(&self, name: &str) -> Vec<String> {
        self.option(name).map(|list| list.split(',').map(str::to_owned).collect()).unwrap_or_default()
    }

    fn has(&self, word: &str) -> bool {
        self.words.contains(&word)
    }
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

use named;

impl Fixture {
    fn line(&mut self, text: &str) {
        let line = Line::new(text);
        assert!(self.network(&line) || self.calls(&line) || self.links(&line), "no such line: {text}");
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
        let table = RouteTable {
            vpc: self.vpc(),
            name: name.to_owned(),
            routes: Vec::new(),
            ipv6_routes: Vec::new(),
            tags: Tags::new(),
        };
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
        } else if peer.contains("::") {
            Peer::Ipv6Cidr(peer.parse().unwrap())
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
    if word.starts_with("arn:") && word.contains("servicenetwork") {
        ServiceRef::ServiceNetwork(word.to_owned())
    } else if word.starts_with("arn:") {
        ServiceRef::ResourceConfiguration(word.to_owned())
    } else if word.contains(".vpce.") || word.starts_with("com.") {
        ServiceRef::EndpointService(word.to_owned())
    } else {
        ServiceRef::Aws(word.to_owned())
    }
}
