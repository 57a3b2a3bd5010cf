//! What the traffic of one connection passes that is charged by the GB: read off the path that the verifier found.

use std::collections::BTreeSet;

use super::usage::Leg;
use crate::{
    catalog::Charge,
    model::{Design, EntityRef, Id, OnPremisesLink, Service, Vpc},
    reach::{Path, Step, Way},
};

/// The legs of a path; none if it does not arrive.
pub(super) fn legs(design: &Design, source: EntityRef, service: Id<Service>, path: &Path) -> Vec<Leg> {
    if path.way == Way::Unreachable {
        return Vec::new();
    }
    let mut legs = Legs { design, source, found: Vec::new() };
    let called = design.region_of(service.into()).unwrap_or_default();
    let mut peering = None;
    for hop in &path.hops {
        match hop.step {
            Step::LeavesNetwork => legs.out_of_aws(hop.at, called),
            Step::Translated { subnet } => legs.nat(hop.at, subnet),
            Step::Crosses => match hop.at {
                EntityRef::TransitGateway(_) => legs.transit(hop.at),
                EntityRef::PeeringConnection(_) => peering = Some(hop.at),
                _ => {}
            },
            Step::EntersInterface { .. } => {
                if let Some(peering) = peering {
                    legs.peered(peering, hop.at);
                }
                legs.add(hop.at, Charge::InterfaceGb1, (1, 1));
                legs.abroad(hop.at, called);
            }
            Step::Inspected { .. } => legs.add(hop.at, Charge::GwlbGb, (1, 1)),
            Step::EntersGateway => legs.add(hop.at, Charge::GatewayGb, (1, 1)),
            Step::Exits => legs.abroad(hop.at, called),
            Step::Leaves { .. }
            | Step::ResolvesPrivately { .. }
            | Step::ResolvesPublicly { .. }
            | Step::LetOut { .. }
            | Step::LetIn { .. }
            | Step::AclOut { .. }
            | Step::AclIn { .. }
            | Step::Routed { .. }
            | Step::RoutedBack { .. }
            | Step::Permitted { .. }
            | Step::Arrives => {}
        }
    }
    legs.found
}

struct Legs<'a> {
    design: &'a Design,
    source: EntityRef,
    found: Vec<Leg>,
}

impl Legs<'_> {
    /// Each object charges a flow once, even if the path is told to pass it again on the way back.
    fn add(&mut self, at: EntityRef, charge: Charge, share: (u32, u32)) {
        let region = self.design.region_of(at).or_else(|| self.design.region_of(self.source));
        let region = region.unwrap_or(&self.design.region).to_owned();
        if share.0 > 0 && !self.found.iter().any(|leg| leg.at == at && leg.charge == charge) {
            self.found.push(Leg { at, region, charge, share });
        }
    }

    /// The service, or the endpoint's side of it, is in another Region.
    fn abroad(&mut self, at: EntityRef, called: &str) {
        if self.design.region_of(at).is_some_and(|region| region != called) {
            self.add(at, Charge::InterRegionGb, (1, 1));
        }
    }

    /// Sources: <https://aws.amazon.com/vpn/pricing/>, <https://aws.amazon.com/directconnect/pricing/>
    fn out_of_aws(&mut self, network: EntityRef, called: &str) {
        let EntityRef::OnPremisesNetwork(id) = network else { return };
        let Some(entity) = self.design.on_premises_networks.get(id) else { return };
        let charge = match entity.link {
            OnPremisesLink::Vpn(_) => Charge::EgressGb1,
            OnPremisesLink::DirectConnect => Charge::DirectConnectGb,
        };
        // A network outside is in no Region; the line arrives in that of what it calls.
        self.found.push(Leg { at: network, region: called.to_owned(), charge, share: (1, 1) });
    }

    /// Source: <https://aws.amazon.com/vpc/pricing/>
    fn nat(&mut self, nat: EntityRef, subnet: EntityRef) {
        self.add(nat, Charge::NatGb, (1, 1));
        if self.zone_of(subnet) != self.zone_of(self.source) {
            self.add(nat, Charge::InterZoneGb, (2, 1));
        }
    }

    /// Whoever sends into a Transit Gateway pays: requests at the caller's attachment, answers at the other one. One
    /// figure for both directions, shown at the caller's.
    /// Source: <https://aws.amazon.com/transit-gateway/pricing/>
    fn transit(&mut self, gateway: EntityRef) {
        let own = self.design.vpc_of(self.source).and_then(|vpc| {
            self.design.attachments_of(vpc).find(|(_, a)| EntityRef::from(a.transit_gateway) == gateway)
        });
        let at = own.map_or(gateway, |(id, _)| id.into());
        self.add(at, Charge::TgwGb, (1, 1));
    }

    /// Free within a zone; else as between zones or Regions.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/peering/what-is-vpc-peering.html>
    fn peered(&mut self, peering: EntityRef, endpoint: EntityRef) {
        if self.design.region_of(endpoint) != self.design.region_of(self.source) {
            self.add(peering, Charge::InterRegionGb, (1, 1));
            return;
        }
        let EntityRef::Endpoint(id) = endpoint else { return };
        let subnets = self.design.endpoints.get(id).map_or(&[][..], |endpoint| endpoint.kind.subnets());
        let zones: BTreeSet<&str> = subnets
            .iter()
            .filter_map(|subnet| self.zone_of((*subnet).into()))
            .map(|(_, zone)| zone)
            .collect();
        let Some((_, own)) = self.zone_of(self.source) else { return };
        let elsewhere = zones.iter().filter(|zone| **zone != own).count() as u32;
        self.add(peering, Charge::InterZoneGb, (2 * elsewhere, zones.len() as u32));
    }

    /// The VPC and the letter of the Availability Zone. Letters of two VPCs of one account mean the same zone.
    fn zone_of(&self, entity: EntityRef) -> Option<(Id<Vpc>, &str)> {
        let subnet = match entity {
            EntityRef::Workload(id) => self.design.workloads.get(id)?.subnet,
            EntityRef::Subnet(id) => id,
            _ => return None,
        };
        let zone = self.design.zones.get(self.design.subnets.get(subnet)?.zone)?;
        Some((zone.vpc, zone.suffix.as_str()))
    }
}
