//! From one VPC into another: peering connections and Transit Gateways, and the routes on both sides.
//!
//! Sources: <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html>,
//! <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html>,
//! <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html>

use super::{
    address::Addresses,
    caveat::Caveat,
    code::Code,
    network::{Link, Subnet},
    path::{Party, Reason, Step},
    route::{self, Target},
    walk::{Leg, Walk},
};
use crate::{
    graph::{EndpointTarget, NodeRef, Resource},
    model::{Direction, EntityRef},
};

/// So many Gateway Load Balancer endpoints a call may pass.
const APPLIANCES: usize = 4;

impl<'w, 'a> Walk<'w, 'a> {
    /// What the route from a subnet to another VPC's subnet leads over, if it leads there.
    pub(super) fn link_to(&self, from: &Subnet<'_>, to: &Subnet<'_>) -> Option<Link> {
        let network = &self.cx.network;
        let mut target = route::to_block(network, from, to.block).taken?.1;
        for _ in 0..APPLIANCES {
            let Some((_, subnet)) = route::appliances(network, target) else { break };
            target = route::to_block(network, subnet, to.block).taken?.1;
        }
        match target {
            Target::PeeringConnection(node) => {
                (network.peer(node, from.vpc) == Some(to.vpc)).then_some(Link::Peering(node))
            }
            Target::TransitGateway(gateway) => {
                network.attachment(gateway, to.vpc).map(|_| Link::TransitGateway(gateway))
            }
            Target::Local
            | Target::GatewayEndpoint(_)
            | Target::InternetGateway(_)
            | Target::NatGateway(_)
            | Target::VpnGateway(_)
            | Target::GatewayLoadBalancerEndpoint(_) => None,
        }
    }

    /// Passes the appliances of a route, if it leads to some: the subnet from which the call goes on. None where it has
    /// passed too many: they lead to each other.
    pub(super) fn inspected(&mut self, target: Target) -> Option<&'w Subnet<'a>> {
        let (endpoint, subnet) = route::appliances(&self.cx.network, target)?;
        let passed = self.caveats.iter().filter(|caveat| matches!(caveat, Caveat::Inspected { .. })).count();
        if passed >= APPLIANCES {
            return None;
        }
        self.pass(endpoint, Step::Inspected { subnet: subnet.entity });
        self.caveats.push(Caveat::Inspected { endpoint });
        if let Target::GatewayLoadBalancerEndpoint(node) = target
            && let Resource::GatewayLoadBalancerEndpoint(resource) =
                &self.cx.network.graph.node(node).resource
        {
            self.await_acceptance(endpoint, &resource.target, false);
        }
        Some(subnet)
    }

    /// Notes that the owner of the service has to let the endpoint in first.
    pub(super) fn await_acceptance(&mut self, endpoint: EntityRef, target: &EndpointTarget, accepted: bool) {
        let graph = self.cx.network.graph;
        let Some(service) = target.node().map(|node| graph.node(node)) else { return };
        if let Resource::EndpointService(resource) = &service.resource
            && resource.acceptance_required
            && !accepted
        {
            self.caveats.push(Caveat::AwaitsAcceptance { endpoint, service: service.origin });
        }
    }

    /// The route table of the question, and what it leads over.
    pub(super) fn route_to(&mut self, from: &Subnet<'_>, to: &Subnet<'_>, party: Party) -> Option<Link> {
        let lookup = route::to_block(&self.cx.network, from, to.block);
        let table = self.table_of(from);
        let subnet = from.entity;
        if let Some(route) = lookup.exception {
            self.block(table, Code::MoreSpecificRoute, Reason::OtherRoute { subnet, route });
            return None;
        }
        let same = from.vpc == to.vpc;
        match (lookup.taken, lookup.route) {
            (Some((destination, Target::Local)), _) if same => {
                self.pass(table, Step::Routed { subnet, destination });
                None
            }
            // A route for the very block of a subnet may lead through appliances inside a VPC too.
            // Source: <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html>
            (Some((destination, target @ Target::GatewayLoadBalancerEndpoint(_))), _) => {
                self.pass(table, Step::Routed { subnet, destination });
                match self.inspected(target) {
                    Some(next) => self.route_to(next, to, party),
                    None => {
                        let reason = Reason::NoRoute { subnet, to: party };
                        self.block(table, Code::NoRouteToDestination, reason);
                        None
                    }
                }
            }
            // What is in the VPC is not behind a gateway.
            (Some(_), Some(route)) if same => {
                self.block(table, Code::MoreSpecificRoute, Reason::OtherRoute { subnet, route });
                None
            }
            (Some((destination, target)), _) if !same => {
                let link = match target {
                    Target::PeeringConnection(node) => Some(Link::Peering(node)),
                    Target::TransitGateway(node) => Some(Link::TransitGateway(node)),
                    Target::Local
                    | Target::GatewayEndpoint(_)
                    | Target::InternetGateway(_)
                    | Target::NatGateway(_)
                    | Target::VpnGateway(_)
                    | Target::GatewayLoadBalancerEndpoint(_) => None,
                };
                let Some(link) = link else {
                    let reason = Reason::NoRoute { subnet, to: party };
                    self.block(table, Code::NoRouteToDestination, reason);
                    return None;
                };
                self.pass(table, Step::Routed { subnet, destination });
                self.cross(link, from, to).then_some(link)
            }
            (Some(_) | None, _) => {
                self.block(table, Code::NoRouteToDestination, Reason::NoRoute { subnet, to: party });
                None
            }
        }
    }

    /// The peering connection or the Transit Gateway itself.
    fn cross(&mut self, link: Link, from: &Subnet<'_>, to: &Subnet<'_>) -> bool {
        let network = &self.cx.network;
        let vpc = network.entity(to.vpc);
        let before = self.obstacles.len();
        match link {
            Link::Peering(node) => {
                let at = network.entity(node);
                if network.peer(node, from.vpc) == Some(to.vpc) {
                    self.pass(at, Step::Crosses);
                } else {
                    self.block(at, Code::PcxRequiresAddressInVpcCidr, Reason::NotBehind { vpc });
                }
            }
            Link::TransitGateway(gateway) => {
                let at = network.entity(gateway);
                if !self.is_in_attached_zone(gateway, from) {
                    let reason = Reason::ZoneNotAttached { subnet: from.entity };
                    self.block(at, Code::TgwRouteAzRestriction, reason);
                }
                if network.attachment(gateway, to.vpc).is_none() {
                    self.block(at, Code::TgwRtbNoRouteToTgwAttachment, Reason::NotBehind { vpc });
                } else {
                    self.pass(at, Step::Crosses);
                }
            }
        }
        self.obstacles.len() == before
    }

    /// A Transit Gateway takes traffic only from zones in which the attachment has a subnet.
    fn is_in_attached_zone(&self, gateway: NodeRef, subnet: &Subnet<'_>) -> bool {
        self.attached(gateway, subnet).is_some()
    }

    /// The attachment's subnet in the zone of another subnet of its VPC.
    fn attached(&self, gateway: NodeRef, subnet: &Subnet<'_>) -> Option<&'w Subnet<'a>> {
        let network = &self.cx.network;
        let attachment = network.attachment(gateway, subnet.vpc)?;
        let subnets = attachment.subnets.iter().filter_map(|node| network.subnets.get(node));
        subnets.into_iter().find(|attached| attached.zone == subnet.zone)
    }

    /// The ACLs of the subnets in which a Transit Gateway has its interfaces: where that is not the workload's own
    /// subnet, they are asked about what comes from the VPC, and about what goes on into it.
    pub(super) fn through_attachments(
        &mut self,
        link: Option<Link>,
        from: &Subnet<'_>,
        to: &'w Subnet<'a>,
        party: Party,
    ) {
        let Some(Link::TransitGateway(gateway)) = link else { return };
        let own = self.own_addresses();
        let there = [Addresses::Block(to.block)];
        let answers = self.answers();
        if let Some(door) = self.attached(gateway, from).filter(|door| door.node != from.node) {
            self.through_acl(door, Direction::Ingress, Leg::Question, &own, Party::Caller);
            self.through_acl(door, Direction::Egress, answers, &own, Party::Caller);
        }
        if let Some(door) = self.attached(gateway, to).filter(|door| door.node != to.node) {
            self.through_acl(door, Direction::Egress, Leg::Question, &there, party);
            self.through_acl(door, Direction::Ingress, answers, &there, party);
        }
    }

    /// The route table of the answer: back over what the question came by.
    pub(super) fn route_back(&mut self, from: &Subnet<'_>, to: &Subnet<'_>, link: Option<Link>) {
        let lookup = route::to_block(&self.cx.network, from, to.block);
        let table = self.table_of(from);
        let subnet = from.entity;
        let wanted = match link {
            None => return,
            Some(Link::Peering(node)) => self.cx.network.entity(node),
            Some(Link::TransitGateway(gateway)) => {
                if !self.is_in_attached_zone(gateway, from) {
                    let reason = Reason::ZoneNotAttached { subnet };
                    self.block(self.cx.network.entity(gateway), Code::TgwRouteAzRestriction, reason);
                }
                self.cx.network.entity(gateway)
            }
        };
        if let Some(route) = lookup.exception {
            self.block(table, Code::MoreSpecificRoute, Reason::OtherRoute { subnet, route });
            return;
        }
        match lookup.taken {
            Some((destination, Target::PeeringConnection(node) | Target::TransitGateway(node)))
                if self.cx.network.entity(node) == wanted =>
            {
                self.pass(table, Step::RoutedBack { subnet, destination });
            }
            Some(_) | None => {
                self.block(table, Code::NoRouteToDestination, Reason::NoRoute { subnet, to: Party::Caller });
            }
        }
    }
}
