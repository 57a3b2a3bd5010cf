//! Example code for a service: what the exporters make of the smallest design with an endpoint for it.

use super::builder::Builder;
use crate::{
    catalog::{Catalog, EndpointType},
    edit::{self, EditError},
    emit::{self, Artifact, Options, Target},
    lower::lower,
    model::{Design, Endpoint, Id, ServiceRef, SubnetKind},
};

/// The lines of an export that make one endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// For the AWS CLI, the variables that the command takes from elsewhere, one assignment a line, with values to
    /// replace; empty for the others.
    pub given: String,
    /// The file that the lines are from.
    pub file: Artifact,
    /// The first of the lines, and the one behind the last.
    pub lines: (usize, usize),
}

impl Example {
    /// The whole example.
    pub fn text(&self) -> String {
        let (start, end) = self.lines;
        let lines = self.file.text().lines().skip(start).take(end - start);
        std::iter::once(self.given.clone()).chain(lines.map(|line| format!("{line}\n"))).collect()
    }
}

/// The code that makes an endpoint for a service, of a type, in a Region.
///
/// # Errors
/// The service has no endpoint of that type in the Region; the message says how that is known.
pub fn example(
    catalog: &Catalog,
    key: &str,
    region: &str,
    kind: EndpointType,
    target: Target,
) -> Result<Example, EditError> {
    let (design, endpoint) = smallest(catalog, key, region, kind)?;
    let graph = lower(&design, catalog);
    let left_out = || EditError(graph.notes.first().map_or_else(String::new, |note| note.message.clone()));
    let part = |file: &Artifact| emit::excerpt(&file.sheet, endpoint.into()).into_iter().next();
    let mut found: Vec<(Artifact, std::ops::Range<usize>)> = emit::emit(&graph, target, &Options::default())
        .into_iter()
        .filter_map(|file| Some((part(&file)?, file)))
        .map(|(range, file)| (file, range))
        .collect();
    // Of the scripts, the one with plain commands is for reading.
    found.sort_by_key(|(file, _)| !file.path.contains("commands"));
    let (file, range) = found.into_iter().next().ok_or_else(left_out)?;
    let mut example = Example { given: String::new(), file, lines: (range.start, range.end) };
    if target == Target::Cli {
        example.given = given(&example.text(), region);
    }
    Ok(example)
}

/// A VPC with private subnets in two zones of a Region and one endpoint in it, of a type.
fn smallest(
    catalog: &Catalog,
    key: &str,
    region: &str,
    kind: EndpointType,
) -> Result<(Design, Id<Endpoint>), EditError> {
    let mut builder = Builder::new("Example", "", region, catalog.clone());
    let (vpc, zones) = builder.vpc("main", region, 2)?;
    builder.subnets(&zones, SubnetKind::Private)?;
    let mut design = builder.finish();
    let id = edit::add_endpoint(&mut design, catalog, vpc, ServiceRef::Aws(key.to_owned()))?;
    edit::set_endpoint_type(&mut design, catalog, id, kind)?;
    Ok((design, id))
}

/// The variables of a shell text, as assignments to fill in: their names begin with the prefix of the ids.
fn given(text: &str, region: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    for (at, _) in text.match_indices('$') {
        let rest = text[at + 1..].trim_start_matches('{');
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        if end > 0 && !names.contains(&&rest[..end]) {
            names.push(&rest[..end]);
        }
    }
    let value = |name: &str| match name.split_once('_') {
        None => region.to_owned(),
        Some((prefix, _)) => format!("{prefix}-0123456789abcdef0"),
    };
    names.iter().map(|name| format!("{name}={}\n", value(name))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    fn code(key: &str, kind: EndpointType, target: Target) -> Result<String, EditError> {
        example(&Catalog::embedded(), key, "eu-central-1", kind, target).map(|example| example.text())
    }

    #[test]
    fn the_command_names_what_it_takes() {
        let text = code("s3", EndpointType::Gateway, Target::Cli).unwrap();
        let lines: Vec<&str> = text.lines().filter(|line| !line.contains("--tag-specifications")).collect();
        expect![[r##"
            REGION=eu-central-1
            vpc_main=vpc-0123456789abcdef0
            rtb_private_a=rtb-0123456789abcdef0
            rtb_private_b=rtb-0123456789abcdef0
            # Gateway endpoint s3
            aws ec2 create-vpc-endpoint \
              --region "$REGION" \
              --vpc-id "$vpc_main" \
              --service-name "com.amazonaws.$REGION.s3" \
              --vpc-endpoint-type Gateway \
              --route-table-ids "$rtb_private_a" "$rtb_private_b" \
              --query VpcEndpoint.VpcEndpointId --output text"##]]
        .assert_eq(&lines.join("\n"));
    }

    #[test]
    fn the_others_are_one_block() {
        let hcl = code("sqs", EndpointType::Interface, Target::Terraform).unwrap();
        assert!(hcl.starts_with("resource \"aws_vpc_endpoint\"") && hcl.ends_with("}\n"), "{hcl}");
        hcl_edit::parser::parse_body(&hcl).expect("HCL");
        let yaml = code("sqs", EndpointType::Interface, Target::CloudFormation).unwrap();
        assert!(yaml.contains("Type: AWS::EC2::VPCEndpoint") && yaml.contains(".sqs"), "{yaml}");
    }

    #[test]
    fn every_service_has_code_where_it_is_offered_or_a_reason_against_it() {
        for service in crate::catalog::services() {
            for kind in service.types() {
                let offered = service.availability("eu-central-1", kind).is_possible();
                match code(service.key, kind, Target::CloudFormation) {
                    Ok(text) => assert!(text.contains("ServiceName"), "{}: {text}", service.key),
                    Err(error) => assert!(!offered && !error.0.is_empty(), "{}: {error}", service.key),
                }
            }
        }
    }

    #[test]
    fn what_is_not_offered_says_why() {
        let result =
            example(&Catalog::embedded(), "eks", "ap-southeast-7", EndpointType::Interface, Target::Cli);
        assert!(result.unwrap_err().0.contains("ap-southeast-7"));
    }
}
