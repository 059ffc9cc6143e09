//! 证明材料 as it is shown: `{% import "components/files.html" as files %}{{ files::list(files) }}`.

use crate::domain::rectification::evidence::Evidence;
use crate::domain::signing::Evidence as Stated;
use crate::kernel::ids::ProblemId;

/// A file that may be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileLine {
    /// Where it is fetched.
    pub href: String,
    /// Its name.
    pub name: String,
    /// How large it is; empty where nobody says.
    pub size: String,
    /// SHA-256 of what is fetched.
    pub sha256: String,
    /// Whether it was withdrawn since: what was signed names it, the next completion does not.
    pub withdrawn: bool,
    /// SHA-256 of what was sent, where that is another: of a picture the place and the time were taken off.
    pub uploaded: Option<String>,
}

impl FileLine {
    /// A file of a problem.
    pub fn of(problem: ProblemId, one: &Evidence) -> Self {
        let size = size(one.file.size);
        Self {
            size,
            withdrawn: !one.stands(),
            ..Self::stated(problem, &one.stated())
        }
    }

    /// The same, as a statement names it.
    pub fn stated(problem: ProblemId, stated: &Stated) -> Self {
        Self {
            href: format!("/problems/{problem}/files/{}", stated.id),
            name: stated.name.clone(),
            size: String::new(),
            withdrawn: false,
            sha256: stated.sha256.clone(),
            uploaded: Some(stated.uploaded_sha256.clone()).filter(|digest| *digest != stated.sha256),
        }
    }

    /// Those that are shown, of a round, that fulfil a condition.
    pub fn shown(
        problem: ProblemId,
        all: &[Evidence],
        cycle: i32,
        is_meant: impl Fn(&Evidence) -> bool,
    ) -> Vec<Self> {
        let of_round = all.iter().filter(|one| one.cycle == cycle);
        of_round
            .filter(|one| is_meant(one))
            .map(|one| Self::of(problem, one))
            .collect()
    }
}

/// In kilobytes and megabytes of 1024, as files are sized everywhere.
fn size(bytes: i64) -> String {
    let tenths = |unit: i64| (bytes * 10 + unit / 2) / unit;
    match bytes {
        ..=1023 => format!("{bytes} B"),
        1024..=1_048_575 => format!("{} KB", (bytes + 512) / 1024),
        _ => format!("{}.{} MB", tenths(1 << 20) / 10, tenths(1 << 20) % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_said_as_people_say_them() {
        for (bytes, said) in [
            (1, "1 B"),
            (1024, "1 KB"),
            (300_000, "293 KB"),
            (2_411_725, "2.3 MB"),
            (20 << 20, "20.0 MB"),
        ] {
            assert_eq!(size(bytes), said);
        }
    }
}
