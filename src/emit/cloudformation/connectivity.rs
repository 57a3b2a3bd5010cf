//! What joins VPCs with each other and with networks outside AWS, and the names that they share.
//!
//! Source of types and properties:
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_EC2.html>,
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Route53.html>,
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Route53Resolver.html>

use super::{
    foreign,
    template::{Template, file_word},
};
use crate::{
    emit::print::tree::{Map, SubPart, Value},
    graph::{
        self, CustomerGateway, HostedZone, HostedZoneRecord, Node, PeeringConnection, ProfileAssociation,
        ProfileResourceAssociation, RecordTarget, ResolverEndpoint, Resource, TransitGateway,
        TransitGatewayAttachment, VpnConnection, VpnConnectionGateway, VpnGateway,
    },
};

/// How long resolvers keep an answer, in seconds.
const TTL: &str = "300";

pub(super) fn transit_gateway(gateway: &TransitGateway) -> Map {
    Map::new()
        .with_some("AmazonSideAsn", gateway.amazon_side_asn)
        .with("DefaultRouteTableAssociation", "enable")
        .with("DefaultRouteTablePropagation", "enable")
        .with("DnsSupport", "enable")
}

pub(super) fn attachment(template: &Template<'_>, attachment: &TransitGatewayAttachment) -> Map {
    let appliance_mode = if attachment.appliance_mode { "enable" } else { "disable" };
    Map::new()
        .with("TransitGatewayId", template.reference(attachment.transit_gateway))
        .with("VpcId", template.reference(attachment.vpc))
        .with("SubnetIds", template.references(&attachment.subnets))
        .with("Options", Map::new().with("ApplianceModeSupport", appliance_mode).with("DnsSupport", "enable"))
}

pub(super) fn vpn_gateway(gateway: &VpnGateway) -> Map {
    Map::new().with("Type", "ipsec.1").with_some("AmazonSideAsn", gateway.amazon_side_asn)
}

pub(super) fn customer_gateway(gateway: &CustomerGateway) -> Map {
    // Numbers of 32 bits have a property of their own.
    let long = gateway.bgp_asn > i32::MAX as u32;
    Map::new()
        .with("Type", "ipsec.1")
        .with(if long { "BgpAsnExtended" } else { "BgpAsn" }, gateway.bgp_asn)
        .with("IpAddress", gateway.ip_address.to_string())
}

pub(super) fn vpn_connection(template: &Template<'_>, connection: &VpnConnection) -> Map {
    let key = match connection.gateway {
        VpnConnectionGateway::VpnGateway(_) => "VpnGatewayId",
        VpnConnectionGateway::TransitGateway(_) => "TransitGatewayId",
    };
    Map::new()
        .with("Type", "ipsec.1")
        .with("CustomerGatewayId", template.reference(connection.customer_gateway))
        .with(key, template.reference(connection.gateway.node()))
        .with("StaticRoutesOnly", false)
}

pub(super) fn peering_connection(template: &Template<'_>, peering: &PeeringConnection) -> Map {
    let region = &template.graph.node(peering.accepter_vpc).region;
    Map::new()
        .with("VpcId", template.reference(peering.requester_vpc))
        .with("PeerVpcId", template.reference(peering.accepter_vpc))
        .with_some("PeerRegion", (*region != template.region).then_some(region.as_str()))
}

/// What to do by hand, since no property of the connection sets its DNS options.
pub(super) fn peering_dns(template: &Template<'_>, peering: &PeeringConnection) -> Vec<String> {
    let region = |vpc| file_word(&template.graph.node(vpc).region);
    let (requester, accepter) = (region(peering.requester_vpc), region(peering.accepter_vpc));
    let command = |region: &str, side: &str| {
        format!(
            "  aws ec2 modify-vpc-peering-connection-options --region {region} --vpc-peering-connection-id PEERING_ID \
             --{side}-peering-connection-options AllowDnsResolutionFromRemoteVpc=true"
        )
    };
    let mut commands = Vec::new();
    if peering.requester_dns_resolution {
        commands.push(command(&requester, "requester"));
    }
    if peering.accepter_dns_resolution {
        commands.push(command(&accepter, "accepter"));
    }
    if !commands.is_empty() {
        commands.insert(
            0,
            "CloudFormation cannot let the VPCs resolve each other's public names to private addresses. Once this is \
             there:"
                .to_owned(),
        );
    }
    commands
}

pub(super) fn hosted_zone(template: &Template<'_>, node: &Node, zone: &HostedZone) -> Map {
    let vpcs = zone.vpcs.iter().map(|vpc| {
        let association = Map::new()
            .with("VPCId", template.reference(*vpc))
            .with("VPCRegion", template.graph.node(*vpc).region.as_str());
        if foreign::is_foreign(template, *vpc) {
            let condition = foreign::condition_name(template, *vpc);
            let nothing = Value::reference("AWS::NoValue");
            Map::new().with("Fn::If", Value::list([Value::Text(condition), Value::Map(association), nothing]))
        } else {
            association
        }
    });
    Map::new()
        .with("Name", zone.domain.as_str())
        .with("VPCs", Value::list(vpcs))
        .with("HostedZoneTags", template.tags(node))
}

pub(super) fn record(template: &Template<'_>, record: &HostedZoneRecord) -> Map {
    let properties = Map::new()
        .with("HostedZoneId", template.reference(record.hosted_zone))
        .with("Name", record.record_name.as_str());
    let plain = |properties: Map, kind: &str, values: Vec<String>| {
        properties.with("Type", kind).with("TTL", TTL).with("ResourceRecords", Value::list(values))
    };
    match &record.target {
        RecordTarget::Endpoint(endpoint) => {
            // The first of the endpoint's names is the Regional one: "ZONE:NAME".
            let entry = || {
                let entries = Value::attribute(template.ids.of(*endpoint), "DnsEntries");
                select(0, entries)
            };
            let part = |index| {
                let split = Map::new().with("Fn::Split", Value::list([Value::Text(":".to_owned()), entry()]));
                select(index, Value::Map(split))
            };
            let alias = Map::new()
                .with("HostedZoneId", part(0))
                .with("DNSName", part(1))
                .with("EvaluateTargetHealth", false);
            properties.with("Type", "A").with("AliasTarget", alias)
        }
        RecordTarget::Addresses(all) => plain(properties, "A", all.iter().map(ToString::to_string).collect()),
        RecordTarget::Name(name) => plain(properties, "CNAME", vec![name.clone()]),
    }
}

pub(super) fn profile(node: &Node) -> Map {
    Map::new().with("Name", node.name.short(graph::PROFILE_NAME))
}

pub(super) fn profile_association(
    template: &Template<'_>,
    node: &Node,
    association: &ProfileAssociation,
) -> Map {
    Map::new()
        .with("Name", node.name.short(graph::PROFILE_NAME))
        .with("ProfileId", template.reference(association.profile))
        .with("ResourceId", template.reference(association.vpc))
}

pub(super) fn profile_resource(
    template: &Template<'_>,
    node: &Node,
    association: &ProfileResourceAssociation,
) -> Map {
    let text = |text: &str| SubPart::Text(text.to_owned());
    let variable = |name: &str| SubPart::Variable(name.to_owned());
    let id = variable(template.ids.of(association.resource));
    // Neither type has its ARN as an attribute.
    let arn = match template.graph.node(association.resource).resource {
        Resource::HostedZone(_) => {
            vec![text("arn:"), variable("AWS::Partition"), text(":route53:::hostedzone/"), id]
        }
        _ => vec![
            text("arn:"),
            variable("AWS::Partition"),
            text(":ec2:"),
            variable("AWS::Region"),
            text(":"),
            variable("AWS::AccountId"),
            text(":vpc-endpoint/"),
            id,
        ],
    };
    Map::new()
        .with("Name", node.name.short(graph::PROFILE_NAME))
        .with("ProfileId", template.reference(association.profile))
        .with("ResourceArn", Value::sub(arn))
}

pub(super) fn resolver_endpoint(template: &Template<'_>, resolver: &ResolverEndpoint) -> Map {
    let subnets =
        resolver.subnets.iter().map(|subnet| Map::new().with("SubnetId", template.reference(*subnet)));
    let groups = resolver.security_groups.iter().map(|group| template.group_id(*group));
    Map::new()
        .with("Direction", "INBOUND")
        .with("IpAddresses", Value::list(subnets))
        .with("SecurityGroupIds", Value::list(groups))
}

fn select(index: u32, of: Value) -> Value {
    Value::Map(Map::new().with("Fn::Select", Value::list([Value::from(index), of])))
}
