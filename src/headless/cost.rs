//! `cost`: what a design costs a month.

mod json;
mod shapes;

use clap::ValueEnum;

use super::{Exit, Failure, Streams, input::Input, one_line, overlay::OverlayArgs, write_json, write_table};
use crate::{
    cost::{ASSUMPTIONS, Estimate, Usage, compare, csv, rows},
    edit::{HubNames, Terms},
    lower::lower,
    model::Design,
    reach::Verifier,
};

const EXAMPLES: &str = "\
Examples:
  vpc-designer cost network.json
  vpc-designer cost --traffic 500 network.json
  vpc-designer cost --format csv network.json > cost.csv
  vpc-designer cost --compare network.json
  vpc-designer cost --format json network.json | jq .total

The traffic of a connection, and from an on-premises network to a service, is its monthly_gb in the design, else 100 GB a
month. What has no price in a Region is listed without an amount, and the total is then the least that the design costs.";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CostArgs {
    #[arg(long, value_enum, default_value = "table")]
    format: CostFormat,
    /// The traffic of every connection, from on-premises networks too, in GB a month, whatever the design says
    #[arg(long, value_name = "GB")]
    traffic: Option<u32>,
    /// Tell what other shapes of the same connectivity cost, and where they break even, instead of the items
    #[arg(long)]
    compare: bool,
    /// With --compare: remove NAT gateways where a shape does not need them
    #[arg(long, requires = "compare")]
    without_nat: bool,
    /// With --compare: how the VPCs of a hub learn the names of its endpoints
    #[arg(long, value_enum, default_value = "hosted-zones", requires = "compare")]
    hub_names: Names,
    #[command(flatten)]
    overlay: OverlayArgs,
    #[command(flatten)]
    input: Input,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Names {
    HostedZones,
    /// Route 53 Profiles
    Profile,
}

impl From<Names> for HubNames {
    fn from(names: Names) -> Self {
        match names {
            Names::HostedZones => Self::HostedZones,
            Names::Profile => Self::Profile,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CostFormat {
    /// What is charged for each object, the total, and what it takes for granted
    Table,
    Json,
    /// What is charged for each object, for spreadsheets
    Csv,
}

pub(super) fn run(args: &CostArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let mut design = args.input.open(streams)?;
    if let Some(gb) = args.traffic {
        design.connections.update_each(|_, connection| {
            connection.monthly_gb = Some(gb);
            true
        });
        design.on_premises_networks.update_each(|_, network| {
            network.monthly_gb = network.calls.iter().map(|service| (*service, gb)).collect();
            true
        });
    }
    let catalog = args.overlay.catalog(streams.err)?;
    if args.compare {
        let comparison = compare(
            &design,
            &catalog,
            Terms { keep_nat: !args.without_nat, hub_names: args.hub_names.into() },
        );
        match args.format {
            CostFormat::Table => shapes::table(&comparison, streams)?,
            CostFormat::Json => write_json(streams.out, &shapes::json(&comparison))?,
            CostFormat::Csv => {
                return Err(Failure::Usage("--compare has no CSV; use --format json or table".to_owned()));
            }
        }
        return Ok(Exit::Ok);
    }
    let graph = lower(&design, &catalog);
    let verifier = Verifier::new(&design, &graph, &catalog);
    let estimate = Usage::of(&design, &graph, &verifier).estimate();
    match args.format {
        CostFormat::Table => table(&design, &estimate, streams)?,
        CostFormat::Json => write_json(streams.out, &json::answer(&design, &estimate))?,
        CostFormat::Csv => streams.out.write_all(csv(&design, &estimate).as_bytes())?,
    }
    let name = args.input.name();
    for region in estimate.regions_without_price() {
        let missing = estimate.items.iter().filter(|item| item.region == region && item.price.is_none());
        let mut what: Vec<&str> = missing.map(|item| item.charge.title()).collect();
        what.sort_unstable();
        what.dedup();
        writeln!(streams.err, "note: {name}: no price is known in {region} for: {}", what.join("; "))?;
    }
    Ok(Exit::Ok)
}

fn table(design: &Design, estimate: &Estimate, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let head = ["OBJECT", "ID", "REGION", "WHAT", "QUANTITY", "PRICE", "A MONTH"];
    let mut lines = vec![head.map(str::to_owned).to_vec()];
    for row in rows(design, estimate) {
        let currency = row.currency;
        lines.push(vec![
            one_line(&row.name),
            row.at.to_string(),
            one_line(&row.region),
            row.charge.title().to_owned(),
            row.used(),
            row.price.map_or_else(|| "no price known".to_owned(), |price| price.to_string()),
            row.amount.map_or_else(|| "?".to_owned(), |amount| format!("{amount} {currency}")),
        ]);
    }
    write_table(streams.out, &lines)?;
    writeln!(streams.out, "\nTotal a month: {}", estimate.total())?;
    let assumed = estimate.flows.iter().filter(|flow| flow.assumed).count();
    if assumed > 0 {
        writeln!(streams.out, "{assumed} of {} connections have no figure of traffic", estimate.flows.len())?;
    }
    writeln!(streams.out, "\nPrices:")?;
    for source in estimate.sources() {
        writeln!(streams.out, "  {}  {}", source.published, source.source)?;
    }
    writeln!(streams.out, "\nAssumptions:")?;
    for assumption in ASSUMPTIONS {
        writeln!(streams.out, "  {assumption}")?;
    }
    Ok(())
}
