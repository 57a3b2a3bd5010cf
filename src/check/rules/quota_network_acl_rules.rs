//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    quota::Quota,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// A network ACL has at most 20 rules a direction.
    ///
    /// ## Why
    /// A new account has 20 inbound and 20 outbound rules in a network ACL, 40 at most. AWS refuses the next one until
    /// the quota is raised.
    ///
    /// ## Example
    /// 21 inbound rules in a network ACL.
    ///
    /// ## Fix
    /// Ask AWS to raise the quota, or need fewer.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html>
    "W815", "quota-network-acl-rules", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (id, acl) in context.design.network_acls.iter() {
        let place = format!("Network ACL {}", acl.name);
        let quota = Quota::new("network-acl-rules");
        quota.check(&place, acl.ingress.len(), "inbound rules", id.into(), report);
        quota.check(&place, acl.egress.len(), "outbound rules", id.into(), report);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn over_the_quota() {
        fails(&RULE, &("vpc main 10.0.0.0/16\nacl strict\n^ Network ACL strict has 21 inbound rules; a new account may have 20. Ask AWS to raise the quota.\n".to_owned() + &(0..21).map(|n| format!("acl-in strict {n} allow tcp 443 10.0.0.0/16\n")).collect::<String>()));
    }

    #[test]
    fn at_the_quota() {
        passes(
            &RULE,
            &("vpc main 10.0.0.0/16\nacl strict\n".to_owned()
                + &(0..20)
                    .map(|n| format!("acl-in strict {n} allow tcp 443 10.0.0.0/16\n"))
                    .collect::<String>()),
        );
    }
}
