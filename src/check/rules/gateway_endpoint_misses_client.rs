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
    /// A gateway endpoint is in the route tables of its clients' subnets.
    ///
    /// ## Why
    /// A workload uses a gateway endpoint only if its subnet's route table is one of the endpoint's. Otherwise its
    /// calls take the default route, through NAT for a charge, or fail.
    ///
    /// ## Example
    /// A Lambda function in private-b calls S3, and the s3 gateway endpoint is in the route table of private-a only.
    ///
    /// ## Fix
    /// Add the route table of the workload's subnet to the endpoint.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>
    "W310", "gateway-endpoint-misses-client", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    let clients = design.clients();
    for (id, endpoint, gateway) in endpoints::gateways(design) {
        let covered: Vec<_> = context.members.endpoints_for(endpoint.vpc, &endpoint.service)
            .filter(|(other, sibling)| *other != id && !sibling.kind.is_gateway())
            .collect();
        // With an interface endpoint beside it, either way leads to the service.
        if !covered.is_empty() {
            continue;
        }
        for &client in clients.of(endpoint) {
            let Some(subnet_id) = design.workloads.get(client).map(|workload| workload.subnet) else {
                continue;
            };
            let Some(subnet) = design.subnets.get(subnet_id) else { continue };
            if !endpoints::served(context, endpoint, subnet.route_table) {
                let message = format!(
                    "Workload {} calls {} from subnet {}, whose route table {} is not one of endpoint {}. Add it to the endpoint.",
                    design.label(client.into()),
                    endpoint.service.word(),
                    subnet.name,
                    design.label(subnet.route_table.into()),
                    endpoint.name
                );
                let tables = gateway.route_tables.iter().copied().chain([subnet.route_table]).collect();
                report.with(id, [client.into(), subnet_id.into(), subnet.route_table.into()], message).fix(
                    Fix::new(
                        format!(
                            "Add route table {} to endpoint {}",
                            design.label(subnet.route_table.into()),
                            endpoint.name
                        ),
                        [FixStep::SetEndpointTables { endpoint: id, tables }],
                    ),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn another_table() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            table one
            table two
            zone a
            subnet app 10.0.0.0/24 table=two
            workload shop
            service s3
            call shop s3
            gateway s3 tables=one
            ^ Workload shop calls s3 from subnet app, whose route table two is not one of endpoint s3. Add it to the endpoint.
            > Add route table two to endpoint s3
            ",
        );
    }

    #[test]
    fn its_own_table() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            table one
            zone a
            subnet app 10.0.0.0/24 table=one
            workload shop
            service s3
            call shop s3
            gateway s3 tables=one
            ",
        );
    }
}
