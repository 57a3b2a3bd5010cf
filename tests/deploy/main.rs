//! Deploys designs for real, with each of the three exports, and compares what exists.
//!
//! Real Terraform with the real AWS provider, the real AWS CLI and CloudFormation templates meet an AWS played by moto on
//! loopback, a fresh one each (`aws.py`). Then everything that exists is read back through the EC2 API (`snapshot.py`)
//! and must equal what the resource graph says (`expected.rs`); so the three equal each other too, and a property that
//! all three lose is found. What cannot be compared that way is listed in [`differences`].
//! `template_text` reads printed templates as CloudFormation reads them.
//!
//! A tool that is missing fails the run and says how to get it; nothing is skipped.

#![allow(clippy::print_stdout, clippy::disallowed_types, reason = "tests say how long a deployment took")]

mod aws;
mod batch;
mod cli;
mod cloudformation;
mod designs;
mod differences;
mod expected;
mod fuzz;
mod helper;
mod import;
mod interrupt;
mod lint;
mod random;
mod recovered;
mod run;
mod snapshot;
mod template_text;
#[path = "../core/template_tree.rs"]
mod template_tree;
mod terraform;
mod tools;
mod update;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use serde_json::Value;
use vpc_designer::{
    catalog::Catalog,
    emit::{Artifact, Options, Target, emit},
    file,
    graph::ResourceGraph,
    lower::lower,
    model::Design,
    template::{Template, template, templates},
};

use crate::aws::{Address, Aws};

/// One export of one design, written down, with an AWS of its own.
struct Deployment<'a> {
    target: Target,
    graph: &'a ResourceGraph,
    artifacts: &'a [Artifact],
    /// Holds the artifacts and nothing else at first.
    directory: PathBuf,
    aws: Address,
}

type Outcome<T = ()> = Result<T, String>;

impl Deployment<'_> {
    /// What exists now, without what only this target makes.
    fn snapshot(&self) -> Outcome<Value> {
        let found = snapshot::take(&self.aws, &self.graph.regions())?;
        Ok(snapshot::canonical(differences::without(self.target, found)))
    }
}

/// Deploys a design with each target and compares.
fn deploy(name: &str, design: &Design) {
    let graph = lower(design, &Catalog::embedded());
    graph.verify().expect("the graph keeps its invariants");
    compare(name, &expected::snapshot(&graph), |target| deploy_target(name, design, &graph, target));
}

/// Compares what each target makes with what is expected; all three run at once, since they mostly wait.
fn compare(name: &str, expected: &Value, deploy: impl Fn(Target) -> Outcome<Value> + Sync) {
    let outcomes: Vec<(Target, Outcome<Value>)> = std::thread::scope(|scope| {
        let running = Target::ALL.map(|target| {
            let deploy = &deploy;
            let timed = move || {
                let start = Instant::now();
                let found = deploy(target)?;
                println!(
                    "{name}: {} deployed and read back in {} s",
                    target.title(),
                    start.elapsed().as_secs()
                );
                Ok(found)
            };
            (target, scope.spawn(timed))
        });
        running
            .map(|(target, thread)| (target, thread.join().unwrap_or_else(|_| Err("it panicked".to_owned()))))
            .into()
    });
    let mut failures = String::new();
    for (target, outcome) in outcomes {
        // Requests that failed or came twice.
        let log = fs::read_to_string(directory(name, target).with_extension("log")).unwrap_or_default();
        match outcome {
            Err(message) => failures += &format!("\n== {name}, {}: {message}\n{log}\n", target.title()),
            Ok(found) => {
                let expected = snapshot::canonical(differences::without(target, expected.clone()));
                let differences = snapshot::difference(&expected, &found);
                if !differences.is_empty() {
                    failures += &format!(
                        "\n== {name}: what {} made is not what the graph says (- graph, + made)\n{differences}\n{log}",
                        target.title()
                    );
                }
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// Where the files of a test go.
fn directory(name: &str, target: Target) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("deploy").join(name).join(target.word())
}

fn deploy_target(name: &str, design: &Design, graph: &ResourceGraph, target: Target) -> Outcome<Value> {
    let directory = directory(name, target);
    let options = Options { design: Some(file::template::text(design)), ..Options::default() };
    let artifacts = emit(graph, target, &options);
    write(&directory, &artifacts)?;
    let aws = Aws::start(&directory.with_extension("log"))?;
    let deployment = Deployment { target, graph, artifacts: &artifacts, directory, aws: aws.address.clone() };
    match target {
        Target::Cli => cli::deploy(&deployment)?,
        Target::Terraform => terraform::deploy(&deployment)?,
        Target::CloudFormation => cloudformation::deploy(&deployment)?,
    }
    deployment.snapshot()
}

/// Writes the artifacts into an emptied directory.
fn write(directory: &Path, artifacts: &[Artifact]) -> Outcome {
    empty(directory)?;
    for artifact in artifacts {
        let path = directory.join(&artifact.path);
        fs::create_dir_all(path.parent().unwrap_or(directory))
            .and_then(|()| fs::write(path, artifact.text()))
            .map_err(|error| format!("cannot write {}: {error}", directory.display()))?;
    }
    Ok(())
}

/// Makes the directory, without anything in it.
fn empty(directory: &Path) -> Outcome {
    let fail = |error: std::io::Error| format!("cannot empty {}: {error}", directory.display());
    if directory.exists() {
        fs::remove_dir_all(directory).map_err(fail)?;
    }
    fs::create_dir_all(directory).map_err(fail)
}

macro_rules! deploy_templates {
    ($($test:ident = $template:literal),* $(,)?) => {
        $(#[test]
        fn $test() {
            let template = template($template).expect("a template of this name");
            deploy($template, &template.build(Template::REGION).expect("it builds in its own Region"));
        })*

        #[test]
        fn every_template_is_deployed() {
            let tested: BTreeSet<&str> = [$($template),*].into();
            let existing: BTreeSet<&str> = templates().iter().map(|template| template.name).collect();
            assert_eq!(tested, existing);
        }
    };
}

deploy_templates! {
    private_web_app = "private-web-app",
    ecs_fargate_no_internet = "ecs-fargate-no-internet",
    eks_private_cluster = "eks-private-cluster",
    ssm_bastion_replacement = "ssm-bastion-replacement",
    serverless_data = "serverless-data",
    two_vpcs_two_regions = "two-vpcs-two-regions",
    hub_and_spoke_endpoints = "hub-and-spoke-endpoints",
}

#[test]
fn hostile_text() {
    deploy("hostile-text", &designs::hostile());
}

#[test]
fn every_property() {
    deploy("every-property", &designs::every_property());
}

/// Two Regions and the outside, joined by everything that joins networks.
#[test]
fn joined_networks() {
    let opened = file::open(include_bytes!("../core/files/v1-networks.json")).expect("it opens");
    deploy("joined-networks", &opened.design);
}

/// Every type of endpoint, both sides of PrivateLink, and routes through appliances.
#[test]
fn every_kind_of_endpoint() {
    let opened = file::open(include_bytes!("../core/files/v1-kinds.json")).expect("it opens");
    deploy("kinds", &opened.design);
}
