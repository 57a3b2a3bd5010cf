//! The design as a tree: another way to find and select things, by keyboard and screen reader too.

use leptos::prelude::*;

use crate::app::{
    canvas::glyph::{Glyph, glyph},
    state::AppState,
};
use crate::model::{Design, EntityRef};

/// One row of the tree with its content.
#[derive(Clone, PartialEq)]
struct Row {
    entity: EntityRef,
    title: String,
    side: String,
    glyph: Glyph,
    content: Vec<Row>,
}

pub(crate) fn outline(state: AppState) -> impl IntoView {
    let rows = Memo::new(move |_| state.design.with(|design| tree(design)));
    move || {
        let rows = rows.get();
        if rows.is_empty() {
            return view! {
                <div class="empty-state">
                    <p>"Nothing yet. What you add stands here in order."</p>
                </div>
            }
            .into_any();
        }
        view! {
            <nav class="tree" aria-label="Outline" data-testid="outline">
                {list(state, rows)}
            </nav>
        }
        .into_any()
    }
}

fn list(state: AppState, rows: Vec<Row>) -> AnyView {
    let items = rows
        .into_iter()
        .map(|row| {
            let entity = row.entity;
            let current =
                move || state.selection.with(|selection| selection.contains(entity)).then_some("true");
            view! {
                <li>
                    <button
                        type="button"
                        data-testid=format!("outline-{entity}")
                        aria-current=current
                        on:click=move |event| {
                            if event.shift_key() {
                                let mut all: Vec<EntityRef> =
                                    state.selection.with_untracked(|selection| selection.iter().collect());
                                all.push(entity);
                                state.select(all);
                            } else {
                                state.show(entity);
                            }
                        }
                    >
                        {glyph(row.glyph)}
                        <span class="main">{row.title}</span>
                        <span class="side">{row.side}</span>
                    </button>
                    {(!row.content.is_empty()).then(|| list(state, row.content))}
                </li>
            }
        })
        .collect_view();
    view! { <ul>{items}</ul> }.into_any()
}

fn tree(design: &Design) -> Vec<Row> {
    let row = |entity: EntityRef, side: String, content: Vec<Row>| Row {
        entity,
        title: design.label(entity),
        side,
        glyph: Glyph::of(design, entity),
        content,
    };
    let plain = |entity: EntityRef| row(entity, String::new(), Vec::new());
    let mut rows: Vec<Row> = design
        .vpcs
        .iter()
        .map(|(vpc, entity)| {
            let zones = design.zones_of(vpc).map(|(zone, _)| {
                let subnets = design.subnets_of_zone(zone).map(|(subnet, entity)| {
                    let workloads = design.workloads_in(subnet).map(|(id, _)| plain(id.into()));
                    let gateways = design.nat_gateways_in(subnet).map(|(id, _)| plain(id.into()));
                    row(subnet.into(), entity.cidr_block.to_string(), gateways.chain(workloads).collect())
                });
                row(zone.into(), String::new(), subnets.collect())
            });
            let gateways = design.internet_gateway_of(vpc).map(|(id, _)| plain(id.into()));
            let endpoints = design.endpoints_of(vpc).map(|(id, endpoint)| {
                row(id.into(), endpoint.kind.endpoint_type().word().to_owned(), Vec::new())
            });
            let tables =
                design.route_tables_of(vpc).map(|(id, _)| row(id.into(), "routes".to_owned(), Vec::new()));
            let groups =
                design.security_groups_of(vpc).map(|(id, _)| row(id.into(), "group".to_owned(), Vec::new()));
            let vpn = design.vpn_gateway_of(vpc).map(|(id, _)| row(id.into(), "VPN".to_owned(), Vec::new()));
            let attachments =
                design.attachments_of(vpc).map(|(id, _)| row(id.into(), "attachment".to_owned(), Vec::new()));
            let acls =
                design.network_acls_of(vpc).map(|(id, _)| row(id.into(), "ACL".to_owned(), Vec::new()));
            let resolvers = design
                .resolver_endpoints_of(vpc)
                .map(|(id, _)| row(id.into(), "resolver".to_owned(), Vec::new()));
            let services = design
                .endpoint_services_of(vpc)
                .map(|(id, _)| row(id.into(), "offers".to_owned(), Vec::new()));
            let content = gateways
                .into_iter()
                .chain(vpn)
                .chain(zones)
                .chain(endpoints)
                .chain(attachments)
                .chain(tables)
                .chain(groups)
                .chain(acls)
                .chain(resolvers)
                .chain(services)
                .collect();
            row(vpc.into(), entity.region.clone(), content)
        })
        .collect();
    rows.extend(
        design.services.iter().map(|(id, service)| row(id.into(), service.region.clone(), Vec::new())),
    );
    rows.extend(design.peering_connections.ids().map(|id| row(id.into(), "peering".to_owned(), Vec::new())));
    rows.extend(
        design
            .transit_gateways
            .iter()
            .map(|(id, gateway)| row(id.into(), gateway.region.clone(), Vec::new())),
    );
    rows.extend(
        design.on_premises_networks.ids().map(|id| row(id.into(), "on premises".to_owned(), Vec::new())),
    );
    rows.extend(design.hosted_zones.ids().map(|id| row(id.into(), "hosted zone".to_owned(), Vec::new())));
    rows.extend(
        design.profiles.iter().map(|(id, profile)| row(id.into(), profile.region.clone(), Vec::new())),
    );
    rows
}
