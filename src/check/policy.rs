//! Reading endpoint policies.

use serde_json::Value;

/// The statements of a policy: AWS takes a list or a single one. None if the text is no policy document.
pub(super) fn statements(policy: &str) -> Option<Vec<Value>> {
    match serde_json::from_str::<Value>(policy).ok()?.as_object_mut()?.remove("Statement")? {
        Value::Array(statements) => Some(statements),
        statement @ Value::Object(_) => Some(vec![statement]),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}
