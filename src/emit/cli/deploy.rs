//! `deploy.sh`: makes what is missing, and can be run again.
//!
//! Reads what the stack holds (one call per kind and Region), then goes through the graph in its order: what is there
//! is taken by its tags, what is not is made. Nothing is remembered between runs but by AWS.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    call::{self, Context},
    ipv6_call,
    names::{self, Names, resource_type},
    network_call, network_deploy, service_call,
    tags::Tagged,
};
use crate::{
    emit::{
        Sheet,
        print::shell::{Command, Condition, Script, Statement, Word},
    },
    graph::{Kind, Node, NodeRef, Resource, ResourceGraph, RouteTarget, ServiceName},
};

pub(super) const COMMON: &str = include_str!("fixed/common.sh");
/// Takes away what a variable lists.
pub(super) const REMOVE: &str = include_str!("fixed/remove.sh");
const HELPERS: &str = include_str!("fixed/deploy.sh");

pub(super) fn script(graph: &ResourceGraph, names: &Names<'_>, tagged: &Tagged) -> Sheet {
    let cx = Context {
        graph,
        names,
        tagged,
        tags: tag_specification,
        stack: Word::variable("STACK"),
        short: Word::variable("short"),
        client_tokens: true,
    };
    let mut script = Script::default();
    let mut out = head(graph, names);
    preflight(&cx, &mut out);
    inventory(&cx, &mut out);
    let mut waited = BTreeSet::new();
    let mut vpc = None;
    for (at, node) in graph.iter() {
        if node.vpc.is_some() && node.vpc != vpc {
            vpc = node.vpc;
            section(&vpc.map_or_else(String::new, |vpc| names.label(vpc)), &node.region, &mut out);
        }
        out.extend([Statement::Origin(None), Statement::Blank, Statement::Origin(Some(node.origin))]);
        comment(names, at, node, &mut out);
        if resource_type(node.resource.kind()).is_some() {
            let items = tagged.items(at).to_owned();
            out.push(Statement::Assign(TAGS.to_owned(), Word::literal(items)));
        }
        resource(&cx, at, node, &mut waited, &mut out);
        out.extend(update(&cx, at, node));
        script.put(&out);
        out.clear();
    }
    out.push(Statement::Origin(None));
    finish(&cx, &mut out);
    script.put(&out);
    script.finish()
}

/// The variable that holds the tags of the resource in hand.
const TAGS: &str = "tags";

/// Brings what was there to the present state of the design; none for what has no tags of its own.
fn update(cx: &Context<'_>, at: NodeRef, node: &Node) -> Option<Statement> {
    resource_type(node.resource.kind())?;
    // A rule has no id of its own in the script: it is known by what it says.
    let (function, id) = match node.resource.kind() {
        Kind::SecurityGroupRule => ("update_rule", None),
        _ => ("update", Some(cx.names.id(at))),
    };
    let words = [Word::literal(function), Word::literal(cx.names.label(at)), cx.names.region(&node.region)]
        .into_iter()
        .chain(id)
        .chain([Word::literal(cx.tagged.state(at).to_owned()), Word::variable(TAGS)]);
    Some(Statement::Run(match call::modify(cx, at) {
        Some(modify) => modify.command(false).run_by(words),
        None => Command::new(words),
    }))
}

fn text(text: &str) -> Statement {
    Statement::Comment(text.to_owned())
}

fn section(name: &str, region: &str, out: &mut Vec<Statement>) {
    out.extend([Statement::Origin(None), Statement::Blank, text(&format!("==== {name}, {region} ===="))]);
}

/// What a resource is and why it exists.
pub(super) fn comment(names: &Names<'_>, at: NodeRef, node: &Node, out: &mut Vec<Statement>) {
    let mut label = names.label(at);
    if let Some(first) = label.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    out.push(Statement::Comment(label));
    out.extend(node.why.iter().map(|why| Statement::Comment(why.clone())));
}

/// `REGION=us-east-1`, one for each Region.
pub(super) fn regions(graph: &ResourceGraph, names: &Names<'_>) -> Vec<Statement> {
    graph
        .regions()
        .into_iter()
        .map(|region| Statement::Assign(names.region_variable(region), Word::literal(region.to_owned())))
        .collect()
}

/// `STACK="${STACK:-name}"` and the Regions.
pub(super) fn settings(graph: &ResourceGraph, names: &Names<'_>, more: &[(&str, &str)]) -> Vec<Statement> {
    let stack = names::stack(graph);
    let mut out =
        vec![text("The name under which AWS knows this network. Another name makes another network.")];
    out.push(Statement::Assign("STACK".to_owned(), Word::setting("STACK", &stack)));
    out.extend(regions(graph, names));
    for (name, default) in more {
        out.push(Statement::Assign((*name).to_owned(), Word::setting(name, default)));
    }
    out
}

fn head(graph: &ResourceGraph, names: &Names<'_>) -> Vec<Statement> {
    let mut out = vec![
        text(&graph.title),
        text(&graph.description),
        Statement::Comment(String::new()),
        text(
            "Makes what is missing and leaves what is there: safe to run again, and after a failure it goes on \
             where it stopped. What is there is brought to the design's tags, policies and options. At its end it \
             tells what the design has no more, and leaves it; with --prune it shows it, asks and deletes it, and \
             --prune --yes does not ask. teardown.sh deletes all.",
        ),
        text("Needs bash 3.2 or later and the AWS CLI, version 1 or 2."),
        Statement::Comment(String::new()),
        text("DRY_RUN=1 shows the calls and asks AWS whether they would be allowed, and changes nothing."),
        text("SKIP_PREFLIGHT=1 leaves out the checks before the first change."),
        text("STATE_FILE=path appends the id of everything made to a file."),
        Statement::Blank,
        Statement::Run(Command::plain(&["set", "-euo", "pipefail"])),
        Statement::Blank,
    ];
    out.extend(settings(graph, names, &[("DRY_RUN", "0"), ("SKIP_PREFLIGHT", "0"), ("STATE_FILE", "")]));
    out.extend([
        Statement::Blank,
        text("==== Functions ===="),
        Statement::Blank,
        Statement::Fixed(COMMON),
        Statement::Blank,
        Statement::Fixed(REMOVE),
        Statement::Blank,
        Statement::Fixed(HELPERS),
        Statement::Blank,
        Statement::Fixed(ipv6_call::HELPERS),
    ]);
    out
}

/// Everything that can be known to fail before anything is made.
fn preflight(cx: &Context<'_>, out: &mut Vec<Statement>) {
    let mut body = Vec::new();
    for region in cx.graph.regions() {
        if body.is_empty() {
            body.push(Statement::Run(Command::plain(&["check_account"]).arg(cx.names.region(region))));
        }
        let mut zones = BTreeMap::new();
        let mut services: BTreeMap<Option<&str>, BTreeMap<String, (&Node, &ServiceName)>> = BTreeMap::new();
        let mut checks = Vec::new();
        for (at, node) in cx.graph.in_region(region) {
            if let Resource::Subnet(subnet) = &node.resource {
                zones.insert(subnet.zone.clone(), at);
            } else if let Some(wanted) = wanted_service(&node.resource) {
                services.entry(wanted.region).or_default().insert(wanted.name.0.clone(), (node, wanted.name));
                checks.push(check_service(cx, at, node, &wanted));
            }
        }
        // Without a zone it still tells whether the Region answers.
        body.push(Statement::Run(
            Command::plain(&["check_zones"])
                .arg(cx.names.region(region))
                .option(zones.into_values().filter_map(|subnet| cx.names.zone(subnet))),
        ));
        for (of, services) in services {
            let of = of.map_or_else(|| cx.names.region(region), |of| Word::literal(of.to_owned()));
            let mut read = Command::plain(&["read_services"]).arg(cx.names.region(region)).arg(of);
            for (node, name) in services.into_values() {
                read = read.option([cx.names.service(node, name)]);
            }
            body.push(Statement::Run(read));
        }
        body.extend(checks);
    }
    body.push(Statement::Run(Command::plain(&["finish_checks"])));
    out.extend([
        Statement::Blank,
        text("==== Before the first change ===="),
        Statement::Blank,
        Statement::UnlessSet("SKIP_PREFLIGHT".to_owned(), body),
    ]);
}

struct WantedService<'a> {
    name: &'a ServiceName,
    /// Its Region, where that is not the endpoint's.
    region: Option<&'a str>,
    kind: &'static str,
    private_dns: bool,
    policy: bool,
    subnets: &'a [NodeRef],
}

fn wanted_service(resource: &Resource) -> Option<WantedService<'_>> {
    match resource {
        Resource::GatewayEndpoint(endpoint) => Some(WantedService {
            name: &endpoint.service_name,
            region: None,
            kind: "Gateway",
            private_dns: false,
            policy: endpoint.policy.is_some(),
            subnets: &[],
        }),
        Resource::InterfaceEndpoint(endpoint) => Some(WantedService {
            name: endpoint.target.service_name()?,
            region: endpoint.target.service_region(),
            kind: "Interface",
            private_dns: endpoint.private_dns_enabled,
            policy: endpoint.policy.is_some(),
            // Another Region's service is in the zones of that one.
            subnets: if endpoint.target.service_region().is_some() { &[] } else { &endpoint.subnets },
        }),
        Resource::GatewayLoadBalancerEndpoint(endpoint) => Some(WantedService {
            name: endpoint.target.service_name()?,
            region: None,
            kind: "GatewayLoadBalancer",
            private_dns: false,
            policy: false,
            subnets: &endpoint.subnets,
        }),
        // An ARN, which no list of services has.
        Resource::ResourceEndpoint(_) | Resource::ServiceNetworkEndpoint(_) => None,
        Resource::Vpc(_)
        | Resource::EgressOnlyInternetGateway(_)
        | Resource::Ipv6Route(_)
        | Resource::VpcCidrBlock(_)
        | Resource::InternetGateway(_)
        | Resource::Subnet(_)
        | Resource::ElasticIp(_)
        | Resource::NatGateway(_)
        | Resource::RouteTable(_)
        | Resource::Route(_)
        | Resource::RouteTableAssociation(_)
        | Resource::SecurityGroup(_)
        | Resource::PrefixList(_)
        | Resource::SecurityGroupRule(_)
        | Resource::VpnGateway(_)
        | Resource::NetworkAcl(_)
        | Resource::NetworkAclEntry(_)
        | Resource::NetworkAclAssociation(_)
        | Resource::ResolverEndpoint(_)
        | Resource::TransitGateway(_)
        | Resource::TransitGatewayAttachment(_)
        | Resource::PeeringConnection(_)
        | Resource::PeeringAccepter(_)
        | Resource::CustomerGateway(_)
        | Resource::VpnConnection(_)
        | Resource::HostedZone(_)
        | Resource::HostedZoneRecord(_)
        | Resource::Profile(_)
        | Resource::ProfileAssociation(_)
        | Resource::ProfileResourceAssociation(_)
        | Resource::LoadBalancer(_)
        | Resource::TargetGroup(_)
        | Resource::Listener(_)
        | Resource::EndpointService(_) => None,
    }
}

fn check_service(cx: &Context<'_>, at: NodeRef, node: &Node, wanted: &WantedService<'_>) -> Statement {
    let needs = match (wanted.private_dns, wanted.policy) {
        (true, true) => "private-dns,policy",
        (true, false) => "private-dns",
        (false, true) => "policy",
        (false, false) => "-",
    };
    let command = Command::new([
        Word::literal("check_service"),
        Word::literal(cx.names.label(at)),
        cx.names.service(node, wanted.name),
        Word::literal(wanted.kind),
        Word::literal(needs),
    ])
    .option(wanted.subnets.iter().filter_map(|subnet| cx.names.zone(*subnet)));
    Statement::Run(command)
}

/// The kinds of which nearly every network has some.
const USUAL: [&str; 8] = [
    "vpc",
    "internet-gateway",
    "subnet",
    "elastic-ip",
    "natgateway",
    "route-table",
    "security-group",
    "vpc-endpoint",
];

/// Reads what is there, per Region.
fn inventory(cx: &Context<'_>, out: &mut Vec<Statement>) {
    out.extend([Statement::Blank, text("==== What is there already ===="), Statement::Blank]);
    for region in cx.graph.regions() {
        // Also kinds that the design has no more, to tell what is left of them.
        let mut words: Vec<&str> = USUAL.to_vec();
        for (_, node) in cx.graph.in_region(region) {
            match resource_type(node.resource.kind()).or(other_api(node.resource.kind())) {
                // Read with their groups.
                Some("security-group-rule") | None => {}
                Some(word) if words.contains(&word) => {}
                Some(word) => words.push(word),
            }
        }
        out.push(Statement::Run(
            Command::plain(&["read_there"])
                .arg(cx.names.region(region))
                .option(words.into_iter().map(Word::literal)),
        ));
        out.push(Statement::Run(Command::plain(&["read_states"]).arg(cx.names.region(region))));
    }
}

/// The scripts' word for what is found without EC2's tags.
pub(super) fn other_api(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::HostedZone => Some("hosted-zone"),
        Kind::Profile => Some("profile"),
        Kind::ResolverEndpoint => Some("resolver-endpoint"),
        Kind::LoadBalancer => Some("load-balancer"),
        Kind::TargetGroup => Some("target-group"),
        _ => None,
    }
}

/// The statements that bring one resource about.
fn resource(
    cx: &Context<'_>,
    at: NodeRef,
    node: &Node,
    waited: &mut BTreeSet<NodeRef>,
    out: &mut Vec<Statement>,
) {
    if let Some(statements) =
        service_call::deploy(cx, at, node).or_else(|| network_deploy::deploy(cx, at, node))
    {
        out.extend(statements);
        return;
    }
    let label = Word::literal(cx.names.label(at));
    let region = cx.names.region(&node.region);
    let id = cx.names.id(at);
    let create = || {
        let command = call::create(cx, at).command(false);
        command.run_by([Word::literal("create"), label.clone()])
    };
    let change = |call: call::Call, label: Word| {
        Statement::Run(call.command(false).run_by([Word::literal("change"), label]))
    };
    let helper =
        |name: &'static str| Command::new([Word::literal(name), label.clone(), region.clone(), id.clone()]);
    let extend = |option: &'static str, nodes: &[NodeRef], out: &mut Vec<Statement>| {
        if !nodes.is_empty() {
            let ids = nodes.iter().map(|node| cx.names.id(*node));
            out.push(Statement::Run(helper("extend_endpoint").arg(Word::literal(option)).option(ids)));
        }
    };
    match &node.resource {
        Resource::Vpc(vpc) => {
            out.push(unless_existing(cx, at, create()));
            if vpc.assign_generated_ipv6_cidr_block {
                let give = Word::output(helper("give_ipv6_block"));
                out.push(Statement::Assign(cx.names.ipv6_variable(at), give));
            }
            for (option, attribute, value) in call::vpc_attributes(node) {
                let words = [option, attribute, if value { "true" } else { "false" }].map(Word::literal);
                out.push(Statement::Run(words.into_iter().fold(helper("set_vpc_attribute"), Command::arg)));
            }
        }
        Resource::VpcCidrBlock(block) => {
            let has = has("vpc", cx.names.id(block.vpc), Word::literal(block.cidr_block.to_string()));
            out.push(Statement::Unless(
                Condition::Succeeds(has),
                vec![change(call::create(cx, at), label.clone())],
            ));
        }
        Resource::InternetGateway(gateway) => {
            out.push(unless_existing(cx, at, create()));
            if let Some(attach) = call::attach(cx, at) {
                let vpc = cx.names.id(gateway.vpc);
                out.push(Statement::Unless(
                    Condition::Succeeds(has("internet-gateway", id.clone(), vpc)),
                    vec![change(attach, label.clone().then_literal(", attached"))],
                ));
            }
        }
        Resource::EgressOnlyInternetGateway(_) => out.push(unless_existing(cx, at, create())),
        Resource::Ipv6Route(route) => {
            let detail =
                Word::literal(format!("{}=", route.destination)).then(cx.names.id(route.target.node()));
            out.push(Statement::Unless(
                Condition::Succeeds(has("route-table", cx.names.id(route.route_table), detail)),
                vec![change(call::create(cx, at), label.clone())],
            ));
        }
        Resource::Subnet(subnet) => {
            out.push(unless_existing(cx, at, create()));
            if let Some(block) = ipv6_call::subnet_block(cx, subnet) {
                let assign = if subnet.assign_ipv6_address_on_creation { "true" } else { "false" };
                let give = helper("give_subnet_ipv6_block").arg(block).arg(Word::literal(assign));
                out.push(Statement::Run(give));
            }
            if let Some(modify) = call::map_public_ip(cx, at) {
                out.push(Statement::Unless(
                    Condition::Succeeds(has("subnet", id.clone(), Word::literal("true"))),
                    vec![change(modify, label.clone().then_literal(", public addresses on launch"))],
                ));
            }
        }
        Resource::ElasticIp(_) | Resource::NatGateway(_) | Resource::RouteTable(_) => {
            out.push(unless_existing(cx, at, create()));
        }
        Resource::SecurityGroup(group) => {
            out.push(unless_existing(cx, at, create()));
            let ipv6 = ipv6_call::vpc_has_ipv6(cx.graph, group.vpc).then(|| Word::literal("ipv6"));
            out.push(Statement::Run(helper("drop_default_egress").option(ipv6)));
        }
        Resource::GatewayEndpoint(endpoint) => {
            out.push(unless_existing(cx, at, create()));
            extend("--add-route-table-ids", &endpoint.route_tables, out);
        }
        Resource::GatewayLoadBalancerEndpoint(_) => out.push(unless_existing(cx, at, create())),
        Resource::InterfaceEndpoint(endpoint)
        | Resource::ResourceEndpoint(endpoint)
        | Resource::ServiceNetworkEndpoint(endpoint) => {
            out.push(unless_existing(cx, at, create()));
            extend("--add-subnet-ids", &endpoint.subnets, out);
            extend("--add-security-group-ids", &endpoint.security_groups, out);
            if endpoint.auto_accept {
                let home = endpoint.target.service_region();
                out.push(Statement::Run(Command::new([
                    Word::literal("accept_endpoint"),
                    label.clone(),
                    region.clone(),
                    service_call::service_id(cx, &endpoint.target),
                    id.clone(),
                    home.map_or_else(|| region.clone(), |home| Word::literal(home.to_owned())),
                ])));
            }
        }
        Resource::PrefixList(_) => {
            let command =
                call::create(cx, at).command(false).run_by([Word::literal("look_up"), label.clone()]);
            out.push(Statement::Assign(cx.names.variable(at).to_owned(), Word::output(command)));
        }
        Resource::Route(route) => {
            let target = match route.target {
                RouteTarget::InternetGateway(target) => target,
                RouteTarget::NatGateway(nat) => {
                    if !waited.contains(&nat) {
                        wait_for_nat_gateways(cx, at, node, waited, out);
                    }
                    nat
                }
                RouteTarget::VpnGateway(_)
                | RouteTarget::PeeringConnection(_)
                | RouteTarget::TransitGateway { .. } => route.target.node(),
                // Routes lead to it when it is up.
                RouteTarget::GatewayLoadBalancerEndpoint(target) => {
                    if waited.insert(target) {
                        out.push(Statement::Run(
                            Command::plain(&["wait_for_endpoints"])
                                .arg(region.clone())
                                .option([cx.names.id(target)]),
                        ));
                    }
                    target
                }
            };
            let detail = Word::literal(format!("{}=", route.destination)).then(cx.names.id(target));
            out.push(Statement::Unless(
                Condition::Succeeds(has("route-table", cx.names.id(route.route_table), detail)),
                vec![change(call::create(cx, at), label.clone())],
            ));
        }
        Resource::RouteTableAssociation(association) => {
            out.push(Statement::Run(Command::new([
                Word::literal("associate"),
                label,
                region,
                cx.names.id(association.route_table),
                cx.names.id(association.subnet),
            ])));
        }
        Resource::SecurityGroupRule(rule) => {
            let allows = [Word::literal("allows"), cx.names.id(rule.security_group)]
                .into_iter()
                .chain(call::rule_words(rule).map(Word::literal))
                .chain([call::peer(cx, rule)]);
            out.push(Statement::Unless(
                Condition::Succeeds(Command::new(allows)),
                vec![Statement::Run(create().quiet())],
            ));
        }
        // Of `network_deploy`.
        Resource::VpnGateway(_)
        | Resource::NetworkAcl(_)
        | Resource::NetworkAclEntry(_)
        | Resource::NetworkAclAssociation(_)
        | Resource::ResolverEndpoint(_)
        | Resource::TransitGateway(_)
        | Resource::TransitGatewayAttachment(_)
        | Resource::PeeringConnection(_)
        | Resource::PeeringAccepter(_)
        | Resource::CustomerGateway(_)
        | Resource::VpnConnection(_)
        | Resource::HostedZone(_)
        | Resource::HostedZoneRecord(_)
        | Resource::Profile(_)
        | Resource::ProfileAssociation(_)
        | Resource::ProfileResourceAssociation(_)
        | Resource::LoadBalancer(_)
        | Resource::TargetGroup(_)
        | Resource::Listener(_)
        | Resource::EndpointService(_) => {}
    }
}

/// `if ! variable=$(existing …); then variable=$(create …); fi`.
pub(super) fn unless_existing(cx: &Context<'_>, at: NodeRef, create: Command) -> Statement {
    let kind = resource_type(cx.graph.node(at).resource.kind()).unwrap_or_default();
    let existing = Command::plain(&["existing", kind])
        .arg(Word::literal(cx.names.key(at).to_owned()))
        .arg(Word::literal(cx.names.label(at)));
    let variable = cx.names.variable(at).to_owned();
    let body = vec![Statement::Assign(variable.clone(), Word::output(create))];
    Statement::Unless(Condition::Captures(variable, existing), body)
}

fn has(kind: &'static str, id: Word, detail: Word) -> Command {
    Command::new([Word::literal("has"), Word::literal(kind), id, detail])
}

/// Before a route to a NAT gateway: waits for all those of the VPC that come before the route.
fn wait_for_nat_gateways(
    cx: &Context<'_>,
    at: NodeRef,
    route: &Node,
    waited: &mut BTreeSet<NodeRef>,
    out: &mut Vec<Statement>,
) {
    let nats: Vec<NodeRef> = cx
        .graph
        .iter()
        .take_while(|(nat, _)| *nat < at)
        .filter(|(nat, node)| {
            node.resource.kind() == Kind::NatGateway && node.vpc == route.vpc && !waited.contains(nat)
        })
        .map(|(nat, _)| nat)
        .collect();
    waited.extend(&nats);
    let ids = nats.iter().map(|nat| cx.names.id(*nat));
    out.push(Statement::Run(
        Command::plain(&["wait_for_nat_gateways"]).arg(cx.names.region(&route.region)).option(ids),
    ));
}

/// Waits for the endpoints, and says what there is.
fn finish(cx: &Context<'_>, out: &mut Vec<Statement>) {
    out.extend([Statement::Blank, text("==== Wait until the endpoints are up ===="), Statement::Blank]);
    for region in cx.graph.regions() {
        let ids: Vec<Word> = cx
            .graph
            .in_region(region)
            .filter(|(_, node)| resource_type(node.resource.kind()) == Some("vpc-endpoint"))
            .map(|(at, _)| cx.names.id(at))
            .collect();
        if !ids.is_empty() {
            out.push(Statement::Run(
                Command::plain(&["wait_for_endpoints"]).arg(cx.names.region(region)).option(ids),
            ));
        }
    }
    let mut summary = Command::plain(&["printf", "%-40s %s\\n"]);
    for (at, node) in cx.graph.iter() {
        let kind = node.resource.kind();
        if resource_type(kind).or(other_api(kind)).is_none() {
            continue;
        }
        if node.resource.kind() != Kind::SecurityGroupRule {
            summary = summary.option([Word::literal(cx.names.label(at)), cx.names.id(at)]);
        }
    }
    out.extend([Statement::Blank, text("==== What there is now ===="), Statement::Blank]);
    out.push(Statement::Run(summary));
    out.extend([Statement::Blank, text("==== What the design has no more ===="), Statement::Blank]);
    out.push(Statement::Assign("designed".to_owned(), Word::variable("designed").then(designed(cx))));
    out.push(Statement::Run(Command::plain(&["finish_rest"])));
}

/// Kind and key of each resource, a line each.
fn designed(cx: &Context<'_>) -> Word {
    let mut word = Word::literal("");
    for (at, node) in cx.graph.iter() {
        let kind = node.resource.kind();
        let key = match &node.resource {
            Resource::HostedZone(_) => network_call::mark(cx, at),
            Resource::ResolverEndpoint(resolver) => network_call::resolver_mark(cx, at, resolver),
            Resource::LoadBalancer(_) | Resource::TargetGroup(_) | Resource::Profile(_) => {
                service_call::name(cx, at)
            }
            _ => Word::literal(cx.names.key(at).to_owned()),
        };
        if let Some(kind) =
            resource_type(kind).or(other_api(kind)).filter(|kind| *kind != "security-group-rule")
        {
            word = word.then_literal(format!("\n{kind} ")).then(key);
        }
    }
    word
}

fn tag_specification(cx: &Context<'_>, at: NodeRef, resource_type: &'static str) -> Word {
    let [key, state] = [cx.names.key(at), cx.tagged.state(at)].map(|text| Word::literal(text.to_owned()));
    let tags = Command::plain(&["tags", resource_type]).arg(key).arg(state);
    Word::output(tags.arg(Word::variable(TAGS)))
}
