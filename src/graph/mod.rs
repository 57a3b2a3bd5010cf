//! The resource graph: what will exist in AWS, typed, named and in dependency order.
//!
//! The one input of every exporter and of the cost model. It knows AWS resources and the ids of the entities they came
//! from; it knows no canvas and no target language. Whoever reads it matches [`Resource`] exhaustively, so a new kind
//! of resource does not compile until every exporter answers for it.
//!
//! *Invariant:* a node's references point to earlier nodes, of its own Region but for those of [`Resource::spans_regions`];
//! names are unique within (VPC, kind).

mod endpoint_service;
mod interconnect;
mod name;
mod network_acl;
mod resource;
#[cfg(test)]
pub(crate) mod sample;

use serde::Serialize;

use crate::{
    catalog,
    model::{EntityRef, RegionCode, Tags},
};

pub use endpoint_service::{EndpointService, Listener, LoadBalancer, LoadBalancers, TargetGroup};
pub use interconnect::{
    CustomerGateway, HostedZone, HostedZoneRecord, OnPremisesNetwork, PeeringAccepter, PeeringConnection,
    Profile, ProfileAssociation, ProfileResourceAssociation, RecordTarget, ResolverEndpoint, TransitGateway,
    TransitGatewayAttachment, VpnConnection, VpnConnectionGateway, VpnGateway,
};
pub use name::{Namer, Slug};
pub use network_acl::{NetworkAcl, NetworkAclAssociation, NetworkAclEntry};
pub use resource::{
    DnsOptions, EgressOnlyInternetGateway, ElasticIp, EndpointTarget, GatewayEndpoint,
    GatewayLoadBalancerEndpoint, InterfaceEndpoint, InternetGateway, Ipv6Route, Ipv6RouteTarget, Kind,
    NatGateway, Peer, PolicyDocument, PolicyTextPart, PrefixList, Resource, ResourceEndpoint, Route,
    RouteTable, RouteTableAssociation, RouteTarget, SecurityGroup, SecurityGroupRule, ServiceName,
    ServiceNamePart, ServiceNetworkEndpoint, Subnet, Vpc, VpcCidrBlock,
};

/// The longest name of a Route 53 Profile, and of what is associated with it.
/// Source: <https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53profiles_CreateProfile.html>
pub const PROFILE_NAME: usize = 64;

/// The index of a node in its graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct NodeRef(pub u32);

/// All resources of a design.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResourceGraph {
    /// The design's name as a slug: the stack's name, the state file's name.
    pub name: Slug,
    /// The design's name as typed.
    pub title: String,
    pub description: String,
    /// The Region of the design; the first Region of a multi-Region export.
    pub region: RegionCode,
    /// Tags of every taggable resource beside its own.
    pub default_tags: Tags,
    pub nodes: Vec<Node>,
    /// The networks outside AWS that the design is joined with.
    pub on_premises: Vec<OnPremisesNetwork>,
    /// What the design holds that no resource could be made of, and why.
    pub notes: Vec<Note>,
}

/// One resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Node {
    pub resource: Resource,
    pub region: RegionCode,
    /// The VPC node it belongs to; itself for a VPC, none for a look-up such as a prefix list and for what stands between
    /// VPCs.
    pub vpc: Option<NodeRef>,
    /// Unique among the nodes of the same kind in the same VPC (or Region, where there is no VPC).
    pub name: Slug,
    /// The value of the `Name` tag, as the user typed it.
    pub name_tag: String,
    /// The resource's own tags, without `Name` and without the graph's defaults.
    pub tags: Tags,
    /// The entity to select when this resource is clicked.
    pub origin: EntityRef,
    /// Why it exists, one sentence each, for comments in the exports. User text: may hold any character.
    pub why: Vec<String>,
}

/// Something the exports leave out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    pub origin: EntityRef,
    pub message: String,
}

impl ResourceGraph {
    /// The node behind a reference.
    ///
    /// # Panics
    /// If the reference is of another graph.
    pub fn node(&self, node: NodeRef) -> &Node {
        &self.nodes[node.0 as usize]
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (NodeRef, &Node)> + ExactSizeIterator {
        self.nodes.iter().enumerate().map(|(index, node)| (NodeRef(index as u32), node))
    }

    /// The partition of a node as ARNs write it; none where its Region is unknown or of another partition than the
    /// design's. (An account is of one partition.)
    pub fn partition(&self, node: &Node) -> Option<&'static str> {
        let of = |region: &str| catalog::region(region).map(|region| region.partition.id());
        of(&node.region).filter(|partition| of(&self.region) == Some(*partition))
    }

    /// The Regions with resources: the design's own first, the others sorted.
    pub fn regions(&self) -> Vec<&str> {
        let mut regions: Vec<&str> = self.nodes.iter().map(|node| node.region.as_str()).collect();
        regions.sort_unstable();
        regions.dedup();
        regions.sort_by_key(|region| *region != self.region);
        regions
    }

    pub fn in_region<'a>(&'a self, region: &'a str) -> impl DoubleEndedIterator<Item = (NodeRef, &'a Node)> {
        self.iter().filter(move |(_, node)| node.region == region)
    }

    pub fn vpcs(&self) -> impl Iterator<Item = (NodeRef, &Node)> {
        self.iter().filter(|(_, node)| matches!(node.resource, Resource::Vpc(_)))
    }

    /// The nodes of one VPC, itself included.
    pub fn in_vpc(&self, vpc: NodeRef) -> impl DoubleEndedIterator<Item = (NodeRef, &Node)> {
        self.iter().filter(move |(_, node)| node.vpc == Some(vpc))
    }

    /// The tags a resource ends up with: defaults, its own, `Name`.
    pub fn all_tags(&self, node: &Node) -> Tags {
        let mut tags = self.default_tags.clone();
        tags.extend(node.tags.clone());
        tags.insert("Name".to_owned(), node.name_tag.clone());
        tags
    }

    /// Checks the invariants of the module; for tests.
    ///
    /// # Errors
    /// Names the first node that breaks one.
    pub fn verify(&self) -> Result<(), String> {
        let mut names = std::collections::BTreeSet::new();
        for (at, node) in self.iter() {
            for reference in node.resource.references() {
                if reference >= at {
                    return Err(format!(
                        "{} {} refers to a later node",
                        node.resource.kind().word(),
                        node.name
                    ));
                }
                if self.node(reference).region != node.region && !node.resource.spans_regions() {
                    return Err(format!(
                        "{} {} refers into another Region",
                        node.resource.kind().word(),
                        node.name
                    ));
                }
            }
            let scope = node.vpc.map_or_else(|| node.region.clone(), |vpc| vpc.0.to_string());
            if !names.insert((scope, node.resource.kind(), node.name.clone())) {
                return Err(format!("{} {} is named twice", node.resource.kind().word(), node.name));
            }
        }
        Ok(())
    }
}
