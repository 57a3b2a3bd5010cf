//! Networks joined by hand: the line that is drawn from one to another, and the line that then stands there.

#![allow(clippy::unwrap_used, reason = "a test that cannot find its thing fails where it looked for it")]

use vpc_designer::{
    edit::{self, HubNames, Shape, Terms},
    editor::{Command, Find, PaletteItem, Place, Scope, ScreenPoint, VpcField, Wire, WireId},
    editor::{Field, Key, Modifiers, NetworkCommand},
    model::{Design, EntityRef, Frame, SubnetKind},
};

use super::support::hand::{EditorHarness, vpc_id};

/// Two VPCs with a private subnet each, a Transit Gateway, an office.
fn networks() -> EditorHarness {
    let mut design = Design::new("networks", "us-east-1");
    for name in ["blue", "green"] {
        let vpc = edit::add_vpc(&mut design, "us-east-1");
        edit::rename(&mut design, vpc.into(), name).unwrap();
        let catalog = vpc_designer::catalog::Catalog::embedded();
        let zone = edit::add_zone(&mut design, &catalog, vpc, None).unwrap();
        edit::add_subnet(&mut design, zone, SubnetKind::Private).unwrap();
    }
    edit::add_transit_gateway(&mut design, "us-east-1");
    edit::add_on_premises_network(&mut design);
    vpc_designer::editor::tidy(&mut design);
    EditorHarness::new(design)
}

/// Where lines are drawn from.
fn port(user: &EditorHarness, what: &str) -> ScreenPoint {
    let entity = user.find(what);
    let frame = user.editor.layout().frame(entity).unwrap();
    let down = if matches!(entity, EntityRef::Vpc(_)) { 28 } else { frame.h / 2 };
    user.at(frame.right(), frame.y + down)
}

fn line(user: &EditorHarness, wanted: impl Fn(WireId) -> bool) -> Wire {
    user.editor.wires().iter().find(|wire| wanted(wire.id)).unwrap().clone()
}

#[test]
fn a_line_between_vpcs_peers_them_and_says_so_before() {
    let mut user = networks();
    let from = port(&user, "vpc blue");
    let over = user.middle("vpc green");
    let held = user.press(from).over(over);
    let preview = held.preview().wire.unwrap();
    assert!(preview.verdict.allowed);
    assert_eq!(preview.verdict.text, "Peers blue with green, with routes both ways");
    held.drop();
    assert_eq!(user.announced(), "Peered blue with green, with routes both ways");
    assert_eq!(user.editor.undo_label(), Some("Peer blue with green"));
    assert_eq!(user.selected(), ["blue-green"]);
    let peering = line(&user, |id| matches!(id, WireId::Peering(_)));
    let spoken = peering.joint.as_ref().unwrap().spoken.clone();
    assert_eq!(&*spoken, "Peering connection blue-green between VPC blue and VPC green");
    // A click on the line selects what it stands for.
    user.click("vpc blue");
    let (a, b) = (peering.points[0], peering.points[1]);
    let middle = user.at(i32::midpoint(a.x, b.x), i32::midpoint(a.y, b.y));
    user.click_at(middle, vpc_designer::editor::Modifiers::NONE);
    assert_eq!(user.selected(), ["blue-green"]);
    user.editor.undo();
    assert!(user.editor.wires().iter().all(|wire| wire.joint.is_none()));
}

#[test]
fn overlapping_vpcs_are_refused_with_the_reason() {
    let mut user = networks();
    let green = vpc_id(user.find("vpc green"));
    let blocks = user.design().vpcs.values().next().unwrap().cidr_blocks.clone();
    user.apply(Command::Remove(user.design().subnets_of(green).map(|(id, _)| id.into()).collect()));
    user.apply(Command::Set(Field::Vpc(green, VpcField::CidrBlocks(blocks))));
    let (from, over) = (port(&user, "vpc blue"), user.middle("vpc green"));
    let held = user.press(from).over(over);
    let verdict = held.preview().wire.unwrap().verdict;
    assert!(!verdict.allowed && verdict.text.contains("overlap"), "{}", verdict.text);
    held.drop();
    assert!(user.design().peering_connections.is_empty());
}

#[test]
fn vpcs_and_the_office_are_attached_by_lines() {
    let mut user = networks();
    let from = port(&user, "vpc blue");
    user.press(from).to("tgw transit");
    let from = port(&user, "tgw transit");
    user.press(from).to("vpc green");
    let from = port(&user, "on-premises office");
    user.press(from).to("tgw transit");
    assert_eq!(user.announced(), "Attached office to transit, with routes to it");
    assert_eq!(user.design().transit_gateway_attachments.len(), 2);
    let lines = user.editor.wires().iter().filter(|wire| wire.joint.is_some()).count();
    assert_eq!(lines, 3);
    let vpn = line(&user, |id| matches!(id, WireId::OnPremises(..)));
    assert_eq!(vpn.joint.as_ref().unwrap().label, "VPN");
    // To a VPC it goes by a virtual private gateway, which is made for it.
    user.editor.undo();
    let from = port(&user, "on-premises office");
    user.press(from).to("vpc green");
    assert_eq!(user.announced(), "Attached office to green, with routes to it");
    let vpn = line(&user, |id| matches!(id, WireId::OnPremises(..)));
    assert_eq!(vpn.to, user.find("vpc green"));
    assert!(matches!(vpn.joint.as_ref().unwrap().entity, EntityRef::VpnGateway(_)));
}

#[test]
fn lines_follow_the_box_that_is_dragged() {
    let mut user = networks();
    let from = port(&user, "vpc blue");
    user.press(from).to("tgw transit");
    let before = line(&user, |id| matches!(id, WireId::Attachment(_)));
    let grip = user.middle("tgw transit");
    let held = user.drag("tgw transit").over(ScreenPoint::new(grip.x - 80.0, grip.y + 120.0));
    let shown = held.preview().wires;
    assert_eq!(shown.len(), 1);
    assert_ne!(shown[0].points, before.points);
    held.drop();
    let after = line(&user, |id| matches!(id, WireId::Attachment(_)));
    assert_eq!(after.points, shown[0].points);
}

#[test]
fn tab_goes_on_to_the_lines() {
    let mut user = networks();
    let from = port(&user, "vpc blue");
    user.press(from).to("vpc green");
    user.editor.select([]);
    let mut heard = Vec::new();
    while user.key(Key::Tab, Modifiers::NONE).handled {
        heard.push(user.announced().to_owned());
    }
    assert_eq!(
        heard.last().unwrap(),
        "Peering connection blue-green between VPC blue and VPC green, 5 of 5 in the canvas"
    );
    assert_eq!(user.selected(), ["blue-green"]);
    user.key(Key::Tab, Modifiers::SHIFT);
    assert_ne!(user.selected(), ["blue-green"]);
}

#[test]
fn the_command_palette_offers_what_can_be_joined() {
    let mut user = networks();
    user.click("vpc blue");
    let titles = |user: &EditorHarness| -> Vec<String> {
        let all = user.editor.finds(Scope::Everything);
        all.into_iter().filter(|e| matches!(e.find, Find::Join(_))).map(|e| e.title).collect()
    };
    assert_eq!(titles(&user), ["Peer blue with green", "Attach blue to transit", "Attach blue to office"]);
    let (blue, green) = (vpc_id(user.find("vpc blue")), vpc_id(user.find("vpc green")));
    user.apply(Command::Network(NetworkCommand::Peer { requester: blue, accepter: green }));
    user.click("vpc blue");
    assert_eq!(titles(&user), ["Attach blue to transit", "Attach blue to office"], "not a second time");
}

#[test]
fn a_hub_of_twenty_vpcs_reads_as_one_bus() {
    let mut user = EditorHarness::empty();
    let gateway = user.add(PaletteItem::TransitGateway, Place::ANYWHERE);
    let EntityRef::TransitGateway(gateway) = gateway else { panic!("{gateway}") };
    for _ in 0..20 {
        let vpc = user.add(PaletteItem::Vpc, Place::ANYWHERE);
        user.add(PaletteItem::Subnet(SubnetKind::Private), Place::into(vpc));
        user.apply(Command::Network(NetworkCommand::AttachVpc { gateway, vpc: vpc_id(vpc) }));
    }
    let layout = user.editor.layout().clone();
    let wires = user.editor.wires();
    assert_eq!(wires.len(), 20);
    let trunks: std::collections::BTreeSet<i32> = wires.iter().map(|wire| wire.points[1].x).collect();
    assert_eq!(trunks.len(), 1);
    for wire in wires.iter() {
        for ends in wire.points.windows(2) {
            let (a, b) = (ends[0], ends[1]);
            let line =
                Frame::new(a.x.min(b.x), a.y.min(b.y), (a.x - b.x).abs().max(1), (a.y - b.y).abs().max(1));
            for root in layout.children(None) {
                let frame = layout.frame(*root).unwrap();
                let inner = Frame::new(frame.x + 2, frame.y + 2, frame.w - 4, frame.h - 4);
                assert!(
                    !vpc_designer::editor::canvas::geometry::overlaps(inner, line),
                    "{:?} runs through {root}",
                    wire.points
                );
            }
        }
    }
}

#[test]
fn who_uses_a_hubs_endpoints_is_drawn_whether_by_hosted_zones_or_by_a_profile() {
    let catalog = vpc_designer::catalog::Catalog::embedded();
    let apart = vpc_designer::template::template("serverless-data").unwrap().build("us-east-1").unwrap();
    for (hub_names, by) in [(HubNames::HostedZones, "hosted zone"), (HubNames::Profile, "Route 53 Profile")] {
        let terms = Terms { keep_nat: false, hub_names };
        let design = edit::convert(&apart, &catalog, Shape::HubPeering, terms).unwrap();
        let user = EditorHarness::new(design.clone());
        let spokes: Vec<String> = (user.editor.wires().iter())
            .filter(|wire| matches!(wire.id, WireId::Shared(..)))
            .map(|wire| wire.joint.as_ref().unwrap().spoken.to_string())
            .collect();
        assert_eq!(spokes.len(), design.vpcs.len() - 1, "{by}: {spokes:?}");
        assert!(spokes.iter().all(|spoken| spoken.contains(by)), "{by}: {spokes:?}");
    }
}
