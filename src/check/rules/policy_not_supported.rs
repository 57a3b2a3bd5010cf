//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
};

declare_rule! {
    /// An endpoint has a policy only where the service takes one.
    ///
    /// ## Why
    /// AWS refuses an endpoint policy for services that do not support it; access is then controlled by identity and
    /// resource policies alone.
    ///
    /// ## Example
    /// An endpoint policy for a service on AWS's list without policy support.
    ///
    /// ## Fix
    /// Remove the policy.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html>
    "E504", "policy-not-supported", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint) in design.endpoints.iter() {
        let Some(key) = endpoint.service.aws_key() else { continue };
        let Some(vpc) = design.vpcs.get(endpoint.vpc) else { continue };
        let support = context.catalog.policy_support(key, &vpc.region, endpoint.kind.endpoint_type());
        if endpoint.policy.is_some() && support == Some(false) {
            let message = format!(
                "Endpoint {} has a policy, which {} does not support. Remove it.",
                endpoint.name,
                context.catalog.title(key)
            );
            report.at(id, message).fix(Fix::choice(
                format!("Remove the policy of endpoint {}", endpoint.name),
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
    fn no_support() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            interface appstream.api
            policy {}
            ^ Endpoint appstream.api has a policy, which Amazon WorkSpaces Applications - API does not support. Remove it.
            ? Remove the policy of endpoint appstream.api
            ",
        );
    }

    #[test]
    fn support() {
        passes(&RULE, "vpc main 10.0.0.0/16\ninterface sqs\npolicy {}");
    }
}
