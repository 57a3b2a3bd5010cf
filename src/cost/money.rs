//! Exact amounts.

use std::{fmt, iter::Sum, ops::Add};

use serde::{Serialize, Serializer};

use crate::catalog::Price;

/// An amount of money in millionths of a currency unit, as an integer; the currency stands beside it. Sums end at about 18
/// trillion units instead of overflowing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money {
    /// 10⁻⁶ of a dollar, where the currency is the dollar.
    pub micros: u64,
}

impl Money {
    pub const ZERO: Self = Self { micros: 0 };

    /// A quantity at a price. The product is exact in billionths, and rounded half up to millionths once; all prices of
    /// the catalogue are whole millionths, so nothing is lost today.
    pub fn of(quantity: u64, price: Price) -> Self {
        let nanos = u128::from(quantity) * u128::from(price.nanos);
        Self { micros: u64::try_from((nanos + 500) / 1000).unwrap_or(u64::MAX) }
    }

    /// What is more here than there; zero if it is less.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self { micros: self.micros.saturating_sub(other.micros) }
    }

    /// All digits: `7.300000`.
    pub fn exact(self) -> String {
        format!("{}.{:06}", self.micros / 1_000_000, self.micros % 1_000_000)
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { micros: self.micros.saturating_add(other.micros) }
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

/// To the cent, rounded half up, with commas between thousands: `1,234.50`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cents = self.micros / 10_000 + u64::from(self.micros % 10_000 >= 5_000);
        let whole = (cents / 100).to_string();
        let mut grouped = String::with_capacity(whole.len() + 8);
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        f.pad(&format!("{grouped}.{:02}", cents % 100))
    }
}

/// All digits as text, since JSON's numbers are floating point to many readers.
impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.exact())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{self, regions};

    #[test]
    fn rounding_is_half_up_and_late() {
        let price = |text| Price::parse(text).unwrap();
        assert_eq!(Money::of(730, price("0.01")).to_string(), "7.30");
        assert_eq!(Money::of(3, price("0.000000333")).micros, 1, "999 billionths are a millionth");
        assert_eq!(Money::of(1, price("0.0000005")).micros, 1);
        assert_eq!(Money { micros: 5_000 }.to_string(), "0.01");
        assert_eq!(Money { micros: 4_999 }.to_string(), "0.00");
        assert_eq!(Money { micros: 1_234_567_890_000 }.to_string(), "1,234,567.89");
        assert_eq!(Money { micros: 999_000_000 }.to_string(), "999.00");
        assert_eq!(Money::of(u64::MAX, price("9")).micros, u64::MAX);
        assert_eq!(Money { micros: 7_300_000 }.exact(), "7.300000");
    }

    #[test]
    fn every_price_is_whole_millionths() {
        for region in regions() {
            for (charge, price) in catalog::prices(region.code).unwrap().iter() {
                assert!(
                    price.is_none_or(|price| price.nanos.is_multiple_of(1000)),
                    "{} {}",
                    region.code,
                    charge.word()
                );
            }
        }
    }
}
