//! Moving, resizing, splitting and joining what holds a block of a VPC.

use super::super::{
    EditError, atomically, get, ipv6, name, remove::remove, set_subnet_block, subnet::add_with_block,
    vpc::vpc_of_zone,
};
use super::{Held, map};
use crate::model::{Design, Frame, Id, ServiceLoadBalancer, Subnet, SubnetKind, Vpc, Zone};
use crate::net::{self, Ipv4Net};

/// The block and the VPC of something held, and its name for messages.
fn look(design: &Design, held: Held) -> Result<(Ipv4Net, Id<Vpc>, String), EditError> {
    match held {
        Held::Subnet(id) => {
            let subnet = get(&design.subnets, id)?;
            Ok((subnet.cidr_block, vpc_of_zone(design, subnet.zone)?, format!("Subnet {}", subnet.name)))
        }
        Held::Reserved(vpc, block) => {
            let entity = get(&design.vpcs, vpc)?;
            if !entity.reserved_blocks.contains_key(&block) {
                return Err(EditError(format!("VPC {} no longer reserves {block}", entity.name)));
            }
            Ok((block, vpc, format!("The reserved block {block}")))
        }
    }
}

/// The block of something held; none where it is gone.
pub fn block_of(design: &Design, held: Held) -> Option<Ipv4Net> {
    look(design, held).ok().map(|(own, ..)| own)
}

/// Whether something held can stand at a block, as for [`place`]: for the verdict while it is dragged.
///
/// # Errors
/// As for [`place`].
pub fn check_place(design: &Design, held: Held, block: Ipv4Net) -> Result<(), EditError> {
    let (own, vpc, _) = look(design, held)?;
    let except = |range: &map::Range| match held {
        Held::Subnet(id) => range.holder == map::Holder::Subnet(id),
        Held::Reserved(..) => range.holder == map::Holder::Reserved && range.block == own,
    };
    check_free(design, vpc, block, except)
}

/// Whether a block is in a VPC, of a size that AWS takes, and touches nothing but what is excepted.
pub(super) fn check_free(
    design: &Design,
    vpc: Id<Vpc>,
    block: Ipv4Net,
    except: impl Fn(&map::Range) -> bool,
) -> Result<(), EditError> {
    let entity = get(&design.vpcs, vpc)?;
    net::parse_block(&block.to_string()).map_err(|error| EditError(error.to_string()))?;
    if !entity.cidr_blocks.iter().any(|outer| outer.contains(&block)) {
        let blocks: Vec<String> = entity.cidr_blocks.iter().map(ToString::to_string).collect();
        return Err(EditError(format!(
            "{block} is not inside VPC {}, which has {}. Choose a block in there, or add a CIDR block to the VPC",
            entity.name,
            blocks.join(" and ")
        )));
    }
    let held = map::held(design, vpc);
    match held.iter().find(|range| !except(range) && net::overlap(range.block, block)) {
        None => Ok(()),
        Some(range) => {
            let remedy = match range.holder {
                map::Holder::Subnet(_) => "Move or resize that first, or choose free space",
                map::Holder::Reserved | map::Holder::Free => "Release that first, or choose free space",
            };
            let title = match range.holder {
                map::Holder::Reserved if range.name.is_empty() => "what is reserved".to_owned(),
                map::Holder::Reserved => format!("what is reserved for {}", range.name),
                map::Holder::Subnet(_) | map::Holder::Free => range.title().replacen('S', "s", 1),
            };
            Err(EditError(format!("{block} touches {title} at {}. {remedy}", range.block)))
        }
    }
}

/// Puts something held at another block of its VPC, of the same or another size.
///
/// # Errors
/// The block is outside of the VPC, of a size that AWS does not take, or touches another subnet or reserved block.
pub fn place(design: &mut Design, held: Held, block: Ipv4Net) -> Result<(), EditError> {
    check_place(design, held, block)?;
    match held {
        Held::Subnet(id) => set_subnet_block(design, id, block),
        Held::Reserved(vpc, old) => {
            let entity = design.vpcs.get_mut(vpc).ok_or_else(|| EditError::gone(vpc))?;
            let purpose = entity.reserved_blocks.remove(&old).unwrap_or_default();
            entity.reserved_blocks.insert(block, purpose);
            Ok(())
        }
    }
}

/// The block of another size at the place of something held: its first part, or what it is a part of.
///
/// # Errors
/// It is gone, or the size is none of AWS's.
pub fn resized(design: &Design, held: Held, prefix: u8) -> Result<Ipv4Net, EditError> {
    let (own, ..) = look(design, held)?;
    let block = Ipv4Net::new(own.network(), prefix)
        .map_err(|_| EditError(format!("/{prefix} is no size of a block; AWS takes /16 to /28")))?;
    Ok(block.trunc())
}

/// Halves something held. A subnet keeps the lower half; the upper one becomes another subnet like it, in the same zone
/// and with the same route table and network ACL, whose id is returned.
///
/// # Errors
/// It is gone, or AWS takes no smaller block.
pub fn split(design: &mut Design, held: Held) -> Result<Option<Id<Subnet>>, EditError> {
    let (own, vpc, title) = look(design, held)?;
    let Some([lower, upper]) = net::halves(own).filter(|[half, _]| half.prefix_len() <= net::MAX_PREFIX)
    else {
        return Err(EditError(format!(
            "{title} is {own}, and AWS takes no smaller block than /{}",
            net::MAX_PREFIX
        )));
    };
    match held {
        Held::Subnet(id) => {
            let subnet = get(&design.subnets, id)?.clone();
            let taken: Vec<&str> = design.subnets_of(vpc).map(|(_, subnet)| subnet.name.as_str()).collect();
            let name = name::of_copy(&subnet.name, taken.into_iter());
            let new = design.allocate();
            set_subnet_block(design, id, lower)?;
            design.subnets.insert(new, Subnet { name, cidr_block: upper, frame: Frame::default(), ..subnet });
            ipv6::settle_ipv6(design, new);
            Ok(Some(new))
        }
        Held::Reserved(vpc, block) => {
            let entity = design.vpcs.get_mut(vpc).ok_or_else(|| EditError::gone(vpc))?;
            let purpose = entity.reserved_blocks.remove(&block).unwrap_or_default();
            entity.reserved_blocks.insert(lower, purpose.clone());
            entity.reserved_blocks.insert(upper, purpose);
            Ok(None)
        }
    }
}

/// What something held would become by [`join`]: its block with the other half, and the subnet that would be taken in.
///
/// # Errors
/// As for [`join`].
pub fn joined(design: &Design, held: Held) -> Result<(Ipv4Net, Option<Id<Subnet>>), EditError> {
    let (own, vpc, title) = look(design, held)?;
    let (Some(whole), Some(other)) = (own.supernet(), net::other_half(own)) else {
        return Err(EditError(format!("{title} has all addresses there are")));
    };
    let entity = get(&design.vpcs, vpc)?;
    if !entity.cidr_blocks.iter().any(|block| block.contains(&whole)) {
        return Err(EditError(format!(
            "{title} has no other half: {whole} is more than VPC {} has",
            entity.name
        )));
    }
    let in_the_way: Vec<map::Range> =
        map::held(design, vpc).into_iter().filter(|range| net::overlap(range.block, other)).collect();
    let refuse = |range: &map::Range, why: &str| {
        Err(EditError(format!("The other half, {other}, has {} at {}{why}", range.title(), range.block)))
    };
    match (&in_the_way[..], held) {
        ([], _) => Ok((whole, None)),
        ([range], Held::Subnet(id)) => match range.holder {
            map::Holder::Subnet(taken_in) if range.block == other => {
                let (one, two) = (get(&design.subnets, id)?, get(&design.subnets, taken_in)?);
                if one.zone != two.zone {
                    return refuse(range, ", in another Availability Zone. Move it to the same zone first");
                }
                if one.kind != two.kind {
                    let why = format!(
                        ", which is {}, not {}. Make them alike first",
                        two.kind.word(),
                        one.kind.word()
                    );
                    return refuse(range, &why);
                }
                Ok((whole, Some(taken_in)))
            }
            map::Holder::Subnet(_) => refuse(range, ". Join or move that first"),
            map::Holder::Reserved | map::Holder::Free => refuse(range, ". Release that first"),
        },
        ([range], Held::Reserved(..)) => match range.holder {
            map::Holder::Reserved if range.block == other => Ok((whole, None)),
            map::Holder::Reserved | map::Holder::Free => refuse(range, ". Join that first"),
            map::Holder::Subnet(_) => refuse(range, ". Move that first"),
        },
        ([range, ..], _) => refuse(range, " and more. Join or move what is there first"),
    }
}

/// Joins something held with the other half of the block that is twice as large. Free space is taken in; a subnet of
/// the same zone and kind gives all it holds to this one; reserved blocks are joined with their purposes.
///
/// # Errors
/// The other half is outside of the VPC, or has something else in it; the message says what to do first.
pub fn join(design: &mut Design, held: Held) -> Result<(), EditError> {
    let (whole, taken_in) = joined(design, held)?;
    atomically(design, |design| match held {
        Held::Subnet(id) => {
            if let Some(from) = taken_in {
                hand_over(design, from, id);
                remove(design, &[from.into()])?;
            }
            set_subnet_block(design, id, whole)
        }
        Held::Reserved(vpc, block) => {
            let entity = design.vpcs.get_mut(vpc).ok_or_else(|| EditError::gone(vpc))?;
            let other = net::other_half(block).and_then(|other| entity.reserved_blocks.remove(&other));
            let own = entity.reserved_blocks.remove(&block).unwrap_or_default();
            let purpose = match other {
                Some(other) if !other.is_empty() && other != own => [own, other].join(", "),
                Some(_) | None => own,
            };
            entity.reserved_blocks.insert(whole, purpose.trim_start_matches(", ").to_owned());
            Ok(())
        }
    })
}

/// Gives what is in one subnet to another of the same zone.
fn hand_over(design: &mut Design, from: Id<Subnet>, to: Id<Subnet>) {
    let in_list = |list: &mut Vec<Id<Subnet>>| {
        let Some(at) = list.iter().position(|id| *id == from) else { return false };
        if list.contains(&to) {
            list.remove(at);
        } else if let Some(slot) = list.get_mut(at) {
            *slot = to;
        }
        true
    };
    let move_one = |subnet: &mut Id<Subnet>| {
        let here = *subnet == from;
        if here {
            *subnet = to;
        }
        here
    };
    design.workloads.update_each(|_, workload| move_one(&mut workload.subnet));
    design.nat_gateways.update_each(|_, nat| move_one(&mut nat.subnet));
    design.endpoints.update_each(|_, endpoint| endpoint.kind.subnets_mut().is_some_and(&in_list));
    design.endpoint_services.update_each(|_, service| match &mut service.load_balancer {
        ServiceLoadBalancer::Network(balancer) => in_list(&mut balancer.subnets),
        ServiceLoadBalancer::Existing(_) => false,
    });
    design.transit_gateway_attachments.update_each(|_, attachment| in_list(&mut attachment.subnets));
    design.resolver_endpoints.update_each(|_, resolver| in_list(&mut resolver.subnets));
}

/// Adds a subnet at a chosen block: a name by kind and zone, the route table that suits the kind.
///
/// # Errors
/// The zone is gone, or the block is not free.
pub fn add_subnet_at(
    design: &mut Design,
    zone: Id<Zone>,
    kind: SubnetKind,
    block: Ipv4Net,
) -> Result<Id<Subnet>, EditError> {
    let vpc = vpc_of_zone(design, zone)?;
    check_free(design, vpc, block, |_| false)?;
    add_with_block(design, zone, kind, block)
}

/// Keeps a free block of a VPC for a purpose: new subnets stay clear of it.
///
/// # Errors
/// The block is outside of the VPC or not free.
pub fn reserve(design: &mut Design, vpc: Id<Vpc>, block: Ipv4Net, purpose: &str) -> Result<(), EditError> {
    check_free(design, vpc, block, |_| false)?;
    let entity = design.vpcs.get_mut(vpc).ok_or_else(|| EditError::gone(vpc))?;
    entity.reserved_blocks.insert(block, purpose.trim().to_owned());
    Ok(())
}

/// Makes a reserved block free again.
///
/// # Errors
/// The VPC does not reserve it.
pub fn release(design: &mut Design, vpc: Id<Vpc>, block: Ipv4Net) -> Result<(), EditError> {
    look(design, Held::Reserved(vpc, block))?;
    if let Some(entity) = design.vpcs.get_mut(vpc) {
        entity.reserved_blocks.remove(&block);
    }
    Ok(())
}

/// Says what a reserved block is kept for.
///
/// # Errors
/// The VPC does not reserve it.
pub fn set_purpose(
    design: &mut Design,
    vpc: Id<Vpc>,
    block: Ipv4Net,
    purpose: &str,
) -> Result<(), EditError> {
    look(design, Held::Reserved(vpc, block))?;
    if let Some(entity) = design.vpcs.get_mut(vpc) {
        entity.reserved_blocks.insert(block, purpose.to_owned());
    }
    Ok(())
}

/// Adds a CIDR block to a VPC.
///
/// # Errors
/// AWS takes no block of that size, or it overlaps one that the VPC has.
pub fn add_vpc_block(design: &mut Design, vpc: Id<Vpc>, block: Ipv4Net) -> Result<(), EditError> {
    net::parse_block(&block.to_string()).map_err(|error| EditError(error.to_string()))?;
    let entity = design.vpcs.get_mut(vpc).ok_or_else(|| EditError::gone(vpc))?;
    if let Some(other) = entity.cidr_blocks.iter().find(|other| net::overlap(**other, block)) {
        return Err(EditError(format!(
            "{block} overlaps {other}, which VPC {} has. Choose another block",
            entity.name
        )));
    }
    entity.cidr_blocks.push(block);
    Ok(())
}

/// Takes a CIDR block from a VPC, with what is reserved in it.
///
/// # Errors
/// It is the primary one, which AWS does not take away, or subnets are in it.
pub fn remove_vpc_block(design: &mut Design, vpc: Id<Vpc>, block: Ipv4Net) -> Result<(), EditError> {
    let name = get(&design.vpcs, vpc)?.name.clone();
    let inside: Vec<&str> = design
        .subnets_of(vpc)
        .filter(|(_, subnet)| block.contains(&subnet.cidr_block))
        .map(|(_, subnet)| subnet.name.as_str())
        .collect();
    if !inside.is_empty() {
        return Err(EditError(format!(
            "{block} holds {}. Move or remove what is in it first",
            inside.join(", ")
        )));
    }
    let entity = design.vpcs.get_mut(vpc).ok_or_else(|| EditError::gone(vpc))?;
    match entity.cidr_blocks.iter().position(|other| *other == block) {
        None => Err(EditError(format!("VPC {name} no longer has {block}"))),
        Some(0) => Err(EditError(format!(
            "{block} is the primary block of VPC {name}, which AWS does not take away. Change it in the inspector"
        ))),
        Some(at) => {
            entity.cidr_blocks.remove(at);
            entity.reserved_blocks.retain(|reserved, _| !block.contains(reserved));
            Ok(())
        }
    }
}
