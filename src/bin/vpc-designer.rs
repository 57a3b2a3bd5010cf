//! The headless command; all of it is in `vpc_designer::headless`.

use std::{
    io::{self, BufWriter},
    process::ExitCode,
};

use vpc_designer::headless::{Streams, run};

fn main() -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut streams =
        Streams { input: &mut io::stdin().lock(), out: &mut out, err: &mut io::stderr().lock() };
    ExitCode::from(run(std::env::args_os(), &mut streams))
}
