//! The service catalogue: matrix, search, keyboard, exports, comparison, service page, and the user's own list.

use serde_json::{Value, json};
use thirtyfour::{Key, error::WebDriverResult};

use super::harness::{Page, in_browser};

/// What AWS might answer: KMS under its name in China, in one zone; a service the table does not have.
const ANSWER: &str = r#"{"ServiceDetails": [
    {"ServiceName": "cn.com.amazonaws.cn-north-1.kms", "ServiceType": [{"ServiceType": "Interface"}], "Owner": "amazon",
     "AvailabilityZones": ["cn-north-1b"], "AvailabilityZoneIds": ["cnn1-az2"], "VpcEndpointPolicySupported": true,
     "PrivateDnsNames": [{"PrivateDnsName": "kms.cn-north-1.amazonaws.com.cn"}]},
    {"ServiceName": "com.amazonaws.cn-north-1.<b>new", "ServiceType": [{"ServiceType": "Interface"}], "Owner": "amazon"}]}"#;

/// Opens the catalogue over a template.
async fn open(page: &Page, template: &str) -> WebDriverResult<()> {
    page.click(&format!("template-{template}")).await?;
    page.expect_count("[data-id^=vpc-]", 1).await?;
    page.click("catalog-button").await?;
    page.part("matrix").await.map(drop)
}

/// Puts a text where a user would paste it, as a paste.
async fn paste(page: &Page, text: &str) -> WebDriverResult<()> {
    page.part("own-list-text").await?;
    page.run(&format!(
        "const data = new DataTransfer(); data.setData('text/plain', {}); \
         document.querySelector('[data-testid=own-list-text]').dispatchEvent(\
         new ClipboardEvent('paste', {{ clipboardData: data, bubbles: true, cancelable: true }}))",
        json!(text)
    ))
    .await
    .map(drop)
}

/// Empties a field by keyboard; the keyboard is in it then.
async fn clear(page: &Page, test_id: &str) -> WebDriverResult<()> {
    page.part(test_id).await?.focus().await?;
    page.control("a").await?;
    page.press(Key::Delete + "").await
}

async fn text_of(page: &Page, test_id: &str) -> WebDriverResult<String> {
    page.part(test_id).await?.text().await
}

/// Waits until the text of a part holds another text.
async fn expect_text(page: &Page, test_id: &str, wanted: &str) -> WebDriverResult<()> {
    let script = format!("return document.querySelector('[data-testid=\"{test_id}\"]')?.textContent ?? ''");
    page.expect(wanted, &script, |text| text.as_str().is_some_and(|text| text.contains(wanted)))
        .await
        .map(drop)
}

/// The title of the active cell: `Amazon SQS in eu-west-1: Interface Listed by AWS`.
async fn active(page: &Page) -> WebDriverResult<Value> {
    page.run(
        "const grid = document.querySelector('[role=grid]'); \
         const cell = document.getElementById(grid.getAttribute('aria-activedescendant')); \
         return [cell.title || cell.textContent, cell.closest('[role=row]').getAttribute('aria-rowindex'), cell.getAttribute('aria-colindex')]",
    )
    .await
}

#[test]
fn all_of_the_matrix_scrolls_with_little_in_the_page() {
    in_browser(1440, 900, async |page| {
        open(page, "serverless-data").await?;
        assert_eq!(text_of(page, "matrix-count").await?, "515 services × 46 Regions");
        let size = "const g = document.querySelector('[role=grid]'); return [g.getAttribute('aria-rowcount'), g.getAttribute('aria-colcount')]";
        assert_eq!(page.run(size).await?, json!(["516", "47"]));
        // Walked through in steps, each place shows its own rows and columns, and never many.
        let script = "const g = document.querySelector('[role=grid]'); \
             g.scrollTop = arguments_top; g.scrollLeft = arguments_left; \
             g.dispatchEvent(new Event('scroll')); \
             const box = g.getBoundingClientRect(); \
             const cell = document.elementFromPoint(box.right - 30, box.bottom - 40).closest('[role=gridcell]'); \
             return [cell?.title ?? '', g.querySelectorAll('[role=gridcell]').length]";
        for (top, left) in [(0, 0), (5_000, 0), (16_000, 300), (16_000, 2_000), (40, 900)] {
            let script = script
                .replace("arguments_top", &top.to_string())
                .replace("arguments_left", &left.to_string());
            let found = page.run(&script).await?;
            assert!(found[0].as_str().is_some_and(|title| title.contains(" in ")), "{top} {left}: {found}");
            assert!(found[1].as_u64().is_some_and(|count| count < 2_500), "{top} {left}: {found}");
        }
        Ok(())
    });
}

#[test]
fn the_matrix_by_keyboard_alone() {
    in_browser(1440, 900, async |page| {
        page.click("template-serverless-data").await?;
        page.expect_count("[data-id^=vpc-]", 1).await?;
        page.run("document.getElementById('canvas').focus()").await?;
        page.driver.action_chain().key_down(Key::Shift).send_keys("c").key_up(Key::Shift).perform().await?;
        page.part("matrix").await?.focus().await?;
        page.press(Key::Right + "").await?;
        let first = active(page).await?;
        assert_eq!((&first[1], &first[2]), (&json!("2"), &json!("2")), "{first}");
        page.press(Key::Down + Key::Right).await?;
        assert_eq!(active(page).await?[1], "3");
        page.press(Key::End + "").await?;
        assert_eq!(active(page).await?[2], "47");
        page.control(&String::from(char::from(Key::End))).await?;
        assert_eq!(active(page).await?[1], "516");
        page.press(Key::PageUp + Key::Home).await?;
        let up = active(page).await?;
        assert!(up[1].as_str().and_then(|row| row.parse::<u32>().ok()).is_some_and(|row| row < 510), "{up}");
        assert_eq!(up[2], "1");
        page.control(&String::from(char::from(Key::Home))).await?;
        page.press(Key::Right + Key::Enter).await?;
        // Enter opens the service there; Escape leads back to the matrix and then to the design.
        assert!(text_of(page, "service-page").await?.contains("af-south-1"));
        page.press(Key::Escape + "").await?;
        page.part("matrix").await?;
        page.press(Key::Escape + "").await?;
        page.expect_count("[data-testid=catalog]", 0).await?;
        page.expect_count("[data-id^=vpc-]", 1).await
    });
}

#[test]
fn search_and_filters_narrow_the_matrix_and_its_exports() {
    in_browser(1440, 900, async |page| {
        open(page, "serverless-data").await?;
        let first = "return document.querySelector('[role=rowheader] small')?.textContent ?? ''";
        for (query, key) in [
            ("Step Functions", "states"),
            ("stepfunctions", "states"),
            ("ecr.dkr", "ecr.dkr"),
            ("sqs.eu-west-1.amazonaws.com", "sqs"),
            ("com.amazonaws.eu-central-1.kms", "kms"),
        ] {
            clear(page, "matrix-search").await?;
            page.press(query).await?;
            page.expect(query, first, |found| found == key).await?;
        }
        // A Region that the search names is marked.
        let lead = "return document.querySelector('[role=columnheader].lead')?.textContent";
        page.expect("the Region", lead, |code| code == "eu-central-1").await?;
        clear(page, "matrix-search").await?;
        page.run("const s = document.querySelector('[data-testid=matrix-type]'); s.value = 'Gateway'; s.dispatchEvent(new Event('change', { bubbles: true }))").await?;
        page.run("const s = document.querySelector('[data-testid=matrix-partition]'); s.value = 'aws-cn'; s.dispatchEvent(new Event('change', { bubbles: true }))").await?;
        expect_text(page, "matrix-count", "3 services × 2 Regions").await?;
        page.click("matrix-csv").await?;
        let (name, csv) = page.downloaded().await;
        let csv = String::from_utf8_lossy(&csv).into_owned();
        assert_eq!(name, "endpoint-services.csv");
        assert_eq!(csv.lines().count(), 1 + 3 * 2, "{csv}");
        assert!(csv.contains("com.amazonaws.cn-north-1.s3"), "{csv}");
        page.click("matrix-json").await?;
        let (_, text) = page.downloaded().await;
        let rows: Value = serde_json::from_slice(&text).expect("JSON");
        assert_eq!(rows.as_array().map(Vec::len), Some(6));

        page.click("class-absent").await?;
        page.part("matrix-empty").await?;
        page.click("matrix-reset").await?;
        expect_text(page, "matrix-count", "515 services × 46 Regions").await
    });
}

#[test]
fn the_service_page_answers_and_adds_to_the_design() {
    in_browser(1440, 900, async |page| {
        page.click("start-blank").await?;
        page.run("location.hash = 'catalog/sqs/eu-central-1'").await?;
        let answer = text_of(page, "service-answer").await?;
        assert!(answer.contains("https://sqs.eu-central-1.amazonaws.com"), "{answer}");
        assert!(answer.contains("com.amazonaws.eu-central-1.sqs"), "{answer}");
        let unknown = "return [...document.querySelectorAll('[data-label=\"Public endpoint, dual-stack\"] dd')].map(e => e.textContent).join('')";
        page.expect("a fact", unknown, |text| text.as_str().is_some_and(|text| !text.is_empty())).await?;
        for (tab, word) in [
            ("example-cli", "aws ec2 create-vpc-endpoint"),
            ("example-terraform", "resource \"aws_vpc_endpoint\""),
            ("example-cloudformation", "AWS::EC2::VPCEndpoint"),
        ] {
            page.click(tab).await?;
            expect_text(page, "example-text", word).await?;
            assert!(text_of(page, "example-text").await?.contains("sqs"), "{tab}");
        }
        // The design has no VPC there: one is made, and it is one step back.
        page.click("add-to-design").await?;
        page.expect_count("[data-testid=catalog]", 0).await?;
        page.expect_count("[data-id^=vpc-]", 1).await?;
        page.expect_count("[data-id^=endpoint-]", 1).await?;
        page.click("undo").await?;
        page.expect_count("[data-id^=vpc-]", 0).await?;
        page.click("redo").await?;
        page.expect_count("[data-id^=endpoint-]", 1).await?;
        // From the endpoint back to the page of its service.
        page.click_at(page.middle("[data-id^=endpoint-]").await?).await?;
        page.click("about-service").await?;
        assert!(text_of(page, "service-page").await?.contains("Europe (Frankfurt)"));
        assert_eq!(page.run("return location.hash").await?, "#catalog/sqs/eu-central-1");
        page.driver.back().await?;
        page.expect_count("[data-testid=catalog]", 0).await
    });
}

#[test]
fn regions_are_compared_and_the_design_is_moved_in_thought() {
    in_browser(1440, 900, async |page| {
        open(page, "private-web-app").await?;
        page.click("catalog-tab-compare").await?;
        expect_text(page, "compare-summary", "Pick another Region").await?;
        page.part("compare-add").await?.send_keys("eu-central-2").await?;
        page.press(Key::Enter + "").await?;
        page.part("compare-grid").await?;
        expect_text(page, "compare-summary", "are the same").await?;
        page.expect_count("[role=columnheader]:not(.corner)", 2).await?;
        page.click("compare-chip-us-east-1").await?;
        page.expect_count("[data-testid=compare-grid]", 0).await?;

        page.part("move-region").await?.send_keys("cn-north-1").await?;
        page.press(Key::Enter + "").await?;
        expect_text(page, "move-summary", "From us-east-1 to cn-north-1").await?;
        let verdicts = page
            .run(
                "return [...document.querySelectorAll('[data-testid=move-row]')].map(e => e.dataset.verdict)",
            )
            .await?;
        assert!(verdicts.as_array().is_some_and(|list| list.len() > 2), "{verdicts}");
        assert!(text_of(page, "move-row").await?.contains("No source prints its name there"));
        page.part("move-region").await?.send_keys("us-isob-west-1").await?;
        page.press(Key::Enter + "").await?;
        expect_text(page, "move-summary", "may break").await?;
        Ok(())
    });
}

#[test]
fn the_users_own_list_decides_until_it_is_forgotten() {
    in_browser(1440, 900, async |page| {
        page.click("start-blank").await?;
        page.run("location.hash = 'catalog/kms/cn-north-1'").await?;
        let name =
            "return document.querySelector('[data-label=\"Interface service name\"] code').textContent";
        page.expect("the table's name", name, |text| text == "com.amazonaws.cn-north-1.kms").await?;
        page.click("add-to-design").await?;
        page.expect_count("[data-id^=endpoint-]", 1).await?;
        page.click("tab-cloudformation").await?;
        expect_text(page, "code-text", "com.amazonaws.${AWS::Region}.kms").await?;

        page.run("location.hash = 'catalog/own-list'").await?;
        let command = text_of(page, "own-list-command").await?;
        assert!(command.contains("describe-vpc-endpoint-services --region cn-north-1"), "{command}");
        // What is no answer of AWS changes nothing and says why.
        page.part("own-list-text").await?.send_keys("{\"Vpcs\": []}").await?;
        page.click("own-list-read").await?;
        expect_text(page, "own-list-error", "describe-vpc-endpoint-services").await?;
        page.expect_count("[data-testid=overlay-mark]", 0).await?;

        let long = format!("{ANSWER}{}", " ".repeat(3_000));
        paste(page, &long).await?;
        page.part("own-list-region-cn-north-1").await?;
        expect_text(page, "own-list-differences", "cn.com.amazonaws.cn-north-1.kms").await?;
        // Names are text, whatever they hold.
        page.expect_count("[data-testid=catalog] b b", 0).await?;
        page.click("catalog-tab-matrix").await?;
        page.part("matrix-search").await?.send_keys("<b>new").await?;
        expect_text(page, "matrix-count", "1 service").await?;
        page.expect_count("[role=rowheader] b b", 0).await?;

        // The export follows, also after a reload.
        page.click("catalog-close").await?;
        expect_text(page, "code-text", "cn.com.amazonaws.${AWS::Region}.kms").await?;
        page.driver.refresh().await?;
        page.ready().await?;
        page.part("overlay-mark").await?;
        expect_text(page, "code-text", "cn.com.amazonaws.${AWS::Region}.kms").await?;

        page.click("overlay-mark").await?;
        page.click("own-list-export").await?;
        let (name, exported) = page.downloaded().await;
        assert_eq!(name, "endpoint-services.own-list.json");
        page.click("own-list-remove-cn-north-1").await?;
        page.expect_count("[data-testid=overlay-mark]", 0).await?;
        // What was exported can be given again; "forget all" ends it.
        paste(page, &String::from_utf8_lossy(&exported)).await?;
        page.part("own-list-text").await?.send_keys(String::from_utf8_lossy(&exported)).await.ok();
        page.click("own-list-read").await?;
        page.part("own-list-region-cn-north-1").await?;
        page.click("own-list-reset").await?;
        page.expect_count("[data-testid=own-list-region-cn-north-1]", 0).await?;
        page.click("catalog-close").await?;
        expect_text(page, "code-text", "\"com.amazonaws.${AWS::Region}.kms").await?;
        page.driver.refresh().await?;
        page.ready().await?;
        page.expect_count("[data-testid=overlay-mark]", 0).await
    });
}

#[test]
fn a_list_dropped_on_the_design_is_taken_for_what_it_is() {
    in_browser(1440, 900, async |page| {
        page.click("start-blank").await?;
        page.run(&format!(
            "const data = new DataTransfer(); \
             data.items.add(new File([{}], 'endpoint-services-cn-north-1.json', {{ type: 'application/json' }})); \
             window.dispatchEvent(new DragEvent('drop', {{ dataTransfer: data, bubbles: true, cancelable: true }}))",
            json!(ANSWER)
        ))
        .await?;
        page.part("own-list-region-cn-north-1").await?;
        page.expect_count("[data-testid=not-opened]", 0).await?;
        page.click("catalog-close").await?;
        page.expect_count("[data-testid=catalog-button] .own-dot", 1).await
    });
}

#[test]
fn ten_megabytes_are_read_and_full_storage_is_told() {
    in_browser(1440, 900, async |page| {
        page.click("start-blank").await?;
        page.run("location.hash = 'catalog/own-list'").await?;
        page.part("own-list-text").await?;
        page.run(
            "const pad = 'x'.repeat(400); const list = []; \
             for (let i = 0; i < 20000; i++) list.push({ ServiceName: 'com.amazonaws.us-east-2.service-' + i, \
             ServiceType: [{ ServiceType: 'Interface' }], Owner: 'amazon', ServiceId: pad, PrivateDnsNames: [{ PrivateDnsName: pad + i }] }); \
             const text = JSON.stringify({ ServiceDetails: list }); window.length_ = text.length; \
             const data = new DataTransfer(); data.setData('text/plain', text); \
             document.querySelector('[data-testid=own-list-text]').dispatchEvent(\
             new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))",
        )
        .await?;
        let length = page.run("return window.length_").await?;
        assert!(length.as_u64().is_some_and(|length| length > 10 * 1024 * 1024), "{length}");
        page.part("own-list-region-us-east-2").await?;
        // More than a browser keeps: in use all the same, and the user is told.
        expect_text(page, "own-list-notes", "in use until you leave the page").await?;
        page.click("catalog-tab-matrix").await?;
        expect_text(page, "matrix-count", "20515 services × 46 Regions").await
    });
}

#[test]
fn pictures_in_both_themes_at_three_sizes() {
    for (width, height) in [(1440, 900), (1024, 768), (390, 844)] {
        in_browser(width, height, async |page| {
            page.click("template-private-web-app").await?;
            page.expect_count("[data-id^=vpc-]", 1).await?;
            for theme in ["light", "dark"] {
                page.run(&format!("document.documentElement.dataset.theme = '{theme}'")).await?;
                for (place, part) in [
                    ("catalog", "matrix"),
                    ("catalog/s3/us-east-1", "service-answer"),
                    ("catalog/compare", "move-region"),
                    ("catalog/own-list", "own-list-text"),
                ] {
                    page.run(&format!("location.hash = '{place}'")).await?;
                    page.part(part).await?;
                    if place == "catalog/compare" {
                        for (field, region) in
                            [("compare-add", "eu-central-2"), ("move-region", "cn-north-1")]
                        {
                            page.part(field).await?.send_keys(region).await?;
                            page.press(Key::Enter + "").await?;
                        }
                        page.part("move-row").await?;
                    }
                    if place == "catalog/own-list" {
                        paste(page, &format!("{ANSWER}{}", " ".repeat(3_000))).await?;
                        page.part("own-list-differences").await?;
                    }
                    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
                    let name = place.replace('/', "-");
                    page.screenshot(&format!("{width}x{height}-{theme}-{name}")).await?;
                    let wide = page.run("return document.documentElement.scrollWidth > innerWidth").await?;
                    assert_eq!(wide, false, "{name} at {width}");
                }
                page.run("location.hash = ''").await?;
            }
            Ok(())
        });
    }
}
