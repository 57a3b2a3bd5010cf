//! A template comes back from its text as it was, whatever text users typed: by serde_json from JSON, by saphyr (YAML
//! 1.2) from YAML. `tests/deploy` does the same with a YAML 1.1 reader, the version that CloudFormation reads.

use proptest::prelude::*;
use saphyr::{LoadableYamlNode, Scalar, Yaml};
use vpc_designer::emit::print::{
    json,
    tree::{Map, Value},
    yaml,
};

use crate::template_tree::{meant_map, text, tree};

fn read(yaml: &Yaml<'_>) -> serde_json::Value {
    match yaml {
        Yaml::Value(Scalar::Null) => serde_json::Value::Null,
        Yaml::Value(Scalar::Boolean(value)) => (*value).into(),
        Yaml::Value(Scalar::Integer(value)) => (*value).into(),
        Yaml::Value(Scalar::FloatingPoint(value)) => value.into_inner().into(),
        Yaml::Value(Scalar::String(text)) => text.as_ref().into(),
        Yaml::Sequence(items) => items.iter().map(read).collect(),
        Yaml::Mapping(entries) => {
            let key = |key: &Yaml<'_>| key.as_str().expect("every key is a text").to_owned();
            let entries = entries.iter().map(|(name, value)| (key(name), read(value)));
            entries.collect::<serde_json::Map<_, _>>().into()
        }
        Yaml::Tagged(tag, inner) => {
            let text = inner.as_str().expect("an intrinsic function takes a text");
            match tag.suffix.as_str() {
                "Ref" => serde_json::json!({ "Ref": text }),
                "GetAtt" => serde_json::json!({ "Fn::GetAtt": text.split('.').collect::<Vec<_>>() }),
                "Sub" => serde_json::json!({ "Fn::Sub": text }),
                other => panic!("unknown tag {other}"),
            }
        }
        Yaml::Representation(..) | Yaml::Alias(_) | Yaml::BadValue => panic!("{yaml:?} is no value"),
    }
}

proptest! {
    #[test]
    fn yaml_comes_back(map in tree(), header in proptest::collection::vec(text(), 0..3)) {
        let sheet = yaml::print(&header, &map);
        let documents = Yaml::load_from_str(sheet.text()).unwrap();
        prop_assert_eq!(documents.len(), 1);
        // As texts, so that the order of keys counts.
        prop_assert_eq!(read(&documents[0]).to_string(), meant_map(&map).to_string(), "{}", sheet.text());
    }

    #[test]
    fn json_comes_back(map in tree()) {
        let sheet = json::print(&map);
        let value: serde_json::Value = serde_json::from_str(sheet.text()).unwrap();
        prop_assert_eq!(value.to_string(), meant_map(&map).to_string());
    }

    #[test]
    fn tokens_are_the_text(map in tree()) {
        let sheet = yaml::print(&[], &map);
        prop_assert_eq!(sheet.tokens().map(|(_, text)| text).collect::<String>(), sheet.text());
    }
}

#[test]
fn a_very_long_key_comes_back() {
    let map = Map::new()
        .with("k".repeat(3000), "value")
        .with("a: ".repeat(800), Value::list(["item"]))
        .with("é".repeat(1000), Map::new().with("b", "c"));
    let sheet = yaml::print(&[], &map);
    assert_eq!(read(&Yaml::load_from_str(sheet.text()).unwrap()[0]), meant_map(&map));
}
