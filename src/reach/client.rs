//! Where a caller is in the network.

use super::network::{Groups, Network};
use crate::{
    graph::{Kind, NodeRef},
    model::{Design, EntityRef, WorkloadKind},
    net::Ipv4Net,
};

/// What of a caller decides its paths: callers that agree in it reach the same services by the same ways.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    pub(super) place: Place,
    pub(super) groups: Groups,
    pub(super) public_ip: PublicIp,
    /// The ports from which it asks, and to which answers go.
    pub(super) ephemeral: (u16, u16),
}

/// In a subnet, or outside of AWS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Subnet(NodeRef),
    /// The index of an on-premises network of the graph.
    Outside(usize),
}

/// Whether a workload can have a public IPv4 address of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PublicIp {
    /// As `MapPublicIpOnLaunch` of its subnet says.
    BySubnet,
    /// As the task's `assignPublicIp` says; taken to follow the subnet.
    ByTask,
    /// Its network interfaces never have one.
    Never,
}

/// A caller in the network.
pub(super) struct Client {
    pub(super) entity: EntityRef,
    pub(super) position: Position,
    /// Blocks in which its addresses are.
    pub(super) blocks: Vec<Ipv4Net>,
}

impl Client {
    /// None for a workload whose subnet is not deployed, and for what calls nothing.
    pub(super) fn of(design: &Design, network: &Network<'_>, source: EntityRef) -> Option<Self> {
        if let EntityRef::OnPremisesNetwork(_) = source {
            let at = network.graph.on_premises.iter().position(|outside| outside.origin == source)?;
            let blocks = network.graph.on_premises[at].cidr_blocks.clone();
            let position = Position {
                place: Place::Outside(at),
                groups: Groups::Listed(Vec::new()),
                public_ip: PublicIp::Never,
                ephemeral: ANY,
            };
            return Some(Self { entity: source, position, blocks });
        }
        let EntityRef::Workload(id) = source else { return None };
        let workload = design.workloads.get(id)?;
        let node = network.node(Kind::Subnet, workload.subnet)?;
        let subnet = network.subnets.get(&node)?;
        let mut groups: Vec<NodeRef> = workload
            .security_groups
            .iter()
            .filter_map(|group| network.node(Kind::SecurityGroup, *group))
            .collect();
        groups.sort_unstable();
        groups.dedup();
        let groups = if groups.is_empty() { Groups::Default(subnet.vpc) } else { Groups::Listed(groups) };
        let position = Position {
            place: Place::Subnet(node),
            groups,
            public_ip: public_ip(workload.kind),
            ephemeral: ephemeral(workload.kind),
        };
        Some(Self { entity: source, position, blocks: vec![subnet.block] })
    }
}

impl Client {
    pub(super) const fn is_outside(&self) -> bool {
        matches!(self.position.place, Place::Outside(_))
    }
}

/// What NAT gateways, Lambda functions and unknown clients take.
pub(super) const ANY: (u16, u16) = (1024, 65_535);

/// The ports from which clients ask, by their operating system.
///
/// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports>
const fn ephemeral(kind: WorkloadKind) -> (u16, u16) {
    match kind {
        WorkloadKind::Lambda => ANY,
        // Linux.
        WorkloadKind::Ec2 | WorkloadKind::EcsFargate | WorkloadKind::EksNodes => (32_768, 61_000),
        // Linux or Windows.
        WorkloadKind::RdsClient | WorkloadKind::Generic => (32_768, 65_535),
    }
}

/// A function's interfaces have private addresses only, whatever the subnet says.
///
/// Sources: <https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html>,
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html>
const fn public_ip(kind: WorkloadKind) -> PublicIp {
    match kind {
        WorkloadKind::Lambda => PublicIp::Never,
        WorkloadKind::EcsFargate => PublicIp::ByTask,
        WorkloadKind::Ec2 | WorkloadKind::EksNodes | WorkloadKind::RdsClient | WorkloadKind::Generic => {
            PublicIp::BySubnet
        }
    }
}
