//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
        tags,
    },
    model::{Design, EntityRef, Tags},
};

declare_rule! {
    /// AWS takes the tags.
    ///
    /// ## Why
    /// A resource has 50 tags at most, its name among them; a key has 1 to 128 characters, a value 256 at most, and no
    /// key begins with `aws:`. AWS refuses the others, in the middle of a deployment.
    ///
    /// ## Example
    /// A subnet with the tag `aws:team`.
    ///
    /// ## Fix
    /// Shorten or rename the tag, or remove it.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html>
    "E816", "tag-refused", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (at, own) in design.tagged() {
        let owner = tags::owner(design, at);
        for (key, value) in own {
            if let Some(fault) = fault(key, value) {
                let message = format!("Tag {} of {owner} {fault}", tags::shown(key));
                report.maybe_at(at, message).fix(tags::remove(design, at, key));
            }
        }
        let count = count(design, at, own);
        if count > tags::MOST {
            let most = tags::MOST;
            let whose = if at.is_some() { "with those of the design and its name" } else { "with a name" };
            report.maybe_at(at, format!("The tags of {owner} are {count} {whose}; AWS takes {most}. Remove some."));
        }
    }
}

fn fault(key: &str, value: &str) -> Option<String> {
    let (key_length, value_length) = (key.chars().count(), value.chars().count());
    if key_length == 0 {
        Some("has no key. Give it one, or remove it.".to_owned())
    } else if key_length > tags::KEY {
        Some(format!("has a key of {key_length} characters; AWS takes {}. Shorten it.", tags::KEY))
    } else if value_length > tags::VALUE {
        Some(format!("has a value of {value_length} characters; AWS takes {}. Shorten it.", tags::VALUE))
    } else if tags::is_reserved(key) {
        Some("begins with aws:, which AWS keeps for its own tags. Rename it.".to_owned())
    } else {
        None
    }
}

/// The tags that a resource ends up with.
fn count(design: &Design, at: Option<EntityRef>, own: &Tags) -> usize {
    let shared = design.tags.keys().filter(|key| at.is_some() && !own.contains_key(*key));
    let named = own.contains_key("Name") || design.tags.contains_key("Name");
    own.len() + shared.count() + usize::from(!named)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn reserved_or_too_long() {
        let (key, value) = ("k".repeat(129), "v".repeat(257));
        fails(
            &RULE,
            &format!(
                "
                tag AWS:team = data
                ^ Tag “AWS:team” of the design begins with aws:, which AWS keeps for its own tags. Rename it.
                ? Remove tag “AWS:team” of the design
                vpc main 10.0.0.0/16
                tag {key} = long
                ^ Tag “kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk…” of main has a key of 129 characters; AWS takes 128. Shorten it.
                ? Remove tag “kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk…” of main
                tag note = {value}
                ^ Tag “note” of main has a value of 257 characters; AWS takes 256. Shorten it.
                ? Remove tag “note” of main
                "
            ),
        );
    }

    #[test]
    fn too_many_together() {
        let of_all: String = (0..25).map(|number| format!("tag all-{number} = x\n")).collect();
        let own: String = (0..25).map(|number| format!("tag own-{number} = x\n")).collect();
        let message = "^ The tags of main are 51 with those of the design and its name; AWS takes 50. Remove some.";
        fails(&RULE, &format!("{of_all}vpc main 10.0.0.0/16\n{own}{message}"));
    }

    #[test]
    fn the_limits() {
        let (key, value) = ("ß".repeat(128), "ß".repeat(256));
        let own: String = (0..48).map(|number| format!("tag own-{number} = x\n")).collect();
        passes(&RULE, &format!("vpc main 10.0.0.0/16\n{own}tag {key} = {value}"));
    }
}
