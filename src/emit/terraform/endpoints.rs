//! `endpoints.tf`: VPC endpoints.

use super::{
    super::print::hcl::{Block, Body, Element, Expr, Pair, Part},
    rows::ForEach,
    scope::Scope,
};
use crate::graph::{DnsOptions, PolicyDocument, PolicyTextPart, Resource, ResourceGraph};

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
    [scope.gateway_endpoints(), scope.interface_endpoints()].into_iter().flatten().collect()
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

    fn interface_endpoints(&self) -> Option<Block> {
        let mut gateway = None;
        let mut block = self.rows(|row, resource| {
            let Resource::InterfaceEndpoint(endpoint) = resource else { return false };
            gateway = gateway.or(endpoint.gateway_endpoint);
            row.set("service_name", Expr::text(&endpoint.service_name.0));
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
        self.start(&mut block, "Interface");
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
        block.own("service_name");
        block.fixed("vpc_endpoint_type", Expr::text(kind));
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
