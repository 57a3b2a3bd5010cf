//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    policy,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// Every statement of an endpoint policy says what, whereupon and whether.
    ///
    /// ## Why
    /// A statement needs an Effect of Allow or Deny, an Action and a Resource. AWS refuses a policy without.
    ///
    /// ## Example
    /// {"Effect": "Allow", "Principal": "*", "Action": "sqs:*"}.
    ///
    /// ## Fix
    /// Add what is missing; "Resource": "*" is about every resource.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html>
    "E513", "policy-statement-incomplete", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (id, endpoint) in context.design.endpoints.iter() {
        let Some(statements) = endpoint.policy.as_deref().and_then(policy::statements) else { continue };
        for (index, statement) in statements.iter().enumerate() {
            let has = |name: &str| statement.get(name).is_some_and(|value| !value.is_null());
            let effect = statement.get("Effect").and_then(|effect| effect.as_str());
            let missing = if !matches!(effect, Some("Allow" | "Deny")) {
                "an Effect of Allow or Deny"
            } else if !has("Action") && !has("NotAction") {
                "an Action"
            } else if !has("Resource") && !has("NotResource") {
                "a Resource"
            } else {
                continue;
            };
            let message = format!(
                "The policy of endpoint {}: statement {} lacks {missing}. Add it.",
                endpoint.name,
                index + 1
            );
            report.at(id, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn each_part() {
        fails(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            interface sqs dns
            policy {"Statement": [{"Effect": "allow", "Principal": "*", "Action": "*", "Resource": "*"}, {"Effect": "Allow", "Principal": "*", "Resource": "*"}, {"Effect": "Deny", "Principal": "*", "Action": "sqs:*"}]}
            ^ The policy of endpoint sqs: statement 1 lacks an Effect of Allow or Deny. Add it.
            ^ The policy of endpoint sqs: statement 2 lacks an Action. Add it.
            ^ The policy of endpoint sqs: statement 3 lacks a Resource. Add it.
            "#,
        );
    }

    #[test]
    fn complete() {
        passes(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            interface sqs dns
            policy {"Statement": {"Effect": "Allow", "Principal": "*", "NotAction": "sqs:DeleteQueue", "Resource": "*"}}
            "#,
        );
    }
}
