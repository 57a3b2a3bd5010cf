//! Taking over what exists: `imports.tf` with one `import` block for each block of resources, and `import.tfvars`
//! with a place for the id of each resource.
//!
//! The ids are a variable, so that the blocks stand as they are whatever is filled in: a resource without an id is
//! made, one with an id is taken over.
//!
//! Source: <https://developer.hashicorp.com/terraform/language/import>

use super::{
    super::print::hcl::{Block, Body, Expr, Key, Pair, Traversal},
    address::Addresses,
    module, settings,
};
use crate::{
    emit::Layout,
    graph::{Kind, Node, ResourceGraph},
};

/// The file that the ids are written into.
pub(super) const VALUES: &str = "import.tfvars";
const VARIABLE: &str = "import_ids";

/// A block of resources that can be taken over, with its resources.
struct Group<'a> {
    kind: Kind,
    block: Traversal,
    keyed: bool,
    nodes: Vec<&'a Node>,
}

/// The blocks in the order of the graph; look-ups are not among them.
fn groups<'a>(graph: &'a ResourceGraph, addresses: &Addresses<'_>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for (_, node) in graph.iter() {
        let kind = node.resource.kind();
        if id_form(kind).is_none() {
            continue;
        }
        let block = addresses.block(node);
        match groups.iter_mut().find(|group| group.block == block) {
            Some(group) => group.nodes.push(node),
            None => groups.push(Group { kind, block, keyed: addresses.is_keyed(node), nodes: vec![node] }),
        }
    }
    groups
}

/// What the provider wants as the id of a resource; none for what is looked up.
///
/// Source: the section "Import" of each resource's page in
/// <https://registry.terraform.io/providers/hashicorp/aws/latest/docs>
const fn id_form(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Vpc => "vpc-…",
        Kind::VpcCidrBlock => "vpc-cidr-assoc-…",
        Kind::InternetGateway => "igw-…",
        Kind::EgressOnlyInternetGateway => "eigw-…",
        Kind::Ipv6Route => "rtb-…_DESTINATION, such as rtb-…_::/0",
        Kind::Subnet => "subnet-…",
        Kind::ElasticIp => "eipalloc-…",
        Kind::NatGateway => "nat-…",
        Kind::RouteTable => "rtb-…",
        Kind::Route => "rtb-…_DESTINATION, such as rtb-…_0.0.0.0/0",
        Kind::RouteTableAssociation => "subnet-…/rtb-…",
        Kind::SecurityGroup => "sg-…",
        Kind::GatewayEndpoint
        | Kind::InterfaceEndpoint
        | Kind::ResourceEndpoint
        | Kind::ServiceNetworkEndpoint
        | Kind::GatewayLoadBalancerEndpoint => "vpce-…",
        Kind::LoadBalancer => "arn:aws:elasticloadbalancing:…:loadbalancer/net/…",
        Kind::TargetGroup => "arn:aws:elasticloadbalancing:…:targetgroup/…",
        Kind::Listener => "arn:aws:elasticloadbalancing:…:listener/net/…",
        Kind::EndpointService => "vpce-svc-…",
        Kind::SecurityGroupRule => "sgr-…",
        Kind::VpnGateway => "vgw-…",
        Kind::NetworkAcl => "acl-…",
        Kind::NetworkAclEntry => "acl-…:NUMBER:PROTOCOL:EGRESS, such as acl-…:100:tcp:false",
        Kind::NetworkAclAssociation => "aclassoc-…",
        Kind::ResolverEndpoint => "rslvr-in-…",
        Kind::TransitGateway => "tgw-…",
        Kind::TransitGatewayAttachment => "tgw-attach-…",
        Kind::PeeringConnection | Kind::PeeringAccepter => "pcx-…",
        Kind::CustomerGateway => "cgw-…",
        Kind::VpnConnection => "vpn-…",
        Kind::HostedZone => "Z…",
        Kind::HostedZoneRecord => "Z…_NAME_TYPE, such as Z…_db.corp.example.com_A",
        Kind::Profile => "rp-…",
        Kind::ProfileAssociation => "rpassoc-…",
        Kind::ProfileResourceAssociation => "rpr-…",
        Kind::PrefixList => return None,
    })
}

/// `imports.tf`.
pub(super) fn blocks(graph: &ResourceGraph, addresses: &Addresses<'_>, layout: Layout) -> Body {
    let mut body = Body::default();
    for (index, group) in groups(graph, addresses).into_iter().enumerate() {
        let mut block = Block::new("import", &[]);
        if index == 0 {
            block.comments.push(format!(
                "Takes over what has an id in {VALUES}. Once that is applied, these blocks have done their work."
            ));
        }
        let ids = Expr::Call(
            "lookup",
            vec![
                Expr::reference(&["var", VARIABLE]),
                Expr::text(group.block.to_string()),
                Expr::Object(Vec::new()),
            ],
        );
        block.body.set(
            "for_each",
            Expr::ForObject {
                name: "id",
                of: Box::new(ids),
                value: Box::new(Expr::reference(&["id"])),
                condition: Some(Box::new(Expr::operation(Expr::reference(&["id"]), "!=", Expr::text("")))),
            },
        );
        block.body.blank();
        let resource = match layout {
            Layout::Folder => group.block,
            Layout::Module => group.block.below(&["module", module::NAME]),
        };
        let to = if group.keyed { resource.index_by(Traversal::new(&["each", "key"])) } else { resource };
        block.body.set("to", Expr::Reference(to));
        block.body.set("id", Expr::reference(&["each", "value"]));
        body.block(block);
    }
    body
}

/// `import.tfvars`: a place for the id of each resource.
pub(super) fn values(graph: &ResourceGraph, addresses: &Addresses<'_>) -> Body {
    let mut body = Body::default();
    body.comment(&format!(
        "The ids of what exists, to be taken over instead of made. Write in what there is, leave the rest empty, then: \
         terraform plan -var-file={VALUES}"
    ));
    body.blank();
    let pairs = groups(graph, addresses).into_iter().map(|group| {
        let rows = group.nodes.iter().map(|node| Pair {
            key: Key::Text(node.name.kebab().to_owned()),
            value: Expr::text(""),
            comments: Vec::new(),
            origin: Some(node.origin),
        });
        Pair {
            key: Key::Text(group.block.to_string()),
            value: Expr::Object(rows.collect()),
            comments: id_form(group.kind).map(str::to_owned).into_iter().collect(),
            origin: None,
        }
    });
    body.set(VARIABLE, Expr::Object(pairs.collect()));
    body
}

/// The variable that holds the ids.
pub(super) fn variable(graph: &ResourceGraph, addresses: &Addresses<'_>) -> Block {
    let known = groups(graph, addresses).into_iter().map(|group| Expr::text(group.block.to_string()));
    let is_known = Expr::Call("contains", vec![Expr::list(known), Expr::reference(&["key"])]);
    let all = Expr::ForList {
        name: "ids",
        of: Box::new(Expr::reference(&["var", VARIABLE])),
        value: Box::new(is_known),
    };
    let mut block = Block::new("variable", &[VARIABLE]);
    let ids = Expr::Call("map", vec![Expr::reference(&["string"])]);
    block.body.set("type", Expr::Call("map", vec![ids]));
    block.body.set(
        "description",
        Expr::text("IDs of existing resources to take over, by block and key, as in import.tfvars"),
    );
    block.body.set("default", Expr::Object(Vec::new()));
    block.body.block(settings::validation(
        Expr::Call("alltrue", vec![all]),
        "Each key is the address of a block in imports.tf, such as aws_vpc.main.",
    ));
    block
}
