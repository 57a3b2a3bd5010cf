//! See [`RULE`].

use std::collections::BTreeSet;

use crate::{
    check::{
        acls,
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::Fix,
};

declare_rule! {
    /// Network ACLs let calls to endpoints and their answers pass.
    ///
    /// ## Why
    /// Network ACLs have no memory: a call to an endpoint in another subnet needs a rule out of the client's subnet and
    /// into the endpoint's, and its answer, to a port from 1024 on, the same the other way. For a gateway endpoint, the
    /// rules must name the service's addresses, since ACLs know no prefix lists.
    ///
    /// ## Example
    /// A client's ACL that lets out TCP 443, and lets in nothing to the high ports.
    ///
    /// ## Fix
    /// Add the rule that is missing.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html>
    "W704", "network-acl-blocks-endpoint", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    let mut told = BTreeSet::new();
    for gap in acls::gaps(design) {
        // One rule closes the gap for all clients.
        if !told.insert((gap.acl, gap.ingress, gap.ports, gap.block)) {
            continue;
        }
        let Some(acl) = design.network_acls.get(gap.acl) else { continue };
        let way = if gap.ingress { "inbound" } else { "outbound" };
        let from = if gap.ingress { "from" } else { "to" };
        let message = format!(
            "Network ACL {} has no {way} rule for TCP {} {from} {}, so calls through endpoint {} or their answers do not pass. Add one.",
            acl.name,
            gap.words(),
            gap.block,
            design.label(gap.endpoint.into())
        );
        let found = report.with(gap.acl, [gap.endpoint.into()], message);
        let label = format!("Add the {way} rule to network ACL {}", acl.name);
        let fix =
            if gap.is_meant(acl) { Fix::choice(label, [gap.step()]) } else { Fix::new(label, [gap.step()]) };
        found.fix(fix);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn answers_have_no_way_back() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            acl strict
            ^ Network ACL strict has no inbound rule for TCP 1024–65535 from 10.0.1.0/24, so calls through endpoint sqs or their answers do not pass. Add one.
            > Add the inbound rule to network ACL strict
            acl-out strict 100 allow tcp 443 0.0.0.0/0
            acl-in strict 100 allow tcp 443 10.0.0.0/16
            zone a
            subnet app 10.0.0.0/24 acl=strict
            workload shop
            service sqs
            call shop sqs
            subnet endpoints 10.0.1.0/24
            interface sqs subnets=endpoints dns
            ",
        );
    }

    #[test]
    fn a_deny_before_the_allow_and_private_addresses_for_s3() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            acl strict
            ^ Network ACL strict has no inbound rule for TCP 443 from 10.0.0.0/24, so calls through endpoint sqs or their answers do not pass. Add one.
            ? Add the inbound rule to network ACL strict
            acl-in strict 50 deny tcp 443 10.0.0.0/24
            acl-in strict 100 allow all 10.0.0.0/16
            acl-out strict 100 allow all 0.0.0.0/0
            acl inside
            ^ Network ACL inside has no outbound rule for TCP 443 to 0.0.0.0/0, so calls through endpoint s3 or their answers do not pass. Add one.
            > Add the outbound rule to network ACL inside
            ^ Network ACL inside has no inbound rule for TCP 1024–65535 from 0.0.0.0/0, so calls through endpoint s3 or their answers do not pass. Add one.
            > Add the inbound rule to network ACL inside
            acl-in inside 100 allow all 10.0.0.0/16
            acl-out inside 100 allow all 10.0.0.0/16
            table t
            zone a
            subnet app 10.0.0.0/24 acl=inside table=t
            workload shop
            service sqs
            service s3
            call shop sqs
            call shop s3
            subnet endpoints 10.0.1.0/24 acl=strict
            interface sqs subnets=endpoints dns
            gateway s3 tables=t
            ",
        );
    }

    #[test]
    fn a_first_rule_without_room_before_it() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            acl full
            ^ Network ACL full has no outbound rule for TCP 443 to 10.0.1.0/24, so calls through endpoint sqs or their answers do not pass. Add one.
            ? Add the outbound rule to network ACL full
            acl-in full 100 allow all 0.0.0.0/0
            acl-out full 1 deny all 10.0.1.0/24
            acl-out full 2 allow all 0.0.0.0/0
            zone a
            subnet app 10.0.0.0/24 acl=full
            workload shop
            service sqs
            call shop sqs
            subnet endpoints 10.0.1.0/24
            interface sqs subnets=endpoints dns
            ",
        );
    }

    #[test]
    fn both_ways_in_parts_or_in_one_subnet() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            acl open
            acl-in open 100 allow tcp 443 10.0.0.0/16
            acl-in open 110 allow tcp 1024-32767 0.0.0.0/0
            acl-in open 120 allow tcp 32768-65535 0.0.0.0/0
            acl-out open 100 allow all 0.0.0.0/0
            acl closed
            table t
            zone a
            subnet app 10.0.0.0/24 acl=open table=t
            workload shop
            service sqs
            service s3
            call shop sqs
            call shop s3
            subnet endpoints 10.0.1.0/24 acl=open
            interface sqs subnets=endpoints dns
            gateway s3 tables=t
            subnet alone 10.0.2.0/24 acl=closed
            workload inside
            service sns
            call inside sns
            interface sns subnets=alone dns
            ",
        );
    }
}
