//! Which workload reaches which service: the list of all pairs, and the path of the one that is looked at.
//!
//! The list shows the rows in view only, since a large design has tens of thousands of pairs.

use leptos::prelude::*;

use crate::app::{
    browser::dom,
    paths::{Answer, Line, LineKind, Question},
    state::AppState,
    widget::icon::{Icon, icon, tinted},
};
use crate::editor::Command;
use crate::reach::{Pair, Way};

/// The height of a row in CSS pixels, as in the style sheet.
const ROW: f64 = 30.0;
/// Rows made above and below what is in view.
const SPARE: usize = 8;

/// Which pairs are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filter {
    Drawn,
    Findings,
    All,
}

impl Filter {
    const ALL: [Self; 3] = [Self::Drawn, Self::Findings, Self::All];

    const fn title(self) -> &'static str {
        match self {
            Self::Drawn => "Drawn",
            Self::Findings => "Not private",
            Self::All => "All pairs",
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Drawn => "drawn",
            Self::Findings => "findings",
            Self::All => "all",
        }
    }

    fn takes(self, pair: &Pair) -> bool {
        match self {
            Self::Drawn => pair.drawn.is_some(),
            Self::Findings => pair.is_finding(),
            Self::All => true,
        }
    }
}

pub(super) fn paths(state: AppState) -> impl IntoView {
    let filter = RwSignal::new(Filter::Drawn);
    let words = RwSignal::new(String::new());
    let rows = Memo::new(move |_| {
        let words = words.with(|words| words.trim().to_lowercase());
        let filter = filter.get();
        state.design.with(|design| {
            state.paths.survey.with(|survey| {
                let named = |pair: &&Pair| {
                    words.is_empty()
                        || design.label(pair.source).to_lowercase().contains(&words)
                        || design.label(pair.service.into()).to_lowercase().contains(&words)
                };
                survey
                    .pairs
                    .iter()
                    .filter(|pair| filter.takes(pair))
                    .filter(named)
                    .copied()
                    .collect::<Vec<_>>()
            })
        })
    });
    let ask = move |question: Question| {
        state.paths.asked.set(Some(question));
        if let Some(answer) = state.paths.answer.get_untracked() {
            state.announce(answer.sentence());
        }
    };
    view! {
        <div class="paths" data-testid="paths">
            <div class="paths-list">
                <div class="paths-head">
                    {filters(state, filter)}
                    <input
                        type="search"
                        class="input small"
                        aria-label="Find a workload or service"
                        placeholder="Workload or service"
                        data-testid="paths-search"
                        prop:value=move || words.get()
                        on:input=move |event| words.set(event_target_value(&event))
                    />
                </div>
                {list(state, filter, rows, ask)}
            </div>
            <div class="paths-answer" aria-label="Path" data-testid="path">
                {move || match state.paths.answer.get() {
                    Some(answer) => detail(state, &answer).into_any(),
                    None => view! {
                        <p class="hint-text">
                            "Choose a pair to see its path here and on the canvas"
                        </p>
                    }
                    .into_any(),
                }}
            </div>
        </div>
    }
}

fn filters(state: AppState, filter: RwSignal<Filter>) -> impl IntoView {
    let count = move |filter: Filter| {
        state.paths.survey.with(|survey| survey.pairs.iter().filter(|pair| filter.takes(pair)).count())
    };
    let buttons = Filter::ALL.map(|each| {
        view! {
            <button
                type="button"
                data-testid=format!("paths-{}", each.word())
                aria-pressed=move || if filter.get() == each { "true" } else { "false" }
                on:click=move |_| filter.set(each)
            >
                {each.title()}
                <span class="count">{move || count(each)}</span>
            </button>
        }
    });
    view! {
        <div class="segments" role="group" aria-label="Pairs">
            {buttons.into_iter().collect_view()}
        </div>
    }
}

/// The rows in view, as a list box: the arrow keys choose.
fn list(
    state: AppState,
    filter: RwSignal<Filter>,
    rows: Memo<Vec<Pair>>,
    ask: impl Fn(Question) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let top = RwSignal::new(0.0);
    let height = RwSignal::new(400.0);
    let range = Memo::new(move |_| {
        let count = rows.with(Vec::len);
        let first = ((top.get() / ROW) as usize).saturating_sub(SPARE).min(count);
        let last = first + (height.get() / ROW).ceil() as usize + 2 * SPARE;
        (first, last.min(count))
    });
    let chosen = Memo::new(move |_| {
        let asked = state.paths.asked.get()?;
        rows.with(|rows| rows.iter().position(|pair| (pair.source, pair.service) == asked))
    });
    let step = move |event: web_sys::KeyboardEvent| {
        let count = rows.with_untracked(Vec::len);
        let now = chosen.get_untracked();
        let last = count.saturating_sub(1);
        let next = match event.key().as_str() {
            "ArrowDown" => now.map_or(0, |now| now + 1),
            "ArrowUp" => now.map_or(last, |now| now.saturating_sub(1)),
            "PageDown" => now.unwrap_or(0) + 10,
            "PageUp" => now.unwrap_or(0).saturating_sub(10),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        let next = next.min(last);
        if let Some(pair) = rows.with_untracked(|rows| rows.get(next).copied()) {
            ask((pair.source, pair.service));
            dom::scroll_into_box("paths-rows", next as f64 * ROW, ROW);
        }
    };
    let scrolled = move |event: web_sys::Event| {
        let element = event_target::<web_sys::Element>(&event);
        top.set(f64::from(element.scroll_top()));
        height.set(f64::from(element.client_height()));
    };
    let option_id = |index: usize| format!("path-option-{index}");
    view! {
        <div
            class="paths-rows"
            id="paths-rows"
            data-testid="paths-rows"
            role="listbox"
            tabindex="0"
            aria-label="Workloads and services"
            aria-activedescendant=move || chosen.get().map(option_id)
            on:keydown=step
            on:scroll=scrolled
        >
            {move || {
                rows.with(Vec::is_empty).then(|| view! {
                    <p class="hint-text" data-testid="no-paths">
                        {move || none(state, filter.get())}
                    </p>
                })
            }}
            <div class="paths-space" style:height=move || format!("{}px", rows.with(Vec::len) as f64 * ROW)>
                {move || {
                    let (first, last) = range.get();
                    rows.with(|rows| {
                        let shown = rows.get(first..last).unwrap_or_default();
                        shown
                            .iter()
                            .enumerate()
                            .map(|(at, pair)| row(state, *pair, first + at, option_id(first + at), chosen, ask))
                            .collect_view()
                    })
                }}
            </div>
        </div>
    }
}

/// Why the list is empty.
fn none(state: AppState, filter: Filter) -> &'static str {
    let drawn = state.paths.survey.with(|survey| survey.drawn().next().is_some());
    match (filter, drawn) {
        (Filter::Findings, true) => "Nothing to see to: what is drawn is private and works",
        (Filter::Drawn | Filter::Findings, false) => {
            "Nothing is drawn yet. Draw a line from a workload to a service, or look at all pairs"
        }
        (Filter::Drawn, true) | (Filter::All, _) => "No such workload or service",
    }
}

fn row(
    state: AppState,
    pair: Pair,
    index: usize,
    id: String,
    chosen: Memo<Option<usize>>,
    ask: impl Fn(Question) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let (from, to, blocked) = state.design.with_untracked(|design| {
        let blocked = pair.obstacle.map(|(at, code)| (design.label(at), code.name()));
        (design.label(pair.source), design.label(pair.service.into()), blocked)
    });
    let class = if pair.drawn.is_some() { "path-row" } else { "path-row undrawn" };
    let way = if pair.way.is_private() && !pair.sound {
        format!("{}, some calls fail", pair.way.title())
    } else {
        pair.way.title().to_owned()
    };
    let title = blocked.map(|(at, code)| format!("Blocked at {at}: {code}"));
    view! {
        <div
            class=class
            id=id
            role="option"
            data-testid="path-row"
            data-way=pair.way.word()
            aria-selected=move || if chosen.get() == Some(index) { "true" } else { "false" }
            aria-setsize="-1"
            aria-posinset=(index + 1).to_string()
            style:top=format!("{}px", index as f64 * ROW)
            title=title
            on:click=move |_| ask((pair.source, pair.service))
        >
            {badge(pair.way, pair.sound)}
            <span class="ends">
                <span class="end">{from}</span>
                <span class="arrow" aria-label="to">"→"</span>
                <span class="end">{to}</span>
            </span>
            <span class="way">{way}</span>
        </div>
    }
}

/// A tick, a warning or a cross.
fn badge(way: Way, sound: bool) -> impl IntoView {
    match way {
        Way::GatewayEndpoint | Way::InterfaceEndpoint if sound => tinted(Icon::Check, "ok"),
        Way::Unreachable => tinted(Icon::Error, "bad"),
        Way::GatewayEndpoint | Way::InterfaceEndpoint | Way::Nat | Way::Internet => {
            tinted(Icon::Warning, "warn")
        }
    }
}

fn detail(state: AppState, answer: &Answer) -> impl IntoView + use<> {
    let lines = answer.lines.iter().map(|each| line(state, each)).collect_view();
    let notes = answer
        .notes
        .iter()
        .map(|note| {
            let picture = if note.fault { tinted(Icon::Warning, "warn") } else { tinted(Icon::Info, "info") };
            view! { <li>{picture} <span>{note.text.clone()}</span></li> }
        })
        .collect_view();
    let fixes = answer
        .fixes
        .iter()
        .map(|fix| {
            let (label, fix) = (fix.label.clone(), fix.clone());
            view! {
                <button
                    type="button"
                    class="button small fix"
                    data-testid="path-fix"
                    on:click=move |_| {
                        state.apply(Command::Fix(fix.clone()));
                        if let Some(answer) = state.paths.answer.get_untracked() {
                            state.announce(answer.sentence());
                        }
                    }
                >
                    {icon(Icon::Check)}
                    <span>{label}</span>
                </button>
            }
        })
        .collect_view();
    let drawn = if answer.drawn { "" } else { "Not drawn" };
    view! {
        <div class="path-head">
            {badge(answer.way, answer.sound)}
            <h3 data-testid="path-title">
                {answer.from.clone()} " → " {answer.to.clone()} ": " {answer.way.title()}
            </h3>
            <span class="why">{drawn}</span>
            <button
                type="button"
                class="button small square"
                data-testid="path-close"
                title="Take the path off the canvas"
                aria-label="Take the path off the canvas"
                on:click=move |_| state.paths.asked.set(None)
            >
                {icon(Icon::Close)}
            </button>
        </div>
        <div class="path-fixes">{fixes}</div>
        <ol class="path-hops" data-testid="path-hops">{lines}</ol>
        <ul class="path-notes">{notes}</ul>
    }
}

fn line(state: AppState, line: &Line) -> impl IntoView + use<> {
    let at = line.at;
    let (class, number, code) = match line.kind {
        LineKind::Passed(number) => ("hop", number.to_string(), ""),
        LineKind::Blocked(code) => ("hop blocked", "✕".to_owned(), code),
        LineKind::Beyond => ("hop beyond", "·".to_owned(), ""),
    };
    view! {
        <li class=class data-testid="path-hop">
            <button type="button" on:click=move |_| state.show(at)>
                <span class="number" aria-hidden="true">{number}</span>
                <span>
                    <span class="component">{line.component.clone()}</span>
                    {(!code.is_empty()).then(|| view! { <code>{code}</code> })}
                    <span class="why">{line.text.clone()}</span>
                </span>
            </button>
        </li>
    }
}
