//! Keeping the work: several designs, tabs that do not overwrite each other, links; and where the browser does not keep
//! it, the user is told, and the work goes on.

use thirtyfour::{Key, error::WebDriverResult};

use super::harness::{Page, in_browser};

#[test]
fn full_storage_is_told_and_work_goes_on() {
    in_browser(1440, 900, async |page| {
        page.click("template-serverless-data").await?;
        page.expect_count("[data-id^=vpc-]", 1).await?;
        page.run(
            "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
        )
        .await?;
        page.click("palette-vpc").await?;
        page.expect_count("[data-id^=vpc-]", 2).await?;
        page.expect("told", "return document.querySelector('[data-testid=saved]').dataset.state", |v| {
            v == "failed"
        })
        .await?;
        // The file is the way out.
        page.click("save-file").await?;
        let (_, bytes) = page.downloaded().await;
        assert!(String::from_utf8_lossy(&bytes).contains("\"vpc-2"), "the file lacks the new VPC");
        Ok(())
    });
}

#[test]
fn several_designs_stay_and_are_found_again() {
    in_browser(1440, 900, async |page| {
        start(page, "template-serverless-data").await?;
        stored(page).await?;
        page.click("new-file").await?;
        page.click("template-private-web-app").await?;
        page.expect_count("[data-testid=welcome]", 0).await?;
        stored(page).await?;
        // Both are kept; the one of this tab is marked.
        designs(page).await?;
        page.expect_count(".kept-list li", 2).await?;
        page.expect_count(".kept-list [aria-current=true]", 1).await?;
        page.screenshot("designs").await?;
        let other = page.find(".kept-list .main:not([aria-current])").await?;
        other.click().await?;
        page.expect(
            "the other design",
            "return document.querySelector('[data-testid=design-name]').value",
            |name| name == "Serverless data",
        )
        .await?;
        page.expect_count("[data-id^=workload-]", 2).await?;
        // A reload of this tab shows this one, though the other was stored later.
        page.driver.refresh().await?;
        page.ready().await?;
        page.expect(
            "the same design",
            "return document.querySelector('[data-testid=design-name]').value",
            |name| name == "Serverless data",
        )
        .await?;
        // One is deleted for good.
        designs(page).await?;
        let bin = ".kept-list li:not(:has([aria-current])) .danger";
        page.find(bin).await?.click().await?;
        // Asked first; the safe answer has the focus.
        page.expect("the safe answer", "return document.activeElement.dataset.testid ?? ''", |at| {
            at.as_str().is_some_and(|at| at.ends_with("-keep"))
        })
        .await?;
        page.press(thirtyfour::Key::Enter).await?;
        page.expect_count("[data-testid$=-sure]", 0).await?;
        page.expect_count(".kept-list li", 2).await?;
        page.find(bin).await?.click().await?;
        page.find("[data-testid$=-sure]").await?.click().await?;
        page.expect_count(".kept-list li", 1).await
    });
}

#[test]
fn two_tabs_of_one_design_ask_before_one_overwrites_the_other() {
    in_browser(1440, 900, async |page| {
        start(page, "template-serverless-data").await?;
        stored(page).await?;
        let first = page.driver.window().await?;
        let address = page.driver.current_url().await?;
        let second = page.driver.new_tab().await?;
        page.driver.switch_to_window(second.clone()).await?;
        page.driver.goto(address.as_str()).await?;
        page.ready().await?;
        page.expect_count("[data-id^=workload-]", 2).await?;

        // What the second tab does shows in the first, which has nothing of its own to lose.
        page.click("palette-vpc").await?;
        page.expect_count("[data-id^=vpc-]", 2).await?;
        stored(page).await?;
        page.driver.switch_to_window(first.clone()).await?;
        page.expect_count("[data-id^=vpc-]", 2).await?;

        // Another tab stored it, and this one has not heard of it yet.
        page.run(
            "const key = 'vpc-designer.shelf', shelf = JSON.parse(localStorage[key]); shelf.designs[0].revision += 1; localStorage[key] = JSON.stringify(shelf)",
        )
        .await?;
        page.click("palette-zone").await?;
        page.part("conflict-dialog").await?;
        page.screenshot("conflict").await?;
        page.click("conflict-both").await?;
        page.expect_count("[data-testid=conflict-dialog]", 0).await?;
        page.expect("a copy", "return document.querySelector('[data-testid=design-name]').value", |name| {
            name == "Serverless data (copy)"
        })
        .await?;
        stored(page).await?;
        designs(page).await?;
        page.expect_count(".kept-list li", 2).await?;
        // The other tab still has the design as it left it.
        page.press(Key::Escape).await?;
        page.driver.switch_to_window(second).await?;
        page.expect_count("[data-id^=vpc-]", 2).await?;
        page.expect(
            "the original",
            "return document.querySelector('[data-testid=design-name]').value",
            |name| name == "Serverless data",
        )
        .await
        .map(drop)
    });
}

#[test]
fn a_link_holds_the_design() {
    in_browser(1440, 900, async |page| {
        start(page, "template-serverless-data").await?;
        stored(page).await?;
        page.run("window.copied = ''; navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }")
            .await?;
        page.run("document.getElementById('canvas').focus()").await?;
        page.driver
            .action_chain()
            .key_down(Key::Alt)
            .key_down(Key::Shift)
            .send_keys("l")
            .key_up(Key::Shift)
            .key_up(Key::Alt)
            .perform()
            .await?;
        let link = page
            .expect("link", "return window.copied", |link| {
                link.as_str().is_some_and(|link| link.contains("#design/1/"))
            })
            .await?;
        let link = link.as_str().unwrap_or_default().to_owned();
        assert!(link.len() < 2_000, "{} characters", link.len());

        // In another browser profile it would be the same: nothing but the link is needed.
        page.run("localStorage.clear(); sessionStorage.clear()").await?;
        page.driver.goto("about:blank").await?;
        page.driver.goto(&link).await?;
        page.ready().await?;
        page.expect_count("[data-id^=workload-]", 2).await?;
        let address = page.driver.current_url().await?;
        assert!(
            !address.as_str().contains("#design"),
            "{address}: what is edited now is not what the link holds"
        );
        stored(page).await?;

        // Damaged: told, and nothing is lost.
        page.driver.goto("about:blank").await?;
        page.driver.goto(&link[..link.len() - 60]).await?;
        page.ready().await?;
        page.part("not-opened").await?;
        let message = page.part("open-error").await?.text().await?;
        assert!(message.contains("damaged or was cut off"), "{message}");
        page.click("dialog-ok").await?;
        designs(page).await?;
        page.expect_count(".kept-list li", 1).await
    });
}

async fn start(page: &Page, template: &str) -> WebDriverResult<()> {
    page.click(template).await?;
    page.expect_count("[data-testid=welcome]", 0).await
}

/// Waits until the browser has stored the design.
async fn stored(page: &Page) -> WebDriverResult<()> {
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    page.expect_count("[data-testid=saved][data-state=saved]", 1).await
}

async fn designs(page: &Page) -> WebDriverResult<()> {
    page.run("document.getElementById('canvas').focus()").await?;
    let chain = page.driver.action_chain().key_down(Key::Alt).key_down(Key::Shift);
    chain.send_keys("o").key_up(Key::Shift).key_up(Key::Alt).perform().await?;
    page.part("designs-dialog").await.map(drop)
}
