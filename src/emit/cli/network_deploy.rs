//! Statements of both scripts for network ACLs, and for what joins VPCs with each other and with the outside.

use super::{
    call::{self, Call, Context},
    deploy::unless_existing,
    network_call, service_call,
};
use crate::{
    emit::print::shell::{Command, Condition, Statement, Word},
    graph::{Node, NodeRef, Resource},
};

/// What follows the creation in `commands.sh`.
pub(super) fn commands(cx: &Context<'_>, at: NodeRef, node: &Node) -> Vec<Statement> {
    let run = |call: Call| Statement::Run(call.command(false));
    let mut out = Vec::new();
    match &node.resource {
        Resource::VpnGateway(gateway) => {
            out.push(run(network_call::attach_vpn_gateway(cx, at, gateway)));
            out.extend(until_ready(cx, at));
        }
        Resource::TransitGateway(_) | Resource::TransitGatewayAttachment(_) | Resource::Profile(_) => {
            out.extend(until_ready(cx, at));
        }
        Resource::PeeringConnection(_) => {
            let dns = network_call::peering_dns(cx, at);
            if !dns.is_empty() {
                out.push(run(network_call::accept_peering(cx, at)));
            }
            out.extend(peering_dns(cx, at));
        }
        Resource::PeeringAccepter(_) => {
            out.push(run(network_call::tag_accepter(cx, at)));
            out.extend(peering_dns(cx, at));
        }
        Resource::HostedZone(zone) => {
            for vpc in zone.vpcs.iter().skip(1) {
                out.push(run(network_call::associate_zone(cx, at, *vpc)));
            }
            out.push(run(network_call::tag_zone(cx, at)));
        }
        _ => {}
    }
    out
}

/// What goes before the creation in `commands.sh`.
pub(super) fn before(cx: &Context<'_>, at: NodeRef, node: &Node) -> Option<Statement> {
    matches!(node.resource, Resource::PeeringAccepter(_)).then(|| until_ready(cx, at)).flatten()
}

fn until_ready(cx: &Context<'_>, at: NodeRef) -> Option<Statement> {
    network_call::state(cx, at).map(|(command, wanted)| Statement::Until(command, wanted))
}

/// A new connection has the options off.
fn peering_dns(cx: &Context<'_>, at: NodeRef) -> Vec<Statement> {
    let on = network_call::peering_dns(cx, at).into_iter().filter(|(_, _, on)| *on);
    on.map(|(side, region, on)| {
        Statement::Run(network_call::set_peering_dns(cx, at, side, region, on).command(false))
    })
    .collect()
}

/// The statements of `deploy.sh` that bring one resource about; none for the kinds that are not of this module.
pub(super) fn deploy(cx: &Context<'_>, at: NodeRef, node: &Node) -> Option<Vec<Statement>> {
    let label = Word::literal(cx.names.label(at));
    let region = cx.names.region(&node.region);
    let id = cx.names.id(at);
    let create = || call::create(cx, at).command(false).run_by([Word::literal("create"), label.clone()]);
    let change = |call: Call, label: Word| {
        Statement::Run(call.command(false).run_by([Word::literal("change"), label]))
    };
    let has = |kind: &'static str, id: Word, detail: Word| {
        Condition::Succeeds(Command::new([Word::literal("has"), Word::literal(kind), id, detail]))
    };
    let ready = |out: &mut Vec<Statement>| {
        if let Some((command, wanted)) = network_call::state(cx, at) {
            let words = [Word::literal("wait_until"), label.clone(), Word::literal(wanted)];
            out.push(Statement::Run(command.run_by(words)));
        }
    };
    let mut out = Vec::new();
    match &node.resource {
        Resource::NetworkAcl(_) | Resource::CustomerGateway(_) | Resource::VpnConnection(_) => {
            out.push(unless_existing(cx, at, create()));
        }
        Resource::NetworkAclEntry(entry) => {
            let words = Word::literal(network_call::entry_words(entry));
            out.push(Statement::Unless(
                has("network-acl", cx.names.id(entry.network_acl), words),
                vec![change(call::create(cx, at), label)],
            ));
        }
        Resource::NetworkAclAssociation(association) => {
            out.push(Statement::Unless(
                has("network-acl", cx.names.id(association.network_acl), cx.names.id(association.subnet)),
                vec![Statement::Run(Command::new([
                    Word::literal("use_network_acl"),
                    label,
                    region,
                    cx.names.id(association.subnet),
                    cx.names.id(association.network_acl),
                ]))],
            ));
        }
        Resource::VpnGateway(gateway) => {
            out.push(unless_existing(cx, at, create()));
            out.push(Statement::Unless(
                has("vpn-gateway", id, cx.names.id(gateway.vpc)),
                vec![change(
                    network_call::attach_vpn_gateway(cx, at, gateway),
                    label.clone().then_literal(", attached"),
                )],
            ));
            ready(&mut out);
        }
        Resource::TransitGateway(_) => {
            out.push(unless_existing(cx, at, create()));
            ready(&mut out);
        }
        Resource::TransitGatewayAttachment(attachment) => {
            out.push(unless_existing(cx, at, create()));
            ready(&mut out);
            let subnets = attachment.subnets.iter().map(|subnet| cx.names.id(*subnet));
            let words = [Word::literal("extend_attachment"), label, region, id];
            out.push(Statement::Run(Command::new(words).option(subnets)));
        }
        Resource::PeeringConnection(_) => {
            out.push(unless_existing(cx, at, create()));
            if !network_call::peering_dns(cx, at).is_empty() {
                out.push(Statement::Run(Command::new([
                    Word::literal("accept_peering"),
                    label.clone(),
                    region,
                    id,
                ])));
            }
            out.extend(set_peering_dns(cx, at, &label));
        }
        Resource::PeeringAccepter(_) => {
            let words = [Word::literal("accept_peering"), label.clone(), region, id];
            let tags = network_call::accepter_tags(cx, at);
            out.push(Statement::Run(Command::new(words).option([tags])));
            out.extend(set_peering_dns(cx, at, &label));
        }
        Resource::HostedZone(zone) => {
            let variable = cx.names.variable(at).to_owned();
            let existing = Command::new([
                Word::literal("existing"),
                Word::literal("hosted-zone"),
                network_call::mark(cx, at),
                label.clone(),
            ]);
            let made = Statement::Assign(variable.clone(), Word::output(create()));
            let tag = change(network_call::tag_zone(cx, at), label.clone().then_literal(", tags"));
            out.push(Statement::Unless(Condition::Captures(variable, existing), vec![made, tag]));
            let update = [
                Word::literal("update_zone"),
                label.clone(),
                region.clone(),
                id.clone(),
                Word::literal(cx.tagged.state(at).to_owned()),
                Word::literal(cx.tagged.items(at).to_owned()),
            ];
            out.push(Statement::Run(network_call::tag_zone(cx, at).command(false).run_by(update)));
            for vpc in &zone.vpcs {
                out.push(Statement::Run(Command::new([
                    Word::literal("associate_zone"),
                    label.clone(),
                    region.clone(),
                    id.clone(),
                    cx.names.id(*vpc),
                    cx.names.region(&cx.graph.node(*vpc).region),
                ])));
            }
        }
        Resource::HostedZoneRecord(record) => {
            let (kind, answer) = network_call::record_answer(cx, record);
            let answers = Command::new([
                Word::literal("answers"),
                region,
                cx.names.id(record.hosted_zone),
                Word::literal(record.record_name.clone()),
                Word::literal(kind),
                answer,
            ]);
            out.push(Statement::Unless(
                Condition::Succeeds(answers),
                vec![change(call::create(cx, at), label)],
            ));
        }
        Resource::Profile(_) => {
            let variable = cx.names.variable(at).to_owned();
            let existing = Command::new([
                Word::literal("existing"),
                Word::literal("profile"),
                service_call::name(cx, at),
                label.clone(),
            ]);
            let made = Statement::Assign(variable.clone(), Word::output(create()));
            out.push(Statement::Unless(Condition::Captures(variable, existing), vec![made]));
            ready(&mut out);
        }
        Resource::ProfileAssociation(association) => {
            let vpc = cx.names.id(association.vpc);
            out.push(Statement::Unless(
                has("profile", cx.names.id(association.profile), vpc),
                vec![change(call::create(cx, at), label)],
            ));
        }
        Resource::ProfileResourceAssociation(association) => {
            let arn = network_call::profile_arn(cx, at, association.resource);
            out.push(Statement::Unless(
                has("profile", cx.names.id(association.profile), arn),
                vec![change(call::create(cx, at), label)],
            ));
        }
        Resource::ResolverEndpoint(resolver) => {
            let variable = cx.names.variable(at).to_owned();
            let existing = Command::new([
                Word::literal("existing"),
                Word::literal("resolver-endpoint"),
                network_call::resolver_mark(cx, at, resolver),
                label.clone(),
            ]);
            let made = Statement::Assign(variable.clone(), Word::output(create()));
            out.push(Statement::Unless(Condition::Captures(variable, existing), vec![made]));
        }
        Resource::EgressOnlyInternetGateway(_)
        | Resource::Ipv6Route(_)
        | Resource::Vpc(_)
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
        | Resource::GatewayEndpoint(_)
        | Resource::InterfaceEndpoint(_)
        | Resource::ResourceEndpoint(_)
        | Resource::ServiceNetworkEndpoint(_)
        | Resource::GatewayLoadBalancerEndpoint(_)
        | Resource::LoadBalancer(_)
        | Resource::TargetGroup(_)
        | Resource::Listener(_)
        | Resource::EndpointService(_)
        | Resource::SecurityGroupRule(_) => return None,
    }
    Some(out)
}

fn set_peering_dns(cx: &Context<'_>, at: NodeRef, label: &Word) -> Vec<Statement> {
    network_call::peering_dns(cx, at)
        .into_iter()
        .map(|(side, region, on)| {
            Statement::Run(Command::new([
                Word::literal("set_peering_dns"),
                label.clone(),
                cx.names.region(region),
                cx.names.id(at),
                Word::literal(side.word()),
                Word::literal(on.to_string()),
            ]))
        })
        .collect()
}
