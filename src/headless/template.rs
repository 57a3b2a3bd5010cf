//! `template list`, `template show`.

use clap::Subcommand;
use serde_json::json;

use super::{Exit, Failure, Format, Streams, write_json, write_table};
use crate::{
    catalog, file,
    template::{Template, template, templates},
};

#[derive(Subcommand)]
pub(super) enum TemplateCommand {
    /// List the built-in designs
    List {
        #[arg(long, value_enum, default_value = "table")]
        format: Format,
    },
    /// Print a built-in design as a design file
    #[command(
        after_help = "Example:\n  vpc-designer template show ecs-fargate-no-internet --region eu-central-1 > network.json"
    )]
    Show {
        /// Its name, as `template list` prints it
        name: String,
        /// The Region to build it in
        #[arg(long, default_value = Template::REGION)]
        region: String,
    },
}

pub(super) fn run(command: &TemplateCommand, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    match command {
        TemplateCommand::List { format: Format::Table } => {
            let head = ["NAME", "TITLE"].map(str::to_owned).to_vec();
            let rows = templates().iter().map(|t| [t.name, t.title].map(str::to_owned).to_vec());
            write_table(streams.out, &std::iter::once(head).chain(rows).collect::<Vec<_>>())?;
        }
        TemplateCommand::List { format: Format::Json } => {
            let rows: Vec<_> = templates()
                .iter()
                .map(|t| json!({ "name": t.name, "title": t.title, "summary": t.summary }))
                .collect();
            write_json(streams.out, &rows)?;
        }
        TemplateCommand::Show { name, region } => {
            let found = template(name).ok_or_else(|| {
                let names: Vec<&str> = templates().iter().map(|t| t.name).collect();
                Failure::Usage(format!("There is no template “{name}”. There are: {}", names.join(", ")))
            })?;
            known_region(region)?;
            let design = found
                .build(region)
                .map_err(|error| Failure::Usage(format!("template {name} in {region}: {error}")))?;
            streams.out.write_all(file::save(&design).as_bytes())?;
        }
    }
    Ok(Exit::Ok)
}

/// The Region is one of the catalogue's.
pub(super) fn known_region(region: &str) -> Result<(), Failure> {
    if catalog::region(region).is_some() {
        return Ok(());
    }
    let similar = catalog::similar_regions(region);
    let hint = similar.first().map_or_else(String::new, |r| format!(" Did you mean {r}?"));
    Err(Failure::Usage(format!("There is no Region “{region}”.{hint}")))
}
