//! A file of every version ever released: they open forever, and to the same design.

use std::{collections::BTreeSet, fs, path::PathBuf};

use vpc_designer::{
    file,
    model::{Design, EndpointAccess, Route, RouteTarget},
    template::templates,
};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/core/files")
}

fn files() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|e| e == "json")).collect();
    files.sort();
    files
}

#[test]
fn every_golden_file_opens() {
    let files = files();
    assert!(!files.is_empty());
    for path in files {
        let opened =
            file::open(&fs::read(&path).unwrap()).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        assert_eq!(opened.notes, [], "{}", path.display());
        assert!(opened.design.entities().count() > 0, "{}", path.display());
    }
}

/// Files are named `v<version>-<what>.json`; each version has one that uses every kind of entity.
#[test]
fn every_version_has_a_file_with_everything() {
    for version in 1..=file::VERSION {
        let path = folder().join(format!("v{version}-everything.json"));
        let opened = file::open(&fs::read(&path).unwrap()).unwrap();
        assert_eq!(opened.from_version, version);
        let Design {
            name,
            description,
            region,
            tags,
            // `v1-recipe.json` has it.
            endpoint_access: _,
            next_id: _,
            vpcs,
            zones,
            subnets,
            route_tables,
            internet_gateways,
            nat_gateways,
            security_groups,
            workloads,
            services,
            endpoints,
            connections,
            // Came later: in files of their own.
            suppressions: _,
            // Came later; v1-drawing.json has one.
            drawing: _,
            network_acls: _,
            peering_connections: _,
            transit_gateways: _,
            transit_gateway_attachments: _,
            vpn_gateways: _,
            on_premises_networks: _,
            hosted_zones: _,
            resolver_endpoints: _,
            // `v1-kinds.json` has them.
            endpoint_services: _,
            // Came later; `profiles_are_kept` has one.
            profiles: _,
        } = opened.design;
        let empty = [name.is_empty(), description.is_empty(), region.is_empty(), tags.is_empty()];
        assert_eq!(empty, [false; 4]);
        let counts = [
            vpcs.len(),
            zones.len(),
            subnets.len(),
            route_tables.len(),
            internet_gateways.len(),
            nat_gateways.len(),
            security_groups.len(),
            workloads.len(),
            services.len(),
            endpoints.len(),
            connections.len(),
        ];
        assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
    }
}

/// What today's version saves is what it saved before; if this changes by intent, either the change is an addition
/// with a default (then the golden file stays as it is, and a new one is added), or the format has a new version.
#[test]
fn the_current_version_is_written_as_before() {
    let path = folder().join(format!("v{}-everything.json", file::VERSION));
    let text = fs::read_to_string(&path).unwrap();
    let opened = file::open(text.as_bytes()).unwrap();
    assert_eq!(file::save(&opened.design), text);
}

#[test]
fn networks_are_written_as_before() {
    let text = fs::read_to_string(folder().join("v1-networks.json")).unwrap();
    let opened = file::open(text.as_bytes()).unwrap();
    assert_eq!(opened.notes, []);
    let design = opened.design;
    let counts = [
        design.network_acls.len(),
        design.peering_connections.len(),
        design.transit_gateways.len(),
        design.transit_gateway_attachments.len(),
        design.vpn_gateways.len(),
        design.on_premises_networks.len(),
        design.hosted_zones.len(),
        design.resolver_endpoints.len(),
    ];
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
    assert_eq!(file::save(&design), text);
}

#[test]
fn kinds_are_written_as_before() {
    let text = fs::read_to_string(folder().join("v1-kinds.json")).unwrap();
    let opened = file::open(text.as_bytes()).unwrap();
    assert_eq!(opened.notes, []);
    let design = opened.design;
    // Every type of endpoint, to every kind of service, and every kind of load balancer.
    let words = |text: String| text.split(['(', ' ']).next().unwrap_or_default().to_owned();
    let types: BTreeSet<&str> = design.endpoints.values().map(|endpoint| endpoint.kind.title()).collect();
    assert_eq!(types.len(), 6, "{types:?}");
    let services: BTreeSet<String> =
        design.endpoints.values().map(|endpoint| words(format!("{:?}", endpoint.service))).collect();
    assert_eq!(services.len(), 5, "{services:?}");
    let balancers = |gateway: bool| {
        let of = design.endpoint_services.values();
        of.filter(|service| service.is_for_appliances() == gateway)
            .map(|service| words(format!("{:?}", service.load_balancer)))
            .collect::<BTreeSet<String>>()
    };
    assert_eq!((balancers(false).len(), balancers(true).len()), (2, 1));
    let leads = |route: &Route| matches!(route.target, RouteTarget::GatewayLoadBalancerEndpoint(_));
    assert!(design.route_tables.values().flat_map(|table| &table.routes).any(leads));
    assert_eq!(file::save(&design), text);
}

/// Additions to a version have files of their own; they too are saved as they are.
#[test]
fn additions_are_written_as_before() {
    let text = fs::read_to_string(folder().join("v1-suppressions.json")).unwrap();
    let design = file::open(text.as_bytes()).unwrap().design;
    assert_eq!(design.suppressions.len(), 3);
    assert_eq!(file::save(&design), text);
}

/// What was added with a default: the recipe of a workload, and whom endpoints let in.
#[test]
fn recipes_are_written_as_before() {
    let text = fs::read_to_string(folder().join("v1-recipe.json")).unwrap();
    let opened = file::open(text.as_bytes()).unwrap();
    assert_eq!(opened.design.endpoint_access, EndpointAccess::WorkloadGroups);
    let recipe = opened.design.workloads.values().next().unwrap().recipe.as_ref().unwrap();
    assert_eq!((recipe.id.as_str(), recipe.options.len()), ("ecs-fargate", 1));
    assert_eq!(file::save(&opened.design), text);
}

#[test]
fn templates_are_in_the_current_version() {
    for template in templates() {
        let text = file::save(&template.build("us-east-1").unwrap());
        assert_eq!(file::open(text.as_bytes()).unwrap().from_version, file::VERSION);
    }
}
