//! The diagram as a file and on paper.

use thirtyfour::{Key, error::WebDriverResult};

use super::harness::{Page, in_browser};

#[test]
fn the_diagram_is_saved_as_svg_and_png_and_the_svg_opens_again() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        alt_shift(page, "e").await?;
        let (name, svg) = page.downloaded().await;
        assert_eq!(name, "serverless-data.svg");
        let opened = vpc_designer::file::open(&svg).unwrap();
        assert_eq!(opened.design.workloads.len(), 2);
        // The browser draws it: well-formed, and as large as it says.
        let drawn = page
            .driver
            .execute_async(
                "const [svg, done] = arguments; const i = new Image(); i.onload = () => done([i.naturalWidth, i.naturalHeight]); i.onerror = () => done(null); i.src = 'data:image/svg+xml,' + encodeURIComponent(svg)",
                vec![serde_json::json!(String::from_utf8(svg).unwrap())],
            )
            .await?;
        let size = drawn.json();
        assert!(size[0].as_u64().is_some_and(|width| width > 600), "{size}");

        alt_shift(page, "p").await?;
        let (name, png) = page.downloaded().await;
        assert_eq!(name, "serverless-data.png");
        assert!(png.starts_with(b"\x89PNG"));
        let width = u32::from_be_bytes([png[16], png[17], png[18], png[19]]);
        assert!(u64::from(width) == 2 * size[0].as_u64().unwrap_or_default(), "{width} for {size}");
        std::fs::write(super::harness::work_dir("screenshots").join("exported.png"), &png).unwrap();
        Ok(())
    });
}

#[test]
fn paper_shows_the_diagram_alone() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        page.run("dispatchEvent(new Event('beforeprint'))").await?;
        page.expect_count("#print-picture", 1).await?;
        let shown = page
            .run("return [...document.styleSheets].flatMap(s => [...s.cssRules]).some(r => r.media?.mediaText === 'print')")
            .await?;
        assert_eq!(shown, true, "there are rules for paper");
        page.run("dispatchEvent(new Event('afterprint'))").await?;
        page.expect_count("#print-picture", 0).await
    });
}

async fn start(page: &Page) -> WebDriverResult<()> {
    page.click("template-serverless-data").await?;
    page.expect_count("[data-id^=workload-]", 2).await?;
    page.run("document.getElementById('canvas').focus()").await.map(drop)
}

async fn alt_shift(page: &Page, key: &str) -> WebDriverResult<()> {
    let chain = page.driver.action_chain().key_down(Key::Alt).key_down(Key::Shift);
    chain.send_keys(key).key_up(Key::Shift).key_up(Key::Alt).perform().await
}
