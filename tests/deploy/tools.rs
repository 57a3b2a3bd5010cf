//! Where the tools are. `.ci/setup test` puts them in place.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::Outcome;

/// A program on PATH, or where `.ci/setup` puts it.
///
/// # Errors
/// Where it is missing: how to get it.
pub(crate) fn find(name: &str) -> Outcome<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = env::var_os("PATH").unwrap_or_default();
    // checkov's folder has a Python of its own, which is for checkov alone: last.
    [root.join(".venv/bin"), root.join(".tools/bin")]
        .into_iter()
        .chain(env::split_paths(&path))
        .chain([root.join(".tools/checkov/bin")])
        .map(|directory| directory.join(name))
        .find(|file| file.is_file())
        .ok_or_else(|| format!("{name} is missing; `make setup` puts the tools of the tests in place"))
}

/// Terraform: the binary that `TERRAFORM` names, or the one on PATH.
///
/// # Errors
/// Where it is missing: how to get it.
pub(crate) fn terraform() -> Outcome<PathBuf> {
    env::var_os("TERRAFORM").map(PathBuf::from).map_or_else(|| find("terraform"), Ok).map_err(|_| {
        "Terraform is missing. It is in no package registry: take it from \
         https://developer.hashicorp.com/terraform/install and put it on PATH, or name the binary in TERRAFORM"
            .to_owned()
    })
}

/// A file of this folder.
pub(crate) fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/deploy").join(name)
}

/// Terraform's CLI configuration: the user's own where there is one, else one that takes the AWS provider from a local
/// mirror, else (no mirror) one that lets Terraform ask its registry.
pub(crate) fn terraform_config() -> String {
    if let Some(own) = env::var_os("TF_CLI_CONFIG_FILE").and_then(|file| fs::read_to_string(file).ok()) {
        return own;
    }
    let mut config = "disable_checkpoint = true\n".to_owned();
    if let Some(mirror) = provider_mirror() {
        config += &format!(
            "provider_installation {{\n  filesystem_mirror {{\n    path    = {:?}\n    include = \
             [\"registry.terraform.io/*/*\"]\n  }}\n}}\n",
            mirror.display().to_string()
        );
    }
    config
}

/// A directory that holds `registry.terraform.io/hashicorp/aws`, in the places where systems keep such mirrors.
fn provider_mirror() -> Option<PathBuf> {
    let home = env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let named =
        ["TF_PLUGIN_DIR", "TF_PLUGIN_CACHE_DIR"].into_iter().filter_map(env::var_os).map(PathBuf::from);
    let usual = [
        home.join(".terraform.d/plugins"),
        home.join(".terraform.d/plugin-cache"),
        home.join(".local/share/terraform/plugins"),
        "/usr/local/share/terraform/plugins".into(),
        "/usr/share/terraform/plugins".into(),
    ];
    let searched = ["/opt", "/usr/local/share", "/usr/local/lib", "/usr/share", "/var/lib", "/srv"];
    named.chain(usual).find(|directory| is_mirror(directory)).or_else(|| {
        let searched = searched.map(PathBuf::from);
        searched.iter().find_map(|directory| mirror_below(directory, 3))
    })
}

fn is_mirror(directory: &Path) -> bool {
    directory.join("registry.terraform.io/hashicorp/aws").is_dir()
}

fn mirror_below(directory: &Path, depth: u32) -> Option<PathBuf> {
    if is_mirror(directory) {
        return Some(directory.to_owned());
    }
    let depth = depth.checked_sub(1)?;
    let mut below: Vec<PathBuf> = fs::read_dir(directory)
        .ok()?
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|entry| entry.path())
        .collect();
    below.sort();
    below.iter().find_map(|directory| mirror_below(directory, depth))
}
