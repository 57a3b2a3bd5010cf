//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
};

declare_rule! {
    /// A route table has one route for a destination.
    ///
    /// ## Why
    /// AWS refuses a second route for the same destination.
    ///
    /// ## Example
    /// Two routes for 0.0.0.0/0 in one table.
    ///
    /// ## Fix
    /// Remove one of the two.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html>
    "E207", "route-twice", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (id, table) in context.design.route_tables.iter() {
        for (index, route) in table.routes.iter().enumerate() {
            let Some(first) =
                table.routes.iter().take(index).find(|other| other.destination == route.destination)
            else {
                continue;
            };
            let destination = route.destination;
            let steps = [
                FixStep::RemoveRoute { table: id, destination },
                FixStep::SetRoute { table: id, route: *first },
            ];
            let label = format!("Keep the first route for {destination} of {}", table.name);
            let message = format!(
                "Route table {} has two routes for {destination}. Remove one of the two.",
                table.name
            );
            let same = first.target == route.target;
            report.at(id, message).fix(if same { Fix::new(label, steps) } else { Fix::choice(label, steps) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn two_ways_out() {
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
            route public 0.0.0.0/0 egress
            ^ Route table public has two routes for 0.0.0.0/0. Remove one of the two.
            ? Keep the first route for 0.0.0.0/0 of public
            table other
            route other 0.0.0.0/0 igw
            route other 0.0.0.0/0 igw
            ^ Route table other has two routes for 0.0.0.0/0. Remove one of the two.
            > Keep the first route for 0.0.0.0/0 of other
            ",
        );
    }

    #[test]
    fn one_each() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            igw
            table public
            route public 0.0.0.0/0 igw
            route public 198.51.100.0/24 igw
            ",
        );
    }
}
