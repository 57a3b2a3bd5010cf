//! Network ACLs in `security.tf`: the ACLs, their rules, and the subnets that use them.

use super::{
    super::print::hcl::{Block, Expr},
    scope::Scope,
};
use crate::{graph::Resource, model::Direction, net::IpNet};

/// The blocks of one VPC.
pub(super) fn blocks(scope: &Scope<'_>) -> Vec<Block> {
    [scope.network_acls(), scope.network_acl_rules(), scope.network_acl_associations()]
        .into_iter()
        .flatten()
        .collect()
}

impl Scope<'_> {
    fn network_acls(&self) -> Option<Block> {
        let mut block = self.rows(|_, resource| matches!(resource, Resource::NetworkAcl(_)))?;
        block.fixed("vpc_id", self.addresses.id(self.vpc));
        block.tags();
        Some(block.finish())
    }

    fn network_acl_rules(&self) -> Option<Block> {
        let mut block = self.rows(|row, resource| {
            let Resource::NetworkAclEntry(entry) = resource else { return false };
            row.set("network_acl_id", self.addresses.id(entry.network_acl));
            row.set("rule_number", Expr::integer(entry.number.into()));
            row.set("egress", Expr::Bool(entry.direction == Direction::Egress));
            row.set("rule_action", Expr::text(entry.action.api()));
            row.set("protocol", Expr::text(entry.protocol.api()));
            let argument = match entry.cidr_block {
                IpNet::V4(_) => "cidr_block",
                IpNet::V6(_) => "ipv6_cidr_block",
            };
            row.set(argument, Expr::text(entry.cidr_block.to_string()));
            row.set_some("from_port", entry.ports.map(|ports| Expr::integer(ports.from.into())));
            row.set_some("to_port", entry.ports.map(|ports| Expr::integer(ports.to.into())));
            true
        })?;
        for argument in [
            "network_acl_id",
            "rule_number",
            "egress",
            "rule_action",
            "protocol",
            "cidr_block",
            "ipv6_cidr_block",
            "from_port",
            "to_port",
        ] {
            block.own(argument);
        }
        Some(block.finish())
    }

    fn network_acl_associations(&self) -> Option<Block> {
        let mut block = self.rows(|row, resource| {
            let Resource::NetworkAclAssociation(association) = resource else { return false };
            row.set("network_acl_id", self.addresses.id(association.network_acl));
            row.set("subnet_id", self.addresses.id(association.subnet));
            true
        })?;
        block.own("network_acl_id");
        block.own("subnet_id");
        Some(block.finish())
    }
}
