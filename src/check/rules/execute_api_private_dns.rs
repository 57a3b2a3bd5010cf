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
    /// Private DNS of execute-api is meant for all APIs.
    ///
    /// ## Why
    /// With private DNS, every default host of API Gateway in the Region, also of public APIs and of other accounts,
    /// resolves to the endpoint, which leads to private APIs only.
    ///
    /// ## Example
    /// An execute-api endpoint with private DNS in a VPC whose workloads call a public API.
    ///
    /// ## Fix
    /// Switch private DNS off and call private APIs by the endpoint's host, or give public APIs custom domain names.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html>
    "I316", "execute-api-private-dns", Info
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (id, endpoint, interface) in endpoints::interfaces(context.design) {
        if endpoint.service.aws_key() == Some("execute-api") && interface.private_dns {
            let message = format!(
                "With private DNS of endpoint {}, public APIs cannot be called by their default hosts from the VPC. Give them custom domain names, or switch it off.",
                endpoint.name
            );
            report.at(id, message).fix(Fix::choice(
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
    fn on() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            interface execute-api dns
            ^ With private DNS of endpoint execute-api, public APIs cannot be called by their default hosts from the VPC. Give them custom domain names, or switch it off.
            ? Turn off private DNS of endpoint execute-api
            ",
        );
    }

    #[test]
    fn off() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            interface execute-api
            interface sqs dns
            ",
        );
    }
}
