//! Designs beside the templates: one with every property that an export can carry, and the same with hostile text.

use serde_json::json;
use vpc_designer::edit;
use vpc_designer::model::{
    AclRule, Connection, Design, DnsRecordIpType, Endpoint, EndpointKind, Frame, GatewayEndpoint, Id,
    InterfaceEndpoint, InternetGateway, IpAddressType, NatGateway, Peer, Point, PortRange, PrivateDnsScope,
    Protocol, Route, RouteTable, RouteTarget, Rule, SecurityGroup, Service, ServiceRef, Subnet, SubnetKind,
    Tags, Vpc, Workload, WorkloadKind, Zone,
};

/// Text that breaks out of every quoting that is not done right. No control characters but the line feed and the tab:
/// the EC2 API refuses the others.
const HOSTILE: &str =
    "a\"b'c`d ${e} ${aws:username} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñé😀: - &*? ]}";

/// Words that YAML, shells and HCL take for something else than text.
const WORDS: [&str; 12] =
    ["no", "1:30", "2012-10-17", "null", "0x1F", "~", "true", "1e3", "-v", "=", "file://etc", "~/"];

/// Words and text that are taken for something else.
pub(crate) fn awkward() -> impl Iterator<Item = &'static str> {
    WORDS.into_iter().chain([HOSTILE])
}

/// Two Regions; every kind of resource; every property at a value that is not its default.
pub(crate) fn every_property() -> Design {
    let mut design = Design::new("Every property", "us-east-1");
    design.description = "Everything an export can carry".to_owned();
    design.tags = tags(&[("project", "every property"), ("empty", "")]);
    home(&mut design);
    away(&mut design);
    assert_eq!(design.dangling(), []);
    design
}

/// [`every_property`] with hostile text in every place that takes text.
pub(crate) fn hostile() -> Design {
    let mut design = every_property();
    design.name = format!("Hostile {HOSTILE}");
    design.description = format!("{HOSTILE}\n{HOSTILE}");
    let mut words = WORDS.iter().cycle();
    // Distinct, so that the snapshots tell the resources apart.
    let mut number = 0;
    let mut spoil = |name: &mut String, tags: Option<&mut Tags>| {
        number += 1;
        let word = words.next().copied().unwrap_or_default();
        *name = if number % 2 == 0 { format!("{word} {number}") } else { format!("{number} {HOSTILE}") };
        if let Some(tags) = tags {
            tags.insert(word.to_owned(), HOSTILE.to_owned());
            // CloudFormation takes no line feed in a key.
            tags.insert(HOSTILE.replace('\n', ""), word.to_owned());
        }
    };
    macro_rules! spoil_all {
        ($($table:ident),*) => {
            $(for id in design.$table.ids().collect::<Vec<_>>() {
                if let Some(entity) = design.$table.get_mut(id) {
                    spoil(&mut entity.name, Some(&mut entity.tags));
                }
            })*
        };
    }
    spoil_all!(vpcs, subnets, route_tables, internet_gateways, nat_gateways, security_groups, endpoints);
    for id in design.workloads.ids().collect::<Vec<_>>() {
        if let Some(workload) = design.workloads.get_mut(id) {
            spoil(&mut workload.name, None);
        }
    }
    for id in design.security_groups.ids().collect::<Vec<_>>() {
        if let Some(group) = design.security_groups.get_mut(id) {
            group.description = HOSTILE.to_owned();
            for rule in group.ingress.iter_mut().chain(&mut group.egress) {
                rule.description = format!("{HOSTILE} {}", rule.description);
            }
        }
    }
    for id in design.endpoints.ids().collect::<Vec<_>>() {
        if let Some(endpoint) = design.endpoints.get_mut(id) {
            let policy = json!({
                "Version": "2012-10-17",
                "Statement": [{
                    "Sid": "x",
                    "Effect": "Allow",
                    "Principal": {"AWS": "*"},
                    "Action": ["*"],
                    "Resource": [HOSTILE, "arn:aws:s3:::bucket/${aws:username}/*"],
                    "Condition": {"StringEquals": {HOSTILE: WORDS}, "Bool": {"aws:SecureTransport": true}},
                }],
            });
            endpoint.policy = Some(policy.to_string());
        }
    }
    design.tags = WORDS.iter().map(|word| (format!("{word} "), (*word).to_owned())).collect();
    design
}

fn home(design: &mut Design) {
    let vpc = add_vpc(design, "main", "us-east-1", &["10.0.0.0/16", "10.1.0.0/20"]);
    let zones = ["a", "b"].map(|suffix| add_zone(design, vpc, suffix));
    let gateway = design.allocate();
    let own = InternetGateway { vpc, name: "main-igw".to_owned(), tags: tags(&[("edge", "yes")]), at: at() };
    design.internet_gateways.insert(gateway, own);

    let public_table =
        add_table(design, vpc, "public", vec![Route::default_to(RouteTarget::InternetGateway(gateway))]);
    let public = add_subnet(design, zones[0], public_table, "public-a", "10.0.0.0/24", SubnetKind::Public);
    let nat = design.allocate();
    let own =
        NatGateway { subnet: public, name: "nat-a".to_owned(), tags: tags(&[("edge", "yes")]), at: at() };
    design.nat_gateways.insert(nat, own);
    let nat_route =
        |destination: &str| Route { destination: block(destination), target: RouteTarget::NatGateway(nat) };
    let private_table =
        add_table(design, vpc, "private", vec![nat_route("0.0.0.0/0"), nat_route("192.0.2.0/24")]);
    let isolated_table = add_table(design, vpc, "isolated", vec![]);
    add_table(design, vpc, "unused", vec![]);
    let private_a =
        add_subnet(design, zones[0], private_table, "private-a", "10.0.16.0/20", SubnetKind::Private);
    let private_b =
        add_subnet(design, zones[1], private_table, "private-b", "10.1.0.0/24", SubnetKind::Private);
    let isolated =
        add_subnet(design, zones[1], isolated_table, "isolated-b", "10.0.32.0/28", SubnetKind::Isolated);

    let endpoints = add_group(design, vpc, "endpoints");
    let workload = add_group(design, vpc, "workload");
    add_group(design, vpc, "no-rules");
    let https = Some(PortRange::HTTPS);
    rules(
        design,
        endpoints,
        vec![rule(Protocol::Tcp, https, Peer::SecurityGroup(workload), "HTTPS from workload")],
        vec![],
    );
    rules(
        design,
        workload,
        vec![
            rule(Protocol::All, None, Peer::SecurityGroup(workload), "Everything from itself"),
            rule(
                Protocol::Udp,
                Some(PortRange { from: 1024, to: 65_535 }),
                Peer::Cidr(block("10.0.0.0/8")),
                "",
            ),
        ],
        vec![
            rule(Protocol::Tcp, https, Peer::SecurityGroup(endpoints), "HTTPS to endpoints"),
            rule(Protocol::Tcp, https, Peer::PrefixList("s3".to_owned()), "HTTPS to S3"),
            rule(
                Protocol::Tcp,
                Some(PortRange { from: 0, to: 65_535 }),
                Peer::Cidr(block("10.0.0.0/16")),
                "All TCP",
            ),
            rule(Protocol::All, None, Peer::Cidr(block("0.0.0.0/0")), "Anywhere"),
        ],
    );

    let client = design.allocate();
    design.workloads.insert(
        client,
        Workload {
            subnet: private_a,
            name: "client".to_owned(),
            kind: WorkloadKind::Ec2,
            recipe: None,
            security_groups: vec![workload],
            at: at(),
        },
    );
    let called = design.allocate();
    let sqs = ServiceRef::Aws("sqs".to_owned());
    let service = Service { target: sqs, region: "us-east-1".to_owned(), name: "SQS".to_owned(), at: at() };
    design.services.insert(called, service);
    let connection = design.allocate();
    design.connections.insert(connection, Connection::new(client, called));

    let policy = json!({
        "Statement": [{
            "Effect": "Allow",
            "Principal": "*",
            "Action": ["s3:GetObject", "s3:PutObject"],
            "Resource": "arn:aws:s3:::bucket/*",
            "Condition": {"NumericLessThan": {"s3:max-keys": 10}, "Null": {"aws:TokenIssueTime": false}},
        }],
        "Version": "2012-10-17",
        "Id": "only the bucket",
    });
    let gateway =
        EndpointKind::Gateway(GatewayEndpoint { route_tables: vec![private_table, isolated_table] });
    add_endpoint(design, vpc, "s3", gateway, Some(policy.to_string()));
    let dynamodb = EndpointKind::Gateway(GatewayEndpoint { route_tables: vec![private_table] });
    add_endpoint(design, vpc, "dynamodb", dynamodb, None);
    let both = vec![private_a, private_b];
    let interface = |private_dns: bool| InterfaceEndpoint {
        subnets: both.clone(),
        security_groups: vec![endpoints],
        private_dns,
        ..InterfaceEndpoint::default()
    };
    let inbound = InterfaceEndpoint {
        private_dns_scope: Some(PrivateDnsScope::InboundResolverOnly),
        ip_address_type: Some(IpAddressType::Ipv4),
        dns_record_ip_type: Some(DnsRecordIpType::Ipv4),
        ..interface(true)
    };
    add_endpoint(design, vpc, "s3", EndpointKind::Interface(inbound), Some(policy.to_string()));
    let with_types = InterfaceEndpoint {
        ip_address_type: Some(IpAddressType::Dualstack),
        dns_record_ip_type: Some(DnsRecordIpType::ServiceDefined),
        security_groups: vec![endpoints, workload],
        ..interface(true)
    };
    add_endpoint(design, vpc, "sqs", EndpointKind::Interface(with_types), None);
    let one_zone = InterfaceEndpoint { subnets: vec![isolated], ..interface(false) };
    add_endpoint(design, vpc, "secretsmanager", EndpointKind::Interface(one_zone), None);

    add_partner(design, vpc, interface(false), true);
    dual_stack(design, vpc, private_b, workload);
}

/// IPv6 in all subnets but one, in routes, in a security group and in a network ACL.
fn dual_stack(design: &mut Design, vpc: Id<Vpc>, subnet: Id<Subnet>, group: Id<SecurityGroup>) {
    edit::enable_ipv6(design, vpc).expect("the VPC is there");
    let last = design.subnets_of(vpc).last().map(|(id, _)| id).expect("the VPC has subnets");
    edit::set_ipv6_index(design, last, None).expect("the subnet is there");
    edit::set_ipv6_index(design, subnet, Some(255)).expect("the block is free");
    design.subnets.get_mut(subnet).expect("the subnet is there").assign_ipv6_address_on_creation = true;
    let anywhere = Peer::Ipv6Cidr("::/0".parse().expect("a block"));
    let https = rule(Protocol::Tcp, Some(PortRange::HTTPS), anywhere, "HTTPS over IPv6");
    design.security_groups.get_mut(group).expect("the group is there").egress.push(https);
    let acl = edit::add_network_acl(design, vpc, "dual-stack").expect("the VPC is there");
    let entity = design.network_acls.get_mut(acl).expect("the ACL is there");
    for rules in [&mut entity.ingress, &mut entity.egress] {
        rules.push(AclRule {
            number: 110,
            cidr_block: "::/0".parse().expect("a block"),
            ..AclRule::allow_all()
        });
    }
    edit::set_network_acl(design, subnet, Some(acl)).expect("both are of the VPC");
}

/// The same names in another Region, and DNS settings that differ.
fn away(design: &mut Design) {
    let vpc = add_vpc(design, "main", "eu-west-1", &["10.0.0.0/16"]);
    if let Some(vpc) = design.vpcs.get_mut(vpc) {
        vpc.dns_hostnames = false;
    }
    let zone = add_zone(design, vpc, "c");
    let table = add_table(design, vpc, "private", vec![]);
    let subnet = add_subnet(design, zone, table, "private-c", "10.0.0.0/24", SubnetKind::Private);
    let group = add_group(design, vpc, "workload");
    let to_s3 = rule(Protocol::Tcp, Some(PortRange::HTTPS), Peer::PrefixList("s3".to_owned()), "HTTPS to S3");
    rules(design, group, vec![], vec![to_s3]);
    add_endpoint(
        design,
        vpc,
        "s3",
        EndpointKind::Gateway(GatewayEndpoint { route_tables: vec![table] }),
        None,
    );
    let interface = InterfaceEndpoint {
        subnets: vec![subnet],
        security_groups: vec![group],
        ..InterfaceEndpoint::default()
    };
    add_endpoint(design, vpc, "ecr.api", EndpointKind::Interface(interface.clone()), None);
    add_partner(design, vpc, interface, false);
}

fn add_vpc(design: &mut Design, name: &str, region: &str, blocks: &[&str]) -> Id<Vpc> {
    let id = design.allocate();
    let vpc = Vpc {
        name: name.to_owned(),
        region: region.to_owned(),
        cidr_blocks: blocks.iter().map(|text| block(text)).collect(),
        reserved_blocks: Default::default(),
        amazon_provided_ipv6_cidr_block: false,
        egress_only_internet_gateway: false,
        dns_support: true,
        dns_hostnames: true,
        tags: tags(&[("tier", "network")]),
        frame: frame(),
    };
    design.vpcs.insert(id, vpc);
    id
}

fn add_zone(design: &mut Design, vpc: Id<Vpc>, suffix: &str) -> Id<Zone> {
    let id = design.allocate();
    design.zones.insert(id, Zone { vpc, suffix: suffix.parse().expect("a zone suffix"), frame: frame() });
    id
}

fn add_table(design: &mut Design, vpc: Id<Vpc>, name: &str, routes: Vec<Route>) -> Id<RouteTable> {
    let id = design.allocate();
    let ipv6_routes = Vec::new();
    let table = RouteTable { vpc, name: name.to_owned(), routes, ipv6_routes, tags: tags(&[("kind", name)]) };
    design.route_tables.insert(id, table);
    id
}

fn add_subnet(
    design: &mut Design,
    zone: Id<Zone>,
    route_table: Id<RouteTable>,
    name: &str,
    cidr: &str,
    kind: SubnetKind,
) -> Id<Subnet> {
    let id = design.allocate();
    let subnet = Subnet {
        zone,
        name: name.to_owned(),
        kind,
        cidr_block: block(cidr),
        ipv6_index: None,
        assign_ipv6_address_on_creation: false,
        route_table,
        network_acl: None,
        map_public_ip_on_launch: kind == SubnetKind::Public,
        tags: tags(&[("kind", kind.word())]),
        frame: frame(),
    };
    design.subnets.insert(id, subnet);
    id
}

fn add_group(design: &mut Design, vpc: Id<Vpc>, name: &str) -> Id<SecurityGroup> {
    let id = design.allocate();
    let group = SecurityGroup {
        vpc,
        name: name.to_owned(),
        description: format!("Group of {name}"),
        ingress: vec![],
        egress: vec![],
        tags: tags(&[("kind", name)]),
    };
    design.security_groups.insert(id, group);
    id
}

fn rules(design: &mut Design, group: Id<SecurityGroup>, ingress: Vec<Rule>, egress: Vec<Rule>) {
    if let Some(group) = design.security_groups.get_mut(group) {
        (group.ingress, group.egress) = (ingress, egress);
    }
}

fn rule(protocol: Protocol, ports: Option<PortRange>, peer: Peer, description: &str) -> Rule {
    Rule { protocol, ports, peer, description: description.to_owned() }
}

fn add_endpoint(design: &mut Design, vpc: Id<Vpc>, key: &str, kind: EndpointKind, policy: Option<String>) {
    let id = design.allocate();
    let endpoint = Endpoint {
        vpc,
        name: format!("{key} {}", kind.api()),
        service: ServiceRef::Aws(key.to_owned()),
        kind,
        policy,
        auto_accept: false,
        tags: tags(&[("service", key)]),
        at: at(),
    };
    design.endpoints.insert(id, endpoint);
}

/// An endpoint of somebody's service (`PARTNER` in `aws.py`).
fn add_partner(design: &mut Design, vpc: Id<Vpc>, interface: InterfaceEndpoint, auto_accept: bool) {
    let region = design.vpcs.get(vpc).map(|vpc| vpc.region.clone()).unwrap_or_default();
    let id = design.allocate();
    let endpoint = Endpoint {
        vpc,
        name: "partner".to_owned(),
        service: ServiceRef::EndpointService(format!(
            "com.amazonaws.vpce.{region}.vpce-svc-0123456789abcdef0"
        )),
        kind: EndpointKind::Interface(interface),
        policy: None,
        auto_accept,
        tags: tags(&[("owner", "partner")]),
        at: at(),
    };
    design.endpoints.insert(id, endpoint);
}

fn tags(pairs: &[(&str, &str)]) -> Tags {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

fn block(text: &str) -> vpc_designer::net::Ipv4Net {
    text.parse().expect("a CIDR block")
}

const fn frame() -> Frame {
    Frame::new(0, 0, 100, 100)
}

const fn at() -> Point {
    Point::new(0, 0)
}
