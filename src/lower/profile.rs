//! Route 53 Profiles with what they are associated with.

use super::{Builder, Draft, endpoint};
use crate::{
    graph::{self, NodeRef, Resource},
    model::{EntityRef, Id, Profile},
};

pub(super) fn lower_profiles(builder: &mut Builder<'_>) {
    let design = builder.design;
    for (id, profile) in design.profiles.iter() {
        let draft = Draft::new(id, &profile.name, &profile.tags);
        let node = builder.push(None, &profile.region, draft, Resource::Profile(graph::Profile {}));
        let mut resources = endpoint::nodes(builder, &profile.hosted_zones);
        resources.extend(endpoint::nodes(builder, &profile.endpoints));
        for resource in resources {
            if !at_home(builder, id, profile, resource) {
                continue;
            }
            let of = builder.graph.node(resource);
            let label = of.name_tag.clone();
            let nameless = match &of.resource {
                Resource::InterfaceEndpoint(endpoint) => !endpoint.private_dns_enabled,
                _ => false,
            };
            if nameless {
                let message = format!(
                    "Endpoint {label} is left out of Profile {}: without private DNS it has no name to share",
                    profile.name
                );
                builder.note(id, message);
                continue;
            }
            let name = format!("{} {label}", profile.name);
            let resource = Resource::ProfileResourceAssociation(graph::ProfileResourceAssociation {
                profile: node,
                resource,
            });
            builder.push(None, &profile.region, Draft::part(EntityRef::from(id), name), resource);
        }
        for vpc in profile.vpcs.iter().copied() {
            let Some(vpc_node) = builder.node_of(vpc) else { continue };
            let first = design.profile_of(vpc).is_none_or(|(first, _)| first == id);
            if !first {
                let message = format!(
                    "VPC {} is left out of Profile {}: it has another Profile",
                    design.label(vpc.into()),
                    profile.name
                );
                builder.note(id, message);
            }
            if !first || !at_home(builder, id, profile, vpc_node) {
                continue;
            }
            let name = format!("{} {}", profile.name, builder.graph.node(vpc_node).name_tag);
            let resource =
                Resource::ProfileAssociation(graph::ProfileAssociation { profile: node, vpc: vpc_node });
            builder.push(None, &profile.region, Draft::part(EntityRef::from(id), name), resource);
        }
    }
}

/// Whether something is of the Profile's Region; else it is told.
fn at_home(builder: &mut Builder<'_>, id: Id<Profile>, profile: &Profile, node: NodeRef) -> bool {
    let of = builder.graph.node(node);
    if of.region == profile.region {
        return true;
    }
    let message = format!(
        "The {} {} is left out of Profile {}: it is of {}, the Profile of {}",
        of.resource.kind().word(),
        of.name_tag,
        profile.name,
        of.region,
        profile.region
    );
    builder.note(id, message);
    false
}
