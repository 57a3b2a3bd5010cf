//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        endpoints,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
    model::{DnsRecordIpType, IpAddressType, Subnet},
};

declare_rule! {
    /// An endpoint with IPv6 addresses is in subnets with IPv6.
    ///
    /// ## Why
    /// Every subnet of a dualstack endpoint needs an IPv6 block beside its IPv4 one, and those of an IPv6 endpoint must
    /// be IPv6 only; subnets here always have an IPv4 block.
    ///
    /// ## Example
    /// A dualstack endpoint in a subnet with 10.0.1.0/24 alone.
    ///
    /// ## Fix
    /// Give the subnets IPv6 blocks, or take IPv4 addresses for the endpoint.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html>
    "E313", "ip-type-needs-ipv6", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint, interface) in endpoints::addressed(design) {
        let lacking: Vec<&Subnet> = interface
            .subnets
            .iter()
            .filter_map(|subnet| design.subnets.get(*subnet))
            .filter(|subnet| subnet.ipv6_index.is_none())
            .collect();
        let message = match interface.ip_address_type {
            Some(IpAddressType::Dualstack) => {
                let Some(first) = lacking.first() else { continue };
                format!(
                    "Endpoint {} has dualstack addresses, and subnet {} has no IPv6 block. Give it one, or take IPv4 \
                     addresses.",
                    endpoint.name, first.name
                )
            }
            Some(IpAddressType::Ipv6) => format!(
                "Endpoint {} has ipv6 addresses alone, which needs subnets without IPv4, and its subnets have IPv4 blocks. \
                 Take dualstack or IPv4 addresses.",
                endpoint.name
            ),
            Some(IpAddressType::Ipv4) | None => continue,
        };
        let fitting = interface.dns_record_ip_type.filter(|records| *records == DnsRecordIpType::Ipv4);
        report.at(id, message).fix(Fix::new(
            format!("Take IPv4 addresses for endpoint {}", endpoint.name),
            [FixStep::SetIpTypes { endpoint: id, ip_address_type: None, dns_record_ip_type: fitting }],
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn dualstack() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app 10.0.0.0/24
            interface sqs subnets=app ip=dualstack records=dualstack
            ^ Endpoint sqs has dualstack addresses, and subnet app has no IPv6 block. Give it one, or take IPv4 addresses.
            > Take IPv4 addresses for endpoint sqs
            ",
        );
    }

    #[test]
    fn ipv6_alone() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16 ipv6
            zone a
            subnet app 10.0.0.0/24 ipv6=0
            interface sqs subnets=app ip=ipv6 records=ipv6
            ^ Endpoint sqs has ipv6 addresses alone, which needs subnets without IPv4, and its subnets have IPv4 blocks. Take dualstack or IPv4 addresses.
            > Take IPv4 addresses for endpoint sqs
            ",
        );
    }

    #[test]
    fn dualstack_with_ipv6() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16 ipv6
            zone a
            subnet app 10.0.0.0/24 ipv6=0
            interface sqs subnets=app ip=dualstack records=dualstack
            ",
        );
    }

    #[test]
    fn ipv4() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app 10.0.0.0/24
            interface sqs subnets=app ip=ipv4
            interface sns subnets=app
            ",
        );
    }
}
