//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        endpoints,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
};

declare_rule! {
    /// A gateway endpoint needs DNS support and DNS hostnames in the VPC.
    ///
    /// ## Why
    /// Clients find the service by its public name. With the VPC's own resolver, both attributes must be on; with other
    /// DNS servers, those must answer with the public addresses.
    ///
    /// ## Example
    /// An s3 gateway endpoint in a VPC without DNS support.
    ///
    /// ## Fix
    /// Switch on DNS support and DNS hostnames in the VPC.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html>
    "W311", "gateway-endpoint-needs-vpc-dns", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint, _) in endpoints::gateways(design) {
        let Some(vpc) = design.vpcs.get(endpoint.vpc) else { continue };
        let Some(off) = vpc.dns_off() else { continue };
        let message = format!(
            "Gateway endpoint {} is in VPC {}, whose {off} is off, so clients may not find the service. Switch it on.",
            endpoint.name, vpc.name
        );
        report.with(id, [endpoint.vpc.into()], message).fix(Fix::new(
            format!("Turn on {off} of VPC {}", vpc.name),
            [FixStep::EnableDns { vpc: endpoint.vpc }],
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn no_resolver() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16 no-dns-support
            table t
            gateway s3 tables=t
            ^ Gateway endpoint s3 is in VPC main, whose DNS support is off, so clients may not find the service. Switch it on.
            > Turn on DNS support of VPC main
            ",
        );
    }

    #[test]
    fn both_on() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            table t
            gateway s3 tables=t
            ",
        );
    }
}
