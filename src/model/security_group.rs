//! Security groups and their rules.

use ipnet::{Ipv4Net, Ipv6Net};
use serde::{Deserialize, Serialize};

use super::{Entity, Id, ServiceKey, Tags, Vpc};

/// A security group. Exactly the listed rules exist; the allow-all egress rule that AWS adds to a new group does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SecurityGroup {
    pub vpc: Id<Vpc>,
    pub name: String,
    pub description: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ingress: Vec<Rule>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub egress: Vec<Rule>,
    #[serde(default, skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
}

impl Entity for SecurityGroup {
    const PREFIX: &'static str = "sg";
}

/// One rule: traffic with the peer over these ports is allowed. Groups are stateful, answers need no rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub protocol: Protocol,
    /// Absent where the protocol is `all`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ports: Option<PortRange>,
    pub peer: Peer,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
}

/// The IP protocol of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Protocol {
    Tcp,
    Udp,
    All,
}

impl Protocol {
    /// The API's word: `tcp`, `udp`, `-1`.
    pub const fn api(self) -> &'static str {
        match self {
            Self::Tcp => "tcp",
            Self::Udp => "udp",
            Self::All => "-1",
        }
    }

    /// Reads what [`Self::api`] writes; every other word means all protocols.
    pub fn from_api(word: &str) -> Self {
        match word {
            "tcp" => Self::Tcp,
            "udp" => Self::Udp,
            _ => Self::All,
        }
    }

    /// The ports of a rule that gets this protocol: those it had, 443 where it had none, none where there can be none.
    pub fn ports(self, before: Option<PortRange>) -> Option<PortRange> {
        match self {
            Self::Tcp | Self::Udp => before.or(Some(PortRange::HTTPS)),
            Self::All => None,
        }
    }
}

/// An inclusive range of ports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PortRange {
    pub from: u16,
    pub to: u16,
}

impl PortRange {
    pub const HTTPS: Self = Self::single(443);

    pub const fn single(port: u16) -> Self {
        Self { from: port, to: port }
    }
}

/// The other side of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Peer {
    Cidr(#[cfg_attr(feature = "schema", schemars(with = "String"))] Ipv4Net),
    Ipv6Cidr(#[cfg_attr(feature = "schema", schemars(with = "String"))] Ipv6Net),
    SecurityGroup(Id<SecurityGroup>),
    /// The AWS-managed prefix list of a gateway endpoint's service: the only way to name S3 or DynamoDB in a rule.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html>
    PrefixList(ServiceKey),
}

/// Which of a group's two rule lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Ingress,
    Egress,
}
