//! What security scanners report of a folder that is as its design wants it.

use crate::{
    graph::{NetworkAclEntry, NodeRef, Peer, Resource, ResourceGraph, SecurityGroupRule},
    model::{AclAction, Direction},
};

/// The findings that a folder brings about.
pub(super) fn of(graph: &ResourceGraph) -> Vec<&'static Finding> {
    FINDINGS.iter().filter(|finding| (finding.applies)(graph)).collect()
}

/// What a scanner reports of a configuration that is as the design wants it.
pub(super) struct Finding {
    /// The rules of checkov and Trivy.
    pub(super) rules: &'static str,
    pub(super) reason: &'static str,
    applies: fn(&ResourceGraph) -> bool,
}

const FINDINGS: &[Finding] = &[
    Finding {
        rules: "CKV2_AWS_11, AWS-0178 (VPC flow logs)",
        reason: "flow logs need a place to go and a retention, which the design does not hold.",
        applies: |graph| graph.vpcs().next().is_some(),
    },
    Finding {
        rules: "CKV2_AWS_12, AWS-0173 (rules of the default security group)",
        reason: "nothing here uses the default group. `aws_default_security_group` without rules closes it.",
        applies: |graph| graph.vpcs().next().is_some(),
    },
    Finding {
        rules: "CKV2_AWS_5 (security groups without a user)",
        reason: "the workloads that use these groups are made elsewhere.",
        applies: |graph| {
            graph.iter().any(|(group, node)| {
                matches!(node.resource, Resource::SecurityGroup(_)) && !is_used_by_endpoint(graph, group)
            })
        },
    },
    Finding {
        rules: "CKV_AWS_130, AWS-0164 (public addresses)",
        reason: "public subnets that the design gives public addresses.",
        applies: |graph| {
            graph.iter().any(|(_, node)| {
                matches!(&node.resource, Resource::Subnet(subnet) if subnet.map_public_ip_on_launch)
            })
        },
    },
    Finding {
        rules: "CKV_AWS_382, AWS-0104 (egress to any address)",
        reason: "a rule of the design allows it.",
        applies: |graph| graph.iter().any(|(_, node)| is_open(&node.resource, Direction::Egress)),
    },
    Finding {
        rules: "AWS-0107 (ingress from any address)",
        reason: "a rule of the design allows it.",
        applies: |graph| graph.iter().any(|(_, node)| is_open(&node.resource, Direction::Ingress)),
    },
    Finding {
        rules: "CKV2_AWS_1 (network ACLs without a subnet)",
        reason: "checkov does not read `aws_network_acl_association`, which gives them their subnets.",
        applies: |graph| {
            graph.iter().any(|(_, node)| matches!(node.resource, Resource::NetworkAclAssociation(_)))
        },
    },
    Finding {
        rules: "CKV_AWS_229, AWS-0105 (FTP from any address by a network ACL)",
        reason: AN_ENTRY,
        applies: |graph| lets_in(graph, 21),
    },
    Finding {
        rules: "CKV_AWS_230, AWS-0105 (FTP data from any address by a network ACL)",
        reason: AN_ENTRY,
        applies: |graph| lets_in(graph, 20),
    },
    Finding {
        rules: "CKV_AWS_231, AWS-0105 (remote desktops from any address by a network ACL)",
        reason: AN_ENTRY,
        applies: |graph| lets_in(graph, 3389),
    },
    Finding {
        rules: "CKV_AWS_232, AWS-0105 (SSH from any address by a network ACL)",
        reason: AN_ENTRY,
        applies: |graph| lets_in(graph, 22),
    },
    Finding {
        rules: "CKV_AWS_352, AWS-0102 (all ports by a network ACL)",
        reason: AN_ENTRY,
        applies: |graph| entries(graph).any(|entry| entry.ports.is_none()),
    },
];

/// ACLs are beside the security groups, which decide about each connection.
const AN_ENTRY: &str = "an entry of the design allows it; security groups decide beside it.";

/// The entries for what comes in.
fn entries(graph: &ResourceGraph) -> impl Iterator<Item = &NetworkAclEntry> {
    graph.iter().filter_map(|(_, node)| match &node.resource {
        Resource::NetworkAclEntry(entry) if entry.direction == Direction::Ingress => Some(entry),
        _ => None,
    })
}

/// Whether an entry allows a port from everywhere.
fn lets_in(graph: &ResourceGraph, port: u16) -> bool {
    entries(graph).any(|entry| {
        entry.action == AclAction::Allow
            && entry.cidr_block.prefix_len() == 0
            && entry.ports.is_none_or(|ports| (ports.from..=ports.to).contains(&port))
    })
}

fn is_used_by_endpoint(graph: &ResourceGraph, group: NodeRef) -> bool {
    graph.iter().any(|(_, node)| {
        matches!(&node.resource, Resource::InterfaceEndpoint(endpoint) if endpoint.security_groups.contains(&group))
    })
}

fn is_open(resource: &Resource, direction: Direction) -> bool {
    matches!(resource, Resource::SecurityGroupRule(SecurityGroupRule { direction: of, peer: Peer::Cidr(block), .. })
        if *of == direction && block.prefix_len() == 0)
}
