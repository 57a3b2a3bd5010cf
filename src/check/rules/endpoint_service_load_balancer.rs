//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit,
    model::ServiceLoadBalancer,
};

declare_rule! {
    /// An endpoint service has a load balancer in front of it.
    ///
    /// ## Why
    /// AWS makes an endpoint service for Network or Gateway Load Balancers only, all of one kind and of its own Region. A load
    /// balancer that is made with the design needs a subnet.
    ///
    /// ## Example
    /// An endpoint service with the ARN of an Application Load Balancer.
    ///
    /// ## Fix
    /// Give the load balancer a subnet in each zone, or the ARN of a load balancer that exists.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html>
    "E413", "endpoint-service-load-balancer", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, service) in design.endpoint_services.iter() {
        let region = design.region_of(id.into()).unwrap_or_default();
        let problem = match &service.load_balancer {
            ServiceLoadBalancer::Network(balancer) if balancer.subnets.is_empty() => {
                "its load balancer has no subnet. Give it one in each zone".to_owned()
            }
            ServiceLoadBalancer::Network(_) => continue,
            ServiceLoadBalancer::Existing(arns) if arns.is_empty() => {
                "it has no load balancer. Give the ARN of one".to_owned()
            }
            ServiceLoadBalancer::Existing(arns) => match edit::check_load_balancers(arns) {
                Err(error) => error.0,
                Ok(()) => match arns.iter().find(|arn| arn.split(':').nth(3) != Some(region)) {
                    Some(arn) => format!("{arn} is not in {region}. Take a load balancer of the service's Region"),
                    None => continue,
                },
            },
        };
        report.at(id, format!("Endpoint service {}: {problem}.", service.name));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn without_one() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            endpoint-service orders
            ^ Endpoint service orders: its load balancer has no subnet. Give it one in each zone.
            endpoint-service far arns=arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/a/0123456789abcdef
            ^ Endpoint service far: arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/a/0123456789abcdef is not in us-east-1. Take a load balancer of the service's Region.
            ",
        );
    }

    #[test]
    fn with_one() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet one 10.0.0.0/24
            workload api
            endpoint-service orders subnets=one targets=api
            endpoint-service near arns=arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/net/a/0123456789abcdef
            ",
        );
    }
}
