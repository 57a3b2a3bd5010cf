//! Network ACLs with their entries, and the subnets that use them.

use std::collections::BTreeSet;

use super::{Builder, Draft, network::Scope};
use crate::{
    graph::{self, Resource},
    model::{AclRule, Direction, PortRange, Protocol},
};

pub(super) fn lower_network_acls(builder: &mut Builder<'_>, scope: &Scope<'_>) {
    let design = builder.design;
    for (id, acl) in design.network_acls_of(scope.id) {
        let resource = Resource::NetworkAcl(graph::NetworkAcl { vpc: scope.node });
        let node = scope.push(builder, Draft::new(id, &acl.name, &acl.tags), resource);
        for (direction, rules) in [(Direction::Ingress, &acl.ingress), (Direction::Egress, &acl.egress)] {
            let mut numbers = BTreeSet::new();
            for rule in rules {
                if rule.number == 0 || rule.number > AclRule::MAX_NUMBER || !numbers.insert(rule.number) {
                    let message = format!(
                        "A rule of network ACL {} has the number {}, which is out of range or there twice; it is left out. \
                         Numbers go from 1 to {}",
                        acl.name,
                        rule.number,
                        AclRule::MAX_NUMBER
                    );
                    builder.note(id, message);
                    continue;
                }
                let (word, preposition) = match direction {
                    Direction::Ingress => ("in", "from"),
                    Direction::Egress => ("out", "to"),
                };
                let name = format!("{} {word} {} {preposition} {}", acl.name, rule.number, rule.cidr_block);
                let resource = Resource::NetworkAclEntry(graph::NetworkAclEntry {
                    network_acl: node,
                    direction,
                    number: rule.number,
                    action: rule.action,
                    protocol: rule.protocol,
                    ports: match rule.protocol {
                        Protocol::All => None,
                        Protocol::Tcp | Protocol::Udp => {
                            Some(rule.ports.unwrap_or(PortRange { from: 0, to: u16::MAX }))
                        }
                    },
                    cidr_block: rule.cidr_block,
                });
                scope.push(builder, Draft::part(id, name), resource);
            }
        }
    }
    for (id, subnet) in design.subnets_of(scope.id) {
        let acl = subnet.network_acl.and_then(|acl| builder.node_of(acl));
        let (Some(subnet_node), Some(network_acl)) = (builder.node_of(id), acl) else { continue };
        let resource = Resource::NetworkAclAssociation(graph::NetworkAclAssociation {
            subnet: subnet_node,
            network_acl,
        });
        scope.push(builder, Draft::part(id, subnet.name.clone()), resource);
    }
}
