//! See [`RULE`].

use crate::{
    check::{
        diagnostic::Report,
        links,
        rule::{Context, declare_rule},
    },
    net::overlap,
};

declare_rule! {
    /// Networks that meet at a gateway have addresses of their own.
    ///
    /// ## Why
    /// A Transit Gateway or a virtual private gateway knows one way to a block. Of two networks with the same addresses
    /// it reaches one only.
    ///
    /// ## Example
    /// Two VPCs with 10.0.0.0/16 attached to one Transit Gateway.
    ///
    /// ## Fix
    /// Give one of the two another block.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html>
    "W702", "attached-networks-overlap", Warning
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let design = context.design;
    for (gateway, members) in links::meetings(design) {
        for (index, (id, blocks)) in members.iter().enumerate() {
            for (other, others) in members.iter().take(index) {
                let pair = blocks
                    .iter()
                    .find_map(|block| others.iter().find(|o| overlap(**o, *block)).map(|o| (block, o)));
                let Some((block, theirs)) = pair.filter(|_| other != id) else { continue };
                let message = format!(
                    "{} ({block}) and {} ({theirs}) meet at {}, which reaches only one of them. Give one another block.",
                    design.label(*id),
                    design.label(*other),
                    design.label(gateway)
                );
                report.with(*id, [*other, gateway], message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn vpcs_and_an_office() {
        fails(
            &RULE,
            "
            vpc one 10.0.0.0/16
            vpc two 10.0.0.0/16
            ^ two (10.0.0.0/16) and one (10.0.0.0/16) meet at hub, which reaches only one of them. Give one another block.
            tgw hub
            attach hub one
            attach hub two
            office home 10.0.8.0/24 at=hub
            ^ home (10.0.8.0/24) and one (10.0.0.0/16) meet at hub, which reaches only one of them. Give one another block.
            ^ home (10.0.8.0/24) and two (10.0.0.0/16) meet at hub, which reaches only one of them. Give one another block.
            ",
        );
    }

    #[test]
    fn addresses_of_their_own() {
        passes(
            &RULE,
            "
            vpc one 10.0.0.0/16
            vpc two 10.1.0.0/16
            tgw hub
            attach hub one
            attach hub two
            office home 192.168.0.0/16 at=hub
            ",
        );
    }
}
