//! CloudFormation: linted, and made a stack of in each Region, by the command that the template's head tells.

use std::fs;

use crate::{
    Deployment, Outcome,
    cli::{self, Warm},
    run, tools,
};

pub(crate) fn deploy(deployment: &Deployment) -> Outcome {
    let graph = deployment.graph;
    let spans = graph.regions().len() > 1 && graph.nodes.iter().any(|node| node.resource.spans_regions());
    // Regions that need each other's ids are deployed twice, as the heads of the templates say.
    for _ in 0..if spans { 2 } else { 1 } {
        once(deployment)?;
    }
    Ok(())
}

fn once(deployment: &Deployment) -> Outcome {
    for (region, template) in templates(deployment)? {
        // Informational findings too.
        let mut lint = run::tool(&tools::find("cfn-lint")?, &deployment.directory);
        run::run(lint.args(["--include-checks", "I", "--regions", region, "--template", template]))?;
        let command = told_command(deployment, template)?;
        // The command may look things up with further calls, `$(aws …)`; so it runs in a shell, as users run it.
        let mut shell = run::tool(&tools::find("bash")?, &deployment.directory);
        run::run(run::with_aws(&mut shell, &deployment.aws).args(["-euo", "pipefail", "-c", &command]))?;
    }
    Ok(())
}

/// Makes the stacks, with an AWS CLI that starts warm.
pub(crate) fn run_once(deployment: &Deployment, programs: &Warm) -> Outcome {
    for (_, template) in templates(deployment)? {
        let command = told_command(deployment, template)?;
        run::run(&mut cli::bash(deployment, programs, &["-euo", "pipefail", "-c", &command])?)?;
    }
    Ok(())
}

/// `aws cloudformation deploy …` in the comment on top of the template.
fn told_command(deployment: &Deployment, template: &str) -> Outcome<String> {
    let path = deployment.directory.join(template);
    let text =
        fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    text.lines()
        .filter_map(|line| line.strip_prefix('#'))
        .map(str::trim)
        .find(|line| line.starts_with("aws cloudformation deploy "))
        .map(with_bucket)
        .ok_or_else(|| format!("the head of {template} tells no command to deploy it"))
}

/// The command with a bucket of the reader's own in the place that it leaves for one, as a large template needs.
fn with_bucket(command: &str) -> String {
    if command.contains("--s3-bucket BUCKET") {
        let command = command.replace("--s3-bucket BUCKET", "--s3-bucket templates-of-my-own");
        format!("aws s3 mb s3://templates-of-my-own --region us-east-1 || true; {command}")
    } else {
        command.to_owned()
    }
}

/// The Regions with their templates.
fn templates<'a>(deployment: &'a Deployment) -> Outcome<Vec<(&'a str, &'a str)>> {
    let regions = deployment.graph.regions();
    let templates: Vec<&str> =
        deployment.artifacts.iter().map(|a| a.path.as_str()).filter(|path| path.ends_with(".yaml")).collect();
    if let ([region], [template]) = (regions.as_slice(), templates.as_slice()) {
        return Ok(vec![(region, template)]);
    }
    regions
        .into_iter()
        .map(|region| {
            let template = templates.iter().find(|path| path.contains(region));
            template.map(|path| (region, *path)).ok_or_else(|| format!("there is no template for {region}"))
        })
        .collect()
}
