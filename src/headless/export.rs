//! `export`: generated files into a folder, or to standard output.

mod folder;

use std::{collections::BTreeSet, path::PathBuf};

use clap::ValueEnum;

use super::{Exit, Failure, Streams, input::Input, overlay::OverlayArgs};
use crate::{
    catalog::Catalog,
    check::{self, Severity},
    emit::{Layout, Options, Target, TemplateFormat, emit},
    file,
    graph::ResourceGraph,
    lower::lower,
    model::Design,
};
use folder::{Folder, State};

const EXAMPLES: &str = "\
Examples:
  vpc-designer export --target terraform --out infra network.json
  vpc-designer export --target all --out generated network.json
  vpc-designer export --target cloudformation --stdout network.json
  vpc-designer export --target terraform --layout module --import-blocks --out infra network.json
  vpc-designer export --target terraform --out infra --check network.json   # in CI

One target is written straight into DIR; of several, each gets a folder of its own in it.
Only files that changed are written. DIR/.vpc-designer.json lists the generated files: commit it, so
that a file of yours is never overwritten, and a generated file that is no longer needed is noticed.

A CloudFormation template holds the design it was made from: every command takes it as DESIGN.";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ExportArgs {
    /// What to generate; may be given several times
    #[arg(long, short, value_enum, required = true, value_name = "TARGET")]
    target: Vec<TargetArg>,
    /// The folder to write to; it is made if it is not there
    #[arg(long, short, value_name = "DIR", required_unless_present = "stdout", conflicts_with = "stdout")]
    out: Option<PathBuf>,
    /// Print the files of one target instead, without what explains them
    #[arg(long)]
    stdout: bool,
    /// Write nothing; tell which files in DIR differ from what would be written, with exit status 1 if any do
    #[arg(long, requires = "out")]
    check: bool,
    /// Overwrite files in DIR that were not generated
    #[arg(long, requires = "out")]
    force: bool,
    /// Delete files in DIR that were generated and are no longer needed
    #[arg(long, requires = "out", conflicts_with = "check")]
    prune: bool,
    /// Terraform: one folder, or a module and a folder that calls it
    #[arg(long, value_enum, value_name = "LAYOUT", default_value_t = LayoutArg::Folder)]
    layout: LayoutArg,
    /// Terraform: also blocks that take over what exists, and import.tfvars to write its ids into
    #[arg(long)]
    import_blocks: bool,
    /// CloudFormation: the language of the templates
    #[arg(long, value_enum, value_name = "LANGUAGE", default_value_t = TemplateFormatArg::Yaml)]
    template_format: TemplateFormatArg,
    /// CloudFormation: leave the design out of the templates' metadata
    #[arg(long)]
    without_design: bool,
    #[command(flatten)]
    overlay: OverlayArgs,
    #[command(flatten)]
    input: Input,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lowercase")]
enum TargetArg {
    /// A script of AWS CLI commands
    Cli,
    Terraform,
    CloudFormation,
    All,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LayoutArg {
    Folder,
    Module,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TemplateFormatArg {
    Yaml,
    Json,
}

impl ExportArgs {
    fn options(&self, design: &Design) -> Options {
        Options {
            layout: match self.layout {
                LayoutArg::Folder => Layout::Folder,
                LayoutArg::Module => Layout::Module,
            },
            import_blocks: self.import_blocks,
            template_format: match self.template_format {
                TemplateFormatArg::Yaml => TemplateFormat::Yaml,
                TemplateFormatArg::Json => TemplateFormat::Json,
            },
            design: (!self.without_design).then(|| file::template::text(design)),
        }
    }
}

pub(super) fn run(args: &ExportArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let targets = targets(&args.target);
    if args.stdout && targets.len() > 1 {
        return Err(Failure::Usage("--stdout prints one target. Give one --target, or --out DIR".to_owned()));
    }
    let design = args.input.open(streams)?;
    let catalog = args.overlay.catalog(streams.err)?;
    let graph = lower(&design, &catalog);
    tell_doubts(&args.input, &design, &catalog, &graph, streams)?;
    let options = args.options(&design);
    let Some(out) = &args.out else {
        return print(&graph, &targets, &options, streams);
    };
    let mut folder = Folder::read(out)?;
    for target in &targets {
        for artifact in emit(&graph, *target, &options) {
            let path = if targets.len() > 1 {
                format!("{}/{}", target.word(), artifact.path)
            } else {
                artifact.path.clone()
            };
            folder.add(*target, path, artifact.text().to_owned())?;
        }
    }
    if args.check { check_folder(&folder, streams) } else { write(&mut folder, args, streams) }
}

fn targets(args: &[TargetArg]) -> Vec<Target> {
    let wanted: BTreeSet<Target> = args
        .iter()
        .flat_map(|arg| match arg {
            TargetArg::Cli => &[Target::Cli][..],
            TargetArg::Terraform => &[Target::Terraform],
            TargetArg::CloudFormation => &[Target::CloudFormation],
            TargetArg::All => &Target::ALL,
        })
        .copied()
        .collect();
    wanted.into_iter().collect()
}

/// What the exports leave out, and how many errors the checks find: code is generated all the same.
fn tell_doubts(
    input: &Input,
    design: &Design,
    catalog: &Catalog,
    graph: &ResourceGraph,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let name = input.name();
    for note in &graph.notes {
        writeln!(streams.err, "warning: {name}: {}: not exported: {}", note.origin, note.message)?;
    }
    let errors = check::check(design, catalog).iter().filter(|d| d.rule.severity == Severity::Error).count();
    if errors > 0 {
        let s = if errors == 1 { "" } else { "s" };
        writeln!(streams.err, "warning: {name}: the design has {errors} error{s}; vpc-designer check tells")?;
    }
    Ok(())
}

fn print(
    graph: &ResourceGraph,
    targets: &[Target],
    options: &Options,
    streams: &mut Streams<'_>,
) -> Result<Exit, Failure> {
    for target in targets {
        let mut artifacts = emit(graph, *target, options);
        // So that the one file of a target can be piped.
        artifacts.retain(|artifact| !artifact.path.ends_with(".md"));
        for (index, artifact) in artifacts.iter().enumerate() {
            if artifacts.len() > 1 {
                let gap = if index > 0 { "\n" } else { "" };
                writeln!(streams.out, "{gap}# {}", artifact.path)?;
            }
            streams.out.write_all(artifact.text().as_bytes())?;
        }
    }
    Ok(Exit::Ok)
}

fn check_folder(folder: &Folder, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let mut exit = Exit::Ok;
    for file in folder.files() {
        let word = match file.state {
            State::Same => continue,
            State::New => "missing",
            State::Changed | State::Foreign => "differs",
        };
        writeln!(streams.out, "{word}  {}", file.path)?;
        exit = Exit::Findings;
    }
    for path in folder.left_over() {
        writeln!(streams.out, "not needed  {path}")?;
        exit = Exit::Findings;
    }
    if exit == Exit::Findings {
        writeln!(
            streams.err,
            "The files do not match the design. Export again without --check to update them."
        )?;
    }
    Ok(exit)
}

fn write(folder: &mut Folder, args: &ExportArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let foreign: Vec<&str> =
        folder.files().filter(|file| file.state == State::Foreign).map(|file| file.path.as_str()).collect();
    if !foreign.is_empty() && !args.force {
        return Err(Failure::Usage(format!(
            "{} {} there and not generated by an earlier export. Nothing was written. Move it away, choose another \
             folder, or pass --force to overwrite it",
            foreign.join(", "),
            if foreign.len() == 1 { "is" } else { "are" },
        )));
    }
    let unchanged = folder.files().filter(|file| file.state == State::Same).count();
    for path in folder.write()? {
        writeln!(streams.out, "wrote  {path}")?;
    }
    if unchanged > 0 {
        writeln!(streams.out, "unchanged  {unchanged} file{}", if unchanged == 1 { "" } else { "s" })?;
    }
    if args.prune {
        for path in folder.prune()? {
            writeln!(streams.out, "deleted  {path}")?;
        }
    }
    for path in folder.left_over() {
        writeln!(
            streams.err,
            "warning: {path} is left from an earlier export and no longer needed. Delete it, or pass --prune"
        )?;
    }
    Ok(Exit::Ok)
}
