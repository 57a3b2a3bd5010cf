//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
};

declare_rule! {
    /// A subnet with IPv6 is in a VPC with IPv6.
    ///
    /// ## Why
    /// The IPv6 block of a subnet is a part of its VPC's. AWS refuses it where the VPC has none.
    ///
    /// ## Example
    /// A subnet with IPv6 block 3 in a VPC with 10.0.0.0/16 alone.
    ///
    /// ## Fix
    /// Give the VPC an IPv6 block, or take IPv6 from the subnet.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-migrate-ipv6-add.html>
    "E213", "ipv6-subnet-without-vpc-block", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (vpc, entity) in design.vpcs.iter().filter(|(_, vpc)| !vpc.amazon_provided_ipv6_cidr_block) {
        for (id, subnet) in context.members.subnets(vpc).filter(|(_, subnet)| subnet.ipv6_index.is_some()) {
            let message = format!(
                "Subnet {} has an IPv6 block, and VPC {} has none. Give the VPC one, or take it from the subnet.",
                subnet.name, entity.name
            );
            report
                .at(id, message)
                .fix(Fix::choice(
                    format!("Give VPC {} an IPv6 block", entity.name),
                    [FixStep::EnableIpv6 { vpc }],
                ))
                .fix(Fix::choice(
                    format!("Take IPv6 from subnet {}", subnet.name),
                    [FixStep::SetIpv6Index { subnet: id, index: None }],
                ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn the_vpc_has_none() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app 10.0.0.0/24 ipv6=0
            ^ Subnet app has an IPv6 block, and VPC main has none. Give the VPC one, or take it from the subnet.
            ? Give VPC main an IPv6 block
            ? Take IPv6 from subnet app
            ",
        );
    }

    #[test]
    fn both() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16 ipv6
            zone a
            subnet app 10.0.0.0/24 ipv6=0
            ",
        );
    }
}
