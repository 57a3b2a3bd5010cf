//! An on-premises network: its blocks, its line, where it arrives, what is called from there.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    common::{add_button, link_with, name_field, part, present, put, remove_button, section, set},
    connectivity::chooser,
    tags,
};
use crate::app::{
    state::AppState,
    widget::field::{TextField, segments, text_field},
};
use crate::editor::{Command, Field, NetworkCommand, NetworkField, OnPremisesField};
use crate::model::{CustomerGateway, EntityRef, Id, OnPremisesGateway, OnPremisesLink, OnPremisesNetwork};
use crate::net::{self, Ipv4Net};

fn field(id: Id<OnPremisesNetwork>, field: OnPremisesField) -> Field {
    Field::Network(NetworkField::OnPremisesNetwork(id, field))
}

pub(super) fn on_premises(state: AppState, id: Id<OnPremisesNetwork>) -> AnyView {
    let network = present(state, id, |design| &design.on_premises_networks);
    let blocks = part(network, |network| network.cidr_blocks.clone());
    let rows =
        move || (0..blocks.with(Vec::len)).map(|index| block_row(state, id, blocks, index)).collect_view();
    let add_block = move || {
        let mut next = blocks.get_untracked();
        let used: Vec<Ipv4Net> = state.design.with_untracked(|design| {
            let vpcs = design.vpcs.values().flat_map(|vpc| vpc.cidr_blocks.clone());
            vpcs.chain(design.on_premises_networks.values().flat_map(|n| n.cidr_blocks.clone())).collect()
        });
        let range = Ipv4Net::new(std::net::Ipv4Addr::new(10, 0, 0, 0), 8).unwrap_or_default();
        match net::next_free_block(&[range], &used, 16) {
            Some(block) => {
                next.push(block);
                put(state, field(id, OnPremisesField::CidrBlocks(next)));
            }
            None => state.announce("No free /16 block is left in 10.0.0.0/8; free one first"),
        }
    };
    view! {
        <section>{name_field(state, id.into())}</section>
        {section("CIDR blocks", add_button("Add a CIDR block", "on-premises-cidr-add", add_block), rows.into_any())}
        {section("Line", ().into_any(), line(state, id))}
        {section("Arrives at", ().into_any(), gateways(state, id))}
        {section("Calls", ().into_any(), calls(state, id))}
        {tags::tags(
            "Tags",
            part(network, |network| network.tags.clone()),
            Arc::new(move |tags| set(state, field(id, OnPremisesField::Tags(tags)))),
        )}
    }
    .into_any()
}

/// VPN or Direct Connect, and the device of a VPN.
fn line(state: AppState, id: Id<OnPremisesNetwork>) -> AnyView {
    let network = present(state, id, |design| &design.on_premises_networks);
    let link = move || network.with(|network| network.as_ref().map(|network| network.link));
    let is_vpn = Signal::derive(move || link().map(|link| matches!(link, OnPremisesLink::Vpn(_))));
    let device = move || match link() {
        Some(OnPremisesLink::Vpn(device)) => device,
        Some(OnPremisesLink::DirectConnect) | None => {
            CustomerGateway { ip_address: None, bgp_asn: CustomerGateway::DEFAULT_ASN }
        }
    };
    let put_device = move |device| set(state, field(id, OnPremisesField::Link(OnPremisesLink::Vpn(device))));
    let kind = segments(
        "Kind",
        vec![(true, "VPN", "link-vpn"), (false, "Direct Connect", "link-direct-connect")],
        is_vpn,
        |_| true,
        move |vpn| {
            let link = if vpn { OnPremisesLink::Vpn(device()) } else { OnPremisesLink::DirectConnect };
            put(state, field(id, OnPremisesField::Link(link)));
        },
    );
    let fields = move || {
        if is_vpn.get() != Some(true) {
            let text = "Its gateway and virtual interfaces are ordered apart; the exports make the gateway on the AWS side";
            return view! { <p class="hint">{text}</p> }.into_any();
        }
        let address = text_field(
            TextField::new("Public address of the device", "customer-gateway-ip").mono(),
            Signal::derive(move || device().ip_address.map(|ip| ip.to_string()).unwrap_or_default()),
            Arc::new(move |text: String| {
                let text = text.trim();
                let ip_address = if text.is_empty() {
                    None
                } else {
                    Some(
                        text.parse()
                            .map_err(|_| format!("“{text}” is not an IPv4 address, like 203.0.113.10"))?,
                    )
                };
                put_device(CustomerGateway { ip_address, ..device() })
            }),
            || {},
        );
        let asn = text_field(
            TextField::new("ASN of the device", "customer-gateway-asn").mono(),
            Signal::derive(move || device().bgp_asn.to_string()),
            Arc::new(move |text: String| {
                let bgp_asn = text
                    .trim()
                    .parse()
                    .map_err(|_| format!("“{}” is not an ASN; it is a number like 65000", text.trim()))?;
                put_device(CustomerGateway { bgp_asn, ..device() })
            }),
            || {},
        );
        view! { {address} {asn} }.into_any()
    };
    view! { {kind} {fields} }.into_any()
}

fn gateways(state: AppState, id: Id<OnPremisesNetwork>) -> AnyView {
    let network = present(state, id, |design| &design.on_premises_networks);
    let list = part(network, |network| network.gateways.clone());
    let rows = move || {
        list.get()
            .into_iter()
            .map(|gateway| {
                let detach = move || {
                    state.apply(Command::Network(NetworkCommand::DetachOnPremises { network: id, gateway }));
                };
                let detail = match gateway {
                    OnPremisesGateway::VpnGateway(_) => "virtual private gateway",
                    OnPremisesGateway::TransitGateway(_) => "Transit Gateway",
                };
                let end = remove_button("Detach", "on-premises-detach", detach);
                link_with(state, gateway.entity(), detail, end)
            })
            .collect_view()
    };
    let options = Memo::new(move |_| {
        state.design.with(|design| {
            let vpcs = design
                .vpcs
                .iter()
                .filter(|(vpc, _)| !design.on_premises_of(*vpc).any(|(other, _)| other == id))
                .map(|(vpc, entity)| (vpc.to_string(), format!("VPC {}", entity.name)));
            let transit = design
                .transit_gateways
                .iter()
                .filter(|(gateway, _)| {
                    !list.with(|list| list.contains(&OnPremisesGateway::TransitGateway(*gateway)))
                })
                .map(|(gateway, entity)| (gateway.to_string(), format!("Transit Gateway {}", entity.name)));
            vpcs.chain(transit).collect::<Vec<_>>()
        })
    });
    let attach =
        chooser("Attach to", "on-premises-attach", "No VPC or Transit Gateway left", options, move |value| {
            let command = match value.parse() {
                Ok(EntityRef::Vpc(vpc)) => NetworkCommand::AttachOnPremisesToVpc { network: id, vpc },
                Ok(EntityRef::TransitGateway(gateway)) => NetworkCommand::AttachOnPremises {
                    network: id,
                    gateway: OnPremisesGateway::TransitGateway(gateway),
                },
                Ok(_) | Err(_) => return,
            };
            state.apply(Command::Network(command));
        });
    view! { {rows} {attach} }.into_any()
}

fn calls(state: AppState, id: Id<OnPremisesNetwork>) -> AnyView {
    let network = present(state, id, |design| &design.on_premises_networks);
    let list = part(network, |network| network.calls.clone());
    let rows = move || {
        list.get()
            .into_iter()
            .map(|service| {
                let remove = move || {
                    let mut next = list.get_untracked();
                    next.retain(|other| *other != service);
                    put(state, field(id, OnPremisesField::Calls(next)));
                };
                link_with(
                    state,
                    service.into(),
                    "",
                    remove_button("Disconnect", "on-premises-call-remove", remove),
                )
            })
            .collect_view()
    };
    let options = Memo::new(move |_| {
        state.design.with(|design| {
            design
                .services
                .iter()
                .filter(|(service, _)| !list.with(|list| list.contains(service)))
                .map(|(service, entity)| {
                    (service.to_string(), format!("{} ({})", entity.name, entity.region))
                })
                .collect::<Vec<_>>()
        })
    });
    let connect =
        chooser("Connect to", "on-premises-call", "No other service in the design", options, move |value| {
            if let Ok(EntityRef::Service(service)) = value.parse() {
                state.apply(Command::Network(NetworkCommand::CallFromOnPremises { network: id, service }));
            }
        });
    view! { {rows} {connect} }.into_any()
}

fn block_row(
    state: AppState,
    id: Id<OnPremisesNetwork>,
    blocks: Signal<Vec<Ipv4Net>>,
    index: usize,
) -> AnyView {
    let text = Signal::derive(move || {
        blocks.with(|blocks| blocks.get(index).map(ToString::to_string).unwrap_or_default())
    });
    let commit = move |text: String| {
        let block: Ipv4Net = text
            .trim()
            .parse()
            .map_err(|_| format!("“{}” is not a CIDR block; write it like 192.168.0.0/16", text.trim()))?;
        let mut next = blocks.get_untracked();
        if let Some(slot) = next.get_mut(index) {
            *slot = block.trunc();
        }
        set(state, field(id, OnPremisesField::CidrBlocks(next)))
    };
    let remove = move || {
        let mut next = blocks.get_untracked();
        if index < next.len() {
            next.remove(index);
        }
        put(state, field(id, OnPremisesField::CidrBlocks(next)));
    };
    let input = text_field(TextField::new("Block", "on-premises-cidr").mono(), text, Arc::new(commit), || {});
    view! {
        <div class="row bottom">
            {input} {remove_button("Remove this block", "on-premises-cidr-remove", remove)}
        </div>
    }
    .into_any()
}
