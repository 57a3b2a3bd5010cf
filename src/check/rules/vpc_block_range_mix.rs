//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{self, Fix, FixStep},
};

declare_rule! {
    /// The further blocks of a VPC go with its first.
    ///
    /// ## Why
    /// AWS does not mix the private ranges in one VPC: which ranges a further block may be of depends on the primary
    /// block. Beside 10.0.0.0/8 there can be no block of 172.16.0.0/12 or 192.168.0.0/16, and so on round;
    /// 198.19.0.0/16 can be added to none.
    ///
    /// ## Example
    /// A VPC of 10.0.0.0/16 with the further block 172.16.0.0/16.
    ///
    /// ## Fix
    /// Take a further block of the range of the primary one, or of 100.64.0.0/10.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    "E106", "vpc-block-range-mix", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (id, vpc) in context.design.vpcs.iter() {
        let Some(primary) = vpc.cidr_blocks.first() else { continue };
        for (at, block) in vpc.cidr_blocks.iter().enumerate() {
            if let Some(forbidden) = edit::refused_range(&vpc.cidr_blocks, at) {
                let message = format!(
                    "VPC {} begins with {primary}, so its further block {block} cannot be of {forbidden}. Take one of the range of {primary}, or of 100.64.0.0/10.",
                    vpc.name
                );
                let found = report.at(id, message);
                if let Some(to) = edit::free_vpc_block(context.design, id, *block) {
                    found.fix(Fix::new(
                        format!("Move the block {block} of VPC {} to {to}", vpc.name),
                        [FixStep::MoveVpcBlock { vpc: id, from: *block, to }],
                    ));
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
    fn ranges_that_do_not_go_together() {
        fails(
            &RULE,
            "
            vpc ten 10.0.0.0/16,172.16.0.0/16
            ^ VPC ten begins with 10.0.0.0/16, so its further block 172.16.0.0/16 cannot be of 172.16.0.0/12. Take one of the range of 10.0.0.0/16, or of 100.64.0.0/10.
            > Move the block 172.16.0.0/16 of VPC ten to 10.2.0.0/16
            vpc default 172.20.0.0/16,172.31.0.0/16
            ^ VPC default begins with 172.20.0.0/16, so its further block 172.31.0.0/16 cannot be of 172.31.0.0/16. Take one of the range of 172.20.0.0/16, or of 100.64.0.0/10.
            > Move the block 172.31.0.0/16 of VPC default to 172.18.0.0/16
            vpc public 203.0.113.0/24,192.168.0.0/20
            ^ VPC public begins with 203.0.113.0/24, so its further block 192.168.0.0/20 cannot be of 192.168.0.0/16. Take one of the range of 203.0.113.0/24, or of 100.64.0.0/10.
            > Move the block 192.168.0.0/20 of VPC public to 100.64.0.0/20
            vpc low 10.1.0.0/16,10.0.0.0/20
            ^ VPC low begins with 10.1.0.0/16, so its further block 10.0.0.0/20 cannot be of 10.0.0.0/16. Take one of the range of 10.1.0.0/16, or of 100.64.0.0/10.
            > Move the block 10.0.0.0/20 of VPC low to 10.2.0.0/20
            ",
        );
    }

    #[test]
    fn ranges_that_do() {
        passes(
            &RULE,
            "
            vpc ten 10.2.0.0/16,10.3.0.0/16,100.64.0.0/16
            vpc twelve 172.16.0.0/16,172.18.0.0/16
            vpc public 203.0.113.0/24,198.51.100.0/24
            ",
        );
    }
}
