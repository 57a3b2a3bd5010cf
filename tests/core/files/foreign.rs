//! Files that are something else: the message says what.

use vpc_designer::{
    catalog::Catalog,
    emit::{Options, Target, emit},
    file::{self, MAX_BYTES, OpenError},
    lower::lower,
    template::templates,
};

fn what(bytes: &[u8]) -> &'static str {
    match file::open(bytes) {
        Err(OpenError::Foreign { what, .. }) => what,
        other => panic!("{other:?}"),
    }
}

#[test]
fn known_formats_are_named() {
    let cases: &[(&[u8], &str)] = &[
        (b"PK\x03\x04\x14\0\0\0", "a zip archive"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"%PDF-1.7", "a PDF document"),
        (b"\xff\xfe{\0", "UTF-16 text"),
        (b"<mxfile host=\"app\"><diagram/></mxfile>", "a draw.io diagram"),
        (b"<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "an SVG picture"),
        (b"<!doctype html><html></html>", "HTML or XML"),
        (b"# network\nresource \"aws_vpc\" \"main\" {\n}\n", "Terraform code"),
        (b"AWSTemplateFormatVersion: \"2010-09-09\"\nResources: {}\n", "a CloudFormation template"),
        (b"{\"Resources\": {\"Vpc\": {\"Type\": \"AWS::EC2::VPC\"}}}", "a CloudFormation template"),
        (b"#!/usr/bin/env bash\naws ec2 create-vpc\n", "a script"),
        (b"{\"Vpcs\": []}", "output of “aws ec2 describe-…”"),
        (b"{\"VpcEndpoints\": [], \"NextToken\": \"x\"}", "output of “aws ec2 describe-…”"),
        (b"{\"ServiceNames\": []}", "output of “aws ec2 describe-…”"),
        (b"{\"version\": 4, \"terraform_version\": \"1.9.0\"}", "Terraform state or a plan"),
        (b"{\"Version\": \"2012-10-17\", \"Statement\": []}", "a policy document"),
        (b"{\"type\": \"excalidraw\", \"elements\": []}", "an Excalidraw drawing"),
        (b"{\"name\": \"x\", \"region\": \"us-east-1\", \"next_id\": 1}", "a design without its envelope"),
    ];
    for (bytes, expected) in cases {
        assert_eq!(what(bytes), *expected, "{}", String::from_utf8_lossy(bytes));
    }
}

/// Whoever keeps a design beside its exports will pick the wrong file one day.
#[test]
fn our_own_exports_are_named() {
    let graph = lower(&templates()[0].build("us-east-1").unwrap(), &Catalog::embedded());
    assert_eq!(
        what(serde_json::to_string(&graph).unwrap().as_bytes()),
        "a resource graph as printed by “vpc-designer graph”"
    );
    assert_eq!(what(file::schema().to_string().as_bytes()), "a JSON schema");
    for artifact in emit(&graph, Target::Terraform, &Options::default())
        .iter()
        .filter(|artifact| artifact.path.ends_with(".tf"))
    {
        assert_eq!(what(artifact.text().as_bytes()), "Terraform code", "{}", artifact.path);
    }
    let template = &emit(&graph, Target::CloudFormation, &Options::default())[0];
    assert_eq!(what(template.text().as_bytes()), "a CloudFormation template", "{}", template.path);
}

#[test]
fn nothing_and_too_much() {
    assert_eq!(file::open(b""), Err(OpenError::Empty));
    assert_eq!(file::open(b"\xef\xbb\xbf \n\t"), Err(OpenError::Empty));
    let huge = vec![b' '; MAX_BYTES + 1];
    let error = file::open(&huge).unwrap_err();
    assert_eq!(
        error.to_string(),
        "The file has 21 MB; design files of up to 20 MB are opened. Check that it is the right file."
    );
    assert_eq!(file::open(b"{\n\"a\": \"\xe4\"}"), Err(OpenError::NotText { line: 2 }));
}

#[test]
fn other_json_is_not_a_design() {
    for text in ["null", "[]", "3", "\"text\"", "{}", "{\"format\": 1}", "{\"dependencies\": {}}"] {
        assert_eq!(file::open(text.as_bytes()), Err(OpenError::NotADesign), "{text}");
    }
}
