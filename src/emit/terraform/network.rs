//! `network.tf`: VPCs, blocks, subnets, gateways, route tables and routes.

use super::{
    super::print::hcl::{Block, Expr, Traversal},
    address::route_target,
    rows::all_tags,
    scope::Scope,
};
use crate::graph::{Ipv6RouteTarget, Kind, NodeRef, Resource, RouteTarget};

/// An autonomous system number: the provider takes a text, since it may have 32 bits.
pub(super) fn asn(number: u32) -> Expr {
    Expr::text(number.to_string())
}

/// The blocks of one VPC.
pub(super) fn blocks(scope: &Scope<'_>) -> Vec<Block> {
    [
        scope.vpc_block(),
        scope.cidr_blocks(),
        scope.internet_gateways(),
        scope.egress_only_gateway(),
        scope.vpn_gateways(),
        scope.subnets(),
        scope.elastic_ips(),
        scope.nat_gateways(),
        scope.route_tables(),
        scope.routes(),
        scope.ipv6_routes(),
        scope.associations(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl Scope<'_> {
    fn vpc_block(&self) -> Option<Block> {
        let node = self.graph.node(self.vpc);
        let Resource::Vpc(vpc) = &node.resource else { return None };
        let mut block = self.single(node);
        if vpc.assign_generated_ipv6_cidr_block {
            block.body.set("assign_generated_ipv6_cidr_block", Expr::Bool(true));
        }
        block.body.set("cidr_block", Expr::text(vpc.cidr_block.to_string()));
        block.body.set("enable_dns_hostnames", Expr::Bool(vpc.enable_dns_hostnames));
        block.body.set("enable_dns_support", Expr::Bool(vpc.enable_dns_support));
        block.body.blank();
        block.body.set("tags", all_tags(self.addresses, node));
        Some(block)
    }

    fn cidr_blocks(&self) -> Option<Block> {
        let mut block = self.rows(|row, resource| {
            let Resource::VpcCidrBlock(cidr) = resource else { return false };
            row.set("cidr_block", Expr::text(cidr.cidr_block.to_string()));
            true
        })?;
        block.fixed("vpc_id", self.addresses.id(self.vpc));
        block.own("cidr_block");
        Some(block.finish())
    }

    fn internet_gateways(&self) -> Option<Block> {
        let mut gateways = Vec::new();
        let mut block = self.rows(|row, resource| {
            let Resource::InternetGateway(_) = resource else { return false };
            gateways.push(row.node);
            true
        })?;
        if let [only] = gateways[..] {
            // A VPC has one, so it needs no key.
            let mut block = self.single(only);
            block.body.set("vpc_id", self.addresses.id(self.vpc));
            block.body.blank();
            block.body.set("tags", all_tags(self.addresses, only));
            return Some(block);
        }
        block.fixed("vpc_id", self.addresses.id(self.vpc));
        block.tags();
        Some(block.finish())
    }

    /// A VPC has one, so it needs no key.
    fn egress_only_gateway(&self) -> Option<Block> {
        let mut nodes = self.graph.in_vpc(self.vpc).map(|(_, node)| node);
        let node = nodes.find(|node| node.resource.kind() == Kind::EgressOnlyInternetGateway)?;
        let mut block = self.single(node);
        block.body.set("vpc_id", self.addresses.id(self.vpc));
        block.body.blank();
        block.body.set("tags", all_tags(self.addresses, node));
        Some(block)
    }

    fn ipv6_routes(&self) -> Option<Block> {
        let mut block = self.rows(|row, resource| {
            let Resource::Ipv6Route(route) = resource else { return false };
            row.set("route_table_id", self.addresses.id(route.route_table));
            row.set("destination_ipv6_cidr_block", Expr::text(route.destination.to_string()));
            let argument = match route.target {
                Ipv6RouteTarget::InternetGateway(_) => "gateway_id",
                Ipv6RouteTarget::EgressOnlyInternetGateway(_) => "egress_only_gateway_id",
            };
            row.set(argument, self.addresses.id(route.target.node()));
            true
        })?;
        for argument in
            ["route_table_id", "destination_ipv6_cidr_block", "egress_only_gateway_id", "gateway_id"]
        {
            block.own(argument);
        }
        Some(block.finish())
    }

    /// The /64 of a subnet in the VPC's /56, whose prefix AWS picks.
    fn ipv6_block(&self, index: u8) -> Expr {
        let whole = Expr::Reference(self.addresses.of(self.vpc).attribute("ipv6_cidr_block"));
        Expr::Call("cidrsubnet", vec![whole, Expr::integer(8), Expr::integer(index.into())])
    }

    fn subnets(&self) -> Option<Block> {
        let mut secondary = None;
        let mut block = self.rows(|row, resource| {
            let Resource::Subnet(subnet) = resource else { return false };
            secondary = secondary.or(subnet.vpc_cidr_block);
            row.set("cidr_block", Expr::text(subnet.cidr_block.to_string()));
            row.set("availability_zone", Expr::text(subnet.zone.in_region(&row.node.region)));
            row.set_some("ipv6_cidr_block", subnet.ipv6_index.map(|index| self.ipv6_block(index)));
            row.set_some(
                "assign_ipv6_address_on_creation",
                subnet.ipv6_index.map(|_| Expr::Bool(subnet.assign_ipv6_address_on_creation)),
            );
            row.set("map_public_ip_on_launch", Expr::Bool(subnet.map_public_ip_on_launch));
            true
        })?;
        block.fixed("vpc_id", self.addresses.id(self.vpc));
        block.own("cidr_block");
        block.own("availability_zone");
        block.own("ipv6_cidr_block");
        block.common("assign_ipv6_address_on_creation");
        block.common("map_public_ip_on_launch");
        block.tags();
        if let Some(secondary) = secondary {
            block =
                block.depends_on(secondary, "Some subnets lie in a secondary block, which must exist first.");
        }
        Some(block.finish())
    }

    fn elastic_ips(&self) -> Option<Block> {
        let mut gateway = None;
        let mut block = self.rows(|_, resource| {
            let Resource::ElasticIp(address) = resource else { return false };
            gateway = gateway.or(address.internet_gateway);
            true
        })?;
        block.fixed("domain", Expr::text("vpc"));
        block.tags();
        if let Some(gateway) = gateway {
            block = block.depends_on(gateway, "A public address needs an attached internet gateway.");
        }
        Some(block.finish())
    }

    fn nat_gateways(&self) -> Option<Block> {
        let mut gateway = None;
        let mut block = self.rows(|row, resource| {
            let Resource::NatGateway(nat) = resource else { return false };
            gateway = gateway.or(nat.internet_gateway);
            row.set("allocation_id", self.addresses.id(nat.elastic_ip));
            row.set("subnet_id", self.addresses.id(nat.subnet));
            true
        })?;
        block.own("allocation_id");
        block.own("subnet_id");
        block.tags();
        if let Some(gateway) = gateway {
            block =
                block.depends_on(gateway, "A public NAT gateway fails without an attached internet gateway.");
        }
        Some(block.finish())
    }

    fn route_tables(&self) -> Option<Block> {
        let mut block = self.rows(|_, resource| matches!(resource, Resource::RouteTable(_)))?;
        block.fixed("vpc_id", self.addresses.id(self.vpc));
        block.tags();
        Some(block.finish())
    }

    fn vpn_gateways(&self) -> Option<Block> {
        let mut block = self.rows(|row, resource| {
            let Resource::VpnGateway(gateway) = resource else { return false };
            row.set_some("amazon_side_asn", gateway.amazon_side_asn.map(asn));
            true
        })?;
        block.fixed("vpc_id", self.addresses.id(self.vpc));
        block.common("amazon_side_asn");
        block.tags();
        Some(block.finish())
    }

    fn routes(&self) -> Option<Block> {
        let mut attached = None;
        let mut block = self.rows(|row, resource| {
            let Resource::Route(route) = resource else { return false };
            row.set("route_table_id", self.addresses.id(route.route_table));
            row.set("destination_cidr_block", Expr::text(route.destination.to_string()));
            if let RouteTarget::TransitGateway { attachment, .. } = route.target {
                attached = attached.or(Some(attachment));
            }
            let (argument, target) = route_target(route);
            row.set(argument, self.addresses.id(target));
            true
        })?;
        for argument in [
            "route_table_id",
            "destination_cidr_block",
            "gateway_id",
            "nat_gateway_id",
            "transit_gateway_id",
            "vpc_endpoint_id",
            "vpc_peering_connection_id",
        ] {
            block.own(argument);
        }
        if let Some(attachment) = attached {
            block = block.depends_on(
                attachment,
                "A route to a Transit Gateway is refused while the VPC is not attached.",
            );
        }
        Some(block.finish())
    }

    fn associations(&self) -> Option<Block> {
        let mut tables = Vec::new();
        let mut by_subnet = true;
        let mut block = self.rows(|row, resource| {
            let Resource::RouteTableAssociation(association) = resource else { return false };
            by_subnet &= self.graph.node(association.subnet).name == row.node.name;
            tables.push((association.subnet, association.route_table));
            row.set("subnet_id", self.addresses.id(association.subnet));
            row.set("route_table_id", self.addresses.id(association.route_table));
            true
        })?;
        let &(subnet, table) = tables.first()?;
        if !by_subnet {
            block.own("subnet_id");
            block.own("route_table_id");
            return Some(block.finish());
        }
        // Subnet to route table, by their names.
        let of = |node: NodeRef, key: &[&str]| {
            let all = self.addresses.block(self.graph.node(node));
            Expr::Reference(all.index_by(Traversal::new(key)).attribute("id"))
        };
        block.fixed("subnet_id", of(subnet, &["each", "key"]));
        block.fixed("route_table_id", of(table, &["each", "value"]));
        let values = tables.iter().map(|(_, table)| Expr::text(self.graph.node(*table).name.kebab()));
        Some(block.finish_with(values.collect()))
    }
}
