//! Whom interface endpoints let in: a choice of the whole design.

use leptos::prelude::*;

use crate::app::{state::AppState, widget::field::segments};
use crate::edit::{Fix, FixStep};
use crate::editor::Command;
use crate::model::EndpointAccess;

pub(crate) fn access(state: AppState) -> AnyView {
    let value = Memo::new(move |_| state.design.with(|design| design.endpoint_access));
    let choice = segments(
        "Interface endpoints let in",
        vec![
            (EndpointAccess::VpcCidr, "The whole VPC", "endpoint-access-vpc_cidr"),
            (EndpointAccess::WorkloadGroups, "Their callers", "endpoint-access-workload_groups"),
        ],
        Signal::derive(move || Some(value.get())),
        |_| true,
        move |access| {
            if access != value.get_untracked() {
                let label = format!("Let {} into interface endpoints", access.title().to_lowercase());
                state.apply(Command::Fix(Fix::choice(label, [FixStep::SetEndpointAccess { access }])));
            }
        },
    );
    let hint = move || match value.get() {
        EndpointAccess::VpcCidr => {
            "Their security groups allow the service's ports from the blocks of the VPC: simple, and what comes later \
             works at once"
        }
        EndpointAccess::WorkloadGroups => {
            "Their security groups allow the service's ports from the security groups of the workloads that call \
             them: nobody else in the VPC gets through"
        }
    };
    view! {
        {choice}
        <p class="hint">{hint}</p>
    }
    .into_any()
}
