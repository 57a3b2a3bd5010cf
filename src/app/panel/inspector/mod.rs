//! The fields of what is selected; of the whole design where nothing is.
//!
//! Names for tests (`data-testid`): `field-name` and, per kind, `vpc-region`, `vpc-cidr-0` …, `vpc-cidr-add`, `dns-support`,
//! `dns-hostnames`; `zone-suffix`; `kind-public` …, `subnet-cidr`, `subnet-route-table`, `map-public-ip`; `route-destination`,
//! `route-target`, `route-add`; `rule-…`; `workload-kind`, `workload-group-sg-`*n*, `connect-to` (options have `data-value`),
//! `connection-connection-`*n*; `service-region`; `type-gateway`, `type-interface`, `endpoint-subnet-subnet-`*n*,
//! `endpoint-group-sg-`*n*, `endpoint-table-rtb-`*n*, `private-dns`, `private-dns-scope`, `ip-address-type`,
//! `dns-record-ip-type`, `policy`, `policy-message`, `auto-accept`; `tag-key`, `tag-value`, `tag-add`; `delete`;
//! `object-help-button`, `object-help` (`data-topic`).

pub(in crate::app) mod common;
mod connection;
mod connectivity;
mod design;
mod dns;
mod endpoint;
mod endpoint_service;
mod gateways;
mod help;
mod network_acl;
mod on_premises;
mod policy;
mod profile;
mod route_table;
mod rules;
mod security_group;
mod service;
mod several;
mod subnet;
mod tags;
mod vpc;
mod workload;
mod zone;

use leptos::prelude::*;

use crate::app::{
    browser::dom,
    canvas::glyph::{Glyph, glyph},
    prefs::Panel,
    state::AppState,
    widget::icon::{Icon, icon},
};
use crate::check::Severity;
use crate::model::EntityRef;

pub(crate) fn inspector(state: AppState) -> impl IntoView {
    // F2 and a double click ask for the name.
    Effect::new(move |before: Option<u32>| {
        let count = state.rename.get();
        if before.is_some_and(|before| before != count) {
            request_animation_frame(|| dom::focus_matching("[data-testid=field-name]"));
        }
        count
    });
    // The whole selection where it is several things: other ones have other fields. Nothing where nobody sees it.
    let shown = Memo::new(move |_| {
        let open = state.prefs.with(|prefs| prefs.right_open) || state.panel.get() == Panel::Right;
        open.then(|| state.selection.with(|selection| (selection.single(), selection.as_slice().to_vec())))
    });
    move || match shown.get() {
        None => ().into_any(),
        Some((None, all)) if all.is_empty() => design::design(state),
        Some((None, all)) => several::several(state, all.len()),
        Some((Some(entity), _)) => one(state, entity),
    }
}

fn one(state: AppState, entity: EntityRef) -> AnyView {
    let fields = match entity {
        EntityRef::Vpc(id) => vpc::vpc(state, id),
        EntityRef::Zone(id) => zone::zone(state, id),
        EntityRef::Subnet(id) => subnet::subnet(state, id),
        EntityRef::RouteTable(id) => route_table::route_table(state, id),
        EntityRef::InternetGateway(id) => gateways::internet_gateway(state, id),
        EntityRef::NatGateway(id) => gateways::nat_gateway(state, id),
        EntityRef::SecurityGroup(id) => security_group::security_group(state, id),
        EntityRef::Workload(id) => workload::workload(state, id),
        EntityRef::Service(id) => service::service(state, id),
        EntityRef::Endpoint(id) => endpoint::endpoint(state, id),
        EntityRef::Connection(id) => connection::connection(state, id),
        EntityRef::NetworkAcl(id) => network_acl::network_acl(state, id),
        EntityRef::PeeringConnection(id) => connectivity::peering(state, id),
        EntityRef::TransitGateway(id) => connectivity::transit_gateway(state, id),
        EntityRef::TransitGatewayAttachment(id) => connectivity::attachment(state, id),
        EntityRef::VpnGateway(id) => connectivity::vpn_gateway(state, id),
        EntityRef::OnPremisesNetwork(id) => on_premises::on_premises(state, id),
        EntityRef::HostedZone(id) => dns::hosted_zone(state, id),
        EntityRef::Profile(id) => profile::profile(state, id),
        EntityRef::ResolverEndpoint(id) => dns::resolver(state, id),
        EntityRef::EndpointService(id) => endpoint_service::endpoint_service(state, id),
    };
    view! {
        <div class="inspector" data-testid="inspector-entity" data-entity=entity.to_string()>
            {title(state, entity)}
            {help::text(state, entity)}
            {faults(state, entity)}
            {fields}
            {crate::app::cost::section(state, entity)}
        </div>
    }
    .into_any()
}

/// What is selected, what that is, and the way to delete it.
fn title(state: AppState, entity: EntityRef) -> impl IntoView {
    let name = Memo::new(move |_| state.design.with(|design| design.label(entity)));
    let picture = Memo::new(move |_| state.design.with(|design| Glyph::of(design, entity)));
    view! {
        <div class="title">
            {move || glyph(picture.get())}
            <div>
                <h2>{move || name.get()}</h2>
                <p>{common::kind_title(entity)}</p>
            </div>
            {help::button(state, entity)}
            <button
                type="button"
                class="button small square danger"
                data-testid="delete"
                title="Delete"
                aria-label=move || format!("Delete {}", name.get())
                on:click=move |_| { state.apply(crate::editor::Command::Remove(vec![entity])); }
            >
                {icon(Icon::Trash)}
            </button>
        </div>
    }
}

/// What the checks say of it.
fn faults(state: AppState, entity: EntityRef) -> impl IntoView {
    let list = Memo::new(move |_| {
        state.findings.with(|findings| {
            findings
                .open
                .iter()
                .filter(|diagnostic| diagnostic.at == Some(entity))
                .map(|diagnostic| (diagnostic.rule.severity, diagnostic.message.clone()))
                .collect::<Vec<_>>()
        })
    });
    move || {
        let list = list.get();
        (!list.is_empty()).then(|| {
            let rows = list
                .into_iter()
                .map(|(severity, message)| {
                    let (class, picture) = match severity {
                        Severity::Error => ("note bad", Icon::Error),
                        Severity::Warning => ("note warn", Icon::Warning),
                        Severity::Info => ("note", Icon::Info),
                    };
                    view! { <p class=class data-testid="fault">{icon(picture)} <span>{message}</span></p> }
                })
                .collect_view();
            view! { <section aria-label="Problems">{rows}</section> }
        })
    }
}
