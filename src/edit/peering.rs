//! VPC peering, and the routes that it takes on both sides.

use super::{EditError, get, name, routing};
use crate::{
    catalog,
    model::{Design, Id, PeeringConnection, PeeringSide, RouteTarget, Tags, Vpc},
    net::{self, Ipv4Net},
};

/// Peers two VPCs, with DNS resolution both ways, and routes the blocks of each in all route tables of the other.
///
/// # Errors
/// One of them is gone, they are the same or peered already, in two partitions, or their blocks overlap: AWS refuses
/// that. Source: <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html>
pub fn add_peering(
    design: &mut Design,
    requester: Id<Vpc>,
    accepter: Id<Vpc>,
) -> Result<Id<PeeringConnection>, EditError> {
    let (one, other) = (get(&design.vpcs, requester)?.clone(), get(&design.vpcs, accepter)?.clone());
    if requester == accepter {
        return Err(EditError(format!("VPC {} cannot be peered with itself; choose another one", one.name)));
    }
    if let Some((_, peering)) =
        design.peerings_of(requester).find(|(_, p)| p.other(requester) == Some(accepter))
    {
        return Err(EditError(format!(
            "VPCs {} and {} are peered already, by {}",
            one.name, other.name, peering.name
        )));
    }
    let partition = |code: &str| catalog::region(code).map(|region| region.partition);
    if let (Some(a), Some(b)) = (partition(&one.region), partition(&other.region))
        && a != b
    {
        return Err(EditError(format!(
            "{} and {} are in different partitions of AWS, which cannot be peered",
            one.region, other.region
        )));
    }
    if let Some((a, b)) = overlap(&one.cidr_blocks, &other.cidr_blocks) {
        return Err(EditError(format!(
            "{a} of VPC {} and {b} of VPC {} overlap, and AWS peers no VPCs that do. Give one of them another block",
            one.name, other.name
        )));
    }
    let taken: Vec<&str> = design.peering_connections.values().map(|peering| peering.name.as_str()).collect();
    let name = name::unique(&format!("{}-{}", one.name, other.name), taken.into_iter());
    let side = |vpc| PeeringSide { vpc, dns_resolution: true };
    let id = design.allocate();
    let peering =
        PeeringConnection { name, requester: side(requester), accepter: side(accepter), tags: Tags::new() };
    design.peering_connections.insert(id, peering);
    let target = RouteTarget::PeeringConnection(id);
    routing::route_blocks(design, requester, &other.cidr_blocks, target);
    routing::route_blocks(design, accepter, &one.cidr_blocks, target);
    Ok(id)
}

/// Changes whether public names of one side's instances resolve to private addresses for the other.
///
/// # Errors
/// The connection is gone, or the VPC is at neither end.
pub fn set_peering_dns(
    design: &mut Design,
    peering: Id<PeeringConnection>,
    vpc: Id<Vpc>,
    on: bool,
) -> Result<(), EditError> {
    let missing = EditError(format!("{} is not an end of this peering connection", design.label(vpc.into())));
    let peering = design.peering_connections.get_mut(peering).ok_or_else(|| EditError::gone(peering))?;
    let side = [&mut peering.requester, &mut peering.accepter].into_iter().find(|side| side.vpc == vpc);
    side.ok_or(missing)?.dns_resolution = on;
    Ok(())
}

/// The first block of each that overlap.
pub(super) fn overlap(a: &[Ipv4Net], b: &[Ipv4Net]) -> Option<(Ipv4Net, Ipv4Net)> {
    a.iter().flat_map(|a| b.iter().map(move |b| (*a, *b))).find(|(a, b)| net::overlap(*a, *b))
}
