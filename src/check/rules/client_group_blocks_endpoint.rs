//! See [`RULE`].

use crate::{
    check::{
        access,
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::Fix,
    model::{Direction, EndpointKind, Peer},
};

declare_rule! {
    /// A workload's security groups let it reach its endpoints.
    ///
    /// ## Why
    /// Groups that list outbound rules allow nothing else. For a gateway endpoint the rule names the service's prefix
    /// list; for an interface endpoint, its group or addresses.
    ///
    /// ## Example
    /// A workload calls S3 through the gateway endpoint, and its group allows outbound traffic to the VPC only.
    ///
    /// ## Fix
    /// Add an outbound rule for the prefix list of the service, or for the security group of the endpoint.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>
    "W602", "client-group-blocks-endpoint", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    let clients = design.clients();
    for (id, endpoint) in design.endpoints.iter() {
        // Another endpoint of the service may be the one the client reaches.
        if context.members.endpoints_for(endpoint.vpc, &endpoint.service).count() > 1 {
            continue;
        }
        let mut blocks = Vec::new();
        let (groups, service) = match &endpoint.kind {
            EndpointKind::Gateway(_) => (&[][..], endpoint.service.aws_key()),
            EndpointKind::GatewayLoadBalancer(_) => continue,
            EndpointKind::Interface(interface)
            | EndpointKind::Resource(interface)
            | EndpointKind::ServiceNetwork(interface) => {
                let subnets = interface.subnets.iter().filter_map(|s| design.subnets.get(*s));
                blocks.extend(subnets.map(|subnet| subnet.cidr_block));
                (&interface.security_groups[..], None)
            }
        };
        let side = access::Side { groups, blocks: &blocks, service };
        for &client in clients.of(endpoint) {
            let Some(workload) = design.workloads.get(client) else { continue };
            let own = || workload.security_groups.iter().filter_map(|g| design.security_groups.get(*g));
            if own().next().is_none() {
                continue;
            }
            for ports in access::ports(&endpoint.service) {
                if !own().any(|group| access::allows(&group.egress, ports, &side)) {
                    let message = format!(
                        "The security groups of workload {} do not let it reach endpoint {} on {}. Add an outbound rule for it.",
                        workload.name,
                        endpoint.name,
                        access::words(ports)
                    );
                    let found = report.with(client, [id.into()], message);
                    if let Some(group) = workload.security_groups.first() {
                        let peers: Vec<Peer> = match (service, groups.first()) {
                            (Some(service), _) => vec![Peer::PrefixList(service.to_owned())],
                            (None, Some(group)) => vec![Peer::SecurityGroup(*group)],
                            (None, None) => blocks.iter().map(|block| Peer::Cidr(*block)).collect(),
                        };
                        let out = |peer| access::allow(*group, Direction::Egress, ports, peer);
                        found.fix(Fix::new(
                            format!(
                                "Let workload {} out to endpoint {} on {}",
                                workload.name,
                                endpoint.name,
                                access::words(ports)
                            ),
                            peers.into_iter().map(out),
                        ));
                    }
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
    fn the_vpc_only() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            sg app
            out tcp 443 10.0.0.0/16
            subnet apps 10.0.2.0/24
            service s3
            workload shop sg=app
            ^ The security groups of workload shop do not let it reach endpoint s3 on TCP 443. Add an outbound rule for it.
            > Let workload shop out to endpoint s3 on TCP 443
            call shop s3
            gateway s3
            ",
        );
    }

    #[test]
    fn prefix_list_group_and_everywhere() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            sg endpoints
            sg narrow
            out tcp 443 pl:s3
            out tcp 443 sg:endpoints
            sg wide
            out all 0.0.0.0/0
            subnet apps 10.0.2.0/24
            workload one sg=narrow
            workload two sg=wide
            service s3
            service sqs
            call one s3
            call two s3
            call one sqs
            call two sqs
            gateway s3
            interface sqs subnets=apps sgs=endpoints
            ",
        );
    }

    #[test]
    fn to_an_interface_endpoint_by_its_group() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            sg app
            sg endpoints
            in tcp 443 sg:app
            subnet apps 10.0.2.0/24
            service sqs
            workload shop sg=app
            ^ The security groups of workload shop do not let it reach endpoint sqs on TCP 443. Add an outbound rule for it.
            > Let workload shop out to endpoint sqs on TCP 443
            call shop sqs
            interface sqs subnets=apps sgs=endpoints dns
            ",
        );
    }
}
