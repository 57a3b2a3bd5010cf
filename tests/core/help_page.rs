//! The page of the help: every kind of object has its place on it.

use expect_test::expect_file;
use vpc_designer::{help, model::EntityRef};

/// Run with UPDATE_EXPECT=1 to write it anew.
#[test]
fn the_published_page_is_up_to_date() {
    expect_file!["../../public/help.html"].assert_eq(&help::page());
}

#[test]
fn every_kind_of_object_has_a_place_on_the_page_to_link_to() {
    let page = help::page();
    let design = vpc_designer::model::Design::new("", "us-east-1");
    for prefix in EntityRef::PREFIXES {
        let topic = help::about(&design, format!("{prefix}-1").parse().unwrap());
        let place = format!("<section id=\"{}\">", topic.anchor);
        assert_eq!(page.matches(&place).count(), 1, "{prefix}");
    }
    assert!(page.contains("id=\"data\"") && page.contains("<b>None.</b>"));
}
