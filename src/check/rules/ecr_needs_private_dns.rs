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
    /// The ECR endpoints have private DNS.
    ///
    /// ## Why
    /// An image is named by its registry, 123456789012.dkr.ecr.us-east-1.amazonaws.com, and its layers are found under
    /// such names. Without private DNS the pull goes to the public addresses.
    ///
    /// ## Example
    /// The ecr.dkr endpoint without private DNS.
    ///
    /// ## Fix
    /// Switch private DNS on.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html>
    "E314", "ecr-needs-private-dns", Error
}

const KEYS: [&str; 4] = ["ecr.api", "ecr.dkr", "ecr-fips.api", "ecr-fips.dkr"];

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (id, endpoint, interface) in endpoints::interfaces(context.design) {
        let ecr = endpoint.service.aws_key().is_some_and(|key| KEYS.contains(&key));
        if ecr && !interface.private_dns && !endpoints::names_taken(context, id, endpoint) {
            let message = format!(
                "Endpoint {} has no private DNS, so image pulls go to the public addresses. Switch it on.",
                endpoint.name
            );
            let on = FixStep::SetPrivateDns { endpoint: id, on: true, scope: None };
            report.at(id, message).fix(Fix::new(
                format!("Turn on private DNS of endpoint {}", endpoint.name),
                context.dns_on(endpoint.vpc).into_iter().chain([on]),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn off() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            interface ecr.dkr
            ^ Endpoint ecr.dkr has no private DNS, so image pulls go to the public addresses. Switch it on.
            > Turn on private DNS of endpoint ecr.dkr
            interface ecr.api dns
            ",
        );
    }

    #[test]
    fn on() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            interface ecr.dkr dns
            interface ecr.api dns
            interface sqs
            ",
        );
    }
}
