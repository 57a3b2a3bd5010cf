//! Findings that a design suppresses: kept with their reason, told apart, and told when they are of no use.

use serde_json::{Value, json};
use vpc_designer::{
    catalog::Catalog,
    check::{self, Findings},
    edit, file,
    model::{Design, Suppression},
};

fn lab() -> Design {
    let text = include_str!("files/v1-suppressions.json");
    file::open(text.as_bytes()).unwrap().design
}

fn findings(design: &Design) -> Findings {
    check::findings(design, &Catalog::embedded())
}

fn codes(findings: &Findings) -> Vec<&str> {
    findings.open.iter().map(|diagnostic| diagnostic.rule.code).collect()
}

#[test]
fn what_is_suppressed_is_told_apart_with_its_reason() {
    let found = findings(&lab());
    let suppressed: Vec<_> =
        found.suppressed.iter().map(|s| (s.diagnostic.rule.code, s.by.reason.as_str())).collect();
    assert_eq!(
        suppressed,
        [
            ("E302", "Subnets come with the second phase"),
            ("W303", "The default group lets everybody in here"),
        ]
    );
    assert_eq!(codes(&found), ["I901"], "the code that is not known is told");
}

#[test]
fn a_suppression_of_one_entity_leaves_others_open() {
    let mut design = lab();
    let vpc = design.vpcs.ids().next().unwrap();
    let other = design.endpoints.values().next().unwrap().clone();
    let id = design.allocate();
    design.endpoints.insert(id, vpc_designer::model::Endpoint { vpc, name: "sns".to_owned(), ..other });
    let open = findings(&design);
    assert!(open.open.iter().any(|d| d.rule.code == "W303" && d.at == Some(id.into())), "{:?}", codes(&open));
    assert!(!codes(&open).contains(&"E302"), "suppressed everywhere");
}

#[test]
fn one_that_covers_nothing_is_told_and_taken_back_by_fix_all() {
    let mut design = lab();
    design.suppressions.retain(|suppression| suppression.rule != "W999");
    let endpoint = design.endpoints.ids().next().unwrap();
    edit::remove(&mut design, &[endpoint.into()]).unwrap();
    assert_eq!(
        codes(&findings(&design)),
        ["I902"],
        "E302 everywhere; the one of W303 went with the endpoint"
    );
    let fixes = check::fix_all(&mut design, &Catalog::embedded());
    assert_eq!(
        fixes.iter().map(|fix| fix.label.as_str()).collect::<Vec<_>>(),
        ["Remove the suppression of E302"]
    );
    assert_eq!((design.suppressions, design.endpoints.len()), (vec![], 0));
}

#[test]
fn fix_all_leaves_what_is_suppressed() {
    let mut design = lab();
    design.suppressions.retain(|suppression| suppression.rule != "W999");
    let before = design.clone();
    assert_eq!(check::fix_all(&mut design, &Catalog::embedded()), []);
    assert_eq!(design, before);
}

#[test]
fn a_file_is_put_right_with_a_note() {
    let mut value: Value = serde_json::from_str(include_str!("files/v1-suppressions.json")).unwrap();
    value["design"]["suppressions"] = json!([
        { "rule": "W303", "reason": "first" },
        { "rule": "W303", "reason": "again" },
        { "rule": "W303", "at": "endpoint-99", "reason": "gone" },
        { "rule": "E302", "reason": " \n" },
    ]);
    let opened = file::open(value.to_string().as_bytes()).unwrap();
    let reason = |text: &str| Suppression { rule: "W303".to_owned(), at: None, reason: text.to_owned() };
    assert_eq!(opened.design.suppressions, [reason("first")]);
    let notes: Vec<String> = opened.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "design.suppressions[1]: the one of W303 was left out, because another one has the same rule and place",
            "design.suppressions[2]: the one of W303 was left out, because what it is about is not in the file",
            "design.suppressions[3]: the one of E302 was left out, because it has no reason",
        ]
    );
}

#[test]
fn a_new_number_is_followed() {
    let mut value: Value = serde_json::from_str(include_str!("files/v1-suppressions.json")).unwrap();
    let text = value.to_string().replace("endpoint-2", "endpoint-1");
    value = serde_json::from_str(&text).unwrap();
    let design = file::open(value.to_string().as_bytes()).unwrap().design;
    let endpoint = design.endpoints.ids().next().unwrap();
    assert_ne!(endpoint.number(), 1);
    assert_eq!(design.suppressions[0].at, Some(endpoint.into()));
}
