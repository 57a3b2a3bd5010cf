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
    /// A private name has one owner in a VPC.
    ///
    /// ## Why
    /// Private DNS makes a hidden hosted zone for the service's name. AWS refuses it where a private hosted zone of the
    /// same name is associated with the VPC.
    ///
    /// ## Example
    /// A private hosted zone sqs.us-east-1.amazonaws.com in the VPC of the sqs endpoint with private DNS.
    ///
    /// ## Fix
    /// Switch private DNS of the endpoint off, or take the hosted zone out of the VPC.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html>
    "E706", "hosted-zone-takes-private-name", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint, interface) in endpoints::interfaces(design) {
        let clash = endpoints::zone_of_names(context, endpoint).filter(|_| interface.private_dns);
        if let Some((zone, entity)) = clash {
            let message = format!(
                "Endpoint {} has private DNS, and private hosted zone {} has the same name in its VPC. Switch private DNS off, or take the zone out of the VPC.",
                endpoint.name, entity.name
            );
            report.with(id, [zone.into()], message).fix(Fix::new(
                format!("Turn off private DNS of endpoint {}", endpoint.name),
                [FixStep::SetPrivateDns { endpoint: id, on: false, scope: None }],
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn the_name_of_the_service() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            sg endpoints
            interface sqs sgs=endpoints dns
            ^ Endpoint sqs has private DNS, and private hosted zone sqs.us-east-1.amazonaws.com has the same name in its VPC. Switch private DNS off, or take the zone out of the VPC.
            > Turn off private DNS of endpoint sqs
            hosted-zone sqs.us-east-1.amazonaws.com vpcs=main
            ",
        );
    }

    #[test]
    fn another_vpc_or_no_private_dns() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            interface sqs dns
            vpc other 10.1.0.0/16
            interface sqs
            hosted-zone sqs.us-east-1.amazonaws.com vpcs=other
            ",
        );
    }
}
