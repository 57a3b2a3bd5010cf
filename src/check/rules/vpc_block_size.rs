//! See [`RULE`].

use crate::{
    check::{diagnostic::Report, rule::{Context, declare_rule}},
    net::{MAX_PREFIX, MIN_PREFIX},
};

declare_rule! {
    /// A VPC's blocks are between /16 and /28.
    ///
    /// ## Why
    /// AWS refuses larger and smaller IPv4 blocks.
    ///
    /// ## Example
    /// A VPC with 10.0.0.0/8.
    ///
    /// ## Fix
    /// Take a block between /16 and /28. For more than 65,536 addresses, add further blocks to the VPC.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    "E101", "vpc-block-size", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, vpc) in design.vpcs.iter() {
        for block in &vpc.cidr_blocks {
            let (word, limit) = match block.prefix_len() {
                0..MIN_PREFIX => ("larger", MIN_PREFIX),
                MIN_PREFIX..=MAX_PREFIX => continue,
                _ => ("smaller", MAX_PREFIX),
            };
            let message = format!(
                "VPC {} has the block {block}, {word} than the /{limit} AWS allows. Change it.",
                vpc.name
            );
            report.at(id, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{fails, passes};

    #[test]
    fn too_large_and_too_small() {
        fails(
            &super::RULE,
            "
            vpc wide 10.0.0.0/8
            ^ VPC wide has the block 10.0.0.0/8, larger than the /16 AWS allows. Change it.
            vpc narrow 10.0.0.0/29
            ^ VPC narrow has the block 10.0.0.0/29, smaller than the /28 AWS allows. Change it.
            ",
        );
    }

    #[test]
    fn the_limits() {
        passes(&super::RULE, "vpc a 10.0.0.0/16\nvpc b 10.1.0.0/28");
    }
}
