//! Files that are no designs: a clear message, and the work stays.

use super::harness::{Page, in_browser, work_dir};
use thirtyfour::error::WebDriverResult;

#[test]
fn what_is_no_design_is_refused_and_the_work_stays() {
    in_browser(1440, 900, async |page| {
        page.click("template-ssm-bastion-replacement").await?;
        page.expect_count("[data-id^=vpc-]", 1).await?;
        let before = page.count("[data-id]").await?;
        let deep = "[".repeat(100_000);
        let cases: [(&str, &[u8], &str); 6] = [
            (
                "truncated.json",
                br#"{ "format": "vpc-endpoint-designer", "version": 1, "design": { "name": "#,
                "ends",
            ),
            (
                "state.json",
                br#"{ "version": 4, "terraform_version": "1.9.0", "resources": [] }"#,
                "Terraform",
            ),
            (
                "newer.json",
                br#"{ "format": "vpc-endpoint-designer", "version": 9999, "design": {} }"#,
                "newer",
            ),
            ("picture.json", b"\x89PNG\r\n\x1a\n\x00\x00", ""),
            ("deep.json", deep.as_bytes(), ""),
            ("empty.json", b"", "empty"),
        ];
        for (name, bytes, word) in cases {
            open(page, name, bytes).await?;
            let message = page.part("open-error").await?.text().await?;
            assert!(message.len() > 20 && message.contains(word), "{name}: {message}");
            page.click("dialog-ok").await?;
            page.expect_count("[data-testid=open-error]", 0).await?;
            assert_eq!(page.count("[data-id]").await?, before, "{name}");
        }
        Ok(())
    });
}

#[test]
fn names_are_text_and_never_markup() {
    in_browser(1440, 900, async |page| {
        page.click("start-blank").await?;
        let payload =
            r#"<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>"#;
        let design = serde_json::json!({
            "format": "vpc-endpoint-designer",
            "version": 1,
            "design": {
                "name": payload, "description": payload, "region": "us-east-1", "tags": { payload: payload }, "next_id": 2,
                "vpcs": { "vpc-1": {
                    "name": payload, "region": "us-east-1", "cidr_blocks": ["10.0.0.0/16"], "dns_support": true,
                    "dns_hostnames": true, "frame": { "x": 0, "y": 0, "w": 400, "h": 300 },
                } },
            },
        });
        open(page, "payload.json", design.to_string().as_bytes()).await?;
        page.expect_count("[data-id^=vpc-]", 1).await?;
        page.click_at(page.middle("[data-id^=vpc-]").await?).await?;
        for tab in ["tab-cli", "tab-terraform", "tab-cloudformation", "tab-outline"] {
            page.click(tab).await?;
        }
        assert_ne!(page.driver.title().await?, "owned");
        assert_eq!(page.count("img, #app script").await?, 0);
        Ok(())
    });
}

#[test]
fn a_file_can_be_dropped_on_the_page() {
    in_browser(1440, 900, async |page| {
        page.click("start-blank").await?;
        let design =
            vpc_designer::template::template("two-vpcs-two-regions").unwrap().build("us-east-1").unwrap();
        let text = vpc_designer::file::save(&design);
        for (name, text, vpcs) in [("network.json", text.as_str(), 2), ("broken.json", "{", 2)] {
            let script = format!(
                "const data = new DataTransfer(); data.items.add(new File([{}], '{name}', {{ type: 'application/json' }}));
                 for (const type of ['dragenter', 'dragover', 'drop'])
                   document.querySelector('[data-testid=canvas]').dispatchEvent(
                     new DragEvent(type, {{ bubbles: true, cancelable: true, dataTransfer: data }}))",
                serde_json::json!(text)
            );
            page.run(&script).await?;
            page.expect_count("[data-id^=vpc-]", vpcs).await?;
        }
        page.part("open-error").await?;
        Ok(())
    });
}

/// Picks a file in the dialog of "Open".
async fn open(page: &Page, name: &str, bytes: &[u8]) -> WebDriverResult<()> {
    let path = work_dir("uploads").join(format!("{}-{name}", std::process::id()));
    std::fs::write(&path, bytes).unwrap();
    page.part("file-input").await?.send_keys(path.to_string_lossy().as_ref()).await
}
