//! See [`RULE`].

use crate::{
    catalog::EndpointType,
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
    model::{EndpointServiceName, ServiceRef},
};

declare_rule! {
    /// An endpoint service is of the Region that its endpoint asks.
    ///
    /// ## Why
    /// The name of an endpoint service holds its Region. An endpoint in another Region must say so, as a cross-Region
    /// endpoint, and the provider must have opened the service to that Region.
    ///
    /// ## Example
    /// A VPC in eu-west-1 with an endpoint for com.amazonaws.vpce.us-east-1.vpce-svc-….
    ///
    /// ## Fix
    /// Make it a cross-Region endpoint, or ask the provider for the name in the VPC's Region.
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
        let region = endpoint.kind.service_region().unwrap_or(&vpc.region);
        if parsed.region != region {
            let message = format!(
                "Endpoint {} is for a service in {}, and VPC {} is in {}. Make it a cross-Region endpoint, or ask the provider for its name in {}.",
                endpoint.name, parsed.region, vpc.name, vpc.region, vpc.region
            );
            let found = report.at(id, message);
            if endpoint.kind.endpoint_type() == EndpointType::Interface {
                let away = (parsed.region != vpc.region).then(|| parsed.region.to_owned());
                let label = format!("Make endpoint {} one for {}", endpoint.name, parsed.region);
                found.fix(Fix::choice(label, [FixStep::SetEndpointRegion { endpoint: id, region: away }]));
            }
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
            ^ Endpoint com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0 is for a service in us-east-1, and VPC main is in eu-west-1. Make it a cross-Region endpoint, or ask the provider for its name in eu-west-1.
            ? Make endpoint com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0 one for us-east-1
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
