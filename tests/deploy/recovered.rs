//! What moto cannot hold, read from the text of each export instead and compared with the graph: HCL by `hcl-edit`, templates
//! as JSON, commands by `shlex`. The properties are listed in [`RECOVERED`].

use std::collections::BTreeMap;

use hcl_edit::{
    expr::{Expression, ObjectKey, Traversal, TraversalOperator},
    structure::{Block, Body},
    template::Element,
};
use serde_json::{Map, Value, json};
use vpc_designer::{
    catalog::{Catalog, recipes},
    emit::{Options, Target, TemplateFormat, emit},
    file,
    graph::{EndpointTarget, Resource, ResourceGraph},
    lower::lower,
    model::Design,
    template::{Template, templates},
};

use crate::{batch, designs, differences::RECOVERED};

/// A resource with the properties that are compared: `kind`, then the names of [`RECOVERED`].
type Row = Map<String, Value>;

#[test]
fn the_text_says_what_moto_cannot_hold() {
    let joined = file::open(include_bytes!("../core/files/v1-networks.json")).expect("it opens").design;
    let built = templates().iter().map(|template| template.build(Template::REGION).expect("it builds"));
    let of_recipes = recipes().iter().map(|recipe| batch::of_recipe(recipe, "us-east-1"));
    let kinds = file::open(include_bytes!("../core/files/v1-kinds.json")).expect("it opens").design;
    let own = [designs::every_property(), designs::hostile(), joined, kinds];
    let designs: Vec<Design> = built.chain(of_recipes).chain(own).collect();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for design in &designs {
        let graph = lower(design, &Catalog::embedded());
        let wanted = of_graph(&graph);
        for (property, value) in wanted.iter().flatten() {
            let known = RECOVERED.iter().find(|recovered| recovered.name == property);
            if let Some(known) = known.filter(|_| !value.is_null()) {
                *seen.entry(known.name).or_default() += 1;
            }
        }
        for (target, found) in [
            (Target::Terraform, of_terraform(&graph)),
            (Target::CloudFormation, of_template(&graph)),
            (Target::Cli, of_commands(&graph)),
        ] {
            let rows = |rows: &[Row]| {
                let mut rows: Vec<String> = rows.iter().map(|row| shown(row, target)).collect();
                rows.sort();
                rows
            };
            assert_eq!(rows(&found), rows(&wanted), "{}: {}", design.name, target.title());
        }
    }
    // None is listed that is nowhere.
    assert_eq!(seen.len(), RECOVERED.len(), "{seen:?}");
}

/// A row without what the target has no word for.
fn shown(row: &Row, target: Target) -> String {
    let missing = |name: &str| RECOVERED.iter().any(|own| own.name == name && own.not_in.contains(&target));
    let kept: BTreeMap<&String, &Value> = row.iter().filter(|(name, _)| !missing(name)).collect();
    json!(kept).to_string()
}

fn row(kind: &str, properties: Value) -> Row {
    let own = [("kind".to_owned(), kind.into())];
    own.into_iter().chain(properties.as_object().cloned().unwrap_or_default()).collect()
}

fn of_graph(graph: &ResourceGraph) -> Vec<Row> {
    let rows = graph.nodes.iter().filter_map(|node| match &node.resource {
        Resource::GatewayEndpoint(_) => Some(endpoint(&node.name_tag, "Gateway", json!({}))),
        Resource::GatewayLoadBalancerEndpoint(it) => {
            let properties = json!({ "ip_address_type": it.ip_address_type.map(|kind| kind.api()) });
            Some(endpoint(&node.name_tag, "GatewayLoadBalancer", properties))
        }
        Resource::InterfaceEndpoint(interface)
        | Resource::ResourceEndpoint(interface)
        | Resource::ServiceNetworkEndpoint(interface) => {
            let dns = interface.dns_options;
            let (kind, resource, network) = match &interface.target {
                EndpointTarget::ResourceConfiguration(arn) => ("Resource", Some(arn), None),
                EndpointTarget::ServiceNetwork(arn) => ("ServiceNetwork", None, Some(arn)),
                EndpointTarget::Service { .. } | EndpointTarget::EndpointService { .. } => {
                    ("Interface", None, None)
                }
            };
            let properties = json!({
                "ip_address_type": interface.ip_address_type.map(|kind| kind.api()),
                "dns_record_ip_type": dns.dns_record_ip_type.map(|kind| kind.api()),
                "private_dns_only_for_inbound_resolver_endpoint": dns.private_dns_only_for_inbound_resolver_endpoint,
                "private_dns_enabled": interface.private_dns_enabled,
                "auto_accept": interface.auto_accept.then_some(true),
                "service_region": interface.target.service_region(),
                "resource_configuration_arn": resource,
                "service_network_arn": network,
            });
            Some(endpoint(&node.name_tag, kind, properties))
        }
        Resource::SecurityGroupRule(rule) => {
            Some(row("rule", json!({ "description": rule.description, "tags": graph.all_tags(node) })))
        }
        Resource::TransitGatewayAttachment(attachment) => {
            Some(row("attachment", json!({ "appliance_mode": attachment.appliance_mode })))
        }
        _ => None,
    });
    rows.collect()
}

/// A row with all properties of endpoints; those that are not given are null.
fn endpoint(name: &str, kind: &str, properties: Value) -> Row {
    let get = |property: &str| properties.get(property).cloned().unwrap_or_default();
    let names = [
        "ip_address_type",
        "dns_record_ip_type",
        "private_dns_only_for_inbound_resolver_endpoint",
        "private_dns_enabled",
        "auto_accept",
        "service_region",
        "resource_configuration_arn",
        "service_network_arn",
    ];
    let mut row = row("endpoint", json!({ "name": name, "type": kind }));
    row.extend(names.map(|property| (property.to_owned(), get(property))));
    row
}

fn of_template(graph: &ResourceGraph) -> Vec<Row> {
    let options = Options { template_format: TemplateFormat::Json, ..Options::default() };
    let mut rows = Vec::new();
    for file in emit(graph, Target::CloudFormation, &options) {
        let Ok(template) = serde_json::from_str::<Value>(file.text()) else { continue };
        for resource in template["Resources"].as_object().into_iter().flatten().map(|(_, resource)| resource)
        {
            let properties = &resource["Properties"];
            let rule = |rule: &Value| {
                row("rule", json!({ "description": rule["Description"].as_str().unwrap_or_default() }))
            };
            match resource["Type"].as_str().unwrap_or_default() {
                "AWS::EC2::VPCEndpoint" => {
                    let dns = &properties["DnsOptions"];
                    let inbound = dns["PrivateDnsOnlyForInboundResolverEndpoint"].as_str();
                    let own = json!({
                        "ip_address_type": properties["IpAddressType"],
                        "dns_record_ip_type": dns["DnsRecordIpType"],
                        "private_dns_only_for_inbound_resolver_endpoint": inbound.map(|who| who == "OnlyInboundResolver"),
                        "private_dns_enabled": properties["PrivateDnsEnabled"],
                        "service_region": properties["ServiceRegion"],
                        "resource_configuration_arn": properties["ResourceConfigurationArn"],
                        "service_network_arn": properties["ServiceNetworkArn"],
                    });
                    let kind = properties["VpcEndpointType"].as_str().unwrap_or_default();
                    rows.push(endpoint(name_in(&properties["Tags"]), kind, own));
                }
                "AWS::EC2::SecurityGroup" => {
                    for direction in ["SecurityGroupIngress", "SecurityGroupEgress"] {
                        let inline = properties[direction].as_array().into_iter().flatten();
                        // The one that leads nowhere stands for none.
                        rows.extend(inline.filter(|rule| rule["CidrIp"] != "127.0.0.1/32").map(rule));
                    }
                }
                "AWS::EC2::SecurityGroupIngress" | "AWS::EC2::SecurityGroupEgress" => {
                    rows.push(rule(properties));
                }
                "AWS::EC2::TransitGatewayAttachment" => {
                    let mode = properties["Options"]["ApplianceModeSupport"] == "enable";
                    rows.push(row("attachment", json!({ "appliance_mode": mode })));
                }
                _ => {}
            }
        }
    }
    rows
}

/// The value of `Name` in a list of tags.
fn name_in(tags: &Value) -> &str {
    let mut tags = tags.as_array().into_iter().flatten();
    tags.find(|tag| tag["Key"] == "Name").and_then(|tag| tag["Value"].as_str()).unwrap_or_default()
}

fn of_commands(graph: &ResourceGraph) -> Vec<Row> {
    let script = emit(graph, Target::Cli, &Options::default()).remove(0).text().replace("\\\n", " ");
    let mut rows: Vec<(String, Row)> = Vec::new();
    for line in script.lines().filter(|line| line.contains("aws ec2 ")) {
        let (variable, call) = match line.split_once("=$(aws ") {
            Some((variable, call)) => (variable, call.strip_suffix(')').unwrap_or(call)),
            None => ("", line),
        };
        let words = shlex::split(call).unwrap_or_else(|| panic!("no words: {call}"));
        let value = |option: &str| {
            let at = words.iter().position(|word| word == option)?;
            words.get(at + 1).map(String::as_str)
        };
        let json = |option: &str| -> Value {
            let text = value(option);
            text.map_or(Value::Null, |text| {
                serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
            })
        };
        let has = |option: &str| words.iter().any(|word| word == option);
        let tags = || json("--tag-specifications")[0]["Tags"].clone();
        let operation = words.iter().find(|word| word.contains('-') && !word.starts_with('-'));
        match operation.map(String::as_str).unwrap_or_default() {
            "create-vpc-endpoint" => {
                let dns = json("--dns-options");
                let private = match (has("--private-dns-enabled"), has("--no-private-dns-enabled")) {
                    (false, false) => None,
                    (on, _) => Some(on),
                };
                let own = json!({
                    "ip_address_type": value("--ip-address-type"),
                    "dns_record_ip_type": dns["DnsRecordIpType"],
                    "private_dns_only_for_inbound_resolver_endpoint": dns["PrivateDnsOnlyForInboundResolverEndpoint"],
                    "private_dns_enabled": private,
                    "service_region": value("--service-region"),
                    "resource_configuration_arn": value("--resource-configuration-arn"),
                    "service_network_arn": value("--service-network-arn"),
                });
                let kind = value("--vpc-endpoint-type").unwrap_or_default();
                rows.push((format!("${variable}"), endpoint(name_in(&tags()), kind, own)));
            }
            "accept-vpc-endpoint-connections" => {
                let accepted = value("--vpc-endpoint-ids").unwrap_or_default();
                let row =
                    rows.iter_mut().find(|(variable, _)| variable == accepted).expect("it was made before");
                row.1.insert("auto_accept".to_owned(), true.into());
            }
            "authorize-security-group-ingress" | "authorize-security-group-egress" => {
                let permission = &json("--ip-permissions")[0];
                let peers = ["IpRanges", "Ipv6Ranges", "UserIdGroupPairs", "PrefixListIds"].into_iter();
                let description = peers.filter_map(|kind| permission[kind][0]["Description"].as_str()).next();
                let tags = tags();
                let own: BTreeMap<&str, &Value> = tags
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(|tag| Some((tag["Key"].as_str()?, &tag["Value"])))
                    .filter(|(key, _)| !key.starts_with("vpc-designer:"))
                    .collect();
                let own = json!({ "description": description.unwrap_or_default(), "tags": own });
                rows.push((String::new(), row("rule", own)));
            }
            "create-transit-gateway-vpc-attachment" => {
                let mode =
                    value("--options").is_some_and(|text| text.contains("ApplianceModeSupport=enable"));
                rows.push((String::new(), row("attachment", json!({ "appliance_mode": mode }))));
            }
            _ => {}
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

fn of_terraform(graph: &ResourceGraph) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut blocks: Vec<Block> = Vec::new();
    for file in emit(graph, Target::Terraform, &Options::default()) {
        if file.path.ends_with(".tf") {
            blocks.extend(file.text().parse::<Body>().expect("it is HCL").into_blocks());
        }
    }
    let defaults = blocks
        .iter()
        .find(|block| block.has_labels(&["tags"]))
        .map(|block| arguments(&block.body, &Scope::new()));
    let defaults =
        defaults.and_then(|arguments| arguments.get("default").cloned()).unwrap_or_else(|| json!({}));
    for block in blocks.iter().filter(|block| block.ident.as_str() == "resource") {
        let kind = block.labels.first().map_or("", |label| label.as_str());
        for arguments in instances(block) {
            let get = |name: &str| arguments.get(name).cloned().unwrap_or_default();
            match kind {
                "aws_vpc_endpoint" => {
                    let mut own = arguments.clone();
                    own.extend(get("dns_options").as_object().cloned().unwrap_or_default());
                    let (name, kind) = (get("tags")["Name"].clone(), get("vpc_endpoint_type"));
                    rows.push(endpoint(
                        name.as_str().unwrap_or_default(),
                        kind.as_str().unwrap_or_default(),
                        own.into(),
                    ));
                }
                "aws_vpc_security_group_ingress_rule" | "aws_vpc_security_group_egress_rule" => {
                    let mut tags = defaults.as_object().cloned().unwrap_or_default();
                    tags.extend(get("tags").as_object().cloned().unwrap_or_default());
                    let description = get("description").as_str().unwrap_or_default().to_owned();
                    let tags: BTreeMap<String, Value> = tags.into_iter().collect();
                    rows.push(row("rule", json!({ "description": description, "tags": tags })));
                }
                "aws_ec2_transit_gateway_vpc_attachment" => {
                    let mode = get("appliance_mode_support") == "enable";
                    rows.push(row("attachment", json!({ "appliance_mode": mode })));
                }
                _ => {}
            }
        }
    }
    rows
}

/// What `each.value` and the like stand for.
type Scope = BTreeMap<String, Value>;

/// The arguments of each instance of a resource.
fn instances(block: &Block) -> Vec<Map<String, Value>> {
    let for_each =
        block.body.get_attribute("for_each").map(|attribute| evaluate(&attribute.value, &Scope::new()));
    let rows: Vec<(Value, Value)> = match for_each {
        None => return vec![arguments(&block.body, &Scope::new())],
        Some(Value::Object(rows)) => rows.into_iter().map(|(key, value)| (key.into(), value)).collect(),
        Some(Value::Array(keys)) => keys.into_iter().map(|key| (key.clone(), key)).collect(),
        Some(other) => panic!("for_each of {other}"),
    };
    rows.into_iter()
        .map(|(key, value)| {
            arguments(&block.body, &[("each.key".to_owned(), key), ("each.value".to_owned(), value)].into())
        })
        .collect()
}

/// The arguments of a body, with nested blocks as objects.
fn arguments(body: &Body, scope: &Scope) -> Map<String, Value> {
    let mut out = Map::new();
    for attribute in body.attributes() {
        out.insert(attribute.key.to_string(), evaluate(&attribute.value, scope));
    }
    for block in body.blocks() {
        if block.ident.as_str() != "dynamic" {
            out.insert(block.ident.to_string(), arguments(&block.body, scope).into());
            continue;
        }
        let name = block.labels.first().map_or("", |label| label.as_str()).to_owned();
        let of = block.body.get_attribute("for_each").map(|attribute| evaluate(&attribute.value, scope));
        let content = block.body.get_blocks("content").next();
        if let (Some(value), Some(content)) = (of.filter(|value| !value.is_null()), content) {
            let mut inner = scope.clone();
            inner.insert(format!("{name}.value"), value);
            out.insert(name, arguments(&content.body, &inner).into());
        }
    }
    out
}

/// The value of an expression of the forms that the exporter uses; a reference to another resource is its text.
fn evaluate(expression: &Expression, scope: &Scope) -> Value {
    match expression {
        Expression::Null(_) => Value::Null,
        Expression::Bool(value) => (*value.value()).into(),
        Expression::Number(number) => serde_json::from_str(&number.value().to_string()).expect("a number"),
        Expression::String(text) => text.value().as_str().into(),
        Expression::Array(array) => array.iter().map(|element| evaluate(element, scope)).collect(),
        Expression::Object(object) => object
            .iter()
            .map(|(key, value)| {
                let key = match key {
                    ObjectKey::Ident(name) => name.value().to_string(),
                    ObjectKey::Expression(key) => {
                        evaluate(key, scope).as_str().unwrap_or_default().to_owned()
                    }
                };
                (key, evaluate(value.expr(), scope))
            })
            .collect(),
        Expression::StringTemplate(template) => {
            let piece = |element: &Element| match element {
                Element::Literal(text) => text.value().to_string(),
                Element::Interpolation(inner) => {
                    evaluate(&inner.expr, scope).as_str().unwrap_or_default().to_owned()
                }
                Element::Directive(_) => panic!("a directive in {template:?}"),
            };
            template.iter().map(piece).collect::<String>().into()
        }
        Expression::FuncCall(call) => {
            let arguments: Vec<Value> = call.args.iter().map(|argument| evaluate(argument, scope)).collect();
            match (call.name.name.as_str(), arguments.as_slice()) {
                ("lookup", [object, key, default]) => {
                    let found = key.as_str().and_then(|key| object.get(key));
                    found.unwrap_or(default).clone()
                }
                ("merge", objects) => {
                    objects.iter().filter_map(Value::as_object).flat_map(Clone::clone).collect()
                }
                (_, [only]) => only.clone(),
                _ => Value::Null,
            }
        }
        Expression::Traversal(traversal) => traverse(traversal, scope),
        Expression::Variable(name) => {
            scope.get(name.as_str()).cloned().unwrap_or_else(|| name.as_str().into())
        }
        _ => Value::Null,
    }
}

fn traverse(traversal: &Traversal, scope: &Scope) -> Value {
    let mut path = match &traversal.expr {
        Expression::Variable(name) => name.as_str().to_owned(),
        // `lookup(…)[*]`: nothing for null, the value for a value.
        other => return evaluate(other, scope),
    };
    let mut value = None;
    for operator in &traversal.operators {
        let TraversalOperator::GetAttr(name) = operator.value() else { return path.into() };
        path = format!("{path}.{}", name.as_str());
        value = match value {
            None => scope.get(&path).cloned(),
            Some(value) => value.get(name.as_str()).cloned(),
        };
    }
    value.unwrap_or_else(|| path.into())
}
