//! The AWS CLI scripts: clean by their linters, and each of the three does what it says.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::{Deployment, Outcome, helper::Helper, run, snapshot, tools};

/// Leaves what `deploy.sh` made.
///
/// On the way `commands.sh` makes the same, `deploy.sh` finds nothing to do after it, and `teardown.sh` leaves nothing.
pub(crate) fn deploy(deployment: &Deployment) -> Outcome {
    for artifact in deployment.artifacts {
        run::run(run::tool(&tools::find("bash")?, &deployment.directory).args(["-n", &artifact.path]))?;
        run::run(run::tool(&tools::find("shellcheck")?, &deployment.directory).arg(&artifact.path))?;
    }
    let programs = warm(&deployment.directory)?;
    let script = |words: &[&str]| run::run(&mut bash(deployment, &programs, words)?).map(drop);

    let before = deployment.snapshot()?;
    script(&["-e", "commands.sh"])?;
    let by_commands = deployment.snapshot()?;
    script(&["deploy.sh"])?;
    same("deploy.sh changed what commands.sh had made", &by_commands, deployment)?;
    script(&["teardown.sh", "--yes"])?;
    same("teardown.sh left something", &before, deployment)?;
    script(&["deploy.sh"])?;
    same("deploy.sh makes something else than commands.sh", &by_commands, deployment)
}

/// Runs `deploy.sh`, without asking for services that moto does not know.
pub(crate) fn run_once(deployment: &Deployment, programs: &Warm) -> Outcome {
    let mut command = bash(deployment, programs, &["deploy.sh"])?;
    run::run(command.env("SKIP_PREFLIGHT", "1")).map(drop)
}

/// The AWS CLI that starts warm; it is gone when dropped.
pub(crate) struct Warm {
    _helper: Helper,
    /// Holds the program `aws`.
    directory: PathBuf,
}

impl Warm {
    pub(crate) fn program(&self) -> PathBuf {
        self.directory.join("aws")
    }
}

/// Starts it, in a directory beside this one.
pub(crate) fn warm(directory: &Path) -> Outcome<Warm> {
    let programs = directory.with_extension("bin");
    let helper = Helper::start("warm_aws.py", &[&programs.to_string_lossy()], &programs.join("log"))?;
    Ok(Warm { _helper: helper, directory: programs })
}

/// A shell in which `aws` is the one that starts warm.
pub(crate) fn bash(deployment: &Deployment, programs: &Warm, words: &[&str]) -> Outcome<Command> {
    let mut command = run::tool(&tools::find("bash")?, &deployment.directory);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path =
        std::env::join_paths([programs.directory.clone()].into_iter().chain(std::env::split_paths(&path)));
    command.env("PATH", path.map_err(|error| error.to_string())?);
    run::with_aws(&mut command, &deployment.aws).args(words);
    Ok(command)
}

pub(crate) fn same(otherwise: &str, expected: &serde_json::Value, deployment: &Deployment) -> Outcome {
    match snapshot::difference(expected, &deployment.snapshot()?) {
        none if none.is_empty() => Ok(()),
        difference => Err(format!("{otherwise} (- wanted, + found)\n{difference}")),
    }
}
