//! The browser half: Leptos views over the core.
//!
//! Views read signals of [`state::AppState`] and send commands and actions to it; it holds the editor and publishes what
//! changed. No rule of AWS and no geometry is decided here. All access to the browser is in [`browser`].
//!
//! # Names for tests
//!
//! Elements that tests use have stable attributes:
//!
//! - `data-id="subnet-3"`: the box of an entity on the canvas; `data-selected="true"` while it is selected.
//!   `data-connections` on a wire: the ids of its connections. `data-endpoint` on the mark of a network interface.
//! - `data-origin="subnet-3"`: a line of code that comes from that entity; class `lit` while that is selected.
//! - `data-testid`, below; *n* stands for a number, *key* for a service key.
//!
//! | where | `data-testid` |
//! |---|---|
//! | whole | `app` (with `data-ready="true"`, and `data-complete="true"` once what follows the first load is here), `live` (announcements), `toast` |
//! | top bar | `design-name`, `region-button`, `region-search`, `new-file`, `open-file`, `save-file`, `file-input`, `undo`, `redo`, `shortcuts`, `theme-button`, `theme-light`, `theme-dark`, `theme-system`, `toggle-left`, `toggle-right` |
//! | welcome | `welcome`, `welcome-region`, `welcome-region-options` (options have `data-value`), `start-blank`, `template-`*name*, `welcome-save`, `dialog-close` |
//! | palette | `tab-palette`, `tab-outline`, `palette-vpc`, `palette-zone`, `palette-subnet-public` (`-private`, `-isolated`), `palette-internet-gateway`, `palette-nat-gateway`, `palette-workload-ec2` (`-fargate`, `-eks-nodes`, `-lambda`, `-rds-client`, `-workload`), `service-search`, `palette-service-`*key*, `endpoint-service-name`, `endpoint-service-add` |
//! | outline | `outline`, `outline-subnet-`*n* … |
//! | canvas | `canvas` (with `data-camera`: the canvas place in its top left corner, and the zoom), `canvas-empty`, `context-menu`, `empty-add-vpc`, `verdict`, `zoom-in`, `zoom-out`, `zoom-reset`, `zoom-to-fit` |
//! | code | `code-panel`, `tab-cli`, `tab-terraform`, `tab-cloudformation`, `tab-problems`, `file-`*path*, `code-text` (`data-path`), `copy-code`, `download-code`, `download-all`, `toggle-code`, `problems`, `problem` (`data-code`), `no-problems`, `tab-paths`, `tab-cost` |
//! | paths | `paths`, `paths-drawn`, `paths-findings`, `paths-all`, `paths-search`, `paths-rows`, `path-row` (`data-way`), `no-paths`, `path`, `path-title`, `path-hops`, `path-hop`, `path-fix`, `path-close`; on the canvas `trail`, its marks with `data-entity` |
//! | cost | see `cost` |
//! | inspector | `inspector`, and per field: see `panel/inspector` |
//! | advisor | see `advisor` |
//! | status | `status-message`, `status-problems`, `saved` (`data-state` is `saved`, `pending` or `failed`) |
//! | tour | see `tour`; `take-tour` begins it in the welcome and in the help |
//! | new version | `update` (closes the message), `update-now`, `update-save` |
//! | dialogs | `not-opened`, `open-error`, `open-notes`, `shortcuts-dialog`, `dialog-ok`, `dialog-close` |
//! | catalogue | `catalog-button`, `overlay-mark` (in the status bar too), and what `catalog` lists |
//! | address planner | see `planner`; opened by `plan-addresses` in the inspector of a VPC or subnet |
//! | small screens | `dock-add`, `dock-canvas`, `dock-inspect`, `dock-code`, `dock-problems` |

mod advisor;
pub mod browser;
mod canvas;
mod catalog;
mod code;
mod cost;
mod dialog;
mod face;
mod keeping;
mod keys;
mod later;
mod panel;
mod paths;
mod planner;
mod prefs;
mod printing;
mod projection;
mod session;
mod shell;
mod state;
mod tour;
mod update;
mod widget;

use leptos::prelude::*;

use crate::model::Design;
use keeping::Restored;
use prefs::Prefs;
use state::{AppState, Dialog, Tone};

/// The Region of a first design, until the user picks another.
const FIRST_REGION: &str = "us-east-1";

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let prefs = Prefs::load();
    prefs.theme.show();
    let state = AppState::new(Design::new("Untitled design", FIRST_REGION), prefs);
    catalog::place::follow(state);
    let first_visit = session::is_first_visit();
    if first_visit && state.place.with_untracked(Option::is_none) {
        state.dialog.set(Some(Dialog::Welcome));
    }
    browser::rest::fetch_then(
        move || {
            state.complete();
            if !first_visit {
                catalog::keep::restore(state);
                begin(state);
            }
        },
        move || {
            let text =
                "A part of the app does not load. Check the connection; the app tries again by itself.";
            state.toast(Tone::Warn, text);
        },
    );
    keys::listen(state);
    printing::listen(state);

    let carried = RwSignal::new(None);
    let dropping = keys::listen_for_files(state);
    let root: NodeRef<leptos::html::Div> = NodeRef::new();
    root.on_load(move |_| state.prefs.with_untracked(shell::grip::show_sizes));
    let word = |open: bool| if open { "open" } else { "closed" };
    view! {
        <div
            id="app"
            class="app"
            node_ref=root
            data-testid="app"
            data-ready="true"
            data-complete=move || state.rest.get().then_some("true")
            data-panel=move || state.panel.get().word()
            data-left=move || word(state.prefs.with(|prefs| prefs.left_open))
            data-right=move || word(state.prefs.with(|prefs| prefs.right_open))
            data-covered=move || state.place.with(Option::is_some).then_some("true")
            data-carrying=move || carried.with(|carried| carried.is_some().then_some("true"))
        >
            <a class="skip" href="#canvas">"Skip to the canvas"</a>
            {shell::topbar::topbar(state)}
            {shell::side::left(state, carried)}
            {canvas::canvas(state)}
            {panel::code::panel(state)}
            {shell::side::right(state)}
            {shell::status::status(state)}
            {shell::dock::dock(state)}
        </div>
        {later::later(state, |state| catalog::catalog(state).into_any())}
        {later::later_with(state, carried, |_, carried| canvas::palette_drag::carried_picture(carried).into_any())}
        {shell::toasts::toasts(state)}
        {update::offer(state)}
        {later::later(state, tour::tour)}
        {dialog::dialogs(state)}
        {move || dropping.get().then(|| view! { <div class="drop-veil">{if state.place.with_untracked(Option::is_some) {
            "Drop your list of endpoint services to use it"
        } else {
            "Drop the design file to open it"
        }}</div> })}
    }
}

/// Goes on with the work of the last session, or offers a start.
fn begin(state: AppState) {
    if session::open_link(state) {
        return;
    }
    match keeping::restore() {
        // Who follows a link into the catalogue wants to read it first.
        Restored::Nothing if state.place.with_untracked(Option::is_some) => {}
        Restored::Nothing => state.dialog.set(Some(Dialog::Welcome)),
        Restored::Design(design) => {
            session::load_kept(state, *design);
            if let Some(camera) = session::restore_view() {
                state.set_camera(camera);
            }
        }
        Restored::Unreadable(why) => {
            state.toast(Tone::Bad, format!("The design kept in this browser could not be read: {why}"));
            state.dialog.set(Some(Dialog::Welcome));
        }
    }
}
