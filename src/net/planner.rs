//! Free space in a set of blocks.

use ipnet::Ipv4Net;

/// Whether two blocks share an address.
pub fn overlap(a: Ipv4Net, b: Ipv4Net) -> bool {
    a.contains(&b) || b.contains(&a)
}

/// The largest aligned blocks of `within` that no block of `used` touches, in address order.
///
/// ```
/// use vpc_designer::net::{free_blocks, parse_block};
/// let block = |text| parse_block(text).unwrap();
/// let free = free_blocks(block("10.0.0.0/22"), &[block("10.0.1.0/24")]);
/// assert_eq!(free, [block("10.0.0.0/24"), block("10.0.2.0/23")]);
/// ```
pub fn free_blocks(within: Ipv4Net, used: &[Ipv4Net]) -> Vec<Ipv4Net> {
    let mut free = Vec::new();
    collect_free(within.trunc(), used, &mut free);
    free
}

fn collect_free(block: Ipv4Net, used: &[Ipv4Net], free: &mut Vec<Ipv4Net>) {
    if used.iter().any(|u| u.contains(&block)) {
        return;
    }
    let inside: Vec<Ipv4Net> = used.iter().copied().filter(|u| overlap(*u, block)).collect();
    if inside.is_empty() {
        free.push(block);
        return;
    }
    // A block that is touched but not covered is longer than some used block, so it can be halved.
    if let Ok(halves) = block.subnets(block.prefix_len() + 1) {
        for half in halves {
            collect_free(half, &inside, free);
        }
    }
}

/// The first free block of the wanted size: in the first of `within` that has room, at the lowest address.
///
/// Lowest address first, and not best fit: people read subnets in order.
///
/// ```
/// use vpc_designer::net::{next_free_block, parse_block};
/// let block = |text| parse_block(text).unwrap();
/// let next = next_free_block(&[block("10.0.0.0/16")], &[block("10.0.0.0/24")], 24);
/// assert_eq!(next, Some(block("10.0.1.0/24")));
/// ```
pub fn next_free_block(within: &[Ipv4Net], used: &[Ipv4Net], prefix: u8) -> Option<Ipv4Net> {
    within.iter().find_map(|parent| {
        free_blocks(*parent, used)
            .into_iter()
            .filter(|free| free.prefix_len() <= prefix)
            .find_map(|free| free.subnets(prefix).ok()?.next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn block(text: &str) -> Ipv4Net {
        text.parse().unwrap()
    }

    #[test]
    fn full_block_has_no_room() {
        assert_eq!(next_free_block(&[block("10.0.0.0/24")], &[block("10.0.0.0/24")], 28), None);
        assert_eq!(next_free_block(&[block("10.0.0.0/24")], &[], 23), None);
    }

    #[test]
    fn a_second_block_is_used_when_the_first_is_full() {
        let blocks = [block("10.0.0.0/24"), block("10.1.0.0/24")];
        assert_eq!(next_free_block(&blocks, &[block("10.0.0.0/24")], 24), Some(block("10.1.0.0/24")));
    }

    proptest! {
        #[test]
        fn free_and_used_tile_the_block(picks in prop::collection::vec((0u32..65_536, 17u8..=28), 0..20)) {
            let parent = block("10.0.0.0/16");
            let used: Vec<Ipv4Net> = picks
                .iter()
                .map(|(offset, prefix)| {
                    Ipv4Net::new((u32::from(parent.network()) + offset).into(), *prefix).unwrap().trunc()
                })
                .collect();
            let free = free_blocks(parent, &used);
            for f in &free {
                prop_assert!(parent.contains(f));
                prop_assert!(used.iter().all(|u| !overlap(*u, *f)));
            }
            let size = |n: &Ipv4Net| 1u64 << (32 - u32::from(n.prefix_len()));
            let free_total: u64 = free.iter().map(size).sum();
            let used_total: u64 = Ipv4Net::aggregate(&used).iter().map(size).sum();
            prop_assert_eq!(free_total + used_total, size(&parent));
        }
    }
}
