//! The words for what blocks a path.

/// An explanation code. Those of Reachability Analyzer have its names and meanings; it looks neither at DNS nor at
/// policies, so the codes for those are ours.
///
/// Source: <https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// No rule of the security groups applies.
    EniSgRulesMismatch,
    /// The security groups have no rule at all in this direction.
    SgHasNoRules,
    /// A network ACL does not admit the traffic, or its answer.
    SubnetAclRestriction,
    /// The route table has no route that applies.
    NoRouteToDestination,
    /// A more specific route leads elsewhere.
    MoreSpecificRoute,
    /// No public IPv4 address for the way through an internet gateway.
    IgwPublicIpAssociationForEgress,
    /// An endpoint without network interfaces, or a component that AWS would not bring up.
    BadState,
    /// A peering connection does not lead to the destination; it is not transitive.
    PcxRequiresAddressInVpcCidr,
    /// The Transit Gateway attachment has no subnet in the Availability Zone the traffic comes from.
    TgwRouteAzRestriction,
    /// The Transit Gateway has no route to the destination.
    TgwRtbNoRouteToTgwAttachment,
    /// The component sends the traffic where it cannot get to the destination.
    NoPossibleDestination,
    /// Nothing joins the two networks.
    DisconnectedVpcs,
    /// The service has no endpoints in the Availability Zone.
    VpceServiceNotInstalledInAz,
    /// No component leads to the destination at all.
    NoPath,
    /// The VPC's resolver is switched off.
    DnsResolverDisabled,
    /// No server has an answer for the name.
    DnsNameNotFound,
    /// The endpoint policy refuses every call to the service.
    EndpointPolicyDenies,
}

impl Code {
    /// Every code.
    pub const ALL: [Self; 17] = [
        Self::EniSgRulesMismatch,
        Self::SgHasNoRules,
        Self::SubnetAclRestriction,
        Self::NoRouteToDestination,
        Self::MoreSpecificRoute,
        Self::IgwPublicIpAssociationForEgress,
        Self::BadState,
        Self::PcxRequiresAddressInVpcCidr,
        Self::TgwRouteAzRestriction,
        Self::TgwRtbNoRouteToTgwAttachment,
        Self::NoPossibleDestination,
        Self::DisconnectedVpcs,
        Self::VpceServiceNotInstalledInAz,
        Self::NoPath,
        Self::DnsResolverDisabled,
        Self::DnsNameNotFound,
        Self::EndpointPolicyDenies,
    ];

    /// As it is printed: `NO_ROUTE_TO_DESTINATION`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::EniSgRulesMismatch => "ENI_SG_RULES_MISMATCH",
            Self::SgHasNoRules => "SG_HAS_NO_RULES",
            Self::SubnetAclRestriction => "SUBNET_ACL_RESTRICTION",
            Self::NoRouteToDestination => "NO_ROUTE_TO_DESTINATION",
            Self::MoreSpecificRoute => "MORE_SPECIFIC_ROUTE",
            Self::IgwPublicIpAssociationForEgress => "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS",
            Self::BadState => "BAD_STATE",
            Self::PcxRequiresAddressInVpcCidr => "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR",
            Self::TgwRouteAzRestriction => "TGW_ROUTE_AZ_RESTRICTION",
            Self::TgwRtbNoRouteToTgwAttachment => "TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT",
            Self::NoPossibleDestination => "NO_POSSIBLE_DESTINATION",
            Self::DisconnectedVpcs => "DISCONNECTED_VPCS",
            Self::VpceServiceNotInstalledInAz => "VPCE_SERVICE_NOT_INSTALLED_IN_AZ",
            Self::NoPath => "NO_PATH",
            Self::DnsResolverDisabled => "DNS_RESOLVER_DISABLED",
            Self::DnsNameNotFound => "DNS_NAME_NOT_FOUND",
            Self::EndpointPolicyDenies => "ENDPOINT_POLICY_DENIES",
        }
    }

    /// Whether Reachability Analyzer has this code.
    pub const fn is_of_analyzer(self) -> bool {
        match self {
            Self::EniSgRulesMismatch
            | Self::SgHasNoRules
            | Self::SubnetAclRestriction
            | Self::NoRouteToDestination
            | Self::MoreSpecificRoute
            | Self::IgwPublicIpAssociationForEgress
            | Self::BadState
            | Self::PcxRequiresAddressInVpcCidr
            | Self::TgwRouteAzRestriction
            | Self::TgwRtbNoRouteToTgwAttachment
            | Self::NoPossibleDestination
            | Self::DisconnectedVpcs
            | Self::VpceServiceNotInstalledInAz
            | Self::NoPath => true,
            Self::DnsResolverDisabled | Self::DnsNameNotFound | Self::EndpointPolicyDenies => false,
        }
    }
}
