//! The user's own answer of AWS decides: for new endpoints, checks, exports, and on the command line.

use vpc_designer::{
    catalog::{Catalog, Overlay, overlay::ReadOptions},
    check::check,
    edit,
    editor::{Command, Editor, PaletteItem, Place},
    graph::Resource,
    lower::lower,
    model::{Design, EndpointKind, Id, ServiceRef, SubnetKind, Vpc},
};

/// kms under another name, in one zone of two, without private DNS and policies; a service nobody heard of.
const ANSWER: &str = r#"{"ServiceDetails": [
    {"ServiceName": "cn.com.amazonaws.cn-north-1.kms", "ServiceType": [{"ServiceType": "Interface"}], "Owner": "amazon",
     "AvailabilityZones": ["cn-north-1b"], "VpcEndpointPolicySupported": false},
    {"ServiceName": "com.amazonaws.cn-north-1.brand-new", "ServiceType": [{"ServiceType": "Interface"}],
     "Owner": "amazon", "AvailabilityZones": ["cn-north-1a", "cn-north-1b"],
     "PrivateDnsNames": [{"PrivateDnsName": "brand-new.cn-north-1.amazonaws.com.cn"}]}]}"#;

fn yours() -> Catalog {
    let options = ReadOptions { region: None, taken: "2026-11-23" };
    Catalog::with_overlay(Overlay::read(ANSWER.as_bytes(), options).expect("an answer").overlay)
}

/// A VPC in cn-north-1 with a private subnet in each of two zones.
fn network(catalog: &Catalog) -> (Design, Id<Vpc>) {
    let mut design = Design::new("net", "cn-north-1");
    let vpc = edit::add_vpc(&mut design, "cn-north-1");
    for _ in 0..2 {
        let zone = edit::add_zone(&mut design, catalog, vpc, None).unwrap();
        edit::add_subnet(&mut design, zone, SubnetKind::Private).unwrap();
    }
    (design, vpc)
}

fn aws(key: &str) -> ServiceRef {
    ServiceRef::Aws(key.to_owned())
}

/// The service name, the number of subnets and whether private DNS is on, of the only endpoint.
fn exported(design: &Design, catalog: &Catalog) -> (String, usize, bool) {
    let graph = lower(design, catalog);
    let found = graph.nodes.iter().find_map(|node| match &node.resource {
        Resource::InterfaceEndpoint(endpoint) => Some((
            endpoint.target.service_name()?.0.clone(),
            endpoint.subnets.len(),
            endpoint.private_dns_enabled,
        )),
        _ => None,
    });
    found.expect("an interface endpoint")
}

#[test]
fn a_new_endpoint_follows_the_list_and_so_does_its_export() {
    let (mut design, vpc) = network(&yours());
    edit::add_endpoint(&mut design, &yours(), vpc, aws("kms")).unwrap();
    assert_eq!(exported(&design, &yours()), ("cn.com.amazonaws.cn-north-1.kms".to_owned(), 1, false));

    let table = Catalog::embedded();
    let (mut design, vpc) = network(&table);
    edit::add_endpoint(&mut design, &table, vpc, aws("kms")).unwrap();
    assert_eq!(exported(&design, &table), ("com.amazonaws.cn-north-1.kms".to_owned(), 2, true));
}

#[test]
fn a_design_of_before_is_checked_by_the_list() {
    let table = Catalog::embedded();
    let (mut design, vpc) = network(&table);
    let id = edit::add_endpoint(&mut design, &table, vpc, aws("kms")).unwrap();
    design.endpoints.get_mut(id).unwrap().policy = Some(r#"{"Statement": []}"#.to_owned());
    let codes = |catalog: &Catalog| -> Vec<&str> {
        check(&design, catalog)
            .iter()
            .map(|each| each.rule.code)
            .filter(|code| code.starts_with('E'))
            .collect()
    };
    assert_eq!(codes(&table), Vec::<&str>::new());
    assert_eq!(codes(&yours()), ["E306", "E322", "E504"], "no private DNS, one zone, no policies");
}

#[test]
fn a_service_of_the_list_alone_can_be_used() {
    let (mut design, vpc) = network(&yours());
    let error = edit::add_endpoint(&mut design, &Catalog::embedded(), vpc, aws("brand-new")).unwrap_err();
    assert!(error.0.contains("brand-new"), "{error}");
    edit::add_endpoint(&mut design, &yours(), vpc, aws("brand-new")).unwrap();
    assert_eq!(exported(&design, &yours()), ("com.amazonaws.cn-north-1.brand-new".to_owned(), 2, true));
    assert_eq!(check(&design, &yours()), []);
    let unknown = check(&design, &Catalog::embedded());
    assert_eq!(unknown.iter().map(|each| each.rule.name).collect::<Vec<_>>(), ["service-unknown"]);
    assert_eq!(lower(&design, &Catalog::embedded()).notes.len(), 1, "left out, and said so");
}

#[test]
fn zones_are_those_of_the_account() {
    let only_b = ANSWER.replace(r#""cn-north-1a", "#, "");
    let overlay = Overlay::read(only_b.as_bytes(), ReadOptions::default()).unwrap().overlay;
    let catalog = Catalog::with_overlay(overlay);
    let mut design = Design::new("net", "cn-north-1");
    let vpc = edit::add_vpc(&mut design, "cn-north-1");
    let zone = edit::add_zone(&mut design, &catalog, vpc, None).unwrap();
    assert_eq!(design.zones.get(zone).unwrap().suffix.as_str(), "b");
    assert!(edit::add_zone(&mut design, &catalog, vpc, None).is_err());
}

#[test]
fn the_editor_goes_by_the_list_and_keeps_it_over_another_design() {
    let (design, _) = network(&yours());
    let mut editor = Editor::new(design.clone());
    editor.set_catalog(yours());
    editor.load(design);
    let place = Place::default();
    editor.apply(Command::Add { item: PaletteItem::Endpoint(aws("kms")), place }).unwrap();
    assert_eq!(editor.catalog(), &yours());
    let endpoint = editor.design().endpoints.values().next().unwrap();
    assert!(matches!(&endpoint.kind, EndpointKind::Interface(interface) if !interface.private_dns));
}
