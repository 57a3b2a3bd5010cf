//! The tour, and the help by the name of what is selected.

use serde_json::Value;
use thirtyfour::{Key, error::WebDriverResult};

use super::harness::{Page, in_browser};

/// Where the card and the ring are, and the window: left, top, right, bottom each.
const PLACES: &str = "const r = s => { const b = document.querySelector(`[data-testid=${s}]`).getBoundingClientRect(); \
                      return [b.left, b.top, b.right, b.bottom] }; \
                      return { card: r('tour'), ring: r('tour-ring'), width: innerWidth, height: innerHeight }";

/// Waits for a step, and that its card is on the screen beside the ring, which is around one of some controls.
async fn at(page: &Page, step: u32, selector: &str) -> WebDriverResult<()> {
    let count = "return document.querySelector('[data-testid=tour] .step').textContent";
    page.expect("the step", count, |text| *text == format!("Step {step} of 10")).await?;
    let around = format!(
        "const b = document.querySelector({}).getBoundingClientRect(), r = document.querySelector('#tour-ring').getBoundingClientRect(); \
         return r.width > 0 && r.left <= b.left && r.right >= b.right && r.top <= b.top && r.bottom >= b.bottom",
        serde_json::json!(selector)
    );
    page.find(selector).await?;
    page.expect(&format!("step {step}: the ring is around {selector}"), &around, |around| *around == true)
        .await?;
    let apart = |places: &Value| {
        let number = |of: &str, side: usize| places[of][side].as_f64().unwrap_or(f64::NAN);
        let inside = number("card", 0) >= 0.0
            && number("card", 1) >= 0.0
            && number("card", 2) <= places["width"].as_f64().unwrap_or_default()
            && number("card", 3) <= places["height"].as_f64().unwrap_or_default();
        let beside = number("card", 0) >= number("ring", 2) || number("card", 2) <= number("ring", 0);
        let above = number("card", 1) >= number("ring", 3) || number("card", 3) <= number("ring", 1);
        inside && (beside || above)
    };
    page.expect(&format!("step {step}: the card is beside it"), PLACES, apart).await.map(drop)
}

#[test]
fn a_first_visit_is_offered_the_tour_and_each_step_is_done_in_the_app() {
    in_browser(1440, 900, async |page| {
        page.click("take-tour").await?;
        page.expect_count("[data-testid=welcome]", 0).await?;
        at(page, 1, "[data-testid=palette-vpc]").await?;
        page.screenshot("tour-1").await?;
        let focused = "return document.activeElement.id";
        page.expect("the card has the focus", focused, |id| id == "tour").await?;
        page.click("palette-vpc").await?;
        at(page, 2, "[data-testid=palette-subnet-private]").await?;
        page.click("palette-subnet-private").await?;
        at(page, 3, "[data-testid=palette-workload-lambda]").await?;
        page.click("palette-workload-lambda").await?;
        at(page, 4, "[data-testid=connect-to]").await?;
        page.screenshot("tour-4").await?;
        // The step is told to who does not see it.
        let told = "return document.querySelector('[data-testid=tour] [aria-live=polite]').textContent";
        assert!(page.run(told).await?.as_str().unwrap_or_default().contains("Say what it calls"));
        page.find("[data-testid=connect-to]").await?.send_keys("s3").await?;
        page.find("[data-testid=connect-to-options] [data-value=s3]").await?.click().await?;
        at(page, 5, "[data-entity^=endpoint-] [data-testid=object-help-button]").await?;
        page.screenshot("tour-5").await?;
        page.click("object-help-button").await?;
        for (step, tab) in [(6, "tab-problems"), (7, "tab-paths"), (8, "tab-cost"), (9, "tab-terraform")] {
            at(page, step, &format!("[data-testid={tab}]")).await?;
            page.click(tab).await?;
        }
        at(page, 10, "[data-testid=save-file]").await?;
        page.screenshot("tour-10").await?;
        page.click("tour-next").await?;
        page.expect_count("[data-testid=tour]", 0).await?;
        // It is not offered again, and it is there for who wants it.
        page.click("new-file").await?;
        page.part("welcome").await?;
        page.expect_count("[data-testid=take-tour]", 0).await?;
        page.find("[data-testid=welcome] [data-testid=no-data]").await?;
        page.click("dialog-close").await?;
        page.click("shortcuts").await?;
        page.click("take-tour").await?;
        at(page, 1, "[data-testid=palette-vpc]").await
    });
}

#[test]
fn the_tour_is_left_and_taken_by_keyboard() {
    in_browser(1440, 900, async |page| {
        page.click("start-blank").await?;
        page.find("#canvas").await?.focus().await?;
        page.control("k").await?;
        page.find("dialog[open] input").await?.send_keys("tour").await?;
        page.press(Key::Enter).await?;
        let focused = "return document.activeElement.id";
        page.expect("the card has the focus", focused, |id| id == "tour").await?;
        // Tab to "Go there", which leads to the control; Enter there does the step.
        page.press(Key::Tab).await?;
        page.press(Key::Enter).await?;
        let control = "return document.activeElement.dataset.testid ?? ''";
        page.expect("the control has the focus", control, |id| id == "palette-vpc").await?;
        page.press(Key::Enter).await?;
        at(page, 2, "[data-testid=palette-subnet-private]").await?;
        // The same command leads back to the card, and Back to the step before.
        page.control("k").await?;
        page.find("dialog[open] input").await?.send_keys("tour").await?;
        page.press(Key::Enter).await?;
        page.expect("the card has the focus", focused, |id| id == "tour").await?;
        page.click("tour-back").await?;
        at(page, 1, "[data-testid=palette-vpc]").await?;
        page.press(Key::Escape).await?;
        page.expect_count("[data-testid=tour]", 0).await?;
        page.expect("the canvas has the focus", focused, |id| id == "canvas").await?;
        // On the canvas, Escape is first the selection's.
        page.control("k").await?;
        page.find("dialog[open] input").await?.send_keys("tour").await?;
        page.press(Key::Enter).await?;
        page.part("tour").await?;
        page.click_at(page.middle("[data-id^=vpc-] .title").await?).await?;
        page.expect_count("[data-id^=vpc-][data-selected=true]", 1).await?;
        page.press(Key::Escape).await?;
        page.expect_count("[data-id^=vpc-][data-selected=true]", 0).await?;
        page.expect_count("[data-testid=tour]", 1).await?;
        page.press(Key::Escape).await?;
        page.expect_count("[data-testid=tour]", 0).await
    });
}

#[test]
fn on_a_small_screen_the_tour_leads_through_the_bar_below() {
    in_browser(390, 844, async |page| {
        page.click("take-tour").await?;
        at(page, 1, "[data-testid=dock-add]").await?;
        page.click("dock-add").await?;
        at(page, 1, "[data-testid=palette-vpc]").await?;
        page.screenshot("tour-small-1").await?;
        page.click("palette-vpc").await?;
        // What was added shows; the way back to the palette is where the tour points.
        at(page, 2, "[data-testid=dock-add]").await?;
        for _ in 0..4 {
            page.click("tour-next").await?;
        }
        at(page, 6, "[data-testid=dock-problems]").await?;
        page.run("document.documentElement.dataset.theme = 'dark'").await?;
        page.click("dock-problems").await?;
        at(page, 7, "[data-testid=tab-paths]").await?;
        page.screenshot("tour-small-7").await?;
        page.click("tour-close").await?;
        page.expect_count("[data-testid=tour]", 0).await
    });
}

#[test]
fn what_is_selected_is_explained_by_its_name() {
    in_browser(1440, 900, async |page| {
        page.click("template-private-web-app").await?;
        page.expect_count("[data-testid=welcome]", 0).await?;
        for (selector, topic, word) in [
            ("[data-id^=vpc-] .title", "vpc", "private DNS"),
            ("[data-id^=workload-]", "workload", "Fargate"),
            ("[data-id^=endpoint-]", "endpoint", "gigabyte"),
        ] {
            page.click_at(page.middle(selector).await?).await?;
            page.click("object-help-button").await?;
            let help = page.find(&format!("[data-testid=object-help][data-topic*={topic}]")).await?;
            let text = help.text().await?;
            for part in ["Cost", "Usual mistakes", "docs.aws.amazon.com/", word] {
                assert!(text.contains(part), "{topic} lacks {part}: {text}");
            }
        }
        page.screenshot("object-help").await?;
        // Its place on the page is there.
        let link = page.find("[data-testid=object-help] a[href^='./help.html']").await?;
        let address = link.prop("href").await?.unwrap_or_default();
        page.driver.goto(&address).await?;
        let there = "return document.querySelector(':target h3')?.textContent ?? ''";
        assert!(page.run(there).await?.as_str().unwrap_or_default().contains("endpoint"));
        Ok(())
    });
}
