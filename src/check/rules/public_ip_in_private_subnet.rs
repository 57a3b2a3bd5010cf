//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        routes,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
    model::SubnetKind,
};

declare_rule! {
    /// Only public subnets give out public addresses.
    ///
    /// ## Why
    /// An instance gets a public IPv4 address, which AWS charges by the hour, in a subnet without a route to the
    /// internet gateway. Nobody can use the address.
    ///
    /// ## Example
    /// A private subnet with automatic public addresses.
    ///
    /// ## Fix
    /// Turn the public addresses off.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html>
    "W209", "public-ip-in-private-subnet", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, subnet) in design.subnets.iter() {
        let private = subnet.kind != SubnetKind::Public && !routes::leads_to_internet(design, subnet);
        if subnet.map_public_ip_on_launch && private {
            let message = format!(
                "Subnet {} gives instances public addresses, and has no route to an internet gateway. Turn them off.",
                subnet.name
            );
            report.at(id, message).fix(Fix::new(
                format!("Turn off public addresses in subnet {}", subnet.name),
                [FixStep::MapPublicIps { subnet: id, on: false }],
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn a_private_subnet() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app 10.0.0.0/24 private public-ips
            ^ Subnet app gives instances public addresses, and has no route to an internet gateway. Turn them off.
            > Turn off public addresses in subnet app
            ",
        );
    }

    #[test]
    fn a_public_one() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            igw
            table public
            route public 0.0.0.0/0 igw
            zone a
            subnet front 10.0.0.0/24 public table=public public-ips
            subnet app 10.0.1.0/24
            ",
        );
    }
}
