//! See [`RULE`].

use crate::{
    check::{diagnostic::Report, rule::{Context, declare_rule}},
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
            let message =
                format!("The policy of endpoint {} has {length} characters; AWS takes {LIMIT}. Shorten it.", endpoint.name);
            report.at(id, message);
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
}
