//! Which addresses a block stands for: those of a subnet, or the public ones of a service, which nobody can list.

use std::sync::LazyLock;

use crate::net::{Ipv4Net, free_blocks, overlap};

/// IPv4 blocks that are never the address of a public service.
///
/// Source: <https://www.iana.org/assignments/iana-ipv4-special-registry/>
const SPECIAL: [&str; 13] = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/3",
];

/// All blocks in which the public addresses of services lie.
static PUBLIC: LazyLock<Vec<Ipv4Net>> = LazyLock::new(|| {
    let special: Vec<Ipv4Net> = SPECIAL.iter().filter_map(|block| block.parse().ok()).collect();
    free_blocks(Ipv4Net::default(), &special)
});

/// How much of a set of addresses something covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Extent {
    Nothing,
    Part,
    Whole,
}

/// A set of addresses at one end of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Addresses {
    /// Any address of a block: of a subnet, in which an interface is.
    Block(Ipv4Net),
    /// The public addresses of a service, an unknown part of all public ones.
    Public,
}

impl Addresses {
    /// Whether one block holds all of it, some of it, or nothing.
    pub(super) fn extent_in(self, block: Ipv4Net) -> Extent {
        match self {
            Self::Block(own) if block.contains(&own) => Extent::Whole,
            Self::Block(own) if own.contains(&block) => Extent::Part,
            Self::Block(_) => Extent::Nothing,
            Self::Public if block.prefix_len() == 0 => Extent::Whole,
            Self::Public if PUBLIC.iter().any(|public| overlap(*public, block)) => Extent::Part,
            Self::Public => Extent::Nothing,
        }
    }

    /// The same for several blocks together.
    pub(super) fn extent_in_all(self, blocks: &[Ipv4Net]) -> Extent {
        let best = blocks.iter().map(|block| self.extent_in(*block)).max().unwrap_or(Extent::Nothing);
        if best != Extent::Part || blocks.len() == 1 {
            return best;
        }
        if self.blocks().iter().all(|own| free_blocks(*own, blocks).is_empty()) {
            Extent::Whole
        } else {
            Extent::Part
        }
    }

    /// The same for several ends at once.
    pub(super) fn extent_of_all(ends: &[Ipv4Net], blocks: &[Ipv4Net]) -> Extent {
        let mut extents = ends.iter().map(|end| Self::Block(*end).extent_in_all(blocks));
        let first = extents.next().unwrap_or(Extent::Nothing);
        if extents.all(|extent| extent == first) { first } else { Extent::Part }
    }

    /// The addresses as blocks.
    pub(super) fn blocks(&self) -> &[Ipv4Net] {
        match self {
            Self::Block(block) => std::slice::from_ref(block),
            Self::Public => &PUBLIC,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn net(text: &str) -> Ipv4Net {
        text.parse().unwrap()
    }

    #[test]
    fn halves_make_a_whole() {
        let subnet = Addresses::Block(net("10.0.1.0/24"));
        assert_eq!(subnet.extent_in(net("10.0.0.0/16")), Extent::Whole);
        assert_eq!(subnet.extent_in(net("10.0.1.0/25")), Extent::Part);
        assert_eq!(subnet.extent_in(net("10.0.2.0/24")), Extent::Nothing);
        assert_eq!(subnet.extent_in_all(&[net("10.0.1.0/25"), net("10.0.1.128/25")]), Extent::Whole);
        assert_eq!(subnet.extent_in_all(&[net("10.0.1.0/25"), net("10.0.2.0/24")]), Extent::Part);
        assert_eq!(subnet.extent_in_all(&[]), Extent::Nothing);
    }

    #[test]
    fn public_addresses_are_all_but_the_special_ones() {
        assert_eq!(Addresses::Public.extent_in(net("0.0.0.0/0")), Extent::Whole);
        assert_eq!(Addresses::Public.extent_in_all(&[net("0.0.0.0/1"), net("128.0.0.0/1")]), Extent::Whole);
        assert_eq!(Addresses::Public.extent_in(net("52.216.0.0/15")), Extent::Part);
        assert_eq!(Addresses::Public.extent_in(net("10.0.0.0/8")), Extent::Nothing);
    }
}
