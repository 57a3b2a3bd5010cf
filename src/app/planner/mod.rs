//! The address planner: a map of a VPC's address space with all its blocks, and what can be done with each range.
//!
//! The map is for the pointer; the table below it has the same ranges for the keyboard and for assistive technology,
//! and everything the pointer does on the map has a field or a button in the details. No rule is decided here:
//! [`crate::edit`] says what fits where.
//!
//! Names for tests (`data-testid`): `planner`, `plan-map` (`data-block`; its cells have `data-range`), `plan-edge`,
//! `plan-ghost`, `plan-row` (`data-range`), `plan-said`, `plan-errors`, `plan-export`, `plan-import`, `plan-undo`, `plan-redo`,
//! `plan-map6` (its cells have `data-index`), `plan-ipv6-add`, `plan-ipv6`, `plan-block-new`, `plan-block-add`, `plan-block-remove`; in the details: `plan-details`, `plan-block`, `plan-size`,
//! `plan-split`, `plan-join`, `plan-remove`, `plan-show`, `plan-zone`, `plan-kind`, `plan-add`, `plan-purpose`,
//! `plan-reserve`, `plan-release`.

mod details;
mod drag;
mod files;
mod ipv6;
mod map;
mod table;

use leptos::prelude::*;

use super::{
    browser::dom,
    dialog,
    state::AppState,
    widget::{
        icon::{Icon, icon},
        modal::modal,
    },
};
use crate::edit::{self, AddressPlan, Held, Holder, Range};
use crate::editor::{Action, Command, PlanCommand, Record};
use crate::model::{Design, Id, Subnet, Vpc};
use crate::net;

/// What the parts of the planner share.
#[derive(Clone, Copy)]
struct Planner {
    state: AppState,
    vpc: Id<Vpc>,
    plan: Memo<AddressPlan>,
    /// The range that is chosen: whose it is and its first address, which outlives a change of size.
    picked: RwSignal<Option<(Holder, u32)>>,
    /// The chosen range as it is now.
    range: Memo<Option<Range>>,
    drag: RwSignal<Option<drag::Drag>>,
    /// The blocks of the VPC's IPv6 block that subnets have; none where it has no such block.
    ipv6: Memo<Option<Vec<ipv6::Taken>>>,
    drag6: RwSignal<Option<ipv6::Drag>>,
    /// The last message, and whether it is a refusal.
    said: RwSignal<(bool, String)>,
    errors: RwSignal<Vec<String>>,
}

pub(super) fn planner(state: AppState, vpc: Id<Vpc>) -> AnyView {
    let plan = Memo::new(move |_| state.design.with(|design| edit::address_plan(design, vpc)));
    let picked = RwSignal::new(None);
    let range = Memo::new(move |_| plan.with(|plan| find(plan, picked.get()?)));
    let planner = Planner {
        state,
        vpc,
        plan,
        picked,
        range,
        drag: RwSignal::new(None),
        ipv6: Memo::new(move |_| state.design.with(|design| ipv6::taken(design, vpc))),
        drag6: RwSignal::new(None),
        said: RwSignal::new((false, String::new())),
        errors: RwSignal::new(Vec::new()),
    };
    // What is selected on the canvas is what one comes for; else the table's first row.
    let selected = state.selection.with_untracked(|selection| selection.single());
    plan.with_untracked(|plan| {
        let chosen = ranges(plan).find(|range| match (range.holder, selected) {
            (Holder::Subnet(id), Some(entity)) => entity == id.into(),
            (Holder::Subnet(_) | Holder::Reserved | Holder::Free, _) => false,
        });
        planner.pick(chosen.or_else(|| ranges(plan).next()));
    });
    let title = Signal::derive(move || {
        state.design.with(|design| match design.vpcs.get(vpc) {
            Some(vpc) => format!("Address plan of {}", vpc.name),
            None => "This VPC is no longer there".to_owned(),
        })
    });
    modal(
        "planner",
        "planner",
        "planner-title",
        move || {
            if planner.drag.with_untracked(Option::is_some) || planner.drag6.with_untracked(Option::is_some) {
                planner.drag.set(None);
                planner.drag6.set(None);
            } else {
                dialog::close(state);
            }
        },
        view! {
            {dialog::head_with(state, "planner-title", title, bar(planner))}
            <div class="body" on:keydown=move |event| keys(planner, &event)>
                <div class="plan-left">
                    {files::errors(planner)}
                    {map::maps(planner)}
                    {ipv6::map(planner)}
                    {table::table(planner)}
                </div>
                <aside class="plan-details" aria-label="Chosen range" data-testid="plan-details">
                    {details::details(planner)}
                </aside>
            </div>
            <p class="plan-said" role="status" data-testid="plan-said" class:bad=move || planner.said.with(|said| said.0)>
                {move || planner.said.with(|said| said.1.clone())}
            </p>
        },
    )
    .into_any()
}

fn ranges(plan: &AddressPlan) -> impl Iterator<Item = &Range> {
    plan.blocks.iter().flat_map(|planned| &planned.ranges).chain(&plan.outside)
}

/// The range that was chosen, or what is at its place now.
fn find(plan: &AddressPlan, (holder, at): (Holder, u32)) -> Option<Range> {
    let same = |range: &&Range| match (range.holder, holder) {
        (Holder::Subnet(one), Holder::Subnet(other)) => one == other,
        (Holder::Subnet(_) | Holder::Reserved | Holder::Free, _) => false,
    };
    let here = |range: &&Range| range.block.contains(&std::net::Ipv4Addr::from(at));
    ranges(plan).find(same).or_else(|| ranges(plan).find(here)).or_else(|| ranges(plan).next()).cloned()
}

impl Planner {
    fn pick(self, range: Option<&Range>) {
        self.picked.set(range.map(|range| (range.holder, range.block.network().into())));
    }

    fn pick_subnet(self, id: Id<Subnet>) {
        let found = self
            .plan
            .with_untracked(|plan| ranges(plan).find(|range| range.holder == Holder::Subnet(id)).cloned());
        self.pick(found.as_ref());
    }

    fn held(self, range: &Range) -> Option<Held> {
        match range.holder {
            Holder::Subnet(id) => Some(Held::Subnet(id)),
            Holder::Reserved => Some(Held::Reserved(self.vpc, range.block)),
            Holder::Free => None,
        }
    }

    fn say(self, text: impl Into<String>) {
        self.said.set((false, text.into()));
    }

    fn refuse(self, text: impl Into<String>) {
        self.said.set((true, text.into()));
    }

    /// Changes the design as one undo step; a refusal is said below.
    fn apply(self, command: PlanCommand) {
        if let Err(text) = self.try_apply(command) {
            self.refuse(text);
        }
    }

    /// The same for a field, which shows the refusal itself.
    fn try_apply(self, command: PlanCommand) -> Result<(), String> {
        self.change(Command::Plan(command))
    }

    fn change(self, command: Command) -> Result<(), String> {
        self.errors.update(Vec::clear);
        self.state.try_apply(command, Record::Step)?;
        self.done();
        Ok(())
    }

    fn run(self, action: Action) {
        self.state.run(action);
        self.done();
    }

    /// Says what happened; the keyboard goes on at the chosen row where what it was on is gone or another range now.
    fn done(self) {
        self.say(self.state.announcement.get_untracked());
        request_animation_frame(|| {
            if dom::focus_is_lost() || dom::has_focus_within(".plan-table") {
                dom::focus_matching(".plan-table [aria-current=true]");
            }
        });
    }

    fn read<R>(self, look: impl FnOnce(&Design) -> R) -> R {
        self.state.design.with_untracked(|design| look(design))
    }
}

/// A button with a text, and a picture where there is one.
fn button(
    class: &'static str,
    test_id: &'static str,
    picture: Option<Icon>,
    text: String,
    act: Box<dyn Fn()>,
) -> AnyView {
    view! {
        <button type="button" class=class data-testid=test_id on:click=move |_| act()>
            {picture.map(icon)}
            <span>{text}</span>
        </button>
    }
    .into_any()
}

/// The buttons in the heading.
fn bar(planner: Planner) -> AnyView {
    let small = "button small outlined";
    view! {
        <div class="plan-bar">
            {button(small, "plan-undo", Some(Icon::Undo), "Undo".to_owned(), Box::new(move || planner.run(Action::Undo)))}
            {button(small, "plan-redo", Some(Icon::Redo), "Redo".to_owned(), Box::new(move || planner.run(Action::Redo)))}
            {files::buttons(planner)}
        </div>
    }
    .into_any()
}

/// Undo and redo; the letters of what the chosen range can do.
fn keys(planner: Planner, event: &web_sys::KeyboardEvent) {
    if dom::is_typing(event) {
        return;
    }
    let command = event.ctrl_key() || event.meta_key();
    let key = event.key().to_lowercase();
    match (command, event.shift_key(), key.as_str()) {
        (true, false, "z") => planner.run(Action::Undo),
        (true, true, "z") | (true, false, "y") => planner.run(Action::Redo),
        (false, false, "s" | "j" | "delete" | "backspace") => {
            let Some(held) = planner.range.get_untracked().and_then(|range| planner.held(&range)) else {
                return;
            };
            match (key.as_str(), held) {
                ("s", held) => planner.apply(PlanCommand::Split(held)),
                ("j", held) => planner.apply(PlanCommand::Join(held)),
                (_, Held::Reserved(vpc, block)) => planner.apply(PlanCommand::Release { vpc, block }),
                (_, Held::Subnet(id)) => details::remove(planner, id),
            }
        }
        _ => return,
    }
    event.prevent_default();
}

/// `4,091`
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "4,091 usable of 4,096"
fn usable(range: &Range) -> String {
    let all = grouped(net::address_count(range.block));
    match range.holder {
        Holder::Subnet(_) => format!("{} usable of {all}", grouped(net::usable_addresses(range.block))),
        Holder::Reserved | Holder::Free => format!("{all} addresses"),
    }
}
