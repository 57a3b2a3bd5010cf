//! Cost against traffic, as lines; the same figures as a table for who does not see them.

use leptos::prelude::*;

use super::{shapes::index, traffic::gigabytes};
use crate::{
    cost::{Comparison, Curve, Money},
    edit::Shape,
};

/// The drawing in its own units.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 280.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 44.0;

/// From 1 GB to 1 PB for each connection.
const DECADES: u32 = 6;
/// Points of a line in each decade.
const POINTS: u32 = 8;

struct Line<'a> {
    shape: Shape,
    curve: &'a Curve,
}

pub(super) fn chart(comparison: &Comparison) -> AnyView {
    let lines: Vec<Line<'_>> = comparison
        .shapes
        .iter()
        .filter_map(|each| Some(Line { shape: each.shape, curve: each.offer.as_ref().ok()?.curve.as_ref()? }))
        .collect();
    if lines.is_empty() {
        return ().into_any();
    }
    let most = lines.iter().map(|line| line.curve.at(10_u32.pow(DECADES))).max().unwrap_or_default();
    let least = lines.iter().map(|line| line.curve.at(1)).filter(|cost| *cost > Money::ZERO).min();
    let scale = Scale::new(least.unwrap_or(Money { micros: 1_000_000 }), most);
    let marks = comparison
        .cheapest
        .iter()
        .filter(|(gb, _)| *gb > 0 && *gb <= 10_u32.pow(DECADES))
        .filter_map(|(gb, shape)| {
            let line = lines.iter().find(|line| line.shape == *shape)?;
            let (x, y) = (x_of(f64::from(*gb)), scale.y(line.curve.at(*gb)));
            Some(view! {
                <g class="break-even">
                    <line x1=px(x) x2=px(x) y1=px(TOP) y2=px(HEIGHT - BOTTOM) />
                    <circle cx=px(x) cy=px(y) r="4" />
                    <text x=px(x + 5.0) y=px(TOP + 10.0)>{gigabytes(*gb)}</text>
                </g>
            })
        })
        .collect_view();
    let drawn = lines
        .iter()
        .map(|line| view! { <path class=format!("shape-{}", index(line.shape)) d=scale.path(line.curve) /> })
        .collect_view();
    let (middle, low) = ((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6.0);
    view! {
        <figure class="shapes-chart">
            <svg
                viewBox=format!("0 0 {WIDTH} {HEIGHT}")
                role="img"
                aria-label="Cost a month of each shape against the traffic of each connection; the table below has the figures"
                data-testid="shapes-chart"
            >
                <g class="grid">{scale.grid()}</g>
                <g class="axis">
                    {x_labels()}
                    <text class="title" x=px(middle) y=px(low) text-anchor="middle">
                        "Traffic of each connection a month"
                    </text>
                </g>
                <g class="lines">{drawn}</g>
                {marks}
            </svg>
            {figures(&lines)}
        </figure>
    }
    .into_any()
}

/// The costs at each power of ten.
fn figures(lines: &[Line<'_>]) -> AnyView {
    let heads = (0..=DECADES)
        .map(|decade| view! { <th scope="col" class="number">{gigabytes(10_u32.pow(decade))}</th> })
        .collect_view();
    let rows = lines
        .iter()
        .map(|line| {
            let cells = (0..=DECADES)
                .map(|decade| view! { <td class="number">{line.curve.at(10_u32.pow(decade)).to_string()}</td> })
                .collect_view();
            view! {
                <tr>
                    <th scope="row">
                        <i class=format!("key shape-{}", index(line.shape)) aria-hidden="true"></i>
                        {line.shape.title()}
                    </th>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="shapes-figures">
            <table data-testid="shapes-figures">
                <caption>"USD a month, by the traffic of each connection a month"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Shape"</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn x_of(gb: f64) -> f64 {
    LEFT + gb.max(1.0).log10() / f64::from(DECADES) * (WIDTH - LEFT - RIGHT)
}

fn x_labels() -> AnyView {
    let names = ["1 GB", "10 GB", "100 GB", "1 TB", "10 TB", "100 TB", "1 PB"];
    names
        .iter()
        .enumerate()
        .map(|(decade, name)| {
            let x = x_of(10_f64.powi(decade as i32));
            view! { <text x=px(x) y=px(HEIGHT - BOTTOM + 16.0) text-anchor="middle">{*name}</text> }
        })
        .collect_view()
        .into_any()
}

/// The vertical axis: powers of ten of the currency.
struct Scale {
    low: i32,
    high: i32,
}

impl Scale {
    fn new(least: Money, most: Money) -> Self {
        let low = dollars(least).max(0.01).log10().floor() as i32;
        let high = dollars(most).max(0.1).log10().ceil() as i32;
        Self { low, high: high.max(low + 1) }
    }

    /// What costs nothing lies on the axis.
    fn y(&self, cost: Money) -> f64 {
        let span = f64::from(self.high - self.low);
        let at = (dollars(cost).max(1e-9).log10() - f64::from(self.low)).max(0.0) / span;
        HEIGHT - BOTTOM - at * (HEIGHT - TOP - BOTTOM)
    }

    fn path(&self, curve: &Curve) -> String {
        let mut path = String::new();
        let mut before = None;
        for point in 0..=DECADES * POINTS {
            let gb = 10_f64.powf(f64::from(point) / f64::from(POINTS)).round();
            if before == Some(gb as u32) {
                continue;
            }
            before = Some(gb as u32);
            let mark = if path.is_empty() { 'M' } else { 'L' };
            path.push_str(&format!("{mark}{} {}", px(x_of(gb)), px(self.y(curve.at(gb as u32)))));
        }
        path
    }

    fn grid(&self) -> AnyView {
        let step = ((self.high - self.low) / 6).max(0) + 1;
        (self.low..=self.high)
            .filter(|power| (power - self.low) % step == 0)
            .map(|power| {
                let value = 10_f64.powi(power);
                let y = self.y(Money { micros: (value * 1e6) as u64 });
                let name =
                    if power < 0 { format!("{value}") } else { short(10_u64.pow(power.unsigned_abs())) };
                view! {
                    <line x1=px(LEFT) x2=px(WIDTH - RIGHT) y1=px(y) y2=px(y) />
                    <text x=px(LEFT - 8.0) y=px(y + 4.0) text-anchor="end">{name}</text>
                }
            })
            .collect_view()
            .into_any()
    }
}

/// Lengths of a drawing are no sums of money: floating point will do.
fn dollars(cost: Money) -> f64 {
    cost.micros as f64 / 1e6
}

/// `1k USD`, `10M USD`.
fn short(value: u64) -> String {
    match value {
        0..1_000 => format!("{value} USD"),
        1_000..1_000_000 => format!("{}k USD", value / 1_000),
        _ => format!("{}M USD", value / 1_000_000),
    }
}

fn px(value: f64) -> String {
    format!("{:.1}", value)
}
