//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
    model::EndpointKind,
};

declare_rule! {
    /// A Gateway Load Balancer endpoint has one subnet.
    ///
    /// ## Why
    /// AWS makes one network interface for it and refuses a second subnet; without a subnet there is nothing that routes
    /// could lead to. Other zones get endpoints of their own.
    ///
    /// ## Example
    /// An endpoint with the subnets firewall-a and firewall-b.
    ///
    /// ## Fix
    /// Keep one subnet, and add an endpoint for each further zone.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/create-gateway-load-balancer-endpoint.html>
    "E324", "appliance-endpoint-one-subnet", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint) in design.endpoints.iter() {
        let EndpointKind::GatewayLoadBalancer(own) = &endpoint.kind else { continue };
        match own.subnets.as_slice() {
            [_] => {}
            [] => {
                let message = format!("Endpoint {} has no subnet. Give it one.", endpoint.name);
                report.at(id, message);
            }
            [first, ..] => {
                let message = format!(
                    "Endpoint {} has {} subnets, and AWS takes one for each Gateway Load Balancer endpoint. Keep one, and add an endpoint for each other zone.",
                    endpoint.name,
                    own.subnets.len()
                );
                let label = format!("Keep subnet {} only", design.label((*first).into()));
                let step = FixStep::SetEndpointSubnets { endpoint: id, subnets: vec![*first] };
                report.at(id, message).fix(Fix::choice(label, [step]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn two_subnets_or_none() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet one 10.0.0.0/24
            zone b
            subnet two 10.0.1.0/24
            appliances com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0 subnets=one,two
            ^ Endpoint com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0 has 2 subnets, and AWS takes one for each Gateway Load Balancer endpoint. Keep one, and add an endpoint for each other zone.
            ? Keep subnet one only
            appliances com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef1
            ^ Endpoint com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef1 has no subnet. Give it one.
            ",
        );
    }

    #[test]
    fn one_subnet() {
        passes(
            &RULE,
            "vpc main 10.0.0.0/16\nzone a\nsubnet one 10.0.0.0/24\nappliances com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0 subnets=one",
        );
    }
}
