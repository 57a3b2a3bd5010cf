//! Which command joins two networks: VPCs, Transit Gateways, on-premises networks, and the services that are called from
//! the latter. For the hand that draws a line and for the list of commands.
//!
//! Decides nothing about addresses: whether the two can be joined is for [`edit`](crate::edit) to say.

use super::finder::{Entry, Find};
use super::{Command, Editor, NetworkCommand};
use crate::model::{EntityRef, OnPremisesGateway};

/// The command that joins `from` with `to`; none for a pair that nothing joins.
pub(super) fn join(from: EntityRef, to: EntityRef) -> Option<Command> {
    Some(Command::Network(match (from, to) {
        (EntityRef::Vpc(requester), EntityRef::Vpc(accepter)) => NetworkCommand::Peer { requester, accepter },
        (EntityRef::Vpc(vpc), EntityRef::TransitGateway(gateway))
        | (EntityRef::TransitGateway(gateway), EntityRef::Vpc(vpc)) => {
            NetworkCommand::AttachVpc { gateway, vpc }
        }
        (EntityRef::OnPremisesNetwork(network), EntityRef::TransitGateway(gateway))
        | (EntityRef::TransitGateway(gateway), EntityRef::OnPremisesNetwork(network)) => {
            NetworkCommand::AttachOnPremises { network, gateway: OnPremisesGateway::TransitGateway(gateway) }
        }
        (EntityRef::OnPremisesNetwork(network), EntityRef::Vpc(vpc))
        | (EntityRef::Vpc(vpc), EntityRef::OnPremisesNetwork(network)) => {
            NetworkCommand::AttachOnPremisesToVpc { network, vpc }
        }
        (EntityRef::OnPremisesNetwork(network), EntityRef::Service(service)) => {
            NetworkCommand::CallFromOnPremises { network, service }
        }
        _ => return None,
    }))
}

/// Whether lines to other networks are drawn from it.
pub(super) const fn joins(entity: EntityRef) -> bool {
    matches!(entity, EntityRef::Vpc(_) | EntityRef::TransitGateway(_) | EntityRef::OnPremisesNetwork(_))
}

impl Editor {
    /// What the selected network can be joined with.
    pub(super) fn offer_joins(&self, entries: &mut Vec<Entry>) {
        let Some(from) = self.selection.single().filter(|entity| joins(*entity)) else { return };
        let beside = self.layout.children(None).iter().copied().filter(|other| *other != from);
        entries.extend(beside.filter_map(|to| {
            let command = join(from, to)?;
            self.check(&command).ok()?;
            let word = match (from, to) {
                (EntityRef::Vpc(_), EntityRef::Vpc(_)) => "Peer",
                (EntityRef::OnPremisesNetwork(_), EntityRef::Service(_)) => "Connect",
                _ => "Attach",
            };
            let with = if word == "Peer" { "with" } else { "to" };
            Some(Entry {
                title: format!("{word} {} {with} {}", self.design.label(from), self.design.label(to)),
                detail: self.describe(to),
                also: "join peering attachment VPN Direct Connect".to_owned(),
                find: Find::Join(command),
            })
        }));
    }
}
