//! `dns.tf`: private hosted zones with their records, Route 53 Profiles, Resolver endpoints.

use super::{
    super::print::hcl::{Block, Body, Expr},
    address::Addresses,
    rows::ForEach,
    scope::{Scope, rows_in_region},
};
use crate::graph::{self, NodeRef, RecordTarget, Resource, ResourceGraph};

/// How long resolvers keep an answer, in seconds.
const TTL: i64 = 300;

pub(super) fn body(graph: &ResourceGraph, addresses: &Addresses<'_>, scopes: &[Scope<'_>]) -> Body {
    let mut body = Body::default();
    for region in graph.regions() {
        let blocks = [
            hosted_zones(graph, addresses, region),
            records(graph, addresses, region),
            profiles(graph, addresses, region),
            profile_resources(graph, addresses, region),
            profile_vpcs(graph, addresses, region),
        ];
        blocks.into_iter().flatten().for_each(|block| body.block(block));
    }
    scopes.iter().filter_map(Scope::resolver_endpoints).for_each(|block| body.block(block));
    body
}

fn hosted_zones(graph: &ResourceGraph, addresses: &Addresses<'_>, region: &str) -> Option<Block> {
    let mut block = rows_in_region(graph, addresses, region, |row, resource| {
        let Resource::HostedZone(zone) = resource else { return false };
        row.set("domain", Expr::text(&zone.domain));
        row.set(
            "vpcs",
            Expr::list(zone.vpcs.iter().map(|vpc| {
                Expr::object([
                    ("vpc_id", addresses.id(*vpc)),
                    ("vpc_region", Expr::text(&graph.node(*vpc).region)),
                ])
            })),
        );
        true
    })?;
    block.fixed("name", Expr::reference(&["each", "value", "domain"]));
    block.tags();
    repeated(&mut block, "vpc", "vpcs", &["vpc_id", "vpc_region"]);
    Some(block.finish())
}

fn records(graph: &ResourceGraph, addresses: &Addresses<'_>, region: &str) -> Option<Block> {
    let mut block = rows_in_region(graph, addresses, region, |row, resource| {
        let Resource::HostedZoneRecord(record) = resource else { return false };
        row.set("zone_id", Expr::Reference(addresses.of(record.hosted_zone).attribute("zone_id")));
        row.set("record_name", Expr::text(&record.record_name));
        match &record.target {
            RecordTarget::Endpoint(endpoint) => {
                row.set("type", Expr::text("A"));
                row.set("alias", alias(addresses, *endpoint));
            }
            RecordTarget::Addresses(all) => {
                row.set("type", Expr::text("A"));
                row.set("ttl", Expr::integer(TTL));
                row.set("records", Expr::list(all.iter().map(|address| Expr::text(address.to_string()))));
            }
            RecordTarget::Name(name) => {
                row.set("type", Expr::text("CNAME"));
                row.set("ttl", Expr::integer(TTL));
                row.set("records", Expr::list([Expr::text(name)]));
            }
        }
        true
    })?;
    block.own("zone_id");
    block.fixed("name", Expr::reference(&["each", "value", "record_name"]));
    for argument in ["type", "ttl", "records"] {
        block.common(argument);
    }
    block.nested("alias", &["name", "zone_id", "evaluate_target_health"]);
    Some(block.finish())
}

fn profiles(graph: &ResourceGraph, addresses: &Addresses<'_>, region: &str) -> Option<Block> {
    let mut block = rows_in_region(graph, addresses, region, |row, resource| {
        let Resource::Profile(_) = resource else { return false };
        row.set("profile_name", Expr::text(row.node.name.short(graph::PROFILE_NAME)));
        true
    })?;
    block.fixed("name", Expr::reference(&["each", "value", "profile_name"]));
    block.tags();
    Some(block.finish())
}

fn profile_resources(graph: &ResourceGraph, addresses: &Addresses<'_>, region: &str) -> Option<Block> {
    let mut block = rows_in_region(graph, addresses, region, |row, resource| {
        let Resource::ProfileResourceAssociation(association) = resource else { return false };
        row.set("association_name", Expr::text(row.node.name.short(graph::PROFILE_NAME)));
        row.set("profile_id", addresses.id(association.profile));
        row.set("resource_arn", Expr::Reference(addresses.of(association.resource).attribute("arn")));
        true
    })?;
    block.fixed("name", Expr::reference(&["each", "value", "association_name"]));
    block.own("profile_id");
    block.own("resource_arn");
    Some(block.finish())
}

fn profile_vpcs(graph: &ResourceGraph, addresses: &Addresses<'_>, region: &str) -> Option<Block> {
    let mut block = rows_in_region(graph, addresses, region, |row, resource| {
        let Resource::ProfileAssociation(association) = resource else { return false };
        row.set("association_name", Expr::text(row.node.name.short(graph::PROFILE_NAME)));
        row.set("profile_id", addresses.id(association.profile));
        row.set("resource_id", addresses.id(association.vpc));
        true
    })?;
    block.fixed("name", Expr::reference(&["each", "value", "association_name"]));
    block.own("profile_id");
    block.own("resource_id");
    Some(block.finish())
}

/// The Regional name of an endpoint, the first of its names.
fn alias(addresses: &Addresses<'_>, endpoint: NodeRef) -> Expr {
    let first = || addresses.of(endpoint).attribute("dns_entry").nth(0);
    Expr::object([
        ("name", Expr::Reference(first().attribute("dns_name"))),
        ("zone_id", Expr::Reference(first().attribute("hosted_zone_id"))),
        ("evaluate_target_health", Expr::Bool(false)),
    ])
}

impl Scope<'_> {
    fn resolver_endpoints(&self) -> Option<Block> {
        let mut block = self.rows(|row, resource| {
            let Resource::ResolverEndpoint(resolver) = resource else { return false };
            row.set("security_group_ids", self.addresses.ids(&resolver.security_groups));
            let subnet = |subnet: &NodeRef| Expr::object([("subnet_id", self.addresses.id(*subnet))]);
            row.set("ip_addresses", Expr::list(resolver.subnets.iter().map(subnet)));
            true
        })?;
        block.fixed("direction", Expr::text("INBOUND"));
        block.common("security_group_ids");
        block.tags();
        repeated(&mut block, "ip_address", "ip_addresses", &["subnet_id"]);
        Some(block.finish())
    }
}

/// A nested block for each element of a list in the row.
fn repeated(block: &mut ForEach<'_>, name: &'static str, list: &'static str, arguments: &[&str]) {
    let mut content = Block::new("content", &[]);
    for argument in arguments {
        content.body.set(argument, Expr::reference(&[name, "value", argument]));
    }
    let mut dynamic = Block::new("dynamic", &[name]);
    dynamic.body.set("for_each", Expr::reference(&["each", "value", list]));
    dynamic.body.block(content);
    block.arguments().block(dynamic);
}
