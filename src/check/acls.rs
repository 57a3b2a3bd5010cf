//! Whether network ACLs let calls to endpoints and their answers pass.

use super::access;
use crate::{
    catalog::Transport,
    edit::FixStep,
    model::{
        AclAction, AclRule, Design, Direction, Endpoint, EndpointKind, Id, NetworkAcl, PortRange, Protocol,
        Subnet,
    },
    net::{IpNet, Ipv4Net, overlap},
};

/// The ports that answers go to. Source: <https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html>
const ANSWERS: PortRange = PortRange { from: 1024, to: 65_535 };

/// Traffic that an ACL does not let pass.
pub(super) struct Gap {
    pub(super) acl: Id<NetworkAcl>,
    pub(super) ingress: bool,
    /// First and last port.
    pub(super) ports: (u16, u16),
    /// The other side.
    pub(super) block: Ipv4Net,
    pub(super) endpoint: Id<Endpoint>,
}

impl Gap {
    /// `443`, `1024–65535`.
    pub(super) fn words(&self) -> String {
        let (from, to) = self.ports;
        if from == to { from.to_string() } else { format!("{from}–{to}") }
    }

    /// Whether a rule of the ACL denies some of it, so that somebody may mean it.
    pub(super) fn is_meant(&self, acl: &NetworkAcl) -> bool {
        let rules = if self.ingress { &acl.ingress } else { &acl.egress };
        let denies =
            |rule: &AclRule| rule.action == AclAction::Deny && touches(rule, self.range(), self.block);
        rules.iter().any(denies)
    }

    /// The step that lets it pass.
    pub(super) fn step(&self) -> FixStep {
        FixStep::AllowInAcl {
            acl: self.acl,
            direction: if self.ingress { Direction::Ingress } else { Direction::Egress },
            protocol: Protocol::Tcp,
            ports: self.range(),
            block: self.block,
        }
    }

    const fn range(&self) -> PortRange {
        PortRange { from: self.ports.0, to: self.ports.1 }
    }
}

/// What the ACLs of clients and endpoints do not let pass, in the order of the endpoints.
pub(super) fn gaps(design: &Design) -> Vec<Gap> {
    let mut gaps = Vec::new();
    if design.network_acls.is_empty() {
        return gaps;
    }
    let clients = design.clients();
    for (id, endpoint) in design.endpoints.iter() {
        let mut homes: Vec<Id<Subnet>> = clients
            .of(endpoint)
            .iter()
            .filter_map(|id| design.workloads.get(*id))
            .map(|w| w.subnet)
            .collect();
        homes.sort_unstable();
        homes.dedup();
        let ports = access::ports(&endpoint.service);
        for client in homes {
            for ports in ports.iter().filter(|ports| ports.transport == Transport::Tcp) {
                let ports = PortRange { from: ports.from, to: ports.to };
                match &endpoint.kind {
                    EndpointKind::Gateway(_) => to_service(design, id, client, ports, &mut gaps),
                    EndpointKind::GatewayLoadBalancer(_) => {}
                    EndpointKind::Interface(interface)
                    | EndpointKind::Resource(interface)
                    | EndpointKind::ServiceNetwork(interface) => {
                        for home in interface.subnets.iter().filter(|home| **home != client) {
                            between(design, id, client, *home, ports, &mut gaps);
                        }
                    }
                }
            }
        }
    }
    gaps
}

/// From a client's subnet to an endpoint's, and back.
fn between(
    design: &Design,
    endpoint: Id<Endpoint>,
    client: Id<Subnet>,
    home: Id<Subnet>,
    ports: PortRange,
    gaps: &mut Vec<Gap>,
) {
    let (Some(from), Some(to)) = (design.subnets.get(client), design.subnets.get(home)) else { return };
    for (subnet, ingress, ports, block) in [
        (from, false, ports, to.cidr_block),
        (to, true, ports, from.cidr_block),
        (to, false, ANSWERS, from.cidr_block),
        (from, true, ANSWERS, to.cidr_block),
    ] {
        let Some(acl) = subnet.network_acl else { continue };
        let Some(entity) = design.network_acls.get(acl) else { continue };
        let rules = if ingress { &entity.ingress } else { &entity.egress };
        if !allows(rules, ports, block) {
            gaps.push(Gap { acl, ingress, ports: (ports.from, ports.to), block, endpoint });
        }
    }
}

/// From a client's subnet to the public addresses of a gateway endpoint's service, and back. Which those are is not
/// known here: a rule that allows any of the internet's is taken for the right one.
fn to_service(
    design: &Design,
    endpoint: Id<Endpoint>,
    client: Id<Subnet>,
    ports: PortRange,
    gaps: &mut Vec<Gap>,
) {
    let Some(acl) = design.subnets.get(client).and_then(|subnet| subnet.network_acl) else { return };
    let Some(entity) = design.network_acls.get(acl) else { return };
    for (ingress, rules, ports) in [(false, &entity.egress, ports), (true, &entity.ingress, ANSWERS)] {
        let public = |rule: &AclRule| match rule.cidr_block {
            IpNet::V4(block) if rule.action == AclAction::Allow && !is_private(block) => Some(block),
            IpNet::V4(_) | IpNet::V6(_) => None,
        };
        if !rules.iter().any(|rule| public(rule).is_some_and(|block| touches(rule, ports, block))) {
            let block = Ipv4Net::default();
            gaps.push(Gap { acl, ingress, ports: (ports.from, ports.to), block, endpoint });
        }
    }
}

fn is_private(block: Ipv4Net) -> bool {
    ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"]
        .iter()
        .filter_map(|range| range.parse::<Ipv4Net>().ok())
        .any(|range| range.contains(&block))
}

/// Whether the rules allow TCP on all of the ports with all of the block. The lowest number that matches decides.
fn allows(rules: &[AclRule], ports: PortRange, block: Ipv4Net) -> bool {
    let mut rules: Vec<&AclRule> = rules.iter().collect();
    rules.sort_by_key(|rule| rule.number);
    // Ports that no rule has decided yet; several rules may allow them in parts.
    let mut left = vec![(ports.from, ports.to)];
    for rule in rules.into_iter().filter(|rule| touches(rule, ports, block)) {
        let (from, to) = range(rule);
        let open = left.iter().any(|(a, b)| *a <= to && from <= *b);
        match rule.action {
            AclAction::Deny if open => return false,
            AclAction::Allow if rule.cidr_block.contains(&IpNet::V4(block)) => {
                left = left.into_iter().flat_map(|part| without(part, (from, to))).collect();
            }
            // One for a part of the block does not decide for all of it.
            AclAction::Deny | AclAction::Allow => {}
        }
    }
    left.is_empty()
}

/// What is left of a range of ports without another, in at most two parts.
fn without((a, b): (u16, u16), (from, to): (u16, u16)) -> impl Iterator<Item = (u16, u16)> {
    let before = from.checked_sub(1).map(|end| (a, b.min(end))).filter(|(a, b)| a <= b);
    let after = to.checked_add(1).map(|start| (a.max(start), b)).filter(|(a, b)| a <= b);
    let apart = b < from || to < a;
    let parts = if apart { [Some((a, b)), None] } else { [before, after] };
    parts.into_iter().flatten()
}

fn range(rule: &AclRule) -> (u16, u16) {
    rule.ports.map_or((0, u16::MAX), |ports| (ports.from, ports.to))
}

fn touches(rule: &AclRule, ports: PortRange, block: Ipv4Net) -> bool {
    let (from, to) = range(rule);
    // What is checked travels over IPv4.
    let IpNet::V4(other) = rule.cidr_block else { return false };
    rule.protocol != Protocol::Udp && from <= ports.to && ports.from <= to && overlap(other, block)
}
