//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    quota::Quota,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// A VPC has at most 200 network ACLs.
    ///
    /// ## Why
    /// A new account has 200 network ACLs in a VPC. AWS refuses the next one until the quota is raised.
    ///
    /// ## Example
    /// 201 network ACLs in a VPC.
    ///
    /// ## Fix
    /// Ask AWS to raise the quota, or need fewer.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html>
    "W814", "quota-network-acls", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    let acls = design.network_acls.values().map(|acl| acl.vpc);
    Quota::new("network-acls").per_vpc(design, acls, "network ACLs", report);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn over_the_quota() {
        fails(&RULE, &("vpc main 10.0.0.0/16\n^ VPC main has 201 network ACLs; a new account may have 200. Ask AWS to raise the quota.\n".to_owned() + &(0..201).map(|n| format!("acl a{n}\n")).collect::<String>()));
    }

    #[test]
    fn at_the_quota() {
        passes(
            &RULE,
            &("vpc main 10.0.0.0/16\n".to_owned()
                + &(0..200).map(|n| format!("acl a{n}\n")).collect::<String>()),
        );
    }
}
