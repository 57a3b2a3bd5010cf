//! Why a text is not an answer.

use thiserror::Error;

use super::describe_command;

/// A text that could not be read. Every message says what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OverlayError {
    #[error("The text is empty. Run {} and use what it writes.", describe_command("eu-west-1"))]
    Empty,
    #[error(
        "The text has {megabytes} MB, more than the {} MB that an answer of AWS can have. Give one Region at a time.",
        super::Overlay::MAX_BYTES / (1024 * 1024)
    )]
    TooLarge { megabytes: usize },
    #[error("The file is not text in UTF-8 or UTF-16. Give the JSON that the AWS CLI writes.")]
    NotText,
    #[error("The text is not JSON: it looks like {found}. Add --output json to the AWS command.")]
    OtherOutput { found: &'static str },
    #[error(
        "The JSON ends too early, in line {line}. It was cut off while copying or writing; take the whole output."
    )]
    Truncated { line: usize },
    #[error("The JSON is wrong in line {line}, column {column}: {reason}.")]
    Syntax { line: usize, column: usize, reason: String },
    #[error("The JSON is not an answer of describe-vpc-endpoint-services: {found}. {}", remedy())]
    NotAnAnswer { found: String },
    #[error(
        "No Region can be told from the {services} service names. Say which Region the answer is of, or give the whole answer."
    )]
    NoRegion { services: usize },
    #[error(
        "The overlay was written by a newer version of this program (format {version}). Update the program."
    )]
    TooNew { version: u64 },
}

fn remedy() -> &'static str {
    "It needs ServiceNames or ServiceDetails, as `aws ec2 describe-vpc-endpoint-services --output json` writes them"
}
