//! The index of the rules as a web page that stands by itself: `public/rules.html`, which the app links to.

use crate::check::{self, RuleInfo, Severity};
use crate::help::STYLE;

/// The areas of the codes, by their hundreds.
const AREAS: [(char, &str); 9] = [
    ('1', "VPCs"),
    ('2', "Subnets, routes and NAT gateways"),
    ('3', "Endpoints"),
    ('4', "Services"),
    ('5', "Endpoint policies"),
    ('6', "Security groups"),
    ('7', "Links between networks"),
    ('8', "Quotas and tags"),
    ('9', "The design file"),
];

/// The whole page.
pub(super) fn page() -> String {
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <link rel=\"icon\" href=\"data:,\">\n<title>Rules of VPC Endpoint Designer</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n\
         <h1>Rules</h1>\n<p class=\"about\">What the checks of VPC Endpoint Designer look for in a design: {} rules. \
         Codes begin with E for an error, which AWS refuses or which cannot work; with W for a warning, which deploys \
         and probably does not do what is meant; with I for what is worth knowing. A finding can be suppressed in the \
         design, with a reason: see <a href=\"design-format.md\">design files</a>.</p>\n",
        check::rules().count()
    );
    for (digit, title) in AREAS {
        let rules: Vec<&RuleInfo> = check::rules().filter(|rule| rule.code[1..].starts_with(digit)).collect();
        if rules.is_empty() {
            continue;
        }
        page.push_str(&format!("<h2>{title}</h2>\n<table>\n"));
        for rule in &rules {
            let code = rule.code;
            let class = rule.severity.word();
            page.push_str(&format!(
                "<tr><td class=\"{class}\"><a href=\"#{code}\">{code}</a></td><td>{}</td></tr>\n",
                text(rule.title())
            ));
        }
        page.push_str("</table>\n");
        rules.iter().for_each(|rule| page.push_str(&section(rule)));
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn section(rule: &RuleInfo) -> String {
    let severity = match rule.severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Info => "Note",
    };
    let mut section = format!(
        "<section id=\"{code}\">\n<h3>{title}</h3>\n<p class=\"code\"><span class=\"{class}\">{severity}</span> {code} {name}</p>\n",
        code = rule.code,
        title = text(rule.title()),
        class = rule.severity.word(),
        name = rule.name,
    );
    for heading in ["Why", "Example", "Fix"] {
        section.push_str(&format!("<h4>{heading}</h4>\n"));
        for paragraph in rule.section(heading).split("\n\n") {
            section.push_str(&format!("<p>{}</p>\n", text(&paragraph.replace('\n', " "))));
        }
    }
    let source = text(&rule.source());
    section.push_str(&format!("<h4>Source</h4>\n<p><a href=\"{source}\">{source}</a></p>\n</section>\n"));
    section
}

/// Text between tags or in an attribute.
fn text(plain: &str) -> String {
    plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
