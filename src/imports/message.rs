//! Messages in gettext manner: the Chinese source text is the id, arguments fill `{0}`, `{1}` …

/// Marks a source text that is translated where it is shown.
pub const fn n_(source: &'static str) -> &'static str {
    source
}

/// The text with its arguments filled in; an argument is never filled again.
pub fn fill(text: &str, args: &[String]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        filled.push_str(&rest[..open]);
        rest = &rest[open..];
        let close = rest.find('}').unwrap_or(0);
        if let Some(arg) = rest
            .get(1..close)
            .and_then(|at| at.parse::<usize>().ok())
            .and_then(|at| args.get(at))
        {
            filled.push_str(arg);
            rest = &rest[close + 1..];
        } else {
            filled.push('{');
            rest = &rest[1..];
        }
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn arguments_are_filled_once() {
        assert_eq!(fill("{1}在{0}", &["{1}".into(), "乙".into()]), "乙在{1}");
        assert_eq!(fill("{x} {3} {", &[]), "{x} {3} {");
    }
}
