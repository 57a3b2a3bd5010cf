//! Subnets.

use super::{EditError, atomically, endpoint, get, name, routing, vpc::vpc_of_zone, workload};
use crate::{
    catalog::Catalog,
    model::{Design, EndpointKind, Frame, Id, Subnet, SubnetKind, Tags, Vpc, Zone},
    net::{self, Ipv4Net},
};

/// The smallest subnet. Source: <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>
const SMALLEST: u8 = 28;

/// Adds a subnet: the next free block, a name by kind and zone, the route table that suits the kind.
///
/// # Errors
/// The VPC has no free block left, or the zone is gone.
pub fn add_subnet(design: &mut Design, zone: Id<Zone>, kind: SubnetKind) -> Result<Id<Subnet>, EditError> {
    let vpc = vpc_of_zone(design, zone)?;
    let cidr_block = propose_block(design, vpc, kind, None)?;
    add_with_block(design, zone, kind, cidr_block)
}

/// Adds a subnet with a block; whether that is free is for the caller to know.
pub(super) fn add_with_block(
    design: &mut Design,
    zone: Id<Zone>,
    kind: SubnetKind,
    cidr_block: Ipv4Net,
) -> Result<Id<Subnet>, EditError> {
    atomically(design, |design| {
        let vpc = vpc_of_zone(design, zone)?;
        let stem =
            format!("{}-{}", kind.word(), get(&design.zones, zone)?.suffix.as_str().trim_start_matches('-'));
        let name = name::unique(
            &stem,
            design.subnets_of(vpc).map(|(_, s)| s.name.as_str()).collect::<Vec<_>>().into_iter(),
        );
        let route_table = routing::table_for(design, zone, kind)?;
        let id = design.allocate();
        design.subnets.insert(
            id,
            Subnet {
                zone,
                name,
                kind,
                cidr_block,
                ipv6_index: super::free_ipv6_index(design, vpc),
                assign_ipv6_address_on_creation: false,
                route_table,
                network_acl: None,
                map_public_ip_on_launch: false,
                tags: Tags::new(),
                frame: Frame::default(),
            },
        );
        Ok(id)
    })
}

/// The next free block of a VPC for a subnet of a kind: a sixteenth of the VPC, for public subnets, which hold load
/// balancers and NAT gateways only, a 256th; smaller where there is less room.
fn propose_block(
    design: &Design,
    vpc: Id<Vpc>,
    kind: SubnetKind,
    except: Option<Id<Subnet>>,
) -> Result<Ipv4Net, EditError> {
    let entity = get(&design.vpcs, vpc)?;
    let whole = entity.cidr_blocks.first().map_or(16, Ipv4Net::prefix_len);
    let wanted = match kind {
        SubnetKind::Public => whole + 8,
        SubnetKind::Private | SubnetKind::Isolated => whole + 4,
    };
    free_block(design, vpc, wanted.min(SMALLEST), except)
}

/// The first free block of a VPC, of the wanted size or the next smaller one that there is room for.
fn free_block(
    design: &Design,
    vpc: Id<Vpc>,
    wanted: u8,
    except: Option<Id<Subnet>>,
) -> Result<Ipv4Net, EditError> {
    let entity = get(&design.vpcs, vpc)?;
    let used = design.used_blocks(vpc, except);
    (wanted..=SMALLEST)
        .find_map(|prefix| net::next_free_block(&entity.cidr_blocks, &used, prefix))
        .ok_or_else(|| no_room(&entity.name))
}

/// Gives a subnet another block. Overlaps and blocks outside the VPC are taken and reported by the checks, so that a
/// user can pass through them while re-planning.
///
/// # Errors
/// The subnet is gone.
pub fn set_subnet_block(design: &mut Design, subnet: Id<Subnet>, block: Ipv4Net) -> Result<(), EditError> {
    design.subnets.get_mut(subnet).ok_or_else(|| EditError::gone(subnet))?.cidr_block = block.trunc();
    Ok(())
}

/// Whether the VPC of a subnet has a free block for it, see [`replan_subnet`].
pub fn has_room(design: &Design, subnet: Id<Subnet>) -> bool {
    let Some(vpc) = design.vpc_of_subnet(subnet) else { return false };
    free_block(design, vpc, SMALLEST, Some(subnet)).is_ok()
}

/// Gives a subnet the next free block of its VPC: of its present size, or a smaller one where there is less room.
pub(super) fn replan_subnet(design: &mut Design, subnet: Id<Subnet>) -> Result<(), EditError> {
    let entity = get(&design.subnets, subnet)?;
    let vpc = vpc_of_zone(design, entity.zone)?;
    let size = entity.cidr_block.prefix_len().clamp(net::MIN_PREFIX, net::MAX_PREFIX);
    let block = free_block(design, vpc, size, Some(subnet))?;
    set_subnet_block(design, subnet, block)
}

/// Gives a subnet a route table that leads to the internet gateway: its own, unless subnets that are not public use it
/// too; then another one.
pub(super) fn reach_internet(design: &mut Design, subnet: Id<Subnet>) -> Result<(), EditError> {
    let before = get(&design.subnets, subnet)?.clone();
    let shared = design
        .subnets_with(before.route_table)
        .any(|(id, other)| id != subnet && other.kind != SubnetKind::Public);
    if shared {
        let table = routing::public_table_for(design, before.zone)?;
        if let Some(entity) = design.subnets.get_mut(subnet) {
            entity.route_table = table;
        }
    }
    let table = get(&design.subnets, subnet)?.route_table;
    routing::route_to_internet(design, table)
}

/// Gives a subnet a route table that does not lead to an internet gateway: one of its kin, else a new one with the way
/// out that its kind has.
pub(super) fn leave_internet(design: &mut Design, subnet: Id<Subnet>) -> Result<(), EditError> {
    let before = get(&design.subnets, subnet)?.clone();
    let table = routing::private_table_for(design, before.zone, before.kind)?;
    if let Some(entity) = design.subnets.get_mut(subnet) {
        entity.route_table = table;
    }
    routing::remove_if_orphaned(design, before.route_table);
    Ok(())
}

/// Changes what a subnet is meant to be, and with it the route table it uses.
///
/// # Errors
/// The subnet is gone.
pub fn set_subnet_kind(design: &mut Design, subnet: Id<Subnet>, kind: SubnetKind) -> Result<(), EditError> {
    atomically(design, |design| {
        let before = get(&design.subnets, subnet)?.clone();
        let route_table = routing::table_for(design, before.zone, kind)?;
        if let Some(entity) = design.subnets.get_mut(subnet) {
            entity.kind = kind;
            entity.route_table = route_table;
        }
        routing::remove_if_orphaned(design, before.route_table);
        Ok(())
    })
}

/// Moves a subnet to another zone, also of another VPC. What it holds moves along; its block stays where it fits and is
/// planned anew where it does not; it leaves interface endpoints that it can no longer belong to.
///
/// # Errors
/// The subnet or zone is gone, or the other VPC has no room.
pub fn move_subnet(
    design: &mut Design,
    catalog: &Catalog,
    subnet: Id<Subnet>,
    zone: Id<Zone>,
) -> Result<(), EditError> {
    if get(&design.subnets, subnet)?.zone == zone {
        return Ok(());
    }
    atomically(design, |design| {
        let before = get(&design.subnets, subnet)?.clone();
        let from = vpc_of_zone(design, before.zone)?;
        let to = vpc_of_zone(design, zone)?;
        let block = if from == to || fits(design, to, before.cidr_block) {
            before.cidr_block
        } else {
            propose_block(design, to, before.kind, Some(subnet))?
        };
        let route_table = routing::table_for(design, zone, before.kind)?;
        if let Some(entity) = design.subnets.get_mut(subnet) {
            entity.zone = zone;
            entity.cidr_block = block;
            entity.route_table = route_table;
        }
        routing::remove_if_orphaned(design, before.route_table);
        super::ipv6::settle_ipv6(design, subnet);
        leave_endpoints(design, subnet, zone, to);
        leave_network(design, subnet, zone, to);
        let workloads: Vec<_> = design.workloads_in(subnet).map(|(id, _)| id).collect();
        for id in workloads {
            if from == to {
                endpoint::reach(design, catalog, id);
            } else {
                workload::rehome(design, catalog, id, from, to)?;
            }
        }
        if from != to {
            routing::forget_foreign_targets(design);
        }
        Ok(())
    })
}

/// A block for a copy of a subnet: the same where it fits, else the next free one of its size, else a smaller one.
pub(super) fn block_for_copy(design: &Design, vpc: Id<Vpc>, original: Ipv4Net) -> Result<Ipv4Net, EditError> {
    if fits(design, vpc, original) {
        return Ok(original);
    }
    let entity = get(&design.vpcs, vpc)?;
    let used = design.used_blocks(vpc, None);
    (original.prefix_len().min(SMALLEST)..=SMALLEST)
        .find_map(|prefix| net::next_free_block(&entity.cidr_blocks, &used, prefix))
        .ok_or_else(|| no_room(&entity.name))
}

fn no_room(vpc: &str) -> EditError {
    EditError(format!(
        "VPC {vpc} has no free /{SMALLEST} block left for another subnet; add a CIDR block to it or remove a subnet"
    ))
}

fn fits(design: &Design, vpc: Id<Vpc>, block: Ipv4Net) -> bool {
    let inside = design.vpcs.get(vpc).is_some_and(|vpc| vpc.cidr_blocks.iter().any(|b| b.contains(&block)));
    inside && !design.used_blocks(vpc, None).iter().any(|used| net::overlap(*used, block))
}

/// Another VPC has other ACLs; attachments take one subnet per zone, Resolver endpoints any, both of their own VPC.
fn leave_network(design: &mut Design, subnet: Id<Subnet>, zone: Id<Zone>, vpc: Id<Vpc>) {
    let neighbours: Vec<Id<Subnet>> =
        design.subnets_of_zone(zone).map(|(id, _)| id).filter(|id| *id != subnet).collect();
    let foreign = |acl| design.network_acls.get(acl).is_none_or(|acl| acl.vpc != vpc);
    let lost = design.subnets.get(subnet).and_then(|s| s.network_acl).is_some_and(foreign);
    if lost && let Some(entity) = design.subnets.get_mut(subnet) {
        entity.network_acl = None;
    }
    design.transit_gateway_attachments.update_each(|_, attachment| {
        let leaves = attachment.subnets.contains(&subnet)
            && (attachment.vpc != vpc || attachment.subnets.iter().any(|s| neighbours.contains(s)));
        if leaves {
            attachment.subnets.retain(|s| *s != subnet);
        }
        leaves
    });
    design.resolver_endpoints.update_each(|_, resolver| {
        let leaves = resolver.vpc != vpc && resolver.subnets.contains(&subnet);
        if leaves {
            resolver.subnets.retain(|s| *s != subnet);
        }
        leaves
    });
}

/// An endpoint takes one subnet per zone, of its own VPC.
fn leave_endpoints(design: &mut Design, subnet: Id<Subnet>, zone: Id<Zone>, vpc: Id<Vpc>) {
    let neighbours: Vec<Id<Subnet>> =
        design.subnets_of_zone(zone).map(|(id, _)| id).filter(|id| *id != subnet).collect();
    design.endpoints.update_each(|_, endpoint| {
        let EndpointKind::Interface(interface) = &mut endpoint.kind else { return false };
        let leaves = interface.subnets.contains(&subnet)
            && (endpoint.vpc != vpc || interface.subnets.iter().any(|s| neighbours.contains(s)));
        if leaves {
            interface.subnets.retain(|s| *s != subnet);
        }
        leaves
    });
}
