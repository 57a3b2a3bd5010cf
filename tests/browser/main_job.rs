//! The main job: lay out a network by pointer, get endpoints, copy code that is the headless command's, keep it.

use std::{collections::BTreeMap, path::Path, process::Command};

use thirtyfour::error::WebDriverResult;

use super::harness::{Page, in_browser, work_dir};

/// The targets with their tabs.
const TABS: [(&str, &str); 3] =
    [("tab-cli", "cli"), ("tab-terraform", "terraform"), ("tab-cloudformation", "cloudformation")];

#[test]
fn a_network_by_pointer_alone() {
    in_browser(1440, 900, async |page| {
        page.click("start-blank").await?;
        lay_out(page).await?;

        // S3 got a gateway endpoint, SQS an interface endpoint.
        page.expect_count("[data-id^=endpoint-]", 2).await?;
        let told = page.part("live").await?.text().await?;
        assert!(told.contains("interface endpoint"), "{told}");

        // Each tab shows what the headless command makes of the saved file.
        let saved = save(page).await?;
        let shown = shown_files(page).await?;
        for (_, target) in TABS {
            assert_eq!(files_of(&shown, target), headless_export(&saved, target), "{target}");
        }
        assert!(shown["terraform/endpoints.tf"].contains("com.amazonaws.us-east-1.sqs"));

        // The work is there after a reload, and so is the code.
        page.expect("saved", "return document.querySelector('[data-testid=saved]').dataset.state", |v| {
            v == "saved"
        })
        .await?;
        page.driver.refresh().await?;
        page.ready().await?;
        page.expect_count("[data-id^=endpoint-]", 2).await?;
        assert_eq!(shown_files(page).await?, shown);
        Ok(())
    });
}

#[test]
fn every_step_can_be_undone_and_done_again() {
    in_browser(1440, 900, async |page| {
        page.click("start-blank").await?;
        lay_out(page).await?;
        let done = save(page).await?;
        let steps = 9;
        for _ in 0..steps {
            page.control("z").await?;
        }
        page.expect_count("[data-id]", 0).await?;
        for _ in 0..steps {
            page.control("y").await?;
        }
        page.expect_count("[data-id^=endpoint-]", 2).await?;
        assert_eq!(save(page).await?, done, "redo gives the same design, byte for byte");
        Ok(())
    });
}

#[test]
fn a_click_changes_the_type_of_an_endpoint() {
    in_browser(1440, 900, async |page| {
        page.click("template-serverless-data").await?;
        page.expect_count("[data-id^=endpoint-]", 3).await?;
        let s3 = page.run("return [...document.querySelectorAll('[data-id^=endpoint-]')].find(e => e.textContent.includes('s3')).dataset.id").await?;
        let selector = format!("[data-id={}]", s3.as_str().unwrap_or_default());
        page.click_at(page.middle(&selector).await?).await?;
        let reasons = page.part("reasons").await?.text().await?;
        assert!(reasons.contains("without hourly or data charge"), "{reasons}");
        page.click("type-interface").await?;
        page.expect("type", &format!("return document.querySelector('{selector}').textContent"), |text| {
            text.as_str().is_some_and(|text| text.contains("Interface endpoint"))
        })
        .await?;
        page.click("tab-cli").await?;
        page.expect("code", "return document.querySelector('[data-testid=code-text]').textContent", |text| {
            text.as_str().is_some_and(|text| {
                !text.contains("--vpc-endpoint-type Gateway \\\n  --service-name com.amazonaws.us-east-1.s3")
            })
        })
        .await?;
        Ok(())
    });
}

#[test]
fn one_file_is_copied_or_downloaded() {
    in_browser(1440, 900, async |page| {
        page.click("template-serverless-data").await?;
        page.click("tab-terraform").await?;
        page.click("file-endpoints.tf").await?;
        let file = page
            .expect("file", "const c = document.querySelector('[data-testid=code-text]'); return [c.dataset.path, c.textContent]", |v| {
                v[0] == "endpoints.tf" && v[1] != ""
            })
            .await?;
        let text = file[1].as_str().unwrap_or_default();
        assert!(text.contains("aws_vpc_endpoint"), "{text}");

        page.click("download-code").await?;
        let (name, bytes) = page.downloaded().await;
        assert_eq!((name.as_str(), String::from_utf8_lossy(&bytes).as_ref()), ("endpoints.tf", text));

        // What was copied is what a paste gives.
        page.click("copy-code").await?;
        page.click("design-description").await?;
        page.control("a").await?;
        page.control("v").await?;
        page.expect(
            "pasted",
            "return document.querySelector('[data-testid=design-description]').value",
            |v| v == text,
        )
        .await?;
        Ok(())
    });
}

#[test]
fn all_files_come_as_one_archive() {
    in_browser(1440, 900, async |page| {
        page.click("template-two-vpcs-two-regions").await?;
        let saved = save(page).await?;
        page.click("download-all").await?;
        let (name, bytes) = page.downloaded().await;
        assert_eq!(Path::new(&name).extension().and_then(|e| e.to_str()), Some("zip"));
        let dir = work_dir("archives").join(std::process::id().to_string());
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(&dir).unwrap();
        std::fs::write(dir.join("all.zip"), bytes).unwrap();
        let unpacked = Command::new("python3")
            .args(["-m", "zipfile", "-e", "all.zip", "files"])
            .current_dir(&dir)
            .status()
            .unwrap();
        assert!(unpacked.success(), "Python's zipfile does not read the archive");
        for (_, target) in TABS {
            assert_eq!(
                read_tree(&find_dir(&dir.join("files"), target)),
                headless_export(&saved, target),
                "{target}"
            );
        }
        std::fs::remove_dir_all(&dir).unwrap();
        Ok(())
    });
}

/// A VPC with two private subnets in two zones, a Lambda function, connections to S3 and SQS; by pointer.
/// Nine steps of history.
pub(super) async fn lay_out(page: &Page) -> WebDriverResult<()> {
    let (left, top, right) = {
        let at = page
            .run("const r = document.querySelector('[data-testid=canvas]').getBoundingClientRect(); return [r.x, r.y, r.right]")
            .await?;
        let number = |index: usize| at[index].as_f64().unwrap_or_default() as i64;
        (number(0), number(1), number(2))
    };
    place(page, "palette-vpc", (left + 330, top + 230)).await?;
    page.expect_count("[data-id^=vpc-]", 1).await?;
    let vpc = page.middle("[data-id^=vpc-]").await?;
    place(page, "palette-subnet-private", (vpc.0 - 60, vpc.1)).await?;
    page.expect_count("[data-id^=subnet-]", 1).await?;
    place(page, "palette-zone", (vpc.0 + 60, vpc.1 + 40)).await?;
    page.expect_count("[data-id^=zone-]", 2).await?;
    let second = page
        .run(
            "const z = [...document.querySelectorAll('[data-id^=zone-]')].at(-1).getBoundingClientRect(); \
             return [z.x + z.width / 2, z.y + z.height / 2]",
        )
        .await?;
    let second =
        (second[0].as_f64().unwrap_or_default() as i64, second[1].as_f64().unwrap_or_default() as i64);
    place(page, "palette-subnet-private", second).await?;
    page.expect_count("[data-id^=subnet-]", 2).await?;
    place(page, "palette-workload-lambda", page.middle("[data-id^=subnet-]").await?).await?;
    page.expect_count("[data-id^=workload-]", 1).await?;
    place(page, "palette-service-s3", (right - 60, top + 60)).await?;
    page.expect_count("[data-id^=service-]", 1).await?;
    place(page, "palette-service-sqs", (right - 60, top + 200)).await?;
    page.expect_count("[data-id^=service-]", 2).await?;
    page.click("zoom-to-fit").await?;
    connect(page, "Amazon S3").await?;
    page.expect_count("[data-id^=endpoint-]", 1).await?;
    page.click("zoom-to-fit").await?;
    connect(page, "Amazon SQS").await?;
    page.expect_count("[data-id^=endpoint-]", 2).await
}

/// Drags an item of the palette to a place on the canvas.
async fn place(page: &Page, item: &str, to: (i64, i64)) -> WebDriverResult<()> {
    page.part(item).await?.scroll_into_view().await?;
    let from = page.middle(&format!("[data-testid=\"{item}\"]")).await?;
    page.drag(from, to).await
}

/// Draws a connection from the workload's port to a service.
async fn connect(page: &Page, service: &str) -> WebDriverResult<()> {
    // The camera moves at the next frame.
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    let ends = page
        .run(&format!(
            "const w = document.querySelector('[data-id^=workload-]').getBoundingClientRect();
             const s = [...document.querySelectorAll('[data-id^=service-]')]
               .find(e => e.textContent.includes('{service}')).getBoundingClientRect();
             const port = document.querySelector('[data-id^=workload-] .port')?.getBoundingClientRect();
             const from = port ? [port.x + port.width / 2, port.y + port.height / 2] : [w.right, w.y + w.height / 2];
             return [...from, s.x + s.width / 2, s.y + s.height / 2]"
        ))
        .await?;
    let number = |index: usize| ends[index].as_f64().unwrap_or_default() as i64;
    page.drag((number(0), number(1)), (number(2), number(3))).await
}

/// Saves the design to a file, as a user does, and gives the file's text.
pub(super) async fn save(page: &Page) -> WebDriverResult<String> {
    page.click("save-file").await?;
    let (name, bytes) = page.downloaded().await;
    assert!(Path::new(&name).extension().is_some_and(|extension| extension == "json"), "{name}");
    Ok(String::from_utf8(bytes).unwrap())
}

/// The text of every file in every tab, by `target/path`.
async fn shown_files(page: &Page) -> WebDriverResult<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    for (tab, target) in TABS {
        page.click(tab).await?;
        page.expect(
            "tab",
            &format!("return document.querySelector('[data-testid={tab}]').ariaSelected"),
            |v| v == "true",
        )
        .await?;
        let paths = page
            .run("return [...document.querySelectorAll('[data-testid^=\"file-\"][role=tab]')].map(e => e.dataset.testid.slice(5))")
            .await?;
        let paths: Vec<String> = serde_json::from_value(paths).unwrap_or_default();
        let paths = if paths.is_empty() {
            let one =
                page.run("return [document.querySelector('[data-testid=code-text]').dataset.path]").await?;
            serde_json::from_value(one).unwrap_or_default()
        } else {
            paths
        };
        for path in paths {
            if page.count(&format!("[data-testid=\"file-{path}\"]")).await? > 0 {
                page.click(&format!("file-{path}")).await?;
            }
            let script = "const c = document.querySelector('[data-testid=code-text]'); return [c.dataset.path, c.textContent]";
            let file = page.expect("file", script, |v| v[0] == *path && v[1] != "").await?;
            files.insert(format!("{target}/{path}"), file[1].as_str().unwrap_or_default().to_owned());
        }
    }
    Ok(files)
}

fn files_of(files: &BTreeMap<String, String>, target: &str) -> BTreeMap<String, String> {
    let of_target = files.iter().filter_map(|(path, text)| {
        Some((path.strip_prefix(target)?.strip_prefix('/')?.to_owned(), text.clone()))
    });
    of_target.collect()
}

/// What `vpc-designer export` writes for a design file.
fn headless_export(design: &str, target: &str) -> BTreeMap<String, String> {
    let dir = work_dir("exports").join(format!("{}-{target}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).unwrap();
    let file = dir.join("design.json");
    std::fs::write(&file, design).unwrap();
    let out = dir.join("out");
    let done = Command::new(env!("CARGO_BIN_EXE_vpc-designer"))
        .args(["export", "--target", target, "--out"])
        .arg(&out)
        .arg(&file)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let files = read_tree(&out);
    std::fs::remove_dir_all(&dir).unwrap();
    files
}

fn read_tree(dir: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![dir.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_string_lossy().into_owned();
                // The command's own list of what it wrote.
                if name == ".vpc-designer.json" {
                    continue;
                }
                files.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

/// The folder of a target, at the top of the archive or one below.
fn find_dir(root: &Path, name: &str) -> std::path::PathBuf {
    let direct = root.join(name);
    if direct.is_dir() {
        return direct;
    }
    let entries = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path().join(name));
    entries.into_iter().find(|path| path.is_dir()).unwrap_or(direct)
}
