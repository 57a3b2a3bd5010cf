//! Lining up, spacing out, locking, what drags are held to, and finding one's way by direction and depth.

use vpc_designer::{
    editor::{
        Action, Arrange, Button, Command, Common, Find, Input, Key, Modifiers, PaletteItem, Phase, Place,
        Pointer, PointerKind, Scope, ScreenPoint, Shortcut, Snapping, shortcut,
    },
    model::{Design, EntityRef, Point, ServiceRef, SubnetKind, Tags, WorkloadKind},
};

use super::support::hand::EditorHarness;

/// A subnet with room and three workloads in it, `a`, `b` and `c`, at uneven places.
fn three() -> (EditorHarness, [EntityRef; 3]) {
    let mut user = EditorHarness::empty();
    let subnet = user.add(PaletteItem::Subnet(SubnetKind::Private), Place::ANYWHERE);
    let frame = user.editor.layout().frame(subnet).unwrap();
    user.apply(Command::Resize {
        entity: subnet,
        frame: vpc_designer::model::Frame { w: 900, h: 500, ..frame },
    });
    let places = [(100, 90), (310, 170), (520, 380)];
    let made = places.map(|(x, y)| {
        let place = Place::at(Point::new(frame.x + x, frame.y + y));
        user.add(PaletteItem::Workload(WorkloadKind::Lambda), place)
    });
    user.editor.select(made);
    (user, made)
}

fn frames(user: &EditorHarness, entities: [EntityRef; 3]) -> [vpc_designer::model::Frame; 3] {
    entities.map(|entity| user.editor.layout().frame(entity).unwrap())
}

#[test]
fn what_is_selected_together_is_lined_up() {
    type Edge = fn(vpc_designer::model::Frame) -> i32;
    let cases: [(Key, Edge); 4] = [
        (Key::ArrowLeft, |frame| frame.x),
        (Key::ArrowRight, |frame| frame.right()),
        (Key::ArrowUp, |frame| frame.y),
        (Key::ArrowDown, |frame| frame.bottom()),
    ];
    for (key, edge) in cases {
        let (mut user, made) = three();
        let before = frames(&user, made);
        user.key(key, Modifiers::COMMAND_SHIFT);
        let after = frames(&user, made).map(edge);
        let wanted = match key {
            Key::ArrowLeft | Key::ArrowUp => before.map(edge).into_iter().min(),
            _ => before.map(edge).into_iter().max(),
        };
        assert_eq!(after.iter().min(), after.iter().max(), "{key:?}");
        assert_eq!(after.iter().max().copied(), wanted, "{key:?}");
        assert!(user.editor.undo_label().unwrap().starts_with("Align"), "{:?}", user.editor.undo_label());
        user.editor.undo();
        assert_eq!(frames(&user, made), before);
    }
}

#[test]
fn gaps_are_made_equal() {
    let (mut user, made) = three();
    user.key(Key::Char('v'), Modifiers::ALT_SHIFT);
    let [a, b, c] = frames(&user, made);
    assert!((b.y - a.bottom()).abs_diff(c.y - b.bottom()) <= 1, "{a:?} {b:?} {c:?}");
    user.editor.select(made.into_iter().take(2));
    assert!(!Action::Arrange(Arrange::Horizontally).enabled(&user.editor), "two have one gap only");
    assert!(Action::Arrange(Arrange::Left).enabled(&user.editor));
}

#[test]
fn what_is_locked_stays_with_its_content() {
    let mut user = EditorHarness::two_zones();
    let (subnet, web, vpc) =
        (user.find("subnet private-a"), user.find("workload web"), user.find("vpc main"));
    user.editor.select([subnet]);
    user.key(Key::Char('l'), Modifiers::COMMAND_SHIFT);
    assert_eq!(user.announced(), "Locked private-a");
    let locked = user.design().clone();

    user.drag("workload web").to("subnet private-b");
    assert_eq!(user.refused(), "web lies in private-a, which is locked; unlock that first");
    let over = user.middle("subnet private-b");
    let held = user.drag("subnet private-a").over(over);
    let verdict = held.preview().target.unwrap().verdict;
    assert_eq!(
        (verdict.allowed, verdict.text.as_str()),
        (false, "private-a is locked; unlock it first (Ctrl+Shift+L)")
    );
    held.drop();
    // The lock is told also where it could not stand anyway.
    let outside = user.at(-400, -400);
    user.drag("subnet private-a").drop_at(outside);
    assert_eq!(user.refused(), "private-a is locked; unlock it first (Ctrl+Shift+L)");
    for entity in [web, subnet, vpc] {
        user.editor.select([entity]);
        user.key(Key::Delete, Modifiers::NONE);
        assert!(user.refused().contains("locked"), "{}", user.refused());
        user.last = user.editor.cut();
        assert!(user.refused().contains("locked"));
    }
    user.editor.select([web]);
    user.key(Key::ArrowRight, Modifiers::NONE);
    assert!(user.refused().contains("locked"));
    assert_eq!(user.design(), &locked);

    // Names and fields are no matter of place.
    user.apply(Command::Rename { entity: web, name: "api".to_owned() });
    // A copy is free, and so is what was unlocked.
    user.apply(Command::Duplicate(vec![subnet]));
    assert_eq!(user.design().drawing.locked.iter().copied().collect::<Vec<_>>(), [subnet]);
    user.editor.select([subnet]);
    user.key(Key::Char('l'), Modifiers::COMMAND_SHIFT);
    assert_eq!(user.announced(), "Unlocked private-a");
    user.key(Key::Delete, Modifiers::NONE);
    assert_eq!(user.refused(), "");
}

#[test]
fn locks_are_kept_in_the_file_and_go_with_what_they_lock() {
    let mut user = EditorHarness::two_zones();
    let web = user.find("workload web");
    user.apply(Command::Lock { entities: vec![web], locked: true });
    let text = vpc_designer::file::save(user.design());
    assert!(text.contains(&format!("\"locked\": [\n        \"{web}\"")), "{text}");
    let opened = vpc_designer::file::open(text.as_bytes()).unwrap();
    assert_eq!(&opened.design, user.design());
    assert!(opened.notes.is_empty());

    let gone = text.replace(&format!("\"{web}\"\n"), "\"workload-77\"\n");
    let opened = vpc_designer::file::open(gone.as_bytes()).unwrap();
    assert!(opened.design.drawing.locked.is_empty());
    assert_eq!(opened.notes.len(), 1);
    // A design without locks says nothing of them, so older files stay as they are.
    assert!(!vpc_designer::file::save(&Design::new("x", "us-east-1")).contains("drawing"));
}

#[test]
fn a_copied_vpc_keeps_its_locks_under_new_ids() {
    let mut user = EditorHarness::two_zones();
    let (web, vpc) = (user.find("workload web"), user.find("vpc main"));
    user.apply(Command::Lock { entities: vec![web], locked: true });
    user.apply(Command::Duplicate(vec![vpc]));
    let locked = &user.design().drawing.locked;
    assert_eq!(locked.len(), 2);
    assert!(locked.iter().all(|entity| user.design().exists(*entity)));
}

#[test]
fn grid_and_neighbours_hold_a_drag_only_when_switched_on() {
    let mut user = EditorHarness::empty();
    user.add(PaletteItem::Service(ServiceRef::Aws("s3".to_owned())), Place::at(Point::new(300, 300)));
    let service = user.editor.selection().single().unwrap();
    user.key(Key::Char('\''), Modifiers::COMMAND);
    assert_eq!(user.announced(), "Grid off");
    user.key(Key::Char('s'), Modifiers::ALT);
    assert_eq!(user.announced(), "Snapping to objects off");
    assert_eq!(user.editor.snapping(), Snapping { grid: false, objects: false });
    let before = user.editor.layout().frame(service).unwrap();
    let from = user.at(before.x + 24, before.y + 18);
    let to = user.at(before.x + 24 + 101, before.y + 18 + 53);
    user.press(from).drop_at(to);
    let after = user.editor.layout().frame(service).unwrap();
    assert_eq!((after.x - before.x, after.y - before.y), (101, 53));
    // Another design is edited the same way.
    user.editor.load(Design::new("other", "us-east-1"));
    assert!(!user.editor.snapping().grid);
    assert_eq!(Action::ToggleGrid.checked(&user.editor), Some(false));
}

#[test]
fn control_click_goes_outwards_and_round_again() {
    let mut user = EditorHarness::two_zones();
    let at = user.grip("workload web");
    let mut seen = Vec::new();
    for _ in 0..5 {
        user.click_at(at, Modifiers::COMMAND);
        seen.push(user.selected().join(" "));
    }
    assert_eq!(seen, ["web", "private-a", "us-east-1a", "main", "web"]);
    // A drag with Ctrl held takes what is selected: here the container, at the workload's card.
    user.click_at(at, Modifiers::NONE);
    assert_eq!(user.selected(), ["web"]);
}

#[test]
fn the_keyboard_goes_to_the_nearest_thing_on_a_side() {
    let mut user = EditorHarness::two_zones();
    let subnet = user.find("subnet private-b");
    user.add(PaletteItem::Workload(WorkloadKind::Lambda), Place { into: Some(subnet), at: None });
    user.click("workload web");
    user.key(Key::ArrowRight, Modifiers::COMMAND);
    assert_eq!(user.selected(), ["lambda"]);
    user.key(Key::ArrowRight, Modifiers::COMMAND);
    assert_eq!(user.selected(), ["lambda"], "nothing further on this side");
    user.key(Key::ArrowLeft, Modifiers::COMMAND);
    assert_eq!(user.selected(), ["web"]);
    user.click("subnet private-a");
    user.key(Key::ArrowRight, Modifiers::COMMAND);
    assert_eq!(user.selected(), ["private-b"]);
}

#[test]
fn shifted_digits_are_found_on_other_keyboards() {
    let press = |c, modifiers| shortcut(vpc_designer::editor::KeyPress { key: Key::Char(c), modifiers });
    assert_eq!(press('!', Modifiers::SHIFT), Some(Action::ZoomToFit));
    assert_eq!(press('"', Modifiers::SHIFT), Some(Action::ZoomToSelection));
    assert_eq!(press('#', Modifiers::SHIFT), Some(Action::ZoomToSelection));
    assert_eq!(press(')', Modifiers::SHIFT), Some(Action::ZoomToActualSize));
    assert_eq!(press('+', Modifiers::SHIFT), Some(Action::ZoomIn));
    let text =
        |action: Action| action.shortcuts().first().map(|key: &Shortcut| key.text(false)).unwrap_or_default();
    assert_eq!(text(Action::Arrange(Arrange::Left)), "Ctrl+Shift+←");
    assert_eq!(text(Action::ToggleGrid), "Ctrl+'");
}

#[test]
fn a_double_click_asks_for_the_name_and_a_drag_right_after_a_click_does_not() {
    let mut user = EditorHarness::two_zones();
    let at = user.grip("workload web");
    user.click_at(at, Modifiers::NONE);
    assert_eq!(user.last.request, None);
    let second = |user: &mut EditorHarness, phase, at| {
        user.send(Input::Pointer(Pointer {
            phase,
            at,
            button: Button::Primary,
            modifiers: Modifiers::NONE,
            id: 1,
            kind: PointerKind::Mouse,
            clicks: 2,
        }));
    };
    second(&mut user, Phase::Down, at);
    assert_eq!(user.last.request, None, "not before it is clear that it is no drag");
    second(&mut user, Phase::Up, at);
    assert_eq!(user.last.request, Some(Action::Rename));

    second(&mut user, Phase::Down, at);
    let to = user.middle("subnet private-b");
    second(&mut user, Phase::Move, to);
    second(&mut user, Phase::Up, to);
    assert_eq!(user.last.request, None);
    assert_eq!(user.announced(), "Moved web to private-b");
}

#[test]
fn enter_goes_into_containers_and_renames_what_is_none() {
    let mut user = EditorHarness::two_zones();
    user.click("subnet private-a");
    user.key(Key::Enter, Modifiers::NONE);
    assert_eq!(user.selected(), ["web"]);
    user.key(Key::Enter, Modifiers::NONE);
    assert_eq!(user.last.request, Some(Action::Rename));
    user.key(Key::F2, Modifiers::NONE);
    assert_eq!(user.last.request, Some(Action::Rename));
}

#[test]
fn everything_can_be_found_by_typing() {
    let user = EditorHarness::two_zones();
    let all = user.editor.finds(Scope::Everything);
    for action in Action::ALL {
        assert!(all.iter().any(|entry| entry.find == Find::Act(action)), "{action:?}");
    }
    let s3 = Find::Add(PaletteItem::Service(ServiceRef::Aws("s3".to_owned())));
    assert!(all.iter().any(|entry| entry.find == s3 && entry.title == "Add service Amazon S3"));
    let on_canvas = user.editor.finds(Scope::Canvas);
    assert!(on_canvas.iter().all(|entry| matches!(entry.find, Find::Go(_))));
    let web = on_canvas.iter().find(|entry| entry.find == Find::Go(user.find("workload web"))).unwrap();
    assert_eq!(
        (web.title.as_str(), web.detail.as_str()),
        ("EC2 instances web", "private-a · us-east-1a · main")
    );
    let subnet =
        on_canvas.iter().find(|entry| entry.find == Find::Go(user.find("subnet private-a"))).unwrap();
    assert_eq!(subnet.detail, "10.0.0.0/20 · us-east-1a · main");
}

#[test]
fn a_collapsed_vpc_shows_its_heading_and_the_lines_to_the_outside() {
    let mut user = EditorHarness::template("private-web-app");
    let vpc = user.design().vpcs.ids().next().unwrap();
    let subnet = user.design().subnets.ids().next().unwrap();
    let before = user.editor.layout().frame(vpc).unwrap();
    let network = vpc_designer::file::save(user.design());
    user.editor.select([subnet.into()]);
    user.key(Key::Char('e'), Modifiers::SHIFT);
    assert!(user.announced().starts_with("Collapsed"), "{}", user.announced());
    assert_eq!(user.selected(), [user.design().label(vpc.into())]);
    let frame = user.editor.layout().frame(vpc).unwrap();
    assert_eq!((frame.x, frame.y, frame.w), (before.x, before.y, before.w));
    assert!(frame.h < before.h / 2);
    assert_eq!(user.editor.layout().frame(subnet), None);
    // The services are still reached, from the heading.
    let wires = user.editor.wires();
    assert!(!wires.is_empty());
    assert!(wires.iter().all(|wire| wire.points.first().unwrap().x == frame.right()));

    // It is moved as a whole; what it holds comes along, and cannot be resized meanwhile.
    user.drag(&format!("vpc {}", user.design().label(vpc.into()))).drop_at(ScreenPoint::new(700.0, 300.0));
    assert!(user.announced().starts_with("Moved"), "{}", user.announced());
    let refused = user.editor.apply(Command::Resize { entity: vpc.into(), frame: before }).unwrap_err();
    assert!(refused.to_string().ends_with("is collapsed; expand it first"));
    // Going to something inside shows the VPC.
    user.editor.reveal(subnet.into());
    user.key(Key::Char('e'), Modifiers::SHIFT);
    assert!(user.announced().starts_with("Expanded"));
    assert!(user.editor.layout().frame(subnet).is_some());
    user.editor.undo();
    user.editor.undo();
    user.editor.undo();
    assert_eq!(vpc_designer::file::save(user.design()), network);
}

#[test]
fn a_collapsed_vpc_is_kept_in_the_file_and_says_nothing_of_the_network() {
    let mut user = EditorHarness::two_zones();
    let catalog = vpc_designer::catalog::Catalog::embedded();
    let graph = vpc_designer::lower::lower(user.design(), &catalog);
    let vpc = user.find("vpc main");
    user.apply(Command::Collapse { vpcs: vec![super::support::hand::vpc_id(vpc)], collapsed: true });
    assert_eq!(vpc_designer::lower::lower(user.design(), &catalog), graph);
    let opened = vpc_designer::file::open(vpc_designer::file::save(user.design()).as_bytes()).unwrap();
    assert_eq!(&opened.design, user.design());
    // What is added to it while it is collapsed has found its place when it is expanded.
    user.editor.select([vpc]);
    for _ in 0..5 {
        user.apply(Command::Add { item: PaletteItem::Subnet(SubnetKind::Private), place: Place::into(vpc) });
    }
    user.apply(Command::Collapse { vpcs: vec![super::support::hand::vpc_id(vpc)], collapsed: false });
}

fn tag(key: &str, value: &str) -> Tags {
    Tags::from([(key.to_owned(), value.to_owned())])
}

#[test]
fn several_things_of_a_kind_are_changed_together() {
    let mut user = EditorHarness::two_zones();
    let subnets: Vec<EntityRef> = user.design().subnets.ids().map(EntityRef::from).collect();
    user.editor.select(subnets.clone());
    let kind = |user: &EditorHarness| {
        user.editor.common_fields().into_iter().find(|field| field.what == Common::SubnetKind).unwrap().value
    };
    assert_eq!(kind(&user), Some(1), "both are private");
    let isolated = Common::SubnetKind.options().iter().position(|word| *word == "isolated").unwrap();
    let command = user.editor.set_common(Common::SubnetKind, isolated).unwrap();
    user.apply(command);
    assert_eq!(user.editor.undo_label(), Some("Change kind of private-a and private-b"));
    assert!(user.design().subnets.values().all(|subnet| subnet.kind == SubnetKind::Isolated));

    // Tags: added to all, taken from all, and only the common ones shown.
    let command = user.editor.set_common_tags(&tag("team", "web")).unwrap();
    user.apply(command);
    user.editor.select([subnets[0]]);
    let command = user
        .editor
        .set_common_tags(&tag("team", "web").into_iter().chain(tag("own", "1")).collect())
        .unwrap();
    user.apply(command);
    user.editor.select(subnets.clone());
    assert_eq!(
        user.editor.common_tags().unwrap().into_iter().collect::<Vec<_>>(),
        [("team".to_owned(), "web".to_owned())]
    );
    let command = user.editor.set_common_tags(&Tags::new()).unwrap();
    user.apply(command);
    assert!(user.editor.common_tags().unwrap().is_empty());
    assert!(
        user.design().subnets.values().any(|subnet| subnet.tags == tag("own", "1")),
        "what one has alone stays"
    );

    // Where they differ there is no common value, and things of two kinds have no common field.
    let command = user.editor.set_common(Common::MapPublicIpOnLaunch, 1).unwrap();
    user.apply(command);
    let first = user.design().subnets.ids().next().unwrap();
    user.apply(Command::Set(vpc_designer::editor::Field::Subnet(
        first,
        vpc_designer::editor::SubnetField::MapPublicIpOnLaunch(false),
    )));
    let fields = user.editor.common_fields();
    assert!(fields.iter().all(|field| field.what.options().len() > 1), "there is something to choose");
    assert!(fields.iter().any(|field| field.value.is_none()));
    let web = user.find("workload web");
    user.editor.select([subnets[0], web]);
    assert!(user.editor.common_fields().is_empty());
    assert!(user.editor.set_common(Common::SubnetKind, 0).is_err());
    assert!(user.editor.set_common_tags(&tag("team", "web")).unwrap_err().to_string().contains("workloads"));
}
