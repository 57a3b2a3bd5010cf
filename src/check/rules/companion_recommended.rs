//! See [`RULE`].

use crate::check::{
    companions,
    diagnostic::Report,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// An endpoint has those beside it that most uses need.
    ///
    /// ## Why
    /// The most common uses of a service call others too. They go through the internet where the VPC has a way there,
    /// and fail where it has none.
    ///
    /// ## Example
    /// An ssm endpoint without ssmmessages: Parameter Store works, Session Manager does not.
    ///
    /// ## Fix
    /// Add the endpoint, if the workloads use it so.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html>
    "I410", "companion-recommended", Info
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    companions::missing(context, |missing| !missing.must, report);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn parameter_store_alone_and_nat() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app 10.0.0.0/24 isolated
            interface ssm subnets=app dns
            ^ Most uses of endpoint ssm need one for ec2messages too: SSM Agents before 3.3.40.0 take commands through ec2messages. Add it if yours do.
            ? Add the interface endpoint for ec2messages
            ^ Most uses of endpoint ssm need one for ssmmessages too: Session Manager and Run Command reach the agent through ssmmessages. Add it if yours do.
            ? Add the interface endpoint for ssmmessages
            ",
        );
    }

    #[test]
    fn complete() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app 10.0.0.0/24 isolated
            interface ssm subnets=app dns
            interface ssmmessages subnets=app dns
            interface ec2messages subnets=app dns
            interface sqs subnets=app dns
            ",
        );
    }
}
