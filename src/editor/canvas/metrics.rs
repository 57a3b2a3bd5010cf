//! Sizes of what is drawn, in canvas units. The views draw to them; layout, hit test and exports measure by them.

use crate::model::{EntityRef, Size};

use super::geometry::GRID;

/// A workload's or NAT gateway's card.
pub const NODE: Size = Size { w: 160, h: 48 };
/// An internet gateway's pill, which sits on its VPC's top border.
pub const INTERNET_GATEWAY: Size = Size { w: 160, h: 40 };
/// An endpoint's card.
pub const ENDPOINT: Size = Size { w: 192, h: 48 };
/// A service's card.
pub const SERVICE: Size = Size { w: 224, h: 48 };
/// The mark of an interface endpoint's network interface inside a subnet.
pub const ENI: Size = Size { w: 20, h: 20 };

/// What a VPC keeps free: its title above, and a border around its content.
pub const VPC_HEADER: i32 = 56;
/// The height of a collapsed VPC.
pub const FOLDED_VPC: i32 = 64;
pub const VPC_PAD: i32 = 24;
/// What an Availability Zone keeps free.
pub const ZONE_HEADER: i32 = 32;
pub const ZONE_PAD: i32 = 16;
/// Below a zone's last subnet: as much as between two, since wires run there too.
pub const ZONE_FOOT: i32 = SUBNET_GAP;
/// What a subnet keeps free: two lines, its name and its block.
pub const SUBNET_HEADER: i32 = 48;
pub const SUBNET_PAD: i32 = 16;
/// Between nodes in one container.
pub const NODE_GAP: i32 = 16;
/// Between the rows of subnets in a zone: room for wires.
pub const SUBNET_GAP: i32 = 24;
/// Between the zones of a VPC.
pub const ZONE_GAP: i32 = 24;
/// Between the endpoints of a lane.
pub const ENDPOINT_GAP: i32 = 16;
/// Between the last zone and the lane of endpoints, at least: room for a vertical channel per endpoint.
pub const LANE_GAP: i32 = 64;
/// At most.
pub const MAX_LANE_GAP: i32 = 160;
/// Between a VPC and the services beside it.
pub const SERVICE_GAP: i32 = 128;
/// Between two VPCs.
pub const VPC_GAP: i32 = 96;
/// The row of network interface marks at the foot of a subnet.
pub const ENI_ROW: i32 = 24;
/// Below the last row of marks.
pub const ENI_MARGIN: i32 = 4;

/// The size of a new VPC: room for a column or two.
pub const NEW_VPC: Size = Size { w: 640, h: 400 };

/// The least size of a container, however little it holds.
pub const MIN_SUBNET: Size = Size { w: NODE.w + 2 * SUBNET_PAD, h: SUBNET_HEADER + 40 };
pub const MIN_ZONE: Size = Size { w: MIN_SUBNET.w + 2 * ZONE_PAD, h: ZONE_HEADER + MIN_SUBNET.h + ZONE_FOOT };
pub const MIN_VPC: Size = Size { w: MIN_ZONE.w + 2 * VPC_PAD, h: VPC_HEADER + MIN_ZONE.h + VPC_PAD };

/// The size of a node's card or pill; none for containers, which have their own, and for what is not a box.
pub const fn node_size(entity: EntityRef) -> Option<Size> {
    match entity {
        EntityRef::InternetGateway(_) => Some(INTERNET_GATEWAY),
        EntityRef::NatGateway(_) | EntityRef::Workload(_) => Some(NODE),
        EntityRef::Service(_) | EntityRef::TransitGateway(_) | EntityRef::OnPremisesNetwork(_) => {
            Some(SERVICE)
        }
        EntityRef::Endpoint(_) => Some(ENDPOINT),
        EntityRef::Vpc(_)
        | EntityRef::Zone(_)
        | EntityRef::Subnet(_)
        | EntityRef::RouteTable(_)
        | EntityRef::SecurityGroup(_)
        | EntityRef::Connection(_)
        | EntityRef::NetworkAcl(_)
        | EntityRef::PeeringConnection(_)
        | EntityRef::TransitGatewayAttachment(_)
        | EntityRef::VpnGateway(_)
        | EntityRef::HostedZone(_)
        | EntityRef::Profile(_)
        | EntityRef::ResolverEndpoint(_)
        | EntityRef::EndpointService(_) => None,
    }
}

/// Whether it stands beside the VPCs and not in one.
pub const fn stands_beside(entity: EntityRef) -> bool {
    matches!(entity, EntityRef::Service(_) | EntityRef::TransitGateway(_) | EntityRef::OnPremisesNetwork(_))
}

/// The least size of a container and what it keeps free at its left and top; none for what holds nothing.
pub const fn container(entity: EntityRef) -> Option<Container> {
    match entity {
        EntityRef::Vpc(_) => {
            Some(Container { min: MIN_VPC, pad: VPC_PAD, header: VPC_HEADER, foot: VPC_PAD })
        }
        EntityRef::Zone(_) => {
            Some(Container { min: MIN_ZONE, pad: ZONE_PAD, header: ZONE_HEADER, foot: ZONE_FOOT })
        }
        EntityRef::Subnet(_) => {
            Some(Container { min: MIN_SUBNET, pad: SUBNET_PAD, header: SUBNET_HEADER, foot: SUBNET_PAD })
        }
        EntityRef::RouteTable(_)
        | EntityRef::InternetGateway(_)
        | EntityRef::NatGateway(_)
        | EntityRef::SecurityGroup(_)
        | EntityRef::Workload(_)
        | EntityRef::Service(_)
        | EntityRef::Endpoint(_)
        | EntityRef::Connection(_)
        | EntityRef::NetworkAcl(_)
        | EntityRef::PeeringConnection(_)
        | EntityRef::TransitGateway(_)
        | EntityRef::TransitGatewayAttachment(_)
        | EntityRef::VpnGateway(_)
        | EntityRef::OnPremisesNetwork(_)
        | EntityRef::HostedZone(_)
        | EntityRef::Profile(_)
        | EntityRef::ResolverEndpoint(_)
        | EntityRef::EndpointService(_) => None,
    }
}

/// How a kind of container holds its children.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Container {
    pub min: Size,
    /// Free at the left and right.
    pub pad: i32,
    /// Free at the top.
    pub header: i32,
    /// Free at the bottom.
    pub foot: i32,
}

const _: () = assert!(VPC_HEADER % GRID == 0 && ZONE_HEADER % GRID == 0 && SUBNET_HEADER % GRID == 0);
