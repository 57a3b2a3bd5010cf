//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    policy,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// Ids that AWS makes are compared whole.
    ///
    /// ## Why
    /// Wildcards and numbers do not work with keys whose values the system makes, such as the ids of endpoints and
    /// VPCs.
    ///
    /// ## Example
    /// aws:SourceVpce like vpce-*.
    ///
    /// ## Fix
    /// Write the whole id with StringEquals, or take another key.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html>
    "E512", "policy-condition-on-id", Error
}

/// Keys whose values AWS makes.
const MADE: [&str; 3] = ["aws:SourceVpce", "aws:SourceVpc", "aws:userid"];

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (id, endpoint) in context.design.endpoints.iter() {
        let Some(statements) = endpoint.policy.as_deref().and_then(policy::statements) else { continue };
        let tests = statements.iter().flat_map(policy::tests);
        for test in tests {
            let made = MADE.iter().any(|key| test.key.eq_ignore_ascii_case(key));
            let pattern = test.values.iter().any(|value| value.contains(['*', '?'])) && test.takes_patterns();
            if made && (pattern || test.operator.starts_with("Numeric")) {
                let message = format!(
                    "The policy of endpoint {} compares {} by {}; ids that AWS makes are compared whole. Use StringEquals with the id.",
                    endpoint.name, test.key, test.operator
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
    fn a_pattern() {
        fails(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            interface sqs dns
            policy {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"StringLike": {"aws:SourceVpce": "vpce-0123*"}}}]}
            ^ The policy of endpoint sqs compares aws:SourceVpce by StringLike; ids that AWS makes are compared whole. Use StringEquals with the id.
            "#,
        );
    }

    #[test]
    fn the_id() {
        passes(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            interface sqs dns
            policy {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-0123456789abcdef0"}}}]}
            "#,
        );
    }
}
