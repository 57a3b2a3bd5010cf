//! See [`RULE`].

use crate::check::{
    aws_buckets,
    diagnostic::Report,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// The S3 endpoint's policy lets image layers through.
    ///
    /// ## Why
    /// ECR keeps the layers of images in a bucket of AWS's own. An S3 policy that names only your buckets, or your
    /// account, stops every image pull with a time-out or an access error.
    ///
    /// ## Example
    /// An s3 endpoint policy that allows arn:aws:s3:::app-data/* beside the ecr.dkr endpoint.
    ///
    /// ## Fix
    /// Allow s3:GetObject on arn:aws:s3:::prod-<region>-starport-layer-bucket/*.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html>
    "W507", "policy-blocks-ecr-layers", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    aws_buckets::blocked(context, &[&aws_buckets::ECR_LAYERS], report);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn your_buckets_alone() {
        fails(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            table t
            zone a
            subnet app 10.0.0.0/24 table=t
            interface ecr.api subnets=app dns
            interface ecr.dkr subnets=app dns
            gateway s3 tables=t
            policy {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": ["arn:aws:s3:::app-data", "arn:aws:s3:::app-data/*"]}]}
            ^ The policy of endpoint s3 does not let image layers through, which ECR keeps in prod-us-east-1-starport-layer-bucket. Allow s3:GetObject there.
            > Allow these buckets in the policy of endpoint s3
            "#,
        );
    }

    #[test]
    fn a_statement_that_denies_other_accounts() {
        fails(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            table t
            zone a
            subnet app 10.0.0.0/24 table=t
            interface ecr.api subnets=app dns
            interface ecr.dkr subnets=app dns
            gateway s3 tables=t
            policy {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}, {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:ResourceAccount": "123456789012"}}}]}
            ^ The policy of endpoint s3 does not let image layers through, which ECR keeps in prod-us-east-1-starport-layer-bucket. Allow s3:GetObject there.
            "#,
        );
    }

    #[test]
    fn allowed_by_name_or_by_default() {
        passes(
            &RULE,
            r#"
            vpc main 10.0.0.0/16
            table t
            zone a
            subnet app 10.0.0.0/24 table=t
            interface ecr.api subnets=app dns
            interface ecr.dkr subnets=app dns
            gateway s3 tables=t
            policy {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:Get*", "Resource": "arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"}]}
            vpc other 10.1.0.0/16
            table u
            gateway s3 tables=u
            policy {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::app-data/*"}]}
            "#,
        );
    }
}
