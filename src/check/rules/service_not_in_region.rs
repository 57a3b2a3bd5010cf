//! See [`RULE`].

use crate::{
    catalog::Availability,
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
};

declare_rule! {
    /// An endpoint's service is offered in the VPC's Region.
    ///
    /// ## Why
    /// An endpoint leads to the service of its own Region. AWS documents that this one is not offered there.
    ///
    /// ## Example
    /// An endpoint for EKS in ap-southeast-7.
    ///
    /// ## Fix
    /// Choose another Region, or reach the service through NAT.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html>
    "E403", "service-not-in-region", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint) in design.endpoints.iter() {
        let Some(key) = endpoint.service.aws_key() else { continue };
        let Some(vpc) = design.vpcs.get(endpoint.vpc) else { continue };
        let kind = endpoint.kind.endpoint_type();
        if endpoint.kind.service_region().is_some() {
            continue;
        }
        let evidence = context.catalog.evidence(key, &vpc.region, kind);
        if context.catalog.has_type(key, kind) && evidence.class == Availability::Absent {
            let who = if evidence.is_yours() { "your own list says" } else { "AWS documents" };
            let message = format!(
                "Endpoint {}: {who} that {} has no {} endpoint in {}. Choose another Region, or reach it through NAT.",
                endpoint.name,
                context.catalog.title(key),
                kind.api(),
                vpc.region
            );
            report.at(id, message).fix(Fix::choice(
                format!("Remove endpoint {}", endpoint.name),
                [FixStep::Remove { entities: vec![id.into()] }],
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn documented_as_absent() {
        fails(
            &RULE,
            "
            region ap-southeast-7
            vpc main 10.0.0.0/16
            interface eks
            ^ Endpoint eks: AWS documents that Amazon EKS - API has no Interface endpoint in ap-southeast-7. Choose another Region, or reach it through NAT.
            ? Remove endpoint eks
            ",
        );
    }

    #[test]
    fn offered() {
        passes(&RULE, "region eu-west-1\nvpc main 10.0.0.0/16\ninterface eks\ngateway s3");
    }
}
