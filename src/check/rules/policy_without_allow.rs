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
    /// An endpoint policy allows something.
    ///
    /// ## Why
    /// What no statement allows is denied. A policy without an Allow statement shuts the endpoint.
    ///
    /// ## Example
    /// A policy with a single Deny statement, meant as an exception to the default.
    ///
    /// ## Fix
    /// Add a statement with Effect Allow for what is to pass.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html>
    "W503", "policy-without-allow", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint) in design.endpoints.iter() {
        let Some(statements) = endpoint.policy.as_deref().and_then(policy::statements) else { continue };
        let allows =
            |statement: &serde_json::Value| statement.get("Effect").and_then(|e| e.as_str()) == Some("Allow");
        if !statements.iter().any(allows) {
            let message = format!(
                "The policy of endpoint {} has no Allow statement, so nothing passes. Add one for what is to pass.",
                endpoint.name
            );
            report.at(id, message).fix(Fix::choice(
                format!("Take the default policy for endpoint {}, full access", endpoint.name),
                [FixStep::SetPolicy { endpoint: id, policy: None }],
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn only_a_deny() {
        fails(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            gateway s3
            policy {"Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:DeleteObject", "Resource": "*"}}
            ^ The policy of endpoint s3 has no Allow statement, so nothing passes. Add one for what is to pass.
            ? Take the default policy for endpoint s3, full access
            "#,
        );
    }

    #[test]
    fn an_allow_among_others() {
        passes(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            gateway s3
            policy {"Statement": [{"Effect": "Deny"}, {"Effect": "Allow"}]}
            interface sqs
            "#,
        );
    }
}
