//! What a workload needs, by the recipe of the catalogue that describes it.

use super::{EditError, Fix, FixStep, choose, compare, endpoint, get};
use crate::{
    catalog::{self, Availability, Catalog, EndpointType, Needed, Price, Recipe, RecipeOption},
    model::{Design, Endpoint, Id, RecipeChoice, RouteTarget, ServiceRef, Vpc, Workload, WorkloadKind},
};

/// What a workload needs where it stands, and what of it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needs {
    pub workload: Id<Workload>,
    pub choice: RecipeChoice,
    pub recipe: &'static Recipe,
    /// What can be chosen, with the word of the present choice.
    pub options: Vec<(RecipeOption, &'static str)>,
    /// Where calls go that no endpoint carries.
    pub way_out: WayOut,
    /// Required ones first.
    pub endpoints: Vec<RecipeNeed>,
}

/// One endpoint that a workload needs, or may need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipeNeed {
    /// The service's key.
    pub key: &'static str,
    /// The type that suits here: the one of the recipe unless the Region has only the other.
    pub kind: EndpointType,
    /// When it is needed; none where it always is.
    pub condition: Option<&'static str>,
    /// Why an option made it needed; may be empty.
    pub reason: &'static str,
    pub state: NeedState,
    /// How sure it is that the Region has it.
    pub availability: Availability,
    /// Why this type, and doubts about the Region, a sentence each.
    pub reasons: Vec<String>,
    /// What the network interfaces cost a month, without data; none where no price is known, or nothing to add.
    pub monthly: Option<(Price, &'static str)>,
}

/// What is there of a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedState {
    /// The workload calls the service through this endpoint.
    Met(Id<Endpoint>),
    /// There is an endpoint that only wants connecting.
    Reusable(Id<Endpoint>),
    /// The endpoint can be added.
    Missing,
    /// The Region does not offer it, or nobody knows that it does.
    NotOffered,
}

/// Where a subnet's default route leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayOut {
    /// Nowhere: what has no endpoint is out of reach.
    None,
    /// To a NAT gateway, which charges for the data.
    Nat,
    /// To an internet gateway.
    Internet,
}

impl WayOut {
    /// What that means for the endpoints, in one sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::None => "The subnet has no route to the internet: what has no endpoint is out of reach",
            Self::Nat => {
                "The subnet has a route through a NAT gateway: calls without an endpoint leave the VPC there, \
                 and their data is charged"
            }
            Self::Internet => {
                "The subnet has a route to the internet: calls without an endpoint leave the VPC there, from public \
                 addresses only"
            }
        }
    }
}

impl RecipeNeed {
    /// Whether it is meant to be added unless the user says otherwise.
    pub const fn is_usual(&self) -> bool {
        self.condition.is_none() && self.is_open()
    }

    /// Whether there is something to add or to connect.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, NeedState::Missing | NeedState::Reusable(_))
    }

    pub fn service(&self) -> ServiceRef {
        ServiceRef::Aws(self.key.to_owned())
    }
}

impl Needs {
    /// The remedy that adds the wanted ones, in one step; none where nothing wanted is open.
    pub fn fix(&self, wanted: impl Fn(&RecipeNeed) -> bool) -> Option<Fix> {
        let taken: Vec<&RecipeNeed> =
            self.endpoints.iter().filter(|need| need.is_open() && wanted(need)).collect();
        let new = taken.iter().filter(|need| need.state == NeedState::Missing).count();
        let label = match (new, taken.as_slice()) {
            (_, []) => return None,
            (0, [one]) => format!("Connect {}", one.key),
            (0, many) => format!("Connect {} services", many.len()),
            (1, _) => "Add 1 endpoint".to_owned(),
            (n, _) => format!("Add {n} endpoints"),
        };
        let workload = self.workload;
        let recipe = FixStep::SetRecipe { workload, recipe: Some(self.choice.clone()) };
        let calls =
            taken.iter().map(|need| FixStep::Call { workload, service: need.service(), kind: need.kind });
        Some(Fix::new(label, std::iter::once(recipe).chain(calls)))
    }

    /// [`Self::fix`] for what is required.
    pub fn usual_fix(&self) -> Option<Fix> {
        self.fix(RecipeNeed::is_usual)
    }
}

/// What a workload needs if it is what a recipe describes.
///
/// # Errors
/// The workload is gone, or the catalogue has no such recipe.
pub fn needs(
    design: &Design,
    catalog: &Catalog,
    workload: Id<Workload>,
    choice: &RecipeChoice,
) -> Result<Needs, EditError> {
    let entity = get(&design.workloads, workload)?;
    let recipe = known(&choice.id)?;
    let vpc = design.vpc_of_workload(workload).ok_or_else(|| EditError::gone(workload))?;
    let chosen = |id: &str| choice.options.get(id).map(String::as_str);
    let options = recipe
        .options()
        .into_iter()
        .filter_map(|option| {
            let id = option.value(chosen(option.id))?.id;
            Some((option, id))
        })
        .collect();
    let called: Vec<&ServiceRef> = design
        .connections_of(workload)
        .filter_map(|(_, connection)| design.services.get(connection.service))
        .map(|service| &service.target)
        .collect();
    let endpoints =
        recipe.needs(chosen).into_iter().map(|needed| need(design, catalog, vpc, needed, &called)).collect();
    Ok(Needs {
        workload,
        choice: choice.clone(),
        recipe,
        options,
        way_out: way_out(design, entity),
        endpoints,
    })
}

fn need(
    design: &Design,
    catalog: &Catalog,
    vpc: Id<Vpc>,
    needed: Needed,
    called: &[&ServiceRef],
) -> RecipeNeed {
    let key = needed.need.key;
    let service = ServiceRef::Aws(key.to_owned());
    let ways = choose(design, catalog, vpc, &service).ways;
    let wanted = ways.iter().find(|way| way.kind == needed.need.endpoint_type);
    let offered = ways.iter().find(|way| way.availability.is_offered());
    let way = wanted.filter(|way| way.availability.is_possible()).or(offered).or(wanted);
    let kind = way.map_or(needed.need.endpoint_type, |way| way.kind);
    let availability = way.map_or(Availability::Unknown, |way| way.availability);
    let state = match endpoint::usable(design, vpc, &service, kind) {
        Some(id) if called.contains(&&service) => NeedState::Met(id),
        Some(id) => NeedState::Reusable(id),
        None if availability.is_possible() => NeedState::Missing,
        None => NeedState::NotOffered,
    };
    let monthly = (kind == EndpointType::Interface && state == NeedState::Missing)
        .then(|| compare::monthly(design, catalog, vpc, &service))
        .flatten();
    RecipeNeed {
        key,
        kind,
        condition: needed.condition,
        reason: needed.reason,
        state,
        availability,
        reasons: way.map(|way| way.reasons.clone()).unwrap_or_default(),
        monthly,
    }
}

fn way_out(design: &Design, workload: &Workload) -> WayOut {
    let table = design.subnets.get(workload.subnet).and_then(|s| design.route_tables.get(s.route_table));
    let default = table.and_then(|table| table.routes.iter().find(|route| route.is_default()));
    match default.map(|route| route.target) {
        // What another network does with the traffic is its own affair.
        None
        | Some(
            RouteTarget::PeeringConnection(_)
            | RouteTarget::TransitGateway(_)
            | RouteTarget::VpnGateway(_)
            | RouteTarget::GatewayLoadBalancerEndpoint(_),
        ) => WayOut::None,
        Some(RouteTarget::NatGateway(_)) => WayOut::Nat,
        Some(RouteTarget::InternetGateway(_)) => WayOut::Internet,
    }
}

/// Says what a workload is, in the words of the catalogue; none takes it back. Its kind follows.
///
/// # Errors
/// The workload is gone, or the catalogue has no such recipe.
pub fn set_recipe(
    design: &mut Design,
    workload: Id<Workload>,
    choice: Option<RecipeChoice>,
) -> Result<(), EditError> {
    let kind = choice.as_ref().map(|choice| known(&choice.id).map(kind_of_recipe)).transpose()?;
    let entity = design.workloads.get_mut(workload).ok_or_else(|| EditError::gone(workload))?;
    entity.recipe = choice;
    entity.kind = kind.unwrap_or(entity.kind);
    Ok(())
}

/// The kind of workload that stands for a recipe.
pub fn kind_of_recipe(recipe: &Recipe) -> WorkloadKind {
    let kind = WorkloadKind::ALL.into_iter().find(|kind| kind.word() == recipe.runs_on);
    kind.unwrap_or(WorkloadKind::Generic)
}

/// The recipe that a workload is most likely meant to be: its own, or the one that its kind suggests.
pub fn usual_recipe(workload: &Workload) -> Option<RecipeChoice> {
    workload.recipe.clone().or_else(|| match workload.kind {
        WorkloadKind::EcsFargate => Some(RecipeChoice::new("ecs-fargate")),
        WorkloadKind::EksNodes => Some(RecipeChoice::new("eks-private")),
        WorkloadKind::Lambda => Some(RecipeChoice::new("lambda-in-vpc")),
        WorkloadKind::Ec2 | WorkloadKind::RdsClient | WorkloadKind::Generic => None,
    })
}

pub(super) fn known(id: &str) -> Result<&'static Recipe, EditError> {
    catalog::recipe(id).ok_or_else(|| EditError(format!("The catalogue has no recipe “{id}”")))
}

/// The endpoints that a recipe calls for with its choices.
pub(super) fn needs_of(choice: &RecipeChoice) -> Option<Vec<Needed>> {
    let recipe = catalog::recipe(&choice.id)?;
    Some(recipe.needs(|id| choice.options.get(id).map(String::as_str)))
}
