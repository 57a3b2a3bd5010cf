//! A VPC.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    common::{add_button, links, name_field, part, plan_button, present, put, remove_button, section, set},
    tags,
};
use crate::app::{
    shell::region,
    state::AppState,
    widget::field::{TextField, check_box, select_field, text_field},
};
use crate::editor::{Command, Field, NetworkCommand, PaletteItem, Place, VpcField};
use crate::model::{EntityRef, Id, Vpc};
use crate::net::{self, Ipv4Net};

pub(super) fn vpc(state: AppState, id: Id<Vpc>) -> AnyView {
    let vpc = present(state, id, |design| &design.vpcs);
    let blocks = part(vpc, |vpc| vpc.cidr_blocks.clone());
    let region_options = Signal::stored(
        region::choices()
            .into_iter()
            .map(|choice| (choice.value.clone(), format!("{} ({})", choice.title, choice.value)))
            .collect(),
    );
    let region_field = select_field(
        "Region",
        "vpc-region",
        region_options,
        part(vpc, |vpc| vpc.region.clone()),
        move |code| put(state, Field::Vpc(id, VpcField::Region(code))),
    );
    let block_rows =
        move || (0..blocks.with(Vec::len)).map(|index| block_row(state, id, blocks, index)).collect_view();
    let add_block = move || {
        let mut next = blocks.get_untracked();
        let used: Vec<Ipv4Net> = state
            .design
            .with_untracked(|design| design.vpcs.values().flat_map(|vpc| vpc.cidr_blocks.clone()).collect());
        match net::next_free_block(&[private_range()], &used, 16) {
            Some(block) => {
                next.push(block);
                put(state, Field::Vpc(id, VpcField::CidrBlocks(next)));
            }
            None => state.announce("No free /16 block is left in 10.0.0.0/8; free one first"),
        }
    };
    let ipv6 = view! {
        {check_box(
            "IPv6 block",
            "Amazon-provided /56; each subnet gets a /64 of it, and routes as for IPv4",
            "vpc-ipv6",
            part(vpc, |vpc| vpc.amazon_provided_ipv6_cidr_block),
            move |on| put(state, Field::Vpc(id, VpcField::Ipv6(on))),
        )}
        {check_box(
            "Egress-only internet gateway",
            "IPv6 out to the internet and nothing in; free of charge",
            "vpc-eigw",
            part(vpc, |vpc| vpc.egress_only_internet_gateway),
            move |on| put(state, Field::Vpc(id, VpcField::EgressOnlyInternetGateway(on))),
        )}
    };
    let dns = view! {
        {check_box(
            "DNS resolution",
            "enableDnsSupport: the VPC's resolver answers",
            "dns-support",
            part(vpc, |vpc| vpc.dns_support),
            move |on| put(state, Field::Vpc(id, VpcField::DnsSupport(on))),
        )}
        {check_box(
            "DNS hostnames",
            "enableDnsHostnames: private DNS of interface endpoints needs both",
            "dns-hostnames",
            part(vpc, |vpc| vpc.dns_hostnames),
            move |on| put(state, Field::Vpc(id, VpcField::DnsHostnames(on))),
        )}
    };
    let tables = links(state, "No route tables", move |design| {
        design
            .route_tables_of(id)
            .map(|(table, entity)| {
                (EntityRef::from(table), super::route_table::summary(design, table, entity))
            })
            .collect()
    });
    let groups = links(state, "No security groups", move |design| {
        design
            .security_groups_of(id)
            .map(|(group, entity)| {
                let text = format!("{} inbound, {} outbound", entity.ingress.len(), entity.egress.len());
                (EntityRef::from(group), text)
            })
            .collect()
    });
    let acls = links(state, "Only the default one, which allows all", move |design| {
        design
            .network_acls_of(id)
            .map(|(acl, entity)| {
                let text = format!("{} inbound, {} outbound", entity.ingress.len(), entity.egress.len());
                (EntityRef::from(acl), text)
            })
            .collect()
    });
    let endpoints = links(state, "No endpoints: connect a workload to a service", move |design| {
        design
            .endpoints_of(id)
            .map(|(endpoint, entity)| (EntityRef::from(endpoint), entity.kind.api().to_owned()))
            .collect()
    });
    let add_zone = move || state.apply(Command::Add { item: PaletteItem::Zone, place: Place::into(id) });
    let zones = links(state, "No Availability Zones", move |design| {
        design
            .zones_of(id)
            .map(|(zone, _)| {
                let count = design.subnets_of_zone(zone).count();
                (EntityRef::from(zone), crate::app::shell::status::plural(count, "subnet"))
            })
            .collect()
    });
    view! {
        <section>{name_field(state, id.into())} {region_field}</section>
        {section(
            "CIDR blocks",
            add_button("Add a CIDR block", "vpc-cidr-add", add_block),
            view! { {block_rows} {plan_button(state)} }.into_any(),
        )}
        {section("IPv6", ().into_any(), ipv6.into_any())}
        {section("DNS", ().into_any(), dns.into_any())}
        {section("Availability Zones", add_button("Add an Availability Zone", "vpc-zone-add", add_zone), zones)}
        {section("Joined with", ().into_any(), super::connectivity::of_vpc(state, id))}
        {section("Private names", ().into_any(), super::dns::of_vpc(state, id))}
        {section("Endpoints", ().into_any(), endpoints)}
        {section("Offered to others", ().into_any(), super::endpoint_service::of_vpc(state, id))}
        {section(
            "Route tables",
            add_button("Add a route table", "route-table-add", move || {
                state.apply(Command::AddRouteTable { vpc: id, name: "custom".to_owned() });
            }),
            tables,
        )}
        {section(
            "Security groups",
            add_button("Add a security group", "security-group-add", move || {
                state.apply(Command::AddSecurityGroup { vpc: id, name: "custom".to_owned() });
            }),
            groups,
        )}
        {section(
            "Network ACLs",
            add_button("Add a network ACL", "network-acl-add", move || {
                let command = NetworkCommand::AddNetworkAcl { vpc: id, name: "custom".to_owned() };
                state.apply(Command::Network(command));
            }),
            acls,
        )}
        {tags::tags(
            "Tags",
            part(vpc, |vpc| vpc.tags.clone()),
            Arc::new(move |tags| set(state, Field::Vpc(id, VpcField::Tags(tags)))),
        )}
    }
    .into_any()
}

/// Where further blocks are looked for.
fn private_range() -> Ipv4Net {
    Ipv4Net::new(std::net::Ipv4Addr::new(10, 0, 0, 0), 8).unwrap_or_default()
}

fn block_row(state: AppState, id: Id<Vpc>, blocks: Signal<Vec<Ipv4Net>>, index: usize) -> AnyView {
    let text = Signal::derive(move || {
        blocks.with(|blocks| blocks.get(index).map(ToString::to_string).unwrap_or_default())
    });
    let commit = move |text: String| {
        let block = net::parse_block(&text).map_err(|error| error.to_string())?;
        let mut next = blocks.get_untracked();
        if let Some(slot) = next.get_mut(index) {
            *slot = block;
        }
        set(state, Field::Vpc(id, VpcField::CidrBlocks(next)))
    };
    let remove = move || {
        let mut next = blocks.get_untracked();
        if index < next.len() {
            next.remove(index);
        }
        put(state, Field::Vpc(id, VpcField::CidrBlocks(next)));
    };
    let (label, test_id) =
        if index == 0 { ("Primary", "vpc-cidr-0") } else { ("Secondary", "vpc-cidr-more") };
    let field = text_field(TextField::new(label, test_id).mono(), text, Arc::new(commit), || {});
    view! {
        <div class="row bottom">
            {field}
            {(index > 0).then(|| remove_button("Remove this block", "vpc-cidr-remove", remove))}
        </div>
    }
    .into_any()
}
