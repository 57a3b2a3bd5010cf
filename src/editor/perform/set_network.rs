//! Setting fields of network ACLs and of what joins networks.

use crate::catalog;
use crate::edit::{self, EditError};
use crate::model::{Design, EntityRef, ServiceLoadBalancer};

use super::super::command::{
    AttachmentField, EndpointServiceField, GatewayField, HostedZoneField, NetworkAclField, NetworkField,
    OnPremisesField, PeeringField, ProfileField, ResolverEndpointField,
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
                let network = design.on_premises_networks.get_mut(id).ok_or_else(missing)?;
                network.monthly_gb.retain(|service, _| calls.contains(service));
                network.calls = calls;
            }
            OnPremisesField::MonthlyTraffic(service, gb) => {
                let network = design.on_premises_networks.get_mut(id).ok_or_else(missing)?;
                if !network.calls.contains(&service) {
                    return Err(gone(service.into()));
                }
                match gb {
                    Some(gb) => drop(network.monthly_gb.insert(service, gb)),
                    None => drop(network.monthly_gb.remove(&service)),
                }
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
        NetworkField::Profile(id, field) => match field {
            ProfileField::Vpcs(vpcs) => edit::set_profile_vpcs(design, id, &vpcs)?,
            ProfileField::HostedZones(zones) => edit::set_profile_hosted_zones(design, id, &zones)?,
            ProfileField::Endpoints(endpoints) => edit::set_profile_endpoints(design, id, &endpoints)?,
            ProfileField::Tags(tags) => {
                design.profiles.get_mut(id).ok_or_else(missing)?.tags = tags;
            }
        },
        NetworkField::EndpointService(id, field) => {
            let vpc = design.endpoint_services.get(id).ok_or_else(missing)?.vpc;
            match &field {
                EndpointServiceField::LoadBalancer(ServiceLoadBalancer::Network(balancer)) => {
                    at_home(design, vpc, balancer.subnets.iter().map(|id| EntityRef::from(*id)))?;
                    at_home(design, vpc, balancer.targets.iter().map(|id| EntityRef::from(*id)))?;
                }
                EndpointServiceField::LoadBalancer(ServiceLoadBalancer::Existing(arns)) => {
                    edit::check_load_balancers(arns)?;
                }
                EndpointServiceField::AllowedPrincipals(principals) => edit::check_principals(principals)?,
                EndpointServiceField::PrivateDnsName(Some(name)) => edit::check_private_dns_name(name)?,
                EndpointServiceField::SupportedRegions(regions) => {
                    if let Some(unknown) = regions.iter().find(|code| catalog::region(code).is_none()) {
                        let shown: String = unknown.chars().take(40).collect();
                        return Err(EditError(format!("“{shown}” is no Region; write codes like eu-west-1")));
                    }
                }
                EndpointServiceField::AcceptanceRequired(_)
                | EndpointServiceField::PrivateDnsName(None)
                | EndpointServiceField::IpAddressTypes(_)
                | EndpointServiceField::Tags(_) => {}
            }
            let service = design.endpoint_services.get_mut(id).ok_or_else(missing)?;
            match field {
                EndpointServiceField::LoadBalancer(balancer) => service.load_balancer = balancer,
                EndpointServiceField::AcceptanceRequired(on) => service.acceptance_required = on,
                EndpointServiceField::AllowedPrincipals(all) => service.allowed_principals = all,
                EndpointServiceField::PrivateDnsName(name) => service.private_dns_name = name,
                EndpointServiceField::SupportedRegions(all) => service.supported_regions = all,
                EndpointServiceField::IpAddressTypes(all) => service.supported_ip_address_types = all,
                EndpointServiceField::Tags(tags) => service.tags = tags,
            }
        }
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
