//! Private hosted zones and their records.

use super::{Builder, Draft, endpoint};
use crate::{
    graph::{self, NodeRef, Resource},
    model::{EntityRef, HostedZone, Id, RecordTarget, Tags, ZoneRecord},
    net::is_domain_name,
};

pub(super) fn lower_hosted_zones(builder: &mut Builder<'_>) {
    let design = builder.design;
    for (id, zone) in design.hosted_zones.iter() {
        if !is_domain_name(&zone.name) {
            builder
                .note(id, format!("Hosted zone “{}” is left out: its name is not a domain name", zone.name));
            continue;
        }
        let vpcs = endpoint::nodes(builder, &zone.vpcs);
        let Some(region) = home(builder, zone, &vpcs) else {
            builder.note(
                id,
                format!(
                    "Hosted zone {} is left out: a private zone needs a VPC. Associate it with one",
                    zone.name
                ),
            );
            continue;
        };
        let resource = Resource::HostedZone(graph::HostedZone { domain: zone.name.to_lowercase(), vpcs });
        let node = builder.push(None, &region, Draft::new(id, &zone.name, &zone.tags), resource);
        builder.nodes.insert(id.into(), node);
        for record in &zone.records {
            lower_record(builder, id, zone, node, record);
        }
    }
}

/// The Region of a zone's node: that of the endpoints that its records name, else of its VPCs, the design's own first.
fn home(builder: &Builder<'_>, zone: &HostedZone, vpcs: &[NodeRef]) -> Option<String> {
    let region = |node: &NodeRef| builder.graph.node(*node).region.clone();
    let mut regions: Vec<String> = vpcs.iter().map(region).collect();
    regions.sort_by_key(|region| (*region != builder.graph.region, region.clone()));
    let first = regions.into_iter().next()?;
    let aliased = zone.records.iter().find_map(|record| match record.target {
        RecordTarget::Endpoint(endpoint) => builder.node_of(endpoint),
        RecordTarget::Addresses(_) | RecordTarget::Name(_) => None,
    });
    Some(aliased.as_ref().map_or(first, region))
}

fn lower_record(
    builder: &mut Builder<'_>,
    id: Id<HostedZone>,
    zone: &HostedZone,
    node: NodeRef,
    record: &ZoneRecord,
) {
    let name = zone.full_name(record).to_lowercase();
    if !is_domain_name(name.strip_prefix("*.").unwrap_or(&name)) {
        builder.note(id, format!("The record “{name}” is left out: it is not a domain name"));
        return;
    }
    let region = builder.graph.node(node).region.clone();
    let target = match &record.target {
        RecordTarget::Endpoint(endpoint) => builder
            .node_of(*endpoint)
            .filter(|node| {
                let node = builder.graph.node(*node);
                node.region == region && matches!(node.resource, Resource::InterfaceEndpoint(_))
            })
            .map(graph::RecordTarget::Endpoint),
        RecordTarget::Addresses(addresses) => {
            (!addresses.is_empty()).then(|| graph::RecordTarget::Addresses(addresses.clone()))
        }
        RecordTarget::Name(target) => {
            let target = target.trim_end_matches('.');
            // A domain's own name takes no CNAME.
            (is_domain_name(target) && !record.name.is_empty())
                .then(|| graph::RecordTarget::Name(target.to_owned()))
        }
    };
    let Some(target) = target else {
        builder.note(
            id,
            format!(
                "The record {name} is left out: it needs an interface endpoint of {region}, an address, or, below the \
                 domain, another name"
            ),
        );
        return;
    };
    let resource = Resource::HostedZoneRecord(graph::HostedZoneRecord {
        hosted_zone: node,
        record_name: name.clone(),
        target,
    });
    let mut draft = Draft::part(EntityRef::from(id), name.replacen('*', "all", 1));
    draft.tags = Tags::new();
    builder.push(None, &region, draft, resource);
}
