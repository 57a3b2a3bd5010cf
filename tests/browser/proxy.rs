//! The way out of Firefox, which leads nowhere: a proxy that remembers who was asked for and answers nobody.
//!
//! WebDriver does not tell what Firefox asks for, and the policy of the site would hide it: with the proxy, a request to
//! another machine is seen even if nothing of it could ever arrive.

use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError, atomic::AtomicBool, atomic::Ordering},
    time::Duration,
};

/// Where Firefox itself asks for its own sake, whatever it is told not to. No page of ours has a reason to.
const ITS_OWN: [&str; 5] = ["mozilla.com", "mozilla.org", "mozilla.net", "firefox.com", "mozgcp.net"];

pub(crate) struct Proxy {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
    stopped: Arc<AtomicBool>,
}

impl Proxy {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().unwrap().port();
        let proxy = Self { port, asked: Arc::default(), stopped: Arc::default() };
        let (asked, stopped) = (Arc::clone(&proxy.asked), Arc::clone(&proxy.stopped));
        std::thread::spawn(move || {
            for connection in listener.incoming() {
                if stopped.load(Ordering::Relaxed) {
                    return;
                }
                let Ok(mut connection) = connection else { continue };
                let _ = connection.set_read_timeout(Some(Duration::from_secs(2)));
                let mut first = String::new();
                let _ = BufReader::new(&connection).read_line(&mut first);
                // `CONNECT host:port HTTP/1.1`, or `GET http://host/path HTTP/1.1`.
                // Firefox also opens connections in advance and closes them unused: those ask for nothing.
                if first.is_empty() {
                    continue;
                }
                let whom = first.split(' ').nth(1).unwrap_or(&first).to_owned();
                asked.lock().unwrap_or_else(PoisonError::into_inner).push(whom);
                let _ = connection
                    .write_all(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            }
        });
        proxy
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Who was asked for, but for what Firefox wants for itself.
    pub(crate) fn strangers(&self) -> Vec<String> {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone();
        asked.into_iter().filter(|whom| !is_its_own(whom)).collect()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
        // The thread waits for a connection.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

fn is_its_own(whom: &str) -> bool {
    let host = whom.split("://").last().unwrap_or_default();
    let host = host.split(['/', ':']).next().unwrap_or_default();
    ITS_OWN.iter().any(|own| host == *own || host.strip_suffix(own).is_some_and(|rest| rest.ends_with('.')))
}
