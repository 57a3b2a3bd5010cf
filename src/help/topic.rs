//! Which text belongs to which object.

use super::objects;
use crate::model::{Design, EndpointKind, EntityRef};

/// What is to be said of one kind of object.
#[derive(Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its place on the page: `help.html#subnet`.
    pub anchor: &'static str,
    /// AWS's word for it.
    pub title: &'static str,
    /// What it is and does.
    pub what: &'static str,
    /// What AWS charges for it. In words: the figures of a Region are in [`crate::cost`].
    pub cost: &'static str,
    /// What goes wrong most often, and what to do instead.
    pub mistakes: &'static [&'static str],
    /// The page of AWS's documentation.
    pub page: &'static str,
}

/// All topics, in the order of the page.
pub fn topics() -> &'static [&'static Topic] {
    const { &objects::ALL }
}

/// The text for an entity of a design.
pub fn about(design: &Design, entity: EntityRef) -> &'static Topic {
    match entity {
        EntityRef::Vpc(_) => &objects::VPC,
        EntityRef::Zone(_) => &objects::ZONE,
        EntityRef::Subnet(_) => &objects::SUBNET,
        EntityRef::RouteTable(_) => &objects::ROUTE_TABLE,
        EntityRef::InternetGateway(_) => &objects::INTERNET_GATEWAY,
        EntityRef::NatGateway(_) => &objects::NAT_GATEWAY,
        EntityRef::SecurityGroup(_) => &objects::SECURITY_GROUP,
        EntityRef::NetworkAcl(_) => &objects::NETWORK_ACL,
        EntityRef::Workload(_) => &objects::WORKLOAD,
        EntityRef::Service(_) => &objects::SERVICE,
        EntityRef::Connection(_) => &objects::CONNECTION,
        EntityRef::Endpoint(id) => match design.endpoints.get(id).map(|endpoint| &endpoint.kind) {
            Some(EndpointKind::Gateway(_)) => &objects::GATEWAY_ENDPOINT,
            Some(EndpointKind::GatewayLoadBalancer(_)) => &objects::APPLIANCE_ENDPOINT,
            Some(EndpointKind::Resource(_)) => &objects::RESOURCE_ENDPOINT,
            Some(EndpointKind::ServiceNetwork(_)) => &objects::SERVICE_NETWORK_ENDPOINT,
            Some(EndpointKind::Interface(_)) | None => &objects::INTERFACE_ENDPOINT,
        },
        EntityRef::EndpointService(_) => &objects::ENDPOINT_SERVICE,
        EntityRef::PeeringConnection(_) => &objects::PEERING,
        EntityRef::TransitGateway(_) => &objects::TRANSIT_GATEWAY,
        EntityRef::TransitGatewayAttachment(_) => &objects::ATTACHMENT,
        EntityRef::VpnGateway(_) => &objects::VPN_GATEWAY,
        EntityRef::OnPremisesNetwork(_) => &objects::ON_PREMISES,
        EntityRef::HostedZone(_) => &objects::HOSTED_ZONE,
        EntityRef::Profile(_) => &objects::PROFILE,
        EntityRef::ResolverEndpoint(_) => &objects::RESOLVER_ENDPOINT,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_of_entity_has_a_text_of_its_own() {
        let design = Design::new("", "us-east-1");
        let mut found = BTreeSet::new();
        for prefix in EntityRef::PREFIXES {
            let entity: EntityRef = format!("{prefix}-1").parse().unwrap();
            let topic = about(&design, entity);
            assert!(topics().contains(&topic), "{} is not on the page", topic.anchor);
            assert!(found.insert(topic.anchor), "{prefix} shares the text {}", topic.anchor);
        }
        assert_eq!(found.len(), EntityRef::PREFIXES.len());
    }

    #[test]
    fn every_kind_of_endpoint_has_one_too() {
        let mut found = BTreeSet::new();
        for template in crate::template::templates() {
            let design = template.build("us-east-1").unwrap();
            found.extend(design.endpoints.ids().map(|id| about(&design, id.into()).anchor));
        }
        assert!(found.contains("gateway-endpoint") && found.contains("interface-endpoint"), "{found:?}");
    }

    #[test]
    fn a_topic_says_what_it_is_what_it_costs_what_goes_wrong_and_where_aws_tells() {
        let mut anchors = BTreeSet::new();
        for topic in topics() {
            let Topic { anchor, title, what, cost, mistakes, page } = topic;
            assert!(anchors.insert(anchor), "{anchor} twice");
            assert!(anchor.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{anchor}");
            assert!(!title.is_empty() && what.len() > 40 && cost.len() >= 10, "{anchor}");
            assert!(!mistakes.is_empty() && mistakes.iter().all(|text| text.len() > 30), "{anchor}");
            assert!(page.starts_with("https://docs.aws.amazon.com/"), "{anchor}: {page}");
            for text in [what, cost].into_iter().chain(mistakes.iter()) {
                assert!(text.ends_with('.'), "{anchor}: {text}");
            }
        }
    }
}
