//! A reference to an entity of any kind.

use std::{fmt, str::FromStr};

use super::{
    Connection, Endpoint, EndpointService, Entity, HostedZone, Id, IdError, InternetGateway, NatGateway,
    NetworkAcl, OnPremisesNetwork, PeeringConnection, Profile, ResolverEndpoint, RouteTable, SecurityGroup,
    Service, Subnet, TransitGateway, TransitGatewayAttachment, Vpc, VpnGateway, Workload, Zone,
};

macro_rules! entity_ref {
    ($($kind:ident),* $(,)?) => {
        /// The id of an entity together with its kind; shows and reads like the id, `subnet-3`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum EntityRef {
            $($kind(Id<$kind>),)*
        }

        $(impl From<Id<$kind>> for EntityRef {
            fn from(id: Id<$kind>) -> Self {
                Self::$kind(id)
            }
        })*

        impl EntityRef {
            /// The prefixes of the ids of all kinds.
            pub const PREFIXES: &[&str] = &[$($kind::PREFIX),*];
        }

        impl fmt::Display for EntityRef {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$kind(id) => id.fmt(f),)*
                }
            }
        }

        impl FromStr for EntityRef {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                $(if let Ok(id) = text.parse::<Id<$kind>>() {
                    return Ok(id.into());
                })*
                Err(IdError { found: text.chars().take(80).collect(), prefix: Vpc::PREFIX })
            }
        }
    };
}

entity_ref!(
    Vpc,
    Zone,
    Subnet,
    RouteTable,
    InternetGateway,
    NatGateway,
    SecurityGroup,
    Workload,
    Service,
    Endpoint,
    Connection,
    NetworkAcl,
    PeeringConnection,
    TransitGateway,
    TransitGatewayAttachment,
    VpnGateway,
    OnPremisesNetwork,
    HostedZone,
    ResolverEndpoint,
    EndpointService,
    Profile,
);

impl EntityRef {
    /// The number, unique over all kinds in one design.
    pub const fn number(self) -> u32 {
        match self {
            Self::Vpc(id) => id.number(),
            Self::Zone(id) => id.number(),
            Self::Subnet(id) => id.number(),
            Self::RouteTable(id) => id.number(),
            Self::InternetGateway(id) => id.number(),
            Self::NatGateway(id) => id.number(),
            Self::SecurityGroup(id) => id.number(),
            Self::Workload(id) => id.number(),
            Self::Service(id) => id.number(),
            Self::Endpoint(id) => id.number(),
            Self::Connection(id) => id.number(),
            Self::NetworkAcl(id) => id.number(),
            Self::PeeringConnection(id) => id.number(),
            Self::TransitGateway(id) => id.number(),
            Self::TransitGatewayAttachment(id) => id.number(),
            Self::VpnGateway(id) => id.number(),
            Self::OnPremisesNetwork(id) => id.number(),
            Self::HostedZone(id) => id.number(),
            Self::ResolverEndpoint(id) => id.number(),
            Self::EndpointService(id) => id.number(),
            Self::Profile(id) => id.number(),
        }
    }
}

impl serde::Serialize for EntityRef {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for EntityRef {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for EntityRef {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "entity-id".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let pattern = format!("^({})-(0|[1-9][0-9]*)$", Self::PREFIXES.join("|"));
        schemars::json_schema!({ "type": "string", "pattern": pattern })
    }
}
