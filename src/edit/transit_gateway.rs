//! Transit Gateways, attachments of VPCs, and the routes to what is attached.

use super::{EditError, atomically, endpoint, get, name, peering, routing};
use crate::{
    model::{
        Design, Id, OnPremisesGateway, Point, RouteTarget, Tags, TransitGateway, TransitGatewayAttachment,
        Vpc,
    },
    net::Ipv4Net,
};

/// Adds a Transit Gateway to a Region; nothing is attached yet.
pub fn add_transit_gateway(design: &mut Design, region: &str) -> Id<TransitGateway> {
    let taken: Vec<&str> = design.transit_gateways.values().map(|gateway| gateway.name.as_str()).collect();
    let name = name::unique("transit", taken.into_iter());
    let gateway = TransitGateway {
        name,
        region: region.to_owned(),
        amazon_side_asn: None,
        tags: Tags::new(),
        at: Point::default(),
    };
    let id = design.allocate();
    design.transit_gateways.insert(id, gateway);
    id
}

/// Attaches a VPC: a subnet in each zone, and routes between it and everything that is attached already, VPCs and
/// on-premises networks.
///
/// # Errors
/// One of the two is gone; they are in two Regions; the VPC is attached already, has no subnet, or overlaps with what is
/// attached.
/// Source: <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html>
pub fn attach_vpc(
    design: &mut Design,
    gateway: Id<TransitGateway>,
    vpc: Id<Vpc>,
) -> Result<Id<TransitGatewayAttachment>, EditError> {
    let entity = get(&design.transit_gateways, gateway)?.clone();
    let guest = get(&design.vpcs, vpc)?.clone();
    if guest.region != entity.region {
        return Err(EditError(format!(
            "Transit Gateway {} is in {}, and VPC {} is in {}; a VPC is attached to a gateway of its own Region",
            entity.name, entity.region, guest.name, guest.region
        )));
    }
    if design.attachments_to(gateway).any(|(_, attachment)| attachment.vpc == vpc) {
        return Err(EditError(format!("VPC {} is attached to {} already", guest.name, entity.name)));
    }
    let others = reached(design, gateway);
    for (label, blocks) in &others {
        if let Some((own, other)) = peering::overlap(&guest.cidr_blocks, blocks) {
            return Err(EditError(format!(
                "{own} of VPC {} overlaps with {other} of {label}, which {} leads to already. Give one of them another block",
                guest.name, entity.name
            )));
        }
    }
    let subnets = endpoint::subnet_per_zone(design, vpc, |_| true);
    if subnets.is_empty() {
        return Err(EditError(format!(
            "VPC {} has no subnet to put the attachment into; add one first",
            guest.name
        )));
    }
    atomically(design, |design| {
        let taken: Vec<&str> = design.attachments_of(vpc).map(|(_, a)| a.name.as_str()).collect();
        let name = name::unique(&format!("{}-{}", entity.name, guest.name), taken.into_iter());
        let attachment = TransitGatewayAttachment {
            transit_gateway: gateway,
            vpc,
            name,
            subnets,
            appliance_mode: false,
            tags: Tags::new(),
        };
        let neighbours: Vec<Id<Vpc>> = design.attachments_to(gateway).map(|(_, a)| a.vpc).collect();
        let id = design.allocate();
        design.transit_gateway_attachments.insert(id, attachment);
        let target = RouteTarget::TransitGateway(gateway);
        for neighbour in neighbours {
            routing::route_blocks(design, neighbour, &guest.cidr_blocks, target);
        }
        for (_, blocks) in &others {
            routing::route_blocks(design, vpc, blocks, target);
        }
        Ok(id)
    })
}

/// The blocks that a Transit Gateway leads to, by the name of the VPC or on-premises network.
pub(super) fn reached(design: &Design, gateway: Id<TransitGateway>) -> Vec<(String, Vec<Ipv4Net>)> {
    let vpcs = design
        .attachments_to(gateway)
        .filter_map(|(_, attachment)| design.vpcs.get(attachment.vpc))
        .map(|vpc| (format!("VPC {}", vpc.name), vpc.cidr_blocks.clone()));
    let outside = design
        .on_premises_networks
        .values()
        .filter(|network| network.gateways.contains(&OnPremisesGateway::TransitGateway(gateway)))
        .map(|network| (format!("on-premises network {}", network.name), network.cidr_blocks.clone()));
    vpcs.chain(outside).collect()
}
