//! Workloads and the service nodes they call.

use super::{EditError, atomically, endpoint, get, name, recipe, security_group};
use crate::{
    catalog::Catalog,
    model::{
        Design, EndpointServiceName, Id, LatticeArn, Peer, Point, RecipeChoice, SecurityGroup, Service,
        ServiceRef, Subnet, Vpc, Workload, WorkloadKind,
    },
};

/// Adds a workload with a security group of its own.
///
/// # Errors
/// The subnet is gone.
pub fn add_workload(
    design: &mut Design,
    subnet: Id<Subnet>,
    kind: WorkloadKind,
) -> Result<Id<Workload>, EditError> {
    add(design, subnet, kind, kind.stem(), None)
}

/// Adds a workload that a recipe of the catalogue describes, named after it.
///
/// # Errors
/// The subnet is gone, or the catalogue has no such recipe.
pub fn add_recipe_workload(
    design: &mut Design,
    subnet: Id<Subnet>,
    recipe: &str,
) -> Result<Id<Workload>, EditError> {
    let known = recipe::known(recipe)?;
    let kind = recipe::kind_of_recipe(known);
    add(design, subnet, kind, known.id, Some(RecipeChoice::new(known.id)))
}

fn add(
    design: &mut Design,
    subnet: Id<Subnet>,
    kind: WorkloadKind,
    stem: &str,
    recipe: Option<RecipeChoice>,
) -> Result<Id<Workload>, EditError> {
    let vpc = design.vpc_of_subnet(subnet).ok_or_else(|| EditError::gone(subnet))?;
    atomically(design, |design| {
        let taken: Vec<&str> = design.workloads_of(vpc).map(|(_, workload)| workload.name.as_str()).collect();
        let name = name::unique(stem, taken.into_iter());
        let group = security_group::add_security_group(design, vpc, &name)?;
        if let Some(group) = design.security_groups.get_mut(group) {
            group.description = format!("Workload {name}");
        }
        let id = design.allocate();
        let workload =
            Workload { subnet, name, kind, recipe, security_groups: vec![group], at: Point::default() };
        design.workloads.insert(id, workload);
        Ok(id)
    })
}

/// Moves a workload to another subnet. In another VPC it gets groups of that VPC, with the same CIDR and prefix-list
/// rules, and the endpoints for its connections.
///
/// # Errors
/// One of the two is gone.
pub fn move_workload(
    design: &mut Design,
    catalog: &Catalog,
    workload: Id<Workload>,
    subnet: Id<Subnet>,
) -> Result<(), EditError> {
    let from = design.vpc_of_workload(workload).ok_or_else(|| EditError::gone(workload))?;
    let to = design.vpc_of_subnet(subnet).ok_or_else(|| EditError::gone(subnet))?;
    atomically(design, |design| {
        if let Some(entity) = design.workloads.get_mut(workload) {
            entity.subnet = subnet;
        }
        if from == to {
            endpoint::reach(design, catalog, workload);
            Ok(())
        } else {
            rehome(design, catalog, workload, from, to)
        }
    })
}

/// Replaces the groups of a workload that came from another VPC, and provides for its connections there.
pub(super) fn rehome(
    design: &mut Design,
    catalog: &Catalog,
    workload: Id<Workload>,
    from: Id<Vpc>,
    to: Id<Vpc>,
) -> Result<(), EditError> {
    let old = get(&design.workloads, workload)?.security_groups.clone();
    let mut groups: Vec<Id<SecurityGroup>> = Vec::new();
    for id in &old {
        let Some(group) = design.security_groups.get(*id).cloned() else { continue };
        if group.vpc != from {
            groups.push(*id);
            continue;
        }
        let local = |peer: &Peer| matches!(peer, Peer::SecurityGroup(_));
        let copy = security_group::add_security_group(design, to, &group.name)?;
        if let Some(entity) = design.security_groups.get_mut(copy) {
            entity.description = group.description;
            entity.tags = group.tags;
            entity.ingress = group.ingress.into_iter().filter(|rule| !local(&rule.peer)).collect();
            entity.egress = group.egress.into_iter().filter(|rule| !local(&rule.peer)).collect();
        }
        groups.push(copy);
    }
    if let Some(entity) = design.workloads.get_mut(workload) {
        entity.security_groups = groups;
    }
    super::remove::remove_orphaned_groups(design, &old);
    let connections: Vec<Id<Service>> = design.connections_of(workload).map(|(_, c)| c.service).collect();
    for service in connections {
        // A service that cannot be reached from the new VPC keeps its connection; the checks report it.
        let _ = super::connect::provide(design, catalog, workload, service);
    }
    Ok(())
}

/// Adds the node of a service in a Region; where the node is there, it is that one.
///
/// # Errors
/// The catalogue has no such service, or the name of an endpoint service is malformed.
pub fn add_service(
    design: &mut Design,
    catalog: &Catalog,
    target: ServiceRef,
    region: &str,
) -> Result<Id<Service>, EditError> {
    // A service that has one Region is drawn in that one.
    let home = super::endpoint::home_region(design, &target);
    let region = home.as_deref().unwrap_or(region);
    if let Some((id, _)) = design.service_node(&target, region) {
        return Ok(id);
    }
    let name = match &target {
        ServiceRef::Aws(key) => {
            catalog.entry(key).map(|entry| entry.title().to_owned()).ok_or_else(|| {
                EditError(format!("The catalogue has no service “{key}”; search it by product name"))
            })?
        }
        ServiceRef::EndpointService(full) => {
            EndpointServiceName::parse(full).map_err(|error| EditError(error.to_string()))?;
            target.word().to_owned()
        }
        ServiceRef::OwnEndpointService(id) => get(&design.endpoint_services, *id)?.name.clone(),
        ServiceRef::ResourceConfiguration(arn) => {
            LatticeArn::resource_configuration(arn).map_err(|error| EditError(error.to_string()))?;
            target.word().to_owned()
        }
        ServiceRef::ServiceNetwork(arn) => {
            LatticeArn::service_network(arn).map_err(|error| EditError(error.to_string()))?;
            target.word().to_owned()
        }
    };
    let id = design.allocate();
    design.services.insert(id, Service { target, region: region.to_owned(), name, at: Point::default() });
    Ok(id)
}
