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
    /// The DNS records of an endpoint suit its addresses.
    ///
    /// ## Why
    /// An endpoint with IPv4 addresses takes records of type ipv4, one with IPv6 addresses those of type ipv6; only
    /// dualstack takes any. AWS refuses the others.
    ///
    /// ## Example
    /// An IPv4 endpoint with DNS records for dualstack.
    ///
    /// ## Fix
    /// Leave the record type to AWS, or choose that of the addresses.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html>
    "E312", "dns-record-type", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (id, endpoint, interface) in endpoints::addressed(context.design) {
        let Some(records) = interface.dns_record_ip_type else { continue };
        let addresses = interface.ip_address_type.unwrap_or(IpAddressType::Ipv4);
        let suits = match addresses {
            IpAddressType::Ipv4 => records == DnsRecordIpType::Ipv4,
            IpAddressType::Ipv6 => records == DnsRecordIpType::Ipv6,
            IpAddressType::Dualstack => true,
        };
        if !suits {
            let message = format!(
                "Endpoint {} has {} addresses and DNS records of type {}. Leave the record type to AWS, or choose {}.",
                endpoint.name,
                addresses.api(),
                records.api(),
                addresses.api()
            );
            report.at(id, message).fix(Fix::new(
                format!("Leave the DNS record type of endpoint {} to AWS", endpoint.name),
                [FixStep::SetIpTypes {
                    endpoint: id,
                    ip_address_type: interface.ip_address_type,
                    dns_record_ip_type: None,
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
    fn dualstack_records_of_ipv4() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            interface sqs records=dualstack
            ^ Endpoint sqs has ipv4 addresses and DNS records of type dualstack. Leave the record type to AWS, or choose ipv4.
            > Leave the DNS record type of endpoint sqs to AWS
            ",
        );
    }

    #[test]
    fn what_goes_together() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            interface sqs records=ipv4
            interface sns ip=dualstack records=ipv6
            interface kms
            ",
        );
    }
}
