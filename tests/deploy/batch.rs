//! Many designs in one AWS for each target: every recipe, and random designs. One run of Terraform makes all of them as
//! modules, and the CLI starts once; otherwise as [`deploy`](crate::deploy).

use std::{fmt::Write as _, fs, path::Path};

use serde_json::{Map, Value, json};
use vpc_designer::{
    catalog::{Catalog, Recipe, recipes},
    edit::{HubNames, Shape, Terms, add_hosted_zone, convert, set_profile_hosted_zones},
    emit::{Layout, Options, Target, emit},
    graph::ResourceGraph,
    lower::lower,
    model::{Design, RecipeChoice},
    template::{recipe_design, template},
};

use crate::{
    Deployment, Outcome,
    aws::Aws,
    cli::{self, Warm},
    cloudformation, compare, random, snapshot, terraform, write,
};

/// A design under a name of its own: a folder, a module.
pub(crate) struct Case {
    name: String,
    pub(crate) graph: ResourceGraph,
}

impl Case {
    pub(crate) fn new(name: String, graph: ResourceGraph) -> Self {
        Self { name, graph }
    }
}

#[test]
fn every_recipe() {
    let cases = recipes().iter().map(|recipe| (recipe.id.replace('.', "-"), of_recipe(recipe, "us-east-1")));
    deploy_all("recipes", cases.collect());
}

/// The design of a recipe, with what it needs in some cases too. Its VPC is called after it, so that the snapshots tell
/// the designs apart.
pub(crate) fn of_recipe(recipe: &Recipe, region: &str) -> Design {
    let choice = RecipeChoice::new(recipe.id);
    let mut design =
        recipe_design(&choice, region, &Catalog::embedded(), |_| true).expect("the Region is known");
    for id in design.vpcs.ids().collect::<Vec<_>>() {
        if let Some(vpc) = design.vpcs.get_mut(id) {
            recipe.id.clone_into(&mut vpc.name);
        }
    }
    design
}

/// A template in every shape that it can be converted to.
#[test]
fn every_shape() {
    let template = template("serverless-data").expect("it is built in");
    let design = template.build("us-east-1").expect("the Region is known");
    let cases = Shape::ALL.into_iter().map(|shape| {
        let mut next =
            convert(&design, &Catalog::embedded(), shape, Terms::new(false)).expect("there is room");
        // The snapshots tell VPCs apart by their names; stacks and state files are called after the design.
        shape.word().clone_into(&mut next.name);
        next.vpcs.update_each(|_, vpc| {
            vpc.name = format!("{}-{}", shape.word(), vpc.name);
            true
        });
        (shape.word().to_owned(), next)
    });
    deploy_all("shapes", cases.chain([by_profile(&design)]).collect());
}

/// A hub whose names are in a Route 53 Profile: its endpoints, and a hosted zone.
fn by_profile(design: &Design) -> (String, Design) {
    let terms = Terms { keep_nat: false, hub_names: HubNames::Profile };
    let mut next = convert(design, &Catalog::embedded(), Shape::HubPeering, terms).expect("there is room");
    "hub-profile".clone_into(&mut next.name);
    next.vpcs.update_each(|_, vpc| {
        vpc.name = format!("hub-profile-{}", vpc.name);
        true
    });
    let hub = next.vpcs.ids().last().expect("the hub");
    let zone = add_hosted_zone(&mut next, "corp.example.com", &[hub]).expect("a domain");
    let profile = next.profiles.ids().next().expect("the Profile");
    set_profile_hosted_zones(&mut next, profile, &[zone]).expect("both are there");
    if let Some(profile) = next.profiles.get_mut(profile) {
        profile.tags = [("Team".to_owned(), "network".to_owned())].into();
    }
    ("hub-profile".to_owned(), next)
}

/// `DEPLOY_DESIGNS=100` deploys more of them.
#[test]
fn random_designs() {
    let cases = random::designs().into_iter().enumerate();
    deploy_all("random", cases.map(|(number, design)| (format!("design-{number}"), design)).collect());
}

fn deploy_all(name: &str, designs: Vec<(String, Design)>) {
    let cases: Vec<Case> = designs
        .into_iter()
        .map(|(name, design)| {
            let graph = lower(&design, &Catalog::embedded());
            graph.verify().expect("the graph keeps its invariants");
            Case { name, graph }
        })
        .collect();
    let mut expected = json!({});
    for case in &cases {
        merge(&mut expected, crate::expected::snapshot(&case.graph));
    }
    compare(name, &expected, |target| deploy_target(name, &cases, target));
}

/// Adds the rows of one snapshot to another.
fn merge(into: &mut Value, snapshot: Value) {
    let Value::Object(regions) = snapshot else { return };
    for (region, kinds) in regions {
        let Value::Object(kinds) = kinds else { continue };
        for (kind, rows) in kinds {
            let all = into
                .as_object_mut()
                .map(|regions| regions.entry(region.clone()).or_insert_with(|| json!({})))
                .and_then(Value::as_object_mut)
                .map(|kinds| kinds.entry(kind).or_insert_with(|| json!([])));
            if let (Some(Value::Array(all)), Value::Array(rows)) = (all, rows) {
                all.extend(rows);
            }
        }
    }
}

fn deploy_target(name: &str, cases: &[Case], target: Target) -> Outcome<Value> {
    let directory = crate::directory(name, target);
    crate::empty(&directory)?;
    let aws = Aws::start(&directory.with_extension("log"))?;
    match target {
        Target::Terraform => {
            let root = write_modules(&directory, cases)?;
            terraform::apply(&root, &aws.address)?;
        }
        Target::Cli | Target::CloudFormation => {
            let programs = cli::warm(&directory)?;
            let each = |case: &Case| deploy_case(case, target, &directory, &aws, &programs);
            // The calls of a script wait for one another: two scripts at a time.
            let (one, other) = cases.split_at(cases.len() / 2);
            std::thread::scope(|scope| {
                let beside = scope.spawn(|| one.iter().try_for_each(each));
                let here = other.iter().try_for_each(each);
                beside.join().unwrap_or_else(|_| Err("it panicked".to_owned())).and(here)
            })?;
        }
    }
    let mut regions: Vec<&str> = cases.iter().flat_map(|case| case.graph.regions()).collect();
    regions.sort_unstable();
    regions.dedup();
    let found = snapshot::take(&aws.address, &regions)?;
    Ok(snapshot::canonical(crate::differences::without(target, found)))
}

fn deploy_case(case: &Case, target: Target, directory: &Path, aws: &Aws, programs: &Warm) -> Outcome {
    let directory = directory.join(&case.name);
    let artifacts = emit(&case.graph, target, &Options::default());
    write(&directory, &artifacts)?;
    let (graph, artifacts) = (&case.graph, artifacts.as_slice());
    let deployment = Deployment { target, graph, artifacts, directory, aws: aws.address.clone() };
    let made = match target {
        Target::Cli => cli::run_once(&deployment, programs),
        Target::CloudFormation => cloudformation::run_once(&deployment, programs),
        Target::Terraform => terraform::deploy(&deployment),
    };
    made.map_err(|message| format!("{}: {message}", case.name))
}

/// A root folder that calls the module of each design, with providers for all Regions.
pub(crate) fn write_modules(root: &Path, cases: &[Case]) -> Outcome<std::path::PathBuf> {
    let options = Options { layout: Layout::Module, ..Options::default() };
    let mut main = "terraform {\n  required_providers {\n    aws = { source = \"hashicorp/aws\" }\n  }\n}\n\
                    variable \"tags\" {\n  type = map(map(string))\n}\n"
        .to_owned();
    let mut tags = Map::new();
    let mut regions: Vec<String> = Vec::new();
    for case in cases {
        let mut module = String::new();
        for artifact in emit(&case.graph, Target::Terraform, &options) {
            if let Some(path) = artifact.path.strip_prefix("modules/network/") {
                let file = root.join(&case.name).join(path);
                fs::create_dir_all(root.join(&case.name)).map_err(|error| error.to_string())?;
                fs::write(file, artifact.text()).map_err(|error| error.to_string())?;
            } else if artifact.path == "main.tf" {
                artifact.text().clone_into(&mut module);
            }
        }
        let home = alias(&case.graph.region);
        module = module
            .replace("module \"network\"", &format!("module \"{}\"", case.name))
            .replace("./modules/network", &format!("./{}", case.name));
        // The call as it is printed; only its default provider is one of several here.
        if module.contains("providers =") {
            module = module.replace("= aws\n", &format!("= aws.{home}\n"));
        } else {
            module = module.replace("}\n", &format!("  providers = {{ aws = aws.{home} }}\n}}\n"));
        }
        module.truncate(module.trim_end().len() - 1);
        write!(main, "{module}  tags = var.tags[\"{}\"]\n}}\n", case.name)
            .map_err(|error| error.to_string())?;
        tags.insert(case.name.clone(), json!(case.graph.default_tags));
        regions
            .extend(case.graph.regions().into_iter().chain([case.graph.region.as_str()]).map(str::to_owned));
    }
    regions.sort_unstable();
    regions.dedup();
    for region in regions {
        write!(main, "provider \"aws\" {{\n  alias  = \"{}\"\n  region = \"{region}\"\n}}\n", alias(&region))
            .map_err(|error| error.to_string())?;
    }
    fs::write(root.join("main.tf"), main).map_err(|error| error.to_string())?;
    let tags = json!({ "tags": tags }).to_string();
    fs::write(root.join("terraform.tfvars.json"), tags).map_err(|error| error.to_string())?;
    Ok(root.to_owned())
}

/// What the exporter calls the provider of a Region.
fn alias(region: &str) -> String {
    region.replace('-', "_")
}
