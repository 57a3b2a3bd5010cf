//! The service page, the move of a design, and the rows of the matrix.

use expect_test::expect;
use vpc_designer::{
    catalog::{
        self, Availability, Catalog, EndpointType, Filter, Overlay, Page, PageFact, Value, Verdict,
        overlay::ReadOptions,
    },
    edit,
    model::{Design, ServiceRef},
    template::templates,
};

fn page(key: &str, region: &str) -> Page {
    Catalog::embedded().page(key, region).expect("a service of the table")
}

fn facts(page: &Page) -> impl Iterator<Item = &PageFact> {
    page.sections.iter().flat_map(|section| &section.facts)
}

fn fact<'a>(page: &'a Page, label: &str) -> &'a PageFact {
    facts(page).find(|fact| fact.label == label).unwrap_or_else(|| panic!("no fact {label}"))
}

#[test]
fn the_answer_is_at_the_top() {
    let answer = |key: &str, region: &str| page(key, region).answer;
    expect!["The endpoint of Amazon SQS in eu-central-1 is https://sqs.eu-central-1.amazonaws.com. Reach it privately through an interface endpoint for com.amazonaws.eu-central-1.sqs; with private DNS on, sqs.eu-central-1.amazonaws.com then leads to it inside the VPC."]
        .assert_eq(&answer("sqs", "eu-central-1"));
    expect!["The endpoint of Amazon S3 in us-east-1 is https://s3.us-east-1.amazonaws.com. Reach it privately through a gateway endpoint for com.amazonaws.us-east-1.s3, which is free, or an interface endpoint for com.amazonaws.us-east-1.s3; with private DNS on, *.s3.us-east-1.amazonaws.com then leads to it inside the VPC."]
        .assert_eq(&answer("s3", "us-east-1"));
    expect!["The endpoint of Amazon DynamoDB in cn-north-1 is https://dynamodb.cn-north-1.amazonaws.com.cn. Reach it privately through a gateway endpoint for com.amazonaws.cn-north-1.dynamodb, which is free, or an interface endpoint for com.amazonaws.cn-north-1.dynamodb."]
        .assert_eq(&answer("dynamodb", "cn-north-1"));
    expect!["AWS documents that Amazon EKS - API has no VPC endpoint in ap-southeast-7."]
        .assert_eq(&answer("eks", "ap-southeast-7"));
    expect!["The endpoint of AWS Identity and Access Management (IAM) in eu-west-1 is https://iam.amazonaws.com. There is little evidence of a VPC endpoint for AWS Identity and Access Management (IAM) in eu-west-1: ask AWS with describe-vpc-endpoint-services before you rely on it."]
        .assert_eq(&answer("iam", "eu-west-1"));
}

#[test]
fn every_fact_has_evidence_or_is_unknown() {
    let sqs = page("sqs", "eu-central-1");
    let interface = fact(&sqs, "Interface endpoint");
    let basis = interface.basis.as_ref().expect("a listed service");
    assert_eq!((basis.class, basis.date.as_str()), (Availability::Listed, "2023-09-21"));
    assert_eq!(
        fact(&sqs, "Interface service name").values,
        [Value::Code("com.amazonaws.eu-central-1.sqs".to_owned())]
    );
    assert_eq!(fact(&sqs, "FIPS twin").values, [Value::Service("sqs-fips".to_owned())]);
    assert_eq!(
        fact(&page("cassandra", "us-east-1"), "Client ports").values,
        [Value::Text("TCP 9142".to_owned())]
    );
    // Nobody knows: no value, and no reason for one.
    let unknown = fact(&page("sqs-fips", "eu-central-1"), "Interface endpoint").clone();
    assert_eq!((unknown.values, unknown.basis), (Vec::new(), None));
    let assumed = page("kms", "cn-north-1");
    let name = fact(&assumed, "Interface service name").basis.as_ref().expect("a basis");
    assert_eq!(name.class, Availability::Weak, "no source prints this name");
}

#[test]
fn every_page_can_be_made() {
    for service in catalog::services() {
        for region in ["us-east-1", "cn-north-1", "eusc-de-east-1", "us-iso-east-1", "nowhere-1"] {
            let page = page(service.key, region);
            assert!(page.answer.ends_with('.'), "{}: {}", service.key, page.answer);
            for fact in facts(&page) {
                assert!(fact.basis.is_none() || !fact.values.is_empty(), "{} {}", service.key, fact.label);
            }
        }
    }
}

#[test]
fn the_page_follows_the_users_own_list() {
    let answer = r#"{"ServiceDetails": [{"ServiceName": "com.amazonaws.eu-west-1.sqs", "Owner": "amazon",
        "ServiceType": [{"ServiceType": "Interface"}], "AvailabilityZones": ["eu-west-1b"],
        "AvailabilityZoneIds": ["euw1-az2"], "VpcEndpointPolicySupported": false,
        "PrivateDnsNames": [{"PrivateDnsName": "own.example"}]}]}"#;
    let options = ReadOptions { region: None, taken: "2026-11-23" };
    let catalog = Catalog::with_overlay(Overlay::read(answer.as_bytes(), options).unwrap().overlay);
    let page = catalog.page("sqs", "eu-west-1").unwrap();
    for (label, value) in [
        ("Private DNS names", Value::Code("own.example".to_owned())),
        ("Endpoint policy, interface", Value::Text("No".to_owned())),
        ("Zone names of this service", Value::Code("eu-west-1b".to_owned())),
        ("Zone ids of this service", Value::Code("euw1-az2".to_owned())),
    ] {
        let fact = fact(&page, label);
        assert_eq!(fact.values, [value]);
        let basis = fact.basis.as_ref().expect("a basis");
        assert_eq!((basis.source.as_str(), basis.date.as_str()), (Catalog::YOUR_LIST, "2026-11-23"));
    }
}

#[test]
fn a_move_tells_what_breaks() {
    let catalog = Catalog::embedded();
    let mut design = templates()[0].build("us-east-1").unwrap();
    let vpc = design.vpcs.ids().next().unwrap();
    for key in ["eks", "states"] {
        edit::add_endpoint(&mut design, &catalog, vpc, ServiceRef::Aws(key.to_owned())).unwrap();
    }
    assert_eq!(edit::portability(&design, &catalog, "us-east-1"), [], "it is there already");
    let verdict = |to: &str, key: &str| {
        let moves = edit::portability(&design, &catalog, to);
        assert_eq!((moves.len(), moves[0].from.as_str()), (1, "us-east-1"));
        moves[0].services.iter().find(|moved| moved.service == key).unwrap().verdict
    };
    assert_eq!(verdict("ap-southeast-7", "eks"), Verdict::Missing);
    assert_eq!(verdict("cn-north-1", "states"), Verdict::Renamed);
    assert_eq!(verdict("eu-central-1", "states"), Verdict::Kept);
    let zones = |to: &str| edit::portability(&design, &catalog, to)[0].zones_missing.clone();
    assert_eq!(zones("eu-central-1"), Some(Vec::new()));
    assert!(zones("us-west-1").is_some_and(|missing| !missing.is_empty()), "three zones do not fit into two");
    assert_eq!(edit::portability(&Design::new("empty", "us-east-1"), &catalog, "eu-west-1"), []);
}

#[test]
fn rows_and_cells_of_the_matrix_come_from_one_filter() {
    let catalog = Catalog::embedded();
    let filters = [
        Filter::default(),
        Filter { query: "step functions", ..Filter::default() },
        Filter { endpoint_type: Some(EndpointType::Gateway), ..Filter::default() },
        Filter { classes: vec![Availability::Absent], regions: vec!["ap-southeast-7"], ..Filter::default() },
        Filter { classes: vec![Availability::Unknown], regions: vec!["us-iso-east-1"], ..Filter::default() },
    ];
    let mut counts = Vec::new();
    for filter in filters {
        let rows = catalog::matrix_rows(&catalog, &filter);
        let cells = catalog::matrix(&catalog, &filter);
        assert_eq!(
            rows.iter().map(|row| row.key).collect::<Vec<_>>(),
            cells.iter().map(|row| row.key).collect::<Vec<_>>()
        );
        if !filter.classes.is_empty() {
            let fits = |row: &catalog::MatrixRow<'_>| {
                row.cells[0].types.iter().any(|each| filter.classes.contains(&each.evidence))
            };
            assert!(cells.iter().all(fits));
        }
        counts.push(rows.len());
    }
    assert_eq!((counts[0], counts[2]), (515, 3));
    assert!(counts[1] >= 2 && counts[3] >= 1 && counts[4] > 300, "{counts:?}");
}
