use std::collections::BTreeSet;

use expect_test::expect;
use proptest::prelude::*;
use serde_json::Value;

use super::*;

fn place(key: &str, region: &str) -> PolicyPlace {
    let kind = if key == "s3" { EndpointType::Gateway } else { EndpointType::Interface };
    PolicyPlace { key: key.to_owned(), region: region.to_owned(), kind }
}

fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn texts(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// By hand from <https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html>: the minimum for the layers,
/// beside one bucket of one's own.
#[test]
fn s3_for_fargate_and_one_bucket() {
    let inputs = PolicyInputs {
        accounts: texts(&["111122223333"]),
        own_resources: true,
        resources: texts(&["orders"]),
        uses: set(&["read"]),
        owned: set(&["EcrLayers"]),
        ..PolicyInputs::default()
    };
    let built = build(&place("s3", "eu-central-1"), &inputs);
    expect![[r#"
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "OwnUse",
              "Effect": "Allow",
              "Principal": "*",
              "Action": [
                "s3:GetBucketLocation",
                "s3:GetObject",
                "s3:GetObjectVersion",
                "s3:ListBucket"
              ],
              "Resource": [
                "arn:aws:s3:::orders",
                "arn:aws:s3:::orders/*"
              ],
              "Condition": {
                "StringEquals": {
                  "aws:PrincipalAccount": "111122223333",
                  "aws:ResourceAccount": "111122223333"
                }
              }
            },
            {
              "Sid": "EcrLayers",
              "Effect": "Allow",
              "Principal": "*",
              "Action": "s3:GetObject",
              "Resource": "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*"
            }
          ]
        }"#]]
    .assert_eq(&built.json);
    let told: Vec<&str> = built.statements.iter().map(|each| each.text.as_str()).collect();
    expect![[r#"
        [
            "Principals of account 111122223333 may read objects, in bucket orders and no other; what they call must belong to the same accounts",
            "Image layers of ECR: Image layers are downloaded from a bucket of AWS by presigned addresses: without it no image can be pulled",
        ]
    "#]].assert_debug_eq(&told);
    assert_eq!(read(&place("s3", "eu-central-1"), &built.json), Some(inputs));
}

#[test]
fn other_partitions_have_their_own_arns() {
    let inputs = PolicyInputs {
        organization: Some("o-a1b2c3d4e5".to_owned()),
        own_resources: true,
        resources: texts(&["orders"]),
        owned: set(&["AmazonLinux2", "CloudFormationAnswers"]),
        ..PolicyInputs::default()
    };
    let china = build(&place("s3", "cn-north-1"), &inputs).json;
    for part in [
        "arn:aws-cn:s3:::orders/*",
        "arn:aws-cn:s3:::amazonlinux.cn-north-1.amazonaws.com.cn/*",
        "arn:aws-cn:s3:::cloudformation-custom-resource-response-cnnorth1/*",
        "\"aws:ResourceOrgID\": \"o-a1b2c3d4e5\"",
    ] {
        assert!(china.contains(part), "{part} in {china}");
    }
    assert!(!china.contains("arn:aws:"), "{china}");
}

#[test]
fn what_aws_owns_is_offered_where_it_is_known() {
    let sids = |key, region| {
        owned_here(&place(key, region)).into_iter().map(|(owned, _)| owned.sid).collect::<Vec<_>>()
    };
    assert!(sids("s3", "us-east-1").contains(&"CodeArtifactAssets"));
    // AWS's page tells no bucket of CodeArtifact in Zurich.
    assert!(!sids("s3", "eu-central-2").contains(&"CodeArtifactAssets"));
    assert_eq!(sids("ecr.dkr", "us-gov-west-1"), ["EksImages"]);
    assert_eq!(sids("ecr.dkr", "eu-central-2"), ["EksImages"]);
    // Nor the account of EKS's images in Calgary, which a policy there has to allow all the same.
    assert_eq!(sids("ecr.dkr", "ca-west-1"), Vec::<&str>::new());
    let unknown =
        |key, region| owned_unknown(&place(key, region)).iter().map(|owned| owned.sid).collect::<Vec<_>>();
    assert_eq!(unknown("ecr.dkr", "ca-west-1"), ["EksImages"]);
    assert_eq!(unknown("ecr.dkr", "us-east-1"), Vec::<&str>::new());
    let (_, resources) = owned_here(&place("ecr.dkr", "us-gov-west-1")).remove(0);
    assert_eq!(resources, ["arn:aws-us-gov:ecr:us-gov-west-1:013241004608:repository/*"]);
}

#[test]
fn statements_by_hand_stay() {
    let policy = r#"{"Statement": [
        {"Sid": "OwnUse", "Effect": "Deny", "Principal": "*", "Action": "s3:DeleteBucket", "Resource": "*"},
        {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"},
        {"Sid": "EcrLayers", "Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}
    ]}"#;
    let here = place("s3", "us-east-1");
    let inputs = read(&here, policy).unwrap();
    // What has the builder's id but not its content was written by hand.
    assert_eq!((inputs.kept.len(), inputs.owned.len()), (3, 0));
    let built = build(&here, &inputs);
    let again: Value = serde_json::from_str(&built.json).unwrap();
    let statements = again["Statement"].as_array().unwrap();
    assert_eq!(statements.len(), 4);
    let before: Value = serde_json::from_str(policy).unwrap();
    assert_eq!(&statements[1..], before["Statement"].as_array().unwrap().as_slice());
    for text in ["", "[]", "{}", r#"{"Statement": 1}"#, "nonsense"] {
        assert_eq!(read(&here, text), None, "{text}");
    }
}

#[test]
fn what_is_no_account_or_action_is_told() {
    let inputs = PolicyInputs {
        accounts: texts(&["1234", "111122223333", "111122223333 "]),
        organization: Some("acme".to_owned()),
        resources: texts(&["My Bucket"]),
        actions: texts(&["s3 GetObject", "s3:GetObject"]),
        ..PolicyInputs::default()
    };
    let built = build(&place("s3", "us-east-1"), &inputs);
    expect![[r#"
        [
            "“1234” is not an account: twelve digits",
            "“acme” is not an organization: it looks like o-a1b2c3d4e5",
            "“My Bucket” is not the name of a bucket",
            "“s3 GetObject” is not an action: it looks like s3:GetObject",
        ]
    "#]]
    .assert_debug_eq(&built.left_out);
    assert!(built.json.contains(r#""aws:PrincipalAccount": "111122223333""#), "{}", built.json);
}

#[test]
fn every_action_is_said_once() {
    let inputs = PolicyInputs { uses: set(&["read"]), actions: texts(&["*"]), ..PolicyInputs::default() };
    let built = build(&place("s3", "us-east-1"), &inputs);
    assert!(built.json.contains(r#""Action": "*""#), "{}", built.json);
    assert_eq!(
        built.statements[0].text,
        "Everybody who reaches the endpoint may call every action of the service"
    );
    assert_eq!(read(&place("s3", "us-east-1"), &built.json), Some(PolicyInputs::default()));
}

#[test]
fn every_use_and_owned_resource_is_of_a_known_service() {
    for service in catalog::services() {
        for each in catalog::policy_uses(service.key) {
            assert!(each.actions.iter().all(valid::action), "{} {}", each.key, each.id);
        }
    }
    let known: usize = catalog::services().iter().map(|s| catalog::policy_uses(s.key).count()).sum();
    let owned: usize = catalog::services().iter().map(|s| catalog::owned_resources(s.key).count()).sum();
    assert_eq!((known, owned), catalog::policy_counts());
    for owned in catalog::services().iter().flat_map(|s| catalog::owned_resources(s.key)) {
        assert!(owned.sid.bytes().all(|b| b.is_ascii_alphanumeric()), "{}", owned.sid);
        assert!(owned.actions.iter().all(valid::action) && !owned.pages.is_empty(), "{}", owned.sid);
        for word in owned.when.iter() {
            let known = match word.split_once(':') {
                Some(("recipe", id)) => catalog::recipe(id).is_some(),
                Some(("kind", kind)) => crate::model::WorkloadKind::ALL.iter().any(|k| k.word() == kind),
                Some(_) => false,
                None => catalog::service(word).is_some(),
            };
            assert!(known, "{}: {word}", owned.sid);
        }
        for region in catalog::regions() {
            for arn in owned.resources(region.code).unwrap_or_default() {
                assert!(arn == "*" || valid::arn(&arn), "{arn}");
                assert!(!arn.contains(['{', '}']), "{arn}");
            }
        }
    }
}

fn any_inputs() -> impl Strategy<Value = (String, String, PolicyInputs)> {
    let text = "[a-z0-9:*./ -]{0,20}|[0-9]{12}|o-[a-z0-9]{12}|arn:aws:sqs:us-east-1:111122223333:q|\\PC{0,8}";
    let texts = prop::collection::vec(text, 0..5);
    let uses = prop::sample::subsequence(vec!["read", "write", "pull", "agent", "nothing"], 0..5);
    let owned =
        prop::sample::subsequence(vec!["EcrLayers", "SystemsManagerAgent", "AwsDocuments", "Nothing"], 0..4);
    let key = prop::sample::select(vec!["s3", "ssm", "ecr.dkr", "sqs", "kms", "unknown"]);
    let region = prop::sample::select(vec!["us-east-1", "cn-north-1", "us-gov-west-1", "nowhere-1"]);
    (key, region, texts.clone(), prop::option::of(text), any::<bool>(), (texts.clone(), texts), uses, owned)
        .prop_map(
            |(key, region, accounts, organization, own_resources, (resources, actions), uses, owned)| {
                let inputs = PolicyInputs {
                    accounts,
                    organization,
                    own_resources,
                    resources,
                    uses: set(&uses),
                    actions,
                    owned: set(&owned),
                    kept: Vec::new(),
                };
                (key.to_owned(), region.to_owned(), inputs)
            },
        )
}

proptest! {
    #[test]
    fn what_is_built_is_a_policy_and_reads_back((key, region, inputs) in any_inputs()) {
        let here = place(&key, &region);
        let built = build(&here, &inputs);
        let value: Value = serde_json::from_str(&built.json).unwrap();
        let statements = value["Statement"].as_array().unwrap();
        prop_assert!(statements.iter().any(|each| each["Effect"] == "Allow"));
        prop_assert_eq!(statements.len(), built.statements.len());
        prop_assert!(built.json.chars().count() <= 20_480);
        // What was read is built to the same text: reading loses nothing.
        let back = read(&here, &built.json).unwrap();
        prop_assert_eq!(&back.kept, &Vec::<Value>::new());
        prop_assert_eq!(build(&here, &back).json, built.json);
    }
}
