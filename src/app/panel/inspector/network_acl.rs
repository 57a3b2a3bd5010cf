//! A network ACL and its rules.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    common::{Present, add_button, links, name_field, part, present, put, remove_button, section, set},
    rules::{ports_of, protocols, read_ports},
    tags,
};
use crate::app::{
    state::{AppState, Tone},
    widget::field::{TextField, select, text_field},
};
use crate::editor::{Field, NetworkAclField, NetworkField};
use crate::model::{AclAction, AclRule, Direction, EntityRef, Id, NetworkAcl, Protocol};
use crate::net;

pub(super) fn network_acl(state: AppState, id: Id<NetworkAcl>) -> AnyView {
    let acl = present(state, id, |design| &design.network_acls);
    let subnets = links(state, "No subnet uses it; choose it in a subnet", move |design| {
        design
            .subnets
            .iter()
            .filter(|(_, subnet)| subnet.network_acl == Some(id))
            .map(|(subnet, entity)| (EntityRef::from(subnet), entity.cidr_block.to_string()))
            .collect()
    });
    view! {
        <section>
            {name_field(state, id.into())}
            <p class="hint">"The lowest number that matches decides; what no rule matches is denied. Answers need a rule too"</p>
        </section>
        {rules(state, id, acl, Direction::Ingress)}
        {rules(state, id, acl, Direction::Egress)}
        {section("Subnets", ().into_any(), subnets)}
        {tags::tags(
            "Tags",
            part(acl, |acl| acl.tags.clone()),
            Arc::new(move |tags| set(state, field(id, NetworkAclField::Tags(tags)))),
        )}
    }
    .into_any()
}

const fn field(id: Id<NetworkAcl>, field: NetworkAclField) -> Field {
    Field::Network(NetworkField::NetworkAcl(id, field))
}

fn rules_field(id: Id<NetworkAcl>, direction: Direction, rules: Vec<AclRule>) -> Field {
    match direction {
        Direction::Ingress => field(id, NetworkAclField::Ingress(rules)),
        Direction::Egress => field(id, NetworkAclField::Egress(rules)),
    }
}

fn rules(state: AppState, id: Id<NetworkAcl>, acl: Present<NetworkAcl>, direction: Direction) -> AnyView {
    let list = part(acl, move |acl| match direction {
        Direction::Ingress => acl.ingress.clone(),
        Direction::Egress => acl.egress.clone(),
    });
    let rows =
        move || (0..list.with(Vec::len)).map(|index| row(state, id, direction, list, index)).collect_view();
    let add = move || {
        let mut next = list.get_untracked();
        // Before the last one, as AWS's console proposes: steps of ten leave room.
        let number = next.iter().map(|rule| rule.number).max().unwrap_or(90).saturating_add(10);
        next.push(AclRule { number: number.min(AclRule::MAX_NUMBER), ..AclRule::allow_all() });
        put(state, rules_field(id, direction, next));
    };
    let (title, label, test_id) = match direction {
        Direction::Ingress => ("Inbound rules", "Add an inbound rule", "acl-rule-add-in"),
        Direction::Egress => ("Outbound rules", "Add an outbound rule", "acl-rule-add-out"),
    };
    section(title, add_button(label, test_id, add), rows.into_any())
}

fn row(
    state: AppState,
    id: Id<NetworkAcl>,
    direction: Direction,
    list: Signal<Vec<AclRule>>,
    index: usize,
) -> AnyView {
    let edit = move |edit: &dyn Fn(&mut AclRule)| {
        let mut next = list.get_untracked();
        if let Some(rule) = next.get_mut(index) {
            edit(rule);
        }
        set(state, rules_field(id, direction, next))
    };
    let tell = move |result: Result<(), String>| {
        if let Err(error) = result {
            state.toast(Tone::Warn, error);
        }
    };
    let read = move |part: fn(&AclRule) -> String| {
        Signal::derive(move || list.with(|list| list.get(index).map(part).unwrap_or_default()))
    };
    let number = text_field(
        TextField::new("Number", "acl-rule-number").mono(),
        read(|rule| rule.number.to_string()),
        Arc::new(move |text: String| {
            let number = text.trim().parse().map_err(|_| {
                format!("“{}” is not a rule number; write 1 to {}", text.trim(), AclRule::MAX_NUMBER)
            })?;
            edit(&|rule| rule.number = number)
        }),
        || {},
    );
    let action = select(
        format!("acl-rule-action-{direction:?}-{index}"),
        "acl-rule-action",
        "Action",
        Signal::stored(vec![
            ("allow".to_owned(), "Allow".to_owned()),
            ("deny".to_owned(), "Deny".to_owned()),
        ]),
        read(|rule| rule.action.api().to_owned()),
        move |value| {
            let action = if value == "deny" { AclAction::Deny } else { AclAction::Allow };
            tell(edit(&|rule| rule.action = action));
        },
    );
    let protocol = select(
        format!("acl-rule-protocol-{direction:?}-{index}"),
        "acl-rule-protocol",
        "Protocol",
        Signal::stored(protocols()),
        read(|rule| rule.protocol.api().to_owned()),
        move |value| {
            let protocol = Protocol::from_api(&value);
            tell(edit(&|rule| {
                rule.protocol = protocol;
                rule.ports = protocol.ports(rule.ports);
            }));
        },
    );
    let all = Memo::new(move |_| {
        list.with(|list| list.get(index).is_some_and(|rule| rule.protocol == Protocol::All))
    });
    let ports = move || {
        (!all.get()).then(|| {
            text_field(
                TextField::new("Ports", "acl-rule-ports").mono(),
                read(|rule| ports_of(rule.ports)),
                Arc::new(move |text: String| {
                    let ports = read_ports(&text)?;
                    edit(&|rule| rule.ports = Some(ports))
                }),
                || {},
            )
        })
    };
    let block = text_field(
        TextField::new("CIDR block", "acl-rule-cidr").mono(),
        read(|rule| rule.cidr_block.to_string()),
        Arc::new(move |text: String| {
            let block: net::IpNet = text.trim().parse().map_err(|_| {
                format!("“{}” is not a CIDR block; write it like 10.0.0.0/16 or ::/0", text.trim())
            })?;
            edit(&|rule| rule.cidr_block = block.trunc())
        }),
        || {},
    );
    let remove = move || {
        let mut next = list.get_untracked();
        if index < next.len() {
            next.remove(index);
        }
        put(state, rules_field(id, direction, next));
    };
    view! {
        <div class="rule">
            <div class="row bottom">
                {number} {action} {remove_button("Remove the rule", "acl-rule-remove", remove)}
            </div>
            <div class="row bottom">{protocol} {ports}</div>
            {block}
        </div>
    }
    .into_any()
}
