//! The plan as CSV, out and in; further blocks of the VPC.

use leptos::{html, prelude::*};

use super::{Planner, button};
use crate::app::{
    browser::files,
    widget::icon::{Icon, icon},
};
use crate::edit;
use crate::editor::PlanCommand;
use crate::net;

/// Plans are small; a larger file is another one.
const MAX_BYTES: usize = 1024 * 1024;

pub(super) fn buttons(planner: Planner) -> AnyView {
    let input: NodeRef<html::Input> = NodeRef::new();
    let small = "button small outlined";
    view! {
        {button(small, "plan-export", Some(Icon::Download), "Export CSV".to_owned(), Box::new(move || export(planner)))}
        {button(small, "plan-import-button", Some(Icon::Open), "Import CSV…".to_owned(), Box::new(move || {
            if let Some(input) = input.get_untracked() {
                input.click();
            }
        }))}
        <input
            type="file"
            hidden
            accept=".csv,.tsv,.txt,text/csv"
            aria-label="Address plan as CSV"
            data-testid="plan-import"
            node_ref=input
            on:change=move |_| {
                let Some(input) = input.get_untracked() else { return };
                if let Some(file) = input.files().and_then(|files| files.get(0)) {
                    import(planner, &file);
                }
                // The same file may be picked again.
                input.set_value("");
            }
        />
        {button(small, "plan-block-add", Some(Icon::Plus), "Add CIDR block".to_owned(), Box::new(move || add_block(planner)))}
    }
    .into_any()
}

fn export(planner: Planner) {
    let csv = planner.read(|design| edit::plan_csv(design, planner.vpc));
    let stem = planner.state.graph.with_untracked(|graph| graph.name.kebab().to_owned());
    let vpc = planner.read(|design| design.label(planner.vpc.into()));
    let vpc: String = vpc.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let name = format!("{stem}-{vpc}-addresses.csv");
    match files::download(&name, "text/csv", csv.as_bytes()) {
        Ok(()) => planner.say(format!("Saved {name}")),
        Err(error) => planner.refuse(error.to_string()),
    }
}

fn import(planner: Planner, file: &web_sys::File) {
    let name = file.name();
    files::read_up_to(file, MAX_BYTES, move |bytes| {
        let text = bytes.map_err(|error| error.to_string()).and_then(|bytes| {
            String::from_utf8(bytes).map_err(|_| {
                format!("{name} is not text in UTF-8. Save it as “CSV UTF-8” in the spreadsheet")
            })
        });
        let text = match text {
            Ok(text) => text,
            Err(error) => return planner.refuse(error),
        };
        let vpc = planner.vpc;
        let checked = planner.state.catalog.with_untracked(|catalog| {
            planner.read(|design| edit::check_plan_csv(design, catalog, vpc, &text))
        });
        match checked {
            Ok(_) => planner.apply(PlanCommand::Import { vpc, text }),
            Err(errors) => {
                planner.refuse(format!("{name} was not imported; nothing has changed"));
                planner.errors.set(errors.iter().map(ToString::to_string).collect());
            }
        }
    });
}

/// The lines of a file that could not be taken.
pub(super) fn errors(planner: Planner) -> AnyView {
    (move || {
        let errors = planner.errors.get();
        (!errors.is_empty()).then(|| {
            view! {
                <div class="plan-errors" role="alert" data-testid="plan-errors">
                    {icon(Icon::Error)}
                    <ul>{errors.into_iter().map(|error| view! { <li>{error}</li> }).collect_view()}</ul>
                </div>
            }
        })
    })
    .into_any()
}

/// A further block of the private range that the VPC has: one of the size of its primary block, which AWS can be told to
/// route to the other VPCs of the design.
fn add_block(planner: Planner) {
    let block = planner.read(|design| {
        let primary = *design.vpcs.get(planner.vpc)?.cidr_blocks.first()?;
        edit::free_vpc_block(design, planner.vpc, primary)
    });
    match block {
        Some(block) => {
            planner.apply(PlanCommand::AddBlock { vpc: planner.vpc, block });
            let range = super::map::range_at(planner, net::block_at(block, 0.0, 0.0, 32));
            planner.pick(range.as_ref());
        }
        None => planner
            .refuse("No private block of the size of the primary one is free; change one in the inspector"),
    }
}
