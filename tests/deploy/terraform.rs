//! Terraform: formatted, valid, applied, and settled after that.

use std::{fs, path::PathBuf, process::Command};

use crate::{Deployment, Outcome, run, tools};

pub(crate) fn deploy(deployment: &Deployment) -> Outcome {
    fs::write(config(deployment), tools::terraform_config()).map_err(|error| error.to_string())?;
    run::run(terraform(deployment)?.args(["fmt", "-check", "-diff", "-recursive"]))?;
    run::run(terraform(deployment)?.args(["init", "-input=false", "-no-color"]))?;
    run::run(terraform(deployment)?.args(["validate", "-no-color"]))?;
    run::run(terraform(deployment)?.args([
        "apply",
        "-auto-approve",
        "-input=false",
        "-no-color",
        "-parallelism=30",
    ]))?;
    // A second run finds nothing to change.
    run::run(terraform(deployment)?.args(["plan", "-detailed-exitcode", "-input=false", "-no-color"]))
        .map(drop)
}

/// Terraform on the emitted files as they are: credentials and endpoint come by environment.
fn terraform(deployment: &Deployment) -> Outcome<Command> {
    let mut command = run::tool(&tools::terraform()?, &deployment.directory);
    run::with_aws(&mut command, &deployment.aws)
        .env("TF_CLI_CONFIG_FILE", config(deployment))
        .env("TF_IN_AUTOMATION", "1")
        .env("CHECKPOINT_DISABLE", "1");
    Ok(command)
}

/// Beside the files, not among them.
fn config(deployment: &Deployment) -> PathBuf {
    deployment.directory.with_extension("rc")
}
