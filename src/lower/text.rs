//! Descriptions within the characters that the EC2 API takes.

/// The longest description of a group or a rule, in characters.
const MAX_DESCRIPTION: usize = 255;

/// A group's description: the API takes letters, digits, spaces and `._-:/()#,@[]+=&;{}!$*`.
///
/// Source: <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html>
pub(super) fn group_description(text: &str, fallback: &str) -> String {
    let clean = allowed(text);
    if clean.is_empty() { fallback.to_owned() } else { clean }
}

/// A rule's description: the same characters; may be empty.
///
/// Source: <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html>
pub(super) fn rule_description(text: &str) -> String {
    allowed(text)
}

fn allowed(text: &str) -> String {
    let mut clean = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || "._-:/()#,@[]+=&;{}!$*".contains(c) {
            clean.push(c);
        } else if !clean.ends_with(' ') {
            // Any other character becomes one space, so that words stay apart.
            clean.push(' ');
        }
    }
    clean.trim().chars().take(MAX_DESCRIPTION).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_api_takes() {
        assert_eq!(rule_description("HTTPS “from” web\n→ S3"), "HTTPS from web S3");
        assert_eq!(group_description("ネット", "Security group sg-3"), "Security group sg-3");
        assert_eq!(rule_description(&"é x".repeat(200)).len(), 255);
    }
}
