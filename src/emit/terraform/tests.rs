use std::collections::BTreeSet;

use expect_test::expect_file;
use hcl_edit::{
    expr::{Expression, ObjectKey},
    structure::{Block as ReadBlock, Body as ReadBody},
};

use super::*;
use crate::{
    emit::TokenClass,
    graph::{NodeRef, Resource, sample},
};

fn emit_plain(graph: &ResourceGraph) -> Vec<Artifact> {
    emit(graph, &Options::default())
}

fn text(graph: &ResourceGraph, path: &str) -> String {
    let files = emit_plain(graph);
    files.iter().find(|file| file.path == path).map_or_else(String::new, |file| file.text().to_owned())
}

fn read(graph: &ResourceGraph) -> Vec<ReadBlock> {
    read_files(&emit_plain(graph))
}

fn read_files(files: &[Artifact]) -> Vec<ReadBlock> {
    let mut blocks = Vec::new();
    for file in files.iter().filter(|file| file.path.ends_with(".tf")) {
        let body: ReadBody = file.text().parse().unwrap_or_else(|error| panic!("{}: {error}", file.path));
        blocks.extend(body.into_blocks());
    }
    blocks
}

fn key(key: &ObjectKey) -> String {
    match key {
        ObjectKey::Ident(name) => name.value().to_string(),
        ObjectKey::Expression(key) => key.as_str().expect("a literal key").to_owned(),
    }
}

/// What Terraform would call each instance, from the text alone.
fn addresses(graph: &ResourceGraph) -> Vec<String> {
    addresses_in(&emit_plain(graph))
}

fn addresses_in(files: &[Artifact]) -> Vec<String> {
    let mut addresses = Vec::new();
    for block in read_files(files) {
        if !matches!(block.ident.as_str(), "resource" | "data") {
            continue;
        }
        let labels: Vec<&str> = block.labels.iter().map(hcl_edit::structure::BlockLabel::as_str).collect();
        let address = labels.join(".");
        let for_each = block.body.attributes().find(|attribute| attribute.key.as_str() == "for_each");
        let keys: Vec<String> = match for_each.map(|attribute| &attribute.value) {
            None => {
                addresses.push(address);
                continue;
            }
            Some(Expression::Object(rows)) => rows.iter().map(|(row, _)| key(row)).collect(),
            Some(Expression::FuncCall(toset)) => {
                let Some(Expression::Array(keys)) = toset.args.iter().next() else { panic!("{toset:?}") };
                keys.iter().map(|key| key.as_str().expect("a literal key").to_owned()).collect()
            }
            Some(other) => panic!("{address}: {other:?}"),
        };
        addresses.extend(keys.into_iter().map(|key| format!("{address}[\"{key}\"]")));
    }
    addresses
}

/// The graph without a subnet and what uses it.
fn without_subnet(graph: &ResourceGraph, name: &str) -> ResourceGraph {
    let gone = |node: &crate::graph::Node| {
        matches!(node.resource, Resource::Subnet(_) | Resource::RouteTableAssociation(_))
            && node.name.kebab() == name
    };
    let mut graph = graph.clone();
    let (at, _) = graph.iter().find(|(_, node)| gone(node)).expect("the subnet");
    for node in &mut graph.nodes {
        if let Resource::InterfaceEndpoint(endpoint) = &mut node.resource {
            endpoint.subnets.retain(|subnet| *subnet != at);
        }
    }
    // Its number stays taken, which is all the exporter could trip over.
    let place: NodeRef = at;
    graph.nodes[place.0 as usize].vpc = None;
    graph.nodes.iter_mut().filter(|node| gone(node)).for_each(|node| node.vpc = None);
    graph
}

#[test]
fn goldens() {
    for artifact in emit_plain(&sample::two_regions()) {
        // A golden named .gitignore would be obeyed.
        let path = artifact.path.trim_start_matches('.');
        expect_file![format!("golden/two-regions/{path}")].assert_eq(artifact.text());
    }
    for path in [
        "network.tf",
        "connectivity.tf",
        "dns.tf",
        "endpoints.tf",
        "outputs.tf",
        "security.tf",
        "services.tf",
    ] {
        expect_file![format!("golden/joined/{path}")].assert_eq(&text(&sample::joined(), path));
    }
}

fn with(layout: Layout, import_blocks: bool) -> Options {
    Options { layout, import_blocks, ..Options::default() }
}

#[test]
fn goldens_of_the_other_forms() {
    let wanted =
        |path: &str| !path.contains("network.tf") && !path.contains("endpoints.tf") && path != ".gitignore";
    for artifact in emit(&sample::two_regions(), &with(Layout::Module, false)) {
        if wanted(&artifact.path) {
            expect_file![format!("golden/module/{}", artifact.path)].assert_eq(artifact.text());
        }
    }
    for artifact in emit(&sample::one_region(), &with(Layout::Folder, true)) {
        if wanted(&artifact.path) && !artifact.path.contains("outputs") {
            expect_file![format!("golden/import/{}", artifact.path)].assert_eq(artifact.text());
        }
    }
}

/// The module has the folder's resources, each with the caller's tags.
#[test]
fn a_module_has_the_same_resources() {
    let graph = sample::two_regions();
    let mut module = emit(&graph, &with(Layout::Module, false));
    module.retain(|file| file.path.starts_with("modules/"));
    assert_eq!(addresses_in(&module), addresses(&graph));
    for block in read_files(&module).iter().filter(|block| block.ident.as_str() == "resource") {
        let tags = block.body.attributes().find(|attribute| attribute.key.as_str() == "tags");
        let untagged = ["aws_route", "aws_route_table_association", "aws_vpc_ipv4_cidr_block_association"];
        match tags.map(|tags| tags.value.to_string()) {
            Some(tags) => assert!(tags.contains("var.tags"), "{tags}"),
            None => assert!(untagged.contains(&block.labels[0].as_str()), "{:?}", block.labels),
        }
    }
}

/// Every instance that can be imported has a place for its id, below the address of its block.
#[test]
fn every_resource_can_be_taken_over() {
    let graph = sample::two_regions();
    for (layout, prefix) in [(Layout::Folder, ""), (Layout::Module, "module.network.")] {
        let files = emit(&graph, &with(layout, true));
        let text =
            |path: &str| files.iter().find(|file| file.path == path).expect("the file").text().to_owned();
        let values: ReadBody = text("import.tfvars").parse().expect("it is HCL");
        let Some(Expression::Object(blocks)) = values.attributes().next().map(|ids| &ids.value) else {
            panic!("no ids")
        };
        let mut places = BTreeSet::new();
        for (block, rows) in blocks.iter() {
            let Expression::Object(rows) = rows.expr() else { panic!("{rows:?}") };
            let block = key(block);
            assert!(text("imports.tf").contains(&format!("  to = {prefix}{block}")), "{block}");
            places.extend(rows.iter().map(|(row, _)| format!("{block}[\"{}\"]", key(row))));
        }
        let single = |address: &String| !address.ends_with(']');
        let mut wanted: BTreeSet<String> = addresses(&graph)
            .into_iter()
            .filter(|address| {
                !["aws_ec2_managed_prefix_list", "aws_partition"]
                    .iter()
                    .any(|look_up| address.starts_with(look_up))
            })
            .collect();
        let singles: Vec<String> = wanted.iter().filter(|address| single(address)).cloned().collect();
        for address in singles {
            wanted.remove(&address);
            assert!(places.iter().any(|place| place.starts_with(&format!("{address}["))), "{address}");
            places.retain(|place| !place.starts_with(&format!("{address}[")));
        }
        assert_eq!(places, wanted);
    }
}

#[test]
fn every_node_has_one_address() {
    for graph in [sample::one_region(), sample::two_regions(), sample::hostile()] {
        let mut all = addresses(&graph);
        // A connection between two Regions has its options apart, and a look-up of the partition is no node.
        let beside = ["aws_vpc_peering_connection_options.", "aws_partition."];
        all.retain(|address| !beside.iter().any(|kind| address.starts_with(kind)));
        assert_eq!(all.len(), graph.nodes.len());
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    }
}

/// A row holds no argument that the block forgets.
#[test]
fn every_column_is_used() {
    for block in read(&sample::joined()) {
        let for_each = block.body.attributes().find(|attribute| attribute.key.as_str() == "for_each");
        let Some(Expression::Object(rows)) = for_each.map(|attribute| &attribute.value) else { continue };
        let text = block.body.to_string();
        for (_, row) in rows {
            // A row may be the one argument itself.
            let Expression::Object(columns) = row.expr() else { continue };
            for column in columns.iter().map(|(column, _)| key(column)) {
                let used = [format!("each.value.{column}"), format!("each.value, \"{column}\"")];
                assert!(used.iter().any(|used| text.contains(used)), "{column} in {text}");
            }
        }
    }
}

#[test]
fn removing_the_middle_subnet_changes_no_other_address() {
    let before = sample::one_region();
    let after = addresses(&without_subnet(&before, "private-b"));
    let gone: Vec<String> =
        addresses(&before).into_iter().filter(|address| !after.contains(address)).collect();
    assert_eq!(gone, [r#"aws_subnet.main["private-b"]"#, r#"aws_route_table_association.main["private-b"]"#]);
}

#[test]
fn another_vpc_leaves_the_first_alone() {
    for path in ["network.tf", "endpoints.tf", "security.tf"] {
        let (one, two) = (text(&sample::one_region(), path), text(&sample::two_regions(), path));
        assert!(!one.is_empty() && two.starts_with(&one), "{path}");
    }
}

#[test]
fn every_line_of_a_resource_leads_to_its_entity() {
    let graph = sample::two_regions();
    for file in emit_plain(&graph) {
        if !["network.tf", "security.tf", "endpoints.tf"].contains(&file.path.as_str()) {
            continue;
        }
        let mut in_data = false;
        for (line, origin) in file.sheet.lines() {
            in_data = line.starts_with("data ") || (in_data && line != "}");
            assert!(line.is_empty() || origin.is_some() || in_data || line == "}", "{}: {line}", file.path);
        }
    }
    let endpoints =
        emit_plain(&graph).into_iter().find(|file| file.path == "endpoints.tf").expect("endpoints");
    let (_, node) = graph.iter().find(|(_, node)| node.name.kebab() == "partner").expect("the endpoint");
    let lines: Vec<&str> = endpoints
        .sheet
        .lines()
        .filter(|(_, origin)| *origin == Some(node.origin))
        .map(|(line, _)| line.trim())
        .collect();
    assert_eq!(lines.first(), Some(&r#""partner" = {"#));
    assert!(lines.contains(&"auto_accept         = true"), "{lines:?}");
}

#[test]
fn hostile_text_is_data() {
    let read: String = read(&sample::hostile()).iter().map(|block| block.ident.as_str()).collect();
    let plain: String = super::tests::read(&sample::joined()).iter().map(|b| b.ident.as_str()).collect();
    assert_eq!(read, plain, "the same blocks");
    let tags = read_tags(&sample::hostile());
    assert!(tags.contains(sample::HOSTILE), "{tags:?}");
    assert!(tags.contains("%{ if true }"), "{tags:?}");
}

/// The values of the default tags, as a reader of the language gets them.
fn read_tags(graph: &ResourceGraph) -> BTreeSet<String> {
    let blocks = read(graph);
    let variable = blocks.iter().find(|block| block.ident.as_str() == "variable").expect("the variable");
    let default = variable.body.attributes().find(|attribute| attribute.key.as_str() == "default");
    let Some(Expression::Object(tags)) = default.map(|attribute| &attribute.value) else { panic!("no tags") };
    let literal = |value: &Expression| match value {
        Expression::StringTemplate(parts) => {
            parts.iter().map(|part| part.as_literal().expect("no expression").value().as_str()).collect()
        }
        value => value.as_str().expect("a string").to_owned(),
    };
    tags.iter().map(|(_, tag)| literal(tag.expr())).collect()
}

#[test]
fn a_second_internet_gateway_is_still_terraform() {
    let mut graph = sample::one_region();
    let (_, gateway) =
        graph.iter().find(|(_, node)| matches!(node.resource, Resource::InternetGateway(_))).expect("one");
    let mut second = gateway.clone();
    second.name = second.name.join("second");
    graph.nodes.push(second);
    let all = addresses(&graph);
    assert!(all.contains(&r#"aws_internet_gateway.main["main"]"#.to_owned()));
    assert!(
        text(&graph, "network.tf")
            .contains(r#"gateway_id             = aws_internet_gateway.main["main"].id"#)
    );
}

#[test]
fn an_empty_design_is_a_valid_folder() {
    let mut graph = sample::one_region();
    graph.nodes.clear();
    let paths: Vec<String> = emit_plain(&graph).into_iter().map(|file| file.path).collect();
    assert_eq!(paths, ["variables.tf", "providers.tf", "terraform.tf", "README.md", ".gitignore"]);
    read(&graph);
}

#[test]
fn only_a_name_that_is_not_the_key_is_written() {
    let mut graph = sample::one_region();
    let endpoint = graph.nodes.iter_mut().find(|node| node.name.kebab() == "sqs").expect("the endpoint");
    "Queue ${x}".clone_into(&mut endpoint.name_tag);
    let endpoints = text(&graph, "endpoints.tf");
    assert!(endpoints.contains(r#"name                = "Queue $${x}""#), "{endpoints}");
    assert_eq!(endpoints.matches("  name ").count(), 1, "{endpoints}");
    assert!(endpoints.contains(r#"Name = lookup(each.value, "name", each.key)"#), "{endpoints}");
}

/// The provider takes a `name_prefix` of 229 characters and plans nothing with a longer one.
#[test]
fn long_names_of_vpc_and_group_still_make_a_name() {
    let mut graph = sample::one_region();
    let slug =
        |text: &str, node: &crate::graph::Node| crate::graph::Slug::new(text, node.origin).join("4294967295");
    for node in &mut graph.nodes {
        if matches!(node.resource, Resource::Vpc(_)) {
            node.name = slug(&format!("sg {}", "v".repeat(100)), node);
        }
    }
    let security = text(&graph, "security.tf");
    let prefix = security.lines().find_map(|line| line.trim().strip_prefix("name_prefix = \"")).expect("one");
    let key = slug(&"g".repeat(100), &graph.nodes[0]);
    let name = prefix.trim_end_matches('"').replace("${each.key}", key.kebab());
    assert!(name.len() <= 229 && !name.starts_with("sg-"), "{name}");
}

#[test]
fn any_region_code_makes_a_provider_of_its_own() {
    let mut graph = sample::two_regions();
    for node in graph.nodes.iter_mut().filter(|node| node.region == "eu-west-1") {
        "US.EAST.1 ${x}\"".clone_into(&mut node.region);
    }
    let mut third = graph.nodes[0].clone();
    "us_east_1___x__".clone_into(&mut third.region);
    graph.nodes.push(third);
    let aliases: Vec<String> = read(&graph)
        .iter()
        .filter(|block| block.ident.as_str() == "provider")
        .filter_map(|block| block.body.attributes().find(|attribute| attribute.key.as_str() == "alias"))
        .map(|alias| alias.value.as_str().expect("a string").to_owned())
        .collect();
    assert_eq!(aliases, ["us_east_1___x__", "us_east_1___x___"]);
}

#[test]
fn tags_that_all_share_are_written_once() {
    let mut graph = sample::one_region();
    for node in graph.nodes.iter_mut().filter(|node| matches!(node.resource, Resource::RouteTable(_))) {
        node.tags.insert("owner".to_owned(), "network team".to_owned());
    }
    let network = text(&graph, "network.tf");
    assert_eq!(network.matches("network team").count(), 1, "{network}");
    assert!(network.contains("    Name  = each.key\n    owner = \"network team\"\n"), "{network}");
}

/// Blocks, arguments of the language and functions that Terraform from 1.5 (with import blocks from 1.7) and OpenTofu
/// from 1.6 (1.7) have in common. OpenTofu forked at Terraform 1.5; what either got later alone is not among them.
/// Source: <https://opentofu.org/docs/language/>, <https://developer.hashicorp.com/terraform/language>
#[test]
fn nothing_that_opentofu_lacks() {
    const BLOCKS: [&str; 15] = [
        "terraform",
        "required_providers",
        "provider",
        "default_tags",
        "variable",
        "validation",
        "resource",
        "data",
        "output",
        "module",
        "import",
        "lifecycle",
        "dynamic",
        "content",
        "dns_options",
    ];
    const FUNCTIONS: [&str; 12] = [
        "alltrue",
        "contains",
        "jsonencode",
        "length",
        "lookup",
        "lower",
        "merge",
        "startswith",
        "toset",
        "map",
        "flatten",
        "cidrsubnet",
    ];
    let provider = |block: &str| block != "map" && !BLOCKS.contains(&block);
    for graph in [sample::two_regions(), sample::hostile(), sample::joined()] {
        for layout in [Layout::Folder, Layout::Module] {
            let files = emit(&graph, &with(layout, true));
            for block in read_files(&files) {
                assert!(BLOCKS.contains(&block.ident.as_str()), "{}", block.ident.as_str());
                for inner in block.body.blocks().filter(|_| block.ident.as_str() != "resource") {
                    assert!(!provider(inner.ident.as_str()), "{}", inner.ident.as_str());
                }
            }
            for file in files.iter().filter(|file| file.path.ends_with(".tf")) {
                let tokens: Vec<_> = file.sheet.tokens().collect();
                for pair in tokens.windows(2) {
                    if let [(TokenClass::Keyword, word), (TokenClass::Mark, mark)] = pair
                        && mark.starts_with('(')
                    {
                        assert!(FUNCTIONS.contains(word), "{word}");
                    }
                }
            }
        }
    }
}
