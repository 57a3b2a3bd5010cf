//! Any design whatever: no panic, the survey says what the single answers say, and words for everything.

use proptest::prelude::*;
use vpc_designer::{
    catalog::Catalog,
    lower::lower,
    reach::{Verifier, Way},
};

use super::packets::designs;
use crate::support::{designs::design, notation};

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn every_design_has_an_answer(design in design()) {
        let catalog = Catalog::embedded();
        let graph = lower(&design, &catalog);
        let verifier = Verifier::new(&design, &graph, &catalog);
        let survey = verifier.survey();
        let asked = design.workloads.len() * design.services.len();
        prop_assert_eq!(survey.pairs.len() + survey.left_out.len() * design.services.len(), asked);
        for pair in &survey.pairs {
            let answer = verifier.reach(pair.source, pair.service).unwrap();
            let path = answer.path();
            prop_assert_eq!((pair.way, pair.sound, pair.drawn), (path.way, path.is_sound(), answer.drawn));
            prop_assert_eq!(pair.obstacle, path.obstacle().map(|obstacle| (obstacle.at, obstacle.code)));
            for path in &answer.paths {
                prop_assert_eq!(path.obstacles.is_empty(), path.way != Way::Unreachable);
                for hop in &path.hops {
                    prop_assert!(design.exists(hop.at));
                    prop_assert!(!verifier.component(hop).is_empty() && !verifier.hop(path, hop).is_empty());
                }
                for obstacle in &path.obstacles {
                    prop_assert!(design.exists(obstacle.at) && obstacle.after <= path.hops.len());
                    prop_assert!(verifier.obstacle(path, obstacle).ends_with('.'));
                }
                for caveat in &path.caveats {
                    prop_assert!(!verifier.caveat(path, caveat).ends_with('.'));
                }
            }
        }
    }

    /// A remedy that is offered works; and from a workload to a service of the same Region there is one, whatever is in
    /// the way. Where a hosted zone sends the call elsewhere, its author has to decide.
    #[test]
    fn remedies_converge(lines in designs::lines()) {
        let notation = notation::read(lines.iter().map(String::as_str));
        let catalog = Catalog::embedded();
        let graph = lower(&notation.design, &catalog);
        let verifier = Verifier::new(&notation.design, &graph, &catalog);
        for pair in verifier.survey().pairs.iter().filter(|pair| !pair.sound) {
            let answer = verifier.reach(pair.source, pair.service).unwrap();
            let fixes = verifier.fixes(&answer);
            let service = notation.design.services.get(pair.service).unwrap();
            let label = format!("{} {}\n{}", pair.source, service.name, lines.join("\n"));
            let zoned = service.name == "sqs" && !notation.design.hosted_zones.is_empty();
            if service.region == "us-east-1" && answer.workload().is_some() && !zoned {
                let mut design = notation.design.clone();
                prop_assert!(!fixes.is_empty(), "no fix for {label}");
                fixes[0].apply(&mut design, &catalog).unwrap();
                let graph = lower(&design, &catalog);
                let after = Verifier::new(&design, &graph, &catalog).reach(pair.source, pair.service).unwrap();
                prop_assert!(after.path().is_sound(), "{} for {label}", fixes[0].label);
            }
        }
    }
}
