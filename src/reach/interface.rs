//! The way through a network interface of an endpoint.
//!
//! DNS gives out the addresses of all interfaces in turn, so every one of them is walked to; the one in the workload's
//! own Availability Zone is the one that is shown.
//! Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html>

use super::{
    address::Addresses,
    caveat::Caveat,
    code::Code,
    network::{Interface, Link, Subnet},
    path::{Party, Reason, Step, Way},
    security_group::Other,
    walk::{Home, Leg, Walk},
};
use crate::model::Direction;

impl<'w, 'a> Walk<'w, 'a> {
    /// Goes to an interface endpoint, of this VPC or of another one.
    pub(super) fn go_to_interface(&mut self, interface: &'w Interface<'a>) -> Way {
        let network = &self.cx.network;
        // Another VPC of the same Region has the same zones.
        let zone = match self.home {
            Home::Subnet(subnet, vpc) => Some((vpc.region, subnet.zone)),
            Home::Outside(_) => None,
        };
        let here = |subnet: &Subnet<'_>| {
            let region = network.vpcs.get(&subnet.vpc).map_or("", |vpc| vpc.region);
            zone.is_none_or(|zone| zone == (region, subnet.zone))
        };
        let mut subnets: Vec<&'w Subnet<'a>> =
            interface.resource.subnets.iter().filter_map(|subnet| network.subnets.get(subnet)).collect();
        subnets.sort_by_key(|subnet| !here(subnet));
        let mut walks: Vec<(&Subnet<'_>, Self)> = subnets
            .into_iter()
            .map(|subnet| {
                let mut walk = self.clone();
                walk.enter(interface, subnet);
                (subnet, walk)
            })
            .collect();
        if walks.is_empty() {
            self.block(interface.entity, Code::BadState, Reason::NoInterface);
            return Way::Unreachable;
        }
        let best = walks.iter().position(|(_, walk)| walk.obstacles.is_empty()).unwrap_or(0);
        let (subnet, walk) = walks.swap_remove(best);
        let endpoint = interface.entity;
        let reached = walk.obstacles.is_empty();
        *self = walk;
        if !here(subnet) {
            self.caveats.push(Caveat::ZoneCrossed { endpoint, subnet: subnet.entity });
        }
        if reached {
            walks.sort_by_key(|(subnet, _)| subnet.entity);
            for (subnet, walk) in walks {
                if let Some(obstacle) = walk.obstacles.into_iter().next() {
                    let subnet = subnet.entity;
                    self.caveats.push(Caveat::InterfaceBlocked { endpoint, subnet, obstacle });
                }
            }
        }
        self.ask_policy(endpoint, interface.resource.policy.as_ref());
        self.await_acceptance(endpoint, &interface.resource.target, interface.resource.auto_accept);
        self.arrive();
        Way::InterfaceEndpoint
    }

    /// Goes to the interface in a subnet, and back.
    fn enter(&mut self, interface: &'w Interface<'a>, subnet: &'w Subnet<'a>) {
        let party = Party::Interface { endpoint: interface.entity, subnet: subnet.entity };
        let there = [Addresses::Block(subnet.block)];
        let own = self.own_addresses();
        let answers = self.answers();
        match self.home {
            Home::Subnet(from, _) => {
                let seen = self.sees_groups(from, subnet);
                let blocks = [subnet.block];
                let groups = seen.then_some(&interface.groups);
                let other = Other::Interface { blocks: &blocks, groups };
                self.let_out(&other, |ports, partly| Reason::NotLetOut { to: party, ports, partly });
                if from.node == subnet.node {
                    self.route_to(from, subnet, party);
                    self.take_in(interface, subnet, seen);
                    return;
                }
                self.through_acl(from, Direction::Egress, Leg::Question, &there, party);
                let link = self.route_to(from, subnet, party);
                self.through_attachments(link, from, subnet, party);
                self.through_acl(subnet, Direction::Ingress, Leg::Question, &own, Party::Caller);
                self.take_in(interface, subnet, seen);
                self.through_acl(subnet, Direction::Egress, answers, &own, Party::Caller);
                if from.vpc != subnet.vpc {
                    self.route_back(subnet, from, link);
                }
                self.through_acl(from, Direction::Ingress, answers, &there, party);
            }
            Home::Outside(network) => {
                let gateway = self.arrive_from_outside(network, subnet, party);
                self.through_acl(subnet, Direction::Ingress, Leg::Question, &own, Party::Caller);
                self.take_in(interface, subnet, false);
                self.through_acl(subnet, Direction::Egress, answers, &own, Party::Caller);
                if let Some(gateway) = gateway {
                    self.return_outside(subnet, gateway);
                }
            }
        }
    }

    /// The interface with its groups.
    fn take_in(&mut self, interface: &Interface<'_>, subnet: &Subnet<'_>, seen: bool) {
        self.pass(interface.entity, Step::EntersInterface { subnet: subnet.entity });
        let groups = seen.then_some(&self.client.position.groups);
        let other = Other::Interface { blocks: &self.client.blocks, groups };
        if !self.is_offered(interface, subnet) {
            let reason = Reason::NotInZone { subnet: subnet.entity };
            self.block(interface.entity, Code::VpceServiceNotInstalledInAz, reason);
        }
        let step = |rule| Step::LetIn { rule };
        self.through_groups(&interface.groups, Direction::Ingress, &other, step, |ports, partly| {
            Reason::NotLetIn { endpoint: interface.entity, ports, partly }
        });
    }

    /// Whether the service is in a subnet's zone, as far as the user's own list tells.
    fn is_offered(&self, interface: &Interface<'_>, subnet: &Subnet<'_>) -> bool {
        let (catalog, vpc) = (self.cx.catalog, self.cx.network.vpcs.get(&subnet.vpc));
        let (Some(_), Some(key), Some(vpc)) = (catalog.overlay(), interface.service.aws_key(), vpc) else {
            return true;
        };
        catalog.is_in_zone(key, vpc.region, &format!("{}{}", vpc.region, subnet.zone)) != Some(false)
    }

    /// Rules may name groups within a VPC and over a peering connection of one Region; a Transit Gateway passes them on
    /// only if that is switched on, which it is not by default.
    ///
    /// Sources: <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html>,
    /// <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html>
    fn sees_groups(&self, from: &Subnet<'_>, to: &Subnet<'_>) -> bool {
        let region = |subnet: &Subnet<'_>| self.cx.network.vpcs.get(&subnet.vpc).map(|vpc| vpc.region);
        from.vpc == to.vpc
            || (matches!(self.link_to(from, to), Some(Link::Peering(_))) && region(from) == region(to))
    }
}
