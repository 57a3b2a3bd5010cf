//! Where a subnet's default route leads.

use crate::model::{Design, Route, RouteTarget, Subnet};

/// The subnet is public: its default route is an internet gateway.
pub(super) fn leads_to_internet(design: &Design, subnet: &Subnet) -> bool {
    default_routes(design, subnet).any(|route| matches!(route.target, RouteTarget::InternetGateway(_)))
}

/// The subnet has a default route out of the VPC.
pub(super) fn leads_out(design: &Design, subnet: &Subnet) -> bool {
    default_routes(design, subnet).next().is_some()
}

fn default_routes<'a>(design: &'a Design, subnet: &Subnet) -> impl Iterator<Item = &'a Route> {
    let table = design.route_tables.get(subnet.route_table);
    table.into_iter().flat_map(|table| &table.routes).filter(|route| route.is_default())
}
