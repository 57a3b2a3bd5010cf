//! A web application behind a load balancer.

use super::{Builder, Template};
use crate::{
    edit::{self, EditError},
    model::{SubnetKind, WorkloadKind},
};

pub(super) const TEMPLATE: Template = Template {
    name: "private-web-app",
    title: "Private web app",
    summary: "Three Availability Zones with public subnets for a load balancer and NAT, private subnets for EC2 instances, \
              isolated subnets for a database. S3 by gateway endpoint; Secrets Manager and CloudWatch Logs by interface \
              endpoints.",
    build,
};

fn build(b: &mut Builder) -> Result<(), EditError> {
    let region = b.region();
    let (vpc, zones) = b.vpc("web-app", &region, 3)?;
    let public = b.subnets(&zones, SubnetKind::Public)?;
    let private = b.subnets(&zones, SubnetKind::Private)?;
    let isolated = b.subnets(&zones, SubnetKind::Isolated)?;
    edit::add_internet_gateway(&mut b.design, vpc)?;
    for subnet in &public {
        edit::add_nat_gateway(&mut b.design, *subnet)?;
    }
    let web = b.workloads(&private, WorkloadKind::Ec2, "web")?;
    let database = b.workloads(&isolated, WorkloadKind::Generic, "database")?;
    b.allow_tcp(&web, &database, 5432, "PostgreSQL");
    // What the NAT gateways are for.
    b.allow_https_out(&web);
    b.connect(&web, &region, &["s3", "secretsmanager", "logs"])
}
