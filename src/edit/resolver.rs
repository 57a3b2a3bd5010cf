//! Resolver inbound endpoints.

use super::{EditError, atomically, endpoint, get, name, security_group};
use crate::{
    model::{Design, Id, Peer, PortRange, Protocol, ResolverEndpoint, Rule, Subnet, Tags, Vpc},
    net::Ipv4Net,
};

/// Adds an inbound Resolver endpoint to a VPC, in two subnets of different zones where there are such, with a group that
/// lets DNS in from the on-premises networks attached to the VPC.
///
/// # Errors
/// The VPC is gone, or has fewer than two subnets.
/// Source: <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries-values.html>
pub fn add_resolver_endpoint(design: &mut Design, vpc: Id<Vpc>) -> Result<Id<ResolverEndpoint>, EditError> {
    let label = get(&design.vpcs, vpc)?.name.clone();
    let mut subnets: Vec<Id<Subnet>> = endpoint::subnet_per_zone(design, vpc, |_| true);
    let others: Vec<Id<Subnet>> =
        design.subnets_of(vpc).map(|(id, _)| id).filter(|id| !subnets.contains(id)).collect();
    subnets.extend(others.into_iter().take(2usize.saturating_sub(subnets.len())));
    if subnets.len() < 2 {
        return Err(EditError(format!(
            "A Resolver endpoint needs two subnets, and VPC {label} has {}; add one in another zone",
            subnets.len()
        )));
    }
    atomically(design, |design| {
        let taken: Vec<&str> = design.resolver_endpoints_of(vpc).map(|(_, r)| r.name.as_str()).collect();
        let name = name::unique("dns-inbound", taken.into_iter());
        let group = security_group::add_security_group(design, vpc, &name)?;
        let blocks: Vec<Ipv4Net> =
            design.on_premises_of(vpc).flat_map(|(_, network)| network.cidr_blocks.clone()).collect();
        if let Some(entity) = design.security_groups.get_mut(group) {
            entity.description = "Resolver endpoint: DNS questions from on-premises networks".to_owned();
            for block in blocks {
                for protocol in [Protocol::Udp, Protocol::Tcp] {
                    entity.ingress.push(Rule {
                        protocol,
                        ports: Some(PortRange::single(53)),
                        peer: Peer::Cidr(block),
                        description: "DNS from on premises".to_owned(),
                    });
                }
            }
        }
        let id = design.allocate();
        let resolver =
            ResolverEndpoint { vpc, name, subnets, security_groups: vec![group], tags: Tags::new() };
        design.resolver_endpoints.insert(id, resolver);
        Ok(id)
    })
}
