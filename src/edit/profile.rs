//! Route 53 Profiles, and the sharing of one VPC's interface endpoint with others by them.

use super::{EditError, atomically, get, name, remove, security_group};
use crate::model::{
    Design, Endpoint, EndpointKind, EntityRef, HostedZone, Id, Profile, RecordTarget, Tags, Vpc,
};

/// Adds a Profile to a Region; nothing is associated yet.
pub fn add_profile(design: &mut Design, region: &str) -> Id<Profile> {
    let taken: Vec<&str> = design.profiles.values().map(|profile| profile.name.as_str()).collect();
    let name = name::unique("names", taken.into_iter());
    let profile = Profile {
        name,
        region: region.to_owned(),
        vpcs: Vec::new(),
        hosted_zones: Vec::new(),
        endpoints: Vec::new(),
        tags: Tags::new(),
    };
    let id = design.allocate();
    design.profiles.insert(id, profile);
    id
}

/// Sets the VPCs that get the names of a Profile.
///
/// # Errors
/// The Profile or a VPC is gone; a VPC is of another Region, or has another Profile.
/// Source: <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profile-associate-vpcs.html>
pub fn set_profile_vpcs(design: &mut Design, id: Id<Profile>, vpcs: &[Id<Vpc>]) -> Result<(), EditError> {
    let profile = get(&design.profiles, id)?;
    for vpc in vpcs {
        let entity = get(&design.vpcs, *vpc)?;
        if entity.region != profile.region {
            return Err(EditError(format!(
                "VPC {} is in {}, Profile {} in {}; use a Profile of {}",
                entity.name, entity.region, profile.name, profile.region, entity.region
            )));
        }
        let other = design.profiles.iter().find(|(other, p)| *other != id && p.vpcs.contains(vpc));
        if let Some((_, other)) = other {
            return Err(EditError(format!(
                "VPC {} has Profile {} already; take it out of that one first",
                entity.name, other.name
            )));
        }
    }
    if let Some(profile) = design.profiles.get_mut(id) {
        profile.vpcs = vpcs.to_vec();
    }
    Ok(())
}

/// Sets the private hosted zones that a Profile answers from.
///
/// # Errors
/// The Profile or a zone is gone.
pub fn set_profile_hosted_zones(
    design: &mut Design,
    id: Id<Profile>,
    zones: &[Id<HostedZone>],
) -> Result<(), EditError> {
    for zone in zones {
        get(&design.hosted_zones, *zone)?;
    }
    design.profiles.get_mut(id).ok_or_else(|| EditError::gone(id))?.hosted_zones = zones.to_vec();
    Ok(())
}

/// Sets the interface endpoints whose private names a Profile has.
///
/// # Errors
/// The Profile or an endpoint is gone; an endpoint is none with names, or of another Region.
pub fn set_profile_endpoints(
    design: &mut Design,
    id: Id<Profile>,
    endpoints: &[Id<Endpoint>],
) -> Result<(), EditError> {
    let profile = get(&design.profiles, id)?;
    for endpoint in endpoints {
        let entity = get(&design.endpoints, *endpoint)?;
        if entity.kind.interface().is_none() {
            return Err(EditError(format!(
                "{} is a {} endpoint and has no private name; choose an interface endpoint",
                entity.name,
                entity.kind.endpoint_type().word()
            )));
        }
        let region = design.region_of((*endpoint).into()).unwrap_or_default();
        if region != profile.region {
            return Err(EditError(format!(
                "Endpoint {} is in {region}, Profile {} in {}; use a Profile of {region}",
                entity.name, profile.name, profile.region
            )));
        }
    }
    if let Some(profile) = design.profiles.get_mut(id) {
        profile.endpoints = endpoints.to_vec();
    }
    Ok(())
}

/// Lets other VPCs use an interface endpoint: its private DNS is on, and a Profile brings its names to them, each VPC's
/// own, else that which has the endpoint already, else a new one. Hosted zones that answered with it give way, and its
/// security groups let the VPCs' blocks in. How the packets get there, by peering or a Transit Gateway, is for others to
/// decide.
///
/// # Errors
/// The endpoint or a VPC is gone; it is no interface endpoint; a VPC is of another Region.
pub fn share_endpoint_by_profile(
    design: &mut Design,
    endpoint: Id<Endpoint>,
    vpcs: &[Id<Vpc>],
) -> Result<Vec<Id<Profile>>, EditError> {
    let entity = get(&design.endpoints, endpoint)?.clone();
    if entity.kind.interface().is_none() {
        return Err(EditError(format!(
            "{} is a {} endpoint and cannot be shared so; add an interface endpoint for the service",
            entity.name,
            entity.kind.endpoint_type().word()
        )));
    }
    let region = get(&design.vpcs, entity.vpc)?.region.clone();
    atomically(design, |design| {
        let mut blocks = Vec::new();
        for vpc in vpcs {
            blocks.extend(get(&design.vpcs, *vpc)?.cidr_blocks.iter().copied());
        }
        let zoned = unalias(design, endpoint, &entity)?;
        if let Some(Endpoint { kind: EndpointKind::Interface(interface), .. }) =
            design.endpoints.get_mut(endpoint)
        {
            interface.private_dns = true;
            // Clients of other VPCs ask their own resolvers.
            interface.private_dns_scope = None;
        }
        let groups = entity.kind.security_groups();
        security_group::let_blocks_in(design, groups, &entity.service, &blocks, "Clients in other VPCs");
        let mut used: Vec<Id<Profile>> = Vec::new();
        for vpc in zoned.iter().chain(vpcs).filter(|vpc| **vpc != entity.vpc) {
            let here = |(id, profile): (Id<Profile>, &Profile)| (profile.region == region).then_some(id);
            let with_it = |design: &Design| {
                let mut all = design.profiles.iter();
                all.find(|(_, profile)| profile.region == region && profile.endpoints.contains(&endpoint))
                    .or_else(|| design.profiles.iter().find(|(_, profile)| profile.region == region))
                    .and_then(here)
            };
            let own = design.profile_of(*vpc).map(|(id, _)| id);
            let id = match own.or_else(|| used.first().copied()).or_else(|| with_it(design)) {
                Some(id) => id,
                None => add_profile(design, &region),
            };
            let (mut all, mut endpoints) =
                get(&design.profiles, id).map(|profile| (profile.vpcs.clone(), profile.endpoints.clone()))?;
            if !all.contains(vpc) {
                all.push(*vpc);
            }
            if !endpoints.contains(&endpoint) {
                endpoints.push(endpoint);
            }
            set_profile_vpcs(design, id, &all)?;
            set_profile_endpoints(design, id, &endpoints)?;
            if !used.contains(&id) {
                used.push(id);
            }
        }
        Ok(used)
    })
}

/// Takes the aliases of an endpoint out of all hosted zones, and the zones away that answered nothing else: beside a zone
/// of its name, AWS refuses private DNS. The VPCs that used them.
fn unalias(
    design: &mut Design,
    endpoint: Id<Endpoint>,
    entity: &Endpoint,
) -> Result<Vec<Id<Vpc>>, EditError> {
    let mut vpcs = Vec::new();
    let mut emptied: Vec<EntityRef> = Vec::new();
    design.hosted_zones.update_each(|id, zone| {
        let count = zone.records.len();
        zone.records.retain(|record| record.target != RecordTarget::Endpoint(endpoint));
        if zone.records.len() < count {
            vpcs.extend(zone.vpcs.iter().filter(|vpc| **vpc != entity.vpc).copied());
            if zone.records.is_empty() {
                emptied.push(id.into());
            }
        }
        zone.records.len() < count
    });
    vpcs.sort_unstable();
    vpcs.dedup();
    remove(design, &emptied)?;
    Ok(vpcs)
}

/// Takes an endpoint out of all Profiles: its names are no longer private ones. The VPCs that used them.
pub(super) fn withdraw(design: &mut Design, endpoint: Id<Endpoint>) -> Vec<Id<Vpc>> {
    let mut vpcs = Vec::new();
    design.profiles.update_each(|_, profile| {
        let had = profile.endpoints.contains(&endpoint);
        if had {
            profile.endpoints.retain(|other| *other != endpoint);
            vpcs.extend(profile.vpcs.iter().copied());
        }
        had
    });
    vpcs
}
