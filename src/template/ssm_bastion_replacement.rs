//! Session Manager instead of a bastion host.

use super::{Builder, Template};
use crate::{
    edit::EditError,
    model::{SubnetKind, WorkloadKind},
};

pub(super) const TEMPLATE: Template = Template {
    name: "ssm-bastion-replacement",
    title: "SSM-only bastion replacement",
    summary: "EC2 instances without a public address and without an SSH port, reached by Session Manager alone: the ssm, \
              ssmmessages and ec2messages endpoints, with S3 for the agent's updates and patches.",
    build,
};

/// Source of the set: <https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html>
fn build(b: &mut Builder) -> Result<(), EditError> {
    let region = b.region();
    let (_, zones) = b.vpc("managed", &region, 2)?;
    let isolated = b.subnets(&zones, SubnetKind::Isolated)?;
    let instances = b.workloads(&isolated, WorkloadKind::Ec2, "instance")?;
    b.connect(&instances, &region, &["ssm", "s3"])
}
