//! See [`RULE`].

use crate::check::{
    diagnostic::Report,
    rule::{Context, declare_rule},
};

declare_rule! {
    /// A Transit Gateway attachment has one subnet per zone.
    ///
    /// ## Why
    /// The attachment gets one network interface in each zone; AWS refuses a second subnet of a zone, and an attachment
    /// without subnets.
    ///
    /// ## Example
    /// An attachment with two subnets of us-east-1a.
    ///
    /// ## Fix
    /// Remove one of the two, or add a subnet where there is none.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html>
    "E708", "attachment-one-subnet-per-zone", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (id, attachment) in design.transit_gateway_attachments.iter() {
        if attachment.subnets.is_empty() {
            report.at(id, format!("Attachment {} has no subnet. Add one in each zone.", attachment.name));
        }
        let zone = |subnet| design.subnets.get(subnet).map(|subnet| subnet.zone);
        for (index, subnet) in attachment.subnets.iter().enumerate() {
            let earlier = attachment.subnets.iter().take(index).find(|other| zone(**other) == zone(*subnet));
            if let Some(first) = earlier {
                let message = format!(
                    "Attachment {} has subnets {} and {} of one zone. Remove one of the two.",
                    attachment.name,
                    design.label((*first).into()),
                    design.label((*subnet).into())
                );
                report.with(id, [(*subnet).into(), (*first).into()], message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn two_of_a_zone_and_none() {
        fails(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app 10.0.0.0/24
            subnet data 10.0.1.0/24
            tgw hub
            attach hub main subnets=app,data
            ^ Attachment hub-main has subnets app and data of one zone. Remove one of the two.
            vpc other 10.1.0.0/16
            attach hub other
            ^ Attachment hub-other has no subnet. Add one in each zone.
            ",
        );
    }

    #[test]
    fn one_of_each() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            zone a
            subnet app-a 10.0.0.0/24
            zone b
            subnet app-b 10.0.1.0/24
            tgw hub
            attach hub main subnets=app-a,app-b
            ",
        );
    }
}
