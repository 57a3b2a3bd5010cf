//! The whole design: name, description, tags of everything, counts.

use std::sync::Arc;

use leptos::prelude::*;

use super::tags;
use crate::app::{
    advisor::access,
    shell::{region, topbar::mark},
    state::AppState,
    widget::field::{TextField, select_field, text_field},
};
use crate::editor::{Command, DesignField, Field, Record};
use crate::model::Design;

pub(super) fn design(state: AppState) -> AnyView {
    let read = move |part: fn(&Design) -> String| -> Signal<String> {
        Memo::new(move |_| state.design.with(|design| part(design))).into()
    };
    let name = text_field(
        TextField::new("Name", "field-name").live(),
        read(|design| design.name.clone()),
        Arc::new(move |name| {
            let field = Field::Design(DesignField::Name(name));
            state.try_apply(Command::Set(field), Record::Amend("design.name".to_owned()))
        }),
        move || state.seal(),
    );
    let description = text_field(
        TextField::new("Description", "design-description")
            .rows(3)
            .live()
            .placeholder("What this network is for"),
        read(|design| design.description.clone()),
        Arc::new(move |text| {
            let field = Field::Design(DesignField::Description(text));
            state.try_apply(Command::Set(field), Record::Amend("design.description".to_owned()))
        }),
        move || state.seal(),
    );
    let options = region::choices()
        .into_iter()
        .map(|choice| (choice.value.clone(), format!("{} ({})", choice.title, choice.value)))
        .collect();
    let region_field = select_field(
        "Region of what is added next",
        "design-region",
        Signal::stored(options),
        read(|design| design.region.clone()),
        move |code| state.apply(Command::Set(Field::Design(DesignField::Region(code)))),
    );
    let all_tags = Memo::new(move |_| state.design.with(|design| design.tags.clone()));
    let set_tags = Arc::new(move |tags| {
        state.try_apply(Command::Set(Field::Design(DesignField::Tags(tags))), Record::Step)
    });
    let counts = Memo::new(move |_| {
        state.design.with(|design| {
            [
                ("VPCs", design.vpcs.len()),
                ("Subnets", design.subnets.len()),
                ("Workloads", design.workloads.len()),
                ("Endpoints", design.endpoints.len()),
                ("Services", design.services.len()),
                ("Connections", design.connections.len()),
            ]
        })
    });
    let figures = move || {
        counts
            .get()
            .into_iter()
            .map(|(what, count)| view! { <div><dd>{count}</dd><dt>{what}</dt></div> })
            .collect_view()
    };
    view! {
        <div class="inspector" data-testid="inspector-design">
            <div class="title">
                <span class="glyph">{mark()}</span>
                <div>
                    <h2>"Design"</h2>
                    <p>"Select something to see its fields"</p>
                </div>
            </div>
            <section>{name} {description} {region_field}</section>
            <section aria-label="Access">{access::access(state)}</section>
            <section aria-label="Contents">
                <h3>"Contents"</h3>
                <dl class="counts">{figures}</dl>
            </section>
            {crate::app::cost::summary(state)}
            {tags::tags("Tags of every resource", all_tags.into(), set_tags)}
            <section aria-label="Privacy">
                <p class="hint" data-testid="no-data">
                    "What data leaves this page: none. The design is in this browser and in the files you save. "
                    <a href="./help.html#data" target="_blank" rel="noopener">"More"</a>
                </p>
            </section>
        </div>
    }
    .into_any()
}
