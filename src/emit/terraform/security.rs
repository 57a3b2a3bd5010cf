//! `security.tf`: security groups, their rules, and the prefix lists that the rules name.

use super::{
    super::print::hcl::{Block, Body, Expr},
    address::Addresses,
    network_acl,
    rows::{ForEach, Row, around_key},
    scope::Scope,
};
use crate::{
    graph::{Peer, Resource, ResourceGraph},
    model::Direction,
};

/// The look-ups, which belong to Regions and not to VPCs.
pub(super) fn look_ups(graph: &ResourceGraph, addresses: &Addresses<'_>) -> Body {
    let mut body = Body::default();
    for region in graph.regions() {
        let mut names = Vec::new();
        let mut rows = Vec::new();
        for (_, node) in graph.in_region(region) {
            if let Resource::PrefixList(list) = &node.resource {
                names.push(Expr::text(&list.prefix_list_name.0));
                rows.push(Row::new(node));
            }
        }
        if let Some(mut block) = ForEach::new(graph, addresses, rows) {
            block.data();
            block.fixed("name", Expr::reference(&["each", "value"]));
            body.block(block.finish_with(names));
        }
    }
    body
}

/// The blocks of one VPC.
pub(super) fn blocks(scope: &Scope<'_>) -> Vec<Block> {
    let groups = [scope.security_groups(), scope.rules(Direction::Ingress), scope.rules(Direction::Egress)];
    groups.into_iter().flatten().chain(network_acl::blocks(scope)).collect()
}

impl Scope<'_> {
    fn security_groups(&self) -> Option<Block> {
        let mut block = self.rows(|row, resource| {
            let Resource::SecurityGroup(group) = resource else { return false };
            row.set("description", Expr::text(&group.description));
            true
        })?;
        block.fixed("name_prefix", around_key(&self.name_prefix(), "-"));
        block.own("description");
        block.fixed("vpc_id", self.addresses.id(self.vpc));
        block.tags();
        let mut lifecycle = Block::new("lifecycle", &[]);
        lifecycle.body.set_why(
            "create_before_destroy",
            Expr::Bool(true),
            "A group in use cannot be deleted: its successor must take over first, so names end in a suffix.",
        );
        if self.import_blocks {
            let replacing = ["description", "name_prefix"].map(|name| Expr::reference(&[name]));
            lifecycle.body.set_why(
                "ignore_changes",
                Expr::list(replacing),
                "A group that is taken over keeps its own: AWS changes neither, and Terraform would replace the group.",
            );
        }
        block.arguments().block(lifecycle);
        Some(block.finish())
    }

    /// What the groups' names start with. AWS refuses names that look like ids, `sg-…`; the provider
    /// takes prefixes of 229 characters, and a group's key may have some 110 of them.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html>
    fn name_prefix(&self) -> String {
        let vpc: String = self.graph.node(self.vpc).name.kebab().chars().take(64).collect();
        if vpc.starts_with("sg-") { format!("vpc-{vpc}-") } else { format!("{vpc}-") }
    }

    fn rules(&self, direction: Direction) -> Option<Block> {
        let mut block = self.rows(|row, resource| {
            let Resource::SecurityGroupRule(rule) = resource else { return false };
            if rule.direction != direction {
                return false;
            }
            row.set("security_group_id", self.addresses.id(rule.security_group));
            row.set_some(
                "description",
                Some(&rule.description).filter(|text| !text.is_empty()).map(Expr::text),
            );
            match rule.peer {
                Peer::Cidr(cidr) => row.set("cidr_ipv4", Expr::text(cidr.to_string())),
                Peer::Ipv6Cidr(cidr) => row.set("cidr_ipv6", Expr::text(cidr.to_string())),
                Peer::SecurityGroup(peer) => {
                    row.set("referenced_security_group_id", self.addresses.id(peer));
                }
                Peer::PrefixList(list) => row.set("prefix_list_id", self.addresses.id(list)),
            }
            row.set("ip_protocol", Expr::text(rule.protocol.api()));
            row.set_some("from_port", rule.ports.map(|ports| Expr::integer(ports.from.into())));
            row.set_some("to_port", rule.ports.map(|ports| Expr::integer(ports.to.into())));
            true
        })?;
        for argument in [
            "security_group_id",
            "description",
            "cidr_ipv4",
            "cidr_ipv6",
            "prefix_list_id",
            "referenced_security_group_id",
        ] {
            block.own(argument);
        }
        for argument in ["ip_protocol", "from_port", "to_port"] {
            block.common(argument);
        }
        block.tags();
        Some(block.finish())
    }
}
