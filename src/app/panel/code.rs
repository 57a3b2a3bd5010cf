//! The code panel: the three exports, live, and the problems.

use leptos::prelude::*;

use super::{code_changes, code_form, code_listing, paths, problems};
use crate::app::{
    browser::{clipboard, dom},
    code::{self, Files, Line},
    cost,
    later::later_with,
    prefs::CodeTab,
    session,
    shell::{
        grip::{Edge, grip},
        status::plural,
    },
    state::{AppState, Tone},
    widget::{
        icon::{Icon, icon},
        tabs::{Tab, tabs},
    },
};
use crate::check::Severity;
use crate::editor::Action;
use crate::emit::{Artifact, Target};
use crate::model::EntityRef;

const fn target(tab: CodeTab) -> Option<Target> {
    match tab {
        CodeTab::Cli => Some(Target::Cli),
        CodeTab::Terraform => Some(Target::Terraform),
        CodeTab::CloudFormation => Some(Target::CloudFormation),
        CodeTab::Problems | CodeTab::Paths | CodeTab::Cost => None,
    }
}

/// The panel; its contents come with the rest of the app.
pub(crate) fn panel(state: AppState) -> impl IntoView {
    let open = Memo::new(move |_| state.prefs.with(|prefs| prefs.code_open));
    view! {
        <section class="code-panel" class:closed=move || !open.get() aria-label="Code" data-testid="code-panel">
            {later_with(state, open, |state, open| contents(state, open).into_any())}
        </section>
    }
}

fn contents(state: AppState, open: Memo<bool>) -> impl IntoView {
    let tab = Memo::new(move |_| state.prefs.with(|prefs| prefs.tab));
    // The file shown, by its path; each target has its own list.
    let path = RwSignal::new(String::new());
    let of = |files: Files, path: &str| {
        let at = files.0.iter().position(|file| file.path == path).unwrap_or(0);
        (!files.0.is_empty()).then_some((files, at))
    };
    // A panel that is closed makes no code; its buttons make it when they are pressed.
    let shown = Memo::new(move |_| {
        let target = target(tab.get()).filter(|_| open.get())?;
        path.with(|path| of(state.files(target).get(), path))
    });
    let current = move || {
        let target = target(tab.get_untracked())?;
        path.with_untracked(|path| of(state.files(target).get_untracked(), path))
    };
    let copied = Memo::new(move |_| {
        let target = target(tab.get())?;
        let path = shown
            .with(|shown| shown.as_ref().and_then(|(files, at)| Some(files.0.get(*at)?.path.clone())))?;
        state.copied.with(|copied| copied.get(&(target, path)).cloned())
    });
    let changes = RwSignal::new(false);
    let difference = Signal::derive(move || changes.get().then(|| copied.get()).flatten());
    let choose = move |tab: CodeTab| {
        state.prefer(|prefs| {
            prefs.tab = tab;
            prefs.code_open = true;
        });
    };
    let count = Signal::derive(move || {
        let (mut errors, mut all) = (0, 0);
        state.findings.with(|findings| {
            for diagnostic in &findings.open {
                errors += usize::from(diagnostic.rule.severity == Severity::Error);
                all += usize::from(diagnostic.rule.severity != Severity::Info);
            }
        });
        (all > 0).then_some((all, if errors > 0 { "bad" } else { "warn" }))
    });
    let tab_of = |value, title: &str, test_id: &str, count| Tab {
        value,
        title: title.to_owned(),
        test_id: test_id.to_owned(),
        count,
    };
    let list = vec![
        tab_of(CodeTab::Cli, Target::Cli.title(), "tab-cli", None),
        tab_of(CodeTab::Terraform, Target::Terraform.title(), "tab-terraform", None),
        tab_of(CodeTab::CloudFormation, Target::CloudFormation.title(), "tab-cloudformation", None),
        tab_of(CodeTab::Problems, "Problems", "tab-problems", Some(count)),
        tab_of(CodeTab::Paths, "Paths", "tab-paths", None),
        tab_of(CodeTab::Cost, "Cost", "tab-cost", None),
    ];
    view! {
            {grip(state, Edge::Bottom)}
            <div class="head">
                {tabs("Code", "code-body", list, tab.into(), choose)}
                {tools(state, tab, current)}
                <button
                    type="button"
                    class="button small square roomy"
                    data-testid="toggle-code"
                    title=move || if open.get() { "Close the code panel" } else { "Open the code panel" }
                    aria-label="Code panel"
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    on:click=move |_| state.prefer(|prefs| prefs.code_open = !prefs.code_open)
                >
                    {move || icon(if open.get() { Icon::ChevronDown } else { Icon::ChevronUp })}
                </button>
            </div>
            {banner(state, tab, open)}
            <div class="files" class:empty=move || target(tab.get()).is_none()>
                {file_tabs(shown, path)}
                {code_form::switches(state, tab, copied, changes)}
            </div>
            <div class="code-body" id="code-body" role="tabpanel" tabindex="0" aria-label="Generated code">
                {move || {
                    if !open.get() {
                        None
                    } else if tab.get() == CodeTab::Problems {
                        Some(problems::problems(state).into_any())
                    } else if tab.get() == CodeTab::Paths {
                        Some(paths::paths(state).into_any())
                    } else if tab.get() == CodeTab::Cost {
                        Some(cost::panel(state))
                    } else {
                        Some(listing(state, shown, path, difference).into_any())
                    }
                }}
            </div>
    }
}

/// Above the code: that it is not the whole design, or will not work as it is.
fn banner(state: AppState, tab: Memo<CodeTab>, open: Memo<bool>) -> impl IntoView {
    let text = Memo::new(move |_| {
        if !open.get() || target(tab.get()).is_none() {
            return None;
        }
        let errors = state.findings.with(|findings| findings.count(Severity::Error));
        let omissions = state.graph.with(|graph| graph.notes.len());
        match (errors, omissions) {
            (0, 0) => None,
            (0, count) => Some(format!("The code leaves out {}", plural(count, "thing"))),
            (count, 0) => {
                Some(format!("The design has {}: AWS may refuse this code", plural(count, "error")))
            }
            (count, omitted) => Some(format!(
                "The design has {}, and the code leaves out {}",
                plural(count, "error"),
                plural(omitted, "thing")
            )),
        }
    });
    move || {
        text.get().map(|text| {
            view! {
                <div class="code-banner" data-testid="code-banner">
                    {icon(Icon::Warning)}
                    <span>{text}</span>
                    <button
                        type="button"
                        class="button small"
                        on:click=move |_| state.prefer(|prefs| prefs.tab = CodeTab::Problems)
                    >
                        "Show"
                    </button>
                </div>
            }
        })
    }
}

pub(super) type Shown = Memo<Option<(Files, usize)>>;

/// Copy, download, download all.
fn tools(
    state: AppState,
    tab: Memo<CodeTab>,
    current: impl Fn() -> Option<(Files, usize)> + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let copy = move |_| {
        let Some((files, at)) = current() else { return };
        let Some(file) = files.0.get(at) else { return };
        let (path, text) = (file.path.clone(), file.text().to_owned());
        let target = target(tab.get_untracked());
        leptos::task::spawn_local(async move {
            match clipboard::copy(text.clone()).await {
                Ok(()) => {
                    if let Some(target) = target {
                        state.mark_copied(target, &path, &text);
                    }
                    state.toast(Tone::Ok, format!("Copied {path}"));
                }
                Err(error) => state.toast(Tone::Warn, error.to_string()),
            }
        });
    };
    let download = move |_| {
        let Some((files, at)) = current() else { return };
        if let Some(file) = files.0.get(at) {
            if let Some(target) = target(tab.get_untracked()) {
                state.mark_copied(target, &file.path, file.text());
            }
            session::download_text(state, &file.path, file.text());
        }
    };
    let some = move || target(tab.get()).is_some();
    view! {
        {move || {
            some().then(|| {
                view! {
                    <button type="button" class="button small" data-testid="copy-code" title="Copy this file" on:click=copy>
                        {icon(Icon::Copy)}
                        <span class="wide">"Copy"</span>
                    </button>
                    <button
                        type="button"
                        class="button small square"
                        data-testid="download-code"
                        title="Download this file"
                        aria-label="Download this file"
                        on:click=download
                    >
                        {icon(Icon::Download)}
                    </button>
                }
            })
        }}
        <button
            type="button"
            class="button small"
            data-testid="download-all"
            title=crate::app::widget::button::tooltip(Action::DownloadAll)
            on:click=move |_| { state.run(Action::DownloadAll); }
        >
            {icon(Icon::Archive)}
            <span class="wide">"All as zip"</span>
        </button>
    }
}

/// One tab per file where a target has several.
fn file_tabs(shown: Shown, path: RwSignal<String>) -> impl IntoView {
    let paths = Memo::new(move |_| {
        shown.with(|shown| {
            shown
                .as_ref()
                .map(|(files, _)| files.0.iter().map(|file| file.path.clone()).collect::<Vec<_>>())
                .unwrap_or_default()
        })
    });
    let current = Signal::derive(move || {
        shown.with(|shown| {
            shown
                .as_ref()
                .and_then(|(files, at)| files.0.get(*at))
                .map(|file| file.path.clone())
                .unwrap_or_default()
        })
    });
    move || {
        let paths = paths.get();
        (paths.len() > 1).then(|| {
            let list = paths
                .into_iter()
                .map(|path| Tab {
                    title: path.clone(),
                    test_id: format!("file-{path}"),
                    value: path,
                    count: None,
                })
                .collect();
            view! {
                {tabs("Files", "code-body", list, current, move |chosen| path.set(chosen))}
            }
        })
    }
}

/// The lines of the shown file. A click selects what the line comes from; the lines of the selection are lit.
fn listing(
    state: AppState,
    shown: Shown,
    path: RwSignal<String>,
    difference: Signal<Option<String>>,
) -> impl IntoView {
    follow_selection(state, shown, path);
    let name = move || {
        shown.with(|shown| {
            shown
                .as_ref()
                .and_then(|(files, at)| files.0.get(*at))
                .map(|file| file.path.clone())
                .unwrap_or_default()
        })
    };
    let pick = move |event: web_sys::MouseEvent| {
        // A click that ends the selection of text is not a pick.
        if dom::has_text_selection() {
            return;
        }
        let origin = dom::closest(&event, "[data-origin]").and_then(|line| line.get_attribute("data-origin"));
        if let Some(entity) = origin.and_then(|origin| origin.parse::<EntityRef>().ok()) {
            state.select([entity]);
        }
    };
    view! {
        <pre class="code" class:diff=move || difference.with(Option::is_some) data-testid="code-text" data-path=name on:click=pick>
            {move || match difference.get() {
                Some(before) => {
                    let changes = shown.with(|shown| {
                        let (files, at) = shown.as_ref()?;
                        let file = files.0.get(*at)?;
                        Some(code_changes::view(state, &before, file.text(), &code::lines(&file.sheet)))
                    });
                    view! { <code>{changes}</code> }.into_any()
                }
                None => code_listing::listing(state, shown),
            }}
        </pre>
    }
}

/// Shows the lines of what is newly selected: scrolls to them, in another file if this one has none.
fn follow_selection(state: AppState, shown: Shown, path: RwSignal<String>) {
    Effect::new(move |before: Option<Option<EntityRef>>| {
        let single = state.selection.with(|selection| selection.single());
        if let Some(entity) = single
            && before.is_some_and(|before| before != single)
        {
            let other = shown.with_untracked(|shown| {
                let (files, at) = shown.as_ref()?;
                let tells = |file: &&Artifact| file.sheet.lines().any(|(_, origin)| origin == Some(entity));
                if files.0.get(*at).is_some_and(|file| tells(&file)) {
                    return None;
                }
                files.0.iter().find(tells).map(|file| file.path.clone())
            });
            if let Some(other) = other {
                path.set(other);
            }
            // Twice, since rows of another file are made in the next frame.
            request_animation_frame(|| {
                request_animation_frame(|| dom::reveal_within("code-body", ".line.lit"));
            });
        }
        single
    });
}

/// One line; a new one stands out among its changes.
pub(super) fn row(state: AppState, line: Line, is_new: bool) -> impl IntoView {
    let origin = line.origin;
    let lit =
        move || origin.is_some_and(|origin| state.selection.with(|selection| selection.contains(origin)));
    let tokens = code::tokens(line.tokens);
    view! {
        <span class="line" class:added=is_new class:lit=lit data-origin=origin.map(|origin| origin.to_string())>
            {tokens}
            "\n"
        </span>
    }
}
