//! A security group.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    common::{links, name_field, part, present, section, set},
    rules::rules,
    tags,
};
use crate::app::{
    state::AppState,
    widget::field::{TextField, text_field},
};
use crate::editor::{Command, Field, Record, SecurityGroupField};
use crate::model::{Direction, EntityRef, Id, SecurityGroup};

pub(super) fn security_group(state: AppState, id: Id<SecurityGroup>) -> AnyView {
    let group = present(state, id, |design| &design.security_groups);
    let description = text_field(
        TextField::new("Description", "group-description").live(),
        part(group, |group| group.description.clone()),
        Arc::new(move |text| {
            let field = Field::SecurityGroup(id, SecurityGroupField::Description(text));
            state.try_apply(Command::Set(field), Record::Amend(format!("{id}.description")))
        }),
        move || state.seal(),
    );
    let members = links(state, "Nothing uses this group", move |design| {
        let workloads = design
            .workloads
            .iter()
            .filter(|(_, workload)| workload.security_groups.contains(&id))
            .map(|(workload, entity)| (EntityRef::from(workload), entity.kind.title().to_owned()));
        let endpoints = design
            .endpoints
            .iter()
            .filter(|(_, endpoint)| endpoint.kind.security_groups().contains(&id))
            .map(|(endpoint, entity)| (EntityRef::from(endpoint), entity.kind.title().to_owned()));
        workloads.chain(endpoints).collect()
    });
    view! {
        <section>{name_field(state, id.into())} {description}</section>
        {rules(state, id, group, Direction::Ingress)}
        {rules(state, id, group, Direction::Egress)}
        {section("Used by", ().into_any(), members)}
        {tags::tags(
            "Tags",
            part(group, |group| group.tags.clone()),
            Arc::new(move |tags| set(state, Field::SecurityGroup(id, SecurityGroupField::Tags(tags)))),
        )}
    }
    .into_any()
}
