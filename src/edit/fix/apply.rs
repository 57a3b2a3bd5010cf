//! What each step of a fix does to a design, by the operations of `edit`.

use super::super::{
    EditError, access, connect, endpoint, gateway, get, ipv6, name, network_acl, recipe, remove, routing,
    security_group, subnet, suppression::unsuppress, vpc_block,
};
use super::FixStep;
use crate::{
    catalog::Catalog,
    model::{
        Design, Direction, Endpoint, EndpointKind, EntityRef, Id, InterfaceEndpoint, Peer, Rule,
        SecurityGroup,
    },
};

impl FixStep {
    /// Carries the step out; after an error the design is in no defined state.
    pub(super) fn apply(&self, design: &mut Design, catalog: &Catalog) -> Result<(), EditError> {
        match self {
            Self::EnableDns { vpc } => {
                let vpc = entity(design.vpcs.get_mut(*vpc), *vpc)?;
                vpc.dns_support = true;
                vpc.dns_hostnames = true;
            }
            Self::SetVpcBlocks { vpc, blocks } => {
                let vpc = entity(design.vpcs.get_mut(*vpc), *vpc)?;
                if blocks.is_empty() {
                    return Err(EditError(format!("VPC {} needs at least one CIDR block", vpc.name)));
                }
                vpc.cidr_blocks.clone_from(blocks);
            }
            Self::MoveVpcBlock { vpc, from, to } => vpc_block::move_vpc_block(design, *vpc, *from, *to)?,
            Self::SetVpcRegion { vpc, region } => {
                entity(design.vpcs.get_mut(*vpc), *vpc)?.region.clone_from(region);
            }
            Self::AddInternetGateway { vpc } => drop(gateway::add_internet_gateway(design, *vpc)?),
            Self::RouteToInternet { table } => routing::route_to_internet(design, *table)?,
            Self::SetRoute { table, route } => routing::set_route(design, *table, *route)?,
            Self::RemoveRoute { table, destination } => {
                let table = entity(design.route_tables.get_mut(*table), *table)?;
                table.routes.retain(|route| route.destination != *destination);
            }
            Self::EnableIpv6 { vpc } => ipv6::enable_ipv6(design, *vpc)?,
            Self::SetIpv6Index { subnet, index } => ipv6::set_ipv6_index(design, *subnet, *index)?,
            Self::SetEgressOnlyGateway { vpc, on } => ipv6::set_egress_only_gateway(design, *vpc, *on)?,
            Self::SetIpv6Route { table, route } => ipv6::set_ipv6_route(design, *table, *route)?,
            Self::RemoveIpv6Route { table, route } => {
                let table = entity(design.route_tables.get_mut(*table), *table)?;
                // One of two for the same destination may stay.
                if let Some(last) = table.ipv6_routes.iter().rposition(|other| other == route) {
                    table.ipv6_routes.remove(last);
                }
            }
            Self::SetZone { zone, suffix } => {
                entity(design.zones.get_mut(*zone), *zone)?.suffix = suffix.clone();
            }
            Self::SetSubnetBlock { subnet, block } => subnet::set_subnet_block(design, *subnet, *block)?,
            Self::ReplanSubnet { subnet } => subnet::replan_subnet(design, *subnet)?,
            Self::DeclareSubnet { subnet, kind } => {
                entity(design.subnets.get_mut(*subnet), *subnet)?.kind = *kind;
            }
            Self::ReachInternet { subnet } => subnet::reach_internet(design, *subnet)?,
            Self::LeaveInternet { subnet } => subnet::leave_internet(design, *subnet)?,
            Self::SetSubnetTable { subnet, table } => {
                at_home(design, (*subnet).into(), [EntityRef::from(*table)])?;
                entity(design.subnets.get_mut(*subnet), *subnet)?.route_table = *table;
            }
            Self::MapPublicIps { subnet, on } => {
                entity(design.subnets.get_mut(*subnet), *subnet)?.map_public_ip_on_launch = *on;
            }
            Self::MoveNatGateway { nat, subnet } => gateway::move_nat_gateway(design, *nat, *subnet)?,
            Self::AddEndpoint { vpc, service, kind } => {
                let endpoint = match kind {
                    None => endpoint::add_endpoint(design, catalog, *vpc, service.clone())?,
                    Some(kind) => {
                        endpoint::add_endpoint_of_type(design, catalog, *vpc, service.clone(), *kind)?
                    }
                };
                endpoint::reach_from_clients(design, catalog, endpoint);
            }
            Self::SetEndpointType { endpoint, kind } => {
                endpoint::set_endpoint_type(design, catalog, *endpoint, *kind)?;
            }
            Self::SetEndpointService { endpoint, service } => {
                endpoint::set_endpoint_service(design, catalog, *endpoint, service)?;
            }
            Self::SetEndpointSubnets { endpoint, subnets } => {
                at_home(design, (*endpoint).into(), subnets.iter().map(|id| EntityRef::from(*id)))?;
                let entity = entity(design.endpoints.get_mut(*endpoint), *endpoint)?;
                match entity.kind.subnets_mut() {
                    Some(own) => own.clone_from(subnets),
                    None => return Err(other_type(&entity.name, "an interface")),
                }
            }
            Self::SetEndpointRegion { endpoint, region } => {
                interface(design, *endpoint)?.service_region.clone_from(region);
            }
            Self::SetEndpointGroups { endpoint, groups } => {
                at_home(design, (*endpoint).into(), groups.iter().map(|id| EntityRef::from(*id)))?;
                interface(design, *endpoint)?.security_groups.clone_from(groups);
            }
            Self::AddEndpointGroup { endpoint } => {
                let Endpoint { vpc, service, .. } = get(&design.endpoints, *endpoint)?.clone();
                let group = security_group::endpoint_group(design, vpc, &service)?;
                let interface = interface(design, *endpoint)?;
                if !interface.security_groups.contains(&group) {
                    interface.security_groups.push(group);
                }
                endpoint::reach_from_clients(design, catalog, *endpoint);
            }
            Self::SetEndpointTables { endpoint, tables } => {
                at_home(design, (*endpoint).into(), tables.iter().map(|id| EntityRef::from(*id)))?;
                let entity = entity(design.endpoints.get_mut(*endpoint), *endpoint)?;
                match &mut entity.kind {
                    EndpointKind::Gateway(gateway) => gateway.route_tables.clone_from(tables),
                    EndpointKind::Interface(_)
                    | EndpointKind::GatewayLoadBalancer(_)
                    | EndpointKind::Resource(_)
                    | EndpointKind::ServiceNetwork(_) => return Err(other_type(&entity.name, "a gateway")),
                }
            }
            Self::SetPrivateDns { endpoint, on, scope } => {
                let interface = interface(design, *endpoint)?;
                interface.private_dns = *on;
                interface.private_dns_scope = *scope;
            }
            Self::SetIpTypes { endpoint, ip_address_type, dns_record_ip_type } => {
                let interface = interface(design, *endpoint)?;
                interface.ip_address_type = *ip_address_type;
                interface.dns_record_ip_type = *dns_record_ip_type;
            }
            Self::SetPolicy { endpoint, policy } => {
                entity(design.endpoints.get_mut(*endpoint), *endpoint)?.policy.clone_from(policy);
            }
            Self::SetWorkloadGroups { workload, groups } => {
                at_home(design, (*workload).into(), groups.iter().map(|id| EntityRef::from(*id)))?;
                entity(design.workloads.get_mut(*workload), *workload)?.security_groups.clone_from(groups);
            }
            Self::AddWorkloadGroup { workload } => {
                let vpc = design.vpc_of_workload(*workload).ok_or_else(|| EditError::gone(*workload))?;
                let name = get(&design.workloads, *workload)?.name.clone();
                let group = security_group::add_security_group(design, vpc, &name)?;
                entity(design.workloads.get_mut(*workload), *workload)?.security_groups.push(group);
                endpoint::reach(design, catalog, *workload);
            }
            Self::AddRule { group, direction, rule } => {
                // A group of a peered VPC may be a peer.
                if let Peer::SecurityGroup(peer) = rule.peer {
                    get(&design.security_groups, peer)?;
                }
                security_group::allow(rules(design, *group, *direction)?, rule.clone());
            }
            Self::RemoveRule { group, direction, rule } => {
                rules(design, *group, *direction)?.retain(|other| other != rule);
            }
            Self::AllowInAcl { acl, direction, protocol, ports, block } => {
                network_acl::allow(design, *acl, *direction, *protocol, *ports, *block)?;
            }
            Self::Reach { workload } => {
                get(&design.workloads, *workload)?;
                endpoint::reach(design, catalog, *workload);
            }
            Self::SetServiceRegion { service, region } => {
                entity(design.services.get_mut(*service), *service)?.region.clone_from(region);
            }
            Self::Connect { workload, service } => {
                drop(connect::connect(design, catalog, *workload, *service)?);
            }
            Self::Call { workload, service, kind } => {
                connect::call(design, catalog, *workload, service, *kind)?;
            }
            Self::SetRecipe { workload, recipe } => {
                recipe::set_recipe(design, *workload, recipe.clone())?;
            }
            Self::SetEndpointAccess { access } => access::set_endpoint_access(design, catalog, *access),
            Self::SetTag { at, key, by } => {
                let gone = || EditError(format!("There is no tag {key} any more"));
                let tags = design.tags_of_mut(*at).ok_or_else(gone)?;
                tags.remove(key).ok_or_else(gone)?;
                if let Some((key, value)) = by {
                    tags.insert(key.clone(), value.clone());
                }
            }
            Self::Rename { entity, name } => name::rename(design, *entity, name)?,
            Self::Unsuppress { rule, at } => unsuppress(design, rule, *at)?,
            Self::Remove { entities } => remove::remove(design, entities)?,
        }
        Ok(())
    }
}

fn entity<T>(found: Option<&mut T>, id: impl Into<EntityRef>) -> Result<&mut T, EditError> {
    found.ok_or_else(|| EditError::gone(id))
}

fn interface(design: &mut Design, id: Id<Endpoint>) -> Result<&mut InterfaceEndpoint, EditError> {
    let endpoint = entity(design.endpoints.get_mut(id), id)?;
    let name = endpoint.name.clone();
    endpoint.kind.interface_mut().ok_or_else(|| other_type(&name, "an interface"))
}

fn other_type(name: &str, wanted: &str) -> EditError {
    EditError(format!("Endpoint {name} is no longer {wanted} endpoint"))
}

fn rules(
    design: &mut Design,
    group: Id<SecurityGroup>,
    direction: Direction,
) -> Result<&mut Vec<Rule>, EditError> {
    let group = entity(design.security_groups.get_mut(group), group)?;
    Ok(match direction {
        Direction::Ingress => &mut group.ingress,
        Direction::Egress => &mut group.egress,
    })
}

/// What the fix was made for may have moved to another VPC since.
fn at_home(
    design: &Design,
    owner: EntityRef,
    others: impl IntoIterator<Item = EntityRef>,
) -> Result<(), EditError> {
    let vpc = design.vpc_of(owner);
    for other in others {
        if !design.exists(other) {
            return Err(EditError::gone(other));
        }
        if design.vpc_of(other) != vpc {
            let (other, owner) = (design.label(other), design.label(owner));
            return Err(EditError(format!("{other} is in another VPC than {owner}")));
        }
    }
    Ok(())
}
