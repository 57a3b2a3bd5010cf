//! The IPv4 blocks of VPCs: which are free, which AWS takes beside each other, and moving one with what is in it.

use super::EditError;
use crate::{
    model::{Design, Id, Peer, Subnet, Vpc},
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

/// Where a further block finds a place whatever the primary one is: carriers' addresses, which AWS takes beside all others.
const SHARED: &str = "100.64.0.0/10";

/// Kept for AWS's own use.
const OWN: &str = "198.19.0.0/16";

/// The block of the default VPC, which cannot be added to the others of its range.
const DEFAULT_VPC: &str = "172.31.0.0/16";

/// The range for which AWS refuses a further block of a VPC beside the others; `blocks` begin with the primary one, which
/// is not refused itself.
///
/// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#add-cidr-block-restrictions>
pub fn refused_range(blocks: &[Ipv4Net], at: usize) -> Option<&'static str> {
    let (primary, block) = (blocks.first()?, blocks.get(at).filter(|_| at > 0)?);
    if meets(OWN, *block) {
        return Some(OWN);
    }
    if meets("172.16.0.0/12", *primary) && meets(DEFAULT_VPC, *block) && !meets(DEFAULT_VPC, *primary) {
        return Some(DEFAULT_VPC);
    }
    // With a block of 10.0.0.0/15 there, none of 10.0.0.0/16 can be added.
    let low = |other: &Ipv4Net| other != block && meets("10.0.0.0/15", *other);
    if meets("10.0.0.0/16", *block) && blocks[..at].iter().any(low) {
        return Some("10.0.0.0/16");
    }
    let other = |range: &&&str| meets(range, *block) && !meets(range, *primary);
    PRIVATE_RANGES.iter().find(other).copied()
}

fn meets(range: &str, block: Ipv4Net) -> bool {
    range.parse().is_ok_and(|range: Ipv4Net| net::overlap(range, block))
}

/// A block that no VPC of the design uses, to move a block of a VPC to, and that AWS takes beside the VPC's others: of the
/// private range of its primary block where there is room. None too where the subnets in it would have no place, since AWS
/// takes no block as large.
pub fn free_vpc_block(design: &Design, vpc: Id<Vpc>, block: Ipv4Net) -> Option<Ipv4Net> {
    let prefix = block.prefix_len().clamp(net::MIN_PREFIX, net::MAX_PREFIX);
    let kept = Ipv4Net::new(block.network(), prefix).ok()?;
    let fits = |subnet: &Ipv4Net| !block.contains(subnet) || kept.contains(subnet);
    if !design.subnets_of(vpc).all(|(_, subnet)| fits(&subnet.cidr_block)) {
        return None;
    }
    let blocks = &design.vpcs.get(vpc)?.cidr_blocks;
    let primary = blocks.first()?;
    let mut ranges: Vec<Ipv4Net> = PRIVATE_RANGES.iter().filter_map(|range| range.parse().ok()).collect();
    ranges.sort_by_key(|range| !range.contains(primary));
    ranges.extend(SHARED.parse::<Ipv4Net>());
    let mut used: Vec<Ipv4Net> =
        design.vpcs.values().flat_map(|vpc| vpc.cidr_blocks.iter().copied()).collect();
    // Some AWS services use it inside. Source: <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    used.extend("172.17.0.0/16".parse::<Ipv4Net>());
    // A route would lead the block's own addresses away.
    let routes = design.route_tables_of(vpc).flat_map(|(_, table)| &table.routes);
    used.extend(routes.filter(|route| !route.is_default()).map(|route| route.destination));
    // Subnets outside of the blocks would overlap those that move in.
    used.extend(design.subnets_of(vpc).map(|(_, subnet)| subnet.cidr_block));
    loop {
        let to = net::next_free_block(&ranges, &used, prefix)?;
        let after: Vec<Ipv4Net> =
            blocks.iter().map(|other| if *other == block { to } else { *other }).collect();
        let refused = |at: &usize| {
            let moved = after.get(*at) == Some(&to);
            refused_range(&after, *at).is_some() && (moved || refused_range(blocks, *at).is_none())
        };
        if !(0..after.len()).any(|at| refused(&at)) {
            return Some(to);
        }
        // Whatever else is in the same range would be refused as well.
        used.push(range_of(to)?);
    }
}

/// The smallest range that AWS's restrictions tell apart around a block; none around one that goes with all others.
fn range_of(block: Ipv4Net) -> Option<Ipv4Net> {
    let low = ["10.0.0.0/16", "10.1.0.0/16", DEFAULT_VPC];
    let ranges = low.iter().chain(&PRIVATE_RANGES).filter_map(|range| range.parse::<Ipv4Net>().ok());
    ranges.into_iter().find(|range| range.contains(&block))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<Ipv4Net> {
        text.split(',').map(|block| block.parse().unwrap()).collect()
    }

    #[test]
    fn what_aws_takes_beside_what() {
        let refused = |text: &str| refused_range(&blocks(text), 1);
        assert_eq!(refused("10.2.0.0/16,10.3.0.0/16"), None);
        assert_eq!(refused("10.2.0.0/16,100.64.0.0/16"), None);
        assert_eq!(refused("10.2.0.0/16,203.0.113.0/24"), None);
        assert_eq!(refused("10.2.0.0/16,192.168.0.0/24"), Some("192.168.0.0/16"));
        assert_eq!(refused("10.1.0.0/16,10.0.0.0/24"), Some("10.0.0.0/16"));
        assert_eq!(refused("10.0.0.0/24,10.0.1.0/24"), Some("10.0.0.0/16"));
        assert_eq!(refused("172.20.0.0/16,172.31.0.0/16"), Some("172.31.0.0/16"));
        assert_eq!(refused("172.31.0.0/16,172.20.0.0/16"), None);
        assert_eq!(refused("203.0.113.0/24,10.0.0.0/24"), Some("10.0.0.0/8"));
        assert_eq!(refused("100.64.0.0/24,198.19.0.0/24"), Some("198.19.0.0/16"));
    }

    #[test]
    fn a_block_moves_to_where_aws_takes_it() {
        let moved = |text: &str, at: usize| {
            let mut design = Design::new("moves", "us-east-1");
            let vpc = super::super::add_vpc(&mut design, "us-east-1");
            design.vpcs.get_mut(vpc).unwrap().cidr_blocks = blocks(text);
            free_vpc_block(&design, vpc, blocks(text)[at]).map(|block| block.to_string())
        };
        let to = |block: &str| Some(block.to_owned());
        assert_eq!(moved("169.254.0.0/16", 0), to("10.0.0.0/16"));
        assert_eq!(moved("10.0.0.0/16,169.254.0.0/16", 1), to("10.1.0.0/16"));
        assert_eq!(moved("10.1.0.0/16,169.254.0.0/16", 1), to("10.2.0.0/16"), "none of 10.0.0.0/16");
        assert_eq!(moved("203.0.113.0/24,169.254.0.0/16", 1), to("100.64.0.0/16"), "beside public addresses");
        assert_eq!(moved("172.16.0.0/16,169.254.0.0/16", 1), to("172.18.0.0/16"));
        assert_eq!(moved("127.0.0.0/16,100.64.0.0/16", 0), to("10.0.0.0/16"));
    }
}
