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
    /// A VPC has private addresses.
    ///
    /// ## Why
    /// AWS takes any block, but addresses outside of the private ranges belong to somebody on the internet, whom the
    /// VPC then does not reach.
    ///
    /// ## Example
    /// A VPC with 203.0.113.0/24.
    ///
    /// ## Fix
    /// Take a block of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10, unless the addresses are yours.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    "I108", "vpc-block-public", Info
}

/// Private, shared, or a matter of the rule about reserved ranges.
const NOT_PUBLIC: [&str; 8] = [
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "100.64.0.0/10",
    "0.0.0.0/8",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "224.0.0.0/4",
];

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let known: Vec<Ipv4Net> = NOT_PUBLIC.iter().filter_map(|range| range.parse().ok()).collect();
    for (id, vpc) in context.design.vpcs.iter() {
        for block in
            vpc.cidr_blocks.iter().filter(|block| !known.iter().any(|range| overlap(*range, **block)))
        {
            let message = format!(
                "VPC {} has {block}, addresses of the internet. Take a private block, unless they are yours.",
                vpc.name
            );
            let found = report.at(id, message);
            if let Some(to) = edit::free_vpc_block(context.design, id, *block) {
                found.fix(Fix::choice(
                    format!("Move the block {block} of VPC {} to {to}", vpc.name),
                    [FixStep::MoveVpcBlock { vpc: id, from: *block, to }],
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
    fn documentation() {
        fails(
            &RULE,
            "
            vpc main 203.0.113.0/24
            ^ VPC main has 203.0.113.0/24, addresses of the internet. Take a private block, unless they are yours.
            ? Move the block 203.0.113.0/24 of VPC main to 10.0.0.0/24
            ",
        );
    }

    #[test]
    fn private() {
        passes(
            &RULE,
            "
            vpc a 10.0.0.0/16
            vpc b 172.16.0.0/16
            vpc c 192.168.0.0/16
            vpc d 100.64.0.0/16
            ",
        );
    }
}
