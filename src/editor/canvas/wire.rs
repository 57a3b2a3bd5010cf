//! The lines of connections: workload → endpoint → service.
//!
//! Lines that lead to one endpoint run together; the stretch from an endpoint to its service is drawn once.

use std::collections::BTreeMap;

use super::Layout;
use crate::model::{Connection, Design, Endpoint, EntityRef, Frame, Id, Point, Service};

/// One stretch of line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WireId {
    /// From a workload to the endpoint that carries the connection.
    ToEndpoint(Id<Connection>),
    /// From an endpoint to its service, for all connections that it carries.
    FromEndpoint(Id<Endpoint>, Id<Service>),
    /// From a workload to a service without an endpoint between.
    Direct(Id<Connection>),
}

/// A stretch of line with its corners, in absolute canvas units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wire {
    pub id: WireId,
    pub from: EntityRef,
    pub to: EntityRef,
    pub points: Vec<Point>,
    /// The connections that run over it.
    pub connections: Vec<Id<Connection>>,
}

impl Wire {
    /// The path as the `d` of an SVG `<path>`.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for (index, point) in self.points.iter().enumerate() {
            path.push_str(&format!("{}{} {}", if index == 0 { "M" } else { "L" }, point.x, point.y));
        }
        path
    }
}

/// The wires of all connections, in the order in which to paint them.
pub fn wires(design: &Design, layout: &Layout) -> Vec<Wire> {
    let mut found: BTreeMap<WireId, Wire> = BTreeMap::new();
    let mut add = |id: WireId, from: EntityRef, to: EntityRef, connection: Id<Connection>| {
        let (Some(start), Some(end)) = (layout.frame(from), layout.frame(to)) else { return };
        let wire = found.entry(id).or_insert_with(|| Wire {
            id,
            from,
            to,
            points: vec![right_port(start), left_port(end)],
            connections: Vec::new(),
        });
        wire.connections.push(connection);
    };
    for (id, connection) in design.connections.iter() {
        let (Some(vpc), Some(service)) =
            (design.vpc_of_workload(connection.workload), design.services.get(connection.service))
        else {
            continue;
        };
        match design.endpoints_for(vpc, &service.target).next() {
            Some((endpoint, _)) => {
                add(WireId::ToEndpoint(id), connection.workload.into(), endpoint.into(), id);
                add(
                    WireId::FromEndpoint(endpoint, connection.service),
                    endpoint.into(),
                    connection.service.into(),
                    id,
                );
            }
            None => add(WireId::Direct(id), connection.workload.into(), connection.service.into(), id),
        }
    }
    found.into_values().collect()
}

/// Where wires leave a box: the middle of its right side.
pub fn right_port(frame: Frame) -> Point {
    Point::new(frame.right(), frame.y.saturating_add(frame.h / 2))
}

/// Where wires arrive at a box: the middle of its left side.
pub fn left_port(frame: Frame) -> Point {
    Point::new(frame.x, frame.y.saturating_add(frame.h / 2))
}
