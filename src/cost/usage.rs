//! What is used of what AWS charges for.

use std::collections::BTreeMap;

use super::traffic;
use crate::{
    catalog::{self, Charge},
    graph::{Resource, ResourceGraph},
    model::{Connection, Design, EntityRef, Id, RegionCode, Service, Workload},
    reach::{Call, Verifier, Way},
};

/// The hours that AWS's calculator counts as a month.
pub const HOURS_A_MONTH: u64 = 730;

/// The VPC associations of Route 53 Profiles that one price covers.
/// Source: <https://aws.amazon.com/route53/pricing/>
const PROFILE_ASSOCIATIONS: u64 = 100;

/// All that a design uses, without prices and with the traffic that the design gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// What is there whether it is used or not.
    pub standing: Vec<Standing>,
    /// What goes through it.
    pub flows: Vec<Flow>,
}

/// Something charged by time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The object that it is charged for.
    pub at: EntityRef,
    pub region: RegionCode,
    pub charge: Charge,
    /// In the unit of the charge: hours or months, of all zones together.
    pub quantity: u64,
}

/// The traffic of a connection, or of an on-premises network to one service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// The connection, or the on-premises network.
    pub drawn: EntityRef,
    pub service: Id<Service>,
    /// None for a caller in no subnet that is deployed.
    pub way: Option<Way>,
    /// GB a month, both directions together.
    pub monthly_gb: u32,
    /// The design gives no figure.
    pub assumed: bool,
    /// What it passes that is charged by the GB; empty if it does not arrive.
    pub legs: Vec<Leg>,
}

/// Something that traffic passes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leg {
    pub at: EntityRef,
    pub region: RegionCode,
    /// The first tier, where there are several.
    pub charge: Charge,
    /// The charged GB for each GB of the flow, as a fraction: `(2, 3)` where two of three GB are charged.
    pub share: (u32, u32),
}

impl Leg {
    /// The charged GB, rounded up to whole ones.
    pub fn quantity(&self, gb: u32) -> u64 {
        let (part, whole) = self.share;
        (u64::from(gb) * u64::from(part)).div_ceil(u64::from(whole.max(1)))
    }
}

impl Usage {
    /// Adds up what the graph makes and what the drawn connections pass.
    pub fn of(design: &Design, graph: &ResourceGraph, verifier: &Verifier<'_>) -> Self {
        let mut usage = Self { standing: standing(graph), flows: Vec::new() };
        usage.standing.extend(unknown_here(design));
        for id in design.workloads.ids() {
            if verifier.has_public_address(id) {
                usage.standing.extend(address(design, id));
            }
        }
        for Call { drawn, source, service, path } in verifier.calls() {
            let given = match drawn {
                EntityRef::Connection(id) => design.connections.get(id).and_then(|c| c.monthly_gb),
                EntityRef::OnPremisesNetwork(id) => {
                    design.on_premises_networks.get(id).and_then(|n| n.monthly_gb.get(&service).copied())
                }
                _ => None,
            };
            let legs = path.as_ref().map(|path| traffic::legs(design, source, service, path));
            usage.flows.push(Flow {
                drawn,
                service,
                way: path.map(|path| path.way),
                monthly_gb: given.unwrap_or(Connection::USUAL_MONTHLY_GB),
                assumed: given.is_none(),
                legs: legs.unwrap_or_default(),
            });
        }
        usage
    }
}

/// Interface endpoints in Regions that the catalogue does not know: the graph has no service name for them and so leaves
/// them out, but they are not free.
fn unknown_here(design: &Design) -> impl Iterator<Item = Standing> {
    design.endpoints.iter().filter(|(_, endpoint)| !endpoint.kind.is_gateway()).filter_map(|(id, _)| {
        let region = design.region_of(id.into()).filter(|region| catalog::region(region).is_none())?;
        let (region, charge) = (region.to_owned(), Charge::InterfaceHour);
        Some(Standing { at: id.into(), region, charge, quantity: HOURS_A_MONTH })
    })
}

fn address(design: &Design, id: Id<Workload>) -> Option<Standing> {
    let region = design.region_of(id.into())?.to_owned();
    Some(Standing { at: id.into(), region, charge: Charge::Ipv4Hour, quantity: HOURS_A_MONTH })
}

fn standing(graph: &ResourceGraph) -> Vec<Standing> {
    let mut all = Vec::new();
    // One price for the first hundred associations of a Region, at the first Profile.
    let mut profiles: BTreeMap<&str, (EntityRef, u64)> = BTreeMap::new();
    for (_, node) in graph.iter() {
        let hourly = match &node.resource {
            Resource::GatewayEndpoint(_) => Some((Charge::GatewayHour, 1)),
            Resource::InterfaceEndpoint(endpoint) => Some((Charge::InterfaceHour, endpoint.subnets.len())),
            Resource::GatewayLoadBalancerEndpoint(_) => Some((Charge::GwlbHour, 1)),
            Resource::ResourceEndpoint(endpoint) | Resource::ServiceNetworkEndpoint(endpoint) => {
                Some((Charge::ResourceEndpointHour, endpoint.subnets.len()))
            }
            Resource::LoadBalancer(_) => Some((Charge::LoadBalancerHour, 1)),
            Resource::NatGateway(_) => Some((Charge::NatHour, 1)),
            Resource::ElasticIp(_) => Some((Charge::Ipv4Hour, 1)),
            Resource::TransitGatewayAttachment(_) => Some((Charge::TgwHour, 1)),
            Resource::ResolverEndpoint(endpoint) => Some((Charge::ResolverHour, endpoint.subnets.len())),
            Resource::VpnConnection(connection) => {
                // On a Transit Gateway the VPN is an attachment as well.
                if matches!(connection.gateway, crate::graph::VpnConnectionGateway::TransitGateway(_)) {
                    all.push(Standing {
                        at: node.origin,
                        region: node.region.clone(),
                        charge: Charge::TgwHour,
                        quantity: HOURS_A_MONTH,
                    });
                }
                Some((Charge::VpnHour, 1))
            }
            Resource::HostedZone(_) => {
                all.push(Standing {
                    at: node.origin,
                    region: node.region.clone(),
                    charge: Charge::ZoneMonth1,
                    quantity: 1,
                });
                None
            }
            Resource::ProfileAssociation(_) => {
                profiles.entry(&node.region).or_insert((node.origin, 0)).1 += 1;
                None
            }
            // AWS charges nothing for these.
            Resource::Vpc(_)
            | Resource::VpcCidrBlock(_)
            | Resource::EgressOnlyInternetGateway(_)
            | Resource::Ipv6Route(_)
            | Resource::InternetGateway(_)
            | Resource::VpnGateway(_)
            | Resource::Subnet(_)
            | Resource::RouteTable(_)
            | Resource::Route(_)
            | Resource::RouteTableAssociation(_)
            | Resource::NetworkAcl(_)
            | Resource::NetworkAclEntry(_)
            | Resource::NetworkAclAssociation(_)
            | Resource::SecurityGroup(_)
            | Resource::SecurityGroupRule(_)
            | Resource::PrefixList(_)
            | Resource::TransitGateway(_)
            | Resource::PeeringConnection(_)
            | Resource::PeeringAccepter(_)
            | Resource::CustomerGateway(_)
            | Resource::HostedZoneRecord(_)
            | Resource::Profile(_)
            | Resource::ProfileResourceAssociation(_)
            | Resource::TargetGroup(_)
            | Resource::Listener(_)
            | Resource::EndpointService(_) => None,
        };
        if let Some((charge, count)) = hourly {
            let quantity = HOURS_A_MONTH * count as u64;
            all.push(Standing { at: node.origin, region: node.region.clone(), charge, quantity });
        }
    }
    for (region, (at, count)) in profiles {
        let mut put = |charge, quantity| {
            all.push(Standing { at, region: region.to_owned(), charge, quantity: HOURS_A_MONTH * quantity });
        };
        put(Charge::ProfileHour, 1);
        if count > PROFILE_ASSOCIATIONS {
            put(Charge::ProfileAssociationHour, count - PROFILE_ASSOCIATIONS);
        }
    }
    all
}
