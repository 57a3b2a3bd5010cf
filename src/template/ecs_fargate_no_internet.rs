//! ECS tasks on Fargate in subnets without a way out.

use super::{Builder, Template};
use crate::{
    edit::EditError,
    model::{SubnetKind, WorkloadKind},
};

pub(super) const TEMPLATE: Template = Template {
    name: "ecs-fargate-no-internet",
    title: "ECS on Fargate, no internet",
    summary: "Tasks in isolated subnets of two Availability Zones pull their image from ECR, write logs and read secrets \
              without any route to the internet. ECR image layers come from S3 through a gateway endpoint.",
    build,
};

/// Source of the set: <https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html>
fn build(b: &mut Builder) -> Result<(), EditError> {
    let region = b.region();
    let (_, zones) = b.vpc("fargate", &region, 2)?;
    let isolated = b.subnets(&zones, SubnetKind::Isolated)?;
    let tasks = b.workloads(&isolated, WorkloadKind::EcsFargate, "task")?;
    b.connect(&tasks, &region, &["ecr.dkr", "logs", "secretsmanager"])
}
