//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep, free_ipv6_index},
};

declare_rule! {
    /// A /64 of a VPC's IPv6 block belongs to one subnet.
    ///
    /// ## Why
    /// AWS refuses a subnet whose IPv6 block overlaps that of another subnet of the VPC.
    ///
    /// ## Example
    /// Two subnets with IPv6 block 3 of their VPC.
    ///
    /// ## Fix
    /// Give one of the two a free block.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>
    "E212", "ipv6-block-twice", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for vpc in design.vpcs.ids() {
        for (id, subnet) in context.members.subnets(vpc) {
            let Some(index) = subnet.ipv6_index else { continue };
            let mut before = context.members.subnets(vpc).take_while(|(other, _)| *other != id);
            let Some((_, first)) = before.find(|(_, other)| other.ipv6_index == Some(index)) else { continue };
            let free = free_ipv6_index(design, vpc);
            let remedy = match free {
                Some(free) => format!("Take {free}, which is free."),
                None => "Take IPv6 from one of the two: the VPC has no free block.".to_owned(),
            };
            let message = format!(
                "Subnet {} has IPv6 block {index} of its VPC, as subnet {} has. {remedy}",
                subnet.name, first.name
            );
            let label = match free {
                Some(free) => format!("Give subnet {} IPv6 block {free}", subnet.name),
                None => format!("Take IPv6 from subnet {}", subnet.name),
            };
            let step = FixStep::SetIpv6Index { subnet: id, index: free };
            report.at(id, message).fix(match free {
                Some(_) => Fix::new(label, [step]),
                None => Fix::choice(label, [step]),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn one_block_for_two() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16 ipv6
            zone a
            subnet app 10.0.0.0/24 ipv6=0
            subnet data 10.0.1.0/24 ipv6=0
            ^ Subnet data has IPv6 block 0 of its VPC, as subnet app has. Take 1, which is free.
            > Give subnet data IPv6 block 1
            ",
        );
    }

    #[test]
    fn one_each() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16 ipv6
            zone a
            subnet app 10.0.0.0/24 ipv6=0
            subnet data 10.0.1.0/24 ipv6=255
            subnet old 10.0.2.0/24
            vpc other 10.1.0.0/16 ipv6
            zone a
            subnet other 10.1.0.0/24 ipv6=0
            ",
        );
    }
}
