//! The rules, one a file. A new one is a file here and a line in the list below.

use super::rule::Rule;

/// Declares the modules and the list; a rule stands once.
macro_rules! rules {
    ($($module:ident,)*) => {
        $(pub(super) mod $module;)*

        /// Every rule, sorted by the number of its code.
        pub(super) static RULES: &[Rule] = &[$($module::RULE),*];

        #[cfg(test)]
        const MODULES: &[&str] = &[$(stringify!($module)),*];
    };
}

rules! {
    vpc_block_size,
    vpc_block_reserved,
    vpc_blocks_overlap,
    vpc_region_known,
    vpc_one_internet_gateway,
    vpc_block_range_mix,
    vpc_block_docker,
    vpc_block_public,
    vpc_block_meets_route,
    vpcs_overlap,
    zone_not_in_region,
    subnet_outside_vpc,
    subnet_overlap,
    subnet_block_size,
    public_subnet_route,
    private_subnet_is_public,
    nat_gateway_in_public_subnet,
    route_twice,
    nat_gateway_per_zone,
    public_ip_in_private_subnet,
    subnet_full,
    nat_gateway_unused,
    ipv6_block_twice,
    ipv6_subnet_without_vpc_block,
    ipv6_route_without_target,
    ipv6_private_subnet_is_public,
    endpoint_one_subnet_per_zone,
    endpoint_without_subnet,
    endpoint_without_security_group,
    private_dns_needs_vpc_dns,
    private_dns_twice,
    private_dns_not_offered,
    gateway_endpoint_without_route_table,
    gateway_endpoint_one_per_table,
    inbound_dns_needs_gateway,
    gateway_endpoint_misses_client,
    gateway_endpoint_needs_vpc_dns,
    dns_record_type,
    ip_type_needs_ipv6,
    ecr_needs_private_dns,
    private_dns_off,
    execute_api_private_dns,
    private_dns_bypasses_gateway,
    endpoint_in_one_zone,
    endpoint_unused,
    interface_where_gateway_is_free,
    endpoint_zone_not_offered,
    endpoint_zone_doubtful,
    appliance_endpoint_one_subnet,
    appliance_endpoint_without_route,
    appliance_route_loop,
    service_unknown,
    endpoint_type_not_offered,
    service_not_in_region,
    service_doubtful_in_region,
    endpoint_service_name,
    endpoint_service_region,
    connection_without_endpoint,
    endpoint_service_partition,
    companion_missing,
    companion_recommended,
    cross_region_not_offered,
    lattice_arn,
    endpoint_service_load_balancer,
    endpoint_service_without_target,
    policy_not_json,
    policy_too_long,
    policy_without_allow,
    policy_not_supported,
    gateway_policy_principal,
    policy_without_principal,
    policy_blocks_ecr_layers,
    policy_blocks_aws_buckets,
    policy_source_ip,
    policy_arn_account,
    policy_wildcard_too_short,
    policy_condition_on_id,
    policy_statement_incomplete,
    endpoint_group_blocks_client,
    client_group_blocks_endpoint,
    workload_without_group,
    peering_overlap,
    attached_networks_overlap,
    peering_without_route,
    network_acl_blocks_endpoint,
    outside_needs_interface_endpoint,
    hosted_zone_takes_private_name,
    resolver_endpoint_two_addresses,
    attachment_one_subnet_per_zone,
    default_route_to_peering,
    profile_one_per_vpc,
    profile_region,
    profile_endpoint_private_dns,
    profile_name_shadowed,
    quota_vpcs,
    quota_subnets,
    quota_vpc_blocks,
    quota_route_tables,
    quota_routes,
    quota_internet_gateways,
    quota_elastic_ips,
    quota_nat_gateways,
    quota_interface_endpoints,
    quota_gateway_endpoints,
    quota_security_groups,
    quota_security_group_rules,
    quota_groups_per_interface,
    quota_network_acls,
    quota_network_acl_rules,
    tag_refused,
    tag_invisible_character,
    tag_character,
    suppression_unknown_rule,
    suppression_unused,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_sorted_and_tell_the_severity() {
        let numbers: Vec<&str> = RULES.iter().map(|rule| &rule.info.code[1..]).collect();
        assert!(numbers.is_sorted_by(|a, b| a < b), "{numbers:?}");
        for rule in RULES {
            assert!(rule.info.code.starts_with(rule.info.severity.letter()), "{}", rule.info.code);
        }
    }

    #[test]
    fn a_rule_is_named_as_its_file() {
        for (rule, module) in RULES.iter().zip(MODULES) {
            assert_eq!(rule.info.name, module.replace('_', "-"));
        }
    }

    #[test]
    fn every_rule_explains_itself() {
        for rule in RULES {
            let info = &rule.info;
            assert!(!info.title().is_empty(), "{} has a title", info.code);
            for heading in ["Why", "Example", "Fix", "Source"] {
                assert!(!info.section(heading).is_empty(), "{} has a section {heading}", info.code);
            }
            let source = info.source();
            // Rules about the design file itself follow its own page, which the app serves beside itself.
            let page = if info.code[1..].starts_with('9') {
                "design-format.md"
            } else {
                "https://docs.aws.amazon.com/"
            };
            assert!(source.starts_with(page), "{}: {source}", info.code);
            assert!(!source.contains(char::is_whitespace), "{}: one source, {source}", info.code);
        }
    }

    /// The fixtures are in the rule's file: one that fails and one that passes at least.
    #[test]
    fn every_rule_has_fixtures() {
        for module in MODULES {
            let path = format!("{}/src/check/rules/{module}.rs", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(&path).unwrap();
            for word in ["fails(", "passes("] {
                assert!(text.contains(word), "{module}.rs has a fixture with {word}…)");
            }
        }
    }
}
