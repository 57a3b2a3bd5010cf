//! `connectivity.tf`: what joins VPCs with each other and with networks outside AWS.

use super::{
    super::print::hcl::{Block, Body, Expr},
    address::Addresses,
    network::asn,
    scope::{Scope, rows_in_region},
};
use crate::graph::{Resource, ResourceGraph, VpnConnectionGateway};

const DNS: &str = "allow_remote_vpc_dns_resolution";

pub(super) fn body(graph: &ResourceGraph, addresses: &Addresses<'_>, scopes: &[Scope<'_>]) -> Body {
    let mut body = Body::default();
    for region in graph.regions() {
        body_of(&mut body, transit_gateways(graph, addresses, region));
    }
    for scope in scopes {
        let blocks = [
            scope.attachments(),
            scope.peering_connections(),
            scope.peering_accepters(),
            scope.peering_options(),
        ];
        body_of(&mut body, blocks.into_iter().flatten());
    }
    for region in graph.regions() {
        body_of(&mut body, customer_gateways(graph, addresses, region));
        body_of(&mut body, vpn_connections(graph, addresses, region));
    }
    body
}

fn body_of(body: &mut Body, blocks: impl IntoIterator<Item = Block>) {
    blocks.into_iter().for_each(|block| body.block(block));
}

fn transit_gateways(graph: &ResourceGraph, addresses: &Addresses<'_>, region: &str) -> Option<Block> {
    let mut block = rows_in_region(graph, addresses, region, |row, resource| {
        let Resource::TransitGateway(gateway) = resource else { return false };
        row.set_some("amazon_side_asn", gateway.amazon_side_asn.map(asn));
        true
    })?;
    block.common("amazon_side_asn");
    for argument in ["default_route_table_association", "default_route_table_propagation", "dns_support"] {
        block.fixed(argument, Expr::text("enable"));
    }
    block.tags();
    Some(block.finish())
}

fn customer_gateways(graph: &ResourceGraph, addresses: &Addresses<'_>, region: &str) -> Option<Block> {
    let mut block = rows_in_region(graph, addresses, region, |row, resource| {
        let Resource::CustomerGateway(gateway) = resource else { return false };
        // Numbers of 32 bits have an argument of their own.
        let long = gateway.bgp_asn > i32::MAX as u32;
        row.set(if long { "bgp_asn_extended" } else { "bgp_asn" }, asn(gateway.bgp_asn));
        row.set("ip_address", Expr::text(gateway.ip_address.to_string()));
        true
    })?;
    block.common("bgp_asn");
    block.common("bgp_asn_extended");
    block.own("ip_address");
    block.fixed("type", Expr::text("ipsec.1"));
    block.tags();
    Some(block.finish())
}

fn vpn_connections(graph: &ResourceGraph, addresses: &Addresses<'_>, region: &str) -> Option<Block> {
    let mut block = rows_in_region(graph, addresses, region, |row, resource| {
        let Resource::VpnConnection(connection) = resource else { return false };
        row.set("customer_gateway_id", addresses.id(connection.customer_gateway));
        let argument = match connection.gateway {
            VpnConnectionGateway::VpnGateway(_) => "vpn_gateway_id",
            VpnConnectionGateway::TransitGateway(_) => "transit_gateway_id",
        };
        row.set(argument, addresses.id(connection.gateway.node()));
        true
    })?;
    for argument in ["customer_gateway_id", "vpn_gateway_id", "transit_gateway_id"] {
        block.own(argument);
    }
    block.fixed("static_routes_only", Expr::Bool(false));
    block.fixed("type", Expr::text("ipsec.1"));
    block.tags();
    Some(block.finish())
}

impl Scope<'_> {
    fn attachments(&self) -> Option<Block> {
        let mut block = self.rows(|row, resource| {
            let Resource::TransitGatewayAttachment(attachment) = resource else { return false };
            row.set("transit_gateway_id", self.addresses.id(attachment.transit_gateway));
            row.set("subnet_ids", self.addresses.ids(&attachment.subnets));
            row.set("appliance_mode_support", enabled(attachment.appliance_mode));
            true
        })?;
        block.own("transit_gateway_id");
        block.fixed("vpc_id", self.addresses.id(self.vpc));
        block.common("subnet_ids");
        block.common("appliance_mode_support");
        block.fixed("dns_support", Expr::text("enable"));
        block.tags();
        Some(block.finish())
    }

    /// The side that asks. Within a Region it accepts at once and has the options of both sides; between two the options
    /// wait for the other side.
    fn peering_connections(&self) -> Option<Block> {
        let mut block = self.rows(|row, resource| {
            let Resource::PeeringConnection(peering) = resource else { return false };
            let region = &self.graph.node(peering.accepter_vpc).region;
            let here = *region == row.node.region;
            row.set("peer_vpc_id", self.addresses.id(peering.accepter_vpc));
            row.set_some("peer_region", (!here).then(|| Expr::text(region)));
            row.set_some("auto_accept", here.then_some(Expr::Bool(true)));
            row.set_some("requester", here.then(|| dns(peering.requester_dns_resolution)));
            row.set_some("accepter", here.then(|| dns(peering.accepter_dns_resolution)));
            true
        })?;
        block.fixed("vpc_id", self.addresses.id(self.vpc));
        for argument in ["peer_vpc_id", "peer_region", "auto_accept"] {
            block.own(argument);
        }
        block.tags();
        block.nested("requester", &[DNS]);
        block.nested("accepter", &[DNS]);
        Some(block.finish())
    }

    fn peering_accepters(&self) -> Option<Block> {
        let mut block = self.rows(|row, resource| {
            let Resource::PeeringAccepter(accepter) = resource else { return false };
            row.set("vpc_peering_connection_id", self.addresses.id(accepter.peering_connection));
            row.set("accepter", dns(accepter.dns_resolution));
            true
        })?;
        block.own("vpc_peering_connection_id");
        block.fixed("auto_accept", Expr::Bool(true));
        block.tags();
        block.nested("accepter", &[DNS]);
        Some(block.finish())
    }

    /// The options of the side that asks, once the other Region's side has accepted.
    fn peering_options(&self) -> Option<Block> {
        let mut block = self.rows(|row, resource| {
            let Resource::PeeringConnection(peering) = resource else { return false };
            let accepter = self.graph.iter().find_map(|(at, node)| match &node.resource {
                Resource::PeeringAccepter(accepter)
                    if std::ptr::eq(self.graph.node(accepter.peering_connection), row.node) =>
                {
                    Some(at)
                }
                _ => None,
            });
            let Some(accepter) = accepter else { return false };
            row.set("vpc_peering_connection_id", self.addresses.id(accepter));
            row.set("requester", dns(peering.requester_dns_resolution));
            true
        })?;
        block.own("vpc_peering_connection_id");
        block.nested("requester", &[DNS]);
        block.of_type("aws_vpc_peering_connection_options");
        Some(block.finish())
    }
}

fn dns(on: bool) -> Expr {
    Expr::object([(DNS, Expr::Bool(on))])
}

fn enabled(on: bool) -> Expr {
    Expr::text(if on { "enable" } else { "disable" })
}
