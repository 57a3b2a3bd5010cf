//! The way to the public addresses of a service: through a gateway endpoint, a NAT gateway or an internet gateway.

use super::{
    caveat::{Bypass, Caveat},
    client::PublicIp,
    code::Code,
    name::{ClientName, NameKind},
    path::{Party, Reason, Step, Way},
    route::{self, Target},
    security_group::Other,
    walk::Walk,
};
use crate::graph::NodeRef;

impl Walk<'_, '_> {
    /// Goes to the public addresses of the service.
    pub(super) fn go_to_public(&mut self, name: &ClientName) -> Way {
        let (service, region) = (&self.service.target, self.service.region.as_str());
        let other = Other::Service { service, region };
        let to = Party::Service;
        self.let_out(&other, |ports, partly| Reason::NotLetOut { to, ports, partly });
        let lookup = route::to_service(&self.cx.network, self.subnet, service, region);
        if let Some(route) = lookup.exception {
            self.caveats.push(Caveat::SomeAddressesElsewhere { route });
        }
        let table = self.table_of(self.subnet);
        let subnet = self.subnet.entity;
        let Some((destination, target)) = lookup.taken else {
            self.block(table, Code::NoRouteToDestination, Reason::NoRoute { subnet, to });
            self.note_bypassed();
            return Way::Unreachable;
        };
        match target {
            Target::GatewayEndpoint(index) => {
                self.pass(table, Step::Routed { subnet, destination });
                self.through_gateway_endpoint(index, name)
            }
            Target::InternetGateway(gateway) => {
                self.pass(table, Step::Routed { subnet, destination });
                self.note_bypassed();
                self.need_public_address();
                self.exit(gateway);
                Way::Internet
            }
            Target::NatGateway(nat) => {
                self.pass(table, Step::Routed { subnet, destination });
                self.note_bypassed();
                self.through_nat(nat);
                Way::Nat
            }
            // What another network does with it is not known here.
            Target::OtherNetwork(_) | Target::Local => {
                // A VPC may have a block of public addresses; a service is not in it.
                self.block(table, Code::NoRouteToDestination, Reason::NoRoute { subnet, to });
                Way::Unreachable
            }
        }
    }

    fn through_gateway_endpoint(&mut self, index: usize, name: &ClientName) -> Way {
        let vpc = self.vpc;
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
    fn need_public_address(&mut self) {
        let (maps, public_ip) = (self.subnet.maps_public_ip, self.client.position.public_ip);
        let ever = public_ip != PublicIp::Never;
        if !(ever && maps) {
            let reason = Reason::NoPublicAddress { subnet: self.subnet.entity, ever };
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
    fn through_nat(&mut self, node: NodeRef) {
        let network = &self.cx.network;
        let at = network.entity(node);
        let home = network.nat(node).and_then(|nat| network.subnets.get(&nat.subnet));
        let Some(home) = home else { return };
        self.pass(at, Step::Translated { subnet: home.entity });
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
                Target::NatGateway(_) | Target::Local | Target::GatewayEndpoint(_) | Target::OtherNetwork(_),
            ))
            | None => {
                let reason = Reason::NatWithoutInternet { nat: at, subnet: home.entity };
                self.block(table, Code::NoRouteToDestination, reason);
            }
        }
    }

    /// Says why the endpoints of the service in this VPC are not on the way.
    fn note_bypassed(&mut self) {
        let vpc = self.vpc;
        let region = self.service.region.as_str();
        for gateway in vpc.gateways.iter().filter(|gateway| *gateway.service == self.service.target) {
            // In another Region the endpoint leads to the service of its own.
            if vpc.region == region {
                let table = self.table_of(self.subnet);
                let why = Bypass::NotInRouteTable { table, subnet: self.subnet.entity };
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
