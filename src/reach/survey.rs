//! Every workload and every service: the matrix, cheap enough for every edit.
//!
//! Workloads of one subnet with the same groups take the same paths, so each such position is walked once.

use std::collections::BTreeMap;

use super::{
    client::{Client, Position},
    code::Code,
    path::{Path, Way},
    verifier::Verifier,
};
use crate::model::{EntityRef, Id, Service};

/// One workload and one service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Who calls.
    pub source: EntityRef,
    pub service: Id<Service>,
    /// What the design draws for it: a connection.
    pub drawn: Option<EntityRef>,
    /// The way of the name that clients use.
    pub way: Way,
    /// Private, and for every call and address that the design knows of.
    pub sound: bool,
    /// What the design cannot tell bears on it.
    pub doubtful: bool,
    /// The first component that blocks, with its code.
    pub obstacle: Option<(EntityRef, Code)>,
}

impl Pair {
    /// The design draws the connection, and it is not a private one that works.
    pub fn is_finding(&self) -> bool {
        self.drawn.is_some() && !self.sound
    }
}

/// All pairs, those that the design draws first, then by workload and service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    pub pairs: Vec<Pair>,
    /// Workloads whose subnet is not deployed.
    pub left_out: Vec<EntityRef>,
}

/// What the workloads of a position have in common.
#[derive(Clone, Copy)]
struct Outcome {
    way: Way,
    sound: bool,
    doubtful: bool,
    obstacle: Option<(EntityRef, Code)>,
}

impl Outcome {
    fn of(path: &Path) -> Self {
        Self {
            way: path.way,
            sound: path.is_sound(),
            doubtful: path.caveats.iter().any(super::Caveat::is_doubt),
            obstacle: path.obstacle().map(|obstacle| (obstacle.at, obstacle.code)),
        }
    }
}

impl Survey {
    pub(super) fn new(verifier: &Verifier<'_>) -> Self {
        let design = verifier.design;
        let drawn = verifier.drawn();
        let mut survey = Self::default();
        let mut known: BTreeMap<Position, Vec<Option<Outcome>>> = BTreeMap::new();
        for source in verifier.sources() {
            let Some(client) = Client::of(design, &verifier.cx.network, source) else {
                survey.left_out.push(source);
                continue;
            };
            let outcomes = known.entry(client.position.clone()).or_insert_with(|| {
                let of = |service| verifier.usual_path(&client, service);
                design.services.ids().map(|service| of(service).as_ref().map(Outcome::of)).collect()
            });
            for (service, outcome) in design.services.ids().zip(outcomes.iter()) {
                let Some(Outcome { way, sound, doubtful, obstacle }) = *outcome else { continue };
                // The workload itself may be what blocks; here it is another one in the same place.
                let obstacle = obstacle.map(|(at, code)| match at {
                    EntityRef::Workload(_) => (source, code),
                    at => (at, code),
                });
                let drawn = drawn.get(&(source, service)).copied();
                survey.pairs.push(Pair { source, service, drawn, way, sound, doubtful, obstacle });
            }
        }
        survey.pairs.sort_by_key(|pair| pair.drawn.is_none());
        survey
    }

    /// The pairs that the design draws.
    pub fn drawn(&self) -> impl Iterator<Item = &Pair> {
        self.pairs.iter().take_while(|pair| pair.drawn.is_some())
    }

    /// Drawn connections that are unreachable or not private.
    pub fn findings(&self) -> impl Iterator<Item = &Pair> {
        self.drawn().filter(|pair| pair.is_finding())
    }
}
