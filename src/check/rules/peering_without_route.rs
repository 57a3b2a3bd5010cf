//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        links,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
    model::{Route, RouteTarget},
};

declare_rule! {
    /// A peering connection is routed on both sides.
    ///
    /// ## Why
    /// A peering connection carries nothing until a route table on each side leads to it: what goes out on one side
    /// needs the way back on the other.
    ///
    /// ## Example
    /// A peering connection with a route in the one VPC only.
    ///
    /// ## Fix
    /// Add a route for the other VPC's blocks to the tables of the side that has none.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html>
    "W703", "peering-without-route", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, peering) in design.peering_connections.iter() {
        let target = RouteTarget::PeeringConnection(id);
        for (here, there) in
            [(peering.requester.vpc, peering.accepter.vpc), (peering.accepter.vpc, peering.requester.vpc)]
        {
            let tables: Vec<_> = design.route_tables_of(here).collect();
            let routed =
                tables.iter().any(|(_, table)| table.routes.iter().any(|route| route.target == target));
            let Some(other) = design.vpcs.get(there).filter(|_| !routed && !tables.is_empty()) else {
                continue;
            };
            let message = format!(
                "Peering connection {}: no route table of VPC {} leads to VPC {}, so nothing passes. Add routes.",
                peering.name,
                design.label(here.into()),
                other.name
            );
            let taken = |destination| {
                tables.iter().any(|(_, t)| t.routes.iter().any(|r| r.destination == destination))
            };
            let blocks: Vec<_> = other.cidr_blocks.iter().copied().filter(|block| !taken(*block)).collect();
            let steps: Vec<FixStep> = tables
                .iter()
                .flat_map(|(table, _)| {
                    blocks.iter().map(|block| FixStep::SetRoute {
                        table: *table,
                        route: Route { destination: *block, target },
                    })
                })
                .collect();
            let found = report.with(id, [here.into()], message);
            let clashes = links::overlap(design, here, there).is_some();
            if !steps.is_empty() && !clashes {
                found.fix(Fix::new(
                    format!("Route VPC {} from VPC {}", other.name, design.label(here.into())),
                    steps,
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
    fn one_side_only() {
        fails(
            &RULE,
            "
            vpc one 10.0.0.0/16
            table first
            vpc two 10.1.0.0/16
            table second
            peering one two
            ^ Peering connection one-two: no route table of VPC one leads to VPC two, so nothing passes. Add routes.
            > Route VPC two from VPC one
            route second 10.0.0.0/16 pcx:one-two
            ",
        );
    }

    #[test]
    fn both_sides() {
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
