//! Security groups and their rules.
//!
//! Rules to address blocks and prefix lists stand inside the group, rules that name another group are resources of
//! their own: two groups that name each other would otherwise wait for each other.
//!
//! AWS gives a new group a rule that allows all egress, and CloudFormation takes it away only where the group has
//! inline egress rules. A group that has none gets one to 127.0.0.1/32, which matches no traffic. It is the one rule
//! of a template that is not in the graph.
//! Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html>

use super::template::Template;
use crate::{
    emit::print::tree::{Item, Map, Value},
    graph::{Node, NodeRef, Peer, Resource, SecurityGroup, SecurityGroupRule},
    model::Direction,
};

/// Where the placeholder leads.
pub(super) const NOWHERE: &str = "127.0.0.1/32";

/// The properties of a group, without its tags.
pub(super) fn properties(template: &Template<'_>, at: NodeRef, group: &SecurityGroup) -> Map {
    let inline = |direction: Direction| -> Vec<Item> {
        let of_direction = |node: &Node| {
            let Resource::SecurityGroupRule(rule) = &node.resource else { return None };
            (rule.direction == direction).then(|| inline_rule(template, node, rule)).flatten()
        };
        template.rules(at).filter_map(of_direction).collect()
    };
    let ingress = inline(Direction::Ingress);
    let mut egress = inline(Direction::Egress);
    if egress.is_empty() {
        egress.push(nothing());
    }
    Map::new()
        .with("GroupDescription", group.description.as_str())
        .with("VpcId", template.reference(group.vpc))
        .with_some("SecurityGroupIngress", (!ingress.is_empty()).then_some(Value::List(ingress)))
        .with("SecurityGroupEgress", Value::List(egress))
}

/// Type and properties of a rule that is a resource of its own; none for one that stands inside its group.
pub(super) fn standalone(template: &Template<'_>, rule: &SecurityGroupRule) -> Option<(&'static str, Map)> {
    let peer = match rule.peer {
        Peer::SecurityGroup(peer) => peer,
        Peer::Cidr(_) | Peer::Ipv6Cidr(_) | Peer::PrefixList(_) => return None,
    };
    let (kind, key) = match rule.direction {
        Direction::Ingress => ("AWS::EC2::SecurityGroupIngress", "SourceSecurityGroupId"),
        Direction::Egress => ("AWS::EC2::SecurityGroupEgress", "DestinationSecurityGroupId"),
    };
    let properties = Map::new().with("GroupId", template.group_id(rule.security_group));
    Some((kind, traffic(properties, rule).with(key, template.group_id(peer))))
}

fn inline_rule(template: &Template<'_>, node: &Node, rule: &SecurityGroupRule) -> Option<Item> {
    let (key, peer) = match (rule.peer, rule.direction) {
        (Peer::SecurityGroup(_), _) => return None,
        (Peer::Cidr(block), _) => ("CidrIp", Value::from(block.to_string())),
        (Peer::Ipv6Cidr(block), _) => ("CidrIpv6", Value::from(block.to_string())),
        (Peer::PrefixList(list), Direction::Ingress) => ("SourcePrefixListId", template.reference(list)),
        (Peer::PrefixList(list), Direction::Egress) => ("DestinationPrefixListId", template.reference(list)),
    };
    let properties = traffic(Map::new(), rule).with(key, peer);
    Some(Item { value: properties.into(), comment: node.why.clone(), origin: Some(node.origin) })
}

/// Protocol, ports and description.
fn traffic(properties: Map, rule: &SecurityGroupRule) -> Map {
    properties
        .with_some("Description", (!rule.description.is_empty()).then_some(rule.description.as_str()))
        .with("IpProtocol", rule.protocol.api())
        .with_some("FromPort", rule.ports.map(|ports| ports.from))
        .with_some("ToPort", rule.ports.map(|ports| ports.to))
}

fn nothing() -> Item {
    let properties =
        Map::new().with("Description", "No traffic").with("IpProtocol", "-1").with("CidrIp", NOWHERE);
    Item {
        value: properties.into(),
        comment: vec![
            "Without an inline egress rule the group would keep AWS's own, which allows all. This one matches no \
             traffic."
                .to_owned(),
        ],
        origin: None,
    }
}
