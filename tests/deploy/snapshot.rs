//! Snapshots: documents of what exists, `{region: {kind: [row]}}`, with names instead of ids.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{Outcome, aws::Address, run, tools};

/// Everything that exists in these Regions.
pub(crate) fn take(aws: &Address, regions: &[&str]) -> Outcome<Value> {
    let script = tools::script("snapshot.py");
    let mut command = run::tool(&tools::find("python3")?, script.parent().unwrap_or(&script));
    let text = run::run(command.arg(&script).arg(&aws.0).args(regions))?;
    serde_json::from_str(&text).map_err(|error| format!("snapshot.py wrote no JSON: {error}"))
}

/// The same document with rows, names and keys sorted; the insides of policies keep their order.
pub(crate) fn canonical(value: Value) -> Value {
    match value {
        Value::Array(items) => {
            let mut items: Vec<Value> = items.into_iter().map(canonical).collect();
            items.sort_by_cached_key(Value::to_string);
            Value::Array(items)
        }
        Value::Object(object) => {
            let mut members: Vec<(String, Value)> = object
                .into_iter()
                .map(|(key, value)| if key == "policy" { (key, value) } else { (key, canonical(value)) })
                .collect();
            members.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(members.into_iter().collect())
        }
        scalar => scalar,
    }
}

/// The rows that only one of two canonical documents has; empty where they are equal.
pub(crate) fn difference(expected: &Value, found: &Value) -> String {
    let mut out = String::new();
    for region in keys(expected, found) {
        let (expected, found) = (&expected[&region], &found[&region]);
        for kind in keys(expected, found) {
            let (expected, found) = (rows(&expected[&kind]), rows(&found[&kind]));
            // Equality of values, not of texts: members of a policy may come in another order.
            for (sign, these, those) in [('-', &expected, &found), ('+', &found, &expected)] {
                let mut unmatched = those.clone();
                for row in these {
                    match unmatched.iter().position(|other| other == row) {
                        Some(at) => {
                            unmatched.swap_remove(at);
                        }
                        None => out += &format!("{sign} {region} {kind}: {row}\n"),
                    }
                }
            }
        }
    }
    out
}

fn keys(a: &Value, b: &Value) -> BTreeSet<String> {
    [a, b].iter().filter_map(|value| value.as_object()).flat_map(|object| object.keys().cloned()).collect()
}

fn rows(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

#[test]
fn a_difference_is_told() {
    let value = |text: &str| canonical(serde_json::from_str(text).unwrap());
    let graph =
        value(r#"{"us-east-1": {"vpcs": [{"name": "b", "dns": true}, {"name": "a"}], "subnets": []}}"#);
    let same =
        value(r#"{"us-east-1": {"subnets": [], "vpcs": [{"name": "a"}, {"dns": true, "name": "b"}]}}"#);
    let other = value(r#"{"us-east-1": {"vpcs": [{"name": "b"}, {"name": "a"}, {"name": "a"}]}}"#);
    assert_eq!(difference(&graph, &same), "");
    assert_eq!(
        difference(&graph, &other),
        "- us-east-1 vpcs: {\"dns\":true,\"name\":\"b\"}\n\
         + us-east-1 vpcs: {\"name\":\"a\"}\n\
         + us-east-1 vpcs: {\"name\":\"b\"}\n"
    );
}
