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
    /// An interface endpoint has private DNS.
    ///
    /// ## Why
    /// Without it, the service's usual name leads to its public address, and only clients that are set to the
    /// endpoint's own name use the endpoint.
    ///
    /// ## Example
    /// The sqs endpoint without private DNS.
    ///
    /// ## Fix
    /// Switch private DNS on, or set the endpoint URL in every client.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html>
    "I315", "private-dns-off", Info
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint, interface) in endpoints::interfaces(design) {
        // Of ECR's another rule speaks, and who leaves it off for execute-api may mean it.
        let own_rule = |key: &str| key.starts_with("ecr") || key == "execute-api";
        let Some(key) = endpoint.service.aws_key().filter(|key| !own_rule(key)) else { continue };
        let region = design.region_of(id.into()).unwrap_or_default();
        let offered = context.catalog.private_dns_support(key, region) == Some(true);
        let gateway =
            context.members.endpoints_for(endpoint.vpc, &endpoint.service).any(|(_, other)| other.kind.is_gateway());
        if offered && !gateway && !interface.private_dns && !endpoints::names_taken(context, id, endpoint) {
            let message = format!(
                "Endpoint {} has no private DNS, so the usual name of {} leads to its public address. Switch it on, or set the endpoint URL in every client.",
                endpoint.name,
                context.catalog.title(key)
            );
            let on = FixStep::SetPrivateDns { endpoint: id, on: true, scope: None };
            report.at(id, message).fix(Fix::choice(
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
            interface sqs
            ^ Endpoint sqs has no private DNS, so the usual name of Amazon SQS leads to its public address. Switch it on, or set the endpoint URL in every client.
            ? Turn on private DNS of endpoint sqs
            ",
        );
    }

    #[test]
    fn on_or_not_offered_or_beside_a_gateway() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            table t
            interface sqs dns
            interface sqs
            interface dynamodb
            gateway s3 tables=t
            interface s3
            interface com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0
            ",
        );
    }
}
