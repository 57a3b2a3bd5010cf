//! The browser, and words for what a user does.

use std::{
    cell::RefCell,
    io::{BufRead, BufReader},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use serde_json::{Value, json};
use thirtyfour::{
    By, ChromeCapabilities, ChromiumLikeCapabilities, DesiredCapabilities, Key, LoggingPrefsLogLevel,
    TypingData, WebDriver, WebElement,
    common::capabilities::firefox::FirefoxPreferences,
    error::{WebDriverResult, no_such_element},
    extensions::query::ElementQueryable,
};

use super::{proxy::Proxy, server::Server};

/// How long to wait for the page to come to something; a machine with other work is slow.
const PATIENCE: Duration = Duration::from_secs(20);

/// Whose browser.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Maker {
    Chromium,
    Firefox,
}

/// Runs a test in a window of Chromium with an empty profile, and fails it on any error in the console.
pub(crate) fn in_browser<F>(width: u32, height: u32, test: F)
where
    F: AsyncFnOnce(&Page) -> WebDriverResult<()>,
{
    run_in(Maker::Chromium, true, (width, height), test);
}

/// The same for tests that bring errors about: what the console says is not looked at.
pub(crate) fn in_browser_with_errors<F>(width: u32, height: u32, test: F)
where
    F: AsyncFnOnce(&Page) -> WebDriverResult<()>,
{
    run_in(Maker::Chromium, false, (width, height), test);
}

/// The same in Firefox.
pub(crate) fn in_firefox<F>(width: u32, height: u32, test: F)
where
    F: AsyncFnOnce(&Page) -> WebDriverResult<()>,
{
    run_in(Maker::Firefox, true, (width, height), test);
}

/// The same in Firefox, for tests that bring errors about.
pub(crate) fn in_firefox_with_errors<F>(width: u32, height: u32, test: F)
where
    F: AsyncFnOnce(&Page) -> WebDriverResult<()>,
{
    run_in(Maker::Firefox, false, (width, height), test);
}

fn run_in<F>(maker: Maker, strict: bool, (width, height): (u32, u32), test: F)
where
    F: AsyncFnOnce(&Page) -> WebDriverResult<()>,
{
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(async {
        let page = Page::open(maker, width, height).await;
        let result = test(&page).await;
        if result.is_err() {
            let shot = work_dir("failures")
                .join(format!("{}.png", std::thread::current().name().unwrap_or("page").replace("::", "-")));
            if page.driver.screenshot(&shot).await.is_ok() {
                eprintln!("the page at the failure: {}", shot.display());
            }
        }
        let errors = match maker {
            Maker::Chromium => page.console_errors().await,
            Maker::Firefox => page.page_errors().await,
        };
        let strangers = page.strangers().await;
        let closed = page.driver.clone().quit().await;
        result.unwrap();
        closed.unwrap();
        if strict {
            assert_eq!(errors, Vec::<String>::new(), "the console has errors");
            assert_eq!(strangers, Vec::<String>::new(), "the page asked for what is not of the site");
        }
    });
}

/// A process that ends with its owner.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A folder that goes away with its owner.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The app, open in a browser.
pub(crate) struct Page {
    pub(crate) driver: WebDriver,
    /// Where the browser saves downloads.
    pub(crate) downloads: PathBuf,
    // In the order in which they are to end.
    _driver: Running,
    pub(crate) server: RefCell<Server>,
    /// Of Firefox: what it asks of other machines comes by here.
    proxy: Option<Proxy>,
    _scratch: Scratch,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder below `tests/.work/`, made if there is none.
pub(crate) fn work_dir(name: &str) -> PathBuf {
    let dir = root().join("tests/.work").join(name);
    std::fs::create_dir_all(&dir).unwrap();
    dir
}

fn between(a: (i64, i64), b: (i64, i64)) -> (i64, i64) {
    (i64::midpoint(a.0, b.0), i64::midpoint(a.1, b.1))
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn spawn(command: &mut Command, remedy: &str) -> Child {
    let name = command.get_program().to_string_lossy().into_owned();
    command.spawn().unwrap_or_else(|error| panic!("{name} does not start: {error}. {remedy}"))
}

/// The build that is tested.
pub(crate) fn dist() -> PathBuf {
    let dist = root().join("dist");
    assert!(dist.join("index.html").exists(), "there is no build in {}: run make build", dist.display());
    dist
}

fn chromedriver() -> (Running, String) {
    let mut child = spawn(
        Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()),
        "It is in Debian's package chromium-driver; .ci/setup test installs it.",
    );
    let output = child.stdout.take().unwrap();
    let running = Running(child);
    let line = BufReader::new(output)
        .lines()
        .map_while(Result::ok)
        .find(|line| line.contains("successfully on port"))
        .expect("chromedriver tells its port");
    let port: String = line.chars().filter(char::is_ascii_digit).collect();
    (running, format!("http://127.0.0.1:{port}"))
}

async fn start_chromium(scratch: &Path, downloads: &Path, width: u32, height: u32) -> (Running, WebDriver) {
    let (driver_process, driver_address) = chromedriver();
    let mut wanted: ChromeCapabilities = DesiredCapabilities::chrome();
    let profile = format!("--user-data-dir={}", scratch.join("profile").display());
    let size = format!("--window-size={width},{height}");
    for argument in [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--force-device-scale-factor=1",
        "--hide-scrollbars",
        // Should a request to elsewhere be made in spite of all, it must fail.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        &profile,
        &size,
    ] {
        wanted.add_arg(argument).unwrap();
    }
    wanted
        .add_experimental_option(
            "prefs",
            json!({ "download.default_directory": downloads, "download.prompt_for_download": false }),
        )
        .unwrap();
    wanted.set_browser_log_level(LoggingPrefsLogLevel::All).unwrap();
    wanted.set_logging_prefs("performance", LoggingPrefsLogLevel::All).unwrap();
    let driver = WebDriver::new(driver_address, wanted).await.expect("Chromium starts");
    (driver_process, driver)
}

async fn start_firefox(
    scratch: &Path,
    downloads: &Path,
    proxy: &Proxy,
    (width, height): (u32, u32),
) -> (Running, WebDriver) {
    let port = free_port();
    // Profiles go where temporary files go.
    let child = spawn(
        Command::new("geckodriver")
            .args(["--host", "127.0.0.1", "--port", &port.to_string(), "--log", "fatal"])
            .env("TMPDIR", scratch)
            // What the browser would keep beside its profile.
            .env("HOME", scratch)
            .stdout(Stdio::null())
            .stderr(Stdio::null()),
        ".ci/setup test installs it.",
    );
    let running = Running(child);
    listens(port, "geckodriver");
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let binary = ["firefox-esr", "firefox"]
        .into_iter()
        .find_map(|name| std::env::split_paths(&paths).map(|dir| dir.join(name)).find(|path| path.exists()))
        .expect("Firefox is in Debian's package firefox-esr; .ci/setup test installs it");
    let mut wanted = DesiredCapabilities::firefox();
    wanted.set_firefox_binary(&binary.to_string_lossy()).unwrap();
    for argument in ["-headless".to_owned(), format!("--width={width}"), format!("--height={height}")] {
        wanted.add_arg(&argument).unwrap();
    }
    let mut preferences = FirefoxPreferences::new();
    preferences.set("browser.download.folderList", 2).unwrap();
    preferences.set("browser.download.dir", downloads.to_string_lossy()).unwrap();
    preferences.set("browser.download.useDownloadDir", true).unwrap();
    // What is not on this machine is asked for at the proxy, which answers nobody and remembers it.
    preferences.set("network.proxy.type", 1).unwrap();
    for scheme in ["http", "ssl"] {
        preferences.set(&format!("network.proxy.{scheme}"), "127.0.0.1").unwrap();
        preferences.set(&format!("network.proxy.{scheme}_port"), i64::from(proxy.port())).unwrap();
    }
    // Nothing but the page itself: no pings, no updates, no lists.
    preferences.set("network.captive-portal-service.enabled", false).unwrap();
    preferences.set("network.connectivity-service.enabled", false).unwrap();
    preferences.set("app.normandy.enabled", false).unwrap();
    preferences.set("services.settings.server", "data:,").unwrap();
    preferences.set("toolkit.telemetry.server", "data:,").unwrap();
    preferences.set("browser.safebrowsing.update.enabled", false).unwrap();
    preferences.set("extensions.update.enabled", false).unwrap();
    wanted.set_preferences(preferences).unwrap();
    let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), wanted).await.expect("Firefox starts");
    (running, driver)
}

/// Waits until a process takes connections.
fn listens(port: u16, who: &str) {
    let ready = (0..200).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        std::net::TcpStream::connect(("127.0.0.1", port)).is_ok()
    });
    assert!(ready, "{who} does not listen on port {port}");
}

impl Page {
    async fn open(maker: Maker, width: u32, height: u32) -> Self {
        static COUNT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let number = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let scratch = work_dir("profiles").join(format!("{}-{number}", std::process::id()));
        let downloads = scratch.join("downloads");
        std::fs::create_dir_all(&downloads).unwrap();
        let server = Server::start(&dist());
        let address = server.address();
        let proxy = (maker == Maker::Firefox).then(Proxy::start);
        let (driver_process, driver) = match maker {
            Maker::Chromium => start_chromium(&scratch, &downloads, width, height).await,
            Maker::Firefox => {
                let proxy = proxy.as_ref().expect("Firefox has one");
                start_firefox(&scratch, &downloads, proxy, (width, height)).await
            }
        };
        driver.goto(&address).await.unwrap();
        // The wanted size is the page's; the window has a frame around it, also where nobody sees it.
        let frame = driver
            .execute("return [outerWidth - innerWidth, outerHeight - innerHeight]", Vec::new())
            .await
            .and_then(|frame| frame.convert::<(u32, u32)>())
            .unwrap();
        driver.set_window_rect(0, 0, width + frame.0, height + frame.1).await.unwrap();
        let page = Self {
            driver,
            downloads,
            _driver: driver_process,
            server: RefCell::new(server),
            proxy,
            _scratch: Scratch(scratch),
        };
        page.ready().await.expect("the app starts");
        page
    }

    /// Waits until the whole app is there, also what follows the first load.
    pub(crate) async fn ready(&self) -> WebDriverResult<()> {
        self.find("[data-testid=app][data-complete=true]").await.map(drop)
    }

    /// The first element of a CSS selector, once there is one.
    pub(crate) async fn find(&self, selector: &str) -> WebDriverResult<WebElement> {
        self.driver.query(By::Css(selector)).wait(PATIENCE, Duration::from_millis(50)).first().await
    }

    /// The element with a test id.
    pub(crate) async fn part(&self, test_id: &str) -> WebDriverResult<WebElement> {
        self.find(&format!("[data-testid=\"{test_id}\"]")).await
    }

    /// Clicks the element with a test id with the pointer.
    pub(crate) async fn click(&self, test_id: &str) -> WebDriverResult<()> {
        let element = self.part(test_id).await?;
        element.scroll_into_view().await?;
        element.click().await
    }

    pub(crate) async fn count(&self, selector: &str) -> WebDriverResult<usize> {
        Ok(self.driver.find_all(By::Css(selector)).await?.len())
    }

    /// Waits until a selector matches so many elements.
    pub(crate) async fn expect_count(&self, selector: &str, count: usize) -> WebDriverResult<()> {
        let start = std::time::Instant::now();
        loop {
            let found = self.count(selector).await?;
            if found == count {
                return Ok(());
            }
            if start.elapsed() > PATIENCE {
                return Err(no_such_element(format!("{found} × {selector}, not {count}")));
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until a script's value passes.
    pub(crate) async fn expect(
        &self,
        what: &str,
        script: &str,
        pass: impl Fn(&Value) -> bool,
    ) -> WebDriverResult<Value> {
        let start = std::time::Instant::now();
        loop {
            let value = self.run(script).await?;
            if pass(&value) {
                return Ok(value);
            }
            if start.elapsed() > PATIENCE {
                return Err(no_such_element(format!("{what}: still {value}")));
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Runs a script that returns a value.
    pub(crate) async fn run(&self, script: &str) -> WebDriverResult<Value> {
        Ok(self.driver.execute(script, Vec::new()).await?.json().clone())
    }

    /// The middle of the first element of a selector, in pixels of the window.
    pub(crate) async fn middle(&self, selector: &str) -> WebDriverResult<(i64, i64)> {
        self.find(selector).await?;
        let script = format!(
            "const r = document.querySelector({}).getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]",
            json!(selector)
        );
        let at = self.run(&script).await?;
        Ok((at[0].as_f64().unwrap_or_default() as i64, at[1].as_f64().unwrap_or_default() as i64))
    }

    /// Presses at one place, moves in steps to another, releases.
    pub(crate) async fn drag(&self, from: (i64, i64), to: (i64, i64)) -> WebDriverResult<()> {
        let mut chain = self
            .driver
            .action_chain_with_delay(Some(Duration::from_millis(4)), Some(Duration::from_millis(16)));
        chain = chain.move_to(from.0, from.1).click_and_hold();
        for step in 1..=8 {
            let part = |a: i64, b: i64| a + (b - a) * step / 8;
            chain = chain.move_to(part(from.0, to.0), part(from.1, to.1));
        }
        chain.release().perform().await
    }

    /// Clicks at a place of the window.
    pub(crate) async fn click_at(&self, at: (i64, i64)) -> WebDriverResult<()> {
        self.driver.action_chain().move_to(at.0, at.1).click().perform().await
    }

    /// Types keys to what has the focus.
    pub(crate) async fn press(&self, keys: impl Into<TypingData>) -> WebDriverResult<()> {
        self.driver.action_chain().send_keys(keys).perform().await
    }

    /// Presses a key while Control is down.
    pub(crate) async fn control(&self, key: &str) -> WebDriverResult<()> {
        self.driver.action_chain().key_down(Key::Control).send_keys(key).key_up(Key::Control).perform().await
    }

    /// Presses a key while others are down.
    pub(crate) async fn chord(&self, held: &[Key], key: impl Into<TypingData>) -> WebDriverResult<()> {
        let mut chain = self.driver.action_chain();
        for modifier in held {
            chain = chain.key_down(modifier.clone());
        }
        chain = chain.send_keys(key);
        for modifier in held.iter().rev() {
            chain = chain.key_up(modifier.clone());
        }
        chain.perform().await
    }

    /// Waits until assistive technology is told a text.
    pub(crate) async fn said(&self, text: &str) -> WebDriverResult<()> {
        self.expect(text, "return document.querySelector('[data-testid=live]').textContent", |live| {
            live.as_str().is_some_and(|live| live.contains(text))
        })
        .await
        .map(drop)
    }

    /// The place of the canvas in its top left corner, and the zoom.
    pub(crate) async fn camera(&self) -> WebDriverResult<[f64; 3]> {
        // It moves at the next frames.
        tokio::time::sleep(Duration::from_millis(150)).await;
        let text = self.run("return document.querySelector('[data-camera]').dataset.camera").await?;
        let mut parts =
            text.as_str().unwrap_or_default().split(' ').map(|part| part.parse().unwrap_or(f64::NAN));
        Ok([(); 3].map(|()| parts.next().unwrap_or(f64::NAN)))
    }

    /// Speaks to Chromium itself, for input that WebDriver has no words for.
    pub(crate) async fn devtools(&self, method: &str, params: Value) -> WebDriverResult<Value> {
        self.driver.cdp().send_raw(method, params).await
    }

    /// Turns the wheel at a place; `control` as a pinch on a touchpad does.
    pub(crate) async fn wheel(&self, at: (i64, i64), by: (i64, i64), control: bool) -> WebDriverResult<()> {
        let event = json!({
            "type": "mouseWheel", "x": at.0, "y": at.1, "deltaX": by.0, "deltaY": by.1,
            "modifiers": if control { 2 } else { 0 },
        });
        self.devtools("Input.dispatchMouseEvent", event).await.map(drop)
    }

    /// Presses a mouse button at one place and lets it go at another.
    pub(crate) async fn mouse(&self, button: &str, from: (i64, i64), to: (i64, i64)) -> WebDriverResult<()> {
        let buttons = if button == "middle" { 4 } else { 1 };
        let steps = [
            ("mousePressed", from),
            ("mouseMoved", between(from, to)),
            ("mouseMoved", to),
            ("mouseReleased", to),
        ];
        for (kind, at) in steps {
            let event = json!({
                "type": kind, "x": at.0, "y": at.1, "button": button, "clickCount": 1,
                "buttons": if kind == "mouseReleased" { 0 } else { buttons },
            });
            self.devtools("Input.dispatchMouseEvent", event).await?;
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
        Ok(())
    }

    /// What fingers do: `touchStart`, `touchMove`, `touchEnd` or `touchCancel` with those that are on the screen.
    pub(crate) async fn touch(&self, kind: &str, fingers: &[(i64, i64)]) -> WebDriverResult<()> {
        let points: Vec<Value> =
            fingers.iter().enumerate().map(|(id, at)| json!({ "x": at.0, "y": at.1, "id": id })).collect();
        self.devtools("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).await?;
        tokio::time::sleep(Duration::from_millis(30)).await;
        Ok(())
    }

    pub(crate) async fn screenshot(&self, name: &str) -> WebDriverResult<PathBuf> {
        let path = work_dir("screenshots").join(format!("{name}.png"));
        self.driver.screenshot(&path).await?;
        Ok(path)
    }

    /// The one file in the download folder, once it is whole; it is taken out of the folder's way.
    pub(crate) async fn downloaded(&self) -> (String, Vec<u8>) {
        let start = std::time::Instant::now();
        loop {
            let files: Vec<PathBuf> =
                std::fs::read_dir(&self.downloads).unwrap().map(|entry| entry.unwrap().path()).collect();
            let partial = |path: &PathBuf| {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                name.ends_with(".crdownload") || name.starts_with('.')
            };
            if let [file] = files.as_slice()
                && !partial(file)
            {
                let bytes = std::fs::read(file).unwrap();
                std::fs::remove_file(file).unwrap();
                return (file.file_name().unwrap_or_default().to_string_lossy().into_owned(), bytes);
            }
            assert!(start.elapsed() < PATIENCE, "no download came: {files:?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Whether the app has stopped: Firefox does not tell its console to WebDriver.
    async fn page_errors(&self) -> Vec<String> {
        match self.run("return document.querySelector('[data-testid=app]')?.dataset.ready ?? 'gone'").await {
            Ok(ready) if ready == "true" => Vec::new(),
            Ok(other) => vec![format!("the app is {other}")],
            Err(error) => vec![error.to_string()],
        }
    }

    /// Has every page from now on run a script before its own; gives the id to end it by.
    pub(crate) async fn before_each_page(&self, script: &str) -> WebDriverResult<Value> {
        let add = json!({ "source": script });
        let made = self.driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", add).await?;
        Ok(made["identifier"].clone())
    }

    pub(crate) async fn no_longer_before_each_page(&self, id: &Value) -> WebDriverResult<()> {
        let remove = json!({ "identifier": id });
        self.driver.cdp().send_raw("Page.removeScriptToEvaluateOnNewDocument", remove).await.map(drop)
    }

    /// What was asked for outside of the site: at other origins by Chromium's own log, or by the proxy that Firefox has
    /// to take; at this one by the server's log.
    pub(crate) async fn strangers(&self) -> Vec<String> {
        let log = match &self.proxy {
            Some(_) => Vec::new(),
            None => match self.driver.get_log("performance").await {
                Ok(log) => log,
                Err(error) => return vec![error.to_string()],
            },
        };
        let site = self.server.borrow().address();
        let asked = log.iter().filter_map(|entry| {
            let event: Value = serde_json::from_str(&entry.message).ok()?;
            let event = &event["message"];
            let (method, params) = (event["method"].as_str()?, &event["params"]);
            let url = match method {
                "Network.requestWillBeSent" => params["request"]["url"].as_str(),
                "Network.webSocketCreated" | "Network.webTransportCreated" => params["url"].as_str(),
                _other => None,
            };
            url.map(str::to_owned)
        });
        let own = ["blob:", "data:", "about:", "chrome:", &site];
        let mut strangers: Vec<String> =
            asked.filter(|url| !own.iter().any(|start| url.starts_with(start))).collect();
        strangers.extend(self.proxy.iter().flat_map(Proxy::strangers));
        let outside = self.server.borrow().requests();
        strangers
            .extend(outside.into_iter().filter(|request| request.status != 200).map(|request| request.path));
        strangers
    }

    /// The errors in the console so far.
    pub(crate) async fn console_errors(&self) -> Vec<String> {
        match self.driver.browser_log().await {
            Ok(entries) => entries
                .into_iter()
                .filter(|entry| entry.level == "SEVERE")
                .map(|entry| entry.message)
                .collect(),
            Err(error) => vec![error.to_string()],
        }
    }
}
