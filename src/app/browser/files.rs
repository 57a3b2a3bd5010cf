//! Files of the user: downloads out, picked or dropped files in.

use std::{cell::RefCell, rc::Rc};

use gloo::{
    file::{Blob, ObjectUrl, callbacks::FileReader},
    timers::callback::Timeout,
};
use wasm_bindgen::JsCast;

use super::BrowserError;
use crate::file;

/// How long the address of a download lives: browsers start reading after the click returns.
const DOWNLOAD_ADDRESS_MS: u32 = 30_000;

/// Offers bytes to the user as a download.
pub(crate) fn download(name: &str, mime: &str, bytes: &[u8]) -> Result<(), BrowserError> {
    let failed = || BrowserError(format!("The browser could not start the download of {name}"));
    let document = web_sys::window().and_then(|window| window.document()).ok_or_else(failed)?;
    let url = ObjectUrl::from(Blob::new_with_options(bytes, Some(mime)));
    let anchor: web_sys::HtmlAnchorElement =
        document.create_element("a").ok().and_then(|a| a.dyn_into().ok()).ok_or_else(failed)?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    Timeout::new(DOWNLOAD_ADDRESS_MS, move || drop(url)).forget();
    Ok(())
}

/// Reads a design file and hands its bytes to `done`.
pub(crate) fn read(file: &web_sys::File, done: impl FnOnce(Result<Vec<u8>, BrowserError>) + 'static) {
    read_up_to(file, file::MAX_BYTES, done);
}

/// Reads a file of so many bytes at most and hands them to `done`.
pub(crate) fn read_up_to(
    file: &web_sys::File,
    limit: usize,
    done: impl FnOnce(Result<Vec<u8>, BrowserError>) + 'static,
) {
    let name = file.name();
    let size = file.size();
    // What could not be opened anyway is not read into memory.
    if size > limit as f64 {
        done(Err(BrowserError(format!(
            "{name} has {:.0} MB; files of up to {} MB are opened. Check that it is the right file.",
            size / 1_048_576.0,
            limit / 1_048_576
        ))));
        return;
    }
    // The reader must live until it has called back; it drops itself then.
    let keep: Rc<RefCell<Option<FileReader>>> = Rc::default();
    let own = Rc::clone(&keep);
    let reader = gloo::file::callbacks::read_as_bytes(&Blob::from(file.clone()), move |result| {
        own.borrow_mut().take();
        done(result.map_err(|error| BrowserError(format!("{name} could not be read: {error}"))));
    });
    *keep.borrow_mut() = Some(reader);
}
