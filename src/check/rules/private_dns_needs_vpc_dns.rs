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
    /// Private DNS needs DNS support and DNS hostnames in the VPC.
    ///
    /// ## Why
    /// The private names are answered by the VPC's resolver. AWS refuses to switch private DNS on while either
    /// attribute of the VPC is off.
    ///
    /// ## Example
    /// An endpoint with private DNS in a VPC without DNS hostnames.
    ///
    /// ## Fix
    /// Switch on DNS support and DNS hostnames in the VPC, or private DNS off in the endpoint.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html>
    "E304", "private-dns-needs-vpc-dns", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint, interface) in endpoints::addressed(design) {
        let Some(vpc) = design.vpcs.get(endpoint.vpc) else { continue };
        let Some(off) = vpc.dns_off() else { continue };
        if interface.private_dns {
            let message = format!(
                "Endpoint {} has private DNS, but {off} of VPC {} is off. Switch it on, or private DNS off.",
                endpoint.name, vpc.name
            );
            let turn_on = FixStep::EnableDns { vpc: endpoint.vpc };
            report
                .with(id, [endpoint.vpc.into()], message)
                .fix(Fix::new(format!("Turn on {off} of VPC {}", vpc.name), [turn_on]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn an_attribute_is_off() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16 no-dns-hostnames
            interface sqs dns
            ^ Endpoint sqs has private DNS, but DNS hostnames of VPC main is off. Switch it on, or private DNS off.
            > Turn on DNS hostnames of VPC main
            ",
        );
    }

    #[test]
    fn both_on_or_no_private_dns() {
        passes(
            &RULE,
            "vpc a 10.0.0.0/16\ninterface sqs dns\nvpc b 10.1.0.0/16 no-dns-hostnames\ninterface sqs",
        );
    }
}
