//! The JSON schema of design files: up to date, and as the files are.

use expect_test::expect_file;
use jsonschema::Validator;
use serde_json::{Value, json};
use vpc_designer::{file, template::templates};

fn validator() -> Validator {
    jsonschema::validator_for(&file::schema()).expect("the schema is a schema")
}

/// Run with UPDATE_EXPECT=1 to write it anew.
#[test]
fn the_published_schema_is_up_to_date() {
    let text = serde_json::to_string_pretty(&file::schema()).unwrap() + "\n";
    expect_file!["../../public/design.schema.json"].assert_eq(&text);
}

#[test]
fn every_template_meets_the_schema() {
    let validator = validator();
    for template in templates() {
        let value: Value = serde_json::from_str(&file::save(&template.build("us-east-1").unwrap())).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(&value).map(|e| format!("{e} at {}", e.instance_path())).collect();
        assert_eq!(errors, Vec::<String>::new(), "{}", template.name);
    }
    let golden =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/core/files/v1-everything.json"));
    assert!(validator.is_valid(&serde_json::from_str(&golden.unwrap()).unwrap()));
}

/// Where the reader refuses a type, the schema does too: editors show the mistake while it is made.
#[test]
fn the_schema_is_as_strict_as_the_types() {
    let validator = validator();
    let file: Value = serde_json::from_str(&file::save(&templates()[0].build("us-east-1").unwrap())).unwrap();
    assert!(validator.is_valid(&file));
    let changes: &[(&str, Value)] = &[
        ("/format", json!("other")),
        ("/version", json!(2)),
        ("/design", json!([])),
        ("/design/region", json!(3)),
        ("/design/next_id", json!(-1)),
        ("/design/vpcs", json!({ "subnet-1": {} })),
        ("/design/vpcs/vpc-1/cidr_blocks", json!("10.0.0.0/16")),
        ("/design/vpcs/vpc-1/frame/x", json!(0.5)),
        ("/design/vpcs/vpc-1/tags", json!({ "a": 1 })),
        ("/design/vpcs/vpc-1/surprise", json!(1)),
        ("/design/suppressions", json!([{ "rule": "W303" }])),
        ("/design/suppressions", json!([{ "rule": "W303", "at": "everything", "reason": "a lab" }])),
        ("/surprise", json!(1)),
    ];
    for (pointer, value) in changes {
        let mut changed = file.clone();
        let (parent, member) = pointer.rsplit_once('/').unwrap();
        changed.pointer_mut(parent).unwrap()[member] = value.clone();
        assert!(!validator.is_valid(&changed), "the schema lets {pointer} be {value}");
        assert!(file::open(changed.to_string().as_bytes()).is_err(), "the reader lets {pointer} be {value}");
    }
}

#[test]
fn the_schema_explains_its_members() {
    let schema = file::schema();
    for definition in ["Design", "Vpc", "Subnet", "Endpoint", "SecurityGroup"] {
        let text = schema["$defs"][definition]["description"].as_str().unwrap_or_default();
        assert!(!text.is_empty(), "{definition} has a description");
    }
}
