//! The calls that a design draws, each with the path it takes: for who adds up traffic.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    client::{Client, Place, Position, PublicIp},
    path::Path,
    verifier::Verifier,
};
use crate::model::{EntityRef, Id, Service, Workload};

/// A call that the design draws.
#[derive(Clone, Debug)]
pub struct Call {
    /// The connection, or the on-premises network.
    pub drawn: EntityRef,
    /// Who calls.
    pub source: EntityRef,
    pub service: Id<Service>,
    /// The path that clients take unless they are told otherwise; where several callers stand in the same place, that of
    /// the first. None if the caller is not deployed.
    pub path: Option<Arc<Path>>,
}

impl Verifier<'_> {
    /// The calls in the order of the connections, then those of on-premises networks. Callers in the same place take the
    /// same paths, so each is walked once.
    pub fn calls(&self) -> Vec<Call> {
        let connections = self
            .design
            .connections
            .iter()
            .map(|(id, call)| (EntityRef::from(id), EntityRef::from(call.workload), call.service));
        let outside = self.design.on_premises_networks.iter().flat_map(|(id, network)| {
            network.calls.iter().map(move |service| (EntityRef::from(id), EntityRef::from(id), *service))
        });
        let mut known: BTreeMap<(Position, Id<Service>), Option<Arc<Path>>> = BTreeMap::new();
        connections
            .chain(outside)
            .map(|(drawn, source, service)| {
                let client = Client::of(self.design, &self.cx.network, source);
                let path = client.and_then(|client| {
                    known
                        .entry((client.position.clone(), service))
                        .or_insert_with(|| self.usual_path(&client, service).map(Arc::new))
                        .clone()
                });
                Call { drawn, source, service, path }
            })
            .collect()
    }

    /// Whether a workload gets a public IPv4 address, as far as the design tells.
    pub fn has_public_address(&self, workload: Id<Workload>) -> bool {
        let network = &self.cx.network;
        let Some(client) = Client::of(self.design, network, workload.into()) else { return false };
        let Place::Subnet(node) = client.position.place else { return false };
        let maps = network.subnets.get(&node).is_some_and(|subnet| subnet.maps_public_ip);
        maps && client.position.public_ip != PublicIp::Never
    }
}
