//! Endpoint policies made from what they are to allow.
//!
//! A design keeps the policy as JSON text alone. [`build`] makes it of [`PolicyInputs`]; [`read`] finds the inputs again in
//! a policy by the ids of its statements and keeps every other statement as it is. So a policy may be built, edited by
//! hand and built again.
//!
//! *Invariant:* what [`build`] makes is JSON with at least one statement that allows something; what an input does not
//! say well is left out and told.

mod build;
mod read;
#[cfg(test)]
mod tests;
mod valid;
mod words;

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{
    catalog::{self, EndpointType, OwnedResource, PolicyUse},
    model::{Design, Endpoint, Id, ServiceRef, Workload},
};

pub use build::{BuiltPolicy, build};
pub use read::read;
pub use words::StatementWords;

/// The id of the statement for one's own principals and resources.
const OWN_USE: &str = "OwnUse";

/// AWS's default written out: what a policy of one's own starts with, to be narrowed down.
pub const FULL_ACCESS: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": "*",
      "Action": "*",
      "Resource": "*"
    }
  ]
}"#;

/// Where a policy belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyPlace {
    /// The key of the service.
    pub key: String,
    pub region: String,
    pub kind: EndpointType,
}

/// What a policy is to allow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyInputs {
    /// The accounts whose principals may call; of all accounts where there are none.
    pub accounts: Vec<String>,
    /// The organisation whose principals may call.
    pub organization: Option<String>,
    /// What is called must belong to the same accounts or organisation.
    pub own_resources: bool,
    /// Bucket names for S3, else ARNs; everything where there are none.
    pub resources: Vec<String>,
    /// What the service is used for, by the words of [`catalog::policy_uses`].
    pub uses: BTreeSet<String>,
    /// Further IAM actions; all of the service where there are neither uses nor actions.
    pub actions: Vec<String>,
    /// Statements for what AWS owns, by their ids.
    pub owned: BTreeSet<String>,
    /// Statements that were written by hand; they stay.
    pub kept: Vec<Value>,
}

/// What AWS owns behind an endpoint in its Region, with its ARNs.
pub fn owned_here(place: &PolicyPlace) -> Vec<(&'static OwnedResource, Vec<String>)> {
    catalog::owned_resources(&place.key)
        .filter_map(|owned| Some((owned, owned.resources(&place.region)?)))
        .collect()
}

/// What AWS owns behind an endpoint of which it is not known what it is in this Region: a policy must allow it, and only
/// AWS's page can tell how.
pub fn owned_unknown(place: &PolicyPlace) -> Vec<&'static OwnedResource> {
    catalog::owned_resources(&place.key).filter(|owned| owned.resources(&place.region).is_none()).collect()
}

/// Where the policy of an endpoint belongs; none for endpoint services of others, of which nothing is known.
pub fn policy_place(design: &Design, endpoint: &Endpoint) -> Option<PolicyPlace> {
    Some(PolicyPlace {
        key: endpoint.service.aws_key()?.to_owned(),
        region: design.vpcs.get(endpoint.vpc)?.region.clone(),
        kind: endpoint.kind.endpoint_type(),
    })
}

/// What the policy of an endpoint would have to allow for the workloads that use it: the usual uses of the service, and
/// what AWS owns and they need.
pub fn proposed_inputs(design: &Design, endpoint: Id<Endpoint>) -> Option<PolicyInputs> {
    let entity = design.endpoints.get(endpoint)?;
    let place = policy_place(design, entity)?;
    let clients = design.clients_of(entity);
    // An endpoint that is there is for somebody, drawn or not.
    let there =
        |word: &str| design.endpoints_for(entity.vpc, &ServiceRef::Aws(word.to_owned())).next().is_some();
    let needed = owned_here(&place).into_iter().filter(|(owned, _)| {
        owned
            .when
            .iter()
            .any(|word| there(word) || clients.iter().any(|client| applies(design, *client, word)))
    });
    Some(PolicyInputs {
        own_resources: true,
        uses: usual_uses(&place.key).map(|each| each.id.to_owned()).collect(),
        owned: needed.map(|(owned, _)| owned.sid.to_owned()).collect(),
        ..PolicyInputs::default()
    })
}

/// Every use but those that change what most only read.
fn usual_uses(key: &str) -> impl Iterator<Item = &'static PolicyUse> {
    const RARE: [&str; 3] = ["push", "publish", "rotate"];
    catalog::policy_uses(key).filter(|each| !RARE.contains(&each.id))
}

/// Whether a condition of the catalogue holds for a workload.
fn applies(design: &Design, client: Id<Workload>, word: &str) -> bool {
    let Some(workload) = design.workloads.get(client) else { return false };
    if let Some(recipe) = word.strip_prefix("recipe:") {
        return workload.recipe.as_ref().is_some_and(|choice| choice.id == recipe);
    }
    if let Some(kind) = word.strip_prefix("kind:") {
        return workload.kind.word() == kind;
    }
    let called = design
        .connections_of(client)
        .filter_map(|(_, connection)| design.services.get(connection.service))
        .any(|service| service.target == ServiceRef::Aws(word.to_owned()));
    // A companion is called without a connection of its own.
    called
        || design
            .connections_of(client)
            .filter_map(|(_, connection)| design.services.get(connection.service))
            .any(|service| super::endpoint::companions(workload, &service.target).any(|c| c.key == word))
}
