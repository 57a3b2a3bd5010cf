//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    model::RouteTarget,
};

declare_rule! {
    /// A zone has a NAT gateway of its own.
    ///
    /// ## Why
    /// A NAT gateway stands in one zone. If that zone fails, the subnets of others that go through it lose their way
    /// out too; and traffic between zones is charged.
    ///
    /// ## Example
    /// The private subnets of us-east-1a and us-east-1b go through the NAT gateway in us-east-1a.
    ///
    /// ## Fix
    /// Add a NAT gateway in each zone with private subnets, where availability is worth its price.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html>
    "I208", "nat-gateway-per-zone", Info
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, nat) in design.nat_gateways.iter() {
        let Some(home) = design.subnets.get(nat.subnet).map(|subnet| subnet.zone) else { continue };
        let leads_here = |table| {
            let routes = design.route_tables.get(table).map_or(&[][..], |table| table.routes.as_slice());
            routes.iter().any(|route| route.is_default() && route.target == RouteTarget::NatGateway(id))
        };
        let Some(vpc) = design.zones.get(home).map(|zone| zone.vpc) else { continue };
        let far: Vec<_> = context.members.subnets(vpc)
            .filter(|(_, subnet)| subnet.zone != home && leads_here(subnet.route_table))
            .map(|(id, _)| id)
            .collect();
        if let Some(first) = far.first() {
            let message = format!(
                "NAT gateway {} in {} carries subnet {}{} of other zones too, which fail with its zone. Add one in each zone.",
                nat.name,
                design.label(home.into()),
                design.label((*first).into()),
                if far.len() > 1 { format!(" and {} more", far.len() - 1) } else { String::new() }
            );
            report.with(id, far.iter().map(|subnet| (*subnet).into()), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn one_for_two_zones() {
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
            ^ NAT gateway egress in us-east-1a carries subnet app-b of other zones too, which fail with its zone. Add one in each zone.
            table private
            route private 0.0.0.0/0 egress
            subnet app-a 10.0.1.0/24 table=private
            zone b
            subnet app-b 10.0.2.0/24 table=private
            ",
        );
    }

    #[test]
    fn one_for_its_own() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            igw
            table public
            route public 0.0.0.0/0 igw
            zone a
            subnet front 10.0.0.0/24 public table=public
            nat egress
            table private
            route private 0.0.0.0/0 egress
            subnet app-a 10.0.1.0/24 table=private
            zone b
            subnet app-b 10.0.2.0/24
            ",
        );
    }
}
