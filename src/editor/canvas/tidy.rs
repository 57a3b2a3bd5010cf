//! The automatic layout: Availability Zones as columns of one width, subnets of a kind in one row across them,
//! endpoints in a lane at the VPC's right, services beside, each level with its endpoint; VPCs one below the other.
//!
//! It depends on the design alone and on the order in which VPCs stand; doing it twice changes nothing.

use std::collections::BTreeMap;

use super::boxes::set_relative;
use super::geometry::frame_at;
use super::layout::eni_footer;
use super::metrics::{
    ENDPOINT, ENDPOINT_GAP, INTERNET_GATEWAY, LANE_GAP, MAX_LANE_GAP, MIN_SUBNET, MIN_ZONE, NEW_VPC, NODE,
    NODE_GAP, SERVICE, SERVICE_GAP, SUBNET_GAP, SUBNET_HEADER, SUBNET_PAD, VPC_GAP, VPC_HEADER, VPC_PAD,
    ZONE_FOOT, ZONE_GAP, ZONE_HEADER, ZONE_PAD,
};
use super::settle::{round_up, settle_all};
use crate::model::{
    Design, Endpoint, EntityRef, Frame, Id, Point, Service, ServiceRef, Subnet, SubnetKind, Vpc, Zone,
};

/// How much higher a row of subnets may get to fill a VPC that its lane of endpoints makes high.
const MAX_STRETCH: i32 = 480;

/// Lays the whole design out anew.
///
/// ```
/// use vpc_designer::{editor::tidy, model::Design};
/// let mut design = Design::new("empty", "us-east-1");
/// tidy(&mut design);
/// ```
pub fn tidy(design: &mut Design) {
    let plan = Plan::of(design);
    let mut top = 0;
    let mut right = 0;
    for vpc in &plan.vpcs {
        let height = lay_out_vpc(design, &plan, *vpc, top);
        right = right.max(design.vpcs.get(*vpc).map_or(0, |vpc| vpc.frame.right()));
        top = top.saturating_add(height).saturating_add(VPC_GAP);
    }
    lay_out_services(design, if plan.vpcs.is_empty() { 0 } else { right.saturating_add(SERVICE_GAP) });
    lay_out_outside(design);
    settle_all(design);
}

/// Left of the VPCs a column of Transit Gateways, and left of that one of on-premises networks; without Transit Gateways
/// those come first.
fn lay_out_outside(design: &mut Design) {
    let gateways: Vec<EntityRef> = design.transit_gateways.ids().map(EntityRef::from).collect();
    let networks: Vec<EntityRef> = design.on_premises_networks.ids().map(EntityRef::from).collect();
    let columns = [gateways, networks].into_iter().filter(|column| !column.is_empty());
    for (column, x) in columns.zip([1, 2].map(|nth| nth * -(SERVICE.w + SERVICE_GAP))) {
        let mut y = VPC_HEADER + ZONE_HEADER;
        for entity in column {
            set_relative(design, entity, frame_at(Point::new(x, y), SERVICE));
            y = y.saturating_add(SERVICE.h + 2 * ENDPOINT_GAP);
        }
    }
}

/// Who is in whom, gathered once.
struct Plan {
    /// From top to bottom.
    vpcs: Vec<Id<Vpc>>,
    /// By name.
    zones: BTreeMap<Id<Vpc>, Vec<Id<Zone>>>,
    /// By kind, then by age.
    subnets: BTreeMap<Id<Zone>, Vec<Id<Subnet>>>,
    /// NAT gateways, then workloads.
    nodes: BTreeMap<Id<Subnet>, Vec<EntityRef>>,
    enis: BTreeMap<Id<Subnet>, usize>,
    endpoints: BTreeMap<Id<Vpc>, Vec<Id<Endpoint>>>,
}

impl Plan {
    fn of(design: &Design) -> Self {
        let mut vpcs: Vec<_> = design.vpcs.iter().map(|(id, vpc)| (vpc.frame.y, vpc.frame.x, id)).collect();
        vpcs.sort_unstable();
        let mut plan = Self {
            vpcs: vpcs.into_iter().map(|(_, _, id)| id).collect(),
            zones: BTreeMap::new(),
            subnets: BTreeMap::new(),
            nodes: BTreeMap::new(),
            enis: BTreeMap::new(),
            endpoints: BTreeMap::new(),
        };
        for (id, zone) in design.zones.iter() {
            plan.zones.entry(zone.vpc).or_default().push(id);
        }
        for zones in plan.zones.values_mut() {
            zones.sort_by_key(|id| design.zones.get(*id).map(|zone| zone.suffix.clone()));
        }
        for (id, subnet) in design.subnets.iter() {
            plan.subnets.entry(subnet.zone).or_default().push(id);
        }
        for subnets in plan.subnets.values_mut() {
            subnets.sort_by_key(|id| (design.subnets.get(*id).map(|subnet| subnet.kind), *id));
        }
        for (id, nat) in design.nat_gateways.iter() {
            plan.nodes.entry(nat.subnet).or_default().push(id.into());
        }
        for (id, workload) in design.workloads.iter() {
            plan.nodes.entry(workload.subnet).or_default().push(id.into());
        }
        for (id, endpoint) in design.endpoints.iter() {
            plan.endpoints.entry(endpoint.vpc).or_default().push(id);
            for subnet in endpoint.kind.subnets() {
                *plan.enis.entry(*subnet).or_default() += 1;
            }
        }
        let order = endpoint_order(design);
        for endpoints in plan.endpoints.values_mut() {
            endpoints.sort_by_key(|id| order.get(id).copied());
        }
        plan
    }

    fn zones_of(&self, vpc: Id<Vpc>) -> &[Id<Zone>] {
        self.zones.get(&vpc).map_or(&[], Vec::as_slice)
    }

    fn subnets_of(&self, zone: Id<Zone>) -> &[Id<Subnet>] {
        self.subnets.get(&zone).map_or(&[], Vec::as_slice)
    }

    fn nodes_of(&self, subnet: Id<Subnet>) -> &[EntityRef] {
        self.nodes.get(&subnet).map_or(&[], Vec::as_slice)
    }
}

/// Endpoints with traffic first, in the order of the services on the canvas's right; gateway endpoints lead.
fn endpoint_order(design: &Design) -> BTreeMap<Id<Endpoint>, (bool, bool, u32)> {
    let mut served: BTreeMap<(&ServiceRef, &str), u32> = BTreeMap::new();
    for (id, service) in design.services.iter() {
        served.entry((&service.target, service.region.as_str())).or_insert(id.number());
    }
    design
        .endpoints
        .iter()
        .map(|(id, endpoint)| {
            let region = design.vpcs.get(endpoint.vpc).map_or("", |vpc| vpc.region.as_str());
            let service = served.get(&(&endpoint.service, region)).copied();
            (id, (service.is_none(), !endpoint.kind.is_gateway(), service.unwrap_or(id.number())))
        })
        .collect()
}

/// The rows of a VPC: for each kind as many as the zone with the most subnets of it has.
struct Rows {
    /// The kind, and which of its kind, of each row.
    keys: Vec<(SubnetKind, usize)>,
    heights: Vec<i32>,
    /// Columns of nodes in a subnet.
    columns: usize,
}

impl Rows {
    fn of(design: &Design, plan: &Plan, vpc: Id<Vpc>) -> Self {
        let cells = || {
            plan.zones_of(vpc).iter().flat_map(|zone| {
                let mut count: BTreeMap<SubnetKind, usize> = BTreeMap::new();
                plan.subnets_of(*zone).iter().filter_map(move |id| {
                    let kind = design.subnets.get(*id)?.kind;
                    let nth = count.entry(kind).or_default();
                    *nth += 1;
                    Some(((kind, *nth - 1), *id))
                })
            })
        };
        let most = cells().map(|(_, id)| plan.nodes_of(id).len()).max().unwrap_or(0);
        let columns = match most {
            0..=2 => 1,
            3..=8 => 2,
            9..=18 => 3,
            _ => 4,
        };
        let width = subnet_width(columns);
        let mut heights: BTreeMap<(SubnetKind, usize), i32> = BTreeMap::new();
        for (key, id) in cells() {
            let rows = i32::try_from(plan.nodes_of(id).len().div_ceil(columns)).unwrap_or(i32::MAX);
            let nodes = rows.saturating_mul(NODE.h + NODE_GAP).saturating_sub(NODE_GAP).max(0);
            let marks = eni_footer(width, plan.enis.get(&id).copied().unwrap_or(0));
            let foot = if marks > 0 { marks + super::geometry::GRID } else { SUBNET_PAD };
            let height = round_up(SUBNET_HEADER.saturating_add(nodes).saturating_add(foot)).max(MIN_SUBNET.h);
            let row = heights.entry(key).or_default();
            *row = (*row).max(height);
        }
        Self { keys: heights.keys().copied().collect(), heights: heights.into_values().collect(), columns }
    }

    fn total(&self) -> i32 {
        let gaps =
            i32::try_from(self.heights.len().saturating_sub(1)).unwrap_or(0).saturating_mul(SUBNET_GAP);
        self.heights.iter().fold(gaps, |sum, height| sum.saturating_add(*height))
    }

    /// Shares spare height out among the rows.
    fn stretch(&mut self, spare: i32) {
        let count = i32::try_from(self.heights.len()).unwrap_or(i32::MAX).max(1);
        let each = (spare / count).clamp(0, MAX_STRETCH) / super::geometry::GRID * super::geometry::GRID;
        for height in &mut self.heights {
            *height = height.saturating_add(each);
        }
    }

    /// The top, within its zone, and the height of each row.
    fn spans(&self) -> BTreeMap<(SubnetKind, usize), (i32, i32)> {
        let mut y = ZONE_HEADER;
        self.keys
            .iter()
            .zip(&self.heights)
            .map(|(key, height)| {
                let top = y;
                y = y.saturating_add(*height).saturating_add(SUBNET_GAP);
                (*key, (top, *height))
            })
            .collect()
    }
}

fn subnet_width(columns: usize) -> i32 {
    let columns = i32::try_from(columns).unwrap_or(1);
    (2 * SUBNET_PAD + columns * (NODE.w + NODE_GAP) - NODE_GAP).max(MIN_SUBNET.w)
}

/// Between the zones and a lane of some endpoints.
fn lane_gap(endpoints: i32) -> i32 {
    endpoints.saturating_mul(super::geometry::GRID).saturating_add(LANE_GAP / 2).clamp(LANE_GAP, MAX_LANE_GAP)
}

/// Lays out one VPC with its top at `top`; returns its height.
fn lay_out_vpc(design: &mut Design, plan: &Plan, vpc: Id<Vpc>, top: i32) -> i32 {
    let zones = plan.zones_of(vpc);
    let endpoints = plan.endpoints.get(&vpc).map_or(&[][..], Vec::as_slice);
    let mut rows = Rows::of(design, plan, vpc);
    let lane_count = i32::try_from(endpoints.len()).unwrap_or(i32::MAX);
    let lane_height =
        lane_count.saturating_mul(ENDPOINT.h + ENDPOINT_GAP).saturating_sub(ENDPOINT_GAP).max(0);
    // The zones are as high as the lane beside them.
    let zones_h = |rows: &Rows| ZONE_HEADER.saturating_add(rows.total()).saturating_add(ZONE_FOOT);
    let lane_end = if endpoints.is_empty() { 0 } else { ZONE_HEADER.saturating_add(lane_height) };
    rows.stretch(lane_end.saturating_sub(zones_h(&rows)));
    let subnet_w = subnet_width(rows.columns);
    let zone_w = subnet_w + 2 * ZONE_PAD;
    let zone_h = round_up(zones_h(&rows).max(lane_end)).max(MIN_ZONE.h);

    let spans = rows.spans();
    let mut x = VPC_PAD;
    for zone in zones {
        set_relative(design, (*zone).into(), Frame::new(x, VPC_HEADER, zone_w, zone_h));
        x = x.saturating_add(zone_w).saturating_add(ZONE_GAP);
        lay_out_zone(design, plan, *zone, &spans, subnet_w, rows.columns);
    }
    let mut right = if zones.is_empty() { VPC_PAD } else { x - ZONE_GAP };

    let mut bottom = VPC_HEADER.saturating_add(if zones.is_empty() { 0 } else { zone_h });
    if !endpoints.is_empty() {
        let lane_x = if zones.is_empty() { VPC_PAD } else { right.saturating_add(lane_gap(lane_count)) };
        let mut y = VPC_HEADER + ZONE_HEADER;
        for endpoint in endpoints {
            set_relative(design, (*endpoint).into(), frame_at(Point::new(lane_x, y), ENDPOINT));
            y = y.saturating_add(ENDPOINT.h + ENDPOINT_GAP);
        }
        right = lane_x.saturating_add(ENDPOINT.w);
        bottom = bottom.max(y - ENDPOINT_GAP);
    }
    let empty = zones.is_empty() && endpoints.is_empty();
    let (w, h) = if empty {
        (NEW_VPC.w, NEW_VPC.h)
    } else {
        (round_up(right.saturating_add(VPC_PAD)), round_up(bottom.saturating_add(VPC_PAD)))
    };
    set_relative(design, vpc.into(), Frame::new(0, top, w, h));

    let gateways: Vec<EntityRef> = design
        .internet_gateways
        .iter()
        .filter(|(_, gateway)| gateway.vpc == vpc)
        .map(|(id, _)| id.into())
        .collect();
    // Over the middle of the zones, whose public subnets are its next of kin.
    let zones_end = if zones.is_empty() { w } else { x - ZONE_GAP };
    let mut gateway_x = ((VPC_PAD + zones_end - INTERNET_GATEWAY.w) / 2).max(VPC_PAD);
    for gateway in gateways {
        let at = Point::new(super::snap::to_grid(Point::new(gateway_x, 0)).x, -INTERNET_GATEWAY.h / 2);
        set_relative(design, gateway, frame_at(at, INTERNET_GATEWAY));
        gateway_x = gateway_x.saturating_add(INTERNET_GATEWAY.w + NODE_GAP);
    }
    h
}

fn lay_out_zone(
    design: &mut Design,
    plan: &Plan,
    zone: Id<Zone>,
    spans: &BTreeMap<(SubnetKind, usize), (i32, i32)>,
    width: i32,
    columns: usize,
) {
    let mut count: BTreeMap<SubnetKind, usize> = BTreeMap::new();
    for subnet in plan.subnets_of(zone) {
        let Some(kind) = design.subnets.get(*subnet).map(|subnet| subnet.kind) else { continue };
        let nth = count.entry(kind).or_default();
        let Some((y, height)) = spans.get(&(kind, *nth)).copied() else { continue };
        *nth += 1;
        set_relative(design, (*subnet).into(), Frame::new(ZONE_PAD, y, width, height));
        for (index, node) in plan.nodes_of(*subnet).iter().enumerate() {
            let (row, column) = (index / columns, index % columns);
            let place = |start: i32, step: i32, index: usize| {
                start.saturating_add(step.saturating_mul(i32::try_from(index).unwrap_or(i32::MAX)))
            };
            let at = Point::new(
                place(SUBNET_PAD, NODE.w + NODE_GAP, column),
                place(SUBNET_HEADER, NODE.h + NODE_GAP, row),
            );
            set_relative(design, *node, frame_at(at, NODE));
        }
    }
}

/// Services in one column, each level with the endpoints that lead there; those without an endpoint below.
fn lay_out_services(design: &mut Design, x: i32) {
    let mut endpoint_ys: BTreeMap<(ServiceRef, String), Vec<i32>> = BTreeMap::new();
    for endpoint in design.endpoints.values() {
        if let Some(vpc) = design.vpcs.get(endpoint.vpc) {
            endpoint_ys
                .entry((endpoint.service.clone(), vpc.region.clone()))
                .or_default()
                .push(vpc.frame.y.saturating_add(endpoint.at.y));
        }
    }
    let mut wanted: Vec<(Option<i32>, Id<Service>)> = design
        .services
        .iter()
        .map(|(id, service)| {
            let ys = endpoint_ys.get(&(service.target.clone(), service.region.clone()));
            (ys.and_then(|ys| ys.iter().min()).copied(), id)
        })
        .collect();
    // `None` would sort first.
    wanted.sort_by_key(|(y, id)| (y.is_none(), *y, *id));
    let first = design.vpcs.values().map(|vpc| vpc.frame.y).min().unwrap_or(0);
    let mut y = first.saturating_add(if design.vpcs.is_empty() { 0 } else { VPC_HEADER + ZONE_HEADER });
    for (level, id) in wanted {
        let top = level.map_or(y, |level| level.max(y));
        set_relative(design, id.into(), frame_at(Point::new(x, top), SERVICE));
        y = top.saturating_add(SERVICE.h + ENDPOINT_GAP);
    }
}
