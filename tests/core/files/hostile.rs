//! Bytes of any kind: an answer, never a panic; and what opens is whole.

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use vpc_designer::{
    catalog::Catalog,
    check,
    file::{self, MAX_ENTITIES, OpenError},
    lower::lower,
    model::Design,
    template::templates,
};

use crate::support::designs;

/// What holds of every design that opens.
fn whole(design: &Design) -> Result<(), TestCaseError> {
    prop_assert_eq!(design.dangling(), []);
    let mut numbers: Vec<u32> = design.entities().map(|entity| entity.number()).collect();
    let count = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    prop_assert_eq!(numbers.len(), count, "a number stands for one entity");
    prop_assert!(numbers.last().is_none_or(|last| *last < design.next_id));
    // The next one to read it finds nothing more to repair.
    let again = file::open(file::save(design).as_bytes()).expect("an opened design opens again");
    prop_assert_eq!(again.notes, []);
    prop_assert_eq!(&again.design, design);
    // And the core can work with it.
    prop_assert_eq!(lower(design, &Catalog::embedded()).verify(), Ok(()));
    for diagnostic in check::check(design, &Catalog::embedded()) {
        prop_assert!(!diagnostic.message.is_empty());
        for entity in diagnostic.related.iter().chain(&diagnostic.at) {
            prop_assert!(design.exists(*entity), "{} leads to {entity}", diagnostic.rule.code);
        }
    }
    Ok(())
}

fn open(bytes: &[u8]) -> Result<(), TestCaseError> {
    match file::open(bytes) {
        Ok(opened) => whole(&opened.design),
        Err(error) => {
            prop_assert!(!error.to_string().is_empty());
            prop_assert!(error.to_string().len() < 3_000, "messages do not quote the whole file");
            Ok(())
        }
    }
}

/// Replaces the value that is `index`th in a walk through the tree, or removes it where `with` is none.
fn mutate(value: &mut Value, index: &mut usize, with: &Option<Value>) {
    if *index == 0 {
        if let Some(with) = with {
            *value = with.clone();
        }
        *index = usize::MAX;
        return;
    }
    *index = index.saturating_sub(1);
    let children: Box<dyn Iterator<Item = &mut Value>> = match value {
        Value::Array(items) => Box::new(items.iter_mut()),
        Value::Object(members) => {
            if *index < members.len() && with.is_none() {
                let key = members.keys().nth(*index).cloned().unwrap_or_default();
                members.shift_remove(&key);
                *index = usize::MAX;
                return;
            }
            Box::new(members.values_mut())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return,
    };
    for child in children {
        if *index == usize::MAX {
            return;
        }
        mutate(child, index, with);
    }
}

fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(members) => members.values().map(size).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

fn odd_value() -> impl Strategy<Value = Option<Value>> {
    prop_oneof![
        Just(None),
        Just(Some(Value::Null)),
        Just(Some(json!(true))),
        Just(Some(json!({}))),
        Just(Some(json!([]))),
        any::<i64>().prop_map(|n| Some(json!(n))),
        Just(Some(json!(2_147_483_647))),
        Just(Some(json!(-2_147_483_648_i64))),
        Just(Some(json!(4_294_967_295_u32))),
        designs::text().prop_map(|text| Some(json!(text))),
        ("(vpc|zone|subnet|rtb|igw|nat|sg|workload|service|endpoint)", 0u32..30)
            .prop_map(|(kind, number)| Some(json!(format!("{kind}-{number}")))),
        Just(Some(json!("10.0.0.7/24"))),
        Just(Some(json!("0.0.0.0/0"))),
        Just(Some(json!("a\u{0}b"))),
        Just(Some(json!("subnet-4294967295"))),
        Just(Some(json!(["subnet-1", "subnet-1"]))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        open(&bytes)?;
    }

    #[test]
    fn a_saved_design_with_bytes_changed(
        template in 0..templates().len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = file::save(&templates()[template].build("us-east-1").unwrap()).into_bytes();
        for (index, byte) in changes {
            let index = index.index(bytes.len());
            bytes[index] = byte;
        }
        open(&bytes)?;
    }

    #[test]
    fn a_saved_design_with_values_changed(
        design in designs::design(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), odd_value()), 1..8),
    ) {
        let mut value: Value = serde_json::from_str(&file::save(&design)).unwrap();
        for (index, with) in changes {
            let mut index = index.index(size(&value));
            mutate(&mut value["design"], &mut index, &with);
        }
        open(value.to_string().as_bytes())?;
        kept_is_open(&value.to_string())?;
    }

    /// Ids exchanged for others all over: every reference may lead to the wrong kind, VPC or nowhere.
    #[test]
    fn a_saved_design_with_numbers_changed(design in designs::design(), from in 1u32..40, to in 0u32..40) {
        let text = file::save(&design).replace(&format!("-{from}\""), &format!("-{to}\""));
        open(text.as_bytes())?;
    }

    #[test]
    fn random_json(value in json_value()) {
        let file = json!({ "format": "vpc-endpoint-designer", "version": 1, "design": value });
        open(file.to_string().as_bytes())?;
        kept_is_open(&file.to_string())?;
    }

    #[test]
    fn what_the_browser_keeps_is_what_a_file_holds(design in designs::design()) {
        let kept = file::keep(&design);
        prop_assert_eq!(&file::open_kept(&kept).unwrap().design, &design);
        kept_is_open(&kept)?;
        kept_is_open(&file::save(&design))?;
    }
}

/// The short way to read a design, and the long one: the same design, notes and refusals.
fn kept_is_open(text: &str) -> Result<(), TestCaseError> {
    let (kept, opened) = (file::open_kept(text), file::open(text.as_bytes()));
    prop_assert_eq!(format!("{kept:?}"), format!("{opened:?}"));
    Ok(())
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i32>().prop_map(|n| json!(n)),
        any::<f64>().prop_map(|n| json!(n)),
        designs::text().prop_map(Value::String),
    ];
    let key = prop_oneof![
        "[a-z_]{1,8}",
        Just("vpcs".to_owned()),
        Just("name".to_owned()),
        Just("vpc-1".to_owned())
    ];
    leaf.prop_recursive(4, 40, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
            prop::collection::vec((key.clone(), inner), 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

#[test]
fn a_file_cut_at_every_byte() {
    let text = file::save(&templates()[4].build("us-east-1").unwrap());
    let complete = text.trim_end().len();
    for end in 0..complete {
        let error = file::open(&text.as_bytes()[..end]).expect_err("a part is not a design");
        assert!(matches!(error, OpenError::Empty | OpenError::Truncated { .. }), "cut at {end}: {error}");
    }
    assert!(file::open(&text.as_bytes()[..complete]).is_ok());
}

#[test]
fn deep_nesting_is_refused() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = open.repeat(200_000) + "1" + &close.repeat(200_000);
        let wrapped = format!("{{\"format\":\"vpc-endpoint-designer\",\"version\":1,\"design\":{deep}}}");
        for text in [deep, wrapped] {
            let error = file::open(text.as_bytes()).unwrap_err();
            assert!(error.to_string().contains("recursion limit"), "{error}");
        }
    }
}

#[test]
fn numbers_beyond_every_type() {
    for number in ["1e999", "-1e999", "99999999999999999999999", "1.5", "-0", "1e2"] {
        let text = format!(
            r#"{{"format":"vpc-endpoint-designer","version":1,"design":{{"name":"","region":"","next_id":{number}}}}}"#
        );
        assert!(file::open(text.as_bytes()).is_err(), "{number}");
        let text = format!(r#"{{"format":"vpc-endpoint-designer","version":{number},"design":{{}}}}"#);
        assert!(file::open(text.as_bytes()).is_err(), "{number}");
    }
}

#[test]
fn more_entities_than_a_design_can_have() {
    let vpc = json!({
        "name": "v", "region": "us-east-1", "cidr_blocks": ["10.0.0.0/16"],
        "dns_support": true, "dns_hostnames": true, "frame": { "x": 0, "y": 0, "w": 0, "h": 0 }
    });
    let vpcs: Map<String, Value> =
        (1..=MAX_ENTITIES + 1).map(|n| (format!("vpc-{n}"), vpc.clone())).collect();
    let design = json!({ "name": "", "region": "us-east-1", "next_id": 1, "vpcs": vpcs });
    let file = json!({ "format": "vpc-endpoint-designer", "version": 1, "design": design });
    assert_eq!(
        file::open(file.to_string().as_bytes()),
        Err(OpenError::TooManyEntities { found: MAX_ENTITIES + 1, limit: MAX_ENTITIES })
    );
}
