//! The recipes in the palette: found by search, and listed group by group.

use leptos::prelude::*;

use crate::app::{
    canvas::{
        glyph::{Glyph, glyph},
        palette_drag::{self, Carried},
    },
    state::AppState,
    widget::icon::{Icon, icon},
};
use crate::catalog::{self, Recipe};
use crate::edit;
use crate::editor::PaletteItem;

/// All recipes, sorted by group and title.
pub(super) fn by_group() -> Vec<&'static Recipe> {
    let mut recipes: Vec<&'static Recipe> = catalog::recipes().iter().collect();
    recipes.sort_by_key(|recipe| (recipe.group, recipe.title));
    recipes
}

/// Whether every word of a query occurs; the query is in lower case.
fn answers(recipe: &Recipe, query: &str) -> bool {
    query.split_whitespace().all(|word| {
        [recipe.id, recipe.title, recipe.group].iter().any(|text| text.to_lowercase().contains(word))
    })
}

pub(crate) fn recipes(state: AppState, carried: RwSignal<Option<Carried>>) -> AnyView {
    let query = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    let list = move || {
        let text = query.with(|query| query.trim().to_lowercase());
        (open.get() || !text.is_empty()).then(|| {
            let mut group = "";
            let found: Vec<AnyView> = by_group()
                .into_iter()
                .filter(|recipe| answers(recipe, &text))
                .map(|recipe| {
                    let heading = (recipe.group != group).then(|| {
                        group = recipe.group;
                        view! { <p class="family">{group}</p> }
                    });
                    view! { {heading} {tile(state, carried, recipe)} }.into_any()
                })
                .collect();
            match found.is_empty() {
                true => view! { <p class="hint">"Nothing matches"</p> }.into_any(),
                false => found.into_any(),
            }
        })
    };
    view! {
        <div class="combo">
            {icon(Icon::Search)}
            <input
                class="input"
                type="search"
                autocomplete="off"
                spellcheck="false"
                placeholder="Search workloads"
                aria-label="Search kinds of workload"
                data-testid="recipe-search"
                prop:value=move || query.get()
                on:input=move |event| query.set(event_target_value(&event))
            />
        </div>
        <div class="services">{list}</div>
        <button
            type="button"
            class="button small"
            aria-expanded=move || if open.get() { "true" } else { "false" }
            data-testid="recipes-all"
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {move || if open.get() { "Show fewer" } else { "Show all kinds" }}
        </button>
    }
    .into_any()
}

fn tile(state: AppState, carried: RwSignal<Option<Carried>>, recipe: &'static Recipe) -> AnyView {
    let item = PaletteItem::Recipe(recipe.id);
    let clicked = item.clone();
    view! {
        <button
            type="button"
            class="tile"
            title=format!("{}: drag into a subnet, or press to add", recipe.title)
            data-testid=format!("palette-recipe-{}", recipe.id)
            on:pointerdown=move |event| palette_drag::press(state, carried, item.clone(), &event)
            on:click=move |_| palette_drag::add(state, clicked.clone())
        >
            {glyph(Glyph::workload(edit::kind_of_recipe(recipe)))}
            <span class="words">
                <span class="main">{recipe.title}</span>
                <span class="side">{recipe.id}</span>
            </span>
        </button>
    }
    .into_any()
}
