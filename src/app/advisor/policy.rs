//! The builder of endpoint policies: what it is to allow on one side, the policy in JSON and in words on the other.

use std::{collections::BTreeSet, sync::Arc};

use leptos::prelude::*;

use super::page;
use crate::app::{
    dialog,
    state::AppState,
    widget::{
        field::{TextField, check_box, text_field},
        icon::{Icon, icon},
        modal::modal,
    },
};
use crate::catalog;
use crate::check;
use crate::edit::{self, BuiltPolicy, Fix, FixStep, PolicyInputs, PolicyPlace};
use crate::editor::Command;
use crate::model::{Design, Endpoint, Id};

type Inputs = RwSignal<PolicyInputs>;

pub(crate) fn builder(state: AppState, id: Id<Endpoint>) -> AnyView {
    let start = state.design.with_untracked(|design| {
        let endpoint = design.endpoints.get(id)?;
        let place = edit::policy_place(design, endpoint)?;
        // A policy that allows everything was no choice; what the workloads need is the better start.
        let present = endpoint.policy.as_deref().filter(|policy| *policy != edit::FULL_ACCESS);
        let inputs = present.and_then(|policy| edit::read_policy(&place, policy));
        Some((endpoint.name.clone(), place, inputs.or_else(|| edit::proposed_inputs(design, id))?))
    });
    let Some((name, place, inputs)) = start else { return ().into_any() };
    let inputs: Inputs = RwSignal::new(inputs);
    let here = place.clone();
    let built = Memo::new(move |_| inputs.with(|inputs| edit::build_policy(&here, inputs)));
    let title = format!("Policy of endpoint {name}");
    let text =
        format!("{} in {}", state.catalog.with_untracked(|c| c.title(&place.key).to_owned()), place.region);
    let take = move || {
        let policy = Some(built.with_untracked(|built| built.json.clone()));
        let label = format!("Set the policy of endpoint {name}");
        state.apply(Command::Fix(Fix::choice(label, [FixStep::SetPolicy { endpoint: id, policy }])));
        dialog::close(state);
    };
    modal(
        "builder",
        "policy-builder",
        "policy-builder-title",
        move || dialog::close(state),
        view! {
            {dialog::head(state, "policy-builder-title", title, Some(text))}
            <div class="body policy-builder">
                <div class="stack">{form(&place, inputs)}</div>
                <div class="stack">{preview(state, id, built)}</div>
            </div>
            <div class="foot">
                <button
                    type="button"
                    class="button outlined"
                    on:click=move |_| dialog::close(state)
                >
                    "Cancel"
                </button>
                <button type="button" class="button primary" data-testid="policy-take" on:click=move |_| take()>
                    "Use this policy"
                </button>
            </div>
        },
    )
    .into_any()
}

/// Words separated by spaces, commas or lines.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A field of words.
fn list(
    inputs: Inputs,
    field: TextField,
    read: fn(&PolicyInputs) -> String,
    write: fn(&mut PolicyInputs, Vec<String>),
) -> AnyView {
    // What was typed stays as it is: spaces and commas matter while one types.
    let text = RwSignal::new(inputs.with_untracked(read));
    text_field(
        field.live(),
        text.into(),
        Arc::new(move |typed| {
            inputs.update(|inputs| write(inputs, words(&typed)));
            text.set(typed);
            Ok(())
        }),
        || {},
    )
}

/// A box for one word of a set.
fn member(
    inputs: Inputs,
    label: String,
    hint: String,
    word: &'static str,
    set: fn(&mut PolicyInputs) -> &mut BTreeSet<String>,
    has: fn(&PolicyInputs) -> &BTreeSet<String>,
) -> AnyView {
    check_box(
        label,
        hint,
        format!("policy-{word}"),
        Signal::derive(move || inputs.with(|inputs| has(inputs).contains(word))),
        move |on| {
            inputs.update(|inputs| {
                if on {
                    set(inputs).insert(word.to_owned());
                } else {
                    set(inputs).remove(word);
                }
            });
        },
    )
}

fn group(title: &'static str, rows: Vec<AnyView>) -> Option<AnyView> {
    (!rows.is_empty()).then(|| {
        view! {
            <div role="group" aria-label=title>
                <span class="label">{title}</span>
                {rows}
            </div>
        }
        .into_any()
    })
}

fn form(place: &PolicyPlace, inputs: Inputs) -> AnyView {
    let accounts = list(
        inputs,
        TextField::new("Accounts whose roles and users may call", "policy-accounts")
            .mono()
            .placeholder("111122223333, separated by spaces"),
        |inputs| inputs.accounts.join(" "),
        |inputs, words| inputs.accounts = words,
    );
    let organization = list(
        inputs,
        TextField::new("Their organization", "policy-organization").mono().placeholder("o-a1b2c3d4e5"),
        |inputs| inputs.organization.clone().unwrap_or_default(),
        |inputs, words| inputs.organization = words.into_iter().next(),
    );
    let own = check_box(
        "Only what belongs to them",
        "With accounts or an organization named: data goes to no other",
        "policy-own-resources",
        Signal::derive(move || inputs.with(|inputs| inputs.own_resources)),
        move |on| inputs.update(|inputs| inputs.own_resources = on),
    );
    let (what, example) = match place.key.as_str() {
        "s3" => ("Buckets, all where none is named", "orders logs-*"),
        _ => ("Resources by ARN, all where none is named", "arn:aws:…"),
    };
    let resources = list(
        inputs,
        TextField::new(what, "policy-resources").mono().placeholder(example),
        |inputs| inputs.resources.join(" "),
        |inputs, words| inputs.resources = words,
    );
    let uses = catalog::policy_uses(&place.key)
        .map(|each| {
            let mut title = each.title.to_owned();
            if let Some(first) = title.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            member(inputs, title, String::new(), each.id, |inputs| &mut inputs.uses, |inputs| &inputs.uses)
        })
        .collect();
    let actions = list(
        inputs,
        TextField::new("Other actions", "policy-actions").mono().placeholder("All, where none is chosen"),
        |inputs| inputs.actions.join(" "),
        |inputs, words| inputs.actions = words,
    );
    let owned = edit::owned_here(place)
        .into_iter()
        .map(|(owned, _)| {
            let (title, reason) = (owned.title.to_owned(), owned.reason.to_owned());
            member(inputs, title, reason, owned.sid, |inputs| &mut inputs.owned, |inputs| &inputs.owned)
        })
        .collect();
    view! {
        {accounts}
        {organization}
        {own}
        {resources}
        {group("What for", uses)}
        {actions}
        {group("What AWS itself owns", owned)}
        {unknown(place)}
    }
    .into_any()
}

/// What AWS owns and the catalogue cannot name in this Region: the user has to.
fn unknown(place: &PolicyPlace) -> Vec<AnyView> {
    edit::owned_unknown(place)
        .into_iter()
        .map(|owned| {
            let text =
                format!("{}: it is not known here how they are named in {}. ", owned.title, place.region);
            let page = owned.pages.iter().next().map(catalog::page_url).unwrap_or_default();
            view! {
                <p class="hint">
                    {text} <a href=page target="_blank" rel="noopener">"AWS’s page"</a>
                </p>
            }
            .into_any()
        })
        .collect()
}

/// What the checks would say of the endpoint with this policy.
fn faults(state: AppState, design: &Design, id: Id<Endpoint>, policy: &str) -> Vec<String> {
    let mut next = design.clone();
    let step = FixStep::SetPolicy { endpoint: id, policy: Some(policy.to_owned()) };
    state.catalog.with(|catalog| {
        // Fails only where the endpoint is gone.
        let _ = Fix::choice("", [step]).apply(&mut next, catalog);
        check::check(&next, catalog)
            .into_iter()
            .filter(|found| found.at == Some(id.into()) && found.rule.name.contains("policy"))
            .map(|found| found.message)
            .collect()
    })
}

fn preview(state: AppState, id: Id<Endpoint>, built: Memo<BuiltPolicy>) -> AnyView {
    let told = move || {
        built.with(|built| {
            built
                .statements
                .iter()
                .map(|each| {
                    let link = (!each.page.is_empty()).then(|| page(each.page, "AWS documentation"));
                    view! {
                        <li>
                            <strong class="mono">{each.sid.clone()}</strong>
                            " "
                            {each.text.clone()}
                            " "
                            {link}
                        </li>
                    }
                })
                .collect_view()
        })
    };
    let faults = move || {
        let mut list = built.with(|built| built.left_out.clone());
        list.extend(built.with(|built| state.design.with(|design| faults(state, design, id, &built.json))));
        if list.is_empty() {
            let size = built.with(|built| built.json.chars().filter(|c| !c.is_whitespace()).count());
            return view! {
                <p class="note ok">
                    {icon(Icon::Check)}
                    <span>{format!("The checks find nothing. {size} of 20,480 characters")}</span>
                </p>
            }
            .into_any();
        }
        list.into_iter()
            .map(|text| view! { <p class="note warn">{icon(Icon::Warning)} <span>{text}</span></p> })
            .collect_view()
            .into_any()
    };
    view! {
        <span class="label">"In words"</span>
        <ul class="reasons" data-testid="policy-words">{told}</ul>
        <div role="status" class="stack" data-testid="policy-faults">{faults}</div>
        <span class="label">"In JSON"</span>
        <pre class="code-block" tabindex="0" aria-label="The policy" data-testid="policy-preview">
            {move || built.with(|built| built.json.clone())}
        </pre>
    }
    .into_any()
}
