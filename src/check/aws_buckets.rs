//! Buckets of AWS's own that endpoints of other services need, and S3 endpoint policies that block them.

use serde_json::Value;

use super::{diagnostic::Report, policy, rule::Context};
use crate::{
    catalog,
    edit::{Fix, FixStep},
    model::{Design, Endpoint, ServiceRef},
};

/// A set of buckets that comes with a service.
pub(super) struct Buckets {
    /// Endpoints beside which the buckets are needed.
    with: &'static [&'static str],
    /// Who does not get through: the middle of the message.
    who: &'static str,
    action: &'static str,
    /// The id of the statement that allows them: the catalogue's [`catalog::owned_resources`] know their names by it.
    sid: &'static str,
}

/// Source: <https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html>
pub(super) static ECR_LAYERS: Buckets = Buckets {
    with: &["ecr.dkr", "ecr.api", "ecr-fips.dkr", "ecr-fips.api"],
    who: "image layers through, which ECR keeps in",
    action: "s3:GetObject",
    sid: "EcrLayers",
};

/// Source: <https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-minimum-s3-permissions.html>
pub(super) static SYSTEMS_MANAGER: Buckets = Buckets {
    with: &["ssm"],
    who: "the SSM Agent through, which fetches from",
    action: "s3:GetObject",
    sid: "SystemsManagerAgent",
};

/// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/vpc-interface-endpoints.html>
pub(super) static CLOUDFORMATION: Buckets = Buckets {
    with: &["cloudformation"],
    who: "answers to CloudFormation through, which go to",
    action: "s3:PutObject",
    sid: "CloudFormationAnswers",
};

/// Reports the S3 endpoints of VPCs with such a service whose policy does not let the buckets through.
pub(super) fn blocked(context: &Context<'_>, sets: &[&Buckets], report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint) in design.endpoints.iter() {
        let Some(text) = endpoint.policy.as_deref().filter(|_| endpoint.service.aws_key() == Some("s3"))
        else {
            continue;
        };
        let Some(statements) = policy::statements(text) else { continue };
        for set in sets.iter().filter(|set| is_needed(design, endpoint, set)) {
            let region = design.region_of(id.into()).unwrap_or_default();
            let known = catalog::owned_resources("s3").find(|owned| owned.sid == set.sid);
            let mut resources = known.and_then(|owned| owned.resources(region)).unwrap_or_default();
            let passes = |statements: &[Value], arn: &String| {
                policy::allows_of_aws(statements, set.action, &arn.replace("/*", "/key"))
            };
            resources.retain(|arn| !passes(&statements, arn));
            let missing: Vec<String> = resources.iter().map(|arn| name(arn).to_owned()).collect();
            let Some((last, others)) = missing.split_last() else { continue };
            let list =
                if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) };
            let message = format!(
                "The policy of endpoint {} does not let {} {list}. Allow {} there.",
                endpoint.name, set.who, set.action
            );
            let found = report.at(id, message);
            let statement = serde_json::json!({
                "Sid": set.sid, "Effect": "Allow", "Principal": "*", "Action": set.action, "Resource": resources,
            });
            // Where a statement denies, one that allows more does not help.
            let opened = policy::with_statement(text, statement).filter(|policy| {
                policy::statements(policy)
                    .is_some_and(|statements| resources.iter().all(|arn| passes(&statements, arn)))
            });
            if let Some(policy) = opened {
                found.fix(Fix::new(
                    format!("Allow these buckets in the policy of endpoint {}", endpoint.name),
                    [FixStep::SetPolicy { endpoint: id, policy: Some(policy) }],
                ));
            }
        }
    }
}

fn is_needed(design: &Design, endpoint: &Endpoint, set: &Buckets) -> bool {
    set.with
        .iter()
        .any(|key| design.endpoints_for(endpoint.vpc, &ServiceRef::Aws((*key).to_owned())).next().is_some())
}

/// The bucket of the ARN of its objects.
fn name(arn: &str) -> &str {
    arn.rsplit(':').next().unwrap_or(arn).trim_end_matches("/*")
}
