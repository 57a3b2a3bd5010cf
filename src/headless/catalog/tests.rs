//! What a user types, what a user reads.

use std::{
    fs,
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

use clap::Parser;
use expect_test::expect;

use super::{CatalogArgs, CatalogError, run};

#[derive(Parser)]
struct Command {
    #[command(flatten)]
    args: CatalogArgs,
}

fn try_run(line: &str) -> Result<String, CatalogError> {
    let words = std::iter::once("catalog").chain(line.split_whitespace());
    let command = Command::try_parse_from(words).unwrap_or_else(|error| panic!("{error}"));
    let (mut out, mut err) = (Vec::new(), Vec::new());
    run(&command.args, &mut out, &mut err)?;
    Ok(String::from_utf8(out).expect("text"))
}

fn output(line: &str) -> String {
    try_run(line).unwrap_or_else(|error| panic!("{error}"))
}

fn failure(line: &str) -> String {
    try_run(line).expect_err("an error").to_string()
}

fn json(line: &str) -> serde_json::Value {
    serde_json::from_str(&output(line)).expect("JSON")
}

/// A file of its own for each call.
fn file(name: &str, text: &str) -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let path = std::env::temp_dir().join(format!("vpc-designer-{}-{count}-{name}", std::process::id()));
    fs::write(&path, text).expect("a temporary file");
    path
}

const ANSWER: &str = r#"{"ServiceDetails": [{"ServiceName": "com.amazonaws.us-east-2.sqs",
    "ServiceType": [{"ServiceType": "Interface"}], "AvailabilityZones": ["us-east-2b"], "Owner": "amazon",
    "PrivateDnsNames": [{"PrivateDnsName": "sqs.us-east-2.amazonaws.com"}], "VpcEndpointPolicySupported": true},
    {"ServiceName": "com.amazonaws.us-east-2.brand-new", "ServiceType": [{"ServiceType": "Interface"}]}]}"#;

#[test]
fn the_matrix_of_a_region_names_every_service() {
    let matrix = json("matrix --region us-east-2 --format json");
    let list = matrix.as_array().expect("a list");
    assert_eq!(list.len(), 515);
    let kms = list.iter().find(|line| line["service"] == "kms").expect("kms");
    assert_eq!(kms["types"][0]["service_name"], "com.amazonaws.us-east-2.kms");
    assert_eq!(kms["types"][0]["type"], "Interface");
    assert_eq!(kms["types"][0]["evidence"], "inferred");
}

#[test]
fn a_service_is_told_in_one_place() {
    expect![[r#"
        The endpoint of Amazon SQS in cn-north-1 is https://sqs.cn-north-1.amazonaws.com.cn. Reach it privately through an interface endpoint for cn.com.amazonaws.cn-north-1.sqs; with private DNS on, sqs.cn-north-1.amazonaws.com.cn then leads to it inside the VPC.

        Amazon SQS (sqs)
          Status          On AWS's list of services with VPC endpoints
          Category        Application integration
          Types           Interface
          Policy          yes
          Private DNS     yes
          IPv6            yes
          Cross-Region    not documented
          Ports           tcp/443
          FIPS twin       sqs-fips
          SDK ids         sqs
          Page            https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-internetwork-traffic-privacy.html#sqs-vpc-endpoints

        REGION      TYPE       EVIDENCE  DATE        SERVICE NAME                     NAME ASSUMED  ZONES
        cn-north-1  Interface  inferred  2026-08-22  cn.com.amazonaws.cn-north-1.sqs  no
    "#]]
    .assert_eq(output("service sqs --region cn-north-1").split("\n\n  Public").next().map(|text| format!("{text}\n")).as_deref().unwrap_or_default());
    let text = output("service s3 --region eu-west-1");
    assert!(
        text.contains(
            "--service-name \"com.amazonaws.$REGION.s3\" \\\n  --vpc-endpoint-type Gateway \\\n  --route-table-ids"
        ),
        "{text}"
    );
    assert!(text.contains("Public          https://s3.eu-west-1.amazonaws.com"), "{text}");
}

#[test]
fn a_service_goes_by_any_of_its_names() {
    for name in [
        "kinesis-firehose",
        "firehose",
        "com.amazonaws.eu-west-1.kinesis-firehose",
        "firehose.eu-west-1.amazonaws.com",
    ] {
        assert_eq!(json(&format!("service {name} --format json"))["service"], "kinesis-firehose", "{name}");
    }
    let sqs = json("service sqs --region us-gov-west-1 --format json");
    assert_eq!(sqs["regions"].as_array().map(Vec::len), Some(1));
    assert_eq!(sqs["regions"][0]["types"][0]["service_name"], "com.amazonaws.us-gov-west-1.sqs");
    assert_eq!(sqs["regions"][0]["private_dns"]["confirmed"], false);
}

#[test]
fn a_wrong_name_is_answered_with_near_ones() {
    assert_eq!(
        failure("service secretmanager"),
        "There is no service “secretmanager” in the catalogue. Did you mean secretsmanager?"
    );
    assert!(failure("matrix --region us-esat-1").contains("Did you mean us-east-1"));
    assert!(failure("service stepfunctions").ends_with("Did you mean states, sync-states?"));
    assert!(failure("service zzzzqqqq").contains("catalog services --search"));
    assert!(failure("services --category Nonsense").contains("Storage"));
    assert!(failure("compare --region eu-west-1").contains("two Regions"));
    assert!(failure("diff").contains("--overlay"));
}

#[test]
fn lists_have_a_line_each() {
    assert_eq!(output("regions").lines().count(), 1 + 46);
    assert_eq!(output("regions --format csv").lines().count(), 1 + 46);
    assert_eq!(json("regions --format json").as_array().map(Vec::len), Some(46));
    assert_eq!(output("services").lines().count(), 1 + 515);
    assert_eq!(output("services --type gateway --format csv").lines().count(), 1 + 3);
    assert_eq!(json("services --format json --category storage").as_array().map(Vec::len), Some(23));
    assert!(
        output("services --search parameter").lines().nth(1).is_some_and(|line| line.starts_with("ssm "))
    );
    assert_eq!(output("matrix --region eu-west-1 --region us-east-1 --type gateway").lines().count(), 1 + 3);
}

#[test]
fn an_overlay_answers_first() {
    let path = file("answer.json", ANSWER);
    let overlay = format!("--overlay {}", path.display());
    let sqs = json(&format!("service sqs --region us-east-2 --format json {overlay}"));
    assert_eq!(sqs["regions"][0]["types"][0]["evidence"], "listed");
    assert_eq!(sqs["regions"][0]["zones"]["names"][0], "us-east-2b");
    assert_eq!(
        json(&format!("matrix --region us-east-2 --format json {overlay}")).as_array().map(Vec::len),
        Some(516)
    );
    assert!(output(&format!("service brand-new {overlay}")).contains("com.amazonaws.us-east-2.brand-new"));
    let diff = output(&format!("diff {overlay}"));
    assert!(diff.contains("us-east-2  brand-new  Interface  new-service"), "{diff}");
    assert!(diff.ends_with("Agreed: 0, confirmed: 1, New to the catalogue: 1\n"), "{diff}");
    fs::remove_file(path).expect("the temporary file");
}

#[test]
fn a_part_of_an_answer_is_told_beside_the_answer() {
    let path = file("answer.json", ANSWER);
    let words = ["catalog", "regions", "--overlay", path.to_str().expect("a path")];
    let command = Command::try_parse_from(words).expect("arguments");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    run(&command.args, &mut out, &mut err).expect("an answer");
    let err = String::from_utf8(err).expect("text");
    assert!(err.contains("answer.json: The answer for us-east-2 is a part (2 services)"), "{err}");
    fs::remove_file(path).expect("the temporary file");
}

#[test]
fn a_broken_overlay_names_file_and_remedy() {
    let path = file("broken.json", &ANSWER[..ANSWER.len() - 9]);
    let message = failure(&format!("regions --overlay {}", path.display()));
    assert!(message.contains("broken.json") && message.contains("cut off"), "{message}");
    fs::remove_file(path).expect("the temporary file");
    assert!(failure("regions --overlay no/such/file.json").contains("no/such/file.json: cannot be read"));
}

#[test]
fn regions_are_compared() {
    let text = output("compare --region us-east-1 --region cn-north-1");
    assert!(
        text.lines().next().is_some_and(|line| line.contains("us-east-1") && line.contains("cn-north-1"))
    );
    assert!(text.contains("services differ"));
}
