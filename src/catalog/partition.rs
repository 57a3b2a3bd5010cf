//! AWS partitions: groups of Regions with their own accounts, names and hosts.

/// A partition.
///
/// Source: <https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Partition {
    Aws,
    AwsCn,
    AwsUsGov,
    AwsEusc,
    AwsIso,
    AwsIsoB,
    AwsIsoE,
    AwsIsoF,
}

impl Partition {
    pub const ALL: [Self; 8] = [
        Self::Aws,
        Self::AwsCn,
        Self::AwsUsGov,
        Self::AwsEusc,
        Self::AwsIso,
        Self::AwsIsoB,
        Self::AwsIsoE,
        Self::AwsIsoF,
    ];

    /// The partition's id, the second part of its ARNs.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Aws => "aws",
            Self::AwsCn => "aws-cn",
            Self::AwsUsGov => "aws-us-gov",
            Self::AwsEusc => "aws-eusc",
            Self::AwsIso => "aws-iso",
            Self::AwsIsoB => "aws-iso-b",
            Self::AwsIsoE => "aws-iso-e",
            Self::AwsIsoF => "aws-iso-f",
        }
    }

    /// The name on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Aws => "AWS standard",
            Self::AwsCn => "AWS China",
            Self::AwsUsGov => "AWS GovCloud (US)",
            Self::AwsEusc => "AWS European Sovereign Cloud",
            Self::AwsIso => "AWS ISO (US)",
            Self::AwsIsoB => "AWS ISOB (US)",
            Self::AwsIsoE => "AWS ISOE (Europe)",
            Self::AwsIsoF => "AWS ISOF (US)",
        }
    }

    /// The end of the hosts that answer over IPv4 only.
    pub const fn dns_suffix(self) -> &'static str {
        match self {
            Self::Aws | Self::AwsUsGov => "amazonaws.com",
            Self::AwsCn => "amazonaws.com.cn",
            Self::AwsEusc => "amazonaws.eu",
            Self::AwsIso => "c2s.ic.gov",
            Self::AwsIsoB => "sc2s.sgov.gov",
            Self::AwsIsoE => "cloud.adc-e.uk",
            Self::AwsIsoF => "csp.hci.ic.gov",
        }
    }

    /// The end of the hosts that answer over IPv4 and IPv6.
    pub const fn dualstack_suffix(self) -> &'static str {
        match self {
            Self::Aws | Self::AwsUsGov => "api.aws",
            Self::AwsCn => "api.amazonwebservices.com.cn",
            Self::AwsEusc => "api.amazonwebservices.eu",
            Self::AwsIso => "api.aws.ic.gov",
            Self::AwsIsoB => "api.aws.scloud",
            Self::AwsIsoE => "api.cloud-aws.adc-e.uk",
            Self::AwsIsoF => "api.aws.hci.ic.gov",
        }
    }

    /// What some services write instead of `com.amazonaws` at the start of their names in this partition. Which ones do
    /// is a fact of each service, never a rule: see [`super::Service::service_name`].
    pub const fn name_prefix(self) -> Option<&'static str> {
        match self {
            Self::Aws | Self::AwsUsGov => None,
            Self::AwsCn => Some("cn.com.amazonaws"),
            Self::AwsEusc => Some("eu.amazonaws"),
            Self::AwsIso => Some("gov.ic.c2s"),
            Self::AwsIsoB => Some("gov.sgov.sc2s"),
            Self::AwsIsoE => Some("uk.adc-e.cloud"),
            Self::AwsIsoF => Some("gov.ic.hci.csp"),
        }
    }

    /// Nothing public lists what exists in an isolated partition.
    pub const fn is_isolated(self) -> bool {
        match self {
            Self::AwsIso | Self::AwsIsoB | Self::AwsIsoE | Self::AwsIsoF => true,
            Self::Aws | Self::AwsCn | Self::AwsUsGov | Self::AwsEusc => false,
        }
    }

    /// The partition with an id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|partition| partition.id() == id)
    }
}
