//! Links that hold a design: made and read by the headless command, and hostile ones refused.

use std::ffi::OsString;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use vpc_designer::{
    file::{self, MAX_LINK, MAX_SHARED_BYTES, ShareError, share_fragment, shared_in},
    headless::{Streams, run},
    template::templates,
};

/// Runs the command; gives status, standard output and standard error.
fn command(args: &[&str], input: &str) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut streams = Streams { input: &mut input.as_bytes(), out: &mut out, err: &mut err };
    let args = std::iter::once("vpc-designer").chain(args.iter().copied()).map(OsString::from);
    let status = run(args, &mut streams);
    (status, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

#[test]
fn every_template_goes_through_a_link_unchanged() {
    for template in templates() {
        let design = file::save(&template.build("eu-central-1").unwrap());
        let (status, link, err) = command(&["share", "--site", "https://example.com/d/", "-"], &design);
        assert_eq!((status, err.as_str()), (0, ""), "{}", template.name);
        let link = link.trim_end();
        assert!(link.starts_with("https://example.com/d/#design/1/"), "{link}");
        assert!(link.len() < design.len() / 2, "{}: {} of {}", template.name, link.len(), design.len());
        assert!(link.bytes().all(|b| b.is_ascii_alphanumeric() || b":/.#-_".contains(&b)), "{link}");
        let (status, back, err) = command(&["format", link], "");
        assert_eq!((status, err.as_str()), (0, ""));
        assert_eq!(back, design, "{}", template.name);
    }
}

/// A link made by the first version that made links: it opens for ever.
#[test]
fn an_old_link_opens() {
    let link = include_str!("files/link-1.txt").trim();
    let (status, design, err) = command(&["format", link], "");
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(design.contains("\"name\": \"Serverless data\""), "{design}");
    // With what a mail program adds to its end.
    assert_eq!(command(&["format", &format!("{link}).")], "").1, design);
}

#[test]
fn damaged_and_hostile_links_are_refused() {
    let link = include_str!("files/link-1.txt").trim();
    let refused = |link: &str| {
        let (status, out, err) = command(&["check", link], "");
        assert_eq!((status, out.as_str()), (2, ""), "{link}");
        err
    };
    let damaged = "error: the link: The link is damaged or was cut off on the way";
    for text in [
        link[..link.len() - 40].to_owned(),
        link.replace("#design/1/", "#design/1/AAAA"),
        "#design/".to_owned(),
        "#design/1/".to_owned(),
        "#design/x/abcd".to_owned(),
        "#design/1/%%%%".to_owned(),
        "#design/1/\u{202e}".to_owned(),
    ] {
        assert!(refused(&text).starts_with(damaged), "{text}: {}", refused(&text));
    }
    assert!(refused("#design/2/abcd").contains("from a newer designer"));
    // Well packed, and no design.
    let packed = miniz_oxide::deflate::compress_to_vec(b"hello", 6);
    let err = refused(&format!("#design/1/{}", URL_SAFE_NO_PAD.encode(packed)));
    assert!(err.starts_with("error: the link: "), "{err}");
    // A few kilobytes that unpack to far more than a design has.
    let bomb = miniz_oxide::deflate::compress_to_vec(&vec![b' '; 40 * MAX_SHARED_BYTES], 10);
    let link = format!("#design/1/{}", URL_SAFE_NO_PAD.encode(&bomb));
    assert!(refused(&link).contains("unpacks to more than 4 MB"));
}

#[test]
fn a_link_that_would_be_cut_says_so() {
    let error = share_fragment(&vec![0; MAX_LINK]).unwrap_err();
    assert!(matches!(error, ShareError::TooLong { length } if length > MAX_LINK));
    assert!(error.to_string().ends_with("Save it to a file and send that"));
}

#[test]
fn other_fragments_are_no_links() {
    for fragment in ["", "#", "#canvas", "design", "#designs/1/x"] {
        assert_eq!(shared_in(fragment), None, "{fragment}");
    }
}
