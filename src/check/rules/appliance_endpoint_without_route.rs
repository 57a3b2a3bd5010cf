//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    model::{EndpointKind, RouteTarget},
};

declare_rule! {
    /// A route leads to a Gateway Load Balancer endpoint.
    ///
    /// ## Why
    /// Nothing calls such an endpoint: only what route tables lead to it reaches the appliances. Without a route it is
    /// charged for and inspects nothing.
    ///
    /// ## Example
    /// A firewall endpoint in a VPC whose tables lead straight to the internet gateway.
    ///
    /// ## Fix
    /// Lead the routes of the subnets to be inspected to the endpoint, or remove it.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/vpce-gateway-load-balancer.html>
    "W325", "appliance-endpoint-without-route", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint) in design.endpoints.iter() {
        let EndpointKind::GatewayLoadBalancer(_) = &endpoint.kind else { continue };
        let target = RouteTarget::GatewayLoadBalancerEndpoint(id);
        let mut routes = design.route_tables.values().flat_map(|table| &table.routes);
        if !routes.any(|route| route.target == target) {
            let message = format!(
                "No route leads to endpoint {}, so its appliances see nothing. Lead a route of a route table there.",
                endpoint.name
            );
            report.at(id, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn no_route() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet one 10.0.0.0/24
            appliances com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0 subnets=one
            ^ No route leads to endpoint com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0, so its appliances see nothing. Lead a route of a route table there.
            ",
        );
    }

    #[test]
    fn a_route() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet one 10.0.0.0/24
            table app
            appliances com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0 subnets=one
            route app 0.0.0.0/0 vpce:last
            ",
        );
    }
}
