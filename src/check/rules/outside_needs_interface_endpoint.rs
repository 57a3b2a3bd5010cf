//! See [`RULE`].

use crate::{
    catalog::EndpointType,
    check::{
        diagnostic::Report,
        links,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
    model::ServiceRef,
};

declare_rule! {
    /// Clients outside of a VPC have an interface endpoint.
    ///
    /// ## Why
    /// A gateway endpoint is a route of its own VPC: nobody reaches it through a VPN, Direct Connect, a peering
    /// connection or a Transit Gateway. Calls from an on-premises network go to the public address unless an interface
    /// endpoint is where the line arrives.
    ///
    /// ## Example
    /// An office calls s3 through a VPN to a VPC that has an s3 gateway endpoint only.
    ///
    /// ## Fix
    /// Add an interface endpoint to a VPC that the network is connected with.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>
    "W705", "outside-needs-interface-endpoint", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, network) in design.on_premises_networks.iter() {
        let vpcs = links::vpcs_of_network(design, network);
        for service in network.calls.iter().filter_map(|service| design.services.get(*service)) {
            let here: Vec<_> = vpcs
                .iter()
                .copied()
                .filter(|vpc| design.vpcs.get(*vpc).is_some_and(|vpc| vpc.region == service.region))
                .collect();
            let endpoints = || here.iter().flat_map(|vpc| context.members.endpoints_for(*vpc, &service.target));
            if endpoints().any(|(_, endpoint)| endpoint.kind.interface().is_some()) {
                continue;
            }
            let word = service.target.word();
            let why = match (endpoints().next(), here.is_empty()) {
                (Some((_, endpoint)), _) => {
                    format!("endpoint {} is a gateway endpoint, for its own VPC alone", endpoint.name)
                }
                (None, false) => format!("no VPC that it is connected with has an endpoint for {word}"),
                (None, true) => format!("it is connected with no VPC in {}", service.region),
            };
            let message = format!("{} calls {word}, and {why}. Add an interface endpoint.", network.name);
            let found = report.at(id, message);
            let offered = |target: &ServiceRef| match target {
                ServiceRef::Aws(key) => {
                    context.catalog.availability(key, &service.region, EndpointType::Interface).is_offered()
                }
                ServiceRef::EndpointService(_) | ServiceRef::OwnEndpointService(_) => true,
                ServiceRef::ResourceConfiguration(_) | ServiceRef::ServiceNetwork(_) => false,
            };
            if let Some(vpc) = here.first().filter(|_| offered(&service.target)) {
                let add = FixStep::AddEndpoint {
                    vpc: *vpc,
                    service: service.target.clone(),
                    kind: Some(EndpointType::Interface),
                };
                found.fix(Fix::choice(
                    format!("Add an interface endpoint for {word} to VPC {}", design.label((*vpc).into())),
                    context.dns_on(*vpc).into_iter().chain([add]),
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
    fn a_gateway_endpoint_or_none() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            table t
            zone a
            subnet app 10.0.0.0/24 table=t
            vgw line
            gateway s3 tables=t
            service s3
            service sqs
            office home 192.168.0.0/16 at=line calls=s3,sqs
            ^ home calls s3, and endpoint s3 is a gateway endpoint, for its own VPC alone. Add an interface endpoint.
            ? Add an interface endpoint for s3 to VPC main
            ^ home calls sqs, and no VPC that it is connected with has an endpoint for sqs. Add an interface endpoint.
            ? Add an interface endpoint for sqs to VPC main
            ",
        );
    }

    #[test]
    fn an_interface_endpoint() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app 10.0.0.0/24
            tgw hub
            attach hub main subnets=app
            service s3
            interface s3 subnets=app
            office home 192.168.0.0/16 at=hub calls=s3
            ",
        );
    }
}
