//! See [`RULE`].

use std::collections::BTreeSet;

use crate::{
    check::{
        diagnostic::Report,
        endpoints,
        rule::{Context, declare_rule},
    },
    edit::{self, Fix, FixStep},
    model::SubnetKind,
};

declare_rule! {
    /// An interface endpoint is in two zones at least.
    ///
    /// ## Why
    /// If the only zone of an endpoint fails, nobody reaches the service; and the traffic of the other zones crosses to
    /// it for a charge.
    ///
    /// ## Example
    /// The sqs endpoint in us-east-1a only, with private subnets in us-east-1b.
    ///
    /// ## Fix
    /// Add a subnet of each zone with clients. Each one has its hourly price.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html>
    "W318", "endpoint-in-one-zone", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint, interface) in endpoints::addressed(design) {
        let zones = interface.subnets.iter().filter_map(|id| Some(design.subnets.get(*id)?.zone));
        let zones: BTreeSet<_> = zones.collect();
        let Some(home) = zones.first().copied().filter(|_| zones.len() == 1) else { continue };
        let others = edit::endpoint_subnets(design, context.catalog, endpoint.vpc, &endpoint.service);
        let others: Vec<_> = others
            .into_iter()
            .filter(|id| {
                let subnet = design.subnets.get(*id);
                subnet.is_some_and(|subnet| subnet.zone != home && subnet.kind != SubnetKind::Public)
            })
            .collect();
        if !others.is_empty() {
            let message = format!(
                "Endpoint {} is in {} only, and fails with it. Add a subnet of another zone.",
                endpoint.name,
                design.label(home.into())
            );
            let subnets = interface.subnets.iter().copied().chain(others).collect();
            report.at(id, message).fix(Fix::choice(
                format!("Put endpoint {} into a subnet of each zone", endpoint.name),
                [FixStep::SetEndpointSubnets { endpoint: id, subnets }],
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn one_of_two() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app-a 10.0.0.0/24
            zone b
            subnet app-b 10.0.1.0/24
            interface sqs subnets=app-a
            ^ Endpoint sqs is in us-east-1a only, and fails with it. Add a subnet of another zone.
            ? Put endpoint sqs into a subnet of each zone
            ",
        );
    }

    #[test]
    fn both_or_no_other() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app-a 10.0.0.0/24
            zone b
            subnet app-b 10.0.1.0/24
            interface sqs subnets=app-a,app-b
            vpc small 10.1.0.0/16
            zone a
            subnet only 10.1.0.0/24
            zone b
            subnet front 10.1.1.0/24 public
            interface sqs subnets=only
            ",
        );
    }
}
