//! Who calls a service.

use std::collections::BTreeMap;

use super::{Design, Endpoint, Id, ServiceRef, Vpc, Workload};

/// What calls have in common that one endpoint can carry: from which VPC, which service, in which Region.
type Call<'a> = (Id<Vpc>, &'a ServiceRef, &'a str);

/// The workloads behind every endpoint, gathered in one pass over the connections: for whoever asks of many endpoints.
#[derive(Clone, Debug)]
pub struct Clients<'a>(BTreeMap<Call<'a>, Vec<Id<Workload>>>, &'a Design);

impl Clients<'_> {
    /// The workloads of the endpoint's VPC that are connected to its service, in the order of their ids.
    pub fn of<'e>(&'e self, endpoint: &'e Endpoint) -> &'e [Id<Workload>] {
        let region = self.1.service_region(endpoint).unwrap_or_default();
        self.0.get(&(endpoint.vpc, &endpoint.service, region)).map_or(&[], Vec::as_slice)
    }
}

impl Design {
    pub fn clients(&self) -> Clients<'_> {
        let mut clients: BTreeMap<Call<'_>, Vec<Id<Workload>>> = BTreeMap::new();
        for connection in self.connections.values() {
            let vpc = self.vpc_of_workload(connection.workload);
            let (Some(vpc), Some(service)) = (vpc, self.services.get(connection.service)) else { continue };
            let key = (vpc, &service.target, service.region.as_str());
            clients.entry(key).or_default().push(connection.workload);
        }
        for workloads in clients.values_mut() {
            workloads.sort_unstable();
            workloads.dedup();
        }
        Clients(clients, self)
    }

    /// The clients of one endpoint, see [`Clients::of`].
    pub fn clients_of(&self, endpoint: &Endpoint) -> Vec<Id<Workload>> {
        self.clients().of(endpoint).to_vec()
    }
}
