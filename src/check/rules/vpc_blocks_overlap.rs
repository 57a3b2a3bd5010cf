//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
    net::{Ipv4Net, overlap},
};

declare_rule! {
    /// The blocks of one VPC do not overlap.
    ///
    /// ## Why
    /// An address would belong to two blocks; AWS refuses the second.
    ///
    /// ## Example
    /// A VPC with 10.0.0.0/16 and 10.0.128.0/20.
    ///
    /// ## Fix
    /// Change or remove one of the blocks.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    "E103", "vpc-blocks-overlap", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, vpc) in design.vpcs.iter() {
        for (index, block) in vpc.cidr_blocks.iter().enumerate() {
            for earlier in vpc.cidr_blocks.iter().take(index).filter(|earlier| overlap(**earlier, *block)) {
                // Of two blocks that overlap, one contains the other; of two that are the same, the later goes.
                let inner = if block.contains(earlier) && block != earlier { earlier } else { block };
                let first =
                    vpc.cidr_blocks.iter().position(|other| other == inner).filter(|_| block == earlier);
                let stays = |(at, other): &(usize, &Ipv4Net)| *other != inner || Some(*at) == first;
                let blocks = vpc.cidr_blocks.iter().enumerate().filter(stays).map(|(_, block)| *block);
                report
                    .at(
                        id,
                        format!(
                            "The blocks {earlier} and {block} of VPC {} overlap. Change or remove one.",
                            vpc.name
                        ),
                    )
                    .fix(Fix::new(
                        format!("Remove the block {inner} of VPC {}", vpc.name),
                        [FixStep::SetVpcBlocks { vpc: id, blocks: blocks.collect() }],
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
    fn one_in_the_other() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16,10.1.0.0/16,10.0.128.0/20
            ^ The blocks 10.0.0.0/16 and 10.0.128.0/20 of VPC main overlap. Change or remove one.
            > Remove the block 10.0.128.0/20 of VPC main
            ",
        );
    }

    #[test]
    fn two_vpcs_may_have_the_same_block() {
        passes(&RULE, "vpc a 10.0.0.0/16,10.1.0.0/16\nvpc b 10.0.0.0/16");
    }

    #[test]
    fn the_same_block_twice_and_a_larger_one_added() {
        fails(
            &RULE,
            "
            vpc twice 10.0.0.0/16,10.0.0.0/16
            ^ The blocks 10.0.0.0/16 and 10.0.0.0/16 of VPC twice overlap. Change or remove one.
            > Remove the block 10.0.0.0/16 of VPC twice
            vpc outgrown 10.1.0.0/24,10.1.0.0/16
            ^ The blocks 10.1.0.0/24 and 10.1.0.0/16 of VPC outgrown overlap. Change or remove one.
            > Remove the block 10.1.0.0/24 of VPC outgrown
            ",
        );
    }
}
