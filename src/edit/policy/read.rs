//! From JSON back to inputs.

use serde_json::Value;

use super::{OWN_USE, PolicyInputs, PolicyPlace, build, owned_here};
use crate::catalog;

/// The inputs in a policy. Statements that [`build`] would not make so are kept as they are; a text that is no policy
/// gives nothing.
pub fn read(place: &PolicyPlace, policy: &str) -> Option<PolicyInputs> {
    let statements = match serde_json::from_str::<Value>(policy).ok()?.as_object_mut()?.remove("Statement")? {
        Value::Array(statements) => statements,
        statement @ Value::Object(_) => vec![statement],
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return None,
    };
    let mut inputs = PolicyInputs::default();
    let mut found_own = false;
    for statement in statements {
        let sid = statement.get("Sid").and_then(Value::as_str).unwrap_or_default().to_owned();
        if sid == OWN_USE
            && !found_own
            && let Some(own) = own_use(place, &statement)
        {
            found_own = true;
            inputs = PolicyInputs { owned: inputs.owned, kept: inputs.kept, ..own };
        } else if is_owned(place, &sid, &statement) {
            inputs.owned.insert(sid);
        } else {
            inputs.kept.push(statement);
        }
    }
    Some(inputs)
}

/// The inputs of a statement, if they give the same statement.
fn own_use(place: &PolicyPlace, statement: &Value) -> Option<PolicyInputs> {
    let tests = statement.get("Condition").and_then(|condition| condition.get("StringEquals"));
    let test = |key: &str| texts(tests.and_then(|tests| tests.get(key)));
    let actions = texts(statement.get("Action"));
    let mut inputs = PolicyInputs {
        accounts: test("aws:PrincipalAccount"),
        organization: test("aws:PrincipalOrgID").pop(),
        own_resources: !test("aws:ResourceAccount").is_empty() || !test("aws:ResourceOrgID").is_empty(),
        resources: resources(place, texts(statement.get("Resource"))),
        ..PolicyInputs::default()
    };
    let mut rest = actions.clone();
    for each in catalog::policy_uses(&place.key) {
        if each.actions.iter().all(|action| actions.iter().any(|other| other == action)) {
            inputs.uses.insert(each.id.to_owned());
            rest.retain(|action| !each.actions.contains(action));
        }
    }
    inputs.actions = rest.into_iter().filter(|action| action != "*").collect();
    (made(place, &inputs, OWN_USE).as_ref() == Some(statement)).then_some(inputs)
}

fn is_owned(place: &PolicyPlace, sid: &str, statement: &Value) -> bool {
    owned_here(place).iter().any(|(owned, _)| owned.sid == sid) && {
        let inputs = PolicyInputs { owned: [sid.to_owned()].into(), ..PolicyInputs::default() };
        made(place, &inputs, sid).as_ref() == Some(statement)
    }
}

/// The statement that inputs give.
fn made(place: &PolicyPlace, inputs: &PolicyInputs, sid: &str) -> Option<Value> {
    let policy: Value = serde_json::from_str(&build(place, inputs).json).ok()?;
    let statements = policy.get("Statement")?.as_array()?;
    statements.iter().find(|each| each.get("Sid").and_then(Value::as_str) == Some(sid)).cloned()
}

/// Buckets by their names, other resources by their ARNs; nothing for everything.
fn resources(place: &PolicyPlace, arns: Vec<String>) -> Vec<String> {
    let bucket = |arn: &str| {
        let name = arn.splitn(6, ':').last()?.trim_end_matches("/*");
        Some(name.to_owned())
    };
    let mut out: Vec<String> = Vec::new();
    for arn in arns.into_iter().filter(|arn| arn != "*") {
        let name = if place.key == "s3" { bucket(&arn).unwrap_or_default() } else { arn };
        if !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(values)) => values.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_)) | None => Vec::new(),
    }
}
