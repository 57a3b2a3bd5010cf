//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// An endpoint policy is a JSON document.
    ///
    /// ## Why
    /// AWS refuses a policy that is not a JSON object, and the exports leave it out: the endpoint would have the
    /// default policy, full access.
    ///
    /// ## Example
    /// A policy with a comma after the last member.
    ///
    /// ## Fix
    /// Correct the JSON at the place the message names.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html>
    "E501", "policy-not-json", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint) in design.endpoints.iter() {
        let Some(text) = &endpoint.policy else { continue };
        match serde_json::from_str::<serde_json::Value>(text) {
            Ok(value) if value.is_object() => {}
            Ok(_) => {
                let name = &endpoint.name;
                report.at(
                    id,
                    format!(
                        "The policy of endpoint {name} is not a JSON object. Write {{\"Statement\": […]}}."
                    ),
                );
            }
            Err(error) => {
                report.at(
                    id,
                    format!("The policy of endpoint {} is not JSON: {error}. Correct it.", endpoint.name),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn broken_and_no_object() {
        fails(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            gateway s3
            policy {"Statement": [,]}
            ^ The policy of endpoint s3 is not JSON: expected value at line 1 column 16. Correct it.
            interface sqs
            policy []
            ^ The policy of endpoint sqs is not a JSON object. Write {"Statement": […]}.
            "#,
        );
    }

    #[test]
    fn a_document_or_none() {
        passes(&RULE, "vpc main 10.0.0.0/16\ninterface sqs\ninterface ssm\npolicy {\"Statement\": []}");
    }
}
