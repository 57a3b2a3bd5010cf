//! Endpoint services: what a VPC offers to the endpoints of others.

use super::{EditError, atomically, endpoint, get, name, workload};
use crate::{
    catalog::Catalog,
    model::{
        Design, EndpointService, Id, NetworkLoadBalancer, ServiceLoadBalancer, ServiceRef, Tags, Vpc,
        Workload,
    },
    net,
};

/// Offers some workloads of a VPC as an endpoint service, behind an internal Network Load Balancer in every zone that
/// listens on port 443; draws the service beside the VPCs, for consumers to connect to. Requests wait for acceptance.
///
/// # Errors
/// The VPC is gone, or has no subnet.
/// Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html>
pub fn add_endpoint_service(
    design: &mut Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    targets: &[Id<Workload>],
) -> Result<Id<EndpointService>, EditError> {
    let home = get(&design.vpcs, vpc)?;
    let region = home.region.clone();
    let subnets = endpoint::subnet_per_zone(design, vpc, |_| true);
    if subnets.is_empty() {
        return Err(EditError(format!(
            "A load balancer needs a subnet, and VPC {} has none; add one first",
            home.name
        )));
    }
    atomically(design, |design| {
        let first = targets.first().map(|target| design.label((*target).into()));
        let stem = first.map_or_else(|| "service".to_owned(), |target| format!("{target}-service"));
        let taken: Vec<&str> = design.endpoint_services.values().map(|s| s.name.as_str()).collect();
        let name = name::unique(&stem, taken.into_iter());
        let balancer = NetworkLoadBalancer { subnets, port: 443, targets: targets.to_vec() };
        let id = design.allocate();
        let service = EndpointService {
            vpc,
            name,
            load_balancer: ServiceLoadBalancer::Network(balancer),
            acceptance_required: true,
            allowed_principals: Vec::new(),
            private_dns_name: None,
            supported_regions: Vec::new(),
            supported_ip_address_types: Vec::new(),
            tags: Tags::new(),
        };
        design.endpoint_services.insert(id, service);
        workload::add_service(design, catalog, ServiceRef::OwnEndpointService(id), &region)?;
        Ok(id)
    })
}

/// Whether these can stand in front of an endpoint service: ARNs of load balancers of one kind.
///
/// # Errors
/// One is no such ARN, or they are of two kinds; the message names it.
pub fn check_load_balancers(arns: &[String]) -> Result<(), EditError> {
    let mut kinds = Vec::new();
    for arn in arns {
        let kind = arn
            .split_once(":loadbalancer/")
            .filter(|(start, _)| start.starts_with("arn:aws") && start.contains(":elasticloadbalancing:"))
            .and_then(|(_, rest)| rest.split('/').next());
        match kind {
            Some(kind @ ("net" | "gwy")) => kinds.push(kind),
            Some(_) | None => {
                return Err(EditError(format!(
                    "“{}” is not the ARN of a Network or Gateway Load Balancer; it looks like \
                     arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/net/name/0123456789abcdef",
                    arn.chars().take(120).collect::<String>()
                )));
            }
        }
    }
    if kinds.windows(2).any(|two| two[0] != two[1]) {
        return Err(EditError(
            "An endpoint service has Network Load Balancers or Gateway Load Balancers, not both".to_owned(),
        ));
    }
    Ok(())
}

/// Whether these can be allowed to ask for an endpoint: `*`, or ARNs of accounts, users and roles.
///
/// # Errors
/// One is no such ARN; the message names it.
/// Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html>
pub fn check_principals(principals: &[String]) -> Result<(), EditError> {
    let known = |principal: &String| {
        principal == "*"
            || principal.strip_prefix("arn:aws").and_then(|rest| rest.split_once(":iam::")).is_some_and(
                |(_, rest)| {
                    rest.split_once(':').is_some_and(|(account, who)| {
                        account.len() == 12
                            && account.bytes().all(|b| b.is_ascii_digit())
                            && (who == "root" || who.starts_with("user/") || who.starts_with("role/"))
                    })
                },
            )
    };
    match principals.iter().find(|principal| !known(principal)) {
        None => Ok(()),
        Some(wrong) => Err(EditError(format!(
            "“{}” is no principal; write arn:aws:iam::111122223333:root for an account, or * for everybody",
            wrong.chars().take(120).collect::<String>()
        ))),
    }
}

/// Whether it can be the private DNS name of an endpoint service.
///
/// # Errors
/// It is no domain name.
pub fn check_private_dns_name(name: &str) -> Result<(), EditError> {
    let host = name.strip_prefix("*.").unwrap_or(name);
    if net::is_domain_name(host) && host.contains('.') {
        return Ok(());
    }
    let shown: String = name.chars().take(80).collect();
    Err(EditError(format!("“{shown}” is not a domain name; it looks like api.example.com")))
}
