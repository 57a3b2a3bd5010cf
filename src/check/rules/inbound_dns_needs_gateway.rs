//! See [`RULE`].

use crate::{
    catalog::EndpointType,
    check::{
        diagnostic::Report,
        endpoints,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
    model::PrivateDnsScope,
};

declare_rule! {
    /// Private DNS for inbound Resolver only needs a gateway endpoint of the service.
    ///
    /// ## Why
    /// With this setting, on-premises clients use the interface endpoint and those in the VPC the gateway endpoint. AWS
    /// refuses it while there is no gateway endpoint in the VPC.
    ///
    /// ## Example
    /// An s3 interface endpoint with private DNS for inbound Resolver only, and no s3 gateway endpoint.
    ///
    /// ## Fix
    /// Add a gateway endpoint for the service, or give the private names to all clients.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html>
    "E309", "inbound-dns-needs-gateway", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint, interface) in endpoints::interfaces(design) {
        let inbound = interface.private_dns
            && interface.private_dns_scope == Some(PrivateDnsScope::InboundResolverOnly);
        let mut siblings = context.members.endpoints_for(endpoint.vpc, &endpoint.service);
        if inbound && !siblings.any(|(_, other)| other.kind.is_gateway()) {
            let message = format!(
                "Endpoint {} gives its private names to the inbound Resolver only, which needs a gateway endpoint for {} in the VPC. Add one, or give the names to all clients.",
                endpoint.name,
                endpoint.service.word()
            );
            let found = report.at(id, message);
            let add = FixStep::AddEndpoint {
                vpc: endpoint.vpc,
                service: endpoint.service.clone(),
                kind: Some(EndpointType::Gateway),
            };
            let everybody = FixStep::SetPrivateDns { endpoint: id, on: true, scope: None };
            let names = format!("Give the private names of endpoint {} to all clients", endpoint.name);
            let region = design.region_of(id.into()).unwrap_or_default();
            let offered = endpoint.service.aws_key().is_some_and(|key| {
                context.catalog.availability(key, region, EndpointType::Gateway).is_offered()
            });
            if offered {
                found
                    .fix(Fix::new(format!("Add a gateway endpoint for {}", endpoint.service.word()), [add]))
                    .fix(Fix::choice(names, [everybody]));
            } else {
                found.fix(Fix::new(names, [everybody]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn without_the_gateway() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app 10.0.0.0/24
            interface s3 dns inbound-only
            ^ Endpoint s3 gives its private names to the inbound Resolver only, which needs a gateway endpoint for s3 in the VPC. Add one, or give the names to all clients.
            > Add a gateway endpoint for s3
            ? Give the private names of endpoint s3 to all clients
            ",
        );
    }

    #[test]
    fn with_the_gateway() {
        passes(
            &RULE,
            "vpc main 10.0.0.0/16\ntable t\ngateway s3 tables=t\ninterface s3 dns inbound-only\ninterface sqs dns",
        );
    }
}
