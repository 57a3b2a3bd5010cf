//! Running a tool: its output is told where it fails, and it ends in bounded time.

use std::{path::Path, process::Command};

use crate::{Outcome, aws::Address};

/// Seconds after which a tool counts as stuck.
const LIMIT: &str = "600";

/// A tool that is stopped when it takes too long.
pub(crate) fn tool(program: &Path, directory: &Path) -> Command {
    let mut command = bare(Path::new("timeout"), directory);
    command.args(["--kill-after=10", LIMIT]).arg(program);
    command
}

/// A program with a bare environment: nothing of the user's own AWS or Terraform set-up gets in, and nothing gets out.
pub(crate) fn bare(program: &Path, directory: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(directory).env_clear();
    for kept in ["PATH", "LANG", "LC_ALL", "TMPDIR"] {
        if let Some(value) = std::env::var_os(kept) {
            command.env(kept, value);
        }
    }
    command
        .env("HOME", directory)
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("PYTHONDONTWRITEBYTECODE", "1");
    command
}

/// Sends the tool's AWS calls to the test's own AWS. No Region: the exports name theirs.
pub(crate) fn with_aws<'a>(command: &'a mut Command, aws: &Address) -> &'a mut Command {
    command
        .env("AWS_ENDPOINT_URL", &aws.0)
        .env("AWS_ACCESS_KEY_ID", "test")
        .env("AWS_SECRET_ACCESS_KEY", "test")
        .env("AWS_PAGER", "")
}

/// Runs to the end; what it wrote on standard output.
///
/// # Errors
/// Where it does not exit with 0: its command line and everything it wrote.
pub(crate) fn run(command: &mut Command) -> Outcome<String> {
    let line = command.get_args().skip(2).map(|a| a.to_string_lossy()).collect::<Vec<_>>().join(" ");
    let output = command
        .stdin(std::process::Stdio::null())
        .output()
        .map_err(|error| format!("cannot start `{line}`: {error}"))?;
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        Ok(stdout)
    } else {
        let stderr = String::from_utf8_lossy(&output.stderr);
        Err(format!("`{line}` failed with {}\n{stdout}\n{stderr}", output.status))
    }
}

/// Runs until it ends with 0, which is true, or is ended by force, which is false.
///
/// # Errors
/// Where it ends otherwise: everything it wrote.
pub(crate) fn survives(command: &mut Command) -> Outcome<bool> {
    use std::os::unix::process::ExitStatusExt as _;
    let output = command.stdin(std::process::Stdio::null()).output().map_err(|error| error.to_string())?;
    // `timeout` passes the end of what it runs on as a status.
    match (output.status.code(), output.status.signal()) {
        (Some(0), _) => Ok(true),
        (None, Some(9)) | (Some(137), _) => Ok(false),
        _ => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

/// Runs to the end; what it wrote on standard error.
///
/// # Errors
/// As for [`run`].
pub(crate) fn told(command: &mut Command) -> Outcome<String> {
    let output = command.stdin(std::process::Stdio::null()).output().map_err(|error| error.to_string())?;
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() { Ok(told) } else { Err(told) }
}
