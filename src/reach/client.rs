//! Where a workload is in the network.

use super::network::{Groups, Network};
use crate::{
    graph::{Kind, NodeRef},
    model::{Design, EntityRef, WorkloadKind},
};

/// What of a workload decides its paths: workloads that agree in it reach the same services by the same ways.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    pub(super) subnet: NodeRef,
    pub(super) groups: Groups,
    pub(super) public_ip: PublicIp,
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

/// A workload in the network.
pub(super) struct Client {
    pub(super) entity: EntityRef,
    pub(super) position: Position,
}

impl Client {
    /// None for a workload whose subnet is not deployed.
    pub(super) fn of(design: &Design, network: &Network<'_>, source: EntityRef) -> Option<Self> {
        let EntityRef::Workload(id) = source else { return None };
        let workload = design.workloads.get(id)?;
        let subnet = network.node(Kind::Subnet, workload.subnet)?;
        let vpc = network.subnets.get(&subnet)?.vpc;
        let mut groups: Vec<NodeRef> = workload
            .security_groups
            .iter()
            .filter_map(|group| network.node(Kind::SecurityGroup, *group))
            .collect();
        groups.sort_unstable();
        groups.dedup();
        let groups = if groups.is_empty() { Groups::Default(vpc) } else { Groups::Listed(groups) };
        let public_ip = public_ip(workload.kind);
        Some(Self { entity: source, position: Position { subnet, groups, public_ip } })
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
