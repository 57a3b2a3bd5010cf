//! VPCs and their Availability Zones.

use std::collections::BTreeMap;

use super::{EditError, get, name};
use crate::{
    catalog::Catalog,
    model::{Design, Frame, Id, Peer, Subnet, Tags, Vpc, Zone, ZoneSuffix},
    net::{self, Ipv4Net},
};

/// The private ranges in the order in which blocks for VPCs are proposed.
/// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
const PRIVATE_RANGES: [&str; 3] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/// A block for another VPC: the first private /16 that no VPC of the design uses, so that all of them can be peered.
pub fn propose_vpc_block(design: &Design) -> Ipv4Net {
    let used: Vec<Ipv4Net> = design.vpcs.values().flat_map(|vpc| vpc.cidr_blocks.iter().copied()).collect();
    // With all 273 blocks in use the first is proposed again, and the checks report the overlap.
    free_private_block(&used, 16).or_else(|| free_private_block(&[], 16)).unwrap_or_default()
}

/// The first free block of a size in the private ranges.
pub(super) fn free_private_block(used: &[Ipv4Net], prefix: u8) -> Option<Ipv4Net> {
    let ranges: Vec<Ipv4Net> = PRIVATE_RANGES.iter().filter_map(|range| range.parse().ok()).collect();
    net::next_free_block(&ranges, used, prefix)
}

/// A block that no VPC of the design uses, to move a block of a VPC to: of the private range of its primary block where
/// there is room, since AWS does not mix the ranges in one VPC. None too where the subnets in it would have no place,
/// since AWS takes no block as large.
pub fn free_vpc_block(design: &Design, vpc: Id<Vpc>, block: Ipv4Net) -> Option<Ipv4Net> {
    let prefix = block.prefix_len().clamp(net::MIN_PREFIX, net::MAX_PREFIX);
    let kept = Ipv4Net::new(block.network(), prefix).ok()?;
    let fits = |subnet: &Ipv4Net| !block.contains(subnet) || kept.contains(subnet);
    if !design.subnets_of(vpc).all(|(_, subnet)| fits(&subnet.cidr_block)) {
        return None;
    }
    let primary = design.vpcs.get(vpc)?.cidr_blocks.first()?;
    let mut ranges: Vec<Ipv4Net> = PRIVATE_RANGES.iter().filter_map(|range| range.parse().ok()).collect();
    ranges.sort_by_key(|range| !range.contains(primary));
    let mut used: Vec<Ipv4Net> =
        design.vpcs.values().flat_map(|vpc| vpc.cidr_blocks.iter().copied()).collect();
    // Some AWS services use it inside. Source: <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    used.extend("172.17.0.0/16".parse::<Ipv4Net>());
    // A route would lead the block's own addresses away.
    let routes = design.route_tables_of(vpc).flat_map(|(_, table)| &table.routes);
    used.extend(routes.filter(|route| !route.is_default()).map(|route| route.destination));
    // Subnets outside of the blocks would overlap those that move in.
    used.extend(design.subnets_of(vpc).map(|(_, subnet)| subnet.cidr_block));
    net::next_free_block(&ranges, &used, prefix)
}

/// Puts one block of a VPC elsewhere. Its subnets, and the rules of the VPC's security groups that name addresses in it,
/// move along and keep their place in the block.
///
/// # Errors
/// The VPC is gone or does not have the block, or a subnet has no place in the new one.
pub(super) fn move_vpc_block(
    design: &mut Design,
    vpc: Id<Vpc>,
    from: Ipv4Net,
    to: Ipv4Net,
) -> Result<(), EditError> {
    let entity = design.vpcs.get_mut(vpc).ok_or_else(|| EditError::gone(vpc))?;
    if !entity.cidr_blocks.contains(&from) {
        return Err(EditError(format!("VPC {} no longer has {from}", entity.name)));
    }
    // A block that stands twice stays so: another rule's affair.
    entity.cidr_blocks.iter_mut().filter(|block| **block == from).for_each(|block| *block = to);
    let moved = |block: Ipv4Net| {
        let offset = u32::from(block.network()).checked_sub(u32::from(from.network()))?;
        let base = u32::from(to.network()).checked_add(offset)?;
        Ipv4Net::new(base.into(), block.prefix_len()).ok().filter(|moved| to.contains(moved))
    };
    let reserved = std::mem::take(&mut entity.reserved_blocks);
    entity.reserved_blocks = reserved
        .into_iter()
        .map(|(block, purpose)| {
            (from.contains(&block).then(|| moved(block)).flatten().unwrap_or(block), purpose)
        })
        .collect();
    let inside: Vec<Id<Subnet>> =
        design.subnets_of(vpc).filter(|(_, s)| from.contains(&s.cidr_block)).map(|(id, _)| id).collect();
    for id in inside {
        let Some(subnet) = design.subnets.get_mut(id) else { continue };
        subnet.cidr_block = moved(subnet.cidr_block)
            .ok_or_else(|| EditError(format!("Subnet {} has no place in {to}", subnet.name)))?;
    }
    design.security_groups.update_each(|_, group| {
        let mut changed = false;
        for rule in group.ingress.iter_mut().chain(&mut group.egress).filter(|_| group.vpc == vpc) {
            if let Peer::Cidr(block) = &mut rule.peer
                && from.contains(&*block)
                && let Some(new) = moved(*block)
            {
                *block = new;
                changed = true;
            }
        }
        changed
    });
    Ok(())
}

/// Adds an empty VPC with a /16 of its own and both DNS attributes on.
pub fn add_vpc(design: &mut Design, region: &str) -> Id<Vpc> {
    let stem = if design.vpcs.is_empty() { "main" } else { "vpc" };
    let vpc = Vpc {
        name: name::unique(stem, design.vpcs.values().map(|vpc| vpc.name.as_str())),
        region: region.to_owned(),
        cidr_blocks: vec![propose_vpc_block(design)],
        reserved_blocks: BTreeMap::new(),
        dns_support: true,
        dns_hostnames: true,
        tags: Tags::new(),
        frame: Frame::default(),
    };
    let id = design.allocate();
    design.vpcs.insert(id, vpc);
    id
}

/// Adds an Availability Zone to a VPC: the given one, or the next of the Region that the VPC does not have yet.
///
/// # Errors
/// The zone is there already, or the Region has no further one.
pub fn add_zone(
    design: &mut Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    suffix: Option<ZoneSuffix>,
) -> Result<Id<Zone>, EditError> {
    let entity = get(&design.vpcs, vpc)?;
    let taken = |suffix: &ZoneSuffix| design.zones_of(vpc).any(|(_, zone)| zone.suffix == *suffix);
    let suffix = match suffix {
        Some(suffix) if taken(&suffix) => {
            let zone = suffix.in_region(&entity.region);
            return Err(EditError(format!("VPC {} already has the zone {zone}", entity.name)));
        }
        Some(suffix) => suffix,
        None => zone_suffixes(catalog, &entity.region).into_iter().find(|suffix| !taken(suffix)).ok_or_else(
            || {
                EditError(format!(
                    "VPC {} already has every Availability Zone of {} that accounts usually see",
                    entity.name, entity.region
                ))
            },
        )?,
    };
    let id = design.allocate();
    design.zones.insert(id, Zone { vpc, suffix, frame: Frame::default() });
    Ok(id)
}

/// The zone letters of a Region. Where the catalogue has none (isolated Regions, unknown ones), the first three.
fn zone_suffixes(catalog: &Catalog, region: &str) -> Vec<ZoneSuffix> {
    let known: Vec<ZoneSuffix> = catalog
        .zone_names(region)
        .iter()
        .filter_map(|name| name.strip_prefix(region)?.parse().ok())
        .collect();
    if known.is_empty() { ["a", "b", "c"].iter().filter_map(|s| s.parse().ok()).collect() } else { known }
}

/// The VPC that a zone belongs to.
pub(super) fn vpc_of_zone(design: &Design, zone: Id<Zone>) -> Result<Id<Vpc>, EditError> {
    Ok(get(&design.zones, zone)?.vpc)
}
