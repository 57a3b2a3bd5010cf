//! The words and marks that the canvas shows of one entity.

use super::canvas::glyph::Glyph;
use crate::{
    catalog,
    editor::{Layout, canvas::metrics},
    model::{Design, Endpoint, EntityRef, Frame, Id, OnPremisesLink, ServiceRef, SubnetKind},
    net::usable_addresses,
};

/// One box of the canvas as drawn. Equal faces look the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Face {
    /// Absolute, in canvas units.
    pub(crate) frame: Frame,
    /// The first line.
    pub(crate) title: String,
    /// The second line.
    pub(crate) detail: String,
    /// What assistive technology reads.
    pub(crate) spoken: String,
    pub(crate) glyph: Glyph,
    /// Locked itself, not by a container.
    pub(crate) locked: bool,
    pub(crate) kind: FaceKind,
}

/// How a box is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FaceKind {
    Vpc,
    Zone,
    Subnet {
        kind: SubnetKind,
        interfaces: Vec<InterfaceMark>,
    },
    InternetGateway,
    NatGateway,
    Workload,
    Endpoint {
        gateway: bool,
    },
    Service,
    /// A Transit Gateway or an on-premises network.
    Network,
}

/// The mark of an endpoint's network interface, relative to its subnet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InterfaceMark {
    pub(crate) endpoint: Id<Endpoint>,
    pub(crate) frame: Frame,
}

/// The face of an entity that has a box.
pub(crate) fn face(design: &Design, layout: &Layout, entity: EntityRef) -> Option<Face> {
    let frame = layout.frame(entity)?;
    let title = design.label(entity);
    let (detail, kind, word) = match entity {
        EntityRef::Vpc(id) => {
            let vpc = design.vpcs.get(id)?;
            let blocks: Vec<String> = vpc.cidr_blocks.iter().map(ToString::to_string).collect();
            let detail = if layout.is_folded(id) {
                let count =
                    |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
                format!(
                    "collapsed · {} · {} · {}",
                    count(design.subnets_of(id).count(), "subnet"),
                    count(design.workloads_of(id).count(), "workload"),
                    count(design.endpoints_of(id).count(), "endpoint"),
                )
            } else {
                format!("{} · {}", vpc.region, blocks.join(", "))
            };
            (detail, FaceKind::Vpc, "VPC")
        }
        EntityRef::Zone(_) => (String::new(), FaceKind::Zone, "Availability Zone"),
        EntityRef::Subnet(id) => {
            let subnet = design.subnets.get(id)?;
            let interfaces = layout
                .enis_in(id)
                .iter()
                .map(|mark| InterfaceMark {
                    endpoint: mark.endpoint,
                    frame: Frame {
                        x: mark.frame.x.saturating_sub(frame.x),
                        y: mark.frame.y.saturating_sub(frame.y),
                        ..mark.frame
                    },
                })
                .collect();
            let word = match subnet.kind {
                SubnetKind::Public => "Public subnet",
                SubnetKind::Private => "Private subnet",
                SubnetKind::Isolated => "Isolated subnet",
            };
            let detail = format!("{} · {} IPs", subnet.cidr_block, usable_addresses(subnet.cidr_block));
            (detail, FaceKind::Subnet { kind: subnet.kind, interfaces }, word)
        }
        EntityRef::InternetGateway(_) => {
            ("Internet gateway".to_owned(), FaceKind::InternetGateway, "Internet gateway")
        }
        EntityRef::NatGateway(_) => ("NAT gateway".to_owned(), FaceKind::NatGateway, "NAT gateway"),
        EntityRef::Workload(id) => {
            let kind = design.workloads.get(id)?.kind;
            (kind.title().to_owned(), FaceKind::Workload, kind.title())
        }
        EntityRef::Endpoint(id) => {
            let endpoint = design.endpoints.get(id)?;
            let gateway = endpoint.kind.interface().is_none();
            let word = endpoint.kind.title();
            let detail = match endpoint.kind.service_region() {
                Some(region) => format!("Interface · {region}"),
                None => word.to_owned(),
            };
            (detail, FaceKind::Endpoint { gateway }, word)
        }
        EntityRef::Service(id) => {
            let service = design.services.get(id)?;
            let known = match &service.target {
                // Under its usual title the key says more than the title again.
                ServiceRef::Aws(key) => catalog::service(key)
                    .map(|known| known.title)
                    .filter(|known| *known != service.name)
                    .unwrap_or(key),
                ServiceRef::EndpointService(_) => "Endpoint service",
                ServiceRef::OwnEndpointService(_) => "Own endpoint service",
                ServiceRef::ResourceConfiguration(_) => "Shared resource",
                ServiceRef::ServiceNetwork(_) => "Service network",
            };
            (format!("{known} · {}", service.region), FaceKind::Service, "Service")
        }
        EntityRef::TransitGateway(id) => {
            let count = design.attachments_to(id).count();
            let s = if count == 1 { "" } else { "s" };
            (
                format!("{count} VPC{s} · {}", design.transit_gateways.get(id)?.region),
                FaceKind::Network,
                "Transit Gateway",
            )
        }
        EntityRef::OnPremisesNetwork(id) => {
            let network = design.on_premises_networks.get(id)?;
            let line = match network.link {
                OnPremisesLink::Vpn(_) => "VPN",
                OnPremisesLink::DirectConnect => "Direct Connect",
            };
            let blocks: Vec<String> = network.cidr_blocks.iter().map(ToString::to_string).collect();
            // Where it arrives, the line says by what it comes.
            let detail = if network.gateways.is_empty() {
                format!("{line} · {}", blocks.join(", "))
            } else {
                blocks.join(", ")
            };
            (detail, FaceKind::Network, "On-premises network")
        }
        EntityRef::RouteTable(_)
        | EntityRef::SecurityGroup(_)
        | EntityRef::Connection(_)
        | EntityRef::NetworkAcl(_)
        | EntityRef::PeeringConnection(_)
        | EntityRef::TransitGatewayAttachment(_)
        | EntityRef::VpnGateway(_)
        | EntityRef::HostedZone(_)
        | EntityRef::Profile(_)
        | EntityRef::ResolverEndpoint(_)
        | EntityRef::EndpointService(_) => return None,
    };
    let spoken = if detail.is_empty() || detail == word {
        format!("{word} {title}")
    } else {
        format!("{word} {title}, {detail}")
    };
    let locked = design.drawing.locked.contains(&entity);
    let spoken = if locked { format!("{spoken}, locked") } else { spoken };
    Some(Face { frame, title, detail, spoken, glyph: Glyph::of(design, entity), locked, kind })
}

impl Face {
    /// The card of a node has room for this much text, in canvas units.
    pub(crate) fn text_width(&self) -> f64 {
        f64::from(match self.kind {
            FaceKind::Vpc => self.frame.w - 24 - 36,
            FaceKind::Zone => self.frame.w - 24,
            FaceKind::Subnet { .. } => self.frame.w - 20 - 28,
            FaceKind::InternetGateway => metrics::INTERNET_GATEWAY.w - 48,
            FaceKind::NatGateway | FaceKind::Workload => metrics::NODE.w - 54,
            // A pill is round where the text ends.
            FaceKind::Endpoint { gateway: false } => metrics::ENDPOINT.w - 74,
            FaceKind::Endpoint { gateway: true } => metrics::ENDPOINT.w - 62,
            FaceKind::Service | FaceKind::Network => metrics::SERVICE.w - 62,
        })
    }
}
