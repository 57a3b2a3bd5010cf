//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    quota::Quota,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// A VPC has at most five IPv4 blocks.
    ///
    /// ## Why
    /// A new account has five IPv4 blocks in a VPC. AWS refuses the next one until the quota is raised.
    ///
    /// ## Example
    /// A VPC with six blocks.
    ///
    /// ## Fix
    /// Ask AWS to raise the quota, or need fewer.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html>
    "W803", "quota-vpc-blocks", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    let blocks = design.vpcs.iter().flat_map(|(id, vpc)| vpc.cidr_blocks.iter().map(move |_| id));
    Quota::new("ipv4-blocks").per_vpc(design, blocks, "IPv4 blocks", report);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn over_the_quota() {
        fails(
            &RULE,
            "vpc main 10.1.0.0/16,10.2.0.0/16,10.3.0.0/16,10.4.0.0/16,10.5.0.0/16,10.6.0.0/16\n^ VPC main has 6 IPv4 blocks; a new account may have 5. Ask AWS to raise the quota.",
        );
    }

    #[test]
    fn at_the_quota() {
        passes(&RULE, "vpc main 10.1.0.0/16,10.2.0.0/16,10.3.0.0/16,10.4.0.0/16,10.5.0.0/16");
    }
}
