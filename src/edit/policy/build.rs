//! From inputs to JSON.

use serde::Serialize;
use serde_json::{Value, json};

use super::{OWN_USE, PolicyInputs, PolicyPlace, owned_here, valid, words};
use crate::catalog;

/// A policy with its explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltPolicy {
    /// JSON, indented.
    pub json: String,
    /// What each statement says, in their order.
    pub statements: Vec<words::StatementWords>,
    /// What was left out of the inputs, and why.
    pub left_out: Vec<String>,
}

/// A statement with its members in the order in which people write them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Statement {
    pub(super) sid: String,
    pub(super) effect: &'static str,
    pub(super) principal: Value,
    pub(super) action: Value,
    pub(super) resource: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) condition: Option<Value>,
}

/// Makes a policy of what it is to allow.
pub fn build(place: &PolicyPlace, inputs: &PolicyInputs) -> BuiltPolicy {
    let mut left_out = Vec::new();
    let mut keep = |texts: &[String], passes: fn(&str) -> bool, what: &str| -> Vec<String> {
        let mut kept: Vec<String> = Vec::new();
        for text in texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()) {
            if !passes(text) {
                left_out.push(format!("“{}” is not {what}", text.chars().take(80).collect::<String>()));
            } else if !kept.iter().any(|other| other == text) {
                kept.push(text.to_owned());
            }
        }
        kept
    };
    let s3 = place.key == "s3";
    let clean = PolicyInputs {
        accounts: keep(&inputs.accounts, valid::account, "an account: twelve digits"),
        organization: keep(
            &inputs.organization.iter().cloned().collect::<Vec<_>>(),
            valid::organization,
            "an organization: it looks like o-a1b2c3d4e5",
        )
        .pop(),
        resources: if s3 {
            keep(&inputs.resources, valid::bucket, "the name of a bucket")
        } else {
            keep(
                &inputs.resources,
                valid::arn,
                "an ARN: it looks like arn:aws:sqs:eu-west-1:111122223333:orders",
            )
        },
        actions: keep(&inputs.actions, valid::action, "an action: it looks like s3:GetObject"),
        ..inputs.clone()
    };
    let mut statements = vec![own_use(place, &clean)];
    let mut told = vec![words::own_use(place, &clean, &statements[0])];
    for (owned, resources) in owned_here(place) {
        if clean.owned.contains(owned.sid) {
            let principal = match owned.principal {
                "*" => json!("*"),
                service => json!({ "Service": service }),
            };
            statements.push(Statement {
                sid: owned.sid.to_owned(),
                effect: "Allow",
                principal,
                action: one_or_all(owned.actions.iter().map(str::to_owned).collect()),
                resource: one_or_all(resources),
                condition: None,
            });
            told.push(words::owned(owned));
        }
    }
    let mut all: Vec<Value> = statements.iter().filter_map(|each| serde_json::to_value(each).ok()).collect();
    for statement in &clean.kept {
        told.push(words::kept(statement));
        all.push(statement.clone());
    }
    let policy = json!({ "Version": "2012-10-17", "Statement": all });
    // A value always serialises.
    let json = serde_json::to_string_pretty(&policy).unwrap_or_default();
    BuiltPolicy { json, statements: told, left_out }
}

fn own_use(place: &PolicyPlace, inputs: &PolicyInputs) -> Statement {
    let mut actions: Vec<String> = catalog::policy_uses(&place.key)
        .filter(|each| inputs.uses.contains(each.id))
        .flat_map(|each| each.actions.iter())
        .map(str::to_owned)
        .chain(inputs.actions.iter().cloned())
        .collect();
    actions.sort();
    actions.dedup();
    if actions.is_empty() || actions.iter().any(|action| action == "*") {
        // The endpoint carries the calls of its service alone.
        actions = vec!["*".to_owned()];
    }
    let resources = if place.key == "s3" {
        let partition = catalog::region(&place.region).map_or("aws", |region| region.partition.id());
        let both = |bucket: &String| {
            let arn = format!("arn:{partition}:s3:::{bucket}");
            [arn.clone(), format!("{arn}/*")]
        };
        inputs.resources.iter().flat_map(both).collect()
    } else {
        inputs.resources.clone()
    };
    let resource = if resources.is_empty() { json!("*") } else { one_or_all(resources) };
    Statement {
        sid: OWN_USE.to_owned(),
        effect: "Allow",
        principal: json!("*"),
        action: one_or_all(actions),
        resource,
        condition: condition(inputs),
    }
}

/// Whose principals, and whose resources.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>
fn condition(inputs: &PolicyInputs) -> Option<Value> {
    let mut tests = serde_json::Map::new();
    if !inputs.accounts.is_empty() {
        tests.insert("aws:PrincipalAccount".to_owned(), one_or_all(inputs.accounts.clone()));
    }
    if let Some(organization) = &inputs.organization {
        tests.insert("aws:PrincipalOrgID".to_owned(), json!(organization));
    }
    if inputs.own_resources {
        if let Some(organization) = &inputs.organization {
            tests.insert("aws:ResourceOrgID".to_owned(), json!(organization));
        } else if !inputs.accounts.is_empty() {
            tests.insert("aws:ResourceAccount".to_owned(), one_or_all(inputs.accounts.clone()));
        }
    }
    (!tests.is_empty()).then(|| json!({ "StringEquals": tests }))
}

fn one_or_all(mut texts: Vec<String>) -> Value {
    match texts.len() {
        1 => json!(texts.remove(0)),
        _ => json!(texts),
    }
}
