//! Gateway and interface side by side: what differs for the user, in words.

use super::endpoint;
use crate::{
    catalog::{self, Availability, Catalog, Charge, EndpointType, Price},
    model::{Design, Id, ServiceRef, Vpc},
};

/// The hours that AWS's calculator counts as a month.
const HOURS_A_MONTH: u64 = 730;

/// What one decides by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    Cost,
    Reach,
    Region,
    Policy,
    PrivateDns,
    Bandwidth,
}

impl Aspect {
    pub const ALL: [Self; 6] =
        [Self::Cost, Self::Reach, Self::Region, Self::Policy, Self::PrivateDns, Self::Bandwidth];

    /// The name on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Cost => "Cost",
            Self::Reach => "Reach",
            Self::Region => "Region",
            Self::Policy => "Policy",
            Self::PrivateDns => "Private DNS",
            Self::Bandwidth => "Bandwidth",
        }
    }

    /// The AWS page behind it, as a path: see [`catalog::page_url`].
    pub const fn page(self) -> &'static str {
        match self {
            Self::Cost | Self::Reach => "vpc/latest/privatelink/gateway-endpoints.html",
            Self::Region => "vpc/latest/privatelink/aws-services-privatelink-support.html",
            Self::Policy => "vpc/latest/privatelink/vpc-endpoints-access.html",
            Self::PrivateDns => "vpc/latest/privatelink/privatelink-access-aws-services.html",
            Self::Bandwidth => "vpc/latest/privatelink/vpc-limits-endpoints.html",
        }
    }
}

/// What a type of endpoint for a service means in a VPC, by every aspect; empty where the VPC is gone.
pub fn aspects(
    design: &Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    service: &ServiceRef,
    kind: EndpointType,
) -> Vec<(Aspect, String)> {
    let Some(region) = design.vpcs.get(vpc).map(|vpc| vpc.region.as_str()) else { return Vec::new() };
    let told = |aspect| match aspect {
        Aspect::Cost => cost(design, catalog, vpc, service, kind),
        Aspect::Reach => reach(design, vpc, kind),
        Aspect::Region => availability(catalog, service, region, kind),
        Aspect::Policy => policy(catalog, service, region, kind).to_owned(),
        Aspect::PrivateDns => private_dns(catalog, service, region, kind),
        Aspect::Bandwidth => match kind {
            EndpointType::Gateway => "No limit documented; packets up to 8,500 bytes".to_owned(),
            EndpointType::Interface
            | EndpointType::GatewayLoadBalancer
            | EndpointType::Resource
            | EndpointType::ServiceNetwork => {
                "10 Gbps in each zone, growing to 100 Gbps by itself; packets up to 8,500 bytes".to_owned()
            }
        },
    };
    Aspect::ALL.into_iter().map(|aspect| (aspect, told(aspect))).collect()
}

fn reach(design: &Design, vpc: Id<Vpc>, kind: EndpointType) -> String {
    let around = neighbours(design, vpc);
    match (kind, around.is_empty()) {
        (EndpointType::Gateway, true) => {
            "This VPC alone: neither peered VPCs nor transit gateways nor on-premises networks".to_owned()
        }
        (EndpointType::Gateway, false) => format!("This VPC alone, not {}", around.join(", ")),
        (EndpointType::GatewayLoadBalancer, _) => {
            "Whatever the route tables of this VPC lead there".to_owned()
        }
        (EndpointType::Interface | EndpointType::Resource | EndpointType::ServiceNetwork, true) => {
            "This VPC, and whoever has a route to it: peered VPCs, transit gateways, VPN, Direct Connect"
                .to_owned()
        }
        (EndpointType::Interface | EndpointType::Resource | EndpointType::ServiceNetwork, false) => {
            format!("This VPC, and by their routes {}", around.join(", "))
        }
    }
}

/// The names of the VPCs and on-premises networks that a VPC is connected with.
fn neighbours(design: &Design, vpc: Id<Vpc>) -> Vec<String> {
    let peers = design.peerings_of(vpc).filter_map(|(_, peering)| peering.other(vpc));
    let attached = design
        .attachments_of(vpc)
        .flat_map(|(_, own)| design.attachments_to(own.transit_gateway))
        .map(|(_, attachment)| attachment.vpc)
        .filter(|other| *other != vpc);
    let mut vpcs: Vec<Id<Vpc>> = peers.chain(attached).collect();
    vpcs.sort_unstable();
    vpcs.dedup();
    let named = vpcs.into_iter().filter_map(|id| Some(format!("VPC {}", design.vpcs.get(id)?.name)));
    named.chain(design.on_premises_of(vpc).map(|(_, network)| network.name.clone())).collect()
}

fn cost(
    design: &Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    service: &ServiceRef,
    kind: EndpointType,
) -> String {
    let prices = design.vpcs.get(vpc).and_then(|vpc| catalog::prices(&vpc.region));
    match kind {
        EndpointType::Gateway => "Free: no charge by the hour or for data".to_owned(),
        EndpointType::GatewayLoadBalancer | EndpointType::Resource | EndpointType::ServiceNetwork => {
            "By the hour for each Availability Zone, and for data".to_owned()
        }
        EndpointType::Interface => {
            let known = |charge| prices.and_then(|prices| prices.get(charge));
            let (Some(prices), Some(hour), Some(gb)) =
                (prices, known(Charge::InterfaceHour), known(Charge::InterfaceGb1))
            else {
                return "By the hour for each Availability Zone, and for data; no price is known for this Region"
                    .to_owned();
            };
            let currency = prices.currency;
            let each =
                format!("{hour} {currency} an hour for each Availability Zone and {gb} {currency} per GB");
            match monthly(design, catalog, vpc, service) {
                Some((month, _)) => format!("{each}; here {} a month before data", money(month, currency)),
                None => each,
            }
        }
    }
}

/// What an interface endpoint with the usual subnets costs a month, without data, and the currency; none where no price
/// is known.
pub(super) fn monthly(
    design: &Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    service: &ServiceRef,
) -> Option<(Price, &'static str)> {
    let prices = catalog::prices(&design.vpcs.get(vpc)?.region)?;
    let zones = u64::try_from(endpoint::endpoint_subnets(design, catalog, vpc, service).len()).ok()?;
    let nanos = prices.get(Charge::InterfaceHour)?.nanos.checked_mul(zones)?.checked_mul(HOURS_A_MONTH)?;
    (nanos > 0).then_some((Price { nanos }, prices.currency))
}

/// An amount to the cent: `16.06 USD`.
pub fn money(price: Price, currency: &str) -> String {
    let cents = price.nanos.saturating_add(5_000_000) / 10_000_000;
    format!("{}.{:02} {currency}", cents / 100, cents % 100)
}

fn availability(catalog: &Catalog, service: &ServiceRef, region: &str, kind: EndpointType) -> String {
    let Some(key) = service.aws_key() else {
        return "The provider says in which Regions and zones it is offered".to_owned();
    };
    let evidence = catalog.evidence(key, region, kind);
    let title = evidence.class.title();
    match evidence.class {
        Availability::Unknown => {
            format!("{title} in {region}: ask with aws ec2 describe-vpc-endpoint-services")
        }
        Availability::Listed
        | Availability::Documented
        | Availability::Inferred
        | Availability::Weak
        | Availability::Absent => format!("{title} in {region}: {} ({})", evidence.source, evidence.date),
    }
}

fn policy(catalog: &Catalog, service: &ServiceRef, region: &str, kind: EndpointType) -> &'static str {
    let support = service.aws_key().and_then(|key| catalog.policy_support(key, region, kind));
    match (support, kind) {
        (Some(true), EndpointType::Gateway) => "An endpoint policy is possible; its Principal must be *",
        (_, EndpointType::GatewayLoadBalancer) => "No endpoint policy",
        (Some(true), EndpointType::Interface | EndpointType::Resource | EndpointType::ServiceNetwork) => {
            "An endpoint policy is possible"
        }
        (Some(false), _) => "No endpoint policy: whoever reaches the endpoint may call all of the service",
        (None, _) => "Whether an endpoint policy is possible is not known",
    }
}

fn private_dns(catalog: &Catalog, service: &ServiceRef, region: &str, kind: EndpointType) -> String {
    let Some(key) = service.aws_key() else {
        return "As the provider has set it up; clients may need the endpoint's own name".to_owned();
    };
    match kind {
        EndpointType::Gateway | EndpointType::GatewayLoadBalancer => {
            "Not needed: public names stay, and routes carry the calls".to_owned()
        }
        EndpointType::Interface | EndpointType::Resource | EndpointType::ServiceNetwork => {
            if catalog.private_dns_support(key, region) == Some(false) {
                return "None: clients must be told the endpoint's own name".to_owned();
            }
            let names = catalog.private_dns_names(key, region).names;
            match names.as_slice() {
                [] => "The service's usual names lead to the endpoint".to_owned(),
                [one] => format!("{one} leads to the endpoint"),
                [first, rest @ ..] => format!("{first} and {} more lead to the endpoint", rest.len()),
            }
        }
    }
}
