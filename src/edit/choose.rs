//! Gateway or interface: the choice, and its reasons in words.

use crate::{
    catalog::{self, Availability, Catalog, EndpointType, Evidence},
    model::{Design, EndpointServiceName, Id, ServiceRef, Vpc},
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
    match service {
        ServiceRef::Aws(key) => choose_aws(catalog, key, &vpc.region),
        ServiceRef::EndpointService(name) => choose_third_party(name, &vpc.region),
    }
}

fn choose_third_party(name: &str, region: &str) -> Choice {
    match EndpointServiceName::parse(name) {
        Err(error) => Choice::none(error.to_string()),
        Ok(parsed) if parsed.region != region => Choice::none(format!(
            "{} is an endpoint service of {}; this VPC is in {region}. Ask the provider for its name in {region}",
            parsed.service_id, parsed.region
        )),
        Ok(_) => {
            let reasons = vec![
                "Interface: an endpoint service of another account is reached through PrivateLink only"
                    .to_owned(),
                "The provider may have to accept the connection before it works".to_owned(),
            ];
            let kind = EndpointType::Interface;
            let way = Way { kind, availability: Availability::Unknown, reasons: reasons.clone() };
            Choice { kind: Some(kind), reasons, ways: vec![way] }
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
