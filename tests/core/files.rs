//! Design files: what is saved opens, what is broken is explained, nothing panics.

mod broken;
mod foreign;
mod golden;
mod hostile;
mod repaired;

use proptest::prelude::*;
use vpc_designer::{file, template::templates};

use crate::support::designs;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_saved_opens_the_same(design in designs::design()) {
        let text = file::save(&design);
        let opened = file::open(text.as_bytes()).expect("a saved design opens");
        prop_assert_eq!(&opened.design, &design);
        prop_assert_eq!(opened.notes, []);
        prop_assert_eq!(opened.from_version, file::VERSION);
        prop_assert_eq!(file::save(&opened.design), text);
    }
}

#[test]
fn every_template_opens_the_same() {
    for template in templates() {
        let design = template.build("eu-central-1").unwrap();
        let opened = file::open(file::save(&design).as_bytes()).unwrap();
        assert_eq!((opened.design, opened.notes), (design, vec![]), "{}", template.name);
    }
}

#[test]
fn a_file_is_lines_that_version_control_can_compare() {
    let text = file::save(&templates()[0].build("us-east-1").unwrap());
    assert!(text.ends_with("}\n") && !text.ends_with("\n\n"));
    assert!(!text.contains('\r') && !text.lines().any(|line| line.ends_with(' ')));
    // Tables are in the order of their numbers, not of their texts: subnet-9 comes before subnet-10.
    let ids: Vec<u32> = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("\"subnet-")?.strip_suffix("\": {")?.parse().ok())
        .collect();
    assert!(ids.len() > 5 && ids.is_sorted(), "{ids:?}");
}

#[test]
fn a_byte_order_mark_and_a_schema_reference_are_allowed() {
    let design = templates()[0].build("us-east-1").unwrap();
    let text = file::save(&design).replacen('{', "\u{feff}{ \"$schema\": \"design.schema.json\",", 1);
    assert_eq!(file::open(text.as_bytes()).unwrap().design, design);
}

/// The example of the documentation is a design file, written as the designer writes.
#[test]
fn the_documented_example_opens() {
    let page =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/public/design-format.md")).unwrap();
    let example = page.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let opened = file::open(example.as_bytes()).unwrap();
    assert_eq!((opened.design.vpcs.len(), opened.notes), (1, vec![]));
}
