//! The language of a visitor. Chinese is the source; English is a catalogue.

/// A language in which pages are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Locale {
    /// Simplified Chinese: the language of the source texts.
    #[default]
    Zh,
    /// English.
    En,
}

impl Locale {
    /// Every language, for tests that draw each template in each.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The value of `<html lang>` and of the language cookie.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language of a tag, if it is one of ours.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.tag() == tag)
    }

    /// What a button that leads to this language says.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Zh => "中文",
            Self::En => "English",
        }
    }

    /// The language that the switch leads to.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }
}
