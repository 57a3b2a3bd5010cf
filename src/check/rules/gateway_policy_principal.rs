//! See [`RULE`].

use crate::{
    check::{diagnostic::Report, endpoints, policy, rule::{Context, declare_rule}},
};

declare_rule! {
    /// The principal in a gateway endpoint's policy is *.
    ///
    /// ## Why
    /// Policies of gateway endpoints take no other principal. Statements with one do not work as they look.
    ///
    /// ## Example
    /// A policy of the s3 gateway endpoint whose principal is a role.
    ///
    /// ## Fix
    /// Write "Principal": "*" and narrow it with the condition key aws:PrincipalArn.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html>
    "E505", "gateway-policy-principal", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint, _) in endpoints::gateways(design) {
        let Some(statements) = endpoint.policy.as_deref().and_then(policy::statements) else { continue };
        let narrow = |statement: &serde_json::Value| {
            let principal = statement.get("Principal");
            let all = |value: &serde_json::Value| value.as_str() == Some("*");
            !principal.is_some_and(|p| all(p) || p.get("AWS").is_some_and(all))
        };
        if statements.iter().any(narrow) {
            let message = format!(
                "The policy of gateway endpoint {} has a statement whose Principal is not \"*\". Write \"*\" and narrow it with aws:PrincipalArn.",
                endpoint.name
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
    fn a_role() {
        fails(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            gateway s3
            policy {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:role/app"}}]}
            ^ The policy of gateway endpoint s3 has a statement whose Principal is not "*". Write "*" and narrow it with aws:PrincipalArn.
            "#,
        );
    }

    #[test]
    fn everybody_and_interfaces() {
        passes(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            gateway s3
            policy {"Statement": [{"Effect": "Allow", "Principal": "*"}, {"Effect": "Deny", "Principal": {"AWS": "*"}}]}
            interface sqs
            policy {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:role/app"}}]}
            "#,
        );
    }
}
