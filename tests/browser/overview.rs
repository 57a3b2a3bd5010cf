//! Keeping the overview: collapsed VPCs, the minimap, and several things edited at once.

use thirtyfour::{Key, error::WebDriverResult};

use super::harness::{Page, in_browser};

#[test]
fn a_vpc_is_collapsed_and_expanded() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        let title = heading(page, "vpc-").await?;
        page.click_at(title).await?;
        page.expect_count("[data-id^=vpc-][data-selected=true]", 1).await?;
        shift(page, "e").await?;
        page.expect_count("[data-id^=subnet-]", 0).await?;
        page.expect_count("[data-id^=service-]", 3).await?;
        page.expect_count("[data-id^=vpc-][aria-label*=collapsed]", 1).await?;
        page.screenshot("collapsed").await?;
        // It stays so over a reload, and the network is the same.
        page.expect_count("[data-testid=saved][data-state=saved]", 1).await?;
        page.driver.refresh().await?;
        page.ready().await?;
        page.expect_count("[data-id^=subnet-]", 0).await?;
        page.click_at(heading(page, "vpc-").await?).await?;
        page.expect_count("[data-id^=vpc-][data-selected=true]", 1).await?;
        shift(page, "e").await?;
        page.expect_count("[data-id^=subnet-]", 2).await
    });
}

#[test]
fn the_minimap_shows_and_leads() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        page.run("document.getElementById('canvas').focus()").await?;
        shift(page, "m").await?;
        page.part("minimap").await?;
        page.screenshot("minimap").await?;
        let before =
            page.run("return document.querySelector('[data-id^=vpc-]').getBoundingClientRect().x").await?;
        let at = page.middle("[data-testid=minimap]").await?;
        page.drag((at.0 - 40, at.1), (at.0 - 70, at.1 - 20)).await?;
        page.expect(
            "panned",
            "return document.querySelector('[data-id^=vpc-]')?.getBoundingClientRect().x ?? 1e6",
            |x| *x != before,
        )
        .await?;
        shift(page, "m").await?;
        page.expect_count("[data-testid=minimap]", 0).await
    });
}

#[test]
fn two_subnets_get_a_kind_and_a_tag_in_one_step_each() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        let titles = page
            .run("return [...document.querySelectorAll('[data-id^=subnet-]')].map(e => e.getBoundingClientRect()).map(r => [r.x + r.width / 2, r.y + 10])")
            .await?;
        let at = |index: usize| {
            (titles[index][0].as_f64().unwrap() as i64, titles[index][1].as_f64().unwrap() as i64)
        };
        page.click_at(at(0)).await?;
        page.driver
            .action_chain()
            .key_down(Key::Shift)
            .move_to(at(1).0, at(1).1)
            .click()
            .key_up(Key::Shift)
            .perform()
            .await?;
        page.part("inspector-several").await?;
        page.screenshot("several").await?;
        // "isolated" for both; now private.
        page.run(
            "const s = document.querySelector('[data-testid=common-field]'); s.value = '1'; s.dispatchEvent(new Event('change', { bubbles: true }))",
        )
        .await?;
        page.expect_count("[data-id^=subnet-][aria-label*=Private]", 2).await?;
        page.part("tag-key").await?.send_keys("team").await?;
        page.part("tag-value").await?.send_keys("web").await?;
        page.click("tag-add").await?;
        page.expect("tagged", "return (document.querySelector('[data-testid=code-text]').textContent.match(/team/g) ?? []).length", |count| {
            count.as_u64().is_some_and(|count| count >= 1)
        })
        .await?;
        page.control("z").await?;
        page.control("z").await?;
        page.expect_count("[data-id^=subnet-][aria-label*=Isolated]", 2).await
    });
}

async fn start(page: &Page) -> WebDriverResult<()> {
    page.click("template-serverless-data").await?;
    page.expect_count("[data-id^=workload-]", 2).await?;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    Ok(())
}

/// A place on the heading of the first thing of a kind.
async fn heading(page: &Page, kind: &str) -> WebDriverResult<(i64, i64)> {
    let script = format!(
        "const r = document.querySelector('[data-id^={kind}]').getBoundingClientRect(); return [r.x + 60, r.y + 12]"
    );
    let at = page.run(&script).await?;
    Ok((at[0].as_f64().unwrap_or_default() as i64, at[1].as_f64().unwrap_or_default() as i64))
}

async fn shift(page: &Page, key: &str) -> WebDriverResult<()> {
    page.driver.action_chain().key_down(Key::Shift).send_keys(key).key_up(Key::Shift).perform().await
}
