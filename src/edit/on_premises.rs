//! On-premises networks: attached to a VPC's virtual private gateway or to a Transit Gateway.

use std::collections::BTreeMap;

use super::{EditError, atomically, endpoint, get, name, peering, routing, security_group, transit_gateway};
use crate::{
    catalog::{Catalog, EndpointType},
    model::{
        CustomerGateway, Design, Endpoint, EndpointKind, Id, OnPremisesGateway, OnPremisesLink,
        OnPremisesNetwork, Point, RouteTarget, Service, Tags, Vpc, VpnGateway,
    },
    net::{self, Ipv4Net},
};

/// Where on-premises networks are proposed: ranges that VPCs are given last.
const RANGES: [&str; 3] = ["192.168.0.0/16", "172.16.0.0/12", "10.0.0.0/8"];

/// Adds an on-premises network with a /16 that no VPC uses, to be attached by VPN.
pub fn add_on_premises_network(design: &mut Design) -> Id<OnPremisesNetwork> {
    let taken: Vec<&str> =
        design.on_premises_networks.values().map(|network| network.name.as_str()).collect();
    let name = name::unique("office", taken.into_iter());
    let vpcs = design.vpcs.values().flat_map(|vpc| vpc.cidr_blocks.iter());
    let others = design.on_premises_networks.values().flat_map(|network| network.cidr_blocks.iter());
    let used: Vec<Ipv4Net> = vpcs.chain(others).copied().collect();
    let ranges: Vec<Ipv4Net> = RANGES.iter().filter_map(|range| range.parse().ok()).collect();
    // With every block in use it has none until the user gives it one.
    let cidr_blocks = net::next_free_block(&ranges, &used, 16).into_iter().collect();
    let link =
        OnPremisesLink::Vpn(CustomerGateway { ip_address: None, bgp_asn: CustomerGateway::DEFAULT_ASN });
    let network = OnPremisesNetwork {
        name,
        cidr_blocks,
        link,
        gateways: Vec::new(),
        calls: Vec::new(),
        monthly_gb: BTreeMap::new(),
        tags: Tags::new(),
        at: Point::default(),
    };
    let id = design.allocate();
    design.on_premises_networks.insert(id, network);
    id
}

/// Attaches a virtual private gateway to a VPC; where it has one, it is that one.
///
/// # Errors
/// The VPC is gone.
pub fn add_vpn_gateway(design: &mut Design, vpc: Id<Vpc>) -> Result<Id<VpnGateway>, EditError> {
    let entity = get(&design.vpcs, vpc)?;
    if let Some((id, _)) = design.vpn_gateway_of(vpc) {
        return Ok(id);
    }
    let gateway = VpnGateway { vpc, name: entity.name.clone(), amazon_side_asn: None, tags: Tags::new() };
    let id = design.allocate();
    design.vpn_gateways.insert(id, gateway);
    Ok(id)
}

/// Attaches an on-premises network to a gateway, and routes its blocks there from the VPCs behind it.
///
/// # Errors
/// One of the two is gone, they are attached already, or the network overlaps with what the gateway leads to.
pub fn attach_on_premises(
    design: &mut Design,
    network: Id<OnPremisesNetwork>,
    gateway: OnPremisesGateway,
) -> Result<(), EditError> {
    let entity = get(&design.on_premises_networks, network)?.clone();
    if !design.exists(gateway.entity()) {
        return Err(EditError::gone(gateway.entity()));
    }
    if entity.gateways.contains(&gateway) {
        return Err(EditError(format!(
            "{} is attached to {} already",
            entity.name,
            design.label(gateway.entity())
        )));
    }
    let (vpcs, target, reached) = match gateway {
        OnPremisesGateway::VpnGateway(id) => {
            let vpc = get(&design.vpn_gateways, id)?.vpc;
            let owner = get(&design.vpcs, vpc)?;
            let reached = vec![(format!("VPC {}", owner.name), owner.cidr_blocks.clone())];
            (vec![vpc], RouteTarget::VpnGateway(id), reached)
        }
        OnPremisesGateway::TransitGateway(id) => {
            let vpcs = design.attachments_to(id).map(|(_, attachment)| attachment.vpc).collect();
            (vpcs, RouteTarget::TransitGateway(id), transit_gateway::reached(design, id))
        }
    };
    for (label, blocks) in &reached {
        if let Some((own, other)) = peering::overlap(&entity.cidr_blocks, blocks) {
            return Err(EditError(format!(
                "{own} of {} overlaps with {other} of {label}. Give one of them another block",
                entity.name
            )));
        }
    }
    if let Some(entity) = design.on_premises_networks.get_mut(network) {
        entity.gateways.push(gateway);
    }
    for vpc in vpcs {
        routing::route_blocks(design, vpc, &entity.cidr_blocks, target);
    }
    Ok(())
}

/// Attaches an on-premises network to a VPC by its virtual private gateway, made if there is none.
///
/// # Errors
/// As [`attach_on_premises`].
pub fn attach_on_premises_to_vpc(
    design: &mut Design,
    network: Id<OnPremisesNetwork>,
    vpc: Id<Vpc>,
) -> Result<Id<VpnGateway>, EditError> {
    atomically(design, |design| {
        let gateway = add_vpn_gateway(design, vpc)?;
        attach_on_premises(design, network, OnPremisesGateway::VpnGateway(gateway))?;
        Ok(gateway)
    })
}

/// Takes an on-premises network off a gateway, with the routes to its blocks.
///
/// # Errors
/// The network is gone.
pub fn detach_on_premises(
    design: &mut Design,
    network: Id<OnPremisesNetwork>,
    gateway: OnPremisesGateway,
) -> Result<(), EditError> {
    let entity = design.on_premises_networks.get_mut(network).ok_or_else(|| EditError::gone(network))?;
    entity.gateways.retain(|other| *other != gateway);
    let blocks = entity.cidr_blocks.clone();
    let target = match gateway {
        OnPremisesGateway::VpnGateway(id) => RouteTarget::VpnGateway(id),
        OnPremisesGateway::TransitGateway(id) => RouteTarget::TransitGateway(id),
    };
    routing::forget_blocks(design, &blocks, target);
    Ok(())
}

/// Gives an on-premises network other blocks; routes follow.
///
/// # Errors
/// The network is gone.
pub fn set_on_premises_blocks(
    design: &mut Design,
    network: Id<OnPremisesNetwork>,
    blocks: Vec<Ipv4Net>,
) -> Result<(), EditError> {
    atomically(design, |design| {
        let gateways = get(&design.on_premises_networks, network)?.gateways.clone();
        for gateway in &gateways {
            detach_on_premises(design, network, *gateway)?;
        }
        if let Some(entity) = design.on_premises_networks.get_mut(network) {
            entity.cidr_blocks = blocks;
        }
        for gateway in gateways {
            attach_on_premises(design, network, gateway)?;
        }
        Ok(())
    })
}

/// Notes that clients in an on-premises network call a service, and makes an interface endpoint that they reach: in a VPC
/// behind the network's gateways, whose groups let the network in. A gateway endpoint serves its own VPC only. What is
/// there already is reused.
///
/// # Errors
/// One of the two is gone; the network is attached to no VPC of the service's Region; or the service has no interface
/// endpoint there.
pub fn call_from_on_premises(
    design: &mut Design,
    catalog: &Catalog,
    network: Id<OnPremisesNetwork>,
    service: Id<Service>,
) -> Result<Option<Id<Endpoint>>, EditError> {
    let entity = get(&design.on_premises_networks, network)?.clone();
    let node = get(&design.services, service)?.clone();
    let vpcs: Vec<Id<Vpc>> = design
        .vpcs
        .iter()
        .filter(|(id, vpc)| {
            vpc.region == node.region && design.on_premises_of(*id).any(|(n, _)| n == network)
        })
        .map(|(id, _)| id)
        .collect();
    let Some(first) = vpcs.first().copied() else {
        return Err(EditError(format!(
            "{} is attached to no VPC of {}; attach it to a VPC or to a Transit Gateway there first",
            entity.name, node.region
        )));
    };
    atomically(design, |design| {
        let known = vpcs.iter().find_map(|vpc| {
            design
                .endpoints_for(*vpc, &node.target)
                .find(|(_, endpoint)| matches!(endpoint.kind, EndpointKind::Interface(_)))
                .map(|(id, _)| id)
        });
        let id = match known {
            Some(id) => id,
            None => endpoint::add_endpoint_of_type(
                design,
                catalog,
                first,
                node.target.clone(),
                EndpointType::Interface,
            )?,
        };
        if let EndpointKind::Interface(interface) = &get(&design.endpoints, id)?.kind {
            let groups = interface.security_groups.clone();
            let description = "Clients on premises";
            security_group::let_blocks_in(design, &groups, &node.target, &entity.cidr_blocks, description);
        }
        if let Some(network) = design.on_premises_networks.get_mut(network)
            && !network.calls.contains(&service)
        {
            network.calls.push(service);
        }
        Ok(known.is_none().then_some(id))
    })
}
