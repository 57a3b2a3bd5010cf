//! Network ACLs and their entries.

use super::template::Template;
use crate::{
    emit::print::tree::Map,
    graph::NetworkAclEntry,
    model::{Direction, Protocol},
    net::IpNet,
};

/// The properties of an entry.
pub(super) fn entry(template: &Template<'_>, entry: &NetworkAclEntry) -> Map {
    let protocol: i32 = match entry.protocol {
        Protocol::All => -1,
        Protocol::Tcp => 6,
        Protocol::Udp => 17,
    };
    let block = match entry.cidr_block {
        IpNet::V4(_) => "CidrBlock",
        IpNet::V6(_) => "Ipv6CidrBlock",
    };
    Map::new()
        .with("NetworkAclId", template.reference(entry.network_acl))
        .with("Egress", entry.direction == Direction::Egress)
        .with("RuleNumber", entry.number)
        .with("RuleAction", entry.action.api())
        .with("Protocol", protocol)
        .with(block, entry.cidr_block.to_string())
        .with_some(
            "PortRange",
            entry.ports.map(|ports| Map::new().with("From", ports.from).with("To", ports.to)),
        )
}
