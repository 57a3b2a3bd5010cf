//! Makes a well-formed design whole: what points nowhere is dropped or given a sensible target, with a note each time.
//!
//! Only the design's own shape is repaired, in the sense of `model`: ids, references, numbers in range. A layout that
//! AWS would refuse stays as the user drew it, and `check` tells.
//!
//! *Invariant:* repairing twice changes nothing more, and a design that the designer's own operations made is not
//! changed at all.

mod blocks;
mod network;
mod number;
mod placement;
mod reference;
mod suppression;

pub(crate) use number::renumber;

use super::Note;
use crate::model::{Design, EntityRef};

/// Repairs the design in place; the notes tell what was done.
pub(super) fn repair(design: &mut Design, notes: &mut Vec<Note>) {
    let mut log = Log { notes };
    number::repair(design, &mut log);
    reference::repair(design, &mut log);
    blocks::repair(design, &mut log);
    placement::repair(design, &mut log);
    suppression::repair(design, &mut log);
}

/// Drops the references of a design that lead nowhere, as for a part that was taken out of a larger design.
pub(crate) fn forget_lost_references(design: &mut Design) {
    reference::repair(design, &mut Log { notes: &mut Vec::new() });
}

/// Where the repairs write their notes.
struct Log<'a> {
    notes: &'a mut Vec<Note>,
}

impl Log<'_> {
    /// A change to an entity that stays.
    fn changed(&mut self, entity: impl Into<EntityRef>, member: &str, message: impl Into<String>) {
        let entity = entity.into();
        let place = format!("{}.{member}", place(entity));
        self.notes.push(Note { entity: Some(entity), place, message: message.into() });
    }

    /// An entity that was left out.
    fn dropped(&mut self, entity: impl Into<EntityRef>, message: impl Into<String>) {
        self.notes.push(Note { entity: None, place: place(entity.into()), message: message.into() });
    }

    /// An entity that has another id now.
    fn renumbered(&mut self, from: EntityRef, to: EntityRef, message: String) {
        self.notes.push(Note { entity: Some(to), place: place(from), message });
    }

    /// A change to the design itself.
    fn design(&mut self, member: &str, message: impl Into<String>) {
        let place = format!("design.{member}");
        self.notes.push(Note { entity: None, place, message: message.into() });
    }
}

/// Where an entity stands in the file: `design.subnets.subnet-3`.
fn place(entity: EntityRef) -> String {
    let table = match entity {
        EntityRef::Vpc(_) => "vpcs",
        EntityRef::Zone(_) => "zones",
        EntityRef::Subnet(_) => "subnets",
        EntityRef::RouteTable(_) => "route_tables",
        EntityRef::InternetGateway(_) => "internet_gateways",
        EntityRef::NatGateway(_) => "nat_gateways",
        EntityRef::SecurityGroup(_) => "security_groups",
        EntityRef::Workload(_) => "workloads",
        EntityRef::Service(_) => "services",
        EntityRef::Endpoint(_) => "endpoints",
        EntityRef::Connection(_) => "connections",
        EntityRef::NetworkAcl(_) => "network_acls",
        EntityRef::PeeringConnection(_) => "peering_connections",
        EntityRef::TransitGateway(_) => "transit_gateways",
        EntityRef::TransitGatewayAttachment(_) => "transit_gateway_attachments",
        EntityRef::VpnGateway(_) => "vpn_gateways",
        EntityRef::OnPremisesNetwork(_) => "on_premises_networks",
        EntityRef::HostedZone(_) => "hosted_zones",
        EntityRef::Profile(_) => "profiles",
        EntityRef::ResolverEndpoint(_) => "resolver_endpoints",
        EntityRef::EndpointService(_) => "endpoint_services",
    };
    format!("design.{table}.{entity}")
}
