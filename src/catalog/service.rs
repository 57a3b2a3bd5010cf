//! Endpoint services of AWS.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{
    Availability, Evidence, PartialZones, Partition, evidence, region,
    table::{Table, Words},
};

pub(super) const TABLE: Table<23> = Table::new(
    include_str!("data/services.tsv"),
    [
        "key",
        "title",
        "also",
        "category",
        "status",
        "types",
        "name",
        "name_overrides",
        "policy",
        "policy_source",
        "private_dns",
        "private_names",
        "private_dns_source",
        "api_host",
        "sdk_ids",
        "search_words",
        "fips_key",
        "ipv6",
        "ipv6_2023",
        "cross_region",
        "ports",
        "pages",
        "note",
    ],
);

/// The types of VPC endpoints. AWS's own services have the first two.
///
/// Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EndpointType {
    /// A route table target; free.
    Gateway,
    /// Network interfaces with private addresses; charged per zone and hour.
    Interface,
    /// A route table target that leads to the appliances behind somebody's Gateway Load Balancer.
    GatewayLoadBalancer,
    /// Network interfaces for one resource that somebody shares by VPC Lattice.
    Resource,
    /// Network interfaces for all that a service network of VPC Lattice holds.
    ServiceNetwork,
}

impl EndpointType {
    /// Those that AWS's own services have.
    pub const OF_AWS: [Self; 2] = [Self::Gateway, Self::Interface];

    /// The API's word: `Gateway`, `Interface`.
    pub const fn api(self) -> &'static str {
        match self {
            Self::Gateway => "Gateway",
            Self::Interface => "Interface",
            Self::GatewayLoadBalancer => "GatewayLoadBalancer",
            Self::Resource => "Resource",
            Self::ServiceNetwork => "ServiceNetwork",
        }
    }

    /// The name in a sentence: “a … endpoint”.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Gateway => "gateway",
            Self::Interface => "interface",
            Self::GatewayLoadBalancer => "Gateway Load Balancer",
            Self::Resource => "resource",
            Self::ServiceNetwork => "service network",
        }
    }

    /// The type of AWS's own services with the API's word.
    pub fn from_api(word: &str) -> Option<Self> {
        Self::OF_AWS.into_iter().find(|each| each.api() == word)
    }
}

/// How sure it is that a key is an endpoint service of today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// On AWS's page of services that integrate with PrivateLink.
    Current,
    /// A constant of the AWS CDK only.
    CdkOnly,
    /// Only on a page of the service, or in sample output of AWS.
    PageOnly,
    /// In an answer of AWS only; not described yet.
    ListedOnly,
    /// In lists of 2023; the product has closed since.
    Retired,
}

impl Status {
    pub const ALL: [Self; 5] =
        [Self::Current, Self::CdkOnly, Self::PageOnly, Self::ListedOnly, Self::Retired];

    /// The word in data and exports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::CdkOnly => "cdk",
            Self::PageOnly => "page",
            Self::ListedOnly => "listed",
            Self::Retired => "retired",
        }
    }

    /// One sentence for the screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Current => "On AWS's list of services with VPC endpoints",
            Self::CdkOnly => "Known from the AWS CDK only, not on AWS's list",
            Self::PageOnly => "Known from a page of the service only, not on AWS's list",
            Self::ListedOnly => "Listed by AWS, not on its page of services yet",
            Self::Retired => "Listed in 2023; the product has closed since",
        }
    }
}

/// A yes or no with its source; unknown stays unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    pub value: Option<bool>,
    /// A name of [`super::source`], or several joined by `+`; empty when unknown.
    pub source: &'static str,
}

/// TCP or UDP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Transport {
    Tcp,
    Udp,
}

impl Transport {
    /// The word security group rules use: `tcp`, `udp`.
    pub const fn api(self) -> &'static str {
        match self {
            Self::Tcp => "tcp",
            Self::Udp => "udp",
        }
    }
}

/// Ports that clients of a service connect to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PortRange {
    pub transport: Transport,
    pub from: u16,
    pub to: u16,
}

impl PortRange {
    /// Where nothing else is said.
    pub const HTTPS: Self = Self { transport: Transport::Tcp, from: 443, to: 443 };

    /// Reads `443`, `1400-1499` or `4195/udp`.
    pub(super) fn parse(word: &str) -> Option<Self> {
        let (range, transport) = match word.strip_suffix("/udp") {
            Some(range) => (range, Transport::Udp),
            None => (word, Transport::Tcp),
        };
        let (from, to) = range.split_once('-').unwrap_or((range, range));
        Some(Self { transport, from: from.parse().ok()?, to: to.parse().ok()? })
    }
}

/// An endpoint service of AWS, such as `sqs` or `ecr.api`.
#[derive(Debug, PartialEq, Eq)]
pub struct Service {
    /// The end of its usual service name; the word by which designs refer to it.
    pub key: &'static str,
    /// `Amazon ECR - API`, `Amazon SQS (FIPS)`.
    pub title: &'static str,
    /// Other products that the same endpoint service serves, separated by `; `.
    pub also: Option<&'static str>,
    pub category: &'static str,
    pub status: Status,
    /// The ids by which AWS SDKs and the AWS CLI call the API.
    pub sdk_ids: Words,
    /// AWS documentation pages, as paths: see [`super::page_url`].
    pub pages: Words,
    pub note: Option<&'static str>,
    pub(super) search_words: Words,
    pub(super) name: &'static str,
    pub(super) name_overrides: Words,
    pub(super) private_names: Words,
    pub(super) api_host: Option<&'static str>,
    policy: Fact,
    private_dns: Fact,
    fips_key: Option<&'static str>,
    ipv6: &'static str,
    ipv6_2023: &'static str,
    cross_region: bool,
    ports: Words,
    gateway: Option<&'static evidence::Row>,
    interface: Option<&'static evidence::Row>,
}

static SERVICES: LazyLock<Vec<Service>> = LazyLock::new(|| TABLE.rows().map(Service::read).collect());

/// All services, sorted by key.
pub fn services() -> &'static [Service] {
    &SERVICES
}

/// The service with a key.
pub fn service(key: &str) -> Option<&'static Service> {
    SERVICES.binary_search_by(|service| service.key.cmp(key)).ok().map(|index| &SERVICES[index])
}

impl Service {
    fn read(cells: [super::table::Cell; 23]) -> Self {
        let [
            key,
            title,
            also,
            category,
            status,
            types,
            name,
            name_overrides,
            policy,
            policy_source,
            private_dns,
            private_names,
            private_dns_source,
            api_host,
            sdk_ids,
            search_words,
            fips_key,
            ipv6,
            ipv6_2023,
            cross_region,
            ports,
            pages,
            note,
        ] = cells;
        let key = key.text();
        let row = |endpoint_type: EndpointType| {
            types
                .words()
                .contains(endpoint_type.api())
                .then(|| evidence::Row::find(key, endpoint_type))
                .flatten()
        };
        Self {
            key,
            title: title.text(),
            also: also.optional(),
            category: category.text(),
            status: Status::ALL
                .into_iter()
                .find(|each| each.word() == status.text())
                .expect("a test reads the status of every row"),
            sdk_ids: sdk_ids.words(),
            pages: pages.words(),
            note: note.optional(),
            search_words: search_words.words(),
            name: name.text(),
            name_overrides: name_overrides.words(),
            private_names: private_names.words(),
            api_host: api_host.optional(),
            policy: Fact { value: policy.answer(), source: policy_source.text() },
            private_dns: Fact { value: private_dns.answer(), source: private_dns_source.text() },
            fips_key: fips_key.optional(),
            ipv6: ipv6.text(),
            ipv6_2023: ipv6_2023.text(),
            cross_region: cross_region.answer() == Some(true),
            ports: ports.words(),
            gateway: row(EndpointType::Gateway),
            interface: row(EndpointType::Interface),
        }
    }

    /// The product without the part of it: `Amazon ECR` for `Amazon ECR - API (FIPS)`.
    pub fn product(&self) -> &'static str {
        let title = self.title.strip_suffix(" (FIPS)").unwrap_or(self.title);
        title.split_once(" - ").map_or(title, |(product, _part)| product)
    }

    /// The endpoint types it has somewhere, Gateway first.
    pub fn types(&self) -> impl Iterator<Item = EndpointType> {
        EndpointType::OF_AWS.into_iter().filter(|endpoint_type| self.has_type(*endpoint_type))
    }

    pub fn has_type(&self, endpoint_type: EndpointType) -> bool {
        self.row(endpoint_type).is_some()
    }

    pub(super) fn row(&self, endpoint_type: EndpointType) -> Option<&'static evidence::Row> {
        match endpoint_type {
            EndpointType::Gateway => self.gateway,
            EndpointType::Interface => self.interface,
            EndpointType::GatewayLoadBalancer | EndpointType::Resource | EndpointType::ServiceNetwork => None,
        }
    }

    /// Whether it can be reached by an endpoint of this type in a Region.
    pub fn availability(&self, region: &str, endpoint_type: EndpointType) -> Availability {
        self.evidence(region, endpoint_type).class
    }

    /// [`Self::availability`] with source, date and pages.
    pub fn evidence(&self, region_code: &str, endpoint_type: EndpointType) -> Evidence<'static> {
        match (region(region_code), self.row(endpoint_type)) {
            (Some(region), Some(row)) => row.evidence(region),
            (None, _) | (_, None) => Evidence::UNKNOWN,
        }
    }

    /// The types that a Region has, or may have, in the order Gateway, Interface.
    pub fn types_in(&self, region: &str) -> impl Iterator<Item = (EndpointType, Availability)> {
        EndpointType::OF_AWS.into_iter().filter_map(move |endpoint_type| {
            let class = self.availability(region, endpoint_type);
            class.is_possible().then_some((endpoint_type, class))
        })
    }

    /// In how many of the 14 Regions with a list of 2023 it was in the list.
    pub fn listed_2023(&self, endpoint_type: EndpointType) -> Option<u8> {
        self.row(endpoint_type)?.listed_2023
    }

    /// Fewer zones than the Region has, in the lists of 2023.
    pub fn partial_zones(&self, region: &str) -> Option<PartialZones> {
        self.interface?.partial_zones(region)
    }

    /// Whether an endpoint policy can be attached; none when no source tells.
    pub fn policy_support(&self) -> Option<bool> {
        self.policy.value
    }

    /// [`Self::policy_support`] with its source.
    pub fn policy_fact(&self) -> Fact {
        self.policy
    }

    /// Whether an interface endpoint can take over the service's public names inside the VPC.
    pub fn private_dns_support(&self) -> Option<bool> {
        self.private_dns.value
    }

    /// [`Self::private_dns_support`] with its source.
    pub fn private_dns_fact(&self) -> Fact {
        self.private_dns
    }

    /// What clients connect to: the inbound rules of the endpoint's security group.
    pub fn ports(&self) -> Vec<PortRange> {
        if self.ports.is_empty() {
            return vec![PortRange::HTTPS];
        }
        self.ports.iter().filter_map(PortRange::parse).collect()
    }

    /// Clients use TCP port 443 and nothing else.
    pub fn is_https_only(&self) -> bool {
        self.ports.is_empty()
    }

    /// The key of the same service with FIPS-validated cryptography.
    pub fn fips_key(&self) -> Option<String> {
        self.fips_key.map(|key| if key == "=" { format!("{}-fips", self.key) } else { key.to_owned() })
    }

    /// [`Self::fips_key`], looked up.
    pub fn fips_twin(&self) -> Option<&'static Self> {
        service(&self.fips_key()?)
    }

    /// It is the FIPS twin of another service.
    pub fn is_fips(&self) -> bool {
        self.title.ends_with("(FIPS)")
    }

    /// Whether the endpoint can have IPv6 addresses: AWS's pages of 2026 first, else the lists of 2023.
    pub fn ipv6(&self) -> Ipv6 {
        Ipv6::from_word(if self.ipv6.is_empty() { self.ipv6_2023 } else { self.ipv6 })
    }

    /// Where [`Self::ipv6`] is from: `docs`, `d23`, or empty.
    pub fn ipv6_source(&self) -> &'static str {
        match (self.ipv6.is_empty(), self.ipv6_2023.is_empty()) {
            (false, _) => "docs",
            (true, false) => "d23",
            (true, true) => "",
        }
    }

    /// An endpoint in one Region can reach the service in another Region of the partition.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-cross-region-privatelink-support.html>
    pub fn cross_region(&self) -> bool {
        self.cross_region
    }

    /// The partitions with any sign of it.
    pub fn partitions(&self) -> Vec<Partition> {
        Partition::ALL
            .into_iter()
            .filter(|partition| {
                super::regions().iter().any(|region| {
                    region.partition == *partition && self.types_in(region.code).next().is_some()
                })
            })
            .collect()
    }
}

/// IPv6 addresses on an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ipv6 {
    Yes,
    /// Some of its API, or some Regions.
    Partly,
    No,
    Unknown,
}

impl Ipv6 {
    fn from_word(word: &str) -> Self {
        match word {
            "yes" => Self::Yes,
            "partial" | "some" => Self::Partly,
            "no" => Self::No,
            _unknown => Self::Unknown,
        }
    }

    /// The word in exports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }
}
