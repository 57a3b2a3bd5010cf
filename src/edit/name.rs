//! Names: proposed ones are unique among their kind in their VPC; typed ones are the user's affair.

use super::EditError;
use crate::model::{Design, EntityRef};

/// The longest name: the limit of a tag's value.
/// Source: <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html>
pub const MAX_NAME: usize = 256;

/// `stem`, or `stem-2`, `stem-3`, … : the first that is not taken.
pub(super) fn unique<'a>(stem: &str, taken: impl Iterator<Item = &'a str> + Clone) -> String {
    let mut name = stem.to_owned();
    let mut count = 1;
    while taken.clone().any(|other| other == name) {
        count += 1;
        name = format!("{stem}-{count}");
    }
    name
}

/// A name for a copy: the original's where it is free, else with the next number: `web-3` for `web-2`.
pub(super) fn of_copy<'a>(original: &str, taken: impl Iterator<Item = &'a str> + Clone) -> String {
    if !taken.clone().any(|other| other == original) {
        return original.to_owned();
    }
    let numbered = original.rsplit_once('-').filter(|(stem, number)| {
        !stem.is_empty() && (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
    });
    unique(numbered.map_or(original, |(stem, _)| stem), taken)
}

/// Gives an entity a name. Zones and connections have none of their own.
///
/// # Errors
/// An empty or too long name, a thing without a name, or one that is gone.
pub fn rename(design: &mut Design, entity: EntityRef, name: &str) -> Result<(), EditError> {
    let name = name.trim();
    if name.is_empty() {
        return Err(EditError(format!("{} needs a name", design.label(entity))));
    }
    if name.chars().count() > MAX_NAME {
        return Err(EditError(format!(
            "A name has at most {MAX_NAME} characters, the limit of an AWS tag value"
        )));
    }
    if let EntityRef::HostedZone(_) = entity {
        super::hosted_zone::check_domain(name)?;
    }
    let field = match entity {
        EntityRef::Vpc(id) => design.vpcs.get_mut(id).map(|e| &mut e.name),
        EntityRef::Subnet(id) => design.subnets.get_mut(id).map(|e| &mut e.name),
        EntityRef::RouteTable(id) => design.route_tables.get_mut(id).map(|e| &mut e.name),
        EntityRef::InternetGateway(id) => design.internet_gateways.get_mut(id).map(|e| &mut e.name),
        EntityRef::NatGateway(id) => design.nat_gateways.get_mut(id).map(|e| &mut e.name),
        EntityRef::SecurityGroup(id) => design.security_groups.get_mut(id).map(|e| &mut e.name),
        EntityRef::Workload(id) => design.workloads.get_mut(id).map(|e| &mut e.name),
        EntityRef::Service(id) => design.services.get_mut(id).map(|e| &mut e.name),
        EntityRef::Endpoint(id) => design.endpoints.get_mut(id).map(|e| &mut e.name),
        EntityRef::NetworkAcl(id) => design.network_acls.get_mut(id).map(|e| &mut e.name),
        EntityRef::PeeringConnection(id) => design.peering_connections.get_mut(id).map(|e| &mut e.name),
        EntityRef::TransitGateway(id) => design.transit_gateways.get_mut(id).map(|e| &mut e.name),
        EntityRef::TransitGatewayAttachment(id) => {
            design.transit_gateway_attachments.get_mut(id).map(|e| &mut e.name)
        }
        EntityRef::VpnGateway(id) => design.vpn_gateways.get_mut(id).map(|e| &mut e.name),
        EntityRef::OnPremisesNetwork(id) => design.on_premises_networks.get_mut(id).map(|e| &mut e.name),
        EntityRef::HostedZone(id) => design.hosted_zones.get_mut(id).map(|e| &mut e.name),
        EntityRef::Profile(id) => design.profiles.get_mut(id).map(|e| &mut e.name),
        EntityRef::ResolverEndpoint(id) => design.resolver_endpoints.get_mut(id).map(|e| &mut e.name),
        EntityRef::EndpointService(id) => design.endpoint_services.get_mut(id).map(|e| &mut e.name),
        EntityRef::Zone(_) => {
            return Err(EditError("A zone is named by AWS; choose another zone instead".to_owned()));
        }
        EntityRef::Connection(_) => {
            return Err(EditError("A connection is named by its two ends".to_owned()));
        }
    };
    *field.ok_or_else(|| EditError::gone(entity))? = name.to_owned();
    Ok(())
}
