//! See [`RULE`].

use crate::{
    check::{
        self,
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
    model::{Design, Suppression},
};

declare_rule! {
    /// A suppression covers a finding.
    ///
    /// ## Why
    /// The reason for the suppression is gone. Left in the design, it would hide the same mistake when somebody makes it
    /// again.
    ///
    /// ## Example
    /// W303 is suppressed for the sqs endpoint, which has a security group by now.
    ///
    /// ## Fix
    /// Remove the suppression.
    ///
    /// ## Source
    /// <design-format.md>
    "I902", "suppression-unused", Info
}

/// Which suppressions cover nothing is known when all rules have spoken: see [`report`].
fn check(_: &Context<'_>, _: &mut Report<'_>) {}

/// Reports a suppression that covered nothing.
pub(in crate::check) fn report(suppression: &Suppression, design: &Design, report: &mut Report<'_>) {
    let Suppression { rule, at, .. } = suppression;
    // An unknown code has a finding of its own.
    if check::rule(rule).is_none() {
        return;
    }
    let place = at.map_or_else(String::new, |at| format!(" for {}", design.label(at)));
    report.maybe_at(*at, format!("The suppression of {rule}{place} covers nothing. Remove it.")).fix(
        Fix::new(
            format!("Remove the suppression of {rule}{place}"),
            [FixStep::Unsuppress { rule: rule.clone(), at: *at }],
        ),
    );
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn nothing_to_cover() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            sg endpoints
            interface sqs sgs=endpoints
            suppress W303 the default group is open here
            ^ The suppression of W303 covers nothing. Remove it.
            > Remove the suppression of W303
            suppress W303 at=Endpoint:sqs it had none
            ^ The suppression of W303 for sqs covers nothing. Remove it.
            > Remove the suppression of W303 for sqs
            ",
        );
    }

    #[test]
    fn something_to_cover() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            interface sqs
            suppress W303 at=Endpoint:sqs the default group is open here
            ",
        );
    }
}
