//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    endpoints,
    quota::Quota,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// A Region has at most 20 gateway endpoints.
    ///
    /// ## Why
    /// A new account has 20 gateway endpoints in a Region, and 255 in one VPC at most. AWS refuses the next one until
    /// the quota is raised.
    ///
    /// ## Example
    /// 21 gateway endpoints in a Region.
    ///
    /// ## Fix
    /// Ask AWS to raise the quota, or need fewer.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html>
    "W810", "quota-gateway-endpoints", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    let gateways = endpoints::gateways(design)
        .map(|(id, ..)| (design.region_of(id.into()).unwrap_or_default(), id.into()));
    Quota::new("gateway-endpoints").per_region(gateways, "gateway endpoints", report);
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
                + &(0..21).map(|n| format!("table t{n}\ngateway s3 tables=t{n}\n")).collect::<String>()
                + "^ us-east-1 has 21 gateway endpoints; a new account may have 20. Ask AWS to raise the quota.\n"),
        );
    }

    #[test]
    fn at_the_quota() {
        passes(
            &RULE,
            &("vpc main 10.0.0.0/16\n".to_owned()
                + &(0..20).map(|n| format!("table t{n}\ngateway s3 tables=t{n}\n")).collect::<String>()),
        );
    }
}
