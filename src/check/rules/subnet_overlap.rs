//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{self, Fix, FixStep},
    net::overlap,
};

declare_rule! {
    /// The subnets of a VPC do not overlap.
    ///
    /// ## Why
    /// An address belongs to one subnet; AWS refuses the second.
    ///
    /// ## Example
    /// Subnets with 10.0.0.0/23 and 10.0.1.0/24 in one VPC.
    ///
    /// ## Fix
    /// Change the block of one of the two.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>
    "E202", "subnet-overlap", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for vpc in design.vpcs.ids() {
        let subnets: Vec<_> = context.members.subnets(vpc).collect();
        for (index, (id, subnet)) in subnets.iter().enumerate() {
            for (other, earlier) in subnets.iter().take(index) {
                if overlap(subnet.cidr_block, earlier.cidr_block) {
                    let message = format!(
                        "Subnet {} ({}) overlaps subnet {} ({}). Change the block of one of the two.",
                        subnet.name, subnet.cidr_block, earlier.name, earlier.cidr_block
                    );
                    let found = report.with(*id, [(*other).into()], message);
                    if edit::has_room(design, *id) {
                        found.fix(Fix::new(
                            format!("Give subnet {} the next free block", subnet.name),
                            [FixStep::ReplanSubnet { subnet: *id }],
                        ));
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn across_zones() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet one 10.0.0.0/23
            zone b
            subnet two 10.0.1.0/24
            ^ Subnet two (10.0.1.0/24) overlaps subnet one (10.0.0.0/23). Change the block of one of the two.
            > Give subnet two the next free block
            ",
        );
    }

    #[test]
    fn side_by_side_and_in_other_vpcs() {
        passes(
            &RULE,
            "
            vpc one 10.0.0.0/16
            zone a
            subnet a 10.0.0.0/24
            subnet b 10.0.1.0/24
            vpc two 10.0.0.0/16
            zone a
            subnet c 10.0.0.0/24
            ",
        );
    }
}
