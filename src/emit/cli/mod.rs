//! Resource graph → AWS CLI: the plain commands, a script that deploys, a script that takes away.
//!
//! `commands.sh` is for reading, copying and running once. `deploy.sh` makes what is missing and can be run again;
//! `teardown.sh` deletes it. What belongs to a design is known by two tags that all three agree on:
//! `vpc-designer:stack`, the design's name, and `vpc-designer:id`, the entity's id in the design, which stays when a
//! resource is renamed. Whoever compares the network with one made by another exporter leaves out tags that begin with
//! `vpc-designer:`.

mod call;
mod cksum;
mod commands;
mod deploy;
mod ipv6_call;
mod names;
mod network_call;
mod network_deploy;
mod service_call;
mod tags;
mod teardown;
#[cfg(test)]
mod tests;

use super::Artifact;
use crate::graph::ResourceGraph;
use names::Names;

pub(super) fn emit(graph: &ResourceGraph) -> Vec<Artifact> {
    let names = Names::new(graph);
    if graph.nodes.is_empty() {
        return vec![Artifact { path: "commands.sh".to_owned(), sheet: commands::empty(graph) }];
    }
    let tagged = call::tagged(graph, &names);
    [
        ("commands.sh", commands::script(graph, &names, &tagged)),
        ("deploy.sh", deploy::script(graph, &names, &tagged)),
        ("teardown.sh", teardown::script(graph, &names)),
    ]
    .map(|(path, sheet)| Artifact { path: path.to_owned(), sheet })
    .into()
}
