//! Short words for reasons, for scripts: they never change, whatever the texts say.

use super::Reason;

impl Reason {
    /// The word.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MissingName => "missing_name",
            Self::MissingNumber => "missing_number",
            Self::MissingUnit => "missing_unit",
            Self::MissingTitle => "missing_title",
            Self::MissingRank => "missing_rank",
            Self::MissingUnitName => "missing_unit_name",
            Self::MissingKind => "missing_kind",
            Self::Formula => "formula",
            Self::ErrorValue(_) => "error_value",
            Self::TooLong(_) => "too_long",
            Self::LostPrecision => "lost_precision",
            Self::BadNumber(_) => "bad_number",
            Self::UnknownRank(_) => "unknown_rank",
            Self::UnknownKind(_) => "unknown_kind",
            Self::UnknownSex(_) => "unknown_sex",
            Self::BadDate(_) => "bad_date",
            Self::BadMonth(_) => "bad_month",
            Self::AmbiguousMonth(_) => "ambiguous_month",
            Self::BadCreditCode(_) => "bad_credit_code",
            Self::BadRegionCode(_) => "bad_region_code",
            Self::BadSortNo(_) => "bad_sort_no",
            Self::OwnLeader => "own_leader",
            Self::DuplicateNumber(..) => "duplicate_number",
            Self::OwnParent => "own_parent",
            Self::DuplicateUnit(_) => "duplicate_unit",
            Self::DuplicatePost(_) => "duplicate_post",
            Self::NumberTaken(..) => "number_taken",
            Self::UnknownUnit(_) => "unknown_unit",
            Self::UnknownSubunit(..) => "unknown_subunit",
            Self::UnknownParent(_) => "unknown_parent",
            Self::UnknownLeader(_) => "unknown_leader",
            Self::LeaderNameDiffers(..) => "leader_name_differs",
            Self::UnknownPerson(_) => "unknown_person",
            Self::UnknownPersonName(_) => "unknown_person_name",
            Self::SeveralPeople(_) => "several_people",
            Self::PersonNameDiffers(..) => "person_name_differs",
            Self::NoPost => "no_post",
            Self::DuplicateProblem(..) => "duplicate_problem",
            Self::ProblemOfOther(..) => "problem_of_other",
            Self::AlreadySubmitted(_) => "already_submitted",
            Self::ChangedMeanwhile(_) => "changed_meanwhile",
            Self::ParentCircle => "parent_circle",
            Self::StaysDraft => "stays_draft",
            Self::NobodyToSign => "nobody_to_sign",
            Self::OwnHistory => "own_history",
        }
    }
}
