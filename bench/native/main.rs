//! The native half of `make bench`: how long the core takes for what a hand waits for.
//!
//! A topic is a file with one function that adds its figures to a [`Report`]; a line in [`TOPICS`] registers it. A
//! figure is compared with the limit it is meant to keep and never fails the run: times depend on the machine.
//!
//! ```text
//! cargo bench --profile native --bench native -- [--json] [TOPIC…]
//! cargo bench --profile native --bench native -- --write-design ELEMENTS FILE
//! ```

#![allow(clippy::print_stdout, reason = "the figures go to the standard output")]
#![allow(clippy::print_stderr, reason = "and what goes wrong to the standard error")]

mod checks;
mod designs;
mod drag;
mod edits;
mod export;
mod measure;
mod reach;
mod report;

use std::process::ExitCode;

use report::Report;

type Topic = fn(&mut Report);

/// The topics by name, in the order in which they are reported.
const TOPICS: &[(&str, Topic)] = &[
    ("checks", checks::run),
    ("drag", drag::run),
    ("edits", edits::run),
    ("export", export::run),
    ("reach", reach::run),
];

fn main() -> ExitCode {
    // Cargo itself adds `--bench`.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["--write-design", elements, file] => write_design(elements, file),
        ["--json", topics @ ..] => run(topics, true),
        topics => run(topics, false),
    }
}

fn run(wanted: &[&str], json: bool) -> ExitCode {
    if let Some(unknown) = wanted.iter().find(|word| TOPICS.iter().all(|(name, _)| name != *word)) {
        let known: Vec<&str> = TOPICS.iter().map(|(name, _)| *name).collect();
        eprintln!("There is no topic “{unknown}”. The topics: {}", known.join(", "));
        return ExitCode::from(2);
    }
    let mut report = Report::default();
    for (name, topic) in TOPICS {
        if wanted.is_empty() || wanted.contains(name) {
            if !json {
                eprintln!("{name} …");
            }
            topic(&mut report);
        }
    }
    if json {
        println!("{}", report.json());
    } else {
        print!("{}", report.table());
    }
    ExitCode::SUCCESS
}

/// Writes a large design as a file, for the browser's half.
fn write_design(elements: &str, file: &str) -> ExitCode {
    let Ok(elements) = elements.parse() else {
        eprintln!("--write-design takes a number of canvas elements, not “{elements}”");
        return ExitCode::from(2);
    };
    let text = vpc_designer::file::save(&designs::estate(elements));
    match std::fs::write(file, text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{file} cannot be written: {error}");
            ExitCode::from(2)
        }
    }
}
