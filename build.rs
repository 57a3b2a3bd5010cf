//! Asks the linker of the app for a map of its data, by which a release build is split (`.ci/split.mjs`).

use std::{env, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|text| text == value);
    let app =
        is("CARGO_CFG_TARGET_ARCH", "wasm32") && is("CARGO_FEATURE_APP", "1") && is("PROFILE", "release");
    // Of `release/build/PACKAGE/out`, the first.
    let folder =
        env::var("OUT_DIR").ok().and_then(|out| Some(Path::new(&out).ancestors().nth(3)?.to_owned()));
    if let Some(folder) = folder.filter(|_| app) {
        println!("cargo::rustc-link-arg-bin=app=-Map={}", folder.join("app.map").display());
    }
}
