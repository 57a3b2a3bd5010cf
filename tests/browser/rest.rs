//! The rest of what people expect of an editor: history, keys where one types, menus and trees by keyboard, what is too
//! large for a link, a browser that keeps nothing, files by key, a hundred connections.

use serde_json::json;
use thirtyfour::{Key, error::WebDriverResult};
use vpc_designer::{
    editor::{Command, Editor, PaletteItem, Place},
    file,
    model::{Design, EntityRef, ServiceRef, SubnetKind, WorkloadKind},
};

use super::harness::{Page, in_browser, work_dir};

#[test]
fn every_step_has_a_name_and_typing_is_one_step() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        page.click_at(page.middle(WORKLOAD).await?).await?;
        page.expect_count("[data-id^=workload-][data-selected=true]", 1).await?;
        let name = page.part("field-name").await?;
        name.click().await?;
        page.control("a").await?;
        for letter in ["r", "e", "a", "d", "e", "r"] {
            page.press(letter).await?;
        }
        page.press(Key::Enter).await?;
        page.expect_count("[data-id^=workload-][aria-label*=reader]", 1).await?;
        undo_says(page, "Rename").await?;
        page.find("#canvas").await?.focus().await?;
        page.press(Key::Right + "").await?;
        page.press(Key::Right + "").await?;
        undo_says(page, "Move reader").await?;
        // Two presses of an arrow are one step, and so are six letters.
        page.control("z").await?;
        undo_says(page, "Rename").await?;
        let redo = page.run("return document.querySelector('[data-testid=redo]').title").await?;
        assert!(redo.as_str().is_some_and(|redo| redo.contains("Move reader")), "{redo}");
        page.control("z").await?;
        page.expect_count("[data-id^=workload-][aria-label*=reader]", 0).await?;
        page.expect_count("[data-id^=workload-][aria-label*=ingest-a]", 1).await?;
        assert_eq!(page.run("return document.querySelector('[data-testid=undo]').disabled || document.querySelector('[data-testid=undo]').ariaDisabled === 'true'").await?, true);
        Ok(())
    });
}

#[test]
fn keys_in_a_field_are_the_fields() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        page.click_at(page.middle(WORKLOAD).await?).await?;
        page.click("field-name").await?;
        page.press(Key::End).await?;
        page.press("?0!").await?;
        page.press(Key::Backspace).await?;
        page.press(Key::Left + Key::Delete).await?;
        page.expect_count("dialog[open]", 0).await?;
        page.expect_count(WORKLOAD, 2).await?;
        let value = page.run("return document.querySelector('[data-testid=field-name]').value").await?;
        assert_eq!(value, "ingest-a?");
        page.press(Key::Escape).await
    });
}

#[test]
fn the_canvas_and_the_outline_by_keyboard() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        // The first stop of Tab leads to the canvas.
        page.expect_count("[data-testid=saved][data-state=saved]", 1).await?;
        page.driver.refresh().await?;
        page.ready().await?;
        page.expect_count(WORKLOAD, 2).await?;
        page.press(Key::Tab).await?;
        let first = page.run("return [document.activeElement.getAttribute('href'), getComputedStyle(document.activeElement).opacity]").await?;
        assert_eq!(first[0], "#canvas");
        page.press(Key::Enter).await?;
        page.expect("the canvas", "return document.activeElement.id", |id| id == "canvas").await?;
        // Tab walks, and tells where one is; Enter goes in, Shift+Enter out.
        page.press(Key::Tab).await?;
        page.said("1 of").await?;
        page.press(Key::Enter).await?;
        page.said("1 of").await?;
        page.press(Key::Tab).await?;
        page.said("2 of").await?;
        let here = selected(page).await?;
        page.chord(&[Key::Shift], Key::Tab + "").await?;
        page.said("1 of").await?;
        assert_ne!(selected(page).await?, here);
        page.chord(&[Key::Shift], Key::Enter + "").await?;
        assert!(selected(page).await?.starts_with("vpc-"));
        let active = page.run("return document.getElementById(document.querySelector('#canvas').getAttribute('aria-activedescendant')).dataset.id").await?;
        assert!(active.as_str().is_some_and(|active| active.starts_with("vpc-")), "{active}");
        // What is walked to comes into view.
        for _ in 0..40 {
            page.press(Key::Escape).await?;
            page.chord(&[Key::Shift], Key::Right + "").await?;
        }
        page.expect_count("[data-id^=vpc-]", 0).await.ok();
        page.press(Key::Tab).await?;
        page.expect("in view", "const r = document.querySelector('[data-selected=true]')?.getBoundingClientRect(), c = document.querySelector('#canvas').getBoundingClientRect(); return !!r && r.right > c.left && r.left < c.right && r.bottom > c.top && r.top < c.bottom", |seen| *seen == true).await?;

        // The outline: its buttons are stops, Enter selects on the canvas.
        page.chord(&[Key::Control, Key::Shift], "o").await?;
        page.expect("the tree", "return document.activeElement.dataset.testid ?? ''", |at| {
            at.as_str().is_some_and(|at| at.starts_with("outline-vpc-"))
        })
        .await?;
        page.press(Key::Tab).await?;
        page.press(Key::Enter).await?;
        let row = page.run("return document.activeElement.dataset.testid").await?;
        let row = row.as_str().unwrap_or_default().replace("outline-", "");
        assert_eq!(selected(page).await?, row);
        Ok(())
    });
}

#[test]
fn the_menu_of_what_is_selected_by_key() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        page.click_at(page.middle(WORKLOAD).await?).await?;
        page.expect_count("[data-id^=workload-][data-selected=true]", 1).await?;
        for kind in ["rawKeyDown", "keyUp"] {
            let key = json!({ "type": kind, "key": "ContextMenu", "code": "ContextMenu", "windowsVirtualKeyCode": 93, "nativeVirtualKeyCode": 93 });
            page.devtools("Input.dispatchKeyEvent", key).await?;
        }
        page.part("context-menu").await?;
        page.expect("the first entry", "return document.activeElement.id", |id| id == "context-menu-0")
            .await?;
        page.press(Key::Down + "").await?;
        page.expect("the second", "return document.activeElement.id", |id| id == "context-menu-1").await?;
        page.press(Key::End + "").await?;
        page.expect("the last", "return document.activeElement.textContent", |text| {
            text.as_str().is_some_and(|text| text.contains("Delete"))
        })
        .await?;
        page.press(Key::Enter).await?;
        page.expect_count(WORKLOAD, 1).await?;
        page.expect("the keyboard at the canvas", "return document.activeElement.id", |id| id == "canvas")
            .await
            .map(drop)
    });
}

#[test]
fn every_key_of_the_palette_opens_it_and_files_go_by_key() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        page.find("#canvas").await?.focus().await?;
        let keys: [(&[Key], &str); 3] =
            [(&[Key::Control], "k"), (&[Key::Control, Key::Shift], "p"), (&[Key::Control], "/")];
        for (held, key) in keys {
            page.chord(held, key).await?;
            page.part("finder-dialog").await?;
            page.press(Key::Escape).await?;
            page.expect_count("[data-testid=finder-dialog]", 0).await?;
        }
        page.control("s").await?;
        let (name, bytes) = page.downloaded().await;
        assert_eq!(name, "serverless-data.vpc.json");
        assert_eq!(file::open(&bytes).unwrap().design.workloads.len(), 2);
        page.run("document.querySelector('[data-testid=file-input]').addEventListener('click', event => { event.preventDefault(); window.asked = true })").await?;
        page.control("o").await?;
        page.expect("the browser's file dialog", "return window.asked === true", |asked| *asked == true)
            .await?;
        page.chord(&[Key::Control, Key::Shift], "e").await?;
        let (name, _) = page.downloaded().await;
        assert_eq!(name, "serverless-data.zip");
        Ok(())
    });
}

#[test]
fn a_design_too_large_for_a_link_says_so() {
    in_browser(1440, 900, async |page| {
        page.click("start-blank").await?;
        let mut design =
            vpc_designer::template::template("serverless-data").unwrap().build("us-east-1").unwrap();
        // Nothing that can be compressed.
        let mut seed = 1u32;
        design.description = (0..90_000)
            .map(|_| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                char::from(b'0' + u8::try_from(seed >> 26).unwrap_or_default())
            })
            .collect();
        open(page, "large", &file::save(&design)).await?;
        page.expect_count(WORKLOAD, 2).await?;
        page.find("#canvas").await?.focus().await?;
        page.chord(&[Key::Alt, Key::Shift], "l").await?;
        page.expect(
            "why",
            "return [...document.querySelectorAll('[data-testid=toast]')].map(e => e.textContent).join()",
            |text| text.as_str().is_some_and(|text| text.contains("Save it to a file")),
        )
        .await
        .map(drop)
    });
}

#[test]
fn a_browser_that_keeps_nothing_says_so_and_works() {
    in_browser(1440, 900, async |page| {
        page.before_each_page(
            "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError') } })",
        )
        .await?;
        page.driver.refresh().await?;
        page.ready().await?;
        page.click("template-serverless-data").await?;
        page.expect_count(WORKLOAD, 2).await?;
        page.click("palette-vpc").await?;
        page.expect_count("[data-id^=vpc-]", 2).await?;
        page.find("[data-testid=saved][data-state=failed]").await?;
        let told = page.run("const e = document.querySelector('[data-testid=saved]'); return e.textContent + ' ' + e.title").await?;
        assert!(
            told.as_str()
                .is_some_and(|told| told.contains("Not saved in this browser") && told.contains("forbids")),
            "{told}"
        );
        page.screenshot("private-mode").await?;
        page.click("save-file").await?;
        let (_, bytes) = page.downloaded().await;
        assert_eq!(file::open(&bytes).unwrap().design.vpcs.len(), 2);
        Ok(())
    });
}

#[test]
fn a_picture_opens_again_as_the_design() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        page.find("#canvas").await?.focus().await?;
        page.chord(&[Key::Alt, Key::Shift], "e").await?;
        let (_, svg) = page.downloaded().await;
        page.click("new-file").await?;
        page.click("start-blank").await?;
        page.expect_count("[data-id]", 0).await?;
        open(page, "picture.svg", &String::from_utf8(svg).unwrap()).await?;
        page.expect_count(WORKLOAD, 2).await?;
        page.expect("its name", "return document.querySelector('[data-testid=design-name]').value", |name| {
            name == "Serverless data"
        })
        .await
        .map(drop)
    });
}

#[test]
fn a_hundred_connections_run_around_what_is_drawn() {
    in_browser(1440, 900, async |page| {
        page.click("start-blank").await?;
        open(page, "hundred", &file::save(&hundred())).await?;
        page.expect_count(WORKLOAD, 20).await?;
        page.click("toggle-left").await?;
        page.click("toggle-right").await?;
        page.click("toggle-code").await?;
        page.click("zoom-to-fit").await?;
        page.camera().await?;
        page.expect("the lines", "return document.querySelectorAll('.wire .line').length", |count| {
            count.as_u64().is_some_and(|count| count >= 100)
        })
        .await?;
        for theme in ["light", "dark"] {
            page.run(&format!("document.documentElement.dataset.theme = '{theme}'")).await?;
            tokio::time::sleep(std::time::Duration::from_millis(400)).await;
            page.screenshot(&format!("hundred-{theme}")).await?;
        }
        // A point each few units of every line as it is drawn: not in a card, except where it begins and ends, and not
        // in a subnet that the line only passes.
        let through = page.run(THROUGH).await?;
        assert_eq!(through, json!([]));
        Ok(())
    });
}

/// Lists what drawn lines run through.
const THROUGH: &str = "
    const box = e => { const [x, y] = e.getAttribute('transform').match(/-?[0-9.]+/g).map(Number), r = e.querySelector('rect.edge');
      return { id: e.dataset.id, x, y, r: x + +r.getAttribute('width'), b: y + +r.getAttribute('height') } };
    const cards = [...document.querySelectorAll('.node[data-id]')].map(box), subnets = [...document.querySelectorAll('.subnet[data-id]')].map(box);
    const inside = (p, b) => p.x > b.x + 1 && p.x < b.r - 1 && p.y > b.y + 1 && p.y < b.b - 1;
    const near = (p, b) => p.x >= b.x - 8 && p.x <= b.r + 8 && p.y >= b.y - 8 && p.y <= b.b + 8;
    const found = new Set();
    for (const line of document.querySelectorAll('.wire .line')) {
      const length = line.getTotalLength(), ends = [line.getPointAtLength(0), line.getPointAtLength(length)];
      for (let at = 0; at <= length; at += 6) {
        const p = line.getPointAtLength(at);
        for (const b of [...cards, ...subnets]) if (inside(p, b) && !ends.some(end => near(end, b))) found.add(b.id);
      }
    }
    return [...found]";

/// Twenty functions in two zones, each with five services.
fn hundred() -> Design {
    let mut editor = Editor::new(Design::new("busy", "us-east-1"));
    let add = |editor: &mut Editor, item: PaletteItem, into: Option<EntityRef>| {
        editor.apply(Command::Add { item, place: Place { into, at: None } }).unwrap();
        editor.selection().single().unwrap()
    };
    let vpc = add(&mut editor, PaletteItem::Vpc, None);
    let mut workloads = Vec::new();
    for _ in 0..2 {
        let zone = add(&mut editor, PaletteItem::Zone, Some(vpc));
        for _ in 0..2 {
            let subnet = add(&mut editor, PaletteItem::Subnet(SubnetKind::Private), Some(zone));
            for _ in 0..5 {
                workloads.push(add(&mut editor, PaletteItem::Workload(WorkloadKind::Lambda), Some(subnet)));
            }
        }
    }
    for service in ["s3", "sqs", "sns", "kms", "logs"] {
        for workload in &workloads {
            let EntityRef::Workload(workload) = *workload else { unreachable!() };
            let service = ServiceRef::Aws(service.to_owned());
            editor.apply(Command::ConnectTo { workload, service }).unwrap();
        }
    }
    editor.apply(Command::Tidy).unwrap();
    assert_eq!(editor.design().connections.len(), 100);
    Design::clone(editor.design())
}

const WORKLOAD: &str = "[data-id^=workload-]";

async fn start(page: &Page) -> WebDriverResult<()> {
    page.click("template-serverless-data").await?;
    page.expect_count(WORKLOAD, 2).await?;
    page.camera().await.map(drop)
}

async fn open(page: &Page, name: &str, text: &str) -> WebDriverResult<()> {
    let path = work_dir("uploads").join(format!("{}-{name}", std::process::id()));
    std::fs::write(&path, text).unwrap();
    page.part("file-input").await?.send_keys(path.to_string_lossy().as_ref()).await
}

async fn undo_says(page: &Page, text: &str) -> WebDriverResult<()> {
    page.expect(text, "return document.querySelector('[data-testid=undo]').title", |undo| {
        undo.as_str().is_some_and(|undo| undo.contains(text))
    })
    .await
    .map(drop)
}

async fn selected(page: &Page) -> WebDriverResult<String> {
    page.expect_count("[data-id][data-selected=true]", 1).await?;
    let id = page.run("return document.querySelector('[data-id][data-selected=true]').dataset.id").await?;
    Ok(id.as_str().unwrap_or_default().to_owned())
}
