//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        endpoints,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
    model::PrivateDnsScope,
};

declare_rule! {
    /// Private DNS leaves the VPC's own traffic to the gateway endpoint.
    ///
    /// ## Why
    /// With private names for all clients, the VPC's traffic to the service takes the interface endpoint, which is
    /// charged by the GB, though a free gateway endpoint is there.
    ///
    /// ## Example
    /// An s3 interface endpoint with private DNS for all clients beside an s3 gateway endpoint.
    ///
    /// ## Fix
    /// Give the private names to the inbound Resolver endpoint only.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html>
    "W317", "private-dns-bypasses-gateway", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint, interface) in endpoints::interfaces(design) {
        let everybody = interface.private_dns
            && interface.private_dns_scope != Some(PrivateDnsScope::InboundResolverOnly);
        let mut siblings = context.members.endpoints_for(endpoint.vpc, &endpoint.service);
        if let Some((gateway, _)) = siblings.find(|(_, other)| everybody && other.kind.is_gateway()) {
            let message = format!(
                "Endpoint {} gives its private names to all clients, who then pass by the free gateway endpoint {}. Give them to the inbound Resolver only.",
                endpoint.name,
                design.label(gateway.into())
            );
            report.with(id, [gateway.into()], message).fix(Fix::new(
                format!("Give the private names of endpoint {} to the inbound Resolver only", endpoint.name),
                [FixStep::SetPrivateDns {
                    endpoint: id,
                    on: true,
                    scope: Some(PrivateDnsScope::InboundResolverOnly),
                }],
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn all_clients() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            table t
            gateway s3 tables=t
            interface s3 dns
            ^ Endpoint s3 gives its private names to all clients, who then pass by the free gateway endpoint s3. Give them to the inbound Resolver only.
            > Give the private names of endpoint s3 to the inbound Resolver only
            ",
        );
    }

    #[test]
    fn inbound_only_or_no_names() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            table t
            gateway s3 tables=t
            interface s3 dns inbound-only
            vpc other 10.1.0.0/16
            interface s3 dns
            ",
        );
    }
}
