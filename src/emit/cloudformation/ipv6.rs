//! IPv6: the VPC's block, the subnets' parts of it, the egress-only internet gateway, and routes.
//!
//! Sources: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpccidrblock.html>,
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html>

use super::template::Template;
use crate::{
    emit::print::tree::{Map, Value},
    graph::{EgressOnlyInternetGateway, Ipv6Route, Ipv6RouteTarget, NodeRef},
};

/// A block that AWS picks.
pub(super) fn vpc_block(template: &Template<'_>, vpc: NodeRef) -> Map {
    Map::new().with("VpcId", template.reference(vpc)).with("AmazonProvidedIpv6CidrBlock", true)
}

/// A /64 of the VPC's /56: the prefix is not known before the VPC has it.
pub(super) fn subnet_block(template: &Template<'_>, vpc: NodeRef, index: u8) -> Map {
    let select = |index: u8, of: Value| {
        Map::new().with("Fn::Select", Value::list([Value::from(u32::from(index)), of]))
    };
    let whole = select(0, Value::attribute(template.ids.of(vpc), "Ipv6CidrBlocks"));
    let parts = Value::list([whole.into(), Value::from(256u32), Value::from(64u32)]);
    select(index, Map::new().with("Fn::Cidr", parts).into())
}

pub(super) fn egress_only_gateway(template: &Template<'_>, gateway: &EgressOnlyInternetGateway) -> Map {
    Map::new().with("VpcId", template.reference(gateway.vpc))
}

pub(super) fn route(template: &Template<'_>, route: &Ipv6Route) -> Map {
    let target = match route.target {
        Ipv6RouteTarget::InternetGateway(_) => "GatewayId",
        Ipv6RouteTarget::EgressOnlyInternetGateway(_) => "EgressOnlyInternetGatewayId",
    };
    Map::new()
        .with("RouteTableId", template.reference(route.route_table))
        .with("DestinationIpv6CidrBlock", route.destination.to_string())
        .with(target, template.reference(route.target.node()))
}
