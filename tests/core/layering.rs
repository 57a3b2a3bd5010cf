//! The order of the modules in `src/lib.rs`: a module uses those above it, never those below.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// A source file with its module path (`["emit", "terraform", "mod"]` is `["emit", "terraform"]`).
struct Source {
    path: PathBuf,
    module: Vec<String>,
    /// The code without comments, texts and unit tests.
    code: String,
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    collect(&src(), &mut sources);
    assert!(sources.len() > 50, "the sources are there");
    sources
}

fn collect(folder: &Path, sources: &mut Vec<Source>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let module: Vec<String> = path
                .strip_prefix(src())
                .unwrap()
                .with_extension("")
                .iter()
                .map(|part| part.to_str().unwrap().to_owned())
                .filter(|part| part != "mod")
                .collect();
            // Unit tests and their fixtures may use anything: they are not part of the program.
            let is_test = module.iter().any(|part| ["tests", "fixture", "sample"].contains(&part.as_str()));
            if !is_test {
                let code = code(&fs::read_to_string(&path).unwrap());
                sources.push(Source { path, module, code });
            }
        }
    }
}

/// The program's part of a file: up to its unit tests, without comments and texts.
fn code(text: &str) -> String {
    let program = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let mut code = String::new();
    for line in program.lines() {
        // Enough of a lexer: `//` inside a text is cut as well, which hides nothing but text.
        let mut in_text = false;
        let mut previous = ' ';
        for c in line.split("//").next().unwrap_or_default().chars() {
            if c == '"' && previous != '\\' {
                in_text = !in_text;
            } else if !in_text {
                code.push(c);
            }
            previous = c;
        }
        code.push('\n');
    }
    code
}

/// The modules in the order of the list in `lib.rs`.
fn order() -> Vec<String> {
    let text = fs::read_to_string(src().join("lib.rs")).unwrap();
    let names: Vec<String> = text
        .lines()
        .filter_map(|line| line.strip_prefix("//! "))
        .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()))
        .filter_map(|line| line.split('`').nth(1).map(str::to_owned))
        .collect();
    let declared: BTreeSet<String> = text
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';').map(str::to_owned))
        .collect();
    assert_eq!(names.iter().cloned().collect::<BTreeSet<_>>(), declared, "lib.rs lists every module once");
    assert_eq!(names.len(), declared.len());
    names
}

/// The names that follow `crate::`, also in braces, and `super::` where that leads to the root.
fn used(source: &Source) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in source.code.match_indices("crate::") {
        heads(&source.code[at + "crate::".len()..], &mut names);
    }
    let up = "super::".repeat(source.module.len().max(1));
    for (at, _) in source.code.match_indices(&up) {
        let longer = source.code[..at].ends_with("super::");
        if !longer {
            heads(&source.code[at + up.len()..], &mut names);
        }
    }
    names
}

fn heads(rest: &str, names: &mut BTreeSet<String>) {
    let ident = |text: &str| -> String {
        text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let Some(group) = rest.strip_prefix('{') else {
        names.insert(ident(rest));
        return;
    };
    let mut depth = 0;
    let mut start = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.insert(ident(&group[start..at]));
                return;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.insert(ident(&group[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
}

#[test]
fn modules_use_only_those_above_them() {
    let order = order();
    let rank = |name: &str| order.iter().position(|module| module == name);
    let mut wrong = Vec::new();
    for source in sources() {
        let Some(own) = source.module.first().and_then(|name| rank(name)) else { continue };
        for name in used(&source) {
            if rank(&name).is_some_and(|other| other > own) {
                wrong.push(format!("{} uses {name}, which is below it", source.path.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn uses_are_found_in_every_form() {
    let source = Source {
        path: PathBuf::new(),
        module: vec!["check".to_owned(), "rule".to_owned()],
        code: code(
            "use crate::{\n    catalog::{self, Region},\n    edit,\n    net,\n};\nuse crate::file::open;\n\
             // use crate::comment;\nlet x = \"crate::text\"; super::super::emit::emit(); super::near();",
        ),
    };
    let names: Vec<String> = used(&source).into_iter().filter(|name| !name.is_empty()).collect();
    assert_eq!(names, ["catalog", "edit", "emit", "file", "net"]);
}

/// Without the feature `app` none of these crates is there, so this holds of a core that compiles; the test tells
/// sooner, and holds for code behind the feature as well.
#[test]
fn only_the_app_knows_the_browser() {
    let browser = ["leptos", "web_sys", "js_sys", "wasm_bindgen", "gloo"];
    for source in sources() {
        if source.module.first().is_some_and(|module| ["app", "main"].contains(&module.as_str())) {
            continue;
        }
        for name in browser {
            assert!(!source.code.contains(&format!("{name}::")), "{} names {name}", source.path.display());
        }
    }
}

/// Same design, same bytes: the core reads no file, no environment and no clock.
#[test]
fn only_the_command_knows_the_machine() {
    let machine = ["std::fs", "std::env", "std::process", "std::time", "std::thread", "fs::", "env::"];
    for source in sources() {
        if source.module.first().is_some_and(|module| ["headless", "bin"].contains(&module.as_str())) {
            continue;
        }
        for name in machine {
            let found = source
                .code
                .match_indices(name)
                .any(|(at, _)| !source.code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
            assert!(!found, "{} names {name}", source.path.display());
        }
    }
}
