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

/// Where the menu opens for the menu key, which gives no place.
const AT_KEY: ScreenPoint = ScreenPoint::new(16.0, 16.0);

/// Opens the menu for a right click, a long press or the menu key.
pub(super) fn open(
    state: AppState,
    menu: RwSignal<Option<ScreenPoint>>,
    event: &web_sys::MouseEvent,
    canvas: &web_sys::Element,
) {
    // The menu key gives no place: the menu opens at the corner, for the selection.
    let by_pointer = event.client_x() > 0 || event.client_y() > 0;
    let at = if by_pointer { pointer::place(event, canvas) } else { AT_KEY };
    if by_pointer {
        let under = state.read(|editor| editor.entity_at(at));
        let selected = under
            .is_some_and(|entity| state.selection.with_untracked(|selection| selection.contains(entity)));
        if !selected {
            state.select(under);
        }
    }
    menu.set(Some(at));
    request_animation_frame(|| dom::focus("context-menu-0"));
}

/// The menu while it is open.
pub(super) fn menu(state: AppState, menu: RwSignal<Option<ScreenPoint>>) -> impl IntoView {
    let close = move || {
        menu.set(None);
        dom::focus("canvas");
    };
    move || {
        menu.get().map(|at| {
            let some = state.selection.with_untracked(|selection| !selection.is_empty());
            let actions: Vec<Action> = if some { WITH_SELECTION.to_vec() } else { WITHOUT.to_vec() };
            let actions: Vec<Action> =
                actions.into_iter().filter(|action| state.read(|editor| action.enabled(editor))).collect();
            let rows = actions
                .iter()
                .copied()
                .enumerate()
                .map(|(index, action)| item(state, index, action, at, close))
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
    at: ScreenPoint,
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
                    session::paste(state, (at != AT_KEY).then_some(at));
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
