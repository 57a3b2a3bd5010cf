//! `catalog service NAME`: what it is, where it is, how to reach it privately.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Format, Sheet, answer, json, plain};
use crate::{
    catalog::{self, Availability, Catalog, EndpointType, Entry, PortRange, Words},
    emit::Target,
    template,
};

pub(super) fn print(catalog: &Catalog, key: &str, regions: &[&'static str], format: Format) -> String {
    let entry = Entry { key, service: catalog::service(key) };
    let shown: Vec<&'static str> = if regions.is_empty() {
        catalog::regions()
            .iter()
            .map(|region| region.code)
            .filter(|code| {
                EndpointType::OF_AWS
                    .iter()
                    .any(|each| catalog.availability(key, code, *each) != Availability::Unknown)
            })
            .collect()
    } else {
        regions.to_vec()
    };
    match format {
        Format::Json => {
            let mut facts = facts(entry);
            facts["regions"] = shown.iter().map(|code| in_region(catalog, key, code)).collect();
            json(&facts)
        }
        Format::Csv => by_region(catalog, key, &shown).csv(),
        Format::Table => {
            let mut text = String::new();
            if let [code] = shown.as_slice()
                && let Some(page) = catalog.page(key, code)
            {
                text = format!("{}\n\n", plain(&page.answer));
            }
            text.push_str(&summary(entry));
            text.push('\n');
            text.push_str(&by_region(catalog, key, &shown).table());
            if let [code] = shown.as_slice() {
                text.push_str(&ways(catalog, key, code));
            }
            text
        }
    }
}

/// What does not depend on a Region.
pub(super) fn facts(entry: Entry<'_>) -> Value {
    let Some(service) = entry.service else {
        return json!({ "service": entry.key, "title": entry.key, "category": entry.category(), "status": "yours" });
    };
    let fact = |fact: catalog::Fact| match fact.value {
        Some(value) => json!({ "supported": value, "source": fact.source }),
        None => json!({ "supported": null }),
    };
    json!({
        "service": service.key,
        "title": service.title,
        "product": service.product(),
        "also": service.also,
        "category": service.category,
        "status": service.status.word(),
        "types": service.types().map(EndpointType::api).collect::<Vec<_>>(),
        "policy": fact(service.policy_fact()),
        "private_dns": fact(service.private_dns_fact()),
        "ipv6": { "supported": service.ipv6().word(), "source": service.ipv6_source() },
        "cross_region": service.cross_region(),
        "fips": service.fips_key(),
        "ports": service.ports().iter().map(port).collect::<Vec<_>>(),
        "sdk_ids": list(service.sdk_ids),
        "companions": catalog::companions(service.key)
            .iter()
            .map(|each| json!({
                "service": each.key,
                "type": each.endpoint_type,
                "always": each.always,
                "reason": each.reason,
            }))
            .collect::<Vec<_>>(),
        "pages": service.pages.iter().map(catalog::page_url).collect::<Vec<_>>(),
        "note": service.note,
    })
}

fn in_region(catalog: &Catalog, key: &str, code: &str) -> Value {
    let types: Vec<Value> = EndpointType::OF_AWS
        .into_iter()
        .filter(|each| {
            catalog::service(key).is_some_and(|service| service.has_type(*each))
                || catalog.availability(key, code, *each) != Availability::Unknown
        })
        .map(|each| {
            let evidence = catalog.evidence(key, code, each);
            let form = catalog.name_form(key, code, each);
            json!({
                "type": each.api(),
                "evidence": evidence.class.word(),
                "date": evidence.date,
                "source": evidence.source,
                "pages": evidence.pages.iter().map(catalog::page_url).collect::<Vec<_>>(),
                "service_name": form.as_ref().map(|form| &form.name),
                "name_assumed": form.as_ref().is_some_and(|form| form.assumed),
                "policy": catalog.policy_support(key, code, each),
                "ipv6": catalog.ipv6(key, code, each).word(),
            })
        })
        .collect();
    let private = catalog.private_dns_names(key, code);
    let hosts = catalog::service(key).map(|service| service.public_hosts(code)).unwrap_or_default();
    let zones = catalog.zones(key, code);
    let partial = catalog::service(key).and_then(|service| service.partial_zones(code));
    json!({
        "region": code,
        "answer": catalog.page(key, code).map(|page| page.answer),
        "types": types,
        "private_dns": {
            "supported": catalog.private_dns_support(key, code),
            "names": private.names,
            "confirmed": private.confirmed,
        },
        "public_hosts": { "regional": hosts.regional, "dualstack": hosts.dualstack, "fips": hosts.fips },
        "zones": zones.as_ref().map(|zones| json!({ "names": zones.names, "ids": zones.ids })),
        "zones_2023": partial.map(|partial| json!({ "offered": partial.offered, "existing": partial.existing })),
    })
}

fn summary(entry: Entry<'_>) -> String {
    let Some(service) = entry.service else {
        return format!("{}\n  Only in your own answer of AWS\n", plain(entry.key));
    };
    let mut text = format!("{} ({})\n", service.title, service.key);
    let mut line = |name: &str, value: &str| {
        if !value.is_empty() {
            // Writing to a text cannot fail.
            let _ = writeln!(text, "  {name:<16}{value}");
        }
    };
    line("Status", service.status.title());
    line("Category", service.category);
    line("Types", &service.types().map(EndpointType::api).collect::<Vec<_>>().join(", "));
    line("Policy", &answer(service.policy_support()));
    line("Private DNS", &answer(service.private_dns_support()));
    line("IPv6", service.ipv6().word());
    line("Cross-Region", if service.cross_region() { "yes" } else { "not documented" });
    line("Ports", &service.ports().iter().map(port).collect::<Vec<_>>().join(", "));
    line("FIPS twin", &service.fips_key().unwrap_or_default());
    line("SDK ids", &list(service.sdk_ids).join(", "));
    for companion in catalog::companions(service.key) {
        let need = if companion.always { "Needs" } else { "Often needs" };
        line(need, &format!("{} ({}): {}", companion.key, companion.endpoint_type.api(), companion.reason));
    }
    line("Note", service.note.unwrap_or_default());
    for page in service.pages {
        line("Page", &catalog::page_url(page));
    }
    text
}

fn by_region(catalog: &Catalog, key: &str, regions: &[&'static str]) -> Sheet {
    let mut sheet =
        Sheet::new(&["region", "type", "evidence", "date", "service_name", "name_assumed", "zones"]);
    for code in regions {
        for each in EndpointType::OF_AWS {
            let evidence = catalog.evidence(key, code, each);
            let known = catalog::service(key).is_some_and(|service| service.has_type(each));
            if !known && evidence.class == Availability::Unknown {
                continue;
            }
            let form = catalog.name_form(key, code, each);
            let zones = catalog.zones(key, code).filter(|_| each == EndpointType::Interface);
            sheet.row(vec![
                (*code).to_owned(),
                each.api().to_owned(),
                evidence.class.word().to_owned(),
                evidence.date.to_owned(),
                form.as_ref().map(|form| form.name.clone()).unwrap_or_default(),
                answer(form.map(|form| form.assumed)),
                zones.map(|zones| zones.names.join(" ")).unwrap_or_default(),
            ]);
        }
    }
    sheet
}

/// How to reach it in one Region: from the internet, and privately.
fn ways(catalog: &Catalog, key: &str, code: &str) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "  {name:<16}{}", plain(value));
    };
    let hosts = catalog::service(key).map(|service| service.public_hosts(code)).unwrap_or_default();
    for (name, host) in [("Public", hosts.regional), ("Dual-stack", hosts.dualstack), ("FIPS", hosts.fips)] {
        line(name, &host.map_or_else(|| "unknown".to_owned(), |host| format!("https://{host}")));
    }
    let private = catalog.private_dns_names(key, code);
    for name in &private.names {
        line("Private DNS", &format!("{name}{}", if private.confirmed { "" } else { " (inferred)" }));
    }
    for (each, _) in catalog.types_in(key, code) {
        // Not offered is told above.
        if let Ok(example) = template::example(catalog, key, code, each, Target::Cli) {
            text.push('\n');
            for line in example.text().lines() {
                text.push_str(&plain(line));
                text.push('\n');
            }
        }
    }
    format!("\n{text}")
}

fn port(range: &PortRange) -> String {
    let ports =
        if range.from == range.to { range.from.to_string() } else { format!("{}-{}", range.from, range.to) };
    format!("{}/{ports}", range.transport.api())
}

fn list(words: Words) -> Vec<&'static str> {
    words.iter().collect()
}
