//! Printed YAML says to a YAML 1.1 reader, the version that CloudFormation reads, what was meant.

use std::{fs, path::Path};

use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde_json::Value;
use vpc_designer::{
    catalog::Catalog,
    emit::{Target, cloudformation, emit, print::yaml},
    lower::lower,
    model::Design,
    template::{Template, templates},
};

use crate::{
    Outcome, designs, run,
    template_tree::{meant_map, text, tree},
    tools,
};

/// As many trees as are read in a few seconds.
const TREES: usize = 600;

#[test]
fn any_tree_comes_back() {
    let mut runner = TestRunner::deterministic();
    let mut sample = || {
        let map = tree().new_tree(&mut runner).expect("the strategy rejects nothing").current();
        let header = text().new_tree(&mut runner).expect("the strategy rejects nothing").current();
        (yaml::print(&[header], &map).text().to_owned(), meant_map(&map))
    };
    let (texts, meant): (Vec<String>, Vec<Value>) = (0..TREES).map(|_| sample()).unzip();
    assert_same("any-tree", &texts, &meant);
}

/// The two forms of a template are one.
#[test]
fn yaml_and_json_say_the_same() {
    let built = templates().iter().map(|template| template.build(Template::REGION).expect("it builds"));
    let designs: Vec<Design> = built.chain([designs::hostile(), designs::every_property()]).collect();
    let graphs: Vec<_> = designs.iter().map(|design| lower(design, &Catalog::embedded())).collect();
    let texts: Vec<String> = graphs
        .iter()
        .flat_map(|graph| emit(graph, Target::CloudFormation))
        .map(|artifact| artifact.text().to_owned())
        .collect();
    let json = graphs.iter().flat_map(cloudformation::emit_json);
    let meant: Vec<Value> =
        json.map(|artifact| serde_json::from_str(artifact.text()).expect("it is JSON")).collect();
    assert_same("yaml-and-json", &texts, &meant);
}

fn assert_same(name: &str, texts: &[String], meant: &[Value]) {
    let found = read(name, texts).unwrap_or_else(|message| panic!("{message}"));
    assert_eq!(found.len(), meant.len());
    for ((text, found), meant) in texts.iter().zip(found).zip(meant) {
        // As texts, so that the order of keys counts.
        assert_eq!(found.to_string(), meant.to_string(), "{text}");
    }
}

/// What PyYAML reads, all texts in one run of it.
fn read(name: &str, texts: &[String]) -> Outcome<Vec<Value>> {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("yaml");
    let file = directory.join(name).with_extension("json");
    let fail = |error: &dyn std::fmt::Display| format!("cannot write {}: {error}", file.display());
    fs::create_dir_all(&directory).map_err(|error| fail(&error))?;
    let list = serde_json::to_string(texts).map_err(|error| fail(&error))?;
    fs::write(&file, list).map_err(|error| fail(&error))?;
    let mut command = run::tool(&tools::find("python3")?, &directory);
    let out = run::run(command.arg(tools::script("read_yaml.py")).arg(&file))
        .map_err(|message| format!("{message}\nPyYAML is among the tools that `make setup` installs"))?;
    serde_json::from_str(&out).map_err(|error| format!("read_yaml.py wrote no JSON: {error}"))
}
