//! One design over two Regions.

use super::{Builder, Template};
use crate::{
    edit::EditError,
    model::{SubnetKind, WorkloadKind},
};

pub(super) const TEMPLATE: Template = Template {
    name: "two-vpcs-two-regions",
    title: "Two VPCs, two Regions",
    summary: "A primary and a standby VPC in two Regions with address ranges that do not overlap, each with its own \
              endpoints: endpoints serve their own Region.",
    build,
};

fn build(b: &mut Builder) -> Result<(), EditError> {
    let primary = b.region();
    let standby = standby_region(&primary);
    for (name, region) in [("primary", primary.as_str()), ("standby", standby)] {
        let (_, zones) = b.vpc(name, region, 2)?;
        let private = b.subnets(&zones, SubnetKind::Private)?;
        let app = b.workloads(&private, WorkloadKind::Generic, &format!("{name}-app"))?;
        b.connect(&app, region, &["s3", "sqs", "kms"])?;
    }
    Ok(())
}

/// A second Region of the same partition, far enough from the first for a standby.
fn standby_region(primary: &str) -> &'static str {
    match primary {
        "cn-north-1" => "cn-northwest-1",
        "cn-northwest-1" => "cn-north-1",
        "us-gov-west-1" => "us-gov-east-1",
        "us-gov-east-1" => "us-gov-west-1",
        "us-iso-east-1" => "us-iso-west-1",
        "us-iso-west-1" => "us-iso-east-1",
        "us-isob-east-1" => "us-isob-west-1",
        "us-isob-west-1" => "us-isob-east-1",
        "us-isof-east-1" => "us-isof-south-1",
        "us-isof-south-1" => "us-isof-east-1",
        // A partition of one Region: both VPCs are there.
        "eusc-de-east-1" => "eusc-de-east-1",
        "eu-isoe-west-1" => "eu-isoe-west-1",
        "eu-west-1" => "us-east-1",
        _ => "eu-west-1",
    }
}
