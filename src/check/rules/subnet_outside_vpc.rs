//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{self, Fix, FixStep},
};

declare_rule! {
    /// A subnet's block lies inside a block of its VPC.
    ///
    /// ## Why
    /// A subnet is a part of its VPC's addresses; AWS refuses any other block.
    ///
    /// ## Example
    /// A subnet with 10.1.0.0/24 in a VPC with 10.0.0.0/16.
    ///
    /// ## Fix
    /// Change the subnet's block, or add a block that contains it to the VPC.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>
    "E201", "subnet-outside-vpc", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, subnet) in design.subnets.iter() {
        let Some(vpc_id) = design.vpc_of_subnet(id) else { continue };
        let Some(vpc) = design.vpcs.get(vpc_id) else { continue };
        if !vpc.cidr_blocks.iter().any(|block| block.contains(&subnet.cidr_block)) {
            let blocks: Vec<String> = vpc.cidr_blocks.iter().map(ToString::to_string).collect();
            let message = format!(
                "Subnet {} has {}, which is outside of {} of VPC {}. Change its block, or add a block to the VPC.",
                subnet.name,
                subnet.cidr_block,
                blocks.join(", "),
                vpc.name
            );
            let found = report.with(id, [vpc_id.into()], message);
            if edit::has_room(design, id) {
                found.fix(Fix::new(
                    format!("Give subnet {} the next free block", subnet.name),
                    [FixStep::ReplanSubnet { subnet: id }],
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn elsewhere_and_larger() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16,10.2.0.0/24
            zone a
            subnet far 10.1.0.0/24
            ^ Subnet far has 10.1.0.0/24, which is outside of 10.0.0.0/16, 10.2.0.0/24 of VPC main. Change its block, or add a block to the VPC.
            > Give subnet far the next free block
            subnet wide 10.2.0.0/23
            ^ Subnet wide has 10.2.0.0/23, which is outside of 10.0.0.0/16, 10.2.0.0/24 of VPC main. Change its block, or add a block to the VPC.
            > Give subnet wide the next free block
            ",
        );
    }

    #[test]
    fn in_any_block_of_the_vpc() {
        passes(&RULE, "vpc main 10.0.0.0/16,10.2.0.0/24\nzone a\nsubnet a 10.0.3.0/24\nsubnet b 10.2.0.0/24");
    }
}
