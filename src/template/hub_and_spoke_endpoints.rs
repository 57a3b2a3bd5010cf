//! Central interface endpoints in a hub VPC, used by spokes over a Transit Gateway.

use super::{Builder, Template};
use crate::{
    edit::{self, EditError},
    model::{ServiceRef, SubnetKind, WorkloadKind},
};

pub(super) const TEMPLATE: Template = Template {
    name: "hub-and-spoke-endpoints",
    title: "Hub and spoke endpoints",
    summary: "Two VPCs without endpoints of their own use the interface endpoints of a hub: a Transit Gateway leads \
              there, private hosted zones give the answers. Gateway endpoints stay local, since they serve their own \
              VPC only.",
    build,
};

/// The services whose interface endpoints the hub holds.
const SHARED: [&str; 3] = ["sqs", "kms", "logs"];

fn build(b: &mut Builder) -> Result<(), EditError> {
    let region = b.region();
    let (hub, zones) = b.vpc("hub", &region, 2)?;
    b.subnets(&zones, SubnetKind::Isolated)?;
    let transit = edit::add_transit_gateway(&mut b.design, &region);
    edit::attach_vpc(&mut b.design, transit, hub)?;

    let mut spokes = Vec::new();
    for name in ["orders", "billing"] {
        let (vpc, zones) = b.vpc(name, &region, 2)?;
        let subnets = b.subnets(&zones, SubnetKind::Isolated)?;
        edit::attach_vpc(&mut b.design, transit, vpc)?;
        spokes.push((vpc, name, subnets));
    }
    let vpcs: Vec<_> = spokes.iter().map(|(vpc, ..)| *vpc).collect();
    for key in SHARED {
        let target = ServiceRef::Aws(key.to_owned());
        let endpoint = edit::add_endpoint(&mut b.design, &b.catalog, hub, target)?;
        edit::share_endpoint(&mut b.design, &b.catalog, endpoint, &vpcs)?;
    }
    for (_, name, subnets) in &spokes {
        let app = b.workloads(subnets, WorkloadKind::Generic, name)?;
        b.connect(&app, &region, &SHARED)?;
        b.connect(&app, &region, &["s3"])?;
    }
    Ok(())
}
