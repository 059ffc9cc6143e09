//! The five-list form as it is posted: rows come as parallel repeated keys, one value each.

use serde::Deserialize;
use uuid::Uuid;

use crate::domain::lists::Draft;
use crate::domain::lists::draft::{DraftCause, DraftMeasure, MOST_ITEMS};
use crate::kernel::ids::AccountId;

/// What is posted, all strings.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The same act sent twice counts once.
    pub act_id: String,
    /// Set once a new problem has been saved from the page that started it.
    pub id: String,
    /// The account that the page was drawn for; empty when it does not say.
    pub who: String,
    /// The version that the page was drawn from.
    pub version: String,
    /// The page that it was typed on, by a random id of its own; empty without scripts.
    pub window: String,
    /// Which button: empty to save, `submit`, `correct`, `add-cause`, `drop-cause-0`, `up-cause-1`, `down-cause-0`, the same of
    /// `measure`.
    #[serde(rename = "do")]
    pub button: String,
    title: String,
    manifestation: String,
    ills: Vec<String>,
    principal: String,
    nots: Vec<String>,
    aspect: String,
    source: String,
    duty: String,
    cause_kind: Vec<String>,
    cause_text: Vec<String>,
    measure_text: Vec<String>,
    measure_goal: Vec<String>,
    measure_due: Vec<String>,
    cooperating: String,
    immediate: String,
    due: String,
    long_term: String,
    look_back: Vec<String>,
}

/// So many rows no hand types; a form that can be submitted has at most [`MOST_ITEMS`].
const MOST_ROWS: usize = 200;

impl Typed {
    /// Whether it has more rows than any page of ours can have been given: its own page would grow with them without end.
    pub fn is_beyond_reason(&self) -> bool {
        let rows = [
            &self.cause_text,
            &self.measure_text,
            &self.look_back,
            &self.ills,
            &self.nots,
        ];
        rows.into_iter().any(|rows| rows.len() > MOST_ROWS)
    }

    /// Whether the page was drawn for this account. On a shared computer another may have signed in beside it: what the one typed
    /// never becomes the other's.
    pub fn is_of(&self, account: AccountId) -> bool {
        self.who.is_empty() || self.who == account.to_string()
    }

    /// The draft that was typed, before its button was pressed.
    pub fn draft(&self) -> Draft {
        let at = |list: &[String], n: usize| list.get(n).cloned().unwrap_or_default();
        let causes = (0..self.cause_text.len()).map(|n| DraftCause {
            kind: at(&self.cause_kind, n),
            text: at(&self.cause_text, n),
        });
        let measures = (0..self.measure_text.len()).map(|n| DraftMeasure {
            text: at(&self.measure_text, n),
            goal: at(&self.measure_goal, n),
            due: at(&self.measure_due, n),
        });
        Draft {
            title: self.title.clone(),
            manifestation: self.manifestation.clone(),
            ills: self.ills_principal_first(),
            nots: self.nots.clone(),
            aspect: self.aspect.clone(),
            source: self.source.clone(),
            duty: self.duty.clone(),
            causes: causes.collect(),
            measures: measures.collect(),
            cooperating: self.cooperating.clone(),
            immediate: !self.immediate.is_empty(),
            due: self.due.clone(),
            long_term: !self.long_term.is_empty(),
            look_back: self
                .look_back
                .iter()
                .filter(|day| !day.trim().is_empty())
                .cloned()
                .collect(),
        }
    }

    /// The principal one counts as ticked: whoever names it means it.
    fn ills_principal_first(&self) -> Vec<String> {
        let others = self.ills.iter().filter(|ill| **ill != self.principal).cloned();
        let principal = Some(self.principal.clone()).filter(|ill| !ill.is_empty());
        principal.into_iter().chain(others).collect()
    }

    /// All texts as they are posted, without what belongs to one page.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let one = |name, value: &String| (name, vec![value.clone()]);
        let many = |name, values: &Vec<String>| (name, values.clone());
        let fields = [
            one("title", &self.title),
            one("manifestation", &self.manifestation),
            many("ills", &self.ills),
            one("principal", &self.principal),
            many("nots", &self.nots),
            one("aspect", &self.aspect),
            one("source", &self.source),
            one("duty", &self.duty),
            many("cause_kind", &self.cause_kind),
            many("cause_text", &self.cause_text),
            many("measure_text", &self.measure_text),
            many("measure_goal", &self.measure_goal),
            many("measure_due", &self.measure_due),
            one("cooperating", &self.cooperating),
            one("immediate", &self.immediate),
            one("due", &self.due),
            one("long_term", &self.long_term),
            many("look_back", &self.look_back),
        ];
        let pairs =
            |(name, values): (&'static str, Vec<String>)| values.into_iter().map(move |value| (name, value));
        fields.into_iter().flat_map(pairs).collect()
    }

    /// The version as a number; what no page of ours sends is no version of anything.
    pub fn version(&self) -> i32 {
        self.version.parse().unwrap_or(0)
    }

    /// The page that it was typed on.
    pub fn window(&self) -> Option<Uuid> {
        self.window.parse().ok()
    }

    /// Whether it goes on to the reason of a correction.
    pub fn corrects(&self) -> bool {
        self.button == "correct"
    }

    /// Whether the button asks for submission.
    pub fn submits(&self) -> bool {
        self.button == "submit"
    }

    /// What the button does to the rows, and where on the page one goes on after it: in the row that was added or moved, or in
    /// the one that took the place of the one dropped. Empty for any other button.
    pub fn press(&self, draft: &mut Draft) -> String {
        let mut parts = self.button.splitn(3, '-');
        let (verb, kind) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let at = parts.next().and_then(|n| n.parse::<usize>().ok());
        let (list, row) = match kind {
            "cause" => ("causes", press(&mut draft.causes, verb, at)),
            "measure" => ("measures", press(&mut draft.measures, verb, at)),
            _ => return String::new(),
        };
        format!("#f-{list}-{row}-text")
    }
}

/// Presses a button of one list and gives the row to go on in.
fn press<T: Default>(rows: &mut Vec<T>, verb: &str, at: Option<usize>) -> usize {
    // The page draws a first row where none is stored.
    if rows.is_empty() {
        rows.push(T::default());
    }
    let last = rows.len() - 1;
    match (verb, at.filter(|at| *at <= last)) {
        ("add", _) if rows.len() < MOST_ITEMS => {
            rows.push(T::default());
            last + 1
        }
        ("drop", Some(at)) => {
            rows.remove(at);
            at.min(last.saturating_sub(1))
        }
        ("up", Some(at)) if at > 0 => {
            rows.swap(at, at - 1);
            at - 1
        }
        ("down", Some(at)) if at < last => {
            rows.swap(at, at + 1);
            at + 1
        }
        (_, at) => at.unwrap_or(last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Typed {
        Typed {
            ills: vec!["宽松软".into(), "虚浮飘".into()],
            cause_kind: vec!["subjective".into(), "objective".into()],
            cause_text: vec!["甲".into(), "乙".into()],
            measure_text: vec!["丙".into()],
            ..Typed::default()
        }
    }

    #[test]
    fn rows_keep_together_and_a_missing_cell_is_empty() {
        let draft = typed().draft();
        assert_eq!(draft.causes[1].kind, "objective");
        assert_eq!(draft.causes[1].text, "乙");
        assert_eq!(draft.measures[0].goal, "");
    }

    #[test]
    fn the_principal_ill_comes_first_and_counts_as_ticked() {
        let with = |principal: &str| {
            Typed {
                principal: principal.into(),
                ..typed()
            }
            .draft()
            .ills
        };
        assert_eq!(with(""), ["宽松软", "虚浮飘"]);
        assert_eq!(with("虚浮飘"), ["虚浮飘", "宽松软"]);
        assert_eq!(with("慵懒散"), ["慵懒散", "宽松软", "虚浮飘"]);
    }

    #[test]
    fn buttons_add_and_drop_rows_and_nothing_else() {
        let press = |button: &str| {
            let typed = Typed {
                button: button.into(),
                ..typed()
            };
            let mut draft = typed.draft();
            let anchor = typed.press(&mut draft);
            (draft.causes.len(), draft.measures.len(), anchor)
        };
        let at = |causes, measures, place: &str| (causes, measures, place.to_owned());
        assert_eq!(press("add-cause"), at(3, 1, "#f-causes-2-text"));
        assert_eq!(press("drop-cause-0"), at(1, 1, "#f-causes-0-text"));
        assert_eq!(press("drop-cause-7"), at(2, 1, "#f-causes-1-text"));
        assert_eq!(press("drop-measure-0"), at(2, 0, "#f-measures-0-text"));
        assert_eq!(press(""), at(2, 1, ""));
        assert_eq!(press("add-anything-9"), at(2, 1, ""));
    }

    #[test]
    fn rows_move_up_and_down_and_not_beyond_their_ends() {
        let press = |button: &str| {
            let typed = Typed {
                button: button.into(),
                ..typed()
            };
            let mut draft = typed.draft();
            let place = typed.press(&mut draft);
            let words: Vec<_> = draft.causes.into_iter().map(|cause| cause.text).collect();
            (words.concat(), place)
        };
        let at = |words: &str, place: &str| (words.to_owned(), place.to_owned());
        assert_eq!(press("up-cause-1"), at("乙甲", "#f-causes-0-text"));
        assert_eq!(press("down-cause-0"), at("乙甲", "#f-causes-1-text"));
        assert_eq!(press("up-cause-0"), at("甲乙", "#f-causes-0-text"));
        assert_eq!(press("down-cause-1"), at("甲乙", "#f-causes-1-text"));
        assert_eq!(press("down-cause-x"), at("甲乙", "#f-causes-1-text"));
    }
}
