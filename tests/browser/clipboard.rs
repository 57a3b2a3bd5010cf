//! Copy, cut and paste by key, by menu and between two tabs; Alt-drag.

use thirtyfour::{Key, error::WebDriverResult};

use super::harness::{Page, in_browser};

#[test]
fn a_workload_is_copied_and_pasted_by_key() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        page.click_at(page.middle("[data-id^=workload-]").await?).await?;
        page.control("c").await?;
        said(page, "Copied 1 item").await?;
        page.control("v").await?;
        page.expect_count("[data-id^=workload-]", 3).await?;
        said(page, "Pasted").await?;
        // One step back; and cutting takes it away again.
        page.control("z").await?;
        page.expect_count("[data-id^=workload-]", 2).await?;
        page.control("y").await?;
        page.expect_count("[data-id^=workload-][data-selected=true]", 1).await?;
        page.control("x").await?;
        page.expect_count("[data-id^=workload-]", 2).await?;
        said(page, "Cut").await
    });
}

#[test]
fn a_subnet_goes_from_one_tab_to_another() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        let title = page
            .run("const r = document.querySelector('[data-id^=subnet-]').getBoundingClientRect(); return [r.x + r.width / 2, r.y + 10]")
            .await?;
        page.click_at((title[0].as_f64().unwrap() as i64, title[1].as_f64().unwrap() as i64)).await?;
        page.expect_count("[data-id^=subnet-][data-selected=true]", 1).await?;
        page.control("c").await?;
        said(page, "Copied 1 item").await?;

        let address = page.driver.current_url().await?;
        let first = page.driver.window().await?;
        let second = page.driver.new_tab().await?;
        page.driver.switch_to_window(second).await?;
        // Another design, not the one that the browser keeps.
        page.driver.goto(address.as_str()).await?;
        page.ready().await?;
        page.click("new-file").await?;
        page.click("start-blank").await?;
        page.expect_count("[data-id]", 0).await?;
        page.control("v").await?;
        page.expect_count("[data-id^=vpc-]", 1).await?;
        page.expect_count("[data-id^=subnet-]", 1).await?;
        page.driver.switch_to_window(first).await?;
        page.expect_count("[data-id^=subnet-]", 2).await
    });
}

#[test]
fn foreign_text_is_refused_and_fields_keep_their_own_clipboard() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        // In a field, the keys are the field's.
        page.click("design-name").await?;
        page.control("a").await?;
        page.control("c").await?;
        page.press(Key::End).await?;
        page.control("v").await?;
        let name = page.run("return document.querySelector('[data-testid=design-name]').value").await?;
        let name = name.as_str().unwrap_or_default().to_owned();
        let half = &name[..name.len() / 2];
        assert_eq!(name, half.repeat(2), "the text was pasted into the field");
        // On the canvas, that text is nothing.
        page.run("document.getElementById('canvas').focus()").await?;
        page.control("v").await?;
        page.expect(
            "message",
            "return document.querySelector('[data-testid=toast]')?.textContent ?? ''",
            |text| text.as_str().is_some_and(|text| text.contains("holds no part of a design")),
        )
        .await?;
        page.expect_count("[data-id^=workload-]", 2).await
    });
}

#[test]
fn alt_drag_copies_and_escape_forgets_it() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        let from = page.middle("[data-id^=workload-]").await?;
        let chain = page.driver.action_chain().move_to(from.0, from.1).key_down(Key::Alt).click_and_hold();
        chain.move_to(from.0 + 30, from.1 + 30).move_to(from.0 + 50, from.1 + 60).perform().await?;
        page.expect_count(".overlay .ghost", 1).await?;
        page.press(Key::Escape).await?;
        page.expect_count(".overlay .ghost", 0).await?;
        page.driver.action_chain().release().key_up(Key::Alt).perform().await?;
        page.expect_count("[data-id^=workload-]", 2).await?;

        let chain = page.driver.action_chain().move_to(from.0, from.1).key_down(Key::Alt).click_and_hold();
        let chain = chain.move_to(from.0 + 30, from.1 + 30).move_to(from.0 + 20, from.1 + 70);
        chain.release().key_up(Key::Alt).perform().await?;
        page.expect_count("[data-id^=workload-]", 3).await
    });
}

async fn start(page: &Page) -> WebDriverResult<()> {
    page.click("template-serverless-data").await?;
    page.expect_count("[data-id^=workload-]", 2).await?;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    Ok(())
}

/// Waits until the live message says so.
async fn said(page: &Page, text: &str) -> WebDriverResult<()> {
    page.expect(text, "return document.querySelector('[data-testid=live]').textContent", |live| {
        live.as_str().is_some_and(|live| live.contains(text))
    })
    .await
    .map(drop)
}
