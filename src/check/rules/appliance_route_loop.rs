//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
    model::{EndpointKind, RouteTarget},
};

declare_rule! {
    /// The subnet of a Gateway Load Balancer endpoint does not lead back to it.
    ///
    /// ## Why
    /// What the appliances let pass goes on by the route table of the endpoint's own subnet. A route back to the endpoint
    /// sends it round for ever.
    ///
    /// ## Example
    /// The endpoint stands in subnet app-a, whose table leads 0.0.0.0/0 to it.
    ///
    /// ## Fix
    /// Put the endpoint into a subnet with a route table of its own, or remove the route.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/vpce-gateway-load-balancer.html>
    "E326", "appliance-route-loop", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint) in design.endpoints.iter() {
        let EndpointKind::GatewayLoadBalancer(own) = &endpoint.kind else { continue };
        let target = RouteTarget::GatewayLoadBalancerEndpoint(id);
        for subnet in own.subnets.iter().filter_map(|subnet| design.subnets.get(*subnet)) {
            let Some(table) = design.route_tables.get(subnet.route_table) else { continue };
            for route in table.routes.iter().filter(|route| route.target == target) {
                let message = format!(
                    "Route table {} leads {} to endpoint {}, and subnet {} of the endpoint uses that table: traffic goes round. Give the subnet another table.",
                    table.name, route.destination, endpoint.name, subnet.name
                );
                let label = format!("Remove the route for {} from table {}", route.destination, table.name);
                let step = FixStep::RemoveRoute { table: subnet.route_table, destination: route.destination };
                report.with(id, [subnet.route_table.into()], message).fix(Fix::choice(label, [step]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn back_to_itself() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            table inner
            table app
            zone a
            subnet one 10.0.0.0/24 table=inner
            appliances com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0 subnets=one
            ^ Route table inner leads 0.0.0.0/0 to endpoint com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0, and subnet one of the endpoint uses that table: traffic goes round. Give the subnet another table.
            ? Remove the route for 0.0.0.0/0 from table inner
            route inner 0.0.0.0/0 vpce:last
            route app 0.0.0.0/0 vpce:last
            ",
        );
    }

    #[test]
    fn another_table() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            table inner
            table app
            zone a
            subnet one 10.0.0.0/24 table=inner
            appliances com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0 subnets=one
            route app 0.0.0.0/0 vpce:last
            ",
        );
    }
}
