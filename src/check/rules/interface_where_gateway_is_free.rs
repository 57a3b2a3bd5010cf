//! See [`RULE`].

use crate::{
    catalog::EndpointType,
    check::{
        diagnostic::Report,
        endpoints, links,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
};

declare_rule! {
    /// S3 and DynamoDB are reached by gateway endpoints.
    ///
    /// ## Why
    /// A gateway endpoint costs nothing; the interface endpoint is charged by zone, hour and GB. It is worth that only
    /// for clients outside of the VPC.
    ///
    /// ## Example
    /// An s3 interface endpoint for a workload of the same VPC.
    ///
    /// ## Fix
    /// Make it a gateway endpoint, or add one beside it.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>
    "I320", "interface-where-gateway-is-free", Info
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    let clients = design.clients();
    for (id, endpoint, _) in endpoints::interfaces(design) {
        let Some(key) = endpoint.service.aws_key() else { continue };
        let region = design.region_of(id.into()).unwrap_or_default();
        let offered = context.catalog.availability(key, region, EndpointType::Gateway).is_offered();
        let gateway =
            context.members.endpoints_for(endpoint.vpc, &endpoint.service).any(|(_, other)| other.kind.is_gateway());
        let outside = links::is_linked(design, endpoint.vpc);
        if offered && !gateway && !outside && !clients.of(endpoint).is_empty() {
            let message = format!(
                "Endpoint {} is an interface endpoint, charged by hour and GB, where a gateway endpoint is free for the workloads of this VPC. Change its type, unless clients outside of the VPC use it.",
                endpoint.name
            );
            report.at(id, message).fix(Fix::choice(
                format!("Make endpoint {} one of type Gateway", endpoint.name),
                [FixStep::SetEndpointType { endpoint: id, kind: EndpointType::Gateway }],
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn s3_from_the_same_vpc() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app 10.0.0.0/24
            workload shop
            service s3
            call shop s3
            interface s3 subnets=app dns
            ^ Endpoint s3 is an interface endpoint, charged by hour and GB, where a gateway endpoint is free for the workloads of this VPC. Change its type, unless clients outside of the VPC use it.
            ? Make endpoint s3 one of type Gateway
            ",
        );
    }

    #[test]
    fn beside_a_gateway_or_without_clients() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            table t
            zone a
            subnet app 10.0.0.0/24 table=t
            workload shop
            service s3
            call shop s3
            gateway s3 tables=t
            interface s3 subnets=app
            interface dynamodb subnets=app
            ",
        );
    }
}
