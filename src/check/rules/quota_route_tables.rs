//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    quota::Quota,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// A VPC has at most 200 route tables.
    ///
    /// ## Why
    /// A new account has 200 route tables in a VPC. AWS refuses the next one until the quota is raised.
    ///
    /// ## Example
    /// 201 route tables in a VPC.
    ///
    /// ## Fix
    /// Ask AWS to raise the quota, or need fewer.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html>
    "W804", "quota-route-tables", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    let tables = design.route_tables.values().map(|table| table.vpc);
    Quota::new("route-tables").per_vpc(design, tables, "route tables", report);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn over_the_quota() {
        fails(&RULE, &("vpc main 10.0.0.0/16\n^ VPC main has 201 route tables; a new account may have 200. Ask AWS to raise the quota.\n".to_owned() + &(0..201).map(|n| format!("table t{n}\n")).collect::<String>()));
    }

    #[test]
    fn at_the_quota() {
        passes(
            &RULE,
            &("vpc main 10.0.0.0/16\n".to_owned()
                + &(0..200).map(|n| format!("table t{n}\n")).collect::<String>()),
        );
    }
}
