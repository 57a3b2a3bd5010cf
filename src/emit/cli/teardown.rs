//! `teardown.sh`: deletes what carries the stack's tag, users before what they use.
//!
//! It asks AWS what there is instead of the graph, so that it also finds what an earlier state of the design made.

use std::collections::BTreeSet;

use super::{
    deploy::{COMMON, REMOVE, settings},
    names::{Names, resource_type},
};
use crate::{
    emit::{
        Sheet,
        print::shell::{Command, Script, Statement, Word},
    },
    graph::{Resource, ResourceGraph},
};

const HELPERS: &str = include_str!("fixed/teardown.sh");

pub(super) fn script(graph: &ResourceGraph, names: &Names<'_>) -> Sheet {
    let text = |text: &str| Statement::Comment(text.to_owned());
    let mut out = vec![
        text(&graph.title),
        Statement::Comment(String::new()),
        text(
            "Deletes everything that deploy.sh or commands.sh made, known by its tags. Shows it and asks first, \
             --yes answers. Safe to run again, and after a failure it goes on where it stopped.",
        ),
        text("Needs bash 3.2 or later and the AWS CLI, version 1 or 2."),
        Statement::Blank,
        Statement::Run(Command::plain(&["set", "-euo", "pipefail"])),
        Statement::Blank,
    ];
    out.extend(settings(graph, names, &[]));
    out.extend([
        Statement::Blank,
        text("==== Functions ===="),
        Statement::Blank,
        Statement::Fixed(COMMON),
        Statement::Blank,
        Statement::Fixed(REMOVE),
        Statement::Blank,
        Statement::Fixed(HELPERS),
        Statement::Blank,
        text("==== What there is ===="),
        Statement::Blank,
    ]);
    let labels: Vec<String> = graph
        .iter()
        .filter_map(|(at, node)| {
            // Rules go with their groups.
            let kind = resource_type(node.resource.kind()).filter(|kind| *kind != "security-group-rule")?;
            Some(format!("{kind} {} {}", names.key(at), names.label(at)))
        })
        .collect();
    out.push(text("The names of the design: kind, key, name."));
    out.push(Statement::Assign("labels".to_owned(), Word::literal(labels.join("\n"))));
    out.push(Statement::Blank);
    let regions = || graph.regions().into_iter().map(|region| names.region(region));
    out.push(Statement::Run(Command::plain(&["confirm"]).arg(Word::argument(1)).option(regions())));
    out.extend([Statement::Blank, text("==== Delete it ===="), Statement::Blank]);
    let consumers: BTreeSet<&str> = graph
        .nodes
        .iter()
        .filter(|node| match &node.resource {
            Resource::InterfaceEndpoint(endpoint) => {
                endpoint.target.node().is_some() && endpoint.target.service_region().is_some()
            }
            _ => false,
        })
        .map(|node| node.region.as_str())
        .collect();
    let each = |function: &'static str, region| Statement::Run(Command::plain(&[function]).arg(region));
    out.extend(consumers.into_iter().map(|region| each("teardown_endpoints", names.region(region))));
    out.extend(regions().map(|region| each("teardown", region)));
    out.push(Statement::Run(Command::plain(&["say"]).arg(Word::literal("All gone"))));
    let mut script = Script::default();
    script.put(&out);
    script.finish()
}
