//! The AWS CLI script: clean by its linters, run, and run again.

use std::path::Path;

use crate::{Deployment, Outcome, helper::Helper, run, snapshot, tools};

/// Runs the script twice; the second run changes nothing.
pub(crate) fn deploy(deployment: &Deployment) -> Outcome {
    let scripts: Vec<&str> =
        deployment.artifacts.iter().map(|a| a.path.as_str()).filter(|path| path.ends_with(".sh")).collect();
    let script = "deploy.sh";
    if !scripts.contains(&script) {
        return Err(format!("there is no {script} among the files"));
    }
    for script in &scripts {
        run::run(run::tool(&tools::find("bash")?, &deployment.directory).args(["-n", script]))?;
        run::run(run::tool(&tools::find("shellcheck")?, &deployment.directory).arg(script))?;
    }

    let programs = deployment.directory.with_extension("bin");
    let warm = Helper::start("warm_aws.py", &[&programs.to_string_lossy()], &programs.join("log"))?;
    run_script(deployment, &programs, script)?;
    let first = deployment.snapshot()?;
    run_script(deployment, &programs, script).map_err(|message| format!("the second time, {message}"))?;
    drop(warm);
    match snapshot::difference(&first, &deployment.snapshot()?) {
        same if same.is_empty() => Ok(()),
        difference => Err(format!("a second run changed something (- first, + second)\n{difference}")),
    }
}

/// Runs a script with the AWS CLI that starts warm.
fn run_script(deployment: &Deployment, programs: &Path, script: &str) -> Outcome {
    let mut command = run::tool(&tools::find("bash")?, &deployment.directory);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([programs.to_owned()].into_iter().chain(std::env::split_paths(&path)));
    command.env("PATH", path.map_err(|error| error.to_string())?);
    run::run(run::with_aws(&mut command, &deployment.aws).arg(script)).map(drop)
}
