//! The answer of the VPC's resolver.

use std::collections::BTreeMap;

use super::{
    caveat::Bypass,
    name::{ClientName, NameKind, covers},
    network::{Interface, Network, Vpc},
};
use crate::{
    catalog::Catalog,
    graph::NodeRef,
    model::{EntityRef, ServiceRef},
};

/// What a name resolves to.
pub(super) enum Answer<'n, 'a> {
    /// The private addresses of an interface endpoint.
    Interface(&'n Interface<'a>),
    /// The public addresses of the service, past these endpoints.
    Public,
    /// No resolver answers.
    ResolverOff,
}

/// The private names of the interface endpoints in each VPC, for the clients that ask the VPC's resolver.
#[derive(Default)]
pub(super) struct PrivateZones {
    /// Per VPC: name, index of the endpoint.
    names: BTreeMap<NodeRef, Vec<(String, usize)>>,
    /// Endpoints whose names another one had first.
    taken: BTreeMap<EntityRef, EntityRef>,
}

impl PrivateZones {
    pub(super) fn new(network: &Network<'_>, catalog: &Catalog) -> Self {
        let mut zones = Self::default();
        for (at, vpc) in &network.vpcs {
            let names = zones.names.entry(*at).or_default();
            for (index, interface) in vpc.interfaces.iter().enumerate() {
                if hindrance(vpc, interface).is_some() {
                    continue;
                }
                for name in private_names(interface, catalog) {
                    // AWS refuses a second endpoint that claims a name.
                    match names.iter().find(|(other, _)| *other == name) {
                        Some((_, first)) => {
                            zones.taken.insert(interface.entity, vpc.interfaces[*first].entity);
                        }
                        None => names.push((name, index)),
                    }
                }
            }
        }
        zones
    }

    /// The endpoint with the most specific private name for a host.
    fn find<'n, 'a>(&self, at: NodeRef, vpc: &'n Vpc<'a>, host: &str) -> Option<&'n Interface<'a>> {
        let names = self.names.get(&at)?;
        let found = names.iter().filter(|(name, _)| covers(name, host)).max_by_key(|(name, _)| name.len())?;
        vpc.interfaces.get(found.1)
    }

    /// Why a name does not lead to an endpoint of its service.
    pub(super) fn bypass(&self, vpc: &Vpc<'_>, interface: &Interface<'_>, catalog: &Catalog) -> Bypass {
        let supported = match interface.service {
            ServiceRef::Aws(key) => catalog.private_dns_support(key, interface.region),
            ServiceRef::EndpointService(_) => None,
        };
        match (hindrance(vpc, interface), self.taken.get(&interface.entity)) {
            (_, _) if supported == Some(false) => Bypass::NoPrivateDns,
            (Some(hindrance), _) => hindrance,
            (None, Some(by)) => Bypass::NameTaken { by: *by },
            (None, None) => Bypass::NameNotCovered,
        }
    }
}

/// Resolves a name as the resolver of a VPC does.
pub(super) fn resolve<'n, 'a>(
    network: &'n Network<'a>,
    zones: &PrivateZones,
    at: NodeRef,
    name: &ClientName,
) -> Answer<'n, 'a> {
    let Some(vpc) = network.vpcs.get(&at).filter(|vpc| vpc.dns_support) else { return Answer::ResolverOff };
    if let NameKind::Endpoint(endpoint) = name.kind {
        // Public DNS has the private addresses, so every resolver tells them.
        let mut all = network.vpcs.values().flat_map(|vpc| &vpc.interfaces);
        return all.find(|other| other.entity == endpoint).map_or(Answer::Public, Answer::Interface);
    }
    zones.find(at, vpc, &name.host).map_or(Answer::Public, Answer::Interface)
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
        ServiceRef::EndpointService(_) => Vec::new(),
    }
}
