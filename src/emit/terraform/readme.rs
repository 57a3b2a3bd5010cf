//! `README.md` and `.gitignore` of the folder.

use super::{
    super::print::{
        markdown,
        sheet::{Sheet, TokenClass},
    },
    settings::{PROVIDER_VERSION, TERRAFORM_VERSION},
};
use crate::graph::ResourceGraph;

pub(super) fn readme(graph: &ResourceGraph) -> Sheet {
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
            "Needs Terraform {TERRAFORM_VERSION} and the AWS provider {PROVIDER_VERSION}. Credentials come from the \
             environment. State stays in this folder until you add a `backend` block to `terraform.tf`; commit \
             `.terraform.lock.hcl` so that everybody uses the same provider."
        ),
    );
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
    heading(&mut sheet, "## Scanners");
    paragraph(
        &mut sheet,
        "Findings to expect, because the design leaves these to you: VPC flow logs (CKV2_AWS_11, AWS-0178), a default \
         security group without rules (CKV2_AWS_12, AWS-0173), and, where a subnet hands out public addresses, \
         CKV_AWS_130 and AWS-0164. CKV2_AWS_5 is reported for groups that only workloads outside this folder use.",
    );
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
