//! Whether security group rules allow a conversation.

use crate::{
    catalog::{self, PortRange, Transport},
    edit::FixStep,
    model::{self, Direction, Id, Peer, Protocol, Rule, SecurityGroup, ServiceRef},
    net::Ipv4Net,
};

/// The other side of a conversation, as rules may name it.
pub(super) struct Side<'a> {
    pub(super) groups: &'a [Id<SecurityGroup>],
    /// Blocks that its addresses are in.
    pub(super) blocks: &'a [Ipv4Net],
    /// The service with a prefix list, where the other side is a gateway endpoint's service.
    pub(super) service: Option<&'a str>,
}

/// The ports on which a service listens; none where only its provider knows.
pub(super) fn ports(service: &ServiceRef) -> Vec<PortRange> {
    service.aws_key().and_then(catalog::service).map(catalog::Service::ports).unwrap_or_default()
}

/// `TCP 443`, `UDP 4000–4100`.
pub(super) fn words(ports: PortRange) -> String {
    let transport = ports.transport.api().to_uppercase();
    if ports.from == ports.to {
        format!("{transport} {}", ports.from)
    } else {
        format!("{transport} {}–{}", ports.from, ports.to)
    }
}

/// Some rule allows the ports with the other side, all of its blocks together.
pub(super) fn allows(rules: &[Rule], ports: PortRange, side: &Side<'_>) -> bool {
    let rules: Vec<&Rule> = rules.iter().filter(|rule| covers(rule, ports)).collect();
    let by_name = rules.iter().any(|rule| match &rule.peer {
        Peer::Cidr(block) => block.prefix_len() == 0,
        // What is checked travels over IPv4.
        Peer::Ipv6Cidr(_) => false,
        Peer::SecurityGroup(group) => side.groups.contains(group),
        Peer::PrefixList(key) => side.service == Some(key.as_str()),
    });
    let in_a_rule = |wanted: &Ipv4Net| {
        rules.iter().any(|rule| match &rule.peer {
            Peer::Cidr(block) => block.contains(wanted),
            Peer::SecurityGroup(_) | Peer::Ipv6Cidr(_) | Peer::PrefixList(_) => false,
        })
    };
    by_name || (!side.blocks.is_empty() && side.blocks.iter().all(in_a_rule))
}

/// The step that allows the ports with a peer.
pub(super) fn allow(group: Id<SecurityGroup>, direction: Direction, ports: PortRange, peer: Peer) -> FixStep {
    let protocol = match ports.transport {
        Transport::Tcp => Protocol::Tcp,
        Transport::Udp => Protocol::Udp,
    };
    let range = model::PortRange { from: ports.from, to: ports.to };
    let description = match (direction, &peer) {
        (Direction::Ingress, _) => "Clients of endpoints",
        (Direction::Egress, Peer::PrefixList(_)) => "Gateway endpoint",
        (Direction::Egress, Peer::Cidr(_) | Peer::Ipv6Cidr(_) | Peer::SecurityGroup(_)) => {
            "Interface endpoints"
        }
    };
    FixStep::AddRule {
        group,
        direction,
        rule: Rule { protocol, ports: Some(range), peer, description: description.to_owned() },
    }
}

fn covers(rule: &Rule, ports: PortRange) -> bool {
    let protocol = match (rule.protocol, ports.transport) {
        (Protocol::All, _) => return true,
        (Protocol::Tcp, Transport::Tcp) | (Protocol::Udp, Transport::Udp) => true,
        (Protocol::Tcp, Transport::Udp) | (Protocol::Udp, Transport::Tcp) => false,
    };
    protocol && rule.ports.is_some_and(|range| range.from <= ports.from && ports.to <= range.to)
}
