//! `vpc-designer catalog`: Regions, services, who offers what where, as a table, CSV or JSON.
//!
//! Arguments and dispatch; what each command prints is in the files of `catalog/`. The command knows no design.

mod compare;
mod regions;
mod service;
mod services;
mod sheet;
#[cfg(test)]
mod tests;

use std::{
    io::{self, Write},
    path::PathBuf,
};

use clap::{Args, Subcommand, ValueEnum};
use thiserror::Error;

use super::overlay::{self, OverlayFailure};
use crate::catalog::{self, Availability, Catalog, EndpointType, Filter};
use sheet::Sheet;
pub(super) use sheet::plain;

/// Which endpoint services AWS offers where, and how that is known.
#[derive(Args, Clone, Debug)]
pub struct CatalogArgs {
    #[command(subcommand)]
    command: Command,
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Table, global = true)]
    format: Format,
    /// Output of `aws ec2 describe-vpc-endpoint-services --output json`, or an exported overlay, to answer from first;
    /// may be given several times
    #[arg(long, value_name = "FILE", global = true)]
    overlay: Vec<PathBuf>,
}

#[derive(Clone, Debug, Subcommand)]
enum Command {
    /// List the Regions
    Regions,
    /// List the endpoint services
    Services(ServicesArgs),
    /// Tell everything about one service
    Service {
        /// Key, full service name, host name or SDK id: sqs, com.amazonaws.eu-west-1.ecr.dkr, stepfunctions
        name: String,
        /// Only these Regions; all with any sign of the service otherwise
        #[arg(long = "region", value_name = "REGION")]
        regions: Vec<String>,
    },
    /// Print services by Regions, with full names, types and evidence
    Matrix(MatrixArgs),
    /// Print the services that differ between Regions
    Compare {
        /// A Region; give two or more
        #[arg(long = "region", value_name = "REGION", required = true)]
        regions: Vec<String>,
    },
    /// Print where the overlay and the built-in table disagree
    Diff,
}

#[derive(Args, Clone, Debug)]
struct ServicesArgs {
    /// Only services that fit: product, API, SDK id, host or full service name
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    /// Only services of this category
    #[arg(long, value_name = "CATEGORY")]
    category: Option<String>,
    /// Only services with this type of endpoint
    #[arg(long = "type", value_enum, value_name = "TYPE")]
    endpoint_type: Option<TypeArg>,
}

#[derive(Args, Clone, Debug)]
struct MatrixArgs {
    /// A column; may be given several times, all Regions otherwise
    #[arg(long = "region", value_name = "REGION")]
    regions: Vec<String>,
    /// Only services with this evidence in one of the Regions; may be given several times
    #[arg(long = "evidence", value_enum, value_name = "CLASS")]
    classes: Vec<ClassArg>,
    #[command(flatten)]
    services: ServicesArgs,
}

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Csv,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum TypeArg {
    Gateway,
    Interface,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ClassArg {
    Listed,
    Documented,
    Inferred,
    Weak,
    Absent,
    Unknown,
}

/// Why there is no answer.
#[derive(Debug, Error)]
pub enum CatalogError {
    #[error("There is no service “{name}” in the catalogue.{}", hint(.near))]
    UnknownService { name: String, near: Vec<&'static str> },
    #[error("There is no Region “{code}” in the catalogue.{}", hint(.near))]
    UnknownRegion { code: String, near: Vec<&'static str> },
    #[error("There is no category “{name}”. There are: {}.", catalog::categories().join(", "))]
    UnknownCategory { name: String },
    #[error("A comparison needs two Regions. Give --region once more.")]
    OneRegion,
    #[error("There is nothing to compare the table with. Give --overlay FILE.")]
    NoOverlay,
    #[error(transparent)]
    Overlay(#[from] OverlayFailure),
    #[error("The answer cannot be written: {0}")]
    Write(#[from] io::Error),
}

fn hint(near: &[&str]) -> String {
    if near.is_empty() {
        " `vpc-designer catalog services --search TEXT` and `catalog regions` list what there is.".to_owned()
    } else {
        format!(" Did you mean {}?", near.join(", "))
    }
}

/// Runs the command and writes the answer; what is worth telling about an overlay goes to `err`.
///
/// # Errors
/// If an argument names nothing, an overlay cannot be read, or the answer cannot be written. A reader who closes the
/// pipe early is no error.
pub fn run(args: &CatalogArgs, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), CatalogError> {
    let catalog = overlay::load(&args.overlay, err)?;
    let text = match &args.command {
        Command::Regions => regions::print(&catalog, args.format),
        Command::Services(services) => {
            let category = category(services)?;
            services::print(&catalog, &services.filter(category.as_deref(), Vec::new()), args.format)
        }
        Command::Service { name, regions } => {
            let key = find(&catalog, name)?;
            service::print(&catalog, &key, &known_regions(regions)?, args.format)
        }
        Command::Matrix(matrix) => {
            let regions = known_regions(&matrix.regions)?;
            let category = category(&matrix.services)?;
            let mut filter = matrix.services.filter(category.as_deref(), regions);
            filter.classes = matrix.classes.iter().map(|class| class.class()).collect();
            let rows = catalog::matrix(&catalog, &filter);
            match args.format {
                Format::Json => catalog::matrix_json(&rows),
                Format::Csv => catalog::matrix_csv(&rows),
                Format::Table => compare::table(&rows),
            }
        }
        Command::Compare { regions } => {
            let regions = known_regions(regions)?;
            if regions.len() < 2 {
                return Err(CatalogError::OneRegion);
            }
            compare::print(&catalog, &regions, args.format)
        }
        Command::Diff => {
            let overlay = catalog.overlay().ok_or(CatalogError::NoOverlay)?;
            compare::differences(overlay, args.format)
        }
    };
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

fn known_regions(codes: &[String]) -> Result<Vec<&'static str>, CatalogError> {
    codes
        .iter()
        .map(|code| match catalog::region(code) {
            Some(region) => Ok(region.code),
            None => {
                Err(CatalogError::UnknownRegion { code: code.clone(), near: catalog::similar_regions(code) })
            }
        })
        .collect()
}

fn category(args: &ServicesArgs) -> Result<Option<String>, CatalogError> {
    let Some(wanted) = &args.category else { return Ok(None) };
    catalog::categories()
        .into_iter()
        .find(|category| category.eq_ignore_ascii_case(wanted))
        .map(|category| Some(category.to_owned()))
        .ok_or_else(|| CatalogError::UnknownCategory { name: wanted.clone() })
}

/// The key of a service by its key, full name, host or SDK id, if only one fits.
fn find(catalog: &Catalog, name: &str) -> Result<String, CatalogError> {
    if catalog.entry(name).is_some() {
        return Ok(name.to_owned());
    }
    let hits = catalog::search(name).hits;
    let exact: Vec<&'static str> = hits
        .iter()
        .filter(|hit| match hit.by {
            catalog::MatchedBy::ServiceName | catalog::MatchedBy::Host => true,
            catalog::MatchedBy::Words => {
                !hit.service.is_fips() && hit.service.sdk_ids.contains(&name.to_lowercase())
            }
            catalog::MatchedBy::Spelling => false,
        })
        .map(|hit| hit.service.key)
        .collect();
    match exact.as_slice() {
        [key] => Ok((*key).to_owned()),
        several => Err(CatalogError::UnknownService {
            name: name.chars().take(80).collect(),
            near: if several.is_empty() {
                hits.iter().map(|hit| hit.service.key).take(5).collect()
            } else {
                several.to_vec()
            },
        }),
    }
}

impl ServicesArgs {
    fn filter<'a>(&'a self, category: Option<&'a str>, regions: Vec<&'a str>) -> Filter<'a> {
        Filter {
            regions,
            categories: category.into_iter().collect(),
            endpoint_type: self.endpoint_type.map(TypeArg::endpoint_type),
            query: self.search.as_deref().unwrap_or_default(),
            ..Filter::default()
        }
    }
}

impl TypeArg {
    fn endpoint_type(self) -> EndpointType {
        match self {
            Self::Gateway => EndpointType::Gateway,
            Self::Interface => EndpointType::Interface,
        }
    }
}

impl ClassArg {
    fn class(self) -> Availability {
        match self {
            Self::Listed => Availability::Listed,
            Self::Documented => Availability::Documented,
            Self::Inferred => Availability::Inferred,
            Self::Weak => Availability::Weak,
            Self::Absent => Availability::Absent,
            Self::Unknown => Availability::Unknown,
        }
    }
}

/// A list as JSON, ending with a line break.
fn json(value: &impl serde::Serialize) -> String {
    // Texts, numbers and lists always serialise.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

fn answer(value: Option<bool>) -> String {
    match value {
        Some(true) => "yes",
        Some(false) => "no",
        None => "unknown",
    }
    .to_owned()
}
