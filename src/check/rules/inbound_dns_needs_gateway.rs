//! See [`RULE`].

use crate::{
    check::{diagnostic::Report, endpoints, rule::{Context, declare_rule}},
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
        let mut siblings = design.endpoints_for(endpoint.vpc, &endpoint.service);
        if inbound && !siblings.any(|(_, other)| other.kind.is_gateway()) {
            let message = format!(
                "Endpoint {} gives its private names to the inbound Resolver only, which needs a gateway endpoint for {} in the VPC. Add one, or give the names to all clients.",
                endpoint.name,
                endpoint.service.word()
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
    fn without_the_gateway() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            interface s3 dns inbound-only
            ^ Endpoint s3 gives its private names to the inbound Resolver only, which needs a gateway endpoint for s3 in the VPC. Add one, or give the names to all clients.
            ",
        );
    }

    #[test]
    fn with_the_gateway() {
        passes(&RULE, "vpc main 10.0.0.0/16\ntable t\ngateway s3 tables=t\ninterface s3 dns inbound-only\ninterface sqs dns");
    }
}
