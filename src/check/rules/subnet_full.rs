//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit, net,
};

declare_rule! {
    /// A subnet has an address for everything in it.
    ///
    /// ## Why
    /// AWS keeps five addresses of each subnet. Each workload, NAT gateway and interface endpoint takes one at least;
    /// when none is left, AWS refuses the next.
    ///
    /// ## Example
    /// Twelve interface endpoints in a /28, which has eleven addresses to give.
    ///
    /// ## Fix
    /// Give the subnet a larger block, or put some of the endpoints into another subnet of the zone.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>
    "E210", "subnet-full", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, needed) in edit::addresses_taken(design) {
        let Some(subnet) = design.subnets.get(id) else { continue };
        let usable = net::usable_addresses(subnet.cidr_block);
        if needed > usable {
            let message = format!(
                "Subnet {} ({}) has {usable} addresses to give, and {needed} are needed. Give it a larger block, or move something.",
                subnet.name, subnet.cidr_block
            );
            report.at(id, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    fn with_workloads(count: usize) -> String {
        let workloads: String = (0..count).map(|n| format!("workload w{n}\n")).collect();
        format!(
            "vpc main 10.0.0.0/16\nzone a\nsubnet tiny 10.0.0.0/28\ninterface sqs subnets=tiny\n{workloads}"
        )
    }

    #[test]
    fn one_too_many() {
        let text = with_workloads(11);
        let text = text.replace(
            "interface",
            "^ Subnet tiny (10.0.0.0/28) has 11 addresses to give, and 12 are needed. Give it a larger block, or move something.\ninterface",
        );
        fails(&RULE, &text);
    }

    #[test]
    fn the_last_address() {
        passes(&RULE, &with_workloads(10));
    }
}
