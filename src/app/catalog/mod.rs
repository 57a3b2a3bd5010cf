//! The catalogue on screen, over the design: support matrix, comparison of Regions, service page, the user's own list.
//!
//! Views read [`crate::catalog`] through the state's catalogue, so that the user's own list shows in all of them. What is
//! open is [`place::Place`].
//!
//! Names for tests (`data-testid`): `catalog`, `catalog-close`, `catalog-tab-matrix` (`-compare`, `-own-list`);
//! matrix: `matrix` (the grid), `matrix-search`, `matrix-category`, `matrix-type`, `matrix-partition`, `matrix-group`,
//! `matrix-fips`, `class-listed` …, `matrix-count`, `matrix-csv`, `matrix-json`, `matrix-empty`, `matrix-reset`;
//! compare: `compare-add`, `compare-chip-`*region*, `compare-summary`, `compare-grid`, `move-region`, `move-row`,
//! `move-summary`; service page: `service-page`, `service-answer`, `service-region`, `fact` (`data-label`), `example-cli` …,
//! `example-text`, `example-copy`, `add-to-design`; own list: `own-list-text`, `own-list-read`, `own-list-file`,
//! `own-list-error`, `own-list-region-`*region*, `own-list-remove-`*region*, `own-list-differences`, `own-list-export`,
//! `own-list-reset`, `own-list-command`, `overlay-mark`.

mod compare;
mod examples;
mod grid;
pub(super) mod keep;
mod mark;
mod matrix;
mod own_list;
mod page;
pub(super) mod place;

use leptos::prelude::*;

use super::{
    browser::dom,
    state::AppState,
    widget::{
        icon::{Icon, icon},
        tabs::{Tab, tabs},
    },
};
pub(super) use own_list::{Told, read_file, take_list};
use place::Place;

pub(super) use mark::in_use;

/// The catalogue, while it is open.
pub(super) fn catalog(state: AppState) -> impl IntoView {
    let open = Memo::new(move |_| state.place.with(Option::is_some));
    // What is typed and picked stays while one looks at a service, and until the page is left.
    let filters = matrix::Filters::new();
    let chosen = compare::Chosen::new();
    move || open.get().then(|| screen(state, filters, chosen))
}

fn screen(state: AppState, filters: matrix::Filters, chosen: compare::Chosen) -> AnyView {
    let place = Memo::new(move |_| state.place.get().unwrap_or(Place::Matrix));
    let tab = Signal::derive(move || place.with(|place| place.tab().to_owned()));
    let list = [("matrix", "Support matrix"), ("compare", "Compare Regions"), ("own-list", "Your own list")]
        .map(|(value, title)| Tab {
            value: value.to_owned(),
            title: title.to_owned(),
            test_id: format!("catalog-tab-{value}"),
            count: None,
        })
        .to_vec();
    // The keyboard goes on where what it was on is gone: at the search at first, in the grid after a service's page.
    Effect::new(move |before: Option<Place>| {
        let now = place.get();
        let id = match (&now, &before) {
            (Place::Matrix, None) if dom::has_fine_pointer() => "matrix-search",
            (Place::Matrix, Some(Place::Service { .. })) => "matrix",
            (Place::Matrix | Place::Compare | Place::OwnList | Place::Service { .. }, _) => "catalog-body",
        };
        let first = before.is_none();
        request_animation_frame(move || {
            if first || dom::focus_is_lost() {
                dom::focus(id);
            }
        });
        now
    });
    view! {
        <div
            class="catalog"
            role="region"
            aria-label="Service catalogue"
            data-testid="catalog"
            on:keydown=move |event| escape(state, &event)
        >
            <header class="topbar">
                <button
                    type="button"
                    class="button small outlined"
                    data-testid="catalog-close"
                    title="Back to the design (Esc)"
                    aria-label="Back to the design"
                    on:click=move |_| place::close(state)
                >
                    {icon(Icon::ArrowLeft)}
                    <span class="wide">"Design"</span>
                </button>
                <h2>"Service catalogue"</h2>
                {tabs("Catalogue", "catalog-body", list, tab, move |word: String| {
                    place::open(state, Place::of_tab(&word));
                })}
                <span class="gap"></span>
                {mark::in_use(state)}
            </header>
            <div class="catalog-body" id="catalog-body" role="tabpanel" tabindex="-1" aria-label="Catalogue">
                {move || match place.get() {
                    Place::Matrix => matrix::matrix(state, filters),
                    Place::Compare => compare::compare(state, chosen),
                    Place::OwnList => own_list::own_list(state),
                    Place::Service { key, region } => page::page(state, &key, &region),
                }}
            </div>
        </div>
    }
    .into_any()
}

/// Escape goes one level up; in a search field with text it clears the text first, as browsers do.
fn escape(state: AppState, event: &web_sys::KeyboardEvent) {
    if event.key() != "Escape" || event.default_prevented() || dom::has_typed_text(event) {
        return;
    }
    event.prevent_default();
    match state.place.get_untracked() {
        Some(Place::Service { .. }) => place::open(state, Place::Matrix),
        Some(Place::Matrix | Place::Compare | Place::OwnList) => place::close(state),
        None => {}
    }
}

/// A button in the inspector that leads to the page of a service in a Region, where it is one of AWS.
pub(super) fn about(state: AppState, service: Signal<Option<(String, String)>>) -> AnyView {
    (move || {
        service.get().map(|(key, region)| {
            let place = Place::Service { key, region };
            view! {
                <button
                    type="button"
                    class="button small about"
                    data-testid="about-service"
                    title="Everything the catalogue knows of this service in this Region"
                    on:click=move |_| place::open(state, place.clone())
                >
                    {icon(Icon::Info)}
                    "About this service"
                </button>
            }
        })
    })
    .into_any()
}
