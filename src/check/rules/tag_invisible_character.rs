//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
        tags,
    },
    edit::Fix,
};

declare_rule! {
    /// Keys and values of tags have no invisible characters.
    ///
    /// ## Why
    /// Control and format characters come along when text is copied. Terraform leaves a byte order mark (U+FEFF) out,
    /// CloudFormation takes no line feed in a key, and a key with a zero-width space is another key than the one that
    /// is seen: cost reports and policies that name it do not find it.
    ///
    /// ## Example
    /// The tag `owner` with a byte order mark before it.
    ///
    /// ## Fix
    /// Take them out.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html>
    "W817", "tag-invisible-character", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (at, own) in design.tagged() {
        let owner = tags::owner(design, at);
        for (key, value) in own {
            let place = if key.contains(tags::is_invisible) {
                "key"
            } else if value.contains(tags::is_invisible) {
                "value"
            } else {
                continue;
            };
            let tag = tags::shown(key);
            let message = format!("Tag {tag} of {owner} has invisible characters in its {place}. Take them out.");
            let found = report.maybe_at(at, message);
            if let Some(steps) = tags::replace(at, own, key, (without(key), without(value))) {
                found.fix(Fix::new(format!("Take the invisible characters out of tag {tag} of {owner}"), steps));
            }
        }
    }
}

/// Line feeds and tabs part words; the others stand for nothing.
fn without(text: &str) -> String {
    let plain: String = text.chars().map(|c| if matches!(c, '\n' | '\t' | '\r') { ' ' } else { c }).collect();
    plain.chars().filter(|c| !tags::is_invisible(*c)).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn a_byte_order_mark_and_a_zero_width_space() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            tag \u{feff}owner = web
            ^ Tag “\\u{feff}owner” of main has invisible characters in its key. Take them out.
            > Take the invisible characters out of tag “\\u{feff}owner” of main
            tag team = we\u{200b}b
            ^ Tag “team” of main has invisible characters in its value. Take them out.
            > Take the invisible characters out of tag “team” of main
            ",
        );
    }

    #[test]
    fn letters_of_any_script() {
        passes(&RULE, "vpc main 10.0.0.0/16\ntag Eigentümer = データ 1");
    }
}
