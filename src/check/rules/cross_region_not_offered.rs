//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{self, Fix, FixStep},
};

declare_rule! {
    /// A cross-Region endpoint is for a service that other Regions may reach.
    ///
    /// ## Why
    /// The service Region of an endpoint may be another than the VPC's for endpoint services that support it and for a few
    /// services of AWS, within one partition. AWS refuses all others, and the VPC's own Region as a service Region says
    /// nothing.
    ///
    /// ## Example
    /// An sqs endpoint in eu-west-1 with the service Region us-east-1.
    ///
    /// ## Fix
    /// Call the service of the VPC's own Region.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-cross-region-privatelink-support.html>
    "E411", "cross-region-not-offered", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint) in design.endpoints.iter() {
        let Some(region) = endpoint.kind.service_region() else { continue };
        let Some(own) = design.vpcs.get(endpoint.vpc).map(|vpc| vpc.region.as_str()) else { continue };
        let why = if own == region {
            format!("its service Region is {own}, the VPC's own, which needs no saying")
        } else {
            let choice = edit::choose_in(design, context.catalog, endpoint.vpc, &endpoint.service, region);
            match choice.kind {
                Some(_) => continue,
                None => choice.reasons.join(". "),
            }
        };
        let message = format!("Endpoint {}: {why}. Use the service of {own}.", endpoint.name);
        let found = report.at(id, message);
        if endpoint.service.aws_key().is_some() {
            let label = format!("Make endpoint {} one for {own}", endpoint.name);
            found.fix(Fix::choice(label, [FixStep::SetEndpointRegion { endpoint: id, region: None }]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn a_service_that_stays_in_its_region() {
        fails(
            &RULE,
            "
            region eu-west-1
            vpc main 10.0.0.0/16
            interface sqs region=us-east-1 dns
            ^ Endpoint sqs: AWS does not offer Amazon SQS to endpoints of other Regions: it is in us-east-1 and the VPC in eu-west-1. Use the service of eu-west-1.
            ? Make endpoint sqs one for eu-west-1
            interface kms region=cn-north-1 dns
            ^ Endpoint kms: An endpoint reaches other Regions of its own partition only: cn-north-1 is not one of eu-west-1's. Use the service of eu-west-1.
            ? Make endpoint kms one for eu-west-1
            ",
        );
    }

    #[test]
    fn kms_of_another_region() {
        passes(&RULE, "region eu-west-1\nvpc main 10.0.0.0/16\ninterface kms region=us-east-1");
    }
}
