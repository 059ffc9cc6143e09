//! Percentages in whole numbers only.

/// `n` of `of` in percent with one decimal, half up; `None` without anything to be a share of.
pub fn percent(n: i64, of: i64) -> Option<String> {
    if of <= 0 || n < 0 {
        return None;
    }
    let (n, of) = (i128::from(n), i128::from(of));
    let tenths = (n * 2000 + of) / (of * 2);
    Some(format!("{}.{}", tenths / 10, tenths % 10))
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn half_goes_up_at_one_decimal() {
        for (n, of, text) in [
            (186, 244, "76.2"),
            (2992, 4179, "71.6"),
            (1187, 4179, "28.4"),
            (1, 2000, "0.1"),
            (1, 2001, "0.0"),
            (33, 33, "100.0"),
            (0, 7, "0.0"),
            (1, 8, "12.5"),
            (1, 16, "6.3"),
            (999_999, 1_000_000, "100.0"),
        ] {
            assert_eq!(percent(n, of).as_deref(), Some(text), "{n} / {of}");
        }
        assert_eq!(percent(0, 0), None);
    }
}
