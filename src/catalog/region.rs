//! AWS Regions and their Availability Zones.

use std::sync::LazyLock;

use super::{
    Partition,
    table::{Table, Words},
};

pub(super) const TABLE: Table<14> = Table::new(
    include_str!("data/regions.tsv"),
    [
        "code",
        "name",
        "partition",
        "group",
        "opt_in",
        "zones",
        "zones_source",
        "zone_ids",
        "zone_count",
        "zones_visible",
        "cross_region_excluded",
        "launch",
        "launch_checked",
        "note",
    ],
);

static REGIONS: LazyLock<Vec<Region>> = LazyLock::new(|| {
    TABLE
        .rows()
        .enumerate()
        .map(
            |(
                index,
                [
                    code,
                    name,
                    partition,
                    group,
                    opt_in,
                    zones,
                    zones_source,
                    zone_ids,
                    zone_count,
                    zones_visible,
                    excluded,
                    launch,
                    launch_checked,
                    note,
                ],
            )| Region {
                index,
                code: code.text(),
                name: name.text(),
                partition: Partition::from_id(partition.text())
                    .expect("a test reads the partition of every row"),
                group: group.text(),
                opt_in: opt_in.answer(),
                zones: zones.words(),
                zones_source: zones_source.text(),
                zone_ids: zone_ids.words(),
                zone_count: zone_count.number(),
                zones_visible: zones_visible.number(),
                cross_region_excluded: excluded.words(),
                launch: launch.number(),
                launch_checked: launch_checked.answer() == Some(true),
                note: note.optional(),
            },
        )
        .collect()
});

/// A Region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// The place in [`regions`], which is the column of the availability table.
    pub(super) index: usize,
    /// `eu-central-1`.
    pub code: &'static str,
    /// `Europe (Frankfurt)`.
    pub name: &'static str,
    pub partition: Partition,
    /// `Europe`, `Asia Pacific`, `GovCloud`, …: for lists and filters.
    pub group: &'static str,
    /// The account must enable the Region before use; unknown outside the standard partition.
    pub opt_in: Option<bool>,
    /// The letters of the zones most accounts see: `a`, `b`, `c`. Which physical zone a letter means differs by account.
    /// Empty where no source tells.
    /// Source: <https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html>
    pub zones: Words,
    /// Where the letters are from: a name of [`super::source`].
    pub zones_source: &'static str,
    /// The zones' ids (`euc1-az1`), the same for every account. Not in the order of the letters.
    pub zone_ids: Words,
    /// How many zones exist.
    pub zone_count: Option<u8>,
    /// How many of them a newer account sees.
    pub zones_visible: Option<u8>,
    /// The zone ids without cross-Region access to AWS services.
    /// Source: <https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-cross-region-privatelink-support.html>
    pub cross_region_excluded: Words,
    /// The year of the launch.
    pub launch: Option<u16>,
    /// The year was read on a page, not taken from general knowledge.
    pub launch_checked: bool,
    pub note: Option<&'static str>,
}

impl Region {
    /// The end of the Region's IPv4 hosts: `amazonaws.com`.
    pub const fn dns_suffix(&self) -> &'static str {
        self.partition.dns_suffix()
    }

    /// The end of the Region's dual-stack hosts: `api.aws`.
    pub const fn dualstack_suffix(&self) -> &'static str {
        self.partition.dualstack_suffix()
    }

    /// The names of the zones most accounts see: `eu-central-1a`.
    pub fn zone_names(&self) -> impl Iterator<Item = String> {
        self.zones.iter().map(|suffix| format!("{}{suffix}", self.code))
    }
}

/// All Regions, sorted by code.
pub fn regions() -> &'static [Region] {
    &REGIONS
}

/// The Region with a code.
pub fn region(code: &str) -> Option<&'static Region> {
    REGIONS.binary_search_by(|region| region.code.cmp(code)).ok().map(|index| &REGIONS[index])
}
