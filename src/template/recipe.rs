//! A design around one recipe of the catalogue.

use super::Builder;
use crate::{
    catalog::{self, Catalog},
    edit::{self, EditError, RecipeNeed},
    model::{Design, RecipeChoice, SubnetKind},
};

/// A VPC of two Availability Zones without internet, with the workload that a recipe describes and the endpoints it
/// needs, as far as they are wanted and the Region has them.
///
/// # Errors
/// The catalogue has no such recipe, or no zones of the Region.
pub fn recipe_design(
    choice: &RecipeChoice,
    region: &str,
    catalog: &Catalog,
    wanted: impl Fn(&RecipeNeed) -> bool,
) -> Result<Design, EditError> {
    let title = catalog::recipe(&choice.id).map_or(choice.id.as_str(), |recipe| recipe.title);
    let mut builder = Builder::new(title, "", region, catalog.clone());
    let (_, zones) = builder.vpc("main", region, 2)?;
    let subnets = builder.subnets(&zones, SubnetKind::Isolated)?;
    // A VPC always has a zone, and each zone its subnet.
    if let Some(subnet) = subnets.first() {
        let workload = edit::add_recipe_workload(&mut builder.design, *subnet, &choice.id)?;
        edit::set_recipe(&mut builder.design, workload, Some(choice.clone()))?;
        let needs = edit::needs(&builder.design, catalog, workload, choice)?;
        if let Some(fix) = needs.fix(wanted) {
            fix.apply(&mut builder.design, catalog)?;
        }
    }
    Ok(builder.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_recipe_is_told() {
        let error = recipe_design(&RecipeChoice::new("nothing"), "us-east-1", &Catalog::embedded(), |_| true);
        assert_eq!(error.unwrap_err().0, "The catalogue has no recipe “nothing”");
    }
}
