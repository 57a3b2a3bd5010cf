//! `import` blocks: a network that the CLI scripts made is taken over by Terraform. The plan takes over everything, makes and
//! replaces nothing, and changes no more than the scripts' bookkeeping tags; what exists then is the design.

use std::{collections::BTreeMap, fs};

use serde_json::Value;
use vpc_designer::{
    catalog::Catalog,
    emit::{Options, Target, emit},
    graph::{Node, NodeRef, Resource, ResourceGraph},
    lower::lower,
    model::{Design, Direction},
};

use crate::{
    Deployment, Outcome,
    aws::Aws,
    cli::{self, Warm},
    designs, differences, expected, interrupt, run, snapshot, terraform, write,
};

/// The arguments that the scripts' tags show in, and those that say what Terraform does and are no state of AWS.
const MAY_DIFFER: [&str; 4] = ["tags", "tags_all", "revoke_rules_on_delete", "auto_accept"];

#[test]
fn a_network_made_by_the_scripts_is_taken_over() {
    for (name, design) in [("import", interrupt::design()), ("import-all", designs::every_property())] {
        if let Err(message) = take_over(name, &design) {
            panic!("{name}: {message}");
        }
    }
}

fn take_over(name: &str, design: &Design) -> Outcome {
    let graph = lower(design, &Catalog::embedded());
    let directory = crate::directory(name, Target::Cli);
    let aws = Aws::start(&directory.with_extension("log"))?;
    let artifacts = emit(&graph, Target::Cli, &Options::default());
    write(&directory, &artifacts)?;
    let made = Deployment {
        target: Target::Cli,
        graph: &graph,
        artifacts: &artifacts,
        directory: directory.clone(),
        aws: aws.address.clone(),
    };
    let programs = cli::warm(&directory)?;
    let state = directory.join("state");
    let mut deploy = cli::bash(&made, &programs, &["deploy.sh"])?;
    run::run(deploy.env("SKIP_PREFLIGHT", "1").env("STATE_FILE", &state))?;
    let state = fs::read_to_string(state).map_err(|error| error.to_string())?;
    let ids = Ids { graph: &graph, made: &made, programs: &programs, labels: labels(&state) };

    let directory = crate::directory(name, Target::Terraform);
    let options = Options { import_blocks: true, ..Options::default() };
    let artifacts = emit(&graph, Target::Terraform, &options);
    write(&directory, &artifacts)?;
    let values = directory.join("import.tfvars");
    let empty = fs::read_to_string(&values).map_err(|error| error.to_string())?;
    fs::write(&values, fill_in(&empty, &ids)?).map_err(|error| error.to_string())?;
    terraform::format(&directory)?;
    terraform::init(&directory)?;
    let terraform = |words: &[&str]| {
        run::run(run::with_aws(&mut terraform::terraform(&directory)?, &aws.address).args(words))
    };
    terraform(&["plan", "-input=false", "-no-color", "-var-file=import.tfvars", "-out=plan"])?;
    let plan: Value =
        serde_json::from_str(&terraform(&["show", "-json", "plan"])?).map_err(|error| error.to_string())?;
    judge(
        &plan,
        graph.nodes.iter().filter(|node| !matches!(node.resource, Resource::PrefixList(_))).count(),
    )?;
    terraform(&["apply", "-input=false", "-no-color", "-parallelism=30", "plan"])?;
    // Its work is done, also without the ids.
    terraform(&["plan", "-detailed-exitcode", "-input=false", "-no-color"])?;
    let wanted = differences::without(Target::Terraform, expected::snapshot(&graph));
    let found = snapshot::take(&aws.address, &graph.regions())?;
    let differs = snapshot::difference(&snapshot::canonical(wanted), &snapshot::canonical(found));
    if differs.is_empty() {
        Ok(())
    } else {
        Err(format!("what is taken over differs (- graph, + AWS)\n{differs}"))
    }
}

/// The plan takes over so many resources, and does nothing else but to their tags.
fn judge(plan: &Value, wanted: usize) -> Outcome {
    let changes = plan["resource_changes"].as_array().ok_or("the plan has no changes")?;
    let mut wrong = String::new();
    let mut taken = 0;
    for change in changes.iter().filter(|change| change["mode"] == "managed") {
        let (address, change) = (&change["address"], &change["change"]);
        taken += usize::from(change["importing"].is_object());
        let actions: Vec<&str> =
            change["actions"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let changed: Vec<&String> = change["after"]
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(key, value)| change["before"][key] != **value && !MAY_DIFFER.contains(&key.as_str()))
            .map(|(key, _)| key)
            .collect();
        if !change["importing"].is_object()
            || !matches!(actions[..], ["no-op"] | ["update"])
            || !changed.is_empty()
        {
            wrong += &format!("{address}: {actions:?} {changed:?} {}\n", change["importing"]);
        }
    }
    if taken != wanted {
        wrong += &format!("{taken} of {wanted} resources are taken over\n");
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// The file with the ids, as somebody who takes a network over fills it in.
fn fill_in(empty: &str, ids: &Ids<'_>) -> Outcome<String> {
    let mut nodes: BTreeMap<(String, String), NodeRef> = BTreeMap::new();
    for (at, node) in ids.graph.iter() {
        nodes.insert((block(ids.graph, node), node.name.kebab().to_owned()), at);
    }
    let mut block = String::new();
    let mut out = String::new();
    for line in empty.lines() {
        let quoted: Vec<&str> = line.split('"').collect();
        match quoted.as_slice() {
            [_, name, end] if end.contains('{') => (*name).clone_into(&mut block),
            [start, key, equals, "", ""] => {
                let at = nodes.get(&(block.clone(), (*key).to_owned()));
                let at = at.ok_or_else(|| format!("no resource is {block}[{key}]"))?;
                out += &format!("{start}\"{key}\"{equals}\"{}\"\n", ids.of(*at)?);
                continue;
            }
            _ => {}
        }
        out += &format!("{line}\n");
    }
    Ok(out)
}

/// `aws_subnet.main`: type and label of the block that a node is in.
fn block(graph: &ResourceGraph, node: &Node) -> String {
    let vpc = node.vpc.map_or_else(String::new, |vpc| graph.node(vpc).name.snake());
    let (kind, end) = match &node.resource {
        Resource::Vpc(_) => ("aws_vpc", ""),
        Resource::VpcCidrBlock(_) => ("aws_vpc_ipv4_cidr_block_association", ""),
        Resource::InternetGateway(_) => ("aws_internet_gateway", ""),
        Resource::EgressOnlyInternetGateway(_) => ("aws_egress_only_internet_gateway", ""),
        Resource::Ipv6Route(_) => ("aws_route", "_ipv6"),
        Resource::NetworkAcl(_) => ("aws_network_acl", ""),
        Resource::NetworkAclEntry(_) => ("aws_network_acl_rule", ""),
        Resource::NetworkAclAssociation(_) => ("aws_network_acl_association", ""),
        Resource::Subnet(_) => ("aws_subnet", ""),
        Resource::ElasticIp(_) => ("aws_eip", ""),
        Resource::NatGateway(_) => ("aws_nat_gateway", ""),
        Resource::RouteTable(_) => ("aws_route_table", ""),
        Resource::Route(_) => ("aws_route", ""),
        Resource::RouteTableAssociation(_) => ("aws_route_table_association", ""),
        Resource::SecurityGroup(_) => ("aws_security_group", ""),
        Resource::GatewayEndpoint(_) => ("aws_vpc_endpoint", "_gateway"),
        Resource::InterfaceEndpoint(_) => ("aws_vpc_endpoint", "_interface"),
        Resource::SecurityGroupRule(rule) => match rule.direction {
            Direction::Ingress => ("aws_vpc_security_group_ingress_rule", ""),
            Direction::Egress => ("aws_vpc_security_group_egress_rule", ""),
        },
        // The designs here have no others.
        _ => ("", ""),
    };
    format!("{kind}.{vpc}{end}")
}

/// What the script said that it made.
fn labels(state: &str) -> BTreeMap<String, String> {
    let pair = |line: &str| line.split_once('\t').map(|(id, label)| (label.to_owned(), id.to_owned()));
    state.lines().filter_map(pair).collect()
}

/// The ids by which Terraform takes over, as the provider's pages have them.
struct Ids<'a> {
    graph: &'a ResourceGraph,
    made: &'a Deployment<'a>,
    programs: &'a Warm,
    labels: BTreeMap<String, String>,
}

impl Ids<'_> {
    fn of(&self, at: NodeRef) -> Outcome<String> {
        Ok(match &self.graph.node(at).resource {
            Resource::VpcCidrBlock(block) => {
                let query = format!(
                    "Vpcs[0].CidrBlockAssociationSet[?CidrBlock=='{}'].AssociationId",
                    block.cidr_block
                );
                let words = format!(
                    "aws ec2 describe-vpcs --region {} --vpc-ids {} --output text --query \"{query}\"",
                    self.graph.node(at).region,
                    self.made(block.vpc)?
                );
                run::run(&mut cli::bash(self.made, self.programs, &["-c", &words])?)?.trim().to_owned()
            }
            Resource::Route(route) => format!("{}_{}", self.made(route.route_table)?, route.destination),
            Resource::Ipv6Route(route) => format!("{}_{}", self.made(route.route_table)?, route.destination),
            Resource::NetworkAclEntry(entry) => {
                let (acl, number, protocol) =
                    (self.made(entry.network_acl)?, entry.number, entry.protocol_number());
                format!("{acl}:{number}:{protocol}:{}", entry.direction == Direction::Egress)
            }
            Resource::NetworkAclAssociation(use_) => {
                let subnet = self.made(use_.subnet)?;
                let query =
                    format!("NetworkAcls[0].Associations[?SubnetId=='{subnet}'].NetworkAclAssociationId");
                let words = format!(
                    "aws ec2 describe-network-acls --region {} --filters Name=association.subnet-id,Values={subnet} \
                     --output text --query \"{query}\"",
                    self.graph.node(at).region,
                );
                run::run(&mut cli::bash(self.made, self.programs, &["-c", &words])?)?.trim().to_owned()
            }
            Resource::RouteTableAssociation(use_) => {
                format!("{}/{}", self.made(use_.subnet)?, self.made(use_.route_table)?)
            }
            _ => self.made(at)?,
        })
    }

    fn made(&self, at: NodeRef) -> Outcome<String> {
        let node = self.graph.node(at);
        let mut label = format!("{} {}", node.resource.kind().word(), node.name);
        if let Some(vpc) = node.vpc.filter(|vpc| *vpc != at && self.graph.vpcs().count() > 1) {
            label += &format!(" in {}", self.graph.node(vpc).name);
        }
        self.labels.get(&label).cloned().ok_or_else(|| format!("the script did not make {label}"))
    }
}
