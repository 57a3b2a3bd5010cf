//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    quota::Quota,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// A Region has at most five internet gateways.
    ///
    /// ## Why
    /// A new account has five internet gateways in a Region. AWS refuses the next one until the quota is raised.
    ///
    /// ## Example
    /// Six VPCs with internet gateways in a Region.
    ///
    /// ## Fix
    /// Ask AWS to raise the quota, or need fewer.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html>
    "W806", "quota-internet-gateways", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    let gateways =
        design.internet_gateways.ids().map(|id| (design.region_of(id.into()).unwrap_or_default(), id.into()));
    Quota::new("internet-gateways").per_region(gateways, "internet gateways", report);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn over_the_quota() {
        fails(
            &RULE,
            &((0..6).map(|n| format!("vpc v{n} 10.{n}.0.0/16\nigw\n")).collect::<String>()
                + "^ us-east-1 has 6 internet gateways; a new account may have 5. Ask AWS to raise the quota.\n"),
        );
    }

    #[test]
    fn at_the_quota() {
        passes(&RULE, &(0..5).map(|n| format!("vpc v{n} 10.{n}.0.0/16\nigw\n")).collect::<String>());
    }
}
