//! What the app says of itself: a text for each kind of object, the tour, and both as a page (`public/help.html`).
//!
//! The one place for these texts: the inspector, the tour and the page read them here.
//!
//! *Invariant:* every kind of entity has a topic, every topic a place on the page.
//!
//! Knows no view. What a rule of `check` says of a design is that rule's to explain.

mod objects;
mod page;
mod topic;
mod tour;

pub use page::{STYLE, page};
pub use topic::{Topic, about, topics};
pub use tour::{Place, Point, Step, Watched, place_card};
