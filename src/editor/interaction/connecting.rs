//! Drawing a connection from a workload to a service.

use super::super::canvas::{ScreenPoint, WorldPoint, right_port};
use super::super::input::{Phase, Pointer};
use super::super::{Command, Editor, Outcome, Preview, Verdict, WirePreview};
use super::{Interaction, is_drag, verdict};
use crate::edit::EditError;
use crate::model::{EntityRef, Id, Workload};

#[derive(Clone, Debug)]
pub(in crate::editor) struct Connecting {
    pub(super) pointer: i32,
    from: ScreenPoint,
    workload: Id<Workload>,
    end: ScreenPoint,
    /// What is under the pointer, with the verdict on connecting to it.
    over: Option<(EntityRef, Verdict)>,
}

impl Connecting {
    pub(super) fn new(event: &Pointer, workload: Id<Workload>) -> Self {
        Self { pointer: event.id, from: event.at, workload, end: event.at, over: None }
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
                if !is_drag(self.from, event) {
                    return Outcome::preview().and(editor.select([self.workload.into()]));
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
        let over = editor
            .layout
            .topmost(at, &|entity| matches!(entity, EntityRef::Service(_) | EntityRef::Endpoint(_)));
        if over == self.over.as_ref().map(|(entity, _)| *entity) {
            return;
        }
        self.over = over.map(|entity| {
            let judged = self
                .command(editor, entity)
                .and_then(|command| {
                    let (next, performed) = editor.try_out(&command)?;
                    let (from, to) = (editor.design.label(self.workload.into()), editor.design.label(entity));
                    if next == *editor.design {
                        return Err(EditError(format!("{from} is connected to {to} already")));
                    }
                    Ok(performed.announcement)
                })
                .map(|text| text.replacen("Connected", "Connects", 1));
            (entity, verdict(judged))
        });
    }

    /// An endpoint stands for the service it leads to.
    fn command(&self, editor: &Editor, over: EntityRef) -> Result<Command, EditError> {
        let workload = self.workload;
        match over {
            EntityRef::Service(service) => Ok(Command::Connect { workload, service }),
            EntityRef::Endpoint(id) => {
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
            _ => Err(EditError("A connection leads from a workload to a service".to_owned())),
        }
    }

    pub(super) fn preview(&self, editor: &Editor) -> Preview {
        let Some(frame) = editor.layout.frame(self.workload) else { return Preview::default() };
        let nothing_yet = Verdict { allowed: false, text: "Drop it on a service".to_owned() };
        Preview {
            wire: Some(WirePreview {
                from: self.workload.into(),
                start: right_port(frame),
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
