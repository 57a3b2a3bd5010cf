//! The catalogue through its public interface: search, matrix, comparison of Regions, the user's own answers.

use std::fmt::Write as _;

use vpc_designer::catalog::{
    self,
    Availability::*,
    Catalog,
    EndpointType::*,
    Filter, MatchedBy, Need, Overlay, OverlayError, Verdict,
    overlay::{Aspect, Read, ReadOptions},
};

fn first(query: &str) -> &'static str {
    catalog::search(query).hits.first().map_or("", |hit| hit.service.key)
}

#[test]
fn a_service_is_found_by_any_of_its_names() {
    let cases = [
        ("sqs", "sqs"),
        ("S3", "s3"),
        ("Secrets Manager", "secretsmanager"),
        ("step functions", "states"),
        ("stepfunctions", "states"),
        ("EventBridge", "events"),
        ("parameter store", "ssm"),
        ("session manager", "ssmmessages"),
        ("cloudwatch logs", "logs"),
        ("firehose", "kinesis-firehose"),
        ("kinesis", "kinesis-streams"),
        ("docker registry", "ecr.dkr"),
        ("efs", "elasticfilesystem"),
        ("elbv2", "elasticloadbalancing"),
        ("alb", "elasticloadbalancing"),
        ("dynamodb", "dynamodb"),
        ("ddb", "dynamodb"),
        ("ecr.dkr", "ecr.dkr"),
        ("bedrock runtime", "bedrock-runtime"),
        ("bedrock-runtime", "bedrock-runtime"),
        ("lambda", "lambda"),
        ("iam", "iam"),
        ("kms", "kms"),
        ("ec2", "ec2"),
        ("com.amazonaws.eu-west-1.ecr.dkr", "ecr.dkr"),
        ("cn.com.amazonaws.cn-north-1.sqs", "sqs"),
        ("com.amazonaws.cn-north-1.sqs", "sqs"),
        ("aws.sagemaker.us-east-1.studio", "aws.sagemaker.studio"),
        ("com.amazonaws.iam", "iam"),
        ("sqs.us-east-1.amazonaws.com", "sqs"),
        ("https://sqs.us-east-1.amazonaws.com/123456789012/orders", "sqs"),
        ("api.ecr.eu-west-1.amazonaws.com", "ecr.api"),
        ("123456789012.dkr.ecr.eu-west-1.amazonaws.com", "ecr.dkr"),
        ("my-bucket.s3.eu-west-1.amazonaws.com", "s3"),
        ("kms-fips.us-east-1.amazonaws.com", "kms-fips"),
        ("sqs.cn-north-1.amazonaws.com.cn", "sqs"),
        ("iam.amazonaws.com", "iam"),
        ("vpce-0a1b2c3d-abcdefgh.sqs.us-east-1.vpce.amazonaws.com", "sqs"),
    ];
    for (query, key) in cases {
        assert_eq!(first(query), key, "{query}");
    }
}

#[test]
fn a_search_tells_the_region_and_the_way() {
    let found = catalog::search("com.amazonaws.eu-west-1.ecr.dkr");
    assert_eq!(found.region.map(|region| region.code), Some("eu-west-1"));
    assert_eq!((found.hits.len(), found.hits[0].by), (1, MatchedBy::ServiceName));
    let found = catalog::search("ecr eu-central-1");
    assert_eq!(found.region.map(|region| region.code), Some("eu-central-1"));
    assert!(found.hits.iter().take(2).all(|hit| hit.service.key.starts_with("ecr")));
    let found = catalog::search("secretmanagr");
    assert_eq!((found.hits[0].service.key, found.hits[0].by), ("secretsmanager", MatchedBy::Spelling));
}

#[test]
fn a_query_names_a_region_however_it_does() {
    let named = |query: &str| catalog::region_of_query(query).map(|region| region.code);
    for query in [
        "sqs eu-west-1",
        "com.amazonaws.eu-west-1.sqs",
        "https://sqs.eu-west-1.amazonaws.com/1/q",
        "EU-WEST-1",
    ] {
        assert_eq!(named(query), Some("eu-west-1"), "{query}");
        assert_eq!(catalog::search(query).region.map(|region| region.code), Some("eu-west-1"), "{query}");
    }
    assert_eq!(named("sqs"), None);
}

#[test]
fn a_search_for_nothing_is_everything_and_nonsense_is_nothing() {
    assert_eq!(catalog::search("  ").hits.len(), catalog::services().len());
    for nonsense in ["zzzzqqq", "....", "://", "*", "@", "com.amazonaws.", &"x".repeat(100_000), "\u{202e}𝕊"]
    {
        let hits = catalog::search(nonsense).hits;
        assert!(hits.is_empty(), "{nonsense} finds {:?}", hits[0].service.key);
    }
}

#[test]
fn fips_twins_follow_their_services_and_closed_services_come_last() {
    let hits: Vec<&str> = catalog::search("kms").hits.iter().map(|hit| hit.service.key).collect();
    assert_eq!(hits[..2], ["kms", "kms-fips"]);
    let hits = catalog::search("evidently").hits;
    assert!(hits.iter().all(|hit| hit.service.status == catalog::Status::Retired));
}

#[test]
fn the_matrix_has_every_service_with_name_types_and_evidence() {
    let catalog = Catalog::embedded();
    let rows = catalog::matrix(&catalog, &Filter { regions: vec!["us-east-2"], ..Filter::default() });
    assert_eq!(rows.len(), 515);
    let json: serde_json::Value = serde_json::from_str(&catalog::matrix_json(&rows)).expect("JSON");
    let s3 = json.as_array().expect("a list").iter().find(|line| line["service"] == "s3").expect("s3");
    assert_eq!(s3["region"], "us-east-2");
    assert_eq!(s3["types"].as_array().map(Vec::len), Some(2));
    assert_eq!(s3["types"][0]["type"], "Gateway");
    assert_eq!(s3["types"][0]["service_name"], "com.amazonaws.us-east-2.s3");
    assert_eq!(s3["types"][0]["evidence"], "inferred");
    assert_eq!(s3["types"][0]["date"], "2026-08-22");
    let csv = catalog::matrix_csv(&rows);
    assert_eq!(csv.lines().count(), 1 + 517);
    assert!(csv.contains("\r\nsqs,Amazon SQS,Application integration,us-east-2,Interface,inferred,com.amazonaws.us-east-2.sqs,no,"));
}

#[test]
fn the_matrix_is_filtered() {
    let catalog = Catalog::embedded();
    let keys = |filter: Filter<'_>| -> Vec<String> {
        catalog::matrix(&catalog, &filter).into_iter().map(|row| row.key.to_owned()).collect()
    };
    let gateways = keys(Filter { endpoint_type: Some(Gateway), ..Filter::default() });
    assert_eq!(gateways, ["dynamodb", "s3", "s3express"]);
    let absent = keys(Filter { classes: vec![Absent], regions: vec!["cn-north-1"], ..Filter::default() });
    assert!(absent.contains(&"iot.credentials".to_owned()), "{absent:?}");
    assert_eq!(keys(Filter { query: "kms", without_fips: true, ..Filter::default() }), ["kms"]);
    let storage = keys(Filter { categories: vec!["Storage"], ..Filter::default() });
    assert_eq!(storage.len(), 23);
    assert!(keys(Filter { regions: vec!["nowhere-1"], ..Filter::default() }).len() == 515);
}

#[test]
fn csv_quotes_what_needs_it() {
    let text =
        catalog::csv(&["a", "b"], std::iter::once(vec!["x,\"y\"".to_owned(), "line\nbreak".to_owned()]));
    assert_eq!(text, "a,b\r\n\"x,\"\"y\"\"\",\"line\nbreak\"\r\n");
}

#[test]
fn regions_are_compared() {
    let catalog = Catalog::embedded();
    assert!(catalog::compare(&catalog, &["eu-west-1", "eu-west-1"]).rows.is_empty());
    let comparison = catalog::compare(&catalog, &["us-east-1", "eu-central-2"]);
    assert_eq!(comparison.rows.len() + comparison.same, 515);
    assert!(comparison.rows.len() > 100 && comparison.same > 100, "{}", comparison.same);
    // Same class of evidence, other form of the name.
    let china = catalog::compare(&catalog, &["us-east-1", "cn-north-1"]);
    assert!(china.rows.iter().any(|row| row.key == "sqs"));
    assert!(!china.rows.iter().any(|row| row.key == "sns"));
}

#[test]
fn a_move_tells_what_breaks() {
    let catalog = Catalog::embedded();
    let need = |key, endpoint_type| Need { key, endpoint_type };
    let needs = [
        need("sqs", Interface),
        need("s3", Gateway),
        need("s3", Interface),
        need("iot.credentials", Interface),
        need("s3express", Gateway),
        need("no-such-service", Interface),
        need("sqs", Interface),
    ];
    let moved = catalog::portability(&catalog, &needs, "us-east-1", "cn-north-1");
    let verdicts: Vec<(&str, Verdict)> =
        moved.iter().map(|each| (each.service.as_str(), each.verdict)).collect();
    assert_eq!(
        verdicts,
        [
            ("iot.credentials", Verdict::Missing),
            ("no-such-service", Verdict::Unknown),
            ("s3express", Verdict::Unknown),
            ("s3", Verdict::Renamed),
            ("sqs", Verdict::Renamed),
            ("s3", Verdict::Kept),
        ]
    );
    assert_eq!(moved[4].to_name, "cn.com.amazonaws.cn-north-1.sqs");
}

const PAGE: &str = r#"{
  "ServiceNames": ["com.amazonaws.us-east-2.s3", "com.amazonaws.us-east-2.sqs", "com.amazonaws.us-east-2.brand-new"],
  "ServiceDetails": [
    {"ServiceName": "com.amazonaws.us-east-2.s3", "ServiceId": "vpce-svc-1", "ServiceType": [{"ServiceType": "Gateway"}],
     "AvailabilityZones": ["us-east-2a", "us-east-2b"], "Owner": "amazon", "VpcEndpointPolicySupported": true},
    {"ServiceName": "com.amazonaws.us-east-2.sqs", "ServiceType": [{"ServiceType": "Interface"}],
     "AvailabilityZones": ["us-east-2c", "us-east-2a"], "AvailabilityZoneIds": ["use2-az1", "use2-az3"],
     "Owner": "amazon", "PrivateDnsName": "sqs.us-east-2.amazonaws.com",
     "PrivateDnsNames": [{"PrivateDnsName": "sqs.us-east-2.amazonaws.com"}, {"PrivateDnsName": "sqs.us-east-2.api.aws"}],
     "VpcEndpointPolicySupported": false, "SupportedIpAddressTypes": ["ipv4", "ipv6"], "Tags": [], "NewField": {"a": 1}},
    {"ServiceName": "com.amazonaws.us-east-2.brand-new", "ServiceType": [{"ServiceType": "Interface"}],
     "AvailabilityZones": ["us-east-2a"], "Owner": "amazon", "PrivateDnsName": null},
    {"ServiceName": "com.amazonaws.vpce.us-east-2.vpce-svc-0f", "ServiceType": [{"ServiceType": "Interface"}], "Owner": "123456789012"},
    {"ServiceName": "com.amazonaws.us-east-2.firewall", "ServiceType": [{"ServiceType": "GatewayLoadBalancer"}], "Owner": "amazon"}
  ]
}"#;

fn read(text: &str) -> Read {
    Overlay::read(text.as_bytes(), ReadOptions { region: None, taken: "2026-11-23" }).expect("an answer")
}

fn error(text: &str) -> OverlayError {
    Overlay::read(text.as_bytes(), ReadOptions::default()).expect_err("no answer")
}

/// A list as long as a Region's.
fn full_answer(region: &str, without: &[&str]) -> String {
    let mut details = String::new();
    for service in catalog::services() {
        for endpoint_type in service.types() {
            if service.availability(region, endpoint_type).is_offered() && !without.contains(&service.key) {
                let names: Vec<_> = service
                    .private_dns_names(region)
                    .names
                    .iter()
                    .map(|name| serde_json::json!({ "PrivateDnsName": name }))
                    .collect();
                let detail = serde_json::json!({
                    "ServiceName": service.service_name(region, endpoint_type),
                    "ServiceType": [{ "ServiceType": endpoint_type.api() }],
                    "PrivateDnsNames": if endpoint_type == Interface { names } else { Vec::new() },
                    "Owner": "amazon",
                });
                write!(details, "{}{detail}", if details.is_empty() { "" } else { "," }).expect("text");
            }
        }
    }
    format!(r#"{{"ServiceDetails":[{details}]}}"#)
}

#[test]
fn the_users_facts_come_first() {
    let Read { overlay, notes } = read(PAGE);
    assert_eq!(overlay.listing_count(), 3);
    let notes = notes.join("\n");
    assert!(
        notes.contains("a part (3 services)") && notes.contains("1 endpoint services of other accounts"),
        "{notes}"
    );
    assert!(notes.contains("1 Gateway Load Balancer"), "{notes}");

    let catalog = Catalog::with_overlay(overlay);
    let sqs = catalog.evidence("sqs", "us-east-2", Interface);
    assert_eq!((sqs.class, sqs.date, sqs.source), (Listed, "2026-11-23", Catalog::YOUR_LIST));
    let zones = catalog.zones("sqs", "us-east-2").expect("zones");
    assert_eq!(
        (zones.names, zones.ids),
        (
            vec!["us-east-2a".to_owned(), "us-east-2c".to_owned()],
            vec!["use2-az1".to_owned(), "use2-az3".to_owned()],
        )
    );
    assert_eq!(catalog.private_dns_names("sqs", "us-east-2").names.len(), 2);
    assert_eq!(catalog.policy_support("sqs", "us-east-2", Interface), Some(false));
    assert_eq!(catalog.ipv6("sqs", "us-east-2", Interface), catalog::Ipv6::Yes);
    // What the answer does not tell stays as the table has it.
    assert_eq!(catalog.availability("kms", "us-east-2", Interface), Inferred);
    assert_eq!(catalog.evidence("sqs", "eu-west-1", Interface).date, "2023-09-21");
    assert_eq!(catalog.entries().len(), 516);
    assert_eq!(catalog.entry("brand-new").map(|entry| entry.service.is_none()), Some(true));
    assert_eq!(
        catalog.service_name("brand-new", "eu-west-1", Interface).as_deref(),
        Some("com.amazonaws.eu-west-1.brand-new")
    );
    let filter = Filter { regions: vec!["us-east-2"], query: "brand", ..Filter::default() };
    assert_eq!(catalog::matrix(&catalog, &filter).len(), 1);
}

#[test]
fn differences_name_both_sides() {
    let differences = read(PAGE).overlay.differences();
    let found: Vec<(&str, Aspect)> =
        differences.items.iter().map(|difference| (difference.key.as_str(), difference.aspect)).collect();
    assert_eq!(
        found,
        [("brand-new", Aspect::NewService), ("sqs", Aspect::PrivateDnsNames), ("sqs", Aspect::Policy),]
    );
    assert_eq!(differences.confirmed, 2);
    let policy = &differences.items[2];
    assert_eq!((policy.table.as_str(), policy.yours.as_str()), ("yes", "no"));
}

#[test]
fn a_complete_answer_says_what_is_missing() {
    let overlay = read(&full_answer("us-east-2", &["kms"])).overlay;
    let differences = overlay.differences();
    assert_eq!(differences.items.len(), 1);
    assert_eq!((differences.items[0].key.as_str(), differences.items[0].aspect), ("kms", Aspect::Missing));
    let catalog = Catalog::with_overlay(overlay);
    assert_eq!(catalog.availability("kms", "us-east-2", Interface), Absent);
    assert_eq!(catalog.availability("kms", "us-east-1", Interface), Listed);
}

#[test]
fn answers_come_in_many_forms() {
    let names = r#"["com.amazonaws.us-east-2.s3","com.amazonaws.us-east-2.sqs","com.amazonaws.iam"]"#;
    let page = |token: &str, name: &str| {
        format!(
            r#"{{"ServiceDetails":[{{"ServiceName":"com.amazonaws.us-east-2.{name}","ServiceType":[{{"ServiceType":"Interface"}}]}}]{token}}}"#
        )
    };
    let token = r#","NextToken":"abc""#;
    let cases = [
        (PAGE.to_owned(), vec!["brand-new", "s3", "sqs"]),
        (names.to_owned(), vec!["iam", "s3", "sqs"]),
        (format!(r#"{{"ServiceNames":{names}}}"#), vec!["iam", "s3", "sqs"]),
        (format!(r#"{{"us-east-2":{names}}}"#), vec!["iam", "s3", "sqs"]),
        (r#"{"us-east-2":{"ServiceNames":["com.amazonaws.iam"]}}"#.to_owned(), vec!["iam"]),
        (format!("{}\n{}", page(token, "sqs"), page("", "sns")), vec!["sns", "sqs"]),
        (format!("[{},{}]", page(token, "sqs"), page("", "sns")), vec!["sns", "sqs"]),
        (
            r#"[{"ServiceName":"com.amazonaws.us-east-2.sqs","ServiceType":[{"ServiceType":"Interface"}]}]"#
                .to_owned(),
            vec!["sqs"],
        ),
        (format!("\u{feff}{}", page("", "sqs")), vec!["sqs"]),
    ];
    for (text, keys) in cases {
        let overlay = read(&text).overlay;
        let answer = overlay.region("us-east-2").unwrap_or_else(|| panic!("{text}"));
        assert_eq!(answer.services.keys().collect::<Vec<_>>(), keys, "{text}");
        assert_eq!(overlay.regions().count(), 1, "{text}");
    }
    // As PowerShell writes it.
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(names.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(Overlay::read(&wide, ReadOptions::default()).expect("UTF-16").overlay.listing_count(), 5 - 1);
    let global = r#"["com.amazonaws.iam"]"#;
    let given = Overlay::read(global.as_bytes(), ReadOptions { region: Some("us-east-1"), taken: "" });
    assert!(given.expect("a Region is given").overlay.region("us-east-1").is_some());
}

#[test]
fn several_regions_stay_apart() {
    let text = format!("[{},{}]", full_answer("eu-west-1", &[]), full_answer("cn-north-1", &[]));
    let overlay = read(&text).overlay;
    assert_eq!(overlay.regions().map(|(code, _)| code).collect::<Vec<_>>(), ["cn-north-1", "eu-west-1"]);
    assert_eq!(overlay.differences().items.first(), None);
}

#[test]
fn an_overlay_round_trips_and_merges() {
    let mut overlay = read(&full_answer("eu-west-1", &[])).overlay;
    overlay.merge(read(PAGE).overlay);
    let again = read(&overlay.to_json()).overlay;
    assert_eq!(again, overlay);
    // A part adds, a complete answer replaces.
    let before = overlay.region("us-east-2").map(|answer| answer.services.len());
    overlay.merge(read(r#"["com.amazonaws.us-east-2.sns"]"#).overlay);
    assert_eq!(
        overlay.region("us-east-2").map(|answer| answer.services.len()),
        before.map(|count| count + 1)
    );
    overlay.merge(read(&full_answer("us-east-2", &["sns"])).overlay);
    assert!(overlay.region("us-east-2").is_some_and(|answer| !answer.services.contains_key("sns")));
    assert!(overlay.remove("us-east-2") && !overlay.remove("us-east-2"));
}

#[test]
fn what_is_not_an_answer_gets_a_clear_message() {
    assert_eq!(error(" \n"), OverlayError::Empty);
    let full = full_answer("eu-west-1", &[]);
    assert!(matches!(error(&full[..full.len() / 2]), OverlayError::Truncated { .. }));
    assert!(matches!(error(r#"{"ServiceNames": [,]}"#), OverlayError::Syntax { line: 1, .. }));
    assert!(matches!(error("SERVICEDETAILS\tFalse\tamazon"), OverlayError::OtherOutput { .. }));
    assert!(matches!(
        error("ServiceDetails:\n- AcceptanceRequired: false"),
        OverlayError::OtherOutput { found: "YAML" }
    ));
    assert!(matches!(error(r#"["com.amazonaws.iam"]"#), OverlayError::NoRegion { services: 1 }));
    for foreign in [
        "{}",
        "[]",
        "[1]",
        "[null]",
        r#"{"Vpcs":[]}"#,
        r#"{"ServiceNames":5}"#,
        r#"{"ServiceDetails":[{"ServiceName":5}]}"#,
        r#"{"ServiceNames":[],"ServiceDetails":[]}"#,
        r#"{"us-east-1":{"Vpcs":[]}}"#,
    ] {
        let message = error(foreign).to_string();
        assert!(message.contains("describe-vpc-endpoint-services"), "{foreign}: {message}");
    }
    let newer = r#"{"format":"vpc-designer-catalog-overlay","version":2,"regions":{}}"#;
    assert_eq!(error(newer), OverlayError::TooNew { version: 2 });
    assert_eq!(Overlay::read(&[0xc3, 0x28], ReadOptions::default()), Err(OverlayError::NotText));
    assert!(matches!(error(&"[".repeat(100_000)), OverlayError::Syntax { .. }));
}

#[test]
fn ten_megabytes_are_read_and_far_too_much_is_refused() {
    let mut text = String::from("{\"ServiceDetails\":[");
    let padding = "x".repeat(200);
    let mut count = 0;
    while text.len() < 10 * 1024 * 1024 {
        let comma = if count == 0 { "" } else { "," };
        write!(
            text,
            r#"{comma}{{"ServiceName":"com.amazonaws.us-east-2.service-{count}","ServiceType":[{{"ServiceType":"Interface"}}],"Owner":"amazon","ServiceId":"{padding}"}}"#
        )
        .expect("text");
        count += 1;
    }
    text.push_str("]}");
    let overlay = read(&text).overlay;
    assert_eq!(overlay.listing_count(), count);
    assert_eq!(Catalog::with_overlay(overlay).entries().len(), 515 + count);
    text.truncate(text.len() - 2);
    assert!(matches!(error(&text), OverlayError::Truncated { .. }));
    let huge = vec![b' '; Overlay::MAX_BYTES + 1];
    assert!(matches!(Overlay::read(&huge, ReadOptions::default()), Err(OverlayError::TooLarge { .. })));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_makes_reading_or_searching_panic(bytes: Vec<u8>, text: String) {
        let _ = Overlay::read(&bytes, ReadOptions::default());
        let _ = Overlay::read(text.as_bytes(), ReadOptions { region: Some("eu-west-1"), taken: &text });
        let _ = Overlay::read(format!("[{text:?}]").as_bytes(), ReadOptions { region: Some("eu-west-1"), taken: "" });
        let _ = catalog::search(&text);
        let _ = catalog::similar_services(&text);
    }
}
