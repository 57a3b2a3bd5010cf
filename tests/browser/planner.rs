//! The address planner: by pointer on its map, by keyboard in its table and fields, as CSV.

use thirtyfour::{Key, error::WebDriverResult};

use super::harness::{Page, in_browser};

#[test]
fn addresses_are_planned_by_pointer() {
    in_browser(1440, 900, async |page| {
        open(page).await?;
        assert_eq!(range_of(page, "isolated-a").await?, "10.0.0.0/20");
        page.screenshot("planner").await?;

        // Dragged over another subnet: no, and why. Escape: as if nothing had been.
        let (own, other) = (cell(page, "10.0.0.0/20").await?, cell(page, "10.0.16.0/20").await?);
        hold(page, own, other).await?;
        page.find(".ghost.bad").await?;
        let why = page.part("plan-said").await?.text().await?;
        assert!(why.contains("touches subnet isolated-b at 10.0.16.0/20"), "{why}");
        page.press(Key::Escape).await?;
        page.expect_count(".ghost", 0).await?;
        page.driver.action_chain().release().perform().await?;
        page.part("planner").await?;
        assert_eq!(range_of(page, "isolated-a").await?, "10.0.0.0/20");

        // Dragged onto free space: it moves, in one step that can be undone here.
        let (left, top, width, height) = map(page).await?;
        hold(page, own, (left + width * 7 / 8, top + height * 7 / 8)).await?;
        page.find(".ghost.ok").await?;
        page.screenshot("planner-drag").await?;
        page.driver.action_chain().release().perform().await?;
        page.find("[data-testid=plan-row][data-range=\"10.0.240.0/20\"]").await?;
        assert_eq!(range_of(page, "isolated-a").await?, "10.0.240.0/20");
        page.click("plan-undo").await?;
        page.find("[data-testid=plan-row][data-range=\"10.0.0.0/20\"]").await?;
        assert_eq!(range_of(page, "isolated-a").await?, "10.0.0.0/20");

        // A second block, with a subnet in it.
        page.click("plan-block-add").await?;
        page.expect_count("[data-testid=plan-map]", 2).await?;
        page.find(".plan-block:nth-child(2) .cell.free").await?.click().await?;
        page.find("[data-testid=plan-details] [data-testid=plan-add]").await?;
        pick(page, "plan-size", "24").await?;
        page.click("plan-add").await?;
        page.find("[data-testid=plan-row][data-range=\"10.1.0.0/24\"]").await?;
        let kept = page.part("plan-details").await?.text().await?;
        assert!(kept.contains("251 usable of 256"), "{kept}");
        for address in ["10.1.0.0", "10.1.0.1", "10.1.0.2", "10.1.0.3", "10.1.0.255"] {
            assert!(kept.contains(address), "{address} is kept by AWS: {kept}");
        }
        page.click("plan-show").await?;
        page.expect_count("[data-testid=planner]", 0).await?;
        page.expect_count("[data-id^=subnet-]", 3).await?;
        page.expect_count("[data-id^=subnet-][data-selected=true]", 1).await
    });
}

#[test]
fn a_range_is_resized_by_its_edge() {
    in_browser(1440, 900, async |page| {
        open(page).await?;
        choose(page, "10.0.16.0/20").await?;
        let (left, top, width, height) = bounds(page, ".cell[data-range=\"10.0.16.0/20\"]").await?;
        let edge = page.middle(".cell.chosen [data-testid=plan-edge]").await?;

        // To the first quarter: a preview, and nothing else until it is let go.
        hold(page, edge, (left + width / 4, top + height / 4)).await?;
        page.find(".ghost.ok[data-range=\"10.0.16.0/22\"]").await?;
        page.screenshot("planner-resize").await?;
        let said = page.part("plan-said").await?.text().await?;
        assert_eq!(said, "Resize to 10.0.16.0/22, 1,024 addresses");
        assert_eq!(range_of(page, "isolated-b").await?, "10.0.16.0/20");
        // Escape: as if nothing had been.
        page.press(Key::Escape).await?;
        page.expect_count(".ghost", 0).await?;
        page.driver.action_chain().release().perform().await?;
        page.part("planner").await?;
        assert_eq!(range_of(page, "isolated-b").await?, "10.0.16.0/20");

        // Over the neighbour: no, and why.
        let other = cell(page, "10.0.0.0/20").await?;
        hold(page, edge, other).await?;
        page.find(".ghost.bad[data-range=\"10.0.0.0/19\"]").await?;
        let why = page.part("plan-said").await?.text().await?;
        assert!(why.contains("touches subnet isolated-a at 10.0.0.0/20"), "{why}");
        page.driver.action_chain().release().perform().await?;
        assert_eq!(range_of(page, "isolated-b").await?, "10.0.16.0/20");

        // Smaller, then larger again: one step each.
        hold(page, edge, (left + width / 4, top + height / 4)).await?;
        page.driver.action_chain().release().perform().await?;
        page.find("[data-testid=plan-row][data-range=\"10.0.16.0/22\"]").await?;
        assert_eq!(range_of(page, "isolated-b").await?, "10.0.16.0/22");
        let edge = page.middle(".cell.chosen [data-testid=plan-edge]").await?;
        hold(page, edge, (left + width * 3 / 4, top + height * 3 / 4)).await?;
        page.driver.action_chain().release().perform().await?;
        page.find("[data-testid=plan-row][data-range=\"10.0.16.0/20\"]").await?;
        page.click("plan-undo").await?;
        page.find("[data-testid=plan-row][data-range=\"10.0.16.0/22\"]").await?;
        page.click("plan-undo").await?;
        page.find("[data-testid=plan-row][data-range=\"10.0.16.0/20\"]").await.map(drop)
    });
}

#[test]
fn a_finger_moves_and_resizes() {
    in_browser(390, 844, async |page| {
        open(page).await?;
        let at = cell(page, "10.0.16.0/20").await?;
        page.touch("touchStart", &[at]).await?;
        page.touch("touchEnd", &[]).await?;
        page.find(".cell.chosen[data-range=\"10.0.16.0/20\"]").await?;

        // The edge to the first quarter of the range; a cancelled touch leaves it as it was.
        let (left, top, width, height) = bounds(page, ".cell[data-range=\"10.0.16.0/20\"]").await?;
        let edge = page.middle(".cell.chosen [data-testid=plan-edge]").await?;
        let quarter = (left + width / 4, top + height / 4);
        for end in ["touchCancel", "touchEnd"] {
            page.touch("touchStart", &[edge]).await?;
            page.touch("touchMove", &[((edge.0 + quarter.0) / 2, (edge.1 + quarter.1) / 2)]).await?;
            page.touch("touchMove", &[quarter]).await?;
            page.find(".ghost.ok[data-range=\"10.0.16.0/22\"]").await?;
            page.touch(end, &[]).await?;
            page.expect_count(".ghost", 0).await?;
            let after = if end == "touchEnd" { "10.0.16.0/22" } else { "10.0.16.0/20" };
            page.find(&format!("[data-testid=plan-row][data-range=\"{after}\"]")).await?;
        }

        // What is chosen follows the finger.
        let (left, top, width, height) = map(page).await?;
        let from = (cell(page, "10.0.16.0/22").await?, (left + width * 7 / 8, top + height * 7 / 8));
        page.touch("touchStart", &[from.0]).await?;
        page.touch("touchMove", &[((from.0.0 + from.1.0) / 2, (from.0.1 + from.1.1) / 2)]).await?;
        page.touch("touchMove", &[from.1]).await?;
        page.find(".ghost.ok").await?;
        page.touch("touchEnd", &[]).await?;
        page.expect("it moved", "return [...document.querySelectorAll('[data-testid=plan-row]')].find(row => row.cells[1].textContent === 'Subnet isolated-b').dataset.range", |at| {
            at.as_str().is_some_and(|at| at.ends_with("/22") && at != "10.0.16.0/22")
        })
        .await
        .map(drop)
    });
}

#[test]
fn ipv6_blocks_are_planned_by_click_drag_and_field() {
    in_browser(1440, 900, async |page| {
        open(page).await?;
        page.expect_count("[data-testid=plan-map6]", 0).await?;
        page.click("plan-ipv6-add").await?;
        page.part("plan-map6").await?;
        // The two subnets have the first two of 256.
        page.expect_count(".plan-map6 .cell6", 256).await?;
        page.expect_count(".plan-map6 .cell6.isolated", 2).await?;
        choose(page, "10.0.16.0/20").await?;
        page.run("document.querySelector('.plan-left').scrollTop = 400").await?;
        page.screenshot("planner-ipv6").await?;

        // A click on a free block gives it to the chosen subnet.
        page.find(".cell6[data-index=\"33\"]").await?.click().await?;
        page.find(".cell6.isolated[data-index=\"33\"]").await?;
        page.find(".plan-map6 .mark[data-index=\"33\"]").await?;

        // Dragged over the other subnet's: no, and why. Escape: as if nothing had been.
        let own = page.middle(".cell6[data-index=\"33\"]").await?;
        hold(page, own, page.middle(".cell6[data-index=\"0\"]").await?).await?;
        page.find(".ghost6.bad").await?;
        let why = page.part("plan-said").await?.text().await?;
        assert_eq!(why, "IPv6 block 0 is that of subnet isolated-a; take a free one");
        page.press(Key::Escape).await?;
        page.expect_count(".ghost6", 0).await?;
        page.driver.action_chain().release().perform().await?;
        page.find(".cell6.isolated[data-index=\"33\"]").await?;

        // Dragged to a free one: it moves in one step.
        hold(page, own, page.middle(".cell6[data-index=\"200\"]").await?).await?;
        page.find(".ghost6.ok[data-index=\"200\"]").await?;
        page.driver.action_chain().release().perform().await?;
        page.find(".cell6.isolated[data-index=\"200\"]").await?;
        page.click("plan-undo").await?;
        page.find(".cell6.isolated[data-index=\"33\"]").await?;

        // By the field; what does not go stays in it with the reason.
        type_into(page, "plan-ipv6", "256").await?;
        page.press(Key::Enter).await?;
        let fault = page.find("[id^=plan-ipv6][id$=-error]").await?.text().await?;
        assert!(fault.contains("no number from 0 to 255"), "{fault}");
        type_into(page, "plan-ipv6", "255").await?;
        page.press(Key::Enter).await?;
        page.find(".cell6.isolated[data-index=\"255\"]").await?;
        let rows = page.part("planner").await?.text().await?;
        assert!(rows.contains("…ff::/64"), "{rows}");
        Ok(())
    });
}

#[test]
fn addresses_are_planned_by_keyboard_alone() {
    in_browser(1440, 900, async |page| {
        page.click("template-serverless-data").await?;
        page.expect_count("[data-id^=subnet-]", 2).await?;
        page.find("#canvas").await?.focus().await?;
        page.driver.action_chain().key_down(Key::Shift).send_keys("a").key_up(Key::Shift).perform().await?;
        page.part("planner").await?;
        at_row(page, "10.0.0.0/20").await?;

        // Split by a letter, to the other half by an arrow, join it again.
        page.press("s").await?;
        page.find("[data-testid=plan-row][data-range=\"10.0.0.0/21\"]").await?;
        page.find("[data-testid=plan-row][data-range=\"10.0.8.0/21\"]").await?;
        page.press(Key::Down).await?;
        at_row(page, "10.0.8.0/21").await?;
        page.press("j").await?;
        at_row(page, "10.0.0.0/20").await?;
        page.control("z").await?;
        page.control("z").await?;
        page.find("[data-testid=plan-row][data-range=\"10.0.0.0/20\"]").await?;

        // Reserve the last range for a purpose, then give it back.
        page.press(Key::End).await?;
        at_row(page, "10.0.128.0/17").await?;
        type_into(page, "plan-purpose", "growth").await?;
        page.part("plan-reserve").await?.send_keys(Key::Enter).await?;
        page.expect("reserved", "return document.querySelector('.plan-table').textContent", |text| {
            text.as_str().is_some_and(|text| text.contains("Reserved for growth"))
        })
        .await?;
        at_row(page, "10.0.128.0/17").await?;
        page.press(Key::Delete).await?;
        page.expect("released", "return document.querySelector('.plan-table').textContent", |text| {
            text.as_str().is_some_and(|text| !text.contains("Reserved"))
        })
        .await?;

        // Move and resize by the field; what does not fit stays in the field with the reason.
        page.press(Key::Home).await?;
        at_row(page, "10.0.0.0/20").await?;
        type_into(page, "plan-block", "10.0.16.0/21").await?;
        page.press(Key::Enter).await?;
        let fault = page.find("[id^=plan-block][id$=-error]").await?.text().await?;
        assert!(fault.contains("touches subnet isolated-b"), "{fault}");
        type_into(page, "plan-block", "10.0.64.0/22").await?;
        page.press(Key::Enter).await?;
        page.find("[data-testid=plan-row][data-range=\"10.0.64.0/22\"]").await?;

        page.press(Key::Escape).await?;
        page.expect_count("[data-testid=planner]", 0).await
    });
}

#[test]
fn a_plan_goes_out_and_in_as_csv() {
    in_browser(1440, 900, async |page| {
        open(page).await?;
        page.click("plan-export").await?;
        let (name, bytes) = page.downloaded().await;
        assert!(name.ends_with("-addresses.csv"), "{name}");
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("subnet,10.0.0.0/20,isolated-a,us-east-1a,isolated,10.0.0.4,"), "{text}");

        let file = page.downloads.join("plan.csv");
        std::fs::write(&file, text.replace("10.0.0.0/20", "10.0.16.0/20")).unwrap();
        import(page, &file).await?;
        let errors = page.part("plan-errors").await?.text().await?;
        assert!(errors.contains("Line 3: 10.0.16.0/20 touches subnet isolated-b"), "{errors}");
        assert_eq!(range_of(page, "isolated-a").await?, "10.0.0.0/20", "nothing has changed");

        std::fs::write(&file, text.replace("10.0.0.0/20", "10.0.64.0/20")).unwrap();
        import(page, &file).await?;
        page.find("[data-testid=plan-row][data-range=\"10.0.64.0/20\"]").await?;
        page.expect_count("[data-testid=plan-errors]", 0).await?;
        page.click("plan-undo").await?;
        page.find("[data-testid=plan-row][data-range=\"10.0.0.0/20\"]").await.map(drop)
    });
}

/// The planner of a template's VPC, from its context menu.
async fn open(page: &Page) -> WebDriverResult<()> {
    page.click("template-serverless-data").await?;
    page.expect_count("[data-id^=subnet-]", 2).await?;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let at = page
        .run("const r = document.querySelector('[data-id^=vpc-]').getBoundingClientRect(); return [Math.round(r.x + 60), Math.round(r.y + 12)]")
        .await?;
    let at = (at[0].as_i64().unwrap_or_default(), at[1].as_i64().unwrap_or_default());
    page.driver.action_chain().move_to(at.0, at.1).context_click().perform().await?;
    let menu = page.part("context-menu").await?;
    for row in menu.find_all(thirtyfour::By::Css("[role=menuitem]")).await? {
        if row.text().await?.starts_with("Plan addresses") {
            row.click().await?;
            return page.part("planner").await.map(drop);
        }
    }
    panic!("the menu of a VPC has no planner");
}

/// The block of a subnet in the table.
async fn range_of(page: &Page, name: &str) -> WebDriverResult<String> {
    let script = format!(
        "return [...document.querySelectorAll('[data-testid=plan-row]')].find(row => row.cells[1].textContent === 'Subnet {name}')?.dataset.range ?? 'none'"
    );
    Ok(page.run(&script).await?.as_str().unwrap_or_default().to_owned())
}

/// The middle of a range on the map.
async fn cell(page: &Page, range: &str) -> WebDriverResult<(i64, i64)> {
    page.middle(&format!(".cell[data-range=\"{range}\"]")).await
}

/// Chooses a range in the table.
async fn choose(page: &Page, range: &str) -> WebDriverResult<()> {
    page.find(&format!("[data-testid=plan-row][data-range=\"{range}\"] button")).await?.click().await?;
    page.find(&format!(".cell.chosen[data-range=\"{range}\"]")).await.map(drop)
}

/// Left, top, width and height of what a selector finds.
async fn bounds(page: &Page, selector: &str) -> WebDriverResult<(i64, i64, i64, i64)> {
    let selector = serde_json::Value::from(selector);
    let r = page
        .run(&format!("const r = document.querySelector({selector}).getBoundingClientRect(); return [r.x, r.y, r.width, r.height].map(Math.round)"))
        .await?;
    let at = |index: usize| r[index].as_i64().unwrap_or_default();
    Ok((at(0), at(1), at(2), at(3)))
}

/// The map of the first block: left, top, width, height.
async fn map(page: &Page) -> WebDriverResult<(i64, i64, i64, i64)> {
    let r = page
        .run("const r = document.querySelector('.plan-map').getBoundingClientRect(); return [r.x, r.y, r.width, r.height].map(Math.round)")
        .await?;
    let at = |index: usize| r[index].as_i64().unwrap_or_default();
    Ok((at(0), at(1), at(2), at(3)))
}

/// Presses at one place and goes to another, without letting go.
async fn hold(page: &Page, from: (i64, i64), to: (i64, i64)) -> WebDriverResult<()> {
    let step = std::time::Duration::from_millis(16);
    let chain = page.driver.action_chain_with_delay(Some(step), Some(step));
    let middle = ((from.0 + to.0) / 2, (from.1 + to.1) / 2);
    chain
        .move_to(from.0, from.1)
        .click_and_hold()
        .move_to(middle.0, middle.1)
        .move_to(to.0, to.1)
        .perform()
        .await
}

/// The keyboard is at the row of a range.
async fn at_row(page: &Page, range: &str) -> WebDriverResult<()> {
    page.expect(
        "the row",
        "return document.activeElement.closest('[data-testid=plan-row]')?.dataset.range",
        |at| at.as_str() == Some(range),
    )
    .await
    .map(drop)
}

async fn type_into(page: &Page, test_id: &str, text: &str) -> WebDriverResult<()> {
    page.part(test_id).await?.focus().await?;
    page.control("a").await?;
    page.press(text).await
}

/// Chooses in a list as the keyboard would.
async fn pick(page: &Page, test_id: &str, value: &str) -> WebDriverResult<()> {
    let script = format!(
        "const s = document.querySelector('[data-testid={test_id}]'); s.value = '{value}'; s.dispatchEvent(new Event('change', {{ bubbles: true }}))"
    );
    page.run(&script).await.map(drop)
}

async fn import(page: &Page, file: &std::path::Path) -> WebDriverResult<()> {
    page.part("plan-import").await?.send_keys(file.to_string_lossy().as_ref()).await?;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    Ok(())
}
