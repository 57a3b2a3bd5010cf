//! VPCs and their Availability Zones.

use std::collections::BTreeMap;

use super::{EditError, get, name, vpc_block::propose_vpc_block};
use crate::{
    catalog::Catalog,
    model::{Design, Frame, Id, Tags, Vpc, Zone, ZoneSuffix},
};

/// Adds an empty VPC with a /16 of its own and both DNS attributes on.
pub fn add_vpc(design: &mut Design, region: &str) -> Id<Vpc> {
    let stem = if design.vpcs.is_empty() { "main" } else { "vpc" };
    let vpc = Vpc {
        name: name::unique(stem, design.vpcs.values().map(|vpc| vpc.name.as_str())),
        region: region.to_owned(),
        cidr_blocks: vec![propose_vpc_block(design)],
        reserved_blocks: BTreeMap::new(),
        amazon_provided_ipv6_cidr_block: false,
        egress_only_internet_gateway: false,
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
