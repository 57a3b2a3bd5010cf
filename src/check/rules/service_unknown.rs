//! See [`RULE`].

use crate::{
    catalog,
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
    model::ServiceRef,
};

declare_rule! {
    /// An endpoint names a service of the catalogue.
    ///
    /// ## Why
    /// The full name of an endpoint service differs between Regions and cannot be derived from its key. A service that
    /// is not in the catalogue has no name to export.
    ///
    /// ## Example
    /// An endpoint for the service sqss.
    ///
    /// ## Fix
    /// Choose a service of the list. If AWS has launched it since, use a newer designer.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html>
    "E401", "service-unknown", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint) in design.endpoints.iter() {
        let Some(key) = endpoint.service.aws_key() else { continue };
        if context.catalog.entry(key).is_none() {
            let near = catalog::similar_services(key);
            let hint =
                near.first().map_or("Choose one of the list.".to_owned(), |s| format!("Did you mean {s}?"));
            let found = report.at(
                id,
                format!(
                    "Endpoint {} is for {key}, a service that the catalogue does not know. {hint}",
                    endpoint.name
                ),
            );
            if let Some(near) = near.first() {
                found.fix(Fix::choice(
                    format!("Make endpoint {} one for {near}", endpoint.name),
                    context.dns_on(endpoint.vpc).into_iter().chain([FixStep::SetEndpointService {
                        endpoint: id,
                        service: ServiceRef::Aws((*near).to_owned()),
                    }]),
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
    fn a_slip_of_the_pen() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            interface sqss
            ^ Endpoint sqss is for sqss, a service that the catalogue does not know. Did you mean sqs?
            ? Make endpoint sqss one for sqs
            ",
        );
    }

    #[test]
    fn known_and_third_party() {
        passes(
            &RULE,
            "vpc main 10.0.0.0/16\ninterface sqs\ninterface com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
        );
    }
}
