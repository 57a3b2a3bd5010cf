//! Security groups, and after everything they may name, their rules.

use super::{Builder, Draft, network::Scope, text};
use crate::{
    catalog::EndpointType,
    graph::{self, NodeRef, Resource},
    model::{Direction, EntityRef, Id, Peer, PortRange, Protocol, Rule, SecurityGroup},
};

pub(super) fn lower_groups(builder: &mut Builder<'_>, scope: &Scope<'_>) {
    let design = builder.design;
    for (id, group) in design.security_groups_of(scope.id) {
        // The API wants a description. Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
        let written = if group.description.trim().is_empty() { &group.name } else { &group.description };
        let description = text::group_description(written, &format!("Security group {id}"));
        let resource = Resource::SecurityGroup(graph::SecurityGroup { vpc: scope.node, description });
        scope.push(builder, Draft::new(id, &group.name, &group.tags), resource);
    }
}

pub(super) fn lower_rules(builder: &mut Builder<'_>, scope: &Scope<'_>) {
    let design = builder.design;
    for (id, group) in design.security_groups_of(scope.id) {
        let Some(node) = builder.node_of(id) else { continue };
        for (direction, rules) in [(Direction::Ingress, &group.ingress), (Direction::Egress, &group.egress)] {
            let mut seen: Vec<&Rule> = Vec::new();
            for rule in rules {
                // AWS refuses a rule that differs from another in its description only.
                let twin = |other: &&&Rule| {
                    (other.protocol, other.ports, &other.peer) == (rule.protocol, rule.ports, &rule.peer)
                };
                if seen.iter().any(|other| twin(&other)) {
                    builder.note(
                        id,
                        format!("Security group {} has the same rule twice; one is left out", group.name),
                    );
                    continue;
                }
                seen.push(rule);
                lower_rule(builder, scope, id, group, node, direction, rule);
            }
        }
    }
}

fn lower_rule(
    builder: &mut Builder<'_>,
    scope: &Scope<'_>,
    id: Id<SecurityGroup>,
    group: &SecurityGroup,
    node: NodeRef,
    direction: Direction,
    rule: &Rule,
) {
    let design = builder.design;
    let (word, preposition) = match direction {
        Direction::Ingress => ("in", "from"),
        Direction::Egress => ("out", "to"),
    };
    let (peer, peer_name) = match &rule.peer {
        Peer::Cidr(block) => (Some(graph::Peer::Cidr(*block)), block.to_string()),
        Peer::Ipv6Cidr(block) => (Some(graph::Peer::Ipv6Cidr(*block)), block.to_string()),
        Peer::SecurityGroup(peer) => {
            (builder.node_of(*peer).map(graph::Peer::SecurityGroup), design.label(EntityRef::from(*peer)))
        }
        Peer::PrefixList(key) => (
            prefix_list(builder, scope, id.into(), key).map(graph::Peer::PrefixList),
            format!("{key} prefix list"),
        ),
    };
    let Some(peer) = peer else {
        builder.note(
            id,
            format!("A rule of security group {} names {peer_name}, which is not in its VPC; the rule is left out", group.name),
        );
        return;
    };
    let ports = match rule.protocol {
        Protocol::All => None,
        Protocol::Tcp | Protocol::Udp => Some(rule.ports.unwrap_or(PortRange { from: 0, to: 65_535 })),
    };
    let ports_name = match (rule.protocol, ports) {
        (Protocol::All, _) | (_, None) => "all".to_owned(),
        (protocol, Some(range)) if range.from == range.to => format!("{} {}", protocol.api(), range.from),
        (protocol, Some(range)) => format!("{} {} {}", protocol.api(), range.from, range.to),
    };
    let resource = Resource::SecurityGroupRule(graph::SecurityGroupRule {
        security_group: node,
        direction,
        protocol: rule.protocol,
        ports,
        peer,
        description: text::rule_description(&rule.description),
    });
    let name = format!("{} {word} {ports_name} {preposition} {peer_name}", group.name);
    scope.push(builder, Draft::part(id, name), resource);
}

/// The look-up of a service's prefix list in the VPC's Region, made once.
fn prefix_list(
    builder: &mut Builder<'_>,
    scope: &Scope<'_>,
    origin: EntityRef,
    key: &str,
) -> Option<NodeRef> {
    let region = scope.vpc.region.as_str();
    // A prefix list is called like the service of its gateway endpoint.
    let catalog = builder.catalog;
    let offered = catalog.has_type(key, EndpointType::Gateway);
    let name = catalog.service_name(key, region, EndpointType::Gateway).filter(|_| offered)?;
    let place = (region.to_owned(), key.to_owned());
    if let Some(node) = builder.prefix_lists.get(&place) {
        return Some(*node);
    }
    let resource = Resource::PrefixList(graph::PrefixList {
        prefix_list_name: graph::ServiceName(name),
        service: key.to_owned(),
    });
    let node = builder.push(None, region, Draft::part(origin, key.to_owned()), resource);
    builder.prefix_lists.insert(place, node);
    Some(node)
}
