//! Copies of whole VPCs: by value, so that what the user changed in them is in the copy.

use std::collections::BTreeMap;

use super::super::{EditError, get, name, vpc_block};
use super::{Source, original};
use crate::file;
use crate::model::{Connection, Design, EntityRef, Id, Peer, Vpc};
use crate::net::{self, IpNet, Ipv4Net};

/// Copies a VPC with all it holds and the calls of its workloads. A block that overlaps one of the design's VPCs is
/// planned anew, and the addresses in subnets, routes and rules move along.
///
/// # Errors
/// The private ranges have no room for another block of that size, or the design no number for another entity.
pub fn copy_vpc(design: &mut Design, source: Source<'_>, vpc: Id<Vpc>) -> Result<Id<Vpc>, EditError> {
    let from = source.design;
    original(&from.vpcs, vpc)?;
    let mut copy = from.clone();
    let inside = |entity: EntityRef| from.vpc_of(entity) == Some(vpc);
    copy.retain(inside);
    file::forget_lost_references(&mut copy);

    let mut numbers = BTreeMap::new();
    for entity in copy.entities() {
        let number: Id<Vpc> = design.allocate();
        numbers.insert(entity, number.number());
    }
    if design.next_id == u32::MAX {
        return Err(EditError("The design has no numbers left for further entities".to_owned()));
    }
    // Repair may have made route tables; their numbers are the copy's own business.
    file::renumber(&mut copy, &numbers);
    let id = numbers.get(&vpc.into()).map_or(vpc, |number| Id::new(*number));

    let taken: Vec<&str> = design.vpcs.values().map(|other| other.name.as_str()).collect();
    let blocks = plan(design, &get(&copy.vpcs, id)?.cidr_blocks)?;
    if let Some(entity) = copy.vpcs.get_mut(id) {
        entity.name = name::of_copy(&entity.name, taken.into_iter());
        entity.cidr_blocks = blocks.iter().map(|(_, new)| *new).collect();
    }
    readdress(&mut copy, &blocks);
    design.absorb(&copy);
    call(design, source, vpc, &numbers);
    Ok(id)
}

/// The blocks of a VPC, each with the one that its copy gets.
fn plan(design: &Design, blocks: &[Ipv4Net]) -> Result<Vec<(Ipv4Net, Ipv4Net)>, EditError> {
    let mut used: Vec<Ipv4Net> = design.vpcs.values().flat_map(|vpc| vpc.cidr_blocks.clone()).collect();
    let mut plan = Vec::with_capacity(blocks.len());
    for block in blocks {
        let free = !used.iter().any(|other| net::overlap(*other, *block));
        let new = if free {
            *block
        } else {
            vpc_block::free_private_block(&used, block.prefix_len()).ok_or_else(|| {
                EditError(format!("The private ranges have no free /{} left", block.prefix_len()))
            })?
        };
        used.push(new);
        plan.push((*block, new));
    }
    Ok(plan)
}

/// Moves addresses in the old blocks to the same places in the new ones.
fn readdress(copy: &mut Design, blocks: &[(Ipv4Net, Ipv4Net)]) {
    let moved = |net: Ipv4Net| {
        let (old, new) = blocks.iter().find(|(old, new)| old != new && old.contains(&net))?;
        let offset = u32::from(net.network()).wrapping_sub(u32::from(old.network()));
        Ipv4Net::new(u32::from(new.network()).wrapping_add(offset).into(), net.prefix_len()).ok()
    };
    let readdress = |net: &mut Ipv4Net| match moved(*net) {
        Some(new) => {
            *net = new;
            true
        }
        None => false,
    };
    copy.vpcs.update_each(|_, vpc| {
        let before = vpc.reserved_blocks.clone();
        vpc.reserved_blocks = before.iter().map(|(b, p)| (moved(*b).unwrap_or(*b), p.clone())).collect();
        before != vpc.reserved_blocks
    });
    copy.subnets.update_each(|_, subnet| readdress(&mut subnet.cidr_block));
    copy.route_tables.update_each(|_, table| {
        // All of them, not only up to the first that moves.
        table.routes.iter_mut().filter_map(|route| readdress(&mut route.destination).then_some(())).count()
            > 0
    });
    copy.network_acls.update_each(|_, acl| {
        acl.ingress
            .iter_mut()
            .chain(&mut acl.egress)
            // All of them, not only up to the first that moves.
            .filter_map(|rule| match &mut rule.cidr_block {
                IpNet::V4(block) => readdress(block).then_some(()),
                IpNet::V6(_) => None,
            })
            .count()
            > 0
    });
    copy.security_groups.update_each(|_, group| {
        group.ingress.iter_mut().chain(&mut group.egress).fold(false, |changed, rule| match &mut rule.peer {
            Peer::Cidr(net) => readdress(net) || changed,
            Peer::SecurityGroup(_) | Peer::Ipv6Cidr(_) | Peer::PrefixList(_) => changed,
        })
    });
}

/// The calls of the copied workloads, to the nodes of their services.
fn call(design: &mut Design, source: Source<'_>, vpc: Id<Vpc>, numbers: &BTreeMap<EntityRef, u32>) {
    let Source { design: from, catalog } = source;
    for connection in from.connections.values() {
        let Some(number) = numbers.get(&connection.workload.into()) else { continue };
        let Some(service) = from.services.get(connection.service) else { continue };
        if from.vpc_of_workload(connection.workload) != Some(vpc) {
            continue;
        }
        let workload = Id::new(*number);
        let Ok(service) =
            super::workload::add_service(design, catalog, service.target.clone(), &service.region)
        else {
            continue;
        };
        let id = design.allocate();
        design.connections.insert(id, Connection { workload, service, ..*connection });
    }
}
