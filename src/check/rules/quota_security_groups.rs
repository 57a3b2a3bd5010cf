//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    quota::Quota,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// A Region has at most 2,500 security groups.
    ///
    /// ## Why
    /// A new account has 2,500 security groups in a Region. AWS refuses the next one until the quota is raised.
    ///
    /// ## Example
    /// 2,501 security groups in a Region.
    ///
    /// ## Fix
    /// Ask AWS to raise the quota, or need fewer.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html>
    "W811", "quota-security-groups", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    let groups =
        design.security_groups.ids().map(|id| (design.region_of(id.into()).unwrap_or_default(), id.into()));
    Quota::new("security-groups").per_region(groups, "security groups", report);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn over_the_quota() {
        fails(
            &RULE,
            &("vpc main 10.0.0.0/16\n".to_owned()
                + &(0..2501).map(|n| format!("sg g{n}\n")).collect::<String>()
                + "^ us-east-1 has 2501 security groups; a new account may have 2500. Ask AWS to raise the quota.\n"),
        );
    }

    #[test]
    fn at_the_quota() {
        passes(
            &RULE,
            &("vpc main 10.0.0.0/16\n".to_owned()
                + &(0..2500).map(|n| format!("sg g{n}\n")).collect::<String>()),
        );
    }
}
