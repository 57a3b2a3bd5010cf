//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        links,
        rule::{Context, declare_rule},
    },
    edit::{self, Fix, FixStep},
};

declare_rule! {
    /// VPCs that are peered have addresses of their own.
    ///
    /// ## Why
    /// AWS refuses a peering connection between VPCs whose blocks overlap, whichever of the blocks is meant to be used.
    ///
    /// ## Example
    /// A peering connection between two VPCs with 10.0.0.0/16.
    ///
    /// ## Fix
    /// Give one of the two another block, or remove the peering connection.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/peering/invalid-peering-configurations.html>
    "E701", "peering-overlap", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, peering) in design.peering_connections.iter() {
        let (one, other) = (peering.requester.vpc, peering.accepter.vpc);
        let Some((block, theirs)) = links::overlap(design, other, one) else { continue };
        let message = format!(
            "Peering connection {} joins VPC {} ({theirs}) and VPC {} ({block}), which overlap. Change one of the blocks.",
            peering.name,
            design.label(one.into()),
            design.label(other.into())
        );
        let found = report.with(id, [one.into(), other.into()], message);
        if let Some(to) = edit::free_vpc_block(design, other, block) {
            found.fix(Fix::choice(
                format!("Move the block {block} of VPC {} to {to}", design.label(other.into())),
                [FixStep::MoveVpcBlock { vpc: other, from: block, to }],
            ));
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
            vpc two 10.0.0.0/16
            peering one two
            ^ Peering connection one-two joins VPC one (10.0.0.0/16) and VPC two (10.0.0.0/16), which overlap. Change one of the blocks.
            ? Move the block 10.0.0.0/16 of VPC two to 10.1.0.0/16
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
            peering one two
            ",
        );
    }
}
