//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// An inbound Resolver endpoint has two addresses.
    ///
    /// ## Why
    /// Route 53 Resolver takes two addresses at least, in two zones so that one may fail.
    ///
    /// ## Example
    /// A Resolver endpoint in one subnet.
    ///
    /// ## Fix
    /// Add a subnet of another zone.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries.html>
    "E707", "resolver-endpoint-two-addresses", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (id, resolver) in context.design.resolver_endpoints.iter() {
        if resolver.subnets.len() < 2 {
            let message = format!(
                "Resolver endpoint {} has {} of the two addresses it needs. Add a subnet of another zone.",
                resolver.name,
                resolver.subnets.len()
            );
            report.at(id, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn one() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app 10.0.0.0/24
            resolver inbound subnets=app
            ^ Resolver endpoint inbound has 1 of the two addresses it needs. Add a subnet of another zone.
            ",
        );
    }

    #[test]
    fn two() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app-a 10.0.0.0/24
            zone b
            subnet app-b 10.0.1.0/24
            resolver inbound subnets=app-a,app-b
            ",
        );
    }
}
