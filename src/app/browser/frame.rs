//! At most one call per animation frame, with the latest value.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo::render::{AnimationFrame, request_animation_frame};

/// Collects values and hands the latest to its function in the next animation frame.
pub(crate) struct PerFrame<T> {
    shared: Rc<Shared<T>>,
}

struct Shared<T> {
    latest: RefCell<Option<T>>,
    scheduled: Cell<bool>,
    /// The handle of the last frame asked for; replaced, and so dropped, only after its callback has run.
    frame: RefCell<Option<AnimationFrame>>,
    act: Box<dyn Fn(T)>,
}

impl<T: 'static> PerFrame<T> {
    pub(crate) fn new(act: impl Fn(T) + 'static) -> Self {
        Self {
            shared: Rc::new(Shared {
                latest: RefCell::new(None),
                scheduled: Cell::new(false),
                frame: RefCell::new(None),
                act: Box::new(act),
            }),
        }
    }

    /// Keeps the value for the next frame, in place of an earlier one.
    pub(crate) fn put(&self, value: T) {
        self.update(|_| value);
    }

    /// Keeps a value made from the one that still waits.
    pub(crate) fn update(&self, make: impl FnOnce(Option<T>) -> T) {
        let waiting = self.shared.latest.borrow_mut().take();
        *self.shared.latest.borrow_mut() = Some(make(waiting));
        if !self.shared.scheduled.replace(true) {
            let shared = Rc::clone(&self.shared);
            let frame = request_animation_frame(move |_| {
                shared.scheduled.set(false);
                let value = shared.latest.borrow_mut().take();
                if let Some(value) = value {
                    (shared.act)(value);
                }
            });
            *self.shared.frame.borrow_mut() = Some(frame);
        }
    }

    /// Hands over what waits, now: before an event that must come after it.
    pub(crate) fn flush(&self) {
        let value = self.shared.latest.borrow_mut().take();
        if let Some(value) = value {
            (self.shared.act)(value);
        }
    }
}
