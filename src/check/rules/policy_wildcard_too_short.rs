//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    policy,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// A pattern in a condition has six fixed characters together.
    ///
    /// ## Why
    /// AWS takes wildcards in string conditions only beside at least six characters that are fixed; shorter patterns
    /// are refused or match more than is meant.
    ///
    /// ## Example
    /// aws:PrincipalArn like *app*.
    ///
    /// ## Fix
    /// Write more of the value.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html>
    "W511", "policy-wildcard-too-short", Warning
}

/// The fixed characters that a pattern needs.
const MIN_FIXED: usize = 6;

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (id, endpoint) in context.design.endpoints.iter() {
        let Some(statements) = endpoint.policy.as_deref().and_then(policy::statements) else { continue };
        let tests = statements.iter().flat_map(policy::tests);
        for test in tests {
            let short = |value: &&&str| {
                value.contains(['*', '?'])
                    && value.split(['*', '?']).map(str::len).max().unwrap_or(0) < MIN_FIXED
            };
            if let Some(value) = test.values.iter().find(short).filter(|_| test.takes_patterns()) {
                let message = format!(
                    "The policy of endpoint {} compares {} with {value}, which has fewer than {MIN_FIXED} fixed characters together. Write more of the value.",
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
    fn three() {
        fails(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            interface sqs dns
            policy {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"StringLike": {"aws:PrincipalTag/team": "*app*"}}}]}
            ^ The policy of endpoint sqs compares aws:PrincipalTag/team with *app*, which has fewer than 6 fixed characters together. Write more of the value.
            "#,
        );
    }

    #[test]
    fn more_or_no_pattern() {
        passes(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            interface sqs dns
            policy {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"StringLike": {"aws:PrincipalTag/team": ["payments-*", "ops"]}, "StringEquals": {"aws:PrincipalTag/x": "*"}}}]}
            "#,
        );
    }
}
