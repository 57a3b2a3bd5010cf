//! What the app shows of the path verifier: the matrix, and the one path that is looked at.
//!
//! Both are made when somebody looks and follow the design from then on.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    catalog::Catalog,
    edit::Fix,
    editor::{
        Layout,
        canvas::{Trail, Wire, trail},
    },
    graph::ResourceGraph,
    model::{Design, EntityRef, Id, Service},
    reach::{Reachability, Survey, Verifier, Way},
};

/// A workload and a service.
pub(crate) type Question = (EntityRef, Id<Service>);

/// Handle to what is shown; copies.
#[derive(Clone, Copy)]
pub(crate) struct Paths {
    pub(crate) survey: Memo<Arc<Survey>>,
    /// What the user asks about; its path is on the canvas.
    pub(crate) asked: RwSignal<Option<Question>>,
    pub(crate) answer: Memo<Option<Arc<Answer>>>,
    pub(crate) trail: Memo<Trail>,
}

/// The answer to a question in words.
#[derive(Debug, PartialEq)]
pub(crate) struct Answer {
    pub(crate) question: Question,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) drawn: bool,
    pub(crate) way: Way,
    pub(crate) sound: bool,
    pub(crate) host: String,
    pub(crate) lines: Vec<Line>,
    /// What else is worth knowing.
    pub(crate) notes: Vec<Note>,
    pub(crate) fixes: Vec<Fix>,
    reachability: Reachability,
}

/// A hop, or what blocks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    pub(crate) at: EntityRef,
    pub(crate) kind: LineKind,
    /// The component: `security group app`.
    pub(crate) component: String,
    pub(crate) text: String,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum LineKind {
    /// Counted from 1.
    Passed(usize),
    /// With its explanation code.
    Blocked(&'static str),
    /// What would follow.
    Beyond,
}

/// A caveat, or another name that gives another way.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Note {
    pub(crate) fault: bool,
    pub(crate) text: String,
}

impl Paths {
    pub(crate) fn new(
        design: RwSignal<Arc<Design>>,
        catalog: RwSignal<Catalog>,
        graph: Memo<Arc<ResourceGraph>>,
        layout: RwSignal<Arc<Layout>>,
        wires: impl Fn() -> Arc<Vec<Wire>> + Send + Sync + 'static,
    ) -> Self {
        let look = move |act: &mut dyn FnMut(&Verifier<'_>)| {
            design.with(|design| {
                graph.with(|graph| catalog.with(|catalog| act(&Verifier::new(design, graph, catalog))));
            });
        };
        let survey = Memo::new(move |_| {
            let mut survey = Survey::default();
            look(&mut |verifier| survey = verifier.survey());
            Arc::new(survey)
        });
        let asked = RwSignal::new(None);
        let answer = Memo::new(move |_| {
            let question = asked.get()?;
            let mut answer = None;
            look(&mut |verifier| {
                answer = design.with(|design| Answer::new(verifier, design, question)).map(Arc::new);
            });
            answer
        });
        let trail = Memo::new(move |_| {
            let Some(answer) = answer.get() else { return Trail::default() };
            let service = answer.question.1.into();
            layout.with(|layout| trail(layout, &wires(), answer.reachability.path(), service))
        });
        Self { survey, asked, answer, trail }
    }
}

impl Answer {
    fn new(verifier: &Verifier<'_>, design: &Design, question: Question) -> Option<Self> {
        let reachability = verifier.reach(question.0, question.1)?;
        let path = reachability.path();
        let mut lines = Vec::new();
        for index in 0..=path.hops.len() {
            lines.extend(path.obstacles.iter().filter(|obstacle| obstacle.after == index).map(|obstacle| {
                Line {
                    at: obstacle.at,
                    kind: LineKind::Blocked(obstacle.code.name()),
                    component: verifier.named(obstacle.at),
                    text: verifier.obstacle(path, obstacle),
                }
            }));
            let Some(hop) = path.hops.get(index) else { continue };
            let blocked = path.obstacle().is_some_and(|obstacle| obstacle.after <= index);
            lines.push(Line {
                at: hop.at,
                kind: if blocked { LineKind::Beyond } else { LineKind::Passed(index + 1) },
                component: verifier.component(hop),
                text: verifier.hop(path, hop),
            });
        }
        let mut notes: Vec<Note> = path
            .caveats
            .iter()
            .map(|caveat| Note { fault: caveat.is_fault(), text: verifier.caveat(path, caveat) })
            .collect();
        notes.extend(reachability.other_ways().map(|other| {
            let name = &other.name;
            let text = format!("By the {}, {}: {}", name.kind.title(), name.host, other.way.title());
            Note { fault: false, text }
        }));
        Some(Self {
            question,
            from: design.label(question.0),
            to: verifier.service_title(question.1),
            drawn: reachability.drawn.is_some(),
            way: path.way,
            sound: path.is_sound(),
            host: path.name.host.clone(),
            lines,
            notes,
            fixes: verifier.fixes(&reachability),
            reachability,
        })
    }

    /// The answer in one sentence, for announcements.
    pub(crate) fn sentence(&self) -> String {
        let blocked = self.lines.iter().find(|line| matches!(line.kind, LineKind::Blocked(_)));
        let by = blocked.map(|line| format!(", blocked by {}", line.component)).unwrap_or_default();
        format!("{} to {}: {}{by}", self.from, self.to, self.way.title())
    }
}
