//! A route table and its routes.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    common::{add_button, links, name_field, part, present, put, remove_button, section, set},
    tags,
};
use crate::app::{
    shell::status::plural,
    state::AppState,
    widget::field::{TextField, select, text_field},
};
use crate::editor::{Field, RouteTableField};
use crate::model::{
    Design, EndpointKind, EntityRef, Id, Ipv6Route, Ipv6RouteTarget, Route, RouteTable, RouteTarget,
};
use crate::net::{Ipv4Net, Ipv6Net};

/// One line on a table for lists.
pub(super) fn summary(design: &Design, id: Id<RouteTable>, table: &RouteTable) -> String {
    let subnets = design.subnets_with(id).count();
    format!(
        "{}, {}",
        plural(subnets, "subnet"),
        plural(table.routes.len() + table.ipv6_routes.len(), "route")
    )
}

pub(super) fn route_table(state: AppState, id: Id<RouteTable>) -> AnyView {
    let table = present(state, id, |design| &design.route_tables);
    let routes = part(table, |table| table.routes.clone());
    let targets = Memo::new(move |_| state.design.with(|design| targets(design, id)));
    let rows =
        move || (0..routes.with(Vec::len)).map(|index| row(state, id, routes, targets, index)).collect_view();
    let add = move || {
        let target =
            targets.with_untracked(|targets| targets.first().and_then(|(value, _)| read_target(value)));
        let Some(target) = target else {
            state.toast(
                crate::app::state::Tone::Warn,
                "This VPC has no gateway or peering connection to route to. Add one first.",
            );
            return;
        };
        let mut next = routes.get_untracked();
        next.push(Route::default_to(target));
        put(state, Field::RouteTable(id, RouteTableField::Routes(next)));
    };
    let ipv6_routes = part(table, |table| table.ipv6_routes.clone());
    let ipv6_rows = move || {
        (0..ipv6_routes.with(Vec::len)).map(|index| ipv6_row(state, id, ipv6_routes, index)).collect_view()
    };
    let add_ipv6 = move || {
        let mut next = ipv6_routes.get_untracked();
        next.push(Ipv6Route::default_to(Ipv6RouteTarget::EgressOnlyInternetGateway));
        put(state, Field::RouteTable(id, RouteTableField::Ipv6Routes(next)));
    };
    let local = move || {
        let blocks = state.design.with(|design| {
            let vpc = design.vpc_of(id.into()).and_then(|vpc| design.vpcs.get(vpc));
            vpc.map(|vpc| vpc.cidr_blocks.iter().map(ToString::to_string).collect::<Vec<_>>())
                .unwrap_or_default()
        });
        blocks.into_iter().map(|block| view! { <dt class="mono">{block}</dt><dd>"local"</dd> }).collect_view()
    };
    let gateways = links(state, "No gateway endpoint uses this table", move |design| {
        design
            .endpoints
            .iter()
            .filter(|(_, endpoint)| match &endpoint.kind {
                EndpointKind::Gateway(gateway) => gateway.route_tables.contains(&id),
                EndpointKind::Interface(_)
                | EndpointKind::GatewayLoadBalancer(_)
                | EndpointKind::Resource(_)
                | EndpointKind::ServiceNetwork(_) => false,
            })
            .map(|(endpoint, _)| (EntityRef::from(endpoint), "routes by prefix list".to_owned()))
            .collect()
    });
    let subnets = links(state, "No subnet uses this table", move |design| {
        design
            .subnets_with(id)
            .map(|(subnet, entity)| (EntityRef::from(subnet), entity.cidr_block.to_string()))
            .collect()
    });
    view! {
        <section>{name_field(state, id.into())}</section>
        {section(
            "Routes",
            add_button("Add a route", "route-add", add),
            view! { <dl class="facts">{local}</dl> {rows} }.into_any(),
        )}
        {section("IPv6 routes", add_button("Add an IPv6 route", "ipv6-route-add", add_ipv6), ipv6_rows.into_any())}
        {section("Gateway endpoints", ().into_any(), gateways)}
        {section("Subnets", ().into_any(), subnets)}
        {tags::tags(
            "Tags",
            part(table, |table| table.tags.clone()),
            Arc::new(move |tags| set(state, Field::RouteTable(id, RouteTableField::Tags(tags)))),
        )}
    }
    .into_any()
}

fn ipv6_row(state: AppState, id: Id<RouteTable>, routes: Signal<Vec<Ipv6Route>>, index: usize) -> AnyView {
    let write = move |edit: &dyn Fn(&mut Ipv6Route)| {
        let mut next = routes.get_untracked();
        if let Some(route) = next.get_mut(index) {
            edit(route);
        }
        set(state, Field::RouteTable(id, RouteTableField::Ipv6Routes(next)))
    };
    let read = move |part: fn(&Ipv6Route) -> String| {
        Signal::derive(move || routes.with(|routes| routes.get(index).map(part).unwrap_or_default()))
    };
    let destination = text_field(
        TextField::new("Destination", "ipv6-route-destination").mono(),
        read(|route| route.destination.to_string()),
        Arc::new(move |text: String| {
            let block: Ipv6Net = text
                .trim()
                .parse()
                .map_err(|_| format!("“{}” is not an IPv6 CIDR block; write it like ::/0", text.trim()))?;
            write(&|route| route.destination = block.trunc())
        }),
        || {},
    );
    let words = Ipv6RouteTarget::ALL.map(|target| (target.word().to_owned(), target.word().to_owned()));
    let target = select(
        format!("ipv6-route-target-{index}"),
        "ipv6-route-target",
        "Target",
        Signal::stored(words.to_vec()),
        read(|route| route.target.word().to_owned()),
        move |value| {
            if let Some(target) = Ipv6RouteTarget::ALL.into_iter().find(|target| target.word() == value)
                && let Err(error) = write(&|route| route.target = target)
            {
                state.toast(crate::app::state::Tone::Warn, error);
            }
        },
    );
    let remove = move || {
        let mut next = routes.get_untracked();
        if index < next.len() {
            next.remove(index);
        }
        put(state, Field::RouteTable(id, RouteTableField::Ipv6Routes(next)));
    };
    view! {
        <div class="rule">
            {destination}
            <div class="row">{target} {remove_button("Remove the route", "ipv6-route-remove", remove)}</div>
        </div>
    }
    .into_any()
}

/// The gateways that a table of this VPC can route to.
fn targets(design: &Design, id: Id<RouteTable>) -> Vec<(String, String)> {
    let Some(vpc) = design.vpc_of(id.into()) else { return Vec::new() };
    let internet =
        design.internet_gateway_of(vpc).map(|(id, gateway)| (id.to_string(), gateway.name.clone()));
    let nats = design
        .nat_gateways
        .iter()
        .filter(|(nat, _)| design.vpc_of((*nat).into()) == Some(vpc))
        .map(|(id, nat)| (id.to_string(), nat.name.clone()));
    let own = internet.into_iter().chain(nats);
    let vpn = design.vpn_gateway_of(vpc).map(|(id, gateway)| (id.to_string(), gateway.name.clone()));
    let peerings = design.peerings_of(vpc).map(|(id, peering)| (id.to_string(), peering.name.clone()));
    let transit = design.attachments_of(vpc).map(|(_, attachment)| {
        let gateway = EntityRef::from(attachment.transit_gateway);
        (gateway.to_string(), design.label(gateway))
    });
    own.chain(vpn).chain(peerings).chain(transit).collect()
}

fn read_target(value: &str) -> Option<RouteTarget> {
    RouteTarget::of(value.parse().ok()?)
}

fn row(
    state: AppState,
    id: Id<RouteTable>,
    routes: Signal<Vec<Route>>,
    targets: Memo<Vec<(String, String)>>,
    index: usize,
) -> AnyView {
    let put_all = move |edit: &dyn Fn(&mut Route)| {
        let mut next = routes.get_untracked();
        if let Some(route) = next.get_mut(index) {
            edit(route);
        }
        set(state, Field::RouteTable(id, RouteTableField::Routes(next)))
    };
    let destination = text_field(
        TextField::new("Destination", "route-destination").mono(),
        Signal::derive(move || {
            routes.with(|routes| {
                routes.get(index).map(|route| route.destination.to_string()).unwrap_or_default()
            })
        }),
        Arc::new(move |text: String| {
            let block: Ipv4Net = text
                .trim()
                .parse()
                .map_err(|_| format!("“{}” is not a CIDR block; write it like 0.0.0.0/0", text.trim()))?;
            if block != block.trunc() {
                return Err(format!(
                    "{block} has bits set after the prefix; did you mean {}?",
                    block.trunc()
                ));
            }
            put_all(&|route| route.destination = block)
        }),
        || {},
    );
    let target = select(
        format!("route-target-{index}"),
        "route-target",
        "Target",
        targets.into(),
        Signal::derive(move || {
            routes.with(|routes| {
                routes.get(index).map(|route| route.target.entity().to_string()).unwrap_or_default()
            })
        }),
        move |value| {
            if let Some(target) = read_target(&value)
                && let Err(error) = put_all(&|route| route.target = target)
            {
                state.toast(crate::app::state::Tone::Warn, error);
            }
        },
    );
    let remove = move || {
        let mut next = routes.get_untracked();
        if index < next.len() {
            next.remove(index);
        }
        put(state, Field::RouteTable(id, RouteTableField::Routes(next)));
    };
    view! {
        <div class="rule">
            {destination}
            <div class="row">{target} {remove_button("Remove the route", "route-remove", remove)}</div>
        </div>
    }
    .into_any()
}
