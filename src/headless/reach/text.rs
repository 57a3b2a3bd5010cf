//! The answer for people.

use std::io;

use crate::{
    headless::{Failure, Streams, one_line, write_table},
    model::Design,
    reach::{Pair, Path, Reachability, Verifier},
};

/// One line per call.
pub(super) fn table(design: &Design, pairs: &[&Pair], streams: &mut Streams<'_>) -> Result<(), Failure> {
    let mut rows = vec![["FROM", "TO", "DRAWN", "WAY", "BLOCKED AT", "CODE"].map(str::to_owned).to_vec()];
    for pair in pairs {
        let (at, code) = pair
            .obstacle
            .map(|(at, code)| (format!("{at} ({})", one_line(&design.label(at))), code.name().to_owned()))
            .unwrap_or_default();
        let faulty = if pair.way.is_private() && !pair.sound { ", some calls fail" } else { "" };
        rows.push(vec![
            one_line(&design.label(pair.source)),
            one_line(&design.label(pair.service.into())),
            if pair.drawn.is_some() { "yes" } else { "no" }.to_owned(),
            format!("{}{faulty}", pair.way.title()),
            at,
            code,
        ]);
    }
    Ok(write_table(streams.out, &rows)?)
}

/// The path of each call, hop by hop.
pub(super) fn paths(
    design: &Design,
    verifier: &Verifier<'_>,
    pairs: &[&Pair],
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    for (index, pair) in pairs.iter().enumerate() {
        let Some(answer) = verifier.reach(pair.source, pair.service) else { continue };
        if index > 0 {
            writeln!(streams.out)?;
        }
        let (from, to) = (design.label(pair.source), design.label(pair.service.into()));
        let drawn = if pair.drawn.is_some() { "" } else { " (not drawn)" };
        line(streams, 0, &format!("{from} → {to}{drawn}: {}", pair.way.title()))?;
        one(verifier, answer.path(), streams)?;
        others(verifier, &answer, streams)?;
        for fix in verifier.fixes(&answer) {
            line(streams, 2, &format!("fix: {}", fix.label))?;
        }
    }
    Ok(())
}

fn one(verifier: &Verifier<'_>, path: &Path, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let blocked = |streams: &mut Streams<'_>, after: usize| -> io::Result<()> {
        for obstacle in path.obstacles.iter().filter(|obstacle| obstacle.after == after) {
            let text = verifier.obstacle(path, obstacle);
            line(streams, 2, &format!("x  {} [{}]", text, obstacle.code.name()))?;
        }
        Ok(())
    };
    for (index, hop) in path.hops.iter().enumerate() {
        blocked(streams, index)?;
        // Behind an obstacle, what would follow.
        let reached = path.obstacle().is_none_or(|obstacle| obstacle.after > index);
        let mark = if reached { format!("{:<2}", index + 1) } else { "· ".to_owned() };
        line(streams, 2, &format!("{mark} {}: {}", verifier.component(hop), verifier.hop(path, hop)))?;
    }
    blocked(streams, path.hops.len())?;
    for caveat in &path.caveats {
        line(streams, 2, &format!("note: {}", verifier.caveat(path, caveat)))?;
    }
    Ok(())
}

/// Names that give another way.
fn others(verifier: &Verifier<'_>, answer: &Reachability, streams: &mut Streams<'_>) -> Result<(), Failure> {
    for path in answer.other_ways() {
        let why = path.obstacle().map(|obstacle| verifier.obstacle(path, obstacle));
        let why = why.map(|why| format!(": {why}")).unwrap_or_default();
        let name = &path.name;
        line(streams, 2, &format!("by the {}, {}: {}{why}", name.kind.title(), name.host, path.way.title()))?;
    }
    Ok(())
}

fn line(streams: &mut Streams<'_>, indent: usize, text: &str) -> io::Result<()> {
    writeln!(streams.out, "{:indent$}{}", "", one_line(text))
}
