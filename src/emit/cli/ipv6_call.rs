//! The calls for IPv6. AWS picks the block of a VPC, so the scripts ask for it and reckon the blocks of the subnets.

use super::call::{Call, Context};
use crate::{
    emit::print::shell::{Command, Statement, Word},
    graph::{
        EgressOnlyInternetGateway, Ipv6Route, Ipv6RouteTarget, Node, NodeRef, Resource, ResourceGraph, Subnet,
    },
};

/// `vpc_ipv6_block` and `ipv6_block`.
pub(super) const HELPERS: &str = include_str!("fixed/ipv6.sh");

/// Whether any VPC has an IPv6 block.
pub(super) fn has_ipv6(graph: &ResourceGraph) -> bool {
    graph.vpcs().any(|(vpc, _)| vpc_has_ipv6(graph, vpc))
}

/// Whether a VPC has an IPv6 block.
pub(super) fn vpc_has_ipv6(graph: &ResourceGraph, vpc: NodeRef) -> bool {
    matches!(&graph.node(vpc).resource, Resource::Vpc(vpc) if vpc.assign_generated_ipv6_cidr_block)
}

/// The subnet's block, reckoned from that of its VPC.
pub(super) fn subnet_block(cx: &Context<'_>, subnet: &Subnet) -> Option<Word> {
    let index = subnet.ipv6_index?;
    let command = Command::plain(&["ipv6_block"])
        .arg(Word::variable(cx.names.ipv6_variable(subnet.vpc)))
        .arg(Word::literal(index.to_string()));
    Some(Word::output(command))
}

pub(super) fn egress_only_gateway(
    cx: &Context<'_>,
    at: NodeRef,
    gateway: &EgressOnlyInternetGateway,
) -> Call {
    Call::new(cx, cx.graph.node(at), "create-egress-only-internet-gateway")
        .option("--vpc-id", cx.names.id(gateway.vpc))
        .tagged(cx, at)
        .query("EgressOnlyInternetGateway.EgressOnlyInternetGatewayId")
}

pub(super) fn route(cx: &Context<'_>, node: &Node, route: &Ipv6Route) -> Call {
    let option = match route.target {
        Ipv6RouteTarget::InternetGateway(_) => "--gateway-id",
        Ipv6RouteTarget::EgressOnlyInternetGateway(_) => "--egress-only-internet-gateway-id",
    };
    Call::new(cx, node, "create-route")
        .option("--route-table-id", cx.names.id(route.route_table))
        .literal("--destination-ipv6-cidr-block", route.destination.to_string())
        .option(option, cx.names.id(route.target.node()))
}

/// What follows the call that makes a node in `commands.sh`: the VPC's block is asked for, and a subnet is told to hand
/// out addresses.
pub(super) fn commands(cx: &Context<'_>, at: NodeRef, node: &Node) -> Option<Statement> {
    match &node.resource {
        Resource::Vpc(vpc) if vpc.assign_generated_ipv6_cidr_block => {
            let ask =
                Command::plain(&["vpc_ipv6_block"]).arg(cx.names.region(&node.region)).arg(cx.names.id(at));
            Some(Statement::Assign(cx.names.ipv6_variable(at), Word::output(ask)))
        }
        Resource::Subnet(subnet) if subnet.assign_ipv6_address_on_creation => {
            let call = Call::new(cx, node, "modify-subnet-attribute")
                .option("--subnet-id", cx.names.id(at))
                .flag("--assign-ipv6-address-on-creation");
            Some(Statement::Run(call.command(false)))
        }
        _ => None,
    }
}
