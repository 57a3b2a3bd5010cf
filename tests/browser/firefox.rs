//! The core of the editor in Firefox: start, place, connect, undo, read the code, save, reload.

use thirtyfour::Key;

use super::{
    harness::{in_firefox, in_firefox_with_errors},
    main_job::{lay_out, save},
};

#[test]
fn a_network_by_pointer_its_code_and_its_file() {
    in_firefox(1440, 900, async |page| {
        page.click("start-blank").await?;
        page.expect_count("[data-testid=welcome]", 0).await?;
        lay_out(page).await?;
        page.click("tab-terraform").await?;
        for (file, words) in [("network.tf", "aws_subnet"), ("endpoints.tf", "aws_vpc_endpoint")] {
            page.click(&format!("file-{file}")).await?;
            page.expect(
                file,
                "return document.querySelector('[data-testid=code-text]').textContent",
                |text| text.as_str().is_some_and(|text| text.contains(words)),
            )
            .await?;
        }
        let file = save(page).await?;
        assert!(file.contains("\"format\": \"vpc-endpoint-designer\""), "{file}");

        // A reload goes on where it was.
        page.expect_count("[data-testid=saved][data-state=saved]", 1).await?;
        page.driver.refresh().await?;
        page.ready().await?;
        page.expect_count("[data-id^=endpoint-]", 2).await?;
        assert_eq!(save(page).await?, file);
        page.screenshot("firefox").await.map(drop)
    });
}

#[test]
fn undo_keys_and_dialogs() {
    in_firefox(1440, 900, async |page| {
        page.click("template-serverless-data").await?;
        page.expect_count("[data-id^=workload-]", 2).await?;
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        // Pan by Space, select by click, copy and remove by key, take it back.
        let workload = page.middle("[data-id^=workload-]").await?;
        page.click_at(workload).await?;
        page.expect_count("[data-id^=workload-][data-selected=true]", 1).await?;
        page.control("d").await?;
        page.expect_count("[data-id^=workload-]", 3).await?;
        page.press(Key::Delete).await?;
        page.expect_count("[data-id^=workload-]", 2).await?;
        page.control("z").await?;
        page.expect_count("[data-id^=workload-]", 3).await?;
        page.chord(&[Key::Control, Key::Shift], "z").await?;
        page.expect_count("[data-id^=workload-]", 2).await?;
        page.chord(&[Key::Shift], "a").await?;
        page.part("planner").await?;
        page.press("s").await?;
        page.find("[data-testid=plan-row][data-range=\"10.0.0.0/21\"]").await?;
        page.press(Key::Escape).await?;
        page.expect_count("[data-testid=planner]", 0).await?;
        page.control("k").await?;
        page.find("dialog[open] input").await.map(drop)
    });
}

/// What every test in Firefox fails by: without the policy, a request to elsewhere is made, and seen.
#[test]
fn a_request_to_elsewhere_would_be_seen() {
    in_firefox_with_errors(1440, 900, async |page| {
        assert_eq!(page.strangers().await, Vec::<String>::new(), "so far the site asked for nothing else");
        // The policy of the site refuses these before they are made; a page without one does not.
        for address in ["http://elsewhere.example/x.png", "https://elsewhere.example/x.png"] {
            let _ = page.driver.goto(address).await;
        }
        let seen = page.strangers().await;
        for wanted in ["http://elsewhere.example/x.png", "elsewhere.example:443"] {
            assert!(seen.iter().any(|whom| whom == wanted), "{wanted} is not in {seen:?}");
        }
        Ok(())
    });
}
