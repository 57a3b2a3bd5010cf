//! Shapes: ways to give all workloads of a design the same connections, by endpoints of each VPC, by NAT gateways, or by
//! the endpoints of a central VPC.
//!
//! A conversion changes how the AWS services of a VPC's own Region are reached from it: those that its workloads call,
//! with their companions, and those that it has endpoints for. Everything else stays as it is, and so do the interface
//! endpoints of services that on-premises networks call. Whether all arrive afterwards is for the path verifier to say.

mod hub;
mod nat;

use std::collections::{BTreeMap, BTreeSet};

use super::{EditError, endpoint, remove};
use crate::{
    catalog::{self, Availability, Catalog, EndpointType},
    model::{Design, Endpoint, EndpointKind, EntityRef, HostedZone, Id, Profile, ServiceRef, Vpc, Workload},
};

/// How the VPCs of a design reach AWS services.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// Interface endpoints in every VPC; a gateway endpoint only where the service has no other.
    Interface,
    /// Gateway endpoints where the service has them, interface endpoints for the rest.
    GatewayAndInterface,
    /// No endpoints: everything through NAT gateways.
    Nat,
    /// Gateway endpoints where the service has them, NAT gateways for the rest.
    GatewayAndNat,
    /// Central interface endpoints behind a Transit Gateway, gateway endpoints in every VPC.
    HubTransitGateway,
    /// Central interface endpoints behind peering connections, gateway endpoints in every VPC.
    HubPeering,
}

impl Shape {
    pub const ALL: [Self; 6] = [
        Self::Interface,
        Self::GatewayAndInterface,
        Self::Nat,
        Self::GatewayAndNat,
        Self::HubTransitGateway,
        Self::HubPeering,
    ];

    /// For programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Interface => "interface",
            Self::GatewayAndInterface => "gateway-and-interface",
            Self::Nat => "nat",
            Self::GatewayAndNat => "gateway-and-nat",
            Self::HubTransitGateway => "hub-transit-gateway",
            Self::HubPeering => "hub-peering",
        }
    }

    /// The name on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Interface => "Interface endpoints in every VPC",
            Self::GatewayAndInterface => "Gateway and interface endpoints",
            Self::Nat => "NAT gateways only",
            Self::GatewayAndNat => "Gateway endpoints and NAT",
            Self::HubTransitGateway => "Hub VPC, Transit Gateway",
            Self::HubPeering => "Hub VPC, peering",
        }
    }

    /// What speaks for it besides money.
    pub const fn gains(self) -> &'static str {
        match self {
            Self::Interface => {
                "Private for every service; peered VPCs, Transit Gateways and on-premises networks can use the endpoints; a policy and security groups for each"
            }
            Self::GatewayAndInterface => {
                "Private for every service; S3 and DynamoDB without data charge or bandwidth limit; a policy for each endpoint"
            }
            Self::Nat => "Reaches everything on the internet; nothing to add for a new service",
            Self::GatewayAndNat => {
                "Reaches everything on the internet; S3 and DynamoDB stay private and free of data charges"
            }
            Self::HubTransitGateway => {
                "Each interface endpoint once for all VPCs; one place for policies; new VPCs join by an attachment"
            }
            Self::HubPeering => {
                "Each interface endpoint once for all VPCs; no hourly charge for the connection; one place for policies"
            }
        }
    }

    /// What speaks against it besides money.
    pub const fn losses(self) -> &'static str {
        match self {
            Self::Interface => {
                "S3 and DynamoDB are charged by the GB; DynamoDB has no private DNS, so clients need the endpoint's own name; addresses in every subnet"
            }
            Self::GatewayAndInterface => {
                "Gateway endpoints serve their own VPC only; many endpoints where there are many VPCs"
            }
            Self::Nat => {
                "Not private: calls leave by public addresses; no endpoint policies; whatever runs there can reach the internet"
            }
            Self::GatewayAndNat => {
                "Not private but for S3 and DynamoDB; whatever runs there can reach the internet"
            }
            Self::HubTransitGateway => {
                "One failure or policy mistake touches all VPCs; private hosted zones or a Profile to look after; no security groups across the Transit Gateway unless that is switched on"
            }
            Self::HubPeering => {
                "One failure or policy mistake touches all VPCs; private hosted zones or a Profile to look after; at most 125 peering connections of the hub"
            }
        }
    }

    const fn is_hub(self) -> bool {
        match self {
            Self::HubTransitGateway | Self::HubPeering => true,
            Self::Interface | Self::GatewayAndInterface | Self::Nat | Self::GatewayAndNat => false,
        }
    }
}

/// How the other VPCs learn the names of a hub's endpoints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum HubNames {
    /// By private hosted zones with aliases, associated with each VPC.
    #[default]
    HostedZones,
    /// By a Route 53 Profile that the endpoints are associated with.
    Profile,
}

impl HubNames {
    pub const ALL: [Self; 2] = [Self::HostedZones, Self::Profile];

    /// For programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::HostedZones => "hosted-zones",
            Self::Profile => "profile",
        }
    }

    /// The name on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::HostedZones => "Private hosted zones",
            Self::Profile => "Route 53 Profile",
        }
    }
}

/// What a conversion is free to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Terms {
    /// Else NAT gateways go where the shape needs none; what else used them for the internet is then cut off.
    pub keep_nat: bool,
    pub hub_names: HubNames,
}

impl Terms {
    /// With private hosted zones for a hub.
    pub const fn new(keep_nat: bool) -> Self {
        Self { keep_nat, hub_names: HubNames::HostedZones }
    }
}

/// How one VPC is to reach one service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plan {
    Endpoint(EndpointType),
    Nat,
    Hub,
}

/// The services that each VPC needs, and how it is to reach them.
type Plans = BTreeMap<Id<Vpc>, BTreeMap<ServiceRef, Plan>>;

/// The design in another shape.
///
/// # Errors
/// The shape cannot be made: a VPC has no room for the subnets that it needs, blocks overlap that a hub would join, or a
/// service is not offered. The message says which and what to do.
pub fn convert(design: &Design, catalog: &Catalog, shape: Shape, terms: Terms) -> Result<Design, EditError> {
    let mut next = design.clone();
    let plans = plans(design, catalog, shape);
    let hub = hub::existing(design);
    take_away(&mut next, &plans, shape.is_hub().then_some(&hub))?;
    for (vpc, services) in &plans {
        for (service, plan) in services {
            if let Plan::Endpoint(kind) = plan {
                put_endpoint(&mut next, catalog, *vpc, service, *kind)?;
            }
        }
    }
    if shape.is_hub() {
        hub::make(&mut next, catalog, (shape, terms.hub_names), &plans, &hub)?;
    }
    for (vpc, services) in &plans {
        if services.values().any(|plan| *plan == Plan::Nat) {
            nat::make(&mut next, *vpc, services)?;
        } else if !terms.keep_nat {
            nat::take_away(&mut next, *vpc)?;
        }
    }
    let workloads: Vec<Id<Workload>> = next.workloads.ids().collect();
    for workload in workloads {
        endpoint::reach(&mut next, catalog, workload);
    }
    hub::clean_up(&mut next, design)?;
    remove_idle_profiles(&mut next, design)?;
    remove_idle_groups(&mut next, design)?;
    Ok(next)
}

fn plans(design: &Design, catalog: &Catalog, shape: Shape) -> Plans {
    let mut plans = Plans::new();
    let mut need = |vpc: Id<Vpc>, service: &ServiceRef| {
        let by_nat = matches!(shape, Shape::Nat | Shape::GatewayAndNat);
        let barred = by_nat && nat::is_barred(design, vpc, service);
        let shape = if barred { Shape::GatewayAndInterface } else { shape };
        let Some(region) = design.vpcs.get(vpc).map(|vpc| vpc.region.as_str()) else { return };
        if let Some(plan) = plan(catalog, service, region, shape) {
            plans.entry(vpc).or_default().insert(service.clone(), plan);
        }
    };
    for connection in design.connections.values() {
        let Some(vpc) = design.vpc_of_workload(connection.workload) else { continue };
        let (Some(workload), Some(service)) =
            (design.workloads.get(connection.workload), design.services.get(connection.service))
        else {
            continue;
        };
        if design.region_of(vpc.into()) != Some(service.region.as_str()) {
            continue;
        }
        need(vpc, &service.target);
        for companion in endpoint::companions(workload, &service.target) {
            let companion = ServiceRef::Aws(companion.key.to_owned());
            let present = design.endpoints_for(vpc, &companion).next().is_some()
                || design.endpoints_shared_with(vpc, &companion).next().is_some();
            // One that the design does without is not added for a comparison.
            if present {
                need(vpc, &companion);
            }
        }
    }
    for (id, endpoint) in design.endpoints.iter() {
        if !is_shared(design, id) && endpoint.kind.service_region().is_none() {
            need(endpoint.vpc, &endpoint.service);
        }
    }
    plans
}

/// None for what no conversion touches: services of others, and those that the Region has in no way.
fn plan(catalog: &Catalog, service: &ServiceRef, region: &str, shape: Shape) -> Option<Plan> {
    let key = service.aws_key()?;
    let offered = |kind| {
        catalog.types(key).any(|offered| offered == kind)
            && catalog.evidence(key, region, kind).class != Availability::Absent
    };
    let (gateway, interface) = (offered(EndpointType::Gateway), offered(EndpointType::Interface));
    let gateway_first = if gateway && is_known(catalog, key, region) {
        Some(Plan::Endpoint(EndpointType::Gateway))
    } else if interface {
        Some(Plan::Endpoint(EndpointType::Interface))
    } else if gateway {
        Some(Plan::Endpoint(EndpointType::Gateway))
    } else {
        None
    };
    let is_gateway = gateway_first == Some(Plan::Endpoint(EndpointType::Gateway));
    let public = catalog::service(key).is_some_and(|service| service.public_hosts(region).regional.is_some());
    match shape {
        Shape::Interface if interface => Some(Plan::Endpoint(EndpointType::Interface)),
        Shape::Nat if public => Some(Plan::Nat),
        Shape::GatewayAndNat if public && !is_gateway => Some(Plan::Nat),
        Shape::HubTransitGateway | Shape::HubPeering
            if interface && !is_gateway && !catalog.private_dns_names(key, region).names.is_empty() =>
        {
            Some(Plan::Hub)
        }
        Shape::Interface
        | Shape::GatewayAndInterface
        | Shape::Nat
        | Shape::GatewayAndNat
        | Shape::HubTransitGateway
        | Shape::HubPeering => gateway_first,
    }
}

fn is_known(catalog: &Catalog, key: &str, region: &str) -> bool {
    catalog.evidence(key, region, EndpointType::Gateway).class.is_offered()
}

/// A hosted zone or a Profile answers with it in another VPC.
fn is_shared(design: &Design, endpoint: Id<Endpoint>) -> bool {
    !design.vpcs_answered_with(endpoint).is_empty()
}

/// On-premises networks call its service, so it stays.
fn is_called_from_outside(design: &Design, endpoint: &Endpoint) -> bool {
    !endpoint.kind.is_gateway()
        && design.on_premises_networks.values().flat_map(|network| &network.calls).any(|service| {
            design.services.get(*service).is_some_and(|service| service.target == endpoint.service)
        })
}

/// Removes the endpoints that the shape has no use for, and the hosted zones that answered for them alone: an empty
/// private zone would hide the public names.
fn take_away(design: &mut Design, plans: &Plans, hubs: Option<&hub::Hubs>) -> Result<(), EditError> {
    let unwanted = |(id, endpoint): &(Id<Endpoint>, &Endpoint)| {
        let own = endpoint.service.aws_key().is_some() && endpoint.kind.service_region().is_none();
        if !own || is_called_from_outside(design, endpoint) {
            return false;
        }
        if is_shared(design, *id) {
            // Of a hub that stays, what the others still use.
            let used = plans.iter().any(|(vpc, services)| {
                design.endpoints_shared_with(*vpc, &endpoint.service).any(|(shared, _)| shared == *id)
                    && services.get(&endpoint.service) == Some(&Plan::Hub)
            });
            return !(used && hubs.is_some_and(|hubs| hubs.values().any(|hub| *hub == endpoint.vpc)));
        }
        match plans.get(&endpoint.vpc).and_then(|services| services.get(&endpoint.service)) {
            // Turned into the other type where it stands, see `put_endpoint`.
            Some(Plan::Endpoint(kind)) => {
                *kind != endpoint.kind.endpoint_type()
                    && design.endpoints_for(endpoint.vpc, &endpoint.service).count() > 1
            }
            Some(Plan::Nat | Plan::Hub) => true,
            None => false,
        }
    };
    let gone: Vec<EntityRef> =
        design.endpoints.iter().filter(unwanted).map(|(id, _)| EntityRef::from(id)).collect();
    let before = design.clone();
    remove(design, &gone)?;
    let emptied = |(id, zone): &(Id<HostedZone>, &HostedZone)| {
        zone.records.is_empty() && before.hosted_zones.get(*id).is_some_and(|zone| !zone.records.is_empty())
    };
    let zones: Vec<EntityRef> =
        design.hosted_zones.iter().filter(emptied).map(|(id, _)| EntityRef::from(id)).collect();
    remove(design, &zones)
}

/// Removes the Profiles that have lost all that they answered from.
fn remove_idle_profiles(design: &mut Design, before: &Design) -> Result<(), EditError> {
    let empty = |profile: &Profile| profile.endpoints.is_empty() && profile.hosted_zones.is_empty();
    let idle: Vec<EntityRef> = design
        .profiles
        .iter()
        .filter(|(id, profile)| empty(profile) && before.profiles.get(*id).is_some_and(|p| !empty(p)))
        .map(|(id, _)| id.into())
        .collect();
    remove(design, &idle)
}

/// Removes the groups that only endpoints had which are gone, with the rules that name them.
fn remove_idle_groups(design: &mut Design, before: &Design) -> Result<(), EditError> {
    let of_endpoints = |design: &Design| -> BTreeSet<EntityRef> {
        let all = design.endpoints.ids().flat_map(|id| design.references(id.into()));
        all.filter(|entity| matches!(entity, EntityRef::SecurityGroup(_))).collect()
    };
    let others: BTreeSet<EntityRef> = design
        .workloads
        .ids()
        .map(EntityRef::from)
        .chain(design.resolver_endpoints.ids().map(EntityRef::from))
        .flat_map(|entity| design.references(entity))
        .collect();
    let used = of_endpoints(design);
    let idle: Vec<EntityRef> = of_endpoints(before)
        .into_iter()
        .filter(|group| !used.contains(group) && !others.contains(group))
        .collect();
    remove(design, &idle)
}

/// Sees to it that a VPC has an endpoint of a type for a service; one of the other type is changed, with its name, policy
/// and tags.
fn put_endpoint(
    design: &mut Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    service: &ServiceRef,
    kind: EndpointType,
) -> Result<(), EditError> {
    let present: Vec<(Id<Endpoint>, EndpointType)> =
        design.endpoints_for(vpc, service).map(|(id, e)| (id, e.kind.endpoint_type())).collect();
    let same = present.iter().find(|(_, present)| *present == kind).map(|(id, _)| *id);
    let outside = |id: &Id<Endpoint>| {
        design.endpoints.get(*id).is_some_and(|endpoint| is_called_from_outside(design, endpoint))
    };
    let other = present.iter().map(|(id, _)| *id).find(|id| !outside(id));
    match (same, other) {
        (Some(id), _) => answer_everybody(design, id, present.len() == 1),
        (None, Some(id)) => endpoint::set_endpoint_type(design, catalog, id, kind)?,
        (None, None) => {
            endpoint::add_endpoint_of_type(design, catalog, vpc, service.clone(), kind)?;
        }
    }
    Ok(())
}

/// The answers of an interface endpoint for clients behind a Resolver endpoint only need a gateway endpoint beside it.
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html>
fn answer_everybody(design: &mut Design, endpoint: Id<Endpoint>, alone: bool) {
    if let Some(Endpoint { kind: EndpointKind::Interface(interface), .. }) =
        design.endpoints.get_mut(endpoint)
        && alone
    {
        interface.private_dns_scope = None;
    }
}

/// The letters of the Availability Zones in which VPCs have workloads.
fn zones_of(design: &Design, vpcs: impl Iterator<Item = Id<Vpc>>) -> BTreeSet<String> {
    vpcs.flat_map(|vpc| {
        let workloads = design.workloads_of(vpc).filter_map(|(_, w)| design.subnets.get(w.subnet));
        workloads.filter_map(|subnet| design.zones.get(subnet.zone)).map(|z| z.suffix.as_str().to_owned())
    })
    .collect()
}
