//! Calls from on-premises networks: by VPN or Direct Connect to a virtual private gateway or a Transit Gateway.
//!
//! Nothing but network interfaces can be reached from there: no gateway endpoint, no NAT gateway. Names are answered by
//! public DNS, unless the questions go to an inbound endpoint of Route 53 Resolver in a VPC.
//!
//! Sources: <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>,
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html>,
//! <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries.html>

use super::{
    address::Addresses,
    caveat::{Bypass, Caveat},
    code::Code,
    dns::{self, Answer},
    name::{ClientName, NameKind},
    network::{Network, Resolver, Subnet},
    path::{Party, Reason, Step, Way},
    route::{self, Target},
    security_group::Other,
    walk::{Home, Leg, Walk},
};
use crate::{
    catalog::{PortRange, Transport},
    graph::{NodeRef, OnPremisesNetwork, Resource},
    model::Direction,
};

/// What resolvers listen on.
const DNS: [PortRange; 2] = [
    PortRange { transport: Transport::Udp, from: 53, to: 53 },
    PortRange { transport: Transport::Tcp, from: 53, to: 53 },
];

impl<'w, 'a> Walk<'w, 'a> {
    /// The call of a client in an on-premises network.
    pub(super) fn leave_outside(&mut self, network: &'w OnPremisesNetwork, name: &ClientName) -> Way {
        self.pass(self.client.entity, Step::LeavesNetwork);
        if let NameKind::Endpoint(endpoint) = name.kind {
            let answer = dns::by_own_name(&self.cx.network, endpoint);
            return self.follow(network.origin, name, answer, |_| Way::Unreachable);
        }
        let found = self.resolver_of(network);
        let Some((vpc, resolver)) = found else {
            // Public DNS.
            return self.follow(network.origin, name, Answer::Public, Self::leave_by_own_internet);
        };
        if !self.ask_resolver(network, resolver) {
            return Way::Unreachable;
        }
        let answer = dns::resolve(self.cx, vpc, name, true, &self.service.target);
        self.follow(resolver.entity, name, answer, Self::leave_by_own_internet)
    }

    /// What the network does with public addresses is its own affair.
    fn leave_by_own_internet(&mut self) -> Way {
        self.note_bypassed_from_outside();
        self.arrive();
        Way::Internet
    }

    /// The first inbound Resolver endpoint of a VPC that the network reaches.
    fn resolver_of(&self, outside: &OnPremisesNetwork) -> Option<(NodeRef, &'w Resolver<'a>)> {
        let network = &self.cx.network;
        reachable(network, outside).into_iter().find_map(|vpc| {
            let resolver = network.vpcs.get(&vpc)?.resolvers.first()?;
            Some((vpc, resolver))
        })
    }

    /// Asks the resolver, on an address in each of its subnets.
    fn ask_resolver(&mut self, outside: &'w OnPremisesNetwork, resolver: &'w Resolver<'a>) -> bool {
        let network = &self.cx.network;
        let mut asking = self.clone();
        asking.ports = DNS.to_vec();
        let subnets: Vec<&Subnet<'_>> =
            resolver.resource.subnets.iter().filter_map(|node| network.subnets.get(node)).collect();
        for subnet in subnets {
            let party = Party::Resolver { resolver: resolver.entity, subnet: subnet.entity };
            let mut walk = asking.clone();
            let own = walk.own_addresses();
            let gateway = walk.arrive_from_outside(outside, subnet, party);
            walk.through_acl(subnet, Direction::Ingress, Leg::Question, &own, Party::Caller);
            let other = Other::Interface { blocks: &self.client.blocks, groups: None };
            let step = |rule| Step::LetIn { rule };
            walk.through_groups(&resolver.groups, Direction::Ingress, &other, step, |ports, partly| {
                Reason::NotLetIn { endpoint: resolver.entity, ports, partly }
            });
            let answers = walk.answers();
            walk.through_acl(subnet, Direction::Egress, answers, &own, Party::Caller);
            if let Some(gateway) = gateway {
                walk.return_outside(subnet, gateway);
            }
            if let Some(mut obstacle) = walk.obstacles.into_iter().next() {
                obstacle.after = self.hops.len();
                self.obstacles.push(obstacle);
                return false;
            }
        }
        true
    }

    /// Over the gateway that leads to a subnet's VPC.
    pub(super) fn arrive_from_outside(
        &mut self,
        outside: &OnPremisesNetwork,
        subnet: &'w Subnet<'a>,
        party: Party,
    ) -> Option<NodeRef> {
        let network = &self.cx.network;
        let leads = |gateway: &&NodeRef| vpcs_behind(network, **gateway).contains(&subnet.vpc);
        let Some(gateway) = outside.gateways.iter().find(leads).copied() else {
            let vpc = network.entity(subnet.vpc);
            self.block(outside.origin, Code::DisconnectedVpcs, Reason::NotBehind { vpc });
            return None;
        };
        self.pass(network.entity(gateway), Step::Crosses);
        // The ACL of the Transit Gateway's own subnet, on the way on into the VPC.
        if let Some(attachment) = network.attachment(gateway, subnet.vpc) {
            let mut doors = attachment.subnets.iter().filter_map(|node| network.subnets.get(node));
            let door = doors.find(|door| door.zone == subnet.zone);
            if let Some(door) = door.filter(|door| door.node != subnet.node) {
                let there = [Addresses::Block(subnet.block)];
                let answers = self.answers();
                self.through_acl(door, Direction::Egress, Leg::Question, &there, party);
                self.through_acl(door, Direction::Ingress, answers, &there, party);
            }
        }
        Some(gateway)
    }

    /// The answer needs a route to every block of the network, over the gateway the question came by.
    pub(super) fn return_outside(&mut self, subnet: &Subnet<'_>, gateway: NodeRef) {
        let table = self.table_of(subnet);
        let mut taken = None;
        for block in self.client.blocks.clone() {
            let lookup = route::to_block(&self.cx.network, subnet, block);
            if let Some(route) = lookup.exception {
                let reason = Reason::OtherRoute { subnet: subnet.entity, route };
                self.block(table, Code::MoreSpecificRoute, reason);
                return;
            }
            match lookup.taken {
                Some((destination, Target::VpnGateway(node) | Target::TransitGateway(node)))
                    if node == gateway =>
                {
                    taken = taken.or(Some(destination));
                }
                Some(_) | None => {
                    let reason = Reason::NoRoute { subnet: subnet.entity, to: Party::Caller };
                    self.block(table, Code::NoRouteToDestination, reason);
                    return;
                }
            }
        }
        if let Some(destination) = taken {
            self.pass(table, Step::RoutedBack { subnet: subnet.entity, destination });
        }
    }

    fn note_bypassed_from_outside(&mut self) {
        let Home::Outside(outside) = self.home else { return };
        let region = self.service.region.as_str();
        let network = &self.cx.network;
        for vpc in reachable(network, outside).into_iter().filter_map(|vpc| network.vpcs.get(&vpc)) {
            for gateway in vpc.gateways.iter().filter(|gateway| *gateway.service == self.service.target) {
                let why = Bypass::FromOutside;
                self.caveats.push(Caveat::Bypassed { endpoint: gateway.entity, why });
            }
            for interface in &vpc.interfaces {
                if *interface.service == self.service.target && interface.region == region {
                    let why = if vpc.resolvers.is_empty() {
                        Bypass::NoInboundResolver { vpc: vpc.entity }
                    } else {
                        self.cx.zones.bypass(vpc, interface, self.cx.catalog)
                    };
                    self.caveats.push(Caveat::Bypassed { endpoint: interface.entity, why });
                }
            }
        }
    }
}

/// The VPCs that an on-premises network is joined with.
pub(super) fn reachable(network: &Network<'_>, outside: &OnPremisesNetwork) -> Vec<NodeRef> {
    let mut vpcs: Vec<NodeRef> =
        outside.gateways.iter().flat_map(|gateway| vpcs_behind(network, *gateway)).collect();
    vpcs.sort_unstable();
    vpcs.dedup();
    vpcs
}

/// A virtual private gateway leads to its own VPC and no further, a Transit Gateway to all that are attached.
///
/// Source: <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html>
fn vpcs_behind(network: &Network<'_>, gateway: NodeRef) -> Vec<NodeRef> {
    if let Resource::VpnGateway(gateway) = &network.graph.node(gateway).resource {
        return vec![gateway.vpc];
    }
    let attachments = network.attachments.get(&gateway).map_or(&[][..], Vec::as_slice);
    attachments.iter().map(|(_, attachment)| attachment.vpc).collect()
}
