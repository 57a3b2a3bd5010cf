//! Commands of networks: what joins VPCs, and what filters them.

use crate::edit::{self, EditError};
use crate::model::Design;

use super::super::NetworkCommand;
use super::{Context, Performed};

pub(super) fn perform(
    design: &mut Design,
    command: &NetworkCommand,
    context: Context<'_>,
) -> Result<Performed, EditError> {
    Ok(match command {
        NetworkCommand::AddNetworkAcl { vpc, name } => {
            let id = edit::add_network_acl(design, *vpc, name)?;
            let label = design.label(id.into());
            Performed::new(format!("Add network ACL {label}"), format!("Added network ACL {label}"))
        }
        NetworkCommand::Peer { requester, accepter } => {
            let id = edit::add_peering(design, *requester, *accepter)?;
            let (a, b) = (design.label((*requester).into()), design.label((*accepter).into()));
            Performed::new(
                format!("Peer {a} with {b}"),
                format!("Peered {a} with {b}, with routes both ways"),
            )
            .selecting(id)
        }
        NetworkCommand::AttachVpc { gateway, vpc } => {
            let id = edit::attach_vpc(design, *gateway, *vpc)?;
            let (vpc, gateway) = (design.label((*vpc).into()), design.label((*gateway).into()));
            Performed::new(
                format!("Attach {vpc} to {gateway}"),
                format!("Attached {vpc} to {gateway}, with routes to what is attached there"),
            )
            .selecting(id)
        }
        NetworkCommand::AttachOnPremises { network, gateway } => {
            edit::attach_on_premises(design, *network, *gateway)?;
            attached(design.label((*network).into()), design.label(gateway.entity()))
        }
        NetworkCommand::AttachOnPremisesToVpc { network, vpc } => {
            edit::attach_on_premises_to_vpc(design, *network, *vpc)?;
            attached(design.label((*network).into()), design.label((*vpc).into()))
        }
        NetworkCommand::DetachOnPremises { network, gateway } => {
            edit::detach_on_premises(design, *network, *gateway)?;
            let (network, gateway) = (design.label((*network).into()), design.label(gateway.entity()));
            Performed::new(
                format!("Detach {network} from {gateway}"),
                format!("Detached {network} from {gateway}"),
            )
        }
        NetworkCommand::CallFromOnPremises { network, service } => {
            let made = edit::call_from_on_premises(design, context.catalog, *network, *service)?;
            let (network, service) = (design.label((*network).into()), design.label((*service).into()));
            let by = made
                .map(|id| format!(" by new interface endpoint {}", design.label(id.into())))
                .unwrap_or_default();
            Performed::new(
                format!("Connect {network} to {service}"),
                format!("Connected {network} to {service}{by}"),
            )
        }
        NetworkCommand::AddHostedZone { domain, vpcs } => {
            let id = edit::add_hosted_zone(design, domain, vpcs)?;
            let label = design.label(id.into());
            Performed::new(format!("Add hosted zone {label}"), format!("Added hosted zone {label}"))
                .selecting(id)
        }
        NetworkCommand::ShareEndpoint { endpoint, vpcs } => {
            let zones = edit::share_endpoint(design, context.catalog, *endpoint, vpcs)?;
            let label = design.label((*endpoint).into());
            let names: Vec<String> = zones.iter().map(|zone| design.label((*zone).into())).collect();
            Performed::new(
                format!("Share endpoint {label}"),
                format!("Shared endpoint {label} by hosted zone {}", names.join(", ")),
            )
        }
        NetworkCommand::AddProfile { vpc } => {
            let region = design.region_of((*vpc).into()).unwrap_or_default().to_owned();
            let id = edit::add_profile(design, &region);
            edit::set_profile_vpcs(design, id, &[*vpc])?;
            let (label, vpc) = (design.label(id.into()), design.label((*vpc).into()));
            Performed::new(
                format!("Add Route 53 Profile {label}"),
                format!("Added Route 53 Profile {label}, associated with VPC {vpc}"),
            )
            .selecting(id)
        }
        NetworkCommand::ShareEndpointByProfile { endpoint, vpcs } => {
            let profiles = edit::share_endpoint_by_profile(design, *endpoint, vpcs)?;
            let label = design.label((*endpoint).into());
            let names: Vec<String> = profiles.iter().map(|profile| design.label((*profile).into())).collect();
            Performed::new(
                format!("Share endpoint {label}"),
                format!("Shared endpoint {label} by Route 53 Profile {}", names.join(", ")),
            )
        }
        NetworkCommand::AddEndpointService { vpc, targets } => {
            let id = edit::add_endpoint_service(design, context.catalog, *vpc, targets)?;
            let label = design.label(id.into());
            Performed::new(
                format!("Add endpoint service {label}"),
                format!("Added endpoint service {label} behind a Network Load Balancer"),
            )
            .selecting(id)
        }
        NetworkCommand::AddResolverEndpoint { vpc } => {
            let id = edit::add_resolver_endpoint(design, *vpc)?;
            let label = design.label(id.into());
            Performed::new(
                format!("Add Resolver endpoint {label}"),
                format!("Added Resolver endpoint {label}"),
            )
            .selecting(id)
        }
    })
}

fn attached(network: String, gateway: String) -> Performed {
    Performed::new(
        format!("Attach {network} to {gateway}"),
        format!("Attached {network} to {gateway}, with routes to it"),
    )
}
