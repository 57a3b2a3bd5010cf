//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    rule::{Context, declare_rule},
};
use crate::model::EntityRef;

declare_rule! {
    /// A Route 53 Profile is of the Region of its VPCs and endpoints.
    ///
    /// ## Why
    /// A Profile is associated with VPCs and endpoints of its own Region only; the exports leave out what is of another.
    ///
    /// ## Example
    /// VPC main of us-east-1 in a Profile of eu-west-1.
    ///
    /// ## Fix
    /// Use a Profile of that Region.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profiles.html>
    "E714", "profile-region", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, profile) in design.profiles.iter() {
        let vpcs = profile.vpcs.iter().map(|vpc| EntityRef::from(*vpc));
        for entity in vpcs.chain(profile.endpoints.iter().map(|endpoint| (*endpoint).into())) {
            let Some(region) = design.region_of(entity).filter(|region| *region != profile.region) else {
                continue;
            };
            let message = format!(
                "{} is in {region}, Profile {} in {}. Use a Profile of {region}.",
                design.label(entity),
                profile.name,
                profile.region
            );
            report.with(id, [entity], message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn of_another_region() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            profile names region=eu-west-1 vpcs=main
            ^ main is in us-east-1, Profile names in eu-west-1. Use a Profile of us-east-1.
            ",
        );
    }

    #[test]
    fn of_its_own() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            profile names vpcs=main
            ",
        );
    }
}
