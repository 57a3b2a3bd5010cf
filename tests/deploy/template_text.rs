//! Printed YAML says to a YAML 1.1 reader, the version that CloudFormation reads, what was meant.

use std::{fs, path::Path};

use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde_json::Value;
use vpc_designer::{
    catalog::Catalog,
    emit::{Artifact, Options, Target, TemplateFormat, emit, print::yaml},
    file,
    graph::ResourceGraph,
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
    let (mut texts, mut meant) = (Vec::new(), Vec::new());
    for design in &designs {
        let graph = lower(design, &Catalog::embedded());
        let both = |design: Option<&Design>| {
            [TemplateFormat::Yaml, TemplateFormat::Json].map(|format| templates_in(&graph, design, format))
        };
        let mut forms = both(Some(design));
        // One of the two may be too large to hold the design.
        if forms.iter().flatten().any(|file| !file.text().contains(file::template::DESIGNER)) {
            forms = both(None);
        }
        let [yaml, json] = forms;
        texts.extend(yaml.iter().map(|file| file.text().to_owned()));
        meant.extend(json.iter().map(|file| serde_json::from_str::<Value>(file.text()).expect("it is JSON")));
    }
    let embedded = texts.iter().filter(|text| text.contains(file::template::DESIGNER)).count();
    assert!(embedded >= templates().len(), "{embedded}");
    assert_same("yaml-and-json", &texts, &meant);
}

/// The templates, with the design in each.
fn templates_in(
    graph: &ResourceGraph,
    design: Option<&Design>,
    template_format: TemplateFormat,
) -> Vec<Artifact> {
    let options = Options { template_format, design: design.map(file::template::text), ..Options::default() };
    let mut files = emit(graph, Target::CloudFormation, &options);
    files.retain(|file| !file.path.ends_with(".md"));
    files
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
pub(crate) fn read(name: &str, texts: &[String]) -> Outcome<Vec<Value>> {
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
