//! The paint of broken lines.
//!
//! Not `stroke-dasharray`: a wire may be thousands of units long, and browsers cut all of it into dashes for every tile of
//! the screen that they paint. Of a view of 200 wires that was more than nine tenths of all painting. A gradient that
//! repeats along a diagonal breaks level and upright lines alike, and costs what a plain line costs.

use leptos::prelude::*;

/// A broken line: its name in the style sheet, and the lengths of dash and gap in canvas units.
const DASHES: [(&str, f64, f64); 4] =
    [("from", 2.5, 3.5), ("direct", 7.0, 5.0), ("premises", 8.0, 4.0), ("shared", 2.0, 3.0)];

/// The gradients, for `stroke: url(#dash-…)`.
pub(super) fn dashes() -> impl IntoView {
    DASHES
        .into_iter()
        .map(|(name, dash, gap)| {
            // Along either axis a diagonal of this extent repeats after dash and gap.
            let extent = ((dash + gap) / 2.0).to_string();
            let ends = format!("{:.3}", dash / (dash + gap));
            view! {
                <linearGradient
                    id=format!("dash-{name}")
                    gradientUnits="userSpaceOnUse"
                    spreadMethod="repeat"
                    x1="0"
                    y1="0"
                    x2=extent.clone()
                    y2=extent
                >
                    <stop offset="0" />
                    <stop offset=ends.clone() />
                    <stop offset=ends stop-opacity="0" />
                    <stop offset="1" stop-opacity="0" />
                </linearGradient>
            }
        })
        .collect_view()
}
