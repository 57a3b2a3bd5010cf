//! Recipes: the endpoints that AWS documents as needed by a workload in subnets without internet.

use std::sync::LazyLock;

use super::{
    EndpointType,
    table::{Table, Words},
};

pub(super) const TABLE: Table<8> = Table::new(
    include_str!("data/recipes.tsv"),
    ["id", "title", "group", "runs_on", "required", "optional", "notes", "pages"],
);

pub(super) const OPTIONS: Table<7> = Table::new(
    include_str!("data/recipe_options.tsv"),
    ["recipe", "option", "title", "value", "label", "effect", "reason"],
);

/// What one kind of workload needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// `ecs-fargate`.
    pub id: &'static str,
    /// What it is for.
    pub title: &'static str,
    pub group: &'static str,
    /// The kind of workload that stands for it in a design, by the word of the design file: `ecs_fargate`.
    pub runs_on: &'static str,
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

/// An endpoint that a recipe calls for after its options are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needed {
    pub need: Need<'static>,
    /// When it is needed; none where it always is.
    pub condition: Option<&'static str>,
    /// Why a choice made it needed; may be empty.
    pub reason: &'static str,
}

/// Something to choose in a recipe: launch type, version of an agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipeOption {
    /// `platform-version`.
    pub id: &'static str,
    pub title: &'static str,
    /// The usual one first.
    pub values: Vec<RecipeValue>,
}

/// One choice of an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecipeValue {
    /// `1.4.0`.
    pub id: &'static str,
    pub label: &'static str,
    pub(super) effect: Words,
    /// Why it has its effect; may be empty.
    pub reason: &'static str,
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

    /// What one can choose.
    pub fn options(&self) -> Vec<RecipeOption> {
        let mut options: Vec<RecipeOption> = Vec::new();
        for [recipe, id, title, value, label, effect, reason] in OPTIONS.rows() {
            if recipe.text() != self.id {
                continue;
            }
            if options.last().is_none_or(|last| last.id != id.text()) {
                options.push(RecipeOption { id: id.text(), title: title.text(), values: Vec::new() });
            }
            if let Some(option) = options.last_mut() {
                option.values.push(RecipeValue {
                    id: value.text(),
                    label: label.text(),
                    effect: effect.words(),
                    reason: reason.text(),
                });
            }
        }
        options
    }

    /// What is needed with the choices that `chosen` tells by the option's word; the usual one where it tells none.
    pub fn needs<'a>(&self, chosen: impl Fn(&str) -> Option<&'a str>) -> Vec<Needed> {
        let options = self.options();
        let values = || options.iter().filter_map(|option| option.value(chosen(option.id)));
        let dropped: Vec<Need<'static>> = values().flat_map(RecipeValue::drops).collect();
        let mut needs: Vec<Needed> = Vec::new();
        let required = self.required().map(|need| Needed { need, condition: None, reason: "" });
        let added = values().flat_map(|value| {
            value.adds().map(|need| Needed { need, condition: None, reason: value.reason })
        });
        let optional =
            self.optional().map(|(need, condition)| Needed { need, condition: Some(condition), reason: "" });
        for needed in required.chain(added).chain(optional) {
            let known = needs.iter().any(|other| other.need == needed.need);
            if !known && !dropped.contains(&needed.need) {
                needs.push(needed);
            }
        }
        needs
    }
}

impl RecipeOption {
    /// The choice with a word; the usual one where the word says nothing.
    pub fn value(&self, id: Option<&str>) -> Option<&RecipeValue> {
        id.and_then(|id| self.values.iter().find(|value| value.id == id)).or_else(|| self.values.first())
    }
}

impl RecipeValue {
    /// What is needed by this choice.
    pub fn adds(&self) -> impl Iterator<Item = Need<'static>> {
        self.effect.iter().filter_map(|word| word.strip_prefix('+')).map(Need::parse)
    }

    /// What is not needed by this choice.
    pub fn drops(&self) -> impl Iterator<Item = Need<'static>> {
        self.effect.iter().filter_map(|word| word.strip_prefix('-')).map(Need::parse)
    }

    /// The recipe that this choice leads to.
    pub fn recipe(&self) -> Option<&'static Recipe> {
        self.effect.iter().find_map(|word| recipe(word.strip_prefix('=')?))
    }
}

fn parts(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.split(" | ").filter(|part| !part.is_empty())
}

static RECIPES: LazyLock<Vec<Recipe>> = LazyLock::new(|| {
    TABLE
        .rows()
        .map(|[id, title, group, runs_on, required, optional, notes, pages]| Recipe {
            id: id.text(),
            title: title.text(),
            group: group.text(),
            runs_on: runs_on.text(),
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
