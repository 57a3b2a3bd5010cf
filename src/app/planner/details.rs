//! What can be done with the chosen range.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Planner, button, grouped, ipv6, usable};
use crate::app::{
    dialog,
    widget::{
        field::{TextField, select_field, text_field},
        icon::Icon,
    },
};
use crate::edit::{self, Held, Holder, Range};
use crate::editor::{Command, PlanCommand};
use crate::model::{Id, Subnet, SubnetKind, Zone};
use crate::net::{self, Ipv4Net};

pub(super) fn details(planner: Planner) -> AnyView {
    (move || {
        let Some(range) = planner.range.get() else { return ().into_any() };
        let body = match range.holder {
            Holder::Subnet(id) => subnet(planner, &range, id),
            Holder::Reserved => reserved(planner, &range),
            Holder::Free => free(planner, &range),
        };
        view! {
            <h3>{range.title()}</h3>
            <p class="plan-sum"><span class="mono">{range.block.to_string()}</span> " " {usable(&range)}</p>
            {body}
        }
        .into_any()
    })
    .into_any()
}

/// Takes a subnet and all that is in it out of the design.
pub(super) fn remove(planner: Planner, id: Id<Subnet>) {
    if let Err(text) = planner.change(Command::Remove(vec![id.into()])) {
        planner.refuse(text);
    }
}

/// The sizes from the largest that fits into a block of the VPC to the smallest that AWS takes.
fn sizes(planner: Planner, largest: u8) -> Signal<Vec<(String, String)>> {
    let whole = planner
        .plan
        .with_untracked(|plan| plan.blocks.iter().map(|planned| planned.block.prefix_len()).min());
    let first = largest.max(whole.unwrap_or(net::MIN_PREFIX));
    let list = (first..=net::MAX_PREFIX).map(|prefix| {
        let count = 1u64 << (32 - u32::from(prefix));
        (prefix.to_string(), format!("/{prefix}: {} addresses", grouped(count)))
    });
    Signal::stored(list.collect())
}

/// Block and size of what holds a range, as fields.
fn place_fields(planner: Planner, held: Held, block: Ipv4Net) -> AnyView {
    let moved = text_field(
        TextField::new("CIDR block", "plan-block").mono().hint(Signal::stored(
            "Move it by typing another block of free space, or drag it on the map".to_owned(),
        )),
        Signal::stored(block.to_string()),
        Arc::new(move |text| {
            let block = net::parse_block(&text).map_err(|error| error.to_string())?;
            planner.try_apply(PlanCommand::Place { held, block })
        }),
        || {},
    );
    let size = select_field(
        "Size",
        "plan-size",
        sizes(planner, net::MIN_PREFIX),
        Signal::stored(block.prefix_len().to_string()),
        move |prefix| {
            let resized = planner.read(|design| {
                let prefix = prefix.parse().unwrap_or(block.prefix_len());
                edit::resized(design, held, prefix)
            });
            match resized {
                Ok(block) => planner.apply(PlanCommand::Place { held, block }),
                Err(error) => planner.refuse(error.to_string()),
            }
        },
    );
    let halves = net::halves(block).filter(|[half, _]| half.prefix_len() <= net::MAX_PREFIX);
    let split = halves.map(|[lower, upper]| {
        let text = format!("Split into {lower} and {upper}");
        button(
            "button outlined",
            "plan-split",
            None,
            text,
            Box::new(move || planner.apply(PlanCommand::Split(held))),
        )
    });
    let joined = planner.read(|design| {
        edit::joined(design, held).map(|(whole, with)| (whole, with.map(|id| design.label(id.into()))))
    });
    let join = match joined {
        Ok((whole, with)) => {
            let with = with.unwrap_or_else(|| "free space".to_owned());
            let text = format!("Join with {with} to {whole}");
            button(
                "button outlined",
                "plan-join",
                None,
                text,
                Box::new(move || planner.apply(PlanCommand::Join(held))),
            )
        }
        Err(why) => view! { <p class="hint">{why.to_string()}</p> }.into_any(),
    };
    view! { {moved} {size} <div class="plan-acts">{split} {join}</div> }.into_any()
}

fn subnet(planner: Planner, range: &Range, id: Id<Subnet>) -> AnyView {
    let about = planner.read(|design| {
        let subnet = design.subnets.get(id)?;
        let taken = edit::addresses_taken(design).get(&id).copied().unwrap_or_default();
        let zone = design.label(subnet.zone.into());
        Some(format!("{} in {zone}, {} taken by this design", subnet.kind.word(), grouped(taken)))
    });
    let kept = net::reserved_addresses(range.block)
        .into_iter()
        .map(|(address, purpose)| view! { <div><dt class="mono">{address.to_string()}</dt><dd>{purpose}</dd></div> })
        .collect_view();
    let state = planner.state;
    view! {
        <p class="hint">{about}</p>
        {place_fields(planner, Held::Subnet(id), range.block)}
        {ipv6_field(planner, id)}
        <div class="plan-acts">
            {button("button outlined", "plan-show", None, "Show on the canvas".to_owned(), Box::new(move || {
                dialog::close(state);
                state.show(id.into());
            }))}
            {button("button danger", "plan-remove", Some(Icon::Trash), "Remove the subnet".to_owned(), Box::new(move || remove(planner, id)))}
        </div>
        <h4>"Kept by AWS"</h4>
        <dl class="plan-kept">{kept}</dl>
    }
    .into_any()
}

/// Which /64 of the VPC's IPv6 block the subnet has; none where the VPC has no such block.
fn ipv6_field(planner: Planner, id: Id<Subnet>) -> Option<AnyView> {
    planner.ipv6.with(Option::is_some).then(|| {
        text_field(
            TextField::new("IPv6 block", "plan-ipv6").mono().hint(Signal::derive(
                move || match ipv6::index_of(planner, id) {
                    Some(index) => format!("{}, 0 to 255; empty for none", ipv6::text(index)),
                    None => "0 to 255, or click a free block; empty for none".to_owned(),
                },
            )),
            Signal::derive(move || {
                ipv6::index_of(planner, id).map(|index| index.to_string()).unwrap_or_default()
            }),
            Arc::new(move |text: String| {
                let index = match text.trim() {
                    "" => None,
                    number => Some(number.parse::<u8>().map_err(|_| {
                        format!("“{number}” is no number from 0 to 255: a /56 has 256 blocks of size /64")
                    })?),
                };
                ipv6::assign(planner, id, index)
            }),
            || {},
        )
    })
}

fn reserved(planner: Planner, range: &Range) -> AnyView {
    let (vpc, block) = (planner.vpc, range.block);
    let purpose = text_field(
        TextField::new("Reserved for", "plan-purpose").placeholder("growth, another team, …"),
        Signal::stored(range.name.clone()),
        Arc::new(move |purpose| planner.try_apply(PlanCommand::SetPurpose { vpc, block, purpose })),
        || {},
    );
    let release = move || planner.apply(PlanCommand::Release { vpc, block });
    view! {
        {purpose}
        {place_fields(planner, Held::Reserved(vpc, block), block)}
        <div class="plan-acts">
            {button("button outlined", "plan-release", None, "Release".to_owned(), Box::new(release))}
        </div>
    }
    .into_any()
}

fn free(planner: Planner, range: &Range) -> AnyView {
    let whole = range.block;
    let vpc = planner.vpc;
    let block = RwSignal::new(whole);
    let purpose = RwSignal::new(String::new());
    let field = text_field(
        TextField::new("CIDR block", "plan-block").mono(),
        Signal::derive(move || block.get().to_string()),
        Arc::new(move |text| {
            block.set(net::parse_block(&text).map_err(|error| error.to_string())?);
            Ok(())
        }),
        || {},
    );
    let size = select_field(
        "Size",
        "plan-size",
        sizes(planner, whole.prefix_len()),
        Signal::derive(move || block.get().prefix_len().to_string()),
        move |prefix| {
            let prefix = prefix.parse().unwrap_or(whole.prefix_len());
            block.set(Ipv4Net::new(whole.network(), prefix).unwrap_or(whole));
        },
    );
    let zones: Vec<(String, String)> = planner.read(|design| {
        design.zones_of(vpc).map(|(id, _)| (id.to_string(), design.label(id.into()))).collect()
    });
    let zone = RwSignal::new(zones.first().map(|zone| zone.0.clone()).unwrap_or_default());
    let kind = RwSignal::new(SubnetKind::Private.word().to_owned());
    let kinds = SubnetKind::ALL.map(|kind| (kind.word().to_owned(), kind.word().to_owned()));
    let add = move || {
        let kind = SubnetKind::ALL.into_iter().find(|known| kind.with_untracked(|word| known.word() == word));
        match zone.with_untracked(|zone| zone.parse::<Id<Zone>>()) {
            Ok(zone) => planner.apply(PlanCommand::AddSubnet {
                zone,
                kind: kind.unwrap_or(SubnetKind::Private),
                block: block.get_untracked(),
            }),
            Err(_) => planner.refuse("The VPC has no Availability Zone yet; add one in the inspector"),
        }
    };
    let reserve = move || {
        let (block, purpose) = (block.get_untracked(), purpose.get_untracked());
        planner.apply(PlanCommand::Reserve { vpc, block, purpose });
    };
    view! {
        {field}
        {size}
        <fieldset>
            <legend>"Use it for a subnet"</legend>
            {select_field("Availability Zone", "plan-zone", Signal::stored(zones), zone.into(), move |id| zone.set(id))}
            {select_field("Kind", "plan-kind", Signal::stored(kinds.to_vec()), kind.into(), move |word| kind.set(word))}
            {button("button primary", "plan-add", Some(Icon::Plus), "Add subnet".to_owned(), Box::new(add))}
        </fieldset>
        <fieldset>
            <legend>"Or keep it free"</legend>
            {text_field(
                TextField::new("Reserved for", "plan-purpose").placeholder("growth, another team, …").live(),
                purpose.into(),
                Arc::new(move |text| {
                    purpose.set(text);
                    Ok(())
                }),
                || {},
            )}
            {button("button outlined", "plan-reserve", None, "Reserve".to_owned(), Box::new(reserve))}
        </fieldset>
    }
    .into_any()
}
