//! Domain names.

/// Whether a text is a domain name as Route 53 takes it: labels of letters, digits, hyphens and underscores, up to 63
/// characters each and 253 together, two labels at least.
///
/// Source: <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html>
pub fn is_domain_name(text: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= 253 && text.contains('.') && text.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_services_and_nothing_else() {
        for good in ["sqs.eu-central-1.amazonaws.com", "corp.internal", "_dmarc.example.com", "a1.b"] {
            assert!(is_domain_name(good), "{good}");
        }
        for bad in ["", "com", ".com", "a..b", "a.b.", "-a.b", "a b.c", "$(x).com", "é.com", "\"a\".com"] {
            assert!(!is_domain_name(bad), "{bad}");
        }
        assert!(!is_domain_name(&format!("{}.com", "a".repeat(64))));
    }
}
