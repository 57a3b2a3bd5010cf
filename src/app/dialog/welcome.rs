//! The start: a Region, and a blank canvas or a template.

use leptos::prelude::*;

use super::{close, head};
use crate::app::{
    canvas::picture,
    keeping,
    later::later_with,
    session,
    shell::region,
    state::{AppState, Dialog},
    widget::{
        combobox::{Combobox, combobox},
        icon::{Icon, icon},
        modal::modal,
    },
};
use crate::editor::Editor;
use crate::help::Step;
use crate::model::Design;
use crate::template::{Template, templates};

pub(super) fn welcome(state: AppState) -> impl IntoView {
    let region = RwSignal::new(state.design.with_untracked(|design| design.region.clone()));
    // Why a template cannot be had in the Region.
    let refusal = RwSignal::new(None::<String>);
    let replaces = state.design.with_untracked(|design| design.entities().next().is_some());
    let start = move |design: Design| {
        session::start(state, design);
        close(state);
    };
    let cards =
        templates().iter().map(move |template| card(state, template, region, refusal, start)).collect_view();
    let text = if replaces {
        "The present design stays in this browser"
    } else {
        "Lay out a network, get the right endpoints, copy working code"
    };
    let title = if replaces { "Start another design" } else { "Start a design" };
    let warning = replaces.then(|| {
        view! {
            <button
                type="button"
                class="button small outlined"
                data-testid="welcome-save"
                on:click=move |_| session::save_file(state)
            >
                {icon(Icon::Save)}
                "Save the present design to a file"
            </button>
        }
    });
    modal(
        "welcome",
        "welcome",
        "welcome-title",
        move || close(state),
        view! {
            {head(state, "welcome-title", title.to_owned(), Some(text.to_owned()))}
            <div class="body">
                <div class="pane">
                    <h3>"Region"</h3>
                    {combobox(
                        Combobox {
                            id: "welcome-region",
                            label: "Search Regions",
                            placeholder: "Search Regions",
                            open: true, most: usize::MAX
                        },
                        Signal::stored(region::choices()),
                        Signal::derive(move || Some(region.get())),
                        move |code| {
                            region.set(code);
                            refusal.set(None);
                        },
                    )}
                </div>
                <div class="pane">
                    <h3>
                        "Start in "
                        <span data-testid="welcome-chosen">{move || region::title(&region.get())}</span>
                        {move || format!(" ({})", region.get())}
                    </h3>
                    {warning}
                    {recent(state)}
                    {move || {
                        refusal.get().map(|text| {
                            view! {
                                <p class="note warn" role="alert" data-testid="welcome-refusal">
                                    {icon(Icon::Warning)}
                                    <span>{text}</span>
                                </p>
                            }
                        })
                    }}
                    <div class="cards">
                        <button
                            type="button"
                            class="card"
                            data-testid="start-blank"
                            on:click=move |_| start(Design::new("Untitled design", region.get_untracked()))
                        >
                            <span class="preview">{icon(Icon::Plus)}</span>
                            <span class="words">
                                <strong>"Blank"</strong>
                                <span>"An empty canvas"</span>
                            </span>
                        </button>
                        {cards}
                    </div>
                </div>
            </div>
            {foot(state, region, replaces)}
        },
    )
}

/// What is promised, and the tour for who was not on it.
fn foot(state: AppState, region: RwSignal<String>, replaces: bool) -> AnyView {
    let offered = !state.prefs.with_untracked(|prefs| prefs.toured);
    let tour = offered.then(|| {
        view! {
            <button
                type="button"
                class="button small outlined"
                data-testid="take-tour"
                on:click=move |_| {
                    if !replaces {
                        session::start(state, Design::new("Untitled design", region.get_untracked()));
                    }
                    state.dialog.set(None);
                    state.tour.set(Some(Step::Network));
                }
            >
                "Take the tour: five minutes"
            </button>
        }
    });
    view! {
        <div class="foot">
            <a class="promise" href="./help.html#data" target="_blank" rel="noopener" data-testid="no-data">
                "What data leaves this page: none"
            </a>
            {tour}
        </div>
    }
    .into_any()
}

/// The designs that were worked on last, to go on with.
fn recent(state: AppState) -> AnyView {
    const MOST: usize = 3;
    let kept = keeping::list();
    let more = kept.len() > MOST;
    let row = |id: u32, name: String| {
        view! {
            <button
                type="button"
                class="button small outlined"
                data-testid=format!("recent-{id}")
                on:click=move |_| {
                    session::open_kept(state, id);
                    close(state);
                }
            >
                <span>{if name.is_empty() { "Untitled".to_owned() } else { name }}</span>
            </button>
        }
    };
    let rows = kept.into_iter().filter(|kept| !keeping::is_open(kept.id)).take(MOST);
    let rows: Vec<_> = rows.map(|kept| row(kept.id, kept.name)).collect();
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <div class="recent" role="group" aria-label="Go on with">
            <span class="hint">"Go on with"</span>
            {rows}
            {more.then(|| view! {
                <button
                    type="button"
                    class="button small"
                    data-testid="recent-more"
                    on:click=move |_| state.dialog.set(Some(Dialog::Designs))
                >
                    "All designs…"
                </button>
            })}
        </div>
    }
    .into_any()
}

/// The picture is of the template itself; Regions differ little in it.
fn preview(template: &'static Template) -> AnyView {
    let picture = template.build(Template::REGION).ok().map(|design| {
        let editor = Editor::new(design);
        picture::picture(editor.design(), editor.layout(), editor.wires())
    });
    picture.into_any()
}

fn card(
    state: AppState,
    template: &'static Template,
    region: RwSignal<String>,
    refusal: RwSignal<Option<String>>,
    start: impl Fn(Design) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="card"
            data-testid=format!("template-{}", template.name)
            on:click=move |_| {
                let built = state.catalog.with_untracked(|catalog| template.build_with(&region.get_untracked(), catalog));
                match built {
                    Ok(design) => start(design),
                    Err(error) => refusal.set(Some(error.to_string())),
                }
            }
        >
            <span class="preview">{later_with(state, template, |_, template| preview(template))}</span>
            <span class="words">
                <strong>{template.title}</strong>
                <span title=template.summary>{template.summary}</span>
            </span>
        </button>
    }
}
