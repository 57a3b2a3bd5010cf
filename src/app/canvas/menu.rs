//! The context menu of the canvas: what one can do with what is under the pointer, or with the selection.

use leptos::prelude::*;

use crate::app::{
    browser::{dom, pointer},
    session,
    state::AppState,
    widget::{
        icon::{Icon, icon},
        menu::keys,
    },
};
use crate::editor::{Action, Arrange, ScreenPoint};

const WITH_SELECTION: [Action; 20] = [
    Action::Rename,
    Action::Cut,
    Action::Copy,
    Action::Paste,
    Action::Duplicate,
    Action::SelectParent,
    Action::SelectChild,
    Action::ZoomToSelection,
    Action::Arrange(Arrange::Left),
    Action::Arrange(Arrange::Center),
    Action::Arrange(Arrange::Right),
    Action::Arrange(Arrange::Top),
    Action::Arrange(Arrange::Middle),
    Action::Arrange(Arrange::Bottom),
    Action::Arrange(Arrange::Horizontally),
    Action::Arrange(Arrange::Vertically),
    Action::PlanAddresses,
    Action::ToggleCollapse,
    Action::ToggleLock,
    Action::Delete,
];
const WITHOUT: [Action; 7] = [
    Action::Paste,
    Action::SelectAll,
    Action::ZoomToFit,
    Action::Tidy,
    Action::ToggleMinimap,
    Action::ToggleGrid,
    Action::ToggleObjectSnap,
];

/// Where the menu opens for the menu key where nothing is selected.
const CORNER: ScreenPoint = ScreenPoint::new(16.0, 16.0);

/// Where the menu is open, and for whom.
#[derive(Clone, Copy)]
pub(crate) struct Opened {
    at: ScreenPoint,
    by_key: bool,
}

/// Opens the menu for a right click, a long press or the menu key, which gives no place, or one of the browser's own
/// choice: then the menu is for the selection, and opens beside it.
pub(super) fn open(
    state: AppState,
    menu: RwSignal<Option<Opened>>,
    event: &web_sys::MouseEvent,
    canvas: &web_sys::Element,
    by_key: bool,
) {
    let at = if by_key { beside_selection(state) } else { pointer::place(event, canvas) };
    if !by_key {
        let under = state.read(|editor| editor.entity_at(at));
        let selected = under
            .is_some_and(|entity| state.selection.with_untracked(|selection| selection.contains(entity)));
        if !selected {
            state.select(under);
        }
    }
    menu.set(Some(Opened { at, by_key }));
    request_animation_frame(|| dom::focus("context-menu-0"));
}

fn beside_selection(state: AppState) -> ScreenPoint {
    let anchor = state.selection.with_untracked(|selection| selection.anchor());
    state.read(|editor| {
        let Some(frame) = anchor.and_then(|entity| editor.layout().frame(entity)) else { return CORNER };
        let (screen, corner) = (editor.screen(), editor.camera().to_screen(frame.origin().into()));
        let inside = |at: f64, extent: f64| (at + 24.0).clamp(CORNER.x, (extent - CORNER.x).max(CORNER.x));
        ScreenPoint::new(inside(corner.x, screen.w), inside(corner.y, screen.h))
    })
}

/// The menu while it is open.
pub(super) fn menu(state: AppState, menu: RwSignal<Option<Opened>>) -> impl IntoView {
    let close = move || {
        menu.set(None);
        dom::focus("canvas");
    };
    move || {
        menu.get().map(|Opened { at, by_key }| {
            let some = state.selection.with_untracked(|selection| !selection.is_empty());
            let actions: Vec<Action> = if some { WITH_SELECTION.to_vec() } else { WITHOUT.to_vec() };
            let actions: Vec<Action> =
                actions.into_iter().filter(|action| state.read(|editor| action.enabled(editor))).collect();
            let rows = actions
                .iter()
                .copied()
                .enumerate()
                .map(|(index, action)| item(state, index, action, (!by_key).then_some(at), close))
                .collect_view();
            // Near the right or lower edge it opens the other way.
            let screen = state.read(|editor| editor.screen());
            let x = at.x.min((screen.w - 232.0).max(0.0));
            let y = at.y.min((screen.h - 40.0 - 30.0 * actions.len() as f64).max(0.0));
            view! {
                <div
                    class="backdrop"
                    on:pointerdown=move |_| close()
                    on:contextmenu=move |event| {
                        event.prevent_default();
                        close();
                    }
                ></div>
                <div
                    class="popover menu context"
                    role="menu"
                    aria-label="What to do"
                    data-testid="context-menu"
                    style:left=format!("{x}px")
                    style:top=format!("{y}px")
                    on:keydown=move |event| keys(&event, &close)
                >
                    {rows}
                </div>
            }
        })
    }
}

fn item(
    state: AppState,
    index: usize,
    action: Action,
    at: Option<ScreenPoint>,
    close: impl Fn() + Copy + 'static,
) -> impl IntoView {
    let shortcut = action.shortcuts().first().map(|shortcut| shortcut.text(dom::is_mac()));
    let checked = state.read(|editor| action.checked(editor));
    let label = match (action, checked) {
        (Action::ToggleLock, Some(true)) => "Unlock",
        (Action::ToggleLock, _) => "Lock",
        (Action::ToggleCollapse, Some(true)) => "Expand VPC",
        (Action::ToggleCollapse, _) => "Collapse VPC",
        _ => action.label(),
    };
    // A switch that changes its words needs no mark.
    let checked = checked.filter(|_| !matches!(action, Action::ToggleLock | Action::ToggleCollapse));
    view! {
        <button
            type="button"
            id=format!("context-menu-{index}")
            class="button small"
            role=if checked.is_some() { "menuitemcheckbox" } else { "menuitem" }
            aria-checked=checked.map(|on| if on { "true" } else { "false" })
            title=action.tooltip()
            on:click=move |_| {
                close();
                if action == Action::Paste {
                    // Where the menu was opened, not where the pointer has gone since.
                    session::paste(state, at);
                } else {
                    state.run(action);
                }
            }
        >
            <span class="main">{label}</span>
            {(checked == Some(true)).then(|| icon(Icon::Check))}
            {shortcut.map(|shortcut| view! { <kbd>{shortcut}</kbd> })}
        </button>
    }
}
