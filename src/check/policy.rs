//! Reading endpoint policies.

use serde_json::{Map, Value};

/// The statements of a policy: AWS takes a list or a single one. None if the text is no policy document.
pub(super) fn statements(policy: &str) -> Option<Vec<Value>> {
    match serde_json::from_str::<Value>(policy).ok()?.as_object_mut()?.remove("Statement")? {
        Value::Array(statements) => Some(statements),
        statement @ Value::Object(_) => Some(vec![statement]),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

/// The same policy without white space; none if it is no JSON.
pub(super) fn compact(policy: &str) -> Option<String> {
    serde_json::to_string(&serde_json::from_str::<Value>(policy).ok()?).ok()
}

/// The same policy with `Principal` `*` in every statement, and conditions that say whom the principals named. None
/// where that cannot be said so.
pub(super) fn open_principals(policy: &str) -> Option<String> {
    let mut policy: Value = serde_json::from_str(policy).ok()?;
    let statements = match policy.get_mut("Statement")? {
        Value::Array(statements) => statements.as_mut_slice(),
        statement => std::slice::from_mut(statement),
    };
    for statement in statements {
        let Some(principal) = statement.get("Principal").filter(|principal| !is_everybody(principal)) else {
            continue;
        };
        let (operator, key, names) = condition(&named(principal)?)?;
        if statement.get("Effect").and_then(Value::as_str) != Some("Allow") {
            return None;
        }
        let conditions =
            statement.as_object_mut()?.entry("Condition").or_insert_with(|| Value::Object(Map::new()));
        let tests = conditions.as_object_mut()?.entry(operator).or_insert_with(|| Value::Object(Map::new()));
        // A condition on the same key would be replaced, which could let others in.
        if tests.as_object_mut()?.insert(key.to_owned(), names).is_some() {
            return None;
        }
        *statement.get_mut("Principal")? = Value::from("*");
    }
    serde_json::to_string_pretty(&policy).ok()
}

/// `*`, also as `{"AWS": "*"}`.
pub(super) fn is_everybody(principal: &Value) -> bool {
    let all = |value: &Value| value.as_str() == Some("*");
    all(principal) || principal.get("AWS").is_some_and(all)
}

/// The texts of `{"AWS": …}`; none for other kinds of principals.
fn named(principal: &Value) -> Option<Vec<&str>> {
    let members = principal.as_object()?;
    let only = members.iter().next().filter(|(kind, _)| members.len() == 1 && *kind == "AWS")?.1;
    match only {
        Value::Array(names) => names.iter().map(Value::as_str).collect(),
        name => Some(vec![name.as_str()?]),
    }
}

/// The condition that holds for exactly these principals: operator, key and values.
fn condition(names: &[&str]) -> Option<(&'static str, &'static str, Value)> {
    let account = |name: &&str| {
        let id = name.strip_suffix(":root").and_then(|arn| arn.rsplit(':').next()).unwrap_or(name);
        (id.len() == 12 && id.bytes().all(|b| b.is_ascii_digit())).then(|| Value::from(id))
    };
    if let Some(accounts) = names.iter().map(account).collect::<Option<Vec<Value>>>() {
        return Some(("StringEquals", "aws:PrincipalAccount", one_or_all(accounts)));
    }
    let identity = |name: &&str| [":role/", ":user/"].iter().any(|part| name.contains(part));
    let arns = names.iter().map(|name| Value::from(*name)).collect();
    names.iter().all(identity).then(|| ("ArnEquals", "aws:PrincipalArn", one_or_all(arns)))
}

fn one_or_all(mut values: Vec<Value>) -> Value {
    if values.len() == 1 { values.remove(0) } else { Value::Array(values) }
}
