//! The README: its commands work as they are written, and its figures are those that were measured.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

/// The section below a heading.
fn section(heading: &str) -> String {
    let text = readme();
    let (_, rest) = text.split_once(&format!("\n## {heading}\n")).expect("the section is there");
    rest.split("\n## ").next().unwrap().to_owned()
}

/// An empty folder that goes away with its owner.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let folder = root().join("tests/.work").join(format!("readme-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_commands_work_as_they_are_written() {
    let text = section("On the command line");
    let block = text.split("```sh\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let folder = Folder::new();
    let program = Path::new(env!("CARGO_BIN_EXE_vpc-designer"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(
        std::iter::once(program.parent().unwrap().to_owned()).chain(std::env::split_paths(&path)),
    )
    .unwrap();
    // What AWS would answer.
    let answer = root().join("tests/core/hostile/overlay/describe.json");
    let mut ran = 0;
    for line in block.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(file) = line.strip_prefix("aws ").and_then(|line| line.split("> ").nth(1)) {
            fs::copy(&answer, folder.0.join(file.split_whitespace().next().unwrap())).unwrap();
        }
        if !line.starts_with("vpc-designer ") {
            continue;
        }
        let done = Command::new("sh")
            .args(["-ec", line])
            .current_dir(&folder.0)
            .env("PATH", &path)
            .output()
            .unwrap();
        assert!(done.status.success(), "{line}\n{}", String::from_utf8_lossy(&done.stderr));
        ran += 1;
    }
    assert!(ran >= 12, "{ran} commands");
}

#[test]
fn every_file_that_it_names_is_there() {
    let text = readme();
    for link in text.split("](").skip(1) {
        let target = link.split([')', '#']).next().unwrap_or_default();
        if target.is_empty() || target.starts_with("http") {
            continue;
        }
        // Written by `make bench` on the machine that measures.
        if target == "bench/RESULTS.md" {
            continue;
        }
        assert!(root().join(target).exists(), "{target} is not there");
    }
}
