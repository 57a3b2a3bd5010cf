//! See [`RULE`].

use crate::check::{
    aws_buckets,
    diagnostic::Report,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// The S3 endpoint's policy lets AWS's own agents through.
    ///
    /// ## Why
    /// The SSM Agent and CloudFormation fetch from and answer to buckets of AWS's own. An S3 policy that names only
    /// your buckets, or your account, stops updates, patches, documents and stacks.
    ///
    /// ## Example
    /// An s3 endpoint policy that allows arn:aws:s3:::app-data/* beside the ssm endpoint.
    ///
    /// ## Fix
    /// Allow the buckets that the message names.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-minimum-s3-permissions.html>
    "W508", "policy-blocks-aws-buckets", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    aws_buckets::blocked(context, &[&aws_buckets::SYSTEMS_MANAGER, &aws_buckets::CLOUDFORMATION], report);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn systems_manager() {
        fails(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            table t
            zone a
            subnet app 10.0.0.0/24 table=t
            interface ssm subnets=app dns
            gateway s3 tables=t
            policy {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::app-data/*"}]}
            ^ The policy of endpoint s3 does not let the SSM Agent through, which fetches from aws-ssm-us-east-1, amazon-ssm-us-east-1, amazon-ssm-packages-us-east-1, us-east-1-birdwatcher-prod, aws-ssm-document-attachments-us-east-1 and patch-baseline-snapshot-us-east-1. Allow s3:GetObject there.
            > Allow these buckets in the policy of endpoint s3
            "#,
        );
    }

    #[test]
    fn named_or_not_needed() {
        passes(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            table t
            zone a
            subnet app 10.0.0.0/24 table=t
            interface ssm subnets=app dns
            gateway s3 tables=t
            policy {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": ["arn:aws:s3:::*-ssm-*", "arn:aws:s3:::us-east-1-birdwatcher-prod/*", "arn:aws:s3:::patch-baseline-snapshot-us-east-1/*"]}]}
            vpc other 10.1.0.0/16
            table u
            gateway s3 tables=u
            policy {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::app-data/*"}]}
            "#,
        );
    }
}
