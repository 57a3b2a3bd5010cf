//! Peering, Transit Gateways, VPN and Resolver endpoints: what joins VPCs with each other and with the outside.

use std::collections::BTreeMap;

use super::{Builder, Draft, endpoint, network::Scope};
use crate::{
    graph::{self, NodeRef, Resource, VpnConnectionGateway},
    model::{OnPremisesGateway, OnPremisesLink, PeeringConnection},
};

/// Everything that needs all VPCs to be there, but for routes.
pub(super) fn lower_interconnect(builder: &mut Builder<'_>, scopes: &[Scope<'_>]) {
    transit_gateways(builder, scopes);
    peering_connections(builder, scopes);
    on_premises(builder);
}

/// A virtual private gateway is made with its VPC: routes lead to it as to the VPC's other gateways.
pub(super) fn lower_vpn_gateway(builder: &mut Builder<'_>, scope: &Scope<'_>) {
    let Some((id, gateway)) = builder.design.vpn_gateway_of(scope.id) else { return };
    let resource =
        Resource::VpnGateway(graph::VpnGateway { vpc: scope.node, amazon_side_asn: gateway.amazon_side_asn });
    scope.push(builder, Draft::new(id, &gateway.name, &gateway.tags), resource);
}

fn transit_gateways(builder: &mut Builder<'_>, scopes: &[Scope<'_>]) {
    let design = builder.design;
    for (id, gateway) in design.transit_gateways.iter() {
        let resource =
            Resource::TransitGateway(graph::TransitGateway { amazon_side_asn: gateway.amazon_side_asn });
        let draft = Draft::new(id, &gateway.name, &gateway.tags);
        let node = builder.push(None, &gateway.region, draft, resource);
        builder.nodes.insert(id.into(), node);
    }
    for scope in scopes {
        for (id, attachment) in design.attachments_of(scope.id) {
            let Some(transit_gateway) = builder.node_of(attachment.transit_gateway) else { continue };
            if builder.graph.node(transit_gateway).region != scope.vpc.region {
                builder.note(
                    id,
                    format!(
                        "VPC {} and Transit Gateway {} are in two Regions; the attachment is left out. Use a gateway of {}",
                        scope.vpc.name,
                        design.label(attachment.transit_gateway.into()),
                        scope.vpc.region
                    ),
                );
                continue;
            }
            let subnets = endpoint::nodes(builder, &attachment.subnets);
            if subnets.is_empty() {
                builder.note(
                    id,
                    format!(
                        "The attachment {} has no subnet and is left out; give it one per zone",
                        attachment.name
                    ),
                );
                continue;
            }
            let resource = Resource::TransitGatewayAttachment(graph::TransitGatewayAttachment {
                transit_gateway,
                vpc: scope.node,
                subnets,
                appliance_mode: attachment.appliance_mode,
            });
            scope.push(builder, Draft::new(id, &attachment.name, &attachment.tags), resource);
        }
    }
}

fn peering_connections(builder: &mut Builder<'_>, scopes: &[Scope<'_>]) {
    let design = builder.design;
    for (id, peering) in design.peering_connections.iter() {
        let (asks, accepts) = sides(builder, peering);
        let scope = |vpc| scopes.iter().find(|scope| scope.id == vpc);
        let (Some(requester), Some(accepter)) = (scope(asks.vpc), scope(accepts.vpc)) else {
            builder.note(
                id,
                format!("Peering connection {} is left out: one of its VPCs is not exported", peering.name),
            );
            continue;
        };
        let draft = Draft::new(id, &peering.name, &peering.tags);
        let resource = Resource::PeeringConnection(graph::PeeringConnection {
            requester_vpc: requester.node,
            accepter_vpc: accepter.node,
            requester_dns_resolution: asks.dns_resolution,
            accepter_dns_resolution: accepts.dns_resolution,
        });
        let node = requester.push(builder, draft, resource);
        if requester.vpc.region != accepter.vpc.region {
            let resource = Resource::PeeringAccepter(graph::PeeringAccepter {
                peering_connection: node,
                vpc: accepter.node,
                dns_resolution: accepts.dns_resolution,
            });
            let draft = Draft::new(id, &peering.name, &peering.tags);
            let accepter = accepter.push(builder, draft, resource);
            builder.accepters.insert(id, accepter);
        }
    }
}

/// Who asks and who accepts: the design's own Region asks first, so that what one Region's export needs of another's
/// always goes the same way.
fn sides(
    builder: &Builder<'_>,
    peering: &PeeringConnection,
) -> (crate::model::PeeringSide, crate::model::PeeringSide) {
    let rank = |vpc| {
        let region = builder.design.vpcs.get(vpc).map(|vpc| vpc.region.as_str());
        (region != Some(builder.design.region.as_str()), region)
    };
    if rank(peering.accepter.vpc) < rank(peering.requester.vpc) {
        (peering.accepter, peering.requester)
    } else {
        (peering.requester, peering.accepter)
    }
}

/// The devices of VPNs, one per network and Region, and the connections to them.
fn on_premises(builder: &mut Builder<'_>) {
    let design = builder.design;
    for (id, network) in design.on_premises_networks.iter() {
        let gateways: Vec<(OnPremisesGateway, NodeRef)> = network
            .gateways
            .iter()
            .filter_map(|gateway| Some((*gateway, builder.node_of(gateway.entity())?)))
            .collect();
        builder.graph.on_premises.push(graph::OnPremisesNetwork {
            origin: id.into(),
            name: network.name.clone(),
            cidr_blocks: network.cidr_blocks.clone(),
            gateways: gateways.iter().map(|(_, node)| *node).collect(),
        });
        let device = match network.link {
            OnPremisesLink::Vpn(device) => device,
            OnPremisesLink::DirectConnect => {
                if !gateways.is_empty() {
                    builder.note(
                        id,
                        format!(
                            "The Direct Connect gateway and virtual interfaces of {} are not part of the exports: \
                             associate the gateway they end at with the Direct Connect gateway that you have",
                            network.name
                        ),
                    );
                }
                continue;
            }
        };
        let Some(ip_address) = device.ip_address else {
            if !gateways.is_empty() {
                builder.note(
                    id,
                    format!("The VPN of {} is left out: give the public address of its device", network.name),
                );
            }
            continue;
        };
        let mut devices: BTreeMap<String, NodeRef> = BTreeMap::new();
        for (gateway, node) in gateways {
            let region = builder.graph.node(node).region.clone();
            let customer_gateway = match devices.get(&region) {
                Some(device) => *device,
                None => {
                    let resource = Resource::CustomerGateway(graph::CustomerGateway {
                        ip_address,
                        bgp_asn: device.bgp_asn,
                    });
                    let draft = Draft::new(id, &network.name, &network.tags);
                    let made = builder.push(None, &region, draft, resource);
                    devices.insert(region.clone(), made);
                    made
                }
            };
            let resource = Resource::VpnConnection(graph::VpnConnection {
                customer_gateway,
                gateway: match gateway {
                    OnPremisesGateway::VpnGateway(_) => VpnConnectionGateway::VpnGateway(node),
                    OnPremisesGateway::TransitGateway(_) => VpnConnectionGateway::TransitGateway(node),
                },
            });
            let name = format!("{} to {}", network.name, design.label(gateway.entity()));
            builder.push(None, &region, Draft::new(id, &name, &network.tags), resource);
        }
    }
}

pub(super) fn lower_resolver_endpoints(builder: &mut Builder<'_>, scope: &Scope<'_>) {
    let design = builder.design;
    for (id, resolver) in design.resolver_endpoints_of(scope.id) {
        let subnets = endpoint::nodes(builder, &resolver.subnets);
        let security_groups = endpoint::nodes(builder, &resolver.security_groups);
        // Source: https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverEndpoint.html
        if subnets.len() < 2 || security_groups.is_empty() {
            builder.note(
                id,
                format!(
                    "Resolver endpoint {} is left out: it needs two subnets and a security group at least",
                    resolver.name
                ),
            );
            continue;
        }
        let resource =
            Resource::ResolverEndpoint(graph::ResolverEndpoint { vpc: scope.node, subnets, security_groups });
        scope.push(builder, Draft::new(id, &resolver.name, &resolver.tags), resource);
    }
}
