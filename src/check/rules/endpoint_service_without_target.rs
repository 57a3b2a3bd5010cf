//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
};

declare_rule! {
    /// An endpoint service says what is behind it.
    ///
    /// ## Why
    /// The load balancer that is made with the design has an empty target group until something registers with it. The
    /// workloads named here are drawn and told in the exports, so that whoever deploys them knows to register them.
    ///
    /// ## Example
    /// An endpoint service with a Network Load Balancer and no workload.
    ///
    /// ## Fix
    /// Name the workloads behind the load balancer.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html>
    "I414", "endpoint-service-without-target", Info
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (id, service) in context.design.endpoint_services.iter() {
        let Some(balancer) = service.network_load_balancer() else { continue };
        if balancer.targets.is_empty() && !balancer.subnets.is_empty() {
            let message = format!(
                "Endpoint service {} names no workload behind its load balancer. Name those that register with it.",
                service.name
            );
            report.at(id, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn nothing_behind_it() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet one 10.0.0.0/24
            endpoint-service orders subnets=one
            ^ Endpoint service orders names no workload behind its load balancer. Name those that register with it.
            ",
        );
    }

    #[test]
    fn a_workload_behind_it() {
        passes(
            &RULE,
            "vpc main 10.0.0.0/16\nzone a\nsubnet one 10.0.0.0/24\nworkload api\nendpoint-service orders subnets=one targets=api",
        );
    }
}
