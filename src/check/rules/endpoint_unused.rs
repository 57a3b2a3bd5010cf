//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        endpoints,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
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
    for id in endpoints::unused(context.design) {
        // A gateway endpoint costs nothing.
        let endpoint = context.design.endpoints.get(id).filter(|endpoint| !endpoint.kind.is_gateway());
        let Some(endpoint) = endpoint else { continue };
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
