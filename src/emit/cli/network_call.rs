//! The calls that make network ACLs, and what joins VPCs with each other and with networks outside AWS.

use serde_json::json;

use super::{
    call::{Call, Context},
    service_call, tags,
};
use crate::{
    emit::print::shell::{Command, Word, json_text},
    graph::{
        CustomerGateway, HostedZone, HostedZoneRecord, NetworkAclAssociation, NetworkAclEntry, Node, NodeRef,
        PROFILE_NAME, PeeringConnection, ProfileAssociation, ProfileResourceAssociation, RecordTarget,
        ResolverEndpoint, Resource, TransitGateway, TransitGatewayAttachment, VpnConnection,
        VpnConnectionGateway, VpnGateway,
    },
    model::Direction,
    net::IpNet,
};

/// How long resolvers keep an answer, in seconds.
const TTL: u32 = 300;

pub(super) fn network_acl(cx: &Context<'_>, at: NodeRef, vpc: NodeRef) -> Call {
    Call::new(cx, cx.graph.node(at), "create-network-acl")
        .option("--vpc-id", cx.names.id(vpc))
        .tagged(cx, at)
        .query("NetworkAcl.NetworkAclId")
}

pub(super) fn network_acl_entry(cx: &Context<'_>, node: &Node, entry: &NetworkAclEntry) -> Call {
    let call = Call::new(cx, node, "create-network-acl-entry")
        .option("--network-acl-id", cx.names.id(entry.network_acl))
        .flag(match entry.direction {
            Direction::Ingress => "--ingress",
            Direction::Egress => "--egress",
        })
        .literal("--rule-number", entry.number.to_string())
        .literal("--rule-action", entry.action.api())
        .literal("--protocol", entry.protocol_number())
        .literal(
            match entry.cidr_block {
                IpNet::V4(_) => "--cidr-block",
                IpNet::V6(_) => "--ipv6-cidr-block",
            },
            entry.cidr_block.to_string(),
        );
    match entry.ports {
        Some(ports) => call.literal("--port-range", format!("From={},To={}", ports.from, ports.to)),
        None => call,
    }
}

/// How AWS shows an entry: egress, number, action, protocol, block, ports.
pub(super) fn entry_words(entry: &NetworkAclEntry) -> String {
    let ports =
        entry.ports.map_or_else(|| "null=null".to_owned(), |ports| format!("{}={}", ports.from, ports.to));
    format!(
        "{}={}={}={}={}={ports}",
        entry.direction == Direction::Egress,
        entry.number,
        entry.action.api(),
        entry.protocol_number(),
        entry.cidr_block
    )
}

/// Every subnet has an ACL from the start, so that a new one replaces it: by the id of the association.
pub(super) fn network_acl_association(
    cx: &Context<'_>,
    node: &Node,
    association: &NetworkAclAssociation,
) -> Call {
    let subnet = cx.names.id(association.subnet);
    let present = Call::new(cx, node, "describe-network-acls")
        .option("--filters", Word::literal("Name=association.subnet-id,Values=").then(subnet.clone()))
        .query_word(
            Word::literal("NetworkAcls[0].Associations[?SubnetId=='")
                .then(subnet)
                .then_literal("'].NetworkAclAssociationId | [0]"),
        );
    Call::new(cx, node, "replace-network-acl-association")
        .option("--association-id", Word::output(present.command(true)))
        .option("--network-acl-id", cx.names.id(association.network_acl))
}

pub(super) fn transit_gateway(cx: &Context<'_>, at: NodeRef, gateway: &TransitGateway) -> Call {
    let asn = gateway.amazon_side_asn.map(|asn| format!("AmazonSideAsn={asn},")).unwrap_or_default();
    Call::new(cx, cx.graph.node(at), "create-transit-gateway")
        .literal(
            "--options",
            format!(
                "{asn}DefaultRouteTableAssociation=enable,DefaultRouteTablePropagation=enable,DnsSupport=enable"
            ),
        )
        .tagged(cx, at)
        .query("TransitGateway.TransitGatewayId")
}

pub(super) fn attachment(cx: &Context<'_>, at: NodeRef, attachment: &TransitGatewayAttachment) -> Call {
    let appliance_mode = if attachment.appliance_mode { "enable" } else { "disable" };
    Call::new(cx, cx.graph.node(at), "create-transit-gateway-vpc-attachment")
        .option("--transit-gateway-id", cx.names.id(attachment.transit_gateway))
        .option("--vpc-id", cx.names.id(attachment.vpc))
        .options("--subnet-ids", attachment.subnets.iter().map(|subnet| cx.names.id(*subnet)).collect())
        .literal("--options", format!("DnsSupport=enable,ApplianceModeSupport={appliance_mode}"))
        .tagged(cx, at)
        .query("TransitGatewayVpcAttachment.TransitGatewayAttachmentId")
}

pub(super) fn vpn_gateway(cx: &Context<'_>, at: NodeRef, gateway: &VpnGateway) -> Call {
    let call = Call::new(cx, cx.graph.node(at), "create-vpn-gateway").literal("--type", "ipsec.1");
    let call = match gateway.amazon_side_asn {
        Some(asn) => call.literal("--amazon-side-asn", asn.to_string()),
        None => call,
    };
    call.tagged(cx, at).query("VpnGateway.VpnGatewayId")
}

pub(super) fn attach_vpn_gateway(cx: &Context<'_>, at: NodeRef, gateway: &VpnGateway) -> Call {
    Call::new(cx, cx.graph.node(at), "attach-vpn-gateway")
        .option("--vpn-gateway-id", cx.names.id(at))
        .option("--vpc-id", cx.names.id(gateway.vpc))
}

pub(super) fn customer_gateway(cx: &Context<'_>, at: NodeRef, gateway: &CustomerGateway) -> Call {
    let long = gateway.bgp_asn > i32::MAX as u32;
    Call::new(cx, cx.graph.node(at), "create-customer-gateway")
        .literal("--type", "ipsec.1")
        .literal(if long { "--bgp-asn-extended" } else { "--bgp-asn" }, gateway.bgp_asn.to_string())
        .literal("--ip-address", gateway.ip_address.to_string())
        .tagged(cx, at)
        .query("CustomerGateway.CustomerGatewayId")
}

pub(super) fn vpn_connection(cx: &Context<'_>, at: NodeRef, connection: &VpnConnection) -> Call {
    let option = match connection.gateway {
        VpnConnectionGateway::VpnGateway(_) => "--vpn-gateway-id",
        VpnConnectionGateway::TransitGateway(_) => "--transit-gateway-id",
    };
    Call::new(cx, cx.graph.node(at), "create-vpn-connection")
        .literal("--type", "ipsec.1")
        .option("--customer-gateway-id", cx.names.id(connection.customer_gateway))
        .option(option, cx.names.id(connection.gateway.node()))
        .tagged(cx, at)
        .query("VpnConnection.VpnConnectionId")
}

pub(super) fn peering_connection(cx: &Context<'_>, at: NodeRef, peering: &PeeringConnection) -> Call {
    let node = cx.graph.node(at);
    let peer = cx.graph.node(peering.accepter_vpc);
    let call = Call::new(cx, node, "create-vpc-peering-connection")
        .option("--vpc-id", cx.names.id(peering.requester_vpc))
        .option("--peer-vpc-id", cx.names.id(peering.accepter_vpc));
    let call = if peer.region == node.region {
        call
    } else {
        call.option("--peer-region", cx.names.region(&peer.region))
    };
    call.tagged(cx, at).query("VpcPeeringConnection.VpcPeeringConnectionId")
}

/// Accepts a peering connection, in the Region of the node.
pub(super) fn accept_peering(cx: &Context<'_>, at: NodeRef) -> Call {
    Call::new(cx, cx.graph.node(at), "accept-vpc-peering-connection")
        .option("--vpc-peering-connection-id", cx.names.id(at))
        .query("VpcPeeringConnection.Status.Code")
}

/// The tags of a connection in the Region of the side that accepts; the scripts' own are in the other.
pub(super) fn accepter_tags(cx: &Context<'_>, at: NodeRef) -> Word {
    Word::literal(format!("[{}]", cx.tagged.items(at)))
}

pub(super) fn tag_accepter(cx: &Context<'_>, at: NodeRef) -> Call {
    Call::new(cx, cx.graph.node(at), "create-tags")
        .option("--resources", cx.names.id(at))
        .option("--tags", accepter_tags(cx, at))
}

/// A side of a peering connection, as its options name it.
#[derive(Clone, Copy)]
pub(super) enum Side {
    Requester,
    Accepter,
}

impl Side {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Requester => "requester",
            Self::Accepter => "accepter",
        }
    }
}

/// The options that a node sets, in which Region, and whether they are on. Those of a connection between two Regions are
/// set by the side that accepts, once it has.
pub(super) fn peering_dns<'a>(cx: &Context<'a>, at: NodeRef) -> Vec<(Side, &'a str, bool)> {
    let node = cx.graph.node(at);
    match &node.resource {
        Resource::PeeringConnection(peering) if cx.graph.node(peering.accepter_vpc).region == node.region => {
            vec![
                (Side::Requester, node.region.as_str(), peering.requester_dns_resolution),
                (Side::Accepter, node.region.as_str(), peering.accepter_dns_resolution),
            ]
        }
        Resource::PeeringAccepter(accepter) => {
            let asks = cx.graph.node(accepter.peering_connection);
            let requester = match &asks.resource {
                Resource::PeeringConnection(peering) => peering.requester_dns_resolution,
                _ => false,
            };
            vec![
                (Side::Requester, asks.region.as_str(), requester),
                (Side::Accepter, node.region.as_str(), accepter.dns_resolution),
            ]
        }
        _ => vec![],
    }
}

/// Sets the DNS option of one side, which is off in a new connection.
pub(super) fn set_peering_dns(cx: &Context<'_>, at: NodeRef, side: Side, region: &str, on: bool) -> Call {
    let option = match side {
        Side::Requester => "--requester-peering-connection-options",
        Side::Accepter => "--accepter-peering-connection-options",
    };
    Call::new(cx, cx.graph.node(at), "modify-vpc-peering-connection-options")
        .in_region(cx.names.region(region))
        .option("--vpc-peering-connection-id", cx.names.id(at))
        .literal(option, format!("AllowDnsResolutionFromRemoteVpc={on}"))
}

/// The command that prints the state of what takes its time, and the state in which it can be used.
pub(super) fn state(cx: &Context<'_>, at: NodeRef) -> Option<(Command, &'static str)> {
    let node = cx.graph.node(at);
    let state_of = |service, operation, option, query, wanted| {
        let call = Call::of(cx, node, service, operation).option(option, cx.names.id(at)).query(query);
        Some((call.command(true), wanted))
    };
    let call = |operation, option, query, wanted| state_of("ec2", operation, option, query, wanted);
    match &node.resource {
        Resource::TransitGateway(_) => call(
            "describe-transit-gateways",
            "--transit-gateway-ids",
            "TransitGateways[0].State",
            "available",
        ),
        Resource::TransitGatewayAttachment(_) => call(
            "describe-transit-gateway-vpc-attachments",
            "--transit-gateway-attachment-ids",
            "TransitGatewayVpcAttachments[0].State",
            "available",
        ),
        Resource::VpnGateway(_) => call(
            "describe-vpn-gateways",
            "--vpn-gateway-ids",
            "VpnGateways[0].VpcAttachments[0].State",
            "attached",
        ),
        Resource::PeeringAccepter(_) => call(
            "describe-vpc-peering-connections",
            "--vpc-peering-connection-ids",
            "VpcPeeringConnections[0].Status.Code",
            "pending-acceptance",
        ),
        Resource::Profile(_) => {
            state_of("route53profiles", "get-profile", "--profile-id", "Profile.Status", "COMPLETE")
        }
        _ => None,
    }
}

/// How the scripts know what EC2's tags cannot tell: a text that is kept with the resource.
pub(super) fn mark(cx: &Context<'_>, at: NodeRef) -> Word {
    Word::literal("vpc-designer/").then(cx.stack.clone()).then_literal(format!("/{}", cx.names.key(at)))
}

/// The mark of a Resolver endpoint: with its VPC, since no second request may have the same.
pub(super) fn resolver_mark(cx: &Context<'_>, at: NodeRef, resolver: &ResolverEndpoint) -> Word {
    mark(cx, at).then_literal("/").then(cx.names.id(resolver.vpc))
}

pub(super) fn hosted_zone(cx: &Context<'_>, at: NodeRef, zone: &HostedZone) -> Call {
    let node = cx.graph.node(at);
    // Unique for ever: a VPC's id is.
    let mut reference = Word::literal(format!("{}-", cx.names.key(at)));
    let mut call = Call::of(cx, node, "route53", "create-hosted-zone").literal("--name", zone.domain.clone());
    if let Some(vpc) = zone.vpcs.first() {
        reference = reference.then(cx.names.id(*vpc));
        call = call.option("--vpc", vpc_word(cx, *vpc));
    }
    call.option("--caller-reference", reference)
        .option("--hosted-zone-config", Word::literal("PrivateZone=true,Comment=").then(mark(cx, at)))
        .query("HostedZone.Id")
}

/// `VPCRegion=us-east-1,VPCId=vpc-…`
pub(super) fn vpc_word(cx: &Context<'_>, vpc: NodeRef) -> Word {
    Word::literal("VPCRegion=")
        .then(cx.names.region(&cx.graph.node(vpc).region))
        .then_literal(",VPCId=")
        .then(cx.names.id(vpc))
}

pub(super) fn associate_zone(cx: &Context<'_>, at: NodeRef, vpc: NodeRef) -> Call {
    Call::of(cx, cx.graph.node(at), "route53", "associate-vpc-with-hosted-zone")
        .option("--hosted-zone-id", cx.names.id(at))
        .option("--vpc", vpc_word(cx, vpc))
}

pub(super) fn tag_zone(cx: &Context<'_>, at: NodeRef) -> Call {
    let node = cx.graph.node(at);
    // The API takes the last part of the id only.
    let id = Word::suffix(cx.names.variable(at), "/hostedzone/");
    Call::of(cx, node, "route53", "change-tags-for-resource")
        .literal("--resource-type", "hostedzone")
        .option("--resource-id", id)
        .literal("--add-tags", tags::with_state(cx.tagged.items(at), cx.tagged.state(at)))
}

/// `--resource-record-sets` of a record.
fn record_set(cx: &Context<'_>, record: &HostedZoneRecord) -> Word {
    let name = json_text(&json!(record.record_name));
    let plain = |kind: &str, values: Vec<String>| {
        let values: Vec<_> = values.into_iter().map(|value| json!({ "Value": value })).collect();
        let set = json!({ "Name": record.record_name, "Type": kind, "TTL": TTL, "ResourceRecords": values });
        Word::literal(json_text(&set))
    };
    match &record.target {
        RecordTarget::Endpoint(endpoint) => {
            let first = |member: &'static str| Word::output(endpoint_dns(cx, *endpoint, member));
            Word::literal(format!(r#"{{"Name":{name},"Type":"A","AliasTarget":{{"HostedZoneId":""#))
                .then(first("VpcEndpoints[0].DnsEntries[0].HostedZoneId"))
                .then_literal(r#"","DNSName":""#)
                .then(first("VpcEndpoints[0].DnsEntries[0].DnsName"))
                .then_literal(r#"","EvaluateTargetHealth":false}}"#)
        }
        RecordTarget::Addresses(all) => plain("A", all.iter().map(ToString::to_string).collect()),
        RecordTarget::Name(target) => plain("CNAME", vec![target.clone()]),
    }
}

/// Prints a part of an endpoint's first DNS name.
fn endpoint_dns(cx: &Context<'_>, endpoint: NodeRef, query: &'static str) -> Command {
    Call::new(cx, cx.graph.node(endpoint), "describe-vpc-endpoints")
        .option("--vpc-endpoint-ids", cx.names.id(endpoint))
        .query(query)
        .command(true)
}

/// The type of a record, and what it answers as the list of records shows it.
pub(super) fn record_answer(cx: &Context<'_>, record: &HostedZoneRecord) -> (&'static str, Word) {
    match &record.target {
        RecordTarget::Endpoint(endpoint) => {
            ("A", Word::output(endpoint_dns(cx, *endpoint, "VpcEndpoints[0].DnsEntries[0].DnsName")))
        }
        RecordTarget::Addresses(all) => {
            let all: Vec<String> = all.iter().map(ToString::to_string).collect();
            ("A", Word::literal(all.join(",")))
        }
        RecordTarget::Name(name) => ("CNAME", Word::literal(name.clone())),
    }
}

/// Makes a record, or gives it its answer.
pub(super) fn record(cx: &Context<'_>, at: NodeRef, record: &HostedZoneRecord) -> Call {
    let batch = Word::literal(r#"{"Changes":[{"Action":"UPSERT","ResourceRecordSet":"#)
        .then(record_set(cx, record))
        .then_literal("}]}");
    Call::of(cx, cx.graph.node(at), "route53", "change-resource-record-sets")
        .option("--hosted-zone-id", cx.names.id(record.hosted_zone))
        .option("--change-batch", batch)
        .query("ChangeInfo.Status")
}

pub(super) fn profile(cx: &Context<'_>, at: NodeRef) -> Call {
    Call::of(cx, cx.graph.node(at), "route53profiles", "create-profile")
        .option("--name", service_call::name(cx, at))
        .literal("--tags", format!("[{}]", cx.tagged.items(at)))
        .query("Profile.Id")
}

pub(super) fn profile_association(cx: &Context<'_>, at: NodeRef, association: &ProfileAssociation) -> Call {
    let node = cx.graph.node(at);
    Call::of(cx, node, "route53profiles", "associate-profile")
        .literal("--name", node.name.short(PROFILE_NAME).to_owned())
        .option("--profile-id", cx.names.id(association.profile))
        .option("--resource-id", cx.names.id(association.vpc))
        .query("ProfileAssociation.Id")
}

pub(super) fn profile_resource(
    cx: &Context<'_>,
    at: NodeRef,
    association: &ProfileResourceAssociation,
) -> Call {
    let node = cx.graph.node(at);
    Call::of(cx, node, "route53profiles", "associate-resource-to-profile")
        .literal("--name", node.name.short(PROFILE_NAME).to_owned())
        .option("--profile-id", cx.names.id(association.profile))
        .option("--resource-arn", profile_arn(cx, at, association.resource))
        .query("ProfileResourceAssociation.Id")
}

/// The ARN of what a Profile is to answer from; that of an endpoint names the account.
pub(super) fn profile_arn(cx: &Context<'_>, at: NodeRef, resource: NodeRef) -> Word {
    let node = cx.graph.node(at);
    let partition = cx.graph.partition(node).unwrap_or("aws");
    match cx.graph.node(resource).resource {
        Resource::HostedZone(_) => Word::literal(format!("arn:{partition}:route53:::hostedzone/"))
            .then(Word::suffix(cx.names.variable(resource), "/hostedzone/")),
        _ => {
            let account = Call::of(cx, node, "sts", "get-caller-identity").query("Account").command(true);
            Word::literal(format!("arn:{partition}:ec2:"))
                .then(cx.names.region(&node.region))
                .then_literal(":")
                .then(Word::output(account))
                .then_literal(":vpc-endpoint/")
                .then(cx.names.id(resource))
        }
    }
}

pub(super) fn resolver_endpoint(cx: &Context<'_>, at: NodeRef, resolver: &ResolverEndpoint) -> Call {
    let node = cx.graph.node(at);
    let subnets = resolver.subnets.iter().map(|subnet| Word::literal("SubnetId=").then(cx.names.id(*subnet)));
    Call::of(cx, node, "route53resolver", "create-resolver-endpoint")
        .option("--creator-request-id", resolver_mark(cx, at, resolver))
        .literal("--direction", "INBOUND")
        .options(
            "--security-group-ids",
            resolver.security_groups.iter().map(|group| cx.names.id(*group)).collect(),
        )
        .options("--ip-addresses", subnets.collect())
        .literal("--tags", format!("[{}]", cx.tagged.items(at)))
        .query("ResolverEndpoint.Id")
}
