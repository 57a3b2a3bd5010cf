//! Setting fields. Lists of references are checked to be of the same VPC; whether values make sense is for the checks.

use crate::catalog::Catalog;
use crate::edit::{self, EditError};
use crate::model::{Design, Endpoint, EndpointKind, EntityRef, Id, InterfaceEndpoint, Vpc};

use super::super::command::{
    ConnectionField, DesignField, EndpointField, Field, InternetGatewayField, NatGatewayField,
    RouteTableField, SecurityGroupField, ServiceField, SubnetField, VpcField, WorkloadField, ZoneField,
};
use super::{Performed, gone, set_network};

pub(super) fn set(design: &mut Design, catalog: &Catalog, field: &Field) -> Result<Performed, EditError> {
    match field.clone() {
        Field::Design(field) => match field {
            DesignField::Name(name) => design.name = name,
            DesignField::Description(text) => design.description = text,
            DesignField::Region(region) => design.region = region,
            DesignField::Tags(tags) => design.tags = tags,
        },
        Field::Vpc(id, field) => {
            match &field {
                VpcField::Ipv6(true) => edit::enable_ipv6(design, id)?,
                VpcField::Ipv6(false) => edit::disable_ipv6(design, id)?,
                VpcField::EgressOnlyInternetGateway(on) => edit::set_egress_only_gateway(design, id, *on)?,
                VpcField::Region(_)
                | VpcField::CidrBlocks(_)
                | VpcField::DnsSupport(_)
                | VpcField::DnsHostnames(_)
                | VpcField::Tags(_) => {}
            }
            let vpc = design.vpcs.get_mut(id).ok_or_else(|| gone(id.into()))?;
            match field {
                // Done above.
                VpcField::Ipv6(_) | VpcField::EgressOnlyInternetGateway(_) => {}
                VpcField::Region(region) => vpc.region = region,
                VpcField::CidrBlocks(blocks) if blocks.is_empty() => {
                    return Err(EditError(format!("VPC {} needs at least one CIDR block", vpc.name)));
                }
                VpcField::CidrBlocks(blocks) => vpc.cidr_blocks = blocks,
                VpcField::DnsSupport(on) => vpc.dns_support = on,
                VpcField::DnsHostnames(on) => vpc.dns_hostnames = on,
                VpcField::Tags(tags) => vpc.tags = tags,
            }
        }
        Field::Zone(id, ZoneField::Suffix(suffix)) => {
            let vpc = design.zones.get(id).ok_or_else(|| gone(id.into()))?.vpc;
            if design.zones_of(vpc).any(|(other, zone)| other != id && zone.suffix == suffix) {
                let zone = suffix.in_region(design.region_of(id.into()).unwrap_or_default());
                return Err(EditError(format!(
                    "VPC {} has {zone} already; choose another zone",
                    design.label(vpc.into())
                )));
            }
            if let Some(zone) = design.zones.get_mut(id) {
                zone.suffix = suffix;
            }
        }
        Field::Subnet(id, field) => set_subnet(design, id, field)?,
        Field::RouteTable(id, field) => {
            let vpc = design.route_tables.get(id).ok_or_else(|| gone(id.into()))?.vpc;
            if let RouteTableField::Routes(routes) = &field {
                for route in routes {
                    let target = route.target.entity();
                    if !design.exists(target) {
                        return Err(gone(target));
                    }
                    if !design.is_route_target_of(vpc, route.target) {
                        return Err(EditError(format!(
                            "Routes of VPC {} cannot lead to {}; attach the VPC to it first",
                            design.label(vpc.into()),
                            design.label(target)
                        )));
                    }
                }
            }
            let table = design.route_tables.get_mut(id).ok_or_else(|| gone(id.into()))?;
            match field {
                RouteTableField::Routes(routes) => table.routes = routes,
                RouteTableField::Ipv6Routes(routes) => table.ipv6_routes = routes,
                RouteTableField::Tags(tags) => table.tags = tags,
            }
        }
        Field::InternetGateway(id, InternetGatewayField::Tags(tags)) => {
            design.internet_gateways.get_mut(id).ok_or_else(|| gone(id.into()))?.tags = tags;
        }
        Field::NatGateway(id, NatGatewayField::Tags(tags)) => {
            design.nat_gateways.get_mut(id).ok_or_else(|| gone(id.into()))?.tags = tags;
        }
        Field::SecurityGroup(id, field) => {
            let vpc = design.security_groups.get(id).ok_or_else(|| gone(id.into()))?.vpc;
            if let SecurityGroupField::Ingress(rules) | SecurityGroupField::Egress(rules) = &field {
                let peers = rules.iter().filter_map(|rule| match rule.peer {
                    crate::model::Peer::SecurityGroup(id) => Some(EntityRef::from(id)),
                    crate::model::Peer::Cidr(_)
                    | crate::model::Peer::Ipv6Cidr(_)
                    | crate::model::Peer::PrefixList(_) => None,
                });
                at_home(design, vpc, peers)?;
            }
            let group = design.security_groups.get_mut(id).ok_or_else(|| gone(id.into()))?;
            match field {
                SecurityGroupField::Description(text) => group.description = text,
                SecurityGroupField::Ingress(rules) => group.ingress = rules,
                SecurityGroupField::Egress(rules) => group.egress = rules,
                SecurityGroupField::Tags(tags) => group.tags = tags,
            }
        }
        Field::Workload(id, field) => {
            let vpc = design.vpc_of_workload(id).ok_or_else(|| gone(id.into()))?;
            if let WorkloadField::SecurityGroups(groups) = &field {
                at_home(design, vpc, groups.iter().map(|id| EntityRef::from(*id)))?;
            }
            let workload = design.workloads.get_mut(id).ok_or_else(|| gone(id.into()))?;
            match field {
                WorkloadField::Kind(kind) => workload.kind = kind,
                WorkloadField::SecurityGroups(groups) => workload.security_groups = groups,
            }
        }
        Field::Service(id, ServiceField::Region(region)) => {
            let target = design.services.get(id).ok_or_else(|| gone(id.into()))?.target.clone();
            if design.service_node(&target, &region).is_some_and(|(other, _)| other != id) {
                return Err(EditError(format!("{} in {region} is in the design already", target.word())));
            }
            if let Some(service) = design.services.get_mut(id) {
                service.region = region;
            }
        }
        Field::Endpoint(id, field) => set_endpoint(design, catalog, id, field)?,
        Field::Connection(id, ConnectionField::MonthlyTraffic(gb)) => {
            design.connections.get_mut(id).ok_or_else(|| gone(id.into()))?.monthly_gb = gb;
        }
        Field::Network(field) => set_network::set(design, field)?,
    }
    let whose = field.entity().map(|entity| format!(" of {}", design.label(entity))).unwrap_or_default();
    let title = field.title();
    Ok(Performed::new(format!("Change {title}{whose}"), format!("Changed {title}{whose}")))
}

fn set_subnet(
    design: &mut Design,
    id: Id<crate::model::Subnet>,
    field: SubnetField,
) -> Result<(), EditError> {
    let subnet = || gone(id.into());
    match field {
        SubnetField::Kind(kind) => edit::set_subnet_kind(design, id, kind)?,
        SubnetField::CidrBlock(block) => edit::set_subnet_block(design, id, block)?,
        SubnetField::Ipv6Index(index) => edit::set_ipv6_index(design, id, index)?,
        SubnetField::AssignIpv6AddressOnCreation(on) => {
            design.subnets.get_mut(id).ok_or_else(subnet)?.assign_ipv6_address_on_creation = on;
        }
        SubnetField::RouteTable(table) => {
            let vpc = design.vpc_of_subnet(id).ok_or_else(subnet)?;
            at_home(design, vpc, [table.into()])?;
            design.subnets.get_mut(id).ok_or_else(subnet)?.route_table = table;
        }
        SubnetField::NetworkAcl(acl) => edit::set_network_acl(design, id, acl)?,
        SubnetField::MapPublicIpOnLaunch(on) => {
            design.subnets.get_mut(id).ok_or_else(subnet)?.map_public_ip_on_launch = on;
        }
        SubnetField::Tags(tags) => design.subnets.get_mut(id).ok_or_else(subnet)?.tags = tags,
    }
    Ok(())
}

fn set_endpoint(
    design: &mut Design,
    catalog: &Catalog,
    id: Id<Endpoint>,
    field: EndpointField,
) -> Result<(), EditError> {
    let vpc = design.endpoints.get(id).ok_or_else(|| gone(id.into()))?.vpc;
    match &field {
        EndpointField::Type(kind) => return edit::set_endpoint_type(design, catalog, id, *kind),
        EndpointField::Subnets(ids) => at_home(design, vpc, ids.iter().map(|id| EntityRef::from(*id)))?,
        EndpointField::SecurityGroups(ids) => {
            at_home(design, vpc, ids.iter().map(|id| EntityRef::from(*id)))?;
        }
        EndpointField::RouteTables(ids) => at_home(design, vpc, ids.iter().map(|id| EntityRef::from(*id)))?,
        EndpointField::PrivateDns(_)
        | EndpointField::PrivateDnsScope(_)
        | EndpointField::IpAddressType(_)
        | EndpointField::ServiceRegion(_)
        | EndpointField::DnsRecordIpType(_)
        | EndpointField::Policy(_)
        | EndpointField::AutoAccept(_)
        | EndpointField::Tags(_) => {}
    }
    let endpoint = design.endpoints.get_mut(id).ok_or_else(|| gone(id.into()))?;
    match field {
        EndpointField::Type(_) => {}
        EndpointField::Subnets(ids) => match endpoint.kind.subnets_mut() {
            Some(subnets) => *subnets = ids,
            None => interface(endpoint)?.subnets = ids,
        },
        EndpointField::SecurityGroups(ids) => interface(endpoint)?.security_groups = ids,
        EndpointField::PrivateDns(on) => interface(endpoint)?.private_dns = on,
        EndpointField::PrivateDnsScope(scope) => interface(endpoint)?.private_dns_scope = scope,
        EndpointField::IpAddressType(kind) => match &mut endpoint.kind {
            EndpointKind::GatewayLoadBalancer(endpoint) => endpoint.ip_address_type = kind,
            EndpointKind::Gateway(_)
            | EndpointKind::Interface(_)
            | EndpointKind::Resource(_)
            | EndpointKind::ServiceNetwork(_) => interface(endpoint)?.ip_address_type = kind,
        },
        EndpointField::ServiceRegion(region) => interface(endpoint)?.service_region = region,
        EndpointField::DnsRecordIpType(kind) => interface(endpoint)?.dns_record_ip_type = kind,
        EndpointField::RouteTables(ids) => match &mut endpoint.kind {
            EndpointKind::Gateway(gateway) => gateway.route_tables = ids,
            EndpointKind::Interface(_)
            | EndpointKind::GatewayLoadBalancer(_)
            | EndpointKind::Resource(_)
            | EndpointKind::ServiceNetwork(_) => {
                return Err(EditError(format!(
                    "{} is no gateway endpoint; only these have route tables",
                    endpoint.name
                )));
            }
        },
        EndpointField::Policy(policy) => endpoint.policy = policy,
        EndpointField::AutoAccept(on) => endpoint.auto_accept = on,
        EndpointField::Tags(tags) => endpoint.tags = tags,
    }
    Ok(())
}

fn interface(endpoint: &mut Endpoint) -> Result<&mut InterfaceEndpoint, EditError> {
    let message = format!(
        "{} is a {} endpoint; it has no such field",
        endpoint.name,
        endpoint.kind.endpoint_type().word()
    );
    endpoint.kind.interface_mut().ok_or(EditError(message))
}

/// All of them exist, in this VPC.
pub(super) fn at_home(
    design: &Design,
    vpc: Id<Vpc>,
    entities: impl IntoIterator<Item = EntityRef>,
) -> Result<(), EditError> {
    for entity in entities {
        if !design.exists(entity) {
            return Err(gone(entity));
        }
        if design.vpc_of(entity) != Some(vpc) {
            return Err(EditError(format!(
                "{} is not in VPC {}; choose one that is",
                design.label(entity),
                design.label(vpc.into())
            )));
        }
    }
    Ok(())
}
