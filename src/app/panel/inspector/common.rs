//! What the inspectors of several kinds share.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{
    canvas::glyph::{Glyph, glyph},
    state::AppState,
    widget::{
        field::{TextField, check_box, text_field},
        icon::{Icon, icon},
    },
};
use crate::editor::{Action, Command, Field, Record};
use crate::model::{Design, Entities, Entity, EntityRef, Id, SecurityGroup};

/// The present version of one entity; none once it is gone.
pub(super) type Present<T> = Memo<Option<Arc<T>>>;

pub(super) fn present<T: Entity + PartialEq + Send + Sync + 'static>(
    state: AppState,
    id: Id<T>,
    table: fn(&Design) -> &Entities<T>,
) -> Present<T> {
    Memo::new(move |_| state.design.with(|design| table(design).shared(id).cloned()))
}

/// A part of an entity as a signal; the default once the entity is gone.
pub(super) fn part<T: Send + Sync + 'static, R: Default + Clone + PartialEq + Send + Sync + 'static>(
    entity: Present<T>,
    read: impl Fn(&T) -> R + Send + Sync + 'static,
) -> Signal<R> {
    Memo::new(move |_| entity.with(|entity| entity.as_ref().map(|entity| read(entity)).unwrap_or_default()))
        .into()
}

/// Sets a field; the error is for the control that asked.
pub(super) fn set(state: AppState, field: Field) -> Result<(), String> {
    state.try_apply(Command::Set(field), Record::Step)
}

/// Sets a field from a control that has no place for an error; it is shown as a message.
pub(super) fn put(state: AppState, field: Field) {
    state.apply(Command::Set(field));
}

/// The name of an entity. Typing is one undo step.
pub(super) fn name_field(state: AppState, entity: EntityRef) -> AnyView {
    let name = Memo::new(move |_| state.design.with(|design| design.label(entity)));
    text_field(
        TextField::new("Name", "field-name").live(),
        name.into(),
        Arc::new(move |name| {
            state.try_apply(Command::Rename { entity, name }, Record::Amend(format!("{entity}.name")))
        }),
        move || state.seal(),
    )
}

/// A row that leads to another entity.
pub(in crate::app) fn link(state: AppState, entity: EntityRef, detail: impl Into<String>) -> AnyView {
    link_with(state, entity, detail, ().into_any())
}

/// A row that leads to another entity, with something at its end.
pub(in crate::app) fn link_with(
    state: AppState,
    entity: EntityRef,
    detail: impl Into<String>,
    end: AnyView,
) -> AnyView {
    let (name, picture) =
        state.design.with_untracked(|design| (design.label(entity), Glyph::of(design, entity)));
    let detail = detail.into();
    view! {
        <div class="link-row">
            {glyph(picture)}
            <span class="main">
                <button
                    type="button"
                    class="go"
                    data-testid=format!("go-{entity}")
                    on:click=move |_| state.show(entity)
                >
                    {name}
                </button>
                {(!detail.is_empty()).then(|| view! { <small>{detail}</small> })}
            </span>
            {end}
        </div>
    }
    .into_any()
}

/// Rows that lead to entities, made anew when the list or a name in it changes.
pub(super) fn links(
    state: AppState,
    empty: &'static str,
    list: impl Fn(&Design) -> Vec<(EntityRef, String)> + Send + Sync + 'static,
) -> AnyView {
    let rows = Memo::new(move |_| {
        state.design.with(|design| {
            list(design)
                .into_iter()
                .map(|(entity, detail)| (entity, detail, design.label(entity)))
                .collect::<Vec<_>>()
        })
    });
    let body = move || {
        let rows = rows.get();
        if rows.is_empty() {
            return view! { <p class="hint">{empty}</p> }.into_any();
        }
        rows.into_iter().map(|(entity, detail, _)| link(state, entity, detail)).collect_view().into_any()
    };
    view! { <div class="links">{body}</div> }.into_any()
}

/// A check box for each security group of an entity's VPC; `chosen` are on, `field` makes the change of a click.
pub(super) fn group_boxes(
    state: AppState,
    entity: EntityRef,
    test_id: &'static str,
    chosen: impl Fn(&Design) -> Vec<Id<SecurityGroup>> + Send + Sync + 'static,
    field: impl Fn(Vec<Id<SecurityGroup>>) -> Field + Copy + Send + Sync + 'static,
) -> AnyView {
    let list = Memo::new(move |_| {
        state.design.with(|design| {
            let Some(vpc) = design.vpc_of(entity) else { return Vec::new() };
            design
                .security_groups_of(vpc)
                .map(|(group, entity)| (group, entity.name.clone()))
                .collect::<Vec<_>>()
        })
    });
    let chosen = Memo::new(move |_| state.design.with(|design| chosen(design)));
    let rows = move || {
        list.get()
            .into_iter()
            .map(|(group, name)| {
                check_box(
                    name,
                    "",
                    format!("{test_id}-{group}"),
                    Signal::derive(move || chosen.with(|chosen| chosen.contains(&group))),
                    move |on| {
                        let mut next = chosen.get_untracked();
                        next.retain(|other| *other != group);
                        if on {
                            next.push(group);
                        }
                        put(state, field(next));
                    },
                )
            })
            .collect_view()
    };
    view! { <div>{rows}</div> }.into_any()
}

/// A heading with an optional button at its end.
pub(in crate::app) fn section(title: &'static str, end: AnyView, body: AnyView) -> AnyView {
    view! {
        <section aria-label=title>
            <h3>{title} {end}</h3>
            {body}
        </section>
    }
    .into_any()
}

/// A small "add" button for a section's heading.
pub(super) fn add_button(label: &'static str, test_id: &'static str, act: impl Fn() + 'static) -> AnyView {
    view! {
        <button
            type="button"
            class="button small square"
            title=label
            aria-label=label
            data-testid=test_id
            on:click=move |_| act()
        >
            {icon(Icon::Plus)}
        </button>
    }
    .into_any()
}

/// Opens the address planner for the VPC of the selection.
pub(super) fn plan_button(state: AppState) -> AnyView {
    view! {
        <button
            type="button"
            class="button small outlined"
            data-testid="plan-addresses"
            on:click=move |_| {
                state.run(Action::PlanAddresses);
            }
        >
            {icon(Icon::Table)}
            "Plan addresses…"
        </button>
    }
    .into_any()
}

/// A small "remove" button at the end of a row.
pub(super) fn remove_button(
    label: impl Into<String>,
    test_id: &'static str,
    act: impl Fn() + 'static,
) -> AnyView {
    let label = label.into();
    view! {
        <button
            type="button"
            class="button small square"
            title=label.clone()
            aria-label=label
            data-testid=test_id
            on:click=move |_| act()
        >
            {icon(Icon::Close)}
        </button>
    }
    .into_any()
}

/// The kind of an entity, in words.
pub(super) const fn kind_title(entity: EntityRef) -> &'static str {
    match entity {
        EntityRef::Vpc(_) => "VPC",
        EntityRef::Zone(_) => "Availability Zone",
        EntityRef::Subnet(_) => "Subnet",
        EntityRef::RouteTable(_) => "Route table",
        EntityRef::InternetGateway(_) => "Internet gateway",
        EntityRef::NatGateway(_) => "NAT gateway",
        EntityRef::SecurityGroup(_) => "Security group",
        EntityRef::Workload(_) => "Workload",
        EntityRef::Service(_) => "Service",
        EntityRef::Endpoint(_) => "VPC endpoint",
        EntityRef::Connection(_) => "Connection",
        EntityRef::NetworkAcl(_) => "Network ACL",
        EntityRef::PeeringConnection(_) => "VPC peering connection",
        EntityRef::TransitGateway(_) => "Transit Gateway",
        EntityRef::TransitGatewayAttachment(_) => "Transit Gateway attachment",
        EntityRef::VpnGateway(_) => "Virtual private gateway",
        EntityRef::OnPremisesNetwork(_) => "On-premises network",
        EntityRef::HostedZone(_) => "Private hosted zone",
        EntityRef::Profile(_) => "Route 53 Profile",
        EntityRef::ResolverEndpoint(_) => "Resolver inbound endpoint",
        EntityRef::EndpointService(_) => "Endpoint service",
    }
}
