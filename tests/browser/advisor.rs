//! The advisor: what a workload needs, why an endpoint is of its type, whom endpoints let in.

use thirtyfour::{Key, error::WebDriverResult};

use super::harness::{Page, in_browser};

/// A private subnet with a workload from the palette.
async fn put_down(page: &Page, tile: &str) -> WebDriverResult<()> {
    page.click("start-blank").await?;
    page.click("palette-subnet-private").await?;
    page.expect_count("[data-id^=subnet-]", 1).await?;
    page.click(tile).await?;
    page.expect_count("[data-id^=workload-]", 1).await
}

async fn pictures(page: &Page, name: &str) -> WebDriverResult<()> {
    for theme in ["light", "dark"] {
        page.run(&format!("document.documentElement.dataset.theme = '{theme}'")).await?;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        page.screenshot(&format!("advisor-{name}-{theme}")).await?;
    }
    Ok(())
}

#[test]
fn fargate_is_offered_what_it_needs_in_one_step() {
    in_browser(1440, 900, async |page| {
        put_down(page, "palette-workload-fargate").await?;
        let offer = page.part("offer").await?.text().await?;
        assert!(offer.contains("ecr.api, ecr.dkr, s3, logs"), "{offer}");
        pictures(page, "offer").await?;
        page.click("offer-add").await?;
        page.expect_count("[data-id^=endpoint-]", 4).await?;
        page.expect_count("[data-testid=offer]", 0).await?;
        page.control("z").await?;
        page.expect_count("[data-id^=endpoint-]", 0).await?;
        page.control("y").await?;
        page.expect_count("[data-id^=endpoint-]", 4).await?;
        Ok(())
    });
}

#[test]
fn the_inspector_lists_needs_to_tick() {
    in_browser(1440, 900, async |page| {
        put_down(page, "palette-workload-fargate").await?;
        page.click("offer-review").await?;
        // The keyboard is on the first box of the list; a box is ticked with the space bar.
        let focused = "return document.activeElement.dataset.testid";
        page.expect("the list has the focus", focused, |v| v == "need-ecr.api").await?;
        page.press(Key::Space + "").await?;
        let add = "return document.querySelector('[data-testid=needs-add]')?.textContent.trim()";
        page.expect("one less", add, |v| v == "Add 3 endpoints").await?;
        page.press(Key::Space + "").await?;
        page.click("need-secretsmanager").await?;
        page.expect("two more", add, |v| v == "Add 5 endpoints").await?;
        pictures(page, "needs").await?;
        page.click("needs-add").await?;
        page.expect_count("[data-id^=endpoint-]", 5).await?;
        // What is there is told, with the way to it.
        page.expect_count("[data-testid=needs] .link-row", 5).await?;
        page.expect_count("[data-testid=needs-add]", 0).await?;
        Ok(())
    });
}

#[test]
fn recipes_are_found_in_the_palette() {
    in_browser(1440, 900, async |page| {
        page.click("start-blank").await?;
        page.part("recipe-search").await?.send_keys("notebook").await?;
        page.click("palette-recipe-sagemaker-notebook").await?;
        page.expect_count("[data-id^=workload-]", 1).await?;
        page.click("recipes-all").await?;
        page.part("recipe-search").await?.clear().await?;
        page.part("recipe-search").await?.send_keys(" ").await?;
        page.expect_count("[data-testid^=palette-recipe-]", 50).await?;
        pictures(page, "palette").await?;
        page.click("offer-add").await?;
        page.expect_count("[data-id^=endpoint-]", 3).await?;
        Ok(())
    });
}

#[test]
fn a_type_is_told_by_every_aspect_and_can_be_switched() {
    in_browser(1440, 900, async |page| {
        page.click("start-blank").await?;
        page.part("recipe-search").await?.send_keys("S3 from a VPC").await?;
        page.click("palette-recipe-s3-vpc").await?;
        page.click("offer-add").await?;
        page.expect_count("[data-id^=endpoint-]", 1).await?;
        let at = page.middle("[data-id^=endpoint-]").await?;
        page.click_at(at).await?;
        let told = page.part("aspects").await?.text().await?;
        assert!(told.contains("Free: no charge") && told.contains("neither peered VPCs"), "{told}");
        page.run("document.querySelector('[data-testid=other-type]').open = true").await?;
        pictures(page, "aspects").await?;
        page.click("type-interface").await?;
        let told = "return document.querySelector('[data-testid=aspects]').textContent";
        page.expect("the interface's own", told, |v| {
            v.as_str().is_some_and(|text| text.contains("What a gateway endpoint would mean"))
        })
        .await?;
        Ok(())
    });
}

#[test]
fn whom_endpoints_let_in_is_chosen_for_the_design() {
    in_browser(1440, 900, async |page| {
        put_down(page, "palette-workload-fargate").await?;
        page.click("offer-add").await?;
        page.expect_count("[data-id^=endpoint-]", 4).await?;
        page.press(Key::Escape + "").await?;
        page.click("endpoint-access-workload_groups").await?;
        pictures(page, "access").await?;
        page.expect("one step", "return document.querySelector('[data-testid=undo]').title", |v| {
            v.as_str().is_some_and(|title| title.contains("Let only the workloads"))
        })
        .await?;
        Ok(())
    });
}

#[test]
fn a_policy_is_built_told_and_built_again() {
    in_browser(1440, 900, async |page| {
        put_down(page, "palette-workload-fargate").await?;
        page.click("offer-add").await?;
        page.expect_count("[data-id^=endpoint-]", 4).await?;
        page.click("tab-outline").await?;
        page.run("[...document.querySelectorAll('[data-testid=outline] button')].find(b => b.textContent.trim().startsWith('s3')).click()").await?;
        page.click("policy-build").await?;
        // What the tasks need of AWS's own is proposed.
        let words = "return document.querySelector('[data-testid=policy-words]').textContent";
        page.expect("layers of images", words, |v| {
            v.as_str().is_some_and(|t| t.contains("Image layers of ECR"))
        })
        .await?;
        page.part("policy-accounts").await?.send_keys("111122223333").await?;
        page.part("policy-resources").await?.send_keys("orders").await?;
        page.expect("in words", words, |v| {
            v.as_str().is_some_and(|t| t.contains("Principals of account 111122223333 may read objects"))
        })
        .await?;
        page.expect(
            "checked",
            "return document.querySelector('[data-testid=policy-faults]').textContent",
            |v| v.as_str().is_some_and(|t| t.contains("The checks find nothing")),
        )
        .await?;
        pictures(page, "policy").await?;
        page.click("policy-take").await?;
        page.expect_count("[data-testid=policy-builder]", 0).await?;
        let text = "return document.querySelector('[data-testid=policy]').value";
        page.expect("the policy is in the design", text, |v| {
            v.as_str().is_some_and(|t| t.contains("arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"))
        })
        .await?;
        // Opened again, it finds its own statements.
        page.click("policy-build").await?;
        let accounts = "return document.querySelector('[data-testid=policy-accounts]').value";
        page.expect("read back", accounts, |v| v == "111122223333").await?;
        page.press(Key::Escape + "").await?;
        page.expect_count("[data-testid=policy-builder]", 0).await?;
        Ok(())
    });
}

#[test]
fn the_offer_fits_small_screens() {
    for (width, height) in [(1024, 768), (390, 844)] {
        in_browser(width, height, async |page| {
            page.click("start-blank").await?;
            if width < 760 {
                page.click("dock-add").await?;
            }
            page.click("palette-workload-fargate").await?;
            page.part("offer").await?;
            pictures(page, &format!("offer-{width}")).await?;
            let wide = page.run("return document.documentElement.scrollWidth > innerWidth").await?;
            assert_eq!(wide, false);
            page.click("offer-review").await?;
            page.part("needs-add").await?;
            pictures(page, &format!("needs-{width}")).await?;
            Ok(())
        });
    }
}
