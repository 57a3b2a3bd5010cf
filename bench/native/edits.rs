//! From an edit to the code it makes, and back by undo.

use vpc_designer::{
    check,
    editor::{Command, Editor, Move, PaletteItem, Place},
    emit::{self, Target},
    lower,
    model::{Design, EntityRef, Frame, Point, SubnetKind, WorkloadKind},
};

use crate::{designs, measure, report::Report};

const TOPIC: &str = "edits";
const RUNS: usize = 15;
/// From an edit of a design of 1,000 elements to its code, in milliseconds.
const CODE_LIMIT: f64 = 50.0;
/// Undo of any step: one frame.
const UNDO_LIMIT: f64 = 16.0;

pub(crate) fn run(report: &mut Report) {
    for elements in [1_000, 10_000] {
        let design = designs::estate(elements);
        let editor = Editor::new(design.clone());
        let asked = elements == 1_000;
        for target in Target::ALL {
            let ms = measure::median(
                RUNS,
                || editor.clone(),
                |editor| {
                    editor.apply(rename(&design)).expect("a workload takes a name");
                    let graph = lower::lower(editor.design(), editor.catalog());
                    let diagnostics = check::check(editor.design(), editor.catalog());
                    (emit::emit(&graph, target, &emit::Options::default()), diagnostics)
                },
            );
            let name = format!("{elements} elements: rename, checks, and {} made anew", target.title());
            report.time(TOPIC, name, ms, asked.then_some(CODE_LIMIT));
        }
        for (word, command) in commands(&design) {
            steps(report, &editor, elements, word, &command, asked.then_some(UNDO_LIMIT));
        }
    }
}

/// Times one command, and its undo.
fn steps(
    report: &mut Report,
    editor: &Editor,
    elements: usize,
    word: &str,
    command: &Command,
    limit: Option<f64>,
) {
    // As in the app, where wires are drawn before anything is edited.
    editor.wires();
    let edit = measure::median(
        RUNS,
        || editor.clone(),
        |editor| {
            editor.apply(command.clone()).expect("the command suits the design");
            editor.wires().len()
        },
    );
    let undo = measure::median(
        RUNS,
        || {
            let mut editor = editor.clone();
            editor.apply(command.clone()).expect("the command suits the design");
            editor
        },
        |editor| {
            editor.undo();
            editor.wires().len()
        },
    );
    report.time(TOPIC, format!("{elements} elements: {word}"), edit, None);
    report.time(TOPIC, format!("{elements} elements: undo of “{word}”"), undo, limit);
}

fn rename(design: &Design) -> Command {
    let workload = design.workloads.ids().last().expect("the design has workloads");
    Command::Rename { entity: workload.into(), name: "renamed".to_owned() }
}

/// A command of each kind, on what is in the design.
fn commands(design: &Design) -> Vec<(&'static str, Command)> {
    let vpc = design.vpcs.ids().next().expect("the design has VPCs");
    let frame = design.vpcs.get(vpc).expect("it is there").frame;
    let workload = design.workloads.ids().last().expect("the design has workloads");
    let subnet = design.workloads.get(workload).expect("it is there").subnet;
    let other = design.subnets.ids().next_back().filter(|last| *last != subnet);
    let to = other.or_else(|| design.subnets.ids().next()).expect("the design has subnets");
    let (connection, connected) = design.connections.iter().next().expect("the design has connections");
    // The last of its VPC has no connection yet.
    let caller = design.vpc_of_workload(connected.workload).and_then(|vpc| design.workloads_of(vpc).last());
    let (caller, _) = caller.expect("the VPC of a connection has workloads");
    let place = Place { into: Some(subnet.into()), at: None };
    let endpoint = design.endpoints.ids().next().expect("the design has endpoints");
    let wide = Frame::new(frame.x, frame.y, frame.w + 400, frame.h + 400);
    vec![
        ("rename a workload", rename(design)),
        ("add a workload", Command::Add { item: PaletteItem::Workload(WorkloadKind::Ec2), place }),
        ("add a VPC", Command::Add { item: PaletteItem::Vpc, place: Place::default() }),
        (
            "add a subnet",
            Command::Add {
                item: PaletteItem::Subnet(SubnetKind::Private),
                place: Place { into: design.zones.ids().next().map(EntityRef::from), at: None },
            },
        ),
        (
            "move a workload to another subnet",
            Command::Move(vec![Move {
                entity: workload.into(),
                to: Point::default(),
                into: Some(to.into()),
            }]),
        ),
        (
            "move a VPC",
            Command::Move(vec![Move {
                entity: vpc.into(),
                to: Point::new(frame.x - 400, frame.y),
                into: None,
            }]),
        ),
        ("resize a VPC", Command::Resize { entity: vpc.into(), frame: wide }),
        ("connect a workload", Command::Connect { workload: caller, service: connected.service }),
        ("disconnect", Command::Disconnect(connection)),
        ("remove an endpoint", Command::Remove(vec![endpoint.into()])),
        ("remove a VPC", Command::Remove(vec![vpc.into()])),
        ("duplicate a VPC", Command::Duplicate(vec![vpc.into()])),
        ("tidy up", Command::Tidy),
    ]
}
