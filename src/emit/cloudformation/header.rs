//! What there is to know about a template: how to deploy it and what is particular about it. The comment on top of a YAML
//! template says it, and `DEPLOY.md`.

use super::{
    foreign,
    metadata::Embedded,
    output, parameter,
    template::{Template, file_word},
};
use crate::graph::{Resource, ResourceGraph};

/// Source of the limits: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>
const INLINE_BYTES: usize = 51_200;
/// In an S3 bucket; it was 460,800 bytes until 2020.
const BYTES: usize = 1_000_000;
const RESOURCES: usize = 500;
/// From here on, changes to a stack are slow and hard to review.
const MANY_RESOURCES: usize = 200;
/// What the header itself may add to the body's size.
const MARGIN: usize = 4_096;

/// Whether a template may hold the design: not where that alone makes it too large for a request, or for a bucket.
pub(super) const fn fits(without: usize, with: usize) -> bool {
    with <= BYTES && (with <= INLINE_BYTES || without + MARGIN > INLINE_BYTES)
}

/// What there is to know about one template.
pub(super) struct Summary {
    pub(super) region: String,
    pub(super) path: String,
    /// The command that deploys it, and the one that removes it.
    pub(super) deploy: String,
    pub(super) remove: String,
    /// A sentence or two each.
    pub(super) remarks: Vec<String>,
}

/// The summary of a template with so many resources and bytes, and this text below its header but for the design.
pub(super) fn summary(
    template: &Template<'_>,
    resources: usize,
    bytes: usize,
    body: &str,
    embedded: Embedded,
) -> Summary {
    let mut remarks = Vec::new();
    let mut say = |text: String| remarks.push(text);
    if bytes + MARGIN > BYTES {
        say("Too large: CloudFormation takes templates of at most 1 MB. Split the design by VPC.".to_owned());
    } else if bytes + MARGIN > INLINE_BYTES {
        say("Templates of more than 51,200 bytes go through an S3 bucket: `deploy` uploads them to the one named \
             with --s3-bucket; `create-stack` and `validate-template` take --template-url."
            .to_owned());
    }
    if resources > RESOURCES {
        say(format!(
            "Too many resources: {resources}, and CloudFormation takes at most 500 in a template. Split the design by \
             VPC."
        ));
    } else if resources > MANY_RESOURCES {
        say(format!(
            "{resources} resources, of at most 500 in a template. A design for each VPC makes stacks that are \
             changed faster and reviewed more easily."
        ));
    }
    match embedded {
        Embedded::Yes | Embedded::NotAsked => {}
        Embedded::TooLarge => {
            say("The design is not in the template, which would become too large with it: keep the design file."
                .to_owned());
        }
        Embedded::NotPrintable => {
            say("The design is not in the template: its text has characters that templates do not carry."
                .to_owned());
        }
    }
    if is_deployed_twice(template.graph) {
        say("Regions of this design need each other's ids: deploy the templates of all Regions, then all of them once \
             more with the same commands. What waits for an id is made the second time."
            .to_owned());
    }
    let outputs = output::left_out(template);
    if outputs > 0 {
        say(format!("CloudFormation takes at most 200 outputs; {outputs} more are left out."));
    }
    if template.nodes().any(|(_, node)| matches!(node.resource, Resource::SecurityGroup(_))) {
        say("Security groups allow what their rules say and nothing else. A group without egress rules to an address \
             block has one to 127.0.0.1/32, which matches no traffic and keeps AWS from adding its allow-all rule."
            .to_owned());
    }
    if body.contains("{{resolve:") {
        say("A text in the template holds {{resolve:…}}: CloudFormation puts the value of the parameter or secret it \
             names in its place. There is no way to write it as plain text; take it out unless that is meant."
            .to_owned());
    }
    Summary {
        region: template.region.to_owned(),
        path: template.path.clone(),
        deploy: deploy(template, bytes),
        remove: format!(
            "aws cloudformation delete-stack --stack-name {} --region {}",
            template.graph.name.kebab(),
            file_word(template.region)
        ),
        remarks,
    }
}

impl Summary {
    /// The comment on top of a YAML template.
    pub(super) fn lines(&self, graph: &ResourceGraph, region: &str) -> Vec<String> {
        let mut lines = vec![
            format!("{}: CloudFormation template for {region}", graph.title.trim()),
            String::new(),
            "Deploy:".to_owned(),
            format!("  {}", self.deploy),
            "Remove:".to_owned(),
            format!("  {}", self.remove),
        ];
        let order = order(graph);
        for remark in order.iter().chain(&self.remarks) {
            lines.extend([String::new(), remark.clone()]);
        }
        if !graph.notes.is_empty() {
            lines.extend([String::new(), "Not in this template:".to_owned()]);
            lines.extend(graph.notes.iter().map(|note| format!("- {}", note.message)));
        }
        lines
    }
}

/// In which order to deploy the templates, where there are several.
pub(super) fn order(graph: &ResourceGraph) -> Option<String> {
    let regions = graph.regions();
    (regions.len() > 1).then(|| {
        format!(
            "A template of each Region: deploy {}, in this order, and remove them in the opposite one.",
            regions.join(", then ")
        )
    })
}

/// Whether a template may wait for what another Region makes.
fn is_deployed_twice(graph: &ResourceGraph) -> bool {
    graph.regions().len() > 1 && graph.nodes.iter().any(|node| node.resource.spans_regions())
}

fn deploy(template: &Template<'_>, bytes: usize) -> String {
    let region = file_word(template.region);
    let mut command = format!(
        "aws cloudformation deploy --template-file {} --stack-name {} --region {region}",
        template.path,
        template.graph.name.kebab(),
    );
    if bytes + MARGIN > INLINE_BYTES {
        command.push_str(" --s3-bucket BUCKET");
    }
    if is_deployed_twice(template.graph) {
        // Version 1 of the CLI fails where the second time has nothing to do.
        command.push_str(" --no-fail-on-empty-changeset");
    }
    let mut first = true;
    for (at, node) in template.nodes() {
        if let Resource::PrefixList(list) = &node.resource {
            if first {
                command.push_str(" --parameter-overrides");
                first = false;
            }
            let look_up = parameter::look_up(template.region, list);
            command.push_str(&format!(" {}=\"$({look_up})\"", template.ids.of(at)));
        }
    }
    for node in foreign::nodes(template) {
        if first {
            command.push_str(" --parameter-overrides");
            first = false;
        }
        command.push_str(&format!(" {}=\"$({})\"", template.ids.of(node), foreign::look_up(template, node)));
    }
    command
}
