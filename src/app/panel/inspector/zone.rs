//! An Availability Zone.

use std::sync::Arc;

use leptos::prelude::*;

use super::common::{add_button, links, part, present, section, set};
use crate::app::{
    state::AppState,
    widget::field::{TextField, select_field, text_field},
};
use crate::editor::{Command, Field, PaletteItem, Place, ZoneField};
use crate::model::{EntityRef, Id, SubnetKind, Zone, ZoneSuffix};

pub(super) fn zone(state: AppState, id: Id<Zone>) -> AnyView {
    let zone = present(state, id, |design| &design.zones);
    let suffix = part(zone, |zone| zone.suffix.to_string());
    let commit = move |text: String| {
        let suffix = ZoneSuffix::try_from(text.trim().to_owned()).map_err(|error| error.to_string())?;
        set(state, Field::Zone(id, ZoneField::Suffix(suffix)))
    };
    // The Region's own zones where the catalogue knows them, else free text.
    let known = state.design.with_untracked(|design| {
        let region = design.region_of(id.into())?.to_owned();
        let known: Vec<(String, String)> = state
            .catalog
            .with_untracked(|catalog| catalog.zone_names(&region))
            .into_iter()
            .filter_map(|name| Some((name.strip_prefix(&region)?.to_owned(), name)))
            .collect();
        let listed = known.iter().any(|(letter, _)| *letter == suffix.get_untracked());
        listed.then_some(known)
    });
    let field = match known {
        Some(options) => select_field("Zone", "zone-suffix", Signal::stored(options), suffix, move |text| {
            if let Err(error) = commit(text) {
                state.toast(crate::app::state::Tone::Warn, error);
            }
        }),
        None => {
            text_field(TextField::new("Zone suffix", "zone-suffix").mono(), suffix, Arc::new(commit), || {})
        }
    };
    let subnets = links(state, "No subnets", move |design| {
        design
            .subnets_of_zone(id)
            .map(|(subnet, entity)| {
                (EntityRef::from(subnet), format!("{} · {}", entity.kind.word(), entity.cidr_block))
            })
            .collect()
    });
    let add = move || {
        state.apply(Command::Add { item: PaletteItem::Subnet(SubnetKind::Private), place: Place::into(id) });
    };
    view! {
        <section>
            {field}
            <p class="hint">
                "Letters differ by account: us-east-1a of two accounts may be two zones. AZ ids are the same for all."
            </p>
        </section>
        {section("Subnets", add_button("Add a private subnet", "zone-subnet-add", add), subnets)}
    }
    .into_any()
}
