//! An address plan as a table for spreadsheets, out and in.
//!
//! What comes in adds and changes; nothing is removed: a subnet that the table does not name stays as it is.

use std::collections::BTreeMap;

use thiserror::Error;

use super::super::{
    EditError, add_zone, atomically, get, move_subnet, name, rename, set_ipv6_index, set_subnet_block,
    set_subnet_kind, subnet::add_with_block,
};
use super::{
    change,
    map::{self, Holder},
    table::{self, Row},
};
use crate::catalog::Catalog;
use crate::model::{Design, Id, Subnet, SubnetKind, Vpc, Zone, ZoneSuffix};
use crate::net::{self, Ipv4Net};

/// The columns that are written; the first five and the last are read.
const COLUMNS: [&str; 10] = [
    "use",
    "cidr_block",
    "name",
    "availability_zone",
    "kind",
    "first_usable_address",
    "last_usable_address",
    "usable_addresses",
    "addresses",
    "ipv6_block",
];

/// What stands in the column `ipv6_block` of a VPC that has one; a subnet has the number of its /64 there.
const AMAZON_PROVIDED: &str = "amazon-provided";

/// A line of a table that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("Line {line}: {message}")]
pub struct LineError {
    /// Counted from 1, as spreadsheets and text editors do.
    pub line: usize,
    /// What is wrong and what to do about it.
    pub message: String,
}

/// What a row is about.
enum Entry {
    Vpc { ipv6: bool },
    Subnet { name: String, zone: Option<String>, kind: Option<SubnetKind>, ipv6: Option<u8> },
    Reserved { purpose: String },
}

struct Line {
    line: usize,
    block: Ipv4Net,
    entry: Entry,
}

/// The address plan of a VPC as CSV: its blocks, then each range in the order of the addresses, free ones included.
pub fn plan_csv(design: &Design, vpc: Id<Vpc>) -> String {
    let mut out = String::new();
    table::write(&mut out, &COLUMNS);
    let plan = map::address_plan(design, vpc);
    let name = design.label(vpc.into());
    let has_ipv6 = design.vpcs.get(vpc).is_some_and(|vpc| vpc.amazon_provided_ipv6_cidr_block);
    for (index, planned) in plan.blocks.iter().enumerate() {
        let ipv6 = if has_ipv6 && index == 0 { AMAZON_PROVIDED } else { "" };
        let count = net::address_count(planned.block).to_string();
        let block = planned.block.to_string();
        table::write(&mut out, &["vpc", &block, &name, "", "", "", "", "", &count, ipv6]);
    }
    for range in plan.blocks.iter().flat_map(|planned| &planned.ranges).chain(&plan.outside) {
        let block = range.block.to_string();
        let count = net::address_count(range.block).to_string();
        match range.holder {
            Holder::Subnet(id) => {
                let subnet = design.subnets.get(id);
                let zone = subnet.map(|subnet| design.label(subnet.zone.into())).unwrap_or_default();
                let kind = subnet.map_or("", |subnet| subnet.kind.word());
                let reserved = net::reserved_addresses(range.block);
                let first = u32::from(reserved[3].0).saturating_add(1);
                let last = u32::from(reserved[4].0).saturating_sub(1);
                let [first, last] =
                    [first, last].map(|address| std::net::Ipv4Addr::from(address).to_string());
                let usable = net::usable_addresses(range.block).to_string();
                let ipv6 = subnet.and_then(|subnet| subnet.ipv6_index).map(|index| index.to_string());
                let ipv6 = ipv6.as_deref().unwrap_or_default();
                let cells =
                    ["subnet", &block, &range.name, &zone, kind, &first, &last, &usable, &count, ipv6];
                table::write(&mut out, &cells);
            }
            Holder::Reserved => {
                table::write(&mut out, &["reserved", &block, &range.name, "", "", "", "", "", &count, ""]);
            }
            Holder::Free => table::write(&mut out, &["free", &block, "", "", "", "", "", "", &count, ""]),
        }
    }
    out
}

/// What [`import_plan_csv`] would say, without changing anything.
///
/// # Errors
/// As for [`import_plan_csv`].
pub fn check_plan_csv(
    design: &Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    text: &str,
) -> Result<String, Vec<LineError>> {
    import_plan_csv(&mut design.clone(), catalog, vpc, text)
}

/// Takes an address plan from CSV: subnets are found by name and get the block, zone and kind of their line; names that
/// the VPC does not have become subnets; blocks of the VPC and reserved blocks are added. Returns what was done.
///
/// The first line names the columns; `cidr_block` is needed, `use` (`vpc`, `subnet`, `reserved`, `free`), `name`,
/// `availability_zone`, `kind` and `ipv6_block` are read, others are left alone. Separators may be commas, semicolons or tabs.
///
/// # Errors
/// Every line that cannot be taken, with its number and what to do; nothing has changed then.
pub fn import_plan_csv(
    design: &mut Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    text: &str,
) -> Result<String, Vec<LineError>> {
    let fault = |line: usize, message: String| vec![LineError { line, message }];
    let rows = table::read(text).map_err(|(line, message)| fault(line, message.to_owned()))?;
    let lines = parse(rows)?;
    let mut copy = design.clone();
    let summary = apply(&mut copy, catalog, vpc, &lines)?;
    *design = copy;
    Ok(summary)
}

/// The words of a header cell that stand for a column.
fn column(cell: &str) -> Option<&'static str> {
    match cell.trim().to_lowercase().replace([' ', '-'], "_").as_str() {
        "use" | "type" => Some("use"),
        "cidr_block" | "cidr" | "block" | "subnet_address" | "subnet_cidr" => Some("cidr_block"),
        "name" | "subnet" | "description" | "purpose" => Some("name"),
        "availability_zone" | "az" | "zone" => Some("availability_zone"),
        "kind" | "tier" => Some("kind"),
        "ipv6_block" | "ipv6" | "ipv6_index" => Some("ipv6_block"),
        _ => None,
    }
}

fn parse(rows: Vec<Row>) -> Result<Vec<Line>, Vec<LineError>> {
    let mut rows = rows.into_iter();
    let Some(header) = rows.next() else {
        return Err(vec![LineError {
            line: 1,
            message: "there is nothing in it. Export the plan to see what a table looks like".to_owned(),
        }]);
    };
    let mut columns: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, cell) in header.cells.iter().enumerate() {
        if let Some(name) = column(cell) {
            columns.entry(name).or_insert(index);
        }
    }
    if !columns.contains_key("cidr_block") {
        return Err(vec![LineError {
            line: header.line,
            message: format!(
                "no column is named cidr_block. The first line names the columns: {}",
                COLUMNS.get(..5).unwrap_or_default().join(", ")
            ),
        }]);
    }
    let mut lines = Vec::new();
    let mut errors = Vec::new();
    for row in rows {
        let cell =
            |name: &str| columns.get(name).and_then(|index| row.cells.get(*index)).map_or("", String::as_str);
        let cells = ["use", "cidr_block", "name", "availability_zone", "kind", "ipv6_block"].map(cell);
        match line(cells) {
            Ok(Some((block, entry))) => lines.push(Line { line: row.line, block, entry }),
            Ok(None) => {}
            Err(message) => errors.push(LineError { line: row.line, message }),
        }
    }
    if lines.is_empty() && errors.is_empty() {
        let message = "no line below the first has a block to take. Add lines for subnets".to_owned();
        errors.push(LineError { line: header.line, message });
    }
    if errors.is_empty() { Ok(lines) } else { Err(errors) }
}

fn line([word, block, name, zone, kind, ipv6]: [&str; 6]) -> Result<Option<(Ipv4Net, Entry)>, String> {
    let entry = match word.trim().to_lowercase().as_str() {
        "free" => return Ok(None),
        "vpc" => match ipv6.trim() {
            "" => Entry::Vpc { ipv6: false },
            AMAZON_PROVIDED => Entry::Vpc { ipv6: true },
            other => {
                return Err(format!(
                    "“{other}” is no IPv6 block of a VPC. Write {AMAZON_PROVIDED}, or nothing"
                ));
            }
        },
        "reserved" => Entry::Reserved { purpose: name.trim().to_owned() },
        "subnet" | "" => {
            let known =
                SubnetKind::ALL.into_iter().find(|known| known.word().eq_ignore_ascii_case(kind.trim()));
            if known.is_none() && !kind.trim().is_empty() {
                return Err(format!("“{kind}” is no kind of subnet. Write public, private or isolated"));
            }
            if name.trim().is_empty() {
                return Err(format!("the subnet {block} has no name. Write one in the column name"));
            }
            let zone = Some(zone.trim().to_owned()).filter(|zone| !zone.is_empty());
            let ipv6 = match ipv6.trim() {
                "" => None,
                number => Some(number.parse::<u8>().map_err(|_| {
                    format!(
                        "“{number}” is no IPv6 block of a subnet. Write a number from 0 to 255, or nothing"
                    )
                })?),
            };
            Entry::Subnet { name: name.trim().to_owned(), zone, kind: known, ipv6 }
        }
        _ => return Err(format!("“{word}” is no use of a block. Write vpc, subnet, reserved or free")),
    };
    let block = net::parse_block(block).map_err(|error| error.to_string())?;
    Ok(Some((block, entry)))
}

fn apply(
    design: &mut Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    lines: &[Line],
) -> Result<String, Vec<LineError>> {
    let mut errors = Vec::new();
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    let mut settled: Vec<(usize, Holder, Ipv4Net)> = Vec::new();
    let (mut changed, mut added) = (0_usize, 0_usize);
    // Blocks first: subnets lie in them.
    for Line { line, block, entry } in lines {
        let Entry::Vpc { ipv6 } = entry else { continue };
        if let Err(error) = add_block(design, vpc, *block) {
            errors.push(LineError { line: *line, message: error.0 });
        }
        if *ipv6 && let Some(entity) = design.vpcs.get_mut(vpc) {
            entity.amazon_provided_ipv6_cidr_block = true;
        }
    }
    for Line { line, block, entry } in lines {
        let done = match entry {
            Entry::Vpc { .. } => continue,
            Entry::Subnet { name, zone, kind, .. } => {
                if let Some(first) = named.insert(name, *line) {
                    Err(EditError(format!("{name} is on line {first} already. Keep one of the two lines")))
                } else {
                    let before = design.subnets_of(vpc).count();
                    subnet(design, catalog, vpc, *block, name, zone.as_deref(), *kind).map(|id| {
                        if design.subnets_of(vpc).count() > before {
                            added += 1;
                        } else {
                            changed += 1;
                        }
                        Holder::Subnet(id)
                    })
                }
            }
            Entry::Reserved { purpose } => match design.vpcs.get_mut(vpc) {
                Some(entity) => {
                    entity.reserved_blocks.insert(*block, purpose.clone());
                    Ok(Holder::Reserved)
                }
                None => Err(EditError::gone(vpc)),
            },
        };
        match done {
            Ok(holder) => settled.push((*line, holder, *block)),
            Err(error) => errors.push(LineError { line: *line, message: error.0 }),
        }
    }
    // Only now: two subnets may have changed places.
    for (line, holder, block) in &settled {
        let own = |range: &map::Range| range.holder == *holder && range.block == *block;
        if let Err(error) = change::check_free(design, vpc, *block, own) {
            errors.push(LineError { line: *line, message: error.0 });
        }
    }
    ipv6_blocks(design, lines, &settled, &mut errors);
    if !errors.is_empty() {
        return Err(errors);
    }
    let kept = design.subnets_of(vpc).count().saturating_sub(changed + added);
    let reserved = settled.iter().filter(|(_, holder, _)| *holder == Holder::Reserved).count();
    let parts = [
        (changed, "subnets placed"),
        (added, "added"),
        (reserved, "blocks reserved"),
        (kept, "left as they are"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    Ok(if parts.is_empty() { "blocks of the VPC read".to_owned() } else { parts.join(", ") })
}

/// Gives the subnets their IPv6 blocks; those whose lines have none keep theirs.
fn ipv6_blocks(
    design: &mut Design,
    lines: &[Line],
    settled: &[(usize, Holder, Ipv4Net)],
    errors: &mut Vec<LineError>,
) {
    let wanted: Vec<(usize, Id<Subnet>, u8)> = settled
        .iter()
        .filter_map(|(at, holder, _)| {
            let Holder::Subnet(id) = holder else { return None };
            let line = lines.iter().find(|line| line.line == *at)?;
            let Entry::Subnet { ipv6: Some(index), .. } = line.entry else { return None };
            Some((*at, *id, index))
        })
        .collect();
    // First out of each other's way: two subnets may have changed places.
    for (_, id, _) in &wanted {
        if let Some(subnet) = design.subnets.get_mut(*id) {
            subnet.ipv6_index = None;
        }
    }
    for (line, id, index) in wanted {
        let assigns = design.subnets.get(id).is_some_and(|subnet| subnet.assign_ipv6_address_on_creation);
        match set_ipv6_index(design, id, Some(index)) {
            Ok(()) => {
                if let Some(subnet) = design.subnets.get_mut(id) {
                    subnet.assign_ipv6_address_on_creation = assigns;
                }
            }
            Err(error) => errors.push(LineError { line, message: error.0 }),
        }
    }
}

/// Adds a block where the VPC does not have it.
fn add_block(design: &mut Design, vpc: Id<Vpc>, block: Ipv4Net) -> Result<(), EditError> {
    if get(&design.vpcs, vpc)?.cidr_blocks.contains(&block) {
        return Ok(());
    }
    change::add_vpc_block(design, vpc, block)
}

fn subnet(
    design: &mut Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    block: Ipv4Net,
    name: &str,
    zone: Option<&str>,
    kind: Option<SubnetKind>,
) -> Result<Id<Subnet>, EditError> {
    atomically(design, |design| {
        if name.chars().count() > name::MAX_NAME {
            return Err(EditError(format!("A name has at most {} characters", name::MAX_NAME)));
        }
        let same: Vec<Id<Subnet>> =
            design.subnets_of(vpc).filter(|(_, subnet)| subnet.name == name).map(|(id, _)| id).collect();
        let zone = zone.map(|zone| zone_named(design, catalog, vpc, zone)).transpose()?;
        match same[..] {
            [id] => {
                if let Some(zone) = zone {
                    move_subnet(design, catalog, id, zone)?;
                }
                if let Some(kind) =
                    kind.filter(|kind| design.subnets.get(id).is_some_and(|s| s.kind != *kind))
                {
                    set_subnet_kind(design, id, kind)?;
                }
                set_subnet_block(design, id, block)?;
                Ok(id)
            }
            [] => {
                let Some(zone) = zone else {
                    return Err(EditError(format!(
                        "VPC {} has no subnet {name}, and a new one needs an Availability Zone. Write one like {}",
                        design.label(vpc.into()),
                        get(&design.vpcs, vpc)?.region.clone() + "a"
                    )));
                };
                let id = add_with_block(design, zone, kind.unwrap_or(SubnetKind::Private), block)?;
                rename(design, id.into(), name)?;
                Ok(id)
            }
            [_, _, ..] => Err(EditError(format!(
                "{} subnets of the VPC are named {name}. Give them names of their own first",
                same.len()
            ))),
        }
    })
}

/// The zone with a name like `us-east-1a`, or only its end; the VPC gets it where it has not.
fn zone_named(
    design: &mut Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    name: &str,
) -> Result<Id<Zone>, EditError> {
    let region = get(&design.vpcs, vpc)?.region.clone();
    let suffix: ZoneSuffix = name.strip_prefix(&region).unwrap_or(name).parse().map_err(|_| {
        EditError(format!("“{name}” is no Availability Zone of {region}. Write one like {region}a"))
    })?;
    let there = design.zones_of(vpc).find(|(_, zone)| zone.suffix == suffix).map(|(id, _)| id);
    match there {
        Some(zone) => Ok(zone),
        None => add_zone(design, catalog, vpc, Some(suffix)),
    }
}
