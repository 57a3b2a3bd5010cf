//! The shape of AWS's answer, as far as the catalogue uses it.
//!
//! Source: <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcEndpointServices.html>

use serde::Deserialize;

/// One page.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub(super) struct Page {
    pub(super) service_names: Vec<String>,
    pub(super) service_details: Vec<Detail>,
    pub(super) next_token: Option<String>,
}

/// One service.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub(super) struct Detail {
    pub(super) service_name: String,
    pub(super) service_type: Vec<TypeOf>,
    pub(super) service_region: Option<String>,
    pub(super) availability_zones: Vec<String>,
    pub(super) availability_zone_ids: Vec<String>,
    pub(super) owner: Option<String>,
    pub(super) private_dns_name: Option<String>,
    pub(super) private_dns_names: Vec<PrivateName>,
    pub(super) vpc_endpoint_policy_supported: Option<bool>,
    pub(super) supported_ip_address_types: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub(super) struct TypeOf {
    pub(super) service_type: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub(super) struct PrivateName {
    pub(super) private_dns_name: String,
}
