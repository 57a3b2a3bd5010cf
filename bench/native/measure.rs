//! Repeated runs and their median.

#![allow(clippy::disallowed_types, reason = "a benchmark needs a clock; the core it measures has none")]

use std::{hint::black_box, time::Instant};

/// The median time of `act` in milliseconds over `runs` runs, each on a fresh value of `prepare`, whose time does not
/// count; neither does the time to drop what `act` gives back.
pub(crate) fn median<T, R>(
    runs: usize,
    mut prepare: impl FnMut() -> T,
    mut act: impl FnMut(&mut T) -> R,
) -> f64 {
    let mut times: Vec<f64> = (0..runs.max(1))
        .map(|_| {
            let mut value = prepare();
            let (ms, result) = once(|| act(&mut value));
            black_box(result);
            ms
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// The time of one call in milliseconds.
pub(crate) fn once<R>(act: impl FnOnce() -> R) -> (f64, R) {
    let start = Instant::now();
    let result = black_box(act());
    (start.elapsed().as_secs_f64() * 1_000.0, result)
}
