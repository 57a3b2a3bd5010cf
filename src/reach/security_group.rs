//! Security groups: whether any rule of a network interface's groups admits a conversation. Groups are stateful, so that
//! answers need no rule.
//!
//! Source: <https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html>

use super::{
    address::{Addresses, Extent},
    network::{Groups, Network},
};
use crate::{
    catalog::{PortRange, Transport},
    graph::{NodeRef, Peer, Resource, SecurityGroupRule},
    model::{Direction, EntityRef, Protocol, ServiceRef},
    net::Ipv4Net,
};

/// The other side of the conversation.
pub(super) enum Other<'a> {
    /// A network interface with an address in one of the blocks. Its groups are not seen through a Transit Gateway or
    /// from another Region; what is on-premises has none.
    Interface { blocks: &'a [Ipv4Net], groups: Option<&'a Groups> },
    /// The public addresses of a service in a Region.
    Service { service: &'a ServiceRef, region: &'a str },
}

/// The rules' verdict on one range of ports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Admission {
    pub(super) extent: Extent,
    /// A rule that admits all of it by itself.
    pub(super) rule: Option<NodeRef>,
}

/// Whether the groups admit a range of ports of the conversation.
pub(super) fn admits(
    network: &Network<'_>,
    groups: &Groups,
    direction: Direction,
    ports: PortRange,
    other: &Other<'_>,
) -> Admission {
    let listed = match groups {
        Groups::Listed(listed) => listed,
        Groups::Default(vpc) => return by_default(*vpc, direction, other),
    };
    let rules: Vec<(NodeRef, &SecurityGroupRule)> = listed
        .iter()
        .flat_map(|group| network.rules(*group, direction))
        .filter(|(_, rule)| span(rule, ports).is_some())
        .copied()
        .collect();
    let whole = rules.iter().find(|(_, rule)| {
        span(rule, ports) == Some((ports.from, ports.to)) && extent(network, other, &[rule]) == Extent::Whole
    });
    if let Some((rule, _)) = whole {
        return Admission { extent: Extent::Whole, rule: Some(*rule) };
    }
    // No rule does it alone: cut the range where rules begin and end, and ask of each piece.
    let mut cuts: Vec<u32> = vec![u32::from(ports.from), u32::from(ports.to) + 1];
    for (from, to) in rules.iter().filter_map(|(_, rule)| span(rule, ports)) {
        cuts.extend([u32::from(from), u32::from(to) + 1]);
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut extents = cuts.windows(2).map(|cut| {
        let inside: Vec<&SecurityGroupRule> = rules
            .iter()
            .filter(|(_, rule)| {
                span(rule, ports)
                    .is_some_and(|(from, to)| u32::from(from) <= cut[0] && cut[1] <= u32::from(to) + 1)
            })
            .map(|(_, rule)| *rule)
            .collect();
        extent(network, other, &inside)
    });
    let first = extents.next().unwrap_or(Extent::Nothing);
    let extent = if extents.all(|extent| extent == first) { first } else { Extent::Part };
    Admission { extent, rule: None }
}

/// The group to name when none of them admits: the first, or the VPC of the default group.
pub(super) fn representative(network: &Network<'_>, groups: &Groups) -> EntityRef {
    match groups {
        Groups::Listed(listed) => {
            listed.first().map_or_else(|| network.entity(NodeRef(0)), |group| network.entity(*group))
        }
        Groups::Default(vpc) => network.entity(*vpc),
    }
}

/// Whether the groups have any rule in a direction.
pub(super) fn has_rules(network: &Network<'_>, groups: &Groups, direction: Direction) -> bool {
    match groups {
        Groups::Listed(listed) => listed.iter().any(|group| !network.rules(*group, direction).is_empty()),
        Groups::Default(_) => true,
    }
}

/// The default group lets everything out, and its own members in.
fn by_default(vpc: NodeRef, direction: Direction, other: &Other<'_>) -> Admission {
    let admitted = match (direction, other) {
        (Direction::Egress, _) => true,
        (Direction::Ingress, Other::Interface { groups, .. }) => *groups == Some(&Groups::Default(vpc)),
        (Direction::Ingress, Other::Service { .. }) => false,
    };
    Admission { extent: if admitted { Extent::Whole } else { Extent::Nothing }, rule: None }
}

/// The ports of a range that a rule is about.
fn span(rule: &SecurityGroupRule, ports: PortRange) -> Option<(u16, u16)> {
    match (rule.protocol, ports.transport) {
        (Protocol::All, _) => return Some((ports.from, ports.to)),
        (Protocol::Tcp, Transport::Tcp) | (Protocol::Udp, Transport::Udp) => {}
        (Protocol::Tcp, Transport::Udp) | (Protocol::Udp, Transport::Tcp) => return None,
    }
    let range = rule.ports?;
    let (from, to) = (range.from.max(ports.from), range.to.min(ports.to));
    (from <= to).then_some((from, to))
}

/// How much of the other side rules name together.
fn extent(network: &Network<'_>, other: &Other<'_>, rules: &[&SecurityGroupRule]) -> Extent {
    let mut blocks = Vec::new();
    for rule in rules {
        match (rule.peer, other) {
            (Peer::Cidr(block), _) => blocks.push(block),
            (Peer::SecurityGroup(group), Other::Interface { groups: Some(Groups::Listed(listed)), .. })
                if listed.contains(&group) =>
            {
                return Extent::Whole;
            }
            (Peer::PrefixList(list), Other::Service { service, region })
                if is_list_of(network, list, service, region) =>
            {
                return Extent::Whole;
            }
            // What is verified travels over IPv4.
            (Peer::SecurityGroup(_) | Peer::PrefixList(_) | Peer::Ipv6Cidr(_), _) => {}
        }
    }
    match other {
        Other::Interface { blocks: ends, .. } => Addresses::extent_of_all(ends, &blocks),
        Other::Service { .. } => Addresses::Public.extent_in_all(&blocks),
    }
}

fn is_list_of(network: &Network<'_>, list: NodeRef, service: &ServiceRef, region: &str) -> bool {
    let node = network.graph.node(list);
    let Resource::PrefixList(list) = &node.resource else { return false };
    node.region == region && service.aws_key() == Some(&list.service)
}
