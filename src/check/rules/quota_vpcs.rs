//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    quota::Quota,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// A Region has at most five VPCs.
    ///
    /// ## Why
    /// A new account has five VPCs in a Region. AWS refuses the next one until the quota is raised.
    ///
    /// ## Example
    /// Six VPCs in us-east-1.
    ///
    /// ## Fix
    /// Ask AWS to raise the quota, or need fewer.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html>
    "W801", "quota-vpcs", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let vpcs = context.design.vpcs.iter().map(|(id, vpc)| (vpc.region.as_str(), id.into()));
    Quota::new("vpcs").per_region(vpcs, "VPCs", report);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn over_the_quota() {
        fails(
            &RULE,
            &((0..6).map(|n| format!("vpc v{n} 10.{n}.0.0/16\n")).collect::<String>()
                + "^ us-east-1 has 6 VPCs; a new account may have 5. Ask AWS to raise the quota.\n"),
        );
    }

    #[test]
    fn at_the_quota() {
        passes(&RULE, &(0..5).map(|n| format!("vpc v{n} 10.{n}.0.0/16\n")).collect::<String>());
    }
}
