//! The site as it is hosted: the policy holds, nothing is asked for elsewhere, and it works without a network.
//!
//! Every other test runs under the same headers, below the same path, and fails by what the console or the log of the
//! network says against them; here is what the headers must refuse, and what only a whole build can do.

use std::path::Path;

use serde_json::Value;
use thirtyfour::error::WebDriverResult;

use super::{
    harness::{Page, dist, in_browser, in_browser_with_errors},
    server::PATH,
};

/// The list of the build that is tested.
fn build() -> Value {
    let text = std::fs::read_to_string(dist().join("build.json"))
        .expect("the build in dist/ has no list of its files: run make build");
    serde_json::from_str(&text).unwrap()
}

#[test]
fn all_of_the_site_is_on_the_list_with_its_hash() {
    let build = build();
    let files = build["files"].as_object().unwrap();
    let mut on_disk: Vec<String> = std::fs::read_dir(dist())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "build.json")
        .collect();
    on_disk.sort();
    let mut listed: Vec<String> = files
        .iter()
        .flat_map(|(name, file)| {
            let packed =
                file["encodings"].as_object().unwrap().keys().map(move |ending| format!("{name}.{ending}"));
            std::iter::once(name.clone()).chain(packed)
        })
        .collect();
    listed.sort();
    assert_eq!(on_disk, listed);
    for (name, file) in files {
        let hashed = name
            .rsplit(['-', '_', '.'])
            .any(|part| part.len() == 16 && part.bytes().all(|b| b.is_ascii_hexdigit()));
        let cache = if hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
        assert_eq!(file["cache"], cache, "{name}");
        assert!(
            name.ends_with(".png")
                || file["encodings"]["br"].is_object()
                || file["bytes"].as_u64() < Some(400),
            "{name}"
        );
    }
}

#[test]
fn the_first_visit_is_below_a_path_compressed_and_under_the_policy() {
    in_browser(1440, 900, async |page| {
        let url = page.driver.current_url().await?;
        assert_eq!(url.path(), PATH);
        let asked = page.server.borrow().requests();
        let wasm =
            asked.iter().find(|request| request.path.ends_with(".wasm")).expect("the app is WebAssembly");
        assert_eq!(wasm.encoding, "br", "{wasm:?}");
        let headers =
            "return fetch('./').then(r => [...r.headers].map(([name, value]) => name + ': ' + value))";
        let headers = page.run(headers).await?.to_string();
        for wanted in [
            "content-security-policy",
            "strict-transport-security",
            "x-content-type-options",
            "permissions-policy",
        ] {
            assert!(headers.contains(wanted), "{wanted} is not in {headers}");
        }
        Ok(())
    });
}

/// `make bench` writes them; what they leave out, the icon and what follows, is left out here.
#[test]
fn the_figures_in_the_readme_are_of_this_build() {
    if !build()["files"].as_object().unwrap().keys().any(|name| name.ends_with("_rest.wasm")) {
        eprintln!("not a release build; its size is nobody's affair");
        return;
    }
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let figure = |what: &str| -> f64 {
        let row = readme.lines().find(|line| line.starts_with(&format!("| {what} |"))).expect(what);
        let value = row.rsplit('|').nth(1).unwrap().trim().split(' ').next().unwrap();
        value.parse().unwrap_or_else(|_| panic!("{row}: run make bench"))
    };
    in_browser(1440, 900, async |page| {
        let asked = page
            .run(
                "return performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource')) \
                 .map(e => [new URL(e.name).pathname, e.encodedBodySize]) \
                 .filter(([path]) => !/\\.svg$|_rest\\.wasm$|webmanifest$|\\/sw\\.js$/.test(path))",
            )
            .await?;
        let asked = asked.as_array().unwrap();
        // The browser asks for the manifest by itself, and does not list it.
        assert_eq!(asked.len() as f64 + 1.0, figure("requests"), "run make bench: {asked:?}");
        let kb = asked.iter().filter_map(|entry| entry[1].as_f64()).sum::<f64>() / 1000.0;
        let told = figure("transfer, by brotli");
        assert!((kb - told).abs() < told * 0.2, "{kb:.0} kB, and the README says {told:.0}: run make bench");
        Ok(())
    });
}

#[test]
fn the_policy_refuses_what_an_injection_would_need() {
    // What is refused is told in the console.
    in_browser_with_errors(1440, 900, async |page| {
        let attempts = [
            (
                "an inline script",
                "const s = document.createElement('script'); s.append('window.hit = 1'); document.body.append(s)",
            ),
            ("eval", "return (0, eval)('window.hit = 1')"),
            (
                "markup with a handler",
                "document.body.insertAdjacentHTML('beforeend', '<img src=data:, onerror=\"window.hit = 1\">')",
            ),
            (
                "markup with a script",
                "document.createElement('div').innerHTML = '<svg><script>window.hit = 1</script></svg>'",
            ),
            (
                "a handler by attribute",
                "document.body.setAttribute('onclick', 'window.hit = 1'); document.body.click()",
            ),
            (
                "a script from elsewhere",
                "const s = document.createElement('script'); s.src = 'https://example.com/x.js'; document.body.append(s)",
            ),
            ("a request to elsewhere", "return fetch('https://example.com/').then(() => { window.hit = 1 })"),
            (
                "an image from elsewhere",
                "const i = new Image(); i.onload = () => { window.hit = 1 }; i.src = 'https://example.com/x.png'",
            ),
            ("a beacon", "if (!navigator.sendBeacon('https://example.com/', 'x')) throw 1"),
            (
                "a style sheet inside",
                "document.head.append(Object.assign(document.createElement('style'), { textContent: 'body { --hit: 1 }' })); window.hit = getComputedStyle(document.body).getPropertyValue('--hit').trim() === '1' ? 1 : 0",
            ),
            (
                "a foreign worker",
                "return navigator.serviceWorker.register('./start.js').then(() => { window.hit = 1 })",
            ),
            (
                "a frame",
                "const f = document.createElement('iframe'); f.src = 'https://example.com/'; document.body.append(f); window.hit = 0",
            ),
        ];
        for (what, script) in attempts {
            // By a timer: what a driver runs itself is not held to the policy.
            page.run(&format!(
                "window.hit = 0; window.refused = 0; \
                 addEventListener('securitypolicyviolation', () => {{ window.refused = 1 }}, {{ once: true }}); \
                 return new Promise(done => setTimeout(async () => {{ \
                 try {{ await (async () => {{ {script} }})() }} catch {{ window.refused = 1 }}; \
                 setTimeout(done, 200, 0) }}))"
            ))
            .await?;
            // A script element whose text is not trusted is left alone without a word.
            assert!(what == "an inline script" || page.run("return window.refused").await? == 1, "{what}");
            assert_eq!(page.run("return window.hit").await?, 0, "{what} worked");
        }
        Ok(())
    });
}

#[test]
fn what_leaves_the_page_is_asked_for_at_its_own_folder() {
    in_browser(1440, 900, async |page| {
        page.click("template-private-web-app").await?;
        page.expect_count("[data-testid=welcome]", 0).await?;
        // The pages beside the app keep to the policy too.
        let app = page.driver.current_url().await?;
        for name in ["rules.html", "help.html", "licences.html"] {
            page.driver.goto(app.join(name).unwrap().as_str()).await?;
            let font = page.run("return getComputedStyle(document.body).maxWidth").await?;
            assert_ne!(font, "none", "{name} is without its style sheet");
        }
        let told = page.run("return document.body.innerText").await?.to_string();
        for name in ["leptos", "wasm-bindgen", "serde_json", "Rust's standard library"] {
            assert!(told.contains(name), "the licences lack {name}");
        }
        Ok(())
    });
}

/// Waits until a whole version is kept for work without a network.
async fn kept(page: &Page) -> WebDriverResult<()> {
    let script = "return navigator.serviceWorker.getRegistration().then(async made => made && made.active && \
                  (await caches.keys()).length)";
    page.expect("a version is kept", script, |count| count.as_u64() == Some(1)).await.map(drop)
}

#[test]
fn without_a_network_the_app_starts_and_the_work_is_exported() {
    build();
    in_browser_with_errors(1440, 900, async |page| {
        page.click("template-private-web-app").await?;
        page.expect_count("[data-testid=welcome]", 0).await?;
        kept(page).await?;
        stored(page).await?;
        page.server.borrow_mut().stop();
        page.driver.refresh().await?;
        page.ready().await?;
        page.expect_count("[data-id^=vpc-]", 1).await?;
        page.click("tab-terraform").await?;
        page.click("download-all").await?;
        let (name, bytes) = page.downloaded().await;
        assert!(name.ends_with(".zip") && bytes.starts_with(b"PK"), "{name}");
        page.click("save-file").await?;
        let (_, bytes) = page.downloaded().await;
        assert!(String::from_utf8_lossy(&bytes).contains("vpc-endpoint-designer"));
        // The pages beside the app are there too.
        let app = page.driver.current_url().await?;
        for (name, place) in [("rules.html", "section"), ("help.html", "section#interface-endpoint")] {
            page.driver.goto(app.join(name).unwrap().as_str()).await?;
            page.find(place).await?;
        }
        Ok(())
    });
}

#[test]
fn the_browser_offers_to_install_it() {
    build();
    in_browser(1440, 900, async |page| {
        kept(page).await?;
        let manifest = page.devtools("Page.getAppManifest", serde_json::json!({})).await?;
        assert_eq!(manifest["errors"], serde_json::json!([]), "{manifest}");
        assert!(manifest["url"].as_str().unwrap_or_default().ends_with("app.webmanifest"), "{manifest}");
        let against = page.devtools("Page.getInstallabilityErrors", serde_json::json!({})).await?;
        assert_eq!(against["installabilityErrors"], serde_json::json!([]));
        Ok(())
    });
}

async fn stored(page: &Page) -> WebDriverResult<()> {
    let script = "return document.querySelector('[data-testid=saved]').dataset.state";
    page.expect("stored", script, |state| state == "saved").await.map(drop)
}

/// A copy of the build that differs in one style sheet: the next version.
fn next_version(folder: &Path) -> String {
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder).unwrap();
    for entry in std::fs::read_dir(dist()).unwrap() {
        let from = entry.unwrap().path();
        let name = from.file_name().unwrap().to_string_lossy().into_owned();
        // Not the packed forms: they are made anew, quickly.
        if !name.ends_with(".br") && !name.ends_with(".gz") {
            std::fs::copy(&from, folder.join(&name)).unwrap();
        }
        if name.starts_with("tokens-") && name.ends_with(".css") {
            let css = std::fs::read_to_string(&from).unwrap();
            std::fs::write(folder.join(&name), format!("{css}\n:root {{ --next-version: 1 }}\n")).unwrap();
        }
    }
    let made = std::process::Command::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/dist"))
        .arg(folder)
        .arg("--quick")
        .output()
        .expect("node runs .ci/dist");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let list = std::fs::read_to_string(folder.join("build.json")).unwrap();
    serde_json::from_str::<Value>(&list).unwrap()["build"].as_str().unwrap().to_owned()
}

const VERSION: &str = "return document.querySelector('meta[name=version]').content";

#[test]
fn a_new_version_is_offered_and_comes_whole_with_the_work_kept() {
    let before = build()["build"].clone();
    let next = super::harness::work_dir("next-version");
    let after = next_version(&next);
    assert_ne!(before, after.as_str());
    in_browser(1440, 900, async |page| {
        page.click("template-private-web-app").await?;
        page.expect_count("[data-testid=welcome]", 0).await?;
        kept(page).await?;
        page.driver.refresh().await?;
        page.ready().await?;
        page.expect_count("[data-testid=update]", 0).await?;

        page.server.borrow().publish(&next);
        page.run(
            "return navigator.serviceWorker.getRegistration().then(made => made.update()).then(() => 0)",
        )
        .await?;
        page.part("update").await?;
        page.screenshot("update").await?;
        // A reload by hand does not change over while the new version waits, and mixes nothing.
        page.driver.refresh().await?;
        page.ready().await?;
        assert_eq!(page.run(VERSION).await?, before);
        assert_eq!(page.run(STYLE).await?, "");

        // The last edit is not stored yet when the user goes on.
        page.part("update").await?;
        page.click("palette-vpc").await?;
        page.expect_count("[data-id^=vpc-]", 2).await?;
        page.click("update-now").await?;
        page.expect("the new version", VERSION, |version| *version == after.as_str()).await?;
        page.ready().await?;
        assert_eq!(page.run(STYLE).await?, "1", "the entry page is new and its style sheet is not");
        page.expect_count("[data-id^=vpc-]", 2).await?;
        page.expect_count("[data-testid=update]", 0).await
    });
    let _ = std::fs::remove_dir_all(&next);
}

const STYLE: &str =
    "return getComputedStyle(document.documentElement).getPropertyValue('--next-version').trim()";

#[test]
fn an_update_that_breaks_off_leaves_the_version_before() {
    let before = build()["build"].clone();
    let next = super::harness::work_dir("broken-version");
    next_version(&next);
    // One file did not arrive as it was built.
    let css = std::fs::read_dir(&next).unwrap().map(|entry| entry.unwrap().path());
    let css = css.filter(|path| path.to_string_lossy().contains("tokens-")).collect::<Vec<_>>();
    for path in css {
        std::fs::write(path, "/* cut off").unwrap();
    }
    in_browser_with_errors(1440, 900, async |page| {
        kept(page).await?;
        page.server.borrow().publish(&next);
        let failed = "return navigator.serviceWorker.getRegistration().then(made => made.update().then(() => \
                      new Promise(done => { const worker = made.installing; if (!worker) return done('none'); \
                      worker.addEventListener('statechange', () => done(worker.state)) })))";
        assert_eq!(page.run(failed).await?, "redundant");
        page.driver.refresh().await?;
        page.ready().await?;
        assert_eq!(page.run(VERSION).await?, before);
        assert_eq!(page.run("return caches.keys().then(keys => keys.length)").await?, 1);
        page.expect_count("[data-testid=update]", 0).await
    });
    let _ = std::fs::remove_dir_all(&next);
}

#[test]
fn an_old_browser_is_told_what_it_lacks() {
    in_browser_with_errors(1440, 900, async |page| {
        let address = page.driver.current_url().await?;
        let told = "return document.getElementById('boot')?.innerText ?? ''";
        for (gone, words) in [
            ("delete window.WebAssembly", "WebAssembly (not there, or switched off)"),
            ("WebAssembly.validate = () => false", "WebAssembly with reference types"),
            ("delete window.ResizeObserver; delete window.CSSLayerBlockRule", "ResizeObserver"),
        ] {
            let id = page.before_each_page(gone).await?;
            page.driver.goto("about:blank").await?;
            page.driver.goto(address.as_str()).await?;
            page.expect("told", told, |text| text.as_str().is_some_and(|text| text.contains(words))).await?;
            page.screenshot("old-browser").await?;
            page.no_longer_before_each_page(&id).await?;
        }
        // With all it needs, the same browser starts the app.
        page.driver.goto("about:blank").await?;
        page.driver.goto(address.as_str()).await?;
        page.ready().await
    });
}

#[test]
fn a_file_that_does_not_arrive_is_told_instead_of_a_blank_page() {
    in_browser_with_errors(1440, 900, async |page| {
        page.before_each_page(
            "window.WebAssembly.instantiateStreaming = () => Promise.reject(new TypeError('cut off'));\
                               window.WebAssembly.instantiate = window.WebAssembly.instantiateStreaming",
        )
        .await?;
        page.driver.refresh().await?;
        let told = "return document.getElementById('boot')?.innerText ?? ''";
        page.expect("told", told, |text| text.as_str().is_some_and(|text| text.contains("cut off"))).await?;
        page.find("#boot a.button").await.map(drop)
    });
}

#[test]
fn a_crash_says_what_happened_and_gives_the_work_back() {
    in_browser_with_errors(1440, 900, async |page| {
        page.click("template-private-web-app").await?;
        page.expect_count("[data-testid=welcome]", 0).await?;
        stored(page).await?;
        // No part of the app panics at will; a browser that has lost its mind makes it.
        crash(page).await?;
        page.expect("what happened", "return document.getElementById('crash-what').textContent", |text| {
            text.as_str().is_some_and(|text| text.contains("panicked at"))
        })
        .await?;
        page.screenshot("crash").await?;
        page.find("#crash-save").await?.click().await?;
        let (name, bytes) = page.downloaded().await;
        assert_eq!(name, "private-web-app.vpc.json");
        assert!(String::from_utf8_lossy(&bytes).contains("\"vpc-1\""));
        page.find("#crash a.primary").await?.click().await?;
        page.find("#crash[hidden]").await?;
        page.ready().await?;
        page.find("[data-id=vpc-1]").await?;

        // Should the design be what the app stumbles over, there is a way around it, and it stays.
        crash(page).await?;
        page.find("#crash-other").await?.click().await?;
        page.find("#crash[hidden]").await?;
        page.ready().await?;
        page.part("welcome").await?;
        let kept =
            "return Object.keys(localStorage).filter(key => key.startsWith('vpc-designer.design.')).length";
        assert_eq!(page.run(kept).await?, 1);
        Ok(())
    });
}

async fn crash(page: &Page) -> WebDriverResult<()> {
    page.run(
        "window.mend = [[Document.prototype, 'createElement'], [Document.prototype, 'createElementNS'], \
         [Node.prototype, 'cloneNode']].map(([of, name]) => [of, name, of[name]]); \
         for (const [of, name] of window.mend) of[name] = () => { throw new Error('no more elements') }",
    )
    .await?;
    // What the app draws by itself may be what it stumbles over; the panel then lies over the button.
    let _ = page.click("palette-vpc").await;
    page.expect("the panel", "return document.getElementById('crash').hidden", |hidden| hidden == false)
        .await?;
    page.run("for (const [of, name, was] of window.mend) of[name] = was").await.map(drop)
}
