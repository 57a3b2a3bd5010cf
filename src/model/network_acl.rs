//! Network ACLs: the stateless filter at the edge of a subnet.

use ipnet::{IpNet, Ipv4Net};
use serde::{Deserialize, Serialize};

use super::{Entity, Id, PortRange, Protocol, Tags, Vpc};

/// A custom network ACL; subnets name theirs ([`Subnet::network_acl`](super::Subnet)). A subnet without one has the
/// VPC's default ACL, which allows all traffic. What no rule matches is denied.
///
/// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html>
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NetworkAcl {
    pub vpc: Id<Vpc>,
    pub name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ingress: Vec<AclRule>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub egress: Vec<AclRule>,
    #[serde(default, skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
}

impl Entity for NetworkAcl {
    const PREFIX: &'static str = "acl";
}

/// One rule. The lowest number that matches decides; ACLs are stateless, so answers need a rule of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AclRule {
    /// 1 to 32,766, once per direction. Source: <https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html>
    pub number: u16,
    pub action: AclAction,
    pub protocol: Protocol,
    /// The destination ports. Absent where the protocol is `all`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ports: Option<PortRange>,
    /// The other side, of IPv4 or IPv6.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub cidr_block: IpNet,
}

impl AclRule {
    /// The largest number of a rule.
    pub const MAX_NUMBER: u16 = 32_766;

    /// Allows all traffic, as the rule of a default ACL does.
    pub fn allow_all() -> Self {
        Self {
            number: 100,
            action: AclAction::Allow,
            protocol: Protocol::All,
            ports: None,
            cidr_block: IpNet::V4(Ipv4Net::default()),
        }
    }
}

/// What happens to the traffic that a rule matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AclAction {
    Allow,
    Deny,
}

impl AclAction {
    /// The API's word.
    pub const fn api(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Deny => "deny",
        }
    }
}
