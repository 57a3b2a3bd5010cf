//! Copies: what `edit` would make anew, with the original's fields. Blocks are planned anew, so nothing overlaps.

use crate::catalog::Catalog;
use crate::edit::{self, EditError};
use crate::model::{Design, EndpointKind, EntityRef, Id, NatGateway, Subnet, Vpc, Workload, Zone};

use super::{Performed, gone, list};

pub(super) fn duplicate(
    design: &mut Design,
    catalog: &Catalog,
    entities: &[EntityRef],
) -> Result<Performed, EditError> {
    let what = list(design, entities);
    let mut copies: Vec<EntityRef> = Vec::new();
    for entity in entities {
        copies.push(match *entity {
            EntityRef::Vpc(id) => vpc(design, catalog, id)?.into(),
            EntityRef::Zone(id) => {
                let home = design.zones.get(id).ok_or_else(|| gone(*entity))?.vpc;
                zone(design, catalog, id, home)?.into()
            }
            EntityRef::Subnet(id) => {
                let home = design.subnets.get(id).ok_or_else(|| gone(*entity))?.zone;
                subnet(design, id, home)?.into()
            }
            EntityRef::Workload(id) => {
                let home = design.workloads.get(id).ok_or_else(|| gone(*entity))?.subnet;
                workload(design, id, home)?.into()
            }
            EntityRef::NatGateway(id) => {
                let home = design.nat_gateways.get(id).ok_or_else(|| gone(*entity))?.subnet;
                nat_gateway(design, id, home)?.into()
            }
            EntityRef::InternetGateway(_) => {
                return Err(EditError("A VPC has one internet gateway at most".to_owned()));
            }
            EntityRef::Service(_) => {
                return Err(EditError("A service is drawn once per Region".to_owned()));
            }
            EntityRef::Endpoint(_) => {
                return Err(EditError(
                    "A second endpoint for the same service helps nobody; add one to another VPC instead"
                        .to_owned(),
                ));
            }
            EntityRef::RouteTable(_) | EntityRef::SecurityGroup(_) | EntityRef::Connection(_) => {
                return Err(EditError(format!("{what} cannot be duplicated; duplicate what uses it")));
            }
        });
    }
    let performed = Performed::new(format!("Duplicate {what}"), format!("Duplicated {what}"));
    Ok(copies.into_iter().fold(performed, Performed::selecting))
}

/// A copy in the same VPC shares the groups; in another VPC it has one of its own.
fn workload(design: &mut Design, id: Id<Workload>, into: Id<Subnet>) -> Result<Id<Workload>, EditError> {
    let original = design.workloads.get(id).ok_or_else(|| gone(id.into()))?.clone();
    let same_vpc = design.vpc_of_workload(id) == design.vpc_of_subnet(into);
    let copy = edit::add_workload(design, into, original.kind)?;
    if same_vpc {
        let fresh: Vec<EntityRef> =
            design.workloads.get(copy).iter().flat_map(|w| &w.security_groups).map(|g| (*g).into()).collect();
        if let Some(workload) = design.workloads.get_mut(copy) {
            workload.security_groups = original.security_groups;
        }
        edit::remove(design, &fresh)?;
    }
    Ok(copy)
}

fn nat_gateway(
    design: &mut Design,
    id: Id<NatGateway>,
    into: Id<Subnet>,
) -> Result<Id<NatGateway>, EditError> {
    let tags = design.nat_gateways.get(id).ok_or_else(|| gone(id.into()))?.tags.clone();
    let copy = edit::add_nat_gateway(design, into)?;
    if let Some(nat) = design.nat_gateways.get_mut(copy) {
        nat.tags = tags;
    }
    Ok(copy)
}

fn subnet(design: &mut Design, id: Id<Subnet>, into: Id<Zone>) -> Result<Id<Subnet>, EditError> {
    let original = design.subnets.get(id).ok_or_else(|| gone(id.into()))?.clone();
    let copy = edit::add_subnet(design, into, original.kind)?;
    if let Some(subnet) = design.subnets.get_mut(copy) {
        subnet.map_public_ip_on_launch = original.map_public_ip_on_launch;
        subnet.tags = original.tags;
    }
    let workloads: Vec<Id<Workload>> = design.workloads_in(id).map(|(id, _)| id).collect();
    let nats: Vec<Id<NatGateway>> = design.nat_gateways_in(id).map(|(id, _)| id).collect();
    for node in workloads {
        workload(design, node, copy)?;
    }
    for node in nats {
        nat_gateway(design, node, copy)?;
    }
    Ok(copy)
}

fn zone(design: &mut Design, catalog: &Catalog, id: Id<Zone>, into: Id<Vpc>) -> Result<Id<Zone>, EditError> {
    let suffix = design.zones.get(id).ok_or_else(|| gone(id.into()))?.suffix.clone();
    let other_vpc = design.zones.get(id).is_some_and(|zone| zone.vpc != into);
    let copy = edit::add_zone(design, catalog, into, other_vpc.then_some(suffix))?;
    let subnets: Vec<Id<Subnet>> = design.subnets_of_zone(id).map(|(id, _)| id).collect();
    for each in subnets {
        subnet(design, each, copy)?;
    }
    Ok(copy)
}

fn vpc(design: &mut Design, catalog: &Catalog, id: Id<Vpc>) -> Result<Id<Vpc>, EditError> {
    let original = design.vpcs.get(id).ok_or_else(|| gone(id.into()))?.clone();
    let copy = edit::add_vpc(design, &original.region);
    if let Some(vpc) = design.vpcs.get_mut(copy) {
        vpc.dns_support = original.dns_support;
        vpc.dns_hostnames = original.dns_hostnames;
        vpc.tags = original.tags;
    }
    if design.internet_gateway_of(id).is_some() {
        edit::add_internet_gateway(design, copy)?;
    }
    let zones: Vec<Id<Zone>> = design.zones_of(id).map(|(id, _)| id).collect();
    for each in zones {
        zone(design, catalog, each, copy)?;
    }
    let endpoints: Vec<_> = design.endpoints_of(id).map(|(_, endpoint)| endpoint.clone()).collect();
    for endpoint in endpoints {
        let made = edit::add_endpoint(design, catalog, copy, endpoint.service.clone())?;
        edit::set_endpoint_type(design, catalog, made, endpoint.kind.endpoint_type())?;
        if let Some(entity) = design.endpoints.get_mut(made) {
            entity.policy = endpoint.policy;
            entity.auto_accept = endpoint.auto_accept;
            entity.tags = endpoint.tags;
            if let (EndpointKind::Interface(new), EndpointKind::Interface(old)) =
                (&mut entity.kind, endpoint.kind)
            {
                new.private_dns = old.private_dns;
                new.private_dns_scope = old.private_dns_scope;
                new.ip_address_type = old.ip_address_type;
                new.dns_record_ip_type = old.dns_record_ip_type;
            }
        }
    }
    Ok(copy)
}
