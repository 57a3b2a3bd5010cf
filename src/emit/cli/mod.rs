use super::Artifact;
use crate::graph::ResourceGraph;

pub(super) fn emit(_graph: &ResourceGraph) -> Vec<Artifact> {
    Vec::new()
}
