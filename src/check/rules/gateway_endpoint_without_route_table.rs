//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        endpoints,
        rule::{Context, declare_rule},
    },
    edit::{self, Fix, FixStep},
    model::{Id, RouteTable},
};

declare_rule! {
    /// A gateway endpoint has a route table.
    ///
    /// ## Why
    /// A gateway endpoint works by a route in route tables. Without one, no subnet uses it.
    ///
    /// ## Example
    /// The s3 gateway endpoint with an empty list of route tables.
    ///
    /// ## Fix
    /// Add the route tables of the subnets with clients.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>
    "E307", "gateway-endpoint-without-route-table", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint, gateway) in endpoints::gateways(design) {
        if gateway.route_tables.is_empty() {
            let found = report.at(
                id,
                format!("Endpoint {} has no route table, so no subnet uses it. Add those of the subnets with clients.", endpoint.name),
            );
            let free = |table: &Id<RouteTable>| !endpoints::served(context, endpoint, *table);
            let tables: Vec<_> =
                edit::endpoint_tables(design, endpoint.vpc).into_iter().filter(free).collect();
            if !tables.is_empty() {
                found.fix(Fix::new(
                    format!("Add the route tables of the VPC's subnets to endpoint {}", endpoint.name),
                    [FixStep::SetEndpointTables { endpoint: id, tables }],
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
    fn in_no_table() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            gateway s3
            ^ Endpoint s3 has no route table, so no subnet uses it. Add those of the subnets with clients.
            ",
        );
    }

    #[test]
    fn in_a_table() {
        passes(&RULE, "vpc main 10.0.0.0/16\ntable private\ngateway s3 tables=private\ninterface sqs");
    }

    #[test]
    fn with_tables_at_hand() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app 10.0.0.0/24
            gateway s3
            ^ Endpoint s3 has no route table, so no subnet uses it. Add those of the subnets with clients.
            > Add the route tables of the VPC's subnets to endpoint s3
            ",
        );
    }
}
