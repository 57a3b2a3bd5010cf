//! The calls and statements for what endpoints lead to: services by their names or ARNs, and the endpoint services of
//! the same design with the load balancers that are made for them.

use super::{
    call::{self, Call, Context},
    cksum::cksum,
    deploy::unless_existing,
    names, tags,
};
use crate::{
    catalog,
    emit::print::shell::{Command, Condition, Statement, Word},
    graph::{
        EndpointService, EndpointTarget, Listener, LoadBalancer, LoadBalancers, Node, NodeRef, Resource,
        ResourceGraph, TargetGroup,
    },
};

/// The options of an endpoint that say what it leads to.
pub(super) fn target(cx: &Context<'_>, node: &Node, call: Call, target: &EndpointTarget) -> Call {
    let call = match target {
        EndpointTarget::Service { service_name, .. } => {
            call.option("--service-name", cx.names.service(node, service_name))
        }
        EndpointTarget::EndpointService { endpoint_service, .. } => {
            call.option("--service-name", own_name(cx, *endpoint_service))
        }
        EndpointTarget::ResourceConfiguration(arn) => {
            call.literal("--resource-configuration-arn", arn.clone())
        }
        EndpointTarget::ServiceNetwork(arn) => call.literal("--service-network-arn", arn.clone()),
    };
    match target.service_region() {
        Some(region) => call.literal("--service-region", region.to_owned()),
        None => call,
    }
}

/// The name of an endpoint service of the design, from its id.
fn own_name(cx: &Context<'_>, service: NodeRef) -> Word {
    let region = &cx.graph.node(service).region;
    let suffix = catalog::region(region).map_or("amazonaws.com", catalog::Region::dns_suffix);
    let domain: Vec<&str> = suffix.split('.').rev().collect();
    Word::literal(format!("{}.vpce.", domain.join(".")))
        .then(cx.names.region(region))
        .then_literal(".")
        .then(cx.names.id(service))
}

/// The id of the endpoint service that an endpoint leads to.
pub(super) fn service_id(cx: &Context<'_>, target: &EndpointTarget) -> Word {
    match target {
        EndpointTarget::EndpointService { endpoint_service, .. } => cx.names.id(*endpoint_service),
        EndpointTarget::Service { service_name, .. } => {
            Word::literal(service_name.0.rsplit('.').next().unwrap_or_default().to_owned())
        }
        EndpointTarget::ResourceConfiguration(arn) | EndpointTarget::ServiceNetwork(arn) => {
            Word::literal(arn.clone())
        }
    }
}

/// The start of names that are short and of one stack: `deploy.sh` makes it from the stack's name at its start, and
/// `commands.sh` has it written out. At most 32 characters with what follows.
pub(super) fn short_of(graph: &ResourceGraph) -> Word {
    Word::literal(format!("vd-{}", cksum(&names::stack(graph))))
}

/// The name of a load balancer or target group.
pub(super) fn name(cx: &Context<'_>, at: NodeRef) -> Word {
    cx.short.clone().then_literal(format!("-{}", cx.graph.node(at).origin.number()))
}

fn elb(cx: &Context<'_>, at: NodeRef, operation: &'static str) -> Call {
    Call::of(cx, cx.graph.node(at), "elbv2", operation)
}

fn tagged(cx: &Context<'_>, at: NodeRef, call: Call) -> Call {
    call.literal("--tags", format!("[{}]", tags::items(cx.graph, cx.graph.node(at))))
}

pub(super) fn load_balancer(cx: &Context<'_>, at: NodeRef, balancer: &LoadBalancer) -> Call {
    let call = elb(cx, at, "create-load-balancer")
        .option("--name", name(cx, at))
        .literal("--type", "network")
        .literal("--scheme", "internal")
        .options("--subnets", balancer.subnets.iter().map(|subnet| cx.names.id(*subnet)).collect());
    tagged(cx, at, call).query("LoadBalancers[0].LoadBalancerArn")
}

pub(super) fn target_group(cx: &Context<'_>, at: NodeRef, group: &TargetGroup) -> Call {
    let call = elb(cx, at, "create-target-group")
        .option("--name", name(cx, at))
        .literal("--protocol", "TCP")
        .literal("--port", group.port.to_string())
        .literal("--target-type", "ip")
        .option("--vpc-id", cx.names.id(group.vpc));
    tagged(cx, at, call).query("TargetGroups[0].TargetGroupArn")
}

pub(super) fn listener(cx: &Context<'_>, at: NodeRef, listener: &Listener) -> Call {
    let action = Word::literal("Type=forward,TargetGroupArn=").then(cx.names.id(listener.target_group));
    let call = elb(cx, at, "create-listener")
        .option("--load-balancer-arn", cx.names.id(listener.load_balancer))
        .literal("--protocol", "TCP")
        .literal("--port", listener.port.to_string())
        .option("--default-actions", action);
    tagged(cx, at, call).query("Listeners[0].ListenerArn")
}

/// An endpoint service may be made when its load balancer is up.
fn wait(cx: &Context<'_>, balancer: NodeRef) -> Command {
    Command::plain(&["aws", "elbv2", "wait", "load-balancer-available"])
        .option([Word::literal("--region"), cx.names.region(&cx.graph.node(balancer).region)])
        .option([Word::literal("--load-balancer-arns"), cx.names.id(balancer)])
}

pub(super) fn endpoint_service(cx: &Context<'_>, at: NodeRef, service: &EndpointService) -> Call {
    let texts = |all: &[String]| all.iter().map(|text| Word::literal(text.clone())).collect::<Vec<_>>();
    let call = Call::new(cx, cx.graph.node(at), "create-vpc-endpoint-service-configuration");
    let call = match &service.load_balancers {
        LoadBalancers::Made(node) => call.option("--network-load-balancer-arns", cx.names.id(*node)),
        LoadBalancers::Network(arns) => call.options("--network-load-balancer-arns", texts(arns)),
        LoadBalancers::Gateway(arns) => call.options("--gateway-load-balancer-arns", texts(arns)),
    };
    let mut call = call.flag(acceptance(service));
    if let Some(name) = &service.private_dns_name {
        call = call.literal("--private-dns-name", name.clone());
    }
    if !service.supported_regions.is_empty() {
        call = call.options("--supported-regions", texts(&service.supported_regions));
    }
    let types = &service.supported_ip_address_types;
    if !types.is_empty() {
        call = call.options(
            "--supported-ip-address-types",
            types.iter().map(|kind| Word::literal(kind.api())).collect(),
        );
    }
    call.tagged(cx, at).query("ServiceConfiguration.ServiceId")
}

fn acceptance(service: &EndpointService) -> &'static str {
    if service.acceptance_required { "--acceptance-required" } else { "--no-acceptance-required" }
}

/// Brings acceptance and private DNS name to what the design says.
pub(super) fn modify(cx: &Context<'_>, at: NodeRef, service: &EndpointService) -> Call {
    let call = Call::new(cx, cx.graph.node(at), "modify-vpc-endpoint-service-configuration")
        .option("--service-id", cx.names.id(at))
        .flag(acceptance(service));
    match &service.private_dns_name {
        Some(name) => call.literal("--private-dns-name", name.clone()),
        None => call.flag("--remove-private-dns-name"),
    }
}

fn allow(cx: &Context<'_>, at: NodeRef, service: &EndpointService) -> Option<Call> {
    let principals: Vec<Word> =
        service.allowed_principals.iter().map(|principal| Word::literal(principal.clone())).collect();
    (!principals.is_empty()).then(|| {
        Call::new(cx, cx.graph.node(at), "modify-vpc-endpoint-service-permissions")
            .option("--service-id", cx.names.id(at))
            .options("--add-allowed-principals", principals)
    })
}

/// What goes before the creation in `commands.sh`.
pub(super) fn before(cx: &Context<'_>, node: &Node) -> Option<Statement> {
    let Resource::EndpointService(service) = &node.resource else { return None };
    service.load_balancers.node().map(|balancer| Statement::Run(wait(cx, balancer)))
}

/// What follows the creation in `commands.sh`.
pub(super) fn commands(cx: &Context<'_>, at: NodeRef, node: &Node) -> Option<Statement> {
    let Resource::EndpointService(service) = &node.resource else { return None };
    allow(cx, at, service).map(|call| Statement::Run(call.command(false)))
}

/// The statements of `deploy.sh` that bring one resource about; none for the kinds that are not of this module.
pub(super) fn deploy(cx: &Context<'_>, at: NodeRef, node: &Node) -> Option<Vec<Statement>> {
    let label = Word::literal(cx.names.label(at));
    let create = || call::create(cx, at).command(false).run_by([Word::literal("create"), label.clone()]);
    let by_name = |kind: &'static str| {
        let variable = cx.names.variable(at).to_owned();
        let existing =
            Command::new([Word::literal("existing"), Word::literal(kind), name(cx, at), label.clone()]);
        let made = Statement::Assign(variable.clone(), Word::output(create()));
        Statement::Unless(Condition::Captures(variable, existing), vec![made])
    };
    let mut out = Vec::new();
    match &node.resource {
        Resource::LoadBalancer(_) => out.push(by_name("load-balancer")),
        Resource::TargetGroup(_) => out.push(by_name("target-group")),
        Resource::Listener(listener) => {
            let there = Command::new([
                Word::literal("listens"),
                cx.names.region(&node.region),
                cx.names.id(listener.load_balancer),
                Word::literal(listener.port.to_string()),
            ]);
            out.push(Statement::Unless(Condition::Succeeds(there), vec![Statement::Run(create().quiet())]));
        }
        Resource::EndpointService(service) => {
            if let Some(balancer) = service.load_balancers.node() {
                out.push(Statement::Run(Command::new([
                    Word::literal("wait_for_load_balancer"),
                    cx.names.region(&node.region),
                    cx.names.id(balancer),
                ])));
            }
            out.push(unless_existing(cx, at, create()));
            if !service.allowed_principals.is_empty() {
                let principals = service.allowed_principals.iter().map(|p| Word::literal(p.clone()));
                out.push(Statement::Run(
                    Command::new([
                        Word::literal("allow_principals"),
                        label,
                        cx.names.region(&node.region),
                        cx.names.id(at),
                    ])
                    .option(principals),
                ));
            }
        }
        _ => return None,
    }
    Some(out)
}
