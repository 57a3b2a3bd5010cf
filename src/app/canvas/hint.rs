//! What an empty canvas says.

use leptos::prelude::*;

use crate::app::{
    state::AppState,
    widget::icon::{Icon, icon},
};
use crate::editor::{Action, Command, PaletteItem, Place};

pub(super) fn hint(state: AppState) -> impl IntoView {
    let empty = Memo::new(move |_| state.layout.with(|layout| layout.is_empty()));
    let add = move |_| state.apply(Command::Add { item: PaletteItem::Vpc, place: Place::ANYWHERE });
    move || {
        empty.get().then(|| {
            view! {
                <div class="canvas-hint" data-testid="canvas-empty">
                    <h2>"An empty canvas"</h2>
                    <p>"Drag a VPC here from the palette, or start from a template."</p>
                    <div class="row">
                        <button type="button" class="button primary" data-testid="empty-add-vpc" on:click=add>
                            {icon(Icon::Plus)}
                            "Add a VPC"
                        </button>
                        <button
                            type="button"
                            class="button outlined"
                            on:click=move |_| { state.run(Action::New); }
                        >
                            "Templates…"
                        </button>
                    </div>
                </div>
            }
        })
    }
}
