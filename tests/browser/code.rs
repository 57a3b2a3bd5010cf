//! The code panel: the form of the code, its changes since it was copied, and a template as a design file.

use thirtyfour::error::WebDriverResult;

use super::harness::{Page, in_browser, work_dir};

#[test]
fn the_form_of_the_code() {
    in_browser(1440, 900, async |page| {
        page.click("template-serverless-data").await?;
        page.click("tab-terraform").await?;
        page.click("form-import").await?;
        page.expect_count("[data-testid=\"file-imports.tf\"]", 1).await?;
        page.click("form-module").await?;
        page.expect_count("[data-testid=\"file-modules/network/endpoints.tf\"]", 1).await?;
        page.screenshot("code-module").await?;
        // Kept for the next time.
        page.driver.refresh().await?;
        page.ready().await?;
        page.expect_count("[data-testid=\"file-main.tf\"]", 1).await?;
        page.click("tab-cloudformation").await?;
        page.click("form-json").await?;
        page.expect_count("[data-testid=\"file-serverless-data.json\"]", 1).await?;
        shows(page, "\"AWSTemplateFormatVersion\"").await
    });
}

#[test]
fn what_changed_since_it_was_copied() {
    in_browser(1440, 900, async |page| {
        page.click("template-serverless-data").await?;
        page.click("tab-terraform").await?;
        // Nothing is known yet.
        let button = page.part("code-changes").await?;
        assert_eq!(button.attr("aria-disabled").await?.as_deref(), Some("true"));
        page.click("file-endpoints.tf").await?;
        page.click("download-code").await?;
        page.downloaded().await;
        page.expect_count("[data-testid=code-changes]:not([aria-disabled])", 1).await?;
        page.click("code-changes").await?;
        shows(page, "No changes").await?;
        let endpoint = page.middle("[data-id^=endpoint-]").await?;
        page.click_at(endpoint).await?;
        page.press("\u{e017}").await?;
        let removed = "return document.querySelectorAll('.code.diff .line.removed').length";
        page.expect("removed lines", removed, |count| count.as_u64() > Some(3)).await?;
        shows(page, "unchanged").await?;
        page.screenshot("code-changes").await?;
        Ok(())
    });
}

#[test]
fn a_template_opens_as_a_design() {
    in_browser(1440, 900, async |page| {
        page.click("template-serverless-data").await?;
        page.click("tab-cloudformation").await?;
        page.click("download-code").await?;
        let (name, bytes) = page.downloaded().await;
        assert!(name.ends_with(".yaml"), "{name}");
        let file = work_dir("uploads").join(format!("{}-{name}", std::process::id()));
        std::fs::write(&file, bytes).expect("a file in the work directory");
        page.control("a").await?;
        page.press("\u{e017}").await?;
        page.expect_count("[data-id^=endpoint-]", 0).await?;
        page.part("file-input").await?.send_keys(file.to_string_lossy().as_ref()).await?;
        page.expect_count("[data-id^=endpoint-]", 3).await?;
        shows(page, "VpcEndpointDesigner").await
    });
}

/// Waits until the shown file has a text in it.
async fn shows(page: &Page, text: &str) -> WebDriverResult<()> {
    let script = "return document.querySelector('[data-testid=code-text]').textContent";
    page.expect(text, script, |shown| shown.as_str().is_some_and(|shown| shown.contains(text)))
        .await
        .map(drop)
}
