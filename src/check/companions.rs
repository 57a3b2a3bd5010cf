//! Sets of endpoints that belong together, and what of them is missing.

use std::collections::{BTreeMap, BTreeSet};

use super::{diagnostic::Report, rule::Context};
use crate::{
    catalog::{self, Availability, Companion, EndpointType},
    edit::{self, Fix, FixStep},
    model::{Endpoint, Id, ServiceRef, SubnetKind, Vpc},
};

/// An endpoint that another one needs beside it.
pub(super) struct Missing {
    /// It is of no use without, from where its clients are.
    pub(super) must: bool,
    companion: &'static Companion,
    endpoint: Id<Endpoint>,
    vpc: Id<Vpc>,
}

impl Missing {
    fn what(&self) -> (Id<Vpc>, &'static str) {
        (self.vpc, self.companion.key)
    }
}

/// Reports the missing companions of a kind.
pub(super) fn missing(context: &Context<'_>, wanted: impl Fn(&Missing) -> bool, report: &mut Report<'_>) {
    let all = all_missing(context);
    let musts: BTreeSet<_> = all.iter().filter(|missing| missing.must).map(Missing::what).collect();
    // What one endpoint is of no use without need not be recommended for another.
    for missing in all.iter().filter(|missing| missing.must || !musts.contains(&missing.what())) {
        if wanted(missing) {
            tell(context, missing, report);
        }
    }
}

fn all_missing(context: &Context<'_>) -> Vec<Missing> {
    let mut all = Vec::new();
    let design = context.design;
    let clients = design.clients();
    let mut enclosed: BTreeMap<Id<Vpc>, bool> = BTreeMap::new();
    for (id, endpoint) in design.endpoints.iter() {
        let Some(key) = endpoint.service.aws_key() else { continue };
        let region = design.region_of(id.into()).unwrap_or_default();
        let callers: Vec<_> =
            clients.of(endpoint).iter().filter_map(|id| design.workloads.get(*id)).collect();
        for companion in catalog::companions(key) {
            let target = ServiceRef::Aws(companion.key.to_owned());
            if design.endpoints_for(endpoint.vpc, &target).next().is_some() {
                continue;
            }
            let class = context.catalog.availability(companion.key, region, companion.endpoint_type);
            let needed = if callers.is_empty() {
                companion.always
            } else {
                callers.iter().any(|workload| {
                    edit::companions(workload, &endpoint.service).any(|other| other == companion)
                })
            };
            let enclosed =
                *enclosed.entry(endpoint.vpc).or_insert_with(|| is_enclosed(context, endpoint.vpc));
            let missing = Missing { must: needed && enclosed, companion, endpoint: id, vpc: endpoint.vpc };
            // Who calls the service and needs no companion has said so by what it is.
            let told = callers.is_empty() || needed;
            if class != Availability::Absent && told {
                all.push(missing);
            }
        }
    }
    all
}

fn tell(context: &Context<'_>, missing: &Missing, report: &mut Report<'_>) {
    let name = context.design.label(missing.endpoint.into());
    let Companion { key, reason, endpoint_type, .. } = missing.companion;
    // The middle of a sentence, unless it begins with a name.
    let second = reason.chars().nth(1).is_some_and(char::is_lowercase);
    let product = ["Session", "Pods", "Pod", "Git"].iter().any(|word| reason.starts_with(word));
    let reason = match reason.chars().next() {
        Some(first) if second && !product => first.to_lowercase().chain(reason.chars().skip(1)).collect(),
        Some(_) | None => (*reason).to_owned(),
    };
    let message = if missing.must {
        format!("Endpoint {name} is of no use without one for {key}: {reason}. Add it.")
    } else {
        format!("Most uses of endpoint {name} need one for {key} too: {reason}. Add it if yours do.")
    };
    let kind = match endpoint_type {
        EndpointType::Gateway => "gateway",
        EndpointType::Interface => "interface",
    };
    let label = format!("Add the {kind} endpoint for {key}");
    let add = FixStep::AddEndpoint {
        vpc: missing.vpc,
        service: ServiceRef::Aws((*key).to_owned()),
        kind: Some(*endpoint_type),
    };
    let steps = context.dns_on(missing.vpc).into_iter().chain([add]);
    let fix = if missing.must { Fix::new(label, steps) } else { Fix::choice(label, steps) };
    report.at(missing.endpoint, message).fix(fix);
}

/// Some subnet that is not public has no way out of the VPC.
fn is_enclosed(context: &Context<'_>, vpc: Id<Vpc>) -> bool {
    context.design.subnets_of(vpc).any(|(_, subnet)| {
        subnet.kind != SubnetKind::Public && !super::routes::leads_out(context.design, subnet)
    })
}
