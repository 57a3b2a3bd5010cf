//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    quota::Quota,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// A security group has at most 60 rules a direction.
    ///
    /// ## Why
    /// A new account has 60 inbound and 60 outbound rules in a security group. AWS refuses the next one until the quota
    /// is raised.
    ///
    /// ## Example
    /// 61 inbound rules in a group.
    ///
    /// ## Fix
    /// Ask AWS to raise the quota, or need fewer.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html>
    "W812", "quota-security-group-rules", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (id, group) in context.design.security_groups.iter() {
        let place = format!("Security group {}", group.name);
        let quota = Quota::new("security-group-rules");
        quota.check(&place, group.ingress.len(), "inbound rules", id.into(), report);
        quota.check(&place, group.egress.len(), "outbound rules", id.into(), report);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn over_the_quota() {
        fails(&RULE, &("vpc main 10.0.0.0/16\nsg app\n^ Security group app has 61 inbound rules; a new account may have 60. Ask AWS to raise the quota.\n".to_owned() + &(0..61).map(|n| format!("in tcp {n} 10.0.0.0/16\n")).collect::<String>()));
    }

    #[test]
    fn at_the_quota() {
        passes(
            &RULE,
            &("vpc main 10.0.0.0/16\nsg app\n".to_owned()
                + &(0..60).map(|n| format!("in tcp {n} 10.0.0.0/16\n")).collect::<String>()
                + &(0..60).map(|n| format!("out tcp {n} 10.0.0.0/16\n")).collect::<String>()),
        );
    }
}
