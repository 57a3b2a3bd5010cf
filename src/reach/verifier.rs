//! The question and the answer.

use std::collections::BTreeMap;

use super::{
    client::{Client, Place},
    code::Code,
    dns::PrivateZones,
    name::{ClientName, NameKind, own_name, public_names},
    network::Network,
    outside,
    path::{Obstacle, Path, Reason, Way},
    survey::Survey,
    walk::{Context, walk},
};
use crate::{
    catalog::Catalog,
    graph::{NodeRef, ResourceGraph},
    model::{Design, EntityRef, Id, Service, ServiceRef, Workload},
};

/// Answers for one design; indexes it once.
pub struct Verifier<'a> {
    pub(super) design: &'a Design,
    pub(super) cx: Context<'a>,
    names: BTreeMap<Id<Service>, Vec<ClientName>>,
}

/// Whether and how a workload reaches a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reachability {
    /// Who calls: a workload or an on-premises network.
    pub source: EntityRef,
    pub service: Id<Service>,
    /// What the design draws for it: a connection, or the on-premises network that names the service. None if it draws
    /// nothing.
    pub drawn: Option<EntityRef>,
    /// A path per client name; never empty. The first is the one that clients take unless they are told otherwise.
    pub paths: Vec<Path>,
}

impl Reachability {
    /// The path of the name that clients use.
    ///
    /// # Panics
    /// Never of a value that a verifier made: there is always a path.
    pub fn path(&self) -> &Path {
        &self.paths[0]
    }

    /// Its way.
    pub fn way(&self) -> Way {
        self.path().way
    }

    /// Who calls, where that is a workload.
    pub fn workload(&self) -> Option<Id<Workload>> {
        let EntityRef::Workload(id) = self.source else { return None };
        Some(id)
    }

    /// Other names that give another way.
    pub fn other_ways(&self) -> impl Iterator<Item = &Path> {
        self.paths[1..].iter().filter(|path| path.way != self.way())
    }
}

impl<'a> Verifier<'a> {
    /// Prepares a design with the graph that was lowered from it.
    pub fn new(design: &'a Design, graph: &'a ResourceGraph, catalog: &'a Catalog) -> Self {
        let network = Network::new(design, graph);
        let zones = PrivateZones::new(&network, catalog);
        let names =
            design.services.iter().map(|(id, service)| (id, public_names(service, catalog))).collect();
        Self { design, cx: Context { network, zones, catalog }, names }
    }

    /// Whether and how a workload reaches a service. None if one of the two is gone, or the workload's subnet is not
    /// deployed: the graph's notes say why.
    pub fn reach(&self, source: impl Into<EntityRef>, service: Id<Service>) -> Option<Reachability> {
        let source = source.into();
        let client = Client::of(self.design, &self.cx.network, source)?;
        let mut paths = self.paths(&client, service)?;
        let first = self.usual(&client, service, &paths);
        paths[..=first].rotate_right(1);
        let drawn = self.drawn().get(&(source, service)).copied();
        Some(Reachability { source, service, drawn, paths })
    }

    /// What the design draws: who calls which service.
    pub(super) fn drawn(&self) -> BTreeMap<(EntityRef, Id<Service>), EntityRef> {
        let mut drawn = BTreeMap::new();
        for (id, connection) in self.design.connections.iter() {
            drawn.entry((connection.workload.into(), connection.service)).or_insert(id.into());
        }
        for (id, network) in self.design.on_premises_networks.iter() {
            drawn.extend(network.calls.iter().map(|service| ((id.into(), *service), id.into())));
        }
        drawn
    }

    /// Who calls services: the workloads and the on-premises networks.
    pub fn sources(&self) -> impl Iterator<Item = EntityRef> {
        let outside = self.design.on_premises_networks.ids().map(EntityRef::from);
        self.design.workloads.ids().map(EntityRef::from).chain(outside)
    }

    /// Every workload and every service at once.
    pub fn survey(&self) -> Survey {
        Survey::new(self)
    }

    /// The paths by all names, the public ones first.
    fn paths(&self, client: &Client, id: Id<Service>) -> Option<Vec<Path>> {
        let service = self.design.services.get(id)?;
        let mut paths = Vec::new();
        for name in self.names.get(&id)? {
            paths.push(walk(&self.cx, client, (id.into(), service), name)?);
        }
        for name in self.own_names(client, service) {
            paths.push(walk(&self.cx, client, (id.into(), service), &name)?);
        }
        if paths.is_empty() {
            paths.push(nowhere(id, service));
        }
        Some(paths)
    }

    /// The path that clients take unless they are told otherwise; for a survey, which needs no other.
    pub(super) fn usual_path(&self, client: &Client, id: Id<Service>) -> Option<Path> {
        let service = self.design.services.get(id)?;
        let name = self.names.get(&id)?.first();
        if let Some(name) = name {
            let path = walk(&self.cx, client, (id.into(), service), name)?;
            if path.way.is_private() || (self.has_private_dns(service) && !client.is_outside()) {
                return Some(path);
            }
        }
        let mut paths = self.paths(client, id)?;
        let usual = self.usual(client, id, &paths);
        Some(paths.swap_remove(usual))
    }

    /// The index of the path that clients take. Where interface endpoints have no private DNS, and from on-premises
    /// networks, AWS has clients call the endpoint's own name.
    fn usual(&self, client: &Client, id: Id<Service>, paths: &[Path]) -> usize {
        let own = |path: &Path| matches!(path.name.kind, NameKind::Endpoint(_)) && path.way.is_private();
        let service = self.design.services.get(id);
        let first_is_private = paths.first().is_some_and(|path| path.way.is_private());
        let private_dns = service.is_some_and(|service| self.has_private_dns(service));
        if first_is_private || (private_dns && !client.is_outside()) {
            return 0;
        }
        paths.iter().position(own).unwrap_or(0)
    }

    fn has_private_dns(&self, service: &Service) -> bool {
        match &service.target {
            ServiceRef::Aws(key) => self.cx.catalog.private_dns_support(key, &service.region) != Some(false),
            ServiceRef::EndpointService(_)
            | ServiceRef::OwnEndpointService(_)
            | ServiceRef::ResourceConfiguration(_)
            | ServiceRef::ServiceNetwork(_) => false,
        }
    }

    /// The own names of the interface endpoints of a service in the caller's VPC and in those that are joined with it.
    fn own_names(&self, client: &Client, service: &Service) -> Vec<ClientName> {
        let network = &self.cx.network;
        let mut vpcs: Vec<NodeRef> = match client.position.place {
            Place::Subnet(node) => {
                let home = network.subnets.get(&node).map(|subnet| subnet.vpc);
                let neighbours = home.and_then(|home| network.vpcs.get(&home)).map(|vpc| &vpc.neighbours);
                let others = neighbours.into_iter().flatten().map(|(vpc, _)| *vpc);
                let mut others: Vec<NodeRef> = others.filter(|vpc| Some(*vpc) != home).collect();
                others.sort_unstable();
                home.into_iter().chain(others).collect()
            }
            Place::Outside(at) => network
                .graph
                .on_premises
                .get(at)
                .map(|outside| outside::reachable(network, outside))
                .unwrap_or_default(),
        };
        vpcs.dedup();
        vpcs.into_iter()
            .filter_map(|vpc| network.vpcs.get(&vpc))
            .flat_map(|vpc| &vpc.interfaces)
            .filter(|interface| *interface.service == service.target && interface.region == service.region)
            .map(|interface| own_name(interface.entity, interface.service, interface.region))
            .collect()
    }
}

/// Of a service without any name: an endpoint service without an endpoint.
fn nowhere(id: Id<Service>, service: &Service) -> Path {
    let at = EntityRef::from(id);
    let host = service.target.word().to_owned();
    Path {
        name: ClientName { kind: NameKind::Regional, host },
        way: Way::Unreachable,
        hops: Vec::new(),
        obstacles: vec![Obstacle { at, code: Code::NoPath, reason: Reason::NameUnknown, after: 0 }],
        caveats: Vec::new(),
    }
}
