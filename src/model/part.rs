//! Parts of a design as designs of their own: for the clipboard, and for what is copied within one design.

use std::collections::BTreeSet;

use super::{Design, EntityRef};

/// Runs a macro over the names of all tables of a [`Design`].
macro_rules! tables {
    ($do:ident) => {
        $do!(
            vpcs,
            zones,
            subnets,
            route_tables,
            internet_gateways,
            nat_gateways,
            security_groups,
            workloads,
            services,
            endpoints,
            connections,
            network_acls,
            peering_connections,
            transit_gateways,
            transit_gateway_attachments,
            vpn_gateways,
            on_premises_networks,
            hosted_zones,
            resolver_endpoints,
            endpoint_services,
            profiles
        )
    };
}

impl Design {
    /// The given entities, all that lies in them, and the connections of their workloads.
    pub fn content_of(&self, roots: &[EntityRef]) -> BTreeSet<EntityRef> {
        let mut content: BTreeSet<EntityRef> =
            roots.iter().copied().filter(|root| self.exists(*root)).collect();
        // `entities` lists containers first and connections last, so one pass finds all.
        for entity in self.entities() {
            let owner = match entity {
                EntityRef::Connection(id) => self.connections.get(id).map(|c| c.workload.into()),
                _ => self.parent_of(entity),
            };
            if owner.is_some_and(|owner| content.contains(&owner)) {
                content.insert(entity);
            }
        }
        content
    }

    /// A design of the given entities with their content, and of what these refer to, also over several steps: their
    /// containers, route tables, groups, services. Nothing in it dangles; ids are as they were.
    pub fn part(&self, roots: &[EntityRef]) -> Self {
        let mut kept = self.content_of(roots);
        let mut new: Vec<EntityRef> = kept.iter().copied().collect();
        while let Some(entity) = new.pop() {
            new.extend(self.references(entity).into_iter().filter(|other| kept.insert(*other)));
        }
        let mut part = Self {
            name: self.name.clone(),
            region: self.region.clone(),
            next_id: self.next_id,
            ..Self::default()
        };
        part.absorb(self);
        part.retain(|entity| kept.contains(&entity));
        part
    }

    /// Keeps the entities that pass the test. Those that name another one must be mended by the caller.
    pub fn retain(&mut self, keep: impl Fn(EntityRef) -> bool) {
        macro_rules! retain {
            ($($table:ident),*) => {$(self.$table.retain(|id| keep(id.into()));)*};
        }
        tables!(retain);
        self.drawing.retain(keep);
    }

    /// Takes the entities of another design in, whose numbers this one does not use.
    pub fn absorb(&mut self, other: &Self) {
        macro_rules! absorb {
            ($($table:ident),*) => {$(self.$table.extend(&other.$table);)*};
        }
        tables!(absorb);
        self.drawing.locked.extend(&other.drawing.locked);
        self.drawing.collapsed.extend(&other.drawing.collapsed);
        let largest = other.entities().map(EntityRef::number).max().unwrap_or(0);
        self.next_id = self.next_id.max(largest.saturating_add(1));
    }
}
