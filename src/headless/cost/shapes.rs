//! Shapes of the same connectivity side by side.

use serde_json::{Value, json};

use super::json::total;
use crate::{
    cost::{Comparison, ShapeCost},
    headless::{Failure, Streams, one_line, write_table},
};

pub(super) fn table(comparison: &Comparison, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let head = ["SHAPE", "A MONTH", "WITHOUT TRAFFIC", "PRIVATE", "REMARKS"];
    let mut lines = vec![head.map(str::to_owned).to_vec()];
    for each in &comparison.shapes {
        let (month, standing, private) = match &each.offer {
            Ok(offer) => (
                offer.total.to_string(),
                offer.standing.to_string(),
                format!("{} of {}", offer.private.0, offer.private.1),
            ),
            Err(_) => ("not possible".to_owned(), String::new(), String::new()),
        };
        lines.push(vec![
            each.shape.word().to_owned(),
            month,
            standing,
            private,
            one_line(&remarks(each).join("; ")),
        ]);
    }
    write_table(streams.out, &lines)?;
    writeln!(streams.out)?;
    for (from, shape) in &comparison.cheapest {
        writeln!(streams.out, "Cheapest from {from} GB a month of each connection on: {}", shape.word())?;
    }
    if comparison.cheapest.is_empty() {
        writeln!(streams.out, "No shape can be compared: prices are missing, or something would not arrive")?;
    }
    Ok(())
}

fn remarks(each: &ShapeCost) -> Vec<String> {
    let offer = match &each.offer {
        Ok(offer) => offer,
        Err(error) => return vec![error.to_string()],
    };
    let mut remarks = Vec::new();
    if offer.current {
        remarks.push("this design".to_owned());
    }
    if !offer.lost.is_empty() {
        let lost: Vec<String> = offer.lost.iter().map(ToString::to_string).collect();
        remarks.push(format!("would not arrive: {}", lost.join(", ")));
    }
    if offer.policies > 0 {
        remarks.push(format!("endpoint policies gone: {}", offer.policies));
    }
    remarks
}

pub(super) fn json(comparison: &Comparison) -> Value {
    let shapes: Vec<Value> = comparison
        .shapes
        .iter()
        .map(|each| {
            let mut value = json!({
                "shape": each.shape.word(),
                "title": each.shape.title(),
                "gains": each.shape.gains(),
                "losses": each.shape.losses(),
            });
            let more = match &each.offer {
                Ok(offer) => json!({
                    "total": total(&offer.total),
                    "standing": total(&offer.standing),
                    "current": offer.current,
                    "lost": offer.lost,
                    "private": offer.private.0,
                    "connections": offer.private.1,
                    "interfaces": offer.interfaces,
                    "nat_gateways": offer.nat_gateways,
                    "policies_gone": offer.policies,
                }),
                Err(error) => json!({ "error": error.to_string() }),
            };
            if let (Some(value), Value::Object(more)) = (value.as_object_mut(), more) {
                value.extend(more);
            }
            value
        })
        .collect();
    let cheapest: Vec<Value> = comparison
        .cheapest
        .iter()
        .map(|(from, shape)| json!({ "from_gb": from, "shape": shape.word() }))
        .collect();
    json!({ "now": total(&comparison.now.total), "shapes": shapes, "cheapest": cheapest })
}
