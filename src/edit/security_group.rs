//! Security groups, and the rules that a connection needs.

use super::{EditError, access, get, name};
use crate::{
    catalog,
    model::{
        Design, EndpointAccess, Id, Peer, PortRange, Protocol, Rule, SecurityGroup, ServiceRef, Tags, Vpc,
    },
    net::Ipv4Net,
};

/// The name of the group that a VPC's interface endpoints share.
const ENDPOINTS: &str = "vpc-endpoints";

/// What a rule that lets workloads out to interface endpoints says of itself.
const TO_ENDPOINTS: &str = "Interface endpoints";

/// Drops the rules that [`allow_out`] has made for the endpoints of a VPC that is gone.
pub(super) fn forget_endpoint_blocks(design: &mut Design, blocks: &[Ipv4Net]) {
    design.security_groups.update_each(|_, group| {
        let count = group.egress.len();
        group.egress.retain(|rule| {
            let there = matches!(&rule.peer, Peer::Cidr(block) if blocks.contains(block));
            !(there && rule.description == TO_ENDPOINTS)
        });
        group.egress.len() != count
    });
}

/// Adds a group without rules.
///
/// # Errors
/// The VPC is gone.
pub fn add_security_group(
    design: &mut Design,
    vpc: Id<Vpc>,
    stem: &str,
) -> Result<Id<SecurityGroup>, EditError> {
    get(&design.vpcs, vpc)?;
    let taken: Vec<&str> = design.security_groups_of(vpc).map(|(_, group)| group.name.as_str()).collect();
    let name = name::unique(stem, taken.into_iter());
    let group = SecurityGroup {
        vpc,
        description: format!("Security group {name}"),
        name,
        ingress: Vec::new(),
        egress: Vec::new(),
        tags: Tags::new(),
    };
    let id = design.allocate();
    design.security_groups.insert(id, group);
    Ok(id)
}

/// The group of a VPC's interface endpoints, made if there is none. It lets in whom the design wants to let in, on the
/// service's ports.
pub(super) fn endpoint_group(
    design: &mut Design,
    vpc: Id<Vpc>,
    service: &ServiceRef,
) -> Result<Id<SecurityGroup>, EditError> {
    let known = design.security_groups_of(vpc).find(|(_, group)| group.name == ENDPOINTS).map(|(id, _)| id);
    let id = match known {
        Some(id) => id,
        None => {
            let id = add_security_group(design, vpc, ENDPOINTS)?;
            if let Some(group) = design.security_groups.get_mut(id) {
                group.description = "Interface endpoints: clients in the VPC".to_owned();
            }
            id
        }
    };
    match design.endpoint_access {
        EndpointAccess::VpcCidr => access::let_vpc_in(design, id, service),
        // Its clients come with their connections.
        EndpointAccess::WorkloadGroups => {}
    }
    Ok(id)
}

/// Lets address blocks into groups on a service's ports.
pub(super) fn let_blocks_in(
    design: &mut Design,
    groups: &[Id<SecurityGroup>],
    service: &ServiceRef,
    blocks: &[Ipv4Net],
    description: &str,
) {
    for id in groups {
        let Some(group) = design.security_groups.get_mut(*id) else { continue };
        for (protocol, ports) in service_ports(service) {
            for block in blocks {
                let peer = Peer::Cidr(*block);
                let description = description.to_owned();
                allow(&mut group.ingress, Rule { protocol, ports: Some(ports), peer, description });
            }
        }
    }
}

/// The ports on which clients call a service: TCP 443 unless the catalogue says otherwise.
pub(super) fn service_ports(service: &ServiceRef) -> Vec<(Protocol, PortRange)> {
    let Some(known) = service.aws_key().and_then(catalog::service) else {
        return vec![(Protocol::Tcp, PortRange::HTTPS)];
    };
    let protocol = |transport| match transport {
        catalog::Transport::Tcp => Protocol::Tcp,
        catalog::Transport::Udp => Protocol::Udp,
    };
    known.ports().iter().map(|p| (protocol(p.transport), PortRange { from: p.from, to: p.to })).collect()
}

/// Adds a rule unless one with the same meaning is there; a rule that already allows all traffic with the peer is one.
pub(super) fn allow(rules: &mut Vec<Rule>, rule: Rule) {
    if !allows(rules, &rule) {
        rules.push(rule);
    }
}

/// Whether one of the rules allows all that another one does.
pub(super) fn allows(rules: &[Rule], rule: &Rule) -> bool {
    let covers = |old: &Rule| {
        let ports = match (old.protocol, old.ports, rule.ports) {
            (Protocol::All, _, _) | (_, None, _) => true,
            (_, Some(old), Some(new)) => old.from <= new.from && new.to <= old.to,
            (_, Some(_), None) => false,
        };
        let protocol = old.protocol == Protocol::All || old.protocol == rule.protocol;
        let peer = match (&old.peer, &rule.peer) {
            (Peer::Cidr(old), Peer::Cidr(new)) => old.contains(new),
            (Peer::Ipv6Cidr(old), Peer::Ipv6Cidr(new)) => old.contains(new),
            // Everywhere includes every group and every prefix list.
            (Peer::Cidr(old), Peer::SecurityGroup(_) | Peer::PrefixList(_)) => old.prefix_len() == 0,
            (old, new) => old == new,
        };
        ports && protocol && peer
    };
    rules.iter().any(covers)
}

/// The peer that stands for the service of a gateway endpoint in a rule.
pub(super) fn prefix_list_peer(service: &ServiceRef) -> Vec<Peer> {
    service.aws_key().map(|key| Peer::PrefixList(key.to_owned())).into_iter().collect()
}

/// Lets groups out to the peers on the service's ports. Groups that already let everything out stay as they are.
pub(super) fn allow_out(
    design: &mut Design,
    groups: &[Id<SecurityGroup>],
    service: &ServiceRef,
    peers: &[Peer],
) {
    let title = match service {
        ServiceRef::Aws(key) => catalog::service(key).map_or(key.as_str(), |service| service.title),
        ServiceRef::EndpointService(_)
        | ServiceRef::OwnEndpointService(_)
        | ServiceRef::ResourceConfiguration(_)
        | ServiceRef::ServiceNetwork(_) => service.word(),
    };
    for id in groups {
        let Some(group) = design.security_groups.get_mut(*id) else { continue };
        for peer in peers.iter().filter(|peer| **peer != Peer::SecurityGroup(*id)) {
            for (protocol, ports) in service_ports(service) {
                // The endpoints of a VPC share a group, so the rule is not for one service alone.
                let description = match peer {
                    Peer::PrefixList(_) => format!("{title} through its gateway endpoint"),
                    Peer::SecurityGroup(_) | Peer::Cidr(_) | Peer::Ipv6Cidr(_) => TO_ENDPOINTS.to_owned(),
                };
                allow(
                    &mut group.egress,
                    Rule { protocol, ports: Some(ports), peer: peer.clone(), description },
                );
            }
        }
    }
}
