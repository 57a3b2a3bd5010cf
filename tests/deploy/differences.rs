//! The one list of what the three exports make differently, each with its reason. Everything else must be equal.
//!
//! Not looked at in any of them, because no export can or should choose it:
//! - names of security groups (`GroupName`): CloudFormation makes them up, so that stacks can replace groups; the group
//!   is told by its `Name` tag;
//! - tags of security group rules: CloudFormation cannot set them;
//! - `aws:cloudformation:…` tags: only stacks have them.

use serde_json::Value;
use vpc_designer::emit::Target;

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

/// The script finds by these tags what an earlier run made.
fn without_bookkeeping_tags(region: &mut Value) {
    for rows in region.as_object_mut().into_iter().flat_map(|kinds| kinds.values_mut()) {
        for row in rows.as_array_mut().into_iter().flatten() {
            if let Some(tags) = row["tags"].as_object_mut() {
                tags.retain(|key, _| !key.starts_with("vpc-designer:"));
            }
        }
    }
}
