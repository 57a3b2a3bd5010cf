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
    /// Private DNS is on only where the service has it.
    ///
    /// ## Why
    /// Some services give no private name to their endpoints. AWS refuses the setting; their clients are told the
    /// endpoint's own name instead.
    ///
    /// ## Example
    /// An interface endpoint for DynamoDB with private DNS.
    ///
    /// ## Fix
    /// Switch private DNS off in the endpoint, and set the endpoint URL in the clients.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html>
    "E306", "private-dns-not-offered", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint, interface) in endpoints::interfaces(design) {
        let Some(key) = endpoint.service.aws_key() else { continue };
        let Some(vpc) = design.vpcs.get(endpoint.vpc) else { continue };
        if interface.private_dns && context.catalog.private_dns_support(key, &vpc.region) == Some(false) {
            let message = format!(
                "Endpoint {} has private DNS, which {} does not offer. Switch it off, and set the endpoint URL in the clients.",
                endpoint.name,
                context.catalog.title(key)
            );
            report.at(id, message).fix(Fix::new(
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
    fn no_private_names() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            interface dynamodb dns
            ^ Endpoint dynamodb has private DNS, which Amazon DynamoDB does not offer. Switch it off, and set the endpoint URL in the clients.
            > Turn off private DNS of endpoint dynamodb
            ",
        );
    }

    #[test]
    fn names_or_no_wish_for_them() {
        passes(&RULE, "vpc main 10.0.0.0/16\ninterface dynamodb\ninterface sqs dns");
    }
}
