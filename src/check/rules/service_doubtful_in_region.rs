//! See [`RULE`].

use crate::{
    catalog::{self, Availability},
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
};

declare_rule! {
    /// An endpoint's service is known to be offered in the VPC's Region.
    ///
    /// ## Why
    /// No list or page of AWS names this service in this Region. It may be there all the same: AWS adds services to
    /// Regions all the time, and publishes no list.
    ///
    /// ## Example
    /// An endpoint for a new service in a new Region.
    ///
    /// ## Fix
    /// Before you deploy, ask for it: aws ec2 describe-vpc-endpoint-services --region REGION --service-names NAME.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html>
    "W404", "service-doubtful-in-region", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint) in design.endpoints.iter() {
        let Some(key) = endpoint.service.aws_key() else { continue };
        let Some(vpc) = design.vpcs.get(endpoint.vpc) else { continue };
        let kind = endpoint.kind.endpoint_type();
        if endpoint.kind.service_region().is_some() {
            continue;
        }
        let evidence = match context.catalog.availability(key, &vpc.region, kind) {
            Availability::Listed
            | Availability::Documented
            | Availability::Inferred
            | Availability::Absent => continue,
            Availability::Weak => "there is little evidence",
            Availability::Unknown => "nothing is known of it",
        };
        if context.catalog.has_type(key, kind) && catalog::region(&vpc.region).is_some() {
            let message = format!(
                "Endpoint {}: whether {} has {} endpoints in {} is not sure, {evidence}. Check with aws ec2 describe-vpc-endpoint-services before you deploy.",
                endpoint.name,
                context.catalog.title(key),
                kind.api(),
                vpc.region
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
    fn iam_outside_of_its_region() {
        fails(
            &RULE,
            "
            region eu-west-1
            vpc main 10.0.0.0/16
            interface iam
            ^ Endpoint iam: whether AWS Identity and Access Management (IAM) has Interface endpoints in eu-west-1 is not sure, there is little evidence. Check with aws ec2 describe-vpc-endpoint-services before you deploy.
            ",
        );
    }

    #[test]
    fn offered_or_documented_as_absent() {
        passes(
            &RULE,
            "region us-east-1\nvpc main 10.0.0.0/16\ninterface sqs\nregion ap-southeast-7\nvpc far 10.1.0.0/16\ninterface eks",
        );
    }
}
