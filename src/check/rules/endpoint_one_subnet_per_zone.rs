//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        endpoints,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
};

declare_rule! {
    /// An interface endpoint has at most one subnet per Availability Zone.
    ///
    /// ## Why
    /// The endpoint gets one network interface in each zone; AWS refuses a second subnet of a zone. One is enough: it
    /// serves the clients of the whole VPC.
    ///
    /// ## Example
    /// The ssm endpoint in private-a and data-a, both in us-east-1a.
    ///
    /// ## Fix
    /// Remove one of the two subnets from the endpoint.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html>
    "E301", "endpoint-one-subnet-per-zone", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint, interface) in endpoints::addressed(design) {
        for (index, subnet_id) in interface.subnets.iter().enumerate() {
            let Some(subnet) = design.subnets.get(*subnet_id) else { continue };
            let same_zone = |other: &&_| design.subnets.get(**other).is_some_and(|o| o.zone == subnet.zone);
            if let Some(first) = interface.subnets.iter().take(index).find(same_zone) {
                let message = format!(
                    "Subnet {} is in {}, where endpoint {} already has subnet {}. Remove one of the two.",
                    subnet.name,
                    design.label(subnet.zone.into()),
                    endpoint.name,
                    design.label((*first).into())
                );
                let subnets = interface.subnets.iter().copied().filter(|other| other != subnet_id).collect();
                report.with(id, [(*subnet_id).into(), (*first).into()], message).fix(Fix::new(
                    format!("Remove subnet {} from endpoint {}", subnet.name, endpoint.name),
                    [FixStep::SetEndpointSubnets { endpoint: id, subnets }],
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn two_in_one_zone() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app-a 10.0.0.0/24
            subnet data-a 10.0.1.0/24
            zone b
            subnet app-b 10.0.2.0/24
            interface ssm subnets=app-a,app-b,data-a
            ^ Subnet data-a is in us-east-1a, where endpoint ssm already has subnet app-a. Remove one of the two.
            > Remove subnet data-a from endpoint ssm
            ",
        );
    }

    #[test]
    fn one_in_each() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app-a 10.0.0.0/24
            zone b
            subnet app-b 10.0.2.0/24
            interface ssm subnets=app-a,app-b
            ",
        );
    }
}
