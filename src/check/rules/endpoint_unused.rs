//! See [`RULE`].

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    catalog,
    check::{
        diagnostic::Report,
        endpoints, links,
        rule::{Context, declare_rule},
    },
    edit::{self, Fix, FixStep},
    model::{Id, ServiceRef, Vpc},
};

declare_rule! {
    /// An interface endpoint has a client.
    ///
    /// ## Why
    /// An interface endpoint is charged by zone and hour, used or not. No workload of the VPC calls this service, nor
    /// one that needs it beside.
    ///
    /// ## Example
    /// A kms endpoint in a VPC whose workloads call sqs alone.
    ///
    /// ## Fix
    /// Remove the endpoint, or connect the workload that uses it.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html>
    "I319", "endpoint-unused", Info
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    // A VPC whose workloads call nothing is not drawn to the end.
    let mut used: BTreeMap<Id<Vpc>, BTreeSet<ServiceRef>> = BTreeMap::new();
    for connection in design.connections.values() {
        let Some(workload) = design.workloads.get(connection.workload) else { continue };
        let Some(service) = design.services.get(connection.service) else { continue };
        let Some(vpc) = design.vpc_of_workload(connection.workload) else { continue };
        let companions =
            edit::companions(workload, &service.target).map(|c| ServiceRef::Aws(c.key.to_owned()));
        used.entry(vpc).or_default().extend(companions.chain([service.target.clone()]));
    }
    for (id, endpoint, _) in endpoints::interfaces(design) {
        // Clients outside of a linked VPC are not drawn as callers of its endpoints.
        let Some(used) = used.get(&endpoint.vpc).filter(|_| !links::is_linked(design, endpoint.vpc)) else {
            continue;
        };
        // A name of its own serves some other member of the same set: see the companions of what is used.
        let belongs = used.iter().filter_map(ServiceRef::aws_key).flat_map(catalog::companions);
        let belongs =
            belongs.map(|companion| companion.key).any(|key| endpoint.service.aws_key() == Some(key));
        if !used.contains(&endpoint.service) && !belongs {
            let message = format!(
                "No workload of the VPC calls {} through endpoint {}, which has its price. Remove it, or connect the workload that uses it.",
                endpoint.service.word(),
                endpoint.name
            );
            report.at(id, message).fix(Fix::choice(
                format!("Remove endpoint {}", endpoint.name),
                [FixStep::Remove { entities: vec![id.into()] }],
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn called_by_nobody() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app 10.0.0.0/24
            workload shop
            service sqs
            call shop sqs
            interface sqs subnets=app dns
            interface kms subnets=app dns
            ^ No workload of the VPC calls kms through endpoint kms, which has its price. Remove it, or connect the workload that uses it.
            ? Remove endpoint kms
            ",
        );
    }

    #[test]
    fn called_or_needed_beside_or_not_drawn_yet() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app 10.0.0.0/24
            workload shop
            service ecr.dkr
            call shop ecr.dkr
            interface ecr.dkr subnets=app dns
            interface ecr.api subnets=app dns
            vpc later 10.1.0.0/16
            interface kms
            ",
        );
    }
}
