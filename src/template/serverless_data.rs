//! Lambda functions and data services.

use super::{Builder, Template};
use crate::{
    edit::EditError,
    model::{SubnetKind, WorkloadKind},
};

pub(super) const TEMPLATE: Template = Template {
    name: "serverless-data",
    title: "Serverless data",
    summary: "A Lambda function attached to two isolated subnets reads S3 and DynamoDB through gateway endpoints, which \
              cost nothing, and sends to SQS through an interface endpoint.",
    build,
};

/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html>
fn build(b: &mut Builder) -> Result<(), EditError> {
    let region = b.region();
    let (_, zones) = b.vpc("data", &region, 2)?;
    let isolated = b.subnets(&zones, SubnetKind::Isolated)?;
    let functions = b.workloads(&isolated, WorkloadKind::Lambda, "ingest")?;
    b.connect(&functions, &region, &["s3", "dynamodb", "sqs"])
}
