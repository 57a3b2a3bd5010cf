//! Where something new goes when nobody said where: beside its like, in line with it.

use super::boxes::{absolute, container_origin, relative, set_relative};
use super::geometry::{frame_at, sub};
use super::metrics::{
    ENDPOINT, ENDPOINT_GAP, INTERNET_GATEWAY, LANE_GAP, MIN_SUBNET, MIN_ZONE, NEW_VPC, NODE, NODE_GAP,
    SERVICE, SERVICE_GAP, SUBNET_GAP, SUBNET_HEADER, SUBNET_PAD, VPC_GAP, VPC_HEADER, VPC_PAD, ZONE_GAP,
    ZONE_HEADER, ZONE_PAD,
};
use super::room::{Room, nearest_free};
use crate::model::{Design, Endpoint, EntityRef, Frame, Id, Point, Service, Subnet, Vpc, Zone};

/// Gives a new entity a frame of its own choice. Its container has one already.
pub(in crate::editor) fn arrive(design: &mut Design, entity: EntityRef) {
    let frame = match entity {
        EntityRef::Vpc(id) => Some(new_vpc(design, id)),
        EntityRef::Zone(id) => new_zone(design, id),
        EntityRef::Subnet(id) => new_subnet(design, id),
        EntityRef::NatGateway(id) => {
            design.nat_gateways.get(id).and_then(|nat| in_subnet(design, entity, nat.subnet))
        }
        EntityRef::Workload(id) => design.workloads.get(id).and_then(|w| in_subnet(design, entity, w.subnet)),
        EntityRef::Endpoint(id) => design.endpoints.get(id).map(|e| in_lane(design, entity, e.vpc)),
        EntityRef::InternetGateway(id) => design
            .internet_gateways
            .get(id)
            .and_then(|gateway| design.vpcs.get(gateway.vpc))
            .map(|vpc| frame_at(Point::new((vpc.frame.w - INTERNET_GATEWAY.w) / 2, 0), INTERNET_GATEWAY)),
        EntityRef::Service(id) => Some(new_service(design, id)),
        EntityRef::TransitGateway(_) | EntityRef::OnPremisesNetwork(_) => Some(left_of_vpcs(design, entity)),
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
    };
    if let Some(frame) = frame {
        set_relative(design, entity, frame);
    }
}

/// Below the other VPCs, flush with them.
fn new_vpc(design: &Design, id: Id<Vpc>) -> Frame {
    let others = || design.vpcs.iter().filter(|(other, _)| *other != id).map(|(_, vpc)| vpc.frame);
    let x = others().map(|frame| frame.x).min().unwrap_or(0);
    let y = others().map(|frame| frame.bottom().saturating_add(VPC_GAP)).max().unwrap_or(0);
    frame_at(Point::new(x, y), NEW_VPC)
}

/// A column to the right of the others, as wide and high as its neighbour.
fn new_zone(design: &Design, id: Id<Zone>) -> Option<Frame> {
    let vpc = design.zones.get(id)?.vpc;
    let last = design
        .zones_of(vpc)
        .filter(|(other, _)| *other != id)
        .map(|(_, zone)| zone.frame)
        .max_by_key(|frame| frame.right());
    Some(match last {
        Some(last) => Frame { x: last.right().saturating_add(ZONE_GAP), ..last },
        None => {
            let frame = design.vpcs.get(vpc)?.frame;
            let h = frame.h.saturating_sub(VPC_HEADER + VPC_PAD).max(MIN_ZONE.h);
            Frame::new(VPC_PAD, VPC_HEADER, MIN_ZONE.w, h)
        }
    })
}

/// As wide as the zone; in the row where the other zones have subnets of this kind, else below the last one.
fn new_subnet(design: &Design, id: Id<Subnet>) -> Option<Frame> {
    let subnet = design.subnets.get(id)?;
    let zone = design.zones.get(subnet.zone)?;
    let w = zone.frame.w.saturating_sub(2 * ZONE_PAD).max(MIN_SUBNET.w);
    let here: Vec<Frame> = design
        .subnets_of_zone(subnet.zone)
        .filter(|(other, _)| *other != id)
        .map(|(_, other)| other.frame)
        .collect();
    let free = |row: Frame| {
        let frame = Frame { x: ZONE_PAD, w, ..row };
        (!here.iter().any(|other| super::geometry::overlaps(frame, *other))).then_some(frame)
    };
    let in_row = design
        .subnets_of(zone.vpc)
        .filter(|(other, sibling)| *other != id && sibling.zone != subnet.zone && sibling.kind == subnet.kind)
        .filter_map(|(_, sibling)| free(sibling.frame))
        .min_by_key(|frame| frame.y);
    Some(in_row.unwrap_or_else(|| {
        let y =
            here.iter().map(|frame| frame.bottom().saturating_add(SUBNET_GAP)).max().unwrap_or(ZONE_HEADER);
        Frame::new(ZONE_PAD, y, w, MIN_SUBNET.h)
    }))
}

/// The first free place of the subnet's grid.
fn in_subnet(design: &Design, entity: EntityRef, subnet: Id<Subnet>) -> Option<Frame> {
    let width = design.subnets.get(subnet)?.frame.w.max(MIN_SUBNET.w);
    let workloads = design.workloads_in(subnet).map(|(id, _)| EntityRef::from(id));
    let nats = design.nat_gateways_in(subnet).map(|(id, _)| EntityRef::from(id));
    let others: Vec<Frame> = workloads
        .chain(nats)
        .filter(|other| *other != entity)
        .filter_map(|other| relative(design, other))
        .collect();
    let room = Room { left: SUBNET_PAD, top: SUBNET_HEADER, right: Some(width - SUBNET_PAD) };
    Some(nearest_free(frame_at(Point::new(SUBNET_PAD, SUBNET_HEADER), NODE), &others, NODE_GAP, room))
}

/// Below the last endpoint of the lane; the lane begins right of the zones.
fn in_lane(design: &Design, entity: EntityRef, vpc: Id<Vpc>) -> Frame {
    let lane: Vec<Frame> = design
        .endpoints_of(vpc)
        .filter(|(id, _)| EntityRef::from(*id) != entity)
        // One that has no place yet is at the origin, where the title is.
        .filter(|(_, endpoint)| endpoint.at != Point::default())
        .map(|(_, endpoint)| frame_at(endpoint.at, ENDPOINT))
        .collect();
    let zones: Vec<Frame> = design.zones_of(vpc).map(|(_, zone)| zone.frame).collect();
    let end = zones.iter().map(|zone| zone.right()).max().unwrap_or(VPC_PAD);
    let top = zones.iter().map(|zone| zone.y).min().unwrap_or(VPC_HEADER);
    let wanted = match lane.iter().max_by_key(|frame| (frame.bottom(), frame.x)) {
        Some(last) => Point::new(last.x, last.bottom().saturating_add(ENDPOINT_GAP)),
        None => Point::new(end.saturating_add(LANE_GAP), top.saturating_add(ZONE_HEADER)),
    };
    let obstacles: Vec<Frame> = lane.into_iter().chain(zones).collect();
    let room = Room { left: VPC_PAD, top: VPC_HEADER, right: None };
    nearest_free(frame_at(wanted, ENDPOINT), &obstacles, ENDPOINT_GAP, room)
}

/// In the column of the other services; level with the endpoint that leads there, if there is one.
fn new_service(design: &Design, id: Id<Service>) -> Frame {
    let others: Vec<Frame> = design
        .services
        .iter()
        .filter(|(other, service)| *other != id && service.at != Point::default())
        .map(|(_, service)| frame_at(service.at, SERVICE))
        .collect();
    // A VPC will hold its endpoints, also those that came with the service and stick out so far.
    let vpcs: Vec<Frame> = design.vpcs.ids().map(|vpc| grown(design, vpc)).collect();
    let x = others
        .iter()
        .map(|frame| frame.x)
        .max()
        .or_else(|| Some(vpcs.iter().map(|frame| frame.right()).max()?.saturating_add(SERVICE_GAP)))
        .unwrap_or(0);
    let endpoint = design.services.get(id).and_then(|service| {
        let of_service = |e: &Endpoint| {
            e.service == service.target && design.vpcs.get(e.vpc).is_some_and(|v| v.region == service.region)
        };
        let (endpoint, _) =
            design.endpoints.iter().find(|(_, e)| of_service(e) && e.at != Point::default())?;
        absolute(design, endpoint.into())
    });
    let y = endpoint.map(|frame| frame.y).or_else(|| {
        let below = others.iter().map(|frame| frame.bottom().saturating_add(ENDPOINT_GAP)).max();
        below.or_else(|| vpcs.iter().map(|frame| frame.y.saturating_add(VPC_HEADER + ZONE_HEADER)).min())
    });
    let obstacles: Vec<Frame> = others.into_iter().chain(vpcs).collect();
    nearest_free(frame_at(Point::new(x, y.unwrap_or(0)), SERVICE), &obstacles, ENDPOINT_GAP, Room::CANVAS)
}

/// In a column left of the VPCs: Transit Gateways, and on-premises networks left of these.
fn left_of_vpcs(design: &Design, entity: EntityRef) -> Frame {
    let gateways = design.transit_gateways.ids().map(EntityRef::from);
    let networks = design.on_premises_networks.ids().map(EntityRef::from);
    let services = design.services.ids().map(EntityRef::from);
    let others: Vec<Frame> = gateways
        .chain(networks)
        .chain(services)
        .filter(|other| *other != entity)
        .filter_map(|other| relative(design, other))
        // One that has no place yet is at the origin.
        .filter(|frame| frame.origin() != Point::default())
        .collect();
    let vpcs: Vec<Frame> = design.vpcs.values().map(|vpc| vpc.frame).collect();
    let left = vpcs.iter().map(|frame| frame.x).min().unwrap_or(0);
    let top = vpcs.iter().map(|frame| frame.y).min().unwrap_or(0);
    let before = |right: i32, y: i32| Point::new(right.saturating_sub(SERVICE_GAP + SERVICE.w), y);
    let gateway = match entity {
        EntityRef::OnPremisesNetwork(_) => {
            let gateways = design.transit_gateways.values().map(|gateway| frame_at(gateway.at, SERVICE));
            gateways.min_by_key(|frame| (frame.x, frame.y))
        }
        _ => None,
    };
    // Lines come in from the left: by a Transit Gateway, if there is one.
    let wanted = match gateway {
        Some(gateway) => before(gateway.x, gateway.y),
        None => before(left, top.saturating_add(VPC_HEADER + ZONE_HEADER)),
    };
    let obstacles: Vec<Frame> = others.into_iter().chain(vpcs).collect();
    nearest_free(frame_at(wanted, SERVICE), &obstacles, ENDPOINT_GAP, Room::CANVAS)
}

fn grown(design: &Design, vpc: Id<Vpc>) -> Frame {
    let Some(frame) = design.vpcs.get(vpc).map(|vpc| vpc.frame) else { return Frame::default() };
    let ends =
        design.endpoints_of(vpc).map(|(_, e)| frame_at(e.at, ENDPOINT).right().saturating_add(VPC_PAD));
    Frame { w: ends.max().unwrap_or(0).max(frame.w), ..frame }
}

/// Puts a new entity with its middle at a place of the canvas.
pub(in crate::editor) fn arrive_at(design: &mut Design, entity: EntityRef, middle: Point) {
    arrive(design, entity);
    let Some(frame) = relative(design, entity) else { return };
    let corner = Point::new(middle.x.saturating_sub(frame.w / 2), middle.y.saturating_sub(frame.h / 2));
    let at = super::snap::to_grid(sub(corner, container_origin(design, entity)));
    set_relative(design, entity, frame_at(at, frame.size()));
}
