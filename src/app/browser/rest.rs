//! The part of the app that follows once the page is up.
//!
//! A release build is split in two (`.ci/split.mjs`): what a first visit needs until the page can be used, and the rest.
//! A function of the rest that runs too early fetches it on the spot, with the page standing still meanwhile; who can
//! wait asks here. In a build that is not split everything is here at once.

use gloo::timers::callback::Timeout;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// The name of the function that the split build adds to the page: it gives a promise.
const FETCH: &str = "vpcDesignerRest";
/// How long to wait before the network is asked again.
const AGAIN_MS: u32 = 3_000;

/// Fetches the rest, and acts when it is here. `missing` hears once that the network does not give it; it is asked for
/// again until it does.
pub(crate) fn fetch_then(act: impl FnOnce() + 'static, missing: impl FnOnce() + 'static) {
    let fetch = Reflect::get(&js_sys::global(), &JsValue::from_str(FETCH)).ok();
    match fetch.and_then(|fetch| fetch.dyn_into::<Function>().ok()) {
        Some(fetch) => attempt(fetch, Box::new(act), Some(Box::new(missing))),
        None => act(),
    }
}

fn attempt(fetch: Function, act: Box<dyn FnOnce()>, missing: Option<Box<dyn FnOnce()>>) {
    spawn_local(async move {
        let promise = fetch.call0(&JsValue::NULL).ok().and_then(|promise| promise.dyn_into::<Promise>().ok());
        if let Some(promise) = promise
            && JsFuture::from(promise).await.is_ok()
        {
            return act();
        }
        if let Some(missing) = missing {
            missing();
        }
        Timeout::new(AGAIN_MS, move || attempt(fetch, act, None)).forget();
    });
}
