//! What can be added to a design.

use crate::catalog;
use crate::model::{EntityRef, ServiceRef, Size, SubnetKind, WorkloadKind};

use super::canvas::metrics;

/// One thing to drag or insert from the palette.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PaletteItem {
    Vpc,
    Zone,
    Subnet(SubnetKind),
    InternetGateway,
    NatGateway,
    /// Beside the VPCs of its Region.
    TransitGateway,
    OnPremisesNetwork,
    /// Of the Region of a VPC, and associated with it.
    Profile,
    Workload(WorkloadKind),
    /// A workload that a recipe of the catalogue describes, by its id.
    Recipe(&'static str),
    /// What a VPC offers to the endpoints of others, with its service node.
    EndpointService,
    /// A service node outside the VPCs.
    Service(ServiceRef),
    /// An endpoint without a connection, in a VPC.
    Endpoint(ServiceRef),
}

impl PaletteItem {
    /// The name on screen. Services show their key; the catalogue's label is the app's to look up.
    pub fn title(&self) -> String {
        match self {
            Self::Vpc => "VPC".to_owned(),
            Self::Zone => "Availability Zone".to_owned(),
            Self::Subnet(kind) => {
                let word = kind.word();
                let (first, rest) = word.split_at(1);
                format!("{}{rest} subnet", first.to_uppercase())
            }
            Self::InternetGateway => "Internet gateway".to_owned(),
            Self::NatGateway => "NAT gateway".to_owned(),
            Self::TransitGateway => "Transit Gateway".to_owned(),
            Self::OnPremisesNetwork => "On-premises network".to_owned(),
            Self::Profile => "Route 53 Profile".to_owned(),
            Self::EndpointService => "Endpoint service".to_owned(),
            Self::Workload(kind) => kind.title().to_owned(),
            Self::Recipe(id) => catalog::recipe(id).map_or(*id, |recipe| recipe.title).to_owned(),
            Self::Service(service) => service.word().to_owned(),
            Self::Endpoint(service) => format!("{} endpoint", service.word()),
        }
    }

    /// Where it goes, in one sentence: the reason given when it is held over a wrong place.
    pub const fn home(&self) -> &'static str {
        match self {
            Self::Vpc => "A VPC goes beside other VPCs, not into one",
            Self::Zone => "An Availability Zone belongs into a VPC",
            Self::Subnet(_) => "A subnet belongs into an Availability Zone of a VPC",
            Self::InternetGateway => "An internet gateway belongs to a VPC",
            Self::NatGateway => "A NAT gateway belongs into a subnet",
            Self::TransitGateway => "A Transit Gateway goes outside the VPCs",
            Self::OnPremisesNetwork => "An on-premises network goes outside the VPCs",
            Self::Profile => "A Route 53 Profile is associated with VPCs",
            Self::Workload(_) | Self::Recipe(_) => "A workload belongs into a subnet",
            Self::EndpointService => "An endpoint service belongs to the VPC of its load balancer",
            Self::Service(_) => "A service goes outside the VPCs",
            Self::Endpoint(_) => "An endpoint belongs to a VPC",
        }
    }

    /// The size it has when it lands where there is room.
    pub const fn size(&self) -> Size {
        match self {
            Self::Vpc => metrics::NEW_VPC,
            Self::Zone => metrics::MIN_ZONE,
            Self::Subnet(_) => metrics::MIN_SUBNET,
            Self::InternetGateway => metrics::INTERNET_GATEWAY,
            Self::NatGateway | Self::Workload(_) | Self::Recipe(_) => metrics::NODE,
            Self::TransitGateway
            | Self::OnPremisesNetwork
            | Self::Service(_)
            | Self::Profile
            | Self::EndpointService => metrics::SERVICE,
            Self::Endpoint(_) => metrics::ENDPOINT,
        }
    }

    /// Whether it may lie directly in a container of this kind, or, with `None`, on the bare canvas.
    pub const fn fits_in(&self, container: Option<EntityRef>) -> bool {
        match self {
            Self::Vpc | Self::TransitGateway | Self::OnPremisesNetwork | Self::Service(_) => {
                container.is_none()
            }
            Self::Zone
            | Self::InternetGateway
            | Self::Endpoint(_)
            | Self::Profile
            | Self::EndpointService => {
                matches!(container, Some(EntityRef::Vpc(_)))
            }
            Self::Subnet(_) => matches!(container, Some(EntityRef::Zone(_))),
            Self::NatGateway | Self::Workload(_) | Self::Recipe(_) => {
                matches!(container, Some(EntityRef::Subnet(_)))
            }
        }
    }
}
