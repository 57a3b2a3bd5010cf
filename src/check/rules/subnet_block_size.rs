//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{self, Fix, FixStep},
    net::{MAX_PREFIX, MIN_PREFIX},
};

declare_rule! {
    /// A subnet's block is between /16 and /28.
    ///
    /// ## Why
    /// AWS refuses larger and smaller blocks. Five addresses of each are AWS's own, so a /28 has 11 to use.
    ///
    /// ## Example
    /// A subnet with 10.0.0.0/29.
    ///
    /// ## Fix
    /// Take a block between /16 and /28.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>
    "E203", "subnet-block-size", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, subnet) in design.subnets.iter() {
        if !(MIN_PREFIX..=MAX_PREFIX).contains(&subnet.cidr_block.prefix_len()) {
            let message = format!(
                "Subnet {} has {}; AWS takes blocks from /{MIN_PREFIX} to /{MAX_PREFIX}. Change it.",
                subnet.name, subnet.cidr_block
            );
            let found = report.at(id, message);
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
    fn too_small() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet tiny 10.0.0.0/29
            ^ Subnet tiny has 10.0.0.0/29; AWS takes blocks from /16 to /28. Change it.
            > Give subnet tiny the next free block
            ",
        );
    }

    #[test]
    fn the_limits() {
        passes(&RULE, "vpc main 10.0.0.0/16\nzone a\nsubnet all 10.0.0.0/16\nsubnet small 10.0.0.0/28");
    }
}
