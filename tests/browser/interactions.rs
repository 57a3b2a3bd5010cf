//! The hand's conventions, each by real pointer, wheel, key and touch events: see the table in `README.md` beside this.

use serde_json::json;
use thirtyfour::{Key, error::WebDriverResult};

use super::harness::{Page, in_browser};

#[test]
fn wheel_middle_button_and_space_move_the_view() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        let (left, top, right, bottom) = canvas(page).await?;
        let middle = (i64::midpoint(left, right), i64::midpoint(top, bottom));
        let [x, y, zoom] = page.camera().await?;
        page.wheel(middle, (40, 120), false).await?;
        let [x2, y2, zoom2] = page.camera().await?;
        assert!((x2 - x - 40.0 / zoom).abs() < 1.0 && (y2 - y - 120.0 / zoom).abs() < 1.0, "the wheel pans");
        assert_eq!(zoom, zoom2);

        // Zooming keeps what is under the pointer where it is.
        let at = ((middle.0 - left) as f64, (middle.1 - top) as f64);
        let world = |[x, y, zoom]: [f64; 3]| (x + at.0 / zoom, y + at.1 / zoom);
        let before = world(page.camera().await?);
        page.wheel(middle, (0, -120), true).await?;
        let now = page.camera().await?;
        assert!(now[2] > zoom * 1.1, "Ctrl+wheel zooms: {now:?}");
        assert!((world(now).0 - before.0).abs() < 1.5 && (world(now).1 - before.1).abs() < 1.5);

        let [x, ..] = page.camera().await?;
        page.mouse("middle", middle, (middle.0 - 60, middle.1)).await?;
        let panned = page.camera().await?;
        assert!(panned[0] > x, "the middle button pans");
        page.driver
            .action_chain()
            .move_to(middle.0, middle.1)
            .key_down(Key::Space)
            .click_and_hold()
            .move_to(middle.0 + 50, middle.1)
            .release()
            .key_up(Key::Space)
            .perform()
            .await?;
        assert!(page.camera().await?[0] < panned[0], "Space and drag pan");
        page.expect_count("[data-selected=true]", 0).await?;
        for (key, larger) in [("+", true), ("-", false)] {
            let before = page.camera().await?[2];
            page.control(key).await?;
            assert_eq!(page.camera().await?[2] > before, larger, "Ctrl {key}");
        }
        page.control("0").await?;
        assert_eq!(page.camera().await?[2], 1.0);
        Ok(())
    });
}

#[test]
fn a_frame_selects_and_keys_move_what_is_selected() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        let (left, top, ..) = canvas(page).await?;
        let r = page
            .run("const r = document.querySelector('[data-id^=vpc-]').getBoundingClientRect(); return [r.x, r.y, r.right, r.bottom].map(Math.round)")
            .await?;
        let at = |index: usize| r[index].as_i64().unwrap_or_default();
        // From the bare canvas around the VPC, in steps, with the frame to be seen on the way.
        let (from, to) = ((at(0).max(left + 12) - 8, at(1).max(top + 12) - 8), (at(2) + 6, at(3) + 6));
        page.drag(from, to).await?;
        page.expect(
            "the VPC",
            "return document.querySelectorAll('[data-id^=vpc-][data-selected=true]').length",
            |n| n == 1,
        )
        .await?;
        page.press(Key::Escape).await?;
        page.expect_count("[data-selected=true]", 0).await?;
        page.find("#canvas").await?.focus().await?;
        page.control("a").await?;
        page.expect("all", "return document.querySelectorAll('[data-selected=true]').length", |n| {
            n.as_i64().is_some_and(|n| n > 1)
        })
        .await?;

        // Nudging: a step, and a longer one with Shift.
        page.click_at(page.middle("[data-id^=workload-]").await?).await?;
        let place = async || page.middle("[data-id^=workload-]").await;
        let before = place().await?;
        page.press(Key::Right + "").await?;
        page.said("Moved").await?;
        let one = place().await?;
        page.chord(&[Key::Shift], Key::Right + "").await?;
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        let two = place().await?;
        assert!(two.0 - one.0 > one.0 - before.0, "{before:?} {one:?} {two:?}");

        // A copy by key has blocks of its own, and everything can be taken back.
        page.find("[data-id^=subnet-]").await?;
        page.control("d").await?;
        page.expect_count("[data-id^=workload-]", 3).await?;
        page.press(Key::Backspace + "").await?;
        page.expect_count("[data-id^=workload-]", 2).await?;
        page.control("z").await?;
        page.control("z").await?;
        page.expect_count("[data-id^=workload-]", 2).await?;
        page.control("y").await?;
        page.expect_count("[data-id^=workload-]", 3).await
    });
}

#[test]
fn escape_blur_and_a_lost_pointer_leave_no_trace() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        let undo = "return document.querySelector('[data-testid=undo]').title";
        let before = page.run(undo).await?;
        let workload = page.middle("[data-id^=workload-]").await?;
        let mut step = 0;
        for end in ["escape", "blur", "pointercancel"] {
            step += 1;
            let to = (workload.0 + 20 + step, workload.1 + 40);
            page.driver
                .action_chain()
                .move_to(workload.0, workload.1)
                .click_and_hold()
                .move_to(workload.0 + 10, workload.1 + 10)
                .move_to(to.0, to.1)
                .perform()
                .await?;
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            match end {
                "escape" => page.press(Key::Escape).await?,
                "blur" => drop(page.run("window.dispatchEvent(new Event('blur'))").await?),
                _ => drop(
                    page.run("document.getElementById('canvas').dispatchEvent(new PointerEvent('pointercancel', { bubbles: true, pointerId: 1 }))")
                        .await?,
                ),
            }
            page.driver.action_chain().release().perform().await?;
            tokio::time::sleep(std::time::Duration::from_millis(150)).await;
            assert_eq!(page.middle("[data-id^=workload-]").await?, workload, "{end}");
            assert_eq!(page.run(undo).await?, before, "{end}");
        }
        Ok(())
    });
}

#[test]
fn fingers_pan_pinch_tap_and_bring_things_from_the_palette() {
    in_browser(1024, 768, async |page| {
        page.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": true, "maxTouchPoints": 5 }))
            .await?;
        start(page).await?;
        let (left, top, right, bottom) = canvas(page).await?;
        let middle = (i64::midpoint(left, right), i64::midpoint(top, bottom));

        // One finger pans, over containers too.
        let before = page.camera().await?;
        swipe(page, middle, (middle.0 - 80, middle.1 - 20)).await?;
        let panned = page.camera().await?;
        assert!(panned[0] > before[0] && panned[1] > before[1], "{before:?} {panned:?}");
        page.expect_count("[data-selected=true]", 0).await?;

        // Two fingers that part zoom.
        page.touch("touchStart", &[(middle.0 - 30, middle.1), (middle.0 + 30, middle.1)]).await?;
        for apart in [40, 60, 80] {
            page.touch("touchMove", &[(middle.0 - apart, middle.1), (middle.0 + apart, middle.1)]).await?;
        }
        page.touch("touchEnd", &[]).await?;
        assert!(page.camera().await?[2] > panned[2] * 1.5, "a pinch zooms");

        // A tap selects; what is selected follows the finger, and a cancelled touch leaves it where it was.
        page.click("zoom-to-fit").await?;
        page.camera().await?;
        let workload = page.middle("[data-id^=workload-]").await?;
        page.touch("touchStart", &[workload]).await?;
        page.touch("touchEnd", &[]).await?;
        page.expect_count("[data-id^=workload-][data-selected=true]", 1).await?;
        let undo = page.run("return document.querySelector('[data-testid=undo]').title").await?;
        page.touch("touchStart", &[workload]).await?;
        page.touch("touchMove", &[(workload.0 + 15, workload.1 + 15)]).await?;
        page.touch("touchMove", &[(workload.0 + 30, workload.1 + 30)]).await?;
        page.touch("touchCancel", &[]).await?;
        assert_eq!(page.run("return document.querySelector('[data-testid=undo]').title").await?, undo);

        // From the palette to a subnet.
        let tile = page.middle("[data-testid=palette-workload-ec2]").await?;
        let subnet = page
            .run("const r = document.querySelector('[data-id^=subnet-]').getBoundingClientRect(); return [r.right - 12, r.bottom - 10].map(Math.round)")
            .await?;
        let to = (subnet[0].as_i64().unwrap_or_default(), subnet[1].as_i64().unwrap_or_default());
        // Sideways first: up and down would scroll the list.
        swipe(page, tile, to).await?;
        page.expect_count("[data-id^=workload-]", 3).await
    });
}

#[test]
fn keys_for_outline_theme_and_a_picture_on_the_clipboard() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        page.devtools(
            "Browser.grantPermissions",
            json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] }),
        )
        .await?;
        page.find("#canvas").await?.focus().await?;
        let theme = "return document.documentElement.dataset.theme ?? 'system'";
        page.chord(&[Key::Alt, Key::Shift], "d").await?;
        let first = page.run(theme).await?;
        page.chord(&[Key::Alt, Key::Shift], "d").await?;
        let second = page.run(theme).await?;
        let mut both = [first.as_str().unwrap_or_default(), second.as_str().unwrap_or_default()];
        both.sort_unstable();
        assert_eq!(both, ["dark", "light"]);

        page.chord(&[Key::Alt, Key::Shift], "c").await?;
        page.expect(
            "copied",
            "return document.querySelector('[data-testid=toast]')?.textContent ?? ''",
            |text| text.as_str().is_some_and(|text| text.contains("Copied the picture")),
        )
        .await?;
        let kinds = page
            .driver
            .execute_async(
                "const done = arguments[0]; navigator.clipboard.read().then(items => done(items.flatMap(item => item.types)), error => done([String(error)]))",
                Vec::new(),
            )
            .await?;
        assert_eq!(*kinds.json(), json!(["image/png"]));

        page.chord(&[Key::Control, Key::Shift], "o").await?;
        page.part("outline").await?;
        page.expect("the focus", "return document.activeElement.dataset.testid ?? ''", |at| {
            at.as_str().is_some_and(|at| at.starts_with("outline-vpc-"))
        })
        .await
        .map(drop)
    });
}

#[test]
fn share_menu_and_recent_designs() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        page.expect_count("[data-testid=saved][data-state=saved]", 1).await?;
        // The menu by keyboard: open, to the pictures, and out.
        page.part("share-button").await?.send_keys(Key::Enter).await?;
        page.expect("the first entry", "return document.activeElement.dataset.testid ?? ''", |at| {
            at == "share-CopyLink"
        })
        .await?;
        page.press(Key::Down + Key::Down).await?;
        page.press(Key::Enter).await?;
        let (name, _) = page.downloaded().await;
        assert_eq!(name, "serverless-data.svg");
        page.expect_count(".popover.menu", 0).await?;

        // The start offers what was worked on last.
        page.click("new-file").await?;
        page.click("start-blank").await?;
        page.expect_count("[data-id^=vpc-]", 0).await?;
        page.click("new-file").await?;
        let recent = page.find("[data-testid^=recent-]").await?;
        assert_eq!(recent.text().await?, "Serverless data");
        page.screenshot("welcome-recent").await?;
        recent.click().await?;
        page.expect_count("[data-id^=workload-]", 2).await
    });
}

async fn start(page: &Page) -> WebDriverResult<()> {
    page.click("template-serverless-data").await?;
    page.expect_count("[data-id^=workload-]", 2).await?;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    Ok(())
}

/// The canvas in the window: left, top, right, bottom.
async fn canvas(page: &Page) -> WebDriverResult<(i64, i64, i64, i64)> {
    let r = page
        .run("const r = document.querySelector('[data-testid=canvas]').getBoundingClientRect(); return [r.x, r.y, r.right, r.bottom].map(Math.round)")
        .await?;
    let at = |index: usize| r[index].as_i64().unwrap_or_default();
    Ok((at(0), at(1), at(2), at(3)))
}

/// One finger from a place to another, sideways first.
async fn swipe(page: &Page, from: (i64, i64), to: (i64, i64)) -> WebDriverResult<()> {
    page.touch("touchStart", &[from]).await?;
    let turn = (to.0, from.1);
    for step in 1..=6 {
        let part = |a: i64, b: i64| a + (b - a) * step / 6;
        page.touch("touchMove", &[(part(from.0, turn.0), from.1)]).await?;
    }
    for step in 1..=4 {
        page.touch("touchMove", &[(to.0, turn.1 + (to.1 - turn.1) * step / 4)]).await?;
    }
    page.touch("touchEnd", &[]).await
}
