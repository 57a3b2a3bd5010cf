//! See [`RULE`].

use crate::check::{
    companions,
    diagnostic::Report,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// An endpoint has those beside it that it is of no use without.
    ///
    /// ## Why
    /// Some services work only together: the SSM Agent needs ssm and ssmmessages, an image pull ecr.api, ecr.dkr and
    /// S3. From subnets without a way out, the missing one is not reached at all.
    ///
    /// ## Example
    /// ecr.api and ecr.dkr without an s3 endpoint, in a VPC without NAT.
    ///
    /// ## Fix
    /// Add the endpoint.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html>
    "W409", "companion-missing", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    companions::missing(context, |missing| missing.must, report);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn an_image_without_its_layers() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app 10.0.0.0/24 isolated
            interface ecr.api subnets=app dns
            ^ Endpoint ecr.api is of no use without one for s3: image layers are stored in S3. Add it.
            > Add the gateway endpoint for s3
            interface ecr.dkr subnets=app dns
            ^ Endpoint ecr.dkr is of no use without one for s3: image layers are stored in S3. Add it.
            > Add the gateway endpoint for s3
            interface ssm subnets=app dns
            ",
        );
    }

    #[test]
    fn an_instance_with_half_of_systems_manager() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            sg endpoints
            in tcp 443 10.0.0.0/16
            subnet app 10.0.0.0/24 isolated
            workload host kind=ec2
            service ssm
            call host ssm
            interface ssm subnets=app sgs=endpoints dns
            ^ Endpoint ssm is of no use without one for ec2messages: SSM Agents before 3.3.40.0 take commands through ec2messages. Add it.
            > Add the interface endpoint for ec2messages
            ^ Endpoint ssm is of no use without one for ssmmessages: Session Manager and Run Command reach the agent through ssmmessages. Add it.
            > Add the interface endpoint for ssmmessages
            ",
        );
    }

    #[test]
    fn complete_or_with_a_way_out() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            table t
            zone a
            subnet app 10.0.0.0/24 isolated table=t
            interface ecr.api subnets=app dns
            interface ecr.dkr subnets=app dns
            gateway s3 tables=t
            interface ssm subnets=app dns
            vpc out 10.1.0.0/16
            igw
            table public
            route public 0.0.0.0/0 igw
            zone a
            subnet front 10.1.0.0/24 public table=public
            nat egress
            table private
            route private 0.0.0.0/0 egress
            subnet back 10.1.1.0/24 table=private
            interface ecr.api subnets=back dns
            ",
        );
    }
}
