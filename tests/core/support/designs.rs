//! Random designs, made by the operations that the app uses, with texts that the app would let through.

use proptest::prelude::*;
use vpc_designer::{
    catalog::{Catalog, EndpointType},
    edit,
    model::{
        Design, Entities, EntityRef, Frame, Id, Point, ServiceRef, SubnetKind, Suppression, Tags,
        WorkloadKind,
    },
};

/// One step: what to do, with which of the things that are there, and with which text.
#[derive(Clone, Debug)]
struct Step {
    action: u8,
    a: usize,
    b: usize,
    text: String,
}

const REGIONS: &[&str] = &["us-east-1", "eu-central-1", "cn-north-1", "us-gov-west-1"];
const RULES: &[&str] = &["W204", "E202", "W303", "W404", "W407", "E503"];
const SERVICES: &[&str] = &["s3", "dynamodb", "sqs", "ecr.api", "ecr.dkr", "ssm", "logs", "secretsmanager"];

/// Texts that hold what breaks careless printers and readers; no NUL, which no export can hold.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z][a-z0-9-]{0,12}",
        r#"[ -~äßé“”‘\n\t\r${}%'"`\\!:#&*<>|\u{1}\u{7f}\u{85}\u{2028}\u{feff}]{1,16}"#,
        Just("${var.x} %{ if true } $(reboot) `id` ' \" \\ \n EOT no: yes".to_owned()),
        Just("no".to_owned()),
        Just("2012-10-17".to_owned()),
    ]
}

/// A design of up to 60 steps.
pub(crate) fn design() -> impl Strategy<Value = Design> {
    let step = (0u8..19, any::<usize>(), any::<usize>(), text()).prop_map(|(action, a, b, text)| Step {
        action,
        a,
        b,
        text,
    });
    (text(), text(), 0..REGIONS.len(), prop::collection::vec(step, 0..60)).prop_map(
        |(name, description, region, steps)| {
            let mut design = Design::new(name, REGIONS[region]);
            design.description = description;
            edit::add_vpc(&mut design, REGIONS[region]);
            for step in &steps {
                // An operation that is refused leaves the design as it was; that is a step too.
                let _ = apply(&mut design, step);
            }
            design
        },
    )
}

fn pick<T>(table: &Entities<T>, index: usize) -> Option<Id<T>> {
    let ids: Vec<Id<T>> = table.ids().collect();
    (!ids.is_empty()).then(|| ids[index % ids.len()])
}

fn apply(design: &mut Design, step: &Step) -> Option<()> {
    let Step { action, a, b, text } = step;
    let (a, b) = (*a, *b);
    let catalog = Catalog::embedded();
    match action {
        0 => drop(edit::add_vpc(design, REGIONS[a % REGIONS.len()])),
        1..=2 => drop(edit::add_zone(design, &catalog, pick(&design.vpcs, a)?, None).ok()?),
        3..=5 => {
            let kind = SubnetKind::ALL[b % SubnetKind::ALL.len()];
            edit::add_subnet(design, pick(&design.zones, a)?, kind).ok()?;
        }
        6 => drop(edit::add_internet_gateway(design, pick(&design.vpcs, a)?).ok()?),
        7 => drop(edit::add_nat_gateway(design, pick(&design.subnets, a)?).ok()?),
        8..=9 => {
            let kind = WorkloadKind::ALL[b % WorkloadKind::ALL.len()];
            edit::add_workload(design, pick(&design.subnets, a)?, kind).ok()?;
        }
        10 => {
            let target = ServiceRef::Aws(SERVICES[b % SERVICES.len()].to_owned());
            edit::add_service(design, &catalog, target, REGIONS[a % REGIONS.len()]).ok()?;
        }
        11..=12 => {
            let (workload, service) = (pick(&design.workloads, a)?, pick(&design.services, b)?);
            edit::connect(design, &catalog, workload, service).ok()?;
        }
        13 => {
            let kind = EndpointType::OF_AWS[b % EndpointType::OF_AWS.len()];
            edit::set_endpoint_type(design, &catalog, pick(&design.endpoints, a)?, kind).ok()?;
        }
        14 => {
            let all: Vec<EntityRef> = design.entities().collect();
            edit::rename(design, *all.get(a % all.len().max(1))?, text).ok()?;
        }
        15 => {
            let endpoint = pick(&design.endpoints, a)?;
            let endpoint = design.endpoints.get_mut(endpoint)?;
            endpoint.policy = Some(text.clone());
            endpoint.auto_accept = b.is_multiple_of(2);
            endpoint.tags = Tags::from([(text.clone(), text.clone())]);
        }
        16 => {
            let subnet = pick(&design.subnets, a)?;
            let subnet = design.subnets.get_mut(subnet)?;
            let side = |n: usize| i32::try_from(n % 4_000).unwrap_or(0);
            subnet.frame = Frame::new(side(a) - 2_000, side(b) - 2_000, side(a) + 100, side(b) + 100);
            subnet.tags.insert(text.clone(), String::new());
            let workload = pick(&design.workloads, a)?;
            design.workloads.get_mut(workload)?.at = Point::new(side(b), side(a));
        }
        17 => {
            let all: Vec<EntityRef> = design.entities().collect();
            let rule = if b.is_multiple_of(3) { text.clone() } else { RULES[b % RULES.len()].to_owned() };
            let at = all.get(a % (all.len() + 1)).copied();
            edit::suppress(design, Suppression { rule, at, reason: text.clone() }).ok()?;
        }
        _ => {
            let all: Vec<EntityRef> = design.entities().collect();
            let entity = *all.get(a % all.len().max(1))?;
            // Removing a VPC each few steps would leave nothing to look at.
            if !matches!(entity, EntityRef::Vpc(_) | EntityRef::Zone(_)) {
                edit::remove(design, &[entity]).ok()?;
            }
        }
    }
    Some(())
}
