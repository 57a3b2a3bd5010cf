//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        quota::Quota,
        rule::{Context, declare_rule},
    },
    model::EntityRef,
};

declare_rule! {
    /// A zone has at most five NAT gateways.
    ///
    /// ## Why
    /// A new account has five NAT gateways in an Availability Zone. AWS refuses the next one until the quota is raised.
    ///
    /// ## Example
    /// Six NAT gateways in us-east-1a.
    ///
    /// ## Fix
    /// Ask AWS to raise the quota, or need fewer.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html>
    "W808", "quota-nat-gateways", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    let zones = design.nat_gateways.iter().filter_map(|(id, nat)| {
        Some((design.label(design.subnets.get(nat.subnet)?.zone.into()), EntityRef::from(id)))
    });
    let zones: Vec<(String, EntityRef)> = zones.collect();
    let named = zones.iter().map(|(zone, id)| (zone.as_str(), *id));
    Quota::new("nat-gateways").per_region(named, "NAT gateways", report);
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
                + "^ us-east-1a has 6 NAT gateways; a new account may have 5. Ask AWS to raise the quota.\n"),
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
