//! What axe-core finds in every view, in both themes: nothing serious, nothing critical. And what the user's settings
//! ask for: more contrast, forced colours, less motion.

use serde_json::{Value, json};
use thirtyfour::{By, Key, error::WebDriverResult};

use super::harness::{Page, in_browser, work_dir};

const TAGS: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// Looks at the page as it is, in both themes; what is found is collected under the view's name.
pub(crate) async fn look(page: &Page, view: &str, found: &mut Vec<String>) -> WebDriverResult<()> {
    if page.run("return typeof axe").await? == "undefined" {
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/.tools/axe/node_modules/axe-core/axe.min.js");
        let source = std::fs::read_to_string(source)
            .unwrap_or_else(|error| panic!("axe-core is not there ({error}); .ci/setup test installs it"));
        page.driver.execute(source, Vec::new()).await?;
    }
    for theme in ["light", "dark"] {
        page.run(&format!("document.documentElement.dataset.theme = '{theme}'")).await?;
        // Colours fade into the other theme.
        tokio::time::sleep(std::time::Duration::from_millis(250)).await;
        let script = "const done = arguments[arguments.length - 1];
            axe.run(document, { runOnly: { type: 'tag', values: arguments[0] }, resultTypes: ['violations'] })
              .then(result => done(result.violations
                .filter(each => ['serious', 'critical'].includes(each.impact))
                .flatMap(each => each.nodes.map(node =>
                  `${each.id} (${each.impact}): ${node.html.slice(0, 160)} | ${node.any.concat(node.all).map(c => c.message).join('; ').slice(0, 240)}`))),
                error => done(['axe failed: ' + error]))";
        let result = page.driver.execute_async(script, vec![json!(TAGS)]).await?;
        let list = result.json().as_array().cloned().unwrap_or_default();
        found.extend(
            list.iter().map(|each| format!("{view}, {theme}: {}", each.as_str().unwrap_or_default())),
        );
    }
    Ok(())
}

pub(crate) fn nothing(found: &[String]) {
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_editor_has_no_obstacles() {
    in_browser(1440, 900, async |page| {
        let found = &mut Vec::new();
        look(page, "welcome", found).await?;
        page.click("start-blank").await?;
        look(page, "empty canvas", found).await?;
        page.click("new-file").await?;
        page.click("template-private-web-app").await?;
        page.expect_count("[data-id^=vpc-]", 1).await?;
        look(page, "canvas and Terraform", found).await?;
        for tab in ["tab-cli", "tab-cloudformation", "tab-problems", "tab-paths", "tab-cost", "tab-outline"] {
            page.click(tab).await?;
            look(page, tab, found).await?;
        }
        page.click("tab-palette").await?;
        for (button, view) in [("share-button", "share menu"), ("theme-button", "theme menu")] {
            page.click(button).await?;
            look(page, view, found).await?;
            page.press(Key::Escape).await?;
        }
        page.click("region-button").await?;
        look(page, "Region list", found).await?;
        page.press(Key::Escape).await?;
        nothing(found);
        Ok(())
    });
}

/// Objects of every kind that the outline lists, each with its inspector.
#[test]
fn the_inspectors_have_no_obstacles() {
    in_browser(1440, 900, async |page| {
        let found = &mut Vec::new();
        let mut seen: Vec<String> = Vec::new();
        page.click("template-private-web-app").await?;
        page.expect_count("[data-id^=vpc-]", 1).await?;
        page.click("tab-outline").await?;
        inspectors(page, &mut seen, found).await?;
        page.click("new-file").await?;
        page.click("template-hub-and-spoke-endpoints").await?;
        page.expect_count("[data-id^=vpc-]", 3).await?;
        for tile in ["palette-on-premises", "palette-endpoint-service"] {
            page.click("tab-palette").await?;
            page.click(tile).await?;
        }
        page.click("tab-outline").await?;
        inspectors(page, &mut seen, found).await?;
        for kind in
            ["vpc", "zone", "subnet", "igw", "nat", "workload", "endpoint", "service", "rtb", "sg", "tgw"]
        {
            assert!(seen.iter().any(|each| each == kind), "no {kind} among {seen:?}");
        }
        assert!(seen.len() >= 14, "{seen:?}");
        // Several at once, and a line.
        page.find("#canvas").await?.focus().await?;
        page.control("a").await?;
        page.part("inspector-several").await?;
        look(page, "several", found).await?;
        nothing(found);
        Ok(())
    });
}

/// Chooses the first row of each kind that was not chosen yet.
async fn inspectors(page: &Page, seen: &mut Vec<String>, found: &mut Vec<String>) -> WebDriverResult<()> {
    page.part("outline").await?;
    let rows = page
        .run("return [...document.querySelectorAll('[data-testid=outline] [data-testid^=outline-]')].map(e => e.dataset.testid)")
        .await?;
    for row in rows.as_array().into_iter().flatten().filter_map(|row| row.as_str()) {
        let entity = row.trim_start_matches("outline-");
        let kind = entity.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-').to_owned();
        if seen.contains(&kind) {
            continue;
        }
        page.click(row).await?;
        page.find(&format!("[data-testid=\"{row}\"][aria-current=true]")).await?;
        look(page, &format!("inspector of {entity}"), found).await?;
        seen.push(kind);
    }
    Ok(())
}

#[test]
fn advice_costs_paths_and_faults_have_no_obstacles() {
    in_browser(1440, 900, async |page| {
        let found = &mut Vec::new();
        page.click("start-blank").await?;
        page.click("palette-subnet-isolated").await?;
        page.expect_count("[data-id^=subnet-]", 1).await?;
        page.click("palette-workload-fargate").await?;
        page.part("offer").await?;
        look(page, "offer and what the workload needs", found).await?;
        page.click("offer-add").await?;
        page.expect_count("[data-id^=endpoint-]", 4).await?;
        page.click("palette-service-dynamodb").await?;
        page.click("tab-cost").await?;
        page.part("cost-rows").await?;
        look(page, "cost", found).await?;
        page.click("cost-compare").await?;
        page.part("shapes").await?;
        look(page, "shapes", found).await?;
        page.click("tab-paths").await?;
        page.find("[data-testid=path-row]").await?.click().await?;
        page.part("path-hops").await?;
        look(page, "a path", found).await?;

        // A policy of its own for an endpoint.
        page.click("tab-outline").await?;
        let row = page
            .run(
                "return [...document.querySelectorAll('[data-testid^=outline-endpoint-]')][0].dataset.testid",
            )
            .await?;
        page.click(row.as_str().unwrap_or_default()).await?;
        page.click("policy-build").await?;
        page.part("policy-builder").await?;
        look(page, "policy builder", found).await?;
        page.press(Key::Escape).await?;

        // Faults on the canvas, in the list and in a field.
        let file = work_dir("uploads").join(format!("{}-faults.json", std::process::id()));
        std::fs::write(&file, vpc_designer::file::save(&super::checks::faulty())).unwrap();
        page.part("file-input").await?.send_keys(file.to_string_lossy().as_ref()).await?;
        page.find("[data-id^=nat-]").await?;
        page.click("status-problems").await?;
        page.find("[data-testid=problem-row]").await?;
        look(page, "problems", found).await?;
        page.find("[data-testid=problem-row] [data-testid=problem]").await?.click().await?;
        page.part("inspector").await?;
        look(page, "what is at fault", found).await?;

        // Code that changed since it was copied.
        page.click("tab-terraform").await?;
        page.click("file-network.tf").await?;
        page.click("download-code").await?;
        page.downloaded().await;
        page.expect_count("[data-testid=code-changes]:not([aria-disabled])", 1).await?;
        page.click("tab-palette").await?;
        page.click("palette-vpc").await?;
        page.click("code-changes").await?;
        page.find(".line.added").await?;
        look(page, "changes of the code", found).await?;
        nothing(found);
        Ok(())
    });
}

#[test]
fn the_dialogs_have_no_obstacles() {
    in_browser(1440, 900, async |page| {
        let found = &mut Vec::new();
        page.click("template-private-web-app").await?;
        page.expect_count("[data-id^=vpc-]", 1).await?;
        page.expect_count("[data-testid=saved][data-state=saved]", 1).await?;
        page.find("#canvas").await?.focus().await?;
        let keys: [(&str, &[Key], &str); 5] = [
            ("shortcuts-dialog", &[], "?"),
            ("finder", &[Key::Control], "k"),
            ("finder", &[Key::Control], "f"),
            ("designs-dialog", &[Key::Alt, Key::Shift], "o"),
            ("planner", &[Key::Shift], "a"),
        ];
        for (dialog, held, key) in keys {
            page.chord(held, key).await?;
            page.find("dialog[open]").await?;
            look(page, dialog, found).await?;
            page.press(Key::Escape).await?;
            page.expect_count("dialog[open]", 0).await?;
        }
        page.driver.action_chain().move_by_offset(700, 400).context_click().perform().await?;
        page.part("context-menu").await?;
        look(page, "context menu", found).await?;
        page.press(Key::Escape).await?;

        // A file that is none, one that was repaired, and a design that another tab has stored.
        let upload = async |name: &str, text: &str| {
            let file = work_dir("uploads").join(format!("{}-{name}.json", std::process::id()));
            std::fs::write(&file, text).unwrap();
            page.part("file-input").await?.send_keys(file.to_string_lossy().as_ref()).await
        };
        upload("none", "{").await?;
        page.part("not-opened").await?;
        look(page, "file that is none", found).await?;
        page.click("dialog-ok").await?;
        let design = vpc_designer::template::template("serverless-data").unwrap().build("us-east-1").unwrap();
        upload("repaired", &vpc_designer::file::save(&design).replacen("ingest-a", "ingest\\u0000-a", 1))
            .await?;
        page.find("dialog[open]").await?;
        look(page, "notes on a file", found).await?;
        page.click("dialog-ok").await?;
        page.expect_count("[data-testid=saved][data-state=saved]", 1).await?;
        page.run(
            "const key = 'vpc-designer.shelf', shelf = JSON.parse(localStorage[key]); for (const each of shelf.designs) each.revision += 1; localStorage[key] = JSON.stringify(shelf)",
        )
        .await?;
        page.click("palette-zone").await?;
        page.part("conflict-dialog").await?;
        look(page, "conflict of two tabs", found).await?;
        nothing(found);
        Ok(())
    });
}

#[test]
fn the_catalogue_has_no_obstacles() {
    in_browser(1440, 900, async |page| {
        let found = &mut Vec::new();
        page.click("start-blank").await?;
        page.click("catalog-button").await?;
        page.part("matrix").await?;
        for tab in ["catalog-tab-matrix", "catalog-tab-compare", "catalog-tab-own-list"] {
            page.click(tab).await?;
            look(page, tab, found).await?;
        }
        page.click("catalog-tab-compare").await?;
        let fields = page.driver.find_all(By::Css(".compare input")).await?;
        for field in fields {
            field.click().await?;
            page.press("eu-central-1").await?;
            page.find(".combo [role=option], [role=listbox] [role=option]").await?;
            look(page, "a choice of Regions", found).await?;
            page.press(Key::Enter).await?;
        }
        page.part("move-summary").await?;
        look(page, "two Regions compared", found).await?;
        page.run("location.hash = '#catalog/sqs/eu-central-1'").await?;
        page.part("service-page").await?;
        look(page, "service page", found).await?;
        nothing(found);
        Ok(())
    });
}

#[test]
fn small_screens_have_no_obstacles() {
    in_browser(390, 844, async |page| {
        let found = &mut Vec::new();
        look(page, "welcome", found).await?;
        page.click("template-private-web-app").await?;
        page.expect_count("[data-id^=vpc-]", 1).await?;
        for dock in ["dock-add", "dock-canvas", "dock-inspect", "dock-code", "dock-problems"] {
            page.click(dock).await?;
            look(page, dock, found).await?;
        }
        nothing(found);
        Ok(())
    });
}

#[test]
fn the_users_settings_for_contrast_and_motion_are_kept() {
    in_browser(1440, 900, async |page| {
        page.click("template-serverless-data").await?;
        page.expect_count("[data-id^=vpc-]", 1).await?;
        let style = |of: &str, property: &str| {
            format!("return getComputedStyle(document.querySelector('{of}')).getPropertyValue('{property}')")
        };
        // Less motion: nothing fades or slides.
        let moving = page.run(&style("#undo, [data-testid=undo]", "transition-duration")).await?;
        assert_ne!(moving, "0s");
        media(page, "prefers-reduced-motion", "reduce").await?;
        let moving = "return [...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e); return [s.transitionDuration, s.animationDuration].some(d => d.split(', ').some(t => parseFloat(t) > 0)) }).length";
        assert_eq!(page.run(moving).await?, 0);
        // More contrast: lines of controls and secondary text come closer to the text's own colour.
        let before = page.run(&style(".input", "border-top-color")).await?;
        media(page, "prefers-contrast", "more").await?;
        assert_ne!(page.run(&style(".input", "border-top-color")).await?, before);
        page.screenshot("contrast-more").await?;
        // Forced colours: what is selected or pressed still shows.
        media(page, "forced-colors", "active").await?;
        page.click_at(page.middle("[data-id^=workload-]").await?).await?;
        page.expect_count("[data-id^=workload-][data-selected=true]", 1).await?;
        page.screenshot("forced-colors").await.map(drop)
    });
}

/// Plays a setting of the user's system.
async fn media(page: &Page, name: &str, value: &str) -> WebDriverResult<Value> {
    page.devtools("Emulation.setEmulatedMedia", json!({ "features": [{ "name": name, "value": value }] }))
        .await
}

#[test]
fn the_tour_and_the_help_have_no_obstacles() {
    for (width, height) in [(1440, 900), (390, 844)] {
        in_browser(width, height, async |page| {
            let found = &mut Vec::new();
            page.click("take-tour").await?;
            for step in ["tour, first step", "tour, second step"] {
                page.part("tour").await?;
                look(page, step, found).await?;
                page.click("tour-next").await?;
            }
            page.click("tour-close").await?;
            page.expect_count("[data-testid=tour]", 0).await?;
            page.click("empty-add-vpc").await?;
            if width < 760 {
                page.click("dock-inspect").await?;
            }
            page.click("object-help-button").await?;
            page.part("object-help").await?;
            look(page, "help of a VPC", found).await?;
            nothing(found);
            Ok(())
        });
    }
}
