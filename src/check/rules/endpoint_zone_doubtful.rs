//! See [`RULE`].

use crate::{
    catalog,
    check::{
        diagnostic::Report,
        endpoints,
        rule::{Context, declare_rule},
    },
};

declare_rule! {
    /// A service has every zone of the endpoint.
    ///
    /// ## Why
    /// In the lists of 2023 this service had fewer zones than the Region. Which letters they have differs between
    /// accounts, so only your own list tells.
    ///
    /// ## Example
    /// The email-smtp endpoint in three zones of us-east-1.
    ///
    /// ## Fix
    /// Give the designer your own list: aws ec2 describe-vpc-endpoint-services --output json.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html>
    "I323", "endpoint-zone-doubtful", Info
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint, interface) in endpoints::interfaces(design) {
        let Some(key) = endpoint.service.aws_key() else { continue };
        let region = design.region_of(id.into()).unwrap_or_default();
        let partial = catalog::service(key).and_then(|service| service.partial_zones(region));
        let Some(partial) = partial.filter(|_| context.catalog.zones(key, region).is_none()) else {
            continue;
        };
        if !interface.subnets.is_empty() {
            let message = format!(
                "Endpoint {}: in 2023, {} had {} of {} zones of {region}; which letters those have differs by account. Check with aws ec2 describe-vpc-endpoint-services.",
                endpoint.name,
                context.catalog.title(key),
                partial.offered,
                partial.existing
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
    fn some_zones() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app 10.0.0.0/24
            interface email-smtp subnets=app
            ^ Endpoint email-smtp: in 2023, Amazon SES - SMTP had 3 of 6 zones of us-east-1; which letters those have differs by account. Check with aws ec2 describe-vpc-endpoint-services.
            ",
        );
    }

    #[test]
    fn all_zones_or_your_own_list() {
        passes(
            &RULE,
            "
            offers email-smtp us-east-1a
            vpc main 10.0.0.0/16
            zone a
            subnet app 10.0.0.0/24
            interface email-smtp subnets=app
            interface sqs subnets=app
            ",
        );
    }
}
