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
    /// An endpoint policy has at most 20,480 characters.
    ///
    /// ## Why
    /// AWS refuses a longer one; white space counts, and the limit cannot be raised.
    ///
    /// ## Example
    /// A policy that lists hundreds of buckets.
    ///
    /// ## Fix
    /// Shorten it: use wildcards or condition keys such as aws:ResourceOrgID instead of lists, and remove white space.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html>
    "E502", "policy-too-long", Error
}

const LIMIT: usize = 20_480;

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint) in design.endpoints.iter() {
        let length = endpoint.policy.as_ref().map_or(0, |policy| policy.chars().count());
        if length > LIMIT {
            let message = format!(
                "The policy of endpoint {} has {length} characters; AWS takes {LIMIT}. Shorten it.",
                endpoint.name
            );
            let found = report.at(id, message);
            let short = endpoint.policy.as_deref().and_then(policy::compact);
            if let Some(short) = short.filter(|short| short.chars().count() <= LIMIT) {
                found.fix(Fix::new(
                    format!("Remove the white space from the policy of endpoint {}", endpoint.name),
                    [FixStep::SetPolicy { endpoint: id, policy: Some(short) }],
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    fn with_policy_of(length: usize) -> String {
        format!("vpc main 10.0.0.0/16\ninterface sqs\npolicy {}", "x".repeat(length))
    }

    #[test]
    fn one_too_many() {
        let expected = "\n^ The policy of endpoint sqs has 20481 characters; AWS takes 20480. Shorten it.";
        fails(&RULE, &(with_policy_of(20_481) + expected));
    }

    #[test]
    fn the_limit() {
        passes(&RULE, &with_policy_of(20_480));
    }

    #[test]
    fn mostly_white_space() {
        let spaces = " ".repeat(20_500);
        let policy = format!(
            r#"{{"Statement":{spaces}[{{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}]}}"#
        );
        let expected = format!(
            "^ The policy of endpoint sqs has {} characters; AWS takes 20480. Shorten it.",
            policy.len()
        );
        let fix = "> Remove the white space from the policy of endpoint sqs";
        fails(
            &RULE,
            &format!(
                "vpc main 10.0.0.0/16\nsg endpoints\ninterface sqs sgs=endpoints\npolicy {policy}\n{expected}\n{fix}"
            ),
        );
    }
}
