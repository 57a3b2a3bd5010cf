//! Text that a user typed, read back by the tools that the exports are for: Terraform, PyYAML, bash. Many texts in one run of
//! each, so that it takes seconds.
//!
//! Terraform puts every text into Unicode's normal form C; all are compared in it.

use std::{collections::BTreeMap, fs, path::PathBuf};

use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde_json::{Value, json};
use vpc_designer::{
    catalog::Catalog,
    emit::{
        Options, Target, emit,
        print::hcl::{self, Block, Body, Element, Expr, Key, Pair},
    },
    graph::{Kind, Resource},
    lower::lower,
};

use crate::{
    Outcome,
    aws::Aws,
    batch::{self, Case},
    designs, random, run, template_text, template_tree, terraform, tools,
};

/// As many as Terraform reads in a few seconds.
const TEXTS: usize = 1_500;
const DESIGNS: usize = 10;

fn check(outcome: Outcome) {
    if let Err(message) = outcome {
        panic!("{message}");
    }
}

fn directory(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("deploy/fuzz").join(name)
}

/// Each text as a value, a key of an object, a comment and a part of a policy.
#[test]
fn terraform_reads_any_text() {
    let mut runner = TestRunner::deterministic();
    let mut sample =
        || template_tree::text().new_tree(&mut runner).expect("the strategy rejects nothing").current();
    let mut texts: Vec<String> = (0..TEXTS).map(|_| sample()).collect();
    texts.extend(designs::awkward().map(str::to_owned));
    check(read_by_terraform(&texts));
}

fn read_by_terraform(texts: &[String]) -> Outcome {
    let root = directory("texts");
    let element = |text: &String| Element { comments: vec![text.clone()], ..Element::new(Expr::text(text)) };
    let pair = |(number, text): (usize, &String)| Pair {
        key: Key::Text(format!("{number} {text}")),
        value: Expr::Call("jsonencode", vec![Expr::from(&json!({ text.as_str(): [text] }))]),
        comments: vec![text.clone()],
        origin: None,
    };
    let mut body = Body::default();
    for (name, value) in [
        ("list", Expr::List(texts.iter().map(element).collect())),
        ("object", Expr::Object(texts.iter().enumerate().map(pair).collect())),
    ] {
        let mut output = Block::new("output", &[name]);
        output.body.set("value", value);
        body.block(output);
    }
    crate::empty(&root)?;
    fs::write(root.join("main.tf"), hcl::print(&body).text()).map_err(|error| error.to_string())?;
    terraform::format(&root)?;
    terraform::init(&root)?;
    run::run(terraform::terraform(&root)?.args(["apply", "-auto-approve", "-input=false", "-no-color"]))?;
    let found = run::run(terraform::terraform(&root)?.args(["output", "-json"]))?;
    let found: Value = serde_json::from_str(&found).map_err(|error| error.to_string())?;
    let pairs = found["object"]["value"].as_object().into_iter().flatten();
    // What `jsonencode` made of the policies, read as JSON.
    let pairs: BTreeMap<&String, Value> = pairs
        .map(|(key, value)| {
            (key, serde_json::from_str(value.as_str().unwrap_or_default()).unwrap_or_default())
        })
        .collect();
    let wanted: BTreeMap<String, Value> = texts
        .iter()
        .enumerate()
        .map(|(number, text)| (format!("{number} {text}"), json!({ text.as_str(): [text] })))
        .collect();
    same(&json!([found["list"]["value"], pairs]), &json!([texts, wanted]))
}

/// The same, in normal form C.
fn same(found: &Value, wanted: &Value) -> Outcome {
    let (found, wanted) = (normal(found)?, normal(wanted)?);
    if found == wanted {
        return Ok(());
    }
    let rows = |value: &Value| match value {
        Value::Array(rows) if rows.len() > 2 => rows.clone(),
        other => vec![other.clone()],
    };
    let (found, wanted) = (rows(&found), rows(&wanted));
    let first = wanted.iter().zip(&found).find(|(wanted, found)| wanted != found);
    Err(match first {
        Some((wanted, found)) => format!("- {wanted}\n+ {found}").chars().take(4_000).collect(),
        None => format!("{} rows are {}", wanted.len(), found.len()),
    })
}

const NORMAL: &str = "import json, sys, unicodedata
print(json.dumps(json.loads(unicodedata.normalize('NFC', json.dumps(json.load(open(sys.argv[1])), ensure_ascii=False)))))";

fn normal(value: &Value) -> Outcome<Value> {
    let file = directory("normal.json");
    fs::write(&file, value.to_string()).map_err(|error| error.to_string())?;
    let mut python = run::tool(&tools::find("python3")?, &directory(""));
    let out = run::run(python.args(["-c", NORMAL]).arg(&file))?;
    serde_json::from_str(&out).map_err(|error| error.to_string())
}

/// Random designs with any text in them, not only such as AWS takes: tags and policies of all three exports, as their
/// readers see them.
#[test]
fn every_export_says_what_was_typed() {
    let mut runner = TestRunner::deterministic();
    let mut sample =
        || random::strategy::design().new_tree(&mut runner).expect("the strategy rejects nothing").current();
    let mut all: Vec<_> = (0..400)
        .map(|_| sample())
        .filter(|design| !design.endpoints.is_empty() && design.workloads.len() > 1)
        .take(DESIGNS)
        .collect();
    all.push(designs::hostile());
    let mut cases = Vec::new();
    for (number, mut design) in all.into_iter().enumerate() {
        for id in design.endpoints.ids().collect::<Vec<_>>() {
            if let Some(endpoint) = design.endpoints.get_mut(id) {
                let text = endpoint.policy.take().unwrap_or_else(|| endpoint.name.clone());
                let policy = json!({ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": "*",
                    "Action": "*", "Resource": text, "Condition": { "StringEquals": { text.as_str(): [text] } } }] });
                endpoint.policy = Some(policy.to_string());
            }
        }
        cases.push(Case::new(format!("design-{number}"), lower(&design, &Catalog::embedded())));
    }
    assert!(cases.len() > DESIGNS, "{}", cases.len());
    let wanted = Said::of_graphs(&cases).value();
    for (reader, said) in
        [("bash", by_bash(&cases)), ("PyYAML", by_yaml(&cases)), ("Terraform", by_terraform(&cases))]
    {
        check(
            said.and_then(|said| same(&said.value(), &wanted))
                .map_err(|message| format!("{reader}: {message}")),
        );
    }
}

/// What the exports say: the tags of each resource that all three tag, and the policies, both sorted.
#[derive(Default)]
struct Said {
    tags: Vec<BTreeMap<String, String>>,
    policies: Vec<Value>,
}

impl Said {
    fn value(mut self) -> Value {
        self.tags.sort();
        self.policies.sort_by_key(ToString::to_string);
        json!(self.tags).as_array().cloned().into_iter().flatten().chain(self.policies).collect()
    }

    fn of_graphs(cases: &[Case]) -> Self {
        let mut said = Self::default();
        for graph in cases.iter().map(|case| &case.graph) {
            let tagged = graph.nodes.iter().filter(|node| is_tagged(node.resource.kind()));
            said.tags.extend(tagged.map(|node| graph.all_tags(node)));
            said.policies.extend(graph.nodes.iter().filter_map(|node| policy(&node.resource)));
        }
        said
    }

    /// From a list of `{"Key": …, "Value": …}`.
    fn tag_list(&mut self, list: &Value) {
        let pair = |tag: &Value| Some((tag["Key"].as_str()?.to_owned(), tag["Value"].as_str()?.to_owned()));
        let tags: BTreeMap<_, _> = list.as_array().into_iter().flatten().filter_map(pair).collect();
        self.tags.push(tags.into_iter().filter(|(key, _)| !key.starts_with("vpc-designer:")).collect());
    }
}

fn policy(resource: &Resource) -> Option<Value> {
    match resource {
        Resource::GatewayEndpoint(endpoint) => endpoint.policy.as_ref(),
        Resource::InterfaceEndpoint(endpoint) => endpoint.policy.as_ref(),
        _ => None,
    }
    .map(|policy| policy.0.clone())
}

/// The kinds that the random designs have and that all three exports tag.
fn is_tagged(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Vpc
            | Kind::InternetGateway
            | Kind::EgressOnlyInternetGateway
            | Kind::NetworkAcl
            | Kind::Subnet
            | Kind::ElasticIp
            | Kind::NatGateway
            | Kind::RouteTable
            | Kind::SecurityGroup
            | Kind::GatewayEndpoint
            | Kind::InterfaceEndpoint
    )
}

/// `commands.sh` with a stand-in for `aws` that writes down its arguments, and has a block for a VPC with IPv6.
fn by_bash(cases: &[Case]) -> Outcome<Said> {
    const STAND_IN: &str = "aws() { printf '%s\\0' \"$@\" END >&3; case $* in *Ipv6CidrBlock*) echo 2001:db8::/56 ;; *) echo id ;; esac; }\n\
         export -f aws\nexec 3>>calls\n";
    let root = directory("bash");
    let mut said = Said::default();
    for case in cases {
        crate::empty(&root)?;
        let commands = emit(&case.graph, Target::Cli, &Options::default()).remove(0);
        fs::write(root.join("commands.sh"), format!("{STAND_IN}{}", commands.text()))
            .map_err(|e| e.to_string())?;
        run::run(run::tool(&tools::find("bash")?, &root).args(["-e", "commands.sh"]))?;
        let calls = fs::read(root.join("calls")).map_err(|error| error.to_string())?;
        let calls = String::from_utf8(calls).map_err(|error| error.to_string())?;
        let words: Vec<&str> = calls.split('\0').collect();
        for pair in words.windows(2) {
            let read =
                || serde_json::from_str::<Value>(pair[1]).map_err(|error| format!("{error}: {}", pair[1]));
            match pair[0] {
                "--policy-document" => said.policies.push(read()?),
                "--tag-specifications" => {
                    let specification = &read()?[0];
                    if specification["ResourceType"] != "security-group-rule" {
                        said.tag_list(&specification["Tags"]);
                    }
                }
                _ => {}
            }
        }
    }
    Ok(said)
}

fn by_yaml(cases: &[Case]) -> Outcome<Said> {
    let emitted = |case: &Case| emit(&case.graph, Target::CloudFormation, &Options::default());
    let texts: Vec<String> = cases
        .iter()
        .flat_map(emitted)
        .filter(|file| !file.path.ends_with(".md"))
        .map(|file| file.text().to_owned())
        .collect();
    let mut said = Said::default();
    for template in template_text::read("typed", &texts)? {
        for resource in template["Resources"].as_object().into_iter().flatten().map(|(_, resource)| resource)
        {
            let properties = &resource["Properties"];
            if !properties["Tags"].is_null() {
                said.tag_list(&properties["Tags"]);
            }
            said.policies
                .extend(Some(resolved(&properties["PolicyDocument"])).filter(|policy| !policy.is_null()));
        }
    }
    Ok(said)
}

/// A policy as CloudFormation makes it of a template in the partition `aws`.
fn resolved(value: &Value) -> Value {
    match value {
        Value::Object(map) => match map.get("Fn::Sub").and_then(Value::as_str).filter(|_| map.len() == 1) {
            Some(text) => text.replace("${AWS::Partition}", "aws").replace("${!", "${").into(),
            None => map.iter().map(|(key, value)| (key.clone(), resolved(value))).collect(),
        },
        Value::Array(items) => items.iter().map(resolved).collect(),
        other => other.clone(),
    }
}

/// One plan of all designs as modules.
fn by_terraform(cases: &[Case]) -> Outcome<Said> {
    let directory = directory("terraform");
    crate::empty(&directory)?;
    let aws = Aws::start(&directory.with_extension("log"))?;
    let root = batch::write_modules(&directory, cases)?;
    terraform::init(&root)?;
    let plan = ["plan", "-input=false", "-no-color", "-out=plan", "-parallelism=30"];
    run::run(run::with_aws(&mut terraform::terraform(&root)?, &aws.address).args(plan))?;
    let plan = run::run(terraform::terraform(&root)?.args(["show", "-json", "plan"]))?;
    let plan: Value = serde_json::from_str(&plan).map_err(|error| error.to_string())?;
    let mut said = Said::default();
    for module in plan["planned_values"]["root_module"]["child_modules"].as_array().into_iter().flatten() {
        for resource in module["resources"].as_array().into_iter().flatten() {
            let values = &resource["values"];
            let rule =
                resource["type"].as_str().is_some_and(|kind| kind.starts_with("aws_vpc_security_group_"));
            // Not `tags_all`, which the provider leaves open where a value is empty.
            if let Some(tags) = values["tags"].as_object().filter(|_| !rule) {
                let pair = |(key, value): (&String, &Value)| Some((key.clone(), value.as_str()?.to_owned()));
                said.tags.push(tags.iter().filter_map(pair).collect());
            }
            if let Some(policy) = values["policy"].as_str() {
                said.policies.push(serde_json::from_str(policy).map_err(|error| error.to_string())?);
            }
        }
    }
    Ok(said)
}
