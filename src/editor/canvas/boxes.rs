//! The frame of an entity within its container, whatever kind it is: containers have one, nodes have a place and a
//! size of their kind.

use super::geometry::frame_at;
use super::metrics::node_size;
use crate::model::{Design, EntityRef, Frame, Point};

/// The frame relative to the container; none for what has no box.
pub(in crate::editor) fn relative(design: &Design, entity: EntityRef) -> Option<Frame> {
    let node = |at: Point| node_size(entity).map(|size| frame_at(at, size));
    match entity {
        EntityRef::Vpc(id) => design.vpcs.get(id).map(|e| e.frame),
        EntityRef::Zone(id) => design.zones.get(id).map(|e| e.frame),
        EntityRef::Subnet(id) => design.subnets.get(id).map(|e| e.frame),
        EntityRef::InternetGateway(id) => node(design.internet_gateways.get(id)?.at),
        EntityRef::NatGateway(id) => node(design.nat_gateways.get(id)?.at),
        EntityRef::Workload(id) => node(design.workloads.get(id)?.at),
        EntityRef::Service(id) => node(design.services.get(id)?.at),
        EntityRef::Endpoint(id) => node(design.endpoints.get(id)?.at),
        EntityRef::TransitGateway(id) => node(design.transit_gateways.get(id)?.at),
        EntityRef::OnPremisesNetwork(id) => node(design.on_premises_networks.get(id)?.at),
        EntityRef::RouteTable(_)
        | EntityRef::SecurityGroup(_)
        | EntityRef::Connection(_)
        | EntityRef::NetworkAcl(_)
        | EntityRef::PeeringConnection(_)
        | EntityRef::TransitGatewayAttachment(_)
        | EntityRef::VpnGateway(_)
        | EntityRef::HostedZone(_)
        | EntityRef::Profile(_)
        | EntityRef::ResolverEndpoint(_)
        | EntityRef::EndpointService(_) => None,
    }
}

/// Puts an entity to a frame relative to its container; of a node only the place counts. An entity that is there
/// already stays shared with other versions of the design.
pub(in crate::editor) fn set_relative(design: &mut Design, entity: EntityRef, frame: Frame) {
    if relative(design, entity).is_none_or(|present| present == frame) {
        return;
    }
    let at = frame.origin();
    macro_rules! set {
        ($table:ident, $id:ident, $field:ident, $value:expr) => {
            if let Some(entity) = design.$table.get_mut($id) {
                entity.$field = $value;
            }
        };
    }
    match entity {
        EntityRef::Vpc(id) => set!(vpcs, id, frame, frame),
        EntityRef::Zone(id) => set!(zones, id, frame, frame),
        EntityRef::Subnet(id) => set!(subnets, id, frame, frame),
        EntityRef::InternetGateway(id) => set!(internet_gateways, id, at, at),
        EntityRef::NatGateway(id) => set!(nat_gateways, id, at, at),
        EntityRef::Workload(id) => set!(workloads, id, at, at),
        EntityRef::Service(id) => set!(services, id, at, at),
        EntityRef::Endpoint(id) => set!(endpoints, id, at, at),
        EntityRef::TransitGateway(id) => set!(transit_gateways, id, at, at),
        EntityRef::OnPremisesNetwork(id) => set!(on_premises_networks, id, at, at),
        EntityRef::RouteTable(_)
        | EntityRef::SecurityGroup(_)
        | EntityRef::Connection(_)
        | EntityRef::NetworkAcl(_)
        | EntityRef::PeeringConnection(_)
        | EntityRef::TransitGatewayAttachment(_)
        | EntityRef::VpnGateway(_)
        | EntityRef::HostedZone(_)
        | EntityRef::Profile(_)
        | EntityRef::ResolverEndpoint(_)
        | EntityRef::EndpointService(_) => {}
    }
}

/// The origin of the container on the canvas; the canvas's own where there is none.
pub(in crate::editor) fn container_origin(design: &Design, entity: EntityRef) -> Point {
    let mut origin = Point::default();
    let mut next = design.parent_of(entity);
    while let Some(parent) = next {
        if let Some(frame) = relative(design, parent) {
            origin = super::geometry::add(origin, frame.origin());
        }
        next = design.parent_of(parent);
    }
    origin
}

/// The frame on the canvas.
pub(in crate::editor) fn absolute(design: &Design, entity: EntityRef) -> Option<Frame> {
    Some(super::geometry::shifted(relative(design, entity)?, container_origin(design, entity)))
}

/// Puts an entity with its top left corner to a place on the canvas.
pub(in crate::editor) fn set_absolute(design: &mut Design, entity: EntityRef, at: Point) {
    if let Some(frame) = relative(design, entity) {
        let origin = container_origin(design, entity);
        set_relative(design, entity, frame_at(super::geometry::sub(at, origin), frame.size()));
    }
}
