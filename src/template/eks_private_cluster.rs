//! An EKS cluster with private nodes only.

use super::{Builder, Template};
use crate::{
    edit::EditError,
    model::{SubnetKind, WorkloadKind},
};

pub(super) const TEMPLATE: Template = Template {
    name: "eks-private-cluster",
    title: "EKS private cluster",
    summary: "Nodes in isolated subnets of three Availability Zones, with the endpoints that a cluster without internet \
              access needs: EKS, EKS Auth, EC2, ECR, S3, STS, and those of the load balancer controller and the logs.",
    build,
};

/// Source of the set: <https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html>
fn build(b: &mut Builder) -> Result<(), EditError> {
    let region = b.region();
    let (_, zones) = b.vpc("eks", &region, 3)?;
    let isolated = b.subnets(&zones, SubnetKind::Isolated)?;
    let nodes = b.workloads(&isolated, WorkloadKind::EksNodes, "nodes")?;
    b.connect(&nodes, &region, &["eks", "eks-auth", "ec2", "ecr.dkr", "sts", "elasticloadbalancing", "logs"])
}
