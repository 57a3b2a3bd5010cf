//! The calls that make a resource.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::{
    ipv6_call,
    names::{Names, resource_type},
    network_call, service_call,
    tags::{self, Tagged},
};
use crate::{
    emit::print::shell::{Command, Word, json_text},
    graph::{
        InterfaceEndpoint, Kind, Node, NodeRef, Peer, PolicyDocument, Resource, ResourceGraph, RouteTarget,
        SecurityGroupRule,
    },
    model::{Direction, Protocol},
};

/// One call: `aws ec2 OPERATION --OPTION VALUE… --query QUERY`.
pub(super) struct Call {
    service: &'static str,
    operation: &'static str,
    region: Word,
    options: Vec<(&'static str, Vec<Word>)>,
    /// Picks the id from the answer.
    query: Option<Word>,
}

/// What a call needs beside the node.
pub(super) struct Context<'a> {
    pub(super) graph: &'a ResourceGraph,
    pub(super) names: &'a Names<'a>,
    pub(super) tagged: &'a Tagged,
    /// The value of `--tag-specifications` for a resource.
    pub(super) tags: fn(&Self, NodeRef, &'static str) -> Word,
    /// The stack's name as the start of a security group's name.
    pub(super) stack: Word,
    /// The start of the names of load balancers and target groups: short, and of this stack alone.
    pub(super) short: Word,
    /// Whether calls that are sent twice, after a broken connection, must not make two.
    pub(super) client_tokens: bool,
}

impl Call {
    pub(super) fn new(cx: &Context<'_>, node: &Node, operation: &'static str) -> Self {
        Self::of(cx, node, "ec2", operation)
    }

    /// A call of another API than EC2's.
    pub(super) fn of(cx: &Context<'_>, node: &Node, service: &'static str, operation: &'static str) -> Self {
        let region = cx.names.region(&node.region);
        Self { service, operation, region, options: Vec::new(), query: None }
    }

    /// The call in another Region than the node's.
    #[must_use]
    pub(super) fn in_region(mut self, region: Word) -> Self {
        self.region = region;
        self
    }

    #[must_use]
    pub(super) fn option(self, name: &'static str, value: Word) -> Self {
        self.options(name, vec![value])
    }

    #[must_use]
    pub(super) fn literal(self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.option(name, Word::literal(value))
    }

    #[must_use]
    pub(super) fn options(mut self, name: &'static str, values: Vec<Word>) -> Self {
        self.options.push((name, values));
        self
    }

    #[must_use]
    pub(super) fn option_if(self, name: &'static str, value: Option<Word>) -> Self {
        match value {
            Some(value) => self.option(name, value),
            None => self,
        }
    }

    #[must_use]
    pub(super) fn flag(self, name: &'static str) -> Self {
        self.options(name, vec![])
    }

    #[must_use]
    pub(super) fn flag_if(self, name: Option<&'static str>) -> Self {
        match name {
            Some(name) => self.flag(name),
            None => self,
        }
    }

    #[must_use]
    pub(super) fn query(self, query: &'static str) -> Self {
        self.query_word(Word::literal(query))
    }

    #[must_use]
    pub(super) fn query_word(mut self, query: Word) -> Self {
        self.query = Some(query);
        self
    }

    #[must_use]
    pub(super) fn tagged(self, cx: &Context<'_>, at: NodeRef) -> Self {
        match resource_type(cx.graph.node(at).resource.kind()) {
            Some(kind) => self.option("--tag-specifications", (cx.tags)(cx, at, kind)),
            None => self,
        }
    }

    /// `--client-token`, where the context asks for it: derived from what the call asks for, and from the VPC, so that
    /// a network made anew is not answered with the endpoints of one deleted an hour ago. At most 64 characters.
    #[must_use]
    fn with_client_token(self, cx: &Context<'_>, at: NodeRef, vpc: NodeRef) -> Self {
        if !cx.client_tokens {
            return self;
        }
        let mut hash = Fnv::default();
        for (name, values) in &self.options {
            hash.write(name);
            for value in values {
                hash.write(&value.to_string());
            }
        }
        let token = Word::literal(format!("{}-{:016x}-", cx.names.key(at), hash.0)).then(cx.names.id(vpc));
        self.option("--client-token", token)
    }

    /// The command line. `text` spells out the form of the answer.
    pub(super) fn command(self, text: bool) -> Command {
        let mut command = Command::plain(&["aws", self.service, self.operation])
            .option([Word::literal("--region"), self.region]);
        // A value that begins so would be read from a file or a page by the CLI; in JSON it is not.
        let mut as_json = serde_json::Map::new();
        for (name, values) in self.options {
            match values.as_slice() {
                [value] if FETCHED.iter().any(|scheme| value.leading_text().starts_with(scheme)) => {
                    as_json.insert(api_name(name), Value::from(value.text().unwrap_or_default()));
                }
                // Would be taken for an option itself.
                [value] if value.leading_text().starts_with('-') => {
                    command = command.option([Word::literal(format!("{name}=")).then(value.clone())]);
                }
                _ => command = command.option([Word::literal(name)].into_iter().chain(values)),
            }
        }
        if !as_json.is_empty() {
            let json = json_text(&Value::Object(as_json));
            command = command.option([Word::literal("--cli-input-json"), Word::literal(json)]);
        }
        if let Some(query) = self.query {
            let mut words = vec![Word::literal("--query"), query];
            if text {
                words.extend([Word::literal("--output"), Word::literal("text")]);
            }
            command = command.option(words);
        }
        command
    }
}

/// The tags of all nodes, and what stands for them.
pub(super) fn tagged(graph: &ResourceGraph, names: &Names<'_>) -> Tagged {
    let items = graph.nodes.iter().map(|node| tags::items(graph, node)).collect();
    let tagged = Tagged { items, states: Vec::new() };
    let cx = Context {
        graph,
        names,
        tagged: &tagged,
        tags: |_, _, _| Word::literal(""),
        stack: Word::literal(""),
        short: Word::literal(""),
        client_tokens: false,
    };
    let states = graph.iter().map(|(at, _)| state(&cx, at)).collect();
    Tagged { states, ..tagged }
}

/// What stands for the tags of a resource, its policy and its options: another text after each change of them.
fn state(cx: &Context<'_>, at: NodeRef) -> String {
    let mut hash = Fnv::default();
    hash.write(cx.tagged.items(at));
    for (name, values) in modify(cx, at).into_iter().flat_map(|call| call.options) {
        // The id is the only word that the script fills in.
        if name != "--vpc-endpoint-id" && name != "--service-id" {
            hash.write(name);
            values.iter().for_each(|value| hash.write(&value.to_string()));
        }
    }
    format!("{:016x}", hash.0)
}

/// The call that brings policy and options of an endpoint, or the description of a rule, to what the design says; none for
/// other nodes.
pub(super) fn modify(cx: &Context<'_>, at: NodeRef) -> Option<Call> {
    let node = cx.graph.node(at);
    let call = Call::new(cx, node, "modify-vpc-endpoint").option("--vpc-endpoint-id", cx.names.id(at));
    let with_policy = |call: Call, policy: Option<&PolicyDocument>| match policy {
        Some(policy) => call.literal("--policy-document", json_text(&policy.0)),
        None => call.flag("--reset-policy"),
    };
    match &node.resource {
        Resource::GatewayEndpoint(endpoint) => Some(with_policy(call, endpoint.policy.as_ref())),
        Resource::InterfaceEndpoint(endpoint) => {
            let call = with_policy(call, endpoint.policy.as_ref());
            Some(interface_options(call, endpoint))
        }
        Resource::SecurityGroupRule(rule) => {
            let operation = match rule.direction {
                Direction::Ingress => "update-security-group-rule-descriptions-ingress",
                Direction::Egress => "update-security-group-rule-descriptions-egress",
            };
            let call = Call::new(cx, node, operation).option("--group-id", cx.names.id(rule.security_group));
            Some(call.option("--ip-permissions", permission(cx, rule)))
        }
        Resource::ResourceEndpoint(endpoint) | Resource::ServiceNetworkEndpoint(endpoint) => {
            Some(interface_options(with_policy(call, endpoint.policy.as_ref()), endpoint))
        }
        Resource::GatewayLoadBalancerEndpoint(endpoint) => {
            endpoint.ip_address_type.map(|kind| call.literal("--ip-address-type", kind.api()))
        }
        Resource::EndpointService(service) => Some(service_call::modify(cx, at, service)),
        _ => None,
    }
}

/// Private DNS, kind of addresses and DNS options of an interface endpoint.
fn interface_options(call: Call, endpoint: &InterfaceEndpoint) -> Call {
    let mut call = call.flag(if endpoint.private_dns_enabled {
        "--private-dns-enabled"
    } else {
        "--no-private-dns-enabled"
    });
    if let Some(address_type) = endpoint.ip_address_type {
        call = call.literal("--ip-address-type", address_type.api());
    }
    if !endpoint.dns_options.is_empty() {
        let mut options = serde_json::Map::new();
        if let Some(records) = endpoint.dns_options.dns_record_ip_type {
            options.insert("DnsRecordIpType".to_owned(), records.api().into());
        }
        if let Some(only) = endpoint.dns_options.private_dns_only_for_inbound_resolver_endpoint {
            options.insert("PrivateDnsOnlyForInboundResolverEndpoint".to_owned(), only.into());
        }
        call = call.literal("--dns-options", json_text(&Value::Object(options)));
    }
    call
}

/// Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html>
const FETCHED: [&str; 4] = ["file://", "fileb://", "http://", "https://"];

/// The 64-bit hash FNV-1a: short, stable, no secret in it. Source: <http://www.isthe.com/chongo/tech/comp/fnv/>
pub(super) struct Fnv(pub(super) u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    pub(super) fn write(&mut self, text: &str) {
        // With a byte that is in no text: "ab" "c" is not "a" "bc".
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// `--group-name` → `GroupName`.
fn api_name(option: &str) -> String {
    option
        .trim_start_matches('-')
        .split('-')
        .map(|word| {
            let (first, rest) = word.split_at(1.min(word.len()));
            first.to_ascii_uppercase() + rest
        })
        .collect()
}

/// The call that makes the node's resource, or looks it up.
pub(super) fn create(cx: &Context<'_>, at: NodeRef) -> Call {
    let node = cx.graph.node(at);
    let call = |operation| Call::new(cx, node, operation);
    let id = |node| cx.names.id(node);
    let ids = |nodes: &[NodeRef]| nodes.iter().map(|node| cx.names.id(*node)).collect::<Vec<_>>();
    match &node.resource {
        Resource::Vpc(vpc) => call("create-vpc")
            .literal("--cidr-block", vpc.cidr_block.to_string())
            .flag_if(vpc.assign_generated_ipv6_cidr_block.then_some("--amazon-provided-ipv6-cidr-block"))
            .tagged(cx, at)
            .query("Vpc.VpcId"),
        Resource::VpcCidrBlock(block) => call("associate-vpc-cidr-block")
            .option("--vpc-id", id(block.vpc))
            .literal("--cidr-block", block.cidr_block.to_string()),
        Resource::InternetGateway(_) => {
            call("create-internet-gateway").tagged(cx, at).query("InternetGateway.InternetGatewayId")
        }
        Resource::Subnet(subnet) => call("create-subnet")
            .option("--vpc-id", id(subnet.vpc))
            .literal("--cidr-block", subnet.cidr_block.to_string())
            .option_if("--ipv6-cidr-block", ipv6_call::subnet_block(cx, subnet))
            .options("--availability-zone", cx.names.zone(at).into_iter().collect())
            .tagged(cx, at)
            .query("Subnet.SubnetId"),
        Resource::ElasticIp(_) => {
            call("allocate-address").literal("--domain", "vpc").tagged(cx, at).query("AllocationId")
        }
        Resource::NatGateway(nat) => call("create-nat-gateway")
            .option("--subnet-id", id(nat.subnet))
            .option("--allocation-id", id(nat.elastic_ip))
            .tagged(cx, at)
            .query("NatGateway.NatGatewayId"),
        Resource::RouteTable(table) => call("create-route-table")
            .option("--vpc-id", id(table.vpc))
            .tagged(cx, at)
            .query("RouteTable.RouteTableId"),
        Resource::Route(route) => {
            let (option, target) = match route.target {
                RouteTarget::InternetGateway(target) => ("--gateway-id", target),
                RouteTarget::NatGateway(target) => ("--nat-gateway-id", target),
                // A virtual private gateway is named as an internet gateway is.
                RouteTarget::VpnGateway(target) => ("--gateway-id", target),
                RouteTarget::GatewayLoadBalancerEndpoint(target) => ("--vpc-endpoint-id", target),
                RouteTarget::PeeringConnection(target) => ("--vpc-peering-connection-id", target),
                RouteTarget::TransitGateway { transit_gateway, .. } => {
                    ("--transit-gateway-id", transit_gateway)
                }
            };
            call("create-route")
                .option("--route-table-id", id(route.route_table))
                .literal("--destination-cidr-block", route.destination.to_string())
                .option(option, id(target))
        }
        Resource::EgressOnlyInternetGateway(gateway) => ipv6_call::egress_only_gateway(cx, at, gateway),
        Resource::Ipv6Route(route) => ipv6_call::route(cx, node, route),
        Resource::RouteTableAssociation(association) => call("associate-route-table")
            .option("--route-table-id", id(association.route_table))
            .option("--subnet-id", id(association.subnet)),
        Resource::SecurityGroup(group) => call("create-security-group")
            .option("--vpc-id", id(group.vpc))
            .option("--group-name", group_name(cx, node))
            .literal("--description", group.description.clone())
            .tagged(cx, at)
            .query("GroupId"),
        Resource::SecurityGroupRule(rule) => {
            let operation = match rule.direction {
                Direction::Ingress => "authorize-security-group-ingress",
                Direction::Egress => "authorize-security-group-egress",
            };
            call(operation)
                .option("--group-id", id(rule.security_group))
                .option("--ip-permissions", permission(cx, rule))
                .tagged(cx, at)
                .query("SecurityGroupRules[0].SecurityGroupRuleId")
        }
        Resource::PrefixList(list) => {
            let name = cx.names.service(node, &list.prefix_list_name);
            call("describe-managed-prefix-lists")
                .option("--filters", Word::literal("Name=prefix-list-name,Values=").then(name))
                .query("PrefixLists[0].PrefixListId")
        }
        Resource::GatewayEndpoint(endpoint) => {
            let mut call = call("create-vpc-endpoint")
                .option("--vpc-id", id(endpoint.vpc))
                .option("--service-name", cx.names.service(node, &endpoint.service_name))
                .literal("--vpc-endpoint-type", "Gateway");
            if !endpoint.route_tables.is_empty() {
                call = call.options("--route-table-ids", ids(&endpoint.route_tables));
            }
            if let Some(policy) = &endpoint.policy {
                call = call.literal("--policy-document", json_text(&policy.0));
            }
            call.tagged(cx, at).with_client_token(cx, at, endpoint.vpc).query("VpcEndpoint.VpcEndpointId")
        }
        Resource::GatewayLoadBalancerEndpoint(endpoint) => {
            let call = call("create-vpc-endpoint").option("--vpc-id", id(endpoint.vpc));
            let mut call = service_call::target(cx, node, call, &endpoint.target)
                .literal("--vpc-endpoint-type", "GatewayLoadBalancer");
            if !endpoint.subnets.is_empty() {
                call = call.options("--subnet-ids", ids(&endpoint.subnets));
            }
            if let Some(address_type) = endpoint.ip_address_type {
                call = call.literal("--ip-address-type", address_type.api());
            }
            call.tagged(cx, at).with_client_token(cx, at, endpoint.vpc).query("VpcEndpoint.VpcEndpointId")
        }
        Resource::LoadBalancer(balancer) => service_call::load_balancer(cx, at, balancer),
        Resource::TargetGroup(group) => service_call::target_group(cx, at, group),
        Resource::Listener(listener) => service_call::listener(cx, at, listener),
        Resource::EndpointService(service) => service_call::endpoint_service(cx, at, service),
        Resource::InterfaceEndpoint(endpoint)
        | Resource::ResourceEndpoint(endpoint)
        | Resource::ServiceNetworkEndpoint(endpoint) => {
            let call = call("create-vpc-endpoint").option("--vpc-id", id(endpoint.vpc));
            let kind = match node.resource.kind() {
                Kind::ResourceEndpoint => "Resource",
                Kind::ServiceNetworkEndpoint => "ServiceNetwork",
                _ => "Interface",
            };
            let mut call =
                service_call::target(cx, node, call, &endpoint.target).literal("--vpc-endpoint-type", kind);
            if !endpoint.subnets.is_empty() {
                call = call.options("--subnet-ids", ids(&endpoint.subnets));
            }
            if !endpoint.security_groups.is_empty() {
                call = call.options("--security-group-ids", ids(&endpoint.security_groups));
            }
            call = interface_options(call, endpoint);
            if let Some(policy) = &endpoint.policy {
                call = call.literal("--policy-document", json_text(&policy.0));
            }
            call.tagged(cx, at).with_client_token(cx, at, endpoint.vpc).query("VpcEndpoint.VpcEndpointId")
        }
        Resource::NetworkAcl(acl) => network_call::network_acl(cx, at, acl.vpc),
        Resource::NetworkAclEntry(entry) => network_call::network_acl_entry(cx, node, entry),
        Resource::NetworkAclAssociation(association) => {
            network_call::network_acl_association(cx, node, association)
        }
        Resource::VpnGateway(gateway) => network_call::vpn_gateway(cx, at, gateway),
        Resource::TransitGateway(gateway) => network_call::transit_gateway(cx, at, gateway),
        Resource::TransitGatewayAttachment(attachment) => network_call::attachment(cx, at, attachment),
        Resource::PeeringConnection(peering) => network_call::peering_connection(cx, at, peering),
        Resource::PeeringAccepter(_) => network_call::accept_peering(cx, at),
        Resource::CustomerGateway(gateway) => network_call::customer_gateway(cx, at, gateway),
        Resource::VpnConnection(connection) => network_call::vpn_connection(cx, at, connection),
        Resource::HostedZone(zone) => network_call::hosted_zone(cx, at, zone),
        Resource::HostedZoneRecord(record) => network_call::record(cx, at, record),
        Resource::Profile(_) => network_call::profile(cx, at),
        Resource::ProfileAssociation(association) => network_call::profile_association(cx, at, association),
        Resource::ProfileResourceAssociation(association) => {
            network_call::profile_resource(cx, at, association)
        }
        Resource::ResolverEndpoint(resolver) => network_call::resolver_endpoint(cx, at, resolver),
    }
}

/// `attach-internet-gateway` of a gateway; none for other nodes.
pub(super) fn attach(cx: &Context<'_>, at: NodeRef) -> Option<Call> {
    let node = cx.graph.node(at);
    let Resource::InternetGateway(gateway) = &node.resource else { return None };
    Some(
        Call::new(cx, node, "attach-internet-gateway")
            .option("--internet-gateway-id", cx.names.id(at))
            .option("--vpc-id", cx.names.id(gateway.vpc)),
    )
}

/// Public addresses for what starts in a public subnet; none where that is off, as AWS has it.
pub(super) fn map_public_ip(cx: &Context<'_>, at: NodeRef) -> Option<Call> {
    let node = cx.graph.node(at);
    let Resource::Subnet(subnet) = &node.resource else { return None };
    subnet.map_public_ip_on_launch.then(|| {
        Call::new(cx, node, "modify-subnet-attribute")
            .option("--subnet-id", cx.names.id(at))
            .flag("--map-public-ip-on-launch")
    })
}

/// The attributes of a VPC: option, attribute, wanted value. DNS support is on in a new VPC, DNS hostnames are off.
pub(super) fn vpc_attributes(node: &Node) -> Vec<(&'static str, &'static str, bool)> {
    let Resource::Vpc(vpc) = &node.resource else { return vec![] };
    vec![
        ("--enable-dns-support", "enableDnsSupport", vpc.enable_dns_support),
        ("--enable-dns-hostnames", "enableDnsHostnames", vpc.enable_dns_hostnames),
    ]
}

/// Sets one attribute of a VPC.
pub(super) fn modify_vpc(cx: &Context<'_>, at: NodeRef, option: &'static str, value: bool) -> Call {
    Call::new(cx, cx.graph.node(at), "modify-vpc-attribute")
        .option("--vpc-id", cx.names.id(at))
        .literal(option, format!("Value={value}"))
}

/// Takes the rule that lets everything out from a new security group.
pub(super) fn revoke_default_egress(cx: &Context<'_>, at: NodeRef) -> Call {
    let node = cx.graph.node(at);
    // Where the VPC has an IPv6 block there are two.
    let rules = if node.vpc.is_some_and(|vpc| ipv6_call::vpc_has_ipv6(cx.graph, vpc)) {
        r#"[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}],"Ipv6Ranges":[{"CidrIpv6":"::/0"}]}]"#
    } else {
        r#"[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]"#
    };
    Call::new(cx, node, "revoke-security-group-egress")
        .option("--group-id", cx.names.id(at))
        .literal("--ip-permissions", rules)
}

/// Accepts an endpoint on the side of its service; none where the design does not ask for that.
pub(super) fn accept(cx: &Context<'_>, at: NodeRef) -> Option<Call> {
    let node = cx.graph.node(at);
    let Resource::InterfaceEndpoint(endpoint) = &node.resource else { return None };
    endpoint.auto_accept.then(|| {
        let call = Call::new(cx, node, "accept-vpc-endpoint-connections");
        // The service's own Region is asked.
        let call = match endpoint.target.service_region() {
            Some(region) => call.in_region(Word::literal(region.to_owned())),
            None => call,
        };
        call.option("--service-id", service_call::service_id(cx, &endpoint.target))
            .option("--vpc-endpoint-ids", cx.names.id(at))
    })
}

/// Waits for NAT gateways: routes may lead to them only then.
pub(super) fn wait_for_nat_gateways(cx: &Context<'_>, region: &str, nats: &[NodeRef]) -> Command {
    let ids = nats.iter().map(|nat| cx.names.id(*nat));
    Command::plain(&["aws", "ec2", "wait", "nat-gateway-available"])
        .option([Word::literal("--region"), cx.names.region(region)])
        .option([Word::literal("--nat-gateway-ids")].into_iter().chain(ids))
}

/// The name of a group: unique in the VPC, and never `sg-…`, which AWS keeps for ids.
fn group_name(cx: &Context<'_>, node: &Node) -> Word {
    cx.stack.clone().then_literal(format!("-{}", node.name))
}

/// `--ip-permissions` of a rule.
fn permission(cx: &Context<'_>, rule: &SecurityGroupRule) -> Word {
    let mut start = format!(r#"[{{"IpProtocol":"{}","#, rule.protocol.api());
    if let Some((from, to)) = ports(rule) {
        start.push_str(&format!(r#""FromPort":{from},"ToPort":{to},"#));
    }
    let (list, member) = match rule.peer {
        Peer::Cidr(_) => ("IpRanges", "CidrIp"),
        Peer::Ipv6Cidr(_) => ("Ipv6Ranges", "CidrIpv6"),
        Peer::SecurityGroup(_) => ("UserIdGroupPairs", "GroupId"),
        Peer::PrefixList(_) => ("PrefixListIds", "PrefixListId"),
    };
    start.push_str(&format!(r#""{list}":[{{"{member}":""#));
    let end = if rule.description.is_empty() {
        r#""}]}]"#.to_owned()
    } else {
        format!(r#"","Description":{}}}]}}]"#, json_text(&json!(rule.description)))
    };
    Word::literal(start).then(peer(cx, rule)).then_literal(end)
}

/// The other side of a rule, as AWS shows it.
pub(super) fn peer(cx: &Context<'_>, rule: &SecurityGroupRule) -> Word {
    match rule.peer {
        Peer::Cidr(block) => Word::literal(block.to_string()),
        Peer::Ipv6Cidr(block) => Word::literal(block.to_string()),
        Peer::SecurityGroup(node) | Peer::PrefixList(node) => cx.names.id(node),
    }
}

/// How AWS shows a rule: direction, protocol, first port, last port; -1 stands for all.
pub(super) fn rule_words(rule: &SecurityGroupRule) -> [String; 4] {
    let direction = match rule.direction {
        Direction::Ingress => "ingress",
        Direction::Egress => "egress",
    };
    let (from, to) = match ports(rule) {
        Some((from, to)) => (from.to_string(), to.to_string()),
        None => ("-1".to_owned(), "-1".to_owned()),
    };
    [direction.to_owned(), rule.protocol.api().to_owned(), from, to]
}

/// The ports of a rule, which a protocol with ports must have.
fn ports(rule: &SecurityGroupRule) -> Option<(u16, u16)> {
    match rule.protocol {
        Protocol::Tcp | Protocol::Udp => {
            Some(rule.ports.map_or((0, u16::MAX), |ports| (ports.from, ports.to)))
        }
        Protocol::All => None,
    }
}
