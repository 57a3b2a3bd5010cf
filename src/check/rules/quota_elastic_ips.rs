//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    quota::Quota,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// A Region has at most five Elastic IP addresses.
    ///
    /// ## Why
    /// A new account has five Elastic IP addresses in a Region. AWS refuses the next one until the quota is raised.
    ///
    /// ## Example
    /// Six NAT gateways in a Region: each has an address of its own.
    ///
    /// ## Fix
    /// Ask AWS to raise the quota, or need fewer.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html>
    "W807", "quota-elastic-ips", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    let nats =
        design.nat_gateways.ids().map(|id| (design.region_of(id.into()).unwrap_or_default(), id.into()));
    Quota::new("elastic-ips").per_region(nats, "NAT gateways, each with an Elastic IP address", report);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn over_the_quota() {
        fails(
            &RULE,
            &("vpc main 10.0.0.0/16\nzone a\nsubnet front 10.0.0.0/24 public\n".to_owned()
                + &(0..6).map(|n| format!("nat n{n}\n")).collect::<String>()
                + "^ us-east-1 has 6 NAT gateways, each with an Elastic IP address; a new account may have 5. Ask AWS to raise the quota.\n"),
        );
    }

    #[test]
    fn at_the_quota() {
        passes(
            &RULE,
            &("vpc main 10.0.0.0/16\nzone a\nsubnet front 10.0.0.0/24 public\n".to_owned()
                + &(0..5).map(|n| format!("nat n{n}\n")).collect::<String>()),
        );
    }
}
