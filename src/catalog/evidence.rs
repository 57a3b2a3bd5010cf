//! Which service exists where, and how that is known.

use std::sync::LazyLock;

use serde::Serialize;

use super::{
    EndpointType, Region,
    table::{Table, Words},
};

pub(super) const SOURCES: Table<5> =
    Table::new(include_str!("data/sources.tsv"), ["code", "name", "class", "date", "title"]);

pub(super) const TABLE: Table<6> = Table::new(
    include_str!("data/availability.tsv"),
    ["key", "type", "regions", "listed_2023", "partial_zones_2023", "pages"],
);

/// Whether an endpoint service exists in a Region: the class of the evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// The name was in an answer of `DescribeVpcEndpointServices`.
    Listed,
    /// A document names the Region for this endpoint service.
    Documented,
    /// AWS PrivateLink supports the service, and its API is offered in the Region.
    Inferred,
    /// One signal only.
    Weak,
    /// A document says that it is not offered, or it is missing from the user's own complete list.
    Absent,
    /// Nothing says so either way.
    Unknown,
}

impl Availability {
    pub const ALL: [Self; 6] =
        [Self::Listed, Self::Documented, Self::Inferred, Self::Weak, Self::Absent, Self::Unknown];

    /// The word in data and exports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Listed => "listed",
            Self::Documented => "documented",
            Self::Inferred => "inferred",
            Self::Weak => "weak",
            Self::Absent => "absent",
            Self::Unknown => "unknown",
        }
    }

    /// The name on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Listed => "Listed by AWS",
            Self::Documented => "Documented",
            Self::Inferred => "Inferred",
            Self::Weak => "Weakly known",
            Self::Absent => "Not offered",
            Self::Unknown => "Unknown",
        }
    }

    /// How it is known, in one phrase.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Listed => "AWS's API listed the endpoint service in the Region",
            Self::Documented => "an AWS page names the Region for the endpoint service",
            Self::Inferred => "PrivateLink supports the service, and its API is in the Region",
            Self::Weak => "one signal only",
            Self::Absent => "AWS says it is not offered, or it is missing from your own complete list",
            Self::Unknown => "nothing says so either way",
        }
    }

    /// Good reason to believe that the endpoint can be made.
    pub const fn is_offered(self) -> bool {
        match self {
            Self::Listed | Self::Documented | Self::Inferred => true,
            Self::Weak | Self::Absent | Self::Unknown => false,
        }
    }

    /// Any sign at all that it exists.
    pub const fn is_possible(self) -> bool {
        self.is_offered() || matches!(self, Self::Weak)
    }

    /// The class with a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.word() == word)
    }
}

/// Where a fact is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The letter in the availability table; none for sources of other facts.
    pub code: Option<u8>,
    /// `d23`, `docs`: the word in the other tables.
    pub name: &'static str,
    pub class: Availability,
    /// A day, month or year, as far as known: `2023-09-21`, `2026`.
    pub date: &'static str,
    /// One line on what it is.
    pub title: &'static str,
}

static SOURCE_LIST: LazyLock<Vec<Source>> = LazyLock::new(|| {
    SOURCES
        .rows()
        .map(|[code, name, class, date, title]| Source {
            code: code.optional().and_then(|code| code.bytes().next()),
            name: name.text(),
            class: Availability::from_word(class.text()).expect("a test reads the class of every row"),
            date: date.text(),
            title: title.text(),
        })
        .collect()
});

/// Everything the facts are from.
pub fn sources() -> &'static [Source] {
    &SOURCE_LIST
}

/// The source with a name.
pub fn source(name: &str) -> Option<&'static Source> {
    SOURCE_LIST.iter().find(|source| source.name == name)
}

/// The sources by the letters of the availability table.
static BY_CODE: LazyLock<[Option<&'static Source>; 256]> = LazyLock::new(|| {
    let mut by_code = [None; 256];
    for source in SOURCE_LIST.iter() {
        if let Some(code) = source.code {
            by_code[usize::from(code)] = Some(source);
        }
    }
    by_code
});

/// An answer with its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence<'a> {
    pub class: Availability,
    /// One line on where it is from; empty for [`Availability::Unknown`].
    pub source: &'a str,
    /// When that was so; empty for [`Availability::Unknown`].
    pub date: &'a str,
    /// AWS documentation pages behind the class, as paths: see [`super::page_url`].
    pub pages: Words,
}

impl Evidence<'_> {
    /// It is from the user's own answer of AWS.
    pub fn is_yours(&self) -> bool {
        self.source == super::Catalog::YOUR_LIST
    }

    pub(super) const UNKNOWN: Evidence<'static> =
        Evidence { class: Availability::Unknown, source: "", date: "", pages: Words("") };
}

/// One row of the availability table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) key: &'static str,
    pub(super) endpoint_type: EndpointType,
    /// A letter per Region.
    letters: &'static str,
    pub(super) listed_2023: Option<u8>,
    partial_zones: Words,
    pages: Words,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    TABLE
        .rows()
        .map(|[key, endpoint_type, letters, listed_2023, partial_zones, pages]| Row {
            key: key.text(),
            endpoint_type: EndpointType::from_api(endpoint_type.text())
                .expect("a test reads the type of every row"),
            letters: letters.text(),
            listed_2023: listed_2023.number(),
            partial_zones: partial_zones.words(),
            pages: pages.words(),
        })
        .collect()
});

#[cfg(test)]
pub(super) fn rows() -> &'static [Row] {
    &ROWS
}

impl Row {
    pub(super) fn find(key: &str, endpoint_type: EndpointType) -> Option<&'static Self> {
        ROWS.binary_search_by(|row| row.key.cmp(key).then(row.endpoint_type.cmp(&endpoint_type)))
            .ok()
            .map(|index| &ROWS[index])
    }

    fn source(&self, region: &Region) -> Option<&'static Source> {
        let letter = self.letters.as_bytes().get(region.index)?;
        BY_CODE[usize::from(*letter)]
    }

    #[cfg(test)]
    pub(super) fn class(&self, region: &Region) -> Availability {
        self.source(region).map_or(Availability::Unknown, |source| source.class)
    }

    pub(super) fn evidence(&self, region: &Region) -> Evidence<'static> {
        self.source(region).map_or(Evidence::UNKNOWN, |source| Evidence {
            class: source.class,
            source: source.title,
            date: source.date,
            pages: match source.class {
                Availability::Documented | Availability::Absent => self.pages,
                Availability::Listed
                | Availability::Inferred
                | Availability::Weak
                | Availability::Unknown => Words::default(),
            },
        })
    }

    pub(super) fn partial_zones(&self, region: &str) -> Option<PartialZones> {
        self.partial_zones.iter().find_map(|word| {
            let (code, counts) = word.split_once('=')?;
            let (offered, existing) = counts.split_once('/')?;
            (code == region)
                .then_some(PartialZones { offered: offered.parse().ok()?, existing: existing.parse().ok()? })
        })
    }
}

/// A service was in fewer zones than the Region had, in the lists of 2023. Which zones is not kept: the letters were
/// those of one account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartialZones {
    pub offered: u8,
    pub existing: u8,
}
