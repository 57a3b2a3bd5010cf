//! Picking a Region, from the whole catalogue.

use leptos::prelude::*;

use crate::app::{
    browser::dom,
    state::AppState,
    widget::{
        combobox::{Choice, Combobox, combobox},
        icon::{Icon, icon},
    },
};
use crate::catalog;
use crate::editor::{Command, DesignField, Field};

/// All Regions, group by group, the ones most accounts have first.
pub(crate) fn choices() -> Vec<Choice> {
    const FIRST: [&str; 4] = ["Americas", "Europe", "Asia Pacific", "Middle East"];
    let mut regions: Vec<&catalog::Region> = catalog::regions().iter().collect();
    let place = |group: &str| FIRST.iter().position(|first| *first == group).unwrap_or(FIRST.len());
    regions.sort_by_key(|region| {
        (region.partition != catalog::Partition::Aws, place(region.group), region.group, region.name)
    });
    regions
        .into_iter()
        .map(|region| Choice {
            value: region.code.to_owned(),
            title: region.name.to_owned(),
            side: region.code.to_owned(),
            group: region.group.to_owned(),
            also: region.partition.id().to_owned(),
        })
        .collect()
}

/// `eu-central-1` with its name, where the catalogue knows it.
pub(crate) fn title(code: &str) -> String {
    catalog::region(code).map_or_else(|| code.to_owned(), |region| region.name.to_owned())
}

/// The Region of the design, with a list to pick another: the Region of what is added next.
pub(super) fn region_button(state: AppState) -> impl IntoView {
    let open = RwSignal::new(false);
    let region = Memo::new(move |_| state.design.with(|design| design.region.clone()));
    let choose = move |code: String| {
        open.set(false);
        state.apply(Command::Set(Field::Design(DesignField::Region(code))));
        dom::focus("region-button");
    };
    view! {
        <div
            class="popover-anchor roomy"
            on:keydown=move |event| {
                if event.key() == "Escape" && open.get_untracked() {
                    event.stop_propagation();
                    open.set(false);
                    dom::focus("region-button");
                }
            }
        >
            <button
                type="button"
                id="region-button"
                class="button small outlined region-button"
                data-testid="region-button"
                title="Region of the next VPC and service"
                aria-haspopup="dialog"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                on:click=move |_| {
                    open.update(|open| *open = !*open);
                    if open.get_untracked() {
                        request_animation_frame(|| dom::focus("region-search"));
                    }
                }
            >
                {icon(Icon::Globe)}
                <span class="text">{move || region.get()}</span>
                {icon(Icon::ChevronDown)}
            </button>
            {move || {
                open.get().then(|| {
                    view! {
                        <div class="backdrop" on:click=move |_| open.set(false)></div>
                        <div class="popover" role="dialog" aria-label="Region of the next VPC and service">
                            {combobox(
                                Combobox {
                                    id: "region-search",
                                    label: "Search Regions",
                                    placeholder: "Search Regions",
                                    open: true, most: usize::MAX
                                },
                                Signal::stored(choices()),
                                Signal::derive(move || Some(region.get())),
                                choose,
                            )}
                        </div>
                    }
                })
            }}
        </div>
    }
}
