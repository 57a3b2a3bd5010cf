//! `catalog regions`.

use serde_json::json;

use super::{Format, Sheet, answer, json};
use crate::catalog::{self, Catalog, Region};

pub(super) fn print(catalog: &Catalog, format: Format) -> String {
    let count = |region: &Region| {
        catalog
            .entries()
            .iter()
            .filter(|entry| catalog.types_in(entry.key, region.code).any(|(_, class)| class.is_offered()))
            .count()
    };
    if format == Format::Json {
        let list: Vec<_> = catalog::regions()
            .iter()
            .map(|region| {
                json!({
                    "code": region.code,
                    "name": region.name,
                    "partition": region.partition.id(),
                    "group": region.group,
                    "opt_in": region.opt_in,
                    "dns_suffix": region.dns_suffix(),
                    "dualstack_suffix": region.dualstack_suffix(),
                    "zones": region.zone_names().collect::<Vec<_>>(),
                    "zone_ids": region.zone_ids.iter().collect::<Vec<_>>(),
                    "services": count(region),
                    "note": region.note,
                })
            })
            .collect();
        return json(&list);
    }
    let mut sheet =
        Sheet::new(&["code", "name", "partition", "group", "opt_in", "zones", "zone_ids", "services"]);
    for region in catalog::regions() {
        let zones: Vec<&str> = region.zones.iter().collect();
        let ids: Vec<&str> = region.zone_ids.iter().collect();
        sheet.row(vec![
            region.code.to_owned(),
            region.name.to_owned(),
            region.partition.id().to_owned(),
            region.group.to_owned(),
            answer(region.opt_in),
            zones.join(" "),
            ids.join(" "),
            count(region).to_string(),
        ]);
    }
    if format == Format::Csv { sheet.csv() } else { sheet.table() }
}
