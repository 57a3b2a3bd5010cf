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
    /// Keys and values of tags have the characters that all services take.
    ///
    /// ## Why
    /// EC2 takes any character, other services do not: AWS promises letters, digits, spaces and `+ - = . _ : / @`. Tags
    /// with others cannot be the same everywhere, and tag policies, cost allocation tags and instance metadata refuse
    /// some of them.
    ///
    /// ## Example
    /// The tag `team` with the value `R&D`.
    ///
    /// ## Fix
    /// Write it without them, or leave it if only resources of the VPC have the tag.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html>
    "I818", "tag-character", Info
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    let odd = |c: char| !tags::is_promised(c) && !tags::is_invisible(c);
    for (at, own) in design.tagged() {
        let owner = tags::owner(design, at);
        for (key, value) in own.iter().filter(|(key, value)| key.contains(odd) || value.contains(odd)) {
            let mut signs: Vec<char> = key.chars().chain(value.chars()).filter(|c| odd(*c)).collect();
            signs.sort_unstable();
            signs.dedup();
            let signs: Vec<String> = signs.iter().take(8).map(char::to_string).collect();
            let (tag, signs) = (tags::shown(key), signs.join(" "));
            let message = format!(
                "Tag {tag} of {owner} has characters that not all services take: {signs} Use letters, digits, spaces and + - = . _ : / @."
            );
            let found = report.maybe_at(at, message);
            let plain = |text: &str| text.chars().map(|c| if odd(c) { '-' } else { c }).collect();
            if let Some(steps) = tags::replace(at, own, key, (plain(key), plain(value))) {
                found.fix(Fix::choice(format!("Put hyphens in their place in tag {tag} of {owner}"), steps));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn an_ampersand() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            tag team = R&D
            ^ Tag “team” of main has characters that not all services take: & Use letters, digits, spaces and + - = . _ : / @.
            ? Put hyphens in their place in tag “team” of main
            ",
        );
    }

    #[test]
    fn what_is_promised() {
        passes(&RULE, "vpc main 10.0.0.0/16\ntag cost:center/1 = a+b-c=d._e@f 1");
    }
}
