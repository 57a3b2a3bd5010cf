//! Designs in a few lines, for tables of hand-worked cases.
//!
//! One line is one entity, in the container that stands above it; a name is defined before it is used.
//!
//! ```text
//! region eu-west-1                                  for the VPCs and services that follow; us-east-1 at first
//! vpc main 10.0.0.0/16,10.1.0.0/16 no-dns-hostnames no-dns-support
//! igw
//! table public                                      a route table; a subnet that names none has an empty one of its name
//! zone a
//! subnet front 10.0.0.0/24 table=public map-public-ip
//! nat egress                                        in the subnet above
//! route public 0.0.0.0/0 igw                        or the name of a NAT gateway
//! sg web
//! in tcp 443 10.0.0.0/16                            a rule of the group above; the peer a block, sg:web, pl:s3
//! out all 0.0.0.0/0
//! rules web                                         the rules that follow are of this group
//! workload shop lambda sg=web                       in the subnet above; its kind is generic unless it is said
//! service sqs                                       or sqs@eu-west-1, or com.amazonaws.vpce.…
//! call shop sqs                                     a connection
//! gateway s3 tables=public                          a gateway endpoint named as its service
//! interface sqs subnets=front sgs=web dns           an interface endpoint; dns, inbound-only, name=other
//! interface sqs region=eu-west-1 subnets=front     to the service of another Region
//! offer orders subnets=front port=8443 acceptance   an endpoint service of the VPC above; called own:orders
//! interface own:orders subnets=front accept         accepted by whoever makes it
//! resource rcfg subnets=front sgs=web               a resource endpoint; service-network sn …
//! appliances fw subnets=front service=own:fw        a Gateway Load Balancer endpoint; a route target
//! acl edge                                          a network ACL; subnet … acl=edge
//! acl-in 100 allow tcp 443 10.0.0.0/16              a rule of the ACL above; acl-out, deny
//! peer link main other                              a peering connection between two VPCs; a route target
//! tgw hub                                           a Transit Gateway; a route target
//! attach hub subnets=front,back                     of the VPC above
//! vgw edge                                          a virtual private gateway of the VPC above; a route target
//! onprem office 192.168.0.0/16 via=edge,hub         an on-premises network; by Direct Connect, or vpn=203.0.113.1
//! oncall office sqs                                 it calls a service
//! resolver dns subnets=front,back sgs=web           an inbound Resolver endpoint of the VPC above
//! hosted sqs.us-east-1.amazonaws.com vpcs=main,hub  a private hosted zone
//! record @ endpoint=sqs                             of the zone above; @ is the domain itself; or address=, name=
//! profile names vpcs=main endpoints=sqs zones=…     a Route 53 Profile
//! policy {"Statement": []}                          of the endpoint above
//! ```

use std::collections::BTreeMap;

use vpc_designer::model::*;

/// Reads a design and the names in it.
pub(crate) fn read<'t>(lines: impl IntoIterator<Item = &'t str>) -> Notation {
    let mut notation =
        Notation { design: Design::new("case", "us-east-1"), names: BTreeMap::new(), group: None };
    for line in lines {
        notation.line(line);
    }
    assert_eq!(notation.design.dangling(), []);
    notation
}

/// A design, and its entities by name.
pub(crate) struct Notation {
    pub(crate) design: Design,
    names: BTreeMap<String, EntityRef>,
    /// The group that rules are added to.
    group: Option<Id<SecurityGroup>>,
}

/// The id behind a name, of the kind that the place asks for.
macro_rules! named {
    ($notation:expr, $kind:ident, $name:expr) => {
        match $notation.names.get(&format!("{} {}", stringify!($kind), $name)) {
            Some(EntityRef::$kind(id)) => *id,
            other => panic!("{} {}: {other:?}", stringify!($kind), $name),
        }
    };
}

impl Notation {
    pub(crate) fn workload(&self, name: &str) -> Id<Workload> {
        named!(self, Workload, name)
    }

    /// A workload or an on-premises network.
    pub(crate) fn source(&self, name: &str) -> EntityRef {
        let names = ["Workload", "OnPremisesNetwork"].map(|kind| format!("{kind} {name}"));
        let found = names.iter().find_map(|name| self.names.get(name));
        *found.unwrap_or_else(|| panic!("{name}: no workload and no network"))
    }

    pub(crate) fn service(&self, name: &str) -> Id<Service> {
        named!(self, Service, name)
    }

    fn line(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let option = |name: &str| words.iter().find_map(|w| w.strip_prefix(name)?.strip_prefix('='));
        let list = |name: &str| -> Vec<&str> {
            option(name).map(|list| list.split(',').collect()).unwrap_or_default()
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
                    amazon_provided_ipv6_cidr_block: has("ipv6"),
                    egress_only_internet_gateway: has("eigw"),
                    dns_support: !has("no-dns-support"),
                    dns_hostnames: !has("no-dns-hostnames"),
                    tags: Tags::new(),
                    frame: Frame::default(),
                };
                self.add(|d| &mut d.vpcs, vpc, words[1]);
            }
            "igw" => {
                let (vpc, name) = (self.vpc(), "igw".to_owned());
                let gateway = InternetGateway { vpc, name, tags: Tags::new(), at: Point::default() };
                self.add(|d| &mut d.internet_gateways, gateway, "igw");
            }
            "table" => drop(self.table(words[1])),
            "zone" => {
                let zone =
                    Zone { vpc: self.vpc(), suffix: words[1].parse().unwrap(), frame: Frame::default() };
                self.add(|d| &mut d.zones, zone, words[1]);
            }
            "subnet" => {
                let table = match option("table") {
                    Some(name) => named!(self, RouteTable, name),
                    None => self.table(words[1]),
                };
                let subnet = Subnet {
                    zone: self.design.zones.ids().last().expect("a zone above"),
                    name: words[1].to_owned(),
                    kind: SubnetKind::Private,
                    cidr_block: words[2].parse().unwrap(),
                    ipv6_index: option("ipv6").map(|index| index.parse().unwrap()),
                    assign_ipv6_address_on_creation: false,
                    route_table: table,
                    network_acl: option("acl").map(|name| named!(self, NetworkAcl, name)),
                    map_public_ip_on_launch: has("map-public-ip"),
                    tags: Tags::new(),
                    frame: Frame::default(),
                };
                self.add(|d| &mut d.subnets, subnet, words[1]);
            }
            "nat" => {
                let (subnet, name) = (self.subnet(), words[1].to_owned());
                let gateway = NatGateway { subnet, name, tags: Tags::new(), at: Point::default() };
                self.add(|d| &mut d.nat_gateways, gateway, words[1]);
            }
            "route" => {
                let table = named!(self, RouteTable, words[1]);
                let kinds = [
                    "InternetGateway",
                    "NatGateway",
                    "PeeringConnection",
                    "TransitGateway",
                    "VpnGateway",
                    "Endpoint",
                ];
                let target = kinds.iter().find_map(|kind| self.names.get(&format!("{kind} {}", words[3])));
                let target = target.and_then(|target| RouteTarget::of(*target));
                let target = target.unwrap_or_else(|| panic!("{}: no target of routes", words[3]));
                let route = Route { destination: words[2].parse().unwrap(), target };
                self.design.route_tables.get_mut(table).unwrap().routes.push(route);
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
                self.group = Some(self.add(|d| &mut d.security_groups, group, words[1]));
            }
            "rules" => self.group = Some(named!(self, SecurityGroup, words[1])),
            "in" | "out" => {
                let rule = self.rule(&words[1..]);
                let group = self.design.security_groups.get_mut(self.group.expect("a group above")).unwrap();
                if words[0] == "in" { group.ingress.push(rule) } else { group.egress.push(rule) }
            }
            "workload" => {
                let kind = WorkloadKind::ALL.into_iter().find(|kind| has(kind.stem()));
                let workload = Workload {
                    subnet: self.subnet(),
                    name: words[1].to_owned(),
                    kind: kind.unwrap_or(WorkloadKind::Generic),
                    recipe: None,
                    security_groups: list("sg").iter().map(|n| named!(self, SecurityGroup, n)).collect(),
                    at: Point::default(),
                };
                self.add(|d| &mut d.workloads, workload, words[1]);
            }
            "service" => {
                let (name, region) = words[1].split_once('@').unwrap_or((words[1], &self.design.region));
                let service = Service {
                    target: self.target(name),
                    region: region.to_owned(),
                    name: words[1].to_owned(),
                    at: Point::default(),
                };
                self.add(|d| &mut d.services, service, words[1]);
            }
            "call" => {
                let (workload, service) = (self.workload(words[1]), self.service(words[2]));
                self.add(|d| &mut d.connections, Connection::new(workload, service), "");
            }
            "gateway" => {
                let route_tables = list("tables").iter().map(|n| named!(self, RouteTable, n)).collect();
                self.endpoint(
                    words[1],
                    option("name"),
                    EndpointKind::Gateway(GatewayEndpoint { route_tables }),
                );
            }
            "offer" => {
                let subnets = list("subnets").iter().map(|n| named!(self, Subnet, n)).collect();
                let port = option("port").map_or(443, |port| port.parse().unwrap());
                let balancer = NetworkLoadBalancer { subnets, port, targets: Vec::new() };
                let service = EndpointService {
                    vpc: self.vpc(),
                    name: words[1].to_owned(),
                    load_balancer: match option("existing") {
                        Some(arn) => ServiceLoadBalancer::Existing(vec![arn.to_owned()]),
                        None => ServiceLoadBalancer::Network(balancer),
                    },
                    acceptance_required: has("acceptance"),
                    allowed_principals: Vec::new(),
                    private_dns_name: None,
                    supported_regions: list("regions").iter().map(|region| (*region).to_owned()).collect(),
                    supported_ip_address_types: Vec::new(),
                    tags: Tags::new(),
                };
                self.add(|d| &mut d.endpoint_services, service, words[1]);
            }
            "appliances" => {
                let endpoint = GatewayLoadBalancerEndpoint {
                    subnets: list("subnets").iter().map(|n| named!(self, Subnet, n)).collect(),
                    ip_address_type: None,
                };
                let service = option("service").expect("the service");
                self.endpoint(service, Some(words[1]), EndpointKind::GatewayLoadBalancer(endpoint));
            }
            "interface" | "resource" | "service-network" => {
                let interface = InterfaceEndpoint {
                    subnets: list("subnets").iter().map(|n| named!(self, Subnet, n)).collect(),
                    security_groups: list("sgs").iter().map(|n| named!(self, SecurityGroup, n)).collect(),
                    private_dns: has("dns"),
                    private_dns_scope: has("inbound-only").then_some(PrivateDnsScope::InboundResolverOnly),
                    service_region: option("region").map(str::to_owned),
                    ..InterfaceEndpoint::default()
                };
                let kind = match words[0] {
                    "resource" => EndpointKind::Resource(interface),
                    "service-network" => EndpointKind::ServiceNetwork(interface),
                    _ => EndpointKind::Interface(interface),
                };
                let id = self.endpoint(words[1], option("name"), kind);
                self.design.endpoints.get_mut(id).unwrap().auto_accept = has("accept");
            }
            "acl" => {
                let (vpc, name) = (self.vpc(), words[1].to_owned());
                let acl = NetworkAcl { vpc, name, ingress: vec![], egress: vec![], tags: Tags::new() };
                self.add(|d| &mut d.network_acls, acl, words[1]);
            }
            "acl-in" | "acl-out" => {
                let action = if words[2] == "allow" { AclAction::Allow } else { AclAction::Deny };
                let (protocol, ports, block) = transport(&words[3..]);
                let number = words[1].parse().unwrap();
                let rule = AclRule { number, action, protocol, ports, cidr_block: block.parse().unwrap() };
                let id = self.design.network_acls.ids().last().expect("an ACL above");
                let acl = self.design.network_acls.get_mut(id).unwrap();
                if words[0] == "acl-in" { acl.ingress.push(rule) } else { acl.egress.push(rule) }
            }
            "peer" => {
                let side = |name: &str| PeeringSide { vpc: named!(self, Vpc, name), dns_resolution: false };
                let (requester, accepter) = (side(words[2]), side(words[3]));
                let name = words[1].to_owned();
                let peering = PeeringConnection { name, requester, accepter, tags: Tags::new() };
                self.add(|d| &mut d.peering_connections, peering, words[1]);
            }
            "tgw" => {
                let gateway = TransitGateway {
                    name: words[1].to_owned(),
                    region: self.design.region.clone(),
                    amazon_side_asn: None,
                    tags: Tags::new(),
                    at: Point::default(),
                };
                self.add(|d| &mut d.transit_gateways, gateway, words[1]);
            }
            "attach" => {
                let attachment = TransitGatewayAttachment {
                    transit_gateway: named!(self, TransitGateway, words[1]),
                    vpc: self.vpc(),
                    name: words[1].to_owned(),
                    subnets: list("subnets").iter().map(|n| named!(self, Subnet, n)).collect(),
                    appliance_mode: false,
                    tags: Tags::new(),
                };
                self.add(|d| &mut d.transit_gateway_attachments, attachment, words[1]);
            }
            "vgw" => {
                let (vpc, name) = (self.vpc(), words[1].to_owned());
                let gateway = VpnGateway { vpc, name, amazon_side_asn: None, tags: Tags::new() };
                self.add(|d| &mut d.vpn_gateways, gateway, words[1]);
            }
            "onprem" => {
                let via = |name: &&str| match self.names.get(&format!("VpnGateway {name}")) {
                    Some(EntityRef::VpnGateway(id)) => OnPremisesGateway::VpnGateway(*id),
                    _ => OnPremisesGateway::TransitGateway(named!(self, TransitGateway, name)),
                };
                let network = OnPremisesNetwork {
                    name: words[1].to_owned(),
                    cidr_blocks: words[2].split(',').map(|block| block.parse().unwrap()).collect(),
                    link: match option("vpn") {
                        Some(address) => OnPremisesLink::Vpn(CustomerGateway {
                            ip_address: address.parse().ok(),
                            bgp_asn: CustomerGateway::DEFAULT_ASN,
                        }),
                        None => OnPremisesLink::DirectConnect,
                    },
                    gateways: list("via").iter().map(via).collect(),
                    calls: Vec::new(),
                    monthly_gb: BTreeMap::new(),
                    tags: Tags::new(),
                    at: Point::default(),
                };
                self.add(|d| &mut d.on_premises_networks, network, words[1]);
            }
            "oncall" => {
                let (network, service) = (named!(self, OnPremisesNetwork, words[1]), self.service(words[2]));
                self.design.on_premises_networks.get_mut(network).unwrap().calls.push(service);
            }
            "resolver" => {
                let resolver = ResolverEndpoint {
                    vpc: self.vpc(),
                    name: words[1].to_owned(),
                    subnets: list("subnets").iter().map(|n| named!(self, Subnet, n)).collect(),
                    security_groups: list("sgs").iter().map(|n| named!(self, SecurityGroup, n)).collect(),
                    tags: Tags::new(),
                };
                self.add(|d| &mut d.resolver_endpoints, resolver, words[1]);
            }
            "hosted" => {
                let vpcs = list("vpcs").iter().map(|n| named!(self, Vpc, n)).collect();
                let name = words[1].to_owned();
                let zone = HostedZone { name, vpcs, records: Vec::new(), tags: Tags::new() };
                self.add(|d| &mut d.hosted_zones, zone, words[1]);
            }
            "profile" => {
                let profile = Profile {
                    name: words[1].to_owned(),
                    region: self.design.region.clone(),
                    vpcs: list("vpcs").iter().map(|n| named!(self, Vpc, n)).collect(),
                    hosted_zones: list("zones").iter().map(|n| named!(self, HostedZone, n)).collect(),
                    endpoints: list("endpoints").iter().map(|n| named!(self, Endpoint, n)).collect(),
                    tags: Tags::new(),
                };
                self.add(|d| &mut d.profiles, profile, words[1]);
            }
            "record" => {
                let target = if let Some(name) = option("endpoint") {
                    RecordTarget::Endpoint(named!(self, Endpoint, name))
                } else if let Some(address) = option("address") {
                    RecordTarget::Addresses(vec![address.parse().unwrap()])
                } else {
                    RecordTarget::Name(option("name").unwrap().to_owned())
                };
                let name = words[1].trim_start_matches('@').to_owned();
                let id = self.design.hosted_zones.ids().last().expect("a zone above");
                self.design.hosted_zones.get_mut(id).unwrap().records.push(ZoneRecord { name, target });
            }
            "policy" => {
                let id = self.design.endpoints.ids().last().expect("an endpoint above");
                let text = line.trim().strip_prefix("policy").unwrap().trim();
                self.design.endpoints.get_mut(id).unwrap().policy = Some(text.to_owned());
            }
            other => panic!("no such line: {other}"),
        }
    }

    fn add<T: Entity>(&mut self, table: fn(&mut Design) -> &mut Entities<T>, entity: T, name: &str) -> Id<T>
    where
        EntityRef: From<Id<T>>,
    {
        let id = self.design.allocate();
        table(&mut self.design).insert(id, entity);
        let kind = format!("{:?}", EntityRef::from(id));
        let kind = kind.split('(').next().unwrap();
        self.names.insert(format!("{kind} {name}"), id.into());
        id
    }

    fn table(&mut self, name: &str) -> Id<RouteTable> {
        let table = RouteTable {
            vpc: self.vpc(),
            name: name.to_owned(),
            routes: Vec::new(),
            ipv6_routes: Vec::new(),
            tags: Tags::new(),
        };
        self.add(|d| &mut d.route_tables, table, name)
    }

    fn endpoint(&mut self, service: &str, name: Option<&str>, kind: EndpointKind) -> Id<Endpoint> {
        let name = name.unwrap_or(service);
        let endpoint = Endpoint {
            vpc: self.vpc(),
            name: name.to_owned(),
            service: self.target(service),
            kind,
            policy: None,
            auto_accept: false,
            tags: Tags::new(),
            at: Point::default(),
        };
        self.add(|d| &mut d.endpoints, endpoint, name)
    }

    fn target(&self, word: &str) -> ServiceRef {
        let arn = |end: &str| format!("arn:aws:vpc-lattice:us-east-1:111122223333:{end}-0123456789abcdef0");
        if let Some(name) = word.strip_prefix("own:") {
            ServiceRef::OwnEndpointService(named!(self, EndpointService, name))
        } else if word.contains(".vpce.") {
            ServiceRef::EndpointService(word.to_owned())
        } else if word == "rcfg" {
            ServiceRef::ResourceConfiguration(arn("resourceconfiguration/rcfg"))
        } else if word == "sn" {
            ServiceRef::ServiceNetwork(arn("servicenetwork/sn"))
        } else {
            ServiceRef::Aws(word.to_owned())
        }
    }

    fn rule(&self, words: &[&str]) -> Rule {
        let (protocol, ports, peer) = transport(words);
        let peer = if let Some(group) = peer.strip_prefix("sg:") {
            Peer::SecurityGroup(named!(self, SecurityGroup, group))
        } else if let Some(service) = peer.strip_prefix("pl:") {
            Peer::PrefixList(service.to_owned())
        } else {
            Peer::Cidr(peer.parse().unwrap())
        };
        Rule { protocol, ports, peer, description: String::new() }
    }

    fn vpc(&self) -> Id<Vpc> {
        self.design.vpcs.ids().last().expect("a VPC above")
    }

    fn subnet(&self) -> Id<Subnet> {
        self.design.subnets.ids().last().expect("a subnet above")
    }
}

/// `tcp 443 10.0.0.0/16` or `all 10.0.0.0/16`.
fn transport<'w>(words: &[&'w str]) -> (Protocol, Option<PortRange>, &'w str) {
    let protocol = match words[0] {
        "tcp" => Protocol::Tcp,
        "udp" => Protocol::Udp,
        _ => return (Protocol::All, None, words[1]),
    };
    let (from, to) = words[1].split_once('-').unwrap_or((words[1], words[1]));
    (protocol, Some(PortRange { from: from.parse().unwrap(), to: to.parse().unwrap() }), words[2])
}
