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
    /// A private or isolated subnet has no route to the internet gateway.
    ///
    /// ## Why
    /// A direct route to an internet gateway makes a subnet public: anything in it that gets a public address can be
    /// reached from the internet.
    ///
    /// ## Example
    /// A subnet that is meant to be isolated, with the public subnets' route table.
    ///
    /// ## Fix
    /// Give the subnet a route table of its own kind, or make it public.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html>
    "W205", "private-subnet-is-public", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, subnet) in design.subnets.iter() {
        if subnet.kind != SubnetKind::Public && routes::leads_to_internet(design, subnet) {
            let message = format!(
                "Subnet {} is meant to be {}, but its route table {} leads to the internet gateway. Give it another table, or make it public.",
                subnet.name,
                subnet.kind.word(),
                design.label(subnet.route_table.into())
            );
            report
                .with(id, [subnet.route_table.into()], message)
                .fix(Fix::choice(
                    format!("Give subnet {} a route table without internet", subnet.name),
                    [FixStep::LeaveInternet { subnet: id }, FixStep::MapPublicIps { subnet: id, on: false }],
                ))
                .fix(Fix::choice(
                    format!("Make subnet {} public", subnet.name),
                    [FixStep::DeclareSubnet { subnet: id, kind: SubnetKind::Public }],
                ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn the_wrong_table() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            igw
            table public
            route public 0.0.0.0/0 igw
            zone a
            subnet data 10.0.0.0/24 isolated table=public
            ^ Subnet data is meant to be isolated, but its route table public leads to the internet gateway. Give it another table, or make it public.
            ? Give subnet data a route table without internet
            ? Make subnet data public
            ",
        );
    }

    #[test]
    fn behind_a_nat_gateway() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            igw
            table public
            route public 0.0.0.0/0 igw
            table private
            zone a
            subnet front 10.0.0.0/24 public table=public
            nat egress
            route private 0.0.0.0/0 egress
            subnet app 10.0.1.0/24 private table=private
            ",
        );
    }
}
