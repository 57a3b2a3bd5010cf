//! A subnet.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    common::{link, links, name_field, part, plan_button, present, put, section, set},
    tags,
};
use crate::app::{
    state::AppState,
    widget::field::{TextField, check_box, segments, select_field, text_field},
};
use crate::editor::{Field, SubnetField};
use crate::model::{EntityRef, Id, RouteTable, Subnet, SubnetKind};
use crate::net;

pub(super) fn subnet(state: AppState, id: Id<Subnet>) -> AnyView {
    let subnet = present(state, id, |design| &design.subnets);
    let kind = Signal::derive(move || subnet.with(|subnet| subnet.as_ref().map(|subnet| subnet.kind)));
    let kinds = segments(
        "Kind",
        vec![
            (SubnetKind::Public, "Public", "kind-public"),
            (SubnetKind::Private, "Private", "kind-private"),
            (SubnetKind::Isolated, "Isolated", "kind-isolated"),
        ],
        kind,
        |_| true,
        move |kind| put(state, Field::Subnet(id, SubnetField::Kind(kind))),
    );
    let usable = part(subnet, |subnet| {
        let reserved = net::reserved_addresses(subnet.cidr_block);
        format!(
            "{} usable addresses; AWS keeps {} to {} and {}",
            net::usable_addresses(subnet.cidr_block),
            reserved[0].0,
            reserved[3].0,
            reserved[4].0
        )
    });
    let block = text_field(
        TextField::new("CIDR block", "subnet-cidr").mono().hint(usable),
        part(subnet, |subnet| subnet.cidr_block.to_string()),
        Arc::new(move |text| {
            let block = net::parse_block(&text).map_err(|error| error.to_string())?;
            set(state, Field::Subnet(id, SubnetField::CidrBlock(block)))
        }),
        || {},
    );
    let tables = Memo::new(move |_| {
        state.design.with(|design| {
            let Some(vpc) = design.vpc_of_subnet(id) else { return Vec::new() };
            design
                .route_tables_of(vpc)
                .map(|(table, entity)| (table.to_string(), entity.name.clone()))
                .collect::<Vec<_>>()
        })
    });
    let table = select_field(
        "Route table",
        "subnet-route-table",
        tables.into(),
        part(subnet, |subnet| subnet.route_table.to_string()),
        move |text| {
            if let Ok(table) = text.parse::<Id<RouteTable>>() {
                put(state, Field::Subnet(id, SubnetField::RouteTable(table)));
            }
        },
    );
    let table_link = move || {
        subnet.with(|subnet| subnet.as_ref().map(|subnet| link(state, subnet.route_table.into(), "Routes…")))
    };
    let acls = Memo::new(move |_| {
        state.design.with(|design| {
            let Some(vpc) = design.vpc_of_subnet(id) else { return Vec::new() };
            let own = design.network_acls_of(vpc).map(|(acl, entity)| (acl.to_string(), entity.name.clone()));
            [(String::new(), "Default, allows all".to_owned())].into_iter().chain(own).collect::<Vec<_>>()
        })
    });
    let acl = select_field(
        "Network ACL",
        "subnet-network-acl",
        acls.into(),
        part(subnet, |subnet| subnet.network_acl.map(|acl| acl.to_string()).unwrap_or_default()),
        move |text| put(state, Field::Subnet(id, SubnetField::NetworkAcl(text.parse().ok()))),
    );
    let acl_link = move || {
        subnet.with(|subnet| {
            let acl = subnet.as_ref().and_then(|subnet| subnet.network_acl)?;
            Some(link(state, acl.into(), "Rules…"))
        })
    };
    let map_public = check_box(
        "Public IPv4 addresses",
        "MapPublicIpOnLaunch: instances get one at launch",
        "map-public-ip",
        part(subnet, |subnet| subnet.map_public_ip_on_launch),
        move |on| put(state, Field::Subnet(id, SubnetField::MapPublicIpOnLaunch(on))),
    );
    let ipv6_field = text_field(
        TextField::new("IPv6 block", "subnet-ipv6")
            .mono()
            .hint(Signal::stored("Which /64 of the VPC's /56, 0 to 255; empty for none".to_owned())),
        part(subnet, |subnet| subnet.ipv6_index.map(|index| index.to_string()).unwrap_or_default()),
        Arc::new(move |text: String| {
            let index = match text.trim() {
                "" => None,
                number => Some(number.parse::<u8>().map_err(|_| {
                    format!("“{number}” is no number from 0 to 255: a /56 has 256 blocks of size /64")
                })?),
            };
            set(state, Field::Subnet(id, SubnetField::Ipv6Index(index)))
        }),
        || {},
    );
    let assign_ipv6 = check_box(
        "IPv6 addresses",
        "AssignIpv6AddressOnCreation: network interfaces get one",
        "assign-ipv6",
        part(subnet, |subnet| subnet.assign_ipv6_address_on_creation),
        move |on| put(state, Field::Subnet(id, SubnetField::AssignIpv6AddressOnCreation(on))),
    );
    let content = links(state, "Nothing in it yet", move |design| {
        let gateways =
            design.nat_gateways_in(id).map(|(nat, _)| (EntityRef::from(nat), "NAT gateway".to_owned()));
        let workloads = design
            .workloads_in(id)
            .map(|(workload, entity)| (EntityRef::from(workload), entity.kind.title().to_owned()));
        let interfaces = design.endpoints.iter().filter_map(|(endpoint, entity)| {
            let here = entity.kind.subnets().contains(&id);
            here.then(|| (EntityRef::from(endpoint), "network interface".to_owned()))
        });
        gateways.chain(workloads).chain(interfaces).collect()
    });
    view! {
        <section>{name_field(state, id.into())} {kinds} {block} {plan_button(state)}</section>
        {section("Routing", ().into_any(), view! { {table} {table_link} {map_public} }.into_any())}
        {section("IPv6", ().into_any(), view! { {ipv6_field} {assign_ipv6} }.into_any())}
        {section("Filter", ().into_any(), view! { {acl} {acl_link} }.into_any())}
        {section("Contents", ().into_any(), content)}
        {tags::tags(
            "Tags",
            part(subnet, |subnet| subnet.tags.clone()),
            Arc::new(move |tags| set(state, Field::Subnet(id, SubnetField::Tags(tags)))),
        )}
    }
    .into_any()
}
