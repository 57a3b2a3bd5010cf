//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    quota::Quota,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// A route table has at most 500 routes.
    ///
    /// ## Why
    /// A new account has 500 routes in a route table. AWS refuses the next one until the quota is raised.
    ///
    /// ## Example
    /// 501 routes in a table.
    ///
    /// ## Fix
    /// Ask AWS to raise the quota, or need fewer.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html>
    "W805", "quota-routes", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (id, table) in context.design.route_tables.iter() {
        let place = format!("Route table {}", table.name);
        Quota::new("routes").check(&place, table.routes.len(), "routes", id.into(), report);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn over_the_quota() {
        fails(
            &RULE,
            &("vpc main 10.0.0.0/16\nigw\ntable t\n".to_owned()
                + &(0..501)
                    .map(|n| format!("route t 100.{}.{}.0/24 igw\n", 64 + n / 256, n % 256))
                    .collect::<String>()
                + "^ Route table t has 501 routes; a new account may have 500. Ask AWS to raise the quota."),
        );
    }

    #[test]
    fn at_the_quota() {
        passes(
            &RULE,
            &("vpc main 10.0.0.0/16\nigw\ntable t\n".to_owned()
                + &(0..500)
                    .map(|n| format!("route t 100.{}.{}.0/24 igw\n", 64 + n / 256, n % 256))
                    .collect::<String>()),
        );
    }
}
