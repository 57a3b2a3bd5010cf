//! Prices that fall with the amount.

use std::collections::BTreeMap;

use crate::catalog::Charge;

/// GB of a petabyte in AWS's price list; Infracost counts a million.
const PB: u64 = 1_048_576;

/// The tiers of a charge, with what each takes; a charge without tiers is one tier of everything.
///
/// Sources: <https://aws.amazon.com/privatelink/pricing/>, <https://aws.amazon.com/ec2/pricing/on-demand/>,
/// <https://aws.amazon.com/route53/pricing/>
pub(super) fn tiers(charge: Charge) -> Vec<(Charge, u64)> {
    match charge {
        Charge::InterfaceGb1 => {
            vec![(charge, PB), (Charge::InterfaceGb2, 4 * PB), (Charge::InterfaceGb3, u64::MAX)]
        }
        Charge::EgressGb1 => vec![
            (charge, 10_240),
            (Charge::EgressGb2, 40_960),
            (Charge::EgressGb3, 102_400),
            (Charge::EgressGb4, u64::MAX),
        ],
        Charge::ZoneMonth1 => vec![(charge, 25), (Charge::ZoneMonth2, u64::MAX)],
        Charge::InterfaceHour
        | Charge::InterfaceGb2
        | Charge::InterfaceGb3
        | Charge::GwlbHour
        | Charge::GwlbGb
        | Charge::NatHour
        | Charge::NatGb
        | Charge::Ipv4Hour
        | Charge::Ipv4IdleHour
        | Charge::TgwHour
        | Charge::TgwGb
        | Charge::InterZoneGb
        | Charge::GatewayHour
        | Charge::GatewayGb
        | Charge::ResolverHour
        | Charge::ZoneMonth2
        | Charge::VpnHour
        | Charge::EgressGb2
        | Charge::EgressGb3
        | Charge::EgressGb4
        | Charge::ProfileHour
        | Charge::ProfileAssociationHour
        | Charge::InterRegionGb
        | Charge::DirectConnectGb
        | Charge::LoadBalancerHour
        | Charge::ResourceEndpointHour => vec![(charge, u64::MAX)],
    }
}

/// How far the tiers are filled. AWS adds up what all objects of a Region use, and hosted zones of the whole account; here
/// the objects fill the tiers in the order in which they come.
#[derive(Default)]
pub(super) struct Filled(BTreeMap<(String, Charge), u64>);

impl Filled {
    /// The tiers that a further quantity falls into, none of them empty.
    pub(super) fn take(&mut self, region: &str, charge: Charge, quantity: u64) -> Vec<(Charge, u64)> {
        let area = if charge == Charge::ZoneMonth1 { "" } else { region };
        let filled = self.0.entry((area.to_owned(), charge)).or_default();
        let mut begins = 0_u64;
        let mut left = quantity;
        let mut parts = Vec::new();
        for (tier, size) in tiers(charge) {
            let ends = begins.saturating_add(size);
            let part = left.min(ends.saturating_sub((*filled).max(begins)));
            if part > 0 {
                parts.push((tier, part));
                *filled = filled.saturating_add(part);
                left -= part;
            }
            begins = ends;
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiers_fill_up_together() {
        let mut filled = Filled::default();
        assert_eq!(filled.take("a", Charge::InterfaceGb1, PB - 1), [(Charge::InterfaceGb1, PB - 1)]);
        assert_eq!(
            filled.take("a", Charge::InterfaceGb1, 4 * PB + 3),
            [(Charge::InterfaceGb1, 1), (Charge::InterfaceGb2, 4 * PB), (Charge::InterfaceGb3, 2)]
        );
        assert_eq!(
            filled.take("b", Charge::InterfaceGb1, 1),
            [(Charge::InterfaceGb1, 1)],
            "Regions are apart"
        );
        assert_eq!(filled.take("a", Charge::NatGb, 7), [(Charge::NatGb, 7)]);
        assert_eq!(filled.take("a", Charge::NatGb, 0), []);
        assert_eq!(filled.take("a", Charge::ZoneMonth1, 20), [(Charge::ZoneMonth1, 20)]);
        assert_eq!(
            filled.take("b", Charge::ZoneMonth1, 7),
            [(Charge::ZoneMonth1, 5), (Charge::ZoneMonth2, 2)]
        );
    }
}
