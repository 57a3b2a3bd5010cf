//! Recipes: what a workload needs, added in one step.

use expect_test::{Expect, expect};
use vpc_designer::{
    catalog::{Availability, Catalog, EndpointType, recipes},
    check::{self, Severity},
    edit::{self, NeedState, WayOut},
    editor::{Command, Editor},
    model::*,
    template::recipe_design,
};

const REGIONS: [&str; 4] = ["us-east-1", "eu-central-2", "us-gov-west-1", "cn-north-1"];

/// A VPC with two zones, a subnet of a kind in each, and a workload of a recipe in the first.
fn place(region: &str, kind: SubnetKind, recipe: &str) -> (Design, Id<Workload>) {
    let catalog = Catalog::embedded();
    let mut design = Design::new("recipe", region);
    let vpc = edit::add_vpc(&mut design, region);
    let subnets: Vec<Id<Subnet>> = (0..2)
        .map(|_| {
            let zone = edit::add_zone(&mut design, &catalog, vpc, None).unwrap();
            edit::add_subnet(&mut design, zone, kind).unwrap()
        })
        .collect();
    let workload = edit::add_recipe_workload(&mut design, subnets[0], recipe).unwrap();
    (design, workload)
}

fn choice(recipe: &str, options: &[(&str, &str)]) -> RecipeChoice {
    let options = options.iter().map(|(option, value)| ((*option).to_owned(), (*value).to_owned())).collect();
    RecipeChoice { id: recipe.to_owned(), options }
}

fn needs(design: &Design, workload: Id<Workload>, choice: &RecipeChoice) -> edit::Needs {
    edit::needs(design, &Catalog::embedded(), workload, choice).unwrap()
}

/// The codes of findings that say that an endpoint, a port or a companion is missing, or that something is wrong with
/// what is there. That little is known of a service in a Region is a warning of its own, which no endpoint can cure;
/// and notes are worth knowing, not wrong.
fn faults(design: &Design) -> Vec<String> {
    check::check(design, &Catalog::embedded())
        .into_iter()
        .filter(|finding| finding.rule.code != "W404" && finding.rule.severity != Severity::Info)
        .map(|finding| format!("{} {}", finding.rule.code, finding.message))
        .collect()
}

#[test]
fn every_recipe_in_every_partition_leaves_nothing_to_find() {
    for region in REGIONS {
        for recipe in recipes() {
            for all in [false, true] {
                let choice = RecipeChoice::new(recipe.id);
                let wanted = |need: &edit::RecipeNeed| all || need.is_usual();
                let design = recipe_design(&choice, region, &Catalog::embedded(), wanted).unwrap();
                assert_eq!(design.dangling(), [], "{} in {region}", recipe.id);
                assert_eq!(faults(&design), Vec::<String>::new(), "{} in {region}, all: {all}", recipe.id);
                // A second time there is nothing to add.
                let workload = design.workloads.ids().next().unwrap();
                let again = needs(&design, workload, &choice);
                assert_eq!(again.fix(wanted), None, "{} in {region}", recipe.id);
                for need in &again.endpoints {
                    match need.state {
                        NeedState::Met(_) => {}
                        NeedState::NotOffered => assert!(!need.availability.is_possible()),
                        NeedState::Missing | NeedState::Reusable(_) => {
                            assert!(!all && need.condition.is_some(), "{} {}", recipe.id, need.key);
                        }
                    }
                }
            }
        }
    }
}

/// What stands in the recipe for the Region, a line each.
fn told(region: &str, choice: &RecipeChoice) -> String {
    let (design, workload) = place(region, SubnetKind::Isolated, &choice.id);
    let mut text = String::new();
    for need in needs(&design, workload, choice).endpoints {
        let state = match need.state {
            NeedState::Missing => "",
            NeedState::NotOffered => ", not offered",
            NeedState::Met(_) | NeedState::Reusable(_) => ", there",
        };
        let when = need.condition.map_or("required", |_| "optional");
        text += &format!("{when} {} {} {}{state}\n", need.key, need.kind.api(), need.availability.word());
    }
    text
}

fn golden(region: &str, choice: &RecipeChoice, expected: Expect) {
    expected.assert_eq(&told(region, choice));
}

/// By hand from <https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html> and
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html>.
#[test]
fn ecs_on_fargate() {
    golden(
        "us-east-1",
        &choice("ecs-fargate", &[]),
        expect![[r#"
        required ecr.api Interface listed
        required ecr.dkr Interface listed
        required s3 Gateway listed
        required logs Interface listed
        optional secretsmanager Interface listed
        optional ssm Interface listed
        optional ssmmessages Interface listed
        optional kms Interface listed
        optional ecs-agent Interface listed
    "#]],
    );
    golden(
        "us-east-1",
        &choice("ecs-fargate", &[("log-driver", "other")]),
        expect![[r#"
        required ecr.api Interface listed
        required ecr.dkr Interface listed
        required s3 Gateway listed
        optional secretsmanager Interface listed
        optional ssm Interface listed
        optional ssmmessages Interface listed
        optional kms Interface listed
        optional ecs-agent Interface listed
    "#]],
    );
    golden(
        "us-east-1",
        &choice("ecs-fargate-1.3", &[]),
        expect![[r#"
        required ecr.dkr Interface listed
        required s3 Gateway listed
        required logs Interface listed
        optional secretsmanager Interface listed
        optional ssm Interface listed
    "#]],
    );
}

/// By hand from <https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html>.
#[test]
fn session_manager_by_agent_and_region() {
    golden(
        "eu-west-1",
        &choice("ssm-session-manager", &[]),
        expect![[r#"
        required ssm Interface listed
        required ssmmessages Interface listed
        required ec2messages Interface listed
        optional kms Interface listed
        optional logs Interface listed
        optional s3 Gateway inferred
        optional ec2 Interface listed
    "#]],
    );
    golden(
        "eu-west-1",
        &choice("ssm-session-manager", &[("agent", "3.3.40.0")]),
        expect![[r#"
        required ssm Interface listed
        required ssmmessages Interface listed
        optional kms Interface listed
        optional logs Interface listed
        optional s3 Gateway inferred
        optional ec2 Interface listed
    "#]],
    );
    golden(
        "mx-central-1",
        &choice("ssm-session-manager", &[]),
        expect![[r#"
        required ssm Interface inferred
        required ssmmessages Interface inferred
        required ec2messages Interface inferred
        optional kms Interface inferred
        optional logs Interface documented
        optional s3 Gateway inferred
        optional ec2 Interface inferred
    "#]],
    );
}

/// By hand from <https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html>: the management API of EKS has no
/// endpoint in some Regions.
#[test]
fn eks_where_its_api_has_no_endpoint() {
    golden(
        "ap-southeast-7",
        &choice("eks-private", &[("credentials", "pod-identity")]),
        expect![[r#"
        required ec2 Interface inferred
        required ecr.api Interface inferred
        required ecr.dkr Interface inferred
        required eks-auth Interface weak
        required eks Interface absent, not offered
        required s3 Gateway inferred
        optional elasticloadbalancing Interface inferred
        optional logs Interface documented
        optional autoscaling Interface inferred
        optional xray Interface inferred
        optional ssm Interface inferred
        optional oidc-eks Interface inferred
        optional route53 Interface unknown, not offered
        optional s3 Interface inferred
    "#]],
    );
}

#[test]
fn a_choice_leads_to_another_recipe() {
    let recipe = vpc_designer::catalog::recipe("ecs-fargate").unwrap();
    let platform = recipe.options().into_iter().find(|option| option.id == "platform-version").unwrap();
    let old = platform.value(Some("1.3.0")).unwrap();
    assert_eq!(old.recipe().map(|recipe| recipe.id), Some("ecs-fargate-1.3"));
    // The old platform pulls without the ECR API, and the checks agree as soon as the workload says what it is.
    let catalog = Catalog::embedded();
    let design =
        recipe_design(&RecipeChoice::new("ecs-fargate-1.3"), "us-east-1", &catalog, |n| n.is_usual())
            .unwrap();
    let keys: Vec<&str> = design.endpoints.values().map(|endpoint| endpoint.service.word()).collect();
    assert_eq!(keys, ["ecr.dkr", "s3", "logs"]);
}

#[test]
fn what_is_there_is_reused() {
    let catalog = Catalog::embedded();
    let (mut design, first) = place("eu-west-1", SubnetKind::Private, "ecs-fargate");
    let choice = RecipeChoice::new("ecs-fargate");
    needs(&design, first, &choice).usual_fix().unwrap().apply(&mut design, &catalog).unwrap();
    let endpoints = design.endpoints.len();
    let other = design.subnets.ids().last().unwrap();
    let second = edit::add_recipe_workload(&mut design, other, "ecs-fargate").unwrap();
    let found = needs(&design, second, &choice);
    assert!(
        found
            .endpoints
            .iter()
            .filter(|n| n.condition.is_none())
            .all(|n| matches!(n.state, NeedState::Reusable(_)))
    );
    let fix = found.usual_fix().unwrap();
    assert_eq!(fix.label, "Connect 4 services");
    fix.apply(&mut design, &catalog).unwrap();
    assert_eq!(design.endpoints.len(), endpoints);
    assert_eq!(design.connections_of(second).count(), 4);
    // The second task is in another zone and behind another route table, and is let out to everything.
    assert_eq!(faults(&design), Vec::<String>::new());
    assert_eq!(needs(&design, second, &choice).usual_fix(), None);
}

#[test]
fn one_undo_step_takes_all_of_it_back() {
    let (design, workload) = place("eu-west-1", SubnetKind::Private, "ecs-fargate");
    let mut editor = Editor::new(design);
    let before = editor.design().clone();
    let fix = needs(&before, workload, &RecipeChoice::new("ecs-fargate")).usual_fix().unwrap();
    assert_eq!(fix.label, "Add 4 endpoints");
    let outcome = editor.apply(Command::Fix(fix)).unwrap();
    assert!(outcome.change.is_some());
    assert_eq!(editor.undo_label(), Some("Add 4 endpoints"));
    let places: std::collections::BTreeSet<(i32, i32)> =
        editor.design().endpoints.values().map(|endpoint| (endpoint.at.x, endpoint.at.y)).collect();
    assert_eq!(places.len(), 4, "each endpoint has a place of its own");
    editor.undo();
    assert_eq!(**editor.design(), *before);
}

#[test]
fn a_way_out_is_told() {
    for (kind, way) in [
        (SubnetKind::Isolated, WayOut::None),
        (SubnetKind::Private, WayOut::None),
        (SubnetKind::Public, WayOut::None),
    ] {
        let (design, workload) = place("eu-west-1", kind, "sqs");
        assert_eq!(needs(&design, workload, &RecipeChoice::new("sqs")).way_out, way, "{kind:?}");
    }
    let catalog = Catalog::embedded();
    let (mut design, workload) = place("eu-west-1", SubnetKind::Private, "sqs");
    let zone = design.zones.ids().next().unwrap();
    let public = edit::add_subnet(&mut design, zone, SubnetKind::Public).unwrap();
    edit::add_nat_gateway(&mut design, public).unwrap();
    assert_eq!(needs(&design, workload, &RecipeChoice::new("sqs")).way_out, WayOut::Nat);
    let host = edit::add_recipe_workload(&mut design, public, "sqs").unwrap();
    let found = edit::needs(&design, &catalog, host, &RecipeChoice::new("sqs")).unwrap();
    assert_eq!(found.way_out, WayOut::Internet);
    // Two zones at 0.011 dollars for 730 hours.
    let (price, currency) = found.endpoints[0].monthly.unwrap();
    assert_eq!((price.to_string().as_str(), currency), ("16.06", "USD"));
}

#[test]
fn an_absent_service_says_who_says_so() {
    let (design, workload) = place("ap-southeast-7", SubnetKind::Isolated, "eks-private");
    let found = needs(&design, workload, &RecipeChoice::new("eks-private"));
    let eks = found.endpoints.iter().find(|need| need.key == "eks").unwrap();
    assert_eq!((eks.state, eks.availability), (NeedState::NotOffered, Availability::Absent));
    assert!(
        eks.reasons.iter().any(|reason| reason == "AWS documents that it is not offered in ap-southeast-7")
    );
}

/// By <https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html>: the group of an endpoint must
/// let its clients in.
#[test]
fn endpoints_let_in_the_vpc_or_their_callers() {
    let catalog = Catalog::embedded();
    let choice = RecipeChoice::new("ecs-fargate");
    let (mut design, workload) = place("eu-west-1", SubnetKind::Private, "ecs-fargate");
    needs(&design, workload, &choice).usual_fix().unwrap().apply(&mut design, &catalog).unwrap();
    let peers = |design: &Design| -> Vec<String> {
        let group = design.security_groups.values().find(|group| group.name == "vpc-endpoints").unwrap();
        group
            .ingress
            .iter()
            .map(|rule| match &rule.peer {
                Peer::Cidr(block) => block.to_string(),
                Peer::Ipv6Cidr(block) => block.to_string(),
                Peer::SecurityGroup(id) => design.security_groups.get(*id).unwrap().name.clone(),
                Peer::PrefixList(key) => key.clone(),
            })
            .collect()
    };
    assert_eq!(peers(&design), ["10.0.0.0/16"]);
    // A rule for others than the VPC stays, whatever is chosen.
    let office = Rule {
        protocol: Protocol::Tcp,
        ports: Some(PortRange::HTTPS),
        peer: Peer::Cidr("192.168.0.0/16".parse().unwrap()),
        description: "Office".to_owned(),
    };
    let group = design.security_groups.iter().find(|(_, group)| group.name == "vpc-endpoints").unwrap().0;
    design.security_groups.get_mut(group).unwrap().ingress.push(office);
    let start = design.clone();

    edit::set_endpoint_access(&mut design, &catalog, EndpointAccess::WorkloadGroups);
    assert_eq!(peers(&design), ["192.168.0.0/16", "ecs-fargate"]);
    assert_eq!(faults(&design), Vec::<String>::new());
    // What comes later is let in too, by its own group.
    let other = design.subnets.ids().last().unwrap();
    let second = edit::add_recipe_workload(&mut design, other, "sqs").unwrap();
    let sqs = needs(&design, second, &RecipeChoice::new("sqs")).usual_fix().unwrap();
    sqs.apply(&mut design, &catalog).unwrap();
    assert_eq!(peers(&design), ["192.168.0.0/16", "ecs-fargate", "sqs"]);
    assert_eq!(faults(&design), Vec::<String>::new());

    edit::set_endpoint_access(&mut design, &catalog, EndpointAccess::VpcCidr);
    assert_eq!(peers(&design), ["192.168.0.0/16", "10.0.0.0/16"]);
    assert_eq!(faults(&design), Vec::<String>::new());
    let mut back = start.clone();
    edit::set_endpoint_access(&mut back, &catalog, EndpointAccess::WorkloadGroups);
    edit::set_endpoint_access(&mut back, &catalog, EndpointAccess::VpcCidr);
    assert_eq!(peers(&back).len(), peers(&start).len());
    assert_eq!(back.endpoint_access, start.endpoint_access);
}

#[test]
fn every_recipe_holds_with_callers_alone_let_in() {
    let catalog = Catalog::embedded();
    for recipe in recipes() {
        let choice = RecipeChoice::new(recipe.id);
        let mut design = recipe_design(&choice, "us-east-1", &catalog, |_| true).unwrap();
        edit::set_endpoint_access(&mut design, &catalog, EndpointAccess::WorkloadGroups);
        assert_eq!(faults(&design), Vec::<String>::new(), "{}", recipe.id);
        assert!(
            design.security_groups.values().all(|group| {
                group.ingress.iter().all(|rule| matches!(rule.peer, Peer::SecurityGroup(_)))
            })
        );
    }
}

/// What the builder proposes passes every rule about policies, for every endpoint of every recipe.
#[test]
fn proposed_policies_pass_the_checks() {
    let catalog = Catalog::embedded();
    let mut built = 0;
    for region in REGIONS {
        for recipe in recipes() {
            let mut design =
                recipe_design(&RecipeChoice::new(recipe.id), region, &catalog, |_| true).unwrap();
            for id in design.endpoints.ids().collect::<Vec<_>>() {
                let endpoint = design.endpoints.get(id).unwrap();
                let place = edit::policy_place(&design, endpoint).unwrap();
                if catalog.policy_support(&place.key, region, place.kind) == Some(false) {
                    continue;
                }
                let mut inputs = edit::proposed_inputs(&design, id).unwrap();
                inputs.accounts = vec!["111122223333".to_owned()];
                let policy = edit::build_policy(&place, &inputs);
                assert_eq!(policy.left_out, Vec::<String>::new());
                assert_eq!(edit::read_policy(&place, &policy.json), Some(inputs));
                design.endpoints.get_mut(id).unwrap().policy = Some(policy.json);
                built += 1;
            }
            assert_eq!(faults(&design), Vec::<String>::new(), "{} in {region}", recipe.id);
        }
    }
    assert!(built > 500, "{built}");
}

/// By <https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html>: who is behind a peering
/// connection or a VPN reaches S3 through the interface type alone.
#[test]
fn the_types_of_s3_are_told_by_every_aspect() {
    let catalog = Catalog::embedded();
    let (mut design, _) = place("eu-west-1", SubnetKind::Private, "s3-vpc");
    let vpc = design.vpcs.ids().next().unwrap();
    let s3 = ServiceRef::Aws("s3".to_owned());
    let told = |design: &Design, kind| -> String {
        let list = edit::aspects(design, &catalog, vpc, &s3, kind);
        list.iter().map(|(aspect, text)| format!("{}: {text}\n", aspect.title())).collect()
    };
    let other = edit::add_vpc(&mut design, "eu-west-1");
    edit::add_peering(&mut design, vpc, other).unwrap();
    let office = edit::add_on_premises_network(&mut design);
    edit::attach_on_premises_to_vpc(&mut design, office, vpc).unwrap();
    expect![[r#"
        Cost: Free: no charge by the hour or for data
        Reach: This VPC alone, not VPC vpc, office
        Region: Inferred in eu-west-1: The API is offered in the Region (regional services list, or botocore 1.43.11 and cfn-lint 1.51 together) and PrivateLink supports the service (2026-08-22)
        Policy: An endpoint policy is possible; its Principal must be *
        Private DNS: Not needed: public names stay, and routes carry the calls
        Bandwidth: No limit documented; packets up to 8,500 bytes
    "#]].assert_eq(&told(&design, EndpointType::Gateway));
    expect![[r#"
        Cost: 0.011 USD an hour for each Availability Zone and 0.01 USD per GB; here 16.06 USD a month before data
        Reach: This VPC, and by their routes VPC vpc, office
        Region: Listed by AWS in eu-west-1: Answers of DescribeVpcEndpointServices for 14 Regions kept in aws-samples/aws-vpc-builder-cdk (commit 81f0eb7) (2023-09-21)
        Policy: An endpoint policy is possible
        Private DNS: *.s3-accesspoint.dualstack.eu-west-1.amazonaws.com and 5 more lead to the endpoint
        Bandwidth: 10 Gbps in each zone, growing to 100 Gbps by itself; packets up to 8,500 bytes
    "#]].assert_eq(&told(&design, EndpointType::Interface));
}
