//! The AWS CLI scripts: clean by their linters, and each of the three does what it says.

use std::path::Path;

use crate::{Deployment, Outcome, helper::Helper, run, snapshot, tools};

/// Leaves what `deploy.sh` made.
///
/// On the way `commands.sh` makes the same, `deploy.sh` finds nothing to do after it, and `teardown.sh` leaves nothing.
pub(crate) fn deploy(deployment: &Deployment) -> Outcome {
    for artifact in deployment.artifacts {
        run::run(run::tool(&tools::find("bash")?, &deployment.directory).args(["-n", &artifact.path]))?;
        run::run(run::tool(&tools::find("shellcheck")?, &deployment.directory).arg(&artifact.path))?;
    }
    let programs = deployment.directory.with_extension("bin");
    let _warm = Helper::start("warm_aws.py", &[&programs.to_string_lossy()], &programs.join("log"))?;
    let script = |words: &[&str]| run_script(deployment, &programs, words);

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

fn same(otherwise: &str, expected: &serde_json::Value, deployment: &Deployment) -> Outcome {
    match snapshot::difference(expected, &deployment.snapshot()?) {
        none if none.is_empty() => Ok(()),
        difference => Err(format!("{otherwise} (- wanted, + found)\n{difference}")),
    }
}

/// Runs a script with the AWS CLI that starts warm.
fn run_script(deployment: &Deployment, programs: &Path, words: &[&str]) -> Outcome {
    let mut command = run::tool(&tools::find("bash")?, &deployment.directory);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([programs.to_owned()].into_iter().chain(std::env::split_paths(&path)));
    command.env("PATH", path.map_err(|error| error.to_string())?);
    run::run(run::with_aws(&mut command, &deployment.aws).args(words)).map(drop)
}
