//! What joins VPCs: peering connections, Transit Gateways with their attachments, virtual private gateways.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    common::{link, links, name_field, part, present, put, section, set},
    tags,
};
use crate::app::{
    state::AppState,
    widget::field::{TextField, check_box, select_field, text_field},
};
use crate::editor::{
    AttachmentField, Command, Field, GatewayField, NetworkCommand, NetworkField, PeeringField,
};
use crate::model::{
    Design, EntityRef, Id, OnPremisesGateway, PeeringConnection, Subnet, TransitGateway,
    TransitGatewayAttachment, Vpc, VpnGateway,
};

/// A list whose entries are things to do; the first says what for.
pub(super) fn chooser(
    label: &'static str,
    test_id: &'static str,
    nothing: &'static str,
    options: Memo<Vec<(String, String)>>,
    act: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    let shown = Signal::derive(move || {
        let mut all =
            vec![(String::new(), if options.with(Vec::is_empty) { nothing } else { "Choose…" }.to_owned())];
        all.extend(options.get());
        all
    });
    select_field(label, test_id, shown, Signal::stored(String::new()), move |value| {
        if !value.is_empty() {
            act(value);
        }
    })
}

pub(super) fn peering(state: AppState, id: Id<PeeringConnection>) -> AnyView {
    let peering = present(state, id, |design| &design.peering_connections);
    let side = move |accepter: bool| {
        move || {
            let side = peering.with(|peering| {
                peering.as_ref().map(|peering| if accepter { peering.accepter } else { peering.requester })
            })?;
            let field = move |on| {
                let field = PeeringField::DnsResolution(side.vpc, on);
                put(state, Field::Network(NetworkField::PeeringConnection(id, field)));
            };
            Some(view! {
                {link(state, side.vpc.into(), "VPC")}
                {check_box(
                    "Resolve its names for the other side",
                    "Public DNS names of its instances give private addresses there",
                    if accepter { "peering-dns-accepter" } else { "peering-dns-requester" },
                    Signal::stored(side.dns_resolution),
                    field,
                )}
            })
        }
    };
    view! {
        <section>
            {name_field(state, id.into())}
            <p class="hint">"Not transitive: gateway endpoints, VPNs and other peerings behind a VPC are not reached through it"</p>
        </section>
        {section("Between", ().into_any(), view! { {side(false)} {side(true)} }.into_any())}
        {section("Routes", ().into_any(), routes(state, id.into()))}
        {tags::tags(
            "Tags",
            part(peering, |peering| peering.tags.clone()),
            Arc::new(move |tags| {
                set(state, Field::Network(NetworkField::PeeringConnection(id, PeeringField::Tags(tags))))
            }),
        )}
    }
    .into_any()
}

/// The tables with a route to a gateway or connection, with their VPC: tables of several VPCs are often called the same.
pub(super) fn routes(state: AppState, target: EntityRef) -> AnyView {
    links(state, "No route leads there", move |design| {
        design
            .route_tables
            .iter()
            .filter_map(|(id, table)| {
                let blocks: Vec<String> = table
                    .routes
                    .iter()
                    .filter(|route| route.target.entity() == target)
                    .map(|route| route.destination.to_string())
                    .collect();
                let vpc = design.label(table.vpc.into());
                (!blocks.is_empty()).then(|| (EntityRef::from(id), format!("{vpc}: {}", blocks.join(", "))))
            })
            .collect()
    })
}

/// The autonomous system number of a gateway.
fn asn(
    value: Signal<Option<u32>>,
    commit: impl Fn(Option<u32>) -> Result<(), String> + Send + Sync + 'static,
) -> AnyView {
    text_field(
        TextField::new("ASN of the AWS side", "amazon-side-asn")
            .mono()
            .hint(Signal::stored("Empty: 64512, AWS’s own".to_owned())),
        Signal::derive(move || value.get().map(|asn| asn.to_string()).unwrap_or_default()),
        Arc::new(move |text: String| {
            let text = text.trim();
            let asn = if text.is_empty() {
                None
            } else {
                Some(
                    text.parse()
                        .map_err(|_| format!("“{text}” is not an ASN; it is a number up to 4294967294"))?,
                )
            };
            commit(asn)
        }),
        || {},
    )
}

pub(super) fn transit_gateway(state: AppState, id: Id<TransitGateway>) -> AnyView {
    let gateway = present(state, id, |design| &design.transit_gateways);
    let field = move |field| Field::Network(NetworkField::TransitGateway(id, field));
    let attached = links(state, "Nothing is attached yet", move |design| {
        let vpcs = design
            .attachments_to(id)
            .map(|(attachment, entity)| (EntityRef::from(attachment), design.label(entity.vpc.into())));
        let outside = design.on_premises_networks.iter().filter_map(|(network, entity)| {
            let here = entity.gateways.contains(&OnPremisesGateway::TransitGateway(id));
            here.then(|| (EntityRef::from(network), "on premises".to_owned()))
        });
        vpcs.chain(outside).collect()
    });
    let candidates = Memo::new(move |_| {
        state.design.with(|design| {
            let region = design.transit_gateways.get(id).map(|gateway| gateway.region.clone());
            let vpcs = design.vpcs.iter().filter(|(vpc, entity)| {
                Some(&entity.region) == region.as_ref()
                    && !design.attachments_to(id).any(|(_, a)| a.vpc == *vpc)
            });
            let vpcs = vpcs.map(|(vpc, entity)| (vpc.to_string(), format!("VPC {}", entity.name)));
            let outside = design
                .on_premises_networks
                .iter()
                .filter(|(_, n)| !n.gateways.contains(&OnPremisesGateway::TransitGateway(id)))
                .map(|(network, entity)| (network.to_string(), entity.name.clone()));
            vpcs.chain(outside).collect::<Vec<_>>()
        })
    });
    let attach = chooser("Attach", "tgw-attach", "Nothing else in its Region", candidates, move |value| {
        match value.parse() {
            Ok(EntityRef::Vpc(vpc)) => {
                state.apply(Command::Network(NetworkCommand::AttachVpc { gateway: id, vpc }));
            }
            Ok(EntityRef::OnPremisesNetwork(network)) => {
                let gateway = OnPremisesGateway::TransitGateway(id);
                state.apply(Command::Network(NetworkCommand::AttachOnPremises { network, gateway }));
            }
            Ok(_) | Err(_) => {}
        }
    });
    let region = part(gateway, |gateway| gateway.region.clone());
    view! {
        <section>
            {name_field(state, id.into())}
            <dl class="facts"><dt>"Region"</dt><dd>{move || region.get()}</dd></dl>
            {asn(part(gateway, |gateway| gateway.amazon_side_asn), move |asn| set(state, field(GatewayField::AmazonSideAsn(asn))))}
        </section>
        {section("Attached", ().into_any(), view! { {attached} {attach} }.into_any())}
        {section("Routes", ().into_any(), routes(state, id.into()))}
        {tags::tags(
            "Tags",
            part(gateway, |gateway| gateway.tags.clone()),
            Arc::new(move |tags| set(state, field(GatewayField::Tags(tags)))),
        )}
    }
    .into_any()
}

pub(super) fn attachment(state: AppState, id: Id<TransitGatewayAttachment>) -> AnyView {
    let attachment = present(state, id, |design| &design.transit_gateway_attachments);
    let field = move |field| Field::Network(NetworkField::TransitGatewayAttachment(id, field));
    let ends = links(state, "", move |design| {
        design
            .transit_gateway_attachments
            .get(id)
            .into_iter()
            .flat_map(|a| {
                [
                    (EntityRef::from(a.vpc), "VPC".to_owned()),
                    (a.transit_gateway.into(), "Transit Gateway".to_owned()),
                ]
            })
            .collect()
    });
    let subnets = subnet_boxes(
        state,
        id.into(),
        move |design| {
            design.transit_gateway_attachments.get(id).map(|a| a.subnets.clone()).unwrap_or_default()
        },
        move |subnets| put(state, field(AttachmentField::Subnets(subnets))),
    );
    view! {
        <section>
            {name_field(state, id.into())}
            {check_box(
                "Appliance mode",
                "Both directions of a flow stay in one zone, for stateful appliances",
                "appliance-mode",
                part(attachment, |a| a.appliance_mode),
                move |on| put(state, field(AttachmentField::ApplianceMode(on))),
            )}
        </section>
        {section("Joins", ().into_any(), ends)}
        {section("Subnets, one per zone", ().into_any(), subnets)}
        {tags::tags(
            "Tags",
            part(attachment, |a| a.tags.clone()),
            Arc::new(move |tags| set(state, field(AttachmentField::Tags(tags)))),
        )}
    }
    .into_any()
}

/// A check box for each subnet of an entity's VPC.
pub(super) fn subnet_boxes(
    state: AppState,
    entity: EntityRef,
    chosen: impl Fn(&Design) -> Vec<Id<Subnet>> + Send + Sync + 'static,
    commit: impl Fn(Vec<Id<Subnet>>) + Copy + Send + Sync + 'static,
) -> AnyView {
    let list = Memo::new(move |_| {
        state.design.with(|design| {
            let Some(vpc) = design.vpc_of(entity) else { return Vec::new() };
            let zone = |id: Id<Subnet>| design.parent_of(id.into()).map(|zone| design.label(zone));
            design
                .subnets_of(vpc)
                .map(|(id, subnet)| (id, subnet.name.clone(), zone(id).unwrap_or_default()))
                .collect::<Vec<_>>()
        })
    });
    let chosen = Memo::new(move |_| state.design.with(|design| chosen(design)));
    let rows = move || {
        list.get()
            .into_iter()
            .map(|(id, name, zone)| {
                check_box(
                    name,
                    zone,
                    format!("subnet-box-{id}"),
                    Signal::derive(move || chosen.with(|chosen| chosen.contains(&id))),
                    move |on| {
                        let mut next = chosen.get_untracked();
                        next.retain(|other| *other != id);
                        if on {
                            next.push(id);
                        }
                        commit(next);
                    },
                )
            })
            .collect_view()
    };
    view! { <div>{rows}</div> }.into_any()
}

pub(super) fn vpn_gateway(state: AppState, id: Id<VpnGateway>) -> AnyView {
    let gateway = present(state, id, |design| &design.vpn_gateways);
    let field = move |field| Field::Network(NetworkField::VpnGateway(id, field));
    let vpc = move || {
        gateway.with(|gateway| gateway.as_ref().map(|gateway| link(state, gateway.vpc.into(), "VPC")))
    };
    let networks = links(state, "No on-premises network arrives here", move |design| {
        design
            .on_premises_networks
            .iter()
            .filter(|(_, network)| network.gateways.contains(&OnPremisesGateway::VpnGateway(id)))
            .map(|(network, _)| (EntityRef::from(network), "on premises".to_owned()))
            .collect()
    });
    view! {
        <section>
            {name_field(state, id.into())}
            {asn(part(gateway, |gateway| gateway.amazon_side_asn), move |asn| set(state, field(GatewayField::AmazonSideAsn(asn))))}
        </section>
        {section("Attached to", ().into_any(), vpc.into_any())}
        {section("On-premises networks", ().into_any(), networks)}
        {section("Routes", ().into_any(), routes(state, id.into()))}
        {tags::tags(
            "Tags",
            part(gateway, |gateway| gateway.tags.clone()),
            Arc::new(move |tags| set(state, field(GatewayField::Tags(tags)))),
        )}
    }
    .into_any()
}

/// What joins a VPC with others, and what filters it, with the ways to add more.
pub(super) fn of_vpc(state: AppState, id: Id<Vpc>) -> AnyView {
    let present = links(state, "Joined with nothing", move |design| {
        let label = |vpc: Option<Id<Vpc>>| vpc.map(|vpc| design.label(vpc.into())).unwrap_or_default();
        let peerings = design.peerings_of(id).map(|(peering, entity)| {
            (EntityRef::from(peering), format!("peering with {}", label(entity.other(id))))
        });
        let attachments = design.attachments_of(id).map(|(attachment, entity)| {
            (EntityRef::from(attachment), format!("to {}", design.label(entity.transit_gateway.into())))
        });
        let gateway = design
            .vpn_gateway_of(id)
            .map(|(gateway, _)| (EntityRef::from(gateway), "VPN gateway".to_owned()));
        let networks = design
            .on_premises_of(id)
            .map(|(network, _)| (EntityRef::from(network), "on premises".to_owned()));
        peerings.chain(attachments).chain(gateway).chain(networks).collect()
    });
    let options = Memo::new(move |_| {
        state.design.with(|design| {
            let peers = design
                .vpcs
                .iter()
                .filter(|(vpc, _)| {
                    *vpc != id && !design.peerings_of(id).any(|(_, p)| p.other(id) == Some(*vpc))
                })
                .map(|(vpc, entity)| (vpc.to_string(), format!("Peer with VPC {}", entity.name)));
            let region = design.vpcs.get(id).map(|vpc| vpc.region.clone());
            let gateways = design
                .transit_gateways
                .iter()
                .filter(|(gateway, entity)| {
                    Some(&entity.region) == region.as_ref()
                        && !design.attachments_of(id).any(|(_, a)| a.transit_gateway == *gateway)
                })
                .map(|(gateway, entity)| {
                    (gateway.to_string(), format!("Attach to Transit Gateway {}", entity.name))
                });
            let networks = design
                .on_premises_networks
                .iter()
                .filter(|(network, _)| !design.on_premises_of(id).any(|(other, _)| other == *network))
                .map(|(network, entity)| {
                    (network.to_string(), format!("Attach {} by a VPN gateway", entity.name))
                });
            peers.chain(gateways).chain(networks).collect::<Vec<_>>()
        })
    });
    let join = chooser("Join", "vpc-join", "Nothing to join with yet", options, move |value| {
        let command = match value.parse() {
            Ok(EntityRef::Vpc(accepter)) => NetworkCommand::Peer { requester: id, accepter },
            Ok(EntityRef::TransitGateway(gateway)) => NetworkCommand::AttachVpc { gateway, vpc: id },
            Ok(EntityRef::OnPremisesNetwork(network)) => {
                NetworkCommand::AttachOnPremisesToVpc { network, vpc: id }
            }
            Ok(_) | Err(_) => return,
        };
        state.apply(Command::Network(command));
    });
    view! { {present} {join} }.into_any()
}
