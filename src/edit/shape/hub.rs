//! A VPC with the interface endpoints of all others.

use std::collections::{BTreeMap, BTreeSet};

use super::{HubNames, Plan, Plans, Shape, is_shared, zones_of};
use crate::{
    catalog::{Catalog, EndpointType},
    edit::{
        EditError, add_peering, add_subnet, add_transit_gateway, add_vpc, add_zone, attach_vpc, endpoint,
        name, remove, rename, security_group, share_endpoint, share_endpoint_by_profile,
    },
    model::{Design, EntityRef, Id, OnPremisesGateway, ServiceRef, Subnet, SubnetKind, TransitGateway, Vpc},
};

/// The name of a hub and of its Transit Gateway that a conversion makes. What is called so is taken away again when no
/// shape needs it.
const NAME: &str = "endpoint-hub";

/// The hub of each Region: the VPC whose endpoints most others use.
pub(super) type Hubs = BTreeMap<String, Id<Vpc>>;

/// The hubs that a design has.
pub(super) fn existing(design: &Design) -> Hubs {
    let mut shared: BTreeMap<Id<Vpc>, usize> = BTreeMap::new();
    for (id, endpoint) in design.endpoints.iter() {
        if is_shared(design, id) {
            *shared.entry(endpoint.vpc).or_default() += 1;
        }
    }
    let mut hubs: BTreeMap<String, (usize, Id<Vpc>)> = BTreeMap::new();
    for (vpc, count) in shared {
        let Some(region) = design.region_of(vpc.into()) else { continue };
        let best = hubs.entry(region.to_owned()).or_insert((count, vpc));
        if best.0 < count {
            *best = (count, vpc);
        }
    }
    hubs.into_iter().map(|(region, (_, vpc))| (region, vpc)).collect()
}

/// Makes the hub of each Region, or completes the one that is there.
pub(super) fn make(
    design: &mut Design,
    catalog: &Catalog,
    (shape, names): (Shape, HubNames),
    plans: &Plans,
    existing: &Hubs,
) -> Result<(), EditError> {
    let mut regions: BTreeMap<String, Vec<Id<Vpc>>> = BTreeMap::new();
    for (vpc, services) in plans {
        if services.values().any(|plan| *plan == Plan::Hub)
            && let Some(entity) = design.vpcs.get(*vpc)
        {
            regions.entry(entity.region.clone()).or_default().push(*vpc);
        }
    }
    for (region, vpcs) in regions {
        let hub = match existing.get(&region) {
            Some(hub) => *hub,
            None => new_hub(design, catalog, &region, &vpcs)?,
        };
        let spokes: Vec<Id<Vpc>> = vpcs.iter().copied().filter(|vpc| *vpc != hub).collect();
        join(design, shape, &region, hub, &spokes)?;
        let mut users: BTreeMap<&ServiceRef, Vec<Id<Vpc>>> = BTreeMap::new();
        for vpc in &vpcs {
            for (service, plan) in plans.get(vpc).into_iter().flatten() {
                if *plan == Plan::Hub {
                    users.entry(service).or_default().push(*vpc);
                }
            }
        }
        for (service, users) in users {
            let interface = endpoint::usable(design, hub, service, EndpointType::Interface);
            let id = match interface {
                Some(id) => id,
                None => endpoint::add_endpoint_of_type(
                    design,
                    catalog,
                    hub,
                    service.clone(),
                    EndpointType::Interface,
                )?,
            };
            let others: Vec<Id<Vpc>> = users.into_iter().filter(|vpc| *vpc != hub).collect();
            if !others.is_empty() {
                match names {
                    HubNames::HostedZones => drop(share_endpoint(design, catalog, id, &others)?),
                    HubNames::Profile => drop(share_endpoint_by_profile(design, id, &others)?),
                }
            }
        }
    }
    Ok(())
}

/// A VPC with an isolated subnet in each zone in which the others have workloads.
fn new_hub(
    design: &mut Design,
    catalog: &Catalog,
    region: &str,
    vpcs: &[Id<Vpc>],
) -> Result<Id<Vpc>, EditError> {
    let zones = zones_of(design, vpcs.iter().copied());
    let hub = add_vpc(design, region);
    let taken: Vec<String> = design.vpcs.values().map(|vpc| vpc.name.clone()).collect();
    rename(design, hub.into(), &name::unique(NAME, taken.iter().map(String::as_str)))?;
    if zones.is_empty() {
        let zone = add_zone(design, catalog, hub, None)?;
        add_subnet(design, zone, SubnetKind::Isolated)?;
    }
    for suffix in zones {
        let zone = add_zone(design, catalog, hub, suffix.parse().ok())?;
        add_subnet(design, zone, SubnetKind::Isolated)?;
    }
    Ok(hub)
}

fn join(
    design: &mut Design,
    shape: Shape,
    region: &str,
    hub: Id<Vpc>,
    spokes: &[Id<Vpc>],
) -> Result<(), EditError> {
    let transit = match shape {
        Shape::HubTransitGateway => Some(transit_gateway(design, region, hub, spokes)?),
        Shape::HubPeering => None,
        Shape::Interface | Shape::GatewayAndInterface | Shape::Nat | Shape::GatewayAndNat => return Ok(()),
    };
    for spoke in spokes {
        if is_joined(design, hub, *spoke) {
            continue;
        }
        match transit {
            Some(transit) => {
                for vpc in [hub, *spoke] {
                    if !design.attachments_to(transit).any(|(_, attachment)| attachment.vpc == vpc) {
                        attach_vpc(design, transit, vpc)?;
                    }
                }
            }
            None => drop(add_peering(design, *spoke, hub)?),
        }
    }
    for spoke in spokes {
        cover_zones(design, *spoke);
    }
    Ok(())
}

/// Gives the attachments of a VPC a subnet in each zone with workloads: a Transit Gateway takes nothing from others, and
/// public subnets are left out where there are others.
fn cover_zones(design: &mut Design, vpc: Id<Vpc>) {
    let homes: BTreeSet<Id<Subnet>> = design.workloads_of(vpc).map(|(_, workload)| workload.subnet).collect();
    let zone = |design: &Design, subnet: Id<Subnet>| design.subnets.get(subnet).map(|subnet| subnet.zone);
    let attachments: Vec<_> = design.attachments_of(vpc).map(|(id, _)| id).collect();
    for id in attachments {
        for home in &homes {
            let Some(subnets) = design.transit_gateway_attachments.get(id).map(|a| &a.subnets) else {
                continue;
            };
            let covered = subnets.iter().any(|subnet| zone(design, *subnet) == zone(design, *home));
            if !covered && let Some(attachment) = design.transit_gateway_attachments.get_mut(id) {
                attachment.subnets.push(*home);
            }
        }
    }
}

/// A Transit Gateway or a peering connection joins them already.
fn is_joined(design: &Design, hub: Id<Vpc>, spoke: Id<Vpc>) -> bool {
    let peered = design.peerings_of(hub).any(|(_, peering)| peering.other(hub) == Some(spoke));
    let attached = design
        .attachments_of(hub)
        .any(|(_, own)| design.attachments_to(own.transit_gateway).any(|(_, other)| other.vpc == spoke));
    peered || attached
}

/// The Transit Gateway of the hub, else one that a spoke is attached to, else a new one.
fn transit_gateway(
    design: &mut Design,
    region: &str,
    hub: Id<Vpc>,
    spokes: &[Id<Vpc>],
) -> Result<Id<TransitGateway>, EditError> {
    let of =
        |vpc: Id<Vpc>| design.attachments_of(vpc).map(|(_, attachment)| attachment.transit_gateway).next();
    if let Some(known) = std::iter::once(hub).chain(spokes.iter().copied()).find_map(of) {
        return Ok(known);
    }
    let transit = add_transit_gateway(design, region);
    let taken: Vec<String> = design.transit_gateways.values().map(|gateway| gateway.name.clone()).collect();
    rename(design, transit.into(), &name::unique(NAME, taken.iter().map(String::as_str)))?;
    Ok(transit)
}

/// Takes VPCs away that have held endpoints for others and hold nothing any more, and the Transit Gateways that were made
/// for them.
pub(super) fn clean_up(design: &mut Design, before: &Design) -> Result<(), EditError> {
    let was_hub: BTreeSet<Id<Vpc>> = before
        .endpoints
        .iter()
        .filter(|(id, _)| is_shared(before, *id))
        .map(|(_, endpoint)| endpoint.vpc)
        .collect();
    let empty = |vpc: &Id<Vpc>| {
        design.endpoints_of(*vpc).next().is_none()
            && design.workloads_of(*vpc).next().is_none()
            && design.internet_gateway_of(*vpc).is_none()
            && design.vpn_gateway_of(*vpc).is_none()
            && design.resolver_endpoints_of(*vpc).next().is_none()
    };
    let gone: Vec<EntityRef> = was_hub.into_iter().filter(empty).map(EntityRef::from).collect();
    if gone.is_empty() {
        return Ok(());
    }
    let transits: BTreeSet<Id<TransitGateway>> = gone
        .iter()
        .filter_map(|vpc| design.vpc_of(*vpc))
        .flat_map(|vpc| design.attachments_of(vpc).map(|(_, attachment)| attachment.transit_gateway))
        .collect();
    let blocks: Vec<_> = gone
        .iter()
        .filter_map(|vpc| design.vpcs.get(design.vpc_of(*vpc)?))
        .flat_map(|vpc| vpc.cidr_blocks.clone())
        .collect();
    remove(design, &gone)?;
    security_group::forget_endpoint_blocks(design, &blocks);
    let of_outside = |id: Id<TransitGateway>| {
        design
            .on_premises_networks
            .values()
            .any(|network| network.gateways.contains(&OnPremisesGateway::TransitGateway(id)))
    };
    let needless: Vec<EntityRef> = transits
        .into_iter()
        .filter(|id| {
            let ours = design.transit_gateways.get(*id).is_some_and(|gateway| gateway.name.starts_with(NAME));
            !of_outside(*id) && (ours || design.attachments_to(*id).count() < 2)
        })
        .map(EntityRef::from)
        .collect();
    remove(design, &needless)
}
