//! See [`RULE`].

use crate::{
    check::{diagnostic::Report, rule::{Context, declare_rule}},
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
            report.at(id, format!("Endpoint {}: {error}.", endpoint.name));
        }
    }
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
        passes(&RULE, "vpc main 10.0.0.0/16\ninterface com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0\ninterface sqs");
    }
}
