//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        endpoints, policy,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
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
            statement.get("Principal").is_some_and(|principal| !policy::is_everybody(principal))
        };
        if statements.iter().any(narrow) {
            let message = format!(
                "The policy of gateway endpoint {} has a statement whose Principal is not \"*\". Write \"*\" and narrow it with aws:PrincipalArn.",
                endpoint.name
            );
            let found = report.at(id, message);
            if let Some(policy) = endpoint.policy.as_deref().and_then(policy::open_principals) {
                found.fix(Fix::new(
                    format!("Narrow the policy of endpoint {} by conditions instead", endpoint.name),
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
    fn a_role() {
        fails(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            gateway s3
            policy {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:role/app"}}]}
            ^ The policy of gateway endpoint s3 has a statement whose Principal is not "*". Write "*" and narrow it with aws:PrincipalArn.
            > Narrow the policy of endpoint s3 by conditions instead
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

    #[test]
    fn accounts_and_what_cannot_be_said_by_a_condition() {
        fails(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            table t
            gateway s3 tables=t
            policy {"Statement": {"Effect": "Allow", "Principal": {"AWS": ["123456789012", "arn:aws:iam::210987654321:root"]}, "Action": "*", "Resource": "*"}}
            ^ The policy of gateway endpoint s3 has a statement whose Principal is not "*". Write "*" and narrow it with aws:PrincipalArn.
            > Narrow the policy of endpoint s3 by conditions instead
            gateway dynamodb tables=t
            policy {"Statement": {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "*", "Resource": "*"}}
            ^ The policy of gateway endpoint dynamodb has a statement whose Principal is not "*". Write "*" and narrow it with aws:PrincipalArn.
            "#,
        );
        let policy = r#"{"Statement": {"Effect": "Allow", "Principal": {"AWS": ["123456789012", "arn:aws:iam::210987654321:root"]}}}"#;
        let opened: serde_json::Value =
            serde_json::from_str(&crate::check::policy::open_principals(policy).unwrap()).unwrap();
        assert_eq!(opened["Statement"]["Principal"], "*");
        let accounts = serde_json::json!({ "aws:PrincipalAccount": ["123456789012", "210987654321"] });
        assert_eq!(opened["Statement"]["Condition"]["StringEquals"], accounts);
    }
}
