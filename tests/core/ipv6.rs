//! IPv6: a VPC becomes dual-stack in one step and back, and stays whole on the way.

use expect_test::expect_file;
use vpc_designer::{
    catalog::Catalog,
    edit::{self, EditError},
    editor::{Command, Editor, Field, SubnetField, VpcField},
    file,
    graph::{Kind, Resource, ResourceGraph},
    lower::lower,
    model::{AclRule, Design, EntityRef, Id, Ipv6RouteTarget, Peer, Protocol, Rule, Subnet, SubnetKind, Vpc},
};

use crate::support::notation;

struct Net {
    design: Design,
    vpc: Id<Vpc>,
    public: Id<Subnet>,
    private: Id<Subnet>,
    isolated: Id<Subnet>,
}

fn net_with_nat() -> Net {
    let catalog = Catalog::embedded();
    let mut design = Design::new("demo", "us-east-1");
    let vpc = edit::add_vpc(&mut design, "us-east-1");
    let zone = edit::add_zone(&mut design, &catalog, vpc, None).unwrap();
    let mut add = |kind| edit::add_subnet(&mut design, zone, kind).unwrap();
    let [public, private, isolated] =
        [SubnetKind::Public, SubnetKind::Private, SubnetKind::Isolated].map(&mut add);
    edit::add_nat_gateway(&mut design, public).unwrap();
    Net { design, vpc, public, private, isolated }
}

fn graph(design: &Design) -> ResourceGraph {
    let graph = lower(design, &Catalog::embedded());
    graph.verify().unwrap();
    graph
}

fn index(design: &Design, subnet: Id<Subnet>) -> Option<u8> {
    design.subnets.get(subnet).unwrap().ipv6_index
}

fn ways_out(design: &Design, subnet: Id<Subnet>) -> Vec<Ipv6RouteTarget> {
    let table = design.subnets.get(subnet).unwrap().route_table;
    design.route_tables.get(table).unwrap().ipv6_routes.iter().map(|route| route.target).collect()
}

#[test]
fn a_dual_stack_vpc_leads_ipv6_where_it_leads_ipv4() {
    let Net { mut design, vpc, public, private, isolated } = net_with_nat();
    let before = design.clone();
    edit::enable_ipv6(&mut design, vpc).unwrap();
    assert_eq!([public, private, isolated].map(|id| index(&design, id)), [Some(0), Some(1), Some(2)]);
    assert_eq!(ways_out(&design, public), [Ipv6RouteTarget::InternetGateway]);
    assert_eq!(ways_out(&design, private), [Ipv6RouteTarget::EgressOnlyInternetGateway]);
    assert_eq!(ways_out(&design, isolated), []);
    let graph = graph(&design);
    let count = |kind| graph.nodes.iter().filter(|node| node.resource.kind() == kind).count();
    assert_eq!([Kind::EgressOnlyInternetGateway, Kind::Ipv6Route].map(count), [1, 2]);
    assert!(graph.notes.is_empty(), "{:?}", graph.notes);
    edit::disable_ipv6(&mut design, vpc).unwrap();
    assert_eq!(design, before);
}

#[test]
fn a_subnet_takes_a_free_block_and_no_other() {
    let Net { mut design, vpc, public, private, .. } = net_with_nat();
    let refused: EditError = edit::set_ipv6_index(&mut design, private, Some(7)).unwrap_err();
    assert_eq!(refused.to_string(), "VPC main has no IPv6 block; give it one first");
    edit::enable_ipv6(&mut design, vpc).unwrap();
    let refused = edit::set_ipv6_index(&mut design, private, Some(0)).unwrap_err();
    assert_eq!(refused.to_string(), "IPv6 block 0 is that of subnet public-a; take a free one");
    edit::set_ipv6_index(&mut design, private, Some(255)).unwrap();
    edit::set_ipv6_index(&mut design, public, None).unwrap();
    assert_eq!([public, private].map(|id| index(&design, id)), [None, Some(255)]);
    // A new subnet takes part in IPv6.
    let zone = design.subnets.get(public).unwrap().zone;
    let added = edit::add_subnet(&mut design, zone, SubnetKind::Private).unwrap();
    assert_eq!(index(&design, added), Some(0));
}

#[test]
fn copies_and_what_moves_have_blocks_of_their_own() {
    let Net { mut design, vpc, private, .. } = net_with_nat();
    edit::enable_ipv6(&mut design, vpc).unwrap();
    let catalog = Catalog::embedded();
    let from = design.clone();
    let source = edit::graft::Source { design: &from, catalog: &catalog };
    let zone = design.subnets.get(private).unwrap().zone;
    let copy = edit::graft::copy_subnet(&mut design, source, private, zone).unwrap();
    assert_eq!([private, copy].map(|id| index(&design, id)), [Some(1), Some(3)]);
    // Into a VPC without IPv6.
    let other = edit::add_vpc(&mut design, "us-east-1");
    let zone = edit::add_zone(&mut design, &catalog, other, None).unwrap();
    edit::move_subnet(&mut design, &catalog, copy, zone).unwrap();
    assert_eq!(index(&design, copy), None);
}

#[test]
fn a_gateway_that_goes_takes_its_routes_along() {
    let Net { mut design, vpc, public, private, .. } = net_with_nat();
    edit::enable_ipv6(&mut design, vpc).unwrap();
    let (gateway, _) = design.internet_gateway_of(vpc).unwrap();
    edit::remove(&mut design, &[EntityRef::from(gateway)]).unwrap();
    assert_eq!(ways_out(&design, public), []);
    assert_eq!(ways_out(&design, private), [Ipv6RouteTarget::EgressOnlyInternetGateway]);
    edit::set_egress_only_gateway(&mut design, vpc, false).unwrap();
    assert_eq!(ways_out(&design, private), []);
    assert!(graph(&design).notes.is_empty());
}

#[test]
fn what_aws_would_refuse_is_left_out_and_said() {
    let lines = [
        "vpc main 10.0.0.0/16 ipv6",
        "zone a",
        "subnet app 10.0.0.0/24 ipv6=4",
        "subnet data 10.0.1.0/24 ipv6=4",
        "vpc other 10.1.0.0/16",
        "zone a",
        "subnet old 10.1.0.0/24 ipv6=1",
    ];
    let graph = graph(&notation::read(lines).design);
    let notes: Vec<&str> = graph.notes.iter().map(|note| note.message.as_str()).collect();
    assert_eq!(
        notes,
        [
            "Subnet data has IPv6 block 4 of VPC main, which another subnet has too; it is left out",
            "Subnet old has an IPv6 block and VPC other has none; the subnet's is left out",
        ]
    );
    let blocks: Vec<Option<u8>> = graph
        .nodes
        .iter()
        .filter_map(|node| match &node.resource {
            Resource::Subnet(subnet) => Some(subnet.ipv6_index),
            _ => None,
        })
        .collect();
    assert_eq!(blocks, [Some(4), None, None]);
}

#[test]
fn each_change_is_one_step_of_undo_with_a_label() {
    let Net { design, vpc, private, .. } = net_with_nat();
    let mut user = Editor::new(design);
    let before = user.design().clone();
    user.apply(Command::Set(Field::Vpc(vpc, VpcField::Ipv6(true)))).unwrap();
    user.apply(Command::Set(Field::Subnet(private, SubnetField::Ipv6Index(Some(9))))).unwrap();
    assert_eq!(user.undo_label(), Some("Change IPv6 block of private-a"));
    user.undo();
    assert_eq!(user.undo_label(), Some("Change IPv6 of main"));
    user.undo();
    assert_eq!(*user.design(), before);
}

/// A golden file: what is written here opens for ever, and as this.
#[test]
fn ipv6_is_written_as_before() {
    let Net { mut design, vpc, private, .. } = net_with_nat();
    edit::enable_ipv6(&mut design, vpc).unwrap();
    design.subnets.get_mut(private).unwrap().assign_ipv6_address_on_creation = true;
    let group = edit::add_security_group(&mut design, vpc, "web").unwrap();
    let rule = Rule {
        protocol: Protocol::All,
        ports: None,
        peer: Peer::Ipv6Cidr("2001:db8::/32".parse().unwrap()),
        description: String::new(),
    };
    design.security_groups.get_mut(group).unwrap().ingress.push(rule);
    let acl = edit::add_network_acl(&mut design, vpc, "guard").unwrap();
    let rule = AclRule { number: 110, cidr_block: "::/0".parse().unwrap(), ..AclRule::allow_all() };
    design.network_acls.get_mut(acl).unwrap().ingress.push(rule);
    let design = Editor::new(design).design().clone();
    let text = file::save(&design);
    expect_file!["files/v1-ipv6.json"].assert_eq(&text);
    assert_eq!(file::open(text.as_bytes()).unwrap().design, *design);
}
