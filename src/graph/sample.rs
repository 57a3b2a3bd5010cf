//! Hand-built graphs for the exporters' tests: every kind of resource, two Regions, hostile text.

use super::*;
use crate::model::{
    AclAction, Direction, DnsRecordIpType, EntityRef, Id, IpAddressType, PortRange, Protocol, RegionCode,
    Tags,
};

const HOME: &str = "us-east-1";
const AWAY: &str = "eu-west-1";

/// Text that breaks out of every quoting that is not done right.
pub(crate) const HOSTILE: &str =
    "a\"b'c`d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u{7f}\u{1}é😀: - &*?";

/// A VPC with every kind of resource in us-east-1, a small one with the same names in eu-west-1.
pub(crate) fn two_regions() -> ResourceGraph {
    let mut b = Builder::new("Shop network", HOME);
    main_vpc(&mut b);
    away_vpc(&mut b);
    b.finish()
}

/// One VPC, one Region.
pub(crate) fn one_region() -> ResourceGraph {
    let mut b = Builder::new("Shop network", HOME);
    main_vpc(&mut b);
    b.finish()
}

/// [`two_regions`] joined with each other and with the outside: every kind of resource.
pub(crate) fn joined() -> ResourceGraph {
    let mut b = Builder::new("Shop network", HOME);
    main_vpc(&mut b);
    away_vpc(&mut b);
    let away = b.vpc.unwrap();
    let away_table = b.find(Kind::RouteTable, away);
    let main = NodeRef(0);
    b.enter(main);
    let vgw = b.add("main", Resource::VpnGateway(VpnGateway { vpc: main, amazon_side_asn: Some(65_001) }));
    let table = b.find(Kind::RouteTable, main);
    let subnets: Vec<NodeRef> = b
        .graph
        .in_vpc(main)
        .filter(|(_, node)| ["private-a", "private-b"].contains(&node.name_tag.as_str()))
        .filter(|(_, node)| node.resource.kind() == Kind::Subnet)
        .map(|(at, _)| at)
        .collect();
    let group = b.find(Kind::SecurityGroup, main);
    let route = |route_table, destination: &str, target| {
        Resource::Route(Route { route_table, destination: destination.parse().unwrap(), target })
    };
    b.add("public-192-168-0-0-16", route(table, "192.168.0.0/16", RouteTarget::VpnGateway(vgw)));
    let acl = b.add("guard", Resource::NetworkAcl(NetworkAcl { vpc: main }));
    for (name, direction, number, action, protocol) in [
        ("guard-in-100", Direction::Ingress, 100, AclAction::Allow, Protocol::Tcp),
        ("guard-in-200", Direction::Ingress, 200, AclAction::Deny, Protocol::All),
        ("guard-out-100", Direction::Egress, 100, AclAction::Allow, Protocol::All),
    ] {
        let ports = (protocol != Protocol::All).then_some(PortRange { from: 1024, to: 65_535 });
        let cidr_block = "0.0.0.0/0".parse().unwrap();
        b.add(
            name,
            Resource::NetworkAclEntry(NetworkAclEntry {
                network_acl: acl,
                direction,
                number,
                action,
                protocol,
                ports,
                cidr_block,
            }),
        );
    }
    b.add(
        "private-a",
        Resource::NetworkAclAssociation(NetworkAclAssociation { subnet: subnets[0], network_acl: acl }),
    );
    let resolver = ResolverEndpoint { vpc: main, subnets: subnets.clone(), security_groups: vec![group] };
    b.add("dns-inbound", Resource::ResolverEndpoint(resolver));
    let tgw = b.add("transit", Resource::TransitGateway(TransitGateway { amazon_side_asn: None }));
    let attachment = b.add(
        "transit-main",
        Resource::TransitGatewayAttachment(TransitGatewayAttachment {
            transit_gateway: tgw,
            vpc: main,
            subnets,
            appliance_mode: false,
        }),
    );
    let peering = b.add(
        "main-recovery",
        Resource::PeeringConnection(PeeringConnection {
            requester_vpc: main,
            accepter_vpc: away,
            requester_dns_resolution: true,
            accepter_dns_resolution: false,
        }),
    );
    b.enter(away);
    let accepter = b.add(
        "main-recovery",
        Resource::PeeringAccepter(PeeringAccepter {
            peering_connection: peering,
            vpc: away,
            dns_resolution: false,
        }),
    );
    b.add("private-10-0-0-0-16", route(away_table, "10.0.0.0/16", RouteTarget::PeeringConnection(accepter)));
    b.enter(main);
    b.add("public-10-20-0-0-16", route(table, "10.20.0.0/16", RouteTarget::PeeringConnection(peering)));
    let target = RouteTarget::TransitGateway { transit_gateway: tgw, attachment };
    b.add("public-10-30-0-0-16", route(table, "10.30.0.0/16", target));
    let device = CustomerGateway { ip_address: "203.0.113.10".parse().unwrap(), bgp_asn: 65_000 };
    let device = b.add("office", Resource::CustomerGateway(device));
    for (name, gateway) in [
        ("office-to-main", VpnConnectionGateway::VpnGateway(vgw)),
        ("office-to-transit", VpnConnectionGateway::TransitGateway(tgw)),
    ] {
        b.add(name, Resource::VpnConnection(VpnConnection { customer_gateway: device, gateway }));
    }
    let endpoint = b.find(Kind::InterfaceEndpoint, main);
    let domain = "sqs.us-east-1.amazonaws.com".to_owned();
    let zone = HostedZone { domain: domain.clone(), vpcs: vec![main, away] };
    let zone = b.add("sqs-us-east-1-amazonaws-com", Resource::HostedZone(zone));
    for (name, record_name, target) in [
        ("sqs-us-east-1-amazonaws-com", domain.clone(), RecordTarget::Endpoint(endpoint)),
        (
            "db",
            format!("db.{domain}"),
            RecordTarget::Addresses(vec!["10.0.0.5".parse().unwrap(), "10.0.0.6".parse().unwrap()]),
        ),
        ("all", format!("*.{domain}"), RecordTarget::Name("queue.example.com".to_owned())),
    ] {
        b.add(name, Resource::HostedZoneRecord(HostedZoneRecord { hosted_zone: zone, record_name, target }));
    }
    dual_stack(&mut b, main, group, acl);
    let profile = b.add("names", Resource::Profile(Profile {}));
    for (name, resource) in [("names-sqs-us-east-1-amazonaws-com", zone), ("names-sqs", endpoint)] {
        b.add(name, Resource::ProfileResourceAssociation(ProfileResourceAssociation { profile, resource }));
    }
    b.add("names-main", Resource::ProfileAssociation(ProfileAssociation { profile, vpc: main }));
    offered(&mut b, main, away, group);
    b.finish()
}

/// IPv6 in a VPC, in two of its subnets, and rules and routes for it.
fn dual_stack(b: &mut Builder, main: NodeRef, group: NodeRef, acl: NodeRef) {
    b.enter(main);
    let mut index = 0;
    for node in b.graph.nodes.iter_mut().filter(|node| node.vpc == Some(main)) {
        match &mut node.resource {
            Resource::Vpc(vpc) => vpc.assign_generated_ipv6_cidr_block = true,
            Resource::Subnet(subnet) if node.name_tag.ends_with("-a") => {
                subnet.ipv6_index = Some(index);
                subnet.assign_ipv6_address_on_creation = true;
                index += 18;
            }
            _ => {}
        }
    }
    let gateway = EgressOnlyInternetGateway { vpc: main };
    let egress_only = b.add("main", Resource::EgressOnlyInternetGateway(gateway));
    let internet = b.find(Kind::InternetGateway, main);
    let route_table = b.find(Kind::RouteTable, main);
    for (name, destination, target) in [
        ("public-default", "::/0", Ipv6RouteTarget::InternetGateway(internet)),
        ("public-2001-db8-32", "2001:db8::/32", Ipv6RouteTarget::EgressOnlyInternetGateway(egress_only)),
    ] {
        let destination = destination.parse().unwrap();
        b.add(name, Resource::Ipv6Route(Ipv6Route { route_table, destination, target }));
    }
    let anywhere = Peer::Ipv6Cidr("::/0".parse().unwrap());
    b.https("endpoints-ingress-ipv6", group, Direction::Ingress, anywhere, "HTTPS over IPv6");
    let entry = NetworkAclEntry {
        network_acl: acl,
        direction: Direction::Ingress,
        number: 110,
        action: AclAction::Allow,
        protocol: Protocol::All,
        ports: None,
        cidr_block: "::/0".parse().unwrap(),
    };
    b.add("guard-in-110", Resource::NetworkAclEntry(entry));
}

/// Every kind of endpoint, and an endpoint service that another Region uses.
fn offered(b: &mut Builder, main: NodeRef, away: NodeRef, group: NodeRef) {
    let subnet = b.find(Kind::Subnet, main);
    let table = b.find(Kind::RouteTable, main);
    let balancer = b.add("orders", Resource::LoadBalancer(LoadBalancer { vpc: main, subnets: vec![subnet] }));
    let targets = b.add("orders", Resource::TargetGroup(TargetGroup { vpc: main, port: 8443 }));
    let listener = Listener { load_balancer: balancer, target_group: targets, port: 8443 };
    b.add("orders", Resource::Listener(listener));
    let service = EndpointService {
        load_balancers: LoadBalancers::Made(balancer),
        acceptance_required: true,
        allowed_principals: vec!["arn:aws:iam::111122223333:root".to_owned()],
        private_dns_name: Some("orders.example.com".to_owned()),
        supported_regions: vec![HOME.to_owned(), "eu-west-1".to_owned()],
        supported_ip_address_types: vec![IpAddressType::Ipv4],
    };
    let service = b.add("orders", Resource::EndpointService(service));
    let named = |name: &str| EndpointTarget::Service {
        service_name: ServiceName(format!("com.amazonaws.vpce.us-east-1.{name}")),
        service_region: None,
    };
    let appliances = b.add(
        "firewall",
        Resource::GatewayLoadBalancerEndpoint(GatewayLoadBalancerEndpoint {
            vpc: main,
            target: named("vpce-svc-0123456789abcdef1"),
            subnets: vec![subnet],
            ip_address_type: None,
        }),
    );
    let leads = RouteTarget::GatewayLoadBalancerEndpoint(appliances);
    let destination = "198.51.100.0/24".parse().unwrap();
    b.add(
        "public-198-51-100-0-24",
        Resource::Route(Route { route_table: table, destination, target: leads }),
    );
    let to = |target| InterfaceEndpoint { target, ..interface(main, "", &[subnet], &[group]) };
    let arn = |end: &str| format!("arn:aws:vpc-lattice:us-east-1:111122223333:{end}-0123456789abcdef0");
    let database = EndpointTarget::ResourceConfiguration(arn("resourceconfiguration/rcfg"));
    b.add("database", Resource::ResourceEndpoint(to(database)));
    let network = EndpointTarget::ServiceNetwork(arn("servicenetwork/sn"));
    b.add("network", Resource::ServiceNetworkEndpoint(to(network)));
    let across = EndpointTarget::Service {
        service_name: ServiceName("com.amazonaws.eu-central-1.kms".to_owned()),
        service_region: Some("eu-central-1".to_owned()),
    };
    b.add("kms-eu-central-1", Resource::InterfaceEndpoint(to(across)));
    let own = EndpointTarget::EndpointService { endpoint_service: service, service_region: None };
    b.add("orders", Resource::InterfaceEndpoint(InterfaceEndpoint { auto_accept: true, ..to(own) }));
    b.enter(away);
    let subnet = b.find(Kind::Subnet, away);
    let own =
        EndpointTarget::EndpointService { endpoint_service: service, service_region: Some(HOME.to_owned()) };
    let endpoint = InterfaceEndpoint { target: own, ..interface(away, "", &[subnet], &[]) };
    b.add("orders", Resource::InterfaceEndpoint(endpoint));
}

/// [`joined`] with [`HOSTILE`] in every place that takes the user's text.
pub(crate) fn hostile() -> ResourceGraph {
    let mut graph = joined();
    HOSTILE.clone_into(&mut graph.title);
    HOSTILE.clone_into(&mut graph.description);
    graph.default_tags = [(HOSTILE, HOSTILE), ("no", "yes"), ("aws${x}", "%{ if true }")]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .into();
    for node in &mut graph.nodes {
        HOSTILE.clone_into(&mut node.name_tag);
        node.why = vec![HOSTILE.to_owned()];
        node.tags.insert(HOSTILE.to_owned(), HOSTILE.to_owned());
        node.tags.insert("2012-10-17".to_owned(), "on".to_owned());
        if let Resource::GatewayEndpoint(GatewayEndpoint { policy: Some(policy), .. }) = &mut node.resource {
            policy.0["Statement"][0]["Sid"] = HOSTILE.into();
            policy.0[HOSTILE] = serde_json::json!([null, true, 1.5, HOSTILE]);
        }
    }
    graph
}

/// Adds nodes one behind the other.
pub(crate) struct Builder {
    graph: ResourceGraph,
    region: RegionCode,
    vpc: Option<NodeRef>,
    number: u32,
}

impl Builder {
    pub(crate) fn new(title: &str, region: &str) -> Self {
        let graph = ResourceGraph {
            name: Slug::new(title, EntityRef::Vpc(Id::new(1))),
            title: title.to_owned(),
            description: "Private access to AWS services.".to_owned(),
            region: region.to_owned(),
            default_tags: Tags::from([("Project".to_owned(), "shop".to_owned())]),
            nodes: Vec::new(),
            on_premises: Vec::new(),
            notes: Vec::new(),
        };
        Self { graph, region: region.to_owned(), vpc: None, number: 0 }
    }

    /// Starts a VPC; what follows is in it.
    pub(crate) fn vpc(&mut self, region: &str, name: &str, cidr_block: &str) -> NodeRef {
        region.clone_into(&mut self.region);
        self.vpc = Some(NodeRef(self.graph.nodes.len() as u32));
        let vpc = Vpc {
            cidr_block: cidr_block.parse().unwrap(),
            assign_generated_ipv6_cidr_block: false,
            enable_dns_support: true,
            enable_dns_hostnames: true,
        };
        self.add(name, Resource::Vpc(vpc))
    }

    pub(crate) fn add(&mut self, name: &str, resource: Resource) -> NodeRef {
        self.number += 1;
        let n = self.number;
        let origin: EntityRef = match &resource {
            Resource::Vpc(_) | Resource::VpcCidrBlock(_) | Resource::EgressOnlyInternetGateway(_) => {
                EntityRef::Vpc(Id::new(n))
            }
            Resource::InternetGateway(_) => EntityRef::InternetGateway(Id::new(n)),
            Resource::Subnet(_) | Resource::RouteTableAssociation(_) => EntityRef::Subnet(Id::new(n)),
            Resource::ElasticIp(_) | Resource::NatGateway(_) => EntityRef::NatGateway(Id::new(n)),
            Resource::RouteTable(_) | Resource::Route(_) | Resource::Ipv6Route(_) => {
                EntityRef::RouteTable(Id::new(n))
            }
            Resource::SecurityGroup(_) | Resource::SecurityGroupRule(_) | Resource::PrefixList(_) => {
                EntityRef::SecurityGroup(Id::new(n))
            }
            Resource::GatewayEndpoint(_)
            | Resource::InterfaceEndpoint(_)
            | Resource::ResourceEndpoint(_)
            | Resource::ServiceNetworkEndpoint(_)
            | Resource::GatewayLoadBalancerEndpoint(_) => EntityRef::Endpoint(Id::new(n)),
            Resource::LoadBalancer(_)
            | Resource::TargetGroup(_)
            | Resource::Listener(_)
            | Resource::EndpointService(_) => EntityRef::EndpointService(Id::new(n)),
            Resource::NetworkAcl(_) | Resource::NetworkAclEntry(_) | Resource::NetworkAclAssociation(_) => {
                EntityRef::NetworkAcl(Id::new(n))
            }
            Resource::VpnGateway(_) => EntityRef::VpnGateway(Id::new(n)),
            Resource::TransitGateway(_) => EntityRef::TransitGateway(Id::new(n)),
            Resource::TransitGatewayAttachment(_) => EntityRef::TransitGatewayAttachment(Id::new(n)),
            Resource::PeeringConnection(_) | Resource::PeeringAccepter(_) => {
                EntityRef::PeeringConnection(Id::new(n))
            }
            Resource::CustomerGateway(_) | Resource::VpnConnection(_) => {
                EntityRef::OnPremisesNetwork(Id::new(n))
            }
            Resource::HostedZone(_) | Resource::HostedZoneRecord(_) => EntityRef::HostedZone(Id::new(n)),
            Resource::Profile(_)
            | Resource::ProfileAssociation(_)
            | Resource::ProfileResourceAssociation(_) => EntityRef::Profile(Id::new(n)),
            Resource::ResolverEndpoint(_) => EntityRef::ResolverEndpoint(Id::new(n)),
        };
        let at = NodeRef(self.graph.nodes.len() as u32);
        let between = matches!(
            resource,
            Resource::PrefixList(_)
                | Resource::TransitGateway(_)
                | Resource::CustomerGateway(_)
                | Resource::VpnConnection(_)
                | Resource::HostedZone(_)
                | Resource::HostedZoneRecord(_)
                | Resource::Profile(_)
                | Resource::ProfileAssociation(_)
                | Resource::ProfileResourceAssociation(_)
        );
        let vpc = self.vpc.filter(|_| !between);
        self.graph.nodes.push(Node {
            resource,
            region: self.region.clone(),
            vpc,
            name: Slug::new(name, origin),
            name_tag: name.to_owned(),
            tags: Tags::new(),
            origin,
            why: Vec::new(),
        });
        at
    }

    /// Goes on in a VPC that is there.
    pub(crate) fn enter(&mut self, vpc: NodeRef) {
        self.region.clone_from(&self.graph.node(vpc).region);
        self.vpc = Some(vpc);
    }

    /// The first node of a kind in a VPC.
    pub(crate) fn find(&self, kind: Kind, vpc: NodeRef) -> NodeRef {
        let mut nodes = self.graph.in_vpc(vpc);
        nodes.find(|(_, node)| node.resource.kind() == kind).map(|(at, _)| at).unwrap()
    }

    /// Why the last node exists.
    pub(crate) fn why(&mut self, sentence: &str) {
        if let Some(node) = self.graph.nodes.last_mut() {
            node.why.push(sentence.to_owned());
        }
    }

    /// A tag of the last node's own.
    pub(crate) fn tag(&mut self, key: &str, value: &str) {
        if let Some(node) = self.graph.nodes.last_mut() {
            node.tags.insert(key.to_owned(), value.to_owned());
        }
    }

    pub(crate) fn subnet(
        &mut self,
        name: &str,
        cidr: &str,
        zone: &str,
        secondary: Option<NodeRef>,
    ) -> NodeRef {
        let subnet = Subnet {
            vpc: self.vpc.unwrap(),
            cidr_block: cidr.parse().unwrap(),
            zone: zone.parse().unwrap(),
            ipv6_index: None,
            assign_ipv6_address_on_creation: false,
            map_public_ip_on_launch: false,
            vpc_cidr_block: secondary,
        };
        self.add(name, Resource::Subnet(subnet))
    }

    pub(crate) fn associate(&mut self, name: &str, subnet: NodeRef, route_table: NodeRef) {
        self.add(name, Resource::RouteTableAssociation(RouteTableAssociation { subnet, route_table }));
    }

    pub(crate) fn group(&mut self, name: &str, description: &str) -> NodeRef {
        let group = SecurityGroup { vpc: self.vpc.unwrap(), description: description.to_owned() };
        self.add(name, Resource::SecurityGroup(group))
    }

    pub(crate) fn https(&mut self, name: &str, group: NodeRef, direction: Direction, peer: Peer, why: &str) {
        self.add(
            name,
            Resource::SecurityGroupRule(SecurityGroupRule {
                security_group: group,
                direction,
                protocol: Protocol::Tcp,
                ports: Some(PortRange::HTTPS),
                peer,
                description: why.to_owned(),
            }),
        );
    }

    pub(crate) fn finish(self) -> ResourceGraph {
        self.graph.verify().unwrap();
        self.graph
    }
}

fn interface(vpc: NodeRef, service: &str, subnets: &[NodeRef], groups: &[NodeRef]) -> InterfaceEndpoint {
    InterfaceEndpoint {
        vpc,
        target: EndpointTarget::Service {
            service_name: ServiceName(service.to_owned()),
            service_region: None,
        },
        subnets: subnets.to_vec(),
        security_groups: groups.to_vec(),
        private_dns_enabled: true,
        ip_address_type: Some(IpAddressType::Ipv4),
        dns_options: DnsOptions::default(),
        policy: None,
        auto_accept: false,
        gateway_endpoint: None,
    }
}

fn main_vpc(b: &mut Builder) {
    let vpc = b.vpc(HOME, "main", "10.0.0.0/16");
    let secondary = VpcCidrBlock { vpc, cidr_block: "10.1.0.0/24".parse().unwrap() };
    let secondary = b.add("n10-1-0-0-24", Resource::VpcCidrBlock(secondary));
    let igw = b.add("main", Resource::InternetGateway(InternetGateway { vpc }));
    let public_a = b.subnet("public-a", "10.0.0.0/24", "a", None);
    if let Some(Resource::Subnet(subnet)) = b.graph.nodes.last_mut().map(|node| &mut node.resource) {
        subnet.map_public_ip_on_launch = true;
    }
    let private_a = b.subnet("private-a", "10.0.10.0/24", "a", None);
    b.tag("Tier", "app");
    let private_b = b.subnet("private-b", "10.0.11.0/24", "b", None);
    let overflow = b.subnet("overflow-b", "10.1.0.0/26", "b", Some(secondary));
    let elastic_ip = b.add("nat-a", Resource::ElasticIp(ElasticIp { internet_gateway: Some(igw) }));
    let nat = b.add(
        "nat-a",
        Resource::NatGateway(NatGateway { subnet: public_a, elastic_ip, internet_gateway: Some(igw) }),
    );
    let public = b.add("public", Resource::RouteTable(RouteTable { vpc }));
    let private = b.add("private", Resource::RouteTable(RouteTable { vpc }));
    let anywhere = "0.0.0.0/0".parse().unwrap();
    for (name, route_table, target) in [
        ("public-default", public, RouteTarget::InternetGateway(igw)),
        ("private-default", private, RouteTarget::NatGateway(nat)),
    ] {
        b.add(name, Resource::Route(Route { route_table, destination: anywhere, target }));
    }
    b.associate("public-a", public_a, public);
    b.associate("private-a", private_a, private);
    b.associate("private-b", private_b, private);
    b.associate("overflow-b", overflow, private);
    let app = b.group("app", "Application servers");
    let endpoints = b.group("endpoints", "Interface endpoints");
    let s3_name = ServiceName("com.amazonaws.us-east-1.s3".to_owned());
    let s3_list = b.add(
        "s3",
        Resource::PrefixList(PrefixList { prefix_list_name: s3_name.clone(), service: "s3".to_owned() }),
    );
    let policy = serde_json::json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Sid": "OwnBuckets",
            "Effect": "Allow",
            "Principal": "*",
            "Action": ["s3:GetObject", "s3:PutObject"],
            "Resource": "arn:aws:s3:::shop-*/*",
            "Condition": { "StringEquals": { "aws:PrincipalAccount": "${aws:ResourceAccount}" } },
        }],
    });
    let gateway = b.add(
        "s3",
        Resource::GatewayEndpoint(GatewayEndpoint {
            vpc,
            service_name: s3_name.clone(),
            route_tables: vec![private],
            policy: Some(PolicyDocument(policy)),
        }),
    );
    b.why("app in private-a calls s3.");
    b.why("A gateway endpoint is free and keeps S3 traffic off the NAT gateway.");
    b.add(
        "sqs",
        Resource::InterfaceEndpoint(interface(
            vpc,
            "com.amazonaws.us-east-1.sqs",
            &[private_a, private_b],
            &[endpoints],
        )),
    );
    b.why("app in private-a calls sqs.");
    let mut s3_inbound = interface(vpc, &s3_name.0, &[private_a], &[endpoints]);
    s3_inbound.ip_address_type = Some(IpAddressType::Dualstack);
    s3_inbound.dns_options = DnsOptions {
        dns_record_ip_type: Some(DnsRecordIpType::ServiceDefined),
        private_dns_only_for_inbound_resolver_endpoint: Some(true),
    };
    s3_inbound.gateway_endpoint = Some(gateway);
    b.add("s3-inbound", Resource::InterfaceEndpoint(s3_inbound));
    let mut partner =
        interface(vpc, "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0", &[private_a], &[endpoints]);
    partner.private_dns_enabled = false;
    partner.ip_address_type = None;
    partner.auto_accept = true;
    b.add("partner", Resource::InterfaceEndpoint(partner));
    let vpc_block = Peer::Cidr("10.0.0.0/16".parse().unwrap());
    b.https(
        "app-egress-endpoints",
        app,
        Direction::Egress,
        Peer::SecurityGroup(endpoints),
        "HTTPS to endpoints",
    );
    b.https("app-egress-s3", app, Direction::Egress, Peer::PrefixList(s3_list), "HTTPS to S3");
    b.https("endpoints-ingress-vpc", endpoints, Direction::Ingress, vpc_block, "HTTPS from the VPC");
    b.https("endpoints-ingress-app", endpoints, Direction::Ingress, Peer::SecurityGroup(app), "");
    let everything = SecurityGroupRule {
        security_group: app,
        direction: Direction::Egress,
        protocol: Protocol::All,
        ports: None,
        peer: Peer::Cidr(anywhere),
        description: "Everything else".to_owned(),
    };
    b.add("app-egress-all", Resource::SecurityGroupRule(everything));
}

fn away_vpc(b: &mut Builder) {
    let vpc = b.vpc(AWAY, "recovery", "10.20.0.0/16");
    let private_a = b.subnet("private-a", "10.20.10.0/24", "a", None);
    let private = b.add("private", Resource::RouteTable(RouteTable { vpc }));
    b.associate("private-a", private_a, private);
    let endpoints = b.group("endpoints", "Interface endpoints");
    b.add(
        "sqs",
        Resource::InterfaceEndpoint(interface(
            vpc,
            "com.amazonaws.eu-west-1.sqs",
            &[private_a],
            &[endpoints],
        )),
    );
    b.https(
        "endpoints-ingress-vpc",
        endpoints,
        Direction::Ingress,
        Peer::Cidr("10.20.0.0/16".parse().unwrap()),
        "HTTPS from the VPC",
    );
}

#[test]
fn samples_keep_the_invariants() {
    for graph in [one_region(), two_regions(), joined(), hostile()] {
        assert_eq!(graph.verify(), Ok(()));
    }
    let kinds: std::collections::BTreeSet<Kind> =
        joined().nodes.iter().map(|node| node.resource.kind()).collect();
    assert_eq!(kinds.len(), Kind::ALL.len(), "the sample shows every kind of resource");
}
