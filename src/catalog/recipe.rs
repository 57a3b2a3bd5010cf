//! Recipes: the endpoints that AWS documents as needed by a workload in subnets without internet.

use std::sync::LazyLock;

use super::{
    EndpointType,
    table::{Table, Words},
};

pub(super) const TABLE: Table<7> = Table::new(
    include_str!("data/recipes.tsv"),
    ["id", "title", "group", "required", "optional", "notes", "pages"],
);

/// What one kind of workload needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// `ecs-fargate`.
    pub id: &'static str,
    /// What it is for.
    pub title: &'static str,
    pub group: &'static str,
    required: Words,
    optional: &'static str,
    notes: &'static str,
    /// AWS documentation pages, as paths: see [`super::page_url`].
    pub pages: Words,
}

/// An endpoint of a recipe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Need<'a> {
    /// The service's key.
    pub key: &'a str,
    pub endpoint_type: EndpointType,
}

impl Need<'static> {
    fn parse(word: &'static str) -> Self {
        match word.strip_suffix(":gateway") {
            Some(key) => Self { key, endpoint_type: EndpointType::Gateway },
            None => Self { key: word, endpoint_type: EndpointType::Interface },
        }
    }
}

impl Recipe {
    /// What is needed in every case.
    pub fn required(&self) -> impl Iterator<Item = Need<'static>> {
        self.required.iter().map(Need::parse)
    }

    /// What is needed under a condition, with the condition.
    pub fn optional(&self) -> impl Iterator<Item = (Need<'static>, &'static str)> {
        parts(self.optional).filter_map(|part| {
            let (word, condition) = part.split_once(' ')?;
            Some((Need::parse(word), condition))
        })
    }

    /// What else one must know, a sentence or two each.
    pub fn notes(&self) -> impl Iterator<Item = &'static str> {
        parts(self.notes)
    }
}

fn parts(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.split(" | ").filter(|part| !part.is_empty())
}

static RECIPES: LazyLock<Vec<Recipe>> = LazyLock::new(|| {
    TABLE
        .rows()
        .map(|[id, title, group, required, optional, notes, pages]| Recipe {
            id: id.text(),
            title: title.text(),
            group: group.text(),
            required: required.words(),
            optional: optional.text(),
            notes: notes.text(),
            pages: pages.words(),
        })
        .collect()
});

/// All recipes, sorted by id.
pub fn recipes() -> &'static [Recipe] {
    &RECIPES
}

/// The recipe with an id.
pub fn recipe(id: &str) -> Option<&'static Recipe> {
    RECIPES.binary_search_by(|recipe| recipe.id.cmp(id)).ok().map(|index| &RECIPES[index])
}
