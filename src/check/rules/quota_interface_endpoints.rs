//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    endpoints,
    quota::Quota,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// A VPC has at most 50 interface endpoints.
    ///
    /// ## Why
    /// A new account has 50 interface and Gateway Load Balancer endpoints in a VPC. AWS refuses the next one until the
    /// quota is raised.
    ///
    /// ## Example
    /// 51 interface endpoints in a VPC.
    ///
    /// ## Fix
    /// Ask AWS to raise the quota, or need fewer.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html>
    "W809", "quota-interface-endpoints", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    let endpoints = endpoints::interfaces(design).map(|(_, endpoint, _)| endpoint.vpc);
    Quota::new("interface-endpoints").per_vpc(design, endpoints, "interface endpoints", report);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn over_the_quota() {
        fails(&RULE, &("vpc main 10.0.0.0/16\n^ VPC main has 51 interface endpoints; a new account may have 50. Ask AWS to raise the quota.\n".to_owned() + &(0..51).map(|n| format!("interface service{n}\n")).collect::<String>()));
    }

    #[test]
    fn at_the_quota() {
        passes(
            &RULE,
            &("vpc main 10.0.0.0/16\n".to_owned()
                + &(0..50).map(|n| format!("interface service{n}\n")).collect::<String>()),
        );
    }
}
