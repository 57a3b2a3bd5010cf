//! The advisor on screen: what a workload needs, and why an endpoint is of its type.
//!
//! Everything it says comes from `edit`; everything it does is a fix that the editor applies as one undo step.
//!
//! Names for tests (`data-testid`): `recipe` (options have `data-value`), `recipe-option-`*option*, `needs`,
//! `need-`*key* (`need-`*key*`-gateway`), `needs-add`; `offer`, `offer-add`, `offer-review`, `offer-close`;
//! `recipe-search`, `palette-recipe-`*id*; `aspects`, `other-type`,
//! `policy-build`, `policy-builder`, `policy-accounts`, `policy-organization`, `policy-own-resources`, `policy-resources`,
//! `policy-`*use*, `policy-`*statement*, `policy-actions`, `policy-words`, `policy-faults`, `policy-preview`, `policy-take`,
//! `endpoint-access-`*word*.

pub(super) mod access;
pub(super) mod aspects;
pub(super) mod needs;
pub(super) mod offer;
pub(super) mod palette;
pub(super) mod policy;

use leptos::prelude::*;

use crate::catalog;

/// A link to a page of AWS's documentation.
pub(super) fn page(path: &str, title: &'static str) -> AnyView {
    view! {
        <a class="page" href=catalog::page_url(path) target="_blank" rel="noreferrer">
            {title}
        </a>
    }
    .into_any()
}
