//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        links,
        rule::{Context, declare_rule},
    },
    edit::{self, Fix, FixStep},
    net::overlap,
};

declare_rule! {
    /// The VPCs of a design have addresses of their own.
    ///
    /// ## Why
    /// VPCs whose blocks overlap can never be peered, and a Transit Gateway or VPN reaches only one of them. Nothing is
    /// wrong while they stay apart.
    ///
    /// ## Example
    /// Two VPCs with 10.0.0.0/16 each.
    ///
    /// ## Fix
    /// Give one of the two another block, as long as nothing is deployed.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/peering/invalid-peering-configurations.html>
    "I110", "vpcs-overlap", Info
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (index, (id, vpc)) in design.vpcs.iter().enumerate() {
        for (earlier_id, earlier) in design.vpcs.iter().take(index) {
            // A peering connection makes it an error, with a rule of its own.
            if links::are_peered(design, id, earlier_id) {
                continue;
            }
            let pair = vpc.cidr_blocks.iter().find_map(|block| {
                let other = earlier.cidr_blocks.iter().find(|other| overlap(**other, *block))?;
                Some((*block, *other))
            });
            let Some((block, other)) = pair else { continue };
            let message = format!(
                "VPC {} ({block}) overlaps VPC {} ({other}), so the two can never be connected. Change a block while nothing is deployed.",
                vpc.name, earlier.name
            );
            let found = report.with(id, [earlier_id.into()], message);
            if let Some(to) = edit::free_vpc_block(design, id, block) {
                found.fix(Fix::choice(
                    format!("Move the block {block} of VPC {} to {to}", vpc.name),
                    [FixStep::MoveVpcBlock { vpc: id, from: block, to }],
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
    fn the_same_block() {
        fails(
            &RULE,
            "
            vpc one 10.0.0.0/16
            vpc two 10.0.128.0/20
            ^ VPC two (10.0.128.0/20) overlaps VPC one (10.0.0.0/16), so the two can never be connected. Change a block while nothing is deployed.
            ? Move the block 10.0.128.0/20 of VPC two to 10.1.0.0/20
            ",
        );
    }

    #[test]
    fn blocks_of_their_own() {
        passes(
            &RULE,
            "
            vpc one 10.0.0.0/16
            vpc two 10.1.0.0/16
            ",
        );
    }
}
