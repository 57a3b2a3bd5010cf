//! The answer of the VPC's resolver: from private hosted zones and the private DNS of interface endpoints, its own and
//! those of its Route 53 Profile, else from public DNS.

use std::{collections::BTreeMap, net::Ipv4Addr};

use super::{
    caveat::Bypass,
    name::{ClientName, NameKind, covers},
    network::{Interface, Network, Vpc, Zone},
    walk::Context,
};
use crate::{
    catalog::Catalog,
    graph::{HostedZoneRecord, NodeRef, RecordTarget},
    model::{EntityRef, ServiceRef},
};

/// What a name resolves to.
pub(super) enum Answer<'n, 'a> {
    /// The private addresses of an interface endpoint.
    Interface(&'n Interface<'a>),
    /// The public addresses of the service.
    Public,
    /// The resolver of this VPC is off.
    ResolverOff(EntityRef),
    /// A private hosted zone has the domain, and no such record.
    NoRecord(EntityRef),
    /// A record of a private hosted zone leads to what is no endpoint of the service in the design.
    Elsewhere(EntityRef),
}

/// A record may lead to another name, and that to a third; no more.
const CHAIN: usize = 4;

/// The private names of the interface endpoints in each VPC, for the clients that ask the VPC's resolver.
#[derive(Default)]
pub(super) struct PrivateZones {
    /// Per VPC: name, index of the endpoint, and whether it is for those who ask through an inbound endpoint only.
    names: BTreeMap<NodeRef, Vec<(String, usize, bool)>>,
    /// The private names that a VPC gets from its Route 53 Profile, and the endpoints that they are of.
    shared: BTreeMap<NodeRef, Vec<(String, NodeRef)>>,
    /// Endpoints whose names another one had first.
    taken: BTreeMap<EntityRef, EntityRef>,
}

impl PrivateZones {
    pub(super) fn new(network: &Network<'_>, catalog: &Catalog) -> Self {
        let mut zones = Self::default();
        for (at, vpc) in &network.vpcs {
            let names = zones.names.entry(*at).or_default();
            for (index, interface) in vpc.interfaces.iter().enumerate() {
                let inbound = match hindrance(vpc, interface) {
                    None => false,
                    Some(Bypass::InboundOnly) => true,
                    Some(_) => continue,
                };
                for name in private_names(interface, catalog) {
                    // AWS refuses a second endpoint that claims a name.
                    match names.iter().find(|(other, _, to)| *other == name && *to == inbound) {
                        Some((_, first, _)) => {
                            zones.taken.insert(interface.entity, vpc.interfaces[*first].entity);
                        }
                        None => names.push((name, index, inbound)),
                    }
                }
            }
        }
        let profiles = network.vpcs.iter().filter(|(_, vpc)| !vpc.profile.is_empty() && vpc.dns_hostnames);
        for (at, vpc) in profiles {
            let names = zones.shared.entry(*at).or_default();
            for (home, interface) in interfaces(network) {
                if vpc.profile.contains(&interface.node) && hindrance(home, interface).is_none() {
                    let own = private_names(interface, catalog);
                    names.extend(own.into_iter().map(|name| (name, interface.node)));
                }
            }
        }
        zones
    }

    /// The endpoint of a VPC's Profile with the most specific private name for a host, and the length of its domain.
    fn find_shared<'n, 'a>(
        &self,
        network: &'n Network<'a>,
        at: NodeRef,
        host: &str,
    ) -> Option<(&'n Interface<'a>, usize)> {
        let names = self.shared.get(&at)?.iter().filter(|(name, _)| covers(name, host));
        let (name, node) = names.max_by_key(|(name, _)| name.len())?;
        let interface = all(network).find(|interface| interface.node == *node)?;
        Some((interface, name.trim_start_matches("*.").len()))
    }

    /// The endpoint with the most specific private name for a host, and the length of its domain.
    fn find<'n, 'a>(
        &self,
        at: NodeRef,
        vpc: &'n Vpc<'a>,
        host: &str,
        asked_inbound: bool,
    ) -> Option<(&'n Interface<'a>, usize)> {
        let names = self.names.get(&at)?.iter();
        let answering = names.filter(|(name, _, inbound)| (asked_inbound || !inbound) && covers(name, host));
        let (name, index, _) = answering.max_by_key(|(name, ..)| name.len())?;
        Some((vpc.interfaces.get(*index)?, name.trim_start_matches("*.").len()))
    }

    /// Why a name does not lead to an endpoint of its service.
    pub(super) fn bypass(&self, vpc: &Vpc<'_>, interface: &Interface<'_>, catalog: &Catalog) -> Bypass {
        let supported = match interface.service {
            ServiceRef::Aws(key) => catalog.private_dns_support(key, interface.region),
            ServiceRef::EndpointService(_)
            | ServiceRef::OwnEndpointService(_)
            | ServiceRef::ResourceConfiguration(_)
            | ServiceRef::ServiceNetwork(_) => None,
        };
        match (hindrance(vpc, interface), self.taken.get(&interface.entity)) {
            (_, _) if supported == Some(false) => Bypass::NoPrivateDns,
            (Some(hindrance), _) => hindrance,
            (None, Some(by)) => Bypass::NameTaken { by: *by },
            (None, None) => Bypass::NameNotCovered,
        }
    }
}

/// Resolves a name as the resolver of a VPC does: for the clients in it, or for those who ask through an inbound
/// endpoint.
pub(super) fn resolve<'n, 'a>(
    cx: &'n Context<'a>,
    at: NodeRef,
    name: &ClientName,
    inbound: bool,
    service: &ServiceRef,
) -> Answer<'n, 'a> {
    let Some(vpc) = cx.network.vpcs.get(&at) else { return Answer::Public };
    if !vpc.dns_support {
        return Answer::ResolverOff(vpc.entity);
    }
    if let NameKind::Endpoint(endpoint) = name.kind {
        return by_own_name(&cx.network, endpoint);
    }
    let mut host = name.host.clone();
    for _ in 0..CHAIN {
        let zone = match source(cx, at, vpc, &host, inbound) {
            None => return Answer::Public,
            Some(Source::Interface(interface)) => return Answer::Interface(interface),
            Some(Source::Zone(zone)) => zone,
        };
        let Some(record) = record(zone, &host) else { return Answer::NoRecord(zone.entity) };
        match &record.target {
            RecordTarget::Endpoint(node) => {
                let found = all(&cx.network).find(|interface| interface.node == *node);
                return found.map_or(Answer::Elsewhere(zone.entity), Answer::Interface);
            }
            RecordTarget::Addresses(addresses) => {
                let found = all(&cx.network).find(|interface| {
                    interface.service == service && addresses.iter().all(|a| has(&cx.network, interface, *a))
                });
                return found.map_or(Answer::Elsewhere(zone.entity), Answer::Interface);
            }
            RecordTarget::Name(next) if *next == name.host => return Answer::Public,
            RecordTarget::Name(next) => host.clone_from(next),
        }
        if source(cx, at, vpc, &host, inbound).is_none() {
            return Answer::Elsewhere(zone.entity);
        }
    }
    Answer::Public
}

/// Who answers for a host.
enum Source<'n, 'a> {
    Zone(&'n Zone<'a>),
    Interface(&'n Interface<'a>),
}

/// The most specific domain wins; of one domain the VPC's own goes before that of its Profile, and AWS refuses two own
/// zones for one.
///
/// Source: <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profiles.html>
fn source<'n, 'a>(
    cx: &'n Context<'a>,
    at: NodeRef,
    vpc: &'n Vpc<'a>,
    host: &str,
    inbound: bool,
) -> Option<Source<'n, 'a>> {
    let network = &cx.network;
    let zone = |zone: &'n Zone<'a>| (zone.resource.domain.len(), Source::Zone(zone));
    let interface = |(interface, length): (&'n Interface<'a>, usize)| (length, Source::Interface(interface));
    // The first of equals counts.
    let candidates = [
        own_zone(network, vpc, host, |_, zone| zone.resource.vpcs.contains(&at)).map(zone),
        cx.zones.find(at, vpc, host, inbound).map(interface),
        own_zone(network, vpc, host, |node, _| vpc.profile.contains(&node)).map(zone),
        cx.zones.find_shared(network, at, host).map(interface),
    ];
    let mut best: Option<(usize, Source<'n, 'a>)> = None;
    for candidate in candidates.into_iter().flatten() {
        if best.as_ref().is_none_or(|(length, _)| *length < candidate.0) {
            best = Some(candidate);
        }
    }
    best.map(|(_, source)| source)
}

/// Public DNS has the private addresses behind an endpoint's own name, so every resolver tells them.
pub(super) fn by_own_name<'n, 'a>(network: &'n Network<'a>, endpoint: EntityRef) -> Answer<'n, 'a> {
    all(network).find(|other| other.entity == endpoint).map_or(Answer::Public, Answer::Interface)
}

fn all<'n, 'a>(network: &'n Network<'a>) -> impl Iterator<Item = &'n Interface<'a>> {
    interfaces(network).map(|(_, interface)| interface)
}

/// The interface endpoints with their VPCs.
fn interfaces<'n, 'a>(network: &'n Network<'a>) -> impl Iterator<Item = (&'n Vpc<'a>, &'n Interface<'a>)> {
    network.vpcs.values().flat_map(|vpc| vpc.interfaces.iter().map(move |interface| (vpc, interface)))
}

/// Whether an address is in one of an endpoint's subnets.
fn has(network: &Network<'_>, interface: &Interface<'_>, address: Ipv4Addr) -> bool {
    let mut subnets = interface.resource.subnets.iter().filter_map(|node| network.subnets.get(node));
    subnets.any(|subnet| subnet.block.contains(&address))
}

/// The private hosted zone of a VPC, of those that count, with the most specific domain for a host. It works only with
/// both DNS attributes.
///
/// Source: <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html>
fn own_zone<'n, 'a>(
    network: &'n Network<'a>,
    vpc: &Vpc<'_>,
    host: &str,
    counts: impl Fn(NodeRef, &Zone<'a>) -> bool,
) -> Option<&'n Zone<'a>> {
    let zones = network.zones.iter().filter(|(node, zone)| {
        let domain = zone.resource.domain.as_str();
        vpc.dns_hostnames && is_in(domain, host) && counts(**node, zone)
    });
    zones.map(|(_, zone)| zone).max_by_key(|zone| zone.resource.domain.len())
}

/// The record of a host, or of all that stand where it stands.
fn record<'a>(zone: &Zone<'a>, host: &str) -> Option<&'a HostedZoneRecord> {
    let exact = zone.records.iter().find(|record| record.record_name == host);
    let wild = || {
        let under = |record: &&&HostedZoneRecord| {
            record.record_name.strip_prefix("*.").is_some_and(|rest| rest != host && is_in(rest, host))
        };
        zone.records.iter().filter(under).max_by_key(|record| record.record_name.len())
    };
    exact.or_else(wild).copied()
}

fn is_in(domain: &str, host: &str) -> bool {
    host == domain || host.strip_suffix(domain).is_some_and(|first| first.ends_with('.'))
}

/// What keeps an endpoint's private names from the clients in its VPC.
///
/// Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html>
fn hindrance(vpc: &Vpc<'_>, interface: &Interface<'_>) -> Option<Bypass> {
    if !interface.resource.private_dns_enabled {
        Some(Bypass::PrivateDnsOff)
    } else if !(vpc.dns_support && vpc.dns_hostnames) {
        Some(Bypass::DnsAttributes { vpc: vpc.entity })
    } else if interface.resource.dns_options.private_dns_only_for_inbound_resolver_endpoint == Some(true) {
        Some(Bypass::InboundOnly)
    } else {
        None
    }
}

/// The names that an endpoint's private DNS covers. Those of somebody's endpoint service only its provider knows.
fn private_names(interface: &Interface<'_>, catalog: &Catalog) -> Vec<String> {
    match interface.service {
        ServiceRef::Aws(key) => catalog.private_dns_names(key, interface.region).names,
        ServiceRef::EndpointService(_)
        | ServiceRef::OwnEndpointService(_)
        | ServiceRef::ResourceConfiguration(_)
        | ServiceRef::ServiceNetwork(_) => Vec::new(),
    }
}
