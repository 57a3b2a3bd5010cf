//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
    model::RouteTarget,
};

declare_rule! {
    /// A VPC does not go to the internet through a peering connection.
    ///
    /// ## Why
    /// Peering is not transitive: the other VPC's internet gateway, NAT gateway, VPN and gateway endpoints do not take
    /// traffic that comes through it.
    ///
    /// ## Example
    /// A private table with 0.0.0.0/0 to the peering connection, to use the other VPC's NAT gateway.
    ///
    /// ## Fix
    /// Give the VPC a NAT gateway of its own, or connect the VPCs by a Transit Gateway.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/peering/invalid-peering-configurations.html>
    "W710", "default-route-to-peering", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (id, table) in context.design.route_tables.iter() {
        for route in &table.routes {
            let RouteTarget::PeeringConnection(peering) = route.target else { continue };
            if route.is_default() {
                let message = format!(
                    "Route table {} leads 0.0.0.0/0 to a peering connection, and the other VPC's gateways take nothing from there. Give the VPC a way out of its own.",
                    table.name
                );
                report.with(id, [peering.into()], message).fix(Fix::choice(
                    format!("Remove the default route from {}", table.name),
                    [FixStep::RemoveRoute { table: id, destination: route.destination }],
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
    fn nat_of_the_other() {
        fails(
            &RULE,
            "
            vpc one 10.0.0.0/16
            table first
            vpc two 10.1.0.0/16
            table second
            peering one two
            route first 0.0.0.0/0 pcx:one-two
            ^ Route table first leads 0.0.0.0/0 to a peering connection, and the other VPC's gateways take nothing from there. Give the VPC a way out of its own.
            ? Remove the default route from first
            route first 10.1.0.0/16 pcx:one-two
            route second 10.0.0.0/16 pcx:one-two
            ",
        );
    }

    #[test]
    fn its_blocks() {
        passes(
            &RULE,
            "
            vpc one 10.0.0.0/16
            table first
            vpc two 10.1.0.0/16
            table second
            peering one two
            route first 10.1.0.0/16 pcx:one-two
            route second 10.0.0.0/16 pcx:one-two
            ",
        );
    }
}
