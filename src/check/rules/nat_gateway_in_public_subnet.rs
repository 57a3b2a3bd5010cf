//! See [`RULE`].

use crate::{
    check::{diagnostic::Report, routes, rule::{Context, declare_rule}},
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
            report.with(id, [nat.subnet.into()], message);
        }
    }
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
}
