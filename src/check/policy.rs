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

/// One comparison of a condition.
pub(super) struct Test<'a> {
    /// `StringEquals`, without `IfExists` and the quantifier before a colon.
    pub(super) operator: &'a str,
    pub(super) key: &'a str,
    pub(super) values: Vec<&'a str>,
}

impl Test<'_> {
    /// The operator reads `*` and `?` as patterns.
    pub(super) fn takes_patterns(&self) -> bool {
        ["StringLike", "StringNotLike", "ArnLike", "ArnNotLike", "ArnEquals", "ArnNotEquals"]
            .contains(&self.operator)
    }
}

/// The comparisons of a statement's condition.
pub(super) fn tests(statement: &Value) -> Vec<Test<'_>> {
    let operators = statement.get("Condition").and_then(Value::as_object).into_iter().flatten();
    let mut all = Vec::new();
    for (operator, keys) in operators {
        let plain = operator.rsplit(':').next().unwrap_or(operator);
        let plain = plain.strip_suffix("IfExists").unwrap_or(plain);
        for (key, values) in keys.as_object().into_iter().flatten() {
            all.push(Test { operator: plain, key, values: texts(values) });
        }
    }
    all
}

/// An element that is one text or a list of them.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        value => value.as_str().into_iter().collect(),
    }
}

/// The policy with every statement changed; none if it is no policy.
pub(super) fn rewritten(policy: &str, edit: impl Fn(&mut Map<String, Value>)) -> Option<String> {
    let mut policy: Value = serde_json::from_str(policy).ok()?;
    let statements = match policy.get_mut("Statement")? {
        Value::Array(statements) => statements.as_mut_slice(),
        statement => std::slice::from_mut(statement),
    };
    statements.iter_mut().filter_map(Value::as_object_mut).for_each(edit);
    serde_json::to_string_pretty(&policy).ok()
}

/// The policy with one statement more; none if it is no policy.
pub(super) fn with_statement(policy: &str, statement: Value) -> Option<String> {
    let mut policy: Value = serde_json::from_str(policy).ok()?;
    match policy.get_mut("Statement")? {
        Value::Array(statements) => statements.push(statement),
        only => *only = Value::Array(vec![only.take(), statement]),
    }
    serde_json::to_string_pretty(&policy).ok()
}

/// The policy with `aws:VpcSourceIp` for every `aws:SourceIp`; none where a condition has both.
pub(super) fn with_vpc_source_ip(policy: &str) -> Option<String> {
    let both = std::cell::Cell::new(false);
    let changed = rewritten(policy, |statement| {
        let conditions = statement.get_mut("Condition").and_then(Value::as_object_mut);
        for keys in conditions.into_iter().flat_map(|all| all.values_mut()).filter_map(Value::as_object_mut) {
            let named = |wanted: &str| keys.keys().find(|key| key.eq_ignore_ascii_case(wanted)).cloned();
            let Some(old) = named("aws:SourceIp") else { continue };
            both.set(both.get() || named("aws:VpcSourceIp").is_some());
            if let Some(values) = keys.shift_remove(&old) {
                keys.insert("aws:VpcSourceIp".to_owned(), values);
            }
        }
    })?;
    (!both.get()).then_some(changed)
}

/// Whether statements let everybody do something with a resource of AWS's own, as far as the policy tells: a statement
/// counts unless its condition asks for the account or organisation of the resource, which AWS's own never has.
pub(super) fn allows_of_aws(statements: &[Value], action: &str, resource: &str) -> bool {
    let about = |statement: &&Value| {
        let named =
            |element: &str, not: &str, wanted: &str| match (statement.get(element), statement.get(not)) {
                (Some(list), _) => texts(list).into_iter().any(|pattern| matches(pattern, wanted)),
                (None, Some(list)) => !texts(list).into_iter().any(|pattern| matches(pattern, wanted)),
                (None, None) => false,
            };
        named("Action", "NotAction", action) && named("Resource", "NotResource", resource)
    };
    let effect =
        |statement: &&Value, wanted: &str| statement.get("Effect").and_then(Value::as_str) == Some(wanted);
    let owner = |test: &Test<'_>| {
        let keys = ["aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths", "s3:resourceaccount"];
        keys.contains(&test.key.to_ascii_lowercase().as_str())
    };
    let allowed = |statement: &&Value| {
        about(statement)
            && effect(statement, "Allow")
            && !tests(statement).iter().any(|test| owner(test) && !test.operator.contains("Not"))
    };
    let denied = |statement: &&Value| {
        let tests = tests(statement);
        let always = tests.is_empty() && statement.get("Condition").is_none();
        let foreign =
            !tests.is_empty() && tests.iter().all(|test| owner(test) && test.operator.contains("Not"));
        about(statement) && effect(statement, "Deny") && (always || foreign)
    };
    statements.iter().any(|statement| allowed(&statement))
        && !statements.iter().any(|statement| denied(&statement))
}

/// Whether a text fits a pattern with `*` and `?`; actions and ARNs here are compared without regard to case.
fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) =
        (pattern.to_lowercase().chars().collect(), text.to_lowercase().chars().collect());
    // The places in the text that the pattern up to here may end at.
    let mut ends = vec![false; text.len() + 1];
    ends[0] = true;
    for part in pattern {
        let mut next = vec![false; text.len() + 1];
        for at in 0..=text.len() {
            next[at] = match part {
                '*' => ends[at] || (at > 0 && next[at - 1]),
                _ => at > 0 && ends[at - 1] && (part == '?' || part == text[at - 1]),
            };
        }
        ends = next;
    }
    ends[text.len()]
}
