//! What belongs to a VPC, put together once per check.
//!
//! The tables of a design know it only by going through all of their entries, and rules ask for each entity: of a design
//! of a hundred VPCs that was most of what the checks took.

use std::{cell::OnceCell, collections::BTreeMap};

use crate::model::{Design, Endpoint, Id, ServiceRef, Subnet, Vpc};

/// Entities of a kind by their VPC, in the order of their ids.
type ByVpc<'a, T> = BTreeMap<Id<Vpc>, Vec<(Id<T>, &'a T)>>;

/// The members of the VPCs of a design; found when first asked for.
pub(super) struct Members<'a> {
    design: &'a Design,
    subnets: OnceCell<ByVpc<'a, Subnet>>,
    endpoints: OnceCell<ByVpc<'a, Endpoint>>,
}

impl<'a> Members<'a> {
    pub(super) const fn of(design: &'a Design) -> Self {
        Self { design, subnets: OnceCell::new(), endpoints: OnceCell::new() }
    }

    /// As [`Design::subnets_of`].
    pub(super) fn subnets(&self, vpc: Id<Vpc>) -> impl Iterator<Item = (Id<Subnet>, &'a Subnet)> {
        let all = self.subnets.get_or_init(|| {
            let mut all = ByVpc::new();
            for (id, subnet) in self.design.subnets.iter() {
                if let Some(zone) = self.design.zones.get(subnet.zone) {
                    all.entry(zone.vpc).or_default().push((id, subnet));
                }
            }
            all
        });
        all.get(&vpc).map_or(&[][..], Vec::as_slice).iter().copied()
    }

    /// As [`Design::endpoints_of`].
    pub(super) fn endpoints(&self, vpc: Id<Vpc>) -> impl Iterator<Item = (Id<Endpoint>, &'a Endpoint)> {
        let all = self.endpoints.get_or_init(|| {
            let mut all = ByVpc::new();
            for (id, endpoint) in self.design.endpoints.iter() {
                all.entry(endpoint.vpc).or_default().push((id, endpoint));
            }
            all
        });
        all.get(&vpc).map_or(&[][..], Vec::as_slice).iter().copied()
    }

    /// As [`Design::endpoints_for`].
    pub(super) fn endpoints_for(
        &self,
        vpc: Id<Vpc>,
        service: &ServiceRef,
    ) -> impl Iterator<Item = (Id<Endpoint>, &'a Endpoint)> {
        self.endpoints(vpc).filter(move |(_, endpoint)| {
            endpoint.service == *service && endpoint.kind.service_region().is_none()
        })
    }

    /// As [`Design::endpoints_to`].
    pub(super) fn endpoints_to(
        &self,
        vpc: Id<Vpc>,
        service: &ServiceRef,
        region: &str,
    ) -> impl Iterator<Item = (Id<Endpoint>, &'a Endpoint)> {
        self.endpoints(vpc).filter(move |(_, endpoint)| {
            endpoint.service == *service && self.design.service_region(endpoint) == Some(region)
        })
    }
}
