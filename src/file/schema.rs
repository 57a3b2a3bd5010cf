//! The JSON schema of design files, made from the types.

use serde_json::Value;

use super::envelope::Envelope;

/// The schema (draft 2020-12) that every file of today's version meets; printed by `vpc-designer schema`.
///
/// Doc comments of the model become the descriptions. The schema is as strict as the reader's types; what the
/// reader repairs, such as an id that leads nowhere, a schema cannot say.
pub fn schema() -> Value {
    let mut schema = schemars::schema_for!(Envelope<'static>).to_value();
    // A file may name its schema for the benefit of text editors; the designer ignores the member.
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        properties.insert(
            "$schema".to_owned(),
            serde_json::json!({ "type": "string", "description": "Where a text editor finds this schema." }),
        );
    }
    schema
}
