//! VPC peering.

use serde::{Deserialize, Serialize};

use super::{Entity, Id, Tags, Vpc};

/// A peering connection between two VPCs of this design, in one Region or two. It is not transitive: what is behind one
/// of them (another peering, a gateway endpoint, a VPN) is not reached through it. Traffic needs routes on both sides.
///
/// Source: <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html>
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PeeringConnection {
    pub name: String,
    /// The two VPCs; which of them asks makes no difference to the traffic.
    pub requester: PeeringSide,
    pub accepter: PeeringSide,
    #[serde(default, skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
}

impl Entity for PeeringConnection {
    const PREFIX: &'static str = "pcx";
}

/// One VPC of a peering connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PeeringSide {
    pub vpc: Id<Vpc>,
    /// `AllowDnsResolutionFromRemoteVpc`: public DNS names of this VPC's instances resolve to private addresses when the
    /// other VPC asks. It does not share private hosted zones or the private DNS of endpoints.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-dns.html>
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub dns_resolution: bool,
}

impl PeeringConnection {
    /// The VPC at the other end; none if this VPC is at neither.
    pub fn other(&self, vpc: Id<Vpc>) -> Option<Id<Vpc>> {
        if self.requester.vpc == vpc {
            Some(self.accepter.vpc)
        } else if self.accepter.vpc == vpc {
            Some(self.requester.vpc)
        } else {
            None
        }
    }
}
