//! See [`RULE`].

use crate::{
    check::{
        access,
        diagnostic::Report,
        endpoints,
        rule::{Context, declare_rule},
    },
    edit::Fix,
    model::{Direction, Peer},
};

declare_rule! {
    /// An interface endpoint's security groups let its clients in.
    ///
    /// ## Why
    /// The groups of the endpoint guard its network interfaces. A client they do not name is dropped without an answer.
    ///
    /// ## Example
    /// The sqs endpoint's group lets in 10.0.1.0/24, and the workload is in 10.0.2.0/24.
    ///
    /// ## Fix
    /// Add an inbound rule for the client's security group or subnet, on the service's port, TCP 443 for nearly all.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html>
    "W601", "endpoint-group-blocks-client", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    let clients = design.clients();
    for (id, endpoint, interface) in endpoints::addressed(design) {
        // Without groups another rule speaks.
        if interface.security_groups.is_empty() {
            continue;
        }
        for &client in clients.of(endpoint) {
            let Some(workload) = design.workloads.get(client) else { continue };
            let Some(subnet) = design.subnets.get(workload.subnet) else { continue };
            for ports in access::ports(&endpoint.service) {
                let rules =
                    || interface.security_groups.iter().filter_map(|g| design.security_groups.get(*g));
                let side = access::Side {
                    groups: &workload.security_groups,
                    blocks: &[subnet.cidr_block],
                    service: None,
                };
                if !rules().any(|group| access::allows(&group.ingress, ports, &side)) {
                    let message = format!(
                        "The security groups of endpoint {} do not let workload {} in on {}. Add an inbound rule for it.",
                        endpoint.name,
                        workload.name,
                        access::words(ports)
                    );
                    let found = report.with(id, [client.into()], message);
                    if let Some(group) = interface.security_groups.first() {
                        let peer = match workload.security_groups.first() {
                            Some(client) => Peer::SecurityGroup(*client),
                            None => Peer::Cidr(subnet.cidr_block),
                        };
                        found.fix(Fix::new(
                            format!(
                                "Let workload {} in through security group {} on {}",
                                workload.name,
                                design.label((*group).into()),
                                access::words(ports)
                            ),
                            [access::allow(*group, Direction::Ingress, ports, peer)],
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
    fn another_subnet_and_another_port() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            sg app
            sg endpoints
            in tcp 443 10.0.1.0/24
            in tcp 80 sg:app
            subnet apps 10.0.2.0/24
            workload shop sg=app
            service sqs
            call shop sqs
            interface sqs subnets=apps sgs=endpoints
            ^ The security groups of endpoint sqs do not let workload shop in on TCP 443. Add an inbound rule for it.
            > Let workload shop in through security group endpoints on TCP 443
            ",
        );
    }

    #[test]
    fn by_group_or_by_block() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            sg app
            sg by-group
            in tcp 443 sg:app
            sg by-block
            in all 10.0.0.0/16
            subnet apps 10.0.2.0/24
            workload shop sg=app
            service sqs
            service ssm
            call shop sqs
            call shop ssm
            interface sqs subnets=apps sgs=by-group
            interface ssm subnets=apps sgs=by-block
            ",
        );
    }
}
