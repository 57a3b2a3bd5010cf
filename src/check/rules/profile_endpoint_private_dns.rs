//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// An endpoint in a Route 53 Profile has private DNS.
    ///
    /// ## Why
    /// A Profile has the private names of an endpoint; one without private DNS has none, and the VPCs go on resolving the
    /// service's public name.
    ///
    /// ## Example
    /// Endpoint sqs with private DNS off in the Profile names.
    ///
    /// ## Fix
    /// Switch private DNS of the endpoint on.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profile-associate-vpc-endpoints.html>
    "W715", "profile-endpoint-private-dns", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, profile) in design.profiles.iter() {
        for endpoint in &profile.endpoints {
            let entity = design.endpoints.get(*endpoint);
            let off = entity.and_then(|e| e.kind.interface()).is_some_and(|interface| !interface.private_dns);
            if off {
                let message = format!(
                    "Profile {} has no name of endpoint {}, whose private DNS is off. Switch it on.",
                    profile.name,
                    design.label((*endpoint).into())
                );
                report.with(id, [(*endpoint).into()], message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn off() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app 10.0.0.0/24
            interface sqs subnets=app
            profile names endpoints=sqs
            ^ Profile names has no name of endpoint sqs, whose private DNS is off. Switch it on.
            ",
        );
    }

    #[test]
    fn on() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app 10.0.0.0/24
            interface sqs subnets=app dns
            profile names endpoints=sqs
            ",
        );
    }
}
