//! Random designs with what people get wrong: fields set without the care of the operations.

use proptest::prelude::*;
use vpc_designer::{
    edit,
    model::{
        Connection, Design, DnsRecordIpType, EndpointKind, Entities, Id, IpAddressType, PrivateDnsScope,
        Route, RouteTarget, ServiceRef, SubnetKind,
    },
    net::Ipv4Net,
};

const BLOCKS: &[&str] = &[
    "10.0.0.0/16",
    "10.0.0.0/8",
    "10.0.0.0/24",
    "10.0.0.0/20",
    "10.0.1.0/29",
    "10.1.0.0/16",
    "192.168.0.0/20",
    "169.254.0.0/16",
    "172.17.0.0/16",
    "0.0.0.0/0",
    "255.255.255.252/30",
    "10.0.240.0/20",
    "203.0.113.0/24",
];
const KEYS: &[&str] =
    &["s3", "dynamodb", "sqs", "ecr.api", "ecr.dkr", "ssm", "sqss", "iot.data", "eks", "iam", "ecs-agent"];
const NAMES: &[&str] = &[
    "vpce-svc-0123456789abcdef0",
    "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
    " com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0,",
    "com.amazonaws.us-east-1.s3",
    "",
];
const POLICIES: &[&str] = &[
    "",
    "{}",
    "[]",
    r#"{"Statement": []}"#,
    r#"{"Statement": {"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "*", "Resource": "*"}}"#,
    r#"{"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}]}"#,
    r#"{"Statement": [{"Effect": "Allow", "Action": ["s3:GetObject", 3], "Resource": "arn:aws:s3:::app/*"}]}"#,
    r#"{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*",
        "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}, "StringLike": {"aws:SourceVpce": "vpce-*"}}}]}"#,
];

#[derive(Clone, Debug)]
struct Blow {
    kind: u8,
    a: usize,
    b: usize,
}

/// A design of the operations, with up to 16 fields set at random.
pub(crate) fn design() -> impl Strategy<Value = Design> {
    let blow = (0u8..24, any::<usize>(), any::<usize>()).prop_map(|(kind, a, b)| Blow { kind, a, b });
    (super::designs::design(), prop::collection::vec(blow, 0..16)).prop_map(|(mut design, blows)| {
        for blow in &blows {
            // A blow that finds nothing to hit does no damage.
            let _ = strike(&mut design, blow);
        }
        design
    })
}

fn pick<T>(table: &Entities<T>, index: usize) -> Option<Id<T>> {
    let ids: Vec<Id<T>> = table.ids().collect();
    (!ids.is_empty()).then(|| ids[index % ids.len()])
}

fn one<T: Clone>(list: &[T], index: usize) -> T {
    list[index % list.len()].clone()
}

fn block(index: usize) -> Ipv4Net {
    one(BLOCKS, index).parse().unwrap()
}

/// Every second of a list, or none.
fn some<T>(all: Vec<T>, pattern: usize) -> Vec<T> {
    all.into_iter()
        .enumerate()
        .filter(|(at, _)| pattern >> (at % 16) & 1 == 1)
        .map(|(_, item)| item)
        .collect()
}

fn strike(design: &mut Design, blow: &Blow) -> Option<()> {
    let Blow { kind, a, b } = blow;
    let (a, b) = (*a, *b);
    let copy = design.clone();
    let of_vpc = |endpoint: Id<_>| copy.endpoints.get(endpoint).map(|endpoint| endpoint.vpc);
    match kind {
        0 => design.vpcs.get_mut(pick(&copy.vpcs, a)?)?.dns_support = b.is_multiple_of(2),
        1 => design.vpcs.get_mut(pick(&copy.vpcs, a)?)?.dns_hostnames = b.is_multiple_of(2),
        2 => design.vpcs.get_mut(pick(&copy.vpcs, a)?)?.cidr_blocks.push(block(b)),
        3 => design.vpcs.get_mut(pick(&copy.vpcs, a)?)?.cidr_blocks = vec![block(b)],
        4 => {
            design.vpcs.get_mut(pick(&copy.vpcs, a)?)?.region =
                one(&["us-east-1", "us-est-1", "cn-north-1"], b).to_owned();
        }
        5..=6 => design.subnets.get_mut(pick(&copy.subnets, a)?)?.cidr_block = block(b),
        7 => design.subnets.get_mut(pick(&copy.subnets, a)?)?.kind = one(&SubnetKind::ALL, b),
        8 => {
            let id = pick(&copy.subnets, a)?;
            let vpc = copy.vpc_of_subnet(id)?;
            let tables: Vec<_> = copy.route_tables_of(vpc).map(|(id, _)| id).collect();
            design.subnets.get_mut(id)?.route_table = *tables.get(b % tables.len().max(1))?;
            design.subnets.get_mut(id)?.map_public_ip_on_launch = b.is_multiple_of(3);
        }
        9 => design.route_tables.get_mut(pick(&copy.route_tables, a)?)?.routes.clear(),
        10 => {
            let id = pick(&copy.route_tables, a)?;
            let vpc = copy.route_tables.get(id)?.vpc;
            let (gateway, _) = copy.internet_gateway_of(vpc)?;
            let target = RouteTarget::InternetGateway(gateway);
            design.route_tables.get_mut(id)?.routes.push(Route { destination: block(b), target });
        }
        11 => {
            let gateway = copy.internet_gateways.get(pick(&copy.internet_gateways, a)?)?.clone();
            let id = design.allocate();
            design.internet_gateways.insert(id, gateway);
        }
        12 => {
            let nat = pick(&copy.nat_gateways, a)?;
            let vpc = copy.vpc_of_subnet(copy.nat_gateways.get(nat)?.subnet)?;
            let subnets: Vec<_> = copy.subnets_of(vpc).map(|(id, _)| id).collect();
            design.nat_gateways.get_mut(nat)?.subnet = *subnets.get(b % subnets.len().max(1))?;
        }
        13 => {
            let group = design.security_groups.get_mut(pick(&copy.security_groups, a)?)?;
            if b.is_multiple_of(2) { group.ingress.clear() } else { group.egress.clear() }
        }
        14 => design.workloads.get_mut(pick(&copy.workloads, a)?)?.security_groups.clear(),
        15 => {
            let id = pick(&copy.endpoints, a)?;
            let endpoint = copy.endpoints.get(id)?.clone();
            let twin = design.allocate();
            design.endpoints.insert(twin, endpoint);
        }
        16 => {
            let keys = KEYS.iter().map(|key| ServiceRef::Aws((*key).to_owned()));
            let names = NAMES.iter().map(|name| ServiceRef::EndpointService((*name).to_owned()));
            let all: Vec<ServiceRef> = keys.chain(names).collect();
            design.endpoints.get_mut(pick(&copy.endpoints, a)?)?.service = one(&all, b);
        }
        17..=18 => {
            let id = pick(&copy.endpoints, a)?;
            let vpc = of_vpc(id)?;
            match &mut design.endpoints.get_mut(id)?.kind {
                EndpointKind::Gateway(gateway) => {
                    gateway.route_tables = some(copy.route_tables_of(vpc).map(|(id, _)| id).collect(), b);
                }
                EndpointKind::GatewayLoadBalancer(endpoint) => {
                    endpoint.subnets = some(copy.subnets_of(vpc).map(|(id, _)| id).collect(), b);
                }
                EndpointKind::Interface(interface)
                | EndpointKind::Resource(interface)
                | EndpointKind::ServiceNetwork(interface) => {
                    interface.subnets = some(copy.subnets_of(vpc).map(|(id, _)| id).collect(), b);
                    interface.security_groups =
                        some(copy.security_groups_of(vpc).map(|(id, _)| id).collect(), b >> 16);
                }
            }
        }
        19..=20 => {
            let EndpointKind::Interface(interface) =
                &mut design.endpoints.get_mut(pick(&copy.endpoints, a)?)?.kind
            else {
                return None;
            };
            interface.private_dns = b.is_multiple_of(2);
            interface.private_dns_scope = one(
                &[None, Some(PrivateDnsScope::AllClients), Some(PrivateDnsScope::InboundResolverOnly)],
                b >> 1,
            );
            interface.ip_address_type =
                one(&IpAddressType::ALL.map(Some), b >> 3).filter(|_| b.is_multiple_of(5));
            interface.dns_record_ip_type =
                one(&DnsRecordIpType::ALL.map(Some), b >> 5).filter(|_| b.is_multiple_of(7));
        }
        21 => {
            let endpoint = design.endpoints.get_mut(pick(&copy.endpoints, a)?)?;
            endpoint.policy = Some(one(POLICIES, b).to_owned());
        }
        22 => {
            let id = pick(&copy.connections, a)?;
            let service = pick(&copy.services, b)?;
            let twin = |other: &Connection| {
                other.service == service
                    && Some(other.workload) == copy.connections.get(id).map(|c| c.workload)
            };
            // A design has a connection once.
            if !copy.connections.values().any(twin) {
                design.connections.get_mut(id)?.service = service;
            }
        }
        _ => edit::remove(design, &[pick(&copy.endpoints, a)?.into()]).ok()?,
    }
    Some(())
}
