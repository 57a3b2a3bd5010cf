//! Pictures at three sizes in both themes, for a critical look, and the one of the README.

use std::path::Path;

use thirtyfour::Key;

use super::harness::in_browser;

const SIZES: [(u32, u32); 3] = [(1440, 900), (1024, 768), (390, 844)];

#[test]
fn both_themes_at_three_sizes() {
    for (width, height) in SIZES {
        in_browser(width, height, async |page| {
            let name = |what: &str| format!("{width}x{height}-{what}");
            page.screenshot(&name("welcome")).await?;
            page.click("template-private-web-app").await?;
            page.expect_count("[data-id^=vpc-]", 1).await?;
            for theme in ["light", "dark"] {
                page.run(&format!("document.documentElement.dataset.theme = '{theme}'")).await?;
                // Colours fade into the other theme.
                tokio::time::sleep(std::time::Duration::from_millis(500)).await;
                let picture = page.screenshot(&name(theme)).await?;
                if (width, theme) == (1440, "light") {
                    keep(&picture);
                }
                // Nothing is wider than the window.
                let wide = page.run("return document.documentElement.scrollWidth > innerWidth").await?;
                assert_eq!(wide, false, "{}", name(theme));
                page.find("#canvas").await?.focus().await?;
                page.chord(&[Key::Shift], "a").await?;
                page.part("planner").await?;
                page.screenshot(&name(&format!("planner-{theme}"))).await?;
                page.press(Key::Escape).await?;
                page.expect_count("[data-testid=planner]", 0).await?;
            }
            Ok(())
        });
    }
}

/// The picture of the README is made anew where that is asked for.
fn keep(picture: &Path) {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/screenshot.png");
    if std::env::var_os("UPDATE_SCREENSHOT").is_some() {
        std::fs::copy(picture, &kept).unwrap();
    }
    assert!(kept.exists(), "the README's picture is missing: UPDATE_SCREENSHOT=1 make test-browser makes it");
}
