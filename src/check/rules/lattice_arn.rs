//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit,
    model::ServiceRef,
};

declare_rule! {
    /// A resource or service-network endpoint names something of the VPC's Region by its ARN.
    ///
    /// ## Why
    /// VPC Lattice shares resource configurations and service networks within a Region. Another ARN, or a mistyped one, is
    /// refused when the endpoint is made.
    ///
    /// ## Example
    /// An endpoint in eu-west-1 for arn:aws:vpc-lattice:us-east-1:….
    ///
    /// ## Fix
    /// Take the ARN that the owner shares in the VPC's Region.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-resources.html>
    "E412", "lattice-arn", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint) in design.endpoints.iter() {
        let (ServiceRef::ResourceConfiguration(_) | ServiceRef::ServiceNetwork(_)) = &endpoint.service else {
            continue;
        };
        let choice = edit::choose(design, context.catalog, endpoint.vpc, &endpoint.service);
        if choice.kind.is_none() {
            report.at(id, format!("Endpoint {}: {}.", endpoint.name, choice.reasons.join(". ")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn another_region() {
        fails(
            &RULE,
            "
            region eu-west-1
            vpc main 10.0.0.0/16
            resource arn:aws:vpc-lattice:us-east-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0
            ^ Endpoint arn:aws:vpc-lattice:us-east-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0: rcfg-0123456789abcdef0 is in us-east-1, and the VPC in eu-west-1: VPC Lattice shares within a Region only.
            ",
        );
    }

    #[test]
    fn the_same_region() {
        passes(&RULE, "vpc main 10.0.0.0/16\nresource arn:aws:vpc-lattice:us-east-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0");
    }
}
