//! `commands.sh`: one `aws` command after the other, nothing around them.

use std::collections::BTreeSet;

use super::{
    call::{self, Context},
    ipv6_call,
    names::{self, Names},
    network_deploy, service_call,
    tags::{self, Tagged},
};
use crate::{
    emit::{
        Sheet,
        print::shell::{Command, Script, Statement, Word},
    },
    graph::{Kind, NodeRef, Resource, ResourceGraph, RouteTarget},
};

pub(super) fn script(graph: &ResourceGraph, names: &Names<'_>, tagged: &Tagged) -> Sheet {
    let stack = names::stack(graph);
    let cx = Context {
        graph,
        names,
        tagged,
        tags: tag_specification,
        stack: Word::literal(stack),
        short: service_call::short_of(graph),
        client_tokens: false,
    };
    let mut out = head(graph, names);
    let mut waited: BTreeSet<NodeRef> = BTreeSet::new();
    for (at, node) in graph.iter() {
        out.extend([Statement::Origin(None), Statement::Blank, Statement::Origin(Some(node.origin))]);
        super::deploy::comment(names, at, node, &mut out);
        if let Resource::Route(route) = &node.resource
            && let RouteTarget::NatGateway(nat) = route.target
            && waited.insert(nat)
        {
            out.push(Statement::Run(call::wait_for_nat_gateways(&cx, &node.region, &[nat])));
        }
        out.extend(network_deploy::before(&cx, at, node));
        out.extend(service_call::before(&cx, node));
        let create = call::create(&cx, at).command(true);
        if node.resource.kind() == Kind::PeeringAccepter {
            // Its variable is that of the connection.
            out.push(Statement::Run(create));
        } else {
            out.push(Statement::Assign(names.variable(at).to_owned(), Word::output(create)));
        }
        out.extend(ipv6_call::commands(&cx, at, node));
        out.extend(network_deploy::commands(&cx, at, node));
        out.extend(service_call::commands(&cx, at, node));
        for (option, attribute, value) in call::vpc_attributes(node) {
            // A new VPC has DNS support, and no DNS hostnames.
            if value != (attribute == "enableDnsSupport") {
                out.push(Statement::Run(call::modify_vpc(&cx, at, option, value).command(false)));
            }
        }
        let more = [call::attach(&cx, at), call::map_public_ip(&cx, at), call::accept(&cx, at)];
        out.extend(more.into_iter().flatten().map(|call| Statement::Run(call.command(false))));
        if node.resource.kind() == Kind::SecurityGroup {
            out.push(Statement::Run(call::revoke_default_egress(&cx, at).command(false)));
        }
    }
    script_of(&show_unused(out))
}

/// The script of a design without resources.
pub(super) fn empty(graph: &ResourceGraph) -> Sheet {
    script_of(&[
        Statement::Comment(graph.title.clone()),
        Statement::Comment(String::new()),
        Statement::Comment("The design has no resources yet.".to_owned()),
    ])
}

fn script_of(statements: &[Statement]) -> Sheet {
    let mut script = Script::default();
    script.put(statements);
    script.finish()
}

/// Ids that no later command names are shown instead of kept.
fn show_unused(statements: Vec<Statement>) -> Vec<Statement> {
    let mut used = BTreeSet::new();
    for statement in &statements {
        match statement {
            Statement::Run(command) | Statement::Until(command, _) => command.variables(&mut used),
            Statement::Assign(_, word) => word.variables(&mut used),
            Statement::Blank
            | Statement::Comment(_)
            | Statement::Unless(..)
            | Statement::UnlessSet(..)
            | Statement::Fixed(_)
            | Statement::Origin(_) => {}
        }
    }
    let is_used = |statement: &Statement| match statement {
        Statement::Assign(name, _) => used.contains(name.as_str()),
        _ => true,
    };
    let kept: Vec<bool> = statements.iter().map(is_used).collect();
    let shown = |(statement, kept): (Statement, bool)| match statement {
        Statement::Assign(name, word) if !kept => match word.into_output() {
            Ok(command) => Statement::Run(command),
            Err(word) => Statement::Assign(name, word),
        },
        other => other,
    };
    statements.into_iter().zip(kept).map(shown).collect()
}

fn head(graph: &ResourceGraph, names: &Names<'_>) -> Vec<Statement> {
    let comment = |text: &str| Statement::Comment(text.to_owned());
    let mut out = vec![
        comment(&graph.title),
        comment(&graph.description),
        Statement::Comment(String::new()),
        comment(
            "The plain commands, to read, to copy, or to run once: bash -e commands.sh. \
             deploy.sh runs them with checks, can be run again and goes on where it stopped; teardown.sh deletes \
             what they made.",
        ),
        Statement::Blank,
        // Version 2 of the CLI would open a pager for every answer.
        Statement::Run(Command::plain(&["export", "AWS_PAGER="])),
    ];
    out.extend(super::deploy::regions(graph, names));
    if ipv6_call::has_ipv6(graph) {
        out.extend([Statement::Blank, Statement::Fixed(ipv6_call::HELPERS)]);
    }
    out
}

fn tag_specification(cx: &Context<'_>, at: NodeRef, resource_type: &'static str) -> Word {
    Word::literal(tags::specification(
        resource_type,
        &names::stack(cx.graph),
        cx.names.key(at),
        cx.tagged.state(at),
        cx.tagged.items(at),
    ))
}
