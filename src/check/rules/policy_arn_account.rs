//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    policy,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// The account of an ARN in a condition is an id or *.
    ///
    /// ## Why
    /// AWS refuses a condition with an ARN whose account part is a pattern, such as 1234*.
    ///
    /// ## Example
    /// aws:PrincipalArn like arn:aws:iam::1234*:role/app.
    ///
    /// ## Fix
    /// Write the whole account id, or * alone.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html>
    "E510", "policy-arn-account", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (id, endpoint) in context.design.endpoints.iter() {
        let Some(statements) = endpoint.policy.as_deref().and_then(policy::statements) else { continue };
        let tests = statements.iter().flat_map(policy::tests);
        for test in tests {
            let mixed = |value: &&&str| {
                let account = value.strip_prefix("arn:").and_then(|rest| rest.split(':').nth(3));
                account.is_some_and(|account| account != "*" && account.contains(['*', '?']))
            };
            if let Some(value) = test.values.iter().find(mixed) {
                let message = format!(
                    "The policy of endpoint {} has {value} in a condition on {}; the account is an id or * alone. Write one of the two.",
                    endpoint.name, test.key
                );
                report.at(id, message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn half_an_account() {
        fails(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            interface sqs dns
            policy {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::1234*:role/application"}}}]}
            ^ The policy of endpoint sqs has arn:aws:iam::1234*:role/application in a condition on aws:PrincipalArn; the account is an id or * alone. Write one of the two.
            "#,
        );
    }

    #[test]
    fn a_whole_one() {
        passes(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            interface sqs dns
            policy {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"ArnLike": {"aws:PrincipalArn": ["arn:aws:iam::123456789012:role/app*", "arn:aws:iam::*:role/application*"]}}}]}
            "#,
        );
    }
}
