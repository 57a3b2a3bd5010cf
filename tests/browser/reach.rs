//! The path verifier: the list, the path on the canvas, and its fix.

use thirtyfour::{Key, error::WebDriverResult};
use vpc_designer::{file, model::Design, template};

use super::harness::{Page, in_browser, work_dir};

/// A template whose endpoints let nobody in.
fn closed() -> Design {
    let mut design = template::template("private-web-app").unwrap().build("us-east-1").unwrap();
    let groups: Vec<_> = design.security_groups.ids().collect();
    for group in groups {
        design.security_groups.get_mut(group).unwrap().ingress.clear();
    }
    design
}

async fn open(page: &Page, name: &str, design: &Design) -> WebDriverResult<()> {
    let path = work_dir("uploads").join(name);
    std::fs::write(&path, file::save(design)).unwrap();
    page.find("[data-testid=file-input]").await?.send_keys(path.to_str().unwrap()).await?;
    page.expect_count("[data-id^=vpc-]", 1).await
}

async fn text(page: &Page, test_id: &str) -> WebDriverResult<String> {
    page.part(test_id).await?.text().await
}

#[test]
fn a_path_is_drawn_hop_by_hop() {
    in_browser(1440, 900, async |page| {
        page.click("template-private-web-app").await?;
        page.expect_count("[data-id^=workload-]", 6).await?;
        page.click("tab-paths").await?;
        page.expect_count("[data-testid=path-row]", 9).await?;
        page.expect_count("[data-testid=trail]", 0).await?;
        page.click("path-row").await?;
        page.find("[data-testid=trail]").await?;
        let hops = page.count("[data-testid=path-hop]").await?;
        assert!(hops >= 6, "{hops} hops");
        page.expect_count("[data-testid=trail] .mark", hops).await?;
        page.expect_count("[data-testid=trail] .blocked", 0).await?;
        assert!(text(page, "path-title").await?.contains("private via"));
        // The arrow keys go on to the next pair, and the path follows.
        let before = text(page, "path-title").await?;
        page.run("document.getElementById('paths-rows').focus()").await?;
        page.press(Key::Down).await?;
        page.expect(
            "the next pair",
            "return document.querySelector('[data-testid=path-title]').textContent",
            |title| title.as_str().is_some_and(|title| title != before),
        )
        .await?;
        page.expect(
            "it is read out",
            "return document.querySelector('[data-testid=live]').textContent",
            |live| live.as_str().is_some_and(|live| live.contains("private via")),
        )
        .await?;
        // A hop leads to its component.
        page.click("path-hop").await?;
        page.expect_count("[data-id^=workload-][data-selected=true]", 1).await?;
        // All pairs, and off the canvas again.
        page.click("paths-all").await?;
        page.expect_count("[data-testid=path-row]", 18).await?;
        page.click("path-close").await?;
        page.expect_count("[data-testid=trail]", 0).await
    });
}

#[test]
fn what_blocks_is_marked_and_fixed_in_one_step() {
    in_browser(1440, 900, async |page| {
        open(page, "closed.json", &closed()).await?;
        page.click("tab-paths").await?;
        page.click("paths-findings").await?;
        page.expect_count("[data-testid=path-row][data-way=unreachable]", 6).await?;
        page.click("path-row").await?;
        page.find("[data-testid=trail] .blocked[data-entity^=sg-]").await?;
        assert!(text(page, "path-title").await?.contains("unreachable"));
        assert!(text(page, "path-hops").await?.contains("SG_HAS_NO_RULES"));
        page.screenshot("paths-blocked").await?;
        page.click("path-fix").await?;
        page.expect_count("[data-testid=trail] .blocked", 0).await?;
        assert!(text(page, "path-title").await?.contains("private via interface endpoint"));
        page.screenshot("paths-fixed").await?;
        // One step of undo takes it back.
        page.run("document.getElementById('canvas').focus()").await?;
        page.control("z").await?;
        page.find("[data-testid=trail] .blocked[data-entity^=sg-]").await.map(drop)
    });
}

#[test]
fn the_panel_in_both_themes_at_three_sizes() {
    for (width, height) in [(1440, 900), (1024, 768), (390, 844)] {
        in_browser(width, height, async |page| {
            open(page, "closed-sizes.json", &closed()).await?;
            if width < 760 {
                page.click("dock-code").await?;
            }
            page.click("tab-paths").await?;
            page.click("path-row").await?;
            for theme in ["light", "dark"] {
                page.run(&format!("document.documentElement.dataset.theme = '{theme}'")).await?;
                tokio::time::sleep(std::time::Duration::from_millis(500)).await;
                page.screenshot(&format!("{width}x{height}-paths-{theme}")).await?;
                let wide = page.run("return document.documentElement.scrollWidth > innerWidth").await?;
                assert_eq!(wide, false, "{width} {theme}");
            }
            Ok(())
        });
    }
}
