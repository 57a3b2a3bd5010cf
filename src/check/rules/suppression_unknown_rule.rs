//! See [`RULE`].

use crate::{
    check::{
        self,
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
};

declare_rule! {
    /// A suppression names a rule.
    ///
    /// ## Why
    /// The design suppresses a code that no rule of this designer has: it is misspelt, or of a newer designer. It is
    /// kept in the file and has no effect.
    ///
    /// ## Example
    /// A suppression of W3O3, with the letter O.
    ///
    /// ## Fix
    /// Correct the code, or remove the suppression.
    ///
    /// ## Source
    /// <design-format.md>
    "I901", "suppression-unknown-rule", Info
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for suppression in &context.design.suppressions {
        let code = &suppression.rule;
        if check::rule(code).is_none() {
            let remove = FixStep::Unsuppress { rule: code.clone(), at: suppression.at };
            report
                .maybe_at(suppression.at, format!("The suppression of {code} has no effect, for there is no such rule. Correct the code, or remove the suppression."))
                .fix(Fix::choice(format!("Remove the suppression of {code}"), [remove]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn misspelt() {
        fails(
            &RULE,
            "
            suppress W3O3 a lab
            ^ The suppression of W3O3 has no effect, for there is no such rule. Correct the code, or remove the suppression.
            ? Remove the suppression of W3O3
            ",
        );
    }

    #[test]
    fn a_rule() {
        passes(&RULE, "suppress W303 a lab");
    }
}
