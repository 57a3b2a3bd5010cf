//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        endpoints,
        rule::{Context, declare_rule},
    },
    edit::{self, Fix, FixStep},
};

declare_rule! {
    /// An interface endpoint has a subnet.
    ///
    /// ## Why
    /// The endpoint's addresses are network interfaces in subnets. Without a subnet it has none, and nobody can reach
    /// the service through it.
    ///
    /// ## Example
    /// The sqs endpoint with an empty list of subnets.
    ///
    /// ## Fix
    /// Add a subnet in each zone with clients; two zones at least for availability.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html>
    "E302", "endpoint-without-subnet", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint, interface) in endpoints::addressed(design) {
        if interface.subnets.is_empty() {
            let found = report.at(
                id,
                format!(
                    "Endpoint {} has no subnet, so it has no address. Add one in each zone with clients.",
                    endpoint.name
                ),
            );
            let subnets = edit::endpoint_subnets(design, context.catalog, endpoint.vpc, &endpoint.service);
            if !subnets.is_empty() {
                found.fix(Fix::new(
                    format!("Put endpoint {} into a subnet of each zone", endpoint.name),
                    [FixStep::SetEndpointSubnets { endpoint: id, subnets }],
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn nowhere() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            interface sqs
            ^ Endpoint sqs has no subnet, so it has no address. Add one in each zone with clients.
            ",
        );
    }

    #[test]
    fn somewhere_and_gateways() {
        passes(
            &RULE,
            "vpc main 10.0.0.0/16\nzone a\nsubnet a 10.0.0.0/24\ninterface sqs subnets=a\ngateway s3",
        );
    }

    #[test]
    fn with_subnets_at_hand() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app-a 10.0.0.0/24
            subnet data-a 10.0.1.0/24
            zone b
            subnet app-b 10.0.2.0/24
            sg endpoints
            interface sqs sgs=endpoints
            ^ Endpoint sqs has no subnet, so it has no address. Add one in each zone with clients.
            > Put endpoint sqs into a subnet of each zone
            ",
        );
    }
}
