//! The index of the rules: on the page, and as the command prints it.

use std::ffi::OsString;

use expect_test::expect_file;
use vpc_designer::{
    check,
    headless::{self, Streams},
};

fn run(args: &[&str]) -> (u8, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["vpc-designer"].iter().chain(args).map(OsString::from);
    let status = headless::run(args, &mut Streams { input: &mut &b""[..], out: &mut out, err: &mut err });
    (status, String::from_utf8(out).unwrap())
}

/// Run with UPDATE_EXPECT=1 to write it anew.
#[test]
fn the_published_page_is_up_to_date() {
    let (status, page) = run(&["rule", "--format", "html"]);
    assert_eq!(status, 0);
    expect_file!["../../public/rules.html"].assert_eq(&page);
}

#[test]
fn every_rule_has_a_place_on_the_page_to_link_to() {
    let (_, page) = run(&["rule", "--format", "html"]);
    for rule in check::rules() {
        let place = format!("<section id=\"{}\">", rule.code);
        assert_eq!(page.matches(&place).count(), 1, "{}", rule.code);
        assert!(page.contains(&format!("<a href=\"#{}\">", rule.code)), "{}", rule.code);
    }
    assert_eq!(run(&["rule", "--format", "html", "E301"]).0, 2, "the page is of all rules");
}
