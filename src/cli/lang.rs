//! In which language the command line speaks: one in each run.

use clap::ValueEnum;

use crate::kernel::locale::Locale;

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// 中文
    Zh,
    /// English
    En,
}

impl Lang {
    /// The same for texts.
    pub const fn locale(self) -> Locale {
        match self {
            Self::Zh => Locale::Zh,
            Self::En => Locale::En,
        }
    }
}

/// The language of an environment, as every other program finds it: the first of these variables that says anything decides.
pub fn of_environment(get: impl Fn(&str) -> Option<String>) -> Locale {
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let mut said = variables.into_iter().filter_map(get);
    let first = said.find(|value| !value.is_empty()).unwrap_or_default();
    let language = first.split(['_', '-', '.', '@']).next().unwrap_or_default();
    if language.eq_ignore_ascii_case("zh") {
        Locale::Zh
    } else {
        Locale::En
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)]) -> Locale {
        of_environment(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_first_variable_that_says_anything_decides() {
        assert_eq!(of(&[]), Locale::En);
        assert_eq!(of(&[("LANG", "zh_CN.UTF-8")]), Locale::Zh);
        assert_eq!(of(&[("LANG", "zh")]), Locale::Zh);
        assert_eq!(of(&[("LANG", "zhuang_CN"), ("LC_MESSAGES", "")]), Locale::En);
        assert_eq!(of(&[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")]), Locale::En);
        assert_eq!(
            of(&[("LC_ALL", ""), ("LC_MESSAGES", "zh_TW"), ("LANG", "de_DE")]),
            Locale::Zh
        );
    }
}
