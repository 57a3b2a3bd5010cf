//! An AWS of one's own: `aws.py` on a free port.

use std::path::Path;

use crate::{Outcome, helper::Helper};

/// It is gone when dropped.
pub(crate) struct Aws {
    _helper: Helper,
    pub(crate) address: Address,
}

/// Where it answers: `http://127.0.0.1:…`.
#[derive(Clone)]
pub(crate) struct Address(pub(crate) String);

impl Aws {
    /// Starts one and waits until it answers. Requests that fail go into the log.
    pub(crate) fn start(log: &Path) -> Outcome<Self> {
        let helper = Helper::start("aws.py", &[], log)?;
        let address = Address(format!("http://127.0.0.1:{}", helper.said));
        Ok(Self { _helper: helper, address })
    }
}
