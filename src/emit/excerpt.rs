//! The part of a file that is about one entity.

use std::ops::Range;

use super::Sheet;
use crate::model::EntityRef;

/// The lines of the blocks that an entity has lines in: a whole `resource` of Terraform, an entry of `Resources`, a
/// command with its comment. Empty where the file has nothing of it.
pub fn excerpt(sheet: &Sheet, entity: EntityRef) -> Vec<Range<usize>> {
    let lines: Vec<(&str, bool)> =
        sheet.lines().map(|(text, origin)| (text, origin == Some(entity))).collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        let end = block_end(&lines, start);
        if lines[start..end].iter().any(|(_, own)| *own) {
            found.push(start..end);
        }
        start = end + 1;
    }
    found
}

/// Where the block that begins at a line ends: at the next blank line, or behind the brace that closes it.
fn block_end(lines: &[(&str, bool)], start: usize) -> usize {
    let mut open = false;
    for (at, (line, _)) in lines.iter().enumerate().skip(start) {
        match *line {
            "}" => open = false,
            "" if !open => return at,
            line if line.ends_with('{') && !line.starts_with([' ', '#']) => open = true,
            _inside => {}
        }
    }
    lines.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::{Catalog, EndpointType},
        emit::{Options, Target, emit},
        lower::lower,
        template::example,
    };

    #[test]
    fn an_endpoint_is_one_whole_block_in_every_target() {
        for (key, kind) in [("sqs", EndpointType::Interface), ("s3", EndpointType::Gateway)] {
            let catalog = Catalog::embedded();
            let (design, id) = example(&catalog, key, "eu-central-1", kind).unwrap();
            let graph = lower(&design, &catalog);
            for (target, word) in [
                (Target::Cli, "aws ec2 create-vpc-endpoint"),
                (Target::Terraform, "resource \"aws_vpc_endpoint\""),
                (Target::CloudFormation, "AWS::EC2::VPCEndpoint"),
            ] {
                let files = emit(&graph, target, &Options::default());
                let holds =
                    |text: &str| text.contains(word) && text.contains(key) && !text.contains("create-vpc \\");
                let found = files.iter().any(|file| {
                    excerpt(&file.sheet, id.into()).iter().any(|range| {
                        let lines: Vec<&str> = file.text().lines().collect();
                        let text = lines[range.clone()].join("\n");
                        holds(&text) && text.matches('{').count() == text.matches('}').count()
                    })
                });
                assert!(found, "{key} {target:?}");
            }
        }
    }
}
