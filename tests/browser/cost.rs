//! The cost of the design: the panel, the traffic of connections, the shapes side by side.

use thirtyfour::{Key, error::WebDriverResult};

use vpc_designer::{
    catalog::Catalog,
    edit,
    editor::Editor,
    model::{Design, ServiceRef, SubnetKind},
};

use super::harness::{Page, in_browser};

async fn text(page: &Page, test_id: &str) -> WebDriverResult<String> {
    page.part(test_id).await?.text().await
}

/// Waits until the text of a part is another one, and returns it.
async fn other_text(page: &Page, test_id: &str, before: &str) -> WebDriverResult<String> {
    page.expect(
        "another text",
        &format!("return document.querySelector('[data-testid={test_id}]').textContent"),
        |now| now.as_str().is_some_and(|now| now != before),
    )
    .await?;
    Ok(page
        .run(&format!("return document.querySelector('[data-testid={test_id}]').textContent"))
        .await?
        .as_str()
        .unwrap()
        .to_owned())
}

async fn start(page: &Page) -> WebDriverResult<()> {
    page.click("template-private-web-app").await?;
    page.expect_count("[data-id^=workload-]", 6).await?;
    page.click("tab-cost").await?;
    page.find("[data-testid=cost-total]").await.map(drop)
}

/// An office that calls SQS over a VPN.
fn office() -> Design {
    let catalog = Catalog::embedded();
    let mut design = Design::new("Office", "us-east-1");
    let vpc = edit::add_vpc(&mut design, "us-east-1");
    let zone = edit::add_zone(&mut design, &catalog, vpc, None).unwrap();
    edit::add_subnet(&mut design, zone, SubnetKind::Private).unwrap();
    let office = edit::add_on_premises_network(&mut design);
    edit::attach_on_premises_to_vpc(&mut design, office, vpc).unwrap();
    let sqs = ServiceRef::Aws("sqs".to_owned());
    let sqs = edit::add_service(&mut design, &catalog, sqs, "us-east-1").unwrap();
    edit::call_from_on_premises(&mut design, &catalog, office, sqs).unwrap();
    edit::add_resolver_endpoint(&mut design, vpc).ok();
    Editor::new(design).design().as_ref().clone()
}

#[test]
fn traffic_moves_the_total_and_is_one_step_of_undo() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        let before = text(page, "cost-total").await?;
        assert!(before.contains("USD a month"), "{before}");
        // Prices have a date and a source, and the assumptions are there to read.
        let sources = text(page, "cost-sources").await?;
        assert!(sources.contains("2025-11-04") && sources.contains("730 hours"), "{sources}");
        // The slider, by keyboard.
        // The last connection goes through an interface endpoint; the first by a free gateway endpoint.
        page.run("[...document.querySelectorAll('[data-testid^=traffic-connection-]')].at(-1).focus()")
            .await?;
        page.press(Key::Right).await?;
        page.press(Key::Right).await?;
        let said = page.run("return document.activeElement.getAttribute('aria-valuetext')").await?;
        assert_eq!(said, "500 GB");
        let total = || page.run("return document.querySelector('[data-testid=cost-total]').textContent");
        let moved = total().await?;
        // A figure of one's own.
        let field = page.find(".traffic-row:last-of-type [data-testid^=traffic-gb-connection-]").await?;
        field.click().await?;
        page.control("a").await?;
        field.send_keys("123456" + Key::Enter).await?;
        let typed = other_text(page, "cost-total", moved.as_str().unwrap()).await?;
        assert_ne!(typed, before);
        page.run("document.getElementById('canvas').focus()").await?;
        page.control("z").await?;
        page.expect(
            "the slider's figure",
            "return document.querySelector('[data-testid=cost-total]').textContent",
            |now| *now == moved,
        )
        .await?;
        // The inspector of the connection has the same control.
        page.click("cost-csv").await?;
        let (name, bytes) = page.downloaded().await;
        assert_eq!(name, "cost.csv");
        assert!(String::from_utf8(bytes).unwrap().starts_with("object,name,region,charge"));
        Ok(())
    });
}

#[test]
fn an_object_tells_its_cost() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        page.find("[data-testid=cost-rows] .go").await?.click().await?;
        let cost = text(page, "inspector-cost").await?;
        assert!(cost.contains("A month") && cost.contains("USD"), "{cost}");
        page.click("cost-open").await
    });
}

#[test]
fn shapes_are_compared_and_converted_in_one_step() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        page.click("cost-compare").await?;
        page.expect_count("[data-testid=shapes] tbody tr[data-testid^=shape-]", 6).await?;
        page.find("[data-testid=shapes-chart] path").await?;
        page.expect_count("[data-testid=shapes-figures] tbody tr", 6).await?;
        assert!(text(page, "shapes-cheapest").await?.contains("Cheapest"));
        page.click("keep-nat").await?;
        let before = text(page, "cost-total").await?;
        page.click("convert-hub-transit-gateway").await?;
        page.expect_count("[data-id^=vpc-]", 2).await?;
        page.find("[data-testid=shape-hub-transit-gateway].current").await?;
        page.run("document.getElementById('canvas').focus()").await?;
        page.control("z").await?;
        page.expect_count("[data-id^=vpc-]", 1).await?;
        assert_eq!(text(page, "cost-total").await?, before);
        Ok(())
    });
}

/// The names of a hub's endpoints come by a Route 53 Profile where that is chosen; its inspector says what is in it.
#[test]
fn a_hub_with_a_profile() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        page.click("cost-compare").await?;
        page.find("[data-testid=shape-hub-peering]").await?;
        let by_zones = text(page, "shape-hub-peering").await?;
        page.run(
            "const names = document.querySelector('[data-testid=hub-names]'); names.value = 'profile'; \
             names.dispatchEvent(new Event('change', { bubbles: true }))",
        )
        .await?;
        let by_profile = other_text(page, "shape-hub-peering", &by_zones).await?;
        assert_ne!(by_profile, by_zones, "another price");
        page.click("convert-hub-peering").await?;
        page.expect_count("[data-id^=vpc-]", 2).await?;
        page.click("cost-estimate").await?;
        let rows = text(page, "cost-rows").await?;
        assert!(rows.contains("Route 53 Profiles, up to 100 VPC associations"), "{rows}");
        page.run(
            "[...document.querySelectorAll('[data-testid=cost-rows] tr')].find(row => \
             row.textContent.includes('Route 53 Profiles')).querySelector('.go').click()",
        )
        .await?;
        page.find("[data-testid^=profile-vpc-]").await?;
        page.find("[data-testid^=profile-endpoint-]").await?;
        page.screenshot("1440x900-profile").await.map(drop)
    });
}

/// What an on-premises network calls has a slider of its own, in the panel and in the network's inspector.
#[test]
fn on_premises_traffic_is_an_input() {
    in_browser(1440, 900, async |page| {
        super::networks::open(page, &office(), "office").await?;
        page.click("tab-cost").await?;
        let before = text(page, "cost-total").await?;
        page.run("document.querySelector('[data-testid^=traffic-on-premises-]').focus()").await?;
        page.press(Key::Right).await?;
        let after = other_text(page, "cost-total", &before).await?;
        assert_ne!(after, before);
        page.run("document.getElementById('canvas').focus()").await?;
        page.control("z").await?;
        page.expect(
            "the figure of before",
            "return document.querySelector('[data-testid=cost-total]').textContent",
            |now| now.as_str() == Some(before.as_str()),
        )
        .await
        .map(drop)
    });
}

#[test]
fn the_panel_in_both_themes_at_three_sizes() {
    for (width, height) in [(1440, 900), (1024, 768), (390, 844)] {
        in_browser(width, height, async |page| {
            page.click("template-private-web-app").await?;
            page.expect_count("[data-id^=workload-]", 6).await?;
            if width < 760 {
                page.click("dock-code").await?;
            } else {
                // Room for the panel.
                page.run("document.getElementById('app').style.setProperty('--bottom', '560px')").await?;
            }
            page.click("tab-cost").await?;
            for (view, button) in [("estimate", "cost-estimate"), ("shapes", "cost-compare")] {
                page.click(button).await?;
                for theme in ["light", "dark"] {
                    page.run(&format!("document.documentElement.dataset.theme = '{theme}'")).await?;
                    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
                    page.screenshot(&format!("{width}x{height}-cost-{view}-{theme}")).await?;
                    let wide = page.run("return document.documentElement.scrollWidth > innerWidth").await?;
                    assert_eq!(wide, false, "{width} {theme}");
                }
                if view == "shapes" {
                    page.run("document.querySelector('[data-testid=shapes-figures]').scrollIntoView({block: 'end'})").await?;
                    page.screenshot(&format!("{width}x{height}-cost-chart")).await?;
                }
            }
            Ok(())
        });
    }
}
