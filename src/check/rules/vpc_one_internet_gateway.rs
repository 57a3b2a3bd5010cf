//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
    model::{Route, RouteTable, RouteTarget},
};

declare_rule! {
    /// A VPC has at most one internet gateway.
    ///
    /// ## Why
    /// AWS refuses to attach a second internet gateway to a VPC. One serves all public subnets and does not limit
    /// bandwidth.
    ///
    /// ## Example
    /// Two internet gateways attached to VPC main.
    ///
    /// ## Fix
    /// Remove one, and let the routes point to the other.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html>
    "E105", "vpc-one-internet-gateway", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, gateway) in design.internet_gateways.iter() {
        let Some((first, _)) = design.internet_gateway_of(gateway.vpc) else { continue };
        if first != id {
            let vpc = design.label(gateway.vpc.into());
            let routes_here = |table: &RouteTable| {
                let here = |route: &&Route| route.target == RouteTarget::InternetGateway(id);
                table.routes.iter().copied().filter(|route| here(&route)).collect::<Vec<Route>>()
            };
            let rerouted = design.route_tables.iter().flat_map(|(table, entity)| {
                let target = RouteTarget::InternetGateway(first);
                routes_here(entity)
                    .into_iter()
                    .map(move |route| FixStep::SetRoute { table, route: Route { target, ..route } })
            });
            let steps = rerouted.chain([FixStep::Remove { entities: vec![id.into()] }]);
            report
                .with(
                    id,
                    [first.into()],
                    format!("VPC {vpc} has an internet gateway already. Remove one of the two."),
                )
                .fix(Fix::new(format!("Remove the second internet gateway of VPC {vpc}"), steps));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn a_second_one() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            igw
            igw
            ^ VPC main has an internet gateway already. Remove one of the two.
            > Remove the second internet gateway of VPC main
            ",
        );
    }

    #[test]
    fn one_each() {
        passes(&RULE, "vpc a 10.0.0.0/16\nigw\nvpc b 10.1.0.0/16\nigw");
    }
}
