//! The operations that change a design: what a click, a drop or a template does, as functions on [`Design`].
//!
//! They keep the design whole (no dangling reference) and make the choices a user expects: the next free block, the
//! route table that suits the kind of subnet, the endpoint that suits the service. They place nothing on the canvas:
//! new entities have default frames, and `editor` sets them.
//!
//! *Invariant:* an operation that returns an error has left the design as it was.

mod access;
mod choose;
mod compare;
mod connect;
mod endpoint;
mod endpoint_service;
mod fix;
mod gateway;
pub mod graft;
mod hosted_zone;
mod ipv6;
mod name;
mod network_acl;
mod on_premises;
mod peering;
mod plan;
mod policy;
mod portability;
mod profile;
mod recipe;
mod remove;
mod resolver;
mod routing;
mod security_group;
mod shape;
mod subnet;
mod suppression;
mod transit_gateway;
mod vpc;
mod vpc_block;
mod workload;

#[cfg(test)]
mod tests;

use thiserror::Error;

use crate::model::{Design, Entities, Entity, EntityRef, Id};

pub use access::set_endpoint_access;
pub use choose::{Choice, Way, choose, choose_in};
pub use compare::{Aspect, aspects, money};
pub use connect::{Connected, connect};
pub use endpoint::{
    add_endpoint, add_endpoint_in, companions, endpoint_subnets, endpoint_tables, set_endpoint_type,
};
pub use endpoint_service::{
    add_endpoint_service, check_load_balancers, check_principals, check_private_dns_name,
};
pub use fix::{Fix, FixStep};
pub use gateway::{add_internet_gateway, add_nat_gateway, move_nat_gateway};
pub use hosted_zone::{add_hosted_zone, set_hosted_zone_records, set_hosted_zone_vpcs, share_endpoint};
pub use ipv6::{
    disable_ipv6, enable_ipv6, free_ipv6_index, ipv6_holders, set_egress_only_gateway, set_ipv6_index,
};
pub use name::{MAX_NAME, rename};
pub use network_acl::{add_network_acl, check_acl_rules, set_network_acl};
pub use on_premises::{
    add_on_premises_network, add_vpn_gateway, attach_on_premises, attach_on_premises_to_vpc,
    call_from_on_premises, detach_on_premises, set_on_premises_blocks,
};
pub use peering::{add_peering, set_peering_dns};
pub use plan::{
    AddressPlan, Held, Holder, LineError, PlannedBlock, Range, add_subnet_at, add_vpc_block, address_plan,
    addresses_taken, block_of, check_place, check_plan_csv, import_plan_csv, join, joined, place, plan_csv,
    release, remove_vpc_block, reserve, resized, set_purpose, split,
};
pub use policy::{
    BuiltPolicy, FULL_ACCESS, PolicyInputs, PolicyPlace, StatementWords, build as build_policy, owned_here,
    owned_unknown, policy_place, proposed_inputs, read as read_policy,
};
pub use portability::{Move, portability};
pub use profile::{
    add_profile, set_profile_endpoints, set_profile_hosted_zones, set_profile_vpcs, share_endpoint_by_profile,
};
pub use recipe::{NeedState, Needs, RecipeNeed, WayOut, kind_of_recipe, needs, set_recipe, usual_recipe};
pub use remove::remove;
pub use resolver::add_resolver_endpoint;
pub use routing::add_route_table;
pub use security_group::add_security_group;
pub use shape::{HubNames, Shape, Terms, convert};
pub use subnet::{add_subnet, has_room, move_subnet, set_subnet_block, set_subnet_kind};
pub use suppression::{suppress, unsuppress};
pub use transit_gateway::{add_transit_gateway, attach_vpc};
pub use vpc::{add_vpc, add_zone};
pub use vpc_block::{free_vpc_block, propose_vpc_block, refused_range};
pub use workload::{add_recipe_workload, add_service, add_workload, move_workload};

/// Why an operation was refused: names the thing and the remedy.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct EditError(pub String);

impl EditError {
    fn gone(entity: impl Into<EntityRef>) -> Self {
        Self(format!("{} is no longer in the design", entity.into()))
    }
}

/// The entity behind an id, or the error that it is gone.
fn get<T: Entity>(entities: &Entities<T>, id: Id<T>) -> Result<&T, EditError>
where
    EntityRef: From<Id<T>>,
{
    entities.get(id).ok_or_else(|| EditError::gone(id))
}

/// Runs an operation of several steps on a copy, so that an error half way leaves nothing behind.
fn atomically<R>(
    design: &mut Design,
    operation: impl FnOnce(&mut Design) -> Result<R, EditError>,
) -> Result<R, EditError> {
    let mut copy = design.clone();
    let result = operation(&mut copy)?;
    *design = copy;
    Ok(result)
}
