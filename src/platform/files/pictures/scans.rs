//! What follows the first scan header of a JPEG: compressed picture, tables and headers of further scans, the end.
//!
//! The library hands all of it over as one piece, and with it comments between scans and whatever hangs behind the end, such as the film
//! of a "moving photo" or a second picture with a place of its own.

use bytes::Bytes;

use super::Damaged;

/// Tables (`DHT`, `DAC`, `DQT`, `DRI`, `DNL`, `DHP`, `EXP`), frames and scans: no application's segment, no comment (ITU-T T.81, table B.1).
pub(super) fn is_of_the_picture(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf if marker != 0xc8) || matches!(marker, 0xda..=0xdf)
}

/// The scans, ended by their end.
pub(super) fn bare(rest: &[u8]) -> Result<Bytes, Damaged> {
    let mut kept = Vec::with_capacity(rest.len() + 2);
    let mut at = 0;
    loop {
        let Some(found) = rest[at..].iter().position(|byte| *byte == 0xff) else {
            // Cut off, as the files of some telephones are: what is there can be looked at.
            kept.extend_from_slice(&rest[at..]);
            break;
        };
        kept.extend_from_slice(&rest[at..at + found]);
        at += found;
        let Some(marker) = rest.get(at + 1) else { break };
        match marker {
            // A byte of the picture that happens to be 0xff; a restart.
            0x00 | 0xd0..=0xd7 => {
                kept.extend_from_slice(&rest[at..at + 2]);
                at += 2;
            }
            0xff => at += 1,
            0xd9 => break,
            0x01..=0xbf | 0xd8 => return Err(Damaged),
            marker => {
                let length = rest.get(at + 2..at + 4).ok_or(Damaged)?;
                let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
                let segment = rest.get(at..at + 2 + length.max(2)).ok_or(Damaged)?;
                if is_of_the_picture(*marker) {
                    kept.extend_from_slice(segment);
                }
                at += segment.len();
            }
        }
    }
    kept.extend_from_slice(&[0xff, 0xd9]);
    Ok(kept.into())
}
