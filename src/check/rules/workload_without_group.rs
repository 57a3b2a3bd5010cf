//! See [`RULE`].

use std::collections::BTreeSet;

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
};

declare_rule! {
    /// A workload has a security group.
    ///
    /// ## Why
    /// Without one, AWS uses the VPC's default group. No rule of this design is about that group, so nobody can tell
    /// what it lets through.
    ///
    /// ## Example
    /// A Lambda function without security groups that calls sqs.
    ///
    /// ## Fix
    /// Give the workload a security group of its own.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html>
    "W603", "workload-without-group", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    let calling: BTreeSet<_> = design.connections.values().map(|connection| connection.workload).collect();
    for (id, workload) in design.workloads.iter() {
        if workload.security_groups.is_empty() && calling.contains(&id) {
            let message = format!(
                "Workload {} has no security group, so the VPC's default group applies. Give it one.",
                workload.name
            );
            report.at(id, message).fix(Fix::new(
                format!("Give workload {} a security group", workload.name),
                [FixStep::AddWorkloadGroup { workload: id }],
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn a_caller_without_groups() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            sg endpoints
            in tcp 443 10.0.0.0/16
            subnet app 10.0.0.0/24
            service sqs
            workload shop
            ^ Workload shop has no security group, so the VPC's default group applies. Give it one.
            > Give workload shop a security group
            call shop sqs
            interface sqs subnets=app sgs=endpoints dns
            ",
        );
    }

    #[test]
    fn with_a_group_or_without_calls() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            sg app
            subnet app 10.0.0.0/24
            workload shop sg=app
            workload idle
            service sqs
            call shop sqs
            ",
        );
    }
}
