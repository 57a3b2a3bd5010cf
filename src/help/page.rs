//! The help as a web page that stands by itself: `public/help.html`, which the app links to.

use super::{Step, Topic, topics};

/// The style of the pages beside the app.
pub const STYLE: &str = "\
:root { color-scheme: light dark; font: 16px/1.55 system-ui, sans-serif; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: light-dark(#182031, #e8ecf3); \
background: light-dark(#ffffff, #161a21); overflow-wrap: anywhere; }
a { color: light-dark(#2b55d4, #8aa8ff); }
h2 { margin-top: 3rem; } h3 { margin: 2.5rem 0 0.25rem; } h4 { margin: 0.75rem 0 0; font-size: 0.9rem; } p { margin: 0.25rem 0; }
section:target { outline: 2px solid; outline-offset: 0.75rem; border-radius: 2px; }
.about, .code { color: light-dark(#4a556b, #b4bdcc); }
.error { color: light-dark(#b3261e, #ff8f85); } .warning { color: light-dark(#875300, #f0b35a); }
.info { color: light-dark(#0f6c9e, #5ab6e6); }
table { border-collapse: collapse; width: 100%; } td { padding: 0.2rem 0.75rem 0.2rem 0; vertical-align: top; }
td:first-child { white-space: nowrap; font-variant-numeric: tabular-nums; }";

const DATA: &str = "\
<h2 id=\"data\">What data leaves this page</h2>
<p><b>None.</b> The page makes no request but for its own files, and its host tells the browser to refuse any other. \
Designs are kept in this browser and in the files that you save; a link holds its design behind the <code>#</code>, which \
browsers do not send. Nothing is counted, measured or reported. The links to AWS on these pages are followed only when you \
press them, and do not tell where you came from.</p>
";

/// The whole page.
pub fn page() -> String {
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <link rel=\"icon\" href=\"data:,\">\n<title>Help for VPC Endpoint Designer</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n\
         <h1>Help</h1>\n<p class=\"about\"><a href=\"#tour\">Five minutes</a> · <a href=\"#objects\">What the objects are</a> · \
         <a href=\"#data\">What data leaves this page</a> · <a href=\"rules.html\">Rules</a> · \
         <a href=\"design-format.md\">Design files</a> · <a href=\"licences.html\">Licences</a></p>\n\
         <h2 id=\"tour\">Five minutes</h2>\n<p class=\"about\">In the app, “Take the tour” in the command palette \
         (<kbd>Ctrl</kbd>+<kbd>K</kbd>) shows each step at its place. All of it can be done by keyboard; <kbd>?</kbd> lists \
         the keys. A template, such as “Private web app”, shows most of what there is at once.</p>\n<ol>\n"
    );
    for step in Step::ALL {
        page.push_str(&format!("<li><p><b>{}</b> {}</p></li>\n", sentence(step.title()), text(step.text())));
    }
    page.push_str("</ol>\n<h2 id=\"objects\">What the objects are</h2>\n");
    topics().iter().for_each(|topic| page.push_str(&section(topic)));
    page.push_str(DATA);
    page.push_str("</body>\n</html>\n");
    page
}

fn section(topic: &Topic) -> String {
    let mistakes: String =
        topic.mistakes.iter().map(|mistake| format!("<li>{}</li>\n", text(mistake))).collect();
    format!(
        "<section id=\"{anchor}\">\n<h3>{title}</h3>\n<p>{what}</p>\n<h4>Cost</h4>\n<p>{cost}</p>\n\
         <h4>Usual mistakes</h4>\n<ul>\n{mistakes}</ul>\n<h4>AWS</h4>\n\
         <p><a href=\"{page}\" rel=\"noreferrer\">{page}</a></p>\n</section>\n",
        anchor = topic.anchor,
        title = text(topic.title),
        what = text(topic.what),
        cost = text(topic.cost),
        page = text(topic.page),
    )
}

/// A heading as the beginning of a paragraph.
fn sentence(title: &str) -> String {
    let end = if title.ends_with('?') { "" } else { "." };
    format!("{}{end}", text(title))
}

/// Text between tags or in an attribute.
fn text(plain: &str) -> String {
    plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
