//! Where the browser does not keep the work, the user is told, and the work goes on.

use super::harness::in_browser;

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
