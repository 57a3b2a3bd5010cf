//! Network ACLs. A subnet without an association has the VPC's default ACL, which allows all traffic both ways.

use ipnet::IpNet;
use serde::Serialize;

use super::NodeRef;
use crate::model::{AclAction, Direction, PortRange, Protocol};

/// A network ACL with exactly the entries that follow as nodes; what none of them matches is denied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NetworkAcl {
    pub vpc: NodeRef,
}

/// One entry of an ACL. The lowest number that matches decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NetworkAclEntry {
    pub network_acl: NodeRef,
    #[serde(serialize_with = "super::resource::direction_word")]
    pub direction: Direction,
    /// 1 to 32,766; once per ACL and direction.
    pub number: u16,
    pub action: AclAction,
    pub protocol: Protocol,
    /// None where the protocol is `All`.
    pub ports: Option<PortRange>,
    pub cidr_block: IpNet,
}

impl NetworkAclEntry {
    /// The protocol's number, as the API of ACLs wants it: `6`, `17`, `-1`.
    pub const fn protocol_number(&self) -> &'static str {
        match self.protocol {
            Protocol::Tcp => "6",
            Protocol::Udp => "17",
            Protocol::All => "-1",
        }
    }
}

/// The use of an ACL by a subnet, in place of the VPC's default one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NetworkAclAssociation {
    pub subnet: NodeRef,
    pub network_acl: NodeRef,
}
