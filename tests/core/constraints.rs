//! Every constraint that AWS documents for VPCs and endpoints, by the id it has in our research, with the rules that
//! enforce it on a design; and those that no design can break.

use vpc_designer::check;

/// Constraint and codes of rules.
const ENFORCED: &[(&str, &[&str])] = &[
    ("china-names", &["E408"]),
    ("ge-dns-support", &["W311"]),
    ("ge-nacl", &["W704"]),
    ("ge-not-extended", &["W705"]),
    ("ge-one-per-rt", &["E308"]),
    ("ge-policy-awsbuckets", &["W507", "W508"]),
    ("ge-public-ip", &["E509"]),
    ("ge-route-tables", &["E307", "W310"]),
    ("ge-s3-buckets", &["W507", "W508"]),
    ("ge-same-region", &["W407"]),
    ("ge-sg-prefix", &["W602"]),
    ("ge-types", &["E402"]),
    ("ie-az-offered", &["E322", "I323"]),
    ("ie-ddb-no-private-dns", &["E306"]),
    ("ie-dns-record-type", &["E312"]),
    ("ie-ecr-private-dns", &["E314", "W409"]),
    ("ie-ecs-mandatory", &["W409", "I410"]),
    ("ie-eks-regions", &["E403"]),
    ("ie-execute-api", &["I316"]),
    ("ie-from-onprem", &["W705"]),
    ("ie-iam-region", &["E403"]),
    ("ie-idle", &["W601", "W602"]),
    ("ie-iot-private-dns", &["E306"]),
    ("ie-ip-type-dual", &["E313"]),
    ("ie-ip-type-ipv6", &["E313"]),
    ("ie-nacl", &["W704"]),
    ("ie-one-subnet-per-az", &["E301"]),
    ("ie-private-dns-attrs", &["E304"]),
    ("ie-private-dns-conflict", &["E305", "E706"]),
    ("ie-private-dns-default", &["I315"]),
    ("ie-s3-cost", &["W317"]),
    ("ie-s3-inbound-only", &["E309"]),
    ("ie-ses-az", &["E322", "I323"]),
    ("ie-sg-443", &["W303", "W601"]),
    ("ie-sg-count", &["W813"]),
    ("ie-sqs-legacy", &["I315"]),
    ("ie-storagegateway-dns", &["E306", "W601"]),
    ("ie-two-az", &["W318"]),
    ("nat-az", &["I208"]),
    ("nat-gateway-endpoint", &["W310", "W407"]),
    ("nat-no-peering", &["W710"]),
    ("nat-public-subnet", &["E206"]),
    ("pol-arn-account", &["E510"]),
    ("pol-conditions-6", &["W511"]),
    ("pol-conditions-id", &["E512"]),
    ("pol-gateway-principal", &["E505"]),
    ("pol-principal", &["E506"]),
    ("pol-size", &["E502"]),
    ("pol-source-ip", &["E509"]),
    ("pol-supported", &["E504"]),
    ("q-eips", &["W807"]),
    ("q-gateway", &["W810"]),
    ("q-igw", &["W806"]),
    ("q-interface", &["W809"]),
    ("q-ipv4-cidrs", &["W803"]),
    ("q-nacl-rules", &["W815"]),
    ("q-nacls", &["W814"]),
    ("q-nat-az", &["W808"]),
    ("q-route-tables", &["W804"]),
    ("q-routes", &["W805"]),
    ("q-sg-eni", &["W813"]),
    ("q-sg-rules", &["W812"]),
    ("q-sgs", &["W811"]),
    ("q-subnets", &["W802"]),
    ("q-vpcs", &["W801"]),
    ("subnet-overlap", &["E202"]),
    ("subnet-reserved", &["E210"]),
    ("subnet-size", &["E201", "E203"]),
    ("vpc-cidr-assoc-10", &["E106"]),
    ("vpc-cidr-assoc-10-low", &["E106"]),
    ("vpc-cidr-assoc-172", &["E106"]),
    ("vpc-cidr-assoc-192", &["E106"]),
    ("vpc-cidr-assoc-public", &["E106"]),
    ("vpc-cidr-docker", &["W107"]),
    ("vpc-cidr-forbidden", &["E102"]),
    ("vpc-cidr-overlap", &["E103"]),
    ("vpc-cidr-peering", &["E701"]),
    ("vpc-cidr-private-preferred", &["I108"]),
    ("vpc-cidr-size", &["E101"]),
    ("vpc-cidr-vs-routes", &["E109"]),
    ("xr-services", &["W407"]),
];

/// Constraint and why no rule is about it.
const NOT_IN_A_DESIGN: &[(&str, &str)] = &[
    ("dns-plus-two", "A fact for help texts: no design is wrong by it"),
    (
        "dns-pps",
        "Shows while it runs: how many packets, connections or what order of changes is not in a design",
    ),
    ("doc-conflict-names", "A fact for help texts: no design is wrong by it"),
    ("ge-aaaa", "The designs have no IPv6 blocks; see E313 for endpoints that ask for them"),
    (
        "ge-ddb-ipv4",
        "Gateway endpoints of the designs are IPv4, AWS's default, and have no record type to set",
    ),
    (
        "ge-dns-record-type",
        "Gateway endpoints of the designs are IPv4, AWS's default, and have no record type to set",
    ),
    ("ge-exact-route", "Which addresses a service has changes from day to day and is not in the catalogue"),
    ("ge-free", "A fact for help texts: no design is wrong by it"),
    (
        "ge-ip-type",
        "Gateway endpoints of the designs are IPv4, AWS's default, and have no record type to set",
    ),
    ("ge-owner-same-account", "A fact for help texts: no design is wrong by it"),
    ("ge-route-fixed", "A fact for help texts: no design is wrong by it"),
    ("ge-route-region", "A fact for help texts: no design is wrong by it"),
    ("ge-shared-subnets", "The designs have one account: subnets are not shared"),
    (
        "ge-tcp-drop",
        "Shows while it runs: how many packets, connections or what order of changes is not in a design",
    ),
    ("gwlbe-delete-routes", "The designs have no endpoints of this kind"),
    ("gwlbe-eigw", "The designs have no endpoints of this kind"),
    ("gwlbe-one-per-az", "The designs have no endpoints of this kind"),
    ("gwlbe-one-subnet", "The designs have no endpoints of this kind"),
    ("gwlbe-own-subnet", "The designs have no endpoints of this kind"),
    ("gwlbe-prefix-list", "The designs have no endpoints of this kind"),
    ("ie-bandwidth", "A fact for help texts: no design is wrong by it"),
    ("ie-billing", "A fact for help texts: no design is wrong by it"),
    ("ie-dns-names", "A fact for help texts: no design is wrong by it"),
    ("ie-ip-type-ipv4", "The design cannot say otherwise"),
    ("ie-kinesis-policy-az", "AZ ids are per account: which letter usw2-az4 is, a design cannot tell"),
    ("ie-lambda-az", "AZ ids are per account: which letter usw2-az4 is, a design cannot tell"),
    (
        "ie-mtu",
        "Shows while it runs: how many packets, connections or what order of changes is not in a design",
    ),
    ("ie-no-ping", "A fact for help texts: no design is wrong by it"),
    ("ie-one-way", "A fact for help texts: no design is wrong by it"),
    ("ie-owner-only", "The designs have one account: subnets are not shared"),
    ("ie-s3-console-default", "A fact for help texts: no design is wrong by it"),
    (
        "ie-s3-dns-match",
        "Gateway endpoints of the designs are IPv4, AWS's default, and have no record type to set",
    ),
    ("ie-s3-global", "A fact for help texts: no design is wrong by it"),
    ("ie-static-ip", "A fact for help texts: no design is wrong by it"),
    ("nat-bandwidth", "A fact for help texts: no design is wrong by it"),
    (
        "nat-mtu",
        "Shows while it runs: how many packets, connections or what order of changes is not in a design",
    ),
    ("nat-no-sg", "A fact for help texts: no design is wrong by it"),
    ("pol-delay", "A fact for help texts: no design is wrong by it"),
    ("pol-not-replace", "A fact for help texts: no design is wrong by it"),
    ("pol-single", "The design cannot say otherwise"),
    (
        "q-enis",
        "A workload stands for any number of instances, so addresses and interfaces cannot be counted",
    ),
    ("q-nat-eip", "The design cannot say otherwise"),
    ("q-nau", "A workload stands for any number of instances, so addresses and interfaces cannot be counted"),
    (
        "q-propagated",
        "Shows while it runs: how many packets, connections or what order of changes is not in a design",
    ),
    ("q-resource", "The designs have no endpoints of this kind"),
    ("q-service-network", "The designs have no endpoints of this kind"),
    ("res-modify", "The designs have no endpoints of this kind"),
    ("res-tcp", "The designs have no endpoints of this kind"),
    ("rt-longest-prefix", "A fact for help texts: no design is wrong by it"),
    ("sn-block", "The designs have no endpoints of this kind"),
    ("subnet-ipv6-size", "The designs have no IPv6 blocks; see E313 for endpoints that ask for them"),
    ("subnet-one-az", "The design cannot say otherwise"),
    ("tunnel-endpoint", "The designs have no endpoints of this kind"),
    ("vpc-cidr-primary-fixed", "A fact for help texts: no design is wrong by it"),
    ("vpc-ipv6-count", "The designs have no IPv6 blocks; see E313 for endpoints that ask for them"),
    ("vpc-ipv6-size", "The designs have no IPv6 blocks; see E313 for endpoints that ask for them"),
    ("xr-az", "The designs have no endpoints to services of other Regions; W407 tells of calls there"),
    ("xr-dns", "The designs have no endpoints to services of other Regions; W407 tells of calls there"),
    ("xr-parameter", "The designs have no endpoints to services of other Regions; W407 tells of calls there"),
    (
        "xr-permission",
        "The designs have no endpoints to services of other Regions; W407 tells of calls there",
    ),
];

#[test]
fn every_constraint_is_enforced_by_rules_that_exist_or_says_why_not() {
    for (constraint, codes) in ENFORCED {
        assert!(!codes.is_empty(), "{constraint}");
        for code in *codes {
            assert!(check::rule(code).is_some(), "{constraint}: {code}");
        }
    }
    let mut ids: Vec<&str> =
        ENFORCED.iter().map(|(id, _)| *id).chain(NOT_IN_A_DESIGN.iter().map(|(id, _)| *id)).collect();
    assert_eq!(ids.len(), 141, "of the research");
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 141, "each once");
    assert!(NOT_IN_A_DESIGN.iter().all(|(_, why)| why.len() > 20));
}

/// What users of other tools lose days to, and the rules that say it before a deployment.
const PAINS: &[(&str, &[&str])] = &[
    ("endpoints that only work together are incomplete", &["W409", "I410"]),
    ("a security group without the service's ports", &["W303", "W601", "W602"]),
    ("image layers blocked on their way from S3", &["W409", "W507", "W602"]),
    ("an endpoint policy without Allow", &["W503"]),
    ("private names twice, or against a hosted zone of one's own", &["E305", "E706"]),
    ("inbound Resolver only without a gateway endpoint", &["E309"]),
    ("gateway or interface", &["E402", "I320", "W317"]),
    ("a zone without the service, or that does not exist", &["E322", "I323", "W111"]),
    ("a Region without the service, a name of another partition", &["E403", "W404", "E405", "E406", "E408"]),
    ("a bill nobody expected", &["I211", "I319", "I320", "W209", "W317"]),
    ("a gateway endpoint used from elsewhere", &["W705"]),
    ("blocks that overlap or run out", &["E103", "E106", "E202", "E210", "I110", "E701", "W702"]),
    ("a misspelt key that is silently taken", &["E401", "E307", "I901"]),
    ("quotas met at the end of a deployment", &["W801", "W809", "W810", "E502"]),
];

#[test]
fn every_pain_has_its_rules() {
    for (pain, codes) in PAINS {
        for code in *codes {
            assert!(check::rule(code).is_some(), "{pain}: {code}");
        }
    }
}
