//! The site on loopback, as a host serves it: below a path, with the headers of hosting/headers.json, types and caching
//! of the build's own list, and compressed where the browser takes it.
//!
//! A build without such a list (Trunk's alone, to work with) is served plainly.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    net::{Shutdown, TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard},
    thread::JoinHandle,
    time::Duration,
};

use serde_json::Value;

/// Where the site is on its host: not at the root, so that an address that forgets where it is shows.
pub(crate) const PATH: &str = "/tools/vpc-designer/";

/// What is served.
struct Site {
    folder: PathBuf,
    headers: BTreeMap<String, String>,
    /// The list of the build, if it has one.
    files: Option<Value>,
    /// Requests so far: the path below the site, or the whole path where it is outside.
    requests: Vec<Request>,
    stopped: bool,
}

/// A request that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Request {
    pub(crate) path: String,
    pub(crate) status: u16,
    /// Bytes of the body as sent.
    pub(crate) bytes: usize,
    pub(crate) encoding: String,
}

/// A running server; ends with its owner.
pub(crate) struct Server {
    port: u16,
    site: Arc<Mutex<Site>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves a folder.
    pub(crate) fn start(folder: &Path) -> Self {
        let mut server = Self {
            port: 0,
            site: Arc::new(Mutex::new(Site {
                folder: PathBuf::new(),
                headers: BTreeMap::new(),
                files: None,
                requests: Vec::new(),
                stopped: true,
            })),
            thread: None,
        };
        server.publish(folder);
        server.resume();
        server
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}{PATH}", self.port)
    }

    /// Puts another build in the place of the one that is served.
    pub(crate) fn publish(&self, folder: &Path) {
        let list = std::fs::read_to_string(folder.join("build.json"));
        let list: Option<Value> = list.ok().map(|text| serde_json::from_str(&text).unwrap());
        let headers = Path::new(env!("CARGO_MANIFEST_DIR")).join("hosting/headers.json");
        let headers = std::fs::read_to_string(headers).unwrap();
        let mut site = lock(&self.site);
        site.headers = if list.is_some() { serde_json::from_str(&headers).unwrap() } else { BTreeMap::new() };
        site.files = list.map(|list| list["files"].clone());
        site.folder = folder.to_owned();
    }

    /// Ends the service: connections are refused, as without a network.
    pub(crate) fn stop(&mut self) {
        lock(&self.site).stopped = true;
        // The thread waits for a connection.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }

    /// Begins to serve, at the address of before if there is one.
    pub(crate) fn resume(&mut self) {
        let listener = TcpListener::bind(("127.0.0.1", self.port)).expect("a free port");
        self.port = listener.local_addr().unwrap().port();
        lock(&self.site).stopped = false;
        let site = Arc::clone(&self.site);
        self.thread = Some(std::thread::spawn(move || {
            for connection in listener.incoming() {
                if lock(&site).stopped {
                    return;
                }
                let site = Arc::clone(&site);
                if let Ok(connection) = connection {
                    // A browser that hangs up is no fault of the site.
                    std::thread::spawn(move || serve(&site, &connection).ok());
                }
            }
        }));
    }

    /// What was asked for so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        lock(&self.site).requests.clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

fn lock(site: &Mutex<Site>) -> MutexGuard<'_, Site> {
    site.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn serve(site: &Mutex<Site>, connection: &TcpStream) -> std::io::Result<()> {
    connection.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut lines = BufReader::new(connection).lines();
    // Browsers also open connections in advance and close them unused: that is no request.
    let Some(first) = lines.next().transpose()? else { return Ok(()) };
    let mut words = first.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut takes = String::new();
    for line in lines {
        let line = line?;
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("accept-encoding")
        {
            takes = value.to_owned();
        }
    }
    let response = answer(&lock(site), target, &takes);
    let (path, mut head) = (response.path, format!("HTTP/1.1 {}\r\n", response.status));
    for (name, value) in &response.headers {
        head += &format!("{name}: {value}\r\n");
    }
    head += &format!("Content-Length: {}\r\nConnection: close\r\n\r\n", response.body.len());
    let request = Request {
        path,
        status: response.status,
        bytes: response.body.len(),
        encoding: response.headers.get("Content-Encoding").cloned().unwrap_or_default(),
    };
    lock(site).requests.push(request);
    let mut connection = connection;
    connection.write_all(head.as_bytes())?;
    if method != "HEAD" {
        connection.write_all(&response.body)?;
    }
    connection.shutdown(Shutdown::Write)
}

struct Response {
    path: String,
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

fn answer(site: &Site, target: &str, takes: &str) -> Response {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let Some(inside) = path.strip_prefix(PATH) else {
        return Response { path: path.to_owned(), status: 404, headers: BTreeMap::new(), body: Vec::new() };
    };
    let name = if inside.is_empty() { "index.html" } else { inside };
    let mut headers = site.headers.clone();
    let listed = site.files.as_ref().map(|files| files[name].clone());
    // The list is not in itself.
    let known = name != "build.json" && listed.as_ref().is_some_and(Value::is_null);
    let file = site.folder.join(name);
    // Names come from a browser that runs tests; yet nothing outside of the folder is anybody's business.
    let body = (!name.contains("..") && !known).then(|| std::fs::read(&file).ok()).flatten();
    let Some(mut body) = body else {
        return Response { path: inside.to_owned(), status: 404, headers, body: Vec::new() };
    };
    let text = |key: &str| listed.as_ref().and_then(|entry| entry[key].as_str()).map(str::to_owned);
    headers.insert("Content-Type".to_owned(), text("type").unwrap_or_else(|| kind(name).to_owned()));
    headers.insert("Cache-Control".to_owned(), text("cache").unwrap_or_else(|| "no-cache".to_owned()));
    for (ending, encoding) in [("br", "br"), ("gz", "gzip")] {
        let offered = takes.split(',').any(|each| each.trim() == encoding);
        let packed = listed.as_ref().is_some_and(|entry| entry["encodings"][ending].is_object());
        if offered && packed {
            body = std::fs::read(site.folder.join(format!("{name}.{ending}"))).unwrap();
            headers.insert("Content-Encoding".to_owned(), encoding.to_owned());
            break;
        }
    }
    Response { path: inside.to_owned(), status: 200, headers, body }
}

/// The type of a file that no list knows.
fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "css" => "text/css",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" | "webmanifest" => "application/json",
        _other => "application/octet-stream",
    }
}
