//! Hostile input: everything that reads foreign text gets mutations of what it knows, from a corpus that is kept.
//!
//! A short run is part of the tests, always the same. `make fuzz` goes on for FUZZ_SECONDS from another seed, tells
//! how many inputs it tried, and keeps inputs whose outcome was new (the message without its numbers): the corpus grows
//! towards what the readers tell apart. No input may panic, take long, or open as a design that does not save and open
//! again as the same; what opens is checked, lowered and exported too.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "a run tells what it did, and goes by the clock and by what it is told in the environment"
)]

use std::{
    collections::BTreeSet,
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use vpc_designer::{
    catalog::{Catalog, Overlay, overlay::ReadOptions},
    check, edit, emit, file, lower,
    model::Design,
    template::templates,
};

/// Longer than this for one input of some kilobytes is a way to stop the page.
const SLOW: Duration = Duration::from_secs(10);
/// The length of inputs that mutations make; size has limits and tests of its own.
const LONGEST: usize = 64 * 1024;

/// Pseudo-random numbers (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// What stands in texts where it hurts.
const PIECES: &[&[u8]] = &[
    b"0",
    b"-1",
    b"18446744073709551616",
    b"1e999",
    b"-0.0",
    b"null",
    b"true",
    b"[]",
    b"{}",
    b"\"\"",
    b"\"\\u0000\"",
    b"\"\\ud800\"",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\r\n",
    b"\t",
    b";",
    b",",
    b"\"",
    b"\\",
    b"<script>",
    b"</metadata>",
    b"0.0.0.0/0",
    b"255.255.255.255/32",
    b"10.0.0.0/33",
    b"::/0",
    b"subnet-4294967295",
    b"vpc-0",
    b"../../etc/passwd",
    b"${jndi:x}",
    b"!!python/object",
    b"&a [*a]",
    b"\xe2\x80\xae",
    b"4294967295",
    b"-9223372036854775808",
    b"[[[[[[[[[[[[[[[[",
    b"{\"a\":{\"a\":{\"a\":{\"a\":",
];

/// Ends a piece of text: mutations go by words more than by bytes.
fn is_border(byte: u8) -> bool {
    byte.is_ascii_whitespace() || b"\",:;[]{}<>/#-.".contains(&byte)
}

/// The word around a place.
fn word(text: &[u8], at: usize) -> (usize, usize) {
    let start = text[..at].iter().rposition(|b| is_border(*b)).map_or(0, |found| found + 1);
    let end = text[at..].iter().position(|b| is_border(*b)).map_or(text.len(), |found| at + found);
    (start, end.max(start))
}

fn mutate(random: &mut Random, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut text = random.of(corpus).clone();
    for _ in 0..=random.below(6) {
        let at = random.below(text.len() + 1);
        match random.below(9) {
            0 if at < text.len() => text[at] = random.next().to_le_bytes()[0],
            1 => text.truncate(at),
            2 => {
                let piece = *random.of(PIECES);
                text.splice(at..at, piece.iter().copied());
            }
            3 | 4 => {
                let (start, end) = word(&text, at);
                let piece = *random.of(PIECES);
                text.splice(start..end, piece.iter().copied());
            }
            5 => {
                // A word in the place of another.
                let (from, to) = word(&text, random.below(text.len() + 1));
                let taken = text[from..to].to_vec();
                let (start, end) = word(&text, at);
                text.splice(start..end, taken);
            }
            6 => {
                // A stretch twice, or gone.
                let end = text.len().min(at + random.below(200));
                let stretch = text[at..end].to_vec();
                if random.below(2) == 0 {
                    text.splice(at..at, stretch)
                } else {
                    text.splice(at..end, Vec::new())
                };
            }
            7 => {
                // The end of another input.
                let other = random.of(corpus);
                let from = random.below(other.len() + 1);
                text.truncate(at);
                text.extend_from_slice(&other[from..]);
            }
            _ => {
                let piece = *random.of(PIECES);
                let times = random.below(60);
                text.splice(at..at, piece.repeat(times));
            }
        }
        text.truncate(LONGEST);
    }
    text
}

/// What becomes of an opened design.
fn use_design(design: &Design, catalog: &Catalog) {
    let text = file::save(design);
    let again = file::open(text.as_bytes()).expect("what is saved opens");
    assert_eq!(again.notes, [], "a repaired design is whole");
    assert_eq!(&again.design, design, "what is saved is what was there");
    let _ = check::findings(design, catalog);
    let graph = lower::lower(design, catalog);
    for target in emit::Target::ALL {
        let _ = emit::emit(&graph, target, &emit::Options::default());
    }
    let _ = vpc_designer::editor::Editor::new(design.clone()).picture();
}

/// Reads an input; what came of it, in words.
type Reader = fn(&[u8], &Catalog) -> String;

fn read_design(bytes: &[u8], catalog: &Catalog) -> String {
    match file::open(bytes) {
        Ok(opened) => {
            use_design(&opened.design, catalog);
            opened
                .notes
                .iter()
                .map(|note| note.message.clone())
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect()
        }
        Err(error) => error.to_string(),
    }
}

fn read_fragment(bytes: &[u8], catalog: &Catalog) -> String {
    match file::open_fragment(&String::from_utf8_lossy(bytes)) {
        Ok(fragment) => {
            assert!(fragment.roots.iter().all(|root| fragment.design.exists(*root)));
            use_design(&fragment.design, catalog);
            format!("{} roots", fragment.roots.len())
        }
        Err(error) => error.to_string(),
    }
}

fn read_link(bytes: &[u8], catalog: &Catalog) -> String {
    use miniz_oxide::inflate::decompress_to_vec_with_limit;
    match file::shared_in(&String::from_utf8_lossy(bytes)) {
        None => "no link".to_owned(),
        Some(Err(error)) => error.to_string(),
        Some(Ok(packed)) => match decompress_to_vec_with_limit(&packed, file::MAX_SHARED_BYTES) {
            Ok(text) => {
                assert!(text.len() <= file::MAX_SHARED_BYTES);
                read_design(&text, catalog)
            }
            Err(error) => format!("{:?}", error.status),
        },
    }
}

fn read_overlay(bytes: &[u8], catalog: &Catalog) -> String {
    match Overlay::read(bytes, ReadOptions { region: Some("eu-central-1"), taken: "2026-01-01" }) {
        Ok(read) => {
            let _ = catalog;
            read.notes.join("; ")
        }
        Err(error) => error.to_string(),
    }
}

fn read_csv(bytes: &[u8], catalog: &Catalog) -> String {
    let mut design = templates()[0].build("eu-central-1").unwrap();
    let before = design.clone();
    let vpc = design.vpcs.ids().next().unwrap();
    match edit::import_plan_csv(&mut design, catalog, vpc, &String::from_utf8_lossy(bytes)) {
        Ok(summary) => {
            use_design(&design, catalog);
            summary
        }
        Err(errors) => {
            assert_eq!(design, before, "what is refused changes nothing");
            errors.into_iter().map(|error| error.message).collect::<BTreeSet<_>>().into_iter().collect()
        }
    }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/core/hostile").join(name)
}

/// What is kept, and something of each kind that the project makes.
fn corpus(name: &str) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut all: Vec<Vec<u8>> = paths.into_iter().map(|path| fs::read(path).unwrap()).collect();
    let design = templates()[0].build("eu-central-1").unwrap();
    match name {
        "design" => all.push(file::save(&design).into_bytes()),
        "fragment" => {
            let roots: Vec<_> = design.entities().take(3).collect();
            all.push(file::save_fragment(&file::Fragment::of(&design, &roots)).into_bytes());
        }
        "link" => {
            let packed = miniz_oxide::deflate::compress_to_vec(&file::shared_bytes(&design), 6);
            all.push(file::share_fragment(&packed).unwrap().into_bytes());
        }
        "csv" => {
            let vpc = design.vpcs.ids().next().unwrap();
            all.push(edit::plan_csv(&design, vpc).into_bytes());
        }
        _ => {}
    }
    all
}

/// An outcome without its numbers, names and places.
fn kind(outcome: &str) -> String {
    let mut quoted = false;
    let mut kind = String::new();
    for word in outcome.split_whitespace() {
        let plain = word.chars().all(|c| c.is_ascii_alphabetic() || ",.;:'".contains(c));
        quoted ^= word.matches('"').count() % 2 == 1;
        if plain && !quoted {
            kind.push_str(word);
            kind.push(' ');
        }
    }
    kind.truncate(kind.char_indices().nth(80).map_or(kind.len(), |(at, _)| at));
    kind
}

fn fuzz(name: &str, reader: Reader) {
    let catalog = Catalog::embedded();
    let seconds: Option<u64> =
        std::env::var("FUZZ_SECONDS").ok().map(|text| text.parse().expect("FUZZ_SECONDS is a number"));
    let mut random = Random(seconds.map_or(7, |_| u64::from(std::process::id())));
    let mut corpus = corpus(name);
    let known = corpus.len();
    let mut kinds = BTreeSet::new();
    let start = Instant::now();
    let mut count = 0;
    loop {
        let input = if count < known { corpus[count].clone() } else { mutate(&mut random, &corpus) };
        let before = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| reader(&input, &catalog)));
        let took = before.elapsed();
        count += 1;
        let Some(outcome) = outcome.as_ref().ok().filter(|_| took < SLOW) else {
            let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("hostile-{name}"));
            fs::write(&kept, &input).unwrap();
            panic!("{name}: an input panics or takes long ({took:?}); it is in {}", kept.display());
        };
        if kinds.insert(kind(outcome)) && count > known {
            if seconds.is_some()
                && std::env::var("FUZZ_KEEP").is_ok()
                && input.len() < 4_000
                && corpus.len() < known + 25
            {
                fs::write(folder(name).join(format!("{:03}", corpus.len())), &input).unwrap();
            }
            corpus.push(input);
        }
        let done =
            seconds.map_or(count >= known + 150, |seconds| start.elapsed() >= Duration::from_secs(seconds));
        if done {
            break;
        }
    }
    assert!(kinds.len() > 3, "{name}: only {kinds:?}; the corpus leads nowhere");
    println!(
        "{name}: {count} inputs in {:.1} s, {} outcomes told apart",
        start.elapsed().as_secs_f64(),
        kinds.len()
    );
}

#[test]
fn design_files() {
    fuzz("design", read_design);
}

#[test]
fn the_clipboard() {
    fuzz("fragment", read_fragment);
}

#[test]
fn links() {
    fuzz("link", read_link);
}

#[test]
fn lists_of_endpoint_services() {
    fuzz("overlay", read_overlay);
}

#[test]
fn address_plans() {
    fuzz("csv", read_csv);
}
