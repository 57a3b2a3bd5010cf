//! See [`RULE`].

use crate::{
    catalog::EndpointType,
    check::{
        diagnostic::Report,
        endpoints,
        rule::{Context, declare_rule},
    },
    edit::{self, Fix, FixStep},
    model::ServiceRef,
};

declare_rule! {
    /// An endpoint has a type that the service offers.
    ///
    /// ## Why
    /// Only S3, S3 Express and DynamoDB have gateway endpoints, and not every service has interface endpoints. AWS
    /// refuses the others.
    ///
    /// ## Example
    /// A gateway endpoint for SQS.
    ///
    /// ## Fix
    /// Change the endpoint's type.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html>
    "E402", "endpoint-type-not-offered", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    let unused = endpoints::unused(design);
    for (id, endpoint) in design.endpoints.iter() {
        let kind = endpoint.kind.endpoint_type();
        let (title, offered) = match &endpoint.service {
            ServiceRef::Aws(key) => {
                let types: Vec<_> = context.catalog.types(key).collect();
                if types.is_empty() {
                    continue;
                }
                (context.catalog.title(key), types)
            }
            ServiceRef::EndpointService(_) => {
                ("An endpoint service", vec![EndpointType::Interface, EndpointType::GatewayLoadBalancer])
            }
            ServiceRef::OwnEndpointService(id) => {
                let appliances = design.endpoint_services.get(*id).is_some_and(|s| s.is_for_appliances());
                if appliances {
                    ("A service of a Gateway Load Balancer", vec![EndpointType::GatewayLoadBalancer])
                } else {
                    ("A service of a Network Load Balancer", vec![EndpointType::Interface])
                }
            }
            ServiceRef::ResourceConfiguration(_) => {
                ("A resource configuration", vec![EndpointType::Resource])
            }
            ServiceRef::ServiceNetwork(_) => ("A service network", vec![EndpointType::ServiceNetwork]),
        };
        if !offered.contains(&kind) {
            let words: Vec<&str> = offered.iter().map(|each| each.api()).collect();
            let message = format!(
                "{title} has no {} endpoints. Change endpoint {} to {}.",
                kind.api(),
                endpoint.name,
                words.join(" or ")
            );
            let found = report.at(id, message);
            let ways = edit::choose(design, context.catalog, endpoint.vpc, &endpoint.service).ways;
            // Whether appliances were meant is for the user to say; the usual type comes first.
            if let [only, ..] = offered[..]
                && ways.iter().any(|way| way.kind == only)
            {
                let steps = context
                    .dns_on(endpoint.vpc)
                    .into_iter()
                    .chain([FixStep::SetEndpointType { endpoint: id, kind: only }]);
                let label = format!("Make endpoint {} one of type {}", endpoint.name, only.api());
                // An interface endpoint has its price, and this one may be for nobody.
                let priced = only == EndpointType::Interface && unused.contains(&id);
                found.fix(if priced { Fix::choice(label, steps) } else { Fix::new(label, steps) });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn gateways_of_others() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app 10.0.0.0/24
            gateway sqs
            ^ Amazon SQS has no Gateway endpoints. Change endpoint sqs to Interface.
            > Make endpoint sqs one of type Interface
            gateway com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0
            ^ An endpoint service has no Gateway endpoints. Change endpoint com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0 to Interface or GatewayLoadBalancer.
            > Make endpoint com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0 one of type Interface
            ",
        );
    }

    #[test]
    fn both_types_of_s3() {
        passes(&RULE, "vpc main 10.0.0.0/16\ngateway s3\ninterface s3\ngateway dynamodb\ninterface sqs");
    }
}
