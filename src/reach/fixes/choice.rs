//! Changes that are not on the way to a private connection, or that cost: the user chooses.

use super::change::is_to_endpoint;
use crate::{
    edit::{Fix, FixStep},
    model::{EndpointKind, EntityRef, Route, RouteTarget},
    reach::{
        caveat::Caveat,
        path::Reason,
        verifier::{Reachability, Verifier},
    },
};

impl Verifier<'_> {
    /// What the user may choose to do; not tried yet.
    pub(super) fn choices(&self, reachability: &Reachability) -> Vec<Fix> {
        let path = reachability.path();
        let mut choices = Vec::new();
        for obstacle in &path.obstacles {
            match (&obstacle.reason, obstacle.at) {
                (Reason::NoPublicAddress { subnet: EntityRef::Subnet(subnet), ever: true }, _) => {
                    let label = format!("Let subnet {} give public addresses", self.label((*subnet).into()));
                    choices.push(Fix::choice(label, [FixStep::MapPublicIps { subnet: *subnet, on: true }]));
                }
                (Reason::NatWithoutInternet { subnet: EntityRef::Subnet(subnet), .. }, _) => {
                    let label = format!(
                        "Give subnet {} a route to an internet gateway",
                        self.label((*subnet).into())
                    );
                    choices.push(Fix::choice(label, [FixStep::ReachInternet { subnet: *subnet }]));
                }
                (Reason::NoRoute { .. }, EntityRef::RouteTable(table)) if !is_to_endpoint(path) => {
                    let vpc = self.design.vpc_of(table.into());
                    let nats = self.design.nat_gateways.iter();
                    let nat = nats.map(|(id, _)| id).find(|id| self.design.vpc_of((*id).into()) == vpc);
                    choices.extend(nat.map(|nat| {
                        let route = Route::default_to(RouteTarget::NatGateway(nat));
                        let (table_name, nat) = (self.label(table.into()), self.label(nat.into()));
                        let label = format!("Route {table_name} through NAT gateway {nat}");
                        Fix::choice(label, [FixStep::SetRoute { table, route }])
                    }));
                }
                _ => {}
            }
        }
        for caveat in &path.caveats {
            if let Caveat::ZoneCrossed { endpoint: EntityRef::Endpoint(endpoint), .. } = caveat {
                choices.extend(self.own_zone(reachability, *endpoint));
            }
        }
        choices.extend(self.own_region(reachability));
        choices
    }

    /// An interface in the workload's zone.
    fn own_zone(
        &self,
        reachability: &Reachability,
        endpoint: crate::model::Id<crate::model::Endpoint>,
    ) -> Option<Fix> {
        let EndpointKind::Interface(interface) = &self.design.endpoints.get(endpoint)?.kind else {
            return None;
        };
        let subnet = self.design.workloads.get(reachability.workload()?)?.subnet;
        let subnets: Vec<_> = interface.subnets.iter().copied().chain([subnet]).collect();
        let label = format!(
            "Put endpoint {} into subnet {} too",
            self.label(endpoint.into()),
            self.label(subnet.into())
        );
        Some(Fix::choice(label, [FixStep::SetEndpointSubnets { endpoint, subnets }]))
    }

    /// The same service in the Region of the workload.
    fn own_region(&self, reachability: &Reachability) -> Option<Fix> {
        let service = self.design.services.get(reachability.service)?;
        let vpc = self.design.vpc_of_workload(reachability.workload()?)?;
        let region = &self.design.vpcs.get(vpc)?.region;
        let taken = self.design.service_node(&service.target, region).is_some();
        if service.region == *region || taken || service.target.aws_key().is_none() {
            return None;
        }
        let label = format!("Call {} in {region} instead of {}", service.name, service.region);
        let step = FixStep::SetServiceRegion { service: reachability.service, region: region.clone() };
        Some(Fix::choice(label, [step]))
    }
}
