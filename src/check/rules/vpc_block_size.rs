//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{self, Fix, FixStep},
    net::{Ipv4Net, MAX_PREFIX, MIN_PREFIX, overlap},
};

declare_rule! {
    /// A VPC's blocks are between /16 and /28.
    ///
    /// ## Why
    /// AWS refuses larger and smaller IPv4 blocks.
    ///
    /// ## Example
    /// A VPC with 10.0.0.0/8.
    ///
    /// ## Fix
    /// Take a block between /16 and /28. For more than 65,536 addresses, add further blocks to the VPC.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    "E101", "vpc-block-size", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, vpc) in design.vpcs.iter() {
        for block in &vpc.cidr_blocks {
            let (word, limit) = match block.prefix_len() {
                0..MIN_PREFIX => ("larger", MIN_PREFIX),
                MIN_PREFIX..=MAX_PREFIX => continue,
                _ => ("smaller", MAX_PREFIX),
            };
            let message = format!(
                "VPC {} has the block {block}, {word} than the /{limit} AWS allows. Change it.",
                vpc.name
            );
            let found = report.at(id, message);
            let Ok(fitting) = Ipv4Net::new(block.addr(), block.prefix_len().clamp(MIN_PREFIX, MAX_PREFIX))
            else {
                continue;
            };
            let fitting = fitting.trunc();
            // A larger block may take no other along, a smaller one leave no subnet outside.
            let free = vpc.cidr_blocks.iter().all(|other| other == block || !overlap(*other, fitting));
            // A route for just these addresses would be in its way.
            let routes = design.route_tables_of(id).flat_map(|(_, table)| &table.routes);
            let free = free && !routes.into_iter().any(|route| fitting.contains(&route.destination));
            let keeps = |subnet: &Ipv4Net| !block.contains(subnet) || fitting.contains(subnet);
            let blocks: Vec<Ipv4Net> =
                vpc.cidr_blocks.iter().map(|other| if other == block { fitting } else { *other }).collect();
            let refused = |blocks: &[Ipv4Net], at| edit::refused_range(blocks, at).is_some();
            let goes_with_others =
                (0..blocks.len()).all(|at| !refused(&blocks, at) || refused(&vpc.cidr_blocks, at));
            if free && goes_with_others && context.members.subnets(id).all(|(_, subnet)| keeps(&subnet.cidr_block)) {
                found.fix(Fix::new(
                    format!("Change the block {block} of VPC {} to {fitting}", vpc.name),
                    [FixStep::SetVpcBlocks { vpc: id, blocks }],
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{fails, passes};

    #[test]
    fn too_large_and_too_small() {
        fails(
            &super::RULE,
            "
            vpc wide 10.0.0.0/8
            ^ VPC wide has the block 10.0.0.0/8, larger than the /16 AWS allows. Change it.
            > Change the block 10.0.0.0/8 of VPC wide to 10.0.0.0/16
            vpc narrow 10.0.0.0/29
            ^ VPC narrow has the block 10.0.0.0/29, smaller than the /28 AWS allows. Change it.
            > Change the block 10.0.0.0/29 of VPC narrow to 10.0.0.0/28
            ",
        );
    }

    #[test]
    fn the_limits() {
        passes(&super::RULE, "vpc a 10.0.0.0/16\nvpc b 10.1.0.0/28");
    }
}
