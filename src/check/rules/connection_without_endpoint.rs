//! See [`RULE`].

use crate::{
    catalog::EndpointType,
    check::{
        diagnostic::Report,
        routes,
        rule::{Context, declare_rule},
    },
    edit::{self, Fix, FixStep},
};

declare_rule! {
    /// A workload reaches its service through an endpoint.
    ///
    /// ## Why
    /// Without an endpoint in the VPC, the call leaves through NAT or the internet gateway, or fails where the subnet
    /// has no way out.
    ///
    /// ## Example
    /// A workload in an isolated subnet calls SQS, and the VPC has no sqs endpoint.
    ///
    /// ## Fix
    /// Add an endpoint for the service to the workload's VPC.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/what-is-privatelink.html>
    "W407", "connection-without-endpoint", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, connection) in design.connections.iter() {
        let Some(service) = design.services.get(connection.service) else { continue };
        let Some(workload) = design.workloads.get(connection.workload) else { continue };
        let Some(vpc_id) = design.vpc_of_subnet(workload.subnet) else { continue };
        let Some(vpc) = design.vpcs.get(vpc_id) else { continue };
        let same_region = vpc.region == service.region;
        let shared = || design.endpoints_shared_with(vpc_id, &service.target).next().is_some();
        if context.members.endpoints_to(vpc_id, &service.target, &service.region).next().is_some()
            || (same_region && shared())
        {
            continue;
        }
        let leads_out =
            design.subnets.get(workload.subnet).is_some_and(|subnet| routes::leads_out(design, subnet));
        let way = if leads_out {
            "so the call leaves through the internet"
        } else {
            "and its subnet has no way out, so the call fails"
        };
        let missing = if same_region {
            format!("VPC {} has no endpoint for {}", vpc.name, service.target.word())
        } else {
            format!(
                "{} is in {} and VPC {} in {}",
                service.target.word(),
                service.region,
                vpc.name,
                vpc.region
            )
        };
        let remedy = if same_region { "Add one." } else { "Call the service of the VPC's own Region." };
        let found = report.with(
            id,
            [connection.workload.into(), connection.service.into()],
            format!("{}: {missing}, {way}. {remedy}", design.label(id.into())),
        );
        let choice = edit::choose(design, context.catalog, vpc_id, &service.target);
        if let Some(kind) = choice.kind.filter(|_| same_region) {
            let label =
                format!("Add the {} endpoint for {}", kind.api().to_lowercase(), service.target.word());
            let connect = FixStep::Connect { workload: connection.workload, service: connection.service };
            let steps = context.dns_on(vpc_id).into_iter().chain([connect]);
            // Whoever has a way out may mean it: the interface endpoint has its price.
            let wanted = kind == EndpointType::Gateway || !leads_out;
            found.fix(if wanted { Fix::new(label, steps) } else { Fix::choice(label, steps) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn no_endpoint() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet data 10.0.0.0/24 isolated
            workload shop
            service sqs
            call shop sqs
            ^ shop → sqs: VPC main has no endpoint for sqs, and its subnet has no way out, so the call fails. Add one.
            > Add the interface endpoint for sqs
            ",
        );
    }

    #[test]
    fn another_region() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            igw
            table public
            route public 0.0.0.0/0 igw
            zone a
            subnet front 10.0.0.0/24 public table=public
            workload shop
            interface sqs
            region eu-west-1
            service sqs
            call shop sqs
            ^ shop → sqs: sqs is in eu-west-1 and VPC main in us-east-1, so the call leaves through the internet. Call the service of the VPC's own Region.
            ",
        );
    }

    #[test]
    fn an_endpoint_of_either_type() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet data 10.0.0.0/24 isolated
            workload shop
            service sqs
            service s3
            call shop sqs
            call shop s3
            interface sqs
            gateway s3
            ",
        );
    }
}
