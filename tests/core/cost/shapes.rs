//! Shapes of the same connectivity.

use proptest::prelude::*;
use vpc_designer::{
    catalog::{Catalog, Charge},
    cost::{Curve, MOST_GB, cheapest, compare, crossings},
    edit::{HubNames, Shape, Terms, convert},
    editor::Command,
    file,
    lower::lower,
    model::{Design, EntityRef},
    reach::{Verifier, Way},
    template::templates,
};

use super::{read, usage};
use crate::support::{designs, hand::EditorHarness};

/// The drawn calls that arrive.
fn arriving(design: &Design) -> Vec<(EntityRef, EntityRef)> {
    let catalog = Catalog::embedded();
    let graph = lower(design, &catalog);
    graph.verify().unwrap();
    let verifier = Verifier::new(design, &graph, &catalog);
    let survey = verifier.survey();
    survey
        .drawn()
        .filter(|pair| pair.way != Way::Unreachable)
        .map(|pair| (pair.source, EntityRef::from(pair.service)))
        .collect()
}

fn lost(before: &Design, after: &Design) -> Vec<(EntityRef, EntityRef)> {
    let kept = arriving(after);
    arriving(before).into_iter().filter(|pair| !kept.contains(pair)).collect()
}

/// Every template in every shape, and from there in every other one: nothing that arrived is lost, the file keeps it,
/// and nothing dangles.
#[test]
fn conversions_keep_everything_reachable() {
    let catalog = Catalog::embedded();
    for region in ["us-east-1", "eu-central-2"] {
        for template in templates() {
            let design = template.build(region).unwrap();
            for shape in Shape::ALL {
                let next = convert(&design, &catalog, shape, Terms::new(true))
                    .unwrap_or_else(|error| panic!("{} to {shape:?}: {error}", template.name));
                assert_eq!(lost(&design, &next), [], "{} to {shape:?}", template.name);
                assert_eq!(next.dangling(), []);
                assert_eq!(file::open(file::save(&next).as_bytes()).unwrap().notes, [], "{}", template.name);
                if region != "us-east-1" {
                    continue;
                }
                for back in Shape::ALL {
                    let again = convert(&next, &catalog, back, Terms::new(false)).unwrap();
                    assert_eq!(lost(&design, &again), [], "{} to {shape:?} to {back:?}", template.name);
                }
            }
        }
    }
}

/// A second conversion to the same shape finds nothing to do.
#[test]
fn a_shape_is_a_shape() {
    let catalog = Catalog::embedded();
    for template in templates() {
        let design = template.build("us-east-1").unwrap();
        for shape in Shape::ALL {
            let once = convert(&design, &catalog, shape, Terms::new(false)).unwrap();
            let twice = convert(&once, &catalog, shape, Terms::new(false)).unwrap();
            assert!(once == twice, "{} to {shape:?}", template.name);
        }
    }
}

/// What a shape is made of.
#[test]
fn shapes_are_what_they_say() {
    let catalog = Catalog::embedded();
    let template = templates().iter().find(|t| t.name == "serverless-data").unwrap();
    let design = template.build("us-east-1").unwrap();
    for shape in Shape::ALL {
        let next = convert(&design, &catalog, shape, Terms::new(false)).unwrap();
        let gateways = next.endpoints.values().filter(|e| e.kind.is_gateway()).count();
        let interfaces = next.endpoints.len() - gateways;
        let ways: Vec<Way> = usage(&next).flows.iter().filter_map(|flow| flow.way).collect();
        match shape {
            Shape::Interface => assert!(gateways == 0 && interfaces > 0),
            Shape::GatewayAndInterface => assert!(gateways > 0 && interfaces > 0),
            Shape::Nat => {
                assert_eq!((gateways, interfaces), (0, 0));
                assert!(ways.iter().all(|way| *way == Way::Nat), "{ways:?}");
            }
            Shape::GatewayAndNat => {
                assert!(gateways > 0 && interfaces == 0);
                assert!(ways.contains(&Way::Nat) && ways.contains(&Way::GatewayEndpoint));
            }
            Shape::HubTransitGateway | Shape::HubPeering => {
                let hub = next.vpcs.iter().find(|(_, vpc)| vpc.name == "endpoint-hub").unwrap().0;
                assert!(next.endpoints.values().all(|e| e.kind.is_gateway() != (e.vpc == hub)));
                assert!(ways.iter().all(|way| way.is_private()), "{ways:?}");
                assert_eq!(next.transit_gateways.is_empty(), shape == Shape::HubPeering);
            }
        }
    }
}

/// A hub and its Transit Gateway go when no shape needs them any more.
#[test]
fn a_hub_leaves_nothing_behind() {
    let catalog = Catalog::embedded();
    let design =
        templates().iter().find(|t| t.name == "serverless-data").unwrap().build("us-east-1").unwrap();
    let local = convert(&design, &catalog, Shape::GatewayAndInterface, Terms::new(true)).unwrap();
    for hub in [Shape::HubTransitGateway, Shape::HubPeering] {
        let there = convert(&local, &catalog, hub, Terms::new(true)).unwrap();
        let back = convert(&there, &catalog, Shape::GatewayAndInterface, Terms::new(true)).unwrap();
        assert_eq!(back.vpcs.len(), local.vpcs.len());
        assert_eq!((back.transit_gateways.len(), back.hosted_zones.len()), (0, 0));
        assert_eq!(usage(&back).estimate().total(), usage(&local).estimate().total());
    }
}

/// With a Profile instead of hosted zones: everything arrives, a second time there is nothing to do, and it leads back
/// and over to hosted zones.
#[test]
fn a_hub_may_name_its_endpoints_by_a_profile() {
    let catalog = Catalog::embedded();
    let by_profile = Terms { keep_nat: false, hub_names: HubNames::Profile };
    for template in templates() {
        let design = template.build("us-east-1").unwrap();
        for hub in [Shape::HubTransitGateway, Shape::HubPeering] {
            let what = format!("{} to {hub:?}", template.name);
            let there = convert(&design, &catalog, hub, by_profile).unwrap();
            assert_eq!(lost(&design, &there), [], "{what}");
            assert_eq!(there.dangling(), [], "{what}");
            assert_eq!(file::open(file::save(&there).as_bytes()).unwrap().design, there, "{what}");
            assert!(convert(&there, &catalog, hub, by_profile).unwrap() == there, "{what}, again");
            let zones = convert(&there, &catalog, hub, Terms::new(false)).unwrap();
            assert_eq!(lost(&design, &zones), [], "{what}, then by zones");
            assert!(zones.profiles.values().all(|profile| profile.endpoints.is_empty()), "{what}");
            let back = convert(&zones, &catalog, hub, by_profile).unwrap();
            assert_eq!(lost(&design, &back), [], "{what}, and back");
            for shape in Shape::ALL {
                let other = convert(&there, &catalog, shape, Terms::new(false)).unwrap();
                assert_eq!(lost(&design, &other), [], "{what} to {shape:?}");
            }
        }
    }
}

/// 0.75 USD an hour, whatever the number of VPCs up to a hundred, in place of 0.50 USD a month for each hosted zone.
/// Source: <https://aws.amazon.com/route53/pricing/>
#[test]
fn a_profile_has_one_price() {
    let catalog = Catalog::embedded();
    let design =
        templates().iter().find(|t| t.name == "serverless-data").unwrap().build("us-east-1").unwrap();
    let by_profile = Terms { keep_nat: false, hub_names: HubNames::Profile };
    let zones = convert(&design, &catalog, Shape::HubPeering, Terms::new(false)).unwrap();
    let mut profile = convert(&design, &catalog, Shape::HubPeering, by_profile).unwrap();
    assert_eq!((zones.profiles.len(), profile.profiles.len(), profile.hosted_zones.len()), (0, 1, 0));
    let amount = |design: &Design, charge| {
        let bill = usage(design).estimate();
        bill.items
            .iter()
            .filter(|i| i.charge == charge)
            .map(|i| (i.quantity, i.amount().unwrap()))
            .collect::<Vec<_>>()
    };
    let hours = amount(&profile, Charge::ProfileHour);
    assert_eq!(
        hours.iter().map(|(q, m)| (*q, m.to_string())).collect::<Vec<_>>(),
        [(730, "547.50".to_owned())]
    );
    assert_eq!(amount(&profile, Charge::ProfileAssociationHour), []);
    // Two hundred more VPCs.
    let id = profile.profiles.ids().next().unwrap();
    for _ in 0..200 {
        let vpc = vpc_designer::edit::add_vpc(&mut profile, "us-east-1");
        profile.profiles.get_mut(id).unwrap().vpcs.push(vpc);
    }
    let above = amount(&profile, Charge::ProfileAssociationHour);
    assert_eq!(above.first().map(|(q, _)| *q), Some(101 * 730));
    assert_eq!(amount(&profile, Charge::ProfileHour).len(), 1);
}

#[test]
fn a_conversion_is_one_step_of_undo() {
    let mut hand = EditorHarness::template("ssm-bastion-replacement");
    let before = hand.design().clone();
    hand.apply(Command::Reshape { shape: Shape::HubTransitGateway, terms: Terms::new(true) });
    assert_ne!(*hand.design(), before);
    assert_eq!(hand.editor.undo_label(), Some("Convert to Hub VPC, Transit Gateway"));
    hand.editor.undo();
    assert_eq!(*hand.design(), before);
}

/// A VPC without room for public subnets cannot have NAT gateways, and says so.
#[test]
fn what_cannot_be_made_says_why() {
    let design = read(
        "vpc main 10.0.0.0/28
        zone a
        subnet app 10.0.0.0/28
        sg open
        in tcp 443 10.0.0.0/28
        out all 0.0.0.0/0
        workload shop generic sg=open
        service sqs
        call shop sqs
        interface sqs subnets=app sgs=open dns",
    );
    let comparison = compare(&design, &Catalog::embedded(), Terms::new(true));
    let nat = comparison.shapes.iter().find(|each| each.shape == Shape::Nat).unwrap();
    let error = nat.offer.as_ref().unwrap_err().to_string();
    assert!(error.contains("main"), "{error}");
}

/// Hand-worked: one endpoint in one zone at 7.30 USD and 0.01 per GB, against a NAT gateway with its address at 36.50
/// USD and 0.045 per GB: the endpoint is cheaper whatever the traffic. Four endpoints cost 29.20; six 43.80, which is
/// 7.30 more, and each GB of a connection costs 0.035 × 6 = 0.21 less: cheaper from 34.76, that is 35 GB on.
#[test]
fn break_even_by_hand() {
    let services = ["sqs", "sns", "kms", "logs", "monitoring", "sts"];
    let mut text = "vpc main 10.0.0.0/16\nzone a\nsubnet app 10.0.0.0/24\nsg open\nin tcp 443 10.0.0.0/16\n\
                    out all 0.0.0.0/0\nworkload shop generic sg=open\n"
        .to_owned();
    for key in services {
        text.push_str(&format!("service {key}\ncall shop {key}\ninterface {key} subnets=app sgs=open dns\n"));
    }
    let design = read(&text);
    let comparison = compare(&design, &Catalog::embedded(), Terms::new(false));
    let curve = |shape| {
        let found = comparison.shapes.iter().find(|each| each.shape == shape).unwrap();
        found.offer.as_ref().unwrap().curve.clone().unwrap()
    };
    let (nat, local) = (curve(Shape::Nat), curve(Shape::GatewayAndInterface));
    assert_eq!((nat.at(0).to_string(), local.at(0).to_string()), ("36.50".to_owned(), "43.80".to_owned()));
    assert_eq!(crossings(&nat, &local), [35]);
    assert!(nat.at(34) < local.at(34) && local.at(35) < nat.at(35));
    assert_eq!(comparison.cheapest.first(), Some(&(0, Shape::Nat)));
    assert_eq!(comparison.cheapest.get(1), Some(&(35, Shape::Interface)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The curve is the estimate.
    #[test]
    fn curves_are_estimates(which in 0..templates().len(), shape in 0..Shape::ALL.len(), gb in 0..MOST_GB) {
        let design = templates()[which].build("us-east-1").unwrap();
        let next = convert(&design, &Catalog::embedded(), Shape::ALL[shape], Terms::new(true)).unwrap();
        let usage = usage(&next);
        let sum = usage.estimate_with(|_| gb).total();
        prop_assert_eq!(Some(Curve::of(&usage).unwrap().at(gb)), sum.single());
    }

    /// The cheapest one is the cheapest one, and changes where it is said to.
    #[test]
    fn the_cheapest_is_the_cheapest(which in 0..templates().len(), gb in 0..MOST_GB) {
        let design = templates()[which].build("us-east-1").unwrap();
        let curves: Vec<Curve> = Shape::ALL
            .into_iter()
            .filter_map(|shape| Curve::of(&usage(&convert(&design, &Catalog::embedded(), shape, Terms::new(false)).ok()?)))
            .collect();
        let curves: Vec<&Curve> = curves.iter().collect();
        let all = cheapest(&curves);
        let best = |gb: u32| curves.iter().map(|curve| curve.at(gb)).min();
        for (from, index) in &all {
            prop_assert_eq!(Some(curves[*index].at(*from)), best(*from));
        }
        let now = all.iter().rev().find(|(from, _)| *from <= gb).unwrap();
        prop_assert_eq!(Some(curves[now.1].at(gb)), best(gb));
        for pair in all.windows(2) {
            let (before, after) = (curves[pair[0].1], curves[pair[1].1]);
            prop_assert!(before.at(pair[1].0 - 1) <= after.at(pair[1].0 - 1));
        }
    }

    /// Whatever the design: a conversion fails with a reason, or keeps every call that `compare` does not list as lost.
    #[test]
    fn random_designs_keep_their_calls(design in designs::design()) {
        let catalog = Catalog::embedded();
        for shape in Shape::ALL {
            match convert(&design, &catalog, shape, Terms::new(true)) {
                Err(error) => prop_assert!(!error.to_string().is_empty()),
                Ok(next) => {
                    prop_assert_eq!(next.dangling(), []);
                    prop_assert_eq!(lost(&design, &next), [], "to {:?}", shape);
                }
            }
        }
    }
}
