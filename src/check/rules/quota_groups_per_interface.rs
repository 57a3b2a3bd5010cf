//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    endpoints,
    quota::Quota,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// A network interface has at most five security groups.
    ///
    /// ## Why
    /// A new account has five security groups on a network interface; 16 at most, and groups times rules may not pass
    /// 1,000. AWS refuses the next one until the quota is raised.
    ///
    /// ## Example
    /// An endpoint with six security groups.
    ///
    /// ## Fix
    /// Ask AWS to raise the quota, or need fewer.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html>
    "W813", "quota-groups-per-interface", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    let quota = Quota::new("security-groups-per-interface");
    for (id, endpoint, interface) in endpoints::interfaces(design) {
        let place = format!("Endpoint {}", endpoint.name);
        quota.check(&place, interface.security_groups.len(), "security groups", id.into(), report);
    }
    for (id, workload) in design.workloads.iter() {
        let place = format!("Workload {}", workload.name);
        quota.check(&place, workload.security_groups.len(), "security groups", id.into(), report);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn over_the_quota() {
        fails(
            &RULE,
            &("vpc main 10.0.0.0/16\n".to_owned()
                + &(0..6).map(|n| format!("sg g{n}\n")).collect::<String>()
                + "interface sqs dns sgs=g0,g1,g2,g3,g4,g5\n^ Endpoint sqs has 6 security groups; a new account may have 5. Ask AWS to raise the quota."),
        );
    }

    #[test]
    fn at_the_quota() {
        passes(
            &RULE,
            &("vpc main 10.0.0.0/16\n".to_owned()
                + &(0..5).map(|n| format!("sg g{n}\n")).collect::<String>()
                + "interface sqs dns sgs=g0,g1,g2,g3,g4"),
        );
    }
}
