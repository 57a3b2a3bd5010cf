//! Copy, cut and paste, also between two designs; copies by Ctrl+D and Alt-drag.

use std::collections::BTreeSet;

use vpc_designer::{
    editor::{Command, EndpointField, Field, Key, Modifiers, PaletteItem, Phase, Place, ScreenPoint},
    file::{FRAGMENT_FORMAT, open_fragment},
    model::{Design, EntityRef, Peer, PortRange, Protocol, Rule},
    net::overlap,
};

use super::support::hand::{EditorHarness, s3, vpc_id};

/// `web` of `private-a` calls S3.
fn web_calls_s3() -> EditorHarness {
    let mut user = EditorHarness::two_zones();
    let EntityRef::Workload(workload) = user.find("workload web") else { panic!("no workload") };
    user.apply(Command::ConnectTo { workload, service: s3() });
    user
}

fn copied(user: &mut EditorHarness, what: &str) -> String {
    let entity = user.find(what);
    user.editor.select([entity]);
    user.editor.copy().unwrap()
}

fn paste(user: &mut EditorHarness, text: &str) {
    user.last = user.editor.paste(text, None);
    user.sweep();
}

/// No two subnets of a VPC, and no two VPCs, share an address.
fn no_overlap(design: &Design) {
    let vpcs: Vec<_> = design.vpcs.values().flat_map(|vpc| vpc.cidr_blocks.clone()).collect();
    for (index, a) in vpcs.iter().enumerate() {
        assert!(vpcs[index + 1..].iter().all(|b| !overlap(*a, *b)), "VPC blocks {vpcs:?}");
    }
    for (id, vpc) in design.vpcs.iter() {
        let subnets = design.used_blocks(id, None);
        for (index, a) in subnets.iter().enumerate() {
            assert!(
                vpc.cidr_blocks.iter().any(|block| block.contains(a)),
                "{a} outside of {:?}",
                vpc.cidr_blocks
            );
            assert!(subnets[index + 1..].iter().all(|b| !overlap(*a, *b)), "subnet blocks {subnets:?}");
        }
    }
}

#[test]
fn a_pasted_workload_keeps_its_groups_and_calls() {
    let mut user = web_calls_s3();
    let text = copied(&mut user, "workload web");
    let into = user.find("subnet private-b");
    user.editor.select([into]);
    paste(&mut user, &text);
    assert_eq!(user.announced(), "Pasted web-2 into private-b");
    assert_eq!(user.editor.undo_label(), Some("Paste web-2 into private-b"));
    let design = user.design();
    let groups =
        |name: &str| design.workloads.values().find(|w| w.name == name).unwrap().security_groups.clone();
    assert_eq!(groups("web"), groups("web-2"), "in one VPC the copy shares the group");
    assert_eq!((design.connections.len(), design.services.len(), design.endpoints.len()), (2, 1, 1));
    user.key(Key::Char('z'), Modifiers::COMMAND);
    assert_eq!(user.design().workloads.len(), 1);
}

#[test]
fn text_goes_from_one_design_to_another() {
    let mut user = web_calls_s3();
    let text = copied(&mut user, "subnet private-a");
    assert!(text.starts_with(&format!("{{\"format\":\"{FRAGMENT_FORMAT}\",\"version\":")), "{text}");

    // An empty design gets the VPC and zone that a subnet needs, the group, the service and the endpoint.
    let mut other = EditorHarness::empty();
    paste(&mut other, &text);
    assert_eq!(other.refused(), "");
    let design = other.design();
    assert_eq!((design.vpcs.len(), design.subnets.len(), design.workloads.len()), (1, 1, 1));
    assert_eq!((design.services.len(), design.endpoints.len(), design.connections.len()), (1, 1, 1));
    let web = design.workloads.values().next().unwrap();
    assert_eq!(design.security_groups.get(web.security_groups[0]).unwrap().name, "ec2");
    no_overlap(design);
}

#[test]
fn a_pasted_vpc_is_planned_anew_where_it_would_overlap_and_kept_where_not() {
    let mut user = EditorHarness::template("private-web-app");
    let original = user.design().vpcs.iter().next().map(|(id, vpc)| (id, vpc.clone())).unwrap();
    let (text, before) =
        (copied(&mut user, &format!("vpc {}", original.1.name)), user.design().entities().count());
    paste(&mut user, &text);
    assert_eq!(user.refused(), "");
    no_overlap(user.design());
    let services = user.design().services.len();
    assert_eq!(
        user.design().entities().count(),
        2 * before - services,
        "all of it twice, but the service nodes"
    );
    let copy = vpc_id(user.editor.selection().single().unwrap());
    let block = user.design().vpcs.get(copy).unwrap().cidr_blocks[0];
    assert_ne!(block, original.1.cidr_blocks[0]);
    // The addresses in rules move along.
    for group in user.design().security_groups.values().filter(|group| group.vpc == copy) {
        for rule in group.ingress.iter().chain(&group.egress) {
            if let Peer::Cidr(peer) = rule.peer {
                assert!(
                    !overlap(peer, original.1.cidr_blocks[0]) || peer.prefix_len() == 0,
                    "{peer} in {}",
                    group.name
                );
            }
        }
    }
    // What the user set in an endpoint is in the copy.
    assert_eq!(
        user.design().endpoints_of(original.0).map(|(_, e)| e.kind.endpoint_type()).collect::<Vec<_>>(),
        user.design().endpoints_of(copy).map(|(_, e)| e.kind.endpoint_type()).collect::<Vec<_>>(),
    );

    let mut other = EditorHarness::empty();
    paste(&mut other, &text);
    assert_eq!(other.design().vpcs.values().next().unwrap().cidr_blocks, original.1.cidr_blocks);
    assert_eq!(other.design().subnets.len(), user.design().subnets_of(original.0).count());
}

#[test]
fn cut_and_paste_brings_back_the_same_block_and_name() {
    let mut user = EditorHarness::two_zones();
    let block = user.design().subnets.values().next().unwrap().cidr_block;
    let zone = user.find("zone us-east-1a");
    let text = copied(&mut user, "subnet private-a");
    user.last = user.editor.cut();
    user.sweep();
    assert_eq!(user.editor.undo_label(), Some("Cut private-a"));
    assert_eq!(user.design().subnets.len(), 1);
    user.editor.select([zone]);
    paste(&mut user, &text);
    let subnet = user.find("subnet private-a");
    assert_eq!(user.selected(), ["private-a"]);
    let EntityRef::Subnet(id) = subnet else { panic!("{subnet}") };
    assert_eq!(user.design().subnets.get(id).unwrap().cidr_block, block);
    assert_eq!(user.design().parent_of(user.find("workload web")), Some(subnet));
}

#[test]
fn paste_goes_to_the_pointer_and_says_why_not() {
    let mut user = web_calls_s3();
    let text = copied(&mut user, "workload web");
    let over = user.middle("subnet private-b");
    user.last = user.editor.paste(&text, Some(over));
    user.sweep();
    assert_eq!(user.announced(), "Pasted web-2 into private-b");

    user.last = user.editor.paste(&text, Some(ScreenPoint::new(20.0, 20.0)));
    assert_eq!(user.refused(), "A workload belongs into a subnet");

    let text = copied(&mut user, "endpoint s3");
    let vpc = user.find("vpc main");
    user.editor.select([vpc]);
    paste(&mut user, &text);
    assert_eq!(user.refused(), "VPC main has a gateway endpoint for s3 already; a second one helps nobody");
}

#[test]
fn a_group_with_other_rules_is_not_taken_for_the_same() {
    let mut user = EditorHarness::two_zones();
    let text = copied(&mut user, "workload web");
    let EntityRef::SecurityGroup(group) = user.find("sg ec2") else { panic!("no group") };
    let rule = Rule {
        protocol: Protocol::Tcp,
        ports: Some(PortRange::single(22)),
        peer: Peer::SecurityGroup(group),
        description: String::new(),
    };
    user.apply(Command::Set(Field::SecurityGroup(
        group,
        vpc_designer::editor::SecurityGroupField::Ingress(vec![rule]),
    )));
    let into = user.find("subnet private-b");
    user.editor.select([into]);
    paste(&mut user, &text);
    let design = user.design();
    let copy = design.workloads.values().find(|w| w.name == "web-2").unwrap();
    assert_eq!(design.security_groups.get(copy.security_groups[0]).unwrap().name, "ec2-2");
}

#[test]
fn foreign_and_hostile_text_is_refused_with_a_message() {
    let mut user = EditorHarness::two_zones();
    let before = user.design().clone();
    let foreign = "The clipboard holds no part of a design. Select something on the canvas and copy it first";
    for text in ["", "hello", "{", "[]", "{}", "{\"a\":1}", "resource \"aws_vpc\" \"x\" {}", "\u{0}\u{feff}{"]
    {
        paste(&mut user, text);
        assert_eq!(user.refused(), foreign, "{text:?}");
    }
    for text in [
        format!("{{\"format\":\"{FRAGMENT_FORMAT}\",\"version\":99,\"roots\":[],\"design\":{{}}}}"),
        format!(
            "{{\"format\":\"{FRAGMENT_FORMAT}\",\"version\":1,\"roots\":[\"vpc-1\"],\"design\":{{\"vpcs\":7}}}}"
        ),
        format!("{{\"format\":\"{FRAGMENT_FORMAT}\",\"version\":1,\"roots\":7}}"),
        format!("{{\"format\":\"{FRAGMENT_FORMAT}\"{}", ",\"a\":[".repeat(3000)),
    ] {
        paste(&mut user, &text);
        assert!(!user.refused().is_empty(), "{text}");
    }
    // Nothing that exists is named: nothing to paste.
    let empty = "{\"name\":\"\",\"region\":\"us-east-1\",\"next_id\":1}";
    paste(
        &mut user,
        &format!(
            "{{\"format\":\"{FRAGMENT_FORMAT}\",\"version\":1,\"roots\":[\"vpc-1\",\"x\",3],\"design\":{empty}}}"
        ),
    );
    assert_eq!(user.refused(), "There is nothing on the clipboard; copy something first");
    assert_eq!(user.design(), &before);
}

#[test]
fn dangling_and_doubled_ids_in_pasted_text_are_mended() {
    let mut user = web_calls_s3();
    let text = copied(&mut user, "vpc main");
    let hostile = text.replace("\"subnet\":\"subnet-", "\"subnet\":\"subnet-9").replace("sg-", "sg-7");
    let mut other = EditorHarness::empty();
    paste(&mut other, &hostile);
    assert_eq!(other.design().vpcs.len(), 1);
    assert!(other.design().workloads.is_empty(), "its subnet is not in the text");
}

#[test]
fn names_with_any_character_survive() {
    let mut user = EditorHarness::two_zones();
    let name = "\"}]</script>${x}\u{202e}\n名 -7";
    let entity = user.find("workload web");
    user.apply(Command::Rename { entity, name: name.to_owned() });
    user.editor.select([entity]);
    let text = user.editor.copy().unwrap();
    paste(&mut user, &text);
    let names: BTreeSet<String> = user.design().workloads.values().map(|w| w.name.clone()).collect();
    assert_eq!(names.len(), 2);
    assert!(names.iter().all(|other| other.starts_with("\"}]</script>${x}\u{202e}\n名 ")), "{names:?}");
}

#[test]
fn a_whole_design_file_is_pasted_beside_what_is_there() {
    let file = vpc_designer::file::save(EditorHarness::template("private-web-app").design());
    let roots = open_fragment(&file).unwrap().roots;
    assert!(roots.iter().all(|root| matches!(root, EntityRef::Vpc(_) | EntityRef::Service(_))), "{roots:?}");
    let mut user = EditorHarness::empty();
    user.add(PaletteItem::Vpc, Place::ANYWHERE);
    user.editor.select([]);
    paste(&mut user, &file);
    assert_eq!(user.refused(), "");
    assert_eq!(user.design().vpcs.len(), 2);
    no_overlap(user.design());
}

#[test]
fn alt_drag_leaves_the_original_and_puts_a_copy_there() {
    let mut user = web_calls_s3();
    let before = user.design().clone();
    let to = user.middle("subnet private-b");
    let mut held = user.drag("workload web");
    held.modifiers = Modifiers::ALT;
    let held = held.over(to);
    let preview = held.preview();
    assert!(preview.moved.is_empty(), "the original stays");
    assert_eq!(preview.copies.len(), 1);
    assert_eq!(preview.target.unwrap().verdict.text, "Duplicates web into private-b");
    held.drop();
    assert_eq!(user.editor.undo_label(), Some("Duplicate web into private-b"));
    let copy = user.find("workload web-2");
    assert_eq!(user.design().parent_of(copy), Some(user.find("subnet private-b")));
    assert_eq!(user.design().parent_of(user.find("workload web")), Some(user.find("subnet private-a")));
    user.editor.undo();
    assert_eq!(user.design(), &before);

    // Alt let go before the drop: a move. Escape: nothing.
    let mut held = user.drag("workload web");
    held.modifiers = Modifiers::ALT;
    let mut held = held.over(to);
    held.modifiers = Modifiers::NONE;
    assert_eq!(held.over(to).preview().moved.len(), 1);
    user.key(Key::Escape, Modifiers::NONE);
    assert_eq!(user.design(), &before);
    user.pointer(Phase::Up, to, Modifiers::ALT);
    assert_eq!(user.design(), &before);
}

#[test]
fn a_subnet_is_copied_by_alt_drag_with_a_block_of_its_own() {
    let mut user = web_calls_s3();
    let frame = user.editor.layout().frame(user.find("zone us-east-1b")).unwrap();
    let to = user.at(frame.x + frame.w / 2, frame.bottom() - 20);
    let mut held = user.drag("subnet private-a");
    held.modifiers = Modifiers::ALT;
    held.drop_at(to);
    assert_eq!(user.refused(), "");
    assert_eq!(user.design().subnets.len(), 3);
    assert_eq!(user.design().workloads.len(), 2, "with its content");
    no_overlap(user.design());
}

#[test]
fn duplicates_of_everything_never_overlap() {
    let mut user = EditorHarness::template("private-web-app");
    for entity in user.design().entities().collect::<Vec<_>>() {
        let _ = user.editor.apply(Command::Duplicate(vec![entity]));
        user.sweep();
    }
    no_overlap(user.design());
}

#[test]
fn a_full_vpc_says_that_there_is_no_room() {
    let mut user = EditorHarness::two_zones();
    let subnet = user.find("subnet private-a");
    let mut last = String::new();
    for _ in 0..40 {
        if let Err(error) = user.editor.apply(Command::Duplicate(vec![subnet])) {
            last = error.to_string();
            break;
        }
    }
    assert!(last.starts_with("VPC main has no free /28 block left"), "{last}");
}

#[test]
fn copies_share_their_route_table_and_have_their_own_policy() {
    let mut user = web_calls_s3();
    let EntityRef::Endpoint(endpoint) = user.find("endpoint s3") else { panic!("no endpoint") };
    let policy = Some("{\"Statement\":[]}".to_owned());
    user.apply(Command::Set(Field::Endpoint(endpoint, EndpointField::Policy(policy.clone()))));
    let tables = user.design().route_tables.len();
    let subnet = user.find("subnet private-a");
    user.apply(Command::Duplicate(vec![subnet]));
    assert_eq!(user.design().route_tables.len(), tables);
    let vpc = user.find("vpc main");
    user.apply(Command::Duplicate(vec![vpc]));
    assert_eq!(user.design().route_tables.len(), 2 * tables);
    let policies: Vec<_> = user.design().endpoints.values().map(|endpoint| endpoint.policy.clone()).collect();
    assert_eq!(policies, [policy.clone(), policy]);
}
