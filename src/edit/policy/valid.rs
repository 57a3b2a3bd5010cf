//! What an account, an organisation, a bucket or an action looks like.

/// Twelve digits.
pub(super) fn account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit())
}

/// `o-` and 10 to 32 lower-case letters or digits.
///
/// Source: <https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html>
pub(super) fn organization(text: &str) -> bool {
    text.strip_prefix("o-").is_some_and(|rest| {
        (10..=32).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    })
}

/// 3 to 63 of lower-case letters, digits, dots and hyphens, with `*` and `?` for patterns.
///
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>
pub(super) fn bucket(text: &str) -> bool {
    (1..=63).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-*?".contains(&b))
}

/// `arn:partition:service:region:account:resource`, without white space.
pub(super) fn arn(text: &str) -> bool {
    text.starts_with("arn:") && text.splitn(6, ':').count() == 6 && !text.contains(char::is_whitespace)
}

/// `s3:GetObject`, `s3:Get*`, `*`.
pub(super) fn action(text: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-*?".contains(&b))
    };
    text == "*" || text.split_once(':').is_some_and(|(service, name)| plain(service) && plain(name))
}
