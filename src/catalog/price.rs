//! Prices per Region. Exact: billionths of the currency unit, as integers.

use std::{fmt, sync::LazyLock};

use super::{region, table::Table};

pub(super) const TABLE: Table<28> = Table::new(
    include_str!("data/prices.tsv"),
    [
        "region",
        "currency",
        "interface_hour",
        "interface_gb_1",
        "interface_gb_2",
        "interface_gb_3",
        "gwlb_hour",
        "gwlb_gb",
        "nat_hour",
        "nat_gb",
        "ipv4_hour",
        "ipv4_idle_hour",
        "tgw_hour",
        "tgw_gb",
        "egress_gb_1",
        "inter_zone_gb",
        "gateway_hour",
        "gateway_gb",
        "resolver_hour",
        "zone_month_1",
        "zone_month_2",
        "vpn_hour",
        "egress_gb_2",
        "egress_gb_3",
        "egress_gb_4",
        "load_balancer_hour",
        "profile_hour",
        "profile_association_hour",
    ],
);

pub(super) const CHARGES: Table<5> =
    Table::new(include_str!("data/charges.tsv"), ["charge", "unit", "title", "published", "source"]);

/// Something AWS charges for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Charge {
    /// Per endpoint, Availability Zone and hour.
    InterfaceHour,
    /// The first 1 PB (1,048,576 GB) a month.
    InterfaceGb1,
    /// The next 4 PB a month.
    InterfaceGb2,
    /// Above 5 PB a month.
    InterfaceGb3,
    GwlbHour,
    GwlbGb,
    /// Per gateway and hour.
    NatHour,
    NatGb,
    Ipv4Hour,
    Ipv4IdleHour,
    /// Per VPC attachment and hour.
    TgwHour,
    TgwGb,
    /// The first 10 TB a month.
    EgressGb1,
    /// Each direction.
    InterZoneGb,
    GatewayHour,
    GatewayGb,
    /// Per network interface of a Resolver endpoint and hour.
    ResolverHour,
    /// The first 25 hosted zones of an account, each.
    ZoneMonth1,
    /// Further hosted zones, each.
    ZoneMonth2,
    /// Per Site-to-Site VPN connection and hour.
    VpnHour,
    /// The next 40 TB a month.
    EgressGb2,
    /// The next 100 TB a month.
    EgressGb3,
    /// Above 150 TB a month.
    EgressGb4,
    /// Per Network Load Balancer and hour, without its capacity units.
    LoadBalancerHour,
    /// Per hour for the Route 53 Profiles of a Region, with their first 100 VPC associations.
    ProfileHour,
    /// Per further VPC association of a Route 53 Profile and hour.
    ProfileAssociationHour,
    /// To another Region. Its price and those below were not found for any Region.
    InterRegionGb,
    /// Out of AWS, over Direct Connect.
    DirectConnectGb,
    /// Per resource endpoint of VPC Lattice, zone and hour.
    ResourceEndpointHour,
}

impl Charge {
    /// In the order of the table's columns; those without a column last.
    pub const ALL: [Self; 29] = [
        Self::InterfaceHour,
        Self::InterfaceGb1,
        Self::InterfaceGb2,
        Self::InterfaceGb3,
        Self::GwlbHour,
        Self::GwlbGb,
        Self::NatHour,
        Self::NatGb,
        Self::Ipv4Hour,
        Self::Ipv4IdleHour,
        Self::TgwHour,
        Self::TgwGb,
        Self::EgressGb1,
        Self::InterZoneGb,
        Self::GatewayHour,
        Self::GatewayGb,
        Self::ResolverHour,
        Self::ZoneMonth1,
        Self::ZoneMonth2,
        Self::VpnHour,
        Self::EgressGb2,
        Self::EgressGb3,
        Self::EgressGb4,
        Self::LoadBalancerHour,
        Self::ProfileHour,
        Self::ProfileAssociationHour,
        Self::InterRegionGb,
        Self::DirectConnectGb,
        Self::ResourceEndpointHour,
    ];

    /// The word in data and exports.
    pub fn word(self) -> &'static str {
        self.row()[0]
    }

    /// `hour`, `GB` or `month`.
    pub fn unit(self) -> &'static str {
        self.row()[1]
    }

    /// The name on screen.
    pub fn title(self) -> &'static str {
        self.row()[2]
    }

    /// When the figures were published; empty where there are none.
    pub fn published(self) -> &'static str {
        self.row()[3]
    }

    /// Where the figures were read; empty where there are none.
    pub fn source(self) -> &'static str {
        self.row()[4]
    }

    fn row(self) -> &'static [&'static str; 5] {
        static ROWS: LazyLock<Vec<[&'static str; 5]>> =
            LazyLock::new(|| CHARGES.rows().map(|row| row.map(super::table::Cell::text)).collect());
        &ROWS[self as usize]
    }
}

/// An amount of money: billionths of the unit of a currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Price {
    /// 10⁻⁹ of a dollar, where the currency is the dollar.
    pub nanos: u64,
}

impl Price {
    const DIGITS: usize = 9;

    /// Reads a decimal such as `0.0035`, exactly; none if it is not one or has more than nine decimals.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(fraction) || fraction.len() > Self::DIGITS {
            return None;
        }
        let whole: u64 = whole.parse().ok()?;
        let fraction: u64 = format!("{fraction:0<9}").parse().ok()?;
        Some(Self { nanos: whole.checked_mul(1_000_000_000)?.checked_add(fraction)? })
    }
}

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{}.{:09}", self.nanos / 1_000_000_000, self.nanos % 1_000_000_000);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// The prices of one Region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prices {
    pub region: &'static str,
    /// `USD`, `CNY`, `EUR`.
    pub currency: &'static str,
    amounts: [Option<Price>; 26],
}

impl Prices {
    /// None where no source was found; nothing is guessed from other Regions.
    pub fn get(&self, charge: Charge) -> Option<Price> {
        self.amounts.get(charge as usize).copied().flatten()
    }

    /// The charges that have a column, with their amounts.
    pub fn iter(&self) -> impl Iterator<Item = (Charge, Option<Price>)> {
        Charge::ALL.into_iter().zip(self.amounts)
    }
}

static PRICES: LazyLock<Vec<Prices>> = LazyLock::new(|| {
    TABLE
        .rows()
        .map(|[region, currency, amounts @ ..]| Prices {
            region: region.text(),
            currency: currency.text(),
            amounts: amounts.map(|cell| cell.optional().and_then(Price::parse)),
        })
        .collect()
});

/// The prices of a Region; none for an unknown Region.
pub fn prices(region_code: &str) -> Option<&'static Prices> {
    let index = region(region_code)?.index;
    PRICES.get(index).filter(|prices| prices.region == region_code)
}
