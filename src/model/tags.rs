//! The tags of a design and of its entities.

use super::{Design, EntityRef, Tags};

/// An arm per kind of entity, for reading and for writing.
macro_rules! tags_of {
    ($design:expr, $entity:expr, $get:ident, $as_ref:tt $($mutable:tt)?) => {
        match $entity {
            EntityRef::Vpc(id) => $design.vpcs.$get(id).map(|e| $as_ref $($mutable)? e.tags),
            EntityRef::Subnet(id) => $design.subnets.$get(id).map(|e| $as_ref $($mutable)? e.tags),
            EntityRef::RouteTable(id) => $design.route_tables.$get(id).map(|e| $as_ref $($mutable)? e.tags),
            EntityRef::InternetGateway(id) => {
                $design.internet_gateways.$get(id).map(|e| $as_ref $($mutable)? e.tags)
            }
            EntityRef::NatGateway(id) => $design.nat_gateways.$get(id).map(|e| $as_ref $($mutable)? e.tags),
            EntityRef::SecurityGroup(id) => {
                $design.security_groups.$get(id).map(|e| $as_ref $($mutable)? e.tags)
            }
            EntityRef::Endpoint(id) => $design.endpoints.$get(id).map(|e| $as_ref $($mutable)? e.tags),
            EntityRef::NetworkAcl(id) => $design.network_acls.$get(id).map(|e| $as_ref $($mutable)? e.tags),
            EntityRef::PeeringConnection(id) => {
                $design.peering_connections.$get(id).map(|e| $as_ref $($mutable)? e.tags)
            }
            EntityRef::TransitGateway(id) => {
                $design.transit_gateways.$get(id).map(|e| $as_ref $($mutable)? e.tags)
            }
            EntityRef::TransitGatewayAttachment(id) => {
                $design.transit_gateway_attachments.$get(id).map(|e| $as_ref $($mutable)? e.tags)
            }
            EntityRef::VpnGateway(id) => $design.vpn_gateways.$get(id).map(|e| $as_ref $($mutable)? e.tags),
            EntityRef::OnPremisesNetwork(id) => {
                $design.on_premises_networks.$get(id).map(|e| $as_ref $($mutable)? e.tags)
            }
            EntityRef::HostedZone(id) => $design.hosted_zones.$get(id).map(|e| $as_ref $($mutable)? e.tags),
            EntityRef::Profile(id) => $design.profiles.$get(id).map(|e| $as_ref $($mutable)? e.tags),
            EntityRef::ResolverEndpoint(id) => {
                $design.resolver_endpoints.$get(id).map(|e| $as_ref $($mutable)? e.tags)
            }
            EntityRef::EndpointService(id) => {
                $design.endpoint_services.$get(id).map(|e| $as_ref $($mutable)? e.tags)
            }
            EntityRef::Zone(_) | EntityRef::Workload(_) | EntityRef::Service(_) | EntityRef::Connection(_) => None,
        }
    };
}

impl Design {
    /// The tags of an entity, or those of the design for all resources; none for what AWS does not tag.
    pub fn tags_of(&self, at: Option<EntityRef>) -> Option<&Tags> {
        let Some(entity) = at else { return Some(&self.tags) };
        tags_of!(self, entity, get, &)
    }

    /// The same to change. The entity is no longer shared with other versions of the design.
    pub fn tags_of_mut(&mut self, at: Option<EntityRef>) -> Option<&mut Tags> {
        let Some(entity) = at else { return Some(&mut self.tags) };
        tags_of!(self, entity, get_mut, &mut)
    }

    /// The design itself and its entities, as far as they have tags of their own.
    pub fn tagged(&self) -> impl Iterator<Item = (Option<EntityRef>, &Tags)> {
        let all = [None].into_iter().chain(self.entities().map(Some));
        all.filter_map(|at| Some((at, self.tags_of(at).filter(|tags| !tags.is_empty())?)))
    }
}
