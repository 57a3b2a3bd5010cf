//! The path verifier: every workload and every service, as often as the design changes.

use vpc_designer::{catalog::Catalog, check, lower::lower, model::Design, reach::Verifier};

use crate::{designs, measure, report::Report};

const TOPIC: &str = "reach";
const RUNS: usize = 15;
/// All checks, the resource graph and all paths of a design of 1,000 elements, in milliseconds.
const LIMIT: f64 = 20.0;

pub(crate) fn run(report: &mut Report) {
    let catalog = Catalog::embedded();
    for elements in [1_000, 10_000] {
        let design = designs::estate(elements);
        let graph = lower(&design, &catalog);
        let asked = elements == 1_000;
        let pairs = design.workloads.len() * design.services.len();
        let mut time = |what: &str, limit, act: &mut dyn FnMut()| {
            let ms = measure::median(RUNS, || (), |()| act());
            report.time(TOPIC, format!("{elements} elements: {what}"), ms, limit);
        };
        time("checks", None, &mut || drop(check::check(&design, &catalog)));
        time(&format!("{pairs} pairs of workload and service"), None, &mut || {
            drop(Verifier::new(&design, &graph, &catalog).survey());
        });
        // What is done after an edit, from the design alone: the graph is lowered anew.
        time("full check and verification", asked.then_some(LIMIT), &mut || {
            drop(check::findings(&design, &catalog));
            let graph = lower(&design, &catalog);
            drop(Verifier::new(&design, &graph, &catalog).survey());
        });
        let verifier = Verifier::new(&design, &graph, &catalog);
        let (_, connection) = design.connections.iter().next_back().expect("the design has connections");
        let (workload, service) = (connection.workload, connection.service);
        time("one path with all its names", None, &mut || drop(verifier.reach(workload, service)));
        remedy(report, elements, &design, &catalog);
    }
}

/// The fix of a connection whose endpoint's group was emptied.
fn remedy(report: &mut Report, elements: usize, design: &Design, catalog: &Catalog) {
    let mut design = design.clone();
    let groups: Vec<_> = design.security_groups.ids().collect();
    for group in groups {
        if let Some(group) = design.security_groups.get_mut(group) {
            group.ingress.clear();
        }
    }
    let graph = lower(&design, catalog);
    let verifier = Verifier::new(&design, &graph, catalog);
    let survey = verifier.survey();
    let finding = survey.findings().next().expect("endpoints let nobody in");
    let answer = verifier.reach(finding.source, finding.service).expect("it is in the survey");
    let ms = measure::median(RUNS, || (), |()| verifier.fixes(&answer));
    report.time(TOPIC, format!("{elements} elements: the remedy of one connection"), ms, None);
}
