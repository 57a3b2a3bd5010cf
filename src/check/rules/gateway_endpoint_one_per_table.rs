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
    /// A route table has one gateway endpoint per service.
    ///
    /// ## Why
    /// Both endpoints would add a route for the same prefix list. AWS refuses the second.
    ///
    /// ## Example
    /// Two s3 gateway endpoints with the route table private.
    ///
    /// ## Fix
    /// Remove the route table from one of the two endpoints, or remove an endpoint.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>
    "E308", "gateway-endpoint-one-per-table", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    let gateways: Vec<_> = endpoints::gateways(design).collect();
    for (index, (id, endpoint, gateway)) in gateways.iter().enumerate() {
        for (first, other, earlier) in gateways.iter().take(index) {
            let shared = gateway.route_tables.iter().find(|table| earlier.route_tables.contains(table));
            if let Some(table) = shared.filter(|_| other.service == endpoint.service) {
                let message = format!(
                    "Route table {} has a gateway endpoint for {} already, {}. Remove it from one of the two.",
                    design.label((*table).into()),
                    endpoint.service.word(),
                    other.name
                );
                let tables: Vec<_> = gateway
                    .route_tables
                    .iter()
                    .copied()
                    .filter(|table| !earlier.route_tables.contains(table))
                    .collect();
                let fix = if tables.is_empty() {
                    let remove = FixStep::Remove { entities: vec![(*id).into()] };
                    Fix::new(format!("Remove endpoint {}, the second of its kind", endpoint.name), [remove])
                } else {
                    Fix::new(
                        format!("Remove the shared route tables from endpoint {}", endpoint.name),
                        [FixStep::SetEndpointTables { endpoint: *id, tables }],
                    )
                };
                report.with(*id, [(*first).into(), (*table).into()], message).fix(fix);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn the_same_table() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            table private
            gateway s3 tables=private
            gateway s3 tables=private
            ^ Route table private has a gateway endpoint for s3 already, s3. Remove it from one of the two.
            > Remove endpoint s3, the second of its kind
            ",
        );
    }

    #[test]
    fn other_tables_or_services() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            table one
            table two
            gateway s3 tables=one
            gateway s3 tables=two
            gateway dynamodb tables=one
            ",
        );
    }

    #[test]
    fn one_table_of_several() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            table one
            table two
            gateway s3 tables=one
            gateway s3 tables=one,two
            ^ Route table one has a gateway endpoint for s3 already, s3. Remove it from one of the two.
            > Remove the shared route tables from endpoint s3
            ",
        );
    }
}
