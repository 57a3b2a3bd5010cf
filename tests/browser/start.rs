//! The first minute.

use super::harness::in_browser;

#[test]
fn the_app_starts_with_a_choice() {
    in_browser(1440, 900, async |page| {
        page.part("welcome").await?;
        Ok(())
    });
}

const EARLY: &str = "return document.documentElement.dataset.restEarly ?? null";

/// In a release build, which is split. `make first` finds out anew what the start needs.
#[test]
fn the_start_needs_nothing_of_what_comes_later() {
    in_browser(1440, 900, async |page| {
        assert!(
            page.run(EARLY).await?.is_null(),
            "the start stood still for the rest of the app: run make first"
        );
        page.click("start-blank").await?;
        page.click("palette-vpc").await?;
        page.find("[data-testid=saved][data-state=saved]").await?;
        page.driver.refresh().await?;
        page.ready().await?;
        assert!(page.run(EARLY).await?.is_null(), "so did the return to a design: run make first");
        Ok(())
    });
}

/// Who is faster than the network gets what is asked for all the same.
#[test]
fn what_is_asked_for_too_early_comes_at_once() {
    in_browser(1440, 900, async |page| {
        // The network never gives the rest by itself.
        page.before_each_page(
            "Object.defineProperty(window, 'vpcDesignerRest', { get: () => () => new Promise(() => {}), set: () => {} })",
        )
        .await?;
        page.driver.refresh().await?;
        page.find("[data-testid=app][data-ready=true]").await?;
        page.click("start-blank").await?;
        page.click("empty-add-vpc").await?;
        page.find("[data-id^=vpc-]").await?;
        page.click("shortcuts").await?;
        page.part("shortcuts-dialog").await?;
        page.expect_count("[data-complete]", 0).await
    });
}
