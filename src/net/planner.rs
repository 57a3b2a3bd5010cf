//! Free space in a set of blocks.

use ipnet::Ipv4Net;

use super::MAX_PREFIX;

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

/// The two halves of a block, the lower one first; none for a single address.
///
/// ```
/// use vpc_designer::net::{halves, parse_block};
/// let block = |text| parse_block(text).unwrap();
/// assert_eq!(halves(block("10.0.0.0/24")), Some([block("10.0.0.0/25"), block("10.0.0.128/25")]));
/// ```
pub fn halves(block: Ipv4Net) -> Option<[Ipv4Net; 2]> {
    let mut halves = block.trunc().subnets(block.prefix_len() + 1).ok()?;
    Some([halves.next()?, halves.next()?])
}

/// The block that makes one of twice the size together with this one; none for all addresses.
///
/// ```
/// use vpc_designer::net::{other_half, parse_block};
/// let block = |text| parse_block(text).unwrap();
/// assert_eq!(other_half(block("10.0.1.0/24")), Some(block("10.0.0.0/24")));
/// ```
pub fn other_half(block: Ipv4Net) -> Option<Ipv4Net> {
    let block = block.trunc();
    halves(block.supernet()?)?.into_iter().find(|half| *half != block)
}

/// How many addresses a block has.
pub fn address_count(block: Ipv4Net) -> u64 {
    1u64 << (32 - u32::from(block.prefix_len().min(32)))
}

/// The part of a block's map that a block in it takes: left, top, width and height, each as a fraction of the map.
///
/// The map is halved once for every bit, from top to bottom and from left to right in turn, so that every block is a
/// rectangle, addresses go from the top left to the bottom right, and areas are in proportion. A block that is not
/// inside takes all of the map.
///
/// ```
/// use vpc_designer::net::{map_cell, parse_block};
/// let block = |text| parse_block(text).unwrap();
/// assert_eq!(map_cell(block("10.0.0.0/16"), block("10.0.128.0/17")), [0.0, 0.5, 1.0, 0.5]);
/// assert_eq!(map_cell(block("10.0.0.0/16"), block("10.0.192.0/18")), [0.5, 0.5, 0.5, 0.5]);
/// ```
pub fn map_cell(whole: Ipv4Net, part: Ipv4Net) -> [f64; 4] {
    let [mut left, mut top, mut width, mut height] = [0.0, 0.0, 1.0, 1.0];
    if !whole.contains(&part) {
        return [left, top, width, height];
    }
    let bits = u32::from(part.network());
    for bit in whole.prefix_len()..part.prefix_len() {
        let second = bits >> (31 - u32::from(bit)) & 1 == 1;
        if (bit - whole.prefix_len()).is_multiple_of(2) {
            height /= 2.0;
            top += if second { height } else { 0.0 };
        } else {
            width /= 2.0;
            left += if second { width } else { 0.0 };
        }
    }
    [left, top, width, height]
}

/// The block of a size at a place of a block's map: the way back from [`map_cell`]. `x` and `y` are fractions of the
/// map; a place beside it counts as its edge. A size larger than the map's is the map's.
pub fn block_at(whole: Ipv4Net, x: f64, y: f64, prefix: u8) -> Ipv4Net {
    let mut block = whole.trunc();
    let [mut x, mut y] = [x, y].map(|v| if v.is_finite() { v.clamp(0.0, 1.0) } else { 0.0 });
    while block.prefix_len() < prefix {
        let Some([first, second]) = halves(block) else { return block };
        let along = if (block.prefix_len() - whole.prefix_len()).is_multiple_of(2) { &mut y } else { &mut x };
        block = if *along < 0.5 { first } else { second };
        *along = if *along < 0.5 { *along * 2.0 } else { *along * 2.0 - 1.0 };
    }
    block
}

/// The block that what holds `own` gets where its edge is drawn to an address: the smallest that has both the first
/// address of `own` and this one, and no smaller than AWS takes.
///
/// ```
/// use vpc_designer::net::{drawn_to, parse_block};
/// let block = |text| parse_block(text).unwrap();
/// assert_eq!(drawn_to(block("10.0.4.0/22"), "10.0.5.9".parse().unwrap()), block("10.0.4.0/23"));
/// assert_eq!(drawn_to(block("10.0.4.0/22"), "10.0.1.1".parse().unwrap()), block("10.0.0.0/21"));
/// ```
pub fn drawn_to(own: Ipv4Net, address: std::net::Ipv4Addr) -> Ipv4Net {
    let shared = (u32::from(own.network()) ^ u32::from(address)).leading_zeros();
    let prefix = u8::try_from(shared).unwrap_or(MAX_PREFIX).min(MAX_PREFIX);
    Ipv4Net::new(own.network(), prefix).unwrap_or(own).trunc()
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
        fn a_place_in_a_cell_of_the_map_leads_back_to_its_block(
            offset in 0u32..65_536, prefix in 16u8..=28, x in 0.01f64..0.99, y in 0.01f64..0.99,
        ) {
            let whole = block("10.0.0.0/16");
            let part = Ipv4Net::new((u32::from(whole.network()) + offset).into(), prefix).unwrap().trunc();
            let [left, top, width, height] = map_cell(whole, part);
            prop_assert_eq!(block_at(whole, left + x * width, top + y * height, prefix), part);
            let share = address_count(part) as f64 / address_count(whole) as f64;
            prop_assert!((width * height - share).abs() < 1e-12, "areas are in proportion");
        }

        #[test]
        fn an_edge_that_stays_within_the_last_half_changes_nothing(
            offset in 0u32..65_536, prefix in 16u8..=28, at in any::<u32>(),
        ) {
            let own = Ipv4Net::new((0x0a00_0000 + offset).into(), prefix).unwrap().trunc();
            let [first, last] = halves(own).unwrap();
            let in_block = |block: Ipv4Net| {
                (u32::from(block.network()) + at % (address_count(block) as u32)).into()
            };
            prop_assert_eq!(drawn_to(own, in_block(last)), own);
            let smaller = drawn_to(own, in_block(first));
            prop_assert!(first.contains(&smaller) || prefix == MAX_PREFIX);
            let larger = drawn_to(own, in_block(other_half(own).unwrap()));
            prop_assert_eq!(larger, own.supernet().unwrap());
        }

        #[test]
        fn a_block_and_its_other_half_are_the_halves_of_one(offset in any::<u32>(), prefix in 1u8..=32) {
            let part = Ipv4Net::new(offset.into(), prefix).unwrap().trunc();
            let other = other_half(part).unwrap();
            prop_assert!(!overlap(part, other));
            let mut both = [part, other];
            both.sort();
            prop_assert_eq!(halves(part.supernet().unwrap()), Some(both));
        }

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
