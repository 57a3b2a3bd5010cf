//! An AWS of one's own: `aws.py` on a free port.

use std::path::Path;

use crate::{Outcome, helper::Helper};

pub(crate) struct Aws {
    helper: Helper,
}

impl Aws {
    /// Starts one and waits until it answers. Requests that fail go into the log.
    pub(crate) fn start(log: &Path) -> Outcome<Self> {
        Helper::start("aws.py", &[], log).map(|helper| Self { helper })
    }

    pub(crate) fn endpoint(&self) -> String {
        format!("http://127.0.0.1:{}", self.helper.said)
    }
}
