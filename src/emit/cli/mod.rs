//! Resource graph → AWS CLI: the plain commands, a script that deploys, a script that takes away.
//!
//! `commands.sh` is for reading, copying and running once. `deploy.sh` makes what is missing and can be run again;
//! `teardown.sh` deletes it. What belongs to a design is known by two tags that all three agree on:
//! `vpc-designer:stack`, the design's name, and `vpc-designer:id`, the entity's id in the design, which stays when a
//! resource is renamed. Whoever compares the network with one made by another exporter leaves out tags that begin with
//! `vpc-designer:`.

mod call;
mod commands;
mod deploy;
mod names;
mod network_call;
mod network_deploy;
mod tags;
mod teardown;
#[cfg(test)]
mod tests;

use super::{
    Artifact, Sheet,
    print::shell::{self, Statement},
};
use crate::graph::ResourceGraph;
use names::Names;

pub(super) fn emit(graph: &ResourceGraph) -> Vec<Artifact> {
    let names = Names::new(graph);
    if graph.nodes.is_empty() {
        let statements = commands::empty(graph);
        return vec![Artifact { path: "commands.sh".to_owned(), sheet: print(&statements) }];
    }
    [
        ("commands.sh", commands::script(graph, &names)),
        ("deploy.sh", deploy::script(graph, &names)),
        ("teardown.sh", teardown::script(graph, &names)),
    ]
    .map(|(path, statements)| Artifact { path: path.to_owned(), sheet: print(&statements) })
    .into()
}

fn print(statements: &[Statement]) -> Sheet {
    let mut sheet = Sheet::new();
    shell::print_script(statements, &mut sheet);
    sheet
}
