//! See [`RULE`].

use crate::{
    catalog,
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
    model::{EndpointServiceName, ServiceRef},
};

declare_rule! {
    /// The name of an endpoint service is well formed.
    ///
    /// ## Why
    /// Endpoint services of other accounts are named com.amazonaws.vpce.<region>.vpce-svc-<id>. AWS finds no service
    /// under another name.
    ///
    /// ## Example
    /// An endpoint for vpce-svc-0123456789abcdef0 without what goes before it.
    ///
    /// ## Fix
    /// Copy the full name from the provider of the service.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html>
    "E405", "endpoint-service-name", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint) in design.endpoints.iter() {
        let ServiceRef::EndpointService(name) = &endpoint.service else { continue };
        if let Err(error) = EndpointServiceName::parse(name) {
            let found = report.at(id, format!("Endpoint {}: {error}.", endpoint.name));
            if let Some(service) = meant(name) {
                let label = format!("Make endpoint {} one for {}", endpoint.name, service.word());
                // Whether another service, or one of another Region, was meant is for the user to say.
                let own = match &service {
                    ServiceRef::Aws(_)
                    | ServiceRef::OwnEndpointService(_)
                    | ServiceRef::ResourceConfiguration(_)
                    | ServiceRef::ServiceNetwork(_) => false,
                    ServiceRef::EndpointService(name) => EndpointServiceName::parse(name)
                        .is_ok_and(|name| design.region_of(id.into()) == Some(name.region)),
                };
                let step = FixStep::SetEndpointService { endpoint: id, service };
                let steps = context.dns_on(endpoint.vpc).filter(|_| !own).into_iter().chain([step]);
                found.fix(if own { Fix::new(label, steps) } else { Fix::choice(label, steps) });
            }
        }
    }
}

/// The name without what a copy took along, or the AWS service that it names.
fn meant(name: &str) -> Option<ServiceRef> {
    let plain =
        name.trim_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation()).to_ascii_lowercase();
    if EndpointServiceName::parse(&plain).is_ok() {
        return Some(ServiceRef::EndpointService(plain));
    }
    catalog::by_service_name(&plain).map(|found| ServiceRef::Aws(found.service.key.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn not_a_name() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            interface com.example.service
            ^ Endpoint com.example.service: “com.example.service” is not the name of an endpoint service; copy it from the provider, it looks like com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0.
            ",
        );
    }

    #[test]
    fn a_name() {
        passes(
            &RULE,
            "vpc main 10.0.0.0/16\ninterface com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0\ninterface sqs",
        );
    }

    #[test]
    fn copied_with_a_quote_or_the_name_of_an_aws_service() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app 10.0.0.0/24
            sg endpoints
            interface com.amazonaws.vpce.us-east-1.vpce-svc-0123456789ABCDEF0, subnets=app sgs=endpoints
            ^ Endpoint com.amazonaws.vpce.us-east-1.vpce-svc-0123456789ABCDEF0,: “com.amazonaws.vpce.us-east-1.vpce-svc-0123456789ABCDEF0,” is not the name of an endpoint service; copy it from the provider, it looks like com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0.
            > Make endpoint com.amazonaws.vpce.us-east-1.vpce-svc-0123456789ABCDEF0, one for vpce-svc-0123456789abcdef0
            interface com.amazonaws.us-east-1.sqs subnets=app sgs=endpoints
            ^ Endpoint com.amazonaws.us-east-1.sqs: “com.amazonaws.us-east-1.sqs” is not the name of an endpoint service; copy it from the provider, it looks like com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0.
            ? Make endpoint com.amazonaws.us-east-1.sqs one for sqs
            ",
        );
    }
}
