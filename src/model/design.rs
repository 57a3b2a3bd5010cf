//! The document.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Connection, Drawing, Endpoint, EndpointAccess, EndpointKind, EndpointService, Entities, EntityRef,
    HostedZone, Id, InternetGateway, NatGateway, NetworkAcl, OnPremisesNetwork, Peer, PeeringConnection,
    Profile, RecordTarget, RegionCode, ResolverEndpoint, RouteTable, SecurityGroup, Service, Subnet,
    Suppression, TransitGateway, TransitGatewayAttachment, Vpc, VpnGateway, Workload, Zone,
};

/// Tags by key, in the order of the keys.
pub type Tags = BTreeMap<String, String>;

/// Everything the user laid out. Additions to it get a serde default, so that older files open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Design {
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The Region of the next VPC and service.
    pub region: RegionCode,
    /// Tags of every resource, beside `Name`.
    #[serde(default, skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Whom interface endpoints let in.
    #[serde(default, skip_serializing_if = "EndpointAccess::is_default")]
    pub endpoint_access: EndpointAccess,
    /// The number the next entity gets; larger than every number in use.
    pub next_id: u32,
    #[serde(default, skip_serializing_if = "Entities::is_empty")]
    pub vpcs: Entities<Vpc>,
    #[serde(default, skip_serializing_if = "Entities::is_empty")]
    pub zones: Entities<Zone>,
    #[serde(default, skip_serializing_if = "Entities::is_empty")]
    pub subnets: Entities<Subnet>,
    #[serde(default, skip_serializing_if = "Entities::is_empty")]
    pub route_tables: Entities<RouteTable>,
    #[serde(default, skip_serializing_if = "Entities::is_empty")]
    pub internet_gateways: Entities<InternetGateway>,
    #[serde(default, skip_serializing_if = "Entities::is_empty")]
    pub nat_gateways: Entities<NatGateway>,
    #[serde(default, skip_serializing_if = "Entities::is_empty")]
    pub security_groups: Entities<SecurityGroup>,
    #[serde(default, skip_serializing_if = "Entities::is_empty")]
    pub workloads: Entities<Workload>,
    #[serde(default, skip_serializing_if = "Entities::is_empty")]
    pub services: Entities<Service>,
    #[serde(default, skip_serializing_if = "Entities::is_empty")]
    pub endpoints: Entities<Endpoint>,
    #[serde(default, skip_serializing_if = "Entities::is_empty")]
    pub connections: Entities<Connection>,
    #[serde(default, skip_serializing_if = "Entities::is_empty")]
    pub network_acls: Entities<NetworkAcl>,
    #[serde(default, skip_serializing_if = "Entities::is_empty")]
    pub peering_connections: Entities<PeeringConnection>,
    #[serde(default, skip_serializing_if = "Entities::is_empty")]
    pub transit_gateways: Entities<TransitGateway>,
    #[serde(default, skip_serializing_if = "Entities::is_empty")]
    pub transit_gateway_attachments: Entities<TransitGatewayAttachment>,
    #[serde(default, skip_serializing_if = "Entities::is_empty")]
    pub vpn_gateways: Entities<VpnGateway>,
    #[serde(default, skip_serializing_if = "Entities::is_empty")]
    pub on_premises_networks: Entities<OnPremisesNetwork>,
    #[serde(default, skip_serializing_if = "Entities::is_empty")]
    pub hosted_zones: Entities<HostedZone>,
    #[serde(default, skip_serializing_if = "Entities::is_empty")]
    pub resolver_endpoints: Entities<ResolverEndpoint>,
    #[serde(default, skip_serializing_if = "Entities::is_empty")]
    pub endpoint_services: Entities<EndpointService>,
    #[serde(default, skip_serializing_if = "Entities::is_empty")]
    pub profiles: Entities<Profile>,
    /// Findings of the checks that are left as they are, each with a reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suppressions: Vec<Suppression>,
    /// What is locked and collapsed.
    #[serde(default, skip_serializing_if = "Drawing::is_default")]
    pub drawing: Drawing,
}

impl Design {
    /// An empty design.
    pub fn new(name: impl Into<String>, region: impl Into<RegionCode>) -> Self {
        Self { name: name.into(), region: region.into(), next_id: 1, ..Self::default() }
    }

    /// Hands out the next number as an id of the wanted kind.
    pub fn allocate<T>(&mut self) -> Id<T> {
        let id = Id::new(self.next_id);
        // `file::repair` keeps the counter far from the end; saturation only keeps a hostile file from a panic.
        self.next_id = self.next_id.saturating_add(1);
        id
    }

    pub fn exists(&self, entity: EntityRef) -> bool {
        match entity {
            EntityRef::Vpc(id) => self.vpcs.contains(id),
            EntityRef::Zone(id) => self.zones.contains(id),
            EntityRef::Subnet(id) => self.subnets.contains(id),
            EntityRef::RouteTable(id) => self.route_tables.contains(id),
            EntityRef::InternetGateway(id) => self.internet_gateways.contains(id),
            EntityRef::NatGateway(id) => self.nat_gateways.contains(id),
            EntityRef::SecurityGroup(id) => self.security_groups.contains(id),
            EntityRef::Workload(id) => self.workloads.contains(id),
            EntityRef::Service(id) => self.services.contains(id),
            EntityRef::Endpoint(id) => self.endpoints.contains(id),
            EntityRef::Connection(id) => self.connections.contains(id),
            EntityRef::NetworkAcl(id) => self.network_acls.contains(id),
            EntityRef::PeeringConnection(id) => self.peering_connections.contains(id),
            EntityRef::TransitGateway(id) => self.transit_gateways.contains(id),
            EntityRef::TransitGatewayAttachment(id) => self.transit_gateway_attachments.contains(id),
            EntityRef::VpnGateway(id) => self.vpn_gateways.contains(id),
            EntityRef::OnPremisesNetwork(id) => self.on_premises_networks.contains(id),
            EntityRef::HostedZone(id) => self.hosted_zones.contains(id),
            EntityRef::ResolverEndpoint(id) => self.resolver_endpoints.contains(id),
            EntityRef::EndpointService(id) => self.endpoint_services.contains(id),
            EntityRef::Profile(id) => self.profiles.contains(id),
        }
    }

    /// Every entity, kind by kind, containers first.
    pub fn entities(&self) -> impl Iterator<Item = EntityRef> + '_ {
        let vpcs = self.vpcs.ids().map(EntityRef::from);
        vpcs.chain(self.zones.ids().map(EntityRef::from))
            .chain(self.subnets.ids().map(EntityRef::from))
            .chain(self.route_tables.ids().map(EntityRef::from))
            .chain(self.internet_gateways.ids().map(EntityRef::from))
            .chain(self.nat_gateways.ids().map(EntityRef::from))
            .chain(self.security_groups.ids().map(EntityRef::from))
            .chain(self.workloads.ids().map(EntityRef::from))
            .chain(self.services.ids().map(EntityRef::from))
            .chain(self.endpoints.ids().map(EntityRef::from))
            .chain(self.connections.ids().map(EntityRef::from))
            .chain(self.network_acls.ids().map(EntityRef::from))
            .chain(self.peering_connections.ids().map(EntityRef::from))
            .chain(self.transit_gateways.ids().map(EntityRef::from))
            .chain(self.transit_gateway_attachments.ids().map(EntityRef::from))
            .chain(self.vpn_gateways.ids().map(EntityRef::from))
            .chain(self.on_premises_networks.ids().map(EntityRef::from))
            .chain(self.hosted_zones.ids().map(EntityRef::from))
            .chain(self.resolver_endpoints.ids().map(EntityRef::from))
            .chain(self.endpoint_services.ids().map(EntityRef::from))
            .chain(self.profiles.ids().map(EntityRef::from))
    }

    /// The entities that one entity names: its container, its route table, its groups.
    pub fn references(&self, entity: EntityRef) -> Vec<EntityRef> {
        let mut out: Vec<EntityRef> = Vec::new();
        match entity {
            EntityRef::Vpc(_) => {}
            EntityRef::Service(id) => {
                let own = self.services.get(id).and_then(|service| service.target.own());
                out.extend(own.map(EntityRef::from));
            }
            EntityRef::EndpointService(id) => {
                if let Some(service) = self.endpoint_services.get(id) {
                    out.push(service.vpc.into());
                    if let Some(balancer) = service.network_load_balancer() {
                        out.extend(balancer.subnets.iter().map(|s| EntityRef::from(*s)));
                        out.extend(balancer.targets.iter().map(|w| EntityRef::from(*w)));
                    }
                }
            }
            EntityRef::Zone(id) => out.extend(self.zones.get(id).map(|z| EntityRef::from(z.vpc))),
            EntityRef::Subnet(id) => {
                out.extend(
                    self.subnets
                        .get(id)
                        .into_iter()
                        .flat_map(|s| [EntityRef::from(s.zone), s.route_table.into()])
                        .chain(self.subnets.get(id).and_then(|s| s.network_acl).map(EntityRef::from)),
                );
            }
            EntityRef::RouteTable(id) => {
                if let Some(table) = self.route_tables.get(id) {
                    out.push(table.vpc.into());
                    out.extend(table.routes.iter().map(|route| route.target.entity()));
                }
            }
            EntityRef::InternetGateway(id) => {
                out.extend(self.internet_gateways.get(id).map(|g| EntityRef::from(g.vpc)));
            }
            EntityRef::NatGateway(id) => {
                out.extend(self.nat_gateways.get(id).map(|g| EntityRef::from(g.subnet)));
            }
            EntityRef::SecurityGroup(id) => {
                if let Some(group) = self.security_groups.get(id) {
                    out.push(group.vpc.into());
                    out.extend(group.ingress.iter().chain(&group.egress).filter_map(
                        |rule| match rule.peer {
                            Peer::SecurityGroup(peer) => Some(EntityRef::from(peer)),
                            Peer::Cidr(_) | Peer::Ipv6Cidr(_) | Peer::PrefixList(_) => None,
                        },
                    ));
                }
            }
            EntityRef::Workload(id) => {
                if let Some(workload) = self.workloads.get(id) {
                    out.push(workload.subnet.into());
                    out.extend(workload.security_groups.iter().map(|g| EntityRef::from(*g)));
                }
            }
            EntityRef::Endpoint(id) => {
                if let Some(endpoint) = self.endpoints.get(id) {
                    out.push(endpoint.vpc.into());
                    out.extend(endpoint.service.own().map(EntityRef::from));
                    match &endpoint.kind {
                        EndpointKind::Gateway(gateway) => {
                            out.extend(gateway.route_tables.iter().map(|t| EntityRef::from(*t)));
                        }
                        EndpointKind::Interface(_)
                        | EndpointKind::GatewayLoadBalancer(_)
                        | EndpointKind::Resource(_)
                        | EndpointKind::ServiceNetwork(_) => {
                            out.extend(endpoint.kind.subnets().iter().map(|s| EntityRef::from(*s)));
                            out.extend(endpoint.kind.security_groups().iter().map(|g| EntityRef::from(*g)));
                        }
                    }
                }
            }
            EntityRef::Connection(id) => {
                out.extend(
                    self.connections
                        .get(id)
                        .into_iter()
                        .flat_map(|c| [EntityRef::from(c.workload), c.service.into()]),
                );
            }
            EntityRef::NetworkAcl(id) => {
                out.extend(self.network_acls.get(id).map(|a| EntityRef::from(a.vpc)));
            }
            EntityRef::PeeringConnection(id) => {
                if let Some(peering) = self.peering_connections.get(id) {
                    out.extend([EntityRef::from(peering.requester.vpc), peering.accepter.vpc.into()]);
                }
            }
            EntityRef::TransitGateway(_) => {}
            EntityRef::TransitGatewayAttachment(id) => {
                if let Some(attachment) = self.transit_gateway_attachments.get(id) {
                    out.extend([EntityRef::from(attachment.transit_gateway), attachment.vpc.into()]);
                    out.extend(attachment.subnets.iter().map(|s| EntityRef::from(*s)));
                }
            }
            EntityRef::VpnGateway(id) => {
                out.extend(self.vpn_gateways.get(id).map(|g| EntityRef::from(g.vpc)));
            }
            EntityRef::OnPremisesNetwork(id) => {
                if let Some(network) = self.on_premises_networks.get(id) {
                    out.extend(network.gateways.iter().map(|gateway| gateway.entity()));
                    out.extend(network.calls.iter().map(|service| EntityRef::from(*service)));
                }
            }
            EntityRef::HostedZone(id) => {
                if let Some(zone) = self.hosted_zones.get(id) {
                    out.extend(zone.vpcs.iter().map(|vpc| EntityRef::from(*vpc)));
                    out.extend(zone.records.iter().filter_map(|record| match record.target {
                        RecordTarget::Endpoint(endpoint) => Some(EntityRef::from(endpoint)),
                        RecordTarget::Addresses(_) | RecordTarget::Name(_) => None,
                    }));
                }
            }
            EntityRef::Profile(id) => {
                if let Some(profile) = self.profiles.get(id) {
                    out.extend(profile.vpcs.iter().map(|vpc| EntityRef::from(*vpc)));
                    out.extend(profile.hosted_zones.iter().map(|zone| EntityRef::from(*zone)));
                    out.extend(profile.endpoints.iter().map(|endpoint| EntityRef::from(*endpoint)));
                }
            }
            EntityRef::ResolverEndpoint(id) => {
                if let Some(resolver) = self.resolver_endpoints.get(id) {
                    out.push(resolver.vpc.into());
                    out.extend(resolver.subnets.iter().map(|s| EntityRef::from(*s)));
                    out.extend(resolver.security_groups.iter().map(|g| EntityRef::from(*g)));
                }
            }
        }
        out
    }

    /// References to entities that do not exist: `(who, whom)`. Empty in every design that `file` opened or a
    /// command made.
    pub fn dangling(&self) -> Vec<(EntityRef, EntityRef)> {
        self.entities()
            .flat_map(|entity| self.references(entity).into_iter().map(move |target| (entity, target)))
            .filter(|(_, target)| !self.exists(*target))
            .collect()
    }
}
