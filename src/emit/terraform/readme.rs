//! `README.md` and `.gitignore` of the folder.

use super::{
    super::print::{
        markdown,
        sheet::{Sheet, TokenClass},
    },
    super::{Layout, Options},
    findings, imports, module, outputs,
    settings::{self, PROVIDER_VERSION, terraform_version},
};
use crate::graph::ResourceGraph;

/// `README.md` of the folder that is applied.
pub(super) fn readme(graph: &ResourceGraph, options: &Options) -> Sheet {
    let mut sheet = Sheet::new();
    heading(&mut sheet, &format!("# {}", markdown::line(&graph.title)));
    paragraph(&mut sheet, &markdown::line(&graph.description));
    let regions = graph.regions().into_iter().map(markdown::line).collect::<Vec<_>>().join(", ");
    if !regions.is_empty() {
        paragraph(&mut sheet, &format!("Regions: {regions}."));
    }
    heading(&mut sheet, "## Use");
    code(&mut sheet, &["terraform init", "terraform plan -out=tfplan", "terraform apply tfplan"]);
    paragraph(
        &mut sheet,
        &format!(
            "Needs Terraform or OpenTofu {} and the AWS provider {PROVIDER_VERSION}. Credentials come from the \
             environment. State stays in this folder until you add a `backend` block to `terraform.tf`; commit \
             `.terraform.lock.hcl` so that everybody uses the same provider.",
            terraform_version(options),
        ),
    );
    if options.layout == Layout::Module {
        paragraph(
            &mut sheet,
            &format!(
                "The network is the module `{}`; this folder shows a call of it, and can be applied as it is.",
                module::path("").trim_end_matches('/'),
            ),
        );
    }
    if options.import_blocks {
        heading(&mut sheet, "## Taking over what exists");
        paragraph(
            &mut sheet,
            &format!(
                "Write the ids of what exists into `{0}` and leave the others empty. The plan then says what is \
                 imported, changed and made; what it would replace or destroy differs from the design.",
                imports::VALUES,
            ),
        );
        code(
            &mut sheet,
            &[&format!("terraform plan -var-file={} -out=tfplan", imports::VALUES), "terraform apply tfplan"],
        );
        paragraph(&mut sheet, &format!("Then `imports.tf` and `{}` can go.", imports::VALUES));
    }
    paragraph(
        &mut sheet,
        "Each resource has a key of its own, as in `aws_subnet.<vpc>[\"<subnet>\"]`, so adding or removing one leaves \
         the others alone. Renaming one in the design changes its key: add a `moved` block to keep the resource.",
    );
    if !graph.notes.is_empty() {
        heading(&mut sheet, "## Not included");
        separate(&mut sheet);
        for note in &graph.notes {
            sheet.set_origin(Some(note.origin));
            sheet.plain(&format!("- {}\n", markdown::line(&note.message)));
        }
        sheet.set_origin(None);
    }
    let findings = findings::of(graph);
    if !findings.is_empty() {
        heading(&mut sheet, "## Scanners");
        paragraph(&mut sheet, "What security scanners report here, and why it is so:");
        separate(&mut sheet);
        for finding in findings {
            sheet.plain(&format!("- {}: {}\n", finding.rules, finding.reason));
        }
    }
    sheet
}

/// `README.md` of the module: what it makes, takes and gives.
pub(super) fn module(graph: &ResourceGraph) -> Sheet {
    let mut sheet = Sheet::new();
    heading(&mut sheet, &format!("# {}", markdown::line(&graph.title)));
    paragraph(&mut sheet, &markdown::line(&graph.description));
    heading(&mut sheet, "## Use");
    let others: Vec<String> = settings::other_regions(graph).map(markdown::line).collect();
    let providers = if others.is_empty() {
        "Takes its Region from the provider it is given".to_owned()
    } else {
        format!("Takes a provider for each Region, {} beside the default one", others.join(", "))
    };
    paragraph(
        &mut sheet,
        &format!(
            "{providers}. Its Availability Zones, address blocks and service names are those of {}, so another Region \
             or address plan is another design.",
            markdown::line(&graph.region),
        ),
    );
    heading(&mut sheet, "## Inputs");
    separate(&mut sheet);
    sheet
        .plain("- `tags`: tags of every resource, beside its name, its own tags and those of the provider\n");
    heading(&mut sheet, "## Outputs");
    separate(&mut sheet);
    for (name, description) in outputs::of(graph) {
        sheet.plain(&format!("- `{name}`: {description}\n"));
    }
    sheet
}

/// Not the lock file: it belongs into the repository.
pub(super) fn gitignore() -> Sheet {
    let mut sheet = Sheet::new();
    let mut group = |comment: &str, patterns: &[&str]| {
        sheet.put(TokenClass::Comment, comment);
        sheet.newline();
        for pattern in patterns {
            sheet.plain(pattern);
            sheet.newline();
        }
    };
    group("# Providers and modules, downloaded by terraform init", &[".terraform/"]);
    group(
        "# State and plans hold every attribute in the clear",
        &["*.tfstate", "*.tfstate.*", "*.tfplan", "tfplan"],
    );
    group(
        "# Values and overrides of one person or machine",
        &["*.auto.tfvars", "override.tf", "*_override.tf"],
    );
    group("# Written when Terraform crashes", &["crash.log", "crash.*.log"]);
    sheet
}

/// Sets off what follows by a blank line.
fn separate(sheet: &mut Sheet) {
    if !sheet.text().is_empty() {
        sheet.newline();
    }
}

fn heading(sheet: &mut Sheet, text: &str) {
    separate(sheet);
    sheet.put(TokenClass::Keyword, text);
    sheet.newline();
}

fn paragraph(sheet: &mut Sheet, text: &str) {
    if !text.is_empty() {
        separate(sheet);
        sheet.plain(text);
        sheet.newline();
    }
}

fn code(sheet: &mut Sheet, lines: &[&str]) {
    separate(sheet);
    sheet.put(TokenClass::Mark, "```sh\n");
    for line in lines {
        sheet.plain(line);
        sheet.newline();
    }
    sheet.put(TokenClass::Mark, "```\n");
}
