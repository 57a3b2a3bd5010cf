//! Usage with prices.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use super::{
    money::Money,
    tiers::Filled,
    usage::{Flow, Usage},
};
use crate::{
    catalog::{self, Charge, Price},
    model::{EntityRef, Id, RegionCode, Service},
};

/// One line of the bill of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The object that it is charged for.
    pub at: EntityRef,
    /// The connection whose traffic it is; none for what is charged by time.
    pub cause: Option<EntityRef>,
    /// The service that the traffic goes to; none for what is charged by time.
    pub service: Option<Id<Service>>,
    pub region: RegionCode,
    pub charge: Charge,
    /// In the unit of the charge; never zero.
    pub quantity: u64,
    /// For each unit; none if no price is known.
    pub price: Option<Price>,
    pub currency: &'static str,
}

impl Item {
    /// None if no price is known.
    pub fn amount(&self) -> Option<Money> {
        Some(Money::of(self.quantity, self.price?))
    }
}

/// A sum, by currency, with what it leaves out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// Without currencies of which there is nothing.
    pub amounts: BTreeMap<&'static str, Money>,
    /// How many items have no price.
    pub without_price: usize,
}

impl Total {
    pub fn add(&mut self, item: &Item) {
        match item.amount() {
            Some(amount) if amount > Money::ZERO => {
                let sum = self.amounts.entry(item.currency).or_default();
                *sum = *sum + amount;
            }
            Some(_) => {}
            None => self.without_price += 1,
        }
    }

    /// The sum where there is one currency at most.
    pub fn single(&self) -> Option<Money> {
        match self.amounts.len() {
            0 => Some(Money::ZERO),
            1 => self.amounts.values().next().copied(),
            _ => None,
        }
    }

    /// Its currency; the dollar where there is nothing.
    pub fn currency(&self) -> &'static str {
        self.amounts.keys().next().copied().unwrap_or("USD")
    }
}

impl<'a> FromIterator<&'a Item> for Total {
    fn from_iter<I: IntoIterator<Item = &'a Item>>(items: I) -> Self {
        let mut total = Self::default();
        for item in items {
            total.add(item);
        }
        total
    }
}

/// `12.50 USD`, `at least 12.50 USD, and 2 items without a price`, `no price known (2 items)`.
impl fmt::Display for Total {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let items = if self.without_price == 1 { "item" } else { "items" };
        if self.amounts.is_empty() {
            return match self.without_price {
                0 => f.write_str("0.00 USD"),
                count => write!(f, "no price known ({count} {items})"),
            };
        }
        if self.without_price > 0 {
            f.write_str("at least ")?;
        }
        for (index, (currency, amount)) in self.amounts.iter().enumerate() {
            write!(f, "{}{amount} {currency}", if index > 0 { " + " } else { "" })?;
        }
        match self.without_price {
            0 => Ok(()),
            count => write!(f, ", and {count} {items} without a price"),
        }
    }
}

/// Where prices are from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// When they were published: `2025-11-04`.
    pub published: &'static str,
    pub source: &'static str,
}

/// What a design costs a month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Estimate {
    /// What is charged by time, in the order of the graph, then traffic in the order of the connections.
    pub items: Vec<Item>,
    /// The traffic that it is of.
    pub flows: Vec<Flow>,
}

impl Usage {
    /// The estimate with the traffic that the design gives.
    pub fn estimate(&self) -> Estimate {
        self.estimate_with(|flow| flow.monthly_gb)
    }

    /// The estimate with other figures of traffic.
    pub fn estimate_with(&self, monthly_gb: impl Fn(&Flow) -> u32) -> Estimate {
        let mut filled = Filled::default();
        let mut items = Vec::new();
        let mut put = |at, cause: Option<&Flow>, region: &str, charge, quantity| {
            for (charge, quantity) in filled.take(region, charge, quantity) {
                let prices = catalog::prices(region);
                items.push(Item {
                    at,
                    cause: cause.map(|flow| flow.drawn),
                    service: cause.map(|flow| flow.service),
                    region: region.to_owned(),
                    charge,
                    quantity,
                    price: prices.and_then(|prices| prices.get(charge)),
                    currency: prices.map_or("USD", |prices| prices.currency),
                });
            }
        };
        for standing in &self.standing {
            put(standing.at, None, &standing.region, standing.charge, standing.quantity);
        }
        for flow in &self.flows {
            let gb = monthly_gb(flow);
            for leg in &flow.legs {
                put(leg.at, Some(flow), &leg.region, leg.charge, leg.quantity(gb));
            }
        }
        Estimate { items, flows: self.flows.clone() }
    }
}

impl Estimate {
    pub fn total(&self) -> Total {
        self.items.iter().collect()
    }

    /// What is charged for an object; for a connection, what its traffic is charged.
    pub fn of(&self, entity: EntityRef) -> Total {
        self.items.iter().filter(|item| item.at == entity || item.cause == Some(entity)).collect()
    }

    /// What the traffic of one caller to one service is charged.
    pub fn of_flow(&self, drawn: EntityRef, service: Id<Service>) -> Total {
        let items = self.items.iter();
        items.filter(|item| item.cause == Some(drawn) && item.service == Some(service)).collect()
    }

    /// The objects that something is charged for, each once, in the order of the items. Their sums make the total.
    pub fn objects(&self) -> Vec<EntityRef> {
        let mut seen = BTreeSet::new();
        self.items.iter().map(|item| item.at).filter(|at| seen.insert(*at)).collect()
    }

    /// What is charged by time, whatever the traffic.
    pub fn standing(&self) -> Total {
        self.items.iter().filter(|item| item.cause.is_none()).collect()
    }

    /// Where the prices are from, the oldest first.
    pub fn sources(&self) -> Vec<Source> {
        let used: BTreeSet<Source> = self
            .items
            .iter()
            .filter(|item| item.price.is_some())
            .map(|item| Source { published: item.charge.published(), source: item.charge.source() })
            .collect();
        used.into_iter().collect()
    }

    /// Regions in which something has no price.
    pub fn regions_without_price(&self) -> Vec<&str> {
        let regions: BTreeSet<&str> =
            self.items.iter().filter(|item| item.price.is_none()).map(|item| item.region.as_str()).collect();
        regions.into_iter().collect()
    }
}
