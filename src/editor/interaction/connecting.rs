//! Drawing a line: a connection from a workload to a service, or what joins two networks.

use super::super::canvas::{ScreenPoint, WorldPoint, hit::port};
use super::super::input::{Phase, Pointer};
use super::super::join::join;
use super::super::{Command, Editor, Outcome, Preview, Verdict, WirePreview};
use super::{Interaction, is_drag, verdict};
use crate::edit::EditError;
use crate::model::EntityRef;

/// What a line does when it is dropped, in the words of the announcement and of the promise.
const PROMISES: [(&str, &str); 3] =
    [("Connected", "Connects"), ("Peered", "Peers"), ("Attached", "Attaches")];

#[derive(Clone, Debug)]
pub(in crate::editor) struct Connecting {
    pub(super) pointer: i32,
    start: ScreenPoint,
    from: EntityRef,
    end: ScreenPoint,
    /// What is under the pointer, with the verdict on connecting to it.
    over: Option<(EntityRef, Verdict)>,
}

impl Connecting {
    pub(super) fn new(event: &Pointer, from: EntityRef) -> Self {
        Self { pointer: event.id, start: event.at, from, end: event.at, over: None }
    }

    pub(super) fn pointer(mut self, editor: &mut Editor, event: &Pointer) -> Outcome {
        match event.phase {
            Phase::Down | Phase::Cancel | Phase::Leave => {
                editor.interaction = Interaction::Connecting(self);
                Outcome::handled()
            }
            Phase::Move => {
                self.follow(editor, event);
                editor.interaction = Interaction::Connecting(self);
                Outcome::preview()
            }
            Phase::Up => {
                self.follow(editor, event);
                if !is_drag(self.start, event) {
                    return Outcome::preview().and(editor.select([self.from]));
                }
                let Some((over, _)) = self.over else { return Outcome::preview() };
                let applied = self.command(editor, over).and_then(|command| editor.apply(command));
                Outcome::preview().and(applied.unwrap_or_else(Outcome::refused))
            }
        }
    }

    fn follow(&mut self, editor: &Editor, event: &Pointer) {
        self.end = event.at;
        let at = editor.camera.to_world(event.at);
        let over = editor.layout.topmost(at, &|entity| self.may_end_at(entity));
        if over == self.over.as_ref().map(|(entity, _)| *entity) {
            return;
        }
        self.over = over.map(|entity| {
            let judged = self
                .command(editor, entity)
                .and_then(|command| {
                    let (next, performed) = editor.try_out(&command)?;
                    if next == *editor.design {
                        let label = |entity| editor.design.label(entity);
                        return Err(EditError(format!(
                            "{} is connected to {} already",
                            label(self.from),
                            label(entity)
                        )));
                    }
                    Ok(performed.announcement)
                })
                .map(|text| PROMISES.iter().fold(text, |text, (done, does)| text.replacen(done, does, 1)));
            (entity, verdict(judged))
        });
    }

    fn may_end_at(&self, entity: EntityRef) -> bool {
        match self.from {
            EntityRef::Workload(_) => matches!(entity, EntityRef::Service(_) | EntityRef::Endpoint(_)),
            from => entity != from && join(from, entity).is_some(),
        }
    }

    /// An endpoint stands for the service it leads to.
    fn command(&self, editor: &Editor, over: EntityRef) -> Result<Command, EditError> {
        match (self.from, over) {
            (EntityRef::Workload(workload), EntityRef::Service(service)) => {
                Ok(Command::Connect { workload, service })
            }
            (EntityRef::Workload(workload), EntityRef::Endpoint(id)) => {
                let endpoint = editor.design.endpoints.get(id);
                let home = editor.design.vpc_of_workload(workload);
                match endpoint.filter(|endpoint| Some(endpoint.vpc) == home) {
                    Some(endpoint) => Ok(Command::ConnectTo { workload, service: endpoint.service.clone() }),
                    None => Err(EditError(format!(
                        "{} is in another VPC; endpoints serve their own",
                        editor.design.label(over)
                    ))),
                }
            }
            (from, over) => join(from, over)
                .ok_or_else(|| EditError("A connection leads from a workload to a service".to_owned())),
        }
    }

    pub(super) fn preview(&self, editor: &Editor) -> Preview {
        let Some(frame) = editor.layout.frame(self.from) else { return Preview::default() };
        let text = match self.from {
            EntityRef::Vpc(_) => "Drop it on another VPC, a Transit Gateway or an on-premises network",
            EntityRef::TransitGateway(_) => "Drop it on a VPC or an on-premises network",
            EntityRef::OnPremisesNetwork(_) => "Drop it on a Transit Gateway, a VPC or a service",
            _ => "Drop it on a service",
        };
        let nothing_yet = Verdict { allowed: false, text: text.to_owned() };
        Preview {
            wire: Some(WirePreview {
                from: self.from,
                start: port(self.from, frame),
                end: self.end_of(editor),
                over: self.over.as_ref().map(|(entity, _)| *entity),
                verdict: self.over.as_ref().map_or(nothing_yet, |(_, verdict)| verdict.clone()),
            }),
            ..Preview::default()
        }
    }

    fn end_of(&self, editor: &Editor) -> WorldPoint {
        editor.camera.to_world(self.end)
    }
}
