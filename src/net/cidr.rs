//! Reading a block, and how many of its addresses AWS leaves to the user.

use std::net::Ipv4Addr;

use ipnet::Ipv4Net;
use thiserror::Error;

/// The shortest prefix AWS accepts for a VPC or subnet block.
///
/// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
pub const MIN_PREFIX: u8 = 16;
/// The longest prefix AWS accepts for a VPC or subnet block.
pub const MAX_PREFIX: u8 = 28;

/// Why a text is not a block that AWS accepts for a VPC or subnet.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CidrError {
    #[error("“{0}” is not an IPv4 CIDR block; write it like 10.0.0.0/16")]
    Malformed(String),
    #[error("{0} has bits set after the prefix; did you mean {1}?")]
    HostBits(Ipv4Net, Ipv4Net),
    #[error("{0} is too large or too small: AWS takes blocks from /{MIN_PREFIX} to /{MAX_PREFIX}")]
    Size(Ipv4Net),
}

/// Reads a VPC or subnet block: canonical, /16 to /28.
///
/// AWS itself silently clears host bits; an infrastructure tool then reports a change on every plan, so a block
/// with host bits is refused with the corrected one named.
///
/// ```
/// use vpc_designer::net::parse_block;
/// assert_eq!(parse_block("10.0.0.0/24").unwrap().to_string(), "10.0.0.0/24");
/// assert_eq!(
///     parse_block("10.0.0.7/24").unwrap_err().to_string(),
///     "10.0.0.7/24 has bits set after the prefix; did you mean 10.0.0.0/24?"
/// );
/// ```
pub fn parse_block(text: &str) -> Result<Ipv4Net, CidrError> {
    let net: Ipv4Net = text.trim().parse().map_err(|_| CidrError::Malformed(text.trim().to_owned()))?;
    if net != net.trunc() {
        return Err(CidrError::HostBits(net, net.trunc()));
    }
    if !(MIN_PREFIX..=MAX_PREFIX).contains(&net.prefix_len()) {
        return Err(CidrError::Size(net));
    }
    Ok(net)
}

/// The five addresses AWS keeps in every subnet, with their use: the first four and the last.
///
/// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>
pub fn reserved_addresses(subnet: Ipv4Net) -> [(Ipv4Addr, &'static str); 5] {
    let base = u32::from(subnet.network());
    let at = |offset: u32| Ipv4Addr::from(base.saturating_add(offset));
    [
        (at(0), "network address"),
        (at(1), "VPC router"),
        (at(2), "reserved for DNS"),
        (at(3), "reserved for future use"),
        (subnet.broadcast(), "broadcast address, unused in a VPC"),
    ]
}

/// Addresses of a subnet that the user can give to network interfaces: all less the five reserved.
///
/// ```
/// use vpc_designer::net::{parse_block, usable_addresses};
/// assert_eq!(usable_addresses(parse_block("10.0.0.0/28").unwrap()), 11);
/// ```
pub fn usable_addresses(subnet: Ipv4Net) -> u64 {
    (1u64 << (32 - u32::from(subnet.prefix_len()))).saturating_sub(5)
}
