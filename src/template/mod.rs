//! The built-in designs, made by the operations of [`crate::edit`], so that a template is what a user would get by
//! hand, and cannot fall behind the file format.
//!
//! A new template is a file here and a line in [`TEMPLATES`].

mod builder;
mod ecs_fargate_no_internet;
mod eks_private_cluster;
mod example;
mod hub_and_spoke_endpoints;
mod private_web_app;
mod recipe;
mod serverless_data;
mod ssm_bastion_replacement;
mod two_vpcs_two_regions;

pub use example::{Example, example};

use builder::Builder;
pub use recipe::recipe_design;

use crate::{catalog::Catalog, edit::EditError, model::Design};

/// A design to start from.
#[derive(Debug)]
pub struct Template {
    /// Kebab case, for the command line.
    pub name: &'static str,
    pub title: &'static str,
    /// One or two sentences: what is in it, and for whom.
    pub summary: &'static str,
    build: fn(&mut Builder) -> Result<(), EditError>,
}

static TEMPLATES: [Template; 7] = [
    private_web_app::TEMPLATE,
    ecs_fargate_no_internet::TEMPLATE,
    eks_private_cluster::TEMPLATE,
    ssm_bastion_replacement::TEMPLATE,
    serverless_data::TEMPLATE,
    two_vpcs_two_regions::TEMPLATE,
    hub_and_spoke_endpoints::TEMPLATE,
];

/// The templates in the order in which they are offered.
pub fn templates() -> &'static [Template] {
    &TEMPLATES
}

/// The template of a name.
pub fn template(name: &str) -> Option<&'static Template> {
    TEMPLATES.iter().find(|template| template.name == name)
}

impl Template {
    /// The Region a template is built in unless the user picks another.
    pub const REGION: &'static str = "us-east-1";

    /// The design, laid out, in a Region, by the facts of the table alone.
    ///
    /// # Errors
    /// The Region lacks a service that the template is about; the message says which.
    pub fn build(&self, region: &str) -> Result<Design, EditError> {
        self.build_with(region, &Catalog::embedded())
    }

    /// The design, laid out, in a Region, by the facts of a catalogue.
    ///
    /// # Errors
    /// As for [`Self::build`].
    pub fn build_with(&self, region: &str, catalog: &Catalog) -> Result<Design, EditError> {
        let mut builder = Builder::new(self.title, self.summary, region, catalog.clone());
        (self.build)(&mut builder)?;
        Ok(builder.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalog, lower::lower, model::EndpointKind};

    #[test]
    fn every_template_builds_whole() {
        for template in templates() {
            let design = template.build(Template::REGION).unwrap();
            assert_eq!(design.dangling(), [], "{}", template.name);
            let graph = lower(&design, &Catalog::embedded());
            graph.verify().unwrap();
            assert_eq!(graph.notes, [], "{}", template.name);
            assert!(design.endpoints.len() >= 3, "{}", template.name);
            assert!(!design.connections.is_empty());
        }
    }

    #[test]
    fn names_are_unique_and_found() {
        for template in templates() {
            assert!(std::ptr::eq(super::template(template.name).unwrap(), template));
        }
    }

    #[test]
    fn builds_in_every_region_that_has_known_zones() {
        for region in catalog::regions() {
            for template in templates() {
                if let Err(error) = template.build(region.code) {
                    // Only a service that the Region lacks is a reason.
                    assert!(error.0.contains(region.code), "{} in {}: {error}", template.name, region.code);
                }
            }
        }
    }

    #[test]
    fn s3_goes_through_a_gateway() {
        let design = template("serverless-data").unwrap().build("eu-central-1").unwrap();
        let kind = |key: &str| {
            let found = design.endpoints.values().find(|e| e.service.aws_key() == Some(key));
            matches!(found.unwrap().kind, EndpointKind::Gateway(_))
        };
        assert!(kind("s3") && kind("dynamodb") && !kind("sqs"));
    }
}
