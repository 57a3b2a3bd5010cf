//! The problems panel: what is wrong is led to, fixed, or suppressed with a reason.

use serde_json::json;
use thirtyfour::error::WebDriverResult;

use super::harness::{Page, in_browser, work_dir};
use vpc_designer::{
    file,
    model::{Design, EndpointKind},
};

/// The web app with what people get wrong: no DNS hostnames, two subnets of one block, an endpoint without groups.
pub(super) fn faulty() -> Design {
    let mut design = vpc_designer::template::template("private-web-app").unwrap().build("us-east-1").unwrap();
    let vpc = design.vpcs.ids().next().unwrap();
    design.vpcs.get_mut(vpc).unwrap().dns_hostnames = false;
    let subnets: Vec<_> = design.subnets.ids().collect();
    let block = design.subnets.get(subnets[0]).unwrap().cidr_block;
    design.subnets.get_mut(subnets[1]).unwrap().cidr_block = block;
    let groups =
        |(id, endpoint): (_, &vpc_designer::model::Endpoint)| (!endpoint.kind.is_gateway()).then_some(id);
    let endpoint = design.endpoints.iter().find_map(groups).unwrap();
    if let EndpointKind::Interface(interface) = &mut design.endpoints.get_mut(endpoint).unwrap().kind {
        interface.security_groups.clear();
    }
    design
}

async fn open(page: &Page, name: &str, width: u32) -> WebDriverResult<()> {
    page.click("start-blank").await?;
    let path = work_dir("uploads").join(format!("{}-{name}.json", std::process::id()));
    std::fs::write(&path, file::save(&faulty())).unwrap();
    page.part("file-input").await?.send_keys(path.to_string_lossy().as_ref()).await?;
    page.expect_count("[data-id^=vpc-]", 1).await?;
    page.click(if width < 700 { "dock-problems" } else { "status-problems" }).await?;
    page.part("problems").await?;
    Ok(())
}

fn row(code: &str) -> String {
    format!("[data-testid=problem-row][data-code={code}]")
}

#[test]
fn a_problem_leads_to_its_place_and_is_fixed_in_one_step() {
    in_browser(1440, 900, async |page| {
        open(page, "fix", 1440).await?;
        let overlap = row("E202");
        page.expect_count(&overlap, 1).await?;
        page.find(&format!("{overlap} [data-testid=problem]")).await?.click().await?;
        page.expect_count("[data-id^=subnet-].selected, [data-id^=subnet-] .selected", 1).await?;
        let fix = page.find(&format!("{overlap} [data-testid=fix]")).await?;
        assert!(fix.text().await?.starts_with("Fix: Give subnet"), "{}", fix.text().await?);
        fix.click().await?;
        page.expect_count(&overlap, 0).await?;
        let kept = "return document.activeElement.closest('#problems-list') !== null";
        page.expect("the focus stays in the list", kept, |kept| *kept == json!(true)).await?;
        page.click("undo").await?;
        page.expect_count(&overlap, 1).await?;
        Ok(())
    });
}

#[test]
fn all_fixes_at_once_are_one_step_to_undo() {
    in_browser(1440, 900, async |page| {
        open(page, "all", 1440).await?;
        let before = page.count("[data-testid=problem-row]").await?;
        page.click("fix-all").await?;
        page.expect_count(&row("E202"), 0).await?;
        page.expect_count(&row("E304"), 0).await?;
        page.expect_count(&row("W303"), 0).await?;
        page.expect_count("[data-testid=fix-all]:disabled", 1).await?;
        page.click("undo").await?;
        page.expect_count("[data-testid=problem-row]", before).await?;
        Ok(())
    });
}

#[test]
fn a_suppression_wants_a_reason_and_is_kept_in_the_file() {
    in_browser(1440, 900, async |page| {
        open(page, "suppress", 1440).await?;
        let open_row = row("W303");
        page.find(&format!("{open_row} [data-testid=suppress]")).await?.click().await?;
        page.click("suppress-confirm").await?;
        let form = page.part("reason-form").await?;
        assert!(form.text().await?.contains("Say why"), "{}", form.text().await?);
        page.part("reason").await?.send_keys("The default group is <b>open</b>").await?;
        page.click("suppress-confirm").await?;
        page.expect_count(&open_row, 0).await?;
        // The message lies over the end of the list for a while.
        page.expect_count("[data-testid=toast]", 0).await?;
        page.find("[data-testid=suppressed] summary").await?.click().await?;
        let suppressed = page.find("[data-testid=suppressed-row][data-code=W303]").await?;
        assert!(suppressed.text().await?.contains("The default group is <b>open</b>"));

        page.click("save-file").await?;
        let (_, bytes) = page.downloaded().await;
        let saved: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(saved["design"]["suppressions"][0]["rule"], json!("W303"));

        page.click("unsuppress").await?;
        page.expect_count(&open_row, 1).await?;
        Ok(())
    });
}

#[test]
fn severities_are_filtered_and_every_rule_has_its_page() {
    in_browser(1440, 900, async |page| {
        open(page, "filter", 1440).await?;
        let errors = page.count("[data-testid=problem-row][data-code^=E]").await?;
        assert!(errors >= 2, "{errors}");
        page.click("filter-error").await?;
        page.expect_count("[data-testid=problem-row][data-code^=E]", 0).await?;
        page.click("filter-error").await?;
        page.expect_count("[data-testid=problem-row][data-code^=E]", errors).await?;
        let link = page.find(&format!("{} [data-testid=rule-link]", row("E202"))).await?;
        let address = link.prop("href").await?.unwrap();
        page.driver.goto(&address).await?;
        page.expect_count("section#E202:target", 1).await?;
        Ok(())
    });
}

#[test]
fn pictures_of_the_problems() {
    for (width, height) in [(1440, 900), (1024, 768), (390, 844)] {
        in_browser(width, height, async |page| {
            open(page, "pictures", width).await?;
            // On a small screen the message about the opened file lies over the list for its few seconds.
            page.expect_count("[data-testid=toast]", 0).await?;
            page.find(&format!("{} [data-testid=suppress]", row("W303"))).await?.click().await?;
            for theme in ["light", "dark"] {
                page.run(&format!("document.documentElement.dataset.theme = '{theme}'")).await?;
                tokio::time::sleep(std::time::Duration::from_millis(500)).await;
                page.screenshot(&format!("{width}x{height}-problems-{theme}")).await?;
                let wide = page.run("return document.documentElement.scrollWidth > innerWidth").await?;
                assert_eq!(wide, false, "{width} {theme}");
            }
            Ok(())
        });
    }
}
