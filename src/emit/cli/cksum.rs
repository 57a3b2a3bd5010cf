//! The checksum that `cksum` prints: `deploy.sh` makes short names with it, and `commands.sh` has the same ones written out.
//!
//! Source: <https://pubs.opengroup.org/onlinepubs/9799919799/utilities/cksum.html>

/// The CRC of a text and its length, as POSIX has it.
pub(super) fn cksum(text: &str) -> u32 {
    let mut length = text.len();
    let lengths = std::iter::from_fn(|| {
        let byte = length as u8;
        let more = length > 0;
        length >>= 8;
        more.then_some(byte)
    });
    !text.bytes().chain(lengths).fold(0, |crc, byte| {
        (0..8).fold(crc ^ (u32::from(byte) << 24), |crc, _| {
            if crc & 0x8000_0000 == 0 { crc << 1 } else { (crc << 1) ^ 0x04c1_1db7 }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_program_prints_it() {
        for (text, sum) in [("", 4_294_967_295), ("123456789", 930_766_865), ("shop-network", 3151698618)] {
            assert_eq!(cksum(text), sum, "{text}");
        }
    }
}
