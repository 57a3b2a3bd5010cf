//! Suppressions of findings: set with a reason, and taken back.

use super::EditError;
use crate::model::{Design, EntityRef, Suppression};

/// Suppresses a rule for an entity or for the whole design; where it is suppressed there already, the reason changes.
///
/// # Errors
/// The reason is blank, or the entity is gone.
pub fn suppress(design: &mut Design, suppression: Suppression) -> Result<(), EditError> {
    let Suppression { rule, at, reason } = suppression;
    let reason = reason.trim().to_owned();
    if reason.is_empty() {
        return Err(EditError(format!(
            "Say why {rule} does not matter here; the reason is kept in the design"
        )));
    }
    if let Some(gone) = at.filter(|at| !design.exists(*at)) {
        return Err(EditError::gone(gone));
    }
    match design.suppressions.iter_mut().find(|other| other.rule == rule && other.at == at) {
        Some(known) => known.reason = reason,
        None => design.suppressions.push(Suppression { rule, at, reason }),
    }
    Ok(())
}

/// Takes a suppression back.
///
/// # Errors
/// There is none of this rule for this entity, or for the whole design where no entity is given.
pub fn unsuppress(design: &mut Design, rule: &str, at: Option<EntityRef>) -> Result<(), EditError> {
    let count = design.suppressions.len();
    design.suppressions.retain(|other| other.rule != rule || other.at != at);
    if design.suppressions.len() == count {
        return Err(EditError(format!("{rule} is no longer suppressed there")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit;

    #[test]
    fn with_a_reason_once_and_back() {
        let mut design = Design::new("shop", "us-east-1");
        let vpc = edit::add_vpc(&mut design, "us-east-1");
        let suppression =
            |at, reason: &str| Suppression { rule: "W303".to_owned(), at, reason: reason.to_owned() };
        assert!(suppress(&mut design, suppression(None, " \n ")).unwrap_err().0.contains("Say why"));
        suppress(&mut design, suppression(None, " a lab ")).unwrap();
        suppress(&mut design, suppression(Some(vpc.into()), "its own")).unwrap();
        suppress(&mut design, suppression(None, "still a lab")).unwrap();
        let reasons: Vec<&str> = design.suppressions.iter().map(|s| s.reason.as_str()).collect();
        assert_eq!(reasons, ["still a lab", "its own"]);
        unsuppress(&mut design, "W303", None).unwrap();
        assert!(unsuppress(&mut design, "W303", None).is_err());
        edit::remove(&mut design, &[vpc.into()]).unwrap();
        assert_eq!(design.suppressions, [], "gone with what it is about");
    }
}
