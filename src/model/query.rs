//! Questions that many parts ask of a design.

use ipnet::Ipv4Net;

use super::{
    Connection, Design, Endpoint, EntityRef, Id, InternetGateway, NatGateway, RouteTable, SecurityGroup,
    Service, ServiceRef, Subnet, Vpc, Workload, Zone,
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

    /// The endpoints in a VPC for a service, in the order they were made. A VPC may have a gateway and an interface
    /// endpoint for one service.
    pub fn endpoints_for<'a>(
        &'a self,
        vpc: Id<Vpc>,
        service: &'a ServiceRef,
    ) -> impl Iterator<Item = (Id<Endpoint>, &'a Endpoint)> {
        self.endpoints_of(vpc).filter(move |(_, endpoint)| endpoint.service == *service)
    }

    pub fn vpc_of_subnet(&self, subnet: Id<Subnet>) -> Option<Id<Vpc>> {
        Some(self.zones.get(self.subnets.get(subnet)?.zone)?.vpc)
    }

    pub fn vpc_of_workload(&self, workload: Id<Workload>) -> Option<Id<Vpc>> {
        self.vpc_of_subnet(self.workloads.get(workload)?.subnet)
    }

    /// The VPC that an entity belongs to; none for services and connections.
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
            EntityRef::Service(_) | EntityRef::Connection(_) => None,
        }
    }

    /// The Region an entity lives in.
    pub fn region_of(&self, entity: EntityRef) -> Option<&str> {
        match entity {
            EntityRef::Service(id) => self.services.get(id).map(|s| s.region.as_str()),
            _ => self.vpcs.get(self.vpc_of(entity)?).map(|vpc| vpc.region.as_str()),
        }
    }

    /// The container an entity is drawn in.
    pub fn parent_of(&self, entity: EntityRef) -> Option<EntityRef> {
        match entity {
            EntityRef::Vpc(_) | EntityRef::Service(_) | EntityRef::Connection(_) => None,
            EntityRef::Zone(_)
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
        };
        name.unwrap_or_else(|| entity.to_string())
    }

    /// The subnet blocks in use in a VPC, except one subnet's.
    pub fn used_blocks(&self, vpc: Id<Vpc>, except: Option<Id<Subnet>>) -> Vec<Ipv4Net> {
        self.subnets_of(vpc).filter(|(id, _)| Some(*id) != except).map(|(_, s)| s.cidr_block).collect()
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
