//! The command palette, the search on the canvas, and the sheet of shortcuts.

use thirtyfour::{Key, error::WebDriverResult};

use super::harness::{Page, in_browser};

#[test]
fn the_palette_runs_commands_adds_and_goes() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        // A command by name.
        page.control("k").await?;
        page.part("finder-dialog").await?;
        page.press("duplicate").await?;
        page.press(Key::Escape).await?;
        page.expect_count("[data-testid=finder-dialog]", 0).await?;
        page.expect("the keyboard at the canvas", "return document.activeElement.id", |id| id == "canvas")
            .await?;

        find(page, "k", "tidy up").await?;
        // The template lies as tidying would lay it.
        said(page, "Tidy up: nothing to change").await?;
        // Something to add, with its endpoint by connection later.
        find(page, "k", "add service systems manager").await?;
        page.expect_count("[data-id^=service-][data-selected=true]", 1).await?;
        // Something on the canvas, by its block.
        let block = page.run("return [...document.querySelectorAll('[data-id^=subnet-]')].at(-1).getAttribute('aria-label').match(/[0-9.]+\\/[0-9]+/)[0]").await?;
        find(page, "k", block.as_str().unwrap_or_default()).await?;
        page.expect_count("[data-id^=subnet-][data-selected=true]", 1).await?;
        // What has nothing to act on says so.
        page.press(Key::Escape).await?;
        find(page, "k", "align left").await?;
        page.expect(
            "message",
            "return document.querySelector('[data-testid=toast]')?.textContent ?? ''",
            |text| text.as_str().is_some_and(|text| text.contains("nothing to act on")),
        )
        .await?;
        page.screenshot("finder").await.map(drop)
    });
}

#[test]
fn the_search_on_the_canvas_finds_objects_only() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        page.control("f").await?;
        page.press("isolated").await?;
        page.expect(
            "rows",
            "return document.querySelectorAll('#finder-list [role=option]').length",
            |count| count.as_u64().is_some_and(|count| count >= 2),
        )
        .await?;
        let rows = page.run("return document.querySelector('#finder-list').textContent").await?;
        assert!(!rows.as_str().unwrap_or_default().contains("Add"), "{rows}");
        page.press(Key::Down).await?;
        page.press(Key::Enter).await?;
        page.expect_count("[data-testid=finder-dialog]", 0).await?;
        page.expect_count("[data-id][data-selected=true]", 1).await?;

        page.control("f").await?;
        page.press("there is no such thing").await?;
        page.expect("nothing", "return document.querySelector('#finder-list').textContent", |text| {
            text.as_str().is_some_and(|text| text.contains("Nothing matches"))
        })
        .await
        .map(drop)
    });
}

#[test]
fn the_sheet_tells_every_shortcut() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        page.press("?").await?;
        page.part("shortcuts-dialog").await?;
        let rows = page.count("[data-testid=shortcuts-dialog] [data-action]").await?;
        assert!(rows > 35, "{rows} rows");
        page.screenshot("shortcuts").await?;
        page.press(Key::Escape).await?;
        page.expect_count("[data-testid=shortcuts-dialog]", 0).await
    });
}

#[test]
fn a_name_is_written_on_the_canvas() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        let at = page.middle("[data-id^=workload-]").await?;
        page.driver.action_chain().move_to(at.0, at.1).double_click().perform().await?;
        page.part("rename").await?;
        page.screenshot("rename").await?;
        page.press("reader").await?;
        page.press(Key::Enter).await?;
        page.expect_count("[data-testid=rename]", 0).await?;
        page.expect_count("[data-id^=workload-][aria-label*=reader]", 1).await?;
        // F2 and Escape: nothing.
        page.press(Key::F2).await?;
        page.part("rename").await?;
        page.press("other").await?;
        page.press(Key::Escape).await?;
        page.expect_count("[data-id^=workload-][aria-label*=reader]", 1).await?;
        // Enter on what holds nothing; leaving the field keeps the name.
        page.press(Key::Enter).await?;
        page.part("rename").await?;
        page.press("writer").await?;
        page.click_at((400, 120)).await?;
        page.expect_count("[data-id^=workload-][aria-label*=writer]", 1).await?;
        page.control("z").await?;
        page.expect_count("[data-id^=workload-][aria-label*=reader]", 1).await
    });
}

async fn start(page: &Page) -> WebDriverResult<()> {
    page.click("template-serverless-data").await?;
    page.expect_count("[data-id^=workload-]", 2).await?;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    Ok(())
}

/// Opens the finder by its key, types, and takes the first answer.
async fn find(page: &Page, key: &str, text: &str) -> WebDriverResult<()> {
    page.control(key).await?;
    page.part("finder-dialog").await?;
    page.press(text).await?;
    page.find("#finder-list [role=option].active").await?;
    page.press(Key::Enter).await?;
    page.expect_count("[data-testid=finder-dialog]", 0).await
}

async fn said(page: &Page, text: &str) -> WebDriverResult<()> {
    page.expect(text, "return document.querySelector('[data-testid=live]').textContent", |live| {
        live.as_str().is_some_and(|live| live.contains(text))
    })
    .await
    .map(drop)
}
