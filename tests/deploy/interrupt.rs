//! The CLI scripts, cut off after each of their steps: a run that goes on after it makes the same network, without a second
//! of anything, and a teardown that goes on leaves nothing.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use vpc_designer::{
    catalog::Catalog,
    edit,
    emit::{Options, Target, emit},
    lower::lower,
    model::{Design, ServiceRef, SubnetKind, WorkloadKind},
};

use crate::{Deployment, Outcome, aws::Aws, cli, differences, expected, run, snapshot, write};

/// An `aws` that does one change and then ends the script by force, before the script has the answer.
const CUT: &str = r#"#!/usr/bin/env bash
"$AWS" "$@" >"$0.answer"
status=$?
case "$1 $2" in
  *' describe-'* | *' get-'* | *' list-'* | *' wait') ;;
  *) kill -KILL 0 ;;
esac
cat "$0.answer"
exit "$status"
"#;

/// Every kind of thing that the scripts make, once or twice.
pub(crate) fn design() -> Design {
    let catalog = Catalog::embedded();
    let mut design = Design::new("Cut off", "us-east-1");
    design.tags.insert("stage".to_owned(), "first".to_owned());
    let vpc = edit::add_vpc(&mut design, "us-east-1");
    let zone = edit::add_zone(&mut design, &catalog, vpc, None).expect("there is a zone");
    let public = edit::add_subnet(&mut design, zone, SubnetKind::Public).expect("there is room");
    let private = edit::add_subnet(&mut design, zone, SubnetKind::Private).expect("there is room");
    if design.nat_gateways.is_empty() {
        edit::add_nat_gateway(&mut design, public).expect("the subnet is public");
    }
    let workload = edit::add_workload(&mut design, private, WorkloadKind::Ec2).expect("the subnet is there");
    for key in ["s3", "sqs"] {
        let service = edit::add_service(&mut design, &catalog, ServiceRef::Aws(key.to_owned()), "us-east-1");
        edit::connect(&mut design, &catalog, workload, service.expect("it is known")).expect("it is offered");
    }
    design
}

#[test]
fn cut_off_after_each_step() {
    if let Err(message) = cut_off() {
        panic!("{message}");
    }
}

fn cut_off() -> Outcome {
    let graph = lower(&design(), &Catalog::embedded());
    let artifacts = emit(&graph, Target::Cli, &Options::default());
    let directory = crate::directory("cut-off", Target::Cli);
    write(&directory, &artifacts)?;
    let aws = Aws::start(&directory.with_extension("log"))?;
    let programs = cli::warm(&directory)?;
    let cut = directory.join("bin");
    write_program(&cut)?;
    let deployment = Deployment {
        target: Target::Cli,
        graph: &graph,
        artifacts: &artifacts,
        directory,
        aws: aws.address.clone(),
    };
    let before = deployment.snapshot()?;
    let state = deployment.directory.join("state");

    let script = |words: &[&str]| -> Outcome<bool> {
        let mut command = cli::bash(&deployment, &programs, words)?;
        let path = command.get_envs().find(|(name, _)| *name == "PATH").and_then(|(_, path)| path);
        let paths = std::env::split_paths(path.unwrap_or_default());
        let path = std::env::join_paths([cut.clone()].into_iter().chain(paths));
        command
            .env("PATH", path.map_err(|error| error.to_string())?)
            .env("AWS", programs.program())
            .env("STATE_FILE", &state)
            .env("SKIP_PREFLIGHT", "1");
        run::survives(&mut command)
    };
    let until_done = |words: &[&str]| -> Outcome<usize> {
        for cuts in 0..300 {
            if script(words)? {
                return Ok(cuts);
            }
        }
        Err(format!("{words:?} does not end"))
    };

    let steps = until_done(&["deploy.sh"])?;
    // Each resource is a step at least.
    if steps < graph.nodes.len() - 1 {
        return Err(format!("only {steps} steps for {} resources", graph.nodes.len()));
    }
    let wanted = snapshot::canonical(differences::without(Target::Cli, expected::snapshot(&graph)));
    cli::same("a deployment that was cut off made something else", &wanted, &deployment)?;
    let steps = until_done(&["teardown.sh", "--yes"])?;
    if steps < 10 {
        return Err(format!("only {steps} steps of the teardown"));
    }
    cli::same("a teardown that was cut off left something", &before, &deployment)
}

fn write_program(directory: &Path) -> Outcome {
    let program = directory.join("aws");
    fs::create_dir_all(directory)
        .and_then(|()| fs::write(&program, CUT))
        .and_then(|()| fs::set_permissions(&program, fs::Permissions::from_mode(0o755)))
        .map_err(|error| error.to_string())
}
