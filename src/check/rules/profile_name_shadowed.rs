//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    endpoints::zone_of_names,
    rule::{Context, declare_rule},
};
use crate::model::{Endpoint, EntityRef};

declare_rule! {
    /// A VPC answers with the names of its Route 53 Profile, not with its own.
    ///
    /// ## Why
    /// What a VPC has itself goes before its Profile: where it has an endpoint with private DNS for the same service, or a
    /// private hosted zone of the same name, the endpoint of the Profile is not used from there.
    ///
    /// ## Example
    /// VPC main with an sqs endpoint of its own, in a Profile that has the sqs endpoint of the hub.
    ///
    /// ## Fix
    /// Remove the VPC's own endpoint or hosted zone, or the endpoint from the Profile.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profiles.html>
    "W716", "profile-name-shadowed", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, profile) in design.profiles.iter() {
        for endpoint in &profile.endpoints {
            let Some(entity) = design.endpoints.get(*endpoint) else { continue };
            for vpc in profile.vpcs.iter().filter(|vpc| **vpc != entity.vpc) {
                let own = context.members.endpoints_for(*vpc, &entity.service).find(|(_, other)| {
                    other.kind.interface().is_some_and(|interface| interface.private_dns)
                });
                // As if the endpoint were in the VPC.
                let there = Endpoint { vpc: *vpc, ..entity.clone() };
                let by = match own {
                    Some((own, _)) => Some(EntityRef::from(own)),
                    None => zone_of_names(context, &there).map(|(zone, _)| zone.into()),
                };
                if let Some(by) = by {
                    let message = format!(
                        "VPC {} does not use endpoint {} of Profile {}: its own {} has the name. Remove one of the two.",
                        design.label((*vpc).into()),
                        entity.name,
                        profile.name,
                        design.label(by)
                    );
                    report.with(id, [by, (*endpoint).into()], message);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn an_endpoint_of_its_own() {
        fails(
            &RULE,
            "
            vpc main 10.1.0.0/16
            zone a
            subnet app 10.1.0.0/24
            interface sqs subnets=app dns
            vpc hub 10.0.0.0/16
            zone a
            subnet ends 10.0.0.0/24
            interface sqs subnets=ends dns
            profile names vpcs=main endpoints=sqs
            ^ VPC main does not use endpoint sqs of Profile names: its own sqs has the name. Remove one of the two.
            ",
        );
    }

    #[test]
    fn none_of_its_own() {
        passes(
            &RULE,
            "
            vpc hub 10.0.0.0/16
            zone a
            subnet ends 10.0.0.0/24
            interface sqs subnets=ends dns
            vpc main 10.1.0.0/16
            profile names vpcs=main,hub endpoints=sqs
            ",
        );
    }
}
