//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// A VPC has one Route 53 Profile.
    ///
    /// ## Why
    /// AWS takes a second one with a priority of its own only, which Terraform and CloudFormation cannot give: the exports have
    /// the first.
    ///
    /// ## Example
    /// VPC main in the Profiles names and other.
    ///
    /// ## Fix
    /// Put what the second one has into the first, or take the VPC out of one of the two.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53profiles_AssociateProfile.html>
    "E713", "profile-one-per-vpc", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, profile) in design.profiles.iter() {
        for vpc in &profile.vpcs {
            if let Some((first, other)) = design.profile_of(*vpc).filter(|(first, _)| *first != id) {
                let message = format!(
                    "VPC {} is in Profiles {} and {}. Take it out of one of the two.",
                    design.label((*vpc).into()),
                    other.name,
                    profile.name
                );
                report.with(id, [first.into(), (*vpc).into()], message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn two() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            profile names vpcs=main
            profile other vpcs=main
            ^ VPC main is in Profiles names and other. Take it out of one of the two.
            ",
        );
    }

    #[test]
    fn one_each() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            vpc side 10.1.0.0/16
            profile names vpcs=main
            profile other vpcs=side
            ",
        );
    }
}
