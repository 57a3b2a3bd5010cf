//! The tools' own judgement of every template and every recipe in Regions of every partition: Terraform, checkov,
//! cfn-lint with informational findings, shellcheck and bash. What two Regions have in common is judged once.

use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;
use vpc_designer::{
    catalog::{Catalog, recipes},
    emit::{Layout, Options, Target, TemplateFormat, emit},
    graph::ResourceGraph,
    lower::lower,
    model::Design,
    template::templates,
};

use crate::{Outcome, batch, designs, empty, run, terraform, tools};

const REGIONS: [&str; 4] = ["us-east-1", "eu-central-2", "us-gov-west-1", "cn-north-1"];

/// A design in a Region.
struct Case {
    name: String,
    region: &'static str,
    graph: ResourceGraph,
}

impl Case {
    fn new(name: &str, region: &'static str, design: &Design) -> Self {
        Self { name: name.replace('.', "-"), region, graph: lower(design, &Catalog::embedded()) }
    }
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for region in REGIONS {
        for template in templates() {
            match template.build(region) {
                Ok(design) => cases.push(Case::new(template.name, region, &design)),
                // Only a service that the Region lacks is a reason.
                Err(error) => assert!(error.0.contains(region), "{}: {error}", template.name),
            }
        }
        cases.extend(
            recipes().iter().map(|recipe| Case::new(recipe.id, region, &batch::of_recipe(recipe, region))),
        );
    }
    assert!(cases.len() > 200, "{}", cases.len());
    cases
}

fn directory(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("deploy/lint").join(name)
}

fn check(outcome: Outcome) {
    if let Err(message) = outcome {
        panic!("{message}");
    }
}

fn write(path: &Path, text: &str) -> Outcome {
    let fail = |error: std::io::Error| format!("cannot write {}: {error}", path.display());
    fs::create_dir_all(path.parent().unwrap_or(path)).map_err(fail)?;
    fs::write(path, text).map_err(fail)
}

/// Formatted as Terraform does it, and valid: each folder is a module of one configuration, so that the provider is
/// started once.
#[test]
fn terraform_takes_every_folder() {
    let root = directory("terraform");
    let all = || {
        empty(&root)?;
        let mut main = String::new();
        for case in cases() {
            let place = format!("{}/{}", case.region, case.name);
            for artifact in emit(&case.graph, Target::Terraform, &Options::default()) {
                // A module takes its caller's provider; of two Regions it needs its own ones.
                if artifact.path != "providers.tf" || case.graph.regions().len() > 1 {
                    write(&root.join(&place).join(&artifact.path), artifact.text())?;
                }
            }
            main += &format!("module \"{}\" {{\n  source = \"./{place}\"\n}}\n\n", place.replace('/', "_"));
        }
        write(&root.join("main.tf"), &main)?;
        run::run(terraform::terraform(&root)?.args(["fmt", "-check", "-diff", "-recursive", "."]))?;
        terraform::init(&root)?;
        terraform::validate(&root)
    };
    check(all());
}

/// Both layouts with import blocks, of the designs that have every property and every odd text.
#[test]
fn terraform_takes_every_form() {
    for (name, design) in [("every-property", designs::every_property()), ("hostile", designs::hostile())] {
        for layout in [Layout::Folder, Layout::Module] {
            let root = directory("forms").join(format!("{name}-{layout:?}"));
            let options = Options { layout, import_blocks: true, ..Options::default() };
            let graph = lower(&design, &Catalog::embedded());
            check(crate::write(&root, &emit(&graph, Target::Terraform, &options)));
            check(terraform::format(&root));
            check(terraform::init(&root));
            check(terraform::validate(&root));
        }
    }
}

/// checkov finds what the README of the folder tells, and nothing else.
#[test]
fn checkov_finds_what_is_told() {
    let root = directory("checkov");
    let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut outcome = empty(&root);
    let every_property = Case::new("every-property", "us-east-1", &designs::every_property());
    for case in cases().into_iter().chain([every_property]) {
        let folder = format!("{}-{}", case.region, case.name);
        for artifact in emit(&case.graph, Target::Terraform, &Options::default()) {
            if artifact.path == "README.md" {
                told.insert(folder.clone(), rules(artifact.text()));
            } else if artifact.path.ends_with(".tf") {
                outcome = outcome.and(write(&root.join(&folder).join(&artifact.path), artifact.text()));
            }
        }
    }
    check(outcome);
    let found = checkov(&root).unwrap_or_else(|message| panic!("{message}"));
    let mut wrong = String::new();
    for (name, told) in &told {
        let mut found = found.get(name).cloned().unwrap_or_default();
        // checkov does not see the address block of a rule in a `for_each`; other scanners do.
        found.extend(told.get("CKV_AWS_382").cloned());
        if found != *told {
            wrong += &format!("{name}: found {found:?}, told {told:?}\n");
        }
    }
    assert_eq!(wrong, "");
    assert!(found.len() > 200, "{}", found.len());
}

/// The rules of checkov in a README.
fn rules(readme: &str) -> BTreeSet<String> {
    let word = |word: &str| word.starts_with("CKV").then(|| word.to_owned());
    readme
        .lines()
        .filter(|line| line.starts_with("- CKV"))
        .flat_map(|line| line.split([' ', ',', ':']).filter_map(word).collect::<Vec<_>>())
        .collect()
}

/// The rules that each folder breaks.
fn checkov(root: &Path) -> Outcome<BTreeMap<String, BTreeSet<String>>> {
    let mut command = run::tool(&tools::find("checkov")?, root);
    command.args([
        "--directory",
        ".",
        "--framework",
        "terraform",
        "--output",
        "json",
        "--quiet",
        "--compact",
    ]);
    // Nothing is asked of the network, and findings are no failure here.
    command.args(["--skip-download", "--soft-fail"]);
    let out = run::run(&mut command)?;
    let report: Value =
        serde_json::from_str(&out).map_err(|error| format!("checkov wrote no JSON: {error}"))?;
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for finding in report["results"]["failed_checks"].as_array().into_iter().flatten() {
        let folder =
            finding["file_path"].as_str().and_then(|path| path.trim_start_matches('/').split('/').next());
        let rule = finding["check_id"].as_str();
        let (Some(folder), Some(rule)) = (folder, rule) else { return Err(format!("no finding: {finding}")) };
        found.entry(folder.to_owned()).or_default().insert(rule.to_owned());
    }
    Ok(found)
}

/// Every template is clean in its Region.
#[test]
fn cfn_lint_finds_nothing() {
    let root = directory("cloudformation");
    // Texts that only differ in the comment on top are one.
    let mut bodies: BTreeMap<String, (PathBuf, BTreeSet<String>)> = BTreeMap::new();
    let mut outcome = empty(&root);
    for case in cases() {
        for format in [TemplateFormat::Yaml, TemplateFormat::Json] {
            // The two say the same, as `template_text` shows; one of each is enough for the linter.
            if format == TemplateFormat::Json && case.region != "us-east-1" {
                continue;
            }
            let options = Options { template_format: format, ..Options::default() };
            let files = emit(&case.graph, Target::CloudFormation, &options);
            let templates = files.iter().filter(|file| !file.path.ends_with(".md"));
            for (region, template) in case.graph.regions().into_iter().zip(templates) {
                let extension = if format == TemplateFormat::Yaml { "yaml" } else { "json" };
                let body: String = template
                    .text()
                    .lines()
                    .filter(|line| !line.starts_with('#'))
                    .map(|l| format!("{l}\n"))
                    .collect();
                let path = root.join(format!("{}.{}.{region}.{extension}", case.name, case.region));
                let known = bodies.entry(body.clone()).or_insert_with(|| (path.clone(), BTreeSet::new()));
                known.1.insert(region.to_owned());
                if known.0 == path {
                    outcome = outcome.and(write(&path, template.text()));
                }
            }
        }
    }
    check(outcome);
    let mut groups: BTreeMap<BTreeSet<String>, Vec<PathBuf>> = BTreeMap::new();
    for (path, regions) in bodies.into_values() {
        groups.entry(regions).or_default().push(path);
    }
    let mut failures = String::new();
    for (regions, templates) in groups {
        let lint = || {
            let mut command = run::tool(&tools::find("cfn-lint")?, &root);
            command.args(["--include-checks", "I", "--regions"]).args(&regions).arg("--").args(&templates);
            run::run(&mut command).map(drop)
        };
        if let Err(message) = lint() {
            failures += &message;
        }
    }
    assert_eq!(failures, "");
}

/// Every script is clean, and one for the shell.
#[test]
fn shellcheck_finds_nothing() {
    let root = directory("cli");
    let mut scripts: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut outcome = empty(&root);
    for case in cases() {
        for artifact in emit(&case.graph, Target::Cli, &Options::default()) {
            let path = root.join(format!("{}.{}.{}", case.region, case.name, artifact.path));
            // The Region is a word like any other.
            let text = artifact.text().replace(case.region, "us-east-1");
            if let Entry::Vacant(new) = scripts.entry(text) {
                outcome = outcome.and(write(&path, artifact.text()));
                new.insert(path);
            }
        }
    }
    check(outcome);
    let all = || {
        let paths = || scripts.values();
        let syntax = "for script in \"$@\"; do bash -n \"$script\"; done";
        run::run(run::tool(&tools::find("bash")?, &root).args(["-euc", syntax, "bash"]).args(paths()))?;
        run::run(run::tool(&tools::find("shellcheck")?, &root).args(paths())).map(drop)
    };
    check(all());
}
