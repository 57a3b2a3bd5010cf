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
    /// Every statement of an endpoint policy has a Principal.
    ///
    /// ## Why
    /// AWS refuses an endpoint policy with a statement that does not say whom it is about.
    ///
    /// ## Example
    /// {"Effect": "Allow", "Action": "*", "Resource": "*"}.
    ///
    /// ## Fix
    /// Add "Principal": "*", and narrow it by conditions where wanted.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html>
    "E506", "policy-without-principal", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (id, endpoint) in context.design.endpoints.iter() {
        let Some(text) = endpoint.policy.as_deref() else { continue };
        let Some(statements) = policy::statements(text) else { continue };
        let lacks = |statement: &serde_json::Value| statement.get("Principal").is_none();
        if statements.iter().any(lacks) {
            let message = format!(
                "The policy of endpoint {} has a statement without Principal. Add \"Principal\": \"*\".",
                endpoint.name
            );
            let found = report.at(id, message);
            if let Some(policy) = policy::rewritten(text, |statement| {
                statement.entry("Principal").or_insert_with(|| "*".into());
            }) {
                found.fix(Fix::new(
                    format!("Add \"Principal\": \"*\" to the policy of endpoint {}", endpoint.name),
                    [FixStep::SetPolicy { endpoint: id, policy: Some(policy) }],
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn none() {
        fails(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            interface sqs dns
            policy {"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
            ^ The policy of endpoint sqs has a statement without Principal. Add "Principal": "*".
            > Add "Principal": "*" to the policy of endpoint sqs
            "#,
        );
    }

    #[test]
    fn everybody_or_some() {
        passes(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            interface sqs dns
            policy {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "*", "Resource": "*"}]}
            "#,
        );
    }
}
