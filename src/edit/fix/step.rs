//! The steps of a fix. A new kind of step is a variant here and an arm in `apply`.

use serde::Serialize;

use crate::{
    catalog::EndpointType,
    model::{
        Direction, DnsRecordIpType, Endpoint, EndpointAccess, EntityRef, Id, IpAddressType, Ipv6Route,
        NatGateway, NetworkAcl, PortRange, PrivateDnsScope, Protocol, RecipeChoice, RegionCode, Route,
        RouteTable, Rule, SecurityGroup, Service, ServiceRef, Subnet, SubnetKind, Vpc, Workload, Zone,
        ZoneSuffix,
    },
    net::Ipv4Net,
};

/// One change of a fix. Steps that set something are fulfilled when it is so already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum FixStep {
    /// Turns on `enableDnsSupport` and `enableDnsHostnames`.
    EnableDns {
        vpc: Id<Vpc>,
    },
    /// The first block is the primary one.
    SetVpcBlocks {
        vpc: Id<Vpc>,
        blocks: Vec<Ipv4Net>,
    },
    /// Puts a block of a VPC elsewhere; its subnets and the rules that name addresses in it move along.
    MoveVpcBlock {
        vpc: Id<Vpc>,
        from: Ipv4Net,
        to: Ipv4Net,
    },
    SetVpcRegion {
        vpc: Id<Vpc>,
        region: RegionCode,
    },
    /// Attaches an internet gateway and routes public subnets there.
    AddInternetGateway {
        vpc: Id<Vpc>,
    },
    /// Gives a table a default route to the internet gateway of its VPC, which is added where there is none.
    RouteToInternet {
        table: Id<RouteTable>,
    },
    /// Adds a route, in the place of one for the same destination.
    SetRoute {
        table: Id<RouteTable>,
        route: Route,
    },
    /// Gives a VPC an IPv6 block, with what a dual-stack VPC has beside it.
    EnableIpv6 {
        vpc: Id<Vpc>,
    },
    /// Which /64 of its VPC's IPv6 block is the subnet's.
    SetIpv6Index {
        subnet: Id<Subnet>,
        index: Option<u8>,
    },
    SetEgressOnlyGateway {
        vpc: Id<Vpc>,
        on: bool,
    },
    /// Adds an IPv6 route, in the place of one for the same destination, with the egress-only internet gateway that it
    /// may need.
    SetIpv6Route {
        table: Id<RouteTable>,
        route: Ipv6Route,
    },
    RemoveIpv6Route {
        table: Id<RouteTable>,
        route: Ipv6Route,
    },
    RemoveRoute {
        table: Id<RouteTable>,
        destination: Ipv4Net,
    },
    /// The zone of its Region that has this end of the name.
    SetZone {
        zone: Id<Zone>,
        suffix: ZoneSuffix,
    },
    SetSubnetBlock {
        subnet: Id<Subnet>,
        block: Ipv4Net,
    },
    /// Gives the subnet the next free block of its VPC, of its present size if there is room.
    ReplanSubnet {
        subnet: Id<Subnet>,
    },
    /// Says what the subnet is meant to be; its route table stays.
    DeclareSubnet {
        subnet: Id<Subnet>,
        kind: SubnetKind,
    },
    /// Gives the subnet a route table with a default route to the internet gateway: its own where only public subnets
    /// use it, else that of its kin or a new one.
    ReachInternet {
        subnet: Id<Subnet>,
    },
    /// Gives the subnet a route table without a route to the internet gateway: that of its kin, else a new one.
    LeaveInternet {
        subnet: Id<Subnet>,
    },
    SetSubnetTable {
        subnet: Id<Subnet>,
        table: Id<RouteTable>,
    },
    /// Turns `MapPublicIpOnLaunch` on or off.
    MapPublicIps {
        subnet: Id<Subnet>,
        on: bool,
    },
    /// Puts a NAT gateway into a public subnet of its VPC.
    MoveNatGateway {
        nat: Id<NatGateway>,
        subnet: Id<Subnet>,
    },
    /// Adds an endpoint, of the type that suits where none is given, and lets its clients out to it.
    AddEndpoint {
        vpc: Id<Vpc>,
        service: ServiceRef,
        kind: Option<EndpointType>,
    },
    SetEndpointType {
        endpoint: Id<Endpoint>,
        kind: EndpointType,
    },
    SetEndpointService {
        endpoint: Id<Endpoint>,
        service: ServiceRef,
    },
    /// The Region of an interface endpoint's service; none is its VPC's.
    SetEndpointRegion {
        endpoint: Id<Endpoint>,
        region: Option<RegionCode>,
    },
    /// Of an endpoint with network interfaces.
    SetEndpointSubnets {
        endpoint: Id<Endpoint>,
        subnets: Vec<Id<Subnet>>,
    },
    /// Of an interface endpoint.
    SetEndpointGroups {
        endpoint: Id<Endpoint>,
        groups: Vec<Id<SecurityGroup>>,
    },
    /// Adds the group that the interface endpoints of the VPC share, which lets the VPC in on the service's ports.
    AddEndpointGroup {
        endpoint: Id<Endpoint>,
    },
    /// Of a gateway endpoint.
    SetEndpointTables {
        endpoint: Id<Endpoint>,
        tables: Vec<Id<RouteTable>>,
    },
    /// Of an interface endpoint.
    SetPrivateDns {
        endpoint: Id<Endpoint>,
        on: bool,
        scope: Option<PrivateDnsScope>,
    },
    /// Of an interface endpoint.
    SetIpTypes {
        endpoint: Id<Endpoint>,
        ip_address_type: Option<IpAddressType>,
        dns_record_ip_type: Option<DnsRecordIpType>,
    },
    /// JSON text; none is AWS's default, full access.
    SetPolicy {
        endpoint: Id<Endpoint>,
        policy: Option<String>,
    },
    SetWorkloadGroups {
        workload: Id<Workload>,
        groups: Vec<Id<SecurityGroup>>,
    },
    /// Gives a workload a security group of its own, with the way out to the endpoints that it calls.
    AddWorkloadGroup {
        workload: Id<Workload>,
    },
    /// Adds a rule unless one allows the same.
    AddRule {
        group: Id<SecurityGroup>,
        direction: Direction,
        rule: Rule,
    },
    RemoveRule {
        group: Id<SecurityGroup>,
        direction: Direction,
        rule: Rule,
    },
    /// Adds a rule before all others of a network ACL.
    AllowInAcl {
        acl: Id<NetworkAcl>,
        direction: Direction,
        protocol: Protocol,
        ports: PortRange,
        block: Ipv4Net,
    },
    /// Lets a workload out to the endpoints that it calls, and its subnet join them.
    Reach {
        workload: Id<Workload>,
    },
    SetServiceRegion {
        service: Id<Service>,
        region: RegionCode,
    },
    /// Connects a workload with a service node, with the endpoints that call for.
    Connect {
        workload: Id<Workload>,
        service: Id<Service>,
    },
    /// Lets a workload call a service through an endpoint of a type; adds what is not there of node, connection and
    /// endpoint, and nothing else.
    Call {
        workload: Id<Workload>,
        service: ServiceRef,
        kind: EndpointType,
    },
    /// Says what a workload is in the words of the catalogue.
    SetRecipe {
        workload: Id<Workload>,
        recipe: Option<RecipeChoice>,
    },
    /// Says whom interface endpoints let in, and makes the rules of their groups say so.
    SetEndpointAccess {
        access: EndpointAccess,
    },
    /// Puts a tag in the place of one of an entity, or of the design, or removes it.
    SetTag {
        at: Option<EntityRef>,
        key: String,
        by: Option<(String, String)>,
    },
    Rename {
        entity: EntityRef,
        name: String,
    },
    /// Takes a suppression of a rule's findings back.
    Unsuppress {
        rule: String,
        at: Option<EntityRef>,
    },
    /// Removes entities with what depends on them.
    Remove {
        entities: Vec<EntityRef>,
    },
}
