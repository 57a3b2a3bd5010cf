//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
};

declare_rule! {
    /// No route of a VPC leads its own addresses away.
    ///
    /// ## Why
    /// AWS refuses to add a block to a VPC that is as large as, or larger than, the destination of a route in one of
    /// its tables; and the local route of the first block cannot be replaced by one to a gateway.
    ///
    /// ## Example
    /// A VPC with the further block 10.1.0.0/16, and a route for 10.1.0.0/24 to the internet gateway.
    ///
    /// ## Fix
    /// Remove the route, or take another block.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    "E109", "vpc-block-meets-route", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, table) in design.route_tables.iter() {
        let Some(vpc) = design.vpcs.get(table.vpc) else { continue };
        // A default route is less specific than any block that AWS takes.
        for route in table.routes.iter().filter(|route| !route.is_default()) {
            let meets = |(index, block): &(usize, &crate::net::Ipv4Net)| {
                **block == route.destination || (*index > 0 && block.contains(&route.destination))
            };
            if let Some((_, block)) = vpc.cidr_blocks.iter().enumerate().find(meets) {
                let message = format!(
                    "Route table {} leads {} away, which is in the block {block} of VPC {}. Remove the route, or take another block.",
                    table.name, route.destination, vpc.name
                );
                report.with(id, [table.vpc.into()], message).fix(Fix::choice(
                    format!("Remove the route for {} from {}", route.destination, table.name),
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
    fn within_a_further_block() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16,10.1.0.0/16
            igw
            table public
            route public 10.1.0.0/24 igw
            ^ Route table public leads 10.1.0.0/24 away, which is in the block 10.1.0.0/16 of VPC main. Remove the route, or take another block.
            ? Remove the route for 10.1.0.0/24 from public
            ",
        );
    }

    #[test]
    fn elsewhere() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            igw
            table public
            route public 0.0.0.0/0 igw
            route public 10.1.0.0/24 igw
            ",
        );
    }
}
