//! Fields of lists 1 to 4 by name.

use super::headings::{
    ASPECT, CAUSES, COOPERATING, DUE, DUES, DUTY, GOALS, ILLS, KIND, MANIFESTATION, MEASURES, NOTS,
    OBJECTIVE, SOURCE, SUBJECTIVE, TITLE,
};

/// A field of lists 1 to 4, as a row states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the headings below, by name")]
pub enum Field {
    Title,
    Manifestation,
    Ills,
    Nots,
    Aspect,
    Source,
    Duty,
    Causes,
    SubjectiveCauses,
    ObjectiveCauses,
    Measures,
    Goals,
    Kind,
    Due,
    Cooperating,
    Dues,
}

impl Field {
    /// Its place among the headings.
    pub(in crate::imports) const fn at(self) -> usize {
        match self {
            Self::Title => TITLE,
            Self::Manifestation => MANIFESTATION,
            Self::Ills => ILLS,
            Self::Nots => NOTS,
            Self::Aspect => ASPECT,
            Self::Source => SOURCE,
            Self::Duty => DUTY,
            Self::Causes => CAUSES,
            Self::SubjectiveCauses => SUBJECTIVE,
            Self::ObjectiveCauses => OBJECTIVE,
            Self::Measures => MEASURES,
            Self::Goals => GOALS,
            Self::Kind => KIND,
            Self::Due => DUE,
            Self::Cooperating => COOPERATING,
            Self::Dues => DUES,
        }
    }
}
