//! The rules of a security group, one direction at a time.

use std::sync::Arc;

use leptos::prelude::*;

use super::common::{Present, add_button, part, put, remove_button, section, set};
use crate::app::{
    state::AppState,
    widget::field::{TextField, select, text_field},
};
use crate::catalog::{self, EndpointType};
use crate::editor::{Field, SecurityGroupField};
use crate::model::{Direction, Id, Peer, PortRange, Protocol, Rule, SecurityGroup};
use crate::net::{IpNet, Ipv4Net};

/// All rules of one direction.
pub(super) fn rules(
    state: AppState,
    id: Id<SecurityGroup>,
    group: Present<SecurityGroup>,
    direction: Direction,
) -> AnyView {
    let list = part(group, move |group| match direction {
        Direction::Ingress => group.ingress.clone(),
        Direction::Egress => group.egress.clone(),
    });
    let peers = Memo::new(move |_| peers(state, id));
    let rows = move || {
        (0..list.with(Vec::len)).map(|index| row(state, id, direction, list, peers, index)).collect_view()
    };
    let add = move || {
        let mut next = list.get_untracked();
        let block = state.design.with_untracked(|design| {
            let vpc = design.vpc_of(id.into()).and_then(|vpc| design.vpcs.get(vpc));
            vpc.and_then(|vpc| vpc.cidr_blocks.first().copied())
        });
        next.push(Rule {
            protocol: Protocol::Tcp,
            ports: Some(PortRange::HTTPS),
            peer: Peer::Cidr(block.unwrap_or_default()),
            description: String::new(),
        });
        put(state, field(id, direction, next));
    };
    let (title, label, test_id) = match direction {
        Direction::Ingress => ("Inbound rules", "Add an inbound rule", "rule-add-in"),
        Direction::Egress => ("Outbound rules", "Add an outbound rule", "rule-add-out"),
    };
    let empty = move || {
        list.with(Vec::is_empty).then(|| {
            let text = match direction {
                Direction::Ingress => "Nothing may connect to its members",
                Direction::Egress => "Its members may connect to nothing",
            };
            view! { <p class="hint">{text}</p> }
        })
    };
    section(title, add_button(label, test_id, add), view! { {rows} {empty} }.into_any())
}

fn field(id: Id<SecurityGroup>, direction: Direction, rules: Vec<Rule>) -> Field {
    Field::SecurityGroup(
        id,
        match direction {
            Direction::Ingress => SecurityGroupField::Ingress(rules),
            Direction::Egress => SecurityGroupField::Egress(rules),
        },
    )
}

/// What a rule can name beside a CIDR block: the VPC's groups, and services with gateway endpoints.
fn peers(state: AppState, id: Id<SecurityGroup>) -> Vec<(String, String)> {
    let mut options = vec![("cidr".to_owned(), "CIDR block".to_owned())];
    state.design.with(|design| {
        if let Some(vpc) = design.vpc_of(id.into()) {
            for (group, entity) in design.security_groups_of(vpc) {
                let own = if group == id { " (itself)" } else { "" };
                options.push((group.to_string(), format!("Group {}{own}", entity.name)));
            }
        }
    });
    for service in catalog::services().iter().filter(|service| service.has_type(EndpointType::Gateway)) {
        options.push((format!("prefix:{}", service.key), format!("Prefix list of {}", service.title)));
    }
    options
}

fn peer_value(peer: &Peer) -> String {
    match peer {
        Peer::Cidr(_) | Peer::Ipv6Cidr(_) => "cidr".to_owned(),
        Peer::SecurityGroup(group) => group.to_string(),
        Peer::PrefixList(key) => format!("prefix:{key}"),
    }
}

fn ports_text(rule: &Rule) -> String {
    ports_of(rule.ports)
}

/// What a rule's protocol is chosen from: the API's word and what people read.
pub(super) fn protocols() -> Vec<(String, String)> {
    [(Protocol::Tcp, "TCP"), (Protocol::Udp, "UDP"), (Protocol::All, "All")]
        .map(|(protocol, label)| (protocol.api().to_owned(), label.to_owned()))
        .to_vec()
}

/// Ports as they are typed: `443`, `1024-65535`.
pub(super) fn ports_of(ports: Option<PortRange>) -> String {
    match ports {
        None => String::new(),
        Some(PortRange { from, to }) if from == to => from.to_string(),
        Some(PortRange { from, to }) => format!("{from}-{to}"),
    }
}

/// Reads what [`ports_of`] writes.
pub(super) fn read_ports(text: &str) -> Result<PortRange, String> {
    let text = text.trim();
    let (from, to) = text.split_once(['-', '–']).unwrap_or((text, text));
    let read = |part: &str| {
        part.trim()
            .parse::<u16>()
            .map_err(|_| format!("“{text}” is not a port; write 443, or 1024-65535 for a range"))
    };
    let (from, to) = (read(from)?, read(to)?);
    if from > to {
        return Err(format!("The range ends before it begins; write {to}-{from}"));
    }
    Ok(PortRange { from, to })
}

fn row(
    state: AppState,
    id: Id<SecurityGroup>,
    direction: Direction,
    list: Signal<Vec<Rule>>,
    peers: Memo<Vec<(String, String)>>,
    index: usize,
) -> AnyView {
    let edit = move |edit: &dyn Fn(&mut Rule)| {
        let mut next = list.get_untracked();
        if let Some(rule) = next.get_mut(index) {
            edit(rule);
        }
        set(state, field(id, direction, next))
    };
    let tell = move |result: Result<(), String>| {
        if let Err(error) = result {
            state.toast(crate::app::state::Tone::Warn, error);
        }
    };
    let read = move |part: fn(&Rule) -> String| {
        Signal::derive(move || list.with(|list| list.get(index).map(part).unwrap_or_default()))
    };
    let protocol = select(
        format!("rule-protocol-{direction:?}-{index}"),
        "rule-protocol",
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
                TextField::new("Ports", "rule-ports").mono(),
                read(ports_text),
                Arc::new(move |text: String| {
                    let ports = read_ports(&text)?;
                    edit(&|rule| rule.ports = Some(ports))
                }),
                || {},
            )
        })
    };
    let peer = select(
        format!("rule-peer-{direction:?}-{index}"),
        "rule-peer",
        "Peer",
        peers.into(),
        read(|rule| peer_value(&rule.peer)),
        move |value| {
            let peer = if let Some(key) = value.strip_prefix("prefix:") {
                Some(Peer::PrefixList(key.to_owned()))
            } else if value == "cidr" {
                Some(Peer::Cidr(Ipv4Net::default()))
            } else {
                value.parse().ok().map(Peer::SecurityGroup)
            };
            if let Some(peer) = peer {
                tell(edit(&|rule| rule.peer = peer.clone()));
            }
        },
    );
    let by_block = Memo::new(move |_| {
        list.with(|list| {
            list.get(index).is_some_and(|rule| matches!(rule.peer, Peer::Cidr(_) | Peer::Ipv6Cidr(_)))
        })
    });
    let block = move || {
        by_block.get().then(|| {
            text_field(
                TextField::new("CIDR block", "rule-cidr").mono(),
                read(|rule| match &rule.peer {
                    Peer::Cidr(block) => block.to_string(),
                    Peer::Ipv6Cidr(block) => block.to_string(),
                    Peer::SecurityGroup(_) | Peer::PrefixList(_) => String::new(),
                }),
                Arc::new(move |text: String| {
                    let block: IpNet = text.trim().parse().map_err(|_| {
                        format!("“{}” is not a CIDR block; write it like 10.0.0.0/16 or ::/0", text.trim())
                    })?;
                    if block != block.trunc() {
                        return Err(format!(
                            "{block} has bits set after the prefix; did you mean {}?",
                            block.trunc()
                        ));
                    }
                    let peer = match block {
                        IpNet::V4(block) => Peer::Cidr(block),
                        IpNet::V6(block) => Peer::Ipv6Cidr(block),
                    };
                    edit(&|rule| rule.peer = peer.clone())
                }),
                || {},
            )
        })
    };
    let description = text_field(
        TextField::new("Description", "rule-description"),
        read(|rule| rule.description.clone()),
        Arc::new(move |text: String| edit(&|rule| rule.description.clone_from(&text))),
        || {},
    );
    let remove = move || {
        let mut next = list.get_untracked();
        if index < next.len() {
            next.remove(index);
        }
        put(state, field(id, direction, next));
    };
    let side = match direction {
        Direction::Ingress => "From",
        Direction::Egress => "To",
    };
    view! {
        <div class="rule" data-testid="rule">
            <div class="row bottom">
                <div class="field narrow">
                    <span class="label">"Protocol"</span>
                    {protocol}
                </div>
                {ports}
                {remove_button("Remove the rule", "rule-remove", remove)}
            </div>
            <div class="field">
                <span class="label">{side}</span>
                {peer}
            </div>
            {block}
            {description}
        </div>
    }
    .into_any()
}
