//! Setting fields of network ACLs and of what joins networks.

use crate::edit::{self, EditError};
use crate::model::{Design, EntityRef};

use super::super::command::{
    AttachmentField, GatewayField, HostedZoneField, NetworkAclField, NetworkField, OnPremisesField,
    PeeringField, ResolverEndpointField,
};
use super::{gone, set::at_home};

pub(super) fn set(design: &mut Design, field: NetworkField) -> Result<(), EditError> {
    let entity = field.entity();
    let missing = || gone(entity);
    match field {
        NetworkField::NetworkAcl(id, field) => {
            if let NetworkAclField::Ingress(rules) | NetworkAclField::Egress(rules) = &field {
                edit::check_acl_rules(rules)?;
            }
            let acl = design.network_acls.get_mut(id).ok_or_else(missing)?;
            match field {
                NetworkAclField::Ingress(rules) => acl.ingress = rules,
                NetworkAclField::Egress(rules) => acl.egress = rules,
                NetworkAclField::Tags(tags) => acl.tags = tags,
            }
        }
        NetworkField::PeeringConnection(id, field) => match field {
            PeeringField::DnsResolution(vpc, on) => edit::set_peering_dns(design, id, vpc, on)?,
            PeeringField::Tags(tags) => {
                design.peering_connections.get_mut(id).ok_or_else(missing)?.tags = tags;
            }
        },
        NetworkField::TransitGateway(id, field) => {
            let gateway = design.transit_gateways.get_mut(id).ok_or_else(missing)?;
            match field {
                GatewayField::AmazonSideAsn(asn) => gateway.amazon_side_asn = asn,
                GatewayField::Tags(tags) => gateway.tags = tags,
            }
        }
        NetworkField::TransitGatewayAttachment(id, field) => {
            let vpc = design.transit_gateway_attachments.get(id).ok_or_else(missing)?.vpc;
            if let AttachmentField::Subnets(subnets) = &field {
                at_home(design, vpc, subnets.iter().map(|id| EntityRef::from(*id)))?;
            }
            let attachment = design.transit_gateway_attachments.get_mut(id).ok_or_else(missing)?;
            match field {
                AttachmentField::Subnets(subnets) => attachment.subnets = subnets,
                AttachmentField::ApplianceMode(on) => attachment.appliance_mode = on,
                AttachmentField::Tags(tags) => attachment.tags = tags,
            }
        }
        NetworkField::VpnGateway(id, field) => {
            let gateway = design.vpn_gateways.get_mut(id).ok_or_else(missing)?;
            match field {
                GatewayField::AmazonSideAsn(asn) => gateway.amazon_side_asn = asn,
                GatewayField::Tags(tags) => gateway.tags = tags,
            }
        }
        NetworkField::OnPremisesNetwork(id, field) => match field {
            OnPremisesField::CidrBlocks(blocks) => edit::set_on_premises_blocks(design, id, blocks)?,
            OnPremisesField::Link(link) => {
                design.on_premises_networks.get_mut(id).ok_or_else(missing)?.link = link;
            }
            OnPremisesField::Calls(calls) => {
                if let Some(service) = calls.iter().find(|service| !design.services.contains(**service)) {
                    return Err(gone((*service).into()));
                }
                design.on_premises_networks.get_mut(id).ok_or_else(missing)?.calls = calls;
            }
            OnPremisesField::Tags(tags) => {
                design.on_premises_networks.get_mut(id).ok_or_else(missing)?.tags = tags;
            }
        },
        NetworkField::HostedZone(id, field) => match field {
            HostedZoneField::Vpcs(vpcs) => edit::set_hosted_zone_vpcs(design, id, &vpcs)?,
            HostedZoneField::Records(records) => edit::set_hosted_zone_records(design, id, records)?,
            HostedZoneField::Tags(tags) => {
                design.hosted_zones.get_mut(id).ok_or_else(missing)?.tags = tags;
            }
        },
        NetworkField::ResolverEndpoint(id, field) => {
            let vpc = design.resolver_endpoints.get(id).ok_or_else(missing)?.vpc;
            match &field {
                ResolverEndpointField::Subnets(ids) => {
                    at_home(design, vpc, ids.iter().map(|id| EntityRef::from(*id)))?;
                }
                ResolverEndpointField::SecurityGroups(ids) => {
                    at_home(design, vpc, ids.iter().map(|id| EntityRef::from(*id)))?;
                }
                ResolverEndpointField::Tags(_) => {}
            }
            let resolver = design.resolver_endpoints.get_mut(id).ok_or_else(missing)?;
            match field {
                ResolverEndpointField::Subnets(subnets) => resolver.subnets = subnets,
                ResolverEndpointField::SecurityGroups(groups) => resolver.security_groups = groups,
                ResolverEndpointField::Tags(tags) => resolver.tags = tags,
            }
        }
    }
    Ok(())
}
