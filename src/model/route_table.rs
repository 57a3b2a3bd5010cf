//! Route tables. The `local` routes of the VPC's own blocks are implied.

use ipnet::Ipv4Net;
use serde::{Deserialize, Serialize};

use super::{Entity, Id, InternetGateway, NatGateway, Tags, Vpc};

/// A custom route table; subnets name theirs ([`Subnet::route_table`](super::Subnet)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RouteTable {
    pub vpc: Id<Vpc>,
    pub name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<Route>,
    #[serde(default, skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
}

impl Entity for RouteTable {
    const PREFIX: &'static str = "rtb";
}

/// One route besides `local`. Routes of gateway endpoints are not listed: the endpoint names its tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Route {
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub destination: Ipv4Net,
    pub target: RouteTarget,
}

/// Where a route leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RouteTarget {
    InternetGateway(Id<InternetGateway>),
    NatGateway(Id<NatGateway>),
}

impl Route {
    /// The default route, `0.0.0.0/0`.
    pub fn default_to(target: RouteTarget) -> Self {
        Self { destination: Ipv4Net::default(), target }
    }

    pub fn is_default(&self) -> bool {
        self.destination.prefix_len() == 0
    }
}
