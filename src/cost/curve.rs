//! Cost as a function of traffic, and where one becomes cheaper than the other.

use std::collections::{BTreeMap, BTreeSet};

use super::{money::Money, tiers::tiers, usage::Usage};
use crate::catalog::{self, Charge};

/// What a design costs if each of its connections carries the same. Exact: the same sum as that of
/// [`Usage::estimate_with`], which a property test holds it to, without a list of items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Curve {
    standing: Money,
    /// Legs by Region and charge, with how many have a share.
    legs: BTreeMap<(String, Charge), BTreeMap<(u32, u32), u64>>,
}

impl Curve {
    /// None where prices are of more than one currency. What has no price is left out.
    pub fn of(usage: &Usage) -> Option<Self> {
        let fixed = usage.estimate_with(|_| 0).total();
        let mut curve = Self { standing: fixed.single()?, legs: BTreeMap::new() };
        let mut currencies: BTreeSet<&str> = fixed.amounts.keys().copied().collect();
        for leg in usage.flows.iter().flat_map(|flow| &flow.legs) {
            let Some(prices) = catalog::prices(&leg.region) else { continue };
            let priced = prices.get(leg.charge).filter(|price| price.nanos > 0);
            if priced.is_some() {
                currencies.insert(prices.currency);
            }
            let shares = curve.legs.entry((leg.region.clone(), leg.charge)).or_default();
            *shares.entry(leg.share).or_default() += 1;
        }
        (currencies.len() < 2).then_some(curve)
    }

    /// The cost of a month if each connection carries so many GB.
    pub fn at(&self, gb: u32) -> Money {
        let mut sum = self.standing;
        for ((region, charge), shares) in &self.legs {
            let Some(prices) = catalog::prices(region) else { continue };
            let mut left: u64 = shares
                .iter()
                .map(|((part, whole), count)| {
                    let each = (u64::from(gb) * u64::from(*part)).div_ceil(u64::from((*whole).max(1)));
                    each.saturating_mul(*count)
                })
                .fold(0, u64::saturating_add);
            for (tier, size) in tiers(*charge) {
                let part = left.min(size);
                left -= part;
                if let Some(price) = prices.get(tier) {
                    sum = sum + Money::of(part, price);
                }
            }
        }
        sum
    }

    /// Figures of traffic between which the curve is straight: where tiers end.
    fn bends(&self) -> impl Iterator<Item = u32> {
        self.legs.iter().flat_map(|((_, charge), shares)| {
            let whole: u128 = shares.keys().map(|(_, whole)| u128::from(*whole)).product::<u128>().max(1);
            let rate: u128 = shares
                .iter()
                .map(|((part, of), count)| {
                    whole / u128::from((*of).max(1)) * u128::from(*part) * u128::from(*count)
                })
                .sum();
            let mut end = 0_u128;
            let ends: Vec<u128> = tiers(*charge)
                .into_iter()
                .filter(|(_, size)| *size < u64::MAX)
                .map(|(_, size)| {
                    end += u128::from(size);
                    end * whole / rate.max(1)
                })
                .collect();
            ends.into_iter().flat_map(|at| [at, at + 1]).filter_map(|at| u32::try_from(at).ok())
        })
    }
}

/// The most traffic of a connection that is looked at, in GB a month: 100 PB.
pub const MOST_GB: u32 = 100_000_000;

/// The figures of traffic at which the order of two curves changes: from each on, the other one is cheaper, or both cost
/// the same.
pub fn crossings(one: &Curve, other: &Curve) -> Vec<u32> {
    changes(&[one, other], |gb| one.at(gb).cmp(&other.at(gb)) as i8)
}

/// The cheapest of some curves: the figures of traffic from which on each is, with its index. The first is from 0 on; of
/// equals, the one counts that costs less where there is much traffic.
pub fn cheapest(curves: &[&Curve]) -> Vec<(u32, usize)> {
    let far: Vec<Money> = curves.iter().map(|curve| curve.at(MOST_GB)).collect();
    let best = |gb| {
        let costs = curves.iter().zip(&far).map(|(curve, far)| (curve.at(gb), *far)).enumerate();
        costs.min_by_key(|(index, cost)| (*cost, *index)).map_or(0, |(index, _)| index)
    };
    if curves.is_empty() {
        return Vec::new();
    }
    let mut all = vec![(0, best(0))];
    all.extend(changes(curves, best).into_iter().map(|gb| (gb, best(gb))));
    all
}

/// Where a property of straight pieces changes. Between two looked-at figures it changes as often as it takes to get from
/// one value to the other; each change is found by halving.
fn changes<T: PartialEq>(curves: &[&Curve], of: impl Fn(u32) -> T) -> Vec<u32> {
    let mut points: BTreeSet<u32> = BTreeSet::from([0, MOST_GB]);
    let mut decade = 1_u32;
    while decade < MOST_GB {
        points.extend((1..10).map(|digit| digit * decade));
        decade *= 10;
    }
    points.extend(curves.iter().flat_map(|curve| curve.bends()).filter(|gb| *gb <= MOST_GB));
    let points: Vec<u32> = points.into_iter().collect();
    let mut found = Vec::new();
    for pair in points.windows(2) {
        let [from, to] = pair else { continue };
        let mut from = *from;
        // Each round finds the first change after `from` that halving meets.
        while of(from) != of(*to) {
            let (mut low, mut high) = (from, *to);
            let here = of(low);
            while high - low > 1 {
                let middle = low + (high - low) / 2;
                if of(middle) == here { low = middle } else { high = middle }
            }
            found.push(high);
            from = high;
        }
    }
    found
}
