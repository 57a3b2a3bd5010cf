//! `catalog services`.

use super::{Format, Sheet, answer, json, service};
use crate::catalog::{self, Catalog, Filter, Service};

pub(super) fn print(catalog: &Catalog, filter: &Filter<'_>, format: Format) -> String {
    let rows = catalog::matrix(catalog, filter);
    if format == Format::Json {
        let list: Vec<_> = rows
            .iter()
            .map(|row| {
                service::facts(
                    catalog.entry(row.key).unwrap_or(catalog::Entry { key: row.key, service: None }),
                )
            })
            .collect();
        return json(&list);
    }
    let mut sheet =
        Sheet::new(&["service", "title", "category", "types", "policy", "private_dns", "ipv6", "status"]);
    for row in rows {
        let known = row.service;
        sheet.row(vec![
            row.key.to_owned(),
            row.title.to_owned(),
            row.category.to_owned(),
            known.map_or_else(String::new, types),
            answer(known.and_then(Service::policy_support)),
            answer(known.and_then(Service::private_dns_support)),
            known.map_or("unknown", |service| service.ipv6().word()).to_owned(),
            known.map_or("yours", |service| service.status.word()).to_owned(),
        ]);
    }
    if format == Format::Csv { sheet.csv() } else { sheet.table() }
}

fn types(service: &'static Service) -> String {
    service.types().map(catalog::EndpointType::api).collect::<Vec<_>>().join(" ")
}
