//! The three exports of a large network, and the same network synthesised by AWS CDK.

use std::{fs, path::Path, process::Command};

use vpc_designer::{
    catalog::Catalog,
    emit::{Options, Target, emit},
    file,
    graph::ResourceGraph,
    lower::lower,
    model::Design,
};

use crate::{designs, measure, report::Report};

const TOPIC: &str = "export";
const RESOURCES: usize = 5_000;
const RUNS: usize = 15;
/// All three formats together, in milliseconds.
const LIMIT: f64 = 150.0;

pub(crate) fn run(report: &mut Report) {
    let (design, graph) = network();
    let count = graph.nodes.len();
    let options = Options { design: Some(file::template::text(&design)), ..Options::default() };
    let all = measure::median(RUNS, || (), |()| Target::ALL.map(|target| emit(&graph, target, &options)));
    report.time(TOPIC, format!("{count} resources: Terraform, CloudFormation and AWS CLI"), all, Some(LIMIT));
    for target in Target::ALL {
        let one = measure::median(RUNS, || (), |()| emit(&graph, target, &options));
        report.time(TOPIC, format!("{count} resources: {}", target.title()), one, None);
    }
    let whole = measure::median(
        RUNS,
        || (),
        |()| {
            let graph = lower(&design, &Catalog::embedded());
            Target::ALL.map(|target| emit(&graph, target, &options))
        },
    );
    report.time(TOPIC, format!("{count} resources: from the design to all three"), whole, None);
    match cdk(&graph) {
        Ok((inside, process)) => {
            let name = |what: &str| format!("{count} resources: AWS CDK, {what}");
            report.time(TOPIC, name("synthesis of the CloudFormation templates"), inside, None);
            report.time(TOPIC, name("the whole program"), process, None);
        }
        Err(message) => eprintln!("AWS CDK is left out: {message}"),
    }
}

/// The smallest estate with so many resources.
fn network() -> (Design, ResourceGraph) {
    let mut elements = RESOURCES / 2;
    loop {
        let design = designs::estate(elements);
        let graph = lower(&design, &Catalog::embedded());
        if graph.nodes.len() >= RESOURCES {
            return (design, graph);
        }
        elements += designs::PER_VPC;
    }
}

/// Milliseconds of the synthesis, and of the program with its start.
fn cdk(graph: &ResourceGraph) -> Result<(f64, f64), String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = here.join("bench/native/cdk");
    if !folder.join("node_modules").is_dir() {
        return Err("make bench-native installs it from npm".to_owned());
    }
    let work = here.join("bench/.work/cdk");
    let text = |error: &dyn std::fmt::Display| error.to_string();
    fs::create_dir_all(&work).map_err(|error| text(&error))?;
    let file = work.join("graph.json");
    let json = serde_json::to_string(graph).map_err(|error| text(&error))?;
    fs::write(&file, json).map_err(|error| text(&error))?;
    let mut command = Command::new("node");
    command
        .arg(folder.join("main.mjs"))
        .arg(&file)
        .arg(work.join("out"))
        .env("CDK_DISABLE_VERSION_CHECK", "1");
    let (process, output) = measure::once(|| command.output());
    let output = output.map_err(|error| text(&error))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let inside = String::from_utf8_lossy(&output.stdout);
    let inside = inside.lines().last().unwrap_or_default().parse::<f64>().map_err(|error| text(&error))?;
    Ok((inside, process))
}
