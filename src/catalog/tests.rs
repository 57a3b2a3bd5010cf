//! The tables are well formed, agree with each other and hold what their README says they hold.

use std::collections::BTreeMap;

use super::{Availability::*, EndpointType::*, *};

#[test]
fn tables_are_sorted_unique_and_complete() {
    region::TABLE.verify(1).expect("regions.tsv");
    service::TABLE.verify(1).expect("services.tsv");
    evidence::TABLE.verify(2).expect("availability.tsv");
    evidence::SOURCES.verify(0).expect("sources.tsv");
    companion::TABLE.verify(2).expect("companions.tsv");
    companion::POPULAR.verify(0).expect("popular.tsv");
    dns::TABLE.verify(3).expect("hosts.tsv");
    price::TABLE.verify(1).expect("prices.tsv");
    price::CHARGES.verify(0).expect("charges.tsv");
    quota::TABLE.verify(1).expect("quotas.tsv");
    policy::USES.verify(0).expect("policy_uses.tsv");
    policy::OWNED.verify(2).expect("owned_resources.tsv");
    recipe::TABLE.verify(1).expect("recipes.tsv");
    recipe::OPTIONS.verify(0).expect("recipe_options.tsv");
}

#[test]
fn counts_are_those_of_the_provenance_table() {
    assert_eq!((regions().len(), services().len(), evidence::rows().len()), (46, 515, 517));
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for row in evidence::rows() {
        for region in regions() {
            *counts.entry((region.partition.id(), row.class(region).word())).or_default() += 1;
        }
    }
    let table = [
        ("aws", [2455, 329, 4613, 1247, 4]),
        ("aws-cn", [24, 39, 225, 55, 4]),
        ("aws-eusc", [0, 7, 91, 26, 0]),
        ("aws-iso", [0, 31, 2, 184, 0]),
        ("aws-iso-b", [0, 18, 2, 164, 0]),
        ("aws-iso-e", [0, 4, 1, 90, 0]),
        ("aws-iso-f", [0, 8, 2, 215, 0]),
        ("aws-us-gov", [0, 33, 330, 202, 4]),
    ];
    for (partition, expected) in table {
        let found = [Listed, Documented, Inferred, Weak, Absent]
            .map(|class| counts.get(&(partition, class.word())).copied().unwrap_or(0));
        assert_eq!(found, expected, "{partition}");
    }
    let total: usize =
        counts.iter().filter(|((_, class), _)| !["absent", "unknown"].contains(class)).map(|(_, n)| n).sum();
    assert_eq!(total, 10_397);
}

#[test]
fn every_service_has_its_rows_and_every_row_its_service() {
    let mut rows = 0;
    for service in services() {
        assert!(service.types().next().is_some(), "{}", service.key);
        rows += service.types().count();
        if service.fips_key().is_some() {
            assert!(service.fips_twin().is_some(), "{}", service.key);
        }
    }
    assert_eq!(rows, evidence::rows().len());
}

#[test]
fn names_in_every_partition() {
    let name = |key: &str, region: &str| service(key).expect(key).service_name(region, Interface);
    assert_eq!(name("sqs", "eu-west-1"), "com.amazonaws.eu-west-1.sqs");
    assert_eq!(name("sqs", "cn-north-1"), "cn.com.amazonaws.cn-north-1.sqs");
    assert_eq!(name("sns", "cn-north-1"), "com.amazonaws.cn-north-1.sns");
    assert_eq!(name("iot.data", "cn-north-1"), "cn.com.amazonaws.cn-north-1.iot.data");
    assert_eq!(name("iot.api", "cn-north-1"), "com.amazonaws.cn-north-1.iot.api");
    assert_eq!(name("transcribe", "cn-north-1"), "cn.com.amazonaws.cn-north-1.transcribe.cn");
    assert_eq!(name("transcribe", "us-iso-east-1"), "gov.ic.c2s.us-iso-east-1.transcribe");
    assert_eq!(name("ecr.dkr", "eusc-de-east-1"), "eu.amazonaws.eusc-de-east-1.ecr.dkr");
    assert_eq!(name("ecr.dkr", "us-isof-south-1"), "gov.ic.hci.csp.us-isof-south-1.ecr.dkr");
    assert_eq!(name("ecr.api", "eu-isoe-west-1"), "uk.adc-e.cloud.eu-isoe-west-1.ecr.api");
    assert_eq!(name("kms", "us-gov-west-1"), "com.amazonaws.us-gov-west-1.kms");
    assert_eq!(name("aws.sagemaker.studio", "ap-south-1"), "aws.sagemaker.ap-south-1.studio");
    assert_eq!(name("aws.api.freetier", "us-east-1"), "aws.api.us-east-1.freetier");
    assert_eq!(name("iam", "eu-west-1"), "com.amazonaws.iam");
    assert_eq!(name("s3-global.accesspoint", "eu-west-1"), "com.amazonaws.s3-global.accesspoint");
    assert_eq!(name("pricingplanmanager", "eu-west-1"), "com.amazonaws.us-east-1.pricingplanmanager");
}

/// In China the interface endpoint of S3 has the prefix and the gateway endpoint has not; tools that gave both the same
/// name failed with InvalidServiceName.
#[test]
fn s3_in_china_has_two_names() {
    let s3 = service("s3").expect("s3");
    assert_eq!(s3.service_name("cn-northwest-1", Gateway), "com.amazonaws.cn-northwest-1.s3");
    assert_eq!(s3.service_name("cn-northwest-1", Interface), "cn.com.amazonaws.cn-northwest-1.s3");
}

#[test]
fn every_name_fits_the_partition_of_its_region_and_leads_back() {
    for service in services() {
        for region in regions() {
            for endpoint_type in service.types() {
                let name = service.service_name(region.code, endpoint_type);
                let usual = ["com.amazonaws.", "aws.api.", "aws.sagemaker.", "api.aws."];
                let own = region.partition.name_prefix();
                assert!(
                    usual.iter().any(|prefix| name.starts_with(prefix))
                        || own.is_some_and(|prefix| name.starts_with(prefix)),
                    "{name}"
                );
                let found = by_service_name(&name).unwrap_or_else(|| panic!("{name}"));
                assert_eq!(found.service.key, service.key, "{name}");
                if !service.has_global_name() {
                    let expected = service.fixed_region().unwrap_or(region);
                    assert_eq!(found.region, Some(expected), "{name}");
                }
            }
        }
    }
}

#[test]
fn companions_and_popular_services_exist() {
    for service in services() {
        for companion in companions(service.key) {
            assert_eq!(companion.of, service.key);
            assert!(!companion.reason.is_empty() && !companion.pages.is_empty());
            let other = super::service(companion.key).expect(companion.key);
            assert!(other.has_type(companion.endpoint_type), "{}", companion.key);
        }
    }
    let of_ecr: Vec<_> = companions("ecr.dkr").iter().map(|each| (each.key, each.endpoint_type)).collect();
    assert_eq!(of_ecr, [("ecr.api", Interface), ("s3", Gateway)]);
    assert_eq!(popular().len(), companion::POPULAR.rows().count());
    assert_eq!(popular()[0].key, "s3");
}

#[test]
fn answers_carry_source_and_date() {
    let sqs = service("sqs").expect("sqs");
    let listed = sqs.evidence("eu-west-1", Interface);
    assert_eq!((listed.class, listed.date), (Listed, "2023-09-21"));
    let documented = service("eks").expect("eks").evidence("mx-central-1", Interface);
    assert_eq!(documented.class, Absent);
    assert!(documented.pages.contains("eks/latest/userguide/vpc-interface-endpoints.html"));
    assert_eq!(sqs.availability("eu-west-1", Gateway), Unknown);
    assert_eq!(sqs.availability("nowhere-1", Interface), Unknown);
    assert_eq!(sqs.policy_support(), Some(true));
}

#[test]
fn hosts_follow_the_partition() {
    let hosts = |key: &str, region: &str| service(key).expect(key).public_hosts(region);
    assert_eq!(hosts("sqs", "cn-north-1").regional.as_deref(), Some("sqs.cn-north-1.amazonaws.com.cn"));
    assert_eq!(hosts("kms", "us-east-1").fips.as_deref(), Some("kms-fips.us-east-1.amazonaws.com"));
    assert_eq!(hosts("iam", "us-east-1").regional.as_deref(), Some("iam.amazonaws.com"));
    assert_eq!(hosts("iam", "cn-north-1").regional.as_deref(), Some("iam.cn-north-1.amazonaws.com.cn"));
    assert_eq!(hosts("iam", "us-gov-west-1").fips.as_deref(), Some("iam.us-gov.amazonaws.com"));
    assert_eq!(hosts("s3", "eu-west-1").dualstack.as_deref(), Some("s3.dualstack.eu-west-1.amazonaws.com"));
    assert_eq!(hosts("ecr.api", "eu-west-1").dualstack.as_deref(), Some("ecr.eu-west-1.api.aws"));
    assert_eq!(hosts("sts", "eu-west-1").fips, None);
    // Nothing says that it is there, so its host there is unknown.
    assert_eq!(hosts("s3express", "cn-north-1").regional, None);
    assert_eq!(hosts("ec2", "eu-west-1").dualstack.as_deref(), Some("ec2.eu-west-1.api.aws"));
    let dkr = service("ecr.dkr").expect("ecr.dkr").private_dns_names("eu-west-1");
    assert_eq!((dkr.names, dkr.confirmed), (vec!["*.dkr.ecr.eu-west-1.amazonaws.com".to_owned()], true));
    let monitoring = service("monitoring").expect("monitoring");
    assert_eq!(monitoring.private_dns_names("us-east-1").names.len(), 4);
    assert_eq!(monitoring.private_dns_names("eu-west-1").names.len(), 2);
}

#[test]
fn near_misses_are_named() {
    assert_eq!(similar_regions("eu-central-3").first(), Some(&"eu-central-1"));
    assert_eq!(similar_services("sqss").first(), Some(&"sqs"));
    assert!(similar_services("secretmanager").contains(&"secretsmanager"));
}

#[test]
fn prices_are_exact_and_missing_where_unknown() {
    assert_eq!(price::TABLE.rows().count(), regions().len());
    let words: Vec<&str> = Charge::ALL.iter().map(|charge| charge.word()).collect();
    assert_eq!(words, price_columns());
    for region in regions() {
        assert!(prices(region.code).is_some(), "{}", region.code);
    }
    let frankfurt = prices("eu-central-1").expect("eu-central-1");
    assert_eq!(frankfurt.get(Charge::InterfaceHour).map(|price| price.nanos), Some(12_000_000));
    assert_eq!(frankfurt.get(Charge::InterfaceHour).map(|price| price.to_string()), Some("0.012".to_owned()));
    assert_eq!(frankfurt.get(Charge::GatewayHour), Some(Price::default()));
    let beijing = prices("cn-north-1").expect("cn-north-1");
    assert_eq!((beijing.currency, beijing.get(Charge::NatHour)), ("CNY", None));
    // What is charged and never was found is not free.
    let virginia = prices("us-east-1").expect("us-east-1");
    assert_eq!(virginia.get(Charge::VpnHour).map(|price| price.nanos), Some(50_000_000));
    assert_eq!(virginia.get(Charge::InterRegionGb), None);
    assert_eq!(virginia.iter().count(), 26);
    let known = regions().iter().filter_map(|region| prices(region.code)?.get(Charge::InterfaceHour)).count();
    assert_eq!(known, 36);
}

fn price_columns() -> Vec<&'static str> {
    price::CHARGES.rows().map(|[charge, ..]| charge.text()).collect()
}

#[test]
fn every_price_of_the_table_reads_back() {
    for row in price::TABLE.rows() {
        for cell in &row[2..] {
            if let Some(text) = cell.optional() {
                let price = Price::parse(text).unwrap_or_else(|| panic!("{text}"));
                assert_eq!(price.to_string(), text.trim_end_matches(".0"));
            }
        }
    }
    for wrong in ["", ".", "1e-9", "-1", "0.0000000001", "1,5", "99999999999999999999"] {
        assert_eq!(Price::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn recipes_name_services_and_types_that_exist() {
    assert_eq!(recipes().len(), 50);
    for recipe in recipes() {
        let optional = recipe.optional().map(|(need, condition)| {
            assert!(!condition.is_empty());
            need
        });
        for need in recipe.required().chain(optional) {
            let service = service(need.key).unwrap_or_else(|| panic!("{}: {}", recipe.id, need.key));
            assert!(service.has_type(need.endpoint_type), "{}: {}", recipe.id, need.key);
        }
        assert!(!recipe.pages.is_empty(), "{}", recipe.id);
    }
    let fargate = recipe("ecs-fargate").expect("ecs-fargate");
    let required: Vec<&str> = fargate.required().map(|need| need.key).collect();
    assert_eq!(required, ["ecr.api", "ecr.dkr", "s3"]);
    assert_eq!(fargate.optional().next().map(|(need, _)| need.key), Some("logs"));
}

#[test]
fn options_of_recipes_lead_to_what_exists() {
    let known: Vec<&str> = recipes().iter().map(|recipe| recipe.id).collect();
    assert!(recipe::OPTIONS.rows().all(|[id, ..]| known.contains(&id.text())));
    for recipe in recipes() {
        for option in recipe.options() {
            assert!(option.values.len() > 1, "{} {}", recipe.id, option.id);
            let usual = option.values[0];
            assert!(
                usual.recipe().is_none(),
                "{} {}: the usual choice leads elsewhere",
                recipe.id,
                option.id
            );
            for value in &option.values {
                let twins =
                    option.values.iter().filter(|other| other.id == value.id || other.label == value.label);
                assert_eq!(twins.count(), 1, "{} {} {}", recipe.id, option.id, value.id);
                for need in value.adds().chain(value.drops()) {
                    let listed = recipe.required().chain(recipe.optional().map(|(need, _)| need));
                    assert!(listed.into_iter().any(|other| other == need), "{}: {}", recipe.id, need.key);
                }
                for word in value.effect.iter() {
                    assert!(word.starts_with(['+', '-', '=']), "{word}");
                    assert!(!word.starts_with('=') || value.recipe().is_some(), "{word}");
                }
            }
        }
    }
    let agent = |version| {
        let needs = recipe("ssm-session-manager").expect("a recipe").needs(|_| version);
        needs.iter().filter(|n| n.condition.is_none()).map(|n| n.need.key).collect::<Vec<_>>()
    };
    assert_eq!(agent(None), ["ssm", "ssmmessages", "ec2messages"]);
    assert_eq!(agent(Some("3.3.40.0")), ["ssm", "ssmmessages"]);
}

/// Two tables tell what belongs together; they agree wherever both speak.
#[test]
fn recipes_have_the_companions_of_what_they_require() {
    for recipe in recipes() {
        let all: Vec<&str> =
            recipe.required().chain(recipe.optional().map(|(need, _)| need)).map(|need| need.key).collect();
        for need in recipe.required() {
            for companion in companions(need.key).iter().filter(|companion| companion.always) {
                // The old platform pulls images without the ECR API, as its page says.
                let known = recipe.id == "ecs-fargate-1.3" && companion.key == "ecr.api";
                assert!(
                    known || all.contains(&companion.key),
                    "{}: {} of {}",
                    recipe.id,
                    companion.key,
                    need.key
                );
            }
        }
    }
}

#[test]
fn quotas_are_read() {
    let interface = quota("interface-endpoints").expect("interface-endpoints");
    assert_eq!((interface.default, interface.per, interface.adjustable), (50, "VPC", true));
    assert!(
        quotas()
            .iter()
            .all(|quota| !quota.pages.is_empty() && quota.max.is_none_or(|max| max >= quota.default))
    );
}

#[test]
fn the_table_of_hosts_names_services_and_all_regions() {
    for [key, kind, host, regions_of] in dns::TABLE.rows() {
        let service = service(key.text()).unwrap_or_else(|| panic!("{}", key.text()));
        assert!(!service.is_fips(), "{}", service.key);
        assert!(["dualstack", "fips", "regional"].contains(&kind.text()), "{}", service.key);
        assert!(host.text().contains('.') && !host.text().contains("//"), "{}", host.text());
        assert_eq!(regions_of.text().len(), regions().len(), "{}", service.key);
        assert!(regions_of.text().bytes().all(|sign| b"+.".contains(&sign)), "{}", service.key);
    }
}

#[test]
fn availability_rows_have_a_known_letter_per_region() {
    for [key, _, letters, ..] in evidence::TABLE.rows() {
        assert_eq!(letters.text().len(), regions().len(), "{}", key.text());
        for letter in letters.text().bytes() {
            assert!(
                letter == b'.' || sources().iter().any(|source| source.code == Some(letter)),
                "{}: {}",
                key.text(),
                char::from(letter)
            );
        }
    }
    for source in sources() {
        assert!(!source.title.is_empty() && !source.date.is_empty(), "{}", source.name);
        assert_eq!(super::source(source.name), Some(source), "{} is there twice", source.name);
    }
}

#[test]
fn facts_name_their_sources() {
    for service in services() {
        for fact in [service.policy_fact(), service.private_dns_fact()] {
            let known = fact.source.split('+').all(|name| source(name).is_some());
            assert!(fact.value.is_none() || known, "{}: {}", service.key, fact.source);
        }
        assert_eq!(service.ipv6() == Ipv6::Unknown, service.ipv6_source().is_empty(), "{}", service.key);
    }
    let count = |answer: fn(&Service) -> Option<bool>, value: bool| {
        services().iter().filter(|service| answer(service) == Some(value)).count()
    };
    assert_eq!((count(Service::policy_support, true), count(Service::policy_support, false)), (226, 35));
    assert_eq!(
        (count(Service::private_dns_support, true), count(Service::private_dns_support, false)),
        (245, 6)
    );
    let status = |status| services().iter().filter(|service| service.status == status).count();
    let by_status = [Status::Current, Status::CdkOnly, Status::PageOnly, Status::Retired].map(status);
    assert_eq!(by_status, [465, 22, 16, 12]);
    assert_eq!(services().iter().filter(|service| service.fips_key().is_some()).count(), 125);
    assert_eq!(services().iter().filter(|service| !service.sdk_ids.is_empty()).count(), 435);
    assert_eq!(services().iter().filter(|service| service.ipv6() != Ipv6::Unknown).count(), 430);
    assert_eq!(services().iter().filter(|service| service.cross_region()).count(), 13);
}

#[test]
fn regions_belong_to_partitions_and_have_zones_where_known() {
    for region in regions() {
        let prefix = match region.partition {
            Partition::Aws => "",
            Partition::AwsCn => "cn-",
            Partition::AwsUsGov => "us-gov-",
            Partition::AwsEusc => "eusc-",
            Partition::AwsIso => "us-iso-",
            Partition::AwsIsoB => "us-isob-",
            Partition::AwsIsoE => "eu-isoe-",
            Partition::AwsIsoF => "us-isof-",
        };
        assert!(region.code.starts_with(prefix), "{}", region.code);
        assert_eq!(region.zones.is_empty(), region.zone_ids.is_empty(), "{}", region.code);
        assert!(region.zones.iter().all(|zone| zone.len() == 1), "{}", region.code);
        assert_eq!(region.opt_in.is_some(), region.partition == Partition::Aws, "{}", region.code);
    }
    assert_eq!(regions().iter().filter(|region| region.zones.is_empty()).count(), 8);
}

#[test]
fn ports_are_read() {
    for service in services() {
        assert!(!service.ports().is_empty(), "{}", service.key);
        assert!(service.ports().iter().all(|range| range.from <= range.to), "{}", service.key);
    }
    let ports = |key: &str| service(key).expect(key).ports();
    assert_eq!(ports("sqs"), [PortRange::HTTPS]);
    assert_eq!(
        ports("appstream.streaming")[1],
        PortRange { transport: Transport::Tcp, from: 1400, to: 1499 }
    );
    assert!(ports("highlander").contains(&PortRange { transport: Transport::Udp, from: 4195, to: 4195 }));
    // No port of the table is lost in reading.
    let words: usize = service::TABLE.rows().map(|row| row[20].words().count()).sum();
    assert_eq!(
        words,
        services().iter().filter(|each| !each.is_https_only()).map(|each| each.ports().len()).sum::<usize>()
    );
}
