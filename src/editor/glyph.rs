//! What entities look like: on the canvas, in lists, and in pictures that leave the app.
//!
//! Own drawings for a 24-unit square, after the conventions of AWS diagrams: orange clients, services in the colour of
//! their family, violet endpoints. An endpoint never looks like its service: a gateway endpoint is a hexagon, an
//! interface endpoint a disc.

use crate::{
    catalog,
    model::{Design, EndpointKind, EntityRef, ServiceRef, SubnetKind, WorkloadKind},
};

/// Shape, colour and drawing of one kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// The class that names the colours: `canvas.css`, and [`STYLE`] for pictures.
    pub class: &'static str,
    pub outline: Outline,
    /// A path in a 24-unit square.
    pub ink: &'static str,
}

/// What surrounds the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outline {
    /// The drawing alone.
    None,
    Tile,
    Disc,
    Hexagon,
}

const BUCKET: &str = "M6 7.4l1.3 10.4c.1.9 2.1 1.6 4.7 1.6s4.6-.7 4.7-1.6L18 7.4M12 5.2c3.3 0 6 1 6 2.2s-2.7 2.2-6 2.2-6-1-6-2.2 2.7-2.2 6-2.2z";
const CYLINDER: &str = "M12 5c3 0 5.5 1.1 5.5 2.5S15 10 12 10 6.5 8.9 6.5 7.5 9 5 12 5zM6.5 7.5v9c0 1.4 2.5 2.5 5.5 2.5s5.5-1.1 5.5-2.5v-9M6.5 12c0 1.4 2.5 2.5 5.5 2.5s5.5-1.1 5.5-2.5";
const CHIP: &str =
    "M8 8h8v8H8zM10 8V5.5M14 8V5.5M10 18.5V16M14 18.5V16M8 10H5.5M8 14H5.5M18.5 10H16M18.5 14H16";
const CUBE: &str = "M12 4.8 18 8v8l-6 3.2L6 16V8zM6 8l6 3.2L18 8M12 11.2v8";
const WHEEL: &str = "M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM12 4.5v15M5.5 8.25l13 7.5M18.5 8.25l-13 7.5";
const LAMBDA: &str = "M7.5 5.5h2.7L16.5 18.5M11.7 10.5 7.5 18.5";
const WINDOW: &str = "M5.5 6.5h13v11h-13zM5.5 10h13";
const KEY: &str = "M8.5 15.7a3.7 3.7 0 1 1 3.3-5.2H19v3h-2v2h-2.8v-2h-2.4a3.7 3.7 0 0 1-3.3 2.2z";
const SHIELD: &str = "M12 4.5 18 7v5c0 3.7-2.5 6.3-6 7.5-3.5-1.2-6-3.8-6-7.5V7z";
const LINES: &str = "M6.5 6h11M6.5 10h7.5M6.5 14h11M6.5 18h5.5";
const TAG: &str = "M5.5 8h8.5l4.5 4-4.5 4H5.5zM9 12h.1";
const TABLE: &str = "M5.5 6.5h13v11h-13zM5.5 10.2h13M5.5 13.8h13M10 6.5v11";
const QUEUE: &str = "M4.5 9h3.8v6H4.5zM10.1 9h3.8v6h-3.8zM15.7 9h3.8v6h-3.8z";
const BROADCAST: &str = "M6 10v4h2.5l5.5 3.5v-11L8.5 10zM17 9.5a3.5 3.5 0 0 1 0 5";
const BARS: &str = "M6.5 18.5v-6M10.2 18.5v-11M13.8 18.5v-8M17.5 18.5v-13";
const SPARK: &str = "M12 4.5l1.9 5.6 5.6 1.9-5.6 1.9L12 19.5l-1.9-5.6L4.5 12l5.6-1.9z";
const SIGNAL: &str = "M12 10.7a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6zM8.7 15.3a4.7 4.7 0 0 1 0-6.6M15.3 8.7a4.7 4.7 0 0 1 0 6.6M6.2 17.8a8.2 8.2 0 0 1 0-11.6M17.8 6.2a8.2 8.2 0 0 1 0 11.6";
const FORK: &str = "M12 5v5.5M12 10.5l-5 3.5M12 10.5l5 3.5M5.5 14h3.5v3.5H5.5zM15 14h3.5v3.5H15z";
const ARROW: &str = "M5 12h13.5M13.5 7l5 5-5 5";
const ANGLES: &str = "M9 7.5 4.5 12 9 16.5M15 7.5l4.5 4.5-4.5 4.5";
const CASE: &str = "M5 9h14v9H5zM9 9V6.5h6V9M5 13h14";
const MONITOR: &str = "M5 6h14v9.5H5zM9 19h6M12 15.5V19";
const PLAY: &str = "M8.5 6v12l9.5-6z";
const KNOBS: &str = "M7 5v3M7 12v7M12 5v8M12 17v2M17 5v2M17 11v8M5.5 10h3M10.5 15h3M15.5 9h3";
const BLOCKS: &str = "M5.5 9.5h4.5v5H5.5zM14 9.5h4.5v5H14zM10 12h4";
const DOTS: &str = "M7 12h.1M12 12h.1M17 12h.1";
const CHAIN: &str = "M10 13.6a3.3 3.3 0 0 0 4.7 0l2.6-2.6A3.3 3.3 0 0 0 12.6 6.3l-1 1M14 10.4a3.3 3.3 0 0 0-4.7 0l-2.6 2.6a3.3 3.3 0 0 0 4.7 4.7l1-1";

impl Glyph {
    const fn new(class: &'static str, outline: Outline, ink: &'static str) -> Self {
        Self { class, outline, ink }
    }

    pub const VPC: Self =
        Self::new("g-vpc", Outline::Tile, "M8 17h8.5a3.5 3.5 0 0 0 .4-7A5 5 0 0 0 7.5 9.2 4 4 0 0 0 8 17z");
    pub const ZONE: Self = Self::new("g-zone", Outline::None, "M5 5h14v14H5z");
    pub const INTERNET_GATEWAY: Self = Self::new(
        "g-gateway",
        Outline::Tile,
        "M12 5a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM5 12h14M12 5c2 2 3 4.3 3 7s-1 5-3 7c-2-2-3-4.3-3-7s1-5 3-7z",
    );
    pub const NAT_GATEWAY: Self =
        Self::new("g-gateway", Outline::Tile, "M5.5 9h11M13.5 6l3 3-3 3M18.5 15h-11M10.5 12l-3 3 3 3");
    pub const SECURITY_GROUP: Self = Self::new("g-rules", Outline::None, SHIELD);
    pub const ROUTE_TABLE: Self =
        Self::new("g-rules", Outline::None, "M5.5 6.5H14l3.5 3-3.5 3H5.5zM10 12.5V20M10 4v2.5");
    pub const GATEWAY_ENDPOINT: Self =
        Self::new("g-endpoint", Outline::Hexagon, "M13.5 7.5h3v9h-3M7 12h6.5M11 9.5l2.5 2.5-2.5 2.5");
    /// A wall in the path: what goes through is looked at.
    pub const APPLIANCE_ENDPOINT: Self =
        Self::new("g-endpoint", Outline::Hexagon, "M6.5 8h11v8h-11zM6.5 12h11M12 8v4M9.5 12v4M14.5 12v4");
    pub const LATTICE_RESOURCE: Self = Self::new("g-networking", Outline::Tile, CYLINDER);
    pub const SERVICE_NETWORK: Self = Self::new("g-networking", Outline::Tile, FORK);
    pub const INTERFACE_ENDPOINT: Self = Self::new(
        "g-endpoint",
        Outline::Disc,
        "M9.7 6.5v3M14.3 6.5v3M7.7 9.5h8.6v2.2a4.3 4.3 0 0 1-8.6 0zM12 16v2.5",
    );
    pub const CONNECTION: Self = Self::new("g-rules", Outline::None, ARROW);
    pub const NETWORK_ACL: Self =
        Self::new("g-rules", Outline::None, "M5.5 6.5h13v11h-13zM5.5 12h13M9 9.2h.1M9 14.8h.1");
    pub const PEERING: Self =
        Self::new("g-networking", Outline::Disc, "M5.5 12h13M8.5 9l-3 3 3 3M15.5 9l3 3-3 3");
    pub const TRANSIT_GATEWAY: Self = Self::new(
        "g-networking",
        Outline::Tile,
        "M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM12 9.5V5.5M12 18.5v-4M9.5 12h-4M18.5 12h-4",
    );
    pub const VPN_GATEWAY: Self = Self::new("g-gateway", Outline::Tile, KEY);
    pub const ON_PREMISES: Self =
        Self::new("g-gateway", Outline::Tile, "M6.5 19V6h7v13M13.5 10h4v9M5 19h14M9 9h2M9 12h2M9 15h2");
    pub const HOSTED_ZONE: Self = Self::new("g-networking", Outline::Tile, TAG);
    /// A name that leads to three places.
    pub const PROFILE: Self =
        Self::new("g-networking", Outline::Disc, "M6 9h5v6H6zM11 12h3M14 12v-5h4M14 12h4M14 12v5h4");
    pub const RESOLVER: Self = Self::new("g-networking", Outline::Disc, ARROW);
    pub const OWN_SERVICE: Self = Self::new("g-networking", Outline::Tile, CHAIN);

    pub const fn subnet(kind: SubnetKind) -> Self {
        match kind {
            SubnetKind::Public => {
                Self::new("g-public", Outline::Tile, "M8.5 11V8.7a3.5 3.5 0 0 1 6.7-1.4M6.7 11h10.6v7H6.7z")
            }
            SubnetKind::Private => {
                Self::new("g-private", Outline::Tile, "M8.5 11V8.7a3.5 3.5 0 0 1 7 0V11M6.7 11h10.6v7H6.7z")
            }
            SubnetKind::Isolated => Self::new(
                "g-isolated",
                Outline::Tile,
                "M8.5 11V8.7a3.5 3.5 0 0 1 7 0V11M6.7 11h10.6v7H6.7zM10 14.5h4",
            ),
        }
    }

    pub const fn workload(kind: WorkloadKind) -> Self {
        let ink = match kind {
            WorkloadKind::Ec2 => CHIP,
            WorkloadKind::EcsFargate => CUBE,
            WorkloadKind::EksNodes => WHEEL,
            WorkloadKind::Lambda => LAMBDA,
            WorkloadKind::RdsClient => CYLINDER,
            WorkloadKind::Generic => WINDOW,
        };
        Self::new("g-workload", Outline::Tile, ink)
    }

    pub const fn endpoint(kind: &EndpointKind) -> Self {
        match kind {
            EndpointKind::Gateway(_) => Self::GATEWAY_ENDPOINT,
            EndpointKind::GatewayLoadBalancer(_) => Self::APPLIANCE_ENDPOINT,
            EndpointKind::Interface(_) | EndpointKind::Resource(_) | EndpointKind::ServiceNetwork(_) => {
                Self::INTERFACE_ENDPOINT
            }
        }
    }

    pub fn service(target: &ServiceRef) -> Self {
        match target {
            ServiceRef::Aws(key) => {
                let family = catalog::service(key).map_or("", |service| service.category);
                let mut glyph = Self::family(family);
                glyph.ink = own_drawing(key).unwrap_or(glyph.ink);
                glyph
            }
            ServiceRef::EndpointService(_) | ServiceRef::OwnEndpointService(_) => Self::OWN_SERVICE,
            ServiceRef::ResourceConfiguration(_) => Self::LATTICE_RESOURCE,
            ServiceRef::ServiceNetwork(_) => Self::SERVICE_NETWORK,
        }
    }

    /// The glyph of a catalogue category.
    fn family(category: &str) -> Self {
        let (class, ink) = match category {
            "Storage" => ("g-storage", BUCKET),
            "Database" => ("g-database", CYLINDER),
            "Application integration" => ("g-integration", BLOCKS),
            "Security" => ("g-security", KEY),
            "Management" => ("g-management", KNOBS),
            "Analytics" => ("g-analytics", BARS),
            "Machine learning" => ("g-learning", SPARK),
            "Compute" => ("g-compute", CHIP),
            "Containers" => ("g-compute", CUBE),
            "IoT" => ("g-storage", SIGNAL),
            "Networking" => ("g-networking", FORK),
            "Migration" => ("g-learning", ARROW),
            "Developer tools" => ("g-analytics", ANGLES),
            "Business apps" => ("g-security", CASE),
            "End-user computing" => ("g-learning", MONITOR),
            "Media" => ("g-compute", PLAY),
            _ => ("g-other", DOTS),
        };
        Self::new(class, Outline::Tile, ink)
    }

    /// The glyph of an entity of a design.
    pub fn of(design: &Design, entity: EntityRef) -> Self {
        match entity {
            EntityRef::Vpc(_) => Self::VPC,
            EntityRef::Zone(_) => Self::ZONE,
            EntityRef::Subnet(id) => {
                Self::subnet(design.subnets.get(id).map_or(SubnetKind::Private, |s| s.kind))
            }
            EntityRef::RouteTable(_) => Self::ROUTE_TABLE,
            EntityRef::InternetGateway(_) => Self::INTERNET_GATEWAY,
            EntityRef::NatGateway(_) => Self::NAT_GATEWAY,
            EntityRef::SecurityGroup(_) => Self::SECURITY_GROUP,
            EntityRef::Workload(id) => {
                Self::workload(design.workloads.get(id).map_or(WorkloadKind::Generic, |w| w.kind))
            }
            EntityRef::Service(id) => {
                design.services.get(id).map_or(Self::OWN_SERVICE, |s| Self::service(&s.target))
            }
            EntityRef::Endpoint(id) => {
                design.endpoints.get(id).map_or(Self::INTERFACE_ENDPOINT, |e| Self::endpoint(&e.kind))
            }
            EntityRef::Connection(_) => Self::CONNECTION,
            EntityRef::NetworkAcl(_) => Self::NETWORK_ACL,
            EntityRef::PeeringConnection(_) => Self::PEERING,
            EntityRef::TransitGateway(_) | EntityRef::TransitGatewayAttachment(_) => Self::TRANSIT_GATEWAY,
            EntityRef::VpnGateway(_) => Self::VPN_GATEWAY,
            EntityRef::OnPremisesNetwork(_) => Self::ON_PREMISES,
            EntityRef::HostedZone(_) => Self::HOSTED_ZONE,
            EntityRef::Profile(_) => Self::PROFILE,
            EntityRef::ResolverEndpoint(_) => Self::RESOLVER,
            EntityRef::EndpointService(_) => Self::OWN_SERVICE,
        }
    }
}

/// Services that people look for by their picture.
fn own_drawing(key: &str) -> Option<&'static str> {
    Some(match key {
        "dynamodb" => TABLE,
        "sqs" => QUEUE,
        "sns" => BROADCAST,
        "logs" => LINES,
        "lambda" => LAMBDA,
        "eks" | "eks-auth" => WHEEL,
        _ => return None,
    })
}

/// The shape behind the drawing, in a 24-unit square.
pub const fn outline_path(outline: Outline) -> &'static str {
    match outline {
        Outline::None => "",
        Outline::Tile => {
            "M4 .75h16A3.25 3.25 0 0 1 23.25 4v16A3.25 3.25 0 0 1 20 23.25H4A3.25 3.25 0 0 1 .75 20V4A3.25 3.25 0 0 1 4 .75z"
        }
        Outline::Disc => "M12 .75a11.25 11.25 0 1 0 0 22.5 11.25 11.25 0 0 0 0-22.5z",
        Outline::Hexagon => "M6.3 1.5h11.4L23.4 12l-5.7 10.5H6.3L.6 12z",
    }
}

/// The light colours of the glyphs' classes, for pictures that bring their own style: `.o` is the outline, `.i` the
/// drawing.
pub const STYLE: &str = "\
.i{fill:none;stroke:#fff;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}.o{stroke:none}\
.g-vpc .o{fill:#1c7f45}.g-zone .i{stroke:#65728a}.g-rules .i{stroke:#4a556b}\
.g-public .o{fill:#f2f8e6;stroke:#527a10}.g-public .i{stroke:#527a10}\
.g-private .o{fill:#e9f4fb;stroke:#0f6c9e}.g-private .i{stroke:#0f6c9e}\
.g-isolated .o{fill:#f0f2f5;stroke:#626c7e}.g-isolated .i{stroke:#626c7e}\
.g-gateway .o{fill:#f4eeff;stroke:#6b35c9}.g-gateway .i{stroke:#6b35c9}\
.g-workload .o{fill:#fff6ee;stroke:#b4540a}.g-workload .i{stroke:#b4540a}\
.g-endpoint .o{fill:#7d2fd0}.g-storage .o{fill:#3f7a17}.g-database .o{fill:#a8217f}.g-integration .o{fill:#b92560}\
.g-security .o{fill:#bb2a31}.g-management .o{fill:#a3275f}.g-analytics .o{fill:#6436c4}.g-learning .o{fill:#00756a}\
.g-compute .o{fill:#b4540a}.g-networking .o{fill:#5a3bb8}.g-other .o{fill:#4d586e}";
