//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
    model::Ipv6RouteTarget,
};

declare_rule! {
    /// An IPv6 route leads to a gateway that the VPC has, once for a destination.
    ///
    /// ## Why
    /// AWS refuses a route to a gateway that is not there, a second route for a destination, and an IPv6 route in a VPC
    /// without IPv6.
    ///
    /// ## Example
    /// A route for ::/0 to the egress-only internet gateway of a VPC that has none.
    ///
    /// ## Fix
    /// Add the gateway, or remove the route.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html>
    "E214", "ipv6-route-without-target", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, table) in design.route_tables.iter() {
        let Some(vpc) = design.vpcs.get(table.vpc) else { continue };
        for (index, route) in table.ipv6_routes.iter().enumerate() {
            let twice = table.ipv6_routes.iter().take(index).any(|other| other.destination == route.destination);
            let missing = match route.target {
                Ipv6RouteTarget::InternetGateway => design.internet_gateway_of(table.vpc).is_none(),
                Ipv6RouteTarget::EgressOnlyInternetGateway => !vpc.egress_only_internet_gateway,
            };
            let (problem, add) = if !vpc.amazon_provided_ipv6_cidr_block {
                let label = format!("Give VPC {} an IPv6 block", vpc.name);
                let block = Fix::choice(label, [FixStep::EnableIpv6 { vpc: table.vpc }]);
                // With the block alone the gateway would still be missing.
                (format!("VPC {} has no IPv6 block", vpc.name), Some(block).filter(|_| !missing))
            } else if twice {
                ("there is another route for it".to_owned(), None)
            } else if missing {
                let step = match route.target {
                    Ipv6RouteTarget::InternetGateway => FixStep::AddInternetGateway { vpc: table.vpc },
                    Ipv6RouteTarget::EgressOnlyInternetGateway => {
                        FixStep::SetEgressOnlyGateway { vpc: table.vpc, on: true }
                    }
                };
                let label = format!("Add the {} to VPC {}", route.target.word(), vpc.name);
                (format!("VPC {} has no {}", vpc.name, route.target.word()), Some(Fix::choice(label, [step])))
            } else {
                continue;
            };
            let message = format!(
                "Route table {} has a route for {}, but {problem}. Remove the route{}.",
                table.name,
                route.destination,
                if add.is_some() { ", or add what is missing" } else { "" }
            );
            let remove = Fix::choice(
                format!("Remove the route for {} from {}", route.destination, table.name),
                [FixStep::RemoveIpv6Route { table: id, route: *route }],
            );
            let finding = report.at(id, message);
            let finding = match add {
                Some(add) => finding.fix(add),
                None => finding,
            };
            finding.fix(remove);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn no_egress_only_gateway() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16 ipv6
            table app
            route6 app ::/0 eigw
            ^ Route table app has a route for ::/0, but VPC main has no egress-only internet gateway. Remove the route, or add what is missing.
            ? Add the egress-only internet gateway to VPC main
            ? Remove the route for ::/0 from app
            ",
        );
    }

    #[test]
    fn no_ipv6() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            table app
            route6 app ::/0 eigw
            ^ Route table app has a route for ::/0, but VPC main has no IPv6 block. Remove the route.
            ? Remove the route for ::/0 from app
            ",
        );
    }

    #[test]
    fn twice() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16 ipv6 eigw
            table app
            route6 app ::/0 eigw
            route6 app ::/0 eigw
            ^ Route table app has a route for ::/0, but there is another route for it. Remove the route.
            ? Remove the route for ::/0 from app
            ",
        );
    }

    #[test]
    fn all_there() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16 ipv6 eigw
            igw
            table app
            route6 app ::/0 eigw
            route6 app 2001:db8::/32 igw
            ",
        );
    }
}
