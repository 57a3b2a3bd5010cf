//! A connection: the two ends and the way between them.

use leptos::prelude::*;

use super::{
    common::{link, present, section},
    workload::way,
};
use crate::app::state::AppState;
use crate::model::{Connection, Id};

pub(super) fn connection(state: AppState, id: Id<Connection>) -> AnyView {
    let connection = present(state, id, |design| &design.connections);
    let body = move || {
        connection.with(|connection| {
            connection.as_ref().map(|connection| {
                let (endpoint, text) = state.design.with(|design| way(design, connection));
                view! {
                    <div class="links">
                        {link(state, connection.workload.into(), "calls")}
                        {endpoint.map(|endpoint| link(state, endpoint, "the way"))}
                        {link(state, connection.service.into(), text)}
                    </div>
                }
            })
        })
    };
    section("From, way, to", ().into_any(), body.into_any())
}
