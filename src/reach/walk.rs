//! One call on its way: the hops so far, what blocks it, and the ports that are left.
//!
//! A walk goes on behind an obstacle where the next step is known, so that it finds all of them at once.

use super::{
    address::Extent,
    caveat::Caveat,
    client::Client,
    code::Code,
    dns::{self, Answer, PrivateZones},
    name::ClientName,
    network::{Groups, Network, Subnet, Vpc},
    path::{Hop, Obstacle, Path, Reason, Step, Way},
    policy::{self, Permission},
    security_group::{self, Other},
};
use crate::{
    catalog::{self, Catalog, PortRange},
    graph::{NodeRef, PolicyDocument},
    model::{Direction, EntityRef, Service, ServiceRef},
};

/// What every walk of one verifier looks at.
pub(super) struct Context<'a> {
    pub(super) network: Network<'a>,
    pub(super) zones: PrivateZones,
    pub(super) catalog: &'a Catalog,
}

/// The state of a walk.
#[derive(Clone)]
pub(super) struct Walk<'w, 'a> {
    pub(super) cx: &'w Context<'a>,
    pub(super) client: &'w Client,
    pub(super) subnet: &'w Subnet<'a>,
    pub(super) vpc: &'w Vpc<'a>,
    pub(super) service: &'w Service,
    pub(super) service_entity: EntityRef,
    /// The service's ports that nothing has blocked yet.
    pub(super) ports: Vec<PortRange>,
    pub(super) hops: Vec<Hop>,
    pub(super) obstacles: Vec<Obstacle>,
    pub(super) caveats: Vec<Caveat>,
}

/// Walks a call by a name. None for a workload that is in no deployed subnet.
pub(super) fn walk(
    cx: &Context<'_>,
    client: &Client,
    service: (EntityRef, &Service),
    name: &ClientName,
) -> Option<Path> {
    let subnet = cx.network.subnets.get(&client.position.subnet)?;
    let vpc = cx.network.vpcs.get(&subnet.vpc)?;
    let mut walk = Walk {
        cx,
        client,
        subnet,
        vpc,
        service: service.1,
        service_entity: service.0,
        ports: ports(&service.1.target),
        hops: Vec::with_capacity(10),
        obstacles: Vec::new(),
        caveats: Vec::new(),
    };
    if service.1.region != vpc.region {
        walk.caveats.push(Caveat::RegionCrossed);
    }
    if service.1.target.aws_key().is_none() {
        walk.caveats.push(Caveat::PortsAssumed);
    }
    walk.pass(client.entity, Step::Leaves { subnet: subnet.entity });
    let way = match dns::resolve(&cx.network, &cx.zones, subnet.vpc, name) {
        Answer::ResolverOff => {
            walk.block(vpc.entity, Code::DnsResolverDisabled, Reason::ResolverOff { vpc: vpc.entity });
            Way::Unreachable
        }
        Answer::Interface(interface) => {
            let step = Step::ResolvesPrivately { kind: name.kind, endpoint: interface.entity };
            walk.pass(vpc.entity, step);
            walk.go_to_interface(interface)
        }
        Answer::Public => match service.1.target {
            ServiceRef::Aws(_) => {
                walk.pass(vpc.entity, Step::ResolvesPublicly { kind: name.kind });
                walk.go_to_public(name)
            }
            ServiceRef::EndpointService(_) => {
                walk.block(service.0, Code::DnsNameNotFound, Reason::NameUnknown);
                Way::Unreachable
            }
        },
    };
    Some(Path {
        name: name.clone(),
        way: if walk.obstacles.is_empty() { way } else { Way::Unreachable },
        hops: walk.hops,
        obstacles: walk.obstacles,
        caveats: walk.caveats,
    })
}

/// The ports a service listens on. Of an endpoint service only its provider knows; HTTPS is the usual one.
fn ports(service: &ServiceRef) -> Vec<PortRange> {
    let known = service.aws_key().and_then(catalog::service);
    known.map_or_else(|| vec![PortRange::HTTPS], catalog::Service::ports)
}

impl Walk<'_, '_> {
    pub(super) fn pass(&mut self, at: EntityRef, step: Step) {
        self.hops.push(Hop { at, step });
    }

    pub(super) fn block(&mut self, at: EntityRef, code: Code, reason: Reason) {
        self.obstacles.push(Obstacle { at, code, reason, after: self.hops.len() });
    }

    /// The workload's own groups, on the way out.
    pub(super) fn let_out(&mut self, other: &Other<'_>, reason: impl FnOnce(Vec<PortRange>, bool) -> Reason) {
        let groups = &self.client.position.groups;
        let step = |rule| Step::LetOut { rule };
        self.through_groups(groups, Direction::Egress, other, step, reason);
    }

    /// The ports that the groups let pass; an obstacle if there are none.
    pub(super) fn through_groups(
        &mut self,
        groups: &Groups,
        direction: Direction,
        other: &Other<'_>,
        step: fn(Option<NodeRef>) -> Step,
        reason: impl FnOnce(Vec<PortRange>, bool) -> Reason,
    ) {
        let network = &self.cx.network;
        let mut passed = Vec::new();
        let mut blocked = Vec::new();
        let mut rule = None;
        let mut partly = false;
        for ports in &self.ports {
            let admission = security_group::admits(network, groups, direction, *ports, other);
            partly |= admission.extent == Extent::Part;
            if admission.extent == Extent::Whole {
                passed.push(*ports);
                rule = rule.or(admission.rule);
            } else {
                blocked.push(*ports);
            }
        }
        let at =
            rule.map_or_else(|| security_group::representative(network, groups), |rule| network.entity(rule));
        let code = if security_group::has_rules(network, groups, direction) {
            Code::EniSgRulesMismatch
        } else {
            Code::SgHasNoRules
        };
        if passed.is_empty() {
            self.block(at, code, reason(blocked, partly));
            return;
        }
        if !blocked.is_empty() {
            let reason = reason(blocked.clone(), partly);
            let obstacle = Obstacle { at, code, reason, after: self.hops.len() };
            self.caveats.push(Caveat::PortsBlocked { obstacle, ports: blocked });
        }
        self.ports = passed;
        self.pass(at, step(rule));
    }

    /// The policy of an endpoint.
    pub(super) fn ask_policy(&mut self, endpoint: EntityRef, policy: Option<&PolicyDocument>) {
        match policy::evaluate(policy, &self.service.target) {
            Permission::Refused(why) => {
                self.block(endpoint, Code::EndpointPolicyDenies, Reason::Denied { why });
            }
            Permission::Undecided(why) => {
                self.caveats.push(Caveat::PolicyUndecided { endpoint, why });
                self.pass(endpoint, Step::Permitted { permission: Permission::Undecided(why) });
            }
            permission @ (Permission::Default | Permission::Full) => {
                self.pass(endpoint, Step::Permitted { permission });
            }
        }
    }

    pub(super) fn arrive(&mut self) {
        self.pass(self.service_entity, Step::Arrives);
    }

    /// The component that stands for the route table of a subnet: its VPC where that is the main one.
    pub(super) fn table_of(&self, subnet: &Subnet<'_>) -> EntityRef {
        let network = &self.cx.network;
        network.entity(subnet.table.unwrap_or(subnet.vpc))
    }
}
