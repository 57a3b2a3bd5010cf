//! `deploy.sh` of a later state of a design: it brings what is there to it, tells what it has no more, and deletes that where
//! it is asked to.

use std::net::Ipv4Addr;

use serde_json::json;
use vpc_designer::{
    catalog::Catalog,
    edit,
    emit::{Options, Target, emit},
    lower::lower,
    model::{Design, EndpointKind, HostedZone, RecordTarget, RouteTable, Tags, ZoneRecord},
};

use crate::{Deployment, Outcome, aws::Aws, cli, differences, expected, interrupt, run, snapshot, write};

#[test]
fn a_later_state() {
    if let Err(message) = later_state() {
        panic!("{message}");
    }
}

fn later_state() -> Outcome {
    let directory = crate::directory("update", Target::Cli);
    let aws = Aws::start(&directory.with_extension("log"))?;
    let programs = cli::warm(&directory)?;
    // What is told, if what exists is then the design where it has to be.
    let run = |design: &Design, words: &[&str], whole: bool| -> Outcome<String> {
        let graph = lower(design, &Catalog::embedded());
        let artifacts = emit(&graph, Target::Cli, &Options::default());
        write(&directory, &artifacts)?;
        let deployment = Deployment {
            target: Target::Cli,
            graph: &graph,
            artifacts: &artifacts,
            directory: directory.clone(),
            aws: aws.address.clone(),
        };
        let told = run::told(&mut cli::bash(&deployment, &programs, words)?)?;
        if whole {
            let wanted = snapshot::canonical(differences::without(Target::Cli, expected::snapshot(&graph)));
            cli::same("deploy.sh made something else", &wanted, &deployment)?;
        }
        Ok(told)
    };
    let deploy = |design: &Design, whole: bool| run(design, &["deploy.sh"], whole);

    let mut design = interrupt::design();
    name(&mut design);
    // A rehearsal asks, and makes nothing.
    let rehearse = |design: &Design, words: &[&str]| -> Outcome<String> {
        let now = || snapshot::take(&aws.address, &["us-east-1"]).map(snapshot::canonical);
        let before = now()?;
        let told = run(design, words, false)?;
        match snapshot::difference(&before, &now()?) {
            none if none.is_empty() => Ok(told),
            made => Err(format!("DRY_RUN=1 {} changed something:\n{made}\n{told}", words.join(" "))),
        }
    };
    let rehearsal = ["-c", "DRY_RUN=1 bash deploy.sh"];
    let told = rehearse(&design, &rehearsal)?;
    for wanted in
        ["would    VPC main", "would    private hosted zone", "aws ec2 create-vpc --region us-east-1"]
    {
        if !told.contains(wanted) {
            return Err(format!("{wanted} is not told:\n{told}"));
        }
    }
    deploy(&design, true)?;
    let again = deploy(&design, true)?;
    if ["created", "done "].iter().any(|word| again.contains(word)) {
        return Err(format!("the second run changed something:\n{again}"));
    }

    change(&mut design);
    let told = deploy(&design, true)?;
    let rule = |word: &str| format!("security group rule ec2-out-tcp-443-to-s3-prefix-list in main, {word}");
    let wanted = [
        "sqs in main, changed",
        "sqs in main, tags",
        "shop-internal, tags",
        ", without old tags",
        "instead of rtb-",
    ]
    .map(str::to_owned);
    for wanted in wanted.into_iter().chain([rule("changed"), rule("tags")]) {
        if !told.contains(&wanted) {
            return Err(format!("{wanted} is not told:\n{told}"));
        }
    }
    let again = deploy(&design, true)?;
    if ["created", "done ", "any more"].iter().any(|word| again.contains(word)) {
        return Err(format!("the second run has something to do:\n{again}"));
    }

    // What is taken out of the design stays, and is told.
    let endpoints: Vec<_> =
        design.endpoints.iter().filter(|(_, e)| !e.kind.is_gateway()).map(|(id, _)| id).collect();
    for id in endpoints {
        edit::remove(&mut design, &[id.into()]).map_err(|error| error.to_string())?;
    }
    for group in design.security_groups.ids().collect::<Vec<_>>() {
        if let Some(group) = design.security_groups.get_mut(group) {
            group.egress.clear();
        }
    }
    let unused = design
        .security_groups
        .iter()
        .find(|(_, group)| group.name == "vpc-endpoints")
        .map(|(id, _)| id.into());
    let gateways = design.nat_gateways.ids().map(Into::into);
    for gone in gateways.chain(unused).collect::<Vec<_>>() {
        edit::remove(&mut design, &[gone]).map_err(|error| error.to_string())?;
    }
    let zone = design.hosted_zones.ids().next().expect("there is a hosted zone");
    if let Some(zone) = design.hosted_zones.get_mut(zone) {
        zone.vpcs.truncate(1);
        zone.records.truncate(1);
    }
    let rehearsal = ["-c", "DRY_RUN=1 bash deploy.sh --prune --yes"];
    let told = rehearse(&design, &rehearsal)? + &deploy(&design, false)?;
    for wanted in [
        "Not in the design any more",
        "- vpc-endpoint vpce-",
        "- egress rule of sg-",
        "- record *.shop.internal CNAME of hosted-zone ",
        " of hosted-zone ",
    ] {
        if !told.contains(wanted) {
            return Err(format!("{wanted} is not told:\n{told}"));
        }
    }
    if told.contains("- vpc vpc-") || told.contains("- subnet ") {
        return Err(format!("too much is told:\n{told}"));
    }

    // Nobody answers.
    if run(&design, &["deploy.sh", "--prune"], false).is_ok() {
        return Err("something was deleted without an answer".to_owned());
    }
    let told = run(&design, &["deploy.sh", "--prune", "--yes"], true)?;
    for wanted in [
        "deleted  vpc-endpoint vpce-",
        "deleted  egress rule of sg-",
        "deleted  security-group sg-",
        "deleted  0.0.0.0/0=nat-",
        "deleted  natgateway nat-",
        "deleted  elastic-ip eipalloc-",
        "deleted  record *.shop.internal CNAME of hosted-zone ",
        "deleted  vpc-",
    ] {
        if !told.contains(wanted) {
            return Err(format!("{wanted} is not told:\n{told}"));
        }
    }
    let again = run(&design, &["deploy.sh", "--prune", "--yes"], true)?;
    if ["created", "done ", "deleted", "any more"].iter().any(|word| again.contains(word)) {
        return Err(format!("the second run has something to do:\n{again}"));
    }

    // Nor does a kind stay of which the design has nothing more.
    edit::remove(&mut design, &[zone.into()]).map_err(|error| error.to_string())?;
    let told = run(&design, &["deploy.sh", "--prune", "--yes"], true)?;
    if !told.contains("deleted  hosted-zone ") {
        return Err(format!("the hosted zone stays:\n{told}"));
    }
    Ok(())
}

/// A hosted zone that two VPCs use.
fn name(design: &mut Design) {
    edit::add_vpc(design, "us-east-1");
    let vpcs = design.vpcs.ids().collect();
    let address = |last| RecordTarget::Addresses(vec![Ipv4Addr::new(10, 0, 0, last)]);
    let record = |name: &str, target| ZoneRecord { name: name.to_owned(), target };
    let records = vec![
        record("www", address(10)),
        record("*", RecordTarget::Name("www.shop.internal".to_owned())),
        record("", address(11)),
    ];
    let zone = design.allocate();
    let own = HostedZone { name: "shop.internal".to_owned(), vpcs, records, tags: Tags::new() };
    design.hosted_zones.insert(zone, own);
}

/// Other tags, another policy, other options, another route table of a subnet.
fn change(design: &mut Design) {
    design.tags = Tags::from([("team".to_owned(), "net`work".to_owned())]);
    for endpoint in design.endpoints.ids().collect::<Vec<_>>() {
        if let Some(endpoint) = design.endpoints.get_mut(endpoint) {
            let policy = json!({ "Statement": [{ "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*",
                "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-example" } } }] });
            endpoint.policy = Some(policy.to_string());
            if let EndpointKind::Interface(interface) = &mut endpoint.kind {
                interface.private_dns = false;
            }
        }
    }
    for group in design.security_groups.ids().collect::<Vec<_>>() {
        if let Some(group) = design.security_groups.get_mut(group) {
            for rule in group.ingress.iter_mut().chain(&mut group.egress) {
                rule.description.push_str(", later");
            }
        }
    }
    let vpc = design.vpcs.ids().next().expect("there is a VPC");
    let table = design.allocate();
    let (routes, ipv6_routes) = (Vec::new(), Vec::new());
    let own = RouteTable { vpc, name: "quiet".to_owned(), routes, ipv6_routes, tags: Tags::new() };
    design.route_tables.insert(table, own);
    let last = design.subnets.ids().last();
    if let Some(subnet) = last.and_then(|id| design.subnets.get_mut(id)) {
        subnet.route_table = table;
    }
}
