//! Texts in the visitor's language, in the manner of gettext: the Chinese source text is the key.
//!
//! Write the source where it is used: `locale.t("保存")`, `locale.tf("共 {0} 件", &[&n])`, in templates `{{ "保存"|t }}`. A text that
//! is chosen here and shown later (a constant, an error, a flash) is marked with [`n_`] or carried as a [`Message`] made by
//! [`msg`]. `tests/it/messages.rs` finds all of these and fails on a missing, unused or mismatched entry.

use std::collections::HashMap;
use std::fmt::{Display, Write as _};
use std::sync::LazyLock;

use super::locale::Locale;

macro_rules! catalogues {
    ($($area:literal),* $(,)?) => {
        /// The English catalogue: one file per area, so that two people seldom meet in one.
        pub const ENGLISH: &[(&str, &str)] = &[
            $(($area, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/locale/en/", $area, ".po")))),*
        ];
    };
}

catalogues!(
    "shell",
    "errors",
    "session",
    "home",
    "lists",
    "operation",
    "review",
    "reasons",
    "signing",
    "rectification",
    "rounds",
    "figures",
    "imports",
    "workbooks",
    "people",
    "accounts",
    "ours",
    "ledger",
    "domain",
    "campaign",
    "calendar",
    "cli",
    "search",
    "views",
);

struct Catalogue {
    english: HashMap<String, String>,
    by_code: HashMap<String, &'static str>,
}

/// Parsed once and kept for the life of the program: that is why texts of it are `'static`.
static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let mut catalogue = Catalogue {
        english: HashMap::new(),
        by_code: HashMap::new(),
    };
    for (_, source) in ENGLISH {
        // A broken file is found by the tests; a running server shows the Chinese source instead.
        let Ok(parsed) = polib::po_file::parse_from_reader(source.as_bytes()) else {
            continue;
        };
        for message in parsed.messages() {
            if let Ok(text) = message.msgstr().map(ToOwned::to_owned).map_err(drop)
                && !text.is_empty()
            {
                let id: &'static str = Box::leak(message.msgid().to_owned().into_boxed_str());
                catalogue.by_code.insert(code(id), id);
                catalogue.english.insert(id.to_owned(), text);
            }
        }
    }
    catalogue
});

impl Locale {
    /// The text in this language; the source itself when the catalogue has no entry.
    pub fn t(self, source: &str) -> &str {
        match self {
            Self::Zh => source,
            Self::En => CATALOGUE.english.get(source).map_or(source, String::as_str),
        }
    }

    /// The text in this language with `{0}`, `{1}` … filled in.
    pub fn tf(self, source: &str, args: &[&dyn Display]) -> String {
        fill(self.t(source), args)
    }
}

fn fill(text: &str, args: &[&dyn Display]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        filled.push_str(&rest[..open]);
        rest = &rest[open..];
        let number = rest
            .find('}')
            .and_then(|close| Some((close, rest[1..close].parse::<usize>().ok()?)));
        if let Some((close, arg)) = number.and_then(|(close, at)| Some((close, args.get(at)?))) {
            let _ = write!(filled, "{arg}");
            rest = &rest[close + 1..];
        } else {
            filled.push('{');
            rest = &rest[1..];
        }
    }
    filled.push_str(rest);
    filled
}

/// Marks a source text that is translated later, by whoever shows it.
pub const fn n_(source: &'static str) -> &'static str {
    source
}

/// A text with its arguments that waits for a language: what the domain says to a person without knowing theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    source: &'static str,
    args: Vec<String>,
}

/// A message of this source text; add arguments by [`Message::with`].
pub const fn msg(source: &'static str) -> Message {
    Message {
        source,
        args: Vec::new(),
    }
}

impl Message {
    /// Adds the next argument: the first call fills `{0}`.
    #[must_use]
    pub fn with(mut self, arg: impl Display) -> Self {
        self.args.push(arg.to_string());
        self
    }

    /// The text in a language.
    pub fn text(&self, locale: Locale) -> String {
        let args: Vec<&dyn Display> = self.args.iter().map(|arg| arg as &dyn Display).collect();
        locale.tf(self.source, &args)
    }

    /// The source text.
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// The arguments.
    pub fn args(&self) -> &[String] {
        &self.args
    }

    /// A short name of the source, safe in a cookie. It can only ever name a text of the catalogue.
    pub fn code(&self) -> String {
        code(self.source)
    }

    /// The message of a code that [`Message::code`] made.
    pub fn from_code(code: &str, args: Vec<String>) -> Option<Self> {
        CATALOGUE.by_code.get(code).map(|source| Self { source, args })
    }
}

/// FNV-1a, 64 bits: a name and not a secret. A test fails if two texts ever share one.
fn code(source: &str) -> String {
    let sum = source.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{sum:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_filled_in_any_order_and_braces_survive() {
        assert_eq!(fill("{1} of {0}", &[&10, &"3"]), "3 of 10");
        assert_eq!(fill("a {x} {9} {", &[&1]), "a {x} {9} {");
        assert_eq!(fill("{0}", &[&"{0}"]), "{0}", "an argument is not filled again");
    }

    #[test]
    fn a_message_survives_its_code() {
        let message = msg("菜单").with("甲");
        let back = Message::from_code(&message.code(), vec!["甲".into()]);
        assert_eq!(back, Some(message));
        assert_eq!(Message::from_code("0000000000000000", vec![]), None);
    }

    #[test]
    fn english_comes_from_the_catalogue_and_falls_back_to_the_source() {
        assert_eq!(Locale::En.t("菜单"), "Menu");
        assert_eq!(Locale::Zh.t("菜单"), "菜单");
        assert_eq!(Locale::En.t("目录里没有的话"), "目录里没有的话");
    }
}
