//! Keeps in line what was in line: when one of several boxes of equal extent grows, the others grow with it.

use std::collections::BTreeMap;

use super::Layout;
use super::boxes::{relative, set_relative};
use crate::model::{Design, EntityRef, Frame};

/// Boxes that began at one height and were equally high, such as the subnets of a row, are so again.
pub(super) fn keep_rows(design: &mut Design, before: &Layout, boxes: &[EntityRef]) {
    equalise(design, before, boxes, |frame| (frame.y, frame.h), |frame| &mut frame.h);
}

/// Boxes that began at one x and were equally wide, such as the subnets of a zone, are so again.
pub(super) fn keep_columns(design: &mut Design, before: &Layout, boxes: &[EntityRef]) {
    equalise(design, before, boxes, |frame| (frame.x, frame.w), |frame| &mut frame.w);
}

fn equalise(
    design: &mut Design,
    before: &Layout,
    boxes: &[EntityRef],
    line: fn(Frame) -> (i32, i32),
    extent: fn(&mut Frame) -> &mut i32,
) {
    let mut lines: BTreeMap<(i32, i32), Vec<(EntityRef, Frame)>> = BTreeMap::new();
    for entity in boxes {
        if let (Some(was), Some(is)) = (before.frame(*entity), relative(design, *entity)) {
            lines.entry(line(was)).or_default().push((*entity, is));
        }
    }
    for members in lines.into_values() {
        let largest = members.iter().map(|(_, frame)| *extent(&mut frame.clone())).max().unwrap_or(0);
        for (entity, mut frame) in members {
            *extent(&mut frame) = largest;
            set_relative(design, entity, frame);
        }
    }
}
