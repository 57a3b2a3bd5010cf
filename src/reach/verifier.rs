//! The question and the answer.

use std::collections::BTreeMap;

use super::{
    client::Client,
    code::Code,
    dns::PrivateZones,
    name::{ClientName, NameKind, own_name, public_names},
    network::Network,
    path::{Obstacle, Path, Reason, Way},
    survey::Survey,
    walk::{Context, walk},
};
use crate::{
    catalog::Catalog,
    graph::ResourceGraph,
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
    /// Who calls: a workload.
    pub source: EntityRef,
    pub service: Id<Service>,
    /// What the design draws for it: a connection. None if it draws nothing.
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
        let first = self.usual(service, &paths);
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
        drawn
    }

    /// Who calls services: the workloads.
    pub fn sources(&self) -> impl Iterator<Item = EntityRef> {
        self.design.workloads.ids().map(EntityRef::from)
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
            if path.way.is_private() || self.has_private_dns(service) {
                return Some(path);
            }
        }
        let mut paths = self.paths(client, id)?;
        let usual = self.usual(id, &paths);
        Some(paths.swap_remove(usual))
    }

    /// The index of the path that clients take. Where interface endpoints have no private DNS, AWS has clients call the
    /// endpoint's own name.
    fn usual(&self, id: Id<Service>, paths: &[Path]) -> usize {
        let own = |path: &Path| matches!(path.name.kind, NameKind::Endpoint(_)) && path.way.is_private();
        let service = self.design.services.get(id);
        let first_is_private = paths.first().is_some_and(|path| path.way.is_private());
        if first_is_private || service.is_some_and(|service| self.has_private_dns(service)) {
            return 0;
        }
        paths.iter().position(own).unwrap_or(0)
    }

    fn has_private_dns(&self, service: &Service) -> bool {
        match &service.target {
            ServiceRef::Aws(key) => self.cx.catalog.private_dns_support(key, &service.region) != Some(false),
            ServiceRef::EndpointService(_) => false,
        }
    }

    /// The own names of the interface endpoints that lead to a service from a client's VPC.
    fn own_names(&self, client: &Client, service: &Service) -> Vec<ClientName> {
        let network = &self.cx.network;
        let subnet = network.subnets.get(&client.position.subnet);
        let Some(vpc) = subnet.and_then(|subnet| network.vpcs.get(&subnet.vpc)) else { return Vec::new() };
        vpc.interfaces
            .iter()
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
