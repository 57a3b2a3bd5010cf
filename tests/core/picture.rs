//! The design as an SVG file: well-formed whatever the names hold, complete, and opened again as the design.

use vpc_designer::{
    editor::{Command, Editor},
    file::{self, OpenError},
    model::{Design, EntityRef},
    template::{template, templates},
};

#[test]
fn every_template_is_drawn_and_opens_again() {
    for template in templates() {
        let editor = Editor::new(template.build("eu-central-1").unwrap());
        let svg = editor.picture();
        for entity in editor.layout().paint_order() {
            let name = editor.design().label(entity);
            assert!(
                svg.contains(&format!("<title>{}</title>", editor.describe(entity))),
                "{}: {name}",
                template.name
            );
        }
        // Everything with a box but zones, which have their dashes, has its glyph.
        let drawn = editor.layout().paint_order().into_iter().filter(|e| !matches!(e, EntityRef::Zone(_)));
        // So has every line between networks, with its words.
        let links = || editor.wires().iter().filter_map(|wire| wire.joint.as_ref());
        let glyphs = drawn.count() + links().count();
        assert_eq!(svg.matches("<g class=\"g-").count(), glyphs, "{}", template.name);
        for link in links() {
            assert!(svg.contains(&format!("<title>{}</title>", link.spoken)), "{}", link.spoken);
        }
        let lines = svg.matches("class=\"wire").count() + svg.matches("<path class=\"link").count();
        assert_eq!(lines, editor.wires().len());
        let opened = file::open(svg.as_bytes()).unwrap();
        assert_eq!(&opened.design, editor.design().as_ref(), "{}", template.name);
        assert!(opened.notes.is_empty());
        // Nothing is fetched from anywhere: the only address is the name of the language.
        assert_eq!(svg.matches("http").count(), 1, "{}", template.name);
        assert!(!svg.contains("<script") && !svg.contains("href") && !svg.contains("@import"));
    }
}

#[test]
fn hostile_names_stay_text() {
    let hostile = "</text><script>alert(1)</script>\" onload='x' & ]]> <![CDATA[ \u{0}\u{1b}\u{fffe} -- 名";
    let mut design = template("serverless-data").unwrap().build("us-east-1").unwrap();
    design.name = hostile.to_owned();
    let mut editor = Editor::new(design);
    for entity in editor.design().entities().collect::<Vec<EntityRef>>() {
        let _ = editor.apply(Command::Rename { entity, name: hostile.to_owned() });
    }
    let svg = editor.picture();
    assert!(!svg.contains("<script") && !svg.contains("<![CDATA["), "{svg}");
    assert!(svg.chars().all(|c| c == '\n' || !c.is_control()));
    // Every mark that opens is one of ours, and every element is closed.
    let names = ["svg", "title", "metadata", "style", "rect", "g", "text", "path", "circle"];
    let mut open: Vec<&str> = Vec::new();
    for part in svg.split('<').skip(1) {
        let (tag, _) = part.split_once('>').unwrap_or_else(|| panic!("an open mark: {part}"));
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else {
            let name = tag.split([' ', '/']).next().unwrap();
            assert!(names.contains(&name), "<{tag}>");
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
    }
    assert!(open.is_empty(), "{open:?}");
    // A NUL is what no export can hold; all else comes back.
    let opened = file::open(svg.as_bytes()).unwrap();
    assert_eq!(opened.design.name, hostile.replace('\0', ""));
}

#[test]
fn an_empty_design_is_a_picture_too() {
    let svg = Editor::new(Design::new("empty", "us-east-1")).picture();
    assert_eq!(file::open(svg.as_bytes()).unwrap().design.name, "empty");
}

#[test]
fn damaged_and_foreign_pictures_are_refused() {
    let svg = Editor::new(Design::new("x", "us-east-1")).picture();
    let (before, after) = svg.split_once("</metadata>").unwrap();
    let damaged = format!("{}!!</metadata>{after}", &before[..before.len() - 7]);
    let error = file::open(damaged.as_bytes()).unwrap_err();
    assert!(error.to_string().contains("the design in the picture is damaged"), "{error}");
    let foreign = "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect/></svg>";
    assert!(matches!(file::open(foreign.as_bytes()), Err(OpenError::Foreign { what: "an SVG picture", .. })));
}

#[test]
fn a_picture_written_by_another_program_still_opens() {
    let design = template("serverless-data").unwrap().build("us-east-1").unwrap();
    let svg = Editor::new(design.clone()).picture();
    // An XML declaration, a prefix of its own, the text broken into lines.
    let (before, rest) = svg.split_once("</metadata>").unwrap();
    let at = before.len() - 40;
    let rewritten = format!(
        "<?xml version=\"1.0\"?>\n<!-- by some program -->\n{}\n  {}\n</metadata>{rest}",
        &before[..at],
        &before[at..]
    );
    assert_eq!(file::open(rewritten.as_bytes()).unwrap().design.vpcs.len(), design.vpcs.len());
}
