//! Design → resource graph.
//!
//! Total: every design has a graph. What no resource can be made of (an endpoint of an unknown service, a policy that
//! is not JSON) is left out with a [`Note`]; whether the result works is for `check` to say.
//!
//! *Invariant:* the order of nodes depends on ids only, so that a small edit makes a small difference in the exports.

mod endpoint;
mod endpoint_service;
mod hosted_zone;
mod interconnect;
mod ipv6;
mod network;
mod network_acl;
mod profile;
mod security;
mod text;

use std::collections::BTreeMap;

use crate::{
    catalog::Catalog,
    graph::{Kind, Namer, Node, NodeRef, Note, Resource, ResourceGraph, Slug},
    model::{Clients, Design, EntityRef, Id, PeeringConnection, ServiceKey, Tags, Vpc},
};

/// Lowers a design, with the service names of a catalogue.
///
/// ```
/// use vpc_designer::{catalog::Catalog, edit, lower::lower, model::Design};
/// let mut design = Design::new("demo", "us-east-1");
/// edit::add_vpc(&mut design, "us-east-1");
/// assert_eq!(lower(&design, &Catalog::embedded()).nodes.len(), 1);
/// ```
pub fn lower(design: &Design, catalog: &Catalog) -> ResourceGraph {
    let mut builder = Builder::new(design, catalog);
    let scopes: Vec<network::Scope<'_>> =
        design.vpcs.iter().filter_map(|(id, _)| network::lower_vpc(&mut builder, id)).collect();
    interconnect::lower_interconnect(&mut builder, &scopes);
    for scope in &scopes {
        endpoint_service::lower_endpoint_services(&mut builder, scope);
    }
    for scope in &scopes {
        endpoint::lower_endpoints_of_own_services(&mut builder, scope);
    }
    // Routes to what joins VPCs come after it, as do those to endpoints.
    for scope in &scopes {
        network::lower_routes_beyond(&mut builder, scope);
    }
    hosted_zone::lower_hosted_zones(&mut builder);
    profile::lower_profiles(&mut builder);
    builder.graph
}

/// The graph under construction, with the node of each entity.
struct Builder<'a> {
    design: &'a Design,
    catalog: &'a Catalog,
    graph: ResourceGraph,
    nodes: BTreeMap<EntityRef, NodeRef>,
    /// The other side of peering connections between two Regions.
    accepters: BTreeMap<Id<PeeringConnection>, NodeRef>,
    vpc_names: Namer,
    clients: Clients<'a>,
    /// The look-ups made so far, by Region and service.
    prefix_lists: BTreeMap<(String, ServiceKey), NodeRef>,
    /// Names in use per VPC (or Region, where there is no VPC) and kind.
    names: BTreeMap<(Option<NodeRef>, Kind, String), Namer>,
}

/// What a node is made of besides its resource.
struct Draft {
    origin: EntityRef,
    /// The name to slug; the `Name` tag too where AWS tags the resource.
    name: String,
    /// Whether the node stands for its entity; a route, an association or a rule is only a part of one.
    whole: bool,
    tags: Tags,
    why: Vec<String>,
}

impl Draft {
    fn new(origin: impl Into<EntityRef>, name: &str, tags: &Tags) -> Self {
        Self {
            origin: origin.into(),
            name: name.to_owned(),
            whole: true,
            tags: tags.clone(),
            why: Vec::new(),
        }
    }

    /// A part of an entity: a route, an association, a rule.
    fn part(origin: impl Into<EntityRef>, name: String) -> Self {
        Self { origin: origin.into(), name, whole: false, tags: Tags::new(), why: Vec::new() }
    }

    fn because(mut self, why: impl Into<String>) -> Self {
        self.why.push(why.into());
        self
    }
}

impl<'a> Builder<'a> {
    fn new(design: &'a Design, catalog: &'a Catalog) -> Self {
        // A design has no id of its own; a nameless one is called after its kind.
        let name =
            if design.name.chars().any(|c| c.is_ascii_alphanumeric()) { &design.name } else { "network" };
        let fallback = EntityRef::from(Id::<Vpc>::new(0));
        Self {
            design,
            catalog,
            graph: ResourceGraph {
                name: Slug::new(name, fallback),
                title: design.name.clone(),
                description: design.description.clone(),
                region: design.region.clone(),
                default_tags: design.tags.clone(),
                nodes: Vec::new(),
                on_premises: Vec::new(),
                notes: Vec::new(),
            },
            nodes: BTreeMap::new(),
            accepters: BTreeMap::new(),
            clients: design.clients(),
            prefix_lists: BTreeMap::new(),
            vpc_names: Namer::default(),
            names: BTreeMap::new(),
        }
    }

    /// Appends a node. A VPC is its own VPC; other nodes name theirs, and take its Region.
    fn push(&mut self, vpc: Option<NodeRef>, region: &str, draft: Draft, resource: Resource) -> NodeRef {
        let at = NodeRef(self.graph.nodes.len() as u32);
        let kind = resource.kind();
        let name = if matches!(resource, Resource::Vpc(_)) {
            self.vpc_names.name(&draft.name, draft.origin)
        } else {
            let region = if vpc.is_some() { "" } else { region };
            let scope = (vpc, kind, region.to_owned());
            self.names.entry(scope).or_default().name(&draft.name, draft.origin)
        };
        let name_tag = match kind {
            _ if draft.whole => draft.name,
            // Tagged as well; by its slug, since a tag's value has at most 256 characters.
            Kind::SecurityGroupRule => name.kebab().to_owned(),
            _ => String::new(),
        };
        self.graph.nodes.push(Node {
            vpc: if matches!(resource, Resource::Vpc(_)) { Some(at) } else { vpc },
            resource,
            region: region.to_owned(),
            name,
            name_tag,
            tags: draft.tags,
            origin: draft.origin,
            why: draft.why,
        });
        at
    }

    /// The node of an entity that was lowered before.
    fn node_of(&self, entity: impl Into<EntityRef>) -> Option<NodeRef> {
        self.nodes.get(&entity.into()).copied()
    }

    fn note(&mut self, origin: impl Into<EntityRef>, message: String) {
        self.graph.notes.push(Note { origin: origin.into(), message });
    }
}
