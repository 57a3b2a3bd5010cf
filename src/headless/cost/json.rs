//! The estimate for programs. Amounts are decimals as text, exact.

use serde_json::{Value, json};

use crate::{
    cost::{ASSUMPTIONS, Estimate, HOURS_A_MONTH, Total, rows},
    model::{Design, EntityRef},
};

pub(super) fn answer(design: &Design, estimate: &Estimate) -> Value {
    let objects: Vec<Value> = estimate
        .objects()
        .into_iter()
        .map(|at| json!({ "at": at, "name": design.label(at), "total": total(&estimate.of(at)) }))
        .collect();
    let items: Vec<Value> = rows(design, estimate)
        .into_iter()
        .map(|row| {
            json!({
                "at": row.at,
                "name": row.name,
                "region": row.region,
                "charge": row.charge.word(),
                "what": row.charge.title(),
                "quantity": row.quantity,
                "unit": row.charge.unit(),
                "price": row.price.map(|price| price.to_string()),
                "amount": row.amount,
                "currency": row.currency,
            })
        })
        .collect();
    let traffic: Vec<Value> = estimate
        .flows
        .iter()
        .map(|flow| {
            json!({
                "drawn": flow.drawn,
                "name": design.label(flow.drawn),
                "service": EntityRef::from(flow.service),
                "way": flow.way.map(crate::reach::Way::word),
                "monthly_gb": flow.monthly_gb,
                "assumed": flow.assumed,
            })
        })
        .collect();
    json!({
        "total": total(&estimate.total()),
        "standing": total(&estimate.standing()),
        "hours_a_month": HOURS_A_MONTH,
        "objects": objects,
        "items": items,
        "traffic": traffic,
        "sources": estimate.sources().iter().map(|s| json!({ "published": s.published, "source": s.source })).collect::<Vec<_>>(),
        "regions_without_price": estimate.regions_without_price(),
        "assumptions": ASSUMPTIONS,
    })
}

/// What a sum leaves out is told with it.
pub(super) fn total(total: &Total) -> Value {
    json!({
        "amounts": total.amounts,
        "items_without_price": total.without_price,
        "text": total.to_string(),
    })
}
