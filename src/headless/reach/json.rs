//! The answer for programs.

use serde_json::{Value, json};

use crate::{
    model::Design,
    reach::{Pair, Path, Verifier, Way},
};

pub(super) fn answer(design: &Design, verifier: &Verifier<'_>, pairs: &[&Pair]) -> Value {
    let rows: Vec<Value> = pairs.iter().filter_map(|answer| pair(design, verifier, answer)).collect();
    let count = |way: Way| pairs.iter().filter(|pair| pair.way == way).count();
    let ways: serde_json::Map<String, Value> =
        Way::ALL.iter().map(|way| (way.word().to_owned(), json!(count(*way)))).collect();
    let drawn = pairs.iter().filter(|pair| pair.drawn.is_some()).count();
    let findings = pairs.iter().filter(|pair| pair.is_finding()).count();
    json!({ "pairs": rows, "counts": { "ways": ways, "drawn": drawn, "findings": findings } })
}

fn pair(design: &Design, verifier: &Verifier<'_>, pair: &Pair) -> Option<Value> {
    let answer = verifier.reach(pair.source, pair.service)?;
    let fixes = verifier.fixes(&answer);
    Some(json!({
        "from": pair.source,
        "from_name": design.label(pair.source),
        "to": crate::model::EntityRef::from(pair.service),
        "to_name": design.label(pair.service.into()),
        "service": verifier.service_title(pair.service),
        "drawn": pair.drawn,
        "way": pair.way.word(),
        "private": pair.way.is_private(),
        "sound": pair.sound,
        "doubtful": pair.doubtful,
        "paths": answer.paths.iter().map(|each| path(verifier, each)).collect::<Vec<_>>(),
        "fixes": fixes,
    }))
}

fn path(verifier: &Verifier<'_>, path: &Path) -> Value {
    let hops: Vec<Value> = path
        .hops
        .iter()
        .map(|hop| {
            json!({ "at": hop.at, "component": verifier.component(hop), "text": verifier.hop(path, hop) })
        })
        .collect();
    let obstacles: Vec<Value> = path
        .obstacles
        .iter()
        .map(|obstacle| {
            json!({
                "at": obstacle.at,
                "component": verifier.named(obstacle.at),
                "code": obstacle.code.name(),
                "reachability_analyzer": obstacle.code.is_of_analyzer(),
                "after_hop": obstacle.after,
                "text": verifier.obstacle(path, obstacle),
            })
        })
        .collect();
    let caveats: Vec<Value> = path
        .caveats
        .iter()
        .map(|caveat| {
            json!({
                "caveat": caveat.word(),
                "fault": caveat.is_fault(),
                "undecided": caveat.is_doubt(),
                "text": verifier.caveat(path, caveat),
            })
        })
        .collect();
    json!({
        "name": { "kind": path.name.kind.word(), "host": path.name.host },
        "way": path.way.word(),
        "hops": hops,
        "obstacles": obstacles,
        "caveats": caveats,
    })
}
