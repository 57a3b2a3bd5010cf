//! Connections, and the endpoints they call for.

use super::{EditError, atomically, choose, choose::choose_in, endpoint, get, workload};
use crate::{
    catalog::{Availability, Catalog, EndpointType},
    model::{Connection, Design, Endpoint, Id, Service, ServiceRef, Vpc, Workload},
};

/// What [`connect`] made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connected {
    pub connection: Id<Connection>,
    /// The endpoints that were not there before.
    pub endpoints: Vec<Id<Endpoint>>,
}

/// Connects a workload to a service: adds the endpoints that lead there, with the companions the service does not work
/// without from this kind of workload, and lets the workload's security groups out to them. What is there already is reused.
///
/// # Errors
/// One of the two is gone; the service is in another Region; or the VPC's Region has no endpoint for it. The message
/// says which and what to do.
pub fn connect(
    design: &mut Design,
    catalog: &Catalog,
    workload: Id<Workload>,
    service: Id<Service>,
) -> Result<Connected, EditError> {
    atomically(design, |design| {
        get(&design.workloads, workload)?;
        get(&design.services, service)?;
        let known = design.connections_of(workload).find(|(_, c)| c.service == service).map(|(id, _)| id);
        let connection = known.unwrap_or_else(|| {
            let id = design.allocate();
            design.connections.insert(id, Connection::new(workload, service));
            id
        });
        let endpoints = provide(design, catalog, workload, service)?;
        Ok(Connected { connection, endpoints })
    })
}

/// Lets a workload call a service of its VPC's Region through an endpoint of a type: adds the service node, the connection
/// and the endpoint as far as they are not there, and nothing else. What a recipe needs is done one by one with this.
pub(super) fn call(
    design: &mut Design,
    catalog: &Catalog,
    id: Id<Workload>,
    target: &ServiceRef,
    kind: EndpointType,
) -> Result<(), EditError> {
    let vpc = design.vpc_of_workload(id).ok_or_else(|| EditError::gone(id))?;
    let region = get(&design.vpcs, vpc)?.region.clone();
    let service = workload::add_service(design, catalog, target.clone(), &region)?;
    if !design.connections_of(id).any(|(_, connection)| connection.service == service) {
        let connection = design.allocate();
        design.connections.insert(connection, Connection::new(id, service));
    }
    if endpoint::usable(design, vpc, target, kind).is_none() {
        let choice = choose(design, catalog, vpc, target);
        let way = choice.ways.iter().find(|way| way.kind == kind);
        if way.is_none_or(|way| way.availability == Availability::Absent) {
            let reasons = way.map_or(choice.reasons, |way| way.reasons.clone());
            return Err(EditError(reasons.join(". ")));
        }
        endpoint::add_endpoint_of_type(design, catalog, vpc, target.clone(), kind)?;
    }
    endpoint::reach(design, catalog, id);
    Ok(())
}

/// Adds what is missing for a connection that exists.
pub(super) fn provide(
    design: &mut Design,
    catalog: &Catalog,
    workload: Id<Workload>,
    service: Id<Service>,
) -> Result<Vec<Id<Endpoint>>, EditError> {
    let vpc = design.vpc_of_workload(workload).ok_or_else(|| EditError::gone(workload))?;
    let region = get(&design.vpcs, vpc)?.region.clone();
    let node = get(&design.services, service)?.clone();
    if node.region != region {
        return provide_across(design, catalog, vpc, workload, &node);
    }
    let mut made = Vec::new();
    let at_hand = |design: &Design, target: &ServiceRef| {
        design.endpoints_for(vpc, target).next().is_some()
            || design.endpoints_shared_with(vpc, target).next().is_some()
    };
    if !at_hand(design, &node.target) {
        made.push(endpoint::add_endpoint(design, catalog, vpc, node.target.clone())?);
    }
    // With a new endpoint come those that others need who are connected to the service already.
    let others = made.first().and_then(|id| design.endpoints.get(*id)).map(|made| design.clients_of(made));
    let callers: Vec<Workload> = [workload]
        .into_iter()
        .chain(others.unwrap_or_default())
        .filter_map(|id| design.workloads.get(id).cloned())
        .collect();
    for companion in callers.iter().flat_map(|caller| endpoint::companions(caller, &node.target)) {
        let target = ServiceRef::Aws(companion.key.to_owned());
        if at_hand(design, &target) {
            continue;
        }
        // A companion that the Region does not have is no reason to refuse the connection.
        let offered = choose(design, catalog, vpc, &target)
            .ways
            .iter()
            .any(|way| way.kind == companion.endpoint_type && way.availability != Availability::Absent);
        if offered {
            let kind = companion.endpoint_type;
            made.push(endpoint::add_endpoint_of_type(design, catalog, vpc, target, kind)?);
        }
    }
    endpoint::reach(design, catalog, workload);
    // Others that are connected to the service already come along.
    for endpoint in &made {
        endpoint::reach_from_clients(design, catalog, *endpoint);
    }
    Ok(made)
}

/// Adds what is missing for a connection to a service of another Region: cross-Region interface endpoints.
fn provide_across(
    design: &mut Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    workload: Id<Workload>,
    node: &Service,
) -> Result<Vec<Id<Endpoint>>, EditError> {
    let choice = choose_in(design, catalog, vpc, &node.target, &node.region);
    if choice.kind.is_none() {
        return Err(EditError(format!(
            "{} is drawn in {}, and {} is in {}. {}. Add it in the VPC's Region, or move one of the two",
            node.name,
            node.region,
            design.label(workload.into()),
            design.region_of(vpc.into()).unwrap_or_default(),
            choice.reasons.join(". ")
        )));
    }
    let entity = get(&design.workloads, workload)?.clone();
    let companions = endpoint::companions(&entity, &node.target)
        .map(|companion| ServiceRef::Aws(companion.key.to_owned()))
        .filter(|target| choose_in(design, catalog, vpc, target, &node.region).kind.is_some());
    let wanted: Vec<ServiceRef> = [node.target.clone()].into_iter().chain(companions).collect();
    let mut made = Vec::new();
    for target in wanted {
        if design.endpoints_to(vpc, &target, &node.region).next().is_none() {
            made.push(endpoint::add_endpoint_in(design, catalog, vpc, target, &node.region)?);
        }
    }
    endpoint::reach(design, catalog, workload);
    Ok(made)
}
