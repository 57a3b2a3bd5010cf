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

/// A line selects its object and an object lights its lines, also in another file; nothing of the panel is out of reach, at
/// every size and in both themes.
#[test]
fn a_line_and_its_object_are_one() {
    for (width, height) in [(1440, 900), (1024, 768), (390, 844)] {
        in_browser(width, height, async |page| {
            page.click("template-serverless-data").await?;
            let small = width < 700;
            if small {
                page.click("dock-code").await?;
            }
            page.click("tab-terraform").await?;
            let lit = "const lit = [...document.querySelectorAll('.code .line.lit')];
                return [document.querySelector('.code').dataset.path, lit.length, new Set(lit.map(line => line.dataset.origin)).size]";
            if !small {
                page.click("file-network.tf").await?;
                let endpoint = page.middle("[data-id^=endpoint-]").await?;
                page.click_at(endpoint).await?;
                page.expect("the lines of the endpoint", lit, |found| {
                    found[0] == "endpoints.tf" && found[1].as_u64() > Some(1) && found[2] == 1
                })
                .await?;
            }
            page.click("file-endpoints.tf").await?;
            let last = "const lines = document.querySelectorAll('.code .line[data-origin^=endpoint-]');
                const line = lines[lines.length - 1]; line?.click(); return line?.dataset.origin ?? null";
            page.expect("lines of endpoints", last, serde_json::Value::is_string).await?;
            page.expect("the lines of one endpoint", lit, |found| {
                found[1].as_u64() > Some(1) && found[2] == 1
            })
            .await?;
            let out = "return [...document.querySelectorAll('.code-panel button')].filter(one => {
                const box = one.getBoundingClientRect();
                for (let outer = one.parentElement; outer; outer = outer.parentElement)
                    if (/auto|scroll/.test(getComputedStyle(outer).overflowX)) return false;
                return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1);
            }).map(one => one.dataset.testid ?? one.textContent)";
            page.expect("controls out of the window", out, |found| {
                found.as_array().is_some_and(Vec::is_empty)
            })
            .await?;
            // Nothing that is revealed moves the shell.
            let moved = "return document.querySelector('.app').scrollTop + scrollY";
            page.expect("the shell where it was", moved, |moved| *moved == 0).await?;
            for theme in ["light", "dark"] {
                page.run(&format!("document.documentElement.dataset.theme = '{theme}'")).await?;
                tokio::time::sleep(std::time::Duration::from_millis(500)).await;
                page.screenshot(&format!("{width}x{height}-code-{theme}")).await?;
            }
            Ok(())
        });
    }
}
