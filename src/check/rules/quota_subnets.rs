//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    quota::Quota,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// A VPC has at most 200 subnets.
    ///
    /// ## Why
    /// A new account has 200 subnets in a VPC. AWS refuses the next one until the quota is raised.
    ///
    /// ## Example
    /// 201 subnets in a VPC.
    ///
    /// ## Fix
    /// Ask AWS to raise the quota, or need fewer.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html>
    "W802", "quota-subnets", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    let subnets = design.subnets.ids().filter_map(|id| design.vpc_of_subnet(id));
    Quota::new("subnets").per_vpc(design, subnets, "subnets", report);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn over_the_quota() {
        fails(&RULE, &("vpc main 10.0.0.0/16\n^ VPC main has 201 subnets; a new account may have 200. Ask AWS to raise the quota.\ntable t\nzone a\n".to_owned() + &(0..201).map(|n| format!("subnet s{n} 10.0.{n}.0/24 table=t\n")).collect::<String>()));
    }

    #[test]
    fn at_the_quota() {
        passes(
            &RULE,
            &("vpc main 10.0.0.0/16\ntable t\nzone a\n".to_owned()
                + &(0..200).map(|n| format!("subnet s{n} 10.0.{n}.0/24 table=t\n")).collect::<String>()),
        );
    }
}
