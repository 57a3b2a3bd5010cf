//! See [`RULE`].

use std::collections::BTreeSet;

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
    model::{Id, NatGateway, RouteTarget},
};

declare_rule! {
    /// A NAT gateway is used.
    ///
    /// ## Why
    /// A NAT gateway is charged by the hour, used or not. No route leads to this one.
    ///
    /// ## Example
    /// A NAT gateway that no route table names.
    ///
    /// ## Fix
    /// Remove it, or route private subnets through it.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html>
    "I211", "nat-gateway-unused", Info
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    // A table takes one route for a destination: a second one leads nowhere.
    let mut used: BTreeSet<Id<NatGateway>> = BTreeSet::new();
    for table in design.route_tables.values() {
        let mut destinations = BTreeSet::new();
        for route in table.routes.iter().filter(|route| destinations.insert(route.destination)) {
            if let RouteTarget::NatGateway(nat) = route.target {
                used.insert(nat);
            }
        }
    }
    for (id, nat) in design.nat_gateways.iter() {
        if !used.contains(&id) {
            let message = format!(
                "No route leads to NAT gateway {}. Remove it, or route private subnets through it.",
                nat.name
            );
            report.at(id, message).fix(Fix::choice(
                format!("Remove NAT gateway {}", nat.name),
                [FixStep::Remove { entities: vec![id.into()] }],
            ));
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
            igw
            table public
            route public 0.0.0.0/0 igw
            zone a
            subnet front 10.0.0.0/24 public table=public
            nat egress
            ^ No route leads to NAT gateway egress. Remove it, or route private subnets through it.
            ? Remove NAT gateway egress
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
            subnet front 10.0.0.0/24 public
            nat egress
            table private
            route private 0.0.0.0/0 egress
            ",
        );
    }
}
