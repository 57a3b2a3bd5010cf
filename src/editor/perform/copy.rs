//! Copies: duplicates, Alt-drags and what is pasted are one thing. `edit::graft` makes them; here it is decided where
//! they go.

use crate::edit::{EditError, graft};
use crate::file::Fragment;
use crate::model::{Design, EntityRef, Frame, SubnetKind};

use super::super::canvas::boxes::{absolute, relative, set_relative};
use super::super::canvas::geometry::{add, center, sub, union};
use super::super::{Move, PaletteItem, Place};
use super::add::Host;
use super::{Context, Performed, gone, list};

/// Copies entities, each beside its original.
pub(super) fn duplicate(
    design: &mut Design,
    entities: &[EntityRef],
    context: Context<'_>,
) -> Result<Performed, EditError> {
    let from = design.clone();
    let what = list(design, entities);
    let mut performed = Performed::new(format!("Duplicate {what}"), format!("Duplicated {what}"));
    for entity in entities {
        let place = Place { into: from.parent_of(*entity), at: None };
        let copy = copy(design, &from, *entity, place, context, &mut performed)?;
        performed = performed.selecting(copy);
    }
    Ok(performed)
}

/// Copies entities to places, perhaps in other containers.
pub(super) fn copy_to(
    design: &mut Design,
    moves: &[Move],
    context: Context<'_>,
) -> Result<Performed, EditError> {
    let from = design.clone();
    let entities: Vec<EntityRef> = moves.iter().map(|each| each.entity).collect();
    let mut performed = Performed::default();
    let mut homes = Vec::new();
    for each in moves {
        let frame = relative(&from, each.entity).ok_or_else(|| gone(each.entity))?;
        let home = from.parent_of(each.entity);
        let middle = center(Frame::new(each.to.x, each.to.y, frame.w, frame.h));
        let place = Place { into: each.into.or(home), at: Some(middle) };
        let copy = copy(design, &from, each.entity, place, context, &mut performed)?;
        performed.arrivals.remove(&copy);
        performed.places.push((copy, each.to));
        homes.extend(design.parent_of(copy).filter(|new| Some(*new) != home));
        performed = performed.selecting(copy);
    }
    let what = list(&from, &entities);
    let whither = whither(design, homes);
    performed.label = format!("Duplicate {what}{whither}");
    performed.announcement = format!("Duplicated {what}{whither}");
    Ok(performed)
}

/// Puts a part of a design in: as it is arranged around a place, or each root into its container.
pub(super) fn paste(
    design: &mut Design,
    fragment: &Fragment,
    place: Place,
    context: Context<'_>,
) -> Result<Performed, EditError> {
    let Fragment { design: from, roots } = fragment;
    let mut performed = Performed::default();
    let mut homes = Vec::new();
    let frames = roots.iter().filter_map(|root| absolute(from, *root));
    let middle = frames.reduce(union).map(center).unwrap_or_default();
    // Service nodes first: workloads then call these, at their places, and make none.
    let (services, others): (Vec<EntityRef>, Vec<EntityRef>) =
        roots.iter().partition(|root| matches!(root, EntityRef::Service(_)));
    for root in services.iter().chain(&others) {
        // Among several things a service that is drawn already is no reason to refuse the others.
        if let (EntityRef::Service(id), true) = (*root, roots.len() > 1)
            && let Some(service) = from.services.get(id)
            && let Some((known, _)) = design.service_node(&service.target, &service.region)
        {
            performed = performed.selecting(known);
            continue;
        }
        let offset = absolute(from, *root).map(|frame| sub(center(frame), middle)).unwrap_or_default();
        let at = place.at.map(|at| if roots.len() == 1 { at } else { add(at, offset) });
        let copy = copy(design, from, *root, Place { at, ..place }, context, &mut performed)?;
        homes.extend(design.parent_of(copy));
        performed = performed.selecting(copy);
    }
    let copies = performed.select.clone().unwrap_or_default();
    if copies.is_empty() {
        return Err(EditError("There is nothing on the clipboard; copy something first".to_owned()));
    }
    let what = list(design, &copies);
    let whither = whither(design, homes);
    performed.label = format!("Paste {what}{whither}");
    performed.announcement = format!("Pasted {what}{whither}");
    Ok(performed)
}

fn whither(design: &Design, mut homes: Vec<EntityRef>) -> String {
    homes.sort_unstable();
    homes.dedup();
    match homes.as_slice() {
        [home] => format!(" into {}", design.label(*home)),
        _ => String::new(),
    }
}

/// Copies one entity with its content to where it belongs around a place.
fn copy(
    design: &mut Design,
    from: &Design,
    root: EntityRef,
    place: Place,
    context: Context<'_>,
    performed: &mut Performed,
) -> Result<EntityRef, EditError> {
    let source = graft::Source { design: from, catalog: context.catalog };
    let copy: EntityRef = match root {
        EntityRef::Vpc(id) => {
            let copy = graft::copy_vpc(design, source, id)?;
            if let Some(vpc) = from.vpcs.get(id) {
                performed.sizes.insert(copy.into(), vpc.frame.size());
            }
            copy.into()
        }
        EntityRef::Zone(id) => {
            let vpc = Host::of(design, &PaletteItem::Zone, place, context).vpc(design)?;
            graft::copy_zone(design, source, id, vpc)?.into()
        }
        EntityRef::Subnet(id) => {
            let kind = from.subnets.get(id).ok_or_else(|| gone(root))?.kind;
            let item = PaletteItem::Subnet(kind);
            let zone = Host::of(design, &item, place, context).zone(design, Some(kind))?;
            graft::copy_subnet(design, source, id, zone)?.into()
        }
        EntityRef::Workload(id) => {
            let kind = from.workloads.get(id).ok_or_else(|| gone(root))?.kind;
            let item = PaletteItem::Workload(kind);
            let subnet = Host::of(design, &item, place, context).subnet(design, SubnetKind::Private)?;
            graft::copy_workload(design, source, id, subnet)?.into()
        }
        EntityRef::NatGateway(id) => {
            let item = PaletteItem::NatGateway;
            let subnet = Host::of(design, &item, place, context).subnet(design, SubnetKind::Public)?;
            graft::copy_nat_gateway(design, source, id, subnet)?.into()
        }
        EntityRef::InternetGateway(id) => {
            let vpc = Host::of(design, &PaletteItem::InternetGateway, place, context).vpc(design)?;
            graft::copy_internet_gateway(design, source, id, vpc)?.into()
        }
        EntityRef::Endpoint(id) => {
            let service = from.endpoints.get(id).ok_or_else(|| gone(root))?.service.clone();
            let vpc = Host::of(design, &PaletteItem::Endpoint(service), place, context).vpc(design)?;
            graft::copy_endpoint(design, source, id, vpc)?.into()
        }
        EntityRef::Service(id) => graft::copy_service(design, source, id)?.into(),
        EntityRef::RouteTable(id) => {
            let vpc = Host::of(design, &PaletteItem::Zone, place, context).vpc(design);
            let vpc = vpc.map_err(|_| EditError("A route table belongs to a VPC; select one".to_owned()))?;
            graft::copy_route_table(design, source, id, vpc)?.into()
        }
        EntityRef::SecurityGroup(id) => {
            let vpc = Host::of(design, &PaletteItem::Zone, place, context).vpc(design);
            let vpc =
                vpc.map_err(|_| EditError("A security group belongs to a VPC; select one".to_owned()))?;
            graft::copy_security_group(design, source, id, vpc)?.into()
        }
        EntityRef::NetworkAcl(_)
        | EntityRef::PeeringConnection(_)
        | EntityRef::TransitGateway(_)
        | EntityRef::TransitGatewayAttachment(_)
        | EntityRef::VpnGateway(_)
        | EntityRef::OnPremisesNetwork(_)
        | EntityRef::HostedZone(_)
        | EntityRef::Profile(_)
        | EntityRef::ResolverEndpoint(_)
        | EntityRef::EndpointService(_) => {
            return Err(EditError(format!("{} is not copied by itself; add another one", from.label(root))));
        }
        EntityRef::Connection(_) => {
            return Err(EditError(
                "A connection is not copied by itself; copy its workload, which keeps its connections"
                    .to_owned(),
            ));
        }
    };
    // The content keeps its places; the root gets one of its own.
    if !matches!(copy, EntityRef::Vpc(_)) {
        set_relative(design, copy, Frame::default());
    }
    match place.at {
        Some(at) => performed.arrivals.insert(copy, at),
        None => None,
    };
    performed.roots.insert(copy);
    Ok(copy)
}
