//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{self, Fix, FixStep},
    model::Vpc,
    net::{Ipv4Net, overlap},
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

/// The private ranges that the table of restrictions tells apart.
const PRIVATE: [&str; 3] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];
/// Kept for AWS's own use.
const OWN: &str = "198.19.0.0/16";

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (id, vpc) in context.design.vpcs.iter() {
        let Some((primary, further)) = vpc.cidr_blocks.split_first() else { continue };
        for block in further {
            if let Some(forbidden) = forbidden(*primary, *block, vpc) {
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

/// The range that AWS refuses the block for.
fn forbidden(primary: Ipv4Net, block: Ipv4Net, vpc: &Vpc) -> Option<&'static str> {
    if within(OWN, block) {
        return Some(OWN);
    }
    // The default VPC's block cannot be added to the others of its range.
    if within("172.16.0.0/12", primary) && within("172.31.0.0/16", block) && !within("172.31.0.0/16", primary)
    {
        return Some("172.31.0.0/16");
    }
    // With a block of 10.0.0.0/15, none of 10.0.0.0/16 can be added.
    let low = |other: &&Ipv4Net| {
        **other != block && within("10.0.0.0/15", **other) && !within("10.0.0.0/16", **other)
    };
    if within("10.0.0.0/16", block) && vpc.cidr_blocks.iter().any(|other| low(&other)) {
        return Some("10.0.0.0/16");
    }
    let other = |range: &&&str| within(range, block) && !within(range, primary);
    PRIVATE.iter().find(other).copied()
}

fn within(range: &str, block: Ipv4Net) -> bool {
    range.parse().is_ok_and(|range: Ipv4Net| overlap(range, block))
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
            > Move the block 192.168.0.0/20 of VPC public to 10.2.0.0/20
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
