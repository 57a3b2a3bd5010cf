//! A remedy as data: what a rule, the path verifier or the advisor offers to do, in one click and one undo step.
//!
//! A [`Fix`] is made against one version of a design and may be applied to a later one: what it names may be gone by
//! then, and it says so. It is deterministic and knows no canvas; the editor gives new entities their places.
//!
//! *Invariant:* a fix that returns an error has left the design as it was.

mod apply;
mod step;

use serde::Serialize;

use super::{EditError, atomically};
use crate::{catalog::Catalog, model::Design};

pub use step::FixStep;

/// A change that somebody may want, and its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// What it does, as a command without a period: "Turn on DNS hostnames of VPC main".
    pub label: String,
    /// The recommended remedy, and one that only adds or corrects: "fix all" takes it without asking. Others take
    /// something away or choose between two intentions.
    pub automatic: bool,
    /// Done in this order, all or none.
    pub steps: Vec<FixStep>,
}

impl Fix {
    /// A remedy that "fix all" may take without asking.
    pub fn new(label: impl Into<String>, steps: impl IntoIterator<Item = FixStep>) -> Self {
        Self { label: label.into(), automatic: true, steps: steps.into_iter().collect() }
    }

    /// A remedy that only the user takes.
    pub fn choice(label: impl Into<String>, steps: impl IntoIterator<Item = FixStep>) -> Self {
        Self { automatic: false, ..Self::new(label, steps) }
    }

    /// Changes the design.
    ///
    /// # Errors
    /// Something that the fix names is gone, or a step is refused; the message names it.
    pub fn apply(&self, design: &mut Design, catalog: &Catalog) -> Result<(), EditError> {
        atomically(design, |design| self.steps.iter().try_for_each(|step| step.apply(design, catalog)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        edit,
        model::{EndpointKind, Peer, PortRange, Protocol, Route, RouteTarget, Rule, ServiceRef, SubnetKind},
    };

    #[test]
    fn several_steps_are_one_change_or_none() {
        let mut design = Design::new("fix", "us-east-1");
        let vpc = edit::add_vpc(&mut design, "us-east-1");
        let zone = edit::add_zone(&mut design, &Catalog::embedded(), vpc, None).unwrap();
        let subnet = edit::add_subnet(&mut design, zone, SubnetKind::Private).unwrap();
        let whole = Fix::new(
            "Add an endpoint and remove the subnet",
            [
                FixStep::AddEndpoint { vpc, service: ServiceRef::Aws("sqs".to_owned()), kind: None },
                FixStep::Remove { entities: vec![subnet.into()] },
            ],
        );
        let before = design.clone();
        whole.apply(&mut design, &Catalog::embedded()).unwrap();
        assert_eq!((design.endpoints.len(), design.subnets.len()), (1, 0));
        let stale = Fix::new(
            "Add another, then move the block of a subnet that is gone",
            [
                FixStep::AddEndpoint { vpc, service: ServiceRef::Aws("sns".to_owned()), kind: None },
                FixStep::SetSubnetBlock { subnet, block: "10.0.0.0/24".parse().unwrap() },
            ],
        );
        let after = design.clone();
        assert_eq!(
            stale.apply(&mut design, &Catalog::embedded()).unwrap_err().0,
            format!("{subnet} is no longer in the design")
        );
        assert_eq!(design, after);
        whole.apply(&mut before.clone(), &Catalog::embedded()).unwrap();
    }

    #[test]
    fn an_endpoint_keeps_to_its_own_vpc() {
        let mut design = Design::new("fix", "us-east-1");
        let vpc = edit::add_vpc(&mut design, "us-east-1");
        let other = edit::add_vpc(&mut design, "us-east-1");
        let zone = edit::add_zone(&mut design, &Catalog::embedded(), other, None).unwrap();
        let subnet = edit::add_subnet(&mut design, zone, SubnetKind::Private).unwrap();
        let endpoint =
            edit::add_endpoint(&mut design, &Catalog::embedded(), vpc, ServiceRef::Aws("sqs".to_owned()))
                .unwrap();
        let fix = Fix::new("Mix two VPCs", [FixStep::SetEndpointSubnets { endpoint, subnets: vec![subnet] }]);
        assert!(fix.apply(&mut design, &Catalog::embedded()).unwrap_err().0.contains("another VPC"));
    }

    #[test]
    fn a_route_replaces_the_one_for_its_destination_and_a_rule_is_there_once() {
        let mut design = Design::new("fix", "us-east-1");
        let vpc = edit::add_vpc(&mut design, "us-east-1");
        let table = edit::add_route_table(&mut design, vpc, "public").unwrap();
        let group = edit::add_security_group(&mut design, vpc, "app").unwrap();
        let rule = Rule {
            protocol: Protocol::Tcp,
            ports: Some(PortRange::HTTPS),
            peer: Peer::SecurityGroup(group),
            description: String::new(),
        };
        let fix = Fix::new(
            "Route and rule",
            [
                FixStep::RouteToInternet { table },
                FixStep::AddRule { group, direction: crate::model::Direction::Ingress, rule },
            ],
        );
        fix.apply(&mut design, &Catalog::embedded()).unwrap();
        fix.apply(&mut design, &Catalog::embedded()).unwrap();
        let (igw, _) = design.internet_gateway_of(vpc).unwrap();
        let routes = &design.route_tables.get(table).unwrap().routes;
        assert_eq!(*routes, [Route::default_to(RouteTarget::InternetGateway(igw))]);
        assert_eq!(design.security_groups.get(group).unwrap().ingress.len(), 1);
    }

    #[test]
    fn a_new_endpoint_lets_its_clients_in() {
        let mut design = Design::new("fix", "us-east-1");
        let vpc = edit::add_vpc(&mut design, "us-east-1");
        let zone = edit::add_zone(&mut design, &Catalog::embedded(), vpc, None).unwrap();
        let subnet = edit::add_subnet(&mut design, zone, SubnetKind::Isolated).unwrap();
        let workload = edit::add_workload(&mut design, subnet, crate::model::WorkloadKind::Generic).unwrap();
        let service = edit::add_service(
            &mut design,
            &Catalog::embedded(),
            ServiceRef::Aws("s3".to_owned()),
            "us-east-1",
        )
        .unwrap();
        let connection = design.allocate();
        design.connections.insert(connection, crate::model::Connection::new(workload, service));
        let add = FixStep::AddEndpoint { vpc, service: ServiceRef::Aws("s3".to_owned()), kind: None };
        Fix::new("Add an endpoint for S3", [add]).apply(&mut design, &Catalog::embedded()).unwrap();
        let endpoint = design.endpoints.values().next().unwrap();
        let EndpointKind::Gateway(gateway) = &endpoint.kind else { panic!("{endpoint:?}") };
        assert_eq!(gateway.route_tables, [design.subnets.get(subnet).unwrap().route_table]);
        let group = design.workloads.get(workload).unwrap().security_groups[0];
        let egress = &design.security_groups.get(group).unwrap().egress;
        assert_eq!(egress[0].peer, Peer::PrefixList("s3".to_owned()));
    }

    #[test]
    fn a_fix_is_told_in_json() {
        let fix = Fix::new("Remove sqs", [FixStep::Remove { entities: vec!["endpoint-3".parse().unwrap()] }]);
        let json = serde_json::to_string(&fix).unwrap();
        assert_eq!(
            json,
            r#"{"label":"Remove sqs","automatic":true,"steps":[{"step":"remove","entities":["endpoint-3"]}]}"#
        );
    }
}
