//! A user before the canvas, and what holds in every state of the editor.

use std::collections::BTreeSet;

use vpc_designer::{
    editor::{
        Button, Camera, Command, Editor, Input, Key, KeyPress, Layout, Modifiers, Outcome, PaletteDrag,
        PaletteItem, Phase, Place, Pointer, PointerKind, Preview, ScreenPoint, ScreenSize, canvas::wires,
    },
    model::{Design, EntityRef, Frame, Id, Point, ServiceRef, SubnetKind, Vpc, WorkloadKind},
    template::template,
};

/// A user before the canvas.
pub(crate) struct EditorHarness {
    pub(crate) editor: Editor,
    pub(crate) last: Outcome,
}

/// A press that is being held.
pub(crate) struct Held<'a> {
    pub(crate) harness: &'a mut EditorHarness,
    from: ScreenPoint,
    pub(crate) modifiers: Modifiers,
}

impl EditorHarness {
    pub(crate) fn new(design: Design) -> Self {
        let mut editor = Editor::new(design);
        editor.set_screen(ScreenSize::new(1440.0, 900.0));
        // Everything is in view and a canvas unit is a pixel, from the origin at (400, 100).
        editor.set_camera(Camera::new(-400.0, -100.0, 1.0));
        let harness = Self { editor, last: Outcome::default() };
        harness.sweep();
        harness
    }

    pub(crate) fn empty() -> Self {
        Self::new(Design::new("test", "us-east-1"))
    }

    pub(crate) fn template(name: &str) -> Self {
        Self::new(template(name).unwrap().build("us-east-1").unwrap())
    }

    /// One VPC with two zones, a private subnet in each, and a workload `web` in the first.
    pub(crate) fn two_zones() -> Self {
        let mut harness = Self::empty();
        harness.add(PaletteItem::Vpc, Place::ANYWHERE);
        harness.add(PaletteItem::Subnet(SubnetKind::Private), Place::ANYWHERE);
        let vpc = harness.find("vpc main");
        harness.add(PaletteItem::Zone, Place::into(vpc_id(vpc)));
        let zone = harness.find("zone us-east-1b");
        harness.add(PaletteItem::Subnet(SubnetKind::Private), Place { into: Some(zone), at: None });
        let subnet = harness.find("subnet private-a");
        let place = Place { into: Some(subnet), at: None };
        harness.add(PaletteItem::Workload(WorkloadKind::Ec2), place);
        let workload = harness.editor.selection().single().unwrap();
        harness.apply(Command::Rename { entity: workload, name: "web".to_owned() });
        harness.editor.select([]);
        harness
    }

    pub(crate) fn design(&self) -> &Design {
        self.editor.design()
    }

    /// "subnet private-a", "workload web", "endpoint s3": the kind of its id or its word, then its name.
    pub(crate) fn find(&self, what: &str) -> EntityRef {
        let (kind, name) = what.split_once(' ').unwrap();
        let design = self.design();
        design
            .entities()
            .find(|entity| entity.to_string().starts_with(kind) && design.label(*entity) == name)
            .unwrap_or_else(|| {
                let all: Vec<String> =
                    design.entities().map(|e| format!("{e} {}", design.label(e))).collect();
                panic!("no {what} among {all:#?}")
            })
    }

    /// Where to press to take hold of a thing: its title.
    pub(crate) fn grip(&self, what: &str) -> ScreenPoint {
        let frame = self.editor.layout().frame(self.find(what)).unwrap();
        self.at(frame.x + 24, frame.y + 18)
    }

    /// The middle of the free part of a thing.
    pub(crate) fn middle(&self, what: &str) -> ScreenPoint {
        let frame = self.editor.layout().frame(self.find(what)).unwrap();
        self.at(frame.x + frame.w / 2, frame.y + frame.h / 2)
    }

    pub(crate) fn at(&self, x: i32, y: i32) -> ScreenPoint {
        self.editor.camera().to_screen(Point::new(x, y).into())
    }

    pub(crate) fn send(&mut self, input: Input) -> &Outcome {
        self.last = self.editor.handle(&input);
        self.sweep();
        &self.last
    }

    pub(crate) fn apply(&mut self, command: Command) {
        self.last = self.editor.apply(command).unwrap();
        self.sweep();
    }

    pub(crate) fn add(&mut self, item: PaletteItem, place: Place) -> EntityRef {
        self.apply(Command::Add { item, place });
        self.editor.selection().single().unwrap()
    }

    pub(crate) fn pointer(&mut self, phase: Phase, at: ScreenPoint, modifiers: Modifiers) {
        self.send(Input::Pointer(Pointer {
            phase,
            at,
            button: Button::Primary,
            modifiers,
            id: 1,
            kind: PointerKind::Mouse,
            clicks: 1,
        }));
    }

    pub(crate) fn click(&mut self, what: &str) {
        let at = self.grip(what);
        self.click_at(at, Modifiers::NONE);
    }

    pub(crate) fn click_at(&mut self, at: ScreenPoint, modifiers: Modifiers) {
        self.pointer(Phase::Down, at, modifiers);
        self.pointer(Phase::Up, at, modifiers);
    }

    pub(crate) fn drag(&mut self, what: &str) -> Held<'_> {
        let from = self.grip(what);
        self.press(from)
    }

    pub(crate) fn press(&mut self, from: ScreenPoint) -> Held<'_> {
        self.pointer(Phase::Down, from, Modifiers::NONE);
        Held { harness: self, from, modifiers: Modifiers::NONE }
    }

    pub(crate) fn palette(&mut self, item: PaletteItem, at: ScreenPoint) {
        self.send(Input::PaletteDrag(PaletteDrag::Over { item: item.clone(), at }));
        self.send(Input::PaletteDrag(PaletteDrag::Drop { item, at }));
    }

    pub(crate) fn key(&mut self, key: Key, modifiers: Modifiers) -> &Outcome {
        self.send(Input::Key(KeyPress { key, modifiers }))
    }

    pub(crate) fn selected(&self) -> Vec<String> {
        self.editor.selection().iter().map(|entity| self.design().label(entity)).collect()
    }

    pub(crate) fn announced(&self) -> &str {
        self.last.announcement.as_deref().unwrap_or_default()
    }

    pub(crate) fn refused(&self) -> String {
        self.last.refused.as_ref().map(ToString::to_string).unwrap_or_default()
    }

    pub(crate) fn sweep(&self) {
        if let Err(problem) = in_order(&self.editor) {
            panic!("{problem}");
        }
    }
}

impl Held<'_> {
    /// Moves to a place in a few steps, and lets go.
    pub(crate) fn drop_at(self, to: ScreenPoint) {
        self.over(to).drop();
    }

    pub(crate) fn to(self, what: &str) {
        let to = self.harness.middle(what);
        self.drop_at(to);
    }

    pub(crate) fn over(self, to: ScreenPoint) -> Self {
        for step in 1..=4 {
            let part = f64::from(step) / 4.0;
            let x = self.from.x + (to.x - self.from.x) * part;
            let y = self.from.y + (to.y - self.from.y) * part;
            self.harness.pointer(Phase::Move, ScreenPoint::new(x, y), self.modifiers);
        }
        Self { from: to, ..self }
    }

    pub(crate) fn preview(&self) -> Preview {
        self.harness.editor.preview()
    }

    pub(crate) fn drop(self) {
        self.harness.pointer(Phase::Up, self.from, self.modifiers);
    }
}

pub(crate) fn vpc_id(entity: EntityRef) -> Id<Vpc> {
    match entity {
        EntityRef::Vpc(id) => id,
        other => panic!("{other} is no VPC"),
    }
}

pub(crate) fn s3() -> ServiceRef {
    ServiceRef::Aws("s3".to_owned())
}

/// What holds in every state of the editor.
pub(crate) fn in_order(editor: &Editor) -> Result<(), String> {
    let design = editor.design();
    let dangling = design.dangling();
    if !dangling.is_empty() {
        return Err(format!("dangling references: {dangling:?}"));
    }
    let numbers: Vec<u32> = design.entities().map(EntityRef::number).collect();
    if numbers.iter().collect::<BTreeSet<_>>().len() != numbers.len() {
        return Err("an id is used twice".to_owned());
    }
    if numbers.iter().any(|number| *number >= design.next_id) {
        return Err("an id is beyond the counter".to_owned());
    }
    if let Some(gone) = editor.selection().iter().find(|entity| !design.exists(*entity)) {
        return Err(format!("{gone} is selected and gone"));
    }
    if **editor.layout() != Layout::of(design) {
        return Err("the layout is not the design's".to_owned());
    }
    if editor.wires().as_slice() != wires(design, editor.layout()) {
        return Err("the wires are not the design's".to_owned());
    }
    let mut undone = editor.clone();
    undone.undo();
    undone.redo();
    if editor.undo_label().is_some() && undone.design() != editor.design() {
        return Err("redo does not lead back".to_owned());
    }
    placed(design, editor.layout())
}

/// Children lie in their containers, siblings apart.
pub(crate) fn placed(design: &Design, layout: &Layout) -> Result<(), String> {
    let label = |entity: EntityRef| format!("{entity} {}", design.label(entity));
    let containers = layout.paint_order().into_iter().map(Some).chain([None]);
    for container in containers {
        let children = layout.children(container);
        for (index, child) in children.iter().enumerate() {
            let frame = layout.frame(*child).unwrap();
            let on_border = matches!(child, EntityRef::InternetGateway(_));
            if let Some(outer) = container.and_then(|container| layout.frame(container)) {
                let (left, right) = (frame.x >= outer.x, frame.right() <= outer.right());
                let (top, bottom) = (frame.y >= outer.y, frame.bottom() <= outer.bottom());
                if on_border {
                    let crosses = frame.y < outer.y && frame.bottom() > outer.y;
                    if !(left && right && crosses) {
                        return Err(format!("{} at {frame:?} is off the border of {outer:?}", label(*child)));
                    }
                } else if !(left && right && top && bottom) {
                    return Err(format!("{} at {frame:?} sticks out of {outer:?}", label(*child)));
                }
            }
            for other in &children[index + 1..] {
                let apart = apart(frame, layout.frame(*other).unwrap());
                if !apart && !on_border && !matches!(other, EntityRef::InternetGateway(_)) {
                    return Err(format!(
                        "{} at {frame:?} and {} at {:?} overlap",
                        label(*child),
                        label(*other),
                        layout.frame(*other).unwrap()
                    ));
                }
            }
        }
    }
    for mark in layout.enis() {
        let outer = layout.frame(mark.subnet).unwrap();
        if mark.frame.x < outer.x || mark.frame.right() > outer.right() || mark.frame.y < outer.y {
            return Err(format!("a mark at {:?} sticks out of its subnet {outer:?}", mark.frame));
        }
        for node in layout.children(Some(mark.subnet.into())) {
            if !apart(mark.frame, layout.frame(*node).unwrap()) {
                return Err(format!("a mark covers {}", label(*node)));
            }
        }
    }
    Ok(())
}

pub(crate) fn apart(a: Frame, b: Frame) -> bool {
    a.right() <= b.x || b.right() <= a.x || a.bottom() <= b.y || b.bottom() <= a.y
}
