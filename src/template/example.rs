//! The smallest design with an endpoint for a service: what the catalogue shows as example code.

use super::builder::Builder;
use crate::{
    catalog::{Catalog, EndpointType},
    edit::{self, EditError},
    model::{Design, Endpoint, Id, ServiceRef, SubnetKind},
};

/// A VPC with private subnets in two zones of a Region and one endpoint in it, of a type.
///
/// # Errors
/// The service has no endpoint of that type in the Region; the message says how that is known.
pub fn example(
    catalog: &Catalog,
    key: &str,
    region: &str,
    kind: EndpointType,
) -> Result<(Design, Id<Endpoint>), EditError> {
    let mut builder = Builder::new("Example", "", region, catalog.clone());
    let (vpc, zones) = builder.vpc("main", region, 2)?;
    builder.subnets(&zones, SubnetKind::Private)?;
    let mut design = builder.finish();
    let id = edit::add_endpoint(&mut design, catalog, vpc, ServiceRef::Aws(key.to_owned()))?;
    edit::set_endpoint_type(&mut design, catalog, id, kind)?;
    Ok((design, id))
}
