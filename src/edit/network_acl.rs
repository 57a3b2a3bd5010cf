//! Network ACLs.

use super::{EditError, get, name};
use crate::{
    model::{
        AclAction, AclRule, Design, Direction, EntityRef, Id, NetworkAcl, PortRange, Protocol, Subnet, Tags,
        Vpc,
    },
    net::{IpNet, Ipv4Net},
};

/// Adds a network ACL that allows all traffic both ways, as the VPC's default one does; no subnet uses it yet.
///
/// # Errors
/// The VPC is gone.
pub fn add_network_acl(design: &mut Design, vpc: Id<Vpc>, stem: &str) -> Result<Id<NetworkAcl>, EditError> {
    get(&design.vpcs, vpc)?;
    let taken: Vec<&str> = design.network_acls_of(vpc).map(|(_, acl)| acl.name.as_str()).collect();
    let name = name::unique(stem, taken.into_iter());
    let rules = vec![AclRule::allow_all()];
    let acl = NetworkAcl { vpc, name, ingress: rules.clone(), egress: rules, tags: Tags::new() };
    let id = design.allocate();
    design.network_acls.insert(id, acl);
    Ok(id)
}

/// Gives a subnet a network ACL; none is the VPC's default one.
///
/// # Errors
/// One of the two is gone, or they are of different VPCs.
pub fn set_network_acl(
    design: &mut Design,
    subnet: Id<Subnet>,
    acl: Option<Id<NetworkAcl>>,
) -> Result<(), EditError> {
    let vpc = design.vpc_of_subnet(subnet).ok_or_else(|| EditError::gone(subnet))?;
    if let Some(id) = acl {
        let entity = get(&design.network_acls, id)?;
        if entity.vpc != vpc {
            return Err(EditError(format!(
                "Network ACL {} is not in VPC {}; choose one that is",
                entity.name,
                design.label(EntityRef::from(vpc))
            )));
        }
    }
    design.subnets.get_mut(subnet).ok_or_else(|| EditError::gone(subnet))?.network_acl = acl;
    Ok(())
}

/// Lets traffic pass by a rule before all others; nothing changes if the first rule is that one. Where the first rule has
/// the number 1, it and those right after it get the next higher numbers, in their order.
///
/// # Errors
/// The ACL is gone, or all numbers are taken.
pub(super) fn allow(
    design: &mut Design,
    acl: Id<NetworkAcl>,
    direction: Direction,
    protocol: Protocol,
    ports: PortRange,
    block: Ipv4Net,
) -> Result<(), EditError> {
    let entity = design.network_acls.get_mut(acl).ok_or_else(|| EditError::gone(acl))?;
    let rules = match direction {
        Direction::Ingress => &mut entity.ingress,
        Direction::Egress => &mut entity.egress,
    };
    let first = rules.iter().min_by_key(|rule| rule.number);
    let cidr_block = IpNet::V4(block);
    let same = |rule: &AclRule| {
        (rule.action, rule.protocol, rule.ports, rule.cidr_block)
            == (AclAction::Allow, protocol, Some(ports), cidr_block)
    };
    if first.is_some_and(same) {
        return Ok(());
    }
    // As the console proposes, rules begin at 100.
    let number = first.map_or(100, |rule| rule.number.saturating_sub(1)).max(1);
    if first.is_some_and(|rule| rule.number <= 1) {
        let free = |number: &u16| !rules.iter().any(|rule| rule.number == *number);
        let gap = (1..=AclRule::MAX_NUMBER)
            .find(free)
            .ok_or_else(|| EditError(format!("Network ACL {} has no number free", entity.name)))?;
        rules.iter_mut().filter(|rule| rule.number < gap).for_each(|rule| rule.number += 1);
    }
    rules.push(AclRule { number, action: AclAction::Allow, protocol, ports: Some(ports), cidr_block });
    Ok(())
}

/// Checks the rules of one direction of an ACL.
///
/// # Errors
/// A number outside 1–32766, or one that is there twice.
/// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html>
pub fn check_acl_rules(rules: &[AclRule]) -> Result<(), EditError> {
    for (index, rule) in rules.iter().enumerate() {
        if rule.number == 0 || rule.number > AclRule::MAX_NUMBER {
            return Err(EditError(format!(
                "Rule number {} is not between 1 and {}",
                rule.number,
                AclRule::MAX_NUMBER
            )));
        }
        if rules.iter().take(index).any(|other| other.number == rule.number) {
            return Err(EditError(format!(
                "There is a rule {} already; give this one another number",
                rule.number
            )));
        }
    }
    Ok(())
}
