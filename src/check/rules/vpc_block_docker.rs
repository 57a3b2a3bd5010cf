//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{self, Fix, FixStep},
    net::{Ipv4Net, overlap},
};

declare_rule! {
    /// A VPC keeps clear of 172.17.0.0/16.
    ///
    /// ## Why
    /// Some AWS services, such as Cloud9 and SageMaker, use 172.17.0.0/16 inside, as Docker does for its bridge. Their
    /// answers to addresses of the VPC in that range go astray.
    ///
    /// ## Example
    /// A VPC with the block 172.17.0.0/16.
    ///
    /// ## Fix
    /// Take another block.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    "W107", "vpc-block-docker", Warning
}

const DOCKER: &str = "172.17.0.0/16";

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let Ok(docker) = DOCKER.parse::<Ipv4Net>() else { return };
    for (id, vpc) in context.design.vpcs.iter() {
        for block in vpc.cidr_blocks.iter().filter(|block| overlap(**block, docker)) {
            let message = format!(
                "VPC {} has the block {block}; some AWS services use {DOCKER} inside and do not reach it. Take another block.",
                vpc.name
            );
            let found = report.at(id, message);
            let free = edit::free_vpc_block(context.design, id, *block);
            if let Some(to) = free.filter(|to| !overlap(*to, docker)) {
                found.fix(Fix::choice(
                    format!("Move the block {block} of VPC {} to {to}", vpc.name),
                    [FixStep::MoveVpcBlock { vpc: id, from: *block, to }],
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
    fn the_bridge() {
        fails(
            &RULE,
            "
            vpc main 172.17.0.0/16
            ^ VPC main has the block 172.17.0.0/16; some AWS services use 172.17.0.0/16 inside and do not reach it. Take another block.
            ? Move the block 172.17.0.0/16 of VPC main to 172.16.0.0/16
            ",
        );
    }

    #[test]
    fn beside_it() {
        passes(
            &RULE,
            "
            vpc main 172.18.0.0/16
            ",
        );
    }
}
