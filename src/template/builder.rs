//! Short words for the templates.

use crate::{
    catalog::Catalog,
    edit::{self, EditError},
    editor,
    model::{
        Design, EntityRef, Id, Peer, PortRange, Protocol, Rule, SecurityGroup, ServiceRef, Subnet,
        SubnetKind, Vpc, Workload, WorkloadKind, Zone,
    },
    net::Ipv4Net,
};

/// A design being put together.
pub(super) struct Builder {
    pub(super) design: Design,
    pub(super) catalog: Catalog,
}

impl Builder {
    pub(super) fn new(name: &str, description: &str, region: &str, catalog: Catalog) -> Self {
        let mut design = Design::new(name, region);
        design.description = description.to_owned();
        Self { design, catalog }
    }

    pub(super) fn region(&self) -> String {
        self.design.region.clone()
    }

    /// A VPC with the first zones of its Region.
    pub(super) fn vpc(
        &mut self,
        name: &str,
        region: &str,
        zones: usize,
    ) -> Result<(Id<Vpc>, Vec<Id<Zone>>), EditError> {
        let vpc = edit::add_vpc(&mut self.design, region);
        edit::rename(&mut self.design, vpc.into(), name)?;
        // us-west-1 shows two zones to most accounts; a template then has two.
        let mut made = vec![edit::add_zone(&mut self.design, &self.catalog, vpc, None)?];
        while made.len() < zones {
            let Ok(zone) = edit::add_zone(&mut self.design, &self.catalog, vpc, None) else { break };
            made.push(zone);
        }
        Ok((vpc, made))
    }

    /// A subnet of one kind in each zone.
    pub(super) fn subnets(
        &mut self,
        zones: &[Id<Zone>],
        kind: SubnetKind,
    ) -> Result<Vec<Id<Subnet>>, EditError> {
        zones.iter().map(|zone| edit::add_subnet(&mut self.design, *zone, kind)).collect()
    }

    /// The same workload in each subnet, all with one security group: `web-a`, `web-b` with the group `web`.
    pub(super) fn workloads(
        &mut self,
        subnets: &[Id<Subnet>],
        kind: WorkloadKind,
        name: &str,
    ) -> Result<Vec<Id<Workload>>, EditError> {
        let mut group = None;
        let mut made = Vec::new();
        for subnet in subnets {
            let id = edit::add_workload(&mut self.design, *subnet, kind)?;
            let suffix = self.zone_suffix(*subnet);
            edit::rename(&mut self.design, id.into(), &format!("{name}-{suffix}"))?;
            let own: Vec<_> =
                self.design.workloads.get(id).map(|w| w.security_groups.clone()).unwrap_or_default();
            match group {
                None => {
                    group = own.first().copied();
                    for id in &own {
                        edit::rename(&mut self.design, (*id).into(), name)?;
                        if let Some(group) = self.design.security_groups.get_mut(*id) {
                            group.description = format!("Workload {name}");
                        }
                    }
                }
                Some(shared) => {
                    if let Some(workload) = self.design.workloads.get_mut(id) {
                        workload.security_groups = vec![shared];
                    }
                    let own: Vec<EntityRef> = own.into_iter().map(EntityRef::from).collect();
                    edit::remove(&mut self.design, &own)?;
                }
            }
            made.push(id);
        }
        Ok(made)
    }

    fn zone_suffix(&self, subnet: Id<Subnet>) -> String {
        let zone = self.design.subnets.get(subnet).and_then(|s| self.design.zones.get(s.zone));
        zone.map(|zone| zone.suffix.as_str().trim_start_matches('-').to_owned()).unwrap_or_default()
    }

    /// Connects every workload with each AWS service of the Region, in the given order.
    pub(super) fn connect(
        &mut self,
        workloads: &[Id<Workload>],
        region: &str,
        keys: &[&str],
    ) -> Result<(), EditError> {
        for key in keys {
            let target = ServiceRef::Aws((*key).to_owned());
            let service = edit::add_service(&mut self.design, &self.catalog, target, region)?;
            for workload in workloads {
                edit::connect(&mut self.design, &self.catalog, *workload, service)?;
            }
        }
        Ok(())
    }

    /// Opens a port from the group of some workloads to the group of others, on both sides.
    pub(super) fn allow_tcp(
        &mut self,
        from: &[Id<Workload>],
        to: &[Id<Workload>],
        port: u16,
        description: &str,
    ) {
        let (Some(from), Some(to)) = (self.group(from), self.group(to)) else { return };
        let rule = |peer| Rule {
            protocol: Protocol::Tcp,
            ports: Some(PortRange::single(port)),
            peer: Peer::SecurityGroup(peer),
            description: description.to_owned(),
        };
        if let Some(group) = self.design.security_groups.get_mut(from) {
            group.egress.push(rule(to));
        }
        if let Some(group) = self.design.security_groups.get_mut(to) {
            group.ingress.push(rule(from));
        }
    }

    /// Lets the group of some workloads out to HTTPS anywhere.
    pub(super) fn allow_https_out(&mut self, workloads: &[Id<Workload>]) {
        let group = self.group(workloads).and_then(|id| self.design.security_groups.get_mut(id));
        if let Some(group) = group {
            group.egress.push(Rule {
                protocol: Protocol::Tcp,
                ports: Some(PortRange::HTTPS),
                peer: Peer::Cidr(Ipv4Net::default()),
                description: "HTTPS to the internet".to_owned(),
            });
        }
    }

    fn group(&self, workloads: &[Id<Workload>]) -> Option<Id<SecurityGroup>> {
        self.design.workloads.get(*workloads.first()?)?.security_groups.first().copied()
    }

    /// The design, laid out.
    pub(super) fn finish(mut self) -> Design {
        editor::tidy(&mut self.design);
        self.design
    }
}
