//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        policy,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
};

declare_rule! {
    /// Endpoint policies ask for aws:VpcSourceIp.
    ///
    /// ## Why
    /// A call through an endpoint comes from a private address, and aws:SourceIp is about public ones: the condition
    /// never holds.
    ///
    /// ## Example
    /// A condition on aws:SourceIp with 10.0.0.0/8.
    ///
    /// ## Fix
    /// Write aws:VpcSourceIp instead.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html>
    "E509", "policy-source-ip", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (id, endpoint) in context.design.endpoints.iter() {
        let Some(statements) = endpoint.policy.as_deref().and_then(policy::statements) else { continue };
        let tests = statements.iter().flat_map(policy::tests);
        for test in tests {
            if !test.key.eq_ignore_ascii_case("aws:SourceIp") {
                continue;
            }
            let message = format!(
                "The policy of endpoint {} has a condition on aws:SourceIp, which never holds here. Write aws:VpcSourceIp.",
                endpoint.name
            );
            let found = report.at(id, message);
            if let Some(policy) = endpoint.policy.as_deref().and_then(policy::with_vpc_source_ip) {
                found.fix(Fix::new(
                    format!("Write aws:VpcSourceIp in the policy of endpoint {}", endpoint.name),
                    [FixStep::SetPolicy { endpoint: id, policy: Some(policy) }],
                ));
            }
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn the_public_key() {
        fails(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            interface sqs dns
            policy {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"IpAddress": {"aws:sourceIp": "10.0.0.0/8"}}}]}
            ^ The policy of endpoint sqs has a condition on aws:SourceIp, which never holds here. Write aws:VpcSourceIp.
            > Write aws:VpcSourceIp in the policy of endpoint sqs
            "#,
        );
    }

    #[test]
    fn the_private_key() {
        passes(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            interface sqs dns
            policy {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"}}}]}
            "#,
        );
    }
}
