//! Lining up, locking, switches of the canvas, and selection by direction and depth: by real keys.

use thirtyfour::{Key, error::WebDriverResult};

use super::harness::{Page, in_browser};

#[test]
fn two_workloads_are_lined_up_and_put_back() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        let (first, second) = workloads(page).await?;
        page.click_at(first).await?;
        page.press(Key::Down + Key::Down).await?;
        page.driver
            .action_chain()
            .key_down(Key::Shift)
            .move_to(second.0, second.1)
            .click()
            .key_up(Key::Shift)
            .perform()
            .await?;
        page.expect_count("[data-id^=workload-][data-selected=true]", 2).await?;
        chord(page, &[Key::Control, Key::Shift], Key::Down.into()).await?;
        said(page, "Align bottom").await?;
        // The menu offers the same.
        page.driver.action_chain().move_to(first.0, first.1).context_click().perform().await?;
        let menu = page.part("context-menu").await?.text().await?;
        for entry in ["Align left", "Align middles", "Lock", "Paste"] {
            assert!(menu.contains(entry), "{menu}");
        }
        assert!(!menu.contains("Distribute"), "two have one gap only: {menu}");
        page.press(Key::Escape).await
    });
}

#[test]
fn a_locked_workload_stays_until_it_is_unlocked() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        let (first, _) = workloads(page).await?;
        page.click_at(first).await?;
        chord(page, &[Key::Control, Key::Shift], "l".into()).await?;
        said(page, "Locked").await?;
        page.expect_count(".lock", 1).await?;
        page.screenshot("locked").await?;
        page.drag(first, (first.0 + 5, first.1 + 90)).await?;
        page.press(Key::Delete).await?;
        page.expect_count("[data-id^=workload-]", 2).await?;
        page.expect(
            "message",
            "return document.querySelector('[data-testid=toast]')?.textContent ?? ''",
            |text| text.as_str().is_some_and(|text| text.contains("is locked")),
        )
        .await?;
        // The lock outlives a reload.
        page.expect_count("[data-testid=saved][data-state=saved]", 1).await?;
        page.driver.refresh().await?;
        page.ready().await?;
        page.expect_count(".lock", 1).await?;
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        let (first, _) = workloads(page).await?;
        page.click_at(first).await?;
        chord(page, &[Key::Control, Key::Shift], "l".into()).await?;
        page.expect_count(".lock", 0).await?;
        page.press(Key::Delete).await?;
        page.expect_count("[data-id^=workload-]", 1).await
    });
}

#[test]
fn grid_and_snapping_are_switched_by_key_and_remembered() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        page.run("document.getElementById('canvas').focus()").await?;
        page.control("'").await?;
        page.expect_count("#canvas.plain", 1).await?;
        chord(page, &[Key::Alt], "s".into()).await?;
        said(page, "Snapping to objects off").await?;
        page.driver.refresh().await?;
        page.ready().await?;
        page.expect_count("#canvas.plain", 1).await?;
        page.run("document.getElementById('canvas').focus()").await?;
        chord(page, &[Key::Alt], "s".into()).await?;
        said(page, "Snapping to objects on").await
    });
}

#[test]
fn selection_goes_by_direction_and_outwards() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        let (first, second) = workloads(page).await?;
        let (left, right) = if first.0 < second.0 { (first, second) } else { (second, first) };
        page.click_at(left).await?;
        let here = selected(page).await?;
        chord(page, &[Key::Control], Key::Right.into()).await?;
        let there = selected(page).await?;
        assert_ne!(here, there);
        assert!(there.starts_with("workload-"), "{there}");
        assert!(right.0 > left.0);
        let mut seen = Vec::new();
        for _ in 0..3 {
            page.driver
                .action_chain()
                .key_down(Key::Control)
                .move_to(left.0, left.1)
                .click()
                .key_up(Key::Control)
                .perform()
                .await?;
            seen.push(selected(page).await?.split('-').next().unwrap_or_default().to_owned());
        }
        assert_eq!(seen, ["workload", "subnet", "zone"]);
        // Shift+1 shows everything, Shift+2 what is selected, 0 life size.
        for (key, name) in [("!", "fit"), ("@", "selection")] {
            page.press(key).await?;
            let zoom = page.part("zoom-reset").await?.text().await?;
            assert!(zoom.ends_with('%'), "{name}: {zoom}");
        }
        page.press("0").await?;
        page.expect(
            "100 %",
            "return document.querySelector('[data-testid=zoom-reset]').textContent",
            |text| text == "100 %",
        )
        .await
        .map(drop)
    });
}

async fn start(page: &Page) -> WebDriverResult<()> {
    page.click("template-serverless-data").await?;
    page.expect_count("[data-id^=workload-]", 2).await?;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    Ok(())
}

async fn workloads(page: &Page) -> WebDriverResult<((i64, i64), (i64, i64))> {
    let all = page
        .run("return [...document.querySelectorAll('[data-id^=workload-]')].map(e => e.getBoundingClientRect()).map(r => [r.x + r.width / 2, r.y + r.height / 2])")
        .await?;
    let at = |index: usize, axis: usize| all[index][axis].as_f64().unwrap_or_default() as i64;
    Ok(((at(0, 0), at(0, 1)), (at(1, 0), at(1, 1))))
}

async fn selected(page: &Page) -> WebDriverResult<String> {
    page.expect_count("[data-id][data-selected=true]", 1).await?;
    let id = page.run("return document.querySelector('[data-id][data-selected=true]').dataset.id").await?;
    Ok(id.as_str().unwrap_or_default().to_owned())
}

/// Presses a key while others are down.
async fn chord(page: &Page, held: &[Key], key: thirtyfour::TypingData) -> WebDriverResult<()> {
    let mut chain = page.driver.action_chain();
    for modifier in held {
        chain = chain.key_down(modifier.clone());
    }
    chain = chain.send_keys(key);
    for modifier in held.iter().rev() {
        chain = chain.key_up(modifier.clone());
    }
    chain.perform().await
}

async fn said(page: &Page, text: &str) -> WebDriverResult<()> {
    page.expect(text, "return document.querySelector('[data-testid=live]').textContent", |live| {
        live.as_str().is_some_and(|live| live.contains(text))
    })
    .await
    .map(drop)
}
