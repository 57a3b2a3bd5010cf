//! A Python process beside the test: says one line when it is ready, is gone when dropped.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Stdio},
};

use crate::{Outcome, run, tools};

pub(crate) struct Helper {
    process: Child,
    /// What it said when it was ready.
    pub(crate) said: String,
}

impl Helper {
    /// Starts a script of this folder and waits until it is ready. Its complaints go into the log.
    pub(crate) fn start(script: &str, arguments: &[&str], log: &Path) -> Outcome<Self> {
        let fail = |error: std::io::Error| format!("cannot start {script}: {error}");
        let directory = log.parent().unwrap_or(log);
        fs::create_dir_all(directory).map_err(fail)?;
        let mut process = run::bare(&tools::find("python3")?, directory)
            .arg(tools::script(script))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(File::create(log).map_err(fail)?)
            .spawn()
            .map_err(fail)?;
        let mut said = String::new();
        if let Some(stdout) = process.stdout.take() {
            BufReader::new(stdout).read_line(&mut said).map_err(fail)?;
        }
        let helper = Self { process, said: said.trim().to_owned() };
        if helper.said.is_empty() {
            let log = fs::read_to_string(log).unwrap_or_default();
            return Err(format!("{script} did not start; `make setup` installs what it needs\n{log}"));
        }
        Ok(helper)
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
