//! Internet and NAT gateways.

use super::{EditError, atomically, get, name, routing};
use crate::model::{Design, Id, InternetGateway, NatGateway, Point, Subnet, SubnetKind, Tags, Vpc};

/// Attaches an internet gateway to a VPC and routes its public subnets there.
///
/// # Errors
/// The VPC is gone, or has one already: AWS attaches at most one.
/// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html>
pub fn add_internet_gateway(design: &mut Design, vpc: Id<Vpc>) -> Result<Id<InternetGateway>, EditError> {
    let entity = get(&design.vpcs, vpc)?;
    if design.internet_gateway_of(vpc).is_some() {
        return Err(EditError(format!(
            "VPC {} already has an internet gateway; AWS attaches at most one",
            entity.name
        )));
    }
    let gateway = InternetGateway { vpc, name: entity.name.clone(), tags: Tags::new(), at: Point::default() };
    let id = design.allocate();
    design.internet_gateways.insert(id, gateway);
    routing::route_public_tables(design, vpc);
    Ok(id)
}

/// Puts a NAT gateway into a public subnet, and routes private subnets through it: those of its zone, and those of
/// other zones that have no way out yet. Adds the internet gateway it needs.
///
/// # Errors
/// The subnet is gone, or not public.
/// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html>
pub fn add_nat_gateway(design: &mut Design, subnet: Id<Subnet>) -> Result<Id<NatGateway>, EditError> {
    let vpc = home(design, subnet)?;
    atomically(design, |design| {
        if design.internet_gateway_of(vpc).is_none() {
            add_internet_gateway(design, vpc)?;
        }
        let zone = get(&design.subnets, subnet)?.zone;
        let stem = format!("nat-{}", get(&design.zones, zone)?.suffix.as_str().trim_start_matches('-'));
        let taken: Vec<&str> = design
            .nat_gateways
            .values()
            .filter(|nat| design.vpc_of_subnet(nat.subnet) == Some(vpc))
            .map(|nat| nat.name.as_str())
            .collect();
        let name = name::unique(&stem, taken.into_iter());
        let id = design.allocate();
        design.nat_gateways.insert(id, NatGateway { subnet, name, tags: Tags::new(), at: Point::default() });
        routing::route_private_tables(design, id);
        Ok(id)
    })
}

/// Moves a NAT gateway to another public subnet of any VPC.
///
/// # Errors
/// One of the two is gone, or the subnet is not public.
pub fn move_nat_gateway(
    design: &mut Design,
    nat: Id<NatGateway>,
    subnet: Id<Subnet>,
) -> Result<(), EditError> {
    let before = get(&design.nat_gateways, nat)?.subnet;
    let from = design.vpc_of_subnet(before);
    let zones = [before, subnet].map(|id| design.subnets.get(id).map(|subnet| subnet.zone));
    let to = home(design, subnet)?;
    atomically(design, |design| {
        if let Some(entity) = design.nat_gateways.get_mut(nat) {
            entity.subnet = subnet;
        }
        if from != Some(to) {
            routing::forget_foreign_targets(design);
            if design.internet_gateway_of(to).is_none() {
                add_internet_gateway(design, to)?;
            }
        }
        // The same zone's tables keep the routes they have.
        if zones[0] != zones[1] {
            routing::route_private_tables(design, nat);
        }
        Ok(())
    })
}

/// The VPC of a subnet that can hold a NAT gateway.
fn home(design: &Design, subnet: Id<Subnet>) -> Result<Id<Vpc>, EditError> {
    let entity = get(&design.subnets, subnet)?;
    if entity.kind != SubnetKind::Public {
        return Err(EditError(format!(
            "A NAT gateway needs a public subnet; {} is {}",
            entity.name,
            entity.kind.word()
        )));
    }
    design.vpc_of_subnet(subnet).ok_or_else(|| EditError::gone(subnet))
}
