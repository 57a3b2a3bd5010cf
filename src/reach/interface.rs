//! The way through a network interface of an endpoint.
//!
//! DNS gives out the addresses of all interfaces in turn, so every one of them is walked to; the one in the workload's
//! own Availability Zone is the one that is shown.
//! Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html>

use super::{
    caveat::Caveat,
    code::Code,
    network::{Interface, Subnet},
    path::{Party, Reason, Step, Way},
    route::{self, Target},
    security_group::Other,
    walk::Walk,
};
use crate::model::Direction;

impl Walk<'_, '_> {
    /// Goes to an interface endpoint.
    pub(super) fn go_to_interface(&mut self, interface: &Interface<'_>) -> Way {
        let network = &self.cx.network;
        let mut subnets: Vec<&Subnet<'_>> =
            interface.resource.subnets.iter().filter_map(|subnet| network.subnets.get(subnet)).collect();
        subnets.sort_by_key(|subnet| subnet.zone != self.subnet.zone);
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
        if subnet.zone != self.subnet.zone {
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
        self.arrive();
        Way::InterfaceEndpoint
    }

    /// Goes to the interface in a subnet.
    fn enter(&mut self, interface: &Interface<'_>, subnet: &Subnet<'_>) {
        let party = Party::Interface { endpoint: interface.entity, subnet: subnet.entity };
        let other = Other::Interface { block: subnet.block, groups: &interface.groups };
        self.let_out(&other, |ports, partly| Reason::NotLetOut { to: party, ports, partly });
        self.route_to(subnet, party);
        self.pass(interface.entity, Step::EntersInterface { subnet: subnet.entity });
        let other = Other::Interface { block: self.subnet.block, groups: &self.client.position.groups };
        let step = |rule| Step::LetIn { rule };
        self.through_groups(&interface.groups, Direction::Ingress, &other, step, |ports, partly| {
            Reason::NotLetIn { endpoint: interface.entity, ports, partly }
        });
    }

    fn route_to(&mut self, subnet: &Subnet<'_>, party: Party) {
        let lookup = route::to_block(&self.cx.network, self.subnet, subnet.block);
        let table = self.table_of(self.subnet);
        let from = self.subnet.entity;
        match (lookup.taken, lookup.exception) {
            (_, Some(route)) => {
                self.block(table, Code::MoreSpecificRoute, Reason::OtherRoute { subnet: from, route });
            }
            (Some((destination, Target::Local)), None) => {
                self.pass(table, Step::Routed { subnet: from, destination });
            }
            (
                Some((
                    _,
                    Target::InternetGateway(_)
                    | Target::NatGateway(_)
                    | Target::GatewayEndpoint(_)
                    | Target::OtherNetwork(_),
                )),
                None,
            )
            | (None, None) => {
                self.block(table, Code::NoRouteToDestination, Reason::NoRoute { subnet: from, to: party });
            }
        }
    }
}
