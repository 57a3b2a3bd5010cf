//! The fields that several selected things of one kind have in common, and setting them for all at once.

use super::command::{EndpointField, Field, SubnetField, VpcField, WorkloadField};
use super::{Command, Editor};
use crate::edit::EditError;
use crate::model::{EndpointKind, EntityRef, SubnetKind, Tags, WorkloadKind};

/// A field of all that is selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommonField {
    pub what: Common,
    /// The place of the common value among [`Common::options`]; none where they differ.
    pub value: Option<usize>,
}

/// Which field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Common {
    DnsSupport,
    DnsHostnames,
    SubnetKind,
    MapPublicIpOnLaunch,
    WorkloadKind,
    PrivateDns,
}

impl Common {
    pub const fn title(self) -> &'static str {
        match self {
            Self::DnsSupport => "DNS resolution",
            Self::DnsHostnames => "DNS hostnames",
            Self::SubnetKind | Self::WorkloadKind => "Kind",
            Self::MapPublicIpOnLaunch => "Public IPv4 addresses on launch",
            Self::PrivateDns => "Private DNS",
        }
    }

    /// The words to choose from.
    pub fn options(self) -> Vec<&'static str> {
        match self {
            Self::SubnetKind => SubnetKind::ALL.iter().map(|kind| kind.word()).collect(),
            Self::WorkloadKind => WorkloadKind::ALL.iter().map(|kind| kind.title()).collect(),
            Self::DnsSupport | Self::DnsHostnames | Self::MapPublicIpOnLaunch | Self::PrivateDns => {
                vec!["Off", "On"]
            }
        }
    }

    /// The fields of a kind of thing.
    const fn of(entity: EntityRef) -> &'static [Self] {
        match entity {
            EntityRef::Vpc(_) => &[Self::DnsSupport, Self::DnsHostnames],
            EntityRef::Subnet(_) => &[Self::SubnetKind, Self::MapPublicIpOnLaunch],
            EntityRef::Workload(_) => &[Self::WorkloadKind],
            EntityRef::Endpoint(_) => &[Self::PrivateDns],
            _ => &[],
        }
    }
}

impl Editor {
    /// The fields that all that is selected has; nothing where it is of several kinds.
    pub fn common_fields(&self) -> Vec<CommonField> {
        let selected = self.selection.as_slice();
        let Some(first) = selected.first() else { return Vec::new() };
        let kin = selected.iter().all(|other| std::mem::discriminant(other) == std::mem::discriminant(first));
        if selected.len() < 2 || !kin {
            return Vec::new();
        }
        let fields = Common::of(*first).iter().filter_map(|what| {
            let values: Option<Vec<usize>> =
                selected.iter().map(|entity| self.value_of(*entity, *what)).collect();
            let values = values?;
            let same = values.first().copied().filter(|first| values.iter().all(|value| value == first));
            Some(CommonField { what: *what, value: same })
        });
        fields.collect()
    }

    /// Sets a field of all that is selected to one of its options, by its place.
    ///
    /// # Errors
    /// The things do not have the field in common, or there is no such option.
    pub fn set_common(&self, what: Common, value: usize) -> Result<Command, EditError> {
        let fields: Option<Vec<Field>> =
            self.selection.iter().map(|entity| field_of(entity, what, value)).collect();
        match fields {
            Some(fields) if !fields.is_empty() => Ok(Command::SetAll(fields)),
            Some(_) | None => Err(EditError(format!("What is selected has no {} in common", what.title()))),
        }
    }

    /// Makes `next` the common tags of all that is selected; the tags that only some have stay.
    ///
    /// # Errors
    /// Something of what is selected has no tags.
    pub fn set_common_tags(&self, next: &Tags) -> Result<Command, EditError> {
        let before = self.common_tags().unwrap_or_default();
        let tagged = |entity: EntityRef| {
            let mut tags: Tags = self.tags(entity)?.clone();
            tags.retain(|key, _| next.contains_key(key) || !before.contains_key(key));
            tags.extend(next.clone());
            Field::tags(entity, tags)
        };
        let fields: Option<Vec<Field>> = self.selection.iter().map(tagged).collect();
        fields.filter(|fields| !fields.is_empty()).map(Command::SetAll).ok_or_else(|| {
            EditError(
                "Not everything that is selected has tags; workloads, zones and services have none"
                    .to_owned(),
            )
        })
    }

    /// The tags that all that is selected has with the same value; none where something has no tags at all.
    pub fn common_tags(&self) -> Option<Tags> {
        let all: Option<Vec<&Tags>> = self.selection.iter().map(|entity| self.tags(entity)).collect();
        let (first, others) =
            all.as_deref()?.split_first().map(|(first, others)| ((*first).clone(), others.to_vec()))?;
        Some(
            first
                .into_iter()
                .filter(|(key, value)| others.iter().all(|tags| tags.get(key) == Some(value)))
                .collect(),
        )
    }

    fn value_of(&self, entity: EntityRef, what: Common) -> Option<usize> {
        let design = &self.design;
        Some(match (entity, what) {
            (EntityRef::Vpc(id), Common::DnsSupport) => usize::from(design.vpcs.get(id)?.dns_support),
            (EntityRef::Vpc(id), Common::DnsHostnames) => usize::from(design.vpcs.get(id)?.dns_hostnames),
            (EntityRef::Subnet(id), Common::SubnetKind) => {
                let kind = design.subnets.get(id)?.kind;
                SubnetKind::ALL.iter().position(|other| *other == kind)?
            }
            (EntityRef::Subnet(id), Common::MapPublicIpOnLaunch) => {
                usize::from(design.subnets.get(id)?.map_public_ip_on_launch)
            }
            (EntityRef::Workload(id), Common::WorkloadKind) => {
                let kind = design.workloads.get(id)?.kind;
                WorkloadKind::ALL.iter().position(|other| *other == kind)?
            }
            (EntityRef::Endpoint(id), Common::PrivateDns) => match &design.endpoints.get(id)?.kind {
                EndpointKind::Interface(interface) => usize::from(interface.private_dns),
                _ => return None,
            },
            _ => return None,
        })
    }
}

fn field_of(entity: EntityRef, what: Common, value: usize) -> Option<Field> {
    let on = value == 1;
    Some(match (entity, what) {
        (EntityRef::Vpc(id), Common::DnsSupport) => Field::Vpc(id, VpcField::DnsSupport(on)),
        (EntityRef::Vpc(id), Common::DnsHostnames) => Field::Vpc(id, VpcField::DnsHostnames(on)),
        (EntityRef::Subnet(id), Common::SubnetKind) => {
            Field::Subnet(id, SubnetField::Kind(*SubnetKind::ALL.get(value)?))
        }
        (EntityRef::Subnet(id), Common::MapPublicIpOnLaunch) => {
            Field::Subnet(id, SubnetField::MapPublicIpOnLaunch(on))
        }
        (EntityRef::Workload(id), Common::WorkloadKind) => {
            Field::Workload(id, WorkloadField::Kind(*WorkloadKind::ALL.get(value)?))
        }
        (EntityRef::Endpoint(id), Common::PrivateDns) => Field::Endpoint(id, EndpointField::PrivateDns(on)),
        _ => return None,
    })
}
