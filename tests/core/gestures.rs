//! What the hand does on the canvas, in the user's words. After every single event the design is whole and the canvas
//! in order.

#![allow(clippy::unwrap_used, reason = "a test that cannot find its thing fails where it looked for it")]

use std::collections::BTreeSet;

use proptest::prelude::*;
use vpc_designer::{
    editor::{
        Action, Button, Command, Cursor, DesignField, Editor, Field, Input, Key, KeyPress, Layout, Modifiers,
        Move, PaletteItem, Phase, Place, Pointer, PointerKind, Preview, Record, ScreenPoint, SubnetField,
        VpcField, Wheel, WireId, canvas::Handle, tidy,
    },
    model::{
        Design, EndpointKind, EntityRef, Frame, Id, Point, ServiceRef, Subnet, SubnetKind, Tags, Vpc,
        Workload, WorkloadKind, Zone,
    },
    template::{template, templates},
};

use super::support::hand::{EditorHarness, apart, in_order, placed, s3, vpc_id};

#[test]
fn a_vpc_is_laid_out_from_the_palette_by_pointer_only() {
    let mut user = EditorHarness::empty();
    let middle = ScreenPoint::new(720.0, 400.0);
    user.palette(PaletteItem::Vpc, middle);
    assert_eq!(user.selected(), ["main"]);
    user.palette(PaletteItem::Subnet(SubnetKind::Private), user.middle("vpc main"));
    assert_eq!(user.announced(), "Added private-a to us-east-1a");
    user.palette(PaletteItem::Subnet(SubnetKind::Public), user.middle("zone us-east-1a"));
    user.palette(PaletteItem::Workload(WorkloadKind::Lambda), user.middle("subnet private-a"));
    user.palette(PaletteItem::Service(s3()), ScreenPoint::new(1300.0, 300.0));

    let frame = user.editor.layout().frame(user.find("workload lambda")).unwrap();
    let port = user.at(frame.right(), frame.y + frame.h / 2);
    let service = user.editor.selection().single().unwrap();
    let name = format!("service {}", user.design().label(service));
    user.press(port).to(&name);

    assert_eq!(user.design().connections.len(), 1);
    let endpoint = user.design().endpoints.values().next().unwrap();
    assert!(matches!(endpoint.kind, EndpointKind::Gateway(_)));
    assert_eq!(user.editor.wires().len(), 2, "workload to endpoint, endpoint to service");
    assert!(user.announced().contains("by new gateway endpoint s3"), "{}", user.announced());
}

#[test]
fn a_workload_is_dragged_to_another_subnet() {
    let mut user = EditorHarness::two_zones();
    user.drag("workload web").to("subnet private-b");
    assert_eq!(user.design().parent_of(user.find("workload web")), Some(user.find("subnet private-b")));
    assert_eq!(user.announced(), "Moved web to private-b");
    assert_eq!(user.editor.undo_label(), Some("Move web to private-b"));
    user.key(Key::Char('z'), Modifiers::COMMAND);
    assert_eq!(user.design().parent_of(user.find("workload web")), Some(user.find("subnet private-a")));
    assert_eq!(user.announced(), "Undone: Move web to private-b");
}

#[test]
fn a_drag_shows_where_it_leads_and_changes_nothing_before_the_drop() {
    let mut user = EditorHarness::two_zones();
    let before = user.editor.design().clone();
    let web = user.find("workload web");
    let subnet = user.find("subnet private-b");
    let over = user.middle("subnet private-b");
    let held = user.drag("workload web").over(over);
    let preview = held.preview();
    assert_eq!(preview.moved, [web]);
    let target = preview.target.unwrap();
    assert_eq!(target.entity, Some(subnet));
    assert!(target.verdict.allowed);
    assert_eq!(target.verdict.text, "Moves web to private-b");
    assert!(std::sync::Arc::ptr_eq(&before, held.harness.editor.design()));
}

#[test]
fn a_wrong_place_is_refused_with_the_reason() {
    let mut user = EditorHarness::two_zones();
    let nowhere = user.at(-200, 700);
    let held = user.drag("workload web").over(nowhere);
    let verdict = held.preview().target.unwrap().verdict;
    assert!(!verdict.allowed);
    assert_eq!(verdict.text, "A workload belongs into a subnet");
    assert_eq!(held.harness.editor.cursor(), Cursor::NotAllowed);
    held.drop();
    assert_eq!(user.refused(), "A workload belongs into a subnet");
    assert_eq!(user.design().parent_of(user.find("workload web")), Some(user.find("subnet private-a")));

    user.palette(PaletteItem::Subnet(SubnetKind::Public), nowhere);
    assert_eq!(user.refused(), "A subnet belongs into an Availability Zone of a VPC");
    user.palette(PaletteItem::NatGateway, user.middle("subnet private-b"));
    assert_eq!(user.refused(), "A NAT gateway needs a public subnet; private-b is private");
}

#[test]
fn escape_cancel_and_blur_leave_no_trace() {
    let ends = [
        Input::Key(KeyPress { key: Key::Escape, modifiers: Modifiers::NONE }),
        Input::Interrupted,
        Input::Pointer(Pointer {
            phase: Phase::Cancel,
            at: ScreenPoint::default(),
            button: Button::Primary,
            modifiers: Modifiers::NONE,
            id: 1,
            kind: PointerKind::Mouse,
            clicks: 1,
        }),
    ];
    for end in ends {
        let mut user = EditorHarness::two_zones();
        let before = user.editor.design().clone();
        let label = user.editor.undo_label().map(str::to_owned);
        let over = user.middle("subnet private-b");
        let _held = user.drag("workload web").over(over);
        user.send(end);
        assert!(!user.editor.busy());
        assert_eq!(user.editor.preview(), Preview::default());
        assert!(std::sync::Arc::ptr_eq(&before, user.editor.design()));
        assert_eq!(user.editor.undo_label().map(str::to_owned), label);
        // Letting go afterwards does nothing either.
        user.pointer(Phase::Up, over, Modifiers::NONE);
        assert!(std::sync::Arc::ptr_eq(&before, user.editor.design()));
    }
}

#[test]
fn a_shaky_click_is_no_drag() {
    let mut user = EditorHarness::two_zones();
    let before = user.editor.design().clone();
    let at = user.grip("workload web");
    user.pointer(Phase::Down, at, Modifiers::NONE);
    user.pointer(Phase::Move, ScreenPoint::new(at.x + 3.0, at.y + 1.0), Modifiers::NONE);
    user.pointer(Phase::Up, ScreenPoint::new(at.x + 3.0, at.y + 1.0), Modifiers::NONE);
    assert_eq!(user.selected(), ["web"]);
    assert!(std::sync::Arc::ptr_eq(&before, user.editor.design()));
}

#[test]
fn a_workload_dropped_on_an_empty_vpc_makes_its_subnet_in_one_step() {
    let mut user = EditorHarness::empty();
    user.palette(PaletteItem::Vpc, ScreenPoint::new(720.0, 400.0));
    let empty = user.editor.design().clone();
    user.palette(PaletteItem::Workload(WorkloadKind::Ec2), user.middle("vpc main"));
    assert_eq!(user.design().subnets.values().next().unwrap().kind, SubnetKind::Private);
    assert_eq!(user.design().workloads.len(), 1);
    user.key(Key::Char('z'), Modifiers::COMMAND);
    assert_eq!(*user.editor.design(), empty);
}

#[test]
fn the_first_workload_on_an_empty_canvas_brings_its_vpc() {
    let mut user = EditorHarness::empty();
    user.palette(PaletteItem::Workload(WorkloadKind::EcsFargate), ScreenPoint::new(720.0, 400.0));
    assert_eq!(
        (user.design().vpcs.len(), user.design().subnets.len(), user.design().workloads.len()),
        (1, 1, 1)
    );
}

#[test]
fn a_subnet_is_dragged_to_another_zone_and_beside_the_last_one() {
    let mut user = EditorHarness::two_zones();
    user.drag("subnet private-a").to("zone us-east-1b");
    assert_eq!(user.design().parent_of(user.find("subnet private-a")), Some(user.find("zone us-east-1b")));
    assert_eq!(user.design().parent_of(user.find("workload web")), Some(user.find("subnet private-a")));

    let vpc = user.editor.layout().frame(user.find("vpc main")).unwrap();
    let beside = user.at(vpc.right() - 8, vpc.y + 200);
    user.drag("subnet private-a").drop_at(beside);
    assert_eq!(user.design().parent_of(user.find("subnet private-a")), Some(user.find("zone us-east-1c")));
}

#[test]
fn containers_grow_with_their_content_and_push_their_neighbours() {
    let mut user = EditorHarness::two_zones();
    let subnet = user.find("subnet private-a");
    for _ in 0..12 {
        user.add(PaletteItem::Workload(WorkloadKind::Lambda), Place { into: Some(subnet), at: None });
    }
    assert_eq!(user.design().workloads.len(), 13);
    // `in_order` has seen every step.
}

#[test]
fn rows_and_columns_stay_in_line_while_they_grow() {
    let mut user = EditorHarness::two_zones();
    let subnet = user.find("subnet private-b");
    for _ in 0..5 {
        user.add(PaletteItem::Workload(WorkloadKind::Lambda), Place { into: Some(subnet), at: None });
    }
    aligned(user.design(), "by hand");
    let frame = |user: &EditorHarness, what| user.editor.layout().frame(user.find(what)).unwrap();
    assert_eq!(frame(&user, "subnet private-a").h, frame(&user, "subnet private-b").h);

    // A third zone reaches where the services are: they step aside together.
    let web = user.find("workload web");
    for key in ["sqs", "secretsmanager", "kms"] {
        let EntityRef::Workload(workload) = web else { panic!() };
        user.apply(Command::ConnectTo { workload, service: ServiceRef::Aws(key.to_owned()) });
    }
    for wire in user.editor.wires().iter().filter(|wire| matches!(wire.id, WireId::FromEndpoint(..))) {
        assert_eq!(wire.points.len(), 2, "services are level with their endpoints");
    }
    let vpc = vpc_id(user.find("vpc main"));
    user.add(PaletteItem::Zone, Place::into(vpc));
    let columns: BTreeSet<i32> = user.design().services.values().map(|service| service.at.x).collect();
    assert_eq!(columns.len(), 1);
    assert!(columns.iter().all(|x| *x >= frame(&user, "vpc main").right() + 64));
    let lane: BTreeSet<i32> = user.design().endpoints.values().map(|endpoint| endpoint.at.x).collect();
    assert_eq!(lane.len(), 1);
}

#[test]
fn services_stay_outside_the_vpcs() {
    let mut user = EditorHarness::two_zones();
    let inside = user.middle("subnet private-a");
    user.palette(PaletteItem::Service(s3()), inside);
    assert_eq!(user.design().services.len(), 1);
    user.palette(PaletteItem::Service(s3()), inside);
    assert_eq!(user.design().services.len(), 1, "one node per service and Region");
    assert!(user.announced().contains("in the design already"), "{}", user.announced());
}

#[test]
fn a_container_is_resized_and_never_below_its_content() {
    let mut user = EditorHarness::two_zones();
    user.click("subnet private-a");
    let subnet = user.find("subnet private-a");
    let before = user.editor.layout().frame(subnet).unwrap();
    let corner = Handle::BottomRight.at(before);
    let from = user.at(corner.x, corner.y);
    let larger = user.at(corner.x + 96, corner.y + 64);
    user.press(from).drop_at(larger);
    let after = user.editor.layout().frame(subnet).unwrap();
    assert_eq!((after.w, after.h), (before.w + 96, before.h + 64));

    let corner = Handle::TopLeft.at(after);
    let inwards = user.at(after.right(), after.bottom());
    let from = user.at(corner.x, corner.y);
    let web = user.editor.layout().frame(user.find("workload web")).unwrap();
    user.press(from).drop_at(inwards);
    assert_eq!(user.editor.layout().frame(user.find("workload web")).unwrap(), web, "content stays put");
    let least = user.editor.layout().frame(subnet).unwrap();
    assert!(least.x <= web.x && least.y < web.y);
}

#[test]
fn a_gateway_on_the_border_of_a_selected_vpc_is_taken_and_not_the_border() {
    let mut user = EditorHarness::two_zones();
    user.add(PaletteItem::InternetGateway, Place::ANYWHERE);
    let gateway = user.editor.selection().single().unwrap();
    let frame = user.editor.layout().frame(gateway).unwrap();
    user.click("vpc main");
    let on_border = user.at(frame.x + 40, frame.y + frame.h / 2);
    let right = user.at(frame.x + 88, frame.y + 300);
    user.press(on_border).drop_at(right);
    let moved = user.editor.layout().frame(gateway).unwrap();
    assert_eq!((moved.x, moved.y), (frame.x + 48, frame.y), "it slides along the border");
}

#[test]
fn selecting() {
    let mut user = EditorHarness::two_zones();
    user.click("workload web");
    assert_eq!(user.selected(), ["web"]);
    let other = user.grip("subnet private-b");
    user.click_at(other, Modifiers::SHIFT);
    assert_eq!(user.selected(), ["web", "private-b"]);
    user.click_at(other, Modifiers::SHIFT);
    assert_eq!(user.selected(), ["web"]);
    let nowhere = user.at(-300, 600);
    user.click_at(nowhere, Modifiers::NONE);
    assert!(user.selected().is_empty());

    // A marquee takes the nodes it touches and the containers it encloses.
    let vpc = user.editor.layout().frame(user.find("vpc main")).unwrap();
    let (from, to) = (user.at(vpc.x - 40, vpc.y - 40), user.at(vpc.right() + 40, vpc.bottom() + 40));
    user.press(from).drop_at(to);
    assert!(user.selected().contains(&"main".to_owned()) && user.selected().contains(&"web".to_owned()));
    user.key(Key::Escape, Modifiers::NONE);
    assert!(user.selected().is_empty());
}

#[test]
fn what_is_selected_together_moves_together() {
    let mut user = EditorHarness::two_zones();
    let subnet = user.find("subnet private-a");
    user.add(PaletteItem::Workload(WorkloadKind::Lambda), Place { into: Some(subnet), at: None });
    let web = user.grip("workload web");
    user.click_at(web, Modifiers::SHIFT);
    user.drag("workload web").to("subnet private-b");
    let home = Some(user.find("subnet private-b"));
    assert_eq!(user.design().parent_of(user.find("workload web")), home);
    assert_eq!(user.design().parent_of(user.find("workload lambda")), home);
    assert_eq!(user.editor.undo_label(), Some("Move web and lambda to private-b"));
}

#[test]
fn deleting_takes_the_content_along_and_undo_brings_all_back() {
    let mut user = EditorHarness::template("private-web-app");
    let before = user.editor.design().clone();
    let vpc = before.vpcs.ids().next().unwrap();
    user.editor.select([vpc.into()]);
    user.key(Key::Delete, Modifiers::NONE);
    assert_eq!(user.design().workloads.len(), 0);
    assert!(user.selected().is_empty());
    user.key(Key::Char('z'), Modifiers::COMMAND);
    assert_eq!(*user.editor.design(), before);
    assert_eq!(user.editor.selection().single(), Some(vpc.into()));
}

#[test]
fn the_keyboard_walks_nudges_and_leaves() {
    let mut user = EditorHarness::two_zones();
    user.key(Key::Tab, Modifiers::NONE);
    assert_eq!(user.selected(), ["main"]);
    assert_eq!(user.announced(), "VPC main, 1 of 1 in the canvas");
    assert!(!user.key(Key::Tab, Modifiers::NONE).handled, "focus moves on behind the last one");
    user.key(Key::Enter, Modifiers::NONE);
    assert_eq!(user.selected(), ["us-east-1a"]);
    user.key(Key::Tab, Modifiers::NONE);
    assert_eq!(user.selected(), ["us-east-1b"]);
    user.key(Key::Tab, Modifiers::SHIFT);
    user.key(Key::Enter, Modifiers::NONE);
    user.key(Key::Enter, Modifiers::NONE);
    assert_eq!(user.selected(), ["web"]);
    user.key(Key::Enter, Modifiers::SHIFT);
    assert_eq!(user.selected(), ["private-a"]);

    user.key(Key::Escape, Modifiers::NONE);
    user.click("vpc main");
    let vpc = user.find("vpc main");
    let before = user.editor.layout().frame(vpc).unwrap();
    user.key(Key::ArrowRight, Modifiers::NONE);
    user.key(Key::ArrowRight, Modifiers::NONE);
    user.key(Key::ArrowDown, Modifiers::SHIFT);
    let after = user.editor.layout().frame(vpc).unwrap();
    assert_eq!((after.x - before.x, after.y - before.y), (16, 40));
    user.key(Key::Char('z'), Modifiers::COMMAND);
    assert_eq!(user.editor.layout().frame(vpc).unwrap(), before, "a run of nudges is one step");
}

#[test]
fn typing_is_one_step_until_the_field_is_left() {
    let mut user = EditorHarness::two_zones();
    let entity = user.find("workload web");
    for name in ["web-", "web-1", "web-10"] {
        let command = Command::Rename { entity, name: name.to_owned() };
        user.editor.apply_as(command, Record::Amend(format!("{entity}.name"))).unwrap();
    }
    assert_eq!(user.editor.undo_label(), Some("Rename web to web-10"), "the label tells of the whole run");
    user.editor.seal();
    let command = Command::Rename { entity, name: "web-2".to_owned() };
    user.editor.apply_as(command, Record::Amend(format!("{entity}.name"))).unwrap();
    user.editor.undo();
    assert_eq!(user.design().label(entity), "web-10");
    user.editor.undo();
    assert_eq!(user.design().label(entity), "web");
    user.editor.redo();
    assert_eq!(user.design().label(entity), "web-10");
}

#[test]
fn the_wheel_pans_and_zooms_at_the_pointer() {
    let mut user = EditorHarness::two_zones();
    let at = ScreenPoint::new(700.0, 300.0);
    let before = user.editor.camera();
    user.send(Input::Wheel(Wheel { at, dx: 10.0, dy: 20.0, modifiers: Modifiers::NONE }));
    assert_eq!((user.editor.camera().x, user.editor.camera().y), (before.x + 10.0, before.y + 20.0));
    let held = user.editor.camera().to_world(at);
    user.send(Input::Wheel(Wheel { at, dx: 0.0, dy: -90.0, modifiers: Modifiers::COMMAND }));
    assert!(user.editor.camera().zoom > before.zoom);
    let now = user.editor.camera().to_world(at);
    assert!((held.x - now.x).abs() < 1e-9 && (held.y - now.y).abs() < 1e-9);
}

#[test]
fn space_and_middle_button_pan() {
    let mut user = EditorHarness::two_zones();
    let design = user.editor.design().clone();
    let before = user.editor.camera();
    user.key(Key::Space, Modifiers::NONE);
    assert_eq!(user.editor.cursor(), Cursor::Grab);
    let from = user.grip("workload web");
    user.press(from).drop_at(ScreenPoint::new(from.x + 50.0, from.y - 30.0));
    user.send(Input::KeyUp(Key::Space));
    assert_eq!((user.editor.camera().x, user.editor.camera().y), (before.x - 50.0, before.y + 30.0));
    assert_eq!(*user.editor.design(), design);
}

#[test]
fn a_finger_pans_over_a_vpc_and_drags_what_is_selected() {
    let mut user = EditorHarness::two_zones();
    let design = user.editor.design().clone();
    let camera = user.editor.camera();
    let finger = |phase, at| {
        Input::Pointer(Pointer {
            phase,
            at,
            button: Button::Primary,
            modifiers: Modifiers::NONE,
            id: 7,
            kind: PointerKind::Touch,
            clicks: 1,
        })
    };
    let at = user.grip("vpc main");
    let to = ScreenPoint::new(at.x + 80.0, at.y);
    for event in [finger(Phase::Down, at), finger(Phase::Move, to), finger(Phase::Up, to)] {
        user.send(event);
    }
    assert_eq!(*user.editor.design(), design);
    assert!(user.editor.camera().x < camera.x);
    user.send(Input::Pinch { from: to, to: at, factor: 1.5 });
    assert!((user.editor.camera().zoom - 1.5).abs() < 1e-9);
    let at = user.grip("vpc main");
    user.send(finger(Phase::Down, at));
    user.send(finger(Phase::Up, at));
    assert_eq!(user.selected(), ["main"]);
}

#[test]
fn undo_is_not_taken_while_a_gesture_is_under_way() {
    let mut user = EditorHarness::two_zones();
    let before = user.editor.design().clone();
    let over = user.middle("subnet private-b");
    let held = user.drag("workload web").over(over);
    held.harness.key(Key::Char('z'), Modifiers::COMMAND);
    assert_eq!(*held.harness.editor.design(), before);
    held.drop();
    assert_eq!(user.design().parent_of(user.find("workload web")), Some(user.find("subnet private-b")));
}

#[test]
fn fields_are_set_and_nonsense_is_refused() {
    let mut user = EditorHarness::two_zones();
    let EntityRef::Subnet(subnet) = user.find("subnet private-a") else { panic!() };
    user.apply(Command::Set(Field::Subnet(subnet, SubnetField::CidrBlock("10.0.128.0/20".parse().unwrap()))));
    assert_eq!(user.editor.undo_label(), Some("Change CIDR block of private-a"));
    let vpc = vpc_id(user.find("vpc main"));
    let refused = user.editor.apply(Command::Set(Field::Vpc(vpc, VpcField::CidrBlocks(vec![]))));
    assert_eq!(refused.unwrap_err().to_string(), "VPC main needs at least one CIDR block");
    user.apply(Command::Set(Field::Design(DesignField::Tags(Tags::from([("a".into(), "b".into())])))));
    assert_eq!(user.editor.undo_label(), Some("Change tags"));
}

#[test]
fn a_command_that_changes_nothing_is_no_step() {
    let mut user = EditorHarness::two_zones();
    let label = user.editor.undo_label().map(str::to_owned);
    user.apply(Command::Set(Field::Design(DesignField::Name("test".to_owned()))));
    assert_eq!(user.last.change, None);
    assert_eq!(user.editor.undo_label().map(str::to_owned), label);
}

#[test]
fn duplicates_have_blocks_of_their_own() {
    let mut user = EditorHarness::template("private-web-app");
    let vpc = user.design().vpcs.ids().next().unwrap();
    user.editor.select([vpc.into()]);
    user.key(Key::Char('d'), Modifiers::COMMAND);
    assert_eq!(user.refused(), "");
    assert_eq!(user.design().vpcs.len(), 2);
    let blocks: Vec<_> = user.design().subnets.values().map(|subnet| subnet.cidr_block).collect();
    assert_eq!(blocks.iter().collect::<BTreeSet<_>>().len(), blocks.len());
}

#[test]
fn templates_come_tidy() {
    for template in templates() {
        let mut design = template.build("us-east-1").unwrap();
        tidy(&mut design);
        let layout = Layout::of(&design);
        placed(&design, &layout).unwrap_or_else(|problem| panic!("{}: {problem}", template.name));
        let mut again = design.clone();
        tidy(&mut again);
        assert_eq!(again, design, "{}: tidying twice changes nothing", template.name);
        aligned(&design, template.name);
    }
}

#[test]
fn wires_of_a_tidy_design_run_between_the_cards_and_beside_the_titles() {
    for template in templates() {
        let editor = Editor::new(template.build("us-east-1").unwrap());
        let (design, layout) = (editor.design(), editor.layout());
        assert!(!editor.wires().is_empty(), "{}", template.name);
        for wire in editor.wires().iter() {
            for ends in wire.points.windows(2) {
                let (a, b) = (ends[0], ends[1]);
                assert!(a.x == b.x || a.y == b.y, "{}: {:?} is oblique", template.name, wire.id);
                let line = Frame::new(a.x.min(b.x), a.y.min(b.y), (a.x - b.x).abs(), (a.y - b.y).abs());
                for entity in layout.paint_order() {
                    let frame = layout.frame(entity).unwrap();
                    let through = match entity {
                        EntityRef::Vpc(_) => continue,
                        // A zone's title, left in its header.
                        EntityRef::Zone(_) => Frame { h: 24, w: 100, ..frame },
                        EntityRef::Subnet(_) if layout.holder(wire.from) == Some(entity) => continue,
                        _ if entity == wire.from || entity == wire.to => continue,
                        _ => frame,
                    };
                    let touches = line.x < through.right()
                        && through.x < line.right().max(line.x + 1)
                        && line.y < through.bottom()
                        && through.y < line.bottom().max(line.y + 1);
                    assert!(
                        !touches,
                        "{}: the wire {:?} from {} to {} runs through {}: {line:?} {through:?}",
                        template.name,
                        wire.id,
                        design.label(wire.from),
                        design.label(wire.to),
                        design.label(entity)
                    );
                }
            }
        }
    }
}

/// A hundred connections, of 20 workloads in two zones to five services: every line keeps to the lanes between what it
/// does not belong to, lines of different services never lie on each other, and none makes a long way round.
#[test]
fn a_hundred_connections_stay_readable() {
    let mut editor = Editor::new(Design::new("busy", "us-east-1"));
    let add = |editor: &mut Editor, item: PaletteItem, place: Place| {
        editor.apply(Command::Add { item, place }).unwrap();
        editor.selection().single().unwrap()
    };
    let vpc = add(&mut editor, PaletteItem::Vpc, Place::ANYWHERE);
    let mut workloads = Vec::new();
    for _ in 0..2 {
        let zone = add(&mut editor, PaletteItem::Zone, Place::into(vpc));
        for _ in 0..2 {
            let subnet = add(&mut editor, PaletteItem::Subnet(SubnetKind::Private), Place::into(zone));
            for _ in 0..5 {
                let item = PaletteItem::Workload(WorkloadKind::Lambda);
                workloads.push(add(&mut editor, item, Place::into(subnet)));
            }
        }
    }
    for service in ["s3", "sqs", "sns", "kms", "logs"] {
        for workload in &workloads {
            let EntityRef::Workload(workload) = *workload else { unreachable!() };
            let service = ServiceRef::Aws(service.to_owned());
            editor.apply(Command::ConnectTo { workload, service }).unwrap();
        }
    }
    editor.apply(Command::Tidy).unwrap();
    assert_eq!(editor.design().connections.len(), 100);
    let layout = editor.layout();
    for wire in editor.wires().iter() {
        for ends in wire.points.windows(2) {
            let (a, b) = (ends[0], ends[1]);
            assert!(a.x == b.x || a.y == b.y, "{:?} is oblique", wire.id);
            let line =
                Frame::new(a.x.min(b.x), a.y.min(b.y), (a.x - b.x).abs().max(1), (a.y - b.y).abs().max(1));
            for entity in layout.paint_order() {
                let through = match entity {
                    // Lines run in a VPC and down a zone; not over its title.
                    EntityRef::Vpc(_) => continue,
                    EntityRef::Zone(_) => Frame { h: 24, w: 100, ..layout.frame(entity).unwrap() },
                    EntityRef::Subnet(_) if layout.holder(wire.from) == Some(entity) => continue,
                    _ if entity == wire.from || entity == wire.to => continue,
                    _ => layout.frame(entity).unwrap(),
                };
                assert!(apart(line, through), "{:?} runs through {}", wire.id, editor.design().label(entity));
            }
        }
        let length: i32 =
            wire.points.windows(2).map(|p| (p[0].x - p[1].x).abs() + (p[0].y - p[1].y).abs()).sum();
        let (first, last) = (wire.points.first().unwrap(), wire.points.last().unwrap());
        let straight = (first.x - last.x).abs() + (first.y - last.y).abs();
        assert!(length <= 2 * straight + 400, "{:?} goes {length} for {straight}", wire.id);
        assert!(wire.points.len() <= 10, "{:?} has {} corners", wire.id, wire.points.len());
    }
}

#[test]
fn three_dense_vpcs_are_tidied_into_rows_columns_and_lanes() {
    let mut editor = Editor::new(Design::new("dense", "us-east-1"));
    let add = |editor: &mut Editor, item: PaletteItem, place: Place| {
        editor.apply(Command::Add { item, place }).unwrap();
        editor.selection().single().unwrap()
    };
    let services = ["s3", "dynamodb", "sqs", "sns", "secretsmanager", "kms", "logs", "ecr.api", "ssm", "sts"];
    for _ in 0..3 {
        let vpc = vpc_id(add(&mut editor, PaletteItem::Vpc, Place::ANYWHERE));
        for _ in 0..3 {
            let zone = add(&mut editor, PaletteItem::Zone, Place::into(vpc));
            for kind in [SubnetKind::Public, SubnetKind::Private, SubnetKind::Private, SubnetKind::Isolated] {
                let place = Place { into: Some(zone), at: None };
                let subnet = add(&mut editor, PaletteItem::Subnet(kind), place);
                let place = Place { into: Some(subnet), at: None };
                add(&mut editor, PaletteItem::Workload(WorkloadKind::Lambda), place);
            }
        }
        let workloads: Vec<Id<Workload>> = editor.design().workloads_of(vpc).map(|(id, _)| id).collect();
        for (index, workload) in workloads.into_iter().enumerate() {
            for nth in 0..3 {
                let service = ServiceRef::Aws(services[(index * 3 + nth) % 10].to_owned());
                editor.apply(Command::ConnectTo { workload, service }).unwrap();
            }
        }
    }
    aligned(editor.design(), "dense, by hand");
    in_order(&editor).unwrap();
    editor.run(Action::Tidy);
    aligned(editor.design(), "dense, tidied");
    in_order(&editor).unwrap();
    assert!(editor.design().endpoints.len() >= 30);
    let columns = |xs: BTreeSet<i32>| xs.len();
    assert_eq!(columns(editor.design().services.values().map(|s| s.at.x).collect()), 1);
    assert_eq!(columns(editor.design().endpoints.values().map(|e| e.at.x).collect()), 1);
}

/// Zones of a VPC share top, height and width; subnets of one kind and rank share their row.
fn aligned(design: &Design, name: &str) {
    for vpc in design.vpcs.ids() {
        let zones: Vec<(Id<Zone>, &Zone)> = design.zones_of(vpc).collect();
        let shapes: BTreeSet<(i32, i32, i32)> =
            zones.iter().map(|(_, zone)| (zone.frame.y, zone.frame.w, zone.frame.h)).collect();
        assert!(shapes.len() <= 1, "{name}: zones differ: {shapes:?}");
        for kind in SubnetKind::ALL {
            let tops: Vec<Vec<i32>> = zones
                .iter()
                .map(|(id, _)| {
                    let of_kind = design.subnets_of_zone(*id).filter(|(_, subnet)| subnet.kind == kind);
                    let mut tops: Vec<i32> =
                        of_kind.map(|(_, subnet): (Id<Subnet>, _)| subnet.frame.y).collect();
                    tops.sort_unstable();
                    tops
                })
                .collect();
            let longest = tops.iter().max_by_key(|tops| tops.len()).cloned().unwrap_or_default();
            for tops in tops {
                assert!(longest.starts_with(&tops), "{name}: rows of {} differ", kind.word());
            }
        }
    }
}

#[test]
fn ten_thousand_entities_are_edited_without_looking_at_all_of_them() {
    let mut design = Design::new("large", "us-east-1");
    for index in 0..100 {
        let mut small = EditorHarness::two_zones().editor.design().as_ref().clone();
        // Copies of one VPC, each with ids of its own, in a grid.
        let offset = design.next_id;
        let vpc = small.vpcs.values().next().unwrap().clone();
        let id = Id::new(offset);
        let frame = Frame { x: index % 10 * 1200, y: index / 10 * 900, ..vpc.frame };
        design.vpcs.insert(id, Vpc { frame, ..vpc });
        small.next_id = 0;
        design.next_id = offset + 1;
        let subnets: Vec<_> = small.subnets.values().cloned().collect();
        for zone in small.zones.values() {
            let zone_id = design.allocate();
            design.zones.insert(zone_id, Zone { vpc: id, ..zone.clone() });
            let table = design.allocate();
            let subnet_id = design.allocate();
            let subnet = Subnet { zone: zone_id, route_table: table, ..subnets[0].clone() };
            design.route_tables.insert(
                table,
                vpc_designer::model::RouteTable {
                    vpc: id,
                    name: "t".into(),
                    routes: vec![],
                    ipv6_routes: vec![],
                    tags: Tags::new(),
                },
            );
            design.subnets.insert(subnet_id, subnet);
            for _ in 0..47 {
                let workload = design.allocate();
                design.workloads.insert(
                    workload,
                    Workload {
                        subnet: subnet_id,
                        name: "w".into(),
                        kind: WorkloadKind::Lambda,
                        recipe: None,
                        security_groups: vec![],
                        at: Point::default(),
                    },
                );
            }
        }
    }
    tidy(&mut design);
    let layout = Layout::of(&design);
    assert!(layout.paint_order().len() > 9_500);
    placed(&design, &layout).unwrap();

    // What a hit test asks about, counted.
    let asked = std::cell::Cell::new(0u32);
    let workload = design.workloads.ids().last().unwrap();
    let frame = layout.frame(workload).unwrap();
    let at = Point::new(frame.x + 5, frame.y + 5);
    let hit = layout.topmost(at.into(), &|_| {
        asked.set(asked.get() + 1);
        true
    });
    assert_eq!(hit, Some(workload.into()));
    assert!(asked.get() < 10, "{} boxes were considered", asked.get());
    assert!(layout.within(frame).len() < 50);
}

/// Commands at random, by numbers that pick among what there is.
fn any_command() -> impl Strategy<Value = (u8, [usize; 3], (i32, i32))> {
    (0u8..18, any::<[usize; 3]>(), (-300i32..2500, -300i32..2000))
}

fn command(editor: &Editor, (kind, picks, (x, y)): (u8, [usize; 3], (i32, i32))) -> Option<Command> {
    let design = editor.design();
    let all: Vec<EntityRef> = design.entities().collect();
    let some = |pick: usize| all.get(pick.checked_rem(all.len())?).copied();
    let at = Place::at(Point::new(x, y));
    let services = ["s3", "dynamodb", "sqs", "ecr.api", "secretsmanager"];
    let service = || ServiceRef::Aws(services[picks[0] % services.len()].to_owned());
    let workload = || design.workloads.ids().nth(picks[0].checked_rem(design.workloads.len())?);
    let add = |item| Some(Command::Add { item, place: at });
    match kind {
        0 => add(PaletteItem::Vpc),
        1 => add(PaletteItem::Zone),
        2 | 3 => add(PaletteItem::Subnet(SubnetKind::ALL[picks[0] % 3])),
        4 => add(PaletteItem::InternetGateway),
        5 => add(PaletteItem::NatGateway),
        6 | 7 => add(PaletteItem::Workload(WorkloadKind::ALL[picks[0] % 6])),
        8 => add(PaletteItem::Service(service())),
        9 => add(PaletteItem::Endpoint(service())),
        10 => Some(Command::ConnectTo { workload: workload()?, service: service() }),
        11 | 12 => Some(Command::Move(vec![Move {
            entity: some(picks[0])?,
            to: Point::new(x, y),
            into: (picks[2] % 3 > 0).then(|| some(picks[1])).flatten(),
        }])),
        13 => Some(Command::Resize {
            entity: some(picks[0])?,
            frame: Frame::new(x, y, (picks[1] % 1500) as i32, (picks[2] % 1500) as i32),
        }),
        14 => Some(Command::Remove(vec![some(picks[0])?])),
        15 => Some(Command::Duplicate(vec![some(picks[0])?])),
        16 => Some(Command::Tidy),
        _ => Some(Command::Rename { entity: some(picks[0])?, name: "${x} \"'\n名".to_owned() }),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_commands_keeps_the_design_whole_and_is_undone(
        steps in prop::collection::vec(any_command(), 1..40),
    ) {
        let mut editor = Editor::new(Design::new("random", "eu-central-1"));
        let start = editor.design().clone();
        let mut changes = 0;
        for step in steps {
            let Some(command) = command(&editor, step) else { continue };
            let before = editor.design().clone();
            match editor.apply(command.clone()) {
                Ok(outcome) => changes += usize::from(outcome.change.is_some()),
                Err(error) => {
                    prop_assert!(std::sync::Arc::ptr_eq(&before, editor.design()), "a refusal changed something");
                    prop_assert!(!error.to_string().is_empty());
                }
            }
            if let Err(problem) = in_order(&editor) {
                return Err(TestCaseError::fail(format!("after {command:?}: {problem}")));
            }
        }
        let end = editor.design().clone();
        for _ in 0..changes {
            editor.undo();
        }
        prop_assert_eq!(editor.design(), &start);
        prop_assert_eq!(editor.undo_label(), None);
        // What is in order stays as it is when the file is opened again.
        let opened = Editor::new(end.as_ref().clone());
        prop_assert_eq!(opened.design(), &end);
        for _ in 0..changes {
            editor.redo();
        }
        prop_assert_eq!(editor.design(), &end);
    }

    #[test]
    fn any_waving_of_the_pointer_keeps_the_design_whole(
        events in prop::collection::vec(
            (0u8..6, 0f64..1440.0, 0f64..900.0, any::<bool>(), any::<bool>()), 1..60),
    ) {
        let mut editor = EditorHarness::template("private-web-app").editor;
        editor.run(Action::ZoomToFit);
        for (kind, x, y, shift, alt) in events {
            let modifiers = Modifiers { shift, alt, command: false };
            let at = ScreenPoint::new(x, y);
            let pointer = |phase| Input::Pointer(Pointer {
                phase, at, button: Button::Primary, modifiers, id: 1, kind: PointerKind::Mouse, clicks: 1,
            });
            let input = match kind {
                0 => pointer(Phase::Down),
                1 | 2 => pointer(Phase::Move),
                3 => pointer(Phase::Up),
                4 => Input::Wheel(Wheel { at, dx: x - 700.0, dy: y - 450.0, modifiers }),
                _ => Input::Key(KeyPress { key: Key::ArrowLeft, modifiers }),
            };
            editor.handle(&input);
            let _ = (editor.preview(), editor.cursor());
        }
        editor.handle(&Input::Interrupted);
        if let Err(problem) = in_order(&editor) {
            return Err(TestCaseError::fail(problem));
        }
    }

    #[test]
    fn impossible_frames_from_a_file_are_mended(
        place in prop_oneof![
            any::<[i32; 4]>(),
            prop::array::uniform4(-50_000i32..50_000),
            prop::array::uniform4(-500i32..1_000),
        ],
        which in 0u8..6,
    ) {
        let [x, y, w, h] = place;
        let sane = place.iter().all(|v| (-50_000..50_000).contains(v));
        let mut design = template("private-web-app").unwrap().build("us-east-1").unwrap();
        tidy(&mut design);
        let (frame, at) = (Frame::new(x, y, w, h), Point::new(x, y));
        match which {
            0 => design.vpcs.update_each(|_, e| { e.frame = frame; true }),
            1 => design.zones.update_each(|_, e| { e.frame = frame; true }),
            2 => design.subnets.update_each(|_, e| { e.frame = frame; true }),
            3 => design.workloads.update_each(|_, e| { e.at = at; true }),
            4 => design.endpoints.update_each(|_, e| { e.at = at; true }),
            _ => design.services.update_each(|_, e| { e.at = at; true }),
        }
        let editor = Editor::new(design);
        prop_assert!(!editor.wires().is_empty());
        // Beyond the canvas there is no room to put things apart; it only must not panic.
        if sane && let Err(problem) = in_order(&editor) {
            return Err(TestCaseError::fail(problem));
        }
    }
}

#[test]
fn subnets_that_are_added_one_after_the_other_go_to_two_zones() {
    let mut user = EditorHarness::empty();
    for _ in 0..3 {
        user.add(PaletteItem::Subnet(SubnetKind::Isolated), Place::ANYWHERE);
    }
    let zones: Vec<String> =
        user.design().subnets.values().map(|s| user.design().label(s.zone.into())).collect();
    assert_eq!(zones, ["us-east-1a", "us-east-1b", "us-east-1a"]);
    // Where a zone is chosen, it is meant.
    let zone = user.find("zone us-east-1b");
    user.editor.select([zone]);
    let subnet = user.add(PaletteItem::Subnet(SubnetKind::Isolated), Place::ANYWHERE);
    assert_eq!(user.design().parent_of(subnet), Some(zone));
}
