//! Network ACLs: stateless, so that answers are asked about as well as questions.
//!
//! The entries are taken in the order of their numbers; what one of them matches is decided, and what none matches is
//! denied. Traffic within a subnet passes no ACL.
//!
//! Sources: <https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html>,
//! <https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports>

use super::{
    address::{Addresses, Extent},
    network::Network,
};
use crate::{
    catalog::{PortRange, Transport},
    graph::{NetworkAclEntry, NodeRef},
    model::{AclAction, Direction, Protocol},
    net::{IpNet, Ipv4Net, free_blocks, overlap},
};

/// A set of addresses and ports that is not decided yet.
struct Piece {
    block: Ipv4Net,
    from: u16,
    to: u16,
}

/// How much of the traffic with some addresses on some ports the ACL of a subnet admits, and an entry that admits all
/// of it by itself. None for a subnet with the default ACL, which admits everything.
pub(super) fn admits(
    network: &Network<'_>,
    subnet: NodeRef,
    direction: Direction,
    ports: PortRange,
    others: &[Addresses],
) -> Option<(Extent, Option<NodeRef>)> {
    let entries = network.acl_entries(subnet, direction)?;
    let mut pieces: Vec<Piece> = others
        .iter()
        .flat_map(Addresses::blocks)
        .map(|block| Piece { block: *block, from: ports.from, to: ports.to })
        .collect();
    let (mut allowed, mut denied) = (false, false);
    let mut alone = None;
    for (node, entry) in entries {
        if !speaks_of(entry, ports.transport) {
            continue;
        }
        let before = pieces.len();
        let mut matched = 0;
        let mut left = Vec::new();
        for piece in pieces {
            let (hit, rest) = split(piece, entry);
            matched += usize::from(hit);
            left.extend(rest);
        }
        if matched > 0 {
            match entry.action {
                AclAction::Allow => allowed = true,
                AclAction::Deny => denied = true,
            }
            if left.is_empty() && matched == before && entry.action == AclAction::Allow && !denied {
                alone = alone.or(Some(*node));
            }
        }
        pieces = left;
        if pieces.is_empty() {
            break;
        }
    }
    // What is left over is denied.
    denied = denied || !pieces.is_empty();
    let extent = match (allowed, denied) {
        (true, false) => Extent::Whole,
        (true, true) => Extent::Part,
        (false, _) => Extent::Nothing,
    };
    Some((extent, alone))
}

fn speaks_of(entry: &NetworkAclEntry, transport: Transport) -> bool {
    match (entry.protocol, transport) {
        (Protocol::All, _) => true,
        (Protocol::Tcp, Transport::Tcp) | (Protocol::Udp, Transport::Udp) => true,
        (Protocol::Tcp, Transport::Udp) | (Protocol::Udp, Transport::Tcp) => false,
    }
}

/// Whether an entry matches a part of a piece, and what it does not match.
fn split(piece: Piece, entry: &NetworkAclEntry) -> (bool, Vec<Piece>) {
    // What is verified travels over IPv4.
    let IpNet::V4(block) = entry.cidr_block else { return (false, vec![piece]) };
    let (first, last) = entry.ports.map_or((0, u16::MAX), |range| (range.from, range.to));
    let (from, to) = (piece.from.max(first), piece.to.min(last));
    if from > to || !overlap(piece.block, block) {
        return (false, vec![piece]);
    }
    let mut rest = Vec::new();
    if piece.from < from {
        rest.push(Piece { to: from - 1, ..piece });
    }
    if to < piece.to {
        rest.push(Piece { from: to + 1, ..piece });
    }
    let outside = free_blocks(piece.block, &[block]);
    rest.extend(outside.into_iter().map(|block| Piece { block, from, to }));
    (true, rest)
}
