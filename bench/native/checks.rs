//! The checks: of a design that is right, of one full of mistakes, and all fixes of the latter.

use vpc_designer::{
    catalog::Catalog,
    check,
    model::{Design, EndpointKind},
};

use crate::{designs, measure, report::Report};

const TOPIC: &str = "checks";
const RUNS: usize = 15;
/// All checks of a design of 1,000 elements, in milliseconds: half of what checks and paths may take together.
const LIMIT: f64 = 10.0;

pub(crate) fn run(report: &mut Report) {
    let catalog = Catalog::embedded();
    for elements in [1_000, 10_000] {
        let asked = elements == 1_000;
        let limit = asked.then_some(LIMIT);
        let right = designs::estate(elements);
        let wrong = faulty(&right);
        let count = |design: &Design| check::check(design, &catalog).len();
        for (word, design) in [("as the app makes it", &right), ("with faults", &wrong)] {
            let name = format!("{elements} elements {word}, {} findings", count(design));
            let ms = measure::median(RUNS, || (), |()| check::findings(design, &catalog));
            report.time(TOPIC, name, ms, limit);
        }
        // Each round checks the whole design anew, so the smaller one tells enough.
        if asked {
            let fixes = check::fix_all(&mut wrong.clone(), &catalog).len();
            let name = format!("{elements} elements with faults: {fixes} fixes at once");
            let ms = measure::median(3, || wrong.clone(), |design| check::fix_all(design, &catalog));
            report.time(TOPIC, name, ms, None);
        }
    }
}

/// Faults of every area: no DNS hostnames, endpoints that let nobody in, gateway endpoints without tables.
fn faulty(design: &Design) -> Design {
    let mut design = design.clone();
    design.vpcs.update_each(|_, vpc| {
        vpc.dns_hostnames = false;
        true
    });
    design.security_groups.update_each(|_, group| {
        group.ingress.clear();
        true
    });
    design.endpoints.update_each(|_, endpoint| match &mut endpoint.kind {
        EndpointKind::Gateway(gateway) => {
            gateway.route_tables.clear();
            true
        }
        EndpointKind::Interface(_)
        | EndpointKind::GatewayLoadBalancer(_)
        | EndpointKind::Resource(_)
        | EndpointKind::ServiceNetwork(_) => false,
    });
    design
}
