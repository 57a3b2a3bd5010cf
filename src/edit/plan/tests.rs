use proptest::prelude::*;

use super::super::{disable_ipv6, enable_ipv6, set_ipv6_index};
use super::*;
use crate::catalog::Catalog;
use crate::edit::{add_subnet, add_vpc, add_workload, add_zone};
use crate::model::{Design, SubnetKind, WorkloadKind, Zone};
use crate::net;

fn block(text: &str) -> Ipv4Net {
    text.parse().unwrap()
}

type TwoSubnets = (Design, Id<Vpc>, [Id<Zone>; 2], [Id<Subnet>; 2]);

/// A VPC 10.0.0.0/16 with two zones and the private subnets 10.0.0.0/20 and 10.0.16.0/20, one in each.
fn two_subnets() -> TwoSubnets {
    let mut design = Design::new("test", "us-east-1");
    let catalog = Catalog::embedded();
    let vpc = add_vpc(&mut design, "us-east-1");
    let zones = [(); 2].map(|()| add_zone(&mut design, &catalog, vpc, None).unwrap());
    let subnets = zones.map(|zone| add_subnet(&mut design, zone, SubnetKind::Private).unwrap());
    (design, vpc, zones, subnets)
}

fn blocks(design: &Design, vpc: Id<Vpc>) -> Vec<String> {
    let plan = address_plan(design, vpc);
    let ranges = plan.blocks.iter().flat_map(|planned| &planned.ranges);
    ranges.map(|range| format!("{} {}", range.block, range.title())).collect()
}

#[test]
fn the_plan_tells_the_use_of_every_address() {
    let (mut design, vpc, ..) = two_subnets();
    reserve(&mut design, vpc, block("10.0.128.0/17"), "growth").unwrap();
    assert_eq!(
        blocks(&design, vpc),
        [
            "10.0.0.0/20 Subnet private-a",
            "10.0.16.0/20 Subnet private-b",
            "10.0.32.0/19 Free",
            "10.0.64.0/18 Free",
            "10.0.128.0/17 Reserved for growth",
        ]
    );
    assert_eq!(address_plan(&design, vpc).blocks[0].free, 8192 + 16384);
}

#[test]
fn a_new_subnet_stays_clear_of_what_is_reserved() {
    let (mut design, vpc, [zone, _], _) = two_subnets();
    reserve(&mut design, vpc, block("10.0.32.0/19"), "").unwrap();
    let id = add_subnet(&mut design, zone, SubnetKind::Private).unwrap();
    assert_eq!(design.subnets.get(id).unwrap().cidr_block, block("10.0.64.0/20"));
    let refused = add_subnet_at(&mut design, zone, SubnetKind::Private, block("10.0.40.0/24")).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "10.0.40.0/24 touches what is reserved at 10.0.32.0/19. Release that first, or choose free space"
    );
}

#[test]
fn a_subnet_moves_and_grows_only_to_free_space_of_the_vpc() {
    let (mut design, _, _, [a, _]) = two_subnets();
    let held = Held::Subnet(a);
    place(&mut design, held, block("10.0.64.0/18")).unwrap();
    assert_eq!(design.subnets.get(a).unwrap().cidr_block, block("10.0.64.0/18"));
    let touches = check_place(&design, held, block("10.0.0.0/18")).unwrap_err().to_string();
    assert!(touches.contains("touches subnet private-b at 10.0.16.0/20"), "{touches}");
    let outside = check_place(&design, held, block("10.1.0.0/20")).unwrap_err().to_string();
    assert!(outside.contains("is not inside VPC main, which has 10.0.0.0/16"), "{outside}");
    assert_eq!(resized(&design, held, 20).unwrap(), block("10.0.64.0/20"));
    assert_eq!(resized(&design, held, 17).unwrap(), block("10.0.0.0/17"));
}

#[test]
fn split_and_join_are_each_others_way_back() {
    let (mut design, vpc, _, [a, _]) = two_subnets();
    add_workload(&mut design, a, WorkloadKind::Lambda).unwrap();
    let before = design.clone();
    let upper = split(&mut design, Held::Subnet(a)).unwrap().unwrap();
    assert_eq!(design.subnets.get(a).unwrap().cidr_block, block("10.0.0.0/21"));
    let made = design.subnets.get(upper).unwrap();
    assert_eq!((made.name.as_str(), made.cidr_block), ("private-a-2", block("10.0.8.0/21")));
    // What has moved to the upper half comes along.
    let workload = design.workloads.ids().next().unwrap();
    design.workloads.get_mut(workload).unwrap().subnet = upper;
    join(&mut design, Held::Subnet(a)).unwrap();
    design.next_id = before.next_id;
    assert_eq!(design, before);
    assert!(design.dangling().is_empty());

    reserve(&mut design, vpc, block("10.0.128.0/17"), "growth").unwrap();
    let reserved = design.clone();
    split(&mut design, Held::Reserved(vpc, block("10.0.128.0/17"))).unwrap();
    join(&mut design, Held::Reserved(vpc, block("10.0.192.0/18"))).unwrap();
    assert_eq!(design, reserved);
}

#[test]
fn join_says_what_is_in_the_way() {
    let (mut design, vpc, _, [a, b]) = two_subnets();
    let zones = join(&mut design, Held::Subnet(a)).unwrap_err().to_string();
    assert_eq!(
        zones,
        "The other half, 10.0.16.0/20, has Subnet private-b at 10.0.16.0/20, in another Availability Zone. Move it to the same zone first"
    );
    place(&mut design, Held::Subnet(b), block("10.0.24.0/21")).unwrap();
    let smaller = join(&mut design, Held::Subnet(a)).unwrap_err().to_string();
    assert!(smaller.ends_with("Join or move that first"), "{smaller}");
    place(&mut design, Held::Subnet(b), block("10.0.64.0/20")).unwrap();
    join(&mut design, Held::Subnet(a)).unwrap();
    assert_eq!(design.subnets.get(a).unwrap().cidr_block, block("10.0.0.0/19"));
    reserve(&mut design, vpc, block("10.0.32.0/19"), "growth").unwrap();
    let reserved = join(&mut design, Held::Subnet(a)).unwrap_err().to_string();
    assert!(reserved.contains("Reserved for growth at 10.0.32.0/19. Release that first"), "{reserved}");
}

#[test]
fn several_blocks_of_a_vpc() {
    let (mut design, vpc, [zone, _], _) = two_subnets();
    let second = block("10.1.0.0/24");
    add_vpc_block(&mut design, vpc, second).unwrap();
    assert!(add_vpc_block(&mut design, vpc, block("10.1.0.0/25")).is_err());
    let id = add_subnet_at(&mut design, zone, SubnetKind::Private, block("10.1.0.0/26")).unwrap();
    let held = remove_vpc_block(&mut design, vpc, second).unwrap_err().to_string();
    assert_eq!(held, "10.1.0.0/24 holds private-a-2. Move or remove what is in it first");
    place(&mut design, Held::Subnet(id), block("10.0.64.0/26")).unwrap();
    remove_vpc_block(&mut design, vpc, second).unwrap();
    let primary = remove_vpc_block(&mut design, vpc, block("10.0.0.0/16"));
    assert!(primary.is_err());
}

#[test]
fn csv_out_and_in_changes_nothing() {
    let (mut design, vpc, _, [a, _]) = two_subnets();
    reserve(&mut design, vpc, block("10.0.128.0/17"), "=SUM(A1), \"growth\"\nlater").unwrap();
    design.subnets.get_mut(a).unwrap().name = "@web, 'first'".to_owned();
    let csv = plan_csv(&design, vpc);
    assert!(csv.contains("\"'@web, 'first'\""), "a spreadsheet does not run it: {csv}");
    assert!(csv.contains("10.0.16.4,10.0.31.254,4091,4096"), "{csv}");
    let before = design.clone();
    import_plan_csv(&mut design, &Catalog::embedded(), vpc, &csv).unwrap();
    assert_eq!(design, before);
}

#[test]
fn csv_of_a_spreadsheet_moves_and_adds() {
    let (mut design, vpc, ..) = two_subnets();
    let text = "\u{feff}Name;CIDR;AZ;Tier;Owner\r\nprivate-a;10.0.16.0/20;;;me\r\nprivate-b;10.0.0.0/20;b;\r\n\r\nweb;10.1.0.0/24;us-east-1c;public\r\n";
    let refused = check_plan_csv(&design, &Catalog::embedded(), vpc, text).unwrap_err();
    assert_eq!(refused.len(), 1);
    assert_eq!(
        refused[0].to_string(),
        "Line 5: 10.1.0.0/24 is not inside VPC main, which has 10.0.0.0/16. Choose a block in there, or add a CIDR block to the VPC"
    );
    let text = format!("Use;{}", text.trim_start_matches('\u{feff}').replace("\r\n", "\r\n;"));
    let text = format!("{}\r\nvpc;;10.1.0.0/16\r\n", text.trim_end_matches(';').trim_end());
    let summary = import_plan_csv(&mut design, &Catalog::embedded(), vpc, &text).unwrap();
    assert_eq!(summary, "2 subnets placed, 1 added");
    assert_eq!(
        blocks(&design, vpc)[..2],
        ["10.0.0.0/20 Subnet private-b", "10.0.16.0/20 Subnet private-a"],
        "two subnets changed places"
    );
    assert_eq!(design.zones_of(vpc).count(), 3);
    assert!(design.dangling().is_empty());
}

#[test]
fn ipv6_goes_out_and_in_as_csv() {
    let (mut design, vpc, _, [a, b]) = two_subnets();
    enable_ipv6(&mut design, vpc).unwrap();
    set_ipv6_index(&mut design, b, Some(255)).unwrap();
    let text = plan_csv(&design, vpc);
    assert!(text.contains(",65536,amazon-provided\r\n"), "{text}");
    assert!(text.contains(",4096,255\r\n"), "{text}");
    // Into the same VPC without IPv6: the same as it was, but for the routes.
    let catalog = Catalog::embedded();
    let mut plain = design.clone();
    disable_ipv6(&mut plain, vpc).unwrap();
    import_plan_csv(&mut plain, &catalog, vpc, &text).unwrap();
    assert_eq!(plan_csv(&plain, vpc), text);
    // Two subnets change places.
    let text = "cidr_block,name,ipv6\n10.0.0.0/20,private-a,255\n10.0.16.0/20,private-b,0\n";
    import_plan_csv(&mut design, &catalog, vpc, text).unwrap();
    assert_eq!([a, b].map(|id| design.subnets.get(id).unwrap().ipv6_index), [Some(255), Some(0)]);
    for (text, why) in [
        ("cidr_block,name,ipv6\n10.0.0.0/20,private-a,256\n", "Line 2: “256” is no IPv6 block of a subnet"),
        (
            "cidr_block,name,ipv6\n10.0.0.0/20,private-a,0\n",
            "Line 2: IPv6 block 0 is that of subnet private-b",
        ),
        (
            "use,cidr_block,ipv6\nvpc,10.0.0.0/16,2001:db8::/56\n",
            "Line 2: “2001:db8::/56” is no IPv6 block of a VPC",
        ),
    ] {
        let errors = check_plan_csv(&design, &catalog, vpc, text).unwrap_err();
        assert!(errors[0].to_string().starts_with(why), "{}", errors[0]);
    }
}

#[test]
fn csv_that_cannot_be_taken_names_line_and_remedy_and_changes_nothing() {
    let (mut design, vpc, ..) = two_subnets();
    let before = design.clone();
    let cases = [
        ("", "Line 1: there is nothing in it"),
        (
            "name,zone\nweb,a\n",
            "Line 1: no column is named cidr_block. The first line names the columns: use, cidr_block, name, availability_zone, kind",
        ),
        ("cidr_block,name\n", "Line 1: no line below the first"),
        (
            "cidr_block,name\n10.0.0.7/20,private-a\n",
            "Line 2: 10.0.0.7/20 has bits set after the prefix; did you mean 10.0.0.0/20?",
        ),
        (
            "cidr_block,name,kind\n10.0.0.0/20,private-a,secret\n",
            "Line 2: “secret” is no kind of subnet. Write public, private or isolated",
        ),
        ("use,cidr_block\nmine,10.0.0.0/20\n", "Line 2: “mine” is no use of a block"),
        ("cidr_block\n10.0.0.0/20\n", "Line 2: the subnet 10.0.0.0/20 has no name"),
        (
            "cidr_block,name\n10.0.64.0/20,web\n",
            "Line 2: VPC main has no subnet web, and a new one needs an Availability Zone. Write one like us-east-1a",
        ),
        (
            "cidr_block,name,zone\n10.0.64.0/20,web,mars\n",
            "Line 2: “mars” is no Availability Zone of us-east-1",
        ),
        (
            "cidr_block,name\n10.0.64.0/20,private-a\n10.0.0.0/20,private-a\n",
            "Line 3: private-a is on line 2 already",
        ),
        ("cidr_block,name\n10.0.16.0/20,private-a\n", "Line 2: 10.0.16.0/20 touches subnet private-b"),
        ("cidr_block,name\n10.0.64.0/20,\"private\n-a\n", "Line 2: a quotation mark is not closed"),
        (
            "cidr_block,name\n10.0.64.0/20,\"private\"-a\n",
            "Line 2: there is text after a closing quotation mark",
        ),
        ("use,cidr_block\nvpc,10.0.0.0/17\n", "Line 2: 10.0.0.0/17 overlaps 10.0.0.0/16"),
    ];
    for (text, message) in cases {
        let errors = import_plan_csv(&mut design, &Catalog::embedded(), vpc, text).unwrap_err();
        assert!(errors[0].to_string().starts_with(message), "{text:?}: {}", errors[0]);
        assert_eq!(design, before, "{text:?}");
    }
}

/// What a hand does in the planner, with sizes and places that may be nonsense.
#[derive(Clone, Debug)]
enum Act {
    Place(usize, u32, u8),
    Split(usize),
    Join(usize),
    Add(u32, u8),
    Reserve(u32, u8),
    Release(usize),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let place = || (0u32..131_072, 15u8..=29);
    let act = prop_oneof![
        (any::<usize>(), place()).prop_map(|(which, (at, size))| Act::Place(which, at, size)),
        any::<usize>().prop_map(Act::Split),
        any::<usize>().prop_map(Act::Join),
        place().prop_map(|(at, size)| Act::Add(at, size)),
        place().prop_map(|(at, size)| Act::Reserve(at, size)),
        any::<usize>().prop_map(Act::Release),
    ];
    prop::collection::vec(act, 1..24)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is done, no address has two uses, every address of the VPC has one, and the CSV brings it back.
    #[test]
    fn a_plan_stays_in_order(acts in acts()) {
        let (mut design, vpc, [zone, _], _) = two_subnets();
        let at = |offset: u32, size: u8| {
            Ipv4Net::new((u32::from(block("10.0.0.0/16").network()) + offset).into(), size).unwrap().trunc()
        };
        for act in acts {
            let before = design.clone();
            let all: Vec<Held> = address_plan(&design, vpc).blocks[0].ranges.iter().filter_map(|range| match range.holder {
                Holder::Subnet(id) => Some(Held::Subnet(id)),
                Holder::Reserved => Some(Held::Reserved(vpc, range.block)),
                Holder::Free => None,
            }).collect();
            let pick = |which: usize| all[which % all.len()];
            let done = match act {
                Act::Place(which, offset, size) => place(&mut design, pick(which), at(offset, size)),
                Act::Split(which) => split(&mut design, pick(which)).map(drop),
                Act::Join(which) => join(&mut design, pick(which)),
                Act::Add(offset, size) => add_subnet_at(&mut design, zone, SubnetKind::Private, at(offset, size)).map(drop),
                Act::Reserve(offset, size) => reserve(&mut design, vpc, at(offset, size), "later"),
                Act::Release(which) => match pick(which) {
                    Held::Reserved(vpc, block) => release(&mut design, vpc, block),
                    Held::Subnet(_) => Ok(()),
                },
            };
            if done.is_err() {
                prop_assert_eq!(&design, &before, "a refusal changes nothing");
            }
            let plan = address_plan(&design, vpc);
            prop_assert!(plan.outside.is_empty());
            let mut next = u32::from(block("10.0.0.0/16").network());
            for range in &plan.blocks[0].ranges {
                prop_assert_eq!(u32::from(range.block.network()), next, "no gap and no overlap");
                prop_assert!(!range.overlaps);
                next += net::address_count(range.block) as u32;
            }
            prop_assert_eq!(next, u32::from(block("10.0.0.0/16").broadcast()) + 1);
            prop_assert!(design.dangling().is_empty());
        }
        let mut copy = design.clone();
        import_plan_csv(&mut copy, &Catalog::embedded(), vpc, &plan_csv(&design, vpc)).unwrap();
        prop_assert_eq!(copy, design);
    }

    /// No text makes the import panic, and what it refuses leaves the design alone.
    #[test]
    fn any_text_is_taken_or_refused(text in "(use|cidr_block|name|az|,|;|\"|\n|'|=|10\\.0\\.[0-9]{1,2}\\.0/2[0-9]|private-a|vpc|x| ){0,40}") {
        let (mut design, vpc, ..) = two_subnets();
        let before = design.clone();
        if import_plan_csv(&mut design, &Catalog::embedded(), vpc, &text).is_err() {
            prop_assert_eq!(design, before);
        }
    }
}
