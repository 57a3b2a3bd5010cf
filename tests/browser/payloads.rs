//! Hostile text: a list of what injections are made of, in every text of a design, by every way in, in every view.
//!
//! Nothing may run, nothing may become an element, and the policy, the second line of defence, may never have to refuse
//! anything. Which fields hold text is not listed here but found out: each text of the sample designs that the reader of
//! files takes a payload in is one.

use std::{
    fmt::Write as _,
    io::{Read, Write as _},
    net::TcpListener,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use serde_json::{Value, json};
use thirtyfour::{Key, error::WebDriverResult};
use vpc_designer::{
    editor::{Command, Editor, PaletteItem, Place},
    file,
    model::Design,
};

use super::harness::{Page, in_browser, in_browser_with_errors, in_firefox_with_errors};

/// What injections are made of. `HIT` marks the page; `BEACON` is an address that counts who calls.
const PAYLOADS: [&str; 44] = [
    "<script>HIT</script>",
    "\"><script>HIT</script>",
    "'><img src=x onerror=HIT>",
    "<img src=x onerror=\"HIT\">",
    "<svg/onload=HIT>",
    "</title><script>HIT</script>",
    "</text></g></svg><script>HIT</script>",
    "<foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\" onload=\"HIT\"/></foreignObject>",
    "<foreignObject><iframe xmlns=\"http://www.w3.org/1999/xhtml\" src=\"javascript:parent.HIT\"/></foreignObject>",
    "]]><script>HIT</script>",
    "<![CDATA[</metadata><script>HIT</script>]]>",
    "</metadata><script>HIT</script><metadata>",
    "</style><script>HIT</script>",
    "--><script>HIT</script><!--",
    "<?xml-stylesheet href=\"BEACON/xml.css\"?>",
    "<!DOCTYPE svg [<!ENTITY e SYSTEM \"BEACON/entity\">]>&e;",
    "&lt;script&gt;HIT&lt;/script&gt;",
    "&#60;script&#62;HIT&#60;/script&#62;",
    "&#x3c;img src=x onerror=HIT&#x3e;",
    "javascript:HIT",
    "java\tscript:HIT",
    "data:text/html,<script>HIT</script>",
    "<a href=\"javascript:HIT\" autofocus onfocus=HIT>x</a>",
    "\" onmouseover=\"HIT\" onfocus=\"HIT\" autofocus x=\"",
    "' onmouseover='HIT' style='background:url(BEACON/quote)",
    "` onmouseover=`HIT`",
    "x onload=HIT onbegin=HIT ",
    "{{constructor.constructor('HIT')()}}",
    "${HIT}#{HIT}<%= HIT %>",
    "<style>*{background:url(BEACON/style)}</style>",
    ";}*{background:url(\"BEACON/rule\")}x{",
    "url(BEACON/paint)",
    "<image href=\"BEACON/image\" xlink:href=\"BEACON/xlink\"/>",
    "<use href=\"BEACON/use.svg#x\"/>",
    "<set attributeName=\"href\" to=\"javascript:HIT\" onbegin=\"HIT\"/>",
    "<iframe srcdoc=\"<script>parent.HIT</script>\"></iframe>",
    "<link rel=stylesheet href=BEACON/link><base href=BEACON/>",
    "<meta http-equiv=refresh content=\"0;url=BEACON/meta\">",
    "<math><mtext></form><form><mglyph><style></math><img src=x onerror=HIT>",
    "</textarea></option></select><img src=x onerror=HIT>",
    "\u{202e}<script>HIT</script>\u{2066}\u{200b}\u{feff}",
    "\u{1}\u{8}\u{1b}[2J\u{85}\u{2028}<script>HIT</script>",
    "%3Cscript%3EHIT%3C/script%3E\\u003cscript\\u003eHIT\\x3c/script\\x3e",
    "__proto__",
];

/// Marks the page without a quote or a space, so that it fits everywhere.
const HIT: &str = "document.documentElement.dataset.hit=1";

/// The payloads as they are put in.
fn payloads(beacon: &str) -> Vec<String> {
    PAYLOADS.iter().map(|text| text.replace("HIT", HIT).replace("BEACON", beacon)).collect()
}

// ------------------------------------------------------------------------------------------------ designs

/// A place in a JSON text.
type Path = Vec<String>;

fn texts(value: &Value, at: &mut Path, found: &mut Vec<Path>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                at.push(key.clone());
                texts(member, at, found);
                at.pop();
            }
        }
        Value::Array(list) => {
            for (index, member) in list.iter().enumerate() {
                at.push(index.to_string());
                texts(member, at, found);
                at.pop();
            }
        }
        Value::String(_) => found.push(at.clone()),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn put(value: &mut Value, at: &[String], text: &str) {
    let pointer = at.iter().fold(String::new(), |mut pointer, part| {
        let _ = write!(pointer, "/{}", part.replace('~', "~0").replace('/', "~1"));
        pointer
    });
    *value.pointer_mut(&pointer).unwrap() = json!(text);
}

/// A design with all there is, and the places in it that take any text.
struct Sample {
    text: Value,
    places: Vec<Path>,
}

impl Sample {
    /// From a design file, with tags on all that takes them, and where there was none a description and a policy.
    fn of(name: &str) -> Self {
        let from = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/core/files").join(name);
        let mut editor = Editor::new(file::open(&std::fs::read(from).unwrap()).unwrap().design);
        editor.apply(Command::Add { item: PaletteItem::EndpointService, place: Place::ANYWHERE }).unwrap();
        let mut text: Value = serde_json::from_str(&file::save(editor.design())).unwrap();
        let tables: Vec<String> = text["design"].as_object().unwrap().keys().cloned().collect();
        for (member, value) in [
            ("tags", json!({ "key": "value" })),
            ("description", json!("words")),
            ("policy", json!("words")),
            ("private_dns_name", json!("words")),
        ] {
            for table in &tables {
                let ids: Vec<String> = text["design"][table]
                    .as_object()
                    .into_iter()
                    .flat_map(|rows| rows.keys().cloned())
                    .collect();
                for id in ids {
                    let mut next = text.clone();
                    let row = &mut next["design"][table][&id];
                    if row.is_object() && row.get(member).is_none() {
                        row[member] = value.clone();
                        if opens(&next).is_some() {
                            text = next;
                        }
                    }
                }
            }
        }
        let mut found = Vec::new();
        texts(&text, &mut Vec::new(), &mut found);
        let marker = "<zz>";
        found.retain(|place| {
            let mut next = text.clone();
            put(&mut next, place, marker);
            opens(&next).is_some_and(|design| file::save(&design).contains(marker))
        });
        assert!(found.len() > 40, "{name} has {} places for text", found.len());
        Self { text, places: found }
    }

    /// The design with a payload in every place, another one in each `round`.
    fn with(&self, payloads: &[String], round: usize) -> String {
        let mut text = self.text.clone();
        for (index, place) in self.places.iter().enumerate() {
            put(&mut text, place, &payloads[(index + round) % payloads.len()]);
        }
        tagged(&mut text, payloads, round);
        text.to_string()
    }

    /// The design with all payloads in every place, beginning with another one in each.
    fn with_all(&self, payloads: &[String]) -> String {
        let mut text = self.text.clone();
        for (index, place) in self.places.iter().enumerate() {
            let mut all = payloads.to_vec();
            all.rotate_left(index % payloads.len());
            put(&mut text, place, &all.concat());
        }
        tagged(&mut text, payloads, 0);
        text.to_string()
    }
}

/// Keys of tags are text too.
fn tagged(value: &mut Value, payloads: &[String], round: usize) {
    match value {
        Value::Object(members) => {
            if let Some(tags) = members.get_mut("tags").and_then(Value::as_object_mut) {
                for step in 0..3 {
                    let text = &payloads[(round * 3 + step) % payloads.len()];
                    tags.insert(text.clone(), json!(text));
                }
            }
            members.values_mut().for_each(|member| tagged(member, payloads, round));
        }
        Value::Array(list) => list.iter_mut().for_each(|member| tagged(member, payloads, round)),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn opens(text: &Value) -> Option<Design> {
    file::open(text.to_string().as_bytes()).ok().map(|opened| opened.design)
}

// ------------------------------------------------------------------------------------------------ who listens

/// Counts who calls an address that only payloads know, and serves pictures as pages of their own, without any policy.
struct Beacon {
    address: String,
    calls: Arc<Mutex<Vec<String>>>,
    pictures: Arc<Mutex<Vec<String>>>,
    stopped: Arc<AtomicBool>,
}

impl Beacon {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let beacon =
            Self { address, calls: Arc::default(), pictures: Arc::default(), stopped: Arc::default() };
        let (calls, pictures, stopped) =
            (Arc::clone(&beacon.calls), Arc::clone(&beacon.pictures), Arc::clone(&beacon.stopped));
        std::thread::spawn(move || {
            for connection in listener.incoming() {
                if stopped.load(Ordering::Relaxed) {
                    return;
                }
                let Ok(mut connection) = connection else { continue };
                let _ = connection.set_read_timeout(Some(std::time::Duration::from_secs(2)));
                let mut head = [0; 4096];
                let read = connection.read(&mut head).unwrap_or_default();
                let head = String::from_utf8_lossy(&head[..read]).into_owned();
                let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
                let number = path.strip_prefix("/picture/").and_then(|n| n.parse::<usize>().ok());
                let picture = number.and_then(|n| pictures.lock().unwrap().get(n).cloned());
                let (status, body) = match (&picture, path.as_str()) {
                    (Some(svg), _) => ("200 OK", svg.as_str()),
                    (None, "/favicon.ico") => ("404 Not Found", ""),
                    (None, _) => {
                        calls.lock().unwrap().push(head.lines().next().unwrap_or_default().to_owned());
                        ("404 Not Found", "")
                    }
                };
                let _ = write!(
                    connection,
                    "HTTP/1.1 {status}\r\nContent-Type: image/svg+xml\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                    body.len()
                );
            }
        });
        beacon
    }

    fn calls(&self) -> Vec<String> {
        self.calls.lock().unwrap().clone()
    }
}

impl Drop for Beacon {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
        let _ = std::net::TcpStream::connect(self.address.trim_start_matches("http://"));
    }
}

/// Watches a page from now on: elements and attributes that no view has, and what the policy refuses.
const WATCH: &str = "window.strange = []; \
    addEventListener('securitypolicyviolation', e => strange.push(`the policy refused ${e.violatedDirective} ${e.blockedURI} ${e.sample}`)); \
    const bad = new Set('script iframe frame object embed applet base meta link style form foreignobject image use animate set math template video audio source marquee'.split(' ')); \
    const look = e => { if (e.nodeType !== 1) return; \
      if (bad.has(e.localName.toLowerCase()) && !e.matches('form.reason[data-testid=reason-form]')) strange.push('element ' + e.outerHTML.slice(0, 200)); \
      if (e.localName === 'img' && e.id !== 'print-picture') strange.push('image ' + e.outerHTML.slice(0, 200)); \
      for (const { name, value } of e.attributes) { \
        if (/^on/i.test(name) || name === 'srcdoc') strange.push(`attribute ${name} of ${e.outerHTML.slice(0, 200)}`); \
        if (/^(href|src|action|formaction|xlink:href)$/i.test(name) && !/^(https:\\/\\/docs\\.aws\\.amazon\\.com\\/|\\.\\/|#|rules\\.html|data:image\\/svg\\+xml,|blob:)/.test(value)) \
          strange.push(`address ${value.slice(0, 200)}`); \
        if (name === 'style' && /url\\(|expression/i.test(value)) strange.push(`style ${value.slice(0, 200)}`); } }; \
    const all = e => { look(e); if (e.querySelectorAll) for (const inner of e.querySelectorAll('*')) look(inner) }; \
    new MutationObserver(records => { for (const r of records) { if (r.type === 'attributes') look(r.target); else r.addedNodes.forEach(all) } }) \
      .observe(document.body, { subtree: true, childList: true, attributes: true })";

/// What the watch has seen, and whether a payload ran.
async fn nothing_happened(page: &Page, beacon: &Beacon, view: &str) -> WebDriverResult<()> {
    let seen = page
        .run("return { hit: document.documentElement.dataset.hit ?? null, strange: [...new Set(window.strange)] }")
        .await?;
    assert_eq!(seen, json!({ "hit": null, "strange": [] }), "{view}");
    assert_eq!(beacon.calls(), Vec::<String>::new(), "{view}");
    Ok(())
}

// ------------------------------------------------------------------------------------------------ views

/// Opens a text by the picker of files.
async fn open(page: &Page, name: &str, text: &str) -> WebDriverResult<()> {
    let path = page.downloads.parent().unwrap().join(name);
    std::fs::write(&path, text).unwrap();
    page.part("file-input").await?.send_keys(path.to_string_lossy().as_ref()).await
}

/// Presses whatever matches, in the order of the page, each once; the pointer also goes over it.
async fn press_all(page: &Page, selector: &str) -> WebDriverResult<u64> {
    let script = format!(
        "const all = [...document.querySelectorAll({})]; for (const e of all) {{ \
         e.dispatchEvent(new MouseEvent('mouseover', {{ bubbles: true }})); e.focus?.(); e.click?.() }}; return all.length",
        json!(selector)
    );
    Ok(page.run(&script).await?.as_u64().unwrap_or_default())
}

/// Shows all that shows a design.
async fn every_view(page: &Page, beacon: &Beacon, round: &str) -> WebDriverResult<()> {
    let told = |view: &str| format!("{round}: {view}");
    nothing_happened(page, beacon, &told("canvas")).await?;
    // The tree, and by it the inspector of each thing, with its help.
    page.click("tab-outline").await?;
    page.part("outline").await?;
    let rows = page
        .run("return [...document.querySelectorAll('[data-testid^=outline-]')].map(e => e.dataset.testid)")
        .await?;
    let rows: Vec<String> =
        rows.as_array().into_iter().flatten().filter_map(|row| row.as_str().map(str::to_owned)).collect();
    assert!(rows.len() > 10, "{round}: {} rows in the outline", rows.len());
    for row in &rows {
        press_all(page, &format!("[data-testid={row}]")).await?;
        press_all(page, "[data-testid=object-help-button], .inspector details > summary").await?;
    }
    nothing_happened(page, beacon, &told("outline and inspectors")).await?;
    for tab in ["tab-cli", "tab-terraform", "tab-cloudformation"] {
        page.click(tab).await?;
        assert!(press_all(page, "[data-testid^=file-]:not(#open-file)").await? > 0, "{round}: {tab}");
        nothing_happened(page, beacon, &told(tab)).await?;
    }
    page.click("tab-problems").await?;
    page.part("problems").await?;
    press_all(page, "[data-testid=suppress]").await?;
    nothing_happened(page, beacon, &told("problems")).await?;
    page.click("tab-paths").await?;
    page.part("paths").await?;
    if press_all(page, "[data-testid=path-row], [data-testid=path-row] button").await? > 0 {
        press_all(page, "[data-testid=path-hop] button").await?;
    }
    nothing_happened(page, beacon, &told("paths")).await?;
    page.click("tab-cost").await?;
    page.part("cost").await?;
    nothing_happened(page, beacon, &told("cost")).await?;
    press_all(page, "[data-testid=cost-compare]").await?;
    page.part("shapes").await?;
    nothing_happened(page, beacon, &told("shapes")).await?;
    page.click("tab-terraform").await?;

    // What lies over the canvas.
    page.find("#canvas").await?.focus().await?;
    page.chord(&[Key::Shift], "m").await?;
    let dialogs: [(&str, &[Key], &str); 5] = [
        ("command palette", &[Key::Control], "k"),
        ("search", &[Key::Control], "f"),
        ("designs", &[Key::Alt, Key::Shift], "o"),
        ("planner", &[Key::Shift], "a"),
        ("shortcuts", &[], "?"),
    ];
    for (dialog, held, key) in dialogs {
        if dialog == "planner" {
            press_all(page, "[data-testid^=outline-vpc-]").await?;
        }
        page.find("#canvas").await?.focus().await?;
        page.chord(held, key).await?;
        page.find("dialog[open]").await?;
        if dialog == "search" {
            page.find("dialog[open] input").await?.send_keys("<").await?;
        }
        press_all(page, "[data-testid=plan-row]").await?;
        press_all(page, "[data-testid^=forget-]:not([data-testid$=-sure]):not([data-testid$=-keep])").await?;
        nothing_happened(page, beacon, &told(dialog)).await?;
        page.press(Key::Escape).await?;
        page.expect_count("dialog[open]", 0).await?;
    }
    press_all(page, "[data-testid^=outline-endpoint-]").await?;
    if press_all(page, "[data-testid=policy-build]").await? > 0 {
        page.find("dialog[open]").await?;
        nothing_happened(page, beacon, &told("policy builder")).await?;
        page.press(Key::Escape).await?;
        page.expect_count("dialog[open]", 0).await?;
    }
    press_all(page, "[data-testid^=outline-workload-]").await?;
    page.find("#canvas").await?.focus().await?;
    page.press(Key::F2).await?;
    page.part("rename").await?;
    nothing_happened(page, beacon, &told("rename")).await?;
    page.press(Key::Escape).await?;
    page.click("share-button").await?;
    let inside = "return document.activeElement.closest('[role=menu]') !== null";
    page.expect("the menu has the focus", inside, |inside| *inside == true).await?;
    nothing_happened(page, beacon, &told("share menu")).await?;
    page.press(Key::Escape).await?;
    page.expect_count("[role=menu]", 0).await?;
    page.run("dispatchEvent(new Event('beforeprint'))").await?;
    page.expect_count("#print-picture", 1).await?;
    nothing_happened(page, beacon, &told("paper")).await?;
    page.run("dispatchEvent(new Event('afterprint'))").await?;
    page.click("new-file").await?;
    page.part("welcome").await?;
    nothing_happened(page, beacon, &told("welcome")).await?;
    page.click("dialog-close").await?;
    page.click("catalog-button").await?;
    page.part("matrix").await?;
    page.click("catalog-tab-compare").await?;
    nothing_happened(page, beacon, &told("catalogue")).await?;
    page.press(Key::Escape).await?;
    page.run("location.hash = ''").await.map(drop)
}

async fn in_every_view(page: &Page, name: &str, rounds: &[usize]) -> WebDriverResult<()> {
    let (sample, beacon) = (Sample::of(name), Beacon::start());
    let payloads = payloads(&beacon.address);
    page.click("start-blank").await?;
    page.run(WATCH).await?;
    for round in rounds {
        let text = sample.with(&payloads, *round);
        open(page, "<img src=x onerror=alert(1)>.json", &text).await?;
        page.find("[data-id^=vpc-]").await?;
        // What the file needed mended is told, in its own words.
        press_all(page, "[data-testid=dialog-ok]").await?;
        page.expect_count("dialog[open]", 0).await?;
        every_view(page, &beacon, &format!("{name}, round {round}")).await?;
    }
    let all = sample.with_all(&payloads);
    open(page, "all.json", &all).await?;
    page.find("[data-id^=vpc-]").await?;
    press_all(page, "[data-testid=dialog-ok]").await?;
    page.expect_count("dialog[open]", 0).await?;
    every_view(page, &beacon, &format!("{name}, all at once")).await
}

#[test]
fn no_text_of_a_design_becomes_markup_in_any_view() {
    in_browser(1440, 900, async |page| in_every_view(page, "v1-everything.json", &[0, 17]).await);
}

#[test]
fn nor_does_a_text_of_joined_networks() {
    in_browser(1440, 900, async |page| in_every_view(page, "v1-networks.json", &[5]).await);
}

#[test]
fn links_the_clipboard_and_tables_bring_text_and_never_markup() {
    in_browser(1440, 900, async |page| {
        let (sample, beacon) = (Sample::of("v1-everything.json"), Beacon::start());
        let payloads = payloads(&beacon.address);
        let text = sample.with(&payloads, 3);
        page.before_each_page(&format!("addEventListener('DOMContentLoaded', () => {{ {WATCH} }})")).await?;

        // A link.
        let design = file::open(text.as_bytes()).unwrap().design;
        let packed = miniz_oxide::deflate::compress_to_vec(&file::shared_bytes(&design), 10);
        let address = page.driver.current_url().await?;
        let link = format!("{}#{}", address.as_str(), file::share_fragment(&packed).unwrap());
        page.driver.goto("about:blank").await?;
        page.driver.goto(&link).await?;
        page.ready().await?;
        page.find("[data-id^=vpc-]").await?;
        nothing_happened(page, &beacon, "link").await?;

        // The clipboard.
        let part = text.replacen("\"vpc-endpoint-designer\"", "\"vpc-endpoint-designer-part\"", 1);
        for clip in [part.as_str(), text.as_str(), payloads[1].as_str()] {
            let paste = format!(
                "const data = new DataTransfer(); data.setData('text/plain', {}); data.setData('text/html', '<img src=x onerror={HIT}>'); \
                 document.getElementById('canvas').focus(); \
                 document.getElementById('canvas').dispatchEvent(new ClipboardEvent('paste', {{ clipboardData: data, bubbles: true, cancelable: true }}))",
                json!(clip)
            );
            page.run(&paste).await?;
        }
        page.find("[data-id^=vpc-]:nth-of-type(1)").await?;
        nothing_happened(page, &beacon, "clipboard").await?;

        // A table of addresses: one that is taken, and one whose faults are told.
        page.driver.goto("about:blank").await?;
        page.driver.goto(address.as_str()).await?;
        page.ready().await?;
        page.click("new-file").await?;
        // The Region of the last design is no Region.
        page.find("[data-testid=welcome-region-options] [data-value=us-east-1]").await?.click().await?;
        page.click("template-serverless-data").await?;
        page.expect_count("[data-id^=subnet-]", 2).await?;
        page.click("tab-outline").await?;
        press_all(page, "[data-testid^=outline-vpc-]").await?;
        page.find("#canvas").await?.focus().await?;
        page.chord(&[Key::Shift], "a").await?;
        page.part("planner").await?;
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let mut table = String::from("use,cidr_block,name,availability_zone,kind\n");
        for (index, payload) in payloads.iter().enumerate().take(40) {
            let _ =
                writeln!(table, "subnet,10.0.{}.0/24,{},us-east-1a,private", 128 + index, quoted(payload));
        }
        let from = page.downloads.join("plan.csv");
        std::fs::write(&from, &table).unwrap();
        page.part("plan-import").await?.send_keys(from.to_string_lossy().as_ref()).await?;
        page.find("[data-testid=plan-row][data-range=\"10.0.128.0/24\"]").await?;
        press_all(page, "[data-testid=plan-row]").await?;
        nothing_happened(page, &beacon, "table").await?;
        for payload in &payloads {
            let bad = format!(
                "use,cidr_block,name,availability_zone,kind\n{},{},x,{},private\n",
                quoted(payload),
                quoted(payload),
                quoted(payload)
            );
            std::fs::write(&from, &bad).unwrap();
            page.part("plan-import").await?.send_keys(from.to_string_lossy().as_ref()).await?;
        }
        page.part("plan-errors").await?;
        nothing_happened(page, &beacon, "faults of a table").await
    });
}

#[test]
fn what_refuses_a_file_quotes_it_as_text() {
    in_browser(1440, 900, async |page| {
        let (sample, beacon) = (Sample::of("v1-everything.json"), Beacon::start());
        page.click("start-blank").await?;
        page.run(WATCH).await?;
        let mut all = Vec::new();
        texts(&sample.text, &mut Vec::new(), &mut all);
        // One of each member that takes no text of one's own: references, blocks, kinds, words.
        let mut seen = std::collections::BTreeSet::new();
        all.retain(|place| !sample.places.contains(place) && seen.insert(place.last().cloned()));
        assert!(all.len() > 10, "{}", all.len());
        for (index, place) in all.iter().enumerate() {
            let mut text = sample.text.clone();
            put(&mut text, place, &payloads(&beacon.address)[index % PAYLOADS.len()]);
            open(page, &format!("{index}.json"), &text.to_string()).await?;
            // Refused, or mended with a note; both say what they found.
            page.find("dialog[open] [data-testid=dialog-ok]").await?;
            nothing_happened(page, &beacon, &format!("{place:?}")).await?;
            press_all(page, "[data-testid=dialog-ok]").await?;
            page.expect_count("dialog[open]", 0).await?;
        }
        Ok(())
    });
}

// ------------------------------------------------------------------------------------------------ pictures

/// What an exported picture is made of; nothing else may be in it.
const MADE_OF: &str = "const elements = new Set('svg title metadata style rect g text path circle line'.split(' ')); \
    const attributes = new Set('xmlns id class x y width height rx viewBox role aria-labelledby d fill transform text-anchor'.split(' ')); \
    const odd = []; \
    for (const e of document.querySelectorAll('*')) { if (!elements.has(e.nodeName)) odd.push('element ' + e.nodeName); \
      for (const { name, value } of e.attributes) if (!attributes.has(name) || (name === 'fill' && value !== '#fff')) odd.push(`attribute ${name} of ${e.nodeName}`) } \
    for (const n of document.childNodes) if (n !== document.documentElement) odd.push('beside the picture: ' + n.nodeName); \
    const style = document.querySelectorAll('style'); if (style.length !== 1 || /url|import|<|&/.test(style[0].textContent)) odd.push('style'); \
    if (document.querySelector('svg > metadata').childElementCount) odd.push('elements in the metadata'); \
    return { root: document.documentElement.nodeName, hit: document.documentElement.dataset.hit ?? null, odd: [...new Set(odd)] }";

/// Opens pictures with every payload in every label as pages of their own, where no policy holds them back.
async fn pictures_run_nothing(page: &Page) -> WebDriverResult<()> {
    let beacon = Beacon::start();
    let payloads = payloads(&beacon.address);
    for name in ["v1-everything.json", "v1-networks.json"] {
        let sample = Sample::of(name);
        let texts = (0..payloads.len()).map(|round| sample.with(&payloads, round));
        let pictures = texts
            .chain([sample.with_all(&payloads)])
            .map(|text| Editor::new(file::open(text.as_bytes()).unwrap().design).picture());
        *beacon.pictures.lock().unwrap() = pictures.collect();
        let count = beacon.pictures.lock().unwrap().len();
        for number in 0..count {
            page.driver.goto(&format!("{}/picture/{number}", beacon.address)).await?;
            let there = json!(["complete", format!("/picture/{number}")]);
            let state = "return [document.readyState, location.pathname]";
            page.expect("the whole picture", state, |state| *state == there).await?;
            let found = page.run(MADE_OF).await?;
            assert_eq!(found, json!({ "root": "svg", "hit": null, "odd": [] }), "{name}, picture {number}");
        }
        assert_eq!(beacon.calls(), Vec::<String>::new(), "{name}");
    }
    Ok(())
}

#[test]
fn an_exported_picture_runs_nothing_as_a_page_of_its_own() {
    in_browser_with_errors(1440, 900, async |page| {
        // The app's own export is that picture.
        let sample = Sample::of("v1-everything.json");
        let text = sample.with(&payloads("https://example.com"), 1);
        page.click("start-blank").await?;
        open(page, "payloads.json", &text).await?;
        page.find("[data-id^=vpc-]").await?;
        press_all(page, "[data-testid=dialog-ok]").await?;
        page.find("#canvas").await?.focus().await?;
        page.chord(&[Key::Alt, Key::Shift], "e").await?;
        let (_, svg) = page.downloaded().await;
        let drawn = Editor::new(file::open(text.as_bytes()).unwrap().design).picture();
        assert_eq!(String::from_utf8_lossy(&svg), drawn);
        pictures_run_nothing(page).await
    });
}

#[test]
fn nor_does_it_in_firefox() {
    in_firefox_with_errors(1440, 900, async |page| pictures_run_nothing(page).await);
}

/// The watch itself sees what it is there for.
#[test]
fn the_watch_would_see_an_injection() {
    in_browser_with_errors(1440, 900, async |page| {
        let beacon = Beacon::start();
        page.click("start-blank").await?;
        page.run(WATCH).await?;
        nothing_happened(page, &beacon, "nothing was done").await?;
        for (made, word) in [
            ("document.body.append(document.createElement('iframe'))", "element <iframe"),
            ("document.body.append(new Image())", "image <img"),
            ("document.querySelector('a').href = 'javascript:x()'", "address javascript"),
        ] {
            page.run(made).await?;
            page.expect(word, "return window.strange.join('; ')", |seen| {
                seen.as_str().is_some_and(|seen| seen.contains(word))
            })
            .await?;
        }
        // And a picture with a script in it would be found out.
        let script = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata/><style/><script>{HIT}</script></svg>"
        );
        beacon.pictures.lock().unwrap().push(script);
        page.driver.goto(&format!("{}/picture/0", beacon.address)).await?;
        let found = page.run(MADE_OF).await?;
        assert_eq!(found["hit"], "1", "{found}");
        assert!(found["odd"].to_string().contains("element script"), "{found}");
        Ok(())
    });
}
