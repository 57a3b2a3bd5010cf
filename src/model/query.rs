//! Questions that many parts ask of a design.

use ipnet::Ipv4Net;

use super::{
    Connection, Design, Endpoint, EndpointKind, EndpointService, EntityRef, Id, InternetGateway, NatGateway,
    NetworkAcl, OnPremisesGateway, OnPremisesNetwork, PeeringConnection, Profile, RecordTarget,
    ResolverEndpoint, RouteTable, RouteTarget, SecurityGroup, Service, ServiceRef, Subnet, TransitGateway,
    TransitGatewayAttachment, Vpc, VpnGateway, Workload, Zone,
};

impl Design {
    pub fn zones_of(&self, vpc: Id<Vpc>) -> impl Iterator<Item = (Id<Zone>, &Zone)> {
        self.zones.iter().filter(move |(_, zone)| zone.vpc == vpc)
    }

    pub fn subnets_of_zone(&self, zone: Id<Zone>) -> impl Iterator<Item = (Id<Subnet>, &Subnet)> {
        self.subnets.iter().filter(move |(_, subnet)| subnet.zone == zone)
    }

    pub fn subnets_of(&self, vpc: Id<Vpc>) -> impl Iterator<Item = (Id<Subnet>, &Subnet)> {
        self.subnets
            .iter()
            .filter(move |(_, subnet)| self.zones.get(subnet.zone).is_some_and(|zone| zone.vpc == vpc))
    }

    pub fn route_tables_of(&self, vpc: Id<Vpc>) -> impl Iterator<Item = (Id<RouteTable>, &RouteTable)> {
        self.route_tables.iter().filter(move |(_, table)| table.vpc == vpc)
    }

    pub fn security_groups_of(
        &self,
        vpc: Id<Vpc>,
    ) -> impl Iterator<Item = (Id<SecurityGroup>, &SecurityGroup)> {
        self.security_groups.iter().filter(move |(_, group)| group.vpc == vpc)
    }

    pub fn endpoints_of(&self, vpc: Id<Vpc>) -> impl Iterator<Item = (Id<Endpoint>, &Endpoint)> {
        self.endpoints.iter().filter(move |(_, endpoint)| endpoint.vpc == vpc)
    }

    pub fn workloads_of(&self, vpc: Id<Vpc>) -> impl Iterator<Item = (Id<Workload>, &Workload)> {
        self.workloads.iter().filter(move |(_, workload)| self.vpc_of_subnet(workload.subnet) == Some(vpc))
    }

    pub fn workloads_in(&self, subnet: Id<Subnet>) -> impl Iterator<Item = (Id<Workload>, &Workload)> {
        self.workloads.iter().filter(move |(_, workload)| workload.subnet == subnet)
    }

    pub fn nat_gateways_in(&self, subnet: Id<Subnet>) -> impl Iterator<Item = (Id<NatGateway>, &NatGateway)> {
        self.nat_gateways.iter().filter(move |(_, nat)| nat.subnet == subnet)
    }

    pub fn internet_gateway_of(&self, vpc: Id<Vpc>) -> Option<(Id<InternetGateway>, &InternetGateway)> {
        self.internet_gateways.iter().find(|(_, gateway)| gateway.vpc == vpc)
    }

    pub fn subnets_with(&self, table: Id<RouteTable>) -> impl Iterator<Item = (Id<Subnet>, &Subnet)> {
        self.subnets.iter().filter(move |(_, subnet)| subnet.route_table == table)
    }

    pub fn connections_of(
        &self,
        workload: Id<Workload>,
    ) -> impl Iterator<Item = (Id<Connection>, &Connection)> {
        self.connections.iter().filter(move |(_, connection)| connection.workload == workload)
    }

    /// The endpoints in a VPC for a service of its own Region, in the order they were made. A VPC may have a gateway and
    /// an interface endpoint for one service.
    pub fn endpoints_for<'a>(
        &'a self,
        vpc: Id<Vpc>,
        service: &'a ServiceRef,
    ) -> impl Iterator<Item = (Id<Endpoint>, &'a Endpoint)> {
        self.endpoints_of(vpc).filter(move |(_, endpoint)| {
            endpoint.service == *service && endpoint.kind.service_region().is_none()
        })
    }

    /// The endpoints in a VPC for a service of a Region: [`Design::endpoints_for`], or cross-Region ones.
    pub fn endpoints_to<'a>(
        &'a self,
        vpc: Id<Vpc>,
        service: &'a ServiceRef,
        region: &'a str,
    ) -> impl Iterator<Item = (Id<Endpoint>, &'a Endpoint)> {
        self.endpoints_of(vpc).filter(move |(_, endpoint)| {
            endpoint.service == *service && self.service_region(endpoint) == Some(region)
        })
    }

    /// The Region whose service an endpoint leads to: that of its VPC but for a cross-Region endpoint.
    pub fn service_region<'a>(&'a self, endpoint: &'a Endpoint) -> Option<&'a str> {
        let own = || self.vpcs.get(endpoint.vpc).map(|vpc| vpc.region.as_str());
        endpoint.kind.service_region().or_else(own)
    }

    pub fn network_acls_of(&self, vpc: Id<Vpc>) -> impl Iterator<Item = (Id<NetworkAcl>, &NetworkAcl)> {
        self.network_acls.iter().filter(move |(_, acl)| acl.vpc == vpc)
    }

    /// The peering connections with this VPC at one end.
    pub fn peerings_of(
        &self,
        vpc: Id<Vpc>,
    ) -> impl Iterator<Item = (Id<PeeringConnection>, &PeeringConnection)> {
        self.peering_connections.iter().filter(move |(_, peering)| peering.other(vpc).is_some())
    }

    pub fn attachments_of(
        &self,
        vpc: Id<Vpc>,
    ) -> impl Iterator<Item = (Id<TransitGatewayAttachment>, &TransitGatewayAttachment)> {
        self.transit_gateway_attachments.iter().filter(move |(_, attachment)| attachment.vpc == vpc)
    }

    pub fn attachments_to(
        &self,
        gateway: Id<TransitGateway>,
    ) -> impl Iterator<Item = (Id<TransitGatewayAttachment>, &TransitGatewayAttachment)> {
        self.transit_gateway_attachments
            .iter()
            .filter(move |(_, attachment)| attachment.transit_gateway == gateway)
    }

    pub fn vpn_gateway_of(&self, vpc: Id<Vpc>) -> Option<(Id<VpnGateway>, &VpnGateway)> {
        self.vpn_gateways.iter().find(|(_, gateway)| gateway.vpc == vpc)
    }

    pub fn resolver_endpoints_of(
        &self,
        vpc: Id<Vpc>,
    ) -> impl Iterator<Item = (Id<ResolverEndpoint>, &ResolverEndpoint)> {
        self.resolver_endpoints.iter().filter(move |(_, resolver)| resolver.vpc == vpc)
    }

    pub fn endpoint_services_of(
        &self,
        vpc: Id<Vpc>,
    ) -> impl Iterator<Item = (Id<EndpointService>, &EndpointService)> {
        self.endpoint_services.iter().filter(move |(_, service)| service.vpc == vpc)
    }

    /// The on-premises networks whose line arrives in this VPC or at a Transit Gateway that it is attached to.
    pub fn on_premises_of(
        &self,
        vpc: Id<Vpc>,
    ) -> impl Iterator<Item = (Id<OnPremisesNetwork>, &OnPremisesNetwork)> {
        let here = move |gateway: &OnPremisesGateway| match gateway {
            OnPremisesGateway::VpnGateway(id) => self.vpn_gateways.get(*id).is_some_and(|g| g.vpc == vpc),
            OnPremisesGateway::TransitGateway(id) => self.attachments_to(*id).any(|(_, a)| a.vpc == vpc),
        };
        self.on_premises_networks.iter().filter(move |(_, network)| network.gateways.iter().any(here))
    }

    /// Whether a route table of this VPC can have a route there: to its own gateways, to a peering connection that it is
    /// an end of, to a Transit Gateway that it is attached to.
    pub fn is_route_target_of(&self, vpc: Id<Vpc>, target: RouteTarget) -> bool {
        match target {
            RouteTarget::InternetGateway(_) | RouteTarget::NatGateway(_) | RouteTarget::VpnGateway(_) => {
                self.vpc_of(target.entity()) == Some(vpc)
            }
            RouteTarget::PeeringConnection(id) => {
                self.peering_connections.get(id).is_some_and(|peering| peering.other(vpc).is_some())
            }
            RouteTarget::TransitGateway(id) => self.attachments_to(id).any(|(_, a)| a.vpc == vpc),
            RouteTarget::GatewayLoadBalancerEndpoint(id) => self.endpoints.get(id).is_some_and(|endpoint| {
                endpoint.vpc == vpc && matches!(endpoint.kind, EndpointKind::GatewayLoadBalancer(_))
            }),
        }
    }

    /// The Route 53 Profile of a VPC; the first where a file has several.
    pub fn profile_of(&self, vpc: Id<Vpc>) -> Option<(Id<Profile>, &Profile)> {
        self.profiles.iter().find(|(_, profile)| profile.vpcs.contains(&vpc))
    }

    /// The other VPCs whose resolvers answer with an interface endpoint, since a hosted zone has an alias of it, or a
    /// Profile has its private names. Sorted.
    pub fn vpcs_answered_with(&self, id: Id<Endpoint>) -> Vec<Id<Vpc>> {
        let Some(endpoint) = self.endpoints.get(id) else { return Vec::new() };
        let mut vpcs: Vec<Id<Vpc>> = Vec::new();
        for (zone, entity) in self.hosted_zones.iter() {
            if entity.records.iter().any(|record| record.target == RecordTarget::Endpoint(id)) {
                vpcs.extend(&entity.vpcs);
                let profiles = self.profiles.values().filter(|profile| profile.hosted_zones.contains(&zone));
                vpcs.extend(profiles.flat_map(|profile| profile.vpcs.iter().copied()));
            }
        }
        if endpoint.kind.interface().is_some_and(|interface| interface.private_dns) {
            let profiles = self.profiles.values().filter(|profile| profile.endpoints.contains(&id));
            vpcs.extend(profiles.flat_map(|profile| profile.vpcs.iter().copied()));
        }
        vpcs.retain(|vpc| *vpc != endpoint.vpc);
        vpcs.sort_unstable();
        vpcs.dedup();
        vpcs
    }

    /// The interface endpoints of other VPCs that this one uses for a service: a hosted zone that it is associated with,
    /// or its Profile, answers with them.
    pub fn endpoints_shared_with<'a>(
        &'a self,
        vpc: Id<Vpc>,
        service: &'a ServiceRef,
    ) -> impl Iterator<Item = (Id<Endpoint>, &'a Endpoint)> {
        self.endpoints.iter().filter(move |(id, endpoint)| {
            endpoint.vpc != vpc && endpoint.service == *service && self.vpcs_answered_with(*id).contains(&vpc)
        })
    }

    pub fn vpc_of_subnet(&self, subnet: Id<Subnet>) -> Option<Id<Vpc>> {
        Some(self.zones.get(self.subnets.get(subnet)?.zone)?.vpc)
    }

    pub fn vpc_of_workload(&self, workload: Id<Workload>) -> Option<Id<Vpc>> {
        self.vpc_of_subnet(self.workloads.get(workload)?.subnet)
    }

    /// The VPC that an entity belongs to; none for services, connections and what stands between VPCs.
    pub fn vpc_of(&self, entity: EntityRef) -> Option<Id<Vpc>> {
        match entity {
            EntityRef::Vpc(id) => Some(id),
            EntityRef::Zone(id) => self.zones.get(id).map(|e| e.vpc),
            EntityRef::Subnet(id) => self.vpc_of_subnet(id),
            EntityRef::RouteTable(id) => self.route_tables.get(id).map(|e| e.vpc),
            EntityRef::InternetGateway(id) => self.internet_gateways.get(id).map(|e| e.vpc),
            EntityRef::NatGateway(id) => self.vpc_of_subnet(self.nat_gateways.get(id)?.subnet),
            EntityRef::SecurityGroup(id) => self.security_groups.get(id).map(|e| e.vpc),
            EntityRef::Workload(id) => self.vpc_of_workload(id),
            EntityRef::Endpoint(id) => self.endpoints.get(id).map(|e| e.vpc),
            EntityRef::NetworkAcl(id) => self.network_acls.get(id).map(|e| e.vpc),
            EntityRef::TransitGatewayAttachment(id) => {
                self.transit_gateway_attachments.get(id).map(|e| e.vpc)
            }
            EntityRef::VpnGateway(id) => self.vpn_gateways.get(id).map(|e| e.vpc),
            EntityRef::ResolverEndpoint(id) => self.resolver_endpoints.get(id).map(|e| e.vpc),
            EntityRef::EndpointService(id) => self.endpoint_services.get(id).map(|e| e.vpc),
            EntityRef::Service(_)
            | EntityRef::Connection(_)
            | EntityRef::PeeringConnection(_)
            | EntityRef::TransitGateway(_)
            | EntityRef::OnPremisesNetwork(_)
            | EntityRef::HostedZone(_)
            | EntityRef::Profile(_) => None,
        }
    }

    /// The Region an entity lives in.
    pub fn region_of(&self, entity: EntityRef) -> Option<&str> {
        match entity {
            EntityRef::Service(id) => self.services.get(id).map(|s| s.region.as_str()),
            EntityRef::TransitGateway(id) => self.transit_gateways.get(id).map(|g| g.region.as_str()),
            EntityRef::Profile(id) => self.profiles.get(id).map(|p| p.region.as_str()),
            EntityRef::PeeringConnection(id) => {
                let vpc = self.peering_connections.get(id)?.requester.vpc;
                self.vpcs.get(vpc).map(|vpc| vpc.region.as_str())
            }
            _ => self.vpcs.get(self.vpc_of(entity)?).map(|vpc| vpc.region.as_str()),
        }
    }

    /// The container an entity is drawn in.
    pub fn parent_of(&self, entity: EntityRef) -> Option<EntityRef> {
        match entity {
            EntityRef::Vpc(_)
            | EntityRef::Service(_)
            | EntityRef::Connection(_)
            | EntityRef::PeeringConnection(_)
            | EntityRef::TransitGateway(_)
            | EntityRef::OnPremisesNetwork(_)
            | EntityRef::HostedZone(_)
            | EntityRef::Profile(_) => None,
            EntityRef::NetworkAcl(_)
            | EntityRef::TransitGatewayAttachment(_)
            | EntityRef::VpnGateway(_)
            | EntityRef::ResolverEndpoint(_)
            | EntityRef::EndpointService(_)
            | EntityRef::Zone(_)
            | EntityRef::RouteTable(_)
            | EntityRef::InternetGateway(_)
            | EntityRef::SecurityGroup(_)
            | EntityRef::Endpoint(_) => self.vpc_of(entity).map(EntityRef::from),
            EntityRef::Subnet(id) => self.subnets.get(id).map(|s| s.zone.into()),
            EntityRef::NatGateway(id) => self.nat_gateways.get(id).map(|n| n.subnet.into()),
            EntityRef::Workload(id) => self.workloads.get(id).map(|w| w.subnet.into()),
        }
    }

    /// The entity that keeps this one from being moved: itself or a container that is locked.
    pub fn lock_of(&self, entity: EntityRef) -> Option<EntityRef> {
        if self.drawing.locked.is_empty() {
            return None;
        }
        std::iter::successors(Some(entity), |inner| self.parent_of(*inner))
            .find(|outer| self.drawing.locked.contains(outer))
    }

    /// The name as the user sees it. A zone shows its full zone name, a connection its two ends.
    pub fn label(&self, entity: EntityRef) -> String {
        let name = match entity {
            EntityRef::Vpc(id) => self.vpcs.get(id).map(|e| e.name.clone()),
            EntityRef::Zone(id) => self.zones.get(id).map(|zone| {
                zone.suffix.in_region(self.vpcs.get(zone.vpc).map_or("", |vpc| vpc.region.as_str()))
            }),
            EntityRef::Subnet(id) => self.subnets.get(id).map(|e| e.name.clone()),
            EntityRef::RouteTable(id) => self.route_tables.get(id).map(|e| e.name.clone()),
            EntityRef::InternetGateway(id) => self.internet_gateways.get(id).map(|e| e.name.clone()),
            EntityRef::NatGateway(id) => self.nat_gateways.get(id).map(|e| e.name.clone()),
            EntityRef::SecurityGroup(id) => self.security_groups.get(id).map(|e| e.name.clone()),
            EntityRef::Workload(id) => self.workloads.get(id).map(|e| e.name.clone()),
            EntityRef::Service(id) => self.services.get(id).map(|e| e.name.clone()),
            EntityRef::Endpoint(id) => self.endpoints.get(id).map(|e| e.name.clone()),
            EntityRef::Connection(id) => self.connections.get(id).map(|connection| {
                format!(
                    "{} → {}",
                    self.label(connection.workload.into()),
                    self.label(connection.service.into())
                )
            }),
            EntityRef::NetworkAcl(id) => self.network_acls.get(id).map(|e| e.name.clone()),
            EntityRef::PeeringConnection(id) => self.peering_connections.get(id).map(|e| e.name.clone()),
            EntityRef::TransitGateway(id) => self.transit_gateways.get(id).map(|e| e.name.clone()),
            EntityRef::TransitGatewayAttachment(id) => {
                self.transit_gateway_attachments.get(id).map(|e| e.name.clone())
            }
            EntityRef::VpnGateway(id) => self.vpn_gateways.get(id).map(|e| e.name.clone()),
            EntityRef::OnPremisesNetwork(id) => self.on_premises_networks.get(id).map(|e| e.name.clone()),
            EntityRef::HostedZone(id) => self.hosted_zones.get(id).map(|e| e.name.clone()),
            EntityRef::Profile(id) => self.profiles.get(id).map(|e| e.name.clone()),
            EntityRef::ResolverEndpoint(id) => self.resolver_endpoints.get(id).map(|e| e.name.clone()),
            EntityRef::EndpointService(id) => self.endpoint_services.get(id).map(|e| e.name.clone()),
        };
        name.unwrap_or_else(|| entity.to_string())
    }

    /// The blocks in use in a VPC, those of its subnets except one and those that are reserved.
    pub fn used_blocks(&self, vpc: Id<Vpc>, except: Option<Id<Subnet>>) -> Vec<Ipv4Net> {
        let reserved = self.vpcs.get(vpc).into_iter().flat_map(|vpc| vpc.reserved_blocks.keys().copied());
        let subnets = self.subnets_of(vpc).filter(|(id, _)| Some(*id) != except);
        subnets.map(|(_, subnet)| subnet.cidr_block).chain(reserved).collect()
    }

    /// The Regions in which the design has VPCs, sorted.
    pub fn regions(&self) -> Vec<&str> {
        let mut regions: Vec<&str> = self.vpcs.values().map(|vpc| vpc.region.as_str()).collect();
        regions.sort_unstable();
        regions.dedup();
        regions
    }

    pub fn service_node(&self, target: &ServiceRef, region: &str) -> Option<(Id<Service>, &Service)> {
        self.services.iter().find(|(_, service)| service.target == *target && service.region == region)
    }
}
