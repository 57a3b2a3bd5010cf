//! IPv6 of a VPC: its block, the /64 of each subnet, the egress-only internet gateway.

use std::collections::{BTreeMap, BTreeSet};

use super::{EditError, get};
use crate::model::{
    Design, EntityRef, Id, InternetGateway, Ipv6Route, Ipv6RouteTarget, RouteTable, RouteTarget, Subnet, Vpc,
};

/// Gives a VPC an Amazon-provided IPv6 block, every subnet without one the next free /64 of it, and IPv6 the ways out
/// that IPv4 has: through the internet gateway where there is a route to it, through an egress-only internet gateway
/// where there is one to a NAT gateway.
///
/// # Errors
/// The VPC is gone.
/// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-migrate-ipv6-add.html>
pub fn enable_ipv6(design: &mut Design, vpc: Id<Vpc>) -> Result<(), EditError> {
    let entity = design.vpcs.get_mut(vpc).ok_or_else(|| EditError::gone(vpc))?;
    if entity.amazon_provided_ipv6_cidr_block {
        return Ok(());
    }
    entity.amazon_provided_ipv6_cidr_block = true;
    let subnets: Vec<Id<Subnet>> = design.subnets_of(vpc).map(|(id, _)| id).collect();
    for subnet in subnets {
        settle_ipv6(design, subnet);
    }
    let mut egress_only = false;
    design.route_tables.update_each(|_, table| {
        if table.vpc != vpc || table.ipv6_routes.iter().any(Ipv6Route::is_default) {
            return false;
        }
        let target =
            table.routes.iter().find(|route| route.is_default()).and_then(|route| match route.target {
                RouteTarget::InternetGateway(_) => Some(Ipv6RouteTarget::InternetGateway),
                RouteTarget::NatGateway(_) => Some(Ipv6RouteTarget::EgressOnlyInternetGateway),
                RouteTarget::PeeringConnection(_)
                | RouteTarget::TransitGateway(_)
                | RouteTarget::VpnGateway(_)
                | RouteTarget::GatewayLoadBalancerEndpoint(_) => None,
            });
        egress_only |= target == Some(Ipv6RouteTarget::EgressOnlyInternetGateway);
        table.ipv6_routes.extend(target.map(Ipv6Route::default_to));
        target.is_some()
    });
    if egress_only && let Some(entity) = design.vpcs.get_mut(vpc) {
        entity.egress_only_internet_gateway = true;
    }
    Ok(())
}

/// Takes a VPC's IPv6 block away, with all that needs it: the subnets' blocks, routes, the egress-only internet gateway.
///
/// # Errors
/// The VPC is gone.
pub fn disable_ipv6(design: &mut Design, vpc: Id<Vpc>) -> Result<(), EditError> {
    let entity = design.vpcs.get_mut(vpc).ok_or_else(|| EditError::gone(vpc))?;
    entity.amazon_provided_ipv6_cidr_block = false;
    entity.egress_only_internet_gateway = false;
    let subnets: Vec<Id<Subnet>> = design.subnets_of(vpc).map(|(id, _)| id).collect();
    for subnet in subnets {
        settle_ipv6(design, subnet);
    }
    forget_routes(design, vpc, |_| true);
    Ok(())
}

/// Gives a VPC with an IPv6 block an egress-only internet gateway, or takes it away with the routes that lead to it.
///
/// # Errors
/// The VPC is gone, or has no IPv6 block.
pub fn set_egress_only_gateway(design: &mut Design, vpc: Id<Vpc>, on: bool) -> Result<(), EditError> {
    let entity = design.vpcs.get_mut(vpc).ok_or_else(|| EditError::gone(vpc))?;
    if on && !entity.amazon_provided_ipv6_cidr_block {
        return Err(EditError(format!(
            "VPC {} has no IPv6 block, and an egress-only internet gateway is for IPv6 alone; give it one first",
            entity.name
        )));
    }
    entity.egress_only_internet_gateway = on;
    if !on {
        forget_routes(design, vpc, |target| target == Ipv6RouteTarget::EgressOnlyInternetGateway);
    }
    Ok(())
}

/// Gives a subnet a /64 of its VPC's IPv6 block, or takes it away.
///
/// # Errors
/// The subnet is gone, its VPC has no IPv6 block, or another subnet has this part of it.
pub fn set_ipv6_index(design: &mut Design, subnet: Id<Subnet>, index: Option<u8>) -> Result<(), EditError> {
    get(&design.subnets, subnet)?;
    let vpc = design.vpc_of_subnet(subnet).ok_or_else(|| EditError::gone(subnet))?;
    let entity = get(&design.vpcs, vpc)?;
    if let Some(index) = index {
        if !entity.amazon_provided_ipv6_cidr_block {
            return Err(EditError(format!("VPC {} has no IPv6 block; give it one first", entity.name)));
        }
        let holder = design
            .subnets_of(vpc)
            .find(|(id, other)| *id != subnet && other.ipv6_index == Some(index))
            .map(|(_, other)| other.name.clone());
        if let Some(holder) = holder {
            return Err(EditError(format!("IPv6 block {index} is that of subnet {holder}; take a free one")));
        }
    }
    let entity = design.subnets.get_mut(subnet).ok_or_else(|| EditError::gone(subnet))?;
    entity.ipv6_index = index;
    entity.assign_ipv6_address_on_creation &= index.is_some();
    Ok(())
}

/// The lowest /64 of a VPC's IPv6 block that no subnet has; none where the VPC has no such block, or none is left.
pub fn free_ipv6_index(design: &Design, vpc: Id<Vpc>) -> Option<u8> {
    if !design.vpcs.get(vpc)?.amazon_provided_ipv6_cidr_block {
        return None;
    }
    let taken: BTreeSet<u8> = design.subnets_of(vpc).filter_map(|(_, subnet)| subnet.ipv6_index).collect();
    (0..=u8::MAX).find(|index| !taken.contains(index))
}

/// The subnets of a VPC by their /64. Where two claim one, the first has it.
pub fn ipv6_holders(design: &Design, vpc: Id<Vpc>) -> BTreeMap<u8, Id<Subnet>> {
    let mut holders = BTreeMap::new();
    for (id, subnet) in design.subnets_of(vpc) {
        if let Some(index) = subnet.ipv6_index {
            holders.entry(index).or_insert(id);
        }
    }
    holders
}

/// Brings a subnet's IPv6 block in line with the VPC that it is in now: its own where that is free, else the next free
/// one; none where the VPC has none.
pub(super) fn settle_ipv6(design: &mut Design, subnet: Id<Subnet>) {
    let Some(vpc) = design.vpc_of_subnet(subnet) else { return };
    let has_block = design.vpcs.get(vpc).is_some_and(|vpc| vpc.amazon_provided_ipv6_cidr_block);
    let own = design.subnets.get(subnet).and_then(|subnet| subnet.ipv6_index);
    let is_taken =
        |index: u8| design.subnets_of(vpc).any(|(id, other)| id != subnet && other.ipv6_index == Some(index));
    let index = match own {
        _ if !has_block => None,
        Some(own) if !is_taken(own) => Some(own),
        Some(_) | None => free_ipv6_index(design, vpc),
    };
    if let Some(entity) = design.subnets.get_mut(subnet) {
        entity.ipv6_index = index;
        entity.assign_ipv6_address_on_creation &= index.is_some();
    }
}

/// Takes the IPv6 routes away that lead to internet gateways which are gone.
pub(super) fn forget_gateways(design: &mut Design, gone: &BTreeSet<EntityRef>) {
    let left: BTreeSet<Id<Vpc>> = design
        .internet_gateways
        .iter()
        .filter(|(id, _): &(Id<InternetGateway>, _)| !gone.contains(&(*id).into()))
        .map(|(_, gateway)| gateway.vpc)
        .collect();
    design.route_tables.update_each(|_, table: &mut RouteTable| {
        let count = table.ipv6_routes.len();
        table
            .ipv6_routes
            .retain(|route| route.target != Ipv6RouteTarget::InternetGateway || left.contains(&table.vpc));
        table.ipv6_routes.len() != count
    });
}

fn forget_routes(design: &mut Design, vpc: Id<Vpc>, goes: impl Fn(Ipv6RouteTarget) -> bool) {
    design.route_tables.update_each(|_, table| {
        let count = table.ipv6_routes.len();
        if table.vpc == vpc {
            table.ipv6_routes.retain(|route| !goes(route.target));
        }
        table.ipv6_routes.len() != count
    });
}

/// Adds an IPv6 route in the place of the one for the same destination.
pub(super) fn set_ipv6_route(
    design: &mut Design,
    table: Id<RouteTable>,
    route: Ipv6Route,
) -> Result<(), EditError> {
    let vpc = get(&design.route_tables, table)?.vpc;
    if route.target == Ipv6RouteTarget::EgressOnlyInternetGateway {
        set_egress_only_gateway(design, vpc, true)?;
    }
    let entity = design.route_tables.get_mut(table).ok_or_else(|| EditError::gone(table))?;
    match entity.ipv6_routes.iter_mut().find(|old| old.destination == route.destination) {
        Some(old) => *old = route,
        None => entity.ipv6_routes.push(route),
    }
    Ok(())
}
