//! Whom the security groups of interface endpoints let in.

use super::{endpoint, security_group};
use crate::{
    catalog::Catalog,
    model::{
        Design, Endpoint, EndpointAccess, EndpointKind, Id, Peer, Rule, SecurityGroup, ServiceRef, Vpc,
        Workload,
    },
};

const FROM_VPC: &str = "Clients in the VPC";
const FROM_WORKLOADS: &str = "Workloads that call the endpoints";

/// Says whom interface endpoints let in from now on, and changes the rules of their groups accordingly. Rules for
/// others than the VPC and its workloads stay, and so do those of groups that workloads have too.
pub fn set_endpoint_access(design: &mut Design, catalog: &Catalog, access: EndpointAccess) {
    if design.endpoint_access == access {
        return;
    }
    design.endpoint_access = access;
    let groups = groups_of_endpoints(design);
    match access {
        EndpointAccess::VpcCidr => {
            for (group, served) in &groups {
                forget(design, *group, served, |design, vpc, peer| match peer {
                    Peer::SecurityGroup(client) => design
                        .workloads_of(vpc)
                        .any(|(_, workload)| workload.security_groups.contains(client)),
                    Peer::Cidr(_) | Peer::Ipv6Cidr(_) | Peer::PrefixList(_) => false,
                });
                for service in served {
                    let_vpc_in(design, *group, service);
                }
            }
        }
        EndpointAccess::WorkloadGroups => {
            for (group, served) in &groups {
                forget(design, *group, served, |design, vpc, peer| match peer {
                    Peer::Cidr(block) => {
                        design.vpcs.get(vpc).is_some_and(|vpc| vpc.cidr_blocks.contains(block))
                    }
                    Peer::SecurityGroup(_) | Peer::Ipv6Cidr(_) | Peer::PrefixList(_) => false,
                });
            }
            let workloads: Vec<Id<Workload>> = design.workloads.ids().collect();
            for workload in workloads {
                endpoint::reach(design, catalog, workload);
            }
        }
    }
}

/// The groups that interface endpoints alone have, each with the services behind it.
fn groups_of_endpoints(design: &Design) -> Vec<(Id<SecurityGroup>, Vec<ServiceRef>)> {
    let has =
        |endpoint: &Endpoint, group: Id<SecurityGroup>| endpoint.kind.security_groups().contains(&group);
    let shared = |group| design.workloads.values().any(|w| w.security_groups.contains(&group));
    let groups = design.security_groups.ids().filter(|group| !shared(*group));
    let served = |group| {
        let endpoints = design.endpoints.values().filter(|endpoint| has(endpoint, group));
        endpoints.map(|endpoint| endpoint.service.clone()).collect::<Vec<_>>()
    };
    groups.map(|group| (group, served(group))).filter(|(_, served)| !served.is_empty()).collect()
}

/// Removes the rules on the ports of services whose peer is one of those meant.
fn forget(
    design: &mut Design,
    group: Id<SecurityGroup>,
    served: &[ServiceRef],
    meant: impl Fn(&Design, Id<Vpc>, &Peer) -> bool,
) {
    let Some(mut entity) = design.security_groups.get(group).cloned() else { return };
    let ports: Vec<_> = served.iter().flat_map(security_group::service_ports).collect();
    entity.ingress.retain(|rule| {
        let ours = rule.ports.is_some_and(|range| ports.contains(&(rule.protocol, range)));
        !(ours && meant(design, entity.vpc, &rule.peer))
    });
    if let Some(stored) = design.security_groups.get_mut(group) {
        *stored = entity;
    }
}

/// Lets the blocks of the group's VPC in on a service's ports.
pub(super) fn let_vpc_in(design: &mut Design, group: Id<SecurityGroup>, service: &ServiceRef) {
    let vpc = design.security_groups.get(group).and_then(|group| design.vpcs.get(group.vpc));
    let blocks = vpc.map(|vpc| vpc.cidr_blocks.clone()).unwrap_or_default();
    let peers: Vec<Peer> = blocks.into_iter().map(Peer::Cidr).collect();
    let Some(group) = design.security_groups.get_mut(group) else { return };
    for rule in rules(service, &peers, FROM_VPC) {
        security_group::allow(&mut group.ingress, rule);
    }
}

/// Where the design lets in the workloads' groups alone: lets these into an interface endpoint, unless one of its groups
/// does already.
pub(super) fn let_in(design: &mut Design, endpoint: Id<Endpoint>, clients: &[Id<SecurityGroup>]) {
    match design.endpoint_access {
        EndpointAccess::VpcCidr => return,
        EndpointAccess::WorkloadGroups => {}
    }
    let Some(Endpoint { service, kind: EndpointKind::Interface(interface), .. }) =
        design.endpoints.get(endpoint).cloned()
    else {
        return;
    };
    let Some(target) = interface.security_groups.first() else { return };
    let peers: Vec<Peer> = clients.iter().map(|group| Peer::SecurityGroup(*group)).collect();
    for rule in rules(&service, &peers, FROM_WORKLOADS) {
        let open = interface.security_groups.iter().any(|group| {
            let group = design.security_groups.get(*group);
            group.is_some_and(|group| security_group::allows(&group.ingress, &rule))
        });
        if !open && let Some(group) = design.security_groups.get_mut(*target) {
            group.ingress.push(rule);
        }
    }
}

fn rules(service: &ServiceRef, peers: &[Peer], description: &str) -> Vec<Rule> {
    let ports = security_group::service_ports(service);
    let rule = |(protocol, ports), peer: &Peer| Rule {
        protocol,
        ports: Some(ports),
        peer: peer.clone(),
        description: description.to_owned(),
    };
    ports.iter().flat_map(|each| peers.iter().map(move |peer| rule(*each, peer))).collect()
}
