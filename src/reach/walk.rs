//! One call on its way: the hops so far, what blocks it, and the ports that are left.
//!
//! A walk goes on behind an obstacle where the next step is known, so that it finds all of them at once.

use super::{
    acl,
    address::{Addresses, Extent},
    caveat::Caveat,
    client::{Client, Place},
    code::Code,
    dns::{self, Answer, PrivateZones},
    name::ClientName,
    network::{Groups, Network, Subnet, Vpc},
    path::{Hop, Obstacle, Party, Path, Reason, Step, Way},
    policy::{self, Permission},
    security_group::{self, Other},
};
use crate::{
    catalog::{self, Catalog, PortRange, Transport},
    graph::{Kind, NodeRef, OnPremisesNetwork, PolicyDocument, Resource},
    model::{Direction, EntityRef, Service, ServiceRef},
};

/// What every walk of one verifier looks at.
pub(super) struct Context<'a> {
    pub(super) network: Network<'a>,
    pub(super) zones: PrivateZones,
    pub(super) catalog: &'a Catalog,
}

/// Where the call begins.
#[derive(Clone, Copy)]
pub(super) enum Home<'w, 'a> {
    Subnet(&'w Subnet<'a>, &'w Vpc<'a>),
    Outside(&'w OnPremisesNetwork),
}

/// The state of a walk.
#[derive(Clone)]
pub(super) struct Walk<'w, 'a> {
    pub(super) cx: &'w Context<'a>,
    pub(super) client: &'w Client,
    pub(super) home: Home<'w, 'a>,
    pub(super) service: &'w Service,
    pub(super) service_entity: EntityRef,
    /// The service's ports that nothing has blocked yet.
    pub(super) ports: Vec<PortRange>,
    pub(super) hops: Vec<Hop>,
    pub(super) obstacles: Vec<Obstacle>,
    pub(super) caveats: Vec<Caveat>,
}

/// Question or answer of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leg {
    Question,
    /// To these ports.
    Answer(u16, u16),
}

/// How much a component lets through, and the rule that does it alone.
pub(super) struct Verdict {
    pub(super) extent: Extent,
    pub(super) rule: Option<NodeRef>,
}

/// Walks a call by a name. None for a caller that is nowhere in what is deployed.
pub(super) fn walk(
    cx: &Context<'_>,
    client: &Client,
    service: (EntityRef, &Service),
    name: &ClientName,
) -> Option<Path> {
    let home = match client.position.place {
        Place::Subnet(node) => {
            let subnet = cx.network.subnets.get(&node)?;
            Home::Subnet(subnet, cx.network.vpcs.get(&subnet.vpc)?)
        }
        Place::Outside(at) => Home::Outside(cx.network.graph.on_premises.get(at)?),
    };
    let mut walk = Walk {
        cx,
        client,
        home,
        service: service.1,
        service_entity: service.0,
        ports: own_port(&cx.network, &service.1.target).unwrap_or_else(|| ports(&service.1.target)),
        hops: Vec::with_capacity(10),
        obstacles: Vec::new(),
        caveats: Vec::new(),
    };
    if service.1.target.aws_key().is_none() && own_port(&cx.network, &service.1.target).is_none() {
        walk.caveats.push(Caveat::PortsAssumed);
    }
    let way = match home {
        Home::Subnet(subnet, vpc) => walk.leave_subnet(subnet, vpc, name),
        Home::Outside(network) => walk.leave_outside(network, name),
    };
    Some(Path {
        name: name.clone(),
        way: if walk.obstacles.is_empty() { way } else { Way::Unreachable },
        hops: walk.hops,
        obstacles: walk.obstacles,
        caveats: walk.caveats,
    })
}

/// Where the load balancer of an endpoint service of the design listens, if it is made with the design.
fn own_port(network: &Network<'_>, service: &ServiceRef) -> Option<Vec<PortRange>> {
    let service = network.node(Kind::EndpointService, service.own()?)?;
    let Resource::EndpointService(service) = &network.graph.node(service).resource else { return None };
    let balancer = service.load_balancers.node()?;
    let port = network.graph.nodes.iter().find_map(|node| match &node.resource {
        Resource::Listener(listener) if listener.load_balancer == balancer => Some(listener.port),
        _ => None,
    })?;
    Some(vec![PortRange { transport: Transport::Tcp, from: port, to: port }])
}

/// The ports a service listens on. Of an endpoint service only its provider knows; HTTPS is the usual one.
fn ports(service: &ServiceRef) -> Vec<PortRange> {
    let known = service.aws_key().and_then(catalog::service);
    known.map_or_else(|| vec![PortRange::HTTPS], catalog::Service::ports)
}

impl<'w, 'a> Walk<'w, 'a> {
    /// The call of a workload.
    fn leave_subnet(&mut self, subnet: &'w Subnet<'a>, vpc: &'w Vpc<'a>, name: &ClientName) -> Way {
        if self.service.region != vpc.region {
            self.caveats.push(Caveat::RegionCrossed);
        }
        self.pass(self.client.entity, Step::Leaves { subnet: subnet.entity });
        let answer = dns::resolve(self.cx, subnet.vpc, name, false, &self.service.target);
        self.follow(vpc.entity, name, answer, |walk| walk.go_to_public(subnet, vpc, name))
    }

    /// Goes where the answer of a resolver leads.
    pub(super) fn follow(
        &mut self,
        resolver: EntityRef,
        name: &ClientName,
        answer: Answer<'w, 'a>,
        public: impl FnOnce(&mut Self) -> Way,
    ) -> Way {
        match answer {
            Answer::ResolverOff(vpc) => {
                self.block(resolver, Code::DnsResolverDisabled, Reason::ResolverOff { vpc });
                Way::Unreachable
            }
            Answer::NoRecord(zone) => {
                self.block(zone, Code::DnsNameNotFound, Reason::NoRecord);
                Way::Unreachable
            }
            Answer::Elsewhere(zone) => {
                self.block(zone, Code::DnsNameNotFound, Reason::RecordElsewhere);
                Way::Unreachable
            }
            Answer::Interface(interface) => {
                self.pass(resolver, Step::ResolvesPrivately { kind: name.kind, endpoint: interface.entity });
                self.go_to_interface(interface)
            }
            Answer::Public if self.service.target.aws_key().is_some() => {
                self.pass(resolver, Step::ResolvesPublicly { kind: name.kind });
                public(self)
            }
            Answer::Public => {
                self.block(self.service_entity, Code::DnsNameNotFound, Reason::NameUnknown);
                Way::Unreachable
            }
        }
    }

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
        let code = if security_group::has_rules(network, groups, direction) {
            Code::EniSgRulesMismatch
        } else {
            Code::SgHasNoRules
        };
        let evaluate = |ports: PortRange| {
            let admission = security_group::admits(network, groups, direction, ports, other);
            Verdict { extent: admission.extent, rule: admission.rule }
        };
        let at = security_group::representative(network, groups);
        self.filter(at, code, evaluate, step, reason);
    }

    /// The network ACL of a subnet; nothing for the default one. `others` are the addresses at the other end.
    pub(super) fn through_acl(
        &mut self,
        subnet: &Subnet<'_>,
        direction: Direction,
        leg: Leg,
        others: &[Addresses],
        with: Party,
    ) {
        let network = &self.cx.network;
        let Some(acl) = network.acl(subnet.node) else { return };
        let at = network.entity(acl);
        let entity = subnet.entity;
        let evaluate = |ports: PortRange| {
            let admitted = acl::admits(network, subnet.node, direction, ports, others);
            let (extent, rule) = admitted.unwrap_or((Extent::Whole, None));
            Verdict { extent, rule }
        };
        let code = Code::SubnetAclRestriction;
        let reason = |answer: bool| {
            move |ports, partly| Reason::AclBlocks { subnet: entity, direction, answer, ports, partly, with }
        };
        match leg {
            Leg::Question => {
                let step = match direction {
                    Direction::Ingress => |rule| Step::AclIn { rule },
                    Direction::Egress => |rule| Step::AclOut { rule },
                };
                self.filter(at, code, evaluate, step, reason(false));
            }
            Leg::Answer(from, to) => {
                // Answers need all of the ports: nobody chooses which one a client takes.
                let transports: Vec<Transport> = self.ports.iter().map(|ports| ports.transport).collect();
                let mut answers: Vec<PortRange> =
                    transports.into_iter().map(|transport| PortRange { transport, from, to }).collect();
                answers.dedup();
                let blocked: Vec<Extent> = answers
                    .iter()
                    .map(|ports| evaluate(*ports).extent)
                    .filter(|extent| *extent != Extent::Whole)
                    .collect();
                if !blocked.is_empty() {
                    let partly = blocked.contains(&Extent::Part);
                    self.block(at, code, reason(true)(answers, partly));
                }
            }
        }
    }

    /// Keeps the ports that a component lets pass; an obstacle if there are none.
    fn filter(
        &mut self,
        at: EntityRef,
        code: Code,
        evaluate: impl Fn(PortRange) -> Verdict,
        step: fn(Option<NodeRef>) -> Step,
        reason: impl FnOnce(Vec<PortRange>, bool) -> Reason,
    ) {
        let mut passed = Vec::new();
        let mut blocked = Vec::new();
        let mut rule = None;
        let mut partly = false;
        for ports in &self.ports {
            let verdict = evaluate(*ports);
            partly |= verdict.extent == Extent::Part;
            if verdict.extent == Extent::Whole {
                passed.push(*ports);
                rule = rule.or(verdict.rule);
            } else {
                blocked.push(*ports);
            }
        }
        let at = rule.map_or(at, |rule| self.cx.network.entity(rule));
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

    /// The ports to which the answers of the caller's questions go.
    pub(super) fn answers(&self) -> Leg {
        let (from, to) = self.client.position.ephemeral;
        Leg::Answer(from, to)
    }

    /// The caller's addresses.
    pub(super) fn own_addresses(&self) -> Vec<Addresses> {
        self.client.blocks.iter().map(|block| Addresses::Block(*block)).collect()
    }
}
