//! Random designs that AWS would take: those of the core's tests without what the checks find and the API refuses.

use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde_json::Value;
use vpc_designer::{
    catalog::Catalog,
    check::{self, Severity},
    file,
    lower::lower,
    model::Design,
};

#[path = "../core/support/designs.rs"]
pub(crate) mod strategy;

/// As many as are deployed in a minute.
const DESIGNS: usize = 6;

/// The same designs every time; `DEPLOY_DESIGNS` says how many.
pub(crate) fn designs() -> Vec<Design> {
    let wanted = std::env::var("DEPLOY_DESIGNS").ok().and_then(|text| text.parse().ok()).unwrap_or(DESIGNS);
    let mut runner = TestRunner::deterministic();
    let mut designs = Vec::new();
    while designs.len() < wanted {
        let design =
            strategy::design().new_tree(&mut runner).expect("the strategy rejects nothing").current();
        let design = acceptable(&design, designs.len());
        let errors = check::check(&design, &Catalog::embedded());
        let is_sound = !errors.iter().any(|found| found.rule.severity == Severity::Error);
        let nodes = lower(&design, &Catalog::embedded()).nodes.len();
        if is_sound && is_playable(&design) && nodes >= 12 && !design.endpoints.is_empty() {
            designs.push(design);
        }
    }
    designs
}

/// moto's cn-north-1 has the zones a and b alone; in each of its other Regions that the strategy takes there are three.
fn is_playable(design: &Design) -> bool {
    design.zones.values().all(|zone| {
        let region = design.vpcs.get(zone.vpc).map(|vpc| vpc.region.as_str());
        match region {
            Some("cn-north-1") => ["a", "b"].contains(&zone.suffix.as_str()),
            _ => ["a", "b", "c"].contains(&zone.suffix.as_str()),
        }
    })
}

/// Without the characters that the EC2 API refuses, and with names that no other design has.
fn acceptable(design: &Design, number: usize) -> Design {
    let value: Value = serde_json::from_str(&file::save(design)).expect("a design file is JSON");
    let mut design = file::open(clean(value).to_string().as_bytes()).expect("it is still one").design;
    design.name = format!("{} {number}", design.name);
    for id in design.vpcs.ids().collect::<Vec<_>>() {
        if let Some(vpc) = design.vpcs.get_mut(id) {
            vpc.name = format!("{} {number}", vpc.name);
        }
    }
    design
}

fn clean(value: Value) -> Value {
    let text = |text: &str, kept: &[char]| -> String {
        text.chars().filter(|c| !c.is_control() || kept.contains(c)).collect()
    };
    match value {
        Value::String(own) => Value::String(text(&own, &['\n', '\t'])),
        Value::Array(items) => Value::Array(items.into_iter().map(clean).collect()),
        Value::Object(members) => {
            // What AWS promises to take in the key of a tag:
            // https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html
            let key = |own: &str| {
                let kept = own.chars().filter(|c| c.is_alphanumeric() || " +-=._:/@".contains(*c));
                Some(kept.collect::<String>().trim().to_owned()).filter(|key| !key.is_empty())
            };
            members
                .into_iter()
                .map(|(own, value)| (key(&own).unwrap_or_else(|| "key".to_owned()), clean(value)))
                .collect()
        }
        other => other,
    }
}
