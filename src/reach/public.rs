//! The way to the public addresses of a service: through a gateway endpoint, a NAT gateway or an internet gateway.

use super::{
    address::Addresses,
    caveat::{Bypass, Caveat},
    client::{ANY, PublicIp},
    code::Code,
    name::{ClientName, NameKind},
    network::{Subnet, Vpc},
    path::{Party, Reason, Step, Way},
    route::{self, Target},
    security_group::Other,
    walk::{Leg, Walk},
};
use crate::{graph::NodeRef, model::Direction};

/// The addresses of services.
const PUBLIC: &[Addresses] = &[Addresses::Public];

impl<'w, 'a> Walk<'w, 'a> {
    /// Goes to the public addresses of the service.
    pub(super) fn go_to_public(&mut self, home: &'w Subnet<'a>, vpc: &'w Vpc<'a>, name: &ClientName) -> Way {
        let (service, region) = (&self.service.target, self.service.region.as_str());
        let other = Other::Service { service, region };
        let to = Party::Service;
        self.let_out(&other, |ports, partly| Reason::NotLetOut { to, ports, partly });
        self.through_acl(home, Direction::Egress, Leg::Question, PUBLIC, to);
        let mut from = home;
        let (table, target) = loop {
            let lookup = route::to_service(&self.cx.network, from, service, region);
            if let Some(route) = lookup.exception {
                self.caveats.push(Caveat::SomeAddressesElsewhere { route });
            }
            let table = self.table_of(from);
            let subnet = from.entity;
            let Some((destination, target)) = lookup.taken else {
                self.block(table, Code::NoRouteToDestination, Reason::NoRoute { subnet, to });
                self.note_bypassed(home, vpc);
                return Way::Unreachable;
            };
            self.pass(table, Step::Routed { subnet, destination });
            match self.inspected(target) {
                Some(next) => from = next,
                None => break (table, target),
            }
        };
        let subnet = from.entity;
        let answers = self.answers();
        match target {
            Target::GatewayEndpoint(index) => {
                let way = self.through_gateway_endpoint(vpc, index, name);
                self.through_acl(home, Direction::Ingress, answers, PUBLIC, to);
                way
            }
            Target::InternetGateway(gateway) => {
                self.note_bypassed(home, vpc);
                self.need_public_address(home);
                self.exit(gateway);
                self.through_acl(home, Direction::Ingress, answers, PUBLIC, to);
                Way::Internet
            }
            Target::NatGateway(nat) => {
                self.note_bypassed(home, vpc);
                self.through_nat(home, nat);
                self.through_acl(home, Direction::Ingress, answers, PUBLIC, to);
                Way::Nat
            }
            // A peering connection leads to the other VPC's own blocks, and a Transit Gateway to those of what is
            // attached; what an on-premises network does with the call is not in the design.
            Target::PeeringConnection(node) => {
                let at = self.cx.network.entity(node);
                self.block(at, Code::PcxRequiresAddressInVpcCidr, Reason::LeadsAway);
                self.note_bypassed(home, vpc);
                Way::Unreachable
            }
            Target::TransitGateway(node) => {
                let at = self.cx.network.entity(node);
                self.block(at, Code::TgwRtbNoRouteToTgwAttachment, Reason::LeadsAway);
                self.note_bypassed(home, vpc);
                Way::Unreachable
            }
            // Appliances that lead to each other, or an endpoint without a subnet.
            Target::GatewayLoadBalancerEndpoint(node) => {
                let at = self.cx.network.entity(node);
                self.block(at, Code::NoPossibleDestination, Reason::LeadsAway);
                self.note_bypassed(home, vpc);
                Way::Unreachable
            }
            Target::VpnGateway(node) => {
                let at = self.cx.network.entity(node);
                self.block(at, Code::NoPossibleDestination, Reason::LeadsAway);
                self.note_bypassed(home, vpc);
                Way::Unreachable
            }
            // A VPC may have a block of public addresses; a service is not in it.
            Target::Local => {
                self.block(table, Code::NoRouteToDestination, Reason::NoRoute { subnet, to });
                Way::Unreachable
            }
        }
    }

    fn through_gateway_endpoint(&mut self, vpc: &Vpc<'_>, index: usize, name: &ClientName) -> Way {
        let Some(gateway) = vpc.gateways.get(index) else { return Way::Unreachable };
        self.pass(gateway.entity, Step::EntersGateway);
        if !vpc.dns_hostnames {
            self.caveats.push(Caveat::GatewayWantsHostnames { vpc: vpc.entity });
        }
        if name.kind == NameKind::Fips {
            self.caveats.push(Caveat::GatewayFipsUnknown);
        }
        self.ask_policy(gateway.entity, gateway.resource.policy.as_ref());
        self.arrive();
        Way::GatewayEndpoint
    }

    /// An internet gateway translates between a public address and the private one it belongs to, so there must be one.
    ///
    /// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html>
    fn need_public_address(&mut self, home: &Subnet<'_>) {
        let (maps, public_ip) = (home.maps_public_ip, self.client.position.public_ip);
        let ever = public_ip != PublicIp::Never;
        if !(ever && maps) {
            let reason = Reason::NoPublicAddress { subnet: home.entity, ever };
            self.block(self.client.entity, Code::IgwPublicIpAssociationForEgress, reason);
        } else if public_ip == PublicIp::ByTask {
            self.caveats.push(Caveat::PublicAddressByTask);
        }
    }

    fn exit(&mut self, gateway: NodeRef) {
        self.pass(self.cx.network.entity(gateway), Step::Exits);
        self.arrive();
    }

    /// A public NAT gateway needs a route to an internet gateway from its own subnet; gateway endpoints are not for it.
    ///
    /// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html>
    fn through_nat(&mut self, from: &Subnet<'_>, node: NodeRef) {
        let network = &self.cx.network;
        let at = network.entity(node);
        let home = network.nat(node).and_then(|nat| network.subnets.get(&nat.subnet));
        let Some(home) = home else { return };
        let to = Party::Service;
        let own = self.own_addresses();
        let answers = self.answers();
        let inside = from.node != home.node;
        if inside {
            self.through_acl(home, Direction::Ingress, Leg::Question, &own, Party::Caller);
        }
        self.pass(at, Step::Translated { subnet: home.entity });
        self.through_acl(home, Direction::Egress, Leg::Question, PUBLIC, to);
        let lookup = route::to_internet(network, home);
        let table = self.table_of(home);
        if let Some(route) = lookup.exception {
            self.caveats.push(Caveat::SomeAddressesElsewhere { route });
        }
        match lookup.taken {
            Some((destination, Target::InternetGateway(gateway))) => {
                self.pass(table, Step::Routed { subnet: home.entity, destination });
                self.exit(gateway);
            }
            Some((
                _,
                Target::NatGateway(_)
                | Target::Local
                | Target::GatewayEndpoint(_)
                | Target::PeeringConnection(_)
                | Target::TransitGateway(_)
                | Target::VpnGateway(_)
                | Target::GatewayLoadBalancerEndpoint(_),
            ))
            | None => {
                let reason = Reason::NatWithoutInternet { nat: at, subnet: home.entity };
                self.block(table, Code::NoRouteToDestination, reason);
            }
        }
        self.through_acl(home, Direction::Ingress, Leg::Answer(ANY.0, ANY.1), PUBLIC, to);
        if inside {
            self.through_acl(home, Direction::Egress, answers, &own, Party::Caller);
        }
    }

    /// Says why the endpoints of the service in this VPC are not on the way.
    fn note_bypassed(&mut self, home: &Subnet<'_>, vpc: &Vpc<'_>) {
        let region = self.service.region.as_str();
        for gateway in vpc.gateways.iter().filter(|gateway| *gateway.service == self.service.target) {
            // In another Region the endpoint leads to the service of its own.
            if vpc.region == region {
                let table = self.table_of(home);
                let why = Bypass::NotInRouteTable { table, subnet: home.entity };
                self.caveats.push(Caveat::Bypassed { endpoint: gateway.entity, why });
            }
        }
        for interface in &vpc.interfaces {
            if *interface.service == self.service.target && interface.region == region {
                let why = self.cx.zones.bypass(vpc, interface, self.cx.catalog);
                self.caveats.push(Caveat::Bypassed { endpoint: interface.entity, why });
            }
        }
    }
}
