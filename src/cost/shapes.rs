//! Shapes of the same connectivity, side by side.

use super::{
    curve::{self, Curve},
    estimate::Total,
    usage::Usage,
};
use crate::{
    catalog::Catalog,
    edit::{self, EditError, Shape, Terms},
    graph::Resource,
    lower::lower,
    model::{Design, EntityRef, Id, Service},
    reach::{Verifier, Way},
};

/// What every shape costs.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The design as it is.
    pub now: Offer,
    pub shapes: Vec<ShapeCost>,
    /// The cheapest shape by the traffic of each connection, in GB a month: from each figure on. Only of shapes in which
    /// everything still arrives and that leave nothing without a price.
    pub cheapest: Vec<(u32, Shape)>,
}

/// A shape, or why the design cannot have it.
#[derive(Clone, Debug)]
pub struct ShapeCost {
    pub shape: Shape,
    pub offer: Result<Offer, EditError>,
}

/// What a shape would mean.
#[derive(Clone, Debug)]
pub struct Offer {
    /// With the traffic that the design gives.
    pub total: Total,
    /// Whatever the traffic.
    pub standing: Total,
    /// None where prices are of several currencies.
    pub curve: Option<Curve>,
    /// The design has this shape already.
    pub current: bool,
    /// The connections that arrive now and would not.
    pub lost: Vec<EntityRef>,
    /// How many of the connections are private, of how many.
    pub private: (usize, usize),
    /// Network interfaces of endpoints, and NAT gateways.
    pub interfaces: usize,
    pub nat_gateways: usize,
    /// Endpoint policies of the design that would be gone.
    pub policies: usize,
}

/// Converts the design to every shape, verifies the paths and puts prices to it. `terms` as in [`edit::convert`].
pub fn compare(design: &Design, catalog: &Catalog, terms: Terms) -> Comparison {
    let now = usage(design, catalog);
    let shapes: Vec<ShapeCost> = Shape::ALL
        .into_iter()
        .map(|shape| {
            let converted = edit::convert(design, catalog, shape, terms);
            ShapeCost { shape, offer: converted.map(|next| offer(design, &next, catalog, &now.0)) }
        })
        .collect();
    let comparable: Vec<(Shape, &Curve)> = shapes
        .iter()
        .filter_map(|each| Some((each.shape, each.offer.as_ref().ok()?)))
        .filter(|(_, offer)| offer.lost.is_empty() && offer.total.without_price == 0)
        .filter_map(|(shape, offer)| Some((shape, offer.curve.as_ref()?)))
        .collect();
    let curves: Vec<&Curve> = comparable.iter().map(|(_, curve)| *curve).collect();
    let cheapest = curve::cheapest(&curves)
        .into_iter()
        .filter_map(|(gb, index)| Some((gb, comparable.get(index)?.0)))
        .collect();
    Comparison { now: of(now.0, now.1, Vec::new(), true, 0), shapes, cheapest }
}

/// Network interfaces of endpoints, and NAT gateways.
type Counts = (usize, usize);

fn usage(design: &Design, catalog: &Catalog) -> (Usage, Counts) {
    let graph = lower(design, catalog);
    let mut counts = (0, 0);
    for (_, node) in graph.iter() {
        match &node.resource {
            Resource::InterfaceEndpoint(endpoint) => counts.0 += endpoint.subnets.len(),
            Resource::NatGateway(_) => counts.1 += 1,
            _ => {}
        }
    }
    (Usage::of(design, &graph, &Verifier::new(design, &graph, catalog)), counts)
}

fn offer(before: &Design, next: &Design, catalog: &Catalog, now: &Usage) -> Offer {
    let (usage, counts) = usage(next, catalog);
    let lost = now
        .flows
        .iter()
        .filter(|flow| arrives(flow.way))
        .filter(|flow| !arrives(way(&usage, flow.drawn, flow.service)))
        .map(|flow| flow.drawn)
        .collect();
    let policies = before
        .endpoints
        .iter()
        .filter(|(id, endpoint)| {
            let kept = next.endpoints.get(*id).is_some_and(|other| other.policy == endpoint.policy);
            endpoint.policy.is_some() && !kept
        })
        .count();
    of(usage, counts, lost, before == next, policies)
}

fn of(
    usage: Usage,
    (interfaces, nat_gateways): Counts,
    lost: Vec<EntityRef>,
    current: bool,
    policies: usize,
) -> Offer {
    let estimate = usage.estimate();
    let private = usage.flows.iter().filter(|flow| flow.way.is_some_and(Way::is_private)).count();
    Offer {
        total: estimate.total(),
        standing: estimate.standing(),
        curve: Curve::of(&usage),
        current,
        lost,
        private: (private, usage.flows.len()),
        interfaces,
        nat_gateways,
        policies,
    }
}

fn arrives(way: Option<Way>) -> bool {
    way.is_some_and(|way| way != Way::Unreachable)
}

fn way(usage: &Usage, drawn: EntityRef, service: Id<Service>) -> Option<Way> {
    usage.flows.iter().find(|flow| flow.drawn == drawn && flow.service == service)?.way
}
