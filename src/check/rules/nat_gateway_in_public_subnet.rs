//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        routes,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
    model::{Design, Id, Subnet, SubnetKind},
};

declare_rule! {
    /// A NAT gateway is in a subnet with a route to the internet gateway.
    ///
    /// ## Why
    /// A public NAT gateway sends the traffic of private subnets on through the internet gateway of its own subnet's
    /// route table. In a subnet without that route, it leads nowhere.
    ///
    /// ## Example
    /// A NAT gateway in a private subnet.
    ///
    /// ## Fix
    /// Move the NAT gateway to a public subnet of the same zone.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html>
    "E206", "nat-gateway-in-public-subnet", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, nat) in design.nat_gateways.iter() {
        let Some(subnet) = design.subnets.get(nat.subnet) else { continue };
        if !routes::leads_to_internet(design, subnet) {
            let message = format!(
                "NAT gateway {} is in subnet {}, which has no route to an internet gateway. Move it to a public subnet.",
                nat.name, subnet.name
            );
            let found = report.with(id, [nat.subnet.into()], message);
            if subnet.kind == SubnetKind::Public {
                found.fix(Fix::new(
                    format!("Route subnet {} to the internet gateway", subnet.name),
                    [FixStep::ReachInternet { subnet: nat.subnet }],
                ));
            } else if let Some((home, name)) = public_subnet(design, subnet) {
                let label = format!("Move NAT gateway {} to subnet {name}", nat.name);
                let step = FixStep::MoveNatGateway { nat: id, subnet: home };
                // In another zone it carries other subnets, at the price of traffic between zones.
                let same_zone = design.subnets.get(home).is_some_and(|home| home.zone == subnet.zone);
                found.fix(if same_zone { Fix::new(label, [step]) } else { Fix::choice(label, [step]) });
            }
        }
    }
}

/// A public subnet of the same VPC that leads to the internet, of the same zone where there is one.
fn public_subnet<'a>(design: &'a Design, subnet: &Subnet) -> Option<(Id<Subnet>, &'a str)> {
    let vpc = design.zones.get(subnet.zone)?.vpc;
    let usable =
        |other: &Subnet| other.kind == SubnetKind::Public && routes::leads_to_internet(design, other);
    let all = design.subnets_of(vpc).filter(|(_, other)| usable(other));
    all.min_by_key(|(id, other)| (other.zone != subnet.zone, *id))
        .map(|(id, other)| (id, other.name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn in_a_private_subnet() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app 10.0.0.0/24 private
            nat egress
            ^ NAT gateway egress is in subnet app, which has no route to an internet gateway. Move it to a public subnet.
            ",
        );
    }

    #[test]
    fn in_a_public_subnet() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            igw
            table public
            route public 0.0.0.0/0 igw
            zone a
            subnet front 10.0.0.0/24 public table=public
            nat egress
            ",
        );
    }

    #[test]
    fn with_a_public_subnet_at_hand_or_without_its_route() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            igw
            table public
            route public 0.0.0.0/0 igw
            zone a
            subnet front-a 10.0.0.0/24 public table=public
            zone b
            subnet front-b 10.0.1.0/24 public table=public
            subnet app 10.0.2.0/24 private
            nat egress
            ^ NAT gateway egress is in subnet app, which has no route to an internet gateway. Move it to a public subnet.
            > Move NAT gateway egress to subnet front-b
            subnet late 10.0.3.0/24 public
            nat other
            ^ NAT gateway other is in subnet late, which has no route to an internet gateway. Move it to a public subnet.
            > Route subnet late to the internet gateway
            ",
        );
    }
}
