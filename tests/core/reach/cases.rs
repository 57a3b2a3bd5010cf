//! Hand-worked cases: `cases/*.txt`, each with the page or thread it comes from.
//!
//! ```text
//! --- a title
//! source https://docs.aws.amazon.com/…
//! vpc main 10.0.0.0/16                               the notation of support/notation.rs
//! …
//! expect shop s3: gateway-endpoint                   the way, by the name that clients use
//! expect shop s3 by dual-stack: nat region-crossed   by another name; with its caveats, all of them
//! expect shop sqs: unreachable NO_ROUTE_TO_DESTINATION at private name-not-covered
//! remedy shop sqs: Add an endpoint for sqs to VPC main
//! ```

use std::{collections::BTreeSet, fs, path::Path};

use vpc_designer::{
    catalog::Catalog,
    lower::lower,
    reach::{self, Reachability, Verifier},
};

use crate::support::notation::{self, Notation};

struct Case {
    file: String,
    title: String,
    source: String,
    design: Vec<String>,
    /// `expect` and `remedy` lines.
    claims: Vec<String>,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/core/reach/cases");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut cases: Vec<Case> = Vec::new();
    for path in files {
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        for line in fs::read_to_string(&path).unwrap().lines().map(str::trim) {
            if let Some(title) = line.strip_prefix("--- ") {
                cases.push(Case {
                    file: file.clone(),
                    title: title.to_owned(),
                    source: String::new(),
                    design: Vec::new(),
                    claims: Vec::new(),
                });
                continue;
            }
            let Some(case) = cases.last_mut().filter(|_| !line.is_empty() && !line.starts_with('#')) else {
                continue;
            };
            if let Some(source) = line.strip_prefix("source ") {
                source.clone_into(&mut case.source);
            } else if line.starts_with("expect ") || line.starts_with("remedy ") {
                case.claims.push(line.to_owned());
            } else {
                case.design.push(line.to_owned());
            }
        }
    }
    cases
}

fn reach(notation: &Notation, workload: &str, service: &str) -> Reachability {
    let catalog = Catalog::embedded();
    let graph = lower(&notation.design, &catalog);
    let verifier = Verifier::new(&notation.design, &graph, &catalog);
    verifier.reach(notation.source(workload), notation.service(service)).unwrap()
}

/// A path in the words of the `expect` lines.
fn told(notation: &Notation, path: &reach::Path) -> String {
    let mut words = vec![path.way.word().to_owned()];
    for obstacle in &path.obstacles {
        words.push(format!("{} at {}", obstacle.code.name(), notation.design.label(obstacle.at)));
    }
    words.extend(path.caveats.iter().map(|caveat| caveat.word().to_owned()));
    words.join(" ")
}

#[test]
fn every_case() {
    let cases = cases();
    let mut wrong = Vec::new();
    for case in &cases {
        let notation = notation::read(case.design.iter().map(String::as_str));
        for claim in &case.claims {
            let (head, expected) = claim.split_once(": ").unwrap();
            let words: Vec<&str> = head.split_whitespace().collect();
            let answer = reach(&notation, words[1], words[2]);
            let found = match words.as_slice() {
                ["expect", _, _] => told(&notation, answer.path()),
                ["expect", _, _, "by", name] => {
                    let path = answer.paths.iter().find(|path| path.name.kind.word() == *name);
                    path.map_or("no such name".to_owned(), |path| told(&notation, path))
                }
                ["remedy", ..] => remedies(&notation, &answer),
                other => panic!("{other:?}"),
            };
            if found != expected {
                wrong.push(format!("{} · {}\n  {claim}\n  found: {found}", case.file, case.title));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

fn remedies(notation: &Notation, answer: &Reachability) -> String {
    let catalog = Catalog::embedded();
    let graph = lower(&notation.design, &catalog);
    let verifier = Verifier::new(&notation.design, &graph, &catalog);
    let fixes = verifier.fixes(answer);
    fixes.iter().map(|fix| fix.label.as_str()).collect::<Vec<_>>().join(" | ")
}

/// At least sixty, no two alike, each with its page and with something to say.
#[test]
fn the_table_is_whole() {
    let cases = cases();
    assert!(cases.len() >= 60, "{} cases", cases.len());
    let titles: BTreeSet<&str> = cases.iter().map(|case| case.title.as_str()).collect();
    assert_eq!(titles.len(), cases.len(), "titles are unique");
    for case in &cases {
        assert!(case.source.starts_with("https://"), "{}: a source", case.title);
        assert!(
            case.claims.iter().any(|claim| claim.starts_with("expect ")),
            "{}: an expectation",
            case.title
        );
    }
}

/// Every fix that is offered in any case can be applied, and the call arrives after it; the remedy makes it private.
#[test]
fn fixes_clear_the_block() {
    let catalog = Catalog::embedded();
    let mut offered = 0;
    for case in cases() {
        let notation = notation::read(case.design.iter().map(String::as_str));
        let graph = lower(&notation.design, &catalog);
        let verifier = Verifier::new(&notation.design, &graph, &catalog);
        for pair in verifier.survey().pairs {
            let before = verifier.reach(pair.source, pair.service).unwrap();
            for fix in verifier.fixes(&before) {
                offered += 1;
                let mut design = notation.design.clone();
                fix.apply(&mut design, &catalog).unwrap();
                let graph = lower(&design, &catalog);
                let after =
                    Verifier::new(&design, &graph, &catalog).reach(pair.source, pair.service).unwrap();
                assert!(after.path().obstacles.is_empty(), "{}: {}", case.title, fix.label);
                assert_ne!(after.path(), before.path(), "{}: {}", case.title, fix.label);
            }
        }
    }
    assert!(offered > 30, "{offered} fixes");
}
