use std::process::{Command as Process, Stdio};

use proptest::prelude::*;

use super::*;

fn text_of(statements: &[Statement]) -> String {
    let mut sheet = Sheet::new();
    print(statements, &mut sheet);
    assert_eq!(sheet.tokens().map(|(_, text)| text).collect::<String>(), sheet.text());
    sheet.text().to_owned()
}

/// What bash makes of a script.
fn bash(script: &str) -> Vec<u8> {
    let output = Process::new("bash")
        .args(["--noprofile", "--norc", "-euo", "pipefail", "-c", script])
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .output()
        .expect("bash is on every machine that this project is built on");
    assert!(output.status.success(), "{}\n{script}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{script}");
    output.stdout
}

const NASTY: &[&str] = &[
    "",
    "'",
    "''",
    "'\\''",
    "it's",
    "$(id)",
    "`id`",
    "${HOME}",
    "\\",
    "a\\",
    "\"",
    "!!",
    "~",
    "~root",
    "*",
    "-n",
    "--",
    "=ls",
    "a b",
    "a\nb",
    "\n",
    "\t",
    "a\r\nb",
    "\u{1b}[201~",
    "é😀\u{202e}",
    "#",
    "# x",
    "{a,b}",
    "[x]",
    ";",
    "&",
    "|",
    "<(id)",
    ">x",
    "%s",
    "file:///etc/passwd",
];

/// Literals with variables and outputs among them.
fn word() -> impl Strategy<Value = (Word, String)> {
    let literal = prop_oneof![
        any::<String>(),
        proptest::sample::select(NASTY).prop_map(str::to_owned),
        "[a-z0-9_$'\"`\\\\ \n-]{0,12}",
    ]
    .prop_map(|text| text.replace('\0', ""));
    let piece = (0_u8..4, literal).prop_map(|(kind, text)| match kind {
        0 => (Word::variable("value"), "it's \"$x\"".to_owned()),
        // A command's output loses the line feeds at its end.
        1 => {
            let command = Command::plain(&["printf", "%s"]).arg(Word::literal(text.clone()));
            (Word::output(command), text.trim_end_matches('\n').to_owned())
        }
        _ => (Word::literal(text.clone()), text),
    });
    proptest::collection::vec(piece, 1..4).prop_map(|pieces| {
        pieces.into_iter().fold((Word::literal(""), String::new()), |(word, text), (next, more)| {
            (word.then(next), text + &more)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn bash_gets_the_bytes_that_were_meant(words in proptest::collection::vec(word(), 1..12)) {
        let printf = words.iter().fold(Command::plain(&["printf", "%s\\0"]), |command, (word, _)| {
            command.option([word.clone()])
        });
        let script = text_of(&[Statement::Assign("value".to_owned(), Word::literal("it's \"$x\"")), Statement::Run(printf)]);
        let wanted: Vec<u8> = words.iter().flat_map(|(_, text)| text.bytes().chain([0])).collect();
        prop_assert_eq!(bash(&script), wanted, "{}", script);
    }
}

proptest! {
    #[test]
    fn an_independent_reader_gets_the_text(texts in proptest::collection::vec(any::<String>(), 1..6)) {
        let texts: Vec<String> = texts.into_iter().map(|text| text.replace('\0', "")).collect();
        let command = Command::new(texts.iter().map(|text| Word::literal(text.clone())));
        prop_assert_eq!(shlex::split(&text_of(&[Statement::Run(command)])), Some(texts));
    }

    /// No line of a comment begins anything but a comment, and none holds what a shell acts on.
    #[test]
    fn a_comment_stays_a_comment(text in any::<String>()) {
        for line in text_of(&[Statement::Comment(text)]).lines() {
            prop_assert!(line == "#" || line.starts_with("# "), "{:?}", line);
            prop_assert!(!line.contains(['\'', '"', '`', '$', '(', ')', '<', '>', '|', '&', ';', '!']), "{:?}", line);
            prop_assert!(!line.chars().any(char::is_control), "{:?}", line);
        }
    }

    #[test]
    fn json_reads_back_and_shows_all_it_holds(text in any::<String>()) {
        let value = serde_json::json!({ text.as_str(): [text.as_str(), null, 1.5] });
        let json = json_text(&value);
        prop_assert!(json.chars().all(is_readable), "{:?}", json);
        prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&json).ok(), Some(value));
    }
}

#[test]
fn every_nasty_word_arrives() {
    let printf =
        Command::new(["printf", "%s\\0"].into_iter().chain(NASTY.iter().copied()).map(Word::literal));
    let wanted: Vec<u8> = NASTY.iter().flat_map(|text| text.bytes().chain([0])).collect();
    assert_eq!(bash(&text_of(&[Statement::Run(printf)])), wanted);
}

#[test]
fn words_read_as_people_write_them() {
    let shown = |word: Word| word.to_string();
    assert_eq!(shown(Word::literal("10.0.0.0/16")), "10.0.0.0/16");
    assert_eq!(shown(Word::literal("private a")), "'private a'");
    assert_eq!(shown(Word::literal("it's")), r"'it'\''s'");
    assert_eq!(shown(Word::literal("")), "''");
    assert_eq!(shown(Word::variable("vpc")), "\"$vpc\"");
    let service = Word::literal("com.amazonaws.").then(Word::variable("REGION")).then_literal(".s3");
    assert_eq!(shown(service), "\"com.amazonaws.$REGION.s3\"");
    assert_eq!(shown(Word::variable("REGION").then_literal("a")), "\"${REGION}a\"");
    assert_eq!(
        shown(Word::literal("{\"a\":\"").then(Word::variable("x")).then_literal("\"}")),
        "'{\"a\":\"'\"$x\"'\"}'"
    );
    assert_eq!(shown(Word::setting("STACK", "shop")), "\"${STACK:-shop}\"");
}

#[test]
fn long_commands_break_before_options() {
    let words =
        |words: &[&str]| words.iter().map(|word| Word::literal((*word).to_owned())).collect::<Vec<_>>();
    let command = Command::plain(&["aws", "ec2", "create-subnet"])
        .option(words(&["--cidr-block", "10.0.0.0/24"]))
        .option(words(&["--tag-specifications", &"x".repeat(90)]));
    let wrapped = command.clone().run_by(words(&["create", "subnet a"]));
    let long = "x".repeat(90);
    assert_eq!(
        text_of(&[
            Statement::Run(command),
            Statement::Unless(
                Condition::Captures("a".to_owned(), Command::plain(&["existing", "a"])),
                vec![Statement::Assign("a".to_owned(), Word::output(wrapped))],
            ),
        ]),
        format!(
            "aws ec2 create-subnet \\\n  --cidr-block 10.0.0.0/24 \\\n  --tag-specifications {long}\n\
             if ! a=$(existing a); then\n  a=$(create 'subnet a' \\\n    aws ec2 create-subnet \\\n      \
             --cidr-block 10.0.0.0/24 \\\n      --tag-specifications {long})\nfi\n"
        )
    );
}
