//! Everything that can be found by typing: actions, things to add, and what is on the canvas.

use super::{Action, Command, Editor, PaletteItem};
use crate::model::{EntityRef, ServiceRef, SubnetKind, Tags, WorkloadKind};

/// What a find leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Find {
    Act(Action),
    Add(PaletteItem),
    /// Select it and bring it into view.
    Go(EntityRef),
    /// Join the selected network with another.
    Join(Command),
}

/// Where to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The command palette: all of it.
    Everything,
    /// The search on the canvas.
    Canvas,
}

/// One thing that can be found.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub find: Find,
    pub title: String,
    /// What tells it from others of its name: where it lies, its block.
    pub detail: String,
    /// What else finds it.
    pub also: String,
}

impl Editor {
    /// All that can be found, in the order in which to offer it to who has not typed anything yet.
    pub fn finds(&self, scope: Scope) -> Vec<Entry> {
        let mut entries = Vec::new();
        match scope {
            Scope::Everything => {
                self.offer_joins(&mut entries);
                entries.extend(Action::ALL.into_iter().map(act));
                self.offer_objects(&mut entries);
                self.offer_additions(&mut entries);
            }
            Scope::Canvas => self.offer_objects(&mut entries),
        }
        entries
    }

    fn offer_additions(&self, entries: &mut Vec<Entry>) {
        let mut plain = vec![PaletteItem::Vpc, PaletteItem::Zone];
        plain.extend(SubnetKind::ALL.map(PaletteItem::Subnet));
        plain.extend([
            PaletteItem::InternetGateway,
            PaletteItem::NatGateway,
            PaletteItem::TransitGateway,
            PaletteItem::OnPremisesNetwork,
            PaletteItem::EndpointService,
        ]);
        plain.extend(WorkloadKind::ALL.map(PaletteItem::Workload));
        entries.extend(plain.into_iter().map(|item| Entry {
            title: format!("Add {}", item.title()),
            detail: String::new(),
            also: String::new(),
            find: Find::Add(item),
        }));
        entries.extend(self.catalog().entries().into_iter().map(|service| Entry {
            title: format!("Add service {}", service.title()),
            detail: service.key.to_owned(),
            also: service.category().to_owned(),
            find: Find::Add(PaletteItem::Service(ServiceRef::Aws(service.key.to_owned()))),
        }));
    }

    /// What has a box, is a route table or a group; connections are found by their ends.
    fn offer_objects(&self, entries: &mut Vec<Entry>) {
        let design = self.design();
        let found = design.entities().filter(|entity| !matches!(entity, EntityRef::Connection(_)));
        entries.extend(found.map(|entity| {
            let around = std::iter::successors(design.parent_of(entity), |inner| design.parent_of(*inner));
            let mut detail: Vec<String> = self.addresses(entity);
            detail.extend(around.map(|outer| design.label(outer)));
            let tags: Vec<String> = self
                .tags(entity)
                .into_iter()
                .flatten()
                .map(|(key, value)| format!("{key}={value}"))
                .collect();
            Entry {
                title: self.describe(entity),
                detail: detail.join(" · "),
                also: format!("{entity} {}", tags.join(" ")),
                find: Find::Go(entity),
            }
        }));
    }

    fn addresses(&self, entity: EntityRef) -> Vec<String> {
        let design = self.design();
        match entity {
            EntityRef::Vpc(id) => design.vpcs.get(id).map(|vpc| {
                vpc.cidr_blocks.iter().map(ToString::to_string).chain([vpc.region.clone()]).collect()
            }),
            EntityRef::Subnet(id) => design.subnets.get(id).map(|subnet| vec![subnet.cidr_block.to_string()]),
            EntityRef::Service(id) => design
                .services
                .get(id)
                .map(|service| vec![service.target.word().to_owned(), service.region.clone()]),
            EntityRef::Endpoint(id) => {
                design.endpoints.get(id).map(|endpoint| vec![endpoint.service.word().to_owned()])
            }
            _ => None,
        }
        .unwrap_or_default()
    }

    /// The tags of an entity; none for what AWS does not tag.
    pub(super) fn tags(&self, entity: EntityRef) -> Option<&Tags> {
        let design = &self.design;
        match entity {
            EntityRef::Vpc(id) => design.vpcs.get(id).map(|e| &e.tags),
            EntityRef::Subnet(id) => design.subnets.get(id).map(|e| &e.tags),
            EntityRef::RouteTable(id) => design.route_tables.get(id).map(|e| &e.tags),
            EntityRef::InternetGateway(id) => design.internet_gateways.get(id).map(|e| &e.tags),
            EntityRef::NatGateway(id) => design.nat_gateways.get(id).map(|e| &e.tags),
            EntityRef::SecurityGroup(id) => design.security_groups.get(id).map(|e| &e.tags),
            EntityRef::Endpoint(id) => design.endpoints.get(id).map(|e| &e.tags),
            _ => None,
        }
    }
}

fn act(action: Action) -> Entry {
    Entry {
        title: action.label().to_owned(),
        detail: String::new(),
        also: format!("{} {}", action.group().title(), action.tooltip()),
        find: Find::Act(action),
    }
}
