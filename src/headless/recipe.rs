//! `recipe`: what a kind of workload needs, and adding it to a design.

use std::fmt::Write as _;

use clap::Subcommand;
use serde_json::json;

use super::{Exit, Failure, Format, Streams, input::Input, overlay::OverlayArgs, write_json, write_table};
use crate::{
    catalog::{self, Catalog, Recipe},
    edit::{self, NeedState, Needs, RecipeNeed},
    editor::{Command, Editor},
    file,
    model::{Design, Id, RecipeChoice, Workload},
    template::{Template, recipe_design},
};

#[derive(Subcommand)]
pub(super) enum RecipeCommand {
    /// List the recipes
    List {
        #[arg(long, value_enum, default_value = "table")]
        format: Format,
    },
    /// Tell what a recipe needs in a Region
    #[command(
        after_help = "Example:\n  vpc-designer recipe show ssm-session-manager --region eu-central-2 --option agent=3.3.40.0"
    )]
    Show {
        #[command(flatten)]
        choice: ChoiceArgs,
        #[arg(long, default_value = Template::REGION)]
        region: String,
        #[arg(long, value_enum, default_value = "table")]
        format: Format,
        #[command(flatten)]
        overlay: OverlayArgs,
    },
    /// Print a design file with the workload and its endpoints in a VPC without internet
    #[command(
        after_help = "Example:\n  vpc-designer recipe design ecs-fargate --region eu-central-1 > network.json"
    )]
    Design {
        #[command(flatten)]
        choice: ChoiceArgs,
        #[arg(long, default_value = Template::REGION)]
        region: String,
        /// Add the endpoints needed under a condition too
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        overlay: OverlayArgs,
    },
    /// Add to a design what one of its workloads needs, and print the design
    #[command(
        after_help = "Examples:\n  vpc-designer recipe add ecs-fargate --workload api network.json > next.json\n  vpc-designer recipe add ecs-fargate --workload api --with secretsmanager --without logs network.json"
    )]
    Add {
        #[command(flatten)]
        choice: ChoiceArgs,
        /// The name of the workload
        #[arg(long)]
        workload: String,
        /// Add this endpoint too, which is needed under a condition; may stand several times
        #[arg(long, value_name = "SERVICE")]
        with: Vec<String>,
        /// Leave this endpoint out; may stand several times
        #[arg(long, value_name = "SERVICE")]
        without: Vec<String>,
        #[command(flatten)]
        overlay: OverlayArgs,
        #[command(flatten)]
        input: Input,
    },
}

/// A recipe with what is chosen in it.
#[derive(clap::Args)]
pub(super) struct ChoiceArgs {
    /// The name of the recipe, as `recipe list` prints it
    #[arg(value_name = "RECIPE")]
    recipe: String,
    /// Choose something other than usual, as `recipe show` lists it; may stand several times
    #[arg(long = "option", value_name = "OPTION=VALUE")]
    options: Vec<String>,
}

impl ChoiceArgs {
    /// A choice that leads to another recipe is followed.
    fn read(&self) -> Result<RecipeChoice, Failure> {
        let mut recipe = known(&self.recipe)?;
        let mut choice = RecipeChoice::new(recipe.id);
        for word in &self.options {
            let (option, value) = word
                .split_once('=')
                .ok_or_else(|| Failure::Usage(format!("--option {word}: it is OPTION=VALUE")))?;
            let options = recipe.options();
            let wrong = |what: &str, word: &str, known: Vec<&str>| {
                Failure::Usage(format!("{} has no {what} “{word}”. It has: {}", recipe.id, known.join(", ")))
            };
            let found = options
                .iter()
                .find(|each| each.id == option)
                .ok_or_else(|| wrong("option", option, options.iter().map(|each| each.id).collect()))?;
            let values = || found.values.iter().map(|each| each.id).collect();
            let chosen = found
                .values
                .iter()
                .find(|each| each.id == value)
                .ok_or_else(|| wrong(&format!("choice for {option}"), value, values()))?;
            match chosen.recipe() {
                Some(other) => {
                    recipe = other;
                    other.id.clone_into(&mut choice.id);
                }
                None => drop(choice.options.insert(option.to_owned(), value.to_owned())),
            }
        }
        Ok(choice)
    }
}

pub(super) fn run(command: &RecipeCommand, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    match command {
        RecipeCommand::List { format: Format::Table } => {
            let head = ["NAME", "GROUP", "TITLE"].map(str::to_owned).to_vec();
            let rows =
                catalog::recipes().iter().map(|r| [r.id, r.group, r.title].map(str::to_owned).to_vec());
            write_table(streams.out, &std::iter::once(head).chain(rows).collect::<Vec<_>>())?;
        }
        RecipeCommand::List { format: Format::Json } => {
            let rows: Vec<_> = catalog::recipes()
                .iter()
                .map(|r| json!({ "name": r.id, "group": r.group, "title": r.title, "pages": pages(r) }))
                .collect();
            write_json(streams.out, &rows)?;
        }
        RecipeCommand::Show { choice, region, format, overlay } => {
            let choice = choice.read()?;
            let catalog = overlay.catalog(streams.err)?;
            let design = build(&choice, region, &catalog, |_| false)?;
            let workload = design.workloads.ids().next().ok_or_else(|| gone(&choice.id))?;
            let needs = needs(&design, &catalog, workload, &choice)?;
            match format {
                Format::Table => streams.out.write_all(sheet(&needs, region).as_bytes())?,
                Format::Json => write_json(streams.out, &value(&needs, region))?,
            }
        }
        RecipeCommand::Design { choice, region, all, overlay } => {
            let choice = choice.read()?;
            let catalog = overlay.catalog(streams.err)?;
            let design = build(&choice, region, &catalog, |need| *all || need.is_usual())?;
            streams.out.write_all(file::save(&design).as_bytes())?;
        }
        RecipeCommand::Add { choice, workload, with, without, overlay, input } => {
            let choice = choice.read()?;
            let catalog = overlay.catalog(streams.err)?;
            let design = input.open(streams)?;
            let id = named(&design, workload)?;
            let needs = needs(&design, &catalog, id, &choice)?;
            for key in with.iter().chain(without) {
                if !needs.endpoints.iter().any(|need| need.key == key) {
                    let keys: Vec<&str> = needs.endpoints.iter().map(|need| need.key).collect();
                    return Err(Failure::Usage(format!(
                        "{} does not speak of {key}. It speaks of: {}",
                        choice.id,
                        keys.join(", ")
                    )));
                }
            }
            for need in needs.endpoints.iter().filter(|need| need.state == NeedState::NotOffered) {
                if need.condition.is_none() || with.iter().any(|key| key == need.key) {
                    writeln!(streams.err, "note: {}: {}", need.key, need.reasons.join(". "))?;
                }
            }
            let has = |list: &[String], need: &RecipeNeed| list.iter().any(|key| key == need.key);
            let fix = needs.fix(|need| (need.is_usual() || has(with, need)) && !has(without, need));
            // The editor finds the places for what is new.
            let mut editor = Editor::new(design);
            editor.set_catalog(catalog);
            if let Some(fix) = fix {
                editor.apply(Command::Fix(fix)).map_err(|error| Failure::Usage(error.to_string()))?;
            }
            streams.out.write_all(file::save(editor.design()).as_bytes())?;
        }
    }
    Ok(Exit::Ok)
}

fn known(name: &str) -> Result<&'static Recipe, Failure> {
    catalog::recipe(name).ok_or_else(|| {
        Failure::Usage(format!("There is no recipe “{name}”; vpc-designer recipe list lists them"))
    })
}

fn gone(name: &str) -> Failure {
    Failure::Usage(format!("recipe {name} has no workload"))
}

fn build(
    choice: &RecipeChoice,
    region: &str,
    catalog: &Catalog,
    wanted: impl Fn(&RecipeNeed) -> bool,
) -> Result<Design, Failure> {
    super::template::known_region(region)?;
    recipe_design(choice, region, catalog, wanted)
        .map_err(|error| Failure::Usage(format!("recipe {} in {region}: {error}", choice.id)))
}

fn named(design: &Design, name: &str) -> Result<Id<Workload>, Failure> {
    let found: Vec<Id<Workload>> =
        design.workloads.iter().filter(|(_, w)| w.name == name).map(|(id, _)| id).collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => {
            let names: Vec<&str> = design.workloads.values().map(|w| w.name.as_str()).collect();
            Err(Failure::Usage(format!("The design has no workload “{name}”. It has: {}", names.join(", "))))
        }
        _ => Err(Failure::Usage(format!(
            "The design has {} workloads “{name}”; rename all but one",
            found.len()
        ))),
    }
}

fn needs(
    design: &Design,
    catalog: &Catalog,
    workload: Id<Workload>,
    choice: &RecipeChoice,
) -> Result<Needs, Failure> {
    edit::needs(design, catalog, workload, choice).map_err(|error| Failure::Usage(error.to_string()))
}

fn pages(recipe: &Recipe) -> Vec<String> {
    recipe.pages.iter().map(catalog::page_url).collect()
}

const fn state(need: &RecipeNeed) -> &'static str {
    match need.state {
        NeedState::Met(_) => "there",
        NeedState::Reusable(_) => "reused",
        NeedState::Missing => "to add",
        NeedState::NotOffered => "not offered",
    }
}

fn sheet(needs: &Needs, region: &str) -> String {
    let mut text = format!("{}\nin {region}\n", needs.recipe.title);
    for (option, value) in &needs.options {
        let values = option.values.iter().map(|each| {
            let mark = if each.id == *value { "*" } else { "" };
            format!("{}{mark} ({})", each.id, each.label)
        });
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "\n{}: --option {}=…\n  {}",
            option.title,
            option.id,
            values.collect::<Vec<_>>().join("\n  ")
        );
    }
    for (title, wanted) in [("Required", true), ("Under a condition", false)] {
        let mut listed = needs.endpoints.iter().filter(|need| need.condition.is_none() == wanted).peekable();
        if listed.peek().is_none() {
            continue;
        }
        let _ = writeln!(text, "\n{title}");
        for need in listed {
            let when = need.condition.map(|condition| format!(": {condition}")).unwrap_or_default();
            let _ = writeln!(
                text,
                "  {} ({}, {}, {}){when}",
                need.key,
                need.kind.api().to_lowercase(),
                need.availability.word(),
                state(need),
            );
        }
    }
    for note in needs.recipe.notes() {
        let _ = writeln!(text, "\n{note}");
    }
    for page in pages(needs.recipe) {
        let _ = writeln!(text, "\n{page}");
    }
    text
}

fn value(needs: &Needs, region: &str) -> serde_json::Value {
    let options: serde_json::Map<String, serde_json::Value> =
        needs.options.iter().map(|(option, value)| (option.id.to_owned(), json!(value))).collect();
    json!({
        "recipe": needs.recipe.id,
        "title": needs.recipe.title,
        "region": region,
        "options": options,
        "endpoints": needs.endpoints.iter().map(|need| json!({
            "service": need.key,
            "type": need.kind.api(),
            "required": need.condition.is_none(),
            "condition": need.condition,
            "evidence": need.availability.word(),
            "state": state(need),
            "reasons": need.reasons,
            "monthly": need.monthly.map(|(price, currency)| json!({
                "amount": price.to_string(), "currency": currency,
            })),
        })).collect::<Vec<_>>(),
        "notes": needs.recipe.notes().collect::<Vec<_>>(),
        "pages": pages(needs.recipe),
    })
}
