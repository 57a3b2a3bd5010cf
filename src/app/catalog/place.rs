//! Which view of the catalogue is open, also in the address: `#catalog`, `#catalog/compare`, `#catalog/own-list`,
//! `#catalog/sqs/eu-central-1`. Back and forward of the browser go through them.

use gloo::events::EventListener;
use leptos::prelude::*;

use crate::app::{browser::dom, state::AppState};

/// A view of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Matrix,
    Compare,
    OwnList,
    /// A service in a Region.
    Service {
        key: String,
        region: String,
    },
}

impl Place {
    /// The word of its tab; the service page belongs to the matrix.
    pub(super) const fn tab(&self) -> &'static str {
        match self {
            Self::Matrix | Self::Service { .. } => "matrix",
            Self::Compare => "compare",
            Self::OwnList => "own-list",
        }
    }

    pub(super) fn of_tab(word: &str) -> Self {
        match word {
            "compare" => Self::Compare,
            "own-list" => Self::OwnList,
            _matrix => Self::Matrix,
        }
    }

    fn fragment(&self) -> String {
        match self {
            Self::Matrix => "catalog".to_owned(),
            Self::Compare => "catalog/compare".to_owned(),
            Self::OwnList => "catalog/own-list".to_owned(),
            Self::Service { key, region } => {
                format!("catalog/{}/{}", dom::encode_uri(key), dom::encode_uri(region))
            }
        }
    }

    /// The place that a fragment names, with its `#`.
    fn parse(fragment: &str) -> Option<Self> {
        let mut parts = fragment.trim_start_matches('#').split('/');
        if parts.next() != Some("catalog") {
            return None;
        }
        match (parts.next(), parts.next()) {
            (Some(key), Some(region)) => {
                Some(Self::Service { key: dom::decode_uri(key)?, region: dom::decode_uri(region)? })
            }
            (Some(word), None) => Some(Self::of_tab(word)),
            (None, _) => Some(Self::Matrix),
        }
    }
}

/// Opens a view of the catalogue over the design.
pub(crate) fn open(state: AppState, place: Place) {
    dom::set_fragment(&place.fragment());
    state.place.set(Some(place));
}

/// Back to the design; the keyboard goes on at the canvas.
pub(crate) fn close(state: AppState) {
    dom::set_fragment("");
    state.place.set(None);
    request_animation_frame(|| dom::focus("canvas"));
}

/// Follows the address, from the start on.
pub(crate) fn follow(state: AppState) {
    let take = move || {
        let place = Place::parse(&dom::fragment());
        if state.place.get_untracked() != place {
            if place.is_some() {
                state.dialog.set(None);
            }
            state.place.set(place);
        }
    };
    take();
    let Some(window) = web_sys::window() else { return };
    EventListener::new(&window, "hashchange", move |_| take()).forget();
}
