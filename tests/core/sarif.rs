//! `vpc-designer check` in the formats that programs read, and its fixes.

use std::{ffi::OsString, fs, path::PathBuf};

use serde_json::{Value, json};
use vpc_designer::{
    file,
    headless::{self, Streams},
    model::{Design, Suppression},
    template::templates,
};

struct Run {
    status: u8,
    out: String,
    err: String,
}

fn run(args: &[&str], input: &str) -> Run {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut input = input.as_bytes();
    let args = ["vpc-designer"].iter().chain(args).map(OsString::from);
    let status = headless::run(args, &mut Streams { input: &mut input, out: &mut out, err: &mut err });
    Run { status, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

/// A file of its own for each test.
fn write(name: &str, design: &Design) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("check");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, file::save(design)).unwrap();
    path.to_str().unwrap().to_owned()
}

/// A design with an error that has a fix, and a finding that is suppressed.
fn faulty() -> Design {
    let mut design =
        templates().iter().find(|t| t.name == "serverless-data").unwrap().build("us-east-1").unwrap();
    let vpc = design.vpcs.ids().next().unwrap();
    design.vpcs.get_mut(vpc).unwrap().dns_hostnames = false;
    let interface =
        |(id, endpoint): (_, &vpc_designer::model::Endpoint)| (!endpoint.kind.is_gateway()).then_some(id);
    let endpoint = design.endpoints.iter().find_map(interface).unwrap();
    design.endpoints.get_mut(endpoint).unwrap().policy = Some("{\"Statement\": []}".to_owned());
    let reason = "Nothing is to pass “yet”\n".to_owned();
    design.suppressions.push(Suppression { rule: "W503".to_owned(), at: Some(endpoint.into()), reason });
    design
}

fn sarif(name: &str, design: &Design) -> Value {
    let run = run(&["check", "--format", "sarif", &write(name, design)], "");
    assert_eq!(run.status, 1, "{}", run.err);
    serde_json::from_str(&run.out).unwrap()
}

/// The parts of the 2.1.0 schema that this log has, written after the standard.
fn essentials() -> jsonschema::Validator {
    let text = json!({ "type": "object", "required": ["text"], "properties": {
        "text": { "type": "string", "minLength": 1 }, "markdown": { "type": "string" } }, "additionalProperties": false });
    let region = json!({ "type": "object", "additionalProperties": false, "properties": {
        "startLine": { "type": "integer", "minimum": 1 }, "startColumn": { "type": "integer", "minimum": 1 },
        "endLine": { "type": "integer", "minimum": 1 }, "endColumn": { "type": "integer", "minimum": 1 } } });
    let artifact_location = json!({ "type": "object", "additionalProperties": false, "properties": {
        "uri": { "type": "string", "format": "uri-reference" }, "index": { "type": "integer", "minimum": -1 } } });
    let location = json!({ "type": "object", "additionalProperties": false, "properties": {
        "physicalLocation": { "type": "object", "required": ["artifactLocation"], "additionalProperties": false,
            "properties": { "artifactLocation": artifact_location, "region": region } },
        "logicalLocations": { "type": "array", "uniqueItems": true, "items": { "type": "object",
            "additionalProperties": false, "properties": { "name": { "type": "string" },
            "fullyQualifiedName": { "type": "string" }, "kind": { "type": "string" } } } } } });
    let level = json!({ "enum": ["none", "note", "warning", "error"] });
    let rule = json!({ "type": "object", "required": ["id"], "additionalProperties": false, "properties": {
        "id": { "type": "string" }, "name": { "type": "string" }, "shortDescription": text, "fullDescription": text,
        "help": text, "helpUri": { "type": "string", "format": "uri" }, "properties": { "type": "object" },
        "defaultConfiguration": { "type": "object", "properties": { "level": level } } } });
    let fix = json!({ "type": "object", "required": ["artifactChanges"], "additionalProperties": false, "properties": {
        "description": text, "artifactChanges": { "type": "array", "minItems": 1, "uniqueItems": true, "items": {
            "type": "object", "required": ["artifactLocation", "replacements"], "properties": {
                "artifactLocation": artifact_location, "replacements": { "type": "array", "minItems": 1, "items": {
                    "type": "object", "required": ["deletedRegion"], "additionalProperties": false, "properties": {
                        "deletedRegion": region, "insertedContent": { "type": "object", "required": ["text"] } } } } } } } } });
    let suppression = json!({ "type": "object", "required": ["kind"], "additionalProperties": false, "properties": {
        "kind": { "enum": ["inSource", "external"] }, "status": { "enum": ["accepted", "underReview", "rejected"] },
        "justification": { "type": "string" } } });
    let result = json!({ "type": "object", "required": ["message"], "additionalProperties": false, "properties": {
        "ruleId": { "type": "string" }, "ruleIndex": { "type": "integer", "minimum": -1 }, "level": level,
        "message": text, "locations": { "type": "array", "items": location },
        "relatedLocations": { "type": "array", "uniqueItems": true, "items": location },
        "partialFingerprints": { "type": "object", "additionalProperties": { "type": "string" } },
        "suppressions": { "type": "array", "uniqueItems": true, "items": suppression },
        "fixes": { "type": "array", "uniqueItems": true, "items": fix } } });
    let driver = json!({ "type": "object", "required": ["name"], "additionalProperties": false, "properties": {
        "name": { "type": "string" }, "fullName": { "type": "string" },
        "semanticVersion": { "type": "string", "pattern": r"^\d+\.\d+\.\d+" },
        "rules": { "type": "array", "uniqueItems": true, "items": rule } } });
    let run = json!({ "type": "object", "required": ["tool"], "additionalProperties": false, "properties": {
        "tool": { "type": "object", "required": ["driver"], "properties": { "driver": driver } },
        "columnKind": { "enum": ["utf16CodeUnits", "unicodeCodePoints"] },
        "artifacts": { "type": "array", "uniqueItems": true, "items": { "type": "object", "additionalProperties": false,
            "properties": { "location": artifact_location, "mimeType": { "type": "string", "pattern": "^[^/]+/.+$" } } } },
        "results": { "type": "array", "items": result } } });
    let log = json!({ "type": "object", "required": ["version", "runs"], "additionalProperties": false, "properties": {
        "$schema": { "type": "string", "format": "uri" }, "version": { "const": "2.1.0" },
        "runs": { "type": "array", "items": run } } });
    jsonschema::options().should_validate_formats(true).build(&log).unwrap()
}

#[test]
fn a_log_is_as_the_standard_wants_it() {
    let essentials = essentials();
    let meets = |log: &Value| {
        let errors: Vec<String> =
            essentials.iter_errors(log).map(|e| format!("{e} at {}", e.instance_path())).collect();
        assert_eq!(errors, Vec::<String>::new());
    };
    let log = sarif("standard.json", &faulty());
    meets(&log);
    let piped = run(&["check", "--format", "sarif", "-"], &file::save(&faulty()));
    meets(&serde_json::from_str(&piped.out).unwrap());
    assert!(!essentials.is_valid(&json!({ "version": "2.1.0", "runs": [{ "tool": {} }] })));
}

#[test]
fn a_result_leads_to_its_rule_and_its_place() {
    let design = faulty();
    let log = sarif("the place.json", &design);
    let run = &log["runs"][0];
    let result = &run["results"][0];
    let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
    assert_eq!(
        (&rule["id"], &result["ruleId"], &result["level"]),
        (&json!("E304"), &json!("E304"), &json!("error"))
    );
    assert!(rule["helpUri"].as_str().unwrap().starts_with("https://docs.aws.amazon.com/"));
    let place = &result["locations"][0];
    let uri = place["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
    assert!(uri.starts_with("file:///") && uri.ends_with("/the%20place.json"), "{uri}");
    let line = place["physicalLocation"]["region"]["startLine"].as_u64().unwrap() as usize;
    let id = place["logicalLocations"][0]["name"].as_str().unwrap();
    assert_eq!(file::save(&design).lines().nth(line - 1).unwrap().trim(), format!("\"{id}\": {{"));
    assert!(place["logicalLocations"][0]["fullyQualifiedName"].as_str().unwrap().starts_with("data/"));
}

#[test]
fn what_is_suppressed_is_told_so_in_every_format() {
    let design = faulty();
    let log = sarif("suppressed.json", &design);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let suppressed: Vec<&Value> = results.iter().filter(|r| r["suppressions"] != json!([])).collect();
    assert_eq!(suppressed.len(), 1);
    assert_eq!(suppressed[0]["ruleId"], "W503");
    assert_eq!(suppressed[0]["suppressions"][0]["justification"], "Nothing is to pass “yet”\n");

    let path = write("suppressed.json", &design);
    let text = run(&["check", &path], "");
    let line = text.out.lines().find(|line| line.contains("W503")).unwrap();
    assert!(
        line.contains(": suppressed warning[W503]") && line.ends_with("(reason: Nothing is to pass “yet” )"),
        "{line}"
    );
    assert!(
        text.err.contains(" 1 suppressed, ") && text.err.contains(" can be fixed with --fix"),
        "{}",
        text.err
    );

    let json: Value = serde_json::from_str(&run(&["check", "--format", "json", &path], "").out).unwrap();
    assert_eq!(json["suppressed"][0]["suppression"]["reason"], "Nothing is to pass “yet”\n");
    assert!(json["diagnostics"].as_array().unwrap().iter().all(|row| row["code"] != "W503"));
    assert_eq!(json["diagnostics"][0]["fixes"][0]["steps"][0]["step"], "enable_dns");
}

/// The change of a fix, made by somebody who knows SARIF and not designs.
fn patched(text: &str, fix: &Value) -> String {
    let replacement = &fix["artifactChanges"][0]["replacements"][0];
    let region = &replacement["deletedRegion"];
    assert_eq!((&region["startColumn"], &region["endColumn"]), (&json!(1), &json!(1)));
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let line = |name: &str| region[name].as_u64().unwrap() as usize - 1;
    let inserted = replacement["insertedContent"]["text"].as_str().unwrap();
    lines[..line("startLine")].concat() + inserted + &lines[line("endLine")..].concat()
}

#[test]
fn a_fix_is_a_change_of_lines() {
    let design = faulty();
    let log = sarif("fixes.json", &design);
    let fix = &log["runs"][0]["results"][0]["fixes"][0];
    assert_eq!(fix["description"]["text"], "Turn on DNS hostnames of VPC data");
    let fixed = file::open(patched(&file::save(&design), fix).as_bytes()).unwrap();
    let mut expected = design;
    let vpc = expected.vpcs.ids().next().unwrap();
    expected.vpcs.get_mut(vpc).unwrap().dns_hostnames = true;
    assert_eq!((fixed.design, fixed.notes), (expected, vec![]));
}

#[test]
fn fix_writes_the_file_and_tells_what_is_left() {
    let path = write("fix.json", &faulty());
    let before = fs::read_to_string(&path).unwrap();
    let elsewhere = write("elsewhere.json", &faulty());
    let done = run(&["check", "--fix", "--out", &elsewhere, &path], "");
    assert_eq!((done.status, fs::read_to_string(&path).unwrap()), (0, before.clone()));
    assert!(done.err.contains("fixed: Turn on DNS hostnames of VPC data\n"), "{}", done.err);
    assert!(!done.out.contains("E304"), "{}", done.out);
    let done = run(&["check", "--fix", &path], "");
    assert_eq!(done.status, 0, "{}", done.err);
    let after = fs::read_to_string(&path).unwrap();
    assert_eq!(after, fs::read_to_string(&elsewhere).unwrap());
    assert!(after != before && run(&["check", &path], "").status == 0);
    let again = run(&["check", "--fix", &path], "");
    assert!(!again.err.contains("fixed:") && fs::read_to_string(&path).unwrap() == after);
}

#[test]
fn fix_of_standard_input_needs_a_place_to_write_to() {
    let refused = run(&["check", "--fix", "-"], &before());
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains("--fix needs a file, or --out"), "{}", refused.err);
    let out = write("from-stdin.json", &Design::new("other", "us-east-1"));
    assert_eq!(run(&["check", "--fix", "--out", &out, "-"], &before()).status, 0);
    assert!(fs::read_to_string(&out).unwrap().contains("\"dns_hostnames\": true"));
    assert_eq!(run(&["check", "--out", &out, "-"], &before()).status, 2, "--out is for --fix");
}

fn before() -> String {
    file::save(&faulty())
}
