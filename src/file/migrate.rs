//! From older versions of the format to today's, one step per version, on plain JSON.
//!
//! Plain JSON and not the types: a step stays as it was written when the types have moved on. A step may rely on
//! nothing about its input; a file of version 1 can be as broken as any other.
//!
//! To add version N+1: write a function that changes the `design` value, add it to [`STEPS`], put a file of version N
//! into `tests/core/files/`. Additions that older files can do without need no version, only a serde default.

use serde_json::Value;

use super::OpenError;

/// A change of the format.
pub(super) struct Step {
    /// What changed, in kebab case, for messages: `subnets-name-their-route-table`.
    pub(super) name: &'static str,
    /// Rewrites the `design` value. The error says what is missing for it.
    pub(super) apply: fn(&mut Value) -> Result<(), String>,
}

/// The steps in order: the first leads from version 1 to 2.
pub(super) const STEPS: &[Step] = &[];

/// Brings a `design` value of the given version (1 to [`super::VERSION`]) to today's.
///
/// # Errors
/// [`OpenError::Invalid`] if a step does not find what it needs.
pub(super) fn to_current(from: u32, design: &mut Value) -> Result<(), OpenError> {
    apply(STEPS, from, design)
}

fn apply(steps: &[Step], from: u32, design: &mut Value) -> Result<(), OpenError> {
    let done = usize::try_from(from.saturating_sub(1)).unwrap_or(usize::MAX);
    for step in steps.iter().skip(done) {
        (step.apply)(design).map_err(|message| OpenError::Invalid {
            place: "design".to_owned(),
            message: format!("{message} (while bringing the file up to date, step {})", step.name),
            remedy: "Take an undamaged copy of the file".to_owned(),
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn rename_title(design: &mut Value) -> Result<(), String> {
        let members = design.as_object_mut().ok_or("the design is not an object")?;
        let title = members.shift_remove("title").ok_or("the design has no title")?;
        members.insert("name".to_owned(), title);
        Ok(())
    }

    fn add_region(design: &mut Value) -> Result<(), String> {
        let members = design.as_object_mut().ok_or("the design is not an object")?;
        members.insert("region".to_owned(), json!("us-east-1"));
        Ok(())
    }

    const FAKE: &[Step] = &[
        Step { name: "title-becomes-name", apply: rename_title },
        Step { name: "designs-have-a-region", apply: add_region },
    ];

    #[test]
    fn every_step_from_the_files_version_runs_in_order() {
        let mut first = json!({ "title": "shop" });
        apply(FAKE, 1, &mut first).unwrap();
        assert_eq!(first, json!({ "name": "shop", "region": "us-east-1" }));

        let mut second = json!({ "name": "shop" });
        apply(FAKE, 2, &mut second).unwrap();
        assert_eq!(second, json!({ "name": "shop", "region": "us-east-1" }));

        let mut third = json!({ "name": "shop", "region": "eu-west-1" });
        apply(FAKE, 3, &mut third).unwrap();
        assert_eq!(third["region"], "eu-west-1");
    }

    #[test]
    fn a_step_that_fails_names_itself() {
        let error = apply(FAKE, 1, &mut json!([])).unwrap_err();
        assert_eq!(
            error.to_string(),
            "design: the design is not an object (while bringing the file up to date, step title-becomes-name). \
             Take an undamaged copy of the file."
        );
    }

    #[test]
    fn the_version_counts_the_steps() {
        assert_eq!(super::super::VERSION as usize, STEPS.len() + 1);
        assert!(STEPS.iter().all(|step| step.name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
    }
}
