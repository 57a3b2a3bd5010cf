//! Commands of the address planner.

use crate::edit::{self, EditError, Held};
use crate::model::{Design, EntityRef};
use crate::net;

use super::super::PlanCommand;
use super::{Context, Performed, arrange};

pub(super) fn perform(
    design: &mut Design,
    command: &PlanCommand,
    context: Context<'_>,
) -> Result<Performed, EditError> {
    Ok(match command {
        PlanCommand::Place { held, block } => {
            let what = title(design, *held);
            let before = edit::block_of(design, *held);
            edit::place(design, *held, *block)?;
            // What keeps a part of its addresses has another size; else it is somewhere else.
            if before.is_some_and(|before| before != *block && net::overlap(before, *block)) {
                Performed::new(format!("Resize {what} to {block}"), format!("Resized {what} to {block}"))
            } else {
                Performed::new(format!("Move {what} to {block}"), format!("Moved {what} to {block}"))
            }
        }
        PlanCommand::Split(held) => {
            let what = title(design, *held);
            let made = edit::split(design, *held)?;
            let into = made.map(|id| format!(" into {}", design.label(id.into()))).unwrap_or_default();
            Performed::new(format!("Split {what}"), format!("Split {what}{into}"))
        }
        PlanCommand::Join(held) => {
            let what = title(design, *held);
            let (whole, taken_in) = edit::joined(design, *held)?;
            let with = taken_in.map(EntityRef::from);
            arrange::unlocked(design, with.as_slice(), true)?;
            let with = with.map(|id| format!(" with {}", design.label(id))).unwrap_or_default();
            edit::join(design, *held)?;
            Performed::new(format!("Join {what}{with}"), format!("Joined {what}{with} to {whole}"))
        }
        PlanCommand::AddSubnet { zone, kind, block } => {
            let id = edit::add_subnet_at(design, *zone, *kind, *block)?;
            let label = design.label(id.into());
            Performed::new(format!("Add subnet {label}"), format!("Added subnet {label} with {block}"))
                .selecting(id)
        }
        PlanCommand::Reserve { vpc, block, purpose } => {
            edit::reserve(design, *vpc, *block, purpose)?;
            Performed::new(format!("Reserve {block}"), format!("Reserved {block}"))
        }
        PlanCommand::Release { vpc, block } => {
            edit::release(design, *vpc, *block)?;
            Performed::new(format!("Release {block}"), format!("Released {block}"))
        }
        PlanCommand::SetPurpose { vpc, block, purpose } => {
            edit::set_purpose(design, *vpc, *block, purpose)?;
            Performed::new(format!("Change purpose of {block}"), format!("Changed purpose of {block}"))
        }
        PlanCommand::SetIpv6Index { subnet, index } => {
            edit::set_ipv6_index(design, *subnet, *index)?;
            let name = design.label((*subnet).into());
            match index {
                Some(index) => Performed::new(
                    format!("Give {name} IPv6 block {index}"),
                    format!("{name} has IPv6 block {index}"),
                ),
                None => Performed::new(format!("Take IPv6 from {name}"), format!("{name} has no IPv6 block")),
            }
        }
        PlanCommand::AddBlock { vpc, block } => {
            edit::add_vpc_block(design, *vpc, *block)?;
            let name = design.label((*vpc).into());
            Performed::new(format!("Add {block} to {name}"), format!("Added {block} to {name}"))
        }
        PlanCommand::RemoveBlock { vpc, block } => {
            edit::remove_vpc_block(design, *vpc, *block)?;
            let name = design.label((*vpc).into());
            Performed::new(format!("Remove {block} from {name}"), format!("Removed {block} from {name}"))
        }
        PlanCommand::Import { vpc, text } => {
            let summary = edit::import_plan_csv(design, context.catalog, *vpc, text).map_err(|errors| {
                EditError(errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
            })?;
            let name = design.label((*vpc).into());
            Performed::new(
                format!("Import address plan of {name}"),
                format!("Imported address plan of {name}: {summary}"),
            )
        }
    })
}

fn title(design: &Design, held: Held) -> String {
    match held {
        Held::Subnet(id) => design.label(id.into()),
        Held::Reserved(_, block) => format!("reserved {block}"),
    }
}
