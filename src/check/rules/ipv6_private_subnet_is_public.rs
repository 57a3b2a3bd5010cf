//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
    model::{Ipv6Route, Ipv6RouteTarget, SubnetKind},
};

declare_rule! {
    /// A private subnet's IPv6 traffic leaves through an egress-only internet gateway.
    ///
    /// ## Why
    /// IPv6 addresses are public. With a route to the internet gateway, whatever the security groups let in comes in from
    /// the internet; there is no address translation that keeps it out, as a NAT gateway does for IPv4.
    ///
    /// ## Example
    /// A private subnet whose route table leads ::/0 to the internet gateway.
    ///
    /// ## Fix
    /// Lead the route to an egress-only internet gateway, or declare the subnet public.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html>
    "W215", "ipv6-private-subnet-is-public", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, subnet) in design.subnets.iter() {
        if subnet.ipv6_index.is_none() || subnet.kind == SubnetKind::Public {
            continue;
        }
        let table = subnet.route_table;
        let Some(entity) = design.route_tables.get(table) else { continue };
        let leads = |route: &&Ipv6Route| route.target == Ipv6RouteTarget::InternetGateway;
        let Some(route) = entity.ipv6_routes.iter().find(leads) else { continue };
        let message = format!(
            "Subnet {} is {}, and route table {} leads {} to the internet gateway, by which IPv6 comes in as well. Lead it \
             to an egress-only internet gateway.",
            subnet.name,
            subnet.kind.word(),
            entity.name,
            route.destination
        );
        let target = Ipv6RouteTarget::EgressOnlyInternetGateway;
        let step = FixStep::SetIpv6Route { table, route: Ipv6Route { target, ..*route } };
        let label = format!("Lead {} of {} to an egress-only internet gateway", route.destination, entity.name);
        let alone = design.subnets.values().filter(|other| other.route_table == table);
        // A table that public subnets use too would take the way in from them.
        let shared = alone.into_iter().any(|other| other.kind == SubnetKind::Public);
        report.at(id, message).fix(if shared { Fix::choice(label, [step]) } else { Fix::new(label, [step]) });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn open_to_the_internet() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16 ipv6
            igw
            table app
            route6 app ::/0 igw
            zone a
            subnet app 10.0.0.0/24 table=app ipv6=0
            ^ Subnet app is private, and route table app leads ::/0 to the internet gateway, by which IPv6 comes in as well. Lead it to an egress-only internet gateway.
            > Lead ::/0 of app to an egress-only internet gateway
            ",
        );
    }

    #[test]
    fn egress_only_and_public() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16 ipv6 eigw
            igw
            table app
            route6 app ::/0 eigw
            table front
            route front 0.0.0.0/0 igw
            route6 front ::/0 igw
            zone a
            subnet app 10.0.0.0/24 table=app ipv6=0
            subnet front 10.0.1.0/24 public table=front ipv6=1
            ",
        );
    }
}
