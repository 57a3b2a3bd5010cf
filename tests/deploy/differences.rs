//! The one list of what the three exports make differently, each with its reason, and of what moto cannot hold. Everything
//! else must be equal in what exists.
//!
//! Not looked at in any of them, because no export can or should choose it:
//! - names of security groups (`GroupName`), load balancers and target groups: CloudFormation and Terraform make them up,
//!   so that stacks can replace them; they are told by their `Name` tag;
//! - `aws:cloudformation:…` tags: only stacks have them.

use serde_json::Value;
use vpc_designer::emit::Target;

/// A property that moto drops, or that the AWS of these tests holds only because `aws.py` fills it in: it is read from the
/// text of each export too, and compared with the graph (`recovered.rs`).
pub(crate) struct Recovered {
    /// As `recovered.rs` calls it.
    pub(crate) name: &'static str,
    /// The exports that do not have it, since their language has no word for it.
    pub(crate) not_in: &'static [Target],
}

/// All such properties.
pub(crate) const RECOVERED: [Recovered; 11] = [
    // Of endpoints. `DnsOptions` and `IpAddressType` are dropped by moto's `create_vpc_endpoint`.
    Recovered { name: "ip_address_type", not_in: &[] },
    Recovered { name: "dns_record_ip_type", not_in: &[] },
    Recovered { name: "private_dns_only_for_inbound_resolver_endpoint", not_in: &[] },
    // moto keeps the flag and acts on nothing.
    Recovered { name: "private_dns_enabled", not_in: &[] },
    // What the newer types of endpoints lead to, and where that is.
    Recovered { name: "service_region", not_in: &[] },
    Recovered { name: "resource_configuration_arn", not_in: &[] },
    Recovered { name: "service_network_arn", not_in: &[] },
    // A template cannot accept an endpoint on the service's side.
    Recovered { name: "auto_accept", not_in: &[Target::CloudFormation] },
    // Of rules. moto loses descriptions of rules that name groups or prefix lists.
    Recovered { name: "description", not_in: &[] },
    // CloudFormation has no tags of rules.
    Recovered { name: "tags", not_in: &[Target::CloudFormation] },
    // Of VPC attachments: moto takes `ApplianceModeSupport` from some calls only.
    Recovered { name: "appliance_mode", not_in: &[] },
];

/// A snapshot without what this target alone makes or cannot make; for what was found and for what is expected.
pub(crate) fn without(target: Target, mut snapshot: Value) -> Value {
    let rows = snapshot.as_object_mut().into_iter().flat_map(|regions| regions.values_mut());
    for region in rows {
        match target {
            Target::Terraform => {}
            Target::CloudFormation => {
                without_egress_placeholder(region);
                without_state(region);
                without_peering_dns(region);
                without_service_name(region);
                without_listener_tags(region);
            }
            Target::Cli => without_bookkeeping_tags(region),
        }
    }
    snapshot
}

/// CloudFormation gives a group without egress rules one that allows everything; naming a rule that leads nowhere is the
/// only way to have none.
fn without_egress_placeholder(region: &mut Value) {
    for group in region["security_groups"].as_array_mut().into_iter().flatten() {
        if let Some(egress) = group["egress"].as_array_mut() {
            egress.retain(|rule| rule["peer"] != "127.0.0.1/32");
        }
    }
}

/// A template cannot accept an endpoint on the service's side: `AWS::EC2::VPCEndpoint` has no such property.
fn without_state(region: &mut Value) {
    for endpoint in region["endpoints"].as_array_mut().into_iter().flatten() {
        endpoint["state"] = Value::Null;
    }
}

/// `AWS::EC2::VPCPeeringConnection` has no property for DNS resolution; the template tells the commands.
fn without_peering_dns(region: &mut Value) {
    for peering in region["peering_connections"].as_array_mut().into_iter().flatten() {
        peering["requester_dns"] = Value::Null;
        peering["accepter_dns"] = Value::Null;
    }
}

/// `AWS::EC2::VPCEndpointService` has no property for the private DNS name; the template tells the command.
fn without_service_name(region: &mut Value) {
    for service in region["endpoint_services"].as_array_mut().into_iter().flatten() {
        service["private_dns_name"] = Value::Null;
    }
}

/// `AWS::ElasticLoadBalancingV2::Listener` has no tags.
fn without_listener_tags(region: &mut Value) {
    for balancer in region["load_balancers"].as_array_mut().into_iter().flatten() {
        for listener in balancer["listeners"].as_array_mut().into_iter().flatten() {
            listener["tags"] = Value::Null;
        }
    }
}

/// The script finds by these tags what an earlier run made.
fn without_bookkeeping_tags(region: &mut Value) {
    for rows in region.as_object_mut().into_iter().flat_map(|kinds| kinds.values_mut()) {
        for row in rows.as_array_mut().into_iter().flatten() {
            let forget = |tags: &mut Value| {
                if let Some(tags) = tags.as_object_mut() {
                    tags.retain(|key, _| !key.starts_with("vpc-designer:"));
                }
            };
            forget(&mut row["tags"]);
            for listener in row.get_mut("listeners").and_then(Value::as_array_mut).into_iter().flatten() {
                forget(&mut listener["tags"]);
            }
        }
    }
}
