//! The switches beside the file tabs: the form of the code, and whether its changes are shown.

use leptos::prelude::*;

use crate::app::{prefs::CodeTab, state::AppState};
use crate::emit::{Layout, TemplateFormat};

/// A switch of the form of the code.
#[derive(Clone, Copy)]
struct Switch {
    title: &'static str,
    tooltip: &'static str,
    test_id: &'static str,
    is_on: fn(&crate::app::prefs::Prefs) -> bool,
    toggle: fn(&mut crate::app::prefs::Prefs),
}

const MODULE: Switch = Switch {
    title: "Module",
    tooltip: "A module to be used from elsewhere, and a folder that calls it, instead of one folder",
    test_id: "form-module",
    is_on: |prefs| prefs.layout == Layout::Module,
    toggle: |prefs| {
        prefs.layout = match prefs.layout {
            Layout::Folder => Layout::Module,
            Layout::Module => Layout::Folder,
        };
    },
};

const IMPORT_BLOCKS: Switch = Switch {
    title: "Import blocks",
    tooltip: "Also blocks that take over what exists already, with a file to write its ids into",
    test_id: "form-import",
    is_on: |prefs| prefs.import_blocks,
    toggle: |prefs| prefs.import_blocks = !prefs.import_blocks,
};

const JSON: Switch = Switch {
    title: "JSON",
    tooltip: "Templates in JSON, without comments, instead of YAML",
    test_id: "form-json",
    is_on: |prefs| prefs.template_format == TemplateFormat::Json,
    toggle: |prefs| {
        prefs.template_format = match prefs.template_format {
            TemplateFormat::Yaml => TemplateFormat::Json,
            TemplateFormat::Json => TemplateFormat::Yaml,
        };
    },
};

const fn of(tab: CodeTab) -> &'static [Switch] {
    match tab {
        CodeTab::Terraform => &[MODULE, IMPORT_BLOCKS],
        CodeTab::CloudFormation => &[JSON],
        CodeTab::Cli | CodeTab::Problems | CodeTab::Paths | CodeTab::Cost => &[],
    }
}

/// The switches of a target, and the one for what changed since the file was copied.
pub(super) fn switches(
    state: AppState,
    tab: Memo<CodeTab>,
    copied: Memo<Option<String>>,
    changes: RwSignal<bool>,
) -> impl IntoView {
    let form = move || {
        let switch = |switch: &'static Switch| {
            let is_on = move || state.prefs.with(switch.is_on);
            view! {
                <button
                    type="button"
                    class="button small toggle"
                    data-testid=switch.test_id
                    title=switch.tooltip
                    aria-pressed=move || if is_on() { "true" } else { "false" }
                    on:click=move |_| state.prefer(switch.toggle)
                >
                    {switch.title}
                </button>
            }
        };
        of(tab.get()).iter().map(switch).collect_view()
    };
    let known = move || copied.with(Option::is_some);
    let title = move || {
        if known() {
            "What changed in this file since you copied or downloaded it"
        } else {
            "Copy or download this file; then its changes show here"
        }
    };
    view! {
        <div class="form">
            {form}
            <button
                type="button"
                class="button small toggle"
                data-testid="code-changes"
                title=title
                aria-pressed=move || if changes.get() && known() { "true" } else { "false" }
                aria-disabled=move || (!known()).then_some("true")
                on:click=move |_| {
                    if known() {
                        changes.update(|on| *on = !*on);
                    } else {
                        state.announce("Copy or download this file first");
                    }
                }
            >
                "Changes"
            </button>
        </div>
    }
}
