//! See [`RULE`].

use crate::{
    catalog,
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
};

declare_rule! {
    /// A VPC's Region is one that the catalogue knows.
    ///
    /// ## Why
    /// The names of endpoint services differ between Regions and partitions. Without knowing the Region, the designer
    /// cannot tell them, and endpoints are left out of the exports.
    ///
    /// ## Example
    /// A VPC in us-east-3.
    ///
    /// ## Fix
    /// Choose a Region of the list, or use a newer designer.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html>
    "W104", "vpc-region-known", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, vpc) in design.vpcs.iter() {
        if catalog::region(&vpc.region).is_none() {
            let near = catalog::similar_regions(&vpc.region);
            let hint = near
                .first()
                .map_or("Choose a Region of the list.".to_owned(), |r| format!("Did you mean {r}?"));
            let found = report.at(
                id,
                format!(
                    "VPC {} is in {}, a Region the catalogue does not know. {hint}",
                    vpc.name, vpc.region
                ),
            );
            if let Some(region) = near.first().map(|region| (*region).to_owned()) {
                found.fix(Fix::choice(
                    format!("Move VPC {} to {region}", vpc.name),
                    [FixStep::SetVpcRegion { vpc: id, region }],
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
    fn a_region_that_is_not_there() {
        fails(
            &RULE,
            "
            region us-east-9
            vpc main 10.0.0.0/16
            ^ VPC main is in us-east-9, a Region the catalogue does not know. Did you mean us-east-1?
            ? Move VPC main to us-east-1
            ",
        );
    }

    #[test]
    fn a_region_of_another_partition() {
        passes(&RULE, "region cn-north-1\nvpc main 10.0.0.0/16");
    }
}
