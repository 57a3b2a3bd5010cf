//! Large designs, made by the operations of the app.

use vpc_designer::{
    catalog::Catalog,
    edit,
    editor::{self, Layout},
    model::{Design, Frame, Id, Point, ServiceRef, Subnet, SubnetKind, Vpc, Workload, WorkloadKind},
};

/// Canvas elements per VPC. A hundred such VPCs are the largest design that the limits speak of.
pub(crate) const PER_VPC: usize = 100;
const REGIONS: [&str; 4] = ["us-east-1", "eu-central-1", "ap-northeast-1", "us-west-2"];
const SERVICES: [&str; 5] = ["s3", "dynamodb", "sqs", "ssm", "secretsmanager"];
const KINDS: [WorkloadKind; 3] = [WorkloadKind::Ec2, WorkloadKind::Lambda, WorkloadKind::Generic];

/// A laid out design of as many canvas elements (boxes that are drawn): VPCs of a hundred, each with three zones,
/// public, private and isolated subnets, gateways, endpoints, workloads, and connections to the services of its Region.
pub(crate) fn estate(elements: usize) -> Design {
    let mut design = Design::new(format!("Estate of {elements}"), REGIONS[0]);
    let catalog = Catalog::embedded();
    let mut number = 0;
    while drawn(&design) < elements {
        add_vpc(&mut design, &catalog, REGIONS[number % REGIONS.len()], elements.min((number + 1) * PER_VPC));
        number += 1;
    }
    editor::tidy(&mut design);
    spread(&mut design);
    design
}

/// Puts the VPCs into rows of ten, and the services beside them: a shape that a screen shows as a whole.
fn spread(design: &mut Design) {
    let side = |side: fn(&Frame) -> i32| design.vpcs.values().map(|vpc| side(&vpc.frame)).max().unwrap_or(0);
    let (w, h) = (side(|frame| frame.w) + 400, side(|frame| frame.h) + 100);
    for (number, id) in (0i32..).zip(design.vpcs.ids().collect::<Vec<_>>()) {
        if let Some(vpc) = design.vpcs.get_mut(id) {
            vpc.frame = Frame { x: number % 10 * w, y: number / 10 * h, ..vpc.frame };
        }
    }
    for (number, id) in (0i32..).zip(design.services.ids().collect::<Vec<_>>()) {
        if let Some(service) = design.services.get_mut(id) {
            service.at = Point::new(10 * w, number * 100);
        }
    }
}

/// The number of boxes on the canvas.
pub(crate) fn drawn(design: &Design) -> usize {
    Layout::of(design).paint_order().len()
}

/// Adds a VPC with as much in it as brings the design to a number of elements.
fn add_vpc(design: &mut Design, catalog: &Catalog, region: &str, elements: usize) {
    let vpc = edit::add_vpc(design, region);
    edit::add_internet_gateway(design, vpc).expect("a new VPC takes an internet gateway");
    let mut homes = Vec::new();
    for _ in 0..3 {
        let zone = edit::add_zone(design, catalog, vpc, None).expect("the Regions have three zones");
        for kind in SubnetKind::ALL {
            let subnet = edit::add_subnet(design, zone, kind).expect("a /16 has room for nine subnets");
            if kind == SubnetKind::Public {
                edit::add_nat_gateway(design, subnet).expect("a public subnet takes a NAT gateway");
            } else {
                homes.push(subnet);
            }
        }
    }
    let first: Vec<Id<Workload>> = homes
        .iter()
        .zip(KINDS.iter().cycle())
        .map(|(subnet, kind)| edit::add_workload(design, *subnet, *kind).expect("the subnet is there"))
        .collect();
    for key in SERVICES {
        let service = edit::add_service(design, catalog, ServiceRef::Aws(key.to_owned()), region)
            .expect("a service of the Region");
        for workload in &first {
            edit::connect(design, catalog, *workload, service)
                .expect("the Region has an endpoint for the service");
        }
    }
    fill(design, vpc, &homes, &first, elements);
}

/// Further workloads of the first ones' groups.
fn fill(design: &mut Design, vpc: Id<Vpc>, homes: &[Id<Subnet>], first: &[Id<Workload>], elements: usize) {
    let missing = elements.saturating_sub(drawn(design));
    for (number, (subnet, model)) in homes.iter().zip(first).cycle().take(missing).enumerate() {
        let model = design.workloads.get(*model).expect("it was just added").clone();
        let id = design.allocate();
        let name = format!("{}-{}-{number}", model.kind.stem(), vpc.number());
        design.workloads.insert(id, Workload { subnet: *subnet, name, ..model });
    }
}
