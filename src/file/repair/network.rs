//! References of what joins VPCs with each other and with the outside.

use std::collections::BTreeSet;

use super::{
    Log,
    reference::{in_vpc, keep, kept, left_out},
};
use crate::model::{Design, EntityRef, RecordTarget, ServiceLoadBalancer};

pub(super) fn repair(design: &mut Design, log: &mut Log<'_>) {
    let vpcs = &design.vpcs;
    keep(&mut design.network_acls, |acl| vpcs.contains(acl.vpc), "its VPC is not in the file", log);
    keep(&mut design.vpn_gateways, |gateway| vpcs.contains(gateway.vpc), "its VPC is not in the file", log);
    keep(&mut design.resolver_endpoints, |r| vpcs.contains(r.vpc), "its VPC is not in the file", log);
    keep(
        &mut design.peering_connections,
        |p| vpcs.contains(p.requester.vpc) && vpcs.contains(p.accepter.vpc),
        "one of its VPCs is not in the file",
        log,
    );
    keep(
        &mut design.peering_connections,
        |p| p.requester.vpc != p.accepter.vpc,
        "both of its ends are the same VPC",
        log,
    );
    let gateways = &design.transit_gateways;
    keep(
        &mut design.transit_gateway_attachments,
        |a| gateways.contains(a.transit_gateway) && vpcs.contains(a.vpc),
        "its Transit Gateway or its VPC is not in the file",
        log,
    );
    let mut seen = BTreeSet::new();
    keep(
        &mut design.transit_gateway_attachments,
        |a| seen.insert((a.transit_gateway, a.vpc)),
        "the VPC is attached to this Transit Gateway already",
        log,
    );
    let mut seen = BTreeSet::new();
    keep(
        &mut design.vpn_gateways,
        |gateway| seen.insert(gateway.vpc),
        "its VPC has a virtual private gateway already",
        log,
    );
    subnets(design, log);
    endpoint_services(design, log);
    outside(design, log);
    zones(design, log);
    profiles(design, log);
}

/// Network ACLs, attachments and Resolver endpoints with subnets of their own VPC.
fn subnets(design: &mut Design, log: &mut Log<'_>) {
    let before = design.clone();
    design.subnets.update_each(|id, subnet| {
        let vpc = before.vpc_of_subnet(id);
        let lost = subnet.network_acl.filter(|acl| before.vpc_of((*acl).into()) != vpc);
        if let Some(acl) = lost {
            let message =
                format!("{} is not in its VPC, so it has the VPC's default one", EntityRef::from(acl));
            log.changed(id, "network_acl", message);
            subnet.network_acl = None;
        }
        lost.is_some()
    });
    design.transit_gateway_attachments.update_each(|id, attachment| {
        let vpc = attachment.vpc;
        let subnets = kept(&attachment.subnets, |s| in_vpc(&before, s, vpc));
        left_out(log, id, "subnets", &attachment.subnets, &subnets);
        let changed = subnets != attachment.subnets;
        attachment.subnets = subnets;
        changed
    });
    design.resolver_endpoints.update_each(|id, resolver| {
        let vpc = resolver.vpc;
        let subnets = kept(&resolver.subnets, |s| in_vpc(&before, s, vpc));
        let groups = kept(&resolver.security_groups, |g| in_vpc(&before, g, vpc));
        left_out(log, id, "subnets", &resolver.subnets, &subnets);
        left_out(log, id, "security_groups", &resolver.security_groups, &groups);
        let changed = subnets != resolver.subnets || groups != resolver.security_groups;
        resolver.subnets = subnets;
        resolver.security_groups = groups;
        changed
    });
}

/// Load balancers of endpoint services with subnets and workloads of their own VPC.
fn endpoint_services(design: &mut Design, log: &mut Log<'_>) {
    let before = design.clone();
    design.endpoint_services.update_each(|id, service| {
        let vpc = service.vpc;
        let balancer = match &mut service.load_balancer {
            ServiceLoadBalancer::Network(balancer) => balancer,
            ServiceLoadBalancer::Existing(_) => return false,
        };
        let subnets = kept(&balancer.subnets, |s| in_vpc(&before, s, vpc));
        let targets = kept(&balancer.targets, |w| in_vpc(&before, w, vpc));
        left_out(log, id, "load_balancer.network.subnets", &balancer.subnets, &subnets);
        left_out(log, id, "load_balancer.network.targets", &balancer.targets, &targets);
        let changed = subnets != balancer.subnets || targets != balancer.targets;
        balancer.subnets = subnets;
        balancer.targets = targets;
        changed
    });
}

/// On-premises networks: gateways and services that exist, each once.
fn outside(design: &mut Design, log: &mut Log<'_>) {
    let before = design.clone();
    design.on_premises_networks.update_each(|id, network| {
        let mut seen = BTreeSet::new();
        let count = network.gateways.len();
        network.gateways.retain(|gateway| before.exists(gateway.entity()) && seen.insert(*gateway));
        if network.gateways.len() < count {
            log.changed(id, "gateways", "gateways that are not in the file, or there twice, were left out");
        }
        let calls = kept(&network.calls, |service| before.services.contains(service));
        let figures = network.monthly_gb.len();
        network.monthly_gb.retain(|service, _| calls.contains(service));
        if network.monthly_gb.len() < figures {
            log.changed(id, "monthly_gb", "the traffic to services that it does not call was left out");
        }
        let changed =
            network.gateways.len() < count || calls != network.calls || network.monthly_gb.len() < figures;
        if calls != network.calls {
            log.changed(id, "calls", "services that are not in the file, or there twice, were left out");
        }
        network.calls = calls;
        changed
    });
}

/// Hosted zones: VPCs that exist, aliases of interface endpoints that exist.
fn zones(design: &mut Design, log: &mut Log<'_>) {
    let before = design.clone();
    design.hosted_zones.update_each(|id, zone| {
        let vpcs = kept(&zone.vpcs, |vpc| before.vpcs.contains(vpc));
        let changed = vpcs != zone.vpcs;
        if changed {
            log.changed(id, "vpcs", "VPCs that are not in the file, or there twice, were left out");
        }
        zone.vpcs = vpcs;
        let count = zone.records.len();
        zone.records.retain(|record| match record.target {
            RecordTarget::Endpoint(endpoint) => {
                before.endpoints.get(endpoint).is_some_and(|endpoint| endpoint.kind.interface().is_some())
            }
            RecordTarget::Addresses(_) | RecordTarget::Name(_) => true,
        });
        if zone.records.len() < count {
            log.changed(
                id,
                "records",
                "aliases of endpoints that are not in the file, or have no addresses, were left out",
            );
        }
        changed || zone.records.len() < count
    });
}

/// Profiles: VPCs and zones that exist, interface endpoints that exist.
fn profiles(design: &mut Design, log: &mut Log<'_>) {
    let before = design.clone();
    design.profiles.update_each(|id, profile| {
        let vpcs = kept(&profile.vpcs, |vpc| before.vpcs.contains(vpc));
        let zones = kept(&profile.hosted_zones, |zone| before.hosted_zones.contains(zone));
        let endpoints = kept(&profile.endpoints, |endpoint| {
            before.endpoints.get(endpoint).is_some_and(|endpoint| endpoint.kind.interface().is_some())
        });
        let changes = [
            ("vpcs", vpcs != profile.vpcs),
            ("hosted_zones", zones != profile.hosted_zones),
            ("endpoints", endpoints != profile.endpoints),
        ];
        for (member, _) in changes.iter().filter(|(_, changed)| *changed) {
            log.changed(
                id,
                member,
                "what is not in the file, has no private name, or is there twice was left out",
            );
        }
        let changed = changes.iter().any(|(_, changed)| *changed);
        profile.vpcs = vpcs;
        profile.hosted_zones = zones;
        profile.endpoints = endpoints;
        changed
    });
}
