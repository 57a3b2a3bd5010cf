//! Private hosted zones, and the sharing of one VPC's interface endpoint with others.

use super::{EditError, atomically, get, profile, security_group};
use crate::{
    catalog::Catalog,
    model::{
        Design, Endpoint, EndpointKind, HostedZone, Id, RecordTarget, ServiceRef, Tags, Vpc, ZoneRecord,
    },
    net,
};

/// Adds a private hosted zone without records.
///
/// # Errors
/// A VPC is gone, none is given, the domain is no domain name, or a zone of that name is associated with one of the VPCs
/// already: AWS refuses that.
/// Source: <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html>
pub fn add_hosted_zone(
    design: &mut Design,
    domain: &str,
    vpcs: &[Id<Vpc>],
) -> Result<Id<HostedZone>, EditError> {
    let domain = domain.trim().trim_end_matches('.');
    check_domain(domain)?;
    if vpcs.is_empty() {
        return Err(EditError("A private hosted zone needs a VPC".to_owned()));
    }
    check_free(design, None, domain, vpcs)?;
    let zone =
        HostedZone { name: domain.to_owned(), vpcs: vpcs.to_vec(), records: Vec::new(), tags: Tags::new() };
    let id = design.allocate();
    design.hosted_zones.insert(id, zone);
    Ok(id)
}

/// Sets the VPCs that a hosted zone is associated with.
///
/// # Errors
/// As [`add_hosted_zone`].
pub fn set_hosted_zone_vpcs(
    design: &mut Design,
    zone: Id<HostedZone>,
    vpcs: &[Id<Vpc>],
) -> Result<(), EditError> {
    let domain = get(&design.hosted_zones, zone)?.name.clone();
    if vpcs.is_empty() {
        return Err(EditError(format!("Hosted zone {domain} needs a VPC; remove the zone instead")));
    }
    check_free(design, Some(zone), &domain, vpcs)?;
    if let Some(entity) = design.hosted_zones.get_mut(zone) {
        entity.vpcs = vpcs.to_vec();
    }
    Ok(())
}

/// Sets the records of a hosted zone.
///
/// # Errors
/// The zone is gone; a name is no domain name, or is there twice; an alias names no interface endpoint.
pub fn set_hosted_zone_records(
    design: &mut Design,
    zone: Id<HostedZone>,
    records: Vec<ZoneRecord>,
) -> Result<(), EditError> {
    let entity = get(&design.hosted_zones, zone)?;
    let mut names = std::collections::BTreeSet::new();
    for record in &records {
        let name = entity.full_name(record).to_lowercase();
        check_domain(name.strip_prefix("*.").unwrap_or(&name))?;
        if let RecordTarget::Endpoint(endpoint) = &record.target {
            let kind = &get(&design.endpoints, *endpoint)?.kind;
            if kind.interface().is_none() {
                return Err(EditError(format!(
                    "{} is a {} endpoint and has no name; choose an interface endpoint",
                    design.label((*endpoint).into()),
                    kind.endpoint_type().word()
                )));
            }
        }
        if !names.insert(name.clone()) {
            return Err(EditError(format!("There is a record {name} already")));
        }
    }
    if let Some(entity) = design.hosted_zones.get_mut(zone) {
        entity.records = records;
    }
    Ok(())
}

pub(super) fn check_domain(domain: &str) -> Result<(), EditError> {
    if net::is_domain_name(domain) {
        return Ok(());
    }
    let shown: String = domain.chars().take(80).collect();
    Err(EditError(format!("“{shown}” is not a domain name; it looks like corp.example.com")))
}

fn check_free(
    design: &Design,
    except: Option<Id<HostedZone>>,
    domain: &str,
    vpcs: &[Id<Vpc>],
) -> Result<(), EditError> {
    for vpc in vpcs {
        let entity = get(&design.vpcs, *vpc)?;
        let taken = design.hosted_zones.iter().any(|(id, zone)| {
            Some(id) != except && zone.name.eq_ignore_ascii_case(domain) && zone.vpcs.contains(vpc)
        });
        if taken {
            return Err(EditError(format!(
                "VPC {} is associated with a hosted zone {domain} already; AWS allows one of a name",
                entity.name
            )));
        }
    }
    Ok(())
}

/// Lets other VPCs use an interface endpoint: its own private DNS gives way to a hosted zone of the service's name, which
/// is associated with its VPC and the others, and its security groups let their blocks in. How the packets get there,
/// by peering or a Transit Gateway, is for others to decide.
///
/// # Errors
/// The endpoint or a VPC is gone; it is a gateway endpoint; the catalogue knows no private DNS name of the service in the
/// Region.
/// Source: <https://docs.aws.amazon.com/whitepapers/latest/building-scalable-secure-multi-vpc-network-infrastructure/centralized-access-to-vpc-private-endpoints.html>
pub fn share_endpoint(
    design: &mut Design,
    catalog: &Catalog,
    endpoint: Id<Endpoint>,
    vpcs: &[Id<Vpc>],
) -> Result<Vec<Id<HostedZone>>, EditError> {
    let entity = get(&design.endpoints, endpoint)?.clone();
    let EndpointKind::Interface(_) = &entity.kind else {
        return Err(EditError(format!(
            "{} is a {} endpoint and cannot be shared so; add an interface endpoint for the service",
            entity.name,
            entity.kind.endpoint_type().word()
        )));
    };
    let region = get(&design.vpcs, entity.vpc)?.region.clone();
    let names = private_names(catalog, &entity.service, &region).ok_or_else(|| {
        EditError(format!(
            "The private DNS name of {} in {region} is not known; add a hosted zone for it yourself",
            entity.service.word()
        ))
    })?;
    atomically(design, |design| {
        let mut blocks = Vec::new();
        for vpc in vpcs {
            blocks.extend(get(&design.vpcs, *vpc)?.cidr_blocks.iter().copied());
        }
        let mut groups = Vec::new();
        if let Some(Endpoint { kind: EndpointKind::Interface(interface), .. }) =
            design.endpoints.get_mut(endpoint)
        {
            interface.private_dns = false;
            interface.private_dns_scope = None;
            groups.clone_from(&interface.security_groups);
        }
        let mut vpcs = vpcs.to_vec();
        // They had its names from there.
        for vpc in profile::withdraw(design, endpoint) {
            if !vpcs.contains(&vpc) {
                vpcs.push(vpc);
            }
        }
        let vpcs = vpcs.as_slice();
        security_group::let_blocks_in(design, &groups, &entity.service, &blocks, "Clients in other VPCs");
        let mut zones = Vec::new();
        for (domain, records) in by_domain(&names) {
            let known = design.hosted_zones.iter().find(|(_, zone)| {
                zone.name.eq_ignore_ascii_case(&domain)
                    && zone.records.iter().any(|r| r.target == RecordTarget::Endpoint(endpoint))
            });
            let zone = match known.map(|(id, zone)| (id, zone.vpcs.clone())) {
                Some((id, mut all)) => {
                    all.extend(vpcs.iter().filter(|vpc| !all.contains(vpc)).copied().collect::<Vec<_>>());
                    set_hosted_zone_vpcs(design, id, &all)?;
                    id
                }
                None => {
                    let mut all = vec![entity.vpc];
                    all.extend(vpcs.iter().filter(|vpc| **vpc != entity.vpc).copied());
                    add_hosted_zone(design, &domain, &all)?
                }
            };
            if let Some(zone) = design.hosted_zones.get_mut(zone) {
                for name in records {
                    let record = ZoneRecord::endpoint(&name, endpoint);
                    if !zone.records.contains(&record) {
                        zone.records.push(record);
                    }
                }
            }
            zones.push(zone);
        }
        Ok(zones)
    })
}

/// The names that the endpoint would answer with private DNS.
fn private_names(catalog: &Catalog, service: &ServiceRef, region: &str) -> Option<Vec<String>> {
    let names = catalog.private_dns_names(service.aws_key()?, region);
    let names: Vec<String> = names.names.iter().map(|name| name.trim_end_matches('.').to_owned()).collect();
    (!names.is_empty()).then_some(names)
}

/// Zones with the records' names in them: `*.s3.…` and `s3.…` are of one zone.
fn by_domain(names: &[String]) -> Vec<(String, Vec<String>)> {
    let mut zones: Vec<(String, Vec<String>)> = Vec::new();
    for name in names {
        let (domain, record) = match name.strip_prefix("*.") {
            Some(domain) => (domain, "*"),
            None => (name.as_str(), ""),
        };
        match zones.iter_mut().find(|(zone, _)| zone == domain) {
            Some((_, records)) => records.push(record.to_owned()),
            None => zones.push((domain.to_owned(), vec![record.to_owned()])),
        }
    }
    for (_, records) in &mut zones {
        // AWS's own private DNS answers the domain where it answers what is below it.
        if !records.iter().any(String::is_empty) {
            records.insert(0, String::new());
        }
    }
    zones
}
