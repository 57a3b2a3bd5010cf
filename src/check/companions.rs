//! Sets of endpoints that belong together, and what of them is missing.

use std::collections::{BTreeMap, BTreeSet};

use super::{diagnostic::Report, endpoints, rule::Context};
use crate::{
    catalog::{self, Availability, Companion},
    edit::{self, Fix, FixStep},
    model::{Endpoint, Id, ServiceRef, SubnetKind, Vpc, Workload},
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
    // What one endpoint is of no use without need not be recommended for another, and nothing twice.
    let mut recommended = BTreeSet::new();
    for missing in all.iter().filter(|missing| {
        missing.must || (!musts.contains(&missing.what()) && recommended.insert(missing.what()))
    }) {
        if wanted(missing) {
            tell(context, missing, report);
        }
    }
}

fn all_missing(context: &Context<'_>) -> Vec<Missing> {
    let mut all = Vec::new();
    let design = context.design;
    let clients = design.clients();
    // What nobody uses is to go, and not to be completed.
    let unused = endpoints::unused(design);
    let mut enclosed: BTreeMap<Id<Vpc>, bool> = BTreeMap::new();
    // One for another Region is made with its companions there.
    let own = |endpoint: &Endpoint| endpoint.kind.service_region().is_none();
    for (id, endpoint) in design.endpoints.iter().filter(|(id, e)| !unused.contains(id) && own(e)) {
        let callers: Vec<&Workload> =
            clients.of(endpoint).iter().filter_map(|id| design.workloads.get(*id)).collect();
        for companion in absent(context, endpoint.vpc, &endpoint.service) {
            let needed = is_needed(&callers, &endpoint.service, companion);
            let enclosed =
                *enclosed.entry(endpoint.vpc).or_insert_with(|| is_enclosed(context, endpoint.vpc));
            // Who calls the service and needs no companion has said so by what it is.
            if callers.is_empty() || needed {
                let must = needed && enclosed;
                all.push(Missing { must, companion, endpoint: id, vpc: endpoint.vpc });
            }
        }
    }
    all
}

/// The companions of a service that its Region has and a VPC has no endpoint for.
fn absent<'a>(
    context: &'a Context<'_>,
    vpc: Id<Vpc>,
    service: &ServiceRef,
) -> impl Iterator<Item = &'static Companion> + 'a {
    let region = context.design.vpcs.get(vpc).map(|vpc| vpc.region.as_str()).unwrap_or_default();
    let all = service.aws_key().map(catalog::companions).unwrap_or_default();
    all.iter().filter(move |companion| {
        let target = ServiceRef::Aws(companion.key.to_owned());
        let class = context.catalog.availability(companion.key, region, companion.endpoint_type);
        class != Availability::Absent && context.members.endpoints_for(vpc, &target).next().is_none()
    })
}

/// Whether an endpoint is of no use to its callers without a companion; to nobody, where there are none yet.
fn is_needed(callers: &[&Workload], service: &ServiceRef, companion: &Companion) -> bool {
    if callers.is_empty() {
        return companion.always;
    }
    callers.iter().any(|workload| edit::companions(workload, service).any(|other| other == companion))
}

/// A missing endpoint with those that it is of no use without itself, in the order in which they are found.
fn with_own(context: &Context<'_>, missing: &Missing) -> Vec<&'static Companion> {
    let mut set = vec![missing.companion];
    let mut next = 0;
    while let Some(companion) = set.get(next) {
        next += 1;
        let service = ServiceRef::Aws(companion.key.to_owned());
        for own in absent(context, missing.vpc, &service).filter(|own| own.always) {
            if set.iter().all(|other| other.key != own.key) {
                set.push(own);
            }
        }
    }
    set
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
    let set = with_own(context, missing);
    let kind = endpoint_type.word();
    let label = match set.as_slice() {
        [] | [_] => format!("Add the {kind} endpoint for {key}"),
        several => {
            let keys: Vec<&str> = several.iter().map(|companion| companion.key).collect();
            format!("Add the endpoints for {}", keys.join(", "))
        }
    };
    let add = set.iter().map(|companion| FixStep::AddEndpoint {
        vpc: missing.vpc,
        service: ServiceRef::Aws(companion.key.to_owned()),
        kind: Some(companion.endpoint_type),
    });
    let steps = context.dns_on(missing.vpc).into_iter().chain(add);
    let fix = if missing.must { Fix::new(label, steps) } else { Fix::choice(label, steps) };
    report.at(missing.endpoint, message).fix(fix);
}

/// Some subnet that is not public has no way out of the VPC.
fn is_enclosed(context: &Context<'_>, vpc: Id<Vpc>) -> bool {
    context.members.subnets(vpc).any(|(_, subnet)| {
        subnet.kind != SubnetKind::Public && !super::routes::leads_out(context.design, subnet)
    })
}
