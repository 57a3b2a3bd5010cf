//! Figures, and how they are shown.

use serde::Serialize;

/// One measured figure.
#[derive(Debug, Serialize)]
pub(crate) struct Figure {
    pub(crate) topic: &'static str,
    pub(crate) name: String,
    pub(crate) value: f64,
    /// `ms`, `MB`, …
    pub(crate) unit: &'static str,
    /// What the figure should stay within, in the same unit.
    pub(crate) limit: Option<f64>,
}

/// All figures of a run.
#[derive(Debug, Default)]
pub(crate) struct Report {
    figures: Vec<Figure>,
}

impl Report {
    pub(crate) fn add(&mut self, figure: Figure) {
        self.figures.push(figure);
    }

    /// A time, as measured by [`crate::measure`].
    pub(crate) fn time(
        &mut self,
        topic: &'static str,
        name: impl Into<String>,
        ms: f64,
        limit: impl Into<Option<f64>>,
    ) {
        self.add(Figure { topic, name: name.into(), value: ms, unit: "ms", limit: limit.into() });
    }

    pub(crate) fn json(&self) -> String {
        serde_json::to_string_pretty(&self.figures).expect("figures are plain data")
    }

    /// A table in Markdown.
    pub(crate) fn table(&self) -> String {
        let mut table = "| topic | figure | measured | limit | |\n|---|---|---:|---:|---|\n".to_owned();
        for Figure { topic, name, value, unit, limit } in &self.figures {
            let (limit, verdict) = match limit {
                None => (String::new(), ""),
                Some(limit) => (format!("≤ {limit} {unit}"), if value <= limit { "✓" } else { "over" }),
            };
            table.push_str(&format!("| {topic} | {name} | {value:.2} {unit} | {limit} | {verdict} |\n"));
        }
        table
    }
}
