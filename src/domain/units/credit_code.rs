//! The unified social credit code (GB 32100): 18 characters, the last a check character.

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Whether `code` (upper case, no spaces) is well formed and its check character is right.
pub fn is_valid(code: &str) -> bool {
    let Some(values) = code.bytes().map(value).collect::<Option<Vec<u32>>>() else {
        return false;
    };
    let Some((check, body)) = values.split_last() else {
        return false;
    };
    if body.len() != 17 {
        return false;
    }
    let (sum, _) = body
        .iter()
        .fold((0, 1), |(sum, weight), v| (sum + v * weight, weight * 3 % 31));
    (31 - sum % 31) % 31 == *check
}

fn value(byte: u8) -> Option<u32> {
    ALPHABET
        .iter()
        .position(|c| *c == byte)
        .and_then(|at| u32::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::is_valid;

    #[test]
    fn the_documented_example_is_valid() {
        assert!(is_valid("11220802013594178H"));
    }

    #[test]
    fn any_other_check_character_is_not() {
        for other in "0123456789ABCDEFGJKLMNPQRTUWXYIOSVZ".chars() {
            assert!(!is_valid(&format!("11220802013594178{other}")), "{other}");
        }
    }

    #[test]
    fn wrong_length_or_characters_are_not() {
        for code in [
            "",
            "1",
            "11220802013594178",
            "112208020135941780H",
            "1122080201359417中H",
            "11220802013594178h",
        ] {
            assert!(!is_valid(code), "{code}");
        }
    }
}
