//! Terraform: formatted, valid, applied, and settled after that.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{Deployment, Outcome, aws::Address, run, tools};

pub(crate) fn deploy(deployment: &Deployment) -> Outcome {
    let (directory, aws) = (&deployment.directory, &deployment.aws);
    format(directory)?;
    init(directory)?;
    validate(directory)?;
    apply_only(directory, aws)?;
    // A second run finds nothing to change.
    let again = ["plan", "-detailed-exitcode", "-input=false", "-no-color"];
    run::run(run::with_aws(&mut terraform(directory)?, aws).args(again)).map(drop)
}

/// Applies a folder.
pub(crate) fn apply(directory: &Path, aws: &Address) -> Outcome {
    init(directory)?;
    apply_only(directory, aws)
}

fn apply_only(directory: &Path, aws: &Address) -> Outcome {
    let apply = ["apply", "-auto-approve", "-input=false", "-no-color", "-parallelism=30"];
    run::run(run::with_aws(&mut terraform(directory)?, aws).args(apply)).map(drop)
}

/// Finds nothing to change in the form of the files.
pub(crate) fn format(directory: &Path) -> Outcome {
    run::run(terraform(directory)?.args(["fmt", "-check", "-diff", "-recursive"])).map(drop)
}

pub(crate) fn init(directory: &Path) -> Outcome {
    fs::write(config(directory), tools::terraform_config()).map_err(|error| error.to_string())?;
    run::run(terraform(directory)?.args(["init", "-input=false", "-no-color"])).map(drop)
}

pub(crate) fn validate(directory: &Path) -> Outcome {
    run::run(terraform(directory)?.args(["validate", "-no-color"])).map(drop)
}

/// Terraform on the emitted files as they are: credentials and endpoint come by environment.
pub(crate) fn terraform(directory: &Path) -> Outcome<Command> {
    let mut command = run::tool(&tools::terraform()?, directory);
    command
        .env("TF_CLI_CONFIG_FILE", config(directory))
        .env("TF_IN_AUTOMATION", "1")
        .env("CHECKPOINT_DISABLE", "1");
    Ok(command)
}

/// Beside the files, not among them.
fn config(directory: &Path) -> PathBuf {
    directory.with_extension("rc")
}
