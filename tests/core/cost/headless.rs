//! `vpc-designer cost`, run as a user runs it.

use serde_json::Value;
use vpc_designer::{file, headless, template::templates};

fn run(args: &[&str], design: &str) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut input = design.as_bytes();
    let args = ["vpc-designer", "cost"].iter().chain(args).map(Into::into);
    let mut streams = headless::Streams { input: &mut input, out: &mut out, err: &mut err };
    let status = headless::run(args, &mut streams);
    (status, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

fn design(region: &str) -> String {
    let template = templates().iter().find(|t| t.name == "ssm-bastion-replacement").unwrap();
    file::save(&template.build(region).unwrap())
}

#[test]
fn the_table_tells_prices_sources_and_assumptions() {
    let (status, out, err) = run(&["-"], &design("us-east-1"));
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(out.contains("Total a month: "), "{out}");
    assert!(out.contains("2025-11-04  Files of the AWS pricing calculator"), "{out}");
    assert!(out.contains("730 hours"), "{out}");
    assert!(out.contains("have no figure of traffic"), "{out}");
}

#[test]
fn a_region_without_prices_is_told() {
    let (status, out, err) = run(&["-"], &design("cn-north-1"));
    assert_eq!(status, 0);
    assert!(out.contains("Total a month: no price known ("), "{out}");
    assert!(err.contains("no price is known in cn-north-1 for: Interface endpoint"), "{err}");
}

#[test]
fn json_and_csv_tell_the_same() {
    let text = design("us-east-1");
    let (_, out, _) = run(&["--format", "json", "--traffic", "250", "-"], &text);
    let answer: Value = serde_json::from_str(&out).unwrap();
    let total: f64 = answer["total"]["amounts"]["USD"].as_str().unwrap().parse().unwrap();
    let (_, out, _) = run(&["--format", "csv", "--traffic", "250", "-"], &text);
    let mut lines = out.split("\r\n");
    let head: Vec<&str> = lines.next().unwrap().split(',').collect();
    assert_eq!(head[8], "amount");
    // The texts hold commas; the amount is the third cell from the end.
    let cells = lines.filter(|line| !line.is_empty()).map(|line| line.rsplit(',').nth(2).unwrap());
    let sum: f64 = cells.map(|cell| cell.parse::<f64>().unwrap()).sum();
    assert!((total - sum).abs() < 1e-6, "{total} {sum}");
    assert!(answer["traffic"].as_array().unwrap().iter().all(|flow| flow["monthly_gb"] == 250));
}

#[test]
fn shapes_are_compared() {
    let text = design("us-east-1");
    let (status, out, err) = run(&["--compare", "--without-nat", "-"], &text);
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(out.contains("gateway-and-interface") && out.contains("this design"), "{out}");
    assert!(out.contains("Cheapest from 0 GB"), "{out}");
    let (_, out, _) = run(&["--compare", "--format", "json", "-"], &text);
    let answer: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(answer["shapes"].as_array().unwrap().len(), 6);
    let (status, _, err) = run(&["--compare", "--format", "csv", "-"], &text);
    assert_eq!(status, 2);
    assert!(err.contains("no CSV"), "{err}");
    // Nothing is the cheapest where nothing has a price.
    let (_, out, _) = run(&["--compare", "-"], &design("cn-north-1"));
    assert!(out.contains("No shape can be compared"), "{out}");
}

#[test]
fn cells_are_quoted_and_no_formulas() {
    let mut design = file::open(design("us-east-1").as_bytes()).unwrap().design;
    let id = design.endpoints.ids().next().unwrap();
    design.endpoints.get_mut(id).unwrap().name = "=HYPERLINK(\"x\"),\ny".to_owned();
    let (_, out, _) = run(&["--format", "csv", "-"], &file::save(&design));
    assert!(out.contains("\"'=HYPERLINK(\"\"x\"\"),\ny\""), "{out}");
}
