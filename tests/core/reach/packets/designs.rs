//! Random networks in the notation of `support/notation.rs`, made to be nearly right: what blocks is mostly one thing.

use proptest::{collection::vec, prelude::*, sample::select};

const BLOCKS: &[&str] = &[
    "0.0.0.0/0",
    "0.0.0.0/0",
    "10.0.0.0/16",
    "10.0.1.0/24",
    "10.0.2.0/24",
    "10.0.2.0/25",
    "10.0.1.128/25",
    "0.0.0.0/1",
    "128.0.0.0/1",
    "52.0.0.0/8",
    "52.216.0.0/15",
    "10.0.1.7/32",
];
const PORTS: &[&str] =
    &["tcp 443", "tcp 443", "tcp 443", "all", "tcp 0-1000", "udp 443", "tcp 587", "tcp 444-3000"];
const SERVICES: &[&str] = &["s3", "sqs", "dynamodb", "email-smtp", "s3@eu-west-1", "sts"];
const KINDS: &[&str] = &["", "lambda", "ec2", "fargate"];

fn rule(direction: &'static str) -> impl Strategy<Value = String> {
    let peer = prop_oneof![
        5 => select(BLOCKS).prop_map(str::to_owned),
        2 => (0..3usize).prop_map(|group| format!("sg:g{group}")),
        2 => select(&["pl:s3", "pl:dynamodb"][..]).prop_map(str::to_owned),
    ];
    (select(PORTS), peer).prop_map(move |(ports, peer)| format!("{direction} {ports} {peer}"))
}

/// A subset of names as an option: `sgs=g0,g2`; nothing for none.
fn some_of(option: &'static str, names: &'static [&'static str]) -> impl Strategy<Value = String> {
    vec(prop::bool::weighted(0.6), names.len()).prop_map(move |flags| {
        let taken: Vec<&str> =
            names.iter().zip(&flags).filter(|(_, taken)| **taken).map(|(name, _)| *name).collect();
        if taken.is_empty() { String::new() } else { format!("{option}={}", taken.join(",")) }
    })
}

fn endpoint() -> impl Strategy<Value = String> {
    let policy = prop_oneof![
        8 => Just(""),
        1 => Just("\npolicy {\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"*\", \"Resource\": \"*\"}}"),
        1 => Just("\npolicy {\"Statement\": []}"),
    ];
    let gateway = (select(&["s3", "dynamodb"][..]), some_of("tables", &["t0", "t1", "t2"]))
        .prop_map(|(service, tables)| format!("gateway {service} name=gw-{service} {tables}"));
    let interface = (
        select(&["s3", "sqs", "dynamodb", "email-smtp", "sts"][..]),
        some_of("subnets", &["n0", "n1", "n2"]),
        some_of("sgs", &["g0", "g1", "g2"]),
        prop_oneof![6 => Just("dns"), 1 => Just(""), 1 => Just("dns inbound-only")],
    )
        .prop_map(|(service, subnets, groups, dns)| {
            format!("interface {service} name=if-{service} {subnets} {groups} {dns}")
        });
    (prop_oneof![gateway, interface], policy).prop_map(|(endpoint, policy)| format!("{endpoint}{policy}"))
}

/// Rules of an ACL that let most things pass, and some that do not.
fn acl() -> impl Strategy<Value = Vec<String>> {
    let traffic =
        select(&["all", "all", "tcp 443", "tcp 1024-65535", "tcp 32768-61000", "tcp 0-1000", "udp 53"][..]);
    let rule = (select(&["acl-in", "acl-out"][..]), 1..90u16, any::<bool>(), traffic, select(BLOCKS));
    let wide = prop_oneof![
        4 => Just(vec!["acl-in 100 allow all 0.0.0.0/0".to_owned(), "acl-out 100 allow all 0.0.0.0/0".to_owned()]),
        1 => Just(vec![
            "acl-in 100 allow tcp 443 10.0.0.0/8".to_owned(),
            "acl-in 110 allow tcp 1024-65535 0.0.0.0/0".to_owned(),
            "acl-out 100 allow all 0.0.0.0/0".to_owned(),
        ]),
        1 => Just(Vec::new()),
    ];
    (vec(rule, 0..3), wide).prop_map(|(rules, mut lines)| {
        let mut numbers = Vec::new();
        for (direction, number, allow, traffic, block) in rules {
            // A number stands once per direction.
            if !numbers.contains(&(direction, number)) {
                numbers.push((direction, number));
                let action = if allow { "allow" } else { "deny" };
                lines.push(format!("{direction} {number} {action} {traffic} {block}"));
            }
        }
        lines
    })
}

/// What is beside the VPC of the workloads.
#[derive(Clone, Debug)]
struct Beside {
    /// Lines of the hub's endpoint; empty for none.
    endpoint: String,
    peering: bool,
    gateway: bool,
    /// The subnets that the Transit Gateway has in the two VPCs.
    doors: (String, String),
    routes: Vec<&'static str>,
    /// Which subnets have the ACL.
    filtered: Vec<bool>,
    acl: Vec<String>,
    /// Whether a hosted zone answers for sqs, and with the hub's endpoint.
    zone: Option<bool>,
    outside: bool,
}

/// Routes from the one VPC to the other and back, to the outside and astray.
const ROUTES: &[&str] = &[
    "t0 10.1.0.0/16 link",
    "t1 10.1.0.0/16 link",
    "t2 10.1.0.0/16 link",
    "t3 10.0.0.0/16 link",
    "t0 10.1.0.0/16 core",
    "t1 10.0.0.0/8 core",
    "t2 10.1.0.0/16 core",
    "t3 10.0.0.0/16 core",
    "t3 10.0.0.0/8 core",
    "t3 192.168.0.0/16 core",
    "t0 192.168.0.0/16 edge",
    "t1 192.168.0.0/16 edge",
    "t2 192.168.0.0/16 core",
    "t0 0.0.0.0/0 core",
    "t3 10.0.1.0/25 core",
];

fn beside() -> impl Strategy<Value = Beside> {
    let endpoint =
        (some_of("subnets", &["h0", "h1"]), some_of("sgs", &["g3"]), prop_oneof![Just("dns"), Just("")])
            .prop_map(|(subnets, groups, dns)| format!("interface sqs name=if-hub {subnets} {groups} {dns}"));
    (
        prop_oneof![1 => Just(String::new()), 3 => endpoint],
        prop::bool::weighted(0.6),
        prop::bool::weighted(0.6),
        (some_of("subnets", &["n0", "n1", "n2"]), some_of("subnets", &["h0", "h1"])),
        vec(prop::bool::weighted(0.5), ROUTES.len()),
        vec(prop::bool::weighted(0.25), 5),
        acl(),
        prop::option::weighted(0.5, prop::bool::weighted(0.9)),
        prop::bool::weighted(0.5),
    )
        .prop_map(|(endpoint, peering, gateway, doors, routes, filtered, acl, zone, outside)| Beside {
            endpoint,
            peering,
            gateway,
            doors,
            routes: ROUTES.iter().zip(routes).filter(|(_, taken)| *taken).map(|(route, _)| *route).collect(),
            filtered,
            acl,
            zone,
            outside,
        })
}

/// A VPC with three subnets in two zones, three route tables, three groups, workloads and endpoints; a hub beside it that
/// may be joined with it, and an on-premises network.
pub(in crate::reach) fn lines() -> impl Strategy<Value = Vec<String>> {
    let attributes = prop_oneof![8 => Just(""), 1 => Just("no-dns-support"), 1 => Just("no-dns-hostnames")];
    let tables = vec(prop_oneof![2 => Just(0usize), 2 => Just(1), 1 => Just(2)], 3);
    let public = vec(any::<bool>(), 3);
    let nat = prop::option::weighted(0.7, 0..3usize);
    let routes =
        vec((0..3usize, prop_oneof![1 => Just("0.0.0.0/0"), 3 => select(BLOCKS)], any::<bool>()), 0..3);
    let rules = |direction: &'static str| {
        let wide = Just(vec![format!("{direction} all 0.0.0.0/0")]);
        let usual = Just(vec![format!("{direction} tcp 443 10.0.0.0/16")]);
        prop_oneof![4 => wide, 1 => usual, 3 => vec(rule(direction), 0..4)]
    };
    let groups = vec((rules("in"), rules("out")), 4);
    // The usual default routes; what comes after may be in their way.
    let usual = vec(prop::bool::weighted(0.8), 2);
    let workloads = vec((0..3usize, select(KINDS), some_of("sg", &["g0", "g1", "g2"])), 1..3);
    let endpoints = vec(endpoint(), 0..5);
    let parts = (attributes, tables, public, nat, (usual, routes), groups, workloads, endpoints, beside());
    parts.prop_map(
        |(attributes, tables, public, nat, (usual, routes), groups, workloads, endpoints, beside)| {
            let mut lines = vec![
                "tgw core".to_owned(),
                format!("vpc main 10.0.0.0/16 {attributes}"),
                "igw".to_owned(),
                "vgw edge".to_owned(),
                "acl filter".to_owned(),
            ];
            lines.extend(beside.acl.iter().cloned());
            lines.extend((0..3).map(|table| format!("table t{table}")));
            // Rules name groups, so all groups are there first.
            lines.extend((0..3).map(|group| format!("sg g{group}")));
            for (subnet, block) in ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/25"].iter().enumerate() {
                if subnet != 1 {
                    lines.push(format!("zone {}", ["a", "", "b"][subnet]));
                }
                let map = if public[subnet] { "map-public-ip" } else { "" };
                let acl = if beside.filtered[subnet] { "acl=filter" } else { "" };
                lines.push(format!("subnet n{subnet} {block} table=t{} {map} {acl}", tables[subnet]));
                if nat == Some(subnet) {
                    lines.push("nat out".to_owned());
                }
                for (index, (home, kind, groups)) in workloads.iter().enumerate() {
                    if *home == subnet {
                        lines.push(format!("workload w{index} {kind} {groups}"));
                    }
                }
            }
            for (table, block, to_nat) in routes {
                let target = if to_nat && nat.is_some() { "out" } else { "igw" };
                lines.push(format!("route t{table} {block} {target}"));
            }
            if usual[0] {
                lines.push("route t0 0.0.0.0/0 igw".to_owned());
            }
            if usual[1] && nat.is_some() {
                lines.push("route t1 0.0.0.0/0 out".to_owned());
            }
            lines.extend(SERVICES.iter().map(|service| format!("service {service}")));
            lines.extend(endpoints.iter().flat_map(|endpoint| endpoint.lines().map(str::to_owned)));
            if beside.gateway && !beside.doors.0.is_empty() {
                lines.push(format!("attach core {}", beside.doors.0));
            }
            hub(&mut lines, &beside);
            for (index, (ingress, egress)) in groups.into_iter().enumerate() {
                lines.push(format!("rules g{index}"));
                lines.extend(ingress.into_iter().chain(egress));
            }
            lines
        },
    )
}

fn hub(lines: &mut Vec<String>, beside: &Beside) {
    let lines_of_hub = [
        "vpc hub 10.1.0.0/16",
        "table t3",
        "sg g3",
        "zone a",
        "subnet h0 10.1.0.0/24 table=t3",
        "zone b",
        "subnet h1 10.1.1.0/24 table=t3",
    ];
    lines.extend(lines_of_hub.map(str::to_owned));
    if !beside.endpoint.is_empty() {
        lines.push(beside.endpoint.clone());
    }
    if beside.gateway && !beside.doors.1.is_empty() {
        lines.push(format!("attach core {}", beside.doors.1));
    }
    if beside.peering {
        lines.push("peer link main hub".to_owned());
    }
    let possible = |route: &&&str| beside.peering || !route.ends_with("link");
    lines.extend(beside.routes.iter().filter(possible).map(|route| format!("route {route}")));
    if let Some(with_record) = beside.zone {
        lines.push("hosted sqs.us-east-1.amazonaws.com vpcs=main".to_owned());
        if with_record && !beside.endpoint.is_empty() {
            lines.push("record @ endpoint=if-hub".to_owned());
        }
    }
    if beside.outside {
        lines.push("onprem office 192.168.0.0/20 via=edge,core".to_owned());
    }
}
