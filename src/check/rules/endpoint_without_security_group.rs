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
    /// An interface endpoint has a security group.
    ///
    /// ## Why
    /// Without one, AWS uses the VPC's default group, which lets in only members of that same group: clients with
    /// groups of their own are shut out.
    ///
    /// ## Example
    /// The sqs endpoint without security groups.
    ///
    /// ## Fix
    /// Add a security group that lets the clients in, on TCP port 443 for nearly all services.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html>
    "W303", "endpoint-without-security-group", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, endpoint, interface) in endpoints::addressed(design) {
        if interface.security_groups.is_empty() {
            let message = format!(
                "Endpoint {} has no security group, so the VPC's default group would keep its clients out. Add one that lets them in.",
                endpoint.name
            );
            report.at(id, message).fix(Fix::new(
                format!(
                    "Add a security group that lets VPC {} in to endpoint {}",
                    design.label(endpoint.vpc.into()),
                    endpoint.name
                ),
                [FixStep::AddEndpointGroup { endpoint: id }],
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn the_default_group() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            interface sqs
            ^ Endpoint sqs has no security group, so the VPC's default group would keep its clients out. Add one that lets them in.
            > Add a security group that lets VPC main in to endpoint sqs
            ",
        );
    }

    #[test]
    fn a_group_of_its_own() {
        passes(&RULE, "vpc main 10.0.0.0/16\nsg endpoints\ninterface sqs sgs=endpoints\ngateway s3");
    }
}
