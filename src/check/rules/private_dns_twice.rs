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
    /// One endpoint of a service in a VPC has private DNS.
    ///
    /// ## Why
    /// Private DNS gives the service's public name to the endpoint. Two endpoints of one VPC cannot both own the name;
    /// AWS refuses the second.
    ///
    /// ## Example
    /// Two sqs endpoints in VPC main, both with private DNS.
    ///
    /// ## Fix
    /// Remove one of the two, or switch its private DNS off and let its clients use the endpoint's own names.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html>
    "E305", "private-dns-twice", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    let named: Vec<_> =
        endpoints::interfaces(design).filter(|(_, _, interface)| interface.private_dns).collect();
    for (index, (id, endpoint, _)) in named.iter().enumerate() {
        let same = |(_, other, _): &&(_, &crate::model::Endpoint, _)| {
            other.vpc == endpoint.vpc && other.service == endpoint.service
        };
        if let Some((first, other, _)) = named.iter().take(index).find(same) {
            let message = format!(
                "Endpoint {} has private DNS for {}, as endpoint {} of the same VPC has. Remove one of the two, or switch its private DNS off.",
                endpoint.name,
                endpoint.service.word(),
                other.name
            );
            report
                .with(*id, [(*first).into()], message)
                .fix(Fix::new(
                    format!("Turn off private DNS of endpoint {}", endpoint.name),
                    [FixStep::SetPrivateDns { endpoint: *id, on: false, scope: None }],
                ))
                .fix(Fix::choice(
                    format!("Remove endpoint {}", endpoint.name),
                    [FixStep::Remove { entities: vec![(*id).into()] }],
                ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn both_want_the_name() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            interface sqs dns
            interface sqs dns
            ^ Endpoint sqs has private DNS for sqs, as endpoint sqs of the same VPC has. Remove one of the two, or switch its private DNS off.
            > Turn off private DNS of endpoint sqs
            ? Remove endpoint sqs
            ",
        );
    }

    #[test]
    fn one_of_two_or_each_in_its_vpc() {
        passes(
            &RULE,
            "
            vpc one 10.0.0.0/16
            interface sqs dns
            interface sqs
            interface ssm dns
            vpc two 10.1.0.0/16
            interface sqs dns
            ",
        );
    }
}
