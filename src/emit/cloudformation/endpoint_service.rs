//! What endpoints lead to: services by their names or ARNs, and the endpoint services of the same design with the load
//! balancers that are made for them.
//!
//! Source of types and properties:
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpointservice.html>,
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ElasticLoadBalancingV2.html>

use super::template::{Template, file_word};
use crate::{
    catalog,
    emit::print::tree::{Map, SubPart, Value},
    graph::{EndpointService, EndpointTarget, Listener, LoadBalancer, LoadBalancers, NodeRef, TargetGroup},
};

/// The properties of an endpoint that say what it leads to.
pub(super) fn target(template: &Template<'_>, properties: Map, target: &EndpointTarget) -> Map {
    let properties = match target {
        EndpointTarget::Service { service_name, .. } => {
            properties.with("ServiceName", template.service_name(service_name))
        }
        EndpointTarget::EndpointService { endpoint_service, .. } => {
            properties.with("ServiceName", own_name(template, *endpoint_service))
        }
        EndpointTarget::ResourceConfiguration(arn) => {
            properties.with("ResourceConfigurationArn", arn.as_str())
        }
        EndpointTarget::ServiceNetwork(arn) => properties.with("ServiceNetworkArn", arn.as_str()),
    };
    properties.with_some("ServiceRegion", target.service_region())
}

/// The name of an endpoint service from its id: no attribute has it.
pub(super) fn own_name(template: &Template<'_>, service: NodeRef) -> Value {
    let region = &template.graph.node(service).region;
    let suffix = catalog::region(region).map_or("amazonaws.com", catalog::Region::dns_suffix);
    // The domain's words backwards: com.amazonaws, cn.com.amazonaws.
    let domain: Vec<&str> = suffix.split('.').rev().collect();
    let mut parts = vec![SubPart::Text(format!("{}.vpce.", domain.join(".")))];
    if *region == template.region {
        parts.push(SubPart::Variable("AWS::Region".to_owned()));
    } else {
        parts.push(SubPart::Text(region.clone()));
    }
    parts.push(SubPart::Text(".".to_owned()));
    parts.push(SubPart::Variable(template.ids.of(service).to_owned()));
    Value::sub(parts)
}

pub(super) fn load_balancer(template: &Template<'_>, balancer: &LoadBalancer) -> Map {
    Map::new()
        .with("Type", "network")
        .with("Scheme", "internal")
        .with("Subnets", template.references(&balancer.subnets))
}

pub(super) fn target_group(template: &Template<'_>, group: &TargetGroup) -> Map {
    Map::new()
        .with("Port", u32::from(group.port))
        .with("Protocol", "TCP")
        .with("TargetType", "ip")
        .with("VpcId", template.reference(group.vpc))
}

pub(super) fn listener(template: &Template<'_>, listener: &Listener) -> Map {
    let action =
        Map::new().with("Type", "forward").with("TargetGroupArn", template.reference(listener.target_group));
    Map::new()
        .with("LoadBalancerArn", template.reference(listener.load_balancer))
        .with("Port", u32::from(listener.port))
        .with("Protocol", "TCP")
        .with("DefaultActions", Value::list([action]))
}

pub(super) fn service(template: &Template<'_>, service: &EndpointService) -> Map {
    let texts = |all: &[String]| Value::list(all.iter().map(String::as_str));
    let properties = Map::new().with("AcceptanceRequired", service.acceptance_required);
    let properties = match &service.load_balancers {
        LoadBalancers::Made(node) => {
            properties.with("NetworkLoadBalancerArns", Value::list([template.reference(*node)]))
        }
        LoadBalancers::Network(arns) => properties.with("NetworkLoadBalancerArns", texts(arns)),
        LoadBalancers::Gateway(arns) => properties.with("GatewayLoadBalancerArns", texts(arns)),
    };
    let regions = &service.supported_regions;
    let types = &service.supported_ip_address_types;
    properties.with_some("SupportedRegions", (!regions.is_empty()).then(|| texts(regions))).with_some(
        "SupportedIpAddressTypes",
        (!types.is_empty()).then(|| Value::list(types.iter().map(|kind| kind.api()))),
    )
}

pub(super) fn permissions(template: &Template<'_>, at: NodeRef, service: &EndpointService) -> Map {
    Map::new()
        .with("ServiceId", template.reference(at))
        .with("AllowedPrincipals", Value::list(service.allowed_principals.iter().map(String::as_str)))
}

/// What to do by hand, since no property of the service sets its private DNS name.
pub(super) fn private_dns(template: &Template<'_>, service: &EndpointService) -> Vec<String> {
    let Some(name) = &service.private_dns_name else { return Vec::new() };
    vec![
        "CloudFormation cannot set the private DNS name of an endpoint service. Once it is there:".to_owned(),
        format!(
            "  aws ec2 modify-vpc-endpoint-service-configuration --region {} --service-id SERVICE_ID \
             --private-dns-name {name}",
            file_word(template.region)
        ),
    ]
}
