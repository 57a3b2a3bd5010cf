//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        routes,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
    model::SubnetKind,
};

declare_rule! {
    /// A public subnet has a route to the internet gateway.
    ///
    /// ## Why
    /// What makes a subnet public is a route to an internet gateway in its route table. Without it, nothing in the
    /// subnet reaches the internet or is reached from it, whatever addresses it has.
    ///
    /// ## Example
    /// A public subnet whose route table has only the local route.
    ///
    /// ## Fix
    /// Add the route 0.0.0.0/0 to the internet gateway to the subnet's route table, or make the subnet private.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html>
    "W204", "public-subnet-route", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, subnet) in design.subnets.iter() {
        if subnet.kind == SubnetKind::Public && !routes::leads_to_internet(design, subnet) {
            let table = design.label(subnet.route_table.into());
            let message = format!(
                "Subnet {} is meant to be public, but its route table {table} has no default route to an internet gateway. Add the route, or make the subnet private.",
                subnet.name
            );
            let add = FixStep::ReachInternet { subnet: id };
            report
                .with(id, [subnet.route_table.into()], message)
                .fix(Fix::new(format!("Route subnet {} to the internet gateway", subnet.name), [add]))
                .fix(Fix::choice(
                    format!("Make subnet {} private", subnet.name),
                    [
                        FixStep::DeclareSubnet { subnet: id, kind: SubnetKind::Private },
                        FixStep::MapPublicIps { subnet: id, on: false },
                    ],
                ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn local_only() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            igw
            table empty
            zone a
            subnet front 10.0.0.0/24 public table=empty
            ^ Subnet front is meant to be public, but its route table empty has no default route to an internet gateway. Add the route, or make the subnet private.
            > Route subnet front to the internet gateway
            ? Make subnet front private
            ",
        );
    }

    #[test]
    fn with_the_route() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            igw
            table public
            route public 0.0.0.0/0 igw
            zone a
            subnet front 10.0.0.0/24 public table=public
            subnet back 10.0.1.0/24 private
            ",
        );
    }
}
