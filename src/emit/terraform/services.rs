//! `services.tf`: endpoint services, with the load balancers that are made for them.

use super::{
    super::print::hcl::{Block, Expr},
    scope::Scope,
};
use crate::graph::{LoadBalancers, Resource};

/// The blocks of one VPC.
pub(super) fn blocks(scope: &Scope<'_>) -> Vec<Block> {
    [scope.load_balancers(), scope.target_groups(), scope.listeners(), scope.endpoint_services()]
        .into_iter()
        .flatten()
        .collect()
}

impl Scope<'_> {
    fn load_balancers(&self) -> Option<Block> {
        let mut block = self.rows(|row, resource| {
            let Resource::LoadBalancer(balancer) = resource else { return false };
            row.set("subnets", self.addresses.ids(&balancer.subnets));
            true
        })?;
        block.fixed("internal", Expr::Bool(true));
        block.fixed("load_balancer_type", Expr::text("network"));
        block.common("subnets");
        block.tags();
        Some(block.finish())
    }

    fn target_groups(&self) -> Option<Block> {
        let mut block = self.rows(|row, resource| {
            let Resource::TargetGroup(group) = resource else { return false };
            row.set("port", Expr::integer(group.port.into()));
            true
        })?;
        block.common("port");
        block.fixed("protocol", Expr::text("TCP"));
        block.fixed("target_type", Expr::text("ip"));
        block.fixed("vpc_id", self.addresses.id(self.vpc));
        block.tags();
        Some(block.finish())
    }

    fn listeners(&self) -> Option<Block> {
        let mut block = self.rows(|row, resource| {
            let Resource::Listener(listener) = resource else { return false };
            row.set("load_balancer_arn", self.addresses.id(listener.load_balancer));
            row.set("port", Expr::integer(listener.port.into()));
            row.set(
                "default_action",
                Expr::object([
                    ("type", Expr::text("forward")),
                    ("target_group_arn", self.addresses.id(listener.target_group)),
                ]),
            );
            true
        })?;
        block.own("load_balancer_arn");
        block.common("port");
        block.fixed("protocol", Expr::text("TCP"));
        block.tags();
        block.nested("default_action", &["type", "target_group_arn"]);
        Some(block.finish())
    }

    fn endpoint_services(&self) -> Option<Block> {
        let texts = |all: &[String]| Expr::list(all.iter().map(Expr::text));
        let some = |all: &[String]| (!all.is_empty()).then(|| texts(all));
        let mut block = self.rows(|row, resource| {
            let Resource::EndpointService(service) = resource else { return false };
            row.set("acceptance_required", Expr::Bool(service.acceptance_required));
            match &service.load_balancers {
                LoadBalancers::Made(node) => {
                    row.set("network_load_balancer_arns", Expr::list([self.addresses.id(*node)]));
                }
                LoadBalancers::Network(arns) => row.set("network_load_balancer_arns", texts(arns)),
                LoadBalancers::Gateway(arns) => row.set("gateway_load_balancer_arns", texts(arns)),
            }
            row.set_some("allowed_principals", some(&service.allowed_principals));
            row.set_some("private_dns_name", service.private_dns_name.as_deref().map(Expr::text));
            row.set_some("supported_regions", some(&service.supported_regions));
            let types: Vec<Expr> =
                service.supported_ip_address_types.iter().map(|kind| Expr::text(kind.api())).collect();
            row.set_some("supported_ip_address_types", (!types.is_empty()).then(|| Expr::list(types)));
            true
        })?;
        block.common("acceptance_required");
        for argument in ["network_load_balancer_arns", "gateway_load_balancer_arns"] {
            block.own(argument);
        }
        for argument in
            ["allowed_principals", "private_dns_name", "supported_regions", "supported_ip_address_types"]
        {
            block.common(argument);
        }
        block.tags();
        Some(block.finish())
    }
}
