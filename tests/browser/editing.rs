//! Changing what is there: by pointer, by field, by keyboard.

use thirtyfour::{Key, error::WebDriverResult};

use super::harness::{Page, in_browser};

#[test]
fn containers_move_grow_and_go_by_pointer() {
    in_browser(1440, 900, async |page| {
        page.click("template-serverless-data").await?;
        page.expect_count("[data-id^=workload-]", 2).await?;
        settle().await;

        // A workload moves into the other zone's subnet: by its place on the canvas, and in the model.
        let workload = page.middle("[data-id^=workload-]").await?;
        let subnets = page.count("[data-id^=subnet-]").await?;
        assert_eq!(subnets, 2);
        let other = last_corner(page, "[data-id^=subnet-]").await?;
        page.drag(workload, (other.0 - 40, other.1 - 30)).await?;
        page.expect("moved", "return document.querySelector('[data-testid=live]').textContent", |text| {
            text.as_str().is_some_and(|text| text.contains("Moved") || text.contains("moved"))
        })
        .await?;

        // A VPC grows by its corner.
        let before = width(page, "[data-id^=vpc-]").await?;
        let title = page
            .run("const r = document.querySelector('[data-id^=vpc-]').getBoundingClientRect(); return [r.x + 60, r.y + 12]")
            .await?;
        page.click_at(pair(&title)).await?;
        settle().await;
        let edge = page
            .run(
                "const b = document.querySelector('[data-id^=vpc-] rect').getBoundingClientRect(); return [b.right, b.bottom]",
            )
            .await?;
        let edge = pair(&edge);
        page.drag(edge, (edge.0 + 60, edge.1 + 20)).await?;
        settle().await;
        assert!(width(page, "[data-id^=vpc-]").await? > before + 30.0, "the VPC did not grow");

        // Delete takes all that is inside along; undo brings it back.
        page.press(Key::Delete).await?;
        page.expect_count("[data-id^=vpc-]", 0).await?;
        page.expect_count("[data-id^=workload-]", 0).await?;
        page.control("z").await?;
        page.expect_count("[data-id^=workload-]", 2).await
    });
}

#[test]
fn an_overlap_of_blocks_is_seen_at_once() {
    in_browser(1440, 900, async |page| {
        page.click("template-serverless-data").await?;
        page.expect_count("[data-id^=subnet-]", 2).await?;
        settle().await;
        let title = page
            .run("const r = document.querySelector('[data-id^=subnet-]').getBoundingClientRect(); return [r.x + r.width / 2, r.y + 10]")
            .await?;
        page.click_at(pair(&title)).await?;
        // No block at all: the field says what to write, the design stays.
        fill(page, "subnet-cidr", "10.0.16.7/20").await?;
        let fault = page.find("[id$=-error]").await?.text().await?;
        assert!(fault.contains("did you mean 10.0.16.0/20"), "{fault}");
        // A block in use: taken, and reported.
        fill(page, "subnet-cidr", "10.0.16.0/20").await?;
        page.click("tab-problems").await?;
        let problems = page.part("problems").await?.text().await?;
        assert!(problems.contains("overlap"), "{problems}");
        Ok(())
    });
}

#[test]
fn a_third_party_service_gets_an_interface_endpoint() {
    in_browser(1440, 900, async |page| {
        page.click("template-serverless-data").await?;
        page.expect_count("[data-id^=endpoint-]", 3).await?;
        settle().await;
        page.click_at(page.middle("[data-id^=workload-]").await?).await?;
        let name = page.part("endpoint-service-name").await?;
        name.scroll_into_view().await?;
        name.send_keys("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0").await?;
        page.click("endpoint-service-add").await?;
        page.expect_count("[data-id^=service-]", 4).await?;
        page.expect_count("[data-id^=endpoint-]", 4).await?;
        page.click("tab-cloudformation").await?;
        page.expect("code", "return document.querySelector('[data-testid=code-text]').textContent", |text| {
            text.as_str().is_some_and(|text| text.contains("vpce-svc-0123456789abcdef0"))
        })
        .await?;
        Ok(())
    });
}

#[test]
fn a_network_by_keyboard_alone() {
    in_browser(1440, 900, async |page| {
        // The dialog has the focus; Tab reaches the first card.
        focus(page, "start-blank").await?;
        page.press(Key::Enter).await?;
        for item in ["palette-vpc", "palette-subnet-private", "palette-workload-lambda"] {
            focus(page, item).await?;
            page.press(Key::Enter).await?;
        }
        // The new workload is selected, so a service is connected to it.
        page.expect_count("[data-id^=workload-][data-selected=true]", 1).await?;
        focus(page, "palette-service-s3").await?;
        page.press(Key::Enter).await?;
        page.expect_count("[data-id^=endpoint-]", 1).await?;
        page.control("z").await?;
        page.expect_count("[data-id^=endpoint-]", 0).await
    });
}

/// Puts the keyboard at an element, as Tab would.
async fn focus(page: &Page, test_id: &str) -> WebDriverResult<()> {
    page.part(test_id).await?.focus().await?;
    let at = page.run("return document.activeElement.dataset.testid").await?;
    assert_eq!(at, test_id, "it takes no focus");
    Ok(())
}

/// Types a text into a field in place of what is there, and leaves it.
async fn fill(page: &Page, test_id: &str, text: &str) -> WebDriverResult<()> {
    page.part(test_id).await?.click().await?;
    page.control("a").await?;
    page.press(text).await?;
    page.press(Key::Enter).await
}

/// The camera and the layout move at the next frames.
async fn settle() {
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
}

async fn width(page: &Page, selector: &str) -> WebDriverResult<f64> {
    let script = format!("return document.querySelector('{selector}').getBoundingClientRect().width");
    Ok(page.run(&script).await?.as_f64().unwrap_or_default())
}

/// The bottom right corner of the last element of a selector.
async fn last_corner(page: &Page, selector: &str) -> WebDriverResult<(i64, i64)> {
    let script = format!(
        "const r = [...document.querySelectorAll('{selector}')].at(-1).getBoundingClientRect(); return [r.right, r.bottom]"
    );
    Ok(pair(&page.run(&script).await?))
}

fn pair(value: &serde_json::Value) -> (i64, i64) {
    let number = |index: usize| value[index].as_f64().unwrap_or_default() as i64;
    (number(0), number(1))
}
