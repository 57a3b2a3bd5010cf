//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
    model::ZoneSuffix,
};

declare_rule! {
    /// A zone is one of its Region.
    ///
    /// ## Why
    /// Which letters a Region has is no rule: ap-northeast-1 shows no b to most accounts. A subnet in a zone that the
    /// account does not have cannot be made.
    ///
    /// ## Example
    /// The zone ap-northeast-1b.
    ///
    /// ## Fix
    /// Choose a zone that your account has: aws ec2 describe-availability-zones.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html>
    "W111", "zone-not-in-region", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, zone) in design.zones.iter() {
        let Some(vpc) = design.vpcs.get(zone.vpc) else { continue };
        // Local Zones and Wavelength Zones are for those who opt in; no list here has them.
        if zone.suffix.as_str().starts_with('-') {
            continue;
        }
        let known = context.catalog.zone_names(&vpc.region);
        let name = zone.suffix.in_region(&vpc.region);
        if !known.is_empty() && !known.contains(&name) {
            let message = format!(
                "{name} is not a zone that accounts usually have: {} has {}. Choose another.",
                vpc.region,
                known.join(", ")
            );
            let found = report.at(id, message);
            let taken = |name: &&String| {
                design.zones_of(zone.vpc).any(|(_, other)| other.suffix.in_region(&vpc.region) == **name)
            };
            let free = known.iter().find(|name| !taken(name));
            if let Some(suffix) =
                free.and_then(|name| name.strip_prefix(&vpc.region)?.parse::<ZoneSuffix>().ok())
            {
                found.fix(Fix::new(
                    format!("Make {name} {}", suffix.in_region(&vpc.region)),
                    [FixStep::SetZone { zone: id, suffix }],
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn a_letter_that_is_left_out() {
        fails(
            &RULE,
            "
            region ap-northeast-1
            vpc main 10.0.0.0/16
            zone b
            ^ ap-northeast-1b is not a zone that accounts usually have: ap-northeast-1 has ap-northeast-1a, ap-northeast-1c, ap-northeast-1d. Choose another.
            > Make ap-northeast-1b ap-northeast-1a
            ",
        );
    }

    #[test]
    fn letters_that_are_there() {
        passes(
            &RULE,
            "
            region ap-northeast-1
            vpc main 10.0.0.0/16
            zone a
            zone c
            region us-west-2
            vpc local 10.1.0.0/16
            zone -lax-1a
            ",
        );
    }
}
