//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{self, Fix, FixStep},
    net::{Ipv4Net, overlap},
};

declare_rule! {
    /// A VPC's blocks lie outside of the reserved ranges.
    ///
    /// ## Why
    /// AWS refuses blocks in 0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16 and 224.0.0.0/4: they have a meaning of their own
    /// in every network.
    ///
    /// ## Example
    /// A VPC with 169.254.0.0/16.
    ///
    /// ## Fix
    /// Take a private range: 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    "E102", "vpc-block-reserved", Error
}

const RESERVED: [&str; 4] = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4"];

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    let reserved: Vec<Ipv4Net> = RESERVED.iter().filter_map(|range| range.parse().ok()).collect();
    for (id, vpc) in design.vpcs.iter() {
        for block in &vpc.cidr_blocks {
            if let Some(range) = reserved.iter().find(|range| overlap(**range, *block)) {
                let message = format!(
                    "VPC {} has the block {block} in the reserved range {range}. Take a private block, or one of 100.64.0.0/10.",
                    vpc.name
                );
                let found = report.at(id, message);
                if let Some(to) = edit::free_vpc_block(design, id, *block) {
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
    fn link_local() {
        fails(
            &RULE,
            "
            vpc main 169.254.0.0/16
            ^ VPC main has the block 169.254.0.0/16 in the reserved range 169.254.0.0/16. Take a private block, or one of 100.64.0.0/10.
            > Move the block 169.254.0.0/16 of VPC main to 10.0.0.0/16
            ",
        );
    }

    /// A private block would be refused beside public addresses, and so would one of 10.0.0.0/16 beside one of
    /// 10.0.0.0/15.
    #[test]
    fn a_further_block_goes_where_the_first_lets_it() {
        fails(
            &RULE,
            "
            vpc public 203.0.113.0/24,169.254.0.0/16
            ^ VPC public has the block 169.254.0.0/16 in the reserved range 169.254.0.0/16. Take a private block, or one of 100.64.0.0/10.
            > Move the block 169.254.0.0/16 of VPC public to 100.64.0.0/16
            vpc low 10.1.0.0/20,127.0.0.0/16
            ^ VPC low has the block 127.0.0.0/16 in the reserved range 127.0.0.0/8. Take a private block, or one of 100.64.0.0/10.
            > Move the block 127.0.0.0/16 of VPC low to 10.2.0.0/16
            ",
        );
    }

    #[test]
    fn private_and_public_ranges() {
        passes(&RULE, "vpc a 172.16.0.0/16,198.51.100.0/24\nvpc b 100.64.0.0/20");
    }
}
