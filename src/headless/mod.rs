//! The command `vpc-designer`: the core without the app, for scripts and continuous integration.
//!
//! [`run`] is the whole command as a function of its arguments and streams; `src/bin/vpc-designer.rs` only passes the
//! process's own. Each subcommand is a file: its arguments as a `clap` struct, and a `run`.
//!
//! *Invariants:* results go to standard output, everything else to standard error. The same design gives the same
//! bytes. Nothing is written but the files of
//! `export --out`, none of which was there without being listed as generated, and the file of `format --in-place`.

pub mod catalog;
mod check;
mod cost;
mod export;
mod failure;
mod format;
mod graph;
mod input;
pub mod overlay;
mod reach;
mod recipe;
mod rule;
mod schema;
mod share;
mod template;

use std::{
    ffi::OsString,
    io::{self, Read, Write},
};

use clap::{Parser, Subcommand, ValueEnum};

pub use failure::Failure;

/// How a command ended well; [`Failure`] is how it ended badly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Exit status 0.
    Ok,
    /// Exit status 1: the command did its work, and found what it was to look for.
    Findings,
}

/// The streams of a command.
pub struct Streams<'a> {
    pub input: &'a mut dyn Read,
    pub out: &'a mut dyn Write,
    pub err: &'a mut dyn Write,
}

/// How a result is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Table,
    /// For programs.
    Json,
}

const EXAMPLES: &str = "\
Examples:
  vpc-designer template list
  vpc-designer template show private-web-app > network.json
  vpc-designer recipe show ecs-fargate --region eu-central-2
  vpc-designer check network.json
  vpc-designer reach --from shop --to sqs network.json
  vpc-designer cost network.json
  vpc-designer export --target terraform --out infra network.json
  vpc-designer export --target all --out infra --check network.json
  vpc-designer share --site https://example.com/ network.json
  vpc-designer catalog service sqs --region eu-central-1

DESIGN is a design file, as the app saves it, a CloudFormation template made from one, or a link as `share`
and the app make them; - stands for standard input.

Exit status:
  0  done
  1  done, and there are findings: errors in the design, connections that are not private, or files that differ
  2  wrong usage, or an input that cannot be read";

/// Lay out private AWS networks with the right VPC endpoints: check design files and generate code from them
#[derive(Parser)]
#[command(name = "vpc-designer", version, about, after_help = EXAMPLES, subcommand_required = true)]
#[command(arg_required_else_help = true, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// List the built-in designs, or print one as a design file
    #[command(subcommand)]
    Template(template::TemplateCommand),
    /// Tell the endpoints that a kind of workload needs, and add them to a design
    #[command(subcommand)]
    Recipe(recipe::RecipeCommand),
    /// Generate Terraform, CloudFormation or an AWS CLI script from a design
    Export(export::ExportArgs),
    /// Check a design against AWS's rules
    Check(check::CheckArgs),
    /// Tell which workload reaches which service, by which way, and what blocks it
    Reach(reach::ReachArgs),
    /// Tell what a design costs a month, object by object
    Cost(cost::CostArgs),
    /// List the rules of `check`, or explain one
    Rule(rule::RuleArgs),
    /// Print the resource graph of a design as JSON: what will exist in AWS, in dependency order
    Graph(graph::GraphArgs),
    /// Print a design file as the app would save it, in the current version
    Format(format::FormatArgs),
    /// Print a link that holds the whole design
    Share(share::ShareArgs),
    /// Tell which endpoint services AWS offers where, and how that is known
    Catalog(catalog::CatalogArgs),
    /// Print the JSON schema of design files
    Schema,
}

/// Runs the command and returns its exit status.
///
/// `args` begins with the program's name, as a process's arguments do.
pub fn run(args: impl IntoIterator<Item = OsString>, streams: &mut Streams<'_>) -> u8 {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => return usage(&error, streams),
    };
    let result = dispatch(&cli.command, streams).and_then(|exit| {
        streams.out.flush()?;
        Ok(exit)
    });
    match result {
        Ok(Exit::Ok) => 0,
        Ok(Exit::Findings) => 1,
        // The reader of our output had enough, as `head` does.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => 0,
        Err(failure) => {
            // Nobody is left to tell if standard error is closed too.
            let _ = writeln!(streams.err, "error: {failure}");
            2
        }
    }
}

fn dispatch(command: &Command, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    match command {
        Command::Template(command) => template::run(command, streams),
        Command::Recipe(command) => recipe::run(command, streams),
        Command::Export(args) => export::run(args, streams),
        Command::Check(args) => check::run(args, streams),
        Command::Reach(args) => reach::run(args, streams),
        Command::Cost(args) => cost::run(args, streams),
        Command::Rule(args) => rule::run(args, streams),
        Command::Graph(args) => graph::run(args, streams),
        Command::Format(args) => format::run(args, streams),
        Command::Share(args) => share::run(args, streams),
        Command::Catalog(args) => {
            catalog::run(args, streams.out, streams.err)?;
            Ok(Exit::Ok)
        }
        Command::Schema => schema::run(streams),
    }
}

/// Help and version are results; anything else is wrong usage.
fn usage(error: &clap::Error, streams: &mut Streams<'_>) -> u8 {
    let text = error.render().to_string();
    let (stream, status): (&mut dyn Write, u8) =
        if error.use_stderr() { (streams.err, 2) } else { (streams.out, 0) };
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
    status
}

/// Writes a value as JSON, two-space, with a final newline.
fn write_json(out: &mut dyn Write, value: &impl serde::Serialize) -> Result<(), Failure> {
    let mut text = serde_json::to_string_pretty(value).map_err(io::Error::from)?;
    text.push('\n');
    Ok(out.write_all(text.as_bytes())?)
}

/// One line, whatever a name holds.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Writes rows as columns, two spaces apart; the last column is as long as it needs to be.
fn write_table(out: &mut dyn Write, rows: &[Vec<String>]) -> io::Result<()> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width + 2 - cell.chars().count()));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
