//! What every address of a VPC is for.

use std::collections::BTreeMap;

use crate::model::{Design, EndpointService, Id, Subnet, Vpc};
use crate::net::{self, Ipv4Net};

/// Whose a range is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    Subnet(Id<Subnet>),
    Reserved,
    Free,
}

/// A block of a VPC's address space with one use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    pub block: Ipv4Net,
    pub holder: Holder,
    /// The subnet's name, or what the block is reserved for; empty for free space.
    pub name: String,
    /// Whether it shares addresses with another subnet or reserved block.
    pub overlaps: bool,
}

/// One CIDR block of the VPC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedBlock {
    pub block: Ipv4Net,
    /// All of the block, in the order of the addresses.
    pub ranges: Vec<Range>,
    /// Addresses that belong to no subnet and are not reserved.
    pub free: u64,
}

/// What every address of a VPC is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressPlan {
    /// In the order of the VPC: the first is the primary one.
    pub blocks: Vec<PlannedBlock>,
    /// Subnets and reserved blocks that lie outside of every block of the VPC.
    pub outside: Vec<Range>,
}

/// The plan of a VPC. Free space is given in the largest blocks there are.
pub fn address_plan(design: &Design, vpc: Id<Vpc>) -> AddressPlan {
    let Some(entity) = design.vpcs.get(vpc) else { return AddressPlan::default() };
    let held = held(design, vpc);
    let used: Vec<Ipv4Net> = held.iter().map(|range| range.block).collect();
    let mut inside = vec![false; held.len()];
    let blocks = entity
        .cidr_blocks
        .iter()
        .map(|block| {
            let free = net::free_blocks(*block, &used);
            let count = free.iter().map(|free| net::address_count(*free)).sum();
            let mut ranges: Vec<Range> = free.into_iter().map(Range::free).collect();
            for (range, inside) in held.iter().zip(&mut inside) {
                if block.contains(&range.block) {
                    *inside = true;
                    let at = ranges.partition_point(|before| before.place() < range.place());
                    ranges.insert(at, range.clone());
                }
            }
            PlannedBlock { block: *block, ranges, free: count }
        })
        .collect();
    let outside =
        held.into_iter().zip(inside).filter(|(_, inside)| !inside).map(|(range, _)| range).collect();
    AddressPlan { blocks, outside }
}

/// The subnets and reserved blocks of a VPC.
pub(super) fn held(design: &Design, vpc: Id<Vpc>) -> Vec<Range> {
    let subnets =
        design.subnets_of(vpc).map(|(id, subnet)| (Holder::Subnet(id), subnet.cidr_block, &subnet.name));
    let entity = design.vpcs.get(vpc);
    let reserved = entity.into_iter().flat_map(|vpc| &vpc.reserved_blocks);
    let mut held: Vec<Range> = subnets
        .chain(reserved.map(|(block, purpose)| (Holder::Reserved, *block, purpose)))
        .map(|(holder, block, name)| Range { block, holder, name: name.clone(), overlaps: false })
        .collect();
    let blocks: Vec<Ipv4Net> = held.iter().map(|range| range.block).collect();
    for (index, range) in held.iter_mut().enumerate() {
        range.overlaps = blocks
            .iter()
            .enumerate()
            .any(|(other, block)| other != index && net::overlap(*block, range.block));
    }
    held
}

impl Range {
    fn free(block: Ipv4Net) -> Self {
        Self { block, holder: Holder::Free, name: String::new(), overlaps: false }
    }

    /// Orders ranges by address, what contains others first.
    fn place(&self) -> (u32, u8) {
        (self.block.network().into(), self.block.prefix_len())
    }

    /// "Subnet private-a", "Reserved for growth", "Free": how messages name it.
    pub fn title(&self) -> String {
        match self.holder {
            Holder::Subnet(_) => format!("Subnet {}", self.name),
            Holder::Reserved if self.name.is_empty() => "Reserved".to_owned(),
            Holder::Reserved => format!("Reserved for {}", self.name),
            Holder::Free => "Free".to_owned(),
        }
    }
}

/// How many addresses of each subnet the design gives out: one for each workload, NAT gateway, and network interface of
/// an endpoint, a load balancer, a Transit Gateway attachment or a Resolver endpoint. What scales takes more.
pub fn addresses_taken(design: &Design) -> BTreeMap<Id<Subnet>, u64> {
    let mut taken: BTreeMap<Id<Subnet>, u64> = BTreeMap::new();
    let mut take = |subnet: &Id<Subnet>| *taken.entry(*subnet).or_default() += 1;
    design.workloads.values().for_each(|workload| take(&workload.subnet));
    design.nat_gateways.values().for_each(|nat| take(&nat.subnet));
    for endpoint in design.endpoints.values() {
        endpoint.kind.subnets().iter().for_each(&mut take);
    }
    for balancer in design.endpoint_services.values().filter_map(EndpointService::network_load_balancer) {
        balancer.subnets.iter().for_each(&mut take);
    }
    design.transit_gateway_attachments.values().for_each(|entity| entity.subnets.iter().for_each(&mut take));
    design.resolver_endpoints.values().for_each(|entity| entity.subnets.iter().for_each(&mut take));
    taken
}
