//! Adding things, with the containers they need.

use crate::edit::{self, EditError};
use crate::model::{Design, EntityRef, Frame, Id, Point, Subnet, SubnetKind, Vpc, Zone};

use super::super::canvas::geometry::contains;
use super::super::{PaletteItem, Place};
use super::{Context, Performed};

pub(super) fn add(
    design: &mut Design,
    item: &PaletteItem,
    place: Place,
    context: Context<'_>,
) -> Result<Performed, EditError> {
    let host = Host::of(design, item, place, context);
    let entity: EntityRef = match item {
        PaletteItem::Vpc => {
            let region = design.region.clone();
            edit::add_vpc(design, &region).into()
        }
        PaletteItem::Zone => {
            let vpc = host.vpc(design)?;
            edit::add_zone(design, context.catalog, vpc, None)?.into()
        }
        PaletteItem::Subnet(kind) => {
            let zone = host.zone(design, Some(*kind))?;
            edit::add_subnet(design, zone, *kind)?.into()
        }
        PaletteItem::InternetGateway => {
            let vpc = host.vpc(design)?;
            edit::add_internet_gateway(design, vpc)?.into()
        }
        PaletteItem::NatGateway => {
            let subnet = host.subnet(design, SubnetKind::Public)?;
            edit::add_nat_gateway(design, subnet)?.into()
        }
        PaletteItem::Workload(kind) => {
            let subnet = host.subnet(design, SubnetKind::Private)?;
            edit::add_workload(design, subnet, *kind)?.into()
        }
        PaletteItem::Recipe(id) => {
            let subnet = host.subnet(design, SubnetKind::Private)?;
            edit::add_recipe_workload(design, subnet, id)?.into()
        }
        PaletteItem::Service(target) => {
            let region = host.region(design);
            if let Some((id, service)) = design.service_node(target, &region) {
                let text = format!("{} is in the design already", service.name);
                return Ok(Performed::new(text.clone(), text).selecting(id));
            }
            edit::add_service(design, context.catalog, target.clone(), &region)?.into()
        }
        PaletteItem::TransitGateway => {
            let region = host.region(design);
            edit::add_transit_gateway(design, &region).into()
        }
        PaletteItem::OnPremisesNetwork => edit::add_on_premises_network(design).into(),
        PaletteItem::Profile => {
            let vpc = host.vpc(design)?;
            if let Some((id, profile)) = design.profile_of(vpc) {
                let text = format!("VPC {} has Profile {} already", design.label(vpc.into()), profile.name);
                return Ok(Performed::new(text.clone(), text).selecting(id));
            }
            return super::network::perform(
                design,
                &super::super::NetworkCommand::AddProfile { vpc },
                context,
            );
        }
        PaletteItem::EndpointService => {
            let vpc = host.vpc(design)?;
            // What is selected is what is offered.
            let targets: Vec<_> = match context.selection.anchor() {
                Some(EntityRef::Workload(id)) if design.vpc_of_workload(id) == Some(vpc) => vec![id],
                Some(_) | None => Vec::new(),
            };
            let id = edit::add_endpoint_service(design, context.catalog, vpc, &targets)?;
            let name = design.label(id.into());
            return Ok(Performed::new(
                format!("Add endpoint service {name}"),
                format!("Added endpoint service {name} behind a Network Load Balancer"),
            )
            .selecting(id));
        }
        PaletteItem::Endpoint(target) => {
            let vpc = host.vpc(design)?;
            edit::add_endpoint(design, context.catalog, vpc, target.clone())?.into()
        }
    };
    let name = design.label(entity);
    let home = design.parent_of(entity).map(|home| format!(" to {}", design.label(home))).unwrap_or_default();
    let mut performed =
        Performed::new(format!("Add {name}{home}"), format!("Added {name}{home}")).selecting(entity);
    if let Some(at) = place.at {
        performed.arrivals.insert(entity, at);
        // A VPC made for it stands where the user pointed, and not below all others.
        if let Some(vpc) = design.vpc_of(entity).filter(|vpc| !context.has((*vpc).into())) {
            performed.arrivals.insert(vpc.into(), at);
        }
    }
    Ok(performed)
}

impl Context<'_> {
    fn has(&self, entity: EntityRef) -> bool {
        self.layout.frame(entity).is_some()
    }
}

/// The containers around the place where something goes; those that are missing are made on demand.
pub(super) struct Host<'a> {
    item: &'a PaletteItem,
    container: Option<EntityRef>,
    at: Option<Point>,
    /// Nobody said where: it goes where it suits.
    anywhere: bool,
    context: Context<'a>,
}

impl<'a> Host<'a> {
    pub(super) fn of(design: &Design, item: &'a PaletteItem, place: Place, context: Context<'a>) -> Self {
        let holder = |entity: EntityRef| match entity {
            EntityRef::Vpc(_) | EntityRef::Zone(_) | EntityRef::Subnet(_) => Some(entity),
            EntityRef::Workload(_) | EntityRef::NatGateway(_) => design.parent_of(entity),
            EntityRef::InternetGateway(_)
            | EntityRef::Endpoint(_)
            | EntityRef::RouteTable(_)
            | EntityRef::SecurityGroup(_) => design.vpc_of(entity).map(EntityRef::from),
            EntityRef::NetworkAcl(_)
            | EntityRef::TransitGatewayAttachment(_)
            | EntityRef::VpnGateway(_)
            | EntityRef::ResolverEndpoint(_)
            | EntityRef::EndpointService(_) => design.vpc_of(entity).map(EntityRef::from),
            EntityRef::Service(_)
            | EntityRef::Connection(_)
            | EntityRef::PeeringConnection(_)
            | EntityRef::TransitGateway(_)
            | EntityRef::OnPremisesNetwork(_)
            | EntityRef::HostedZone(_)
            | EntityRef::Profile(_) => None,
        };
        let container = match (place.into, place.at) {
            (Some(container), _) => Some(container),
            (None, Some(at)) => {
                context.layout.topmost(at.into(), &|entity| super::super::canvas::hit::resizable(entity))
            }
            (None, None) => {
                let selected = context.selection.anchor().filter(|entity| design.exists(*entity));
                selected.and_then(holder).or_else(|| design.vpcs.ids().next().map(EntityRef::from))
            }
        };
        let anywhere = place.into.is_none() && place.at.is_none();
        Self { item, container, at: place.at, anywhere, context }
    }

    fn misplaced(&self) -> EditError {
        EditError(self.item.home().to_owned())
    }

    /// The VPC; made where the canvas has none at all.
    pub(super) fn vpc(&self, design: &mut Design) -> Result<Id<Vpc>, EditError> {
        match self.container {
            Some(container) => design.vpc_of(container).ok_or_else(|| self.misplaced()),
            None if design.vpcs.is_empty() => {
                let region = design.region.clone();
                Ok(edit::add_vpc(design, &region))
            }
            None => Err(self.misplaced()),
        }
    }

    /// The zone for a subnet; made where the VPC has none, or where the user points beside all of them. Subnets that are
    /// added one after the other go to different zones, and a second one of a kind gets the VPC a second zone: one zone
    /// alone is a fault away from none.
    pub(super) fn zone(&self, design: &mut Design, kind: Option<SubnetKind>) -> Result<Id<Zone>, EditError> {
        match self.container {
            Some(EntityRef::Zone(zone)) => return Ok(zone),
            Some(EntityRef::Subnet(subnet)) if !self.anywhere => {
                return design.subnets.get(subnet).map(|s| s.zone).ok_or_else(|| self.misplaced());
            }
            Some(_) | None => {}
        }
        let vpc = self.vpc(design)?;
        let zones: Vec<Id<Zone>> = design.zones_of(vpc).map(|(id, _)| id).collect();
        let nearest = match self.at {
            Some(at) => {
                let frames = || zones.iter().filter_map(|id| Some((*id, self.context.layout.frame(*id)?)));
                let beside = frames().all(|(_, frame)| at.x >= frame.right());
                if beside && let Ok(zone) = edit::add_zone(design, self.context.catalog, vpc, None) {
                    return Ok(zone);
                }
                frames().min_by_key(|(id, frame)| (distance(*frame, at), *id)).map(|(id, _)| id)
            }
            // Evenly over the zones.
            None => {
                let alike = |design: &Design, zone: Id<Zone>| {
                    let like = |s: &Subnet| kind.is_none_or(|kind| s.kind == kind);
                    design.subnets_of_zone(zone).filter(|(_, s)| like(s)).count()
                };
                if let [only] = zones.as_slice()
                    && alike(design, *only) > 0
                    && let Ok(second) = edit::add_zone(design, self.context.catalog, vpc, None)
                {
                    return Ok(second);
                }
                zones.iter().copied().min_by_key(|zone| alike(design, *zone))
            }
        };
        match nearest {
            Some(zone) => Ok(zone),
            None => edit::add_zone(design, self.context.catalog, vpc, None),
        }
    }

    /// The subnet; made, of the wanted kind, where the zone or VPC has none that suits.
    pub(super) fn subnet(&self, design: &mut Design, kind: SubnetKind) -> Result<Id<Subnet>, EditError> {
        if let Some(EntityRef::Subnet(subnet)) = self.container {
            return Ok(subnet);
        }
        let suits = |s: &Subnet| (s.kind == SubnetKind::Public) == (kind == SubnetKind::Public);
        let candidates: Vec<Id<Subnet>> = match self.container {
            Some(EntityRef::Zone(zone)) => {
                design.subnets_of_zone(zone).filter(|(_, s)| suits(s)).map(|(id, _)| id).collect()
            }
            Some(EntityRef::Vpc(vpc)) => {
                design.subnets_of(vpc).filter(|(_, s)| suits(s)).map(|(id, _)| id).collect()
            }
            Some(_) => return Err(self.misplaced()),
            None => Vec::new(),
        };
        let nearest = candidates.into_iter().min_by_key(|id| {
            let frame = self.context.layout.frame(*id).unwrap_or_default();
            (self.at.map_or(0, |at| distance(frame, at)), *id)
        });
        match nearest {
            Some(subnet) => Ok(subnet),
            None => {
                let zone = self.zone(design, Some(kind))?;
                edit::add_subnet(design, zone, kind)
            }
        }
    }

    /// The Region of a service: that of the nearest VPC, else the design's.
    fn region(&self, design: &Design) -> String {
        let nearest = match (self.container.and_then(|c| design.vpc_of(c)), self.at) {
            (Some(vpc), _) => Some(vpc),
            (None, Some(at)) => design
                .vpcs
                .ids()
                .min_by_key(|id| (distance(self.context.layout.frame(*id).unwrap_or_default(), at), *id)),
            (None, None) => None,
        };
        nearest.and_then(|vpc| design.vpcs.get(vpc)).map_or(&design.region, |vpc| &vpc.region).clone()
    }
}

/// How far a place is from a frame; 0 inside it.
fn distance(frame: Frame, at: Point) -> i64 {
    if contains(frame, at.into()) {
        return 0;
    }
    let beyond = |low: i32, high: i32, at: i32| {
        (i64::from(low) - i64::from(at)).max(i64::from(at) - i64::from(high)).max(0)
    };
    let (dx, dy) = (beyond(frame.x, frame.right(), at.x), beyond(frame.y, frame.bottom(), at.y));
    dx * dx + dy * dy
}
