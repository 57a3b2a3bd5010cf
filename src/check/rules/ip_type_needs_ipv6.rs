//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        endpoints,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
    model::{DnsRecordIpType, IpAddressType},
};

declare_rule! {
    /// An endpoint with IPv6 addresses is in subnets with IPv6.
    ///
    /// ## Why
    /// Every subnet of a dualstack endpoint needs an IPv6 block beside its IPv4 one, and those of an IPv6 endpoint must
    /// be IPv6 only. The subnets here have IPv4 blocks.
    ///
    /// ## Example
    /// A dualstack endpoint in a subnet with 10.0.1.0/24 alone.
    ///
    /// ## Fix
    /// Take IPv4 addresses for the endpoint.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html>
    "E313", "ip-type-needs-ipv6", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (id, endpoint, interface) in endpoints::addressed(context.design) {
        let addresses = match interface.ip_address_type {
            Some(addresses @ (IpAddressType::Dualstack | IpAddressType::Ipv6)) => addresses,
            Some(IpAddressType::Ipv4) | None => continue,
        };
        let message = format!(
            "Endpoint {} has {} addresses, and the subnets of its VPC have IPv4 blocks only. Take IPv4 addresses.",
            endpoint.name,
            addresses.api()
        );
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
            ^ Endpoint sqs has dualstack addresses, and the subnets of its VPC have IPv4 blocks only. Take IPv4 addresses.
            > Take IPv4 addresses for endpoint sqs
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
