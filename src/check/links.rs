//! What connects VPCs with each other and with networks outside.

use std::collections::BTreeSet;

use crate::{
    model::{Design, EntityRef, Id, OnPremisesGateway, OnPremisesNetwork, Vpc},
    net::{self, Ipv4Net},
};

/// A block of one VPC that overlaps one of another, with that one.
pub(super) fn overlap(design: &Design, one: Id<Vpc>, other: Id<Vpc>) -> Option<(Ipv4Net, Ipv4Net)> {
    let (one, other) = (design.vpcs.get(one)?, design.vpcs.get(other)?);
    one.cidr_blocks.iter().find_map(|block| {
        let theirs = other.cidr_blocks.iter().find(|theirs| net::overlap(**theirs, *block))?;
        Some((*block, *theirs))
    })
}

/// Whether two VPCs are peered.
pub(super) fn are_peered(design: &Design, one: Id<Vpc>, other: Id<Vpc>) -> bool {
    design.peering_connections.values().any(|peering| peering.other(one) == Some(other))
}

/// Whether clients outside of a VPC may come in.
pub(super) fn is_linked(design: &Design, vpc: Id<Vpc>) -> bool {
    design.peering_connections.values().any(|peering| peering.other(vpc).is_some())
        || design.transit_gateway_attachments.values().any(|attachment| attachment.vpc == vpc)
        || design.vpn_gateways.values().any(|gateway| gateway.vpc == vpc)
}

/// A network that comes to a gateway, and its blocks.
pub(super) type Member<'a> = (EntityRef, &'a [Ipv4Net]);

/// The networks that meet at each gateway, with their blocks: VPCs first.
pub(super) fn meetings(design: &Design) -> Vec<(EntityRef, Vec<Member<'_>>)> {
    let offices = |gateway: EntityRef| {
        let here = move |network: &&OnPremisesNetwork| network.gateways.iter().any(|g| g.entity() == gateway);
        let networks = design.on_premises_networks.iter().filter(move |(_, network)| here(network));
        networks.map(|(id, network)| (EntityRef::from(id), network.cidr_blocks.as_slice()))
    };
    let vpc = |id: Id<Vpc>| Some((EntityRef::from(id), design.vpcs.get(id)?.cidr_blocks.as_slice()));
    let hubs = design.transit_gateways.ids().map(|id| {
        let attached = design.transit_gateway_attachments.values().filter(move |a| a.transit_gateway == id);
        let vpcs: BTreeSet<Id<Vpc>> = attached.map(|attachment| attachment.vpc).collect();
        (EntityRef::from(id), vpcs.into_iter().filter_map(vpc).chain(offices(id.into())).collect())
    });
    let lines = design.vpn_gateways.iter().map(|(id, gateway)| {
        (EntityRef::from(id), vpc(gateway.vpc).into_iter().chain(offices(id.into())).collect())
    });
    hubs.chain(lines).collect()
}

/// The VPCs where the line of an on-premises network arrives.
pub(super) fn vpcs_of_network(design: &Design, network: &OnPremisesNetwork) -> Vec<Id<Vpc>> {
    let mut vpcs = BTreeSet::new();
    for gateway in &network.gateways {
        match gateway {
            OnPremisesGateway::VpnGateway(id) => vpcs.extend(design.vpn_gateways.get(*id).map(|g| g.vpc)),
            OnPremisesGateway::TransitGateway(id) => {
                let attached = design.transit_gateway_attachments.values();
                vpcs.extend(attached.filter(|a| a.transit_gateway == *id).map(|a| a.vpc));
            }
        }
    }
    vpcs.into_iter().collect()
}
