//! Logical names: what the user typed, made safe for every target language once.

use std::{collections::BTreeSet, fmt};

use serde::Serialize;

use crate::model::EntityRef;

/// Room for a rule's whole story; CloudFormation ids may have 255 characters, with the VPC's slug before it.
const MAX_SLUG: usize = 96;

/// Lower-case ASCII words, joined with `-` when shown: `private-a`. Never empty; starts with a letter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

impl Slug {
    /// The slug of a text; `fallback` where no letter or digit of it is ASCII.
    pub fn new(text: &str, fallback: EntityRef) -> Self {
        let mut slug = String::new();
        for c in text.chars() {
            if c.is_ascii_alphanumeric() {
                slug.push(c.to_ascii_lowercase());
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
            if slug.len() >= MAX_SLUG {
                break;
            }
        }
        let slug = slug.trim_end_matches('-');
        if slug.is_empty() {
            Self(fallback.to_string())
        } else if slug.starts_with(|c: char| c.is_ascii_digit()) {
            Self(format!("n{slug}"))
        } else {
            Self(slug.to_owned())
        }
    }

    /// `private-a`: stack names, file names.
    pub fn kebab(&self) -> &str {
        &self.0
    }

    /// `private-a`, with at most so many characters.
    pub fn short(&self, length: usize) -> &str {
        self.0.get(..length).map_or(self.kebab(), |start| start.trim_end_matches('-'))
    }

    /// `private_a`: Terraform labels, shell variables.
    pub fn snake(&self) -> String {
        self.0.replace('-', "_")
    }

    /// `PrivateA`: CloudFormation logical ids.
    pub fn pascal(&self) -> String {
        self.0
            .split('-')
            .map(|word| {
                let (first, rest) = word.split_at(1.min(word.len()));
                first.to_ascii_uppercase() + rest
            })
            .collect()
    }

    /// This slug followed by another's words.
    #[must_use]
    pub fn join(&self, other: &str) -> Self {
        Self(format!("{}-{other}", self.0))
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Slug {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// Hands out slugs that are unique in one scope, also when their separators are dropped (`a-b` and `ab` would be one
/// CloudFormation id up to case).
#[derive(Debug, Default)]
pub struct Namer {
    taken: BTreeSet<String>,
}

impl Namer {
    /// The slug of `text`; where it is taken, with the entity's number behind it.
    pub fn name(&mut self, text: &str, entity: EntityRef) -> Slug {
        let plain = Slug::new(text, entity);
        if self.take(&plain) {
            return plain;
        }
        let mut numbered = plain.join(&entity.number().to_string());
        // "a" with id 7 may meet a user's own "a-7".
        while !self.take(&numbered) {
            numbered = numbered.join("x");
        }
        numbered
    }

    fn take(&mut self, slug: &Slug) -> bool {
        self.taken.insert(slug.0.replace('-', ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Subnet};

    #[test]
    fn every_text_becomes_a_name() {
        let id = EntityRef::from(Id::<Subnet>::new(3));
        let mut namer = Namer::default();
        let mut name = |text: &str| namer.name(text, id).to_string();
        assert_eq!(name("Private A"), "private-a");
        assert_eq!(name("private-a"), "private-a-3");
        // "private-a-3" without separators is "privatea3" too.
        assert_eq!(name("privateA"), "privatea-3-x");
        assert_eq!(name("ネット"), "subnet-3");
        assert_eq!(name(""), "subnet-3-3");
        assert_eq!(name("10.0.0.0/16"), "n10-0-0-0-16");
        assert_eq!(name("$(rm -rf /)"), "rm-rf");
        assert_eq!(name(&"x".repeat(300)).len(), MAX_SLUG);
    }

    #[test]
    fn spellings() {
        let slug = Slug::new("ecr.api", EntityRef::from(Id::<Subnet>::new(1)));
        assert_eq!(
            (slug.kebab(), slug.snake().as_str(), slug.pascal().as_str()),
            ("ecr-api", "ecr_api", "EcrApi")
        );
    }
}
