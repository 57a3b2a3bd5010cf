//! Address blocks without host bits, port ranges the right way round.

use ipnet::{Ipv4Net, Ipv6Net};

use super::Log;
use crate::model::{Design, Peer, PortRange, Protocol};

/// The block of a VPC that has none: the one that a new VPC gets.
const FIRST_BLOCK: (std::net::Ipv4Addr, u8) = (std::net::Ipv4Addr::new(10, 0, 0, 0), 16);

pub(super) fn repair(design: &mut Design, log: &mut Log<'_>) {
    design.vpcs.update_each(|id, vpc| {
        let before = vpc.cidr_blocks.clone();
        for block in &mut vpc.cidr_blocks {
            truncate(block, |message| log.changed(id, "cidr_blocks", message));
        }
        if vpc.cidr_blocks.is_empty()
            && let Ok(block) = Ipv4Net::new(FIRST_BLOCK.0, FIRST_BLOCK.1)
        {
            log.changed(id, "cidr_blocks", format!("a VPC has a block, so it got {block}"));
            vpc.cidr_blocks.push(block);
        }
        let reserved = vpc.reserved_blocks.clone();
        vpc.reserved_blocks = reserved
            .iter()
            .map(|(block, purpose)| {
                let mut whole = *block;
                truncate(&mut whole, |message| log.changed(id, "reserved_blocks", message));
                (whole, purpose.clone())
            })
            .collect();
        before != vpc.cidr_blocks || reserved != vpc.reserved_blocks
    });
    design.subnets.update_each(|id, subnet| {
        truncate(&mut subnet.cidr_block, |message| log.changed(id, "cidr_block", message))
    });
    design.route_tables.update_each(|id, table| {
        let mut changed = false;
        for route in &mut table.ipv6_routes {
            changed |= truncate6(&mut route.destination, |message| log.changed(id, "ipv6_routes", message));
        }
        for route in &mut table.routes {
            changed |= truncate(&mut route.destination, |message| log.changed(id, "routes", message));
        }
        changed
    });
    design.security_groups.update_each(|id, group| {
        let mut changed = false;
        for (list, member) in [(&mut group.ingress, "ingress"), (&mut group.egress, "egress")] {
            for rule in list {
                match &mut rule.peer {
                    Peer::Cidr(block) => {
                        changed |= truncate(block, |message| log.changed(id, member, message));
                    }
                    Peer::Ipv6Cidr(block) => {
                        changed |= truncate6(block, |message| log.changed(id, member, message));
                    }
                    Peer::SecurityGroup(_) | Peer::PrefixList(_) => {}
                }
                if let Some(message) = ports(rule.protocol, &mut rule.ports) {
                    log.changed(id, member, message);
                    changed = true;
                }
            }
        }
        changed
    });
}

/// Clears the bits after the prefix, as AWS does; whether it had to.
fn truncate(block: &mut Ipv4Net, note: impl FnOnce(String)) -> bool {
    let whole = block.trunc();
    let changed = whole != *block;
    if changed {
        note(format!("{block} has bits set after the prefix; it was changed to {whole}"));
        *block = whole;
    }
    changed
}

fn truncate6(block: &mut Ipv6Net, note: impl FnOnce(String)) -> bool {
    let whole = block.trunc();
    let changed = whole != *block;
    if changed {
        note(format!("{block} has bits set after the prefix; it was changed to {whole}"));
        *block = whole;
    }
    changed
}

/// Ports where the protocol has them, from low to high; what was changed.
fn ports(protocol: Protocol, ports: &mut Option<PortRange>) -> Option<String> {
    match (protocol, *ports) {
        (Protocol::All, Some(_)) => {
            *ports = None;
            Some("a rule for all protocols has no ports; they were left out".to_owned())
        }
        (Protocol::Tcp | Protocol::Udp, None) => {
            *ports = Some(PortRange { from: 0, to: u16::MAX });
            Some("a rule without ports stands for all of them; it got 0–65535".to_owned())
        }
        (Protocol::Tcp | Protocol::Udp, Some(PortRange { from, to })) if from > to => {
            *ports = Some(PortRange { from: to, to: from });
            Some(format!("the port range {from}–{to} was turned round"))
        }
        (Protocol::All, None) | (Protocol::Tcp | Protocol::Udp, Some(_)) => None,
    }
}
