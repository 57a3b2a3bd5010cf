//! What runs in a subnet and calls services.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Entity, Id, Point, SecurityGroup, Subnet};

/// A client of services, in a subnet. The exports make its security group, not the workload itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Workload {
    pub subnet: Id<Subnet>,
    pub name: String,
    pub kind: WorkloadKind,
    /// What it is in the words of the catalogue, with the endpoints that this calls for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipe: Option<RecipeChoice>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub security_groups: Vec<Id<SecurityGroup>>,
    pub at: Point,
}

impl Entity for Workload {
    const PREFIX: &'static str = "workload";
}

/// A recipe of the catalogue and what was chosen in it. A recipe or choice that the catalogue does not have says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeChoice {
    /// `ecs-fargate`.
    pub id: String,
    /// The words of choices by those of their options; the usual choice is absent.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, String>,
}

impl RecipeChoice {
    /// A recipe with its usual choices.
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), options: BTreeMap::new() }
    }
}

/// The kind of a workload: its glyph and its defaults.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum WorkloadKind {
    Ec2,
    EcsFargate,
    EksNodes,
    Lambda,
    RdsClient,
    Generic,
}

impl WorkloadKind {
    pub const ALL: [Self; 6] =
        [Self::Ec2, Self::EcsFargate, Self::EksNodes, Self::Lambda, Self::RdsClient, Self::Generic];

    /// The name on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Ec2 => "EC2 instances",
            Self::EcsFargate => "ECS on Fargate",
            Self::EksNodes => "EKS nodes",
            Self::Lambda => "Lambda function",
            Self::RdsClient => "RDS client",
            Self::Generic => "Workload",
        }
    }

    /// The word in design files and in the catalogue.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ec2 => "ec2",
            Self::EcsFargate => "ecs_fargate",
            Self::EksNodes => "eks_nodes",
            Self::Lambda => "lambda",
            Self::RdsClient => "rds_client",
            Self::Generic => "generic",
        }
    }

    /// The stem of a new workload's name.
    pub const fn stem(self) -> &'static str {
        match self {
            Self::Ec2 => "ec2",
            Self::EcsFargate => "fargate",
            Self::EksNodes => "eks-nodes",
            Self::Lambda => "lambda",
            Self::RdsClient => "rds-client",
            Self::Generic => "workload",
        }
    }
}
