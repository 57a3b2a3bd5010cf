//! Gateway or interface: the choice, and its reasons in words.

use crate::{
    catalog::{self, Availability, Catalog, EndpointType, Evidence},
    model::{Design, EndpointServiceName, Id, LatticeArn, ServiceRef, Vpc},
};

/// How a VPC can reach a service privately.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The type to use; none where no endpoint of this VPC leads to the service.
    pub kind: Option<EndpointType>,
    /// Why, a sentence each, the weightiest first.
    pub reasons: Vec<String>,
    /// Every type the service may have here, the chosen one first.
    pub ways: Vec<Way>,
}

/// One type of endpoint, and what speaks for and against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    pub kind: EndpointType,
    pub availability: Availability,
    pub reasons: Vec<String>,
}

impl Choice {
    fn none(reason: String) -> Self {
        Self { kind: None, reasons: vec![reason], ways: Vec::new() }
    }
}

/// The endpoint that suits a service in a VPC: **gateway** where the service has one in the VPC's Region, since it is
/// free and needs no network interface; else **interface**.
///
/// Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>
pub fn choose(design: &Design, catalog: &Catalog, vpc: Id<Vpc>, service: &ServiceRef) -> Choice {
    let Some(vpc) = design.vpcs.get(vpc) else {
        return Choice::none("The VPC is no longer in the design".to_owned());
    };
    let region = &vpc.region;
    match service {
        ServiceRef::Aws(key) => choose_aws(catalog, key, region),
        ServiceRef::EndpointService(name) => match EndpointServiceName::parse(name) {
            Err(error) => Choice::none(error.to_string()),
            Ok(parsed) if parsed.region != region => {
                across("The endpoint service", parsed.region, region, Availability::Unknown)
            }
            Ok(_) => choose_third_party(),
        },
        ServiceRef::OwnEndpointService(id) => choose_own(design, *id, region),
        ServiceRef::ResourceConfiguration(arn) => {
            let parsed = LatticeArn::resource_configuration(arn).map_err(|error| error.to_string());
            choose_lattice(parsed, EndpointType::Resource, region)
        }
        ServiceRef::ServiceNetwork(arn) => {
            let parsed = LatticeArn::service_network(arn).map_err(|error| error.to_string());
            choose_lattice(parsed, EndpointType::ServiceNetwork, region)
        }
    }
}

/// The endpoint that suits a service of a Region: [`choose`] in the VPC's own; in another, an interface endpoint where
/// the service is open to other Regions.
///
/// Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-cross-region-privatelink-support.html>
pub fn choose_in(
    design: &Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    service: &ServiceRef,
    region: &str,
) -> Choice {
    let own = design.vpcs.get(vpc).map(|vpc| vpc.region.as_str());
    match (service, own) {
        (ServiceRef::Aws(key), Some(own)) if own != region => choose_cross_region(catalog, key, own, region),
        _ => choose(design, catalog, vpc, service),
    }
}

fn choose_cross_region(catalog: &Catalog, key: &str, own: &str, region: &str) -> Choice {
    let title = catalog.title(key);
    if !catalog::service(key).is_some_and(catalog::Service::cross_region) {
        return Choice::none(format!(
            "AWS does not offer {title} to endpoints of other Regions: it is in {region} and the VPC in {own}"
        ));
    }
    let partition = |code| catalog::region(code).map(|region| region.partition);
    if partition(own).is_none() || partition(own) != partition(region) {
        return Choice::none(format!(
            "An endpoint reaches other Regions of its own partition only: {region} is not one of {own}'s"
        ));
    }
    let evidence = catalog.evidence(key, region, EndpointType::Interface);
    if evidence.class == Availability::Absent {
        return Choice::none(format!("{} that {title} has no VPC endpoint in {region}", who(&evidence)));
    }
    across(title, region, own, evidence.class)
}

/// An interface endpoint for a service of another Region.
fn across(title: &str, region: &str, own: &str, availability: Availability) -> Choice {
    let reasons = vec![
        format!("Interface: {title} is in {region} and the VPC in {own}, so it is a cross-Region endpoint"),
        "It is charged per Availability Zone and hour, per GB, and per GB between the two Regions".to_owned(),
        format!("It works where {own} is among the Regions that the service supports"),
    ];
    single(EndpointType::Interface, availability, reasons)
}

fn single(kind: EndpointType, availability: Availability, reasons: Vec<String>) -> Choice {
    Choice { kind: Some(kind), reasons: reasons.clone(), ways: vec![Way { kind, availability, reasons }] }
}

fn choose_third_party() -> Choice {
    let reasons = vec![
        "Interface: an endpoint service of another account is reached through PrivateLink only".to_owned(),
        "The provider may have to accept the connection before it works".to_owned(),
    ];
    let mut choice = single(EndpointType::Interface, Availability::Unknown, reasons);
    choice.ways.push(Way {
        kind: EndpointType::GatewayLoadBalancer,
        availability: Availability::Unknown,
        reasons: vec![
            "Gateway Load Balancer: for a provider of firewalls and other appliances; routes lead through it"
                .to_owned(),
        ],
    });
    choice
}

fn choose_own(design: &Design, id: Id<crate::model::EndpointService>, region: &str) -> Choice {
    let Some(service) = design.endpoint_services.get(id) else {
        return Choice::none("The endpoint service is no longer in the design".to_owned());
    };
    let home = design.vpcs.get(service.vpc).map_or("", |vpc| vpc.region.as_str());
    if home != region {
        if service.supported_regions.iter().any(|supported| supported == region) {
            return across(&service.name, home, region, Availability::Documented);
        }
        return Choice::none(format!(
            "Endpoint service {} is in {home} and supports no endpoints of {region}; add {region} to its supported Regions",
            service.name
        ));
    }
    let (kind, reason) = if service.is_for_appliances() {
        (EndpointType::GatewayLoadBalancer, "Gateway Load Balancer: the service has appliances behind one")
    } else {
        (EndpointType::Interface, "Interface: the service has a Network Load Balancer")
    };
    single(kind, Availability::Documented, vec![reason.to_owned()])
}

fn choose_lattice(arn: Result<LatticeArn<'_>, String>, kind: EndpointType, region: &str) -> Choice {
    match arn {
        Err(error) => Choice::none(error),
        Ok(arn) if arn.region != region => Choice::none(format!(
            "{} is in {}, and the VPC in {region}: VPC Lattice shares within a Region only",
            arn.id, arn.region
        )),
        Ok(_) => {
            let reason = match kind {
                EndpointType::Resource => "Resource: private addresses for the one resource that is shared",
                EndpointType::ServiceNetwork
                | EndpointType::Gateway
                | EndpointType::Interface
                | EndpointType::GatewayLoadBalancer => {
                    "Service network: private addresses for all services and resources of the network"
                }
            };
            single(kind, Availability::Unknown, vec![reason.to_owned()])
        }
    }
}

fn choose_aws(catalog: &Catalog, key: &str, region_code: &str) -> Choice {
    if catalog.entry(key).is_none() {
        return Choice::none(format!("The catalogue has no service “{key}”"));
    }
    if catalog::region(region_code).is_none() {
        return Choice::none(format!(
            "The catalogue has no Region “{region_code}”, so it cannot tell the service's name there"
        ));
    }
    let ways: Vec<Way> = catalog
        .types(key)
        .map(|kind| {
            let evidence = catalog.evidence(key, region_code, kind);
            let reasons = reasons(catalog, key, kind, &evidence, region_code);
            Way { kind, availability: evidence.class, reasons }
        })
        .collect();
    let usable = |way: &&Way| way.availability.is_offered();
    // A service that the catalogue does not know in the Region may have come since: interface is then offered, with
    // the doubt as its reason. A documented "no" is a no.
    let doubtful = |way: &&Way| way.availability != Availability::Absent;
    let chosen = ways.iter().find(usable).or_else(|| ways.iter().rev().find(doubtful)).map(|way| way.kind);
    let Some(kind) = chosen else {
        return Choice {
            ways,
            ..Choice::none(format!(
                "{} that {} has no VPC endpoint in {region_code}",
                who(&catalog.evidence(key, region_code, EndpointType::Interface)),
                catalog.title(key)
            ))
        };
    };
    let (mut chosen, others): (Vec<Way>, Vec<Way>) = ways.into_iter().partition(|way| way.kind == kind);
    let reasons = chosen.first().map(|way| way.reasons.clone()).unwrap_or_default();
    chosen.extend(others);
    Choice { kind: Some(kind), reasons, ways: chosen }
}

/// Who denies that a service is offered.
fn who(evidence: &Evidence<'_>) -> &'static str {
    if evidence.is_yours() { "Your own list says" } else { "AWS documents" }
}

fn reasons(
    catalog: &Catalog,
    key: &str,
    kind: EndpointType,
    evidence: &Evidence<'_>,
    region: &str,
) -> Vec<String> {
    let title = catalog.title(key);
    let both = catalog.types(key).count() > 1;
    let mut reasons = Vec::new();
    match kind {
        EndpointType::Gateway => {
            reasons.push(format!("Gateway: {title} offers it, without hourly or data charge"));
            reasons.push("It is a target of this VPC's route tables: no network interface, security group or private DNS needed".to_owned());
            reasons.push(
                "It serves this VPC only: not peered VPCs, transit gateways or on-premises networks"
                    .to_owned(),
            );
        }
        EndpointType::Interface if both => {
            reasons.push(
                "Interface: reachable from peered VPCs, transit gateways and on-premises networks too"
                    .to_owned(),
            );
            reasons.push(
                "It is charged per Availability Zone and hour and per GB; the gateway type is free"
                    .to_owned(),
            );
        }
        EndpointType::Interface => {
            reasons.push(format!("Interface: the only type of endpoint that {title} offers"));
            reasons.push("It is charged per Availability Zone and hour and per GB".to_owned());
        }
        // Not of AWS's own services.
        EndpointType::GatewayLoadBalancer | EndpointType::Resource | EndpointType::ServiceNetwork => {}
    }
    match evidence.class {
        Availability::Listed | Availability::Documented => {}
        Availability::Inferred => {
            reasons
                .push(format!("Inferred for {region}: the API is offered there and has endpoints elsewhere"));
        }
        Availability::Weak => {
            reasons.push(format!("Weak evidence for {region}: check with aws ec2 describe-vpc-endpoint-services before you rely on it"));
        }
        Availability::Absent => {
            reasons.push(format!("{} that it is not offered in {region}", who(evidence)));
        }
        Availability::Unknown => {
            reasons.push(format!(
                "Not known to exist in {region}: check with aws ec2 describe-vpc-endpoint-services"
            ));
        }
    }
    reasons
}
