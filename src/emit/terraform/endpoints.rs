//! `endpoints.tf`: VPC endpoints.

use super::{
    super::print::hcl::{Block, Body, Element, Expr, Pair, Part},
    rows::{ForEach, Row},
    scope::Scope,
};
use crate::graph::{
    DnsOptions, EndpointTarget, Kind, PolicyDocument, PolicyTextPart, Resource, ResourceGraph,
};

const DNS_RECORD_IP_TYPE: &str = "dns_record_ip_type";
const PRIVATE_DNS_SCOPE: &str = "private_dns_only_for_inbound_resolver_endpoint";

/// The look-up of the partition, for the ARNs of policies.
pub(super) fn look_ups(graph: &ResourceGraph) -> Body {
    let mut body = Body::default();
    let mut policies = graph.nodes.iter().filter_map(|node| Some((node, node.resource.policy()?)));
    if policies.any(|(node, policy)| policy.names_partition(graph.partition(node))) {
        body.block(Block::new("data", &["aws_partition", "current"]));
    }
    body
}

/// The blocks of one VPC.
pub(super) fn blocks(scope: &Scope<'_>) -> Vec<Block> {
    let interfaces = [Kind::InterfaceEndpoint, Kind::ResourceEndpoint, Kind::ServiceNetworkEndpoint]
        .map(|kind| scope.interface_endpoints(kind));
    [scope.gateway_endpoints()]
        .into_iter()
        .chain(interfaces)
        .chain([scope.gateway_load_balancer_endpoints()])
        .flatten()
        .collect()
}

impl Scope<'_> {
    fn gateway_endpoints(&self) -> Option<Block> {
        let mut block = self.rows(|row, resource| {
            let Resource::GatewayEndpoint(endpoint) = resource else { return false };
            row.set("service_name", Expr::text(&endpoint.service_name.0));
            row.set("route_table_ids", self.addresses.ids(&endpoint.route_tables));
            row.set_some(
                "policy",
                endpoint.policy.as_ref().map(|own| policy(own, self.graph.partition(row.node))),
            );
            true
        })?;
        self.start(&mut block, "Gateway");
        block.common("route_table_ids");
        block.common("policy");
        block.tags();
        Some(block.finish())
    }

    fn gateway_load_balancer_endpoints(&self) -> Option<Block> {
        let mut block = self.rows(|row, resource| {
            let Resource::GatewayLoadBalancerEndpoint(endpoint) = resource else { return false };
            self.target(row, &endpoint.target);
            row.set("subnet_ids", self.addresses.ids(&endpoint.subnets));
            row.set_some("ip_address_type", endpoint.ip_address_type.map(|kind| Expr::text(kind.api())));
            true
        })?;
        self.start(&mut block, "GatewayLoadBalancer");
        block.common("subnet_ids");
        block.common("ip_address_type");
        block.tags();
        Some(block.finish())
    }

    /// The endpoints that have network interfaces with security groups, of one kind.
    fn interface_endpoints(&self, kind: Kind) -> Option<Block> {
        let mut gateway = None;
        let mut block = self.rows(|row, resource| {
            let (Resource::InterfaceEndpoint(endpoint)
            | Resource::ResourceEndpoint(endpoint)
            | Resource::ServiceNetworkEndpoint(endpoint)) = resource
            else {
                return false;
            };
            if resource.kind() != kind {
                return false;
            }
            gateway = gateway.or(endpoint.gateway_endpoint);
            self.target(row, &endpoint.target);
            row.set("subnet_ids", self.addresses.ids(&endpoint.subnets));
            row.set("security_group_ids", self.addresses.ids(&endpoint.security_groups));
            row.set("private_dns_enabled", Expr::Bool(endpoint.private_dns_enabled));
            row.set_some("ip_address_type", endpoint.ip_address_type.map(|kind| Expr::text(kind.api())));
            row.set_some("auto_accept", endpoint.auto_accept.then_some(Expr::Bool(true)));
            row.set_some(
                "policy",
                endpoint.policy.as_ref().map(|own| policy(own, self.graph.partition(row.node))),
            );
            row.set_some("dns_options", dns_options(endpoint.dns_options));
            true
        })?;
        let word = match kind {
            Kind::ResourceEndpoint => "Resource",
            Kind::ServiceNetworkEndpoint => "ServiceNetwork",
            _ => "Interface",
        };
        self.start(&mut block, word);
        for argument in [
            "subnet_ids",
            "security_group_ids",
            "private_dns_enabled",
            "ip_address_type",
            "auto_accept",
            "policy",
        ] {
            block.common(argument);
        }
        block.tags();
        block.nested("dns_options", &[DNS_RECORD_IP_TYPE, PRIVATE_DNS_SCOPE]);
        if let Some(gateway) = gateway {
            block = block.depends_on(
                gateway,
                "Private DNS for inbound Resolver endpoints only is refused where the service has no gateway \
                 endpoint.",
            );
        }
        Some(block.finish())
    }

    fn start(&self, block: &mut ForEach<'_>, kind: &str) {
        block.fixed("vpc_id", self.addresses.id(self.vpc));
        for argument in ["service_name", "resource_configuration_arn", "service_network_arn"] {
            block.own(argument);
        }
        block.common("service_region");
        block.fixed("vpc_endpoint_type", Expr::text(kind));
    }

    /// What an endpoint leads to.
    fn target(&self, row: &mut Row<'_>, target: &EndpointTarget) {
        match target {
            EndpointTarget::Service { service_name, .. } => {
                row.set("service_name", Expr::text(&service_name.0));
            }
            EndpointTarget::EndpointService { endpoint_service, .. } => {
                let name = self.addresses.of(*endpoint_service).attribute("service_name");
                row.set("service_name", Expr::Reference(name));
            }
            EndpointTarget::ResourceConfiguration(arn) => {
                row.set("resource_configuration_arn", Expr::text(arn));
            }
            EndpointTarget::ServiceNetwork(arn) => row.set("service_network_arn", Expr::text(arn)),
        }
        row.set_some("service_region", target.service_region().map(Expr::text));
    }
}

fn policy(policy: &PolicyDocument, partition: Option<&str>) -> Expr {
    Expr::Call("jsonencode", vec![policy_value(&policy.0, partition)])
}

/// A policy's value, the partition of its ARNs by look-up.
fn policy_value(value: &serde_json::Value, partition: Option<&str>) -> Expr {
    match value {
        serde_json::Value::String(text) => {
            let part = |part| match part {
                PolicyTextPart::Text(text) => Part::Text(text.to_owned()),
                PolicyTextPart::Partition => {
                    Part::Expr(Expr::reference(&["data", "aws_partition", "current", "partition"]))
                }
            };
            match PolicyTextPart::parts(text, partition).as_slice() {
                [] | [_] => Expr::text(text),
                parts => Expr::Template(parts.iter().copied().map(part).collect()),
            }
        }
        serde_json::Value::Array(values) => {
            Expr::List(values.iter().map(|value| Element::new(policy_value(value, partition))).collect())
        }
        serde_json::Value::Object(map) => Expr::Object(
            map.iter().map(|(key, value)| Pair::new(key, policy_value(value, partition))).collect(),
        ),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {
            Expr::from(value)
        }
    }
}

fn dns_options(options: DnsOptions) -> Option<Expr> {
    let record = options.dns_record_ip_type.map(|kind| (DNS_RECORD_IP_TYPE, Expr::text(kind.api())));
    let scope = options
        .private_dns_only_for_inbound_resolver_endpoint
        .map(|inbound| (PRIVATE_DNS_SCOPE, Expr::Bool(inbound)));
    (!options.is_empty()).then(|| Expr::object(record.into_iter().chain(scope)))
}
