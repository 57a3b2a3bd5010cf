//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    model::{EndpointServiceName, ServiceRef},
};

declare_rule! {
    /// An endpoint service is of the VPC's Region.
    ///
    /// ## Why
    /// The name of an endpoint service holds its Region. An endpoint in another Region does not find it, unless the
    /// provider has opened the service to that Region.
    ///
    /// ## Example
    /// A VPC in eu-west-1 with an endpoint for com.amazonaws.vpce.us-east-1.vpce-svc-….
    ///
    /// ## Fix
    /// Ask the provider for the name in the VPC's Region.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html>
    "E406", "endpoint-service-region", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint) in design.endpoints.iter() {
        let ServiceRef::EndpointService(name) = &endpoint.service else { continue };
        let Ok(parsed) = EndpointServiceName::parse(name) else { continue };
        let Some(vpc) = design.vpcs.get(endpoint.vpc) else { continue };
        if parsed.region != vpc.region {
            let message = format!(
                "Endpoint {} is for a service in {}, and VPC {} is in {}. Ask the provider for its name in {}.",
                endpoint.name, parsed.region, vpc.name, vpc.region, vpc.region
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
    fn another_region() {
        fails(
            &RULE,
            "
            region eu-west-1
            vpc main 10.0.0.0/16
            interface com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0
            ^ Endpoint com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0 is for a service in us-east-1, and VPC main is in eu-west-1. Ask the provider for its name in eu-west-1.
            ",
        );
    }

    #[test]
    fn the_same_region() {
        passes(
            &RULE,
            "vpc main 10.0.0.0/16\ninterface com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
        );
    }
}
