//! The comment on top of a template: how to deploy it and what is particular about it.

use super::{
    output, parameter,
    template::{Template, file_word},
};
use crate::graph::Resource;

/// Source of the limits: <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>
const INLINE_BYTES: usize = 51_200;
const BYTES: usize = 1_000_000;
const RESOURCES: usize = 500;
/// What the header itself may add to the body's size.
const MARGIN: usize = 4_096;

/// The header of a template with so many resources and this text below it.
pub(super) fn lines(template: &Template<'_>, resources: usize, body: &str) -> Vec<String> {
    let bytes = body.len();
    let mut lines = vec![
        format!("{}: CloudFormation template for {}", template.graph.title.trim(), template.region),
        String::new(),
        "Deploy:".to_owned(),
        format!("  {}", deploy(template, bytes)),
        "Remove:".to_owned(),
        format!(
            "  aws cloudformation delete-stack --stack-name {} --region {}",
            template.graph.name.kebab(),
            file_word(template.region)
        ),
    ];
    let mut say = |text: String| lines.extend([String::new(), text]);
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
        say("A text below holds {{resolve:…}}: CloudFormation puts the value of the parameter or secret it names in its \
             place. There is no way to write it as plain text; take it out unless that is meant."
            .to_owned());
    }
    if !template.graph.notes.is_empty() {
        say("Not in this template:".to_owned());
        lines.extend(template.graph.notes.iter().map(|note| format!("- {}", note.message)));
    }
    lines
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
    command
}
