//! Several VPCs: joined by lines that the pointer draws or by the command palette, and the fields of what joins them.

use std::net::Ipv4Addr;

use thirtyfour::{Key, error::WebDriverResult};
use vpc_designer::{
    catalog::{Catalog, EndpointType},
    edit,
    editor::Editor,
    file,
    model::{
        CustomerGateway, Design, EntityRef, Id, OnPremisesGateway, OnPremisesLink, ServiceRef, SubnetKind,
        Vpc, WorkloadKind,
    },
};

use super::accessibility::{look, nothing};
use super::harness::{Page, in_browser, work_dir};

const SIZES: [(u32, u32); 3] = [(1440, 900), (1024, 768), (390, 844)];

fn vpc(design: &mut Design, name: &str, region: &str) -> Id<Vpc> {
    let catalog = Catalog::embedded();
    let vpc = edit::add_vpc(design, region);
    edit::rename(design, vpc.into(), name).unwrap();
    for _ in 0..2 {
        let zone = edit::add_zone(design, &catalog, vpc, None).unwrap();
        edit::add_subnet(design, zone, SubnetKind::Private).unwrap();
    }
    vpc
}

/// Two VPCs, a Transit Gateway and an office, of which nothing is joined.
fn apart() -> Design {
    let mut design = Design::new("Apart", "us-east-1");
    vpc(&mut design, "blue", "us-east-1");
    vpc(&mut design, "green", "us-east-1");
    edit::add_transit_gateway(&mut design, "us-east-1");
    edit::add_on_premises_network(&mut design);
    Editor::new(design).design().as_ref().clone()
}

/// A design with what is looked at in it, by the words for its inspector.
struct Joined {
    design: Design,
    shown: Vec<(&'static str, EntityRef)>,
}

/// A hub with everything that joins VPCs, and every newer kind of endpoint.
fn joined() -> Joined {
    let catalog = Catalog::embedded();
    let mut design = Design::new("Hub and spokes", "us-east-1");
    let hub = vpc(&mut design, "hub", "us-east-1");
    let spokes = ["orders", "billing"].map(|name| vpc(&mut design, name, "us-east-1"));
    let far = vpc(&mut design, "recovery", "eu-west-1");
    let gateway = edit::add_transit_gateway(&mut design, "us-east-1");
    let attachment = edit::attach_vpc(&mut design, gateway, hub).unwrap();
    for spoke in spokes {
        edit::attach_vpc(&mut design, gateway, spoke).unwrap();
    }
    let peering = edit::add_peering(&mut design, hub, far).unwrap();
    let office = edit::add_on_premises_network(&mut design);
    let device = CustomerGateway { ip_address: Some(Ipv4Addr::new(203, 0, 113, 10)), bgp_asn: 65_000 };
    design.on_premises_networks.get_mut(office).unwrap().link = OnPremisesLink::Vpn(device);
    edit::attach_on_premises(&mut design, office, OnPremisesGateway::TransitGateway(gateway)).unwrap();
    let plant = edit::add_on_premises_network(&mut design);
    design.on_premises_networks.get_mut(plant).unwrap().link = OnPremisesLink::DirectConnect;
    edit::rename(&mut design, plant.into(), "plant").unwrap();
    let vpn = edit::attach_on_premises_to_vpc(&mut design, plant, far).unwrap();
    let resolver = edit::add_resolver_endpoint(&mut design, hub).unwrap();

    let aws = |key: &str| ServiceRef::Aws(key.to_owned());
    let queue = edit::add_endpoint(&mut design, &catalog, hub, aws("sqs")).unwrap();
    let zones = edit::share_endpoint(&mut design, &catalog, queue, &[spokes[0], spokes[1], far]).unwrap();
    let someone =
        ServiceRef::EndpointService("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0".to_owned());
    let appliance = edit::add_endpoint(&mut design, &catalog, hub, someone).unwrap();
    edit::set_endpoint_type(&mut design, &catalog, appliance, EndpointType::GatewayLoadBalancer).unwrap();
    let arn = |what: &str| format!("arn:aws:vpc-lattice:us-east-1:111122223333:{what}-0123456789abcdef0");
    let resource = ServiceRef::ResourceConfiguration(arn("resourceconfiguration/rcfg"));
    let resource = edit::add_endpoint(&mut design, &catalog, hub, resource).unwrap();
    let network = ServiceRef::ServiceNetwork(arn("servicenetwork/sn"));
    let network = edit::add_endpoint(&mut design, &catalog, hub, network).unwrap();
    let subnet = design.subnets_of(spokes[0]).next().unwrap().0;
    let app = edit::add_workload(&mut design, subnet, WorkloadKind::Generic).unwrap();
    let bucket = edit::add_service(&mut design, &catalog, aws("s3"), "eu-west-1").unwrap();
    let before: Vec<_> = design.endpoints.ids().collect();
    edit::connect(&mut design, &catalog, app, bucket).unwrap();
    let away = design.endpoints.ids().find(|id| !before.contains(id)).unwrap();
    let offer = edit::add_endpoint_service(&mut design, &catalog, spokes[1], &[]).unwrap();
    let shown = vec![
        ("peering", peering.into()),
        ("transit-gateway", gateway.into()),
        ("attachment", attachment.into()),
        ("on-premises", office.into()),
        ("vpn-gateway", vpn.into()),
        ("hosted-zone", zones[0].into()),
        ("resolver", resolver.into()),
        ("gwlb-endpoint", appliance.into()),
        ("resource-endpoint", resource.into()),
        ("service-network-endpoint", network.into()),
        ("cross-region-endpoint", away.into()),
        ("endpoint-service", offer.into()),
    ];
    let mut editor = Editor::new(design);
    editor.run(vpc_designer::editor::Action::Tidy);
    Joined { design: editor.design().as_ref().clone(), shown }
}

pub(super) async fn open(page: &Page, design: &Design, name: &str) -> WebDriverResult<()> {
    let path = work_dir("uploads").join(format!("{}-networks-{name}.json", std::process::id()));
    std::fs::write(&path, file::save(design)).unwrap();
    page.part("file-input").await?.send_keys(path.to_string_lossy().as_ref()).await?;
    page.expect_count("[data-id^=vpc-]", design.vpcs.len()).await?;
    // The camera comes to rest.
    page.camera().await.map(drop)
}

/// The place on a box where lines are drawn from.
async fn port(page: &Page, name: &str) -> WebDriverResult<(i64, i64)> {
    page.middle(&format!("[data-id][aria-label^=\"{name}\"] .port circle")).await
}

/// A free place in a box.
async fn inside(page: &Page, name: &str) -> WebDriverResult<(i64, i64)> {
    page.middle(&format!("[data-id][aria-label^=\"{name}\"] .edge")).await
}

async fn undo(page: &Page) -> WebDriverResult<()> {
    page.run("document.getElementById('canvas').focus()").await?;
    page.control("z").await
}

#[test]
fn lines_drawn_by_the_pointer_join_networks() {
    in_browser(1440, 900, async |page| {
        open(page, &apart(), "apart").await?;
        page.expect_count(".wire.link", 0).await?;

        page.drag(port(page, "VPC blue").await?, inside(page, "VPC green").await?).await?;
        page.said("Peered blue with green, with routes both ways").await?;
        page.expect_count(".wire.peering", 1).await?;
        // What was made is selected, and its fields are shown.
        page.part("peering-dns-requester").await?;
        let name = page.find(".wire.peering").await?.attr("aria-label").await?.unwrap_or_default();
        assert_eq!(name, "Peering connection blue-green between VPC blue and VPC green");

        // The answer is there before the line is dropped, and why.
        let (from, to) = (port(page, "VPC blue").await?, inside(page, "VPC green").await?);
        let chain = page.driver.action_chain().move_to(from.0, from.1).click_and_hold();
        chain.move_to(from.0 + 20, from.1 + 20).move_to(to.0, to.1).perform().await?;
        page.find(".overlay .drawn.refused").await?;
        let hint = page.find("[data-testid=verdict]").await?.text().await?;
        assert!(hint.contains("are peered already, by blue-green"), "{hint}");
        page.screenshot("networks-refused").await?;
        page.press(Key::Escape).await?;
        page.driver.action_chain().release().perform().await?;
        page.expect_count(".wire.peering", 1).await?;

        page.drag(port(page, "VPC green").await?, inside(page, "Transit Gateway transit").await?).await?;
        page.said("Attached green to transit").await?;
        page.expect_count(".wire.attachment", 1).await?;
        page.part("appliance-mode").await?;
        page.drag(
            port(page, "On-premises network office").await?,
            inside(page, "Transit Gateway transit").await?,
        )
        .await?;
        page.said("Attached office to transit").await?;
        page.expect_count(".wire.on-premises", 1).await?;
        page.screenshot("networks-joined-by-hand").await?;

        // A click on a line shows what it stands for.
        page.click_at(inside(page, "VPC blue").await?).await?;
        let mark = page.middle(".wire.peering .mark").await?;
        page.click_at(mark).await?;
        page.part("peering-dns-requester").await?;
        page.expect_count(".wire.peering.selected", 1).await?;
        page.press(Key::Delete).await?;
        page.expect_count(".wire.peering", 0).await?;
        for lines in [3, 2, 1] {
            undo(page).await?;
            page.expect_count(".wire.link", lines).await?;
        }
        undo(page).await?;
        page.expect_count(".wire.link", 0).await
    });
}

#[test]
fn the_keyboard_joins_networks_by_the_command_palette() {
    in_browser(1440, 900, async |page| {
        open(page, &apart(), "keyboard").await?;
        page.run("document.getElementById('canvas').focus()").await?;
        page.press(Key::Tab).await?;
        page.expect_count("[data-id^=vpc-][data-selected=true]", 1).await?;
        page.control("k").await?;
        page.part("finder-dialog").await?;
        page.press("peer").await?;
        page.press(Key::Enter).await?;
        page.said("Peered blue with green").await?;
        page.expect_count(".wire.peering.selected", 1).await?;
        // New networks come from there too.
        page.control("k").await?;
        page.part("finder-dialog").await?;
        page.press("add on-premises").await?;
        page.press(Key::Enter).await?;
        page.expect_count("[data-id^=on-premises-]", 2).await?;
        page.control("k").await?;
        page.part("finder-dialog").await?;
        page.press("to transit").await?;
        page.press(Key::Enter).await?;
        page.said("to transit, with routes to it").await?;
        page.expect_count(".wire.on-premises", 1).await
    });
}

#[test]
fn a_converted_design_shows_its_hub() {
    in_browser(1440, 900, async |page| {
        page.click("template-private-web-app").await?;
        page.expect_count("[data-id^=workload-]", 6).await?;
        page.click("tab-cost").await?;
        page.click("cost-compare").await?;
        page.click("convert-hub-transit-gateway").await?;
        page.expect_count(".wire.attachment", 2).await?;
        page.expect_count(".wire.shared", 1).await?;
        page.expect_count(".node[data-id^=tgw-]", 1).await?;
        page.press(Key::Escape).await?;
        undo(page).await?;
        page.expect_count(".wire.link", 0).await
    });
}

/// How a field is changed, and what the code then has.
enum Turn {
    Press(&'static str),
    Type(&'static str, &'static str),
    Choose(&'static str, &'static str),
    /// A record of a hosted zone: its name, then its answer.
    Record(&'static str, &'static str),
}

fn turn(what: &str) -> (Turn, &'static str) {
    match what {
        "peering" => (Turn::Press("peering-dns-requester"), ""),
        "transit-gateway" => (Turn::Type("amazon-side-asn", "64777"), "64777"),
        "attachment" => (Turn::Press("appliance-mode"), "appliance_mode_support"),
        "on-premises" => (Turn::Type("customer-gateway-ip", "198.51.100.7"), "198.51.100.7"),
        "vpn-gateway" => (Turn::Type("amazon-side-asn", "64888"), "64888"),
        "hosted-zone" => (Turn::Record("www", "10.9.8.7"), "10.9.8.7"),
        "resolver" => (Turn::Type("field-name", "questions"), "questions"),
        "gwlb-endpoint" => (Turn::Type("field-name", "walls"), "walls"),
        "resource-endpoint" => (Turn::Press("auto-accept"), "auto_accept"),
        "service-network-endpoint" => (Turn::Press("private-dns"), ""),
        "cross-region-endpoint" => (Turn::Choose("endpoint-service-region", "eu-central-1"), "eu-central-1"),
        "endpoint-service" => (Turn::Press("acceptance-required"), ""),
        other => panic!("no field for {other}"),
    }
}

async fn fill(page: &Page, field: &str, text: &str) -> WebDriverResult<()> {
    let field = page.part(field).await?;
    field.scroll_into_view().await?;
    field.click().await?;
    page.control("a").await?;
    field.send_keys(text.to_owned() + Key::Enter).await
}

/// The lines of the code that come from what is selected.
/// The lines of what is selected; of a long file those near the ones in sight.
const LIT: &str =
    "return [...document.querySelectorAll('.code .line.lit')].map(e => e.textContent).join('\\n')";

const FILE: &str = "return document.querySelector('[data-testid=code-text]').textContent";

#[test]
fn every_network_has_fields_that_the_code_follows() {
    let Joined { design, shown } = joined();
    in_browser(1440, 900, async |page| {
        open(page, &design, "fields").await?;
        page.click("tab-outline").await?;
        page.click("tab-terraform").await?;
        for (what, entity) in &shown {
            page.click(&format!("outline-{entity}")).await?;
            page.find(&format!("[data-testid=inspector-entity][data-entity={entity}]")).await?;
            page.expect(&format!("lines of the {what}"), LIT, |lit| {
                lit.as_str().is_some_and(|lit| lit.len() > 10)
            })
            .await?;
            let before = page.run(FILE).await?;
            let (turn, wanted) = turn(what);
            match turn {
                Turn::Press(field) => page.click(field).await?,
                Turn::Type(field, text) => fill(page, field, text).await?,
                Turn::Record(name, answer) => {
                    fill(page, "record-name", name).await?;
                    fill(page, "record-answer", answer).await?;
                }
                Turn::Choose(field, value) => {
                    let script = format!(
                        "const s = document.querySelector('[data-testid={field}]'); s.value = '{value}'; \
                         s.dispatchEvent(new Event('change', {{ bubbles: true }}))"
                    );
                    page.part(field).await?;
                    page.run(&script).await?;
                }
            }
            page.expect(&format!("another {what} in the code"), LIT, |lit| {
                lit.as_str().is_some_and(|lit| lit.contains(wanted))
            })
            .await?;
            assert_ne!(page.run(FILE).await?, before, "the {what} is another in the file");
            undo(page).await?;
            page.expect(&format!("the {what} as it was"), FILE, |file| *file == before).await?;
        }
        Ok(())
    });
}

#[test]
fn hub_and_inspectors_in_both_themes_at_three_sizes() {
    let Joined { design, shown } = joined();
    for (width, height) in SIZES {
        in_browser(width, height, async |page| {
            let small = width < 760;
            open(page, &design, "pictures").await?;
            let found = &mut Vec::new();
            if small {
                page.click("dock-canvas").await?;
            }
            for theme in ["light", "dark"] {
                page.run(&format!("document.documentElement.dataset.theme = '{theme}'")).await?;
                tokio::time::sleep(std::time::Duration::from_millis(400)).await;
                page.screenshot(&format!("{width}x{height}-networks-hub-{theme}")).await?;
            }
            for (what, entity) in &shown {
                // By its name in the search, as at every size.
                if small {
                    page.click("dock-add").await?;
                }
                page.click("tab-outline").await?;
                page.click(&format!("outline-{entity}")).await?;
                if small {
                    page.click("dock-inspect").await?;
                }
                page.find(&format!("[data-testid=inspector-entity][data-entity={entity}]")).await?;
                look(page, what, found).await?;
                for theme in ["light", "dark"] {
                    page.run(&format!("document.documentElement.dataset.theme = '{theme}'")).await?;
                    tokio::time::sleep(std::time::Duration::from_millis(250)).await;
                    page.screenshot(&format!("{width}x{height}-networks-{what}-{theme}")).await?;
                }
                let wide = page.run("return document.documentElement.scrollWidth > innerWidth").await?;
                assert_eq!(wide, false, "{what} at {width}");
            }
            nothing(found);
            Ok(())
        });
    }
}

#[test]
fn twenty_vpcs_on_a_hub_in_a_picture() {
    let mut design = Design::new("Twenty", "us-east-1");
    let gateway = edit::add_transit_gateway(&mut design, "us-east-1");
    for number in 0..20 {
        let vpc = vpc(&mut design, &format!("spoke-{number}"), "us-east-1");
        edit::attach_vpc(&mut design, gateway, vpc).unwrap();
    }
    let mut editor = Editor::new(design);
    editor.run(vpc_designer::editor::Action::Tidy);
    let design = editor.design().as_ref().clone();
    in_browser(1440, 900, async |page| {
        open(page, &design, "twenty").await?;
        page.expect_count(".wire.attachment", 20).await?;
        page.screenshot("networks-twenty").await.map(drop)
    });
}
