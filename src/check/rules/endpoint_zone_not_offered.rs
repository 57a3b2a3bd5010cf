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
    /// An interface endpoint is in zones that have the service.
    ///
    /// ## Why
    /// Some services lack zones. By your own list of services, AWS refuses a subnet in this one.
    ///
    /// ## Example
    /// The email-smtp endpoint with a subnet in a zone that the service does not have.
    ///
    /// ## Fix
    /// Take the subnet of another zone.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html>
    "E322", "endpoint-zone-not-offered", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint, interface) in endpoints::interfaces(design) {
        let Some(key) = endpoint.service.aws_key() else { continue };
        let region = design.region_of(id.into()).unwrap_or_default();
        for subnet in &interface.subnets {
            let Some(zone) = design.subnets.get(*subnet).map(|subnet| subnet.zone) else { continue };
            let name = design.label(zone.into());
            if context.catalog.is_in_zone(key, region, &name) == Some(false) {
                let message = format!(
                    "Endpoint {} has subnet {} in {name}, where {} is not offered to your account. Take one of another zone.",
                    endpoint.name,
                    design.label((*subnet).into()),
                    context.catalog.title(key)
                );
                let subnets = interface.subnets.iter().copied().filter(|other| other != subnet).collect();
                let found = report.with(id, [(*subnet).into()], message);
                if interface.subnets.len() > 1 {
                    found.fix(Fix::new(
                        format!(
                            "Remove subnet {} from endpoint {}",
                            design.label((*subnet).into()),
                            endpoint.name
                        ),
                        [FixStep::SetEndpointSubnets { endpoint: id, subnets }],
                    ));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn your_list_says_no() {
        fails(
            &RULE,
            "
            offers email-smtp us-east-1b
            vpc main 10.0.0.0/16
            zone a
            subnet app-a 10.0.0.0/24
            zone b
            subnet app-b 10.0.1.0/24
            interface email-smtp subnets=app-a,app-b
            ^ Endpoint email-smtp has subnet app-a in us-east-1a, where Amazon SES - SMTP is not offered to your account. Take one of another zone.
            > Remove subnet app-a from endpoint email-smtp
            ",
        );
    }

    #[test]
    fn your_list_says_yes_or_nothing() {
        passes(
            &RULE,
            "
            offers email-smtp us-east-1a us-east-1b
            vpc main 10.0.0.0/16
            zone a
            subnet app-a 10.0.0.0/24
            interface email-smtp subnets=app-a
            interface sqs subnets=app-a
            ",
        );
    }
}
