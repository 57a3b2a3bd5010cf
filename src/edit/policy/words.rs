//! What a statement says, for people.

use serde_json::Value;

use super::{OWN_USE, PolicyInputs, PolicyPlace, build::Statement};
use crate::catalog::{self, OwnedResource};

/// A statement in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementWords {
    /// The statement's id; empty where it has none.
    pub sid: String,
    /// A sentence or two.
    pub text: String,
    /// AWS documentation page, as a path: see [`catalog::page_url`]; may be empty.
    pub page: &'static str,
}

/// "Principals of account 111122223333 may read objects, in bucket orders that belongs to the same account".
pub(super) fn own_use(place: &PolicyPlace, inputs: &PolicyInputs, statement: &Statement) -> StatementWords {
    let who = match (inputs.accounts.as_slice(), &inputs.organization) {
        ([], None) => "Everybody who reaches the endpoint".to_owned(),
        ([], Some(organization)) => format!("Principals of organization {organization}"),
        (accounts, None) => format!("Principals of {}", list("account", accounts)),
        (accounts, Some(organization)) => {
            format!("Principals of {} in organization {organization}", list("account", accounts))
        }
    };
    let mut doings: Vec<String> = catalog::policy_uses(&place.key)
        .filter(|each| inputs.uses.contains(each.id))
        .map(|each| each.title.to_owned())
        .collect();
    if !inputs.actions.is_empty() {
        doings.push(format!("call {}", inputs.actions.join(", ")));
    }
    let what = match statement.action.as_str() {
        Some("*") => "call every action of the service".to_owned(),
        Some(_) | None => doings.join(", "),
    };
    let on = match inputs.resources.as_slice() {
        [] => String::new(),
        names if place.key == "s3" => format!(", in {} and no other", list("bucket", names)),
        names => format!(", on {} and nothing else", names.join(", ")),
    };
    let limited = !inputs.accounts.is_empty() || inputs.organization.is_some();
    let own = match (inputs.own_resources && limited, &inputs.organization) {
        (false, _) => "",
        (true, Some(_)) => "; what they call must belong to the organization",
        (true, None) => "; what they call must belong to the same accounts",
    };
    let page = catalog::policy_uses(&place.key)
        .next()
        .and_then(|each| each.pages.iter().next())
        .unwrap_or("vpc/latest/privatelink/vpc-endpoints-access.html");
    StatementWords { sid: OWN_USE.to_owned(), text: format!("{who} may {what}{on}{own}"), page }
}

pub(super) fn owned(owned: &OwnedResource) -> StatementWords {
    let text = format!("{}: {}", owned.title, owned.reason);
    StatementWords { sid: owned.sid.to_owned(), text, page: owned.pages.iter().next().unwrap_or_default() }
}

pub(super) fn kept(statement: &Value) -> StatementWords {
    let word = |key: &str| statement.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let text = match word("Effect").as_str() {
        "Deny" => "Written by hand, and kept: it denies, whatever the others allow",
        _ => "Written by hand, and kept as it is",
    };
    StatementWords { sid: word("Sid"), text: text.to_owned(), page: "" }
}

/// "account 1", "accounts 1 and 2".
fn list(noun: &str, names: &[String]) -> String {
    match names {
        [] => format!("no {noun}"),
        [one] => format!("{noun} {one}"),
        [first @ .., last] => format!("{noun}s {} and {last}", first.join(", ")),
    }
}
