//! Which columns a list shows: `?columns=number,title` names them in order. A list that is asked for columns that it doesn't have shows the
//! others and says so: a saved view outlives a column.

/// A column.
#[derive(Debug, PartialEq, Eq)]
pub struct Column {
    /// Its word in addresses.
    pub code: &'static str,
    /// What stands above it; source text.
    pub label: &'static str,
    /// The class of its cells.
    pub class: &'static str,
    /// How wide it is in a workbook.
    pub width: u32,
    /// Whether it is shown unless others are asked for.
    pub usual: bool,
    /// Whether its name stands in each cell where a small screen has no header.
    pub named: bool,
    /// Whether its cells name the row.
    pub heads: bool,
}

impl Column {
    /// A column that is usually shown.
    pub const fn new(code: &'static str, label: &'static str, class: &'static str, width: u32) -> Self {
        Self {
            code,
            label,
            class,
            width,
            usual: true,
            named: false,
            heads: false,
        }
    }

    /// One that is shown when it is asked for.
    #[must_use]
    pub const fn extra(mut self) -> Self {
        self.usual = false;
        self.named = true;
        self
    }

    /// One whose name stands in each cell on a small screen.
    #[must_use]
    pub const fn named(mut self) -> Self {
        self.named = true;
        self
    }

    /// One that names the row.
    #[must_use]
    pub const fn heads(mut self) -> Self {
        self.heads = true;
        self
    }
}

/// What is shown of a list's columns: their places in it, in the order shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    pub(super) places: Vec<usize>,
    /// Words that name no column.
    pub(super) unknown: Vec<String>,
    /// Whether columns were asked for at all.
    pub(super) said: bool,
}

impl Chosen {
    /// The usual ones.
    pub(super) fn usual(all: &[Column]) -> Self {
        let usual = all.iter().enumerate().filter(|(_, column)| column.usual);
        Self {
            places: usual.map(|(place, _)| place).collect(),
            unknown: Vec::new(),
            said: false,
        }
    }

    /// Those that `words` name, each once, `earlier` one place further ahead; the usual ones when they name none.
    pub(super) fn of<'a>(
        all: &[Column],
        words: impl Iterator<Item = &'a str>,
        earlier: Option<&str>,
    ) -> Self {
        let (mut places, mut unknown) = (Vec::new(), Vec::new());
        for word in words.map(str::trim).filter(|word| !word.is_empty()) {
            match all.iter().position(|column| column.code == word) {
                Some(place) if places.contains(&place) => {}
                Some(place) => places.push(place),
                None => unknown.push(word.chars().take(30).collect()),
            }
        }
        unknown.truncate(5);
        if places.is_empty() {
            return Self {
                unknown,
                ..Self::usual(all)
            };
        }
        let ahead = earlier.and_then(|word| places.iter().position(|place| all[*place].code == word));
        if let Some(at) = ahead.filter(|at| *at > 0) {
            places.swap(at - 1, at);
        }
        Self {
            places,
            unknown,
            said: true,
        }
    }

    /// As an address names them.
    pub(super) fn words(&self, all: &[Column]) -> String {
        let words: Vec<_> = self.places.iter().map(|place| all[*place].code).collect();
        words.join(",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Column; 3] = [
        Column::new("a", "甲", "", 10),
        Column::new("b", "乙", "", 10),
        Column::new("c", "丙", "", 10).extra(),
    ];

    fn of(words: &[&str], earlier: Option<&str>) -> Chosen {
        Chosen::of(&ALL, words.iter().copied(), earlier)
    }

    #[test]
    fn columns_stand_in_the_order_asked_for_each_once() {
        assert_eq!(Chosen::usual(&ALL).words(&ALL), "a,b");
        assert_eq!(of(&["c", "a", "c", " b "], None).words(&ALL), "c,a,b");
        assert_eq!(of(&["a", "b", "c"], Some("c")).words(&ALL), "a,c,b");
        assert_eq!(of(&["a", "b"], Some("a")).words(&ALL), "a,b");
        assert_eq!(of(&["a", "b"], Some("x")).words(&ALL), "a,b");
    }

    #[test]
    fn what_is_no_column_is_left_out_and_told() {
        let some = of(&["b", "x"], None);
        assert_eq!(
            (some.words(&ALL).as_str(), some.unknown),
            ("b", vec!["x".to_owned()])
        );
        let none = of(&["x"], None);
        assert_eq!((none.words(&ALL).as_str(), none.said), ("a,b", false));
        assert!(!of(&["", " "], None).said);
    }
}
