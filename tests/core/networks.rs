//! Several VPCs joined with each other and with the outside, by the operations that a user has.

use expect_test::expect_file;
use vpc_designer::{
    catalog::Catalog,
    edit, file,
    graph::{Kind, Resource},
    lower::lower,
    model::{
        AclAction, AclRule, CustomerGateway, Design, EndpointKind, EntityRef, Id, OnPremisesGateway,
        OnPremisesLink, Peer, Protocol, RecordTarget, RouteTarget, ServiceRef, SubnetKind, Vpc, WorkloadKind,
    },
};

/// A hub with an SQS endpoint, a spoke beside it and one in another Region, and an office.
struct Net {
    design: Design,
    hub: Id<Vpc>,
    spoke: Id<Vpc>,
    far: Id<Vpc>,
}

fn add_vpc(design: &mut Design, name: &str, region: &str) -> Id<Vpc> {
    let vpc = edit::add_vpc(design, region);
    edit::rename(design, vpc.into(), name).unwrap();
    for _ in 0..2 {
        let zone = edit::add_zone(design, &Catalog::embedded(), vpc, None).unwrap();
        edit::add_subnet(design, zone, SubnetKind::Private).unwrap();
    }
    vpc
}

fn net() -> Net {
    let mut design = Design::new("Joined", "us-east-1");
    let hub = add_vpc(&mut design, "hub", "us-east-1");
    let spoke = add_vpc(&mut design, "spoke", "us-east-1");
    let far = add_vpc(&mut design, "far", "eu-west-1");
    Net { design, hub, spoke, far }
}

fn blocks(design: &Design, vpc: Id<Vpc>) -> Vec<String> {
    design.vpcs.get(vpc).unwrap().cidr_blocks.iter().map(ToString::to_string).collect()
}

/// The destinations that the first table of a VPC leads to a target; all its tables do the same.
fn led_to(design: &Design, vpc: Id<Vpc>, target: RouteTarget) -> Vec<String> {
    let mut tables = design.route_tables_of(vpc).map(|(_, table)| {
        let routes = table.routes.iter().filter(|route| route.target == target);
        routes.map(|route| route.destination.to_string()).collect::<Vec<_>>()
    });
    let first = tables.next().unwrap();
    assert!(tables.all(|other| other == first));
    first
}

#[test]
fn peering_routes_both_ways_and_goes_with_its_vpc() {
    let Net { mut design, hub, far, .. } = net();
    let peering = edit::add_peering(&mut design, hub, far).unwrap();
    let target = RouteTarget::PeeringConnection(peering);
    assert_eq!(led_to(&design, hub, target), blocks(&design, far));
    assert_eq!(led_to(&design, far, target), blocks(&design, hub));
    assert!(edit::add_peering(&mut design, far, hub).unwrap_err().0.contains("peered already"));
    // A subnet that comes later with a table of its own reaches the other side too.
    let zone = edit::add_zone(&mut design, &Catalog::embedded(), hub, None).unwrap();
    let subnet = edit::add_subnet(&mut design, zone, SubnetKind::Private).unwrap();
    let table = design.subnets.get(subnet).unwrap().route_table;
    assert!(design.route_tables.get(table).unwrap().routes.iter().any(|route| route.target == target));

    edit::remove(&mut design, &[far.into()]).unwrap();
    assert_eq!(design.peering_connections.len(), 0);
    assert_eq!(led_to(&design, hub, target), [] as [String; 0]);
    assert_eq!(design.dangling(), []);
}

#[test]
fn vpcs_that_overlap_are_not_joined() {
    let Net { mut design, hub, spoke, .. } = net();
    let block = design.vpcs.get(hub).unwrap().cidr_blocks.clone();
    design.vpcs.get_mut(spoke).unwrap().cidr_blocks = block;
    assert!(edit::add_peering(&mut design, hub, spoke).unwrap_err().0.contains("overlap"));
    let gateway = edit::add_transit_gateway(&mut design, "us-east-1");
    edit::attach_vpc(&mut design, gateway, hub).unwrap();
    assert!(edit::attach_vpc(&mut design, gateway, spoke).unwrap_err().0.contains("overlaps"));
}

#[test]
fn a_transit_gateway_joins_all_that_is_attached() {
    let Net { mut design, hub, spoke, far } = net();
    let gateway = edit::add_transit_gateway(&mut design, "us-east-1");
    let target = RouteTarget::TransitGateway(gateway);
    edit::attach_vpc(&mut design, gateway, hub).unwrap();
    let second = edit::attach_vpc(&mut design, gateway, spoke).unwrap();
    assert!(edit::attach_vpc(&mut design, gateway, far).unwrap_err().0.contains("eu-west-1"));
    let office = edit::add_on_premises_network(&mut design);
    edit::attach_on_premises(&mut design, office, OnPremisesGateway::TransitGateway(gateway)).unwrap();
    let outside = design.on_premises_networks.get(office).unwrap().cidr_blocks[0].to_string();
    assert_eq!(led_to(&design, spoke, target), [blocks(&design, hub), vec![outside.clone()]].concat());
    assert_eq!(design.transit_gateway_attachments.get(second).unwrap().subnets.len(), 2);

    // Detached, its blocks are no destination anywhere, and it leads nowhere itself.
    edit::remove(&mut design, &[second.into()]).unwrap();
    assert_eq!(led_to(&design, spoke, target), [] as [String; 0]);
    assert_eq!(led_to(&design, hub, target), [outside]);
    edit::remove(&mut design, &[EntityRef::from(gateway)]).unwrap();
    assert_eq!(design.transit_gateway_attachments.len(), 0);
    assert_eq!(design.on_premises_networks.get(office).unwrap().gateways, []);
    assert_eq!(design.dangling(), []);
}

#[test]
fn calls_from_on_premises_get_an_interface_endpoint_that_lets_them_in() {
    let Net { mut design, hub, .. } = net();
    let catalog = Catalog::embedded();
    let office = edit::add_on_premises_network(&mut design);
    let target = ServiceRef::Aws("s3".to_owned());
    let service = edit::add_service(&mut design, &catalog, target, "us-east-1").unwrap();
    let refused = edit::call_from_on_premises(&mut design, &catalog, office, service).unwrap_err();
    assert!(refused.0.contains("attached to no VPC of us-east-1"), "{refused}");
    edit::attach_on_premises_to_vpc(&mut design, office, hub).unwrap();
    let endpoint = edit::call_from_on_premises(&mut design, &catalog, office, service).unwrap().unwrap();
    let endpoint = design.endpoints.get(endpoint).unwrap();
    let EndpointKind::Interface(interface) = &endpoint.kind else { panic!("{endpoint:?}") };
    let block = design.on_premises_networks.get(office).unwrap().cidr_blocks[0];
    let group = design.security_groups.get(interface.security_groups[0]).unwrap();
    assert!(group.ingress.iter().any(|rule| rule.peer == Peer::Cidr(block)));
    assert_eq!(design.on_premises_networks.get(office).unwrap().calls, [service]);
}

#[test]
fn a_shared_endpoint_is_named_by_a_hosted_zone() {
    let Net { mut design, hub, spoke, .. } = net();
    let catalog = Catalog::embedded();
    let sqs = ServiceRef::Aws("sqs".to_owned());
    let endpoint = edit::add_endpoint(&mut design, &catalog, hub, sqs).unwrap();
    edit::share_endpoint(&mut design, &catalog, endpoint, &[spoke]).unwrap();
    let EndpointKind::Interface(interface) = &design.endpoints.get(endpoint).unwrap().kind else { panic!() };
    assert!(!interface.private_dns);
    let zone = design.hosted_zones.values().find(|z| z.name == "sqs.us-east-1.amazonaws.com").unwrap();
    assert_eq!(zone.vpcs, [hub, spoke]);
    assert_eq!(zone.records[0].target, RecordTarget::Endpoint(endpoint));
    let group = design.security_groups.get(interface.security_groups[0]).unwrap();
    let spoke_block = design.vpcs.get(spoke).unwrap().cidr_blocks[0];
    assert!(group.ingress.iter().any(|rule| rule.peer == Peer::Cidr(spoke_block)));
    // A second time it is the same zones.
    let zones = design.hosted_zones.len();
    edit::share_endpoint(&mut design, &catalog, endpoint, &[spoke]).unwrap();
    assert_eq!(design.hosted_zones.len(), zones);
    edit::remove(&mut design, &[endpoint.into()]).unwrap();
    assert_eq!(design.dangling(), []);
}

#[test]
fn a_shared_endpoint_is_named_by_a_profile() {
    let Net { mut design, hub, spoke, .. } = net();
    let catalog = Catalog::embedded();
    let sqs = ServiceRef::Aws("sqs".to_owned());
    let endpoint = edit::add_endpoint(&mut design, &catalog, hub, sqs).unwrap();
    // From hosted zones to a Profile, and back: the other VPC has the names all the time.
    edit::share_endpoint(&mut design, &catalog, endpoint, &[spoke]).unwrap();
    let profiles = edit::share_endpoint_by_profile(&mut design, endpoint, &[spoke]).unwrap();
    let profile = design.profiles.get(profiles[0]).unwrap();
    assert_eq!((profile.vpcs.as_slice(), profile.endpoints.as_slice()), (&[spoke][..], &[endpoint][..]));
    assert_eq!(design.hosted_zones.len(), 0, "its name is free for private DNS");
    assert!(design.endpoints.get(endpoint).unwrap().kind.interface().unwrap().private_dns);
    assert_eq!(design.vpcs_answered_with(endpoint), [spoke]);
    let graph = lower(&design, &catalog);
    graph.verify().unwrap();
    for kind in [Kind::Profile, Kind::ProfileAssociation, Kind::ProfileResourceAssociation] {
        assert_eq!(graph.nodes.iter().filter(|node| node.resource.kind() == kind).count(), 1, "{kind:?}");
    }
    let other = edit::add_profile(&mut design, "us-east-1");
    let error = edit::set_profile_vpcs(&mut design, other, &[spoke]).unwrap_err().0;
    assert!(error.contains("has Profile names already"), "{error}");
    let away = edit::add_vpc(&mut design, "eu-west-1");
    let error = edit::set_profile_vpcs(&mut design, other, &[away]).unwrap_err().0;
    assert!(error.contains("use a Profile of eu-west-1"), "{error}");
    edit::share_endpoint(&mut design, &catalog, endpoint, &[]).unwrap();
    assert!(design.profiles.values().all(|profile| profile.endpoints.is_empty()));
    assert_eq!(design.vpcs_answered_with(endpoint), [spoke]);
    edit::remove(&mut design, &[endpoint.into(), spoke.into()]).unwrap();
    assert_eq!(design.dangling(), []);
}

/// What a file says of Profiles comes back as it was; what points nowhere is left out with a note.
#[test]
fn profiles_are_kept() {
    let Net { mut design, hub, spoke, .. } = net();
    let endpoint =
        edit::add_endpoint(&mut design, &Catalog::embedded(), hub, ServiceRef::Aws("sqs".to_owned()))
            .unwrap();
    edit::share_endpoint_by_profile(&mut design, endpoint, &[spoke]).unwrap();
    let zone = edit::add_hosted_zone(&mut design, "corp.example.com", &[hub]).unwrap();
    let id = design.profiles.ids().next().unwrap();
    edit::set_profile_hosted_zones(&mut design, id, &[zone]).unwrap();
    let text = file::save(&design);
    let opened = file::open(text.as_bytes()).unwrap();
    assert_eq!((opened.notes.len(), &opened.design), (0, &design));
    let broken = text.replace(&format!("\"{zone}\"\n"), "\"hosted-zone-900\"\n");
    assert_ne!(broken, text);
    let opened = file::open(broken.as_bytes()).unwrap();
    assert!(!opened.notes.is_empty());
    assert_eq!(opened.design.dangling(), []);
}

#[test]
fn a_network_acl_is_used_in_place_of_the_default_one() {
    let Net { mut design, hub, spoke, .. } = net();
    let acl = edit::add_network_acl(&mut design, hub, "guard").unwrap();
    let subnet = design.subnets_of(hub).next().unwrap().0;
    edit::set_network_acl(&mut design, subnet, Some(acl)).unwrap();
    let other = design.subnets_of(spoke).next().unwrap().0;
    assert!(edit::set_network_acl(&mut design, other, Some(acl)).unwrap_err().0.contains("not in VPC spoke"));
    let graph = lower(&design, &Catalog::embedded());
    let count = |kind| graph.nodes.iter().filter(|node| node.resource.kind() == kind).count();
    assert_eq!((count(Kind::NetworkAcl), count(Kind::NetworkAclEntry)), (1, 2));
    assert_eq!(count(Kind::NetworkAclAssociation), 1);
    let twice = vec![AclRule::allow_all(), AclRule::allow_all()];
    assert!(edit::check_acl_rules(&twice).unwrap_err().0.contains("another number"));
    // Moved to another VPC, a subnet leaves the ACL behind.
    let zone = design.zones_of(spoke).next().unwrap().0;
    edit::move_subnet(&mut design, &Catalog::embedded(), subnet, zone).unwrap();
    assert_eq!(design.subnets.get(subnet).unwrap().network_acl, None);
    edit::remove(&mut design, &[acl.into()]).unwrap();
    assert_eq!(design.dangling(), []);
}

/// Everything that joins networks, in one design.
fn everything() -> Design {
    let Net { mut design, hub, spoke, far } = net();
    let catalog = Catalog::embedded();
    let gateway = edit::add_transit_gateway(&mut design, "us-east-1");
    design.transit_gateways.get_mut(gateway).unwrap().amazon_side_asn = Some(64_600);
    edit::attach_vpc(&mut design, gateway, hub).unwrap();
    edit::attach_vpc(&mut design, gateway, spoke).unwrap();
    edit::add_peering(&mut design, hub, far).unwrap();
    let office = edit::add_on_premises_network(&mut design);
    let device = CustomerGateway { ip_address: Some("203.0.113.10".parse().unwrap()), bgp_asn: 65_000 };
    design.on_premises_networks.get_mut(office).unwrap().link = OnPremisesLink::Vpn(device);
    edit::attach_on_premises(&mut design, office, OnPremisesGateway::TransitGateway(gateway)).unwrap();
    let plant = edit::add_on_premises_network(&mut design);
    design.on_premises_networks.get_mut(plant).unwrap().link = OnPremisesLink::DirectConnect;
    edit::attach_on_premises_to_vpc(&mut design, plant, far).unwrap();
    let sqs = ServiceRef::Aws("sqs".to_owned());
    let service = edit::add_service(&mut design, &catalog, sqs, "us-east-1").unwrap();
    let endpoint = edit::call_from_on_premises(&mut design, &catalog, office, service).unwrap().unwrap();
    edit::share_endpoint(&mut design, &catalog, endpoint, &[spoke, far]).unwrap();
    edit::add_resolver_endpoint(&mut design, hub).unwrap();
    let acl = edit::add_network_acl(&mut design, spoke, "guard").unwrap();
    design.network_acls.get_mut(acl).unwrap().ingress.insert(
        0,
        AclRule {
            number: 50,
            action: AclAction::Deny,
            protocol: Protocol::Tcp,
            ports: Some(vpc_designer::model::PortRange { from: 22, to: 22 }),
            cidr_block: "0.0.0.0/0".parse().unwrap(),
        },
    );
    let subnet = design.subnets_of(spoke).next().unwrap().0;
    edit::set_network_acl(&mut design, subnet, Some(acl)).unwrap();
    edit::add_workload(&mut design, subnet, WorkloadKind::Generic).unwrap();
    design
}

#[test]
fn the_file_with_every_kind_of_network() {
    let design = everything();
    assert_eq!(design.dangling(), []);
    let text = file::save(&design);
    expect_file!["files/v1-networks.json"].assert_eq(&text);
    let opened = file::open(text.as_bytes()).unwrap();
    assert_eq!((opened.design, opened.notes), (design, vec![]));
}

#[test]
fn every_kind_of_network_is_lowered() {
    let graph = lower(&everything(), &Catalog::embedded());
    graph.verify().unwrap();
    let kinds: std::collections::BTreeSet<Kind> =
        graph.nodes.iter().map(|node| node.resource.kind()).collect();
    for kind in [
        Kind::NetworkAcl,
        Kind::NetworkAclEntry,
        Kind::NetworkAclAssociation,
        Kind::PeeringConnection,
        Kind::PeeringAccepter,
        Kind::TransitGateway,
        Kind::TransitGatewayAttachment,
        Kind::VpnGateway,
        Kind::CustomerGateway,
        Kind::VpnConnection,
        Kind::HostedZone,
        Kind::HostedZoneRecord,
        Kind::ResolverEndpoint,
    ] {
        assert!(kinds.contains(&kind), "{}", kind.word());
    }
    let notes: Vec<&str> = graph.notes.iter().map(|note| note.message.as_str()).collect();
    assert!(notes.len() == 1 && notes[0].starts_with("The Direct Connect gateway"), "{notes:?}");
    assert_eq!(graph.on_premises.len(), 2);
    // In each Region a route to the peering leads to the side there.
    for (_, node) in graph.iter() {
        let Resource::Route(route) = &node.resource else { continue };
        assert_eq!(graph.node(route.target.node()).region, node.region);
    }
}

#[test]
fn what_points_nowhere_is_repaired() {
    let text = file::save(&everything());
    let broken = text
        .replace("\"peering_connections\": {", "\"peering_connections\": { \"pcx-900\": { \"name\": \"x\", \"requester\": { \"vpc\": \"vpc-1\" }, \"accepter\": { \"vpc\": \"vpc-901\" } },")
        .replace("\"transit_gateway\": \"tgw-", "\"transit_gateway\": \"tgw-9");
    let opened = file::open(broken.as_bytes()).unwrap();
    assert_eq!(opened.design.dangling(), []);
    assert!(opened.notes.len() > 3);
    let again = file::open(file::save(&opened.design).as_bytes()).unwrap();
    assert_eq!(again.notes, []);
}
