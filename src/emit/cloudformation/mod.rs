//! Resource graph → CloudFormation: one template per Region.
//!
//! Owns the mapping of resources to CloudFormation's types and the order of the sections. A template deploys with
//! `aws cloudformation deploy` as its header says; it names nothing physically, so that a replacement never meets its
//! predecessor's name.
//!
//! *Known differences from the graph,* each told in the template itself: a security group without inline egress rules
//! has one rule to 127.0.0.1/32 (see [`security_group`]); prefix lists are parameters, because CloudFormation cannot
//! look them up; `auto_accept` and the DNS options of a peering connection have no property; what another Region's
//! template makes is a parameter (see [`foreign`]).

mod connectivity;
mod endpoint_service;
mod foreign;
mod guide;
mod header;
mod ipv6;
mod logical_id;
mod metadata;
mod network_acl;
mod output;
mod parameter;
mod resource;
mod security_group;
mod template;

use super::{
    Artifact, Options, Sheet, TemplateFormat,
    print::{json, tree::Map, yaml},
};
use crate::graph::ResourceGraph;
use metadata::Embedded;
use template::Template;

/// The templates, `<name>.yaml`, or `<name>.<region>.yaml` each where the graph spans several Regions, and a file that
/// tells how to deploy them. None of a graph without resources: CloudFormation takes no template without.
pub(super) fn emit(graph: &ResourceGraph, options: &Options) -> Vec<Artifact> {
    let extension = match options.template_format {
        TemplateFormat::Yaml => "yaml",
        TemplateFormat::Json => "json",
    };
    let templates: Vec<Template<'_>> = templates(graph, extension);
    let mut artifacts = Vec::new();
    let mut summaries = Vec::new();
    for template in &templates {
        let (sheet, summary) = print(template, options);
        artifacts.push(Artifact { path: template.path.clone(), sheet });
        summaries.push(summary);
    }
    if !summaries.is_empty() {
        artifacts.push(Artifact { path: "DEPLOY.md".to_owned(), sheet: guide::guide(graph, &summaries) });
    }
    artifacts
}

/// Prints a template, with the design in it where it fits.
fn print(template: &Template<'_>, options: &Options) -> (Sheet, header::Summary) {
    let write = |root: &Map| match options.template_format {
        TemplateFormat::Yaml => yaml::print(&[], root),
        TemplateFormat::Json => json::print(root),
    };
    let (root, resources) = template.root();
    // The header speaks of what is below it.
    let mut body = write(&root);
    let mut bytes = body.text().len();
    let mut with_design = None;
    let embedded = match &options.design {
        None => Embedded::NotAsked,
        Some(design) if !metadata::is_plain(design) => Embedded::NotPrintable,
        Some(design) => {
            let with = bytes + metadata::size(design);
            if header::fits(bytes, with) {
                with_design = Some(metadata::embed(&root, design));
                bytes = with;
                Embedded::Yes
            } else {
                Embedded::TooLarge
            }
        }
    };
    let summary = header::summary(template, resources, bytes, body.text(), embedded);
    if let Some(root) = with_design {
        body = write(&root);
    }
    let sheet = match options.template_format {
        TemplateFormat::Yaml => yaml::with_header(&summary.lines(template.graph, template.region), body),
        // JSON has no comments.
        TemplateFormat::Json => body,
    };
    (sheet, summary)
}

/// One for each Region with resources, the design's own first: it is the order in which to deploy them.
fn templates<'a>(graph: &'a ResourceGraph, extension: &str) -> Vec<Template<'a>> {
    let regions = graph.regions();
    let several = regions.len() > 1;
    regions
        .into_iter()
        .map(|region| {
            let stem = if several {
                format!("{}.{}", graph.name, template::file_word(region))
            } else {
                graph.name.to_string()
            };
            Template::new(graph, region, stem + "." + extension)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use expect_test::{ExpectFile, expect, expect_file};

    use super::*;
    use crate::{
        graph::sample::{self, Builder},
        model::EntityRef,
    };

    fn emit_yaml(graph: &ResourceGraph) -> Vec<Artifact> {
        emit(graph, &Options::default())
    }

    fn emit_json(graph: &ResourceGraph) -> Vec<Artifact> {
        emit(graph, &Options { template_format: TemplateFormat::Json, ..Options::default() })
    }

    fn check(artifact: &Artifact, golden: &ExpectFile) {
        golden.assert_eq(artifact.text());
    }

    #[test]
    fn one_region_is_one_file() {
        let files = emit_yaml(&sample::one_region());
        assert_eq!(
            files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(),
            ["shop-network.yaml", "DEPLOY.md"]
        );
        check(&files[0], &expect_file!["golden/shop-network.yaml"]);
        check(&emit_json(&sample::one_region())[0], &expect_file!["golden/shop-network.json"]);
    }

    #[test]
    fn two_regions_are_two_files() {
        let files = emit_yaml(&sample::two_regions());
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["shop-network.us-east-1.yaml", "shop-network.eu-west-1.yaml", "DEPLOY.md"]);
        check(&files[1], &expect_file!["golden/shop-network.eu-west-1.yaml"]);
        assert!(!files[0].text().contains("Recovery") && !files[1].text().contains("Main"));
    }

    #[test]
    fn regions_ask_each_other_for_ids() {
        let files = emit_yaml(&sample::joined());
        check(&files[0], &expect_file!["golden/joined.us-east-1.yaml"]);
        check(&files[1], &expect_file!["golden/joined.eu-west-1.yaml"]);
    }

    #[test]
    fn any_text_is_quoted() {
        let files = emit_yaml(&sample::hostile());
        check(&files[1], &expect_file!["golden/hostile.yaml"]);
        for file in files.iter().chain(&emit_json(&sample::hostile())) {
            let odd = |c: char| c.is_control() && c != '\n';
            assert!(!file.text().contains(odd), "{} has control characters", file.path);
        }
    }

    #[test]
    fn each_line_knows_its_entity() {
        let graph = sample::one_region();
        let files = emit_yaml(&graph);
        let line = |text: &str| {
            files[0].sheet.lines().find(|(line, _)| line.trim() == text).map(|(_, origin)| origin)
        };
        let origin = |kind: &str| -> Option<Option<EntityRef>> {
            graph.nodes.iter().find(|node| node.name_tag == kind).map(|node| Some(node.origin))
        };
        assert_eq!(line("CidrBlock: \"10.0.10.0/24\""), origin("private-a"));
        assert_eq!(
            line("- Sid: OwnBuckets"),
            graph
                .nodes
                .iter()
                .find(|node| { matches!(node.resource, crate::graph::Resource::GatewayEndpoint(_)) })
                .map(|node| Some(node.origin))
        );
        assert_eq!(line("- Description: \"HTTPS from the VPC\""), origin("endpoints-ingress-vpc"));
        assert_eq!(line("Resources:"), Some(None));
    }

    #[test]
    fn an_empty_design_has_no_template() {
        // CloudFormation refuses a template without resources.
        assert_eq!(emit_yaml(&Builder::new("Empty", "us-east-1").finish()), []);
    }

    #[test]
    fn a_large_template_tells_its_way_into_aws() {
        let mut b = Builder::new("Large", "us-east-1");
        let vpc = b.vpc("us-east-1", "large", "10.0.0.0/16");
        for number in 0..520 {
            b.add(
                &format!("table-{number}"),
                crate::graph::Resource::RouteTable(crate::graph::RouteTable { vpc }),
            );
        }
        let file = emit_yaml(&b.finish()).remove(0);
        let header: String = file
            .text()
            .lines()
            .take_while(|line| line.starts_with('#'))
            .flat_map(|line| [line, "\n"])
            .collect();
        expect![[r#"
            # Large: CloudFormation template for us-east-1
            #
            # Deploy:
            #   aws cloudformation deploy --template-file large.yaml --stack-name large --region us-east-1 --s3-bucket BUCKET
            # Remove:
            #   aws cloudformation delete-stack --stack-name large --region us-east-1
            #
            # Templates of more than 51,200 bytes go through an S3 bucket: `deploy` uploads them to the one named with
            # --s3-bucket; `create-stack` and `validate-template` take --template-url.
            #
            # Too many resources: 521, and CloudFormation takes at most 500 in a template. Split the design by VPC.
            #
            # CloudFormation takes at most 200 outputs; 321 more are left out.
        "#]].assert_eq(&header);
        assert_eq!(file.text().matches("    Description: ").count(), 200);
    }

    #[test]
    fn a_reference_that_cloudformation_would_resolve_is_told() {
        let mut graph = sample::one_region();
        assert!(!emit_yaml(&graph)[0].text().contains("resolve"));
        graph.default_tags.insert("Owner".to_owned(), "{{resolve:secretsmanager:owner}}".to_owned());
        let text = emit_yaml(&graph).remove(0).sheet.text().to_owned();
        assert!(text.contains("# A text in the template holds {{resolve:…}}"), "{text}");
    }

    #[test]
    fn several_vpcs_in_a_template_are_told_apart() {
        let mut b = Builder::new("Pair", "us-east-1");
        for (name, block) in [("left", "10.0.0.0/16"), ("right", "10.1.0.0/16")] {
            b.vpc("us-east-1", name, block);
            b.subnet("private-a", &block.replace("/16", "/24"), "a", None);
        }
        let text = emit_yaml(&b.finish()).remove(0).sheet.text().to_owned();
        for line in
            ["  # VPC right, 10.1.0.0/16\n  RightVpc:", "  LeftPrivateASubnet:", "  RightPrivateASubnet:"]
        {
            assert!(text.contains(line), "{line} in {text}");
        }
    }

    #[test]
    fn same_graph_same_bytes() {
        let text =
            || emit_yaml(&sample::hostile()).iter().map(|file| file.text().to_owned()).collect::<Vec<_>>();
        assert_eq!(text(), text());
    }
}
