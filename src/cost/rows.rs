//! The estimate as a table: a row for each object and charge, and CSV.

use std::fmt::Write as _;

use super::{estimate::Estimate, money::Money};
use crate::{
    catalog::{Charge, Price},
    model::{Design, EntityRef, RegionCode},
};

/// What one object is charged by one charge, all connections together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub at: EntityRef,
    /// The object's name.
    pub name: String,
    pub region: RegionCode,
    pub charge: Charge,
    pub quantity: u64,
    pub price: Option<Price>,
    pub currency: &'static str,
    /// None if no price is known.
    pub amount: Option<Money>,
}

impl Row {
    /// The quantity in words: `2190 hours`, `300 GB`, `1 month`.
    pub fn used(&self) -> String {
        let (quantity, unit) = (self.quantity, self.charge.unit());
        if unit == "GB" || quantity == 1 {
            format!("{quantity} {unit}")
        } else {
            format!("{quantity} {unit}s")
        }
    }
}

/// The items added up by object, Region and charge, in the order of the first of each.
pub fn rows(design: &Design, estimate: &Estimate) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut known = std::collections::BTreeMap::new();
    for item in &estimate.items {
        let key = (item.at, item.region.as_str(), item.charge);
        let index = *known.entry(key).or_insert_with(|| {
            rows.push(Row {
                at: item.at,
                name: design.label(item.at),
                region: item.region.clone(),
                charge: item.charge,
                quantity: 0,
                price: item.price,
                currency: item.currency,
                amount: item.price.map(|_| Money::ZERO),
            });
            rows.len() - 1
        });
        if let Some(row) = rows.get_mut(index) {
            row.quantity = row.quantity.saturating_add(item.quantity);
            row.amount = row.amount.zip(item.amount()).map(|(sum, amount)| sum + amount);
        }
    }
    rows
}

/// The rows as CSV (RFC 4180), with a header. A price that is not known leaves price and amount empty. A text that a
/// spreadsheet would take for a formula gets an apostrophe before it.
pub fn csv(design: &Design, estimate: &Estimate) -> String {
    let mut text =
        "object,name,region,charge,what,quantity,unit,price,amount,currency,published\r\n".to_owned();
    for row in rows(design, estimate) {
        let price = row.price.map(|price| price.to_string()).unwrap_or_default();
        let amount = row.amount.map(Money::exact).unwrap_or_default();
        let published = if row.price.is_some() { row.charge.published() } else { "" };
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "{},{},{},{},{},{},{},{price},{amount},{},{published}\r\n",
            row.at,
            cell(&row.name),
            cell(&row.region),
            row.charge.word(),
            cell(row.charge.title()),
            row.quantity,
            row.charge.unit(),
            row.currency,
        );
    }
    text
}

fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
